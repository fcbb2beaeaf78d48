"""The scenes of the programme: what is on now, for how long, and what comes next; a café's round."""

from __future__ import annotations

from dataclasses import replace

from facilitator.cafe import LiveCafe, PhaseKind
from facilitator.event import Event, Item, Round, find, theme_letter
from facilitator.i18n import _
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, State
from facilitator.turns import LiveTurn, live_turn
from facilitator.typed import speaker_line
from facilitator.ui.room.lettering import BOLD, REGULAR, SEMIBOLD, Words
from facilitator.ui.room.parts import draw_progress, head, next_line, text_over_digits
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.room.words import countdown, turn_countdown
from facilitator.ui.sentences import local_time, speakers_line
from facilitator.ui.tokens import Ink
from facilitator.words import phase_word

Texts = tuple[Words, ...]


def now_next(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The running item with its speakers or its question, the countdown, and the next item.

    While tables report, the one whose turn it is.
    """
    on = live.running or live.next
    if on is None:
        head(sheet, "", snapshot.event, live)
        over = Words(_("Thank you for today!"), sheet.part(0.14), sheet.body, BOLD, headline=True)
        text_over_digits(sheet, [(over,)], None, sheet.top, sheet.bottom)
        return
    turn = live_turn(snapshot.event, snapshot.record, live)
    if turn is not None:
        _draw_turn(sheet, snapshot.event, live, on.item, turn)
        return
    top = head(sheet, _("Now") if live.running else _("Next"), snapshot.event, live)
    bottom = _draw_next(sheet, snapshot.event, live)
    choices = [(_title(sheet, on.item), *body) for body in _bodies(sheet, on.item)]
    if on.item.prompt:
        choices += [_prompt(sheet, on.item), (_title(sheet, on.item),)]
    text_over_digits(sheet, choices, countdown(live), top + sheet.part(0.04), bottom - sheet.part(0.05))


def round_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """A café's round: which, its phase, the question, the time left and how much of it has gone."""
    item, round_ = (live.cafe.item, live.cafe.round) if live.cafe else _coming_round(live)
    if item is None or round_ is None:
        now_next(sheet, snapshot, live)
        return
    top = head(sheet, _round_words(item, round_, live.cafe), snapshot.event, live)
    count = countdown(live) if live.cafe else None
    bottom = sheet.bottom
    if count:
        thick = sheet.part(0.016)
        draw_progress(sheet, live, count, bottom - thick, thick)
        bottom -= thick + sheet.part(0.06)
    texts = _texts_of_round(sheet, snapshot.event, item, round_, live.cafe)
    text_over_digits(sheet, texts, count, top + sheet.part(0.04), bottom)


def _draw_turn(sheet: Sheet, event: Event, live: LiveDay, item: Item, turn: LiveTurn) -> None:
    """The table that reports, its theme, and what is left of its turn."""
    top = head(sheet, item.title, event, live)
    number = _("Table {number}").format(number=turn.table.number)
    table = Words(number, sheet.part(0.16), sheet.body, BOLD, headline=True)
    theme = find(event.themes, turn.table.theme_id)
    about = (Words(theme.title, sheet.part(0.075), sheet.body, SEMIBOLD, Ink.ACCENT),) if theme else ()
    choices = [(table, *about), (table,)]
    text_over_digits(sheet, choices, turn_countdown(turn, live), top + sheet.part(0.04), sheet.bottom)


def _title(sheet: Sheet, item: Item) -> Words:
    return Words(item.title, sheet.part(0.1), sheet.body, BOLD, headline=True)


def _bodies(sheet: Sheet, item: Item) -> list[Texts]:
    """What stands below the title, the fullest first: the question, and who speaks."""
    prompt = _prompt(sheet, item)
    if not item.speakers:
        return [prompt]
    in_full = "\n".join(speaker_line(speaker) for speaker in item.speakers)
    texts = (in_full, speakers_line(item.speakers))
    who = [Words(text, sheet.part(0.052), sheet.body, REGULAR, Ink.MUTED) for text in texts]
    return [*((*prompt, words) for words in who), prompt]


def _prompt(sheet: Sheet, item: Item) -> Texts:
    if not item.prompt:
        return ()
    return (Words(item.prompt, sheet.part(0.07), sheet.body, SEMIBOLD, Ink.ACCENT, headline=True),)


def _draw_next(sheet: Sheet, event: Event, live: LiveDay) -> float:
    """The next item, or the end of the day, below a line; the y above it."""
    coming = live.next
    if live.running is None or coming is None:
        on = live.running or live.next
        ends = on.expected_end if on and live.running else on.expected_start if on else None
        label = _("Ends") if live.running else _("Starts")
        y = next_line(sheet, label, local_time(event, ends), sheet.bottom)
    else:
        label = _("Next {time}").format(time=local_time(event, coming.expected_start))
        y = next_line(sheet, label, coming.item.title, sheet.bottom)
    y -= sheet.part(0.03)
    count = countdown(live)
    if live.running and count:
        draw_progress(sheet, live, count, y, sheet.part(0.008))
    else:
        sheet.rule(sheet.left, y, sheet.measure)
    return y


def _round_words(item: Item, round_: Round, cafe: LiveCafe | None) -> str:
    words = _("Round {number} of {count}").format(
        number=item.rounds.index(round_) + 1, count=len(item.rounds)
    )
    return f"{words} · {phase_word(cafe.phase.kind)}" if cafe else words


def _coming_round(live: LiveDay) -> tuple[Item, Round] | tuple[None, None]:
    """The first round of the café that is still to come."""
    for one in live.items:
        if one.state is State.LATER and one.item.rounds:
            return one.item, one.item.rounds[0]
    return None, None


def _texts_of_round(
    sheet: Sheet, event: Event, item: Item, round_: Round, cafe: LiveCafe | None
) -> list[Texts]:
    """The question, in the write-up below what is to be done; without that where both do not fit."""
    questions = [
        Words(text, sheet.part(0.085), sheet.body, SEMIBOLD, headline=True)
        for text in _questions(event, item, round_)
    ]
    if cafe is None or cafe.phase.kind is PhaseKind.TALK:
        return [(question,) for question in questions]
    headings = {
        PhaseKind.SILENCE: _("Think in silence"),
        PhaseKind.WRITE_UP: _("Write up"),
        PhaseKind.CHANGE: _("Change tables"),
    }
    heading = headings[cafe.phase.kind]
    first = Words(heading, sheet.part(0.13), sheet.body, BOLD, Ink.ACCENT, headline=True)
    small = [replace(question, largest=sheet.part(0.055), face=REGULAR) for question in questions]
    return [*((first, question) for question in small), (small[-1],)]


def _questions(event: Event, item: Item, round_: Round) -> list[str]:
    """The round's question; else those of the themes at the tables, or what the item is about."""
    if round_.question:
        return [round_.question]
    at_tables = {table.theme_id for table in event.open_tables}
    of_themes = [
        f"{theme_letter(event, theme.id)} · {theme.question}"
        for theme in event.themes
        if theme.question and theme.id in at_tables
    ]
    about = item.prompt or item.title
    return ["\n".join(of_themes), about] if of_themes else [about]
