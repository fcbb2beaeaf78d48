"""The timing report: what was promised, what was to be expected when an item began, and what it took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from facilitator.cafe import Phase, live_cafe
from facilitator.clock import Moment
from facilitator.event import MINUTE, ZERO, Event, Item, ItemKind
from facilitator.i18n import _, format_date, language, ngettext
from facilitator.record import Record, Run
from facilitator.report.lines import (
    NOTHING,
    as_of,
    clock,
    hours,
    on_its_day,
    signed_minutes,
    span,
    to_the_minute,
)
from facilitator.report.outline import Cell, Column, Facts, Form, Outline, Remark, Section, Table
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, LiveItem, PlannedItem, State, allotted_length, live_day
from facilitator.words import minutes_word, phase_word

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedPhase:
    """A phase of a café that began: its planned length, and what it took, pauses left out."""

    phase: Phase
    took: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedItem:
    """One time that an item was held. Instants are UTC; ``end`` is now for the one that is running."""

    planned: PlannedItem
    start: datetime
    end: datetime
    expected_end: datetime  # as it was forecast when the item began
    running: bool = False
    paused: timedelta = ZERO
    allotted: timedelta = ZERO  # given before it began; below zero: taken
    added: timedelta = ZERO  # given while it was running
    phases: tuple[TimedPhase, ...] = ()

    @property
    def item(self) -> Item:
        return self.planned.item

    @property
    def expected(self) -> timedelta:
        """How long it had when it began."""
        return self.expected_end - self.start

    @property
    def took(self) -> timedelta:
        return self.end - self.start

    @property
    def over(self) -> timedelta:
        """How long after the end that was expected at its start it ended; below zero: before it."""
        return self.end - self.expected_end


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedSpeaker:
    """All that one name held: how long was planned, how long they had when they began, how long it took."""

    name: str
    planned: timedelta
    expected: timedelta
    took: timedelta

    @property
    def over(self) -> timedelta:
        """How much longer than they had; below zero: shorter."""
        return self.took - self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The day's times. ``offset`` is how far behind the plan it is, or was at its end."""

    items: tuple[TimedItem, ...]  # in the order in which they began
    speakers: tuple[TimedSpeaker, ...]
    skipped: tuple[Item, ...]
    passed: tuple[Item, ...]
    late_start: timedelta
    offset: timedelta
    finished: bool

    @property
    def paused(self) -> timedelta:
        return sum((one.paused for one in self.items), ZERO)

    @property
    def added(self) -> timedelta:
        return sum((one.added for one in self.items), ZERO)


def timing(snapshot: Snapshot, now: Moment) -> Timing:
    """The times of the day as it stands at ``now``.

    An item that was begun twice counts twice; one that is no longer in the plan is left out.
    """
    day = live_day(snapshot.event, snapshot.record, now)
    items = tuple(_timed(snapshot.record, day, now))
    return Timing(
        items=items,
        speakers=_speakers(items),
        skipped=tuple(live.item for live in day.items if live.state is State.SKIPPED),
        passed=tuple(live.item for live in day.items if live.state is State.PASSED and not live.item.marker),
        late_start=day.late_start,
        offset=day.offset,
        finished=day.finished,
    )


def rounded(told: Timing, nearest: Callable[[datetime], datetime]) -> Timing:
    """The same with the nearest instants that can be shown; lengths and differences are theirs and add up."""
    items = tuple(_rounded(one, nearest) for one in told.items)
    return replace(told, items=items, speakers=_speakers(items))


def _rounded(one: TimedItem, nearest: Callable[[datetime], datetime]) -> TimedItem:
    planned = replace(one.planned, start=nearest(one.planned.start), end=nearest(one.planned.end))
    return replace(
        one,
        planned=planned,
        start=nearest(one.start),
        end=nearest(one.end),
        expected_end=nearest(one.expected_end),
    )


def _timed(record: Record, day: LiveDay, now: Moment) -> Iterator[TimedItem]:
    position = record.timeline.position(now)
    runs = (*record.runs, *(run for line in record.beside.values() for run in line))
    for run in sorted(runs, key=lambda run: run.start):
        live = day.find(run.item_id)
        if live is None:
            continue
        running = run.ended_at is None
        start = live.actual_start if running and live.actual_start else run.started_at
        elapsed = run.elapsed(position if run.end is None else run.end)
        yield TimedItem(
            planned=live.planned,
            start=start,
            end=run.ended_at or now.utc,
            expected_end=_expected_end(day, live, run, start),
            running=running,
            paused=run.paused,
            allotted=sum(run.allotted.values(), ZERO),
            added=run.added + sum(run.phase_added.values(), ZERO),
            phases=_timed_phases(live.item, run, elapsed),
        )


def _timed_phases(item: Item, run: Run, elapsed: timedelta) -> tuple[TimedPhase, ...]:
    """The phases that began until that elapsed time of the café; none of another item."""
    cafe = live_cafe(item, run, elapsed)
    if cafe is None:
        return ()
    ends = (*(visit.start for visit in cafe.visits[1:]), elapsed)
    return tuple(
        TimedPhase(phase=cafe.phases[visit.index], took=end - visit.start)
        for visit, end in zip(cafe.visits, ends, strict=True)
    )


def _expected_end(day: LiveDay, live: LiveItem, run: Run, start: datetime) -> datetime:
    """The forecast at the moment when the item began (rule 9): its length, or the end that it counts to."""
    if live.item.count_to_end:
        return max(start, live.planned.end + day.shift)
    return start + allotted_length(live.planned, run.allotted)


def _speakers(items: Iterable[TimedItem]) -> tuple[TimedSpeaker, ...]:
    """Everybody named in an item that is over, in the order in which they spoke.

    A harvest is left out: there the tables speak, and who is named in it stands for them.
    """
    held: dict[str, TimedSpeaker] = {}
    for one in items:
        if one.running or one.item.kind is ItemKind.HARVEST:
            continue
        for name in dict.fromkeys(speaker.name for speaker in one.item.speakers):
            before = held.get(name) or TimedSpeaker(name=name, planned=ZERO, expected=ZERO, took=ZERO)
            held[name] = TimedSpeaker(
                name=name,
                planned=before.planned + one.planned.length,
                expected=before.expected + one.expected,
                took=before.took + one.took,
            )
    return tuple(held.values())


# ── the report ──


def timing_report(snapshot: Snapshot, now: Moment) -> Outline:
    """The timing report as it stands at ``now``, in the language spoken."""
    event = snapshot.event
    told = rounded(timing(snapshot, now), lambda instant: to_the_minute(event, instant).astimezone(UTC))
    return Outline(
        title=event.title,
        genre=_("Timing report"),
        status=_("planned and actual times"),
        when=format_date(event.date, weekday=True),
        author=event.organiser,
        language=language(),
        made_at=event.local(now.utc),
        form=Form.SHEET,
        example=_("example") if event.example else "",
        facts=_facts(snapshot, told, now),
        sections=(*_items(event, told), *_cafes(told), *_per_speaker(told), *_not_held(told)),
    )


def _facts(snapshot: Snapshot, told: Timing, now: Moment) -> Facts:
    event = snapshot.event
    pairs = (
        (_("In short"), " ".join(_sentences(told))),
        (_("Planned"), hours(event)),
        (_("Pauses"), minutes_word(told.paused) if told.paused else ""),
        (_("Added time"), signed_minutes(told.added) if told.added else ""),
        (_("Held on"), _date_held(snapshot)),
        (_("As of"), as_of(event, now)),
    )
    return Facts(tuple((label, value) for label, value in pairs if value))


def _date_held(snapshot: Snapshot) -> str:
    """The date, where it is another than the event's own."""
    event, record = snapshot.event, snapshot.record
    if not record.runs or on_its_day(event, record):
        return ""
    return format_date(event.local(record.runs[0].started_at).date())


def _sentences(told: Timing) -> Iterator[str]:
    """The day in a few words."""
    if not told.items:
        yield _("The day has not begun.")
        return
    yield _start_sentence(told.late_start)
    yield _end_sentence(told)
    missing = len(told.skipped) + len(told.passed)
    if missing:
        yield ngettext("{count} item was not held.", "{count} items were not held.", missing).format(
            count=missing
        )


def _start_sentence(late: timedelta) -> str:
    if abs(late) < MINUTE / 2:
        return _("The day began on time.")
    sentence = _("The day began {minutes} late.") if late > ZERO else _("The day began {minutes} early.")
    return sentence.format(minutes=minutes_word(abs(late)))


def _end_sentence(told: Timing) -> str:
    behind = told.offset
    if abs(behind) < MINUTE / 2:
        return _("It ended on time.") if told.finished else _("It is on time.")
    minutes = minutes_word(abs(behind))
    if told.finished:
        sentence = _("It ended {minutes} late.") if behind > ZERO else _("It ended {minutes} early.")
    else:
        sentence = _("It is {minutes} behind.") if behind > ZERO else _("It is {minutes} ahead.")
    return sentence.format(minutes=minutes)


def _items(event: Event, told: Timing) -> tuple[Section, ...]:
    if not told.items:
        return ()
    columns = (
        Column(_("Programme item")),
        Column(_("Planned"), figures=True, room=11),
        Column(_("At its start"), figures=True, room=11),
        Column(_("Actual"), figures=True, room=11),
        Column(_("Over/under"), figures=True, room=7),
    )
    rows = tuple(_item_row(event, one) for one in told.items)
    note = Remark(_("Over or under: against the end that was expected when the item began."))
    return (Section(_("Item by item"), (Table(columns, rows), note)),)


def _item_row(event: Event, one: TimedItem) -> tuple[Cell, ...]:
    planned, start = one.planned, one.start
    actual = (
        _("since {time}").format(time=clock(event, start)) if one.running else span(event, start, one.end)
    )
    return (
        Cell(one.item.title, tuple(_reasons(one))),
        Cell(span(event, planned.start, planned.end), (minutes_word(planned.length),)),
        Cell(span(event, start, one.expected_end), (minutes_word(one.expected),)),
        Cell(actual, (minutes_word(one.took),)),
        Cell(_("running") if one.running else signed_minutes(one.over)),
    )


def _reasons(one: TimedItem) -> Iterator[str]:
    names = ", ".join(speaker.name for speaker in one.item.speakers)
    if names:
        yield names
    parts = []
    if one.paused:
        parts.append(_("paused {minutes}").format(minutes=minutes_word(one.paused)))
    if one.allotted:
        parts.append(_("{minutes} before it began").format(minutes=signed_minutes(one.allotted)))
    if one.added:
        parts.append(_("{minutes} while it ran").format(minutes=signed_minutes(one.added)))
    if parts:
        yield " · ".join(parts)


def _cafes(told: Timing) -> tuple[Section, ...]:
    columns = (
        Column(_("Round")),
        Column(_("Planned"), figures=True, room=9),
        Column(_("Actual"), figures=True, room=9),
        Column(_("Over/under"), figures=True, room=7),
    )
    return tuple(
        Section(one.item.title, (Table(columns, tuple(map(_phase_row, one.phases))),))
        for one in told.items
        if one.phases
    )


def _phase_row(one: TimedPhase) -> tuple[Cell, ...]:
    phase = one.phase
    name = _("Round {number}: {phase}").format(number=phase.round_index + 1, phase=phase_word(phase.kind))
    planned, took = round(phase.length / SECOND), round(one.took / SECOND)
    over = took - planned
    sign = "−" if over < 0 else "+" if over else ""
    return Cell(name), Cell(_exactly(planned)), Cell(_exactly(took)), Cell(sign + _exactly(abs(over)))


def _exactly(seconds: int) -> str:
    """«12:45», minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _per_speaker(told: Timing) -> tuple[Section, ...]:
    if not told.speakers:
        return ()
    columns = (
        Column(_("Speaker")),
        Column(_("Planned"), figures=True, room=9),
        Column(_("At its start"), figures=True, room=9),
        Column(_("Actual"), figures=True, room=9),
        Column(_("Over/under"), figures=True, room=7),
    )
    rows = tuple(
        (
            Cell(one.name),
            Cell(minutes_word(one.planned)),
            Cell(minutes_word(one.expected)),
            Cell(minutes_word(one.took)),
            Cell(signed_minutes(one.over)),
        )
        for one in told.speakers
    )
    return (Section(_("Speaker by speaker"), (Table(columns, rows),)),)


def _not_held(told: Timing) -> tuple[Section, ...]:
    named = [(item, _("skipped")) for item in told.skipped] + [
        (item, _("never begun")) for item in told.passed
    ]
    if not named:
        return ()
    columns = (Column(_("Programme item")), Column(_("Why")), Column(_("Length"), figures=True))
    rows = tuple(
        (Cell(item.title or NOTHING), Cell(why), Cell(minutes_word(item.length))) for item, why in named
    )
    return (Section(_("Not held"), (Table(columns, rows),)),)
