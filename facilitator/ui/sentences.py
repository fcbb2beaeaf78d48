"""Words that several screens say in the same way: times, lateness, problems, presses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import facilitator.words
from facilitator.cafe import LiveCafe, Phase, PhaseKind, phases
from facilitator.checks import Problem, ProblemKind
from facilitator.eaten import Eaten
from facilitator.event import MINUTE, ZERO, Event, Speaker, find
from facilitator.i18n import _, format_time
from facilitator.people import shown_names
from facilitator.record import (
    Added,
    Allotted,
    Approved,
    CheckedIn,
    Counted,
    Delayed,
    EndedBeside,
    EndMoved,
    Fact,
    Finished,
    HandCounted,
    HelpAsked,
    MessageShown,
    Nudged,
    Paused,
    PhasesGoOn,
    PhaseStarted,
    PhaseTakenUp,
    PollClosed,
    PollOpened,
    PollShown,
    Presence,
    Resumed,
    SceneHeld,
    Started,
    StartedBeside,
    StartMoved,
    TimerAdded,
    TimerEnded,
    TimerPaused,
    TimerResumed,
    TimerStarted,
    TurnStarted,
    WentBack,
)
from facilitator.signals import Signal, SignalKind
from facilitator.timetable import LiveDay, Reading
from facilitator.words import phase_word

SECOND = timedelta(seconds=1)

# The same in print.
minutes_of = facilitator.words.minutes_of
minutes_word = facilitator.words.minutes_word


def digits(left: timedelta) -> str:
    """A countdown as “12:45”, “1:03:20” or “−00:07”; a second that has begun is still shown."""
    seconds = -(-left // SECOND)
    sign, seconds = ("−" if seconds < 0 else ""), abs(seconds)
    minutes, seconds = divmod(seconds, 60)
    if minutes >= 60:
        return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return f"{sign}{minutes:02}:{seconds:02}"


def local_time(event: Event, instant: datetime | None) -> str:
    """The time as “13:42” on the event's wall clock, rounded to the nearest minute; nothing for None."""
    if instant is None:
        return ""
    return format_time(event.local(instant + timedelta(seconds=30)))


def offset_words(live: LiveDay) -> str:
    """“4 min behind”, “on time” or “2 min ahead”, and since when where that is read."""
    behind = live.offset
    minutes = minutes_word(abs(behind))
    if abs(behind) < MINUTE / 2:
        words = _("on time")
    elif behind > ZERO:
        words = _("{minutes} behind").format(minutes=minutes)
    else:
        words = _("{minutes} ahead").format(minutes=minutes)
    if live.reading is Reading.START and live.running:
        return _("{words} since the start").format(words=words)
    return words


def eaten_sentence(eaten: Eaten) -> str:
    """To end in time, “Harvest” has to give 12 min; and what that means for its least length."""
    words = _("To end in time, “{title}” has to give {minutes}.")
    if eaten.item.minimum is None:
        words = _("To end in time, “{title}” has to give {minutes}, though it is to keep its length.")
    elif eaten.below_minimum:
        words = _("To end in time, “{title}” has to give {minutes}, below its minimum of {least}.")
    return words.format(
        title=eaten.item.title,
        minutes=minutes_word(eaten.lost),
        least=minutes_word(eaten.item.minimum or ZERO),
    )


def speakers_line(speakers: tuple[Speaker, ...]) -> str:
    return ", ".join(speaker.name for speaker in speakers)


def cafe_phase_words(cafe: LiveCafe) -> str:
    """“round 2 of 3 · talk”."""
    round_words = _("round {number} of {count}").format(
        number=cafe.phase.round_index + 1, count=len(cafe.item.rounds)
    )
    return f"{round_words} · {phase_word(cafe.phase.kind)}"


def press_sentence(event: Event, fact: Fact) -> str:
    """What a press did, as its undo step is called: start “Welcome”."""
    item = find(event.items, getattr(fact, "item_id", None))
    title = item.title if item else ""
    match fact:
        case Started() | StartedBeside():
            return _("start “{title}”").format(title=title)
        case Finished():
            return _("end the day")
        case WentBack():
            return _("go back to “{title}”").format(title=title)
        case Paused():
            return _("pause")
        case Resumed():
            return _("go on after the pause")
        case PhaseStarted() | PhaseTakenUp() | PhasesGoOn() | TurnStarted() | Counted():
            return _cafe_sentence(event, fact)
        case CheckedIn(person_id, presence):
            return _check_in_sentence(event, person_id, presence)
        case HelpAsked() | Approved() | Nudged() | HandCounted() | PollOpened() | PollClosed() | PollShown():
            return _tables_sentence(event, fact)
        case SceneHeld() | MessageShown():
            return _screen_sentence(fact)
        case _:
            return _time_sentence(fact, title)


def _phase_sentence(event: Event, fact: PhaseStarted | PhaseTakenUp) -> str:
    """The phase as the big button called it; by its number where the café has no such phase any more."""
    item = find(event.items, fact.item_id)
    known = phases(item)[fact.phase : fact.phase + 1] if item else ()
    if not known:
        return _("change to phase {number}").format(number=fact.phase + 1)
    told = _("back to “{phase}” in round {round}")
    if isinstance(fact, PhaseStarted):
        told = _("on to “{phase}” in round {round}")
    return told.format(phase=phase_word(known[0].kind), round=known[0].round_index + 1)


def _cafe_sentence(
    event: Event, fact: PhaseStarted | PhaseTakenUp | PhasesGoOn | TurnStarted | Counted
) -> str:
    """What a press did in a café."""
    if isinstance(fact, PhaseStarted | PhaseTakenUp):
        return _phase_sentence(event, fact)
    if isinstance(fact, PhasesGoOn):
        return _("let phases begin by themselves") if fact.by_itself else _("let phases wait for a press")
    table = find(event.tables, fact.table_id)
    if table is None:
        return _("end the tables' turns")
    words = _("give table {number} the word") if isinstance(fact, TurnStarted) else _("count table {number}")
    return words.format(number=table.number)


def _tables_sentence(event: Event, fact: Fact) -> str:
    """What a press did with what the tables say."""
    match fact:
        case PollOpened():
            return _("open for answers")
        case PollClosed():
            return _("close for answers")
        case PollShown(_id, shown):
            return _("show the result to the room") if shown else _("take the result off the screen")
        case HandCounted(_id, ""):
            return _("enter what was counted in the room")
        case HelpAsked(_table, wanted):
            words = _("call for help to table {number}") if wanted else _("say that table {number} has help")
        case Approved():
            words = _("approve the notes of table {number}")
        case Nudged(_table, text):
            words = _("send table {number} a word") if text else _("take back the word to table {number}")
        case _:
            words = _("enter the count of table {number}")
    table = find(event.tables, getattr(fact, "table_id", None))
    return words.format(number=table.number if table else "?")


def _time_sentence(fact: Fact, title: str) -> str:
    """What a press did to the time of an item, or of a countdown beside the programme."""
    match fact:
        case StartMoved(_id, by):
            return _("move the start by {minutes} min").format(minutes=_signed(-by))
        case EndMoved(_id, by):
            return _("move the end by {minutes} min").format(minutes=_signed(by))
        case Added(_id, by, _phase):
            return _("add {minutes} min").format(minutes=_signed(by))
        case Allotted(_id, by, _phase):
            return _("give “{title}” {minutes} min").format(title=title, minutes=_signed(by))
        case EndedBeside():
            return _("end “{title}”").format(title=title)
        case Delayed():
            return _("announce a delay of “{title}”").format(title=title)
        case _:
            return _countdown_sentence(fact)


def _screen_sentence(fact: SceneHeld | MessageShown) -> str:
    """What a press did to a screen."""
    if isinstance(fact, SceneHeld):
        return _("hold a scene") if fact.scene else _("let the screen follow the programme")
    return _("show a message") if fact.text else _("take the message away")


def _countdown_sentence(fact: Fact) -> str:
    """What a press did to a countdown beside the programme."""
    match fact:
        case TimerStarted(_id, title, _length):
            words = _("start the countdown “{title}”") if title else _("start a countdown")
            return words.format(title=title)
        case TimerAdded(_id, by):
            return _("add {minutes} min to the countdown").format(minutes=_signed(by))
        case TimerPaused():
            return _("pause the countdown")
        case TimerResumed():
            return _("let the countdown go on")
        case TimerEnded():
            return _("take the countdown away")
        case _:
            return ""


def _check_in_sentence(event: Event, person_id: str, presence: Presence) -> str:
    words = {
        Presence.PRESENT: _("check in {name}"),
        Presence.ABSENT: _("mark {name} absent"),
        Presence.LEFT: _("note that {name} has left"),
        Presence.EXPECTED: _("take back the check-in of {name}"),
    }
    return words[presence].format(name=shown_names(event.people).get(person_id, ""))


def _signed(by: timedelta) -> str:
    return f"{minutes_of(by):+d}".replace("-", "−")


def problem_sentence(problem: Problem) -> str:
    """What is wrong and what to do about it."""
    minutes = minutes_word(problem.time) if problem.time is not None else ""
    people, seats = (*problem.numbers, 0, 0)[:2]
    return _problem_texts()[problem.kind].format(
        name=problem.name,
        minutes=minutes,
        people=people,
        seats=seats,
        least=seats,
        tables=number_ranges(problem.numbers),
    )


def number_ranges(numbers: Iterable[int]) -> str:
    """The numbers in order, three or more in a row as a range: “1–3, 7, 9”."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = (f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return ", ".join(parts)


def _problem_texts() -> dict[ProblemKind, str]:
    kind = ProblemKind
    return {
        kind.EMPTY_TITLE: _("The title is empty. Type what it is called."),
        kind.NO_LENGTH: _("“{name}” has no length. Give it at least one minute, or skip it."),
        kind.TOO_LONG: _("“{name}” would last {minutes}. An item can last 24 hours at most."),
        kind.MINIMUM_OVER_LENGTH: _(
            "The least length of “{name}” must be between 0 and its length ({minutes})."
        ),
        kind.END_BEFORE_START: _("“{name}” would end before it starts. Change its start or its end."),
        kind.DAY_ENDS_BEFORE_START: _("The day would end before it starts. Change its start or its end."),
        kind.EMPTY_NAME: _("The name is empty. Type a name, or remove the person."),
        kind.SEATS_BELOW_MINIMUM: _(
            "Table {name} must have at least 1 seat, and least ≤ wanted ≤ most. Change its seats."
        ),
        kind.TABLE_NUMBER_TWICE: _("There are two tables with number {name}. Give one another number."),
        kind.HOST_TWICE: _("The host of table {name} hosts another table too. Choose another host."),
        kind.MALFORMED_ADDRESS: _(
            "“{name}” is not a web address or a file. Write it like https://www.osloregionen.no/."
        ),
        kind.IMPOSSIBLE_DATE: _("The date {name} can't be right. Choose another one."),
        kind.UNKNOWN_ZONE: _("“{name}” is not a known time zone. Write it like Europe/Oslo."),
        kind.OVERLAP: _("“{name}” starts {minutes} before what comes before it ends."),
        kind.NO_TIME_LEFT: _("“{name}” has no time: its locked end comes before it can start."),
        kind.BESIDE_NOTHING: _(
            "“{name}” is to run beside the item before it, but there is none. Move it, or let it follow."
        ),
        kind.BESIDE_SKIPPED: _(
            "“{name}” is beside an item that is skipped. It has to be started by its own button."
        ),
        kind.PEOPLE_TWICE: _("“{name}”: {people} people have a seat in another café at the same time."),
        kind.TABLES_TWICE: _("“{name}”: another café uses the same tables at the same time: {tables}."),
        kind.PAST_PINNED_END: _("The plan ends {minutes} after the day's end. Shorten or skip something."),
        kind.NO_ITEMS: _("The programme is empty. Add the first item."),
        kind.NO_PEOPLE: _("Nobody is on the list of people."),
        kind.NO_TABLES: _("The café has no tables."),
        kind.NO_HOST: _("Table {name} has no host."),
        kind.NO_QUESTION: _("Table {name} has a round without a question."),
        kind.NO_CONTACT: _("No contact is named for the day."),
        kind.NO_PLACE: _("No place is named for the day."),
        kind.NO_SEATS: _("Nobody has a table yet in “{name}”. Make a table plan."),
        kind.NO_ROUNDS: _("“{name}” has no rounds yet."),
        kind.NO_DOCUMENTS: _("There are no background documents."),
        kind.NO_ADDRESS: _("“{name}” has no address, so it gets no QR code."),
        kind.TOO_FEW_SEATS: _(
            "There are {people} people, but only {seats} seats. Add tables or seats, or remove people."
        ),
        kind.TOO_FEW_PEOPLE: _(
            "There are {people} people, but the tables need at least {least}. Remove tables."
        ),
    }


def signal_sentence(signal: Signal, live: LiveDay) -> str:
    """What the gong says in words, for those who did not hear it."""
    if signal.kind is SignalKind.COUNTDOWN_END:
        timer = next((one for one in live.timers if one.id == signal.subject_id), None)
        return _("The countdown “{title}” is over.").format(title=timer.title if timer else "")
    live = live.seen_from(signal.subject_id)
    title = live.running.item.title if live.running else ""
    if live.cafe and signal.kind in (SignalKind.PHASE_END, SignalKind.WARNING):
        words = _cafe_signal_sentence(signal, live.cafe)
        return _("{title}: {words}").format(title=title, words=words) if live.cafe.item.beside else words
    if signal.kind in (SignalKind.WARNING, SignalKind.LAST_MINUTE):
        return _("{time} left of “{title}”.").format(time=digits(live.remaining), title=title)
    return _("The time for “{title}” is up.").format(title=title)


def _cafe_signal_sentence(signal: Signal, cafe: LiveCafe) -> str:
    if signal.kind is SignalKind.PHASE_END:
        return _("Now: {phase}").format(phase=cafe_phase_words(cafe))
    return _("{minutes} left of the talk").format(minutes=minutes_word(cafe.remaining))


def step_button(cafe: LiveCafe, phase: Phase) -> str:
    """What the big button says: while a change of tables waits, what it is pressed for."""
    if cafe.phase.kind is PhaseKind.CHANGE and not cafe.by_itself:
        return _("Everyone has moved")
    return phase_button(cafe, phase)


def step_words() -> tuple[str, ...]:
    """All that the big button may say in a café."""
    phases = (_("Start the talk"), _("Start the round"), _("Finish writing"), _("Change tables"))
    return (*phases, _("Everyone has moved"))


def phase_button(cafe: LiveCafe, phase: Phase) -> str:
    """What leads to that phase of the café is called."""
    silent = cafe.item.rounds[phase.round_index].silence > ZERO
    words = {
        PhaseKind.SILENCE: _("Start the round"),
        PhaseKind.TALK: _("Start the talk") if silent else _("Start the round"),
        PhaseKind.WRITE_UP: _("Finish writing"),
        PhaseKind.CHANGE: _("Change tables"),
    }
    return words[phase.kind]
