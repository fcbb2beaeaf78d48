"""The running sheet: the day for its moderators, with all that they need at hand and room to write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from facilitator.cafe import Phase, allotted_lengths, live_cafe, phases
from facilitator.clock import Moment
from facilitator.event import MINUTE, ZERO, Event, Round
from facilitator.i18n import _, format_date, language
from facilitator.record import Record
from facilitator.report.lines import NOTHING, as_of, beside_words, clock, foreign_language, hours, named, span
from facilitator.report.outline import Block, Break, Cell, Column, Facts, Form, Outline, Section, Table
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, LiveItem, State, live_day, planned, slack
from facilitator.words import item_kind_word, minutes_word, phase_word

Row = tuple[Cell, ...]


def running_sheet(snapshot: Snapshot, now: Moment) -> Outline:
    """The running sheet as it stands at ``now``, in the language spoken; private notes included."""
    event, record = snapshot.event, snapshot.record
    day = live_day(event, record, now)
    return Outline(
        title=event.title,
        genre=_("Running sheet"),
        status=_("for the moderators only"),
        when=format_date(event.date, weekday=True),
        author=event.organiser,
        language=language(),
        made_at=event.local(now.utc),
        form=Form.SHEET,
        example=_("example") if event.example else "",
        facts=_facts(event, day, now),
        blocks=tuple(_stretches(event, record, day)),
    )


def _facts(event: Event, day: LiveDay, now: Moment) -> Facts:
    pairs = (
        (_("Time"), hours(event)),
        (_("Place"), event.place),
        (_("Moderators"), ", ".join(speaker.name for speaker in event.moderators)),
        (_("Slack"), _slack(event)),
        (_("Expected end"), clock(event, day.expected_end) if day.begun and day.expected_end else ""),
        (_("As of"), as_of(event, now)),
    )
    return Facts(tuple((label, value) for label, value in pairs if value))


def _slack(event: Event) -> str:
    left = slack(event)
    if left is not None and left < ZERO:
        return _("▲ {minutes} too long").format(minutes=minutes_word(-left))
    overlaps = sum((-one.gap for one in planned(event) if one.gap < ZERO), ZERO)
    if overlaps:
        return _("▲ {minutes} overlap").format(minutes=minutes_word(overlaps))
    return _("{minutes} to spare").format(minutes=minutes_word(left)) if left else ""


def _stretches(event: Event, record: Record, day: LiveDay) -> Iterator[Block]:
    """The items of one group under its name; those without one after a gap."""
    moved = any(_moved(live) for live in day.items)
    for group, items in groupby(day.items, key=lambda live: live.item.group):
        rows = tuple(row for live in items for row in _rows(event, record, day, live, moved=moved))
        table = Table(_columns(moved=moved), rows)
        if group:
            yield Section(group, (table,))
        else:
            yield Break()
            yield table


def _moved(live: LiveItem) -> bool:
    """Whether an item has begun, or is expected at another time than planned."""
    return live.actual_start is not None or live.expected_start not in (None, live.planned.start)


def _columns(*, moved: bool) -> tuple[Column, ...]:
    columns = [Column(_("Planned"), figures=True, room=11)]
    if moved:
        columns.append(Column(_("Expected"), figures=True, room=11))
    return (*columns, Column(_("Programme item")), Column(_("Private notes"), room=15 if moved else 20))


def _rows(event: Event, record: Record, day: LiveDay, live: LiveItem, *, moved: bool) -> Iterator[Row]:
    planned = live.planned
    expected = (_expected(event, live),) if moved else ()
    if planned.gap >= MINUTE:
        before = span(event, planned.start - planned.gap, planned.start)
        gap = Cell(before, (minutes_word(planned.gap),))
        yield (gap, *(Cell("") for _cell in expected), Cell(_("Gap")), Cell(""))
    yield (_planned(event, live), *expected, _item_cell(event, live), _notes_cell(live))
    if live.state is not State.SKIPPED:
        yield from _round_rows(event, record, day, live, moved=moved)


def _planned(event: Event, live: LiveItem) -> Cell:
    """The promised time, its length and how short it may become."""
    item, planned = live.item, live.planned
    if live.state is State.SKIPPED:
        return Cell(NOTHING)
    pinned = _("pinned") if item.pinned else ""
    if item.marker:
        return Cell(clock(event, planned.start), tuple(filter(None, [pinned])))
    least = item.minimum is not None and item.minimum < planned.length
    lines = (
        minutes_word(planned.length),
        _("at least {minutes}").format(minutes=minutes_word(item.minimum or ZERO)) if least else "",
        pinned,
    )
    return Cell(span(event, planned.start, planned.end), tuple(filter(None, lines)))


def _expected(event: Event, live: LiveItem) -> Cell:
    """How it went, or what is expected now."""
    if live.actual_start and live.actual_end:
        return Cell(span(event, live.actual_start, live.actual_end), (_("actual"),))
    start, end = live.actual_start or live.expected_start, live.expected_end
    if start is None or end is None:
        return Cell("" if live.state is State.SKIPPED else _("not held"))
    if live.item.marker:
        return Cell(clock(event, start))
    return Cell(span(event, start, end), (_("running"),) if live.state is State.RUNNING else ())


def _item_cell(event: Event, live: LiveItem) -> Cell:
    item = live.item
    lines = [
        " · ".join(filter(None, _tags(event, live))),
        *map(named, item.speakers),
        item.prompt,
        "  ".join(f"{number}.\xa0{option}" for number, option in enumerate(item.options, 1)),
    ]
    return Cell("  ".join(filter(None, (item.cue, item.title))), tuple(filter(None, lines)))


def _notes_cell(live: LiveItem) -> Cell:
    notes = live.item.private_notes
    return Cell("", (notes,) if notes else ())


def _tags(event: Event, live: LiveItem) -> Iterator[str]:
    item, planned = live.item, live.planned
    kind = item_kind_word(item.kind)
    yield kind if kind.casefold() != item.title.strip().casefold() else ""
    yield foreign_language(event, item)
    if live.state is State.SKIPPED:
        yield _("skipped")
        return
    yield beside_words(event, live)
    if item.count_to_end:
        yield _("ends at {time} whenever it begins").format(time=clock(event, planned.end))
    if planned.gap <= -MINUTE:
        yield _("overlaps by {minutes}").format(minutes=minutes_word(-planned.gap))
    if live.delay and live.state is State.LATER:
        yield _("announced {minutes} late").format(minutes=minutes_word(live.delay))


# ── a café's rounds ──


def _round_rows(event: Event, record: Record, day: LiveDay, live: LiveItem, *, moved: bool) -> Iterator[Row]:
    """A row for each round: its question, and the clock times of its phases as they are known now."""
    item = live.item
    plan = _starts(live.planned.start, [phase.length for phase in phases(item)])
    known = _known_starts(record, day, live) or plan
    timed = list(zip(phases(item), plan, known, strict=True))
    for index, round_ in enumerate(item.rounds):
        mine = [one for one in timed if one[0].round_index == index]
        if not mine:
            continue
        start = mine[0][1]
        told = Cell(_round_title(index, round_), (_phases_line(event, mine),))
        now = next((known for _phase, _plan, known in mine if known), None)
        expected = (Cell(clock(event, now) if now and known is not plan else ""),) if moved else ()
        time = Cell(span(event, start, start + round_.length), (minutes_word(round_.length),))
        yield (time, *expected, told, Cell(""))


def _round_title(index: int, round_: Round) -> str:
    title = _("Round {number}").format(number=index + 1)
    return f"{title}: {round_.question}" if round_.question else title


def _phases_line(event: Event, timed: list[tuple[Phase, datetime, datetime | None]]) -> str:
    """«10:30 samtale · 10:50 skriv ferdig · 10:53 bytt bord»; a phase that was jumped over is left out."""
    return " · ".join(
        f"{clock(event, known)} {phase_word(phase.kind)}" for phase, _planned, known in timed if known
    )


def _known_starts(record: Record, day: LiveDay, live: LiveItem) -> list[datetime | None]:
    """When the phases of a café began or will begin, its pauses left out; empty where that is as planned."""
    seen = day.seen_from(live.item.id)
    if live.state is State.RUNNING and seen.cafe:
        starts = seen.cafe.starts
        return [None if start is None else seen.now + start - seen.elapsed for start in starts]
    if live.state is State.LATER and live.expected_start:
        lengths = allotted_lengths(live.item, record.allotted.get(live.item.id, {}))
        return [*_starts(live.expected_start, list(lengths))]
    run = record.last_run(live.item.id)
    if run and run.end is not None:
        elapsed = run.elapsed(run.end)
        cafe = live_cafe(live.item, run, elapsed)
        starts = cafe.starts if cafe else ()
        return [None if at is None or at > elapsed else run.started_at + at for at in starts]
    return []


def _starts(begin: datetime, lengths: list[timedelta]) -> list[datetime]:
    return [begin + sum(lengths[:index], ZERO) for index in range(len(lengths))]
