"""What happened on the day: facts, appended and never edited.

Taking back a press is a further fact (``Undone``), and putting it back is another one. All that is shown
of the running day is computed from these facts and the clock, never counted down (rule 24).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from facilitator.clock import Moment, Timeline
from facilitator.event import ZERO


class Screen(StrEnum):
    """A screen that shows scenes: that of the room, or another one, most often for who speaks."""

    ROOM = "room"
    SECOND = "second"


class Audience(StrEnum):
    """Whom a message is for."""

    SPEAKER = "speaker"
    ROOM = "room"


class Presence(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"
    LEFT = "left"  # was there, and has gone


GONE = (Presence.ABSENT, Presence.LEFT)
"""Who need not be waited for, and takes no seat."""

WAS_THERE = (Presence.PRESENT, Presence.LEFT)


@dataclass(frozen=True, slots=True)
class Started:
    """The item became the running one; the one before ended."""

    item_id: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The day ended, and with it the running item."""


@dataclass(frozen=True, slots=True)
class StartedBeside:
    """The item began beside the running one, which goes on (rule 28)."""

    item_id: str


@dataclass(frozen=True, slots=True)
class EndedBeside:
    """The item that ran beside the running one ended."""

    item_id: str


@dataclass(frozen=True, slots=True)
class WentBack:
    """The item is running again with its own actual start; what was started since was a mistake."""

    item_id: str


@dataclass(frozen=True, slots=True)
class StartMoved:
    """The item started ``by`` earlier than recorded (negative: later)."""

    item_id: str
    by: timedelta


@dataclass(frozen=True, slots=True)
class Added:
    """The item, or one phase of its café for all tables, got longer (negative: shorter)."""

    item_id: str
    by: timedelta
    phase: int | None = None


@dataclass(frozen=True, slots=True)
class EndMoved:
    """The item that ended the day ended ``by`` later than recorded (negative: earlier).

    The end of any other item is the start of the next, see ``StartMoved``.
    """

    item_id: str
    by: timedelta


@dataclass(frozen=True, slots=True)
class Allotted:
    """Before it begins, the item, or one phase of its café, is given more time (negative: less).

    The plan stays what was promised. Several such facts add up.
    """

    item_id: str
    by: timedelta
    phase: int | None = None


@dataclass(frozen=True, slots=True)
class Delayed:
    """It is known that the item cannot start before so long after its planned start (zero: it can).

    The latest such fact counts.
    """

    item_id: str
    by: timedelta


@dataclass(frozen=True, slots=True)
class Paused:
    item_id: str


@dataclass(frozen=True, slots=True)
class Resumed:
    item_id: str


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    """Somebody pressed the café on (or back) to the phase of that index."""

    item_id: str
    phase: int


@dataclass(frozen=True, slots=True)
class PhaseTakenUp:
    """Somebody pressed the café back to the phase of that index, which goes on with its own start."""

    item_id: str
    phase: int


@dataclass(frozen=True, slots=True)
class PhasesGoOn:
    """From here on the café's next phase comes by itself, or waits for a press."""

    item_id: str
    by_itself: bool


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """It is that table's turn to report to the room; "" when the tables have had theirs."""

    item_id: str
    table_id: str


@dataclass(frozen=True, slots=True)
class Counted:
    """So many sit at the table in a round to which people come as they like."""

    round_id: str
    table_id: str
    people: int


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """The table wants somebody to come, or no longer does."""

    table_id: str
    wanted: bool
    by_table: bool = False  # said on a host's phone: not the laptop's to take back with Ctrl+Z


@dataclass(frozen=True, slots=True)
class Approved:
    """The table's notes of that round (None: of an item without rounds) were read aloud and approved."""

    item_id: str
    round_id: str | None
    table_id: str
    by_table: bool = False


@dataclass(frozen=True, slots=True)
class Nudged:
    """A word from the moderators stands on the table's page; "" takes it away."""

    table_id: str
    text: str
    by_table: bool = False  # the table has read it


@dataclass(frozen=True, slots=True)
class PollOpened:
    """Answers are taken from now on, with these choices in this order (see ``polls``)."""

    poll_id: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PollClosed:
    poll_id: str


@dataclass(frozen=True, slots=True)
class PollShown:
    """The room may see the result, or no longer."""

    poll_id: str
    shown: bool


@dataclass(frozen=True, slots=True)
class HandCounted:
    """What was counted by hand at a table ("": in the whole room); the latest count there is valid.

    ``counts`` are in the order of the choices that were open, ``voters`` those who took part.
    """

    poll_id: str
    table_id: str
    counts: tuple[int, ...]
    voters: int


@dataclass(frozen=True, slots=True)
class SceneHeld:
    """A screen shows that scene whatever happens; "" lets it follow the programme again."""

    screen: Screen
    scene: str


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A message is shown in place of the one before; "" takes it away."""

    audience: Audience
    text: str
    flash: bool = False


@dataclass(frozen=True, slots=True)
class TimerStarted:
    """A countdown beside the programme began."""

    timer_id: str
    title: str
    length: timedelta


@dataclass(frozen=True, slots=True)
class TimerAdded:
    """The countdown got longer (negative: shorter)."""

    timer_id: str
    by: timedelta


@dataclass(frozen=True, slots=True)
class TimerPaused:
    timer_id: str


@dataclass(frozen=True, slots=True)
class TimerResumed:
    timer_id: str


@dataclass(frozen=True, slots=True)
class TimerEnded:
    """The countdown is taken away, whether it was over or not."""

    timer_id: str


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A person's presence was noted, whichever it is."""

    person_id: str
    presence: Presence


@dataclass(frozen=True, slots=True)
class ToldRoute:
    """The tables (ids, "" for none) that a person had been told, round by round."""

    person_id: str
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rerouted:
    """These people got another way through the café, and are to be told; the latest such fact counts."""

    item_id: str
    was: tuple[ToldRoute, ...]


@dataclass(frozen=True, slots=True)
class PeopleDeleted:
    """The list of people was deleted, with all that names them; these numbers stay (see ``privacy``)."""

    people: int
    present: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Signalled:
    """The signal of that mark was given; it is never given again (rule 27)."""

    mark: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A press was taken back; of an ``Undone``: put back."""

    press: int


Fact = (
    Started
    | Finished
    | StartedBeside
    | EndedBeside
    | WentBack
    | StartMoved
    | EndMoved
    | Added
    | Allotted
    | Delayed
    | Paused
    | Resumed
    | PhaseStarted
    | PhaseTakenUp
    | PhasesGoOn
    | TurnStarted
    | Counted
    | HelpAsked
    | Approved
    | Nudged
    | PollOpened
    | PollClosed
    | PollShown
    | HandCounted
    | SceneHeld
    | MessageShown
    | TimerStarted
    | TimerAdded
    | TimerPaused
    | TimerResumed
    | TimerEnded
    | CheckedIn
    | Rerouted
    | PeopleDeleted
    | Signalled
    | Undone
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log. Facts of one press share its number and are undone together."""

    seq: int
    press: int
    moment: Moment
    fact: Fact


# What an item was given beside its planned length: by phase of its café, None for the item as a whole.
Allotment = Mapping[int | None, timedelta]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasePress:
    press: int
    phase: int
    elapsed: timedelta  # of the item, pauses left out
    kept: timedelta | None = None  # what the phase had been added, and goes on with; None: it begins anew


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSwitch:
    """From then on the café's next phase comes by itself, or waits for a press."""

    elapsed: timedelta  # of the item, pauses left out
    by_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """An item that was started. Positions are on the record's timeline; instants as the clock then said."""

    item_id: str
    press: int
    start: timedelta
    started_at: datetime
    end: timedelta | None = None
    ended_at: datetime | None = None
    ended_by: int | None = None  # the press
    paused: timedelta = ZERO  # pauses that are over
    paused_since: timedelta | None = None
    added: timedelta = ZERO  # to the item as a whole
    phase_added: Mapping[int, timedelta] = field(default_factory=dict)
    allotted: Allotment = field(default_factory=dict)
    phase_presses: tuple[PhasePress, ...] = ()
    phase_switches: tuple[PhaseSwitch, ...] = ()
    boot_id: str = ""

    def elapsed(self, position: timedelta) -> timedelta:
        """How long the item has been running at a position of the timeline, pauses left out."""
        until = position if self.paused_since is None else min(position, self.paused_since)
        return until - self.start - self.paused


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """From that moment on it was the table's turn to report; ``elapsed`` of the item, pauses left out."""

    item_id: str
    table_id: str  # "": the tables have had theirs
    moment: Moment
    elapsed: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerRun:
    """A countdown beside the programme. Positions are on the record's timeline."""

    timer_id: str
    press: int
    title: str
    length: timedelta  # with what was added
    start: timedelta
    end_press: int  # that made it end when it does: its start, or what lengthened it when it was over
    paused: timedelta = ZERO
    paused_since: timedelta | None = None

    def remaining(self, position: timedelta) -> timedelta:
        """What is left at a position of the timeline; below zero in overtime."""
        until = position if self.paused_since is None else min(position, self.paused_since)
        return self.length - (until - self.start - self.paused)


@dataclass(frozen=True, kw_only=True)
class Record:
    """The log of the day and the machine's boots it was written in."""

    entries: tuple[Entry, ...] = ()
    timeline: Timeline = field(default_factory=Timeline)

    @property
    def last_seq(self) -> int:
        """The number of the last entry; 0 for an empty log."""
        return self.entries[-1].seq if self.entries else 0

    @cached_property
    def effective(self) -> tuple[Entry, ...]:
        """The entries in force: what was undone, and the undoing itself, left out."""
        undone: set[int] = set()
        kept: list[Entry] = []
        for entry in reversed(self.entries):
            if entry.press in undone:
                continue
            if isinstance(entry.fact, Undone):
                undone.add(entry.fact.press)
            else:
                kept.append(entry)
        return tuple(reversed(kept))

    @cached_property
    def presses(self) -> tuple[int, ...]:
        """The numbers of the presses in force that can be undone, oldest first.

        The deletion of the people cannot, nor what was pressed before it, nor what the tables said.
        """
        deletion = max((e.press for e in self.entries if isinstance(e.fact, PeopleDeleted)), default=0)
        numbers = (e.press for e in self.effective if not _is_not_ours(e.fact))
        return tuple(dict.fromkeys(number for number in numbers if number > deletion))

    @cached_property
    def presence(self) -> Mapping[str, Presence]:
        """Person id → presence; who is not in it is still expected."""
        facts = (entry.fact for entry in self.effective)
        return {fact.person_id: fact.presence for fact in facts if isinstance(fact, CheckedIn)}

    @cached_property
    def rerouted(self) -> Mapping[str, tuple[ToldRoute, ...]]:
        """Café (item id) → who got another way through it last, with the old one."""
        facts = (entry.fact for entry in self.effective)
        return {fact.item_id: fact.was for fact in facts if isinstance(fact, Rerouted)}

    @cached_property
    def marks(self) -> frozenset[str]:
        """The marks of all signals given, whatever was undone since."""
        facts = (entry.fact for entry in self.entries)
        return frozenset(fact.mark for fact in facts if isinstance(fact, Signalled))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The items that were started, in the order of their starts."""
        runs: tuple[Run, ...] = ()
        for entry in self.effective:
            runs = _after(runs, entry, self.timeline.position(entry.moment))
        return self._with_allotted(runs)

    @cached_property
    def beside(self) -> Mapping[str, tuple[Run, ...]]:
        """Item id → its runs beside the running item, each of which has a line of its own (rule 28)."""
        runs: tuple[Run, ...] = ()
        lines: dict[str, tuple[Run, ...]] = {}
        for entry in self.effective:
            position = self.timeline.position(entry.moment)
            before, runs = runs, _after(runs, entry, position)
            _after_beside(lines, before, entry, position)
        return {item_id: self._with_allotted(line) for item_id, line in lines.items() if line}

    def last_run(self, item_id: str) -> Run | None:
        """The latest run of the item, beside another or not; None for one that was never started."""
        own = (*self.beside.get(item_id, ()), *(run for run in self.runs if run.item_id == item_id))
        return max(own, key=lambda run: run.start, default=None)

    def _with_allotted(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        given = self.allotted
        return tuple(
            replace(run, allotted=given[run.item_id]) if run.item_id in given else run for run in runs
        )

    @cached_property
    def allotted(self) -> Mapping[str, Allotment]:
        """Item id → what it was given beside its planned length, before it began."""
        allotted: dict[str, dict[int | None, timedelta]] = {}
        for fact in (entry.fact for entry in self.effective):
            if isinstance(fact, Allotted):
                given = allotted.setdefault(fact.item_id, {})
                given[fact.phase] = given.get(fact.phase, ZERO) + fact.by
        return allotted

    @cached_property
    def delays(self) -> Mapping[str, timedelta]:
        """Item id → how long after its planned start it can start at the earliest."""
        facts = (entry.fact for entry in self.effective)
        return {fact.item_id: fact.by for fact in facts if isinstance(fact, Delayed)}

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """(Round id, table id) → how many were last counted there."""
        facts = (entry.fact for entry in self.effective)
        return {(f.round_id, f.table_id): f.people for f in facts if isinstance(f, Counted)}

    @cached_property
    def wanting_help(self) -> frozenset[str]:
        """The tables, by id, that asked for help and have not got it."""
        facts = (entry.fact for entry in self.effective)
        wanted = {fact.table_id: fact.wanted for fact in facts if isinstance(fact, HelpAsked)}
        return frozenset(id for id, wants in wanted.items() if wants)

    @cached_property
    def nudges(self) -> Mapping[str, str]:
        """Table id → the moderators' word to it, "" once it was read."""
        facts = (entry.fact for entry in self.effective)
        return {fact.table_id: fact.text for fact in facts if isinstance(fact, Nudged)}

    @cached_property
    def approvals(self) -> Mapping[tuple[str, str | None, str], datetime]:
        """(Item id, round id, table id) → when the table last agreed to its notes, read aloud (UTC)."""
        entries = ((entry.fact, entry.moment.utc) for entry in self.effective)
        return {
            (fact.item_id, fact.round_id, fact.table_id): at
            for fact, at in entries
            if isinstance(fact, Approved)
        }

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The tables' turns in the running item, in their order."""
        runs: tuple[Run, ...] = ()
        turns: tuple[Turn, ...] = ()
        for entry in self.effective:
            position = self.timeline.position(entry.moment)
            before, runs = runs, _after(runs, entry, position)
            fact = entry.fact
            if isinstance(fact, Started | Finished | WentBack):
                turns = ()
            elif isinstance(fact, StartMoved) and runs and runs[-1].item_id == fact.item_id:
                by = before[-1].start - runs[-1].start
                turns = tuple(replace(turn, elapsed=turn.elapsed + by) for turn in turns)
            elif isinstance(fact, TurnStarted) and _runs(runs, fact.item_id):
                turn = Turn(
                    item_id=fact.item_id,
                    table_id=fact.table_id,
                    moment=entry.moment,
                    elapsed=runs[-1].elapsed(position),
                )
                turns = (*turns, turn)
        return turns

    @property
    def turn(self) -> Turn | None:
        """The turn that lasts; None while no table has the word."""
        return self.turns[-1] if self.turns and self.turns[-1].table_id else None

    @cached_property
    def timers(self) -> tuple[TimerRun, ...]:
        """The countdowns beside the programme that were not taken away, oldest first."""
        timers: dict[str, TimerRun] = {}
        for entry in self.effective:
            _time(timers, entry, self.timeline.position(entry.moment))
        return tuple(timers.values())

    @cached_property
    def held(self) -> Mapping[Screen, str]:
        """Screen → name of the scene it holds; a screen that follows the programme is not in it."""
        facts = (entry.fact for entry in self.effective)
        held = {fact.screen: fact.scene for fact in facts if isinstance(fact, SceneHeld)}
        return {screen: scene for screen, scene in held.items() if scene}

    @cached_property
    def messages(self) -> Mapping[Audience, MessageShown]:
        """Audience → the message that is shown to it; without one it is not in it."""
        facts = (entry.fact for entry in self.effective)
        shown = {fact.audience: fact for fact in facts if isinstance(fact, MessageShown)}
        return {audience: fact for audience, fact in shown.items() if fact.text}

    @property
    def current(self) -> Run | None:
        """The running item's run."""
        return self.runs[-1] if self.runs and self.runs[-1].end is None else None

    @property
    def finished(self) -> bool:
        """Whether the day has been ended."""
        return bool(self.runs) and self.runs[-1].end is not None

    def present(self, person_id: str) -> Presence:
        return self.presence.get(person_id, Presence.EXPECTED)


def _is_not_ours(fact: Fact) -> bool:
    """Whether nobody at the laptop did it."""
    return isinstance(fact, Signalled) or getattr(fact, "by_table", False)


def _time(timers: dict[str, TimerRun], entry: Entry, position: timedelta) -> None:
    """Puts a fact of a countdown into the countdowns; one of a countdown that is gone changes nothing."""
    fact = entry.fact
    if isinstance(fact, TimerStarted):
        timers[fact.timer_id] = TimerRun(
            timer_id=fact.timer_id,
            press=entry.press,
            title=fact.title,
            length=fact.length,
            start=position,
            end_press=entry.press,
        )
        return
    if not isinstance(fact, TimerAdded | TimerPaused | TimerResumed | TimerEnded):
        return
    timer = timers.get(fact.timer_id)
    if timer is None:
        return
    match fact:
        case TimerEnded():
            del timers[fact.timer_id]
            return
        case TimerAdded(_, by):
            timer = _timer_lengthened(timer, by, entry.press, position)
        case TimerPaused() if timer.paused_since is None:
            timer = replace(timer, paused_since=position)
        case TimerResumed() if timer.paused_since is not None:
            paused = timer.paused + position - timer.paused_since
            timer = replace(timer, paused=paused, paused_since=None)
    timers[fact.timer_id] = timer


def _timer_lengthened(timer: TimerRun, by: timedelta, press: int, position: timedelta) -> TimerRun:
    longer = replace(timer, length=max(ZERO, timer.length + by))
    again = timer.remaining(position) <= ZERO < longer.remaining(position)
    return replace(longer, end_press=press) if again else longer


def _after(runs: tuple[Run, ...], entry: Entry, position: timedelta) -> tuple[Run, ...]:
    """The runs after another entry of the log, which stands at that position of the timeline."""
    match entry.fact:
        case Started(item_id):
            run = Run(
                item_id=item_id,
                press=entry.press,
                start=position,
                started_at=entry.moment.utc,
                boot_id=entry.moment.boot_id,
            )
            return (*_closed(runs, position, entry), run)
        case Finished():
            return _closed(runs, position, entry)
        case WentBack(item_id):
            return _reopened(runs, item_id)
        case StartMoved(item_id, by):
            return _start_moved(runs, item_id, by, position)
        case EndMoved(item_id, by):
            return _end_moved(runs, item_id, by, position)
        case Added() | Paused() | Resumed() | PhaseStarted() | PhaseTakenUp() | PhasesGoOn() as fact if _runs(
            runs, fact.item_id
        ):
            return (*runs[:-1], _touched(runs[-1], fact, entry.press, position))
        case _:
            return runs


def _after_beside(
    lines: dict[str, tuple[Run, ...]], runs: tuple[Run, ...], entry: Entry, position: timedelta
) -> None:
    """Puts a fact into the lines of the items beside; ``runs`` are the others before it.

    In its line an item starts and ends as the day does in the main one. A press on it while it is the
    running item is none on its line.
    """
    match entry.fact:
        case StartedBeside(item_id) if not _runs(runs, item_id) and not (runs and runs[-1].end is not None):
            as_started = replace(entry, fact=Started(item_id))
            lines[item_id] = _after(lines.get(item_id, ()), as_started, position)
        case EndedBeside(item_id) | Started(item_id) if item_id in lines:
            lines[item_id] = _closed(lines[item_id], position, entry)
        case Finished() if runs:
            lines.update({id: _closed(line, position, entry) for id, line in lines.items()})
        case WentBack(item_id):
            lines.update({id: _taken_back(line, _undone_by(runs, item_id)) for id, line in lines.items()})
        case (
            Added(item_id)
            | Paused(item_id)
            | Resumed(item_id)
            | PhaseStarted(item_id)
            | PhaseTakenUp(item_id)
            | PhasesGoOn(item_id)
            | StartMoved(item_id)
            | EndMoved(item_id)
        ) if item_id in lines and not _runs(runs, item_id):
            lines[item_id] = _after(lines[item_id], entry, position)


def _runs(runs: tuple[Run, ...], item_id: str) -> bool:
    """Whether the item is running; if not, a press on it came too late and changes nothing."""
    return bool(runs) and runs[-1].end is None and runs[-1].item_id == item_id


def _touched(
    run: Run,
    fact: Added | Paused | Resumed | PhaseStarted | PhaseTakenUp | PhasesGoOn,
    press: int,
    position: timedelta,
) -> Run:
    match fact:
        case Added(_, by, phase):
            return _lengthened(run, by, phase)
        case Paused():
            return run if run.paused_since is not None else replace(run, paused_since=position)
        case Resumed():
            return _resumed(run, position)
        case PhasesGoOn(_, by_itself):
            switch = PhaseSwitch(elapsed=run.elapsed(position), by_itself=by_itself)
            return replace(run, phase_switches=(*run.phase_switches, switch))
        case PhaseStarted(_, phase) | PhaseTakenUp(_, phase):
            anew = isinstance(fact, PhaseStarted)
            had = None if anew else run.phase_added.get(phase, ZERO)
            begun = PhasePress(press=press, phase=phase, elapsed=run.elapsed(position), kept=had)
            # The phases after this one begin anew, with their planned lengths; so does one that is started.
            first = phase if anew else phase + 1
            kept = {index: by for index, by in run.phase_added.items() if index < first}
            return replace(run, phase_added=kept, phase_presses=(*run.phase_presses, begun))


def _lengthened(run: Run, by: timedelta, phase: int | None) -> Run:
    if phase is None:
        return replace(run, added=run.added + by)
    return replace(run, phase_added={**run.phase_added, phase: run.phase_added.get(phase, ZERO) + by})


def _resumed(run: Run, position: timedelta) -> Run:
    if run.paused_since is None:
        return run
    return replace(run, paused=run.paused + position - run.paused_since, paused_since=None)


def _closed(runs: tuple[Run, ...], position: timedelta, entry: Entry) -> tuple[Run, ...]:
    if not runs or runs[-1].end is not None:
        return runs
    run = _resumed(runs[-1], position)
    ended = replace(run, end=position, ended_at=entry.moment.utc, ended_by=entry.press)
    return (*runs[:-1], ended)


def _reopened(runs: tuple[Run, ...], item_id: str) -> tuple[Run, ...]:
    at = _last_of(runs, item_id)
    return runs if at is None else (*runs[:at], _open(runs[at]))


def _undone_by(runs: tuple[Run, ...], item_id: str) -> set[int | None]:
    """The presses that were a mistake if the item goes on: those that ended it and began or ended others."""
    at = _last_of(runs, item_id)
    since = () if at is None else runs[at:]
    return {run.ended_by for run in since if run.end is not None} | {run.press for run in since[1:]}


def _taken_back(line: tuple[Run, ...], presses: set[int | None]) -> tuple[Run, ...]:
    """An item's line without what those presses began and ended in it."""
    kept = tuple(run for run in line if run.press not in presses)
    return (*kept[:-1], _open(kept[-1])) if kept and kept[-1].ended_by in presses else kept


def _open(run: Run) -> Run:
    return replace(run, end=None, ended_at=None, ended_by=None)


def _start_moved(runs: tuple[Run, ...], item_id: str, by: timedelta, position: timedelta) -> tuple[Run, ...]:
    """Moves the start, and with it the end of the item before.

    Never before the start of the item before, nor past anything that has happened to the item since.
    """
    at = _last_of(runs, item_id)
    if at is None:
        return runs
    earlier, run = runs[:at], runs[at]
    happened = [run.elapsed(position if run.end is None else run.end)]
    happened += [press.elapsed for press in run.phase_presses]
    happened += [switch.elapsed for switch in run.phase_switches]
    by = max(by, -min(happened))
    if earlier:
        by = min(by, run.start - earlier[-1].start)
    moved = replace(
        run,
        start=run.start - by,
        started_at=run.started_at - by,
        phase_presses=tuple(replace(press, elapsed=press.elapsed + by) for press in run.phase_presses),
        phase_switches=tuple(replace(one, elapsed=one.elapsed + by) for one in run.phase_switches),
    )
    if earlier:
        earlier = (*earlier[:-1], _ended_with(earlier[-1], run, moved))
    return (*earlier, moved, *runs[at + 1 :])


def _end_moved(runs: tuple[Run, ...], item_id: str, by: timedelta, position: timedelta) -> tuple[Run, ...]:
    """Moves the end of the item that ended the day.

    Never before its start or what was pressed in it, nor past the present.
    """
    run = runs[-1] if runs else None
    if run is None or run.item_id != item_id or run.end is None or run.ended_at is None:
        return runs
    happened = max((press.elapsed for press in run.phase_presses), default=ZERO)
    end = min(max(run.end + by, run.start + run.paused + happened), position)
    moved = replace(run, end=end, ended_at=run.ended_at + (end - run.end))
    return (*runs[:-1], moved)


def _ended_with(before: Run, run: Run, moved: Run) -> Run:
    """The run before, when the start of ``run`` became that of ``moved``."""
    if before.end is None or before.ended_at is None:
        return before
    if before.end != run.start and before.end <= moved.start:
        return before  # the day had been ended in between
    return replace(before, end=moved.start, ended_at=before.ended_at - (before.end - moved.start))


def _last_of(runs: tuple[Run, ...], item_id: str) -> int | None:
    """The index of the item's latest run."""
    return max((at for at, run in enumerate(runs) if run.item_id == item_id), default=None)
