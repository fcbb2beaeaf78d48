"""The timetable: planned, expected and actual times, from one function that every screen and print-out uses.

The rules have numbers; they are explained in docs/timetable.md. Sign: + is behind or late, − is ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.cafe import LiveCafe, PhaseKind, live_cafe
from facilitator.clock import Moment
from facilitator.event import MINUTE, ZERO, Event, Item
from facilitator.record import Record, Run

WARNING = 3 * MINUTE
LAST_MINUTE = MINUTE
NOBODY_PRESSED = 2 * MINUTE


class Reading(StrEnum):
    """The two ways to read how far behind the day is (rule 12)."""

    PLAN = "plan"  # against the plan
    START = "start"  # since we began: a late start of the whole day does not count


class State(StrEnum):
    DONE = "done"
    PASSED = "passed"  # never started, and the day has gone on
    RUNNING = "running"
    LATER = "later"
    SKIPPED = "skipped"


class Level(StrEnum):
    NORMAL = "normal"
    WARNING = "warning"
    LAST_MINUTE = "last_minute"
    OVERTIME = "overtime"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """An item with its planned instants (UTC). ``gap`` before it; negative: it overlaps what is before."""

    item: Item
    start: datetime
    end: datetime
    gap: timedelta = ZERO

    @property
    def length(self) -> timedelta:
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveItem:
    """An item with its three times, all instants (UTC); those that do not apply are None."""

    planned: PlannedItem
    state: State
    expected_start: datetime | None = None
    expected_end: datetime | None = None
    actual_start: datetime | None = None
    actual_end: datetime | None = None

    @property
    def item(self) -> Item:
        return self.planned.item


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveDay:
    """The whole day at one moment."""

    now: datetime
    items: tuple[LiveItem, ...]
    running: LiveItem | None = None
    next: LiveItem | None = None
    previous_id: str | None = None  # the item that "back" leads to
    elapsed: timedelta = ZERO  # of the running item, pauses left out
    remaining: timedelta = ZERO  # of the running item; below zero in overtime
    offset: timedelta = ZERO
    late_start: timedelta = ZERO  # of the whole day
    reading: Reading = Reading.PLAN
    paused_for: timedelta | None = None  # None: not paused
    cafe: LiveCafe | None = None
    level: Level = Level.NORMAL
    expected_end: datetime | None = None  # of the day
    pinned_end: datetime | None = None
    estimated: bool = False  # the machine was restarted since the running item began
    finished: bool = False

    @property
    def overtime(self) -> timedelta:
        return max(ZERO, -self.remaining) if self.running else ZERO

    @property
    def countdown(self) -> timedelta:
        """What is counted down in the room: the café's phase, else the item."""
        return self.cafe.remaining if self.cafe else self.remaining

    @property
    def nobody_pressed(self) -> bool:
        """Rule 22: the next item should have begun, and nobody pressed start."""
        if self.next is None or self.finished or self.paused_for is not None:
            return False
        return self.next.planned.start + self._shift + NOBODY_PRESSED <= self.now and (
            self.overtime > NOBODY_PRESSED if self.running else self.offset > ZERO
        )

    @property
    def _shift(self) -> timedelta:
        return self.late_start if self.reading is Reading.START else ZERO

    def find(self, item_id: str) -> LiveItem | None:
        return next((live for live in self.items if live.item.id == item_id), None)


def planned(event: Event) -> tuple[PlannedItem, ...]:
    """The planned instants of all items in programme order (rules 1–5).

    A skipped item stands where the day is when it comes, and moves nothing.
    """
    cursor = latest = event.instant(event.start)
    first = True
    result = []
    for item in event.items:
        start = event.instant(item.start) if item.start is not None else cursor
        end = start + item.length
        if item.end is not None:
            end = max(start, event.instant(item.end))
        gap = ZERO if first or item.start is None else start - latest
        if item.skipped:
            result.append(PlannedItem(item=item, start=start, end=end))
            continue
        result.append(PlannedItem(item=item, start=start, end=end, gap=gap))
        cursor, latest = end, end if first else max(latest, end)
        first = False
    return tuple(result)


def slack(event: Event) -> timedelta | None:
    """Pinned end − planned end (rule 6); negative: the plan does not fit. None without a pinned end."""
    taking_part = [one.end for one in planned(event) if not one.item.skipped]
    if event.end is None or not taking_part:
        return None
    return event.instant(event.end) - taking_part[-1]


def on_by_plan(plan: tuple[PlannedItem, ...], instant: datetime) -> PlannedItem | None:
    """The item that the plan has at that instant; items are half-open in time (rule 7)."""
    return next((one for one in plan if not one.item.skipped and one.start <= instant < one.end), None)


def reading_for(event: Event, record: Record, chosen: Reading = Reading.PLAN) -> Reading:
    """The chosen reading; but a day held on another date, a rehearsal, can only be read from its start."""
    if record.runs and event.local(record.runs[0].started_at).date() != event.date:
        return Reading.START
    return chosen


def live_day(event: Event, record: Record, now: Moment, reading: Reading = Reading.PLAN) -> LiveDay:
    """Planned, expected and actual times of the day at ``now``, and what is running (rules 1–19).

    The expected start of a later item is the end of what goes before it, or its pin where that is
    later; so gaps absorb lateness, pins never go early, an overlap pushes on (rules 13–15), and an
    item that counts to its end absorbs it up to its own length.
    """
    plan = planned(event)
    reading = reading_for(event, record, reading)
    by_id = {one.item.id: one for one in plan}
    runs = {run.item_id: run for run in record.runs if run.item_id in by_id}
    late = _late_start(record, by_id)
    shift = late if reading is Reading.START else ZERO
    run = record.current
    here = _running(by_id[run.item_id], run, record, now, shift) if run and run.item_id in by_id else None

    order = [one.item.id for one in plan]
    at = order.index(run.item_id) if run and here else -1
    cursor = _waiting_until(event, plan, now) if not record.runs else None
    if here:
        cursor = here.end
    elif record.finished:
        at = len(plan)
    items = _forecast(plan, runs, at, cursor, shift, here)

    expected = [live for live in items if live.state in (State.RUNNING, State.LATER)]
    last = expected[-1] if expected else None
    coming = next((live for live in items if live.state is State.LATER), None)
    return LiveDay(
        now=now.utc,
        items=items,
        running=items[at] if here else None,
        next=coming,
        previous_id=_previous(record, run),
        elapsed=here.elapsed if here else ZERO,
        remaining=here.remaining if here else ZERO,
        offset=_offset(record, by_id, here, coming) - shift,
        late_start=late,
        reading=reading,
        paused_for=here.paused_for if here else None,
        cafe=here.cafe if here else None,
        level=_level(here) if here else Level.NORMAL,
        expected_end=last.expected_end if last else _actual_end(record),
        pinned_end=event.instant(event.end) + shift if event.end else None,
        estimated=run is not None and run.boot_id != now.boot_id,
        finished=record.finished,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """The running item, measured."""

    planned: PlannedItem
    started: datetime  # by the wall clock as it is now (rule 26)
    elapsed: timedelta
    remaining: timedelta
    end: datetime  # expected: never before now
    paused_for: timedelta | None
    cafe: LiveCafe | None


def _running(one: PlannedItem, run: Run, record: Record, now: Moment, shift: timedelta) -> _Running:
    position = record.timeline.position(now)
    elapsed = run.elapsed(position)
    pause = position - run.paused_since if run.paused_since is not None else None
    cafe = live_cafe(one.item, run, elapsed)
    if one.item.count_to_end:
        end = one.end + shift + run.added + run.paused + (pause or ZERO)
        remaining = max(end, now.utc - elapsed) - now.utc
    else:
        length = cafe.finish if cafe else one.length
        remaining = max(ZERO, length + run.added) - elapsed
    return _Running(
        planned=one,
        started=now.utc - (position - run.start),
        elapsed=elapsed,
        remaining=remaining,
        end=now.utc + max(ZERO, remaining),
        paused_for=pause,
        cafe=cafe,
    )


def _forecast(
    plan: tuple[PlannedItem, ...],
    runs: dict[str, Run],
    at: int,
    cursor: datetime | None,
    shift: timedelta,
    here: _Running | None,
) -> tuple[LiveItem, ...]:
    """All items with their three times; ``at`` is the running one's index, ``cursor`` when it ends."""
    items = []
    latest = cursor
    for index, one in enumerate(plan):
        run = runs.get(one.item.id)
        if index == at and here:
            items.append(_live_now(here))
        elif run and run.ended_at:
            items.append(
                LiveItem(
                    planned=one,
                    state=State.DONE,
                    actual_start=run.started_at,
                    actual_end=run.ended_at,
                )
            )
        elif one.item.skipped:
            items.append(LiveItem(planned=one, state=State.SKIPPED))
        elif index < at:
            items.append(LiveItem(planned=one, state=State.PASSED))
        else:
            pin = one.start + shift
            if cursor is None or latest is None:
                start = pin
            elif one.item.pinned:
                start = max(pin, latest)
            else:
                start = cursor
            end = start + one.length
            if one.item.count_to_end:
                end = max(start, one.end + shift)
            cursor, latest = end, max(latest, end) if latest else end
            items.append(LiveItem(planned=one, state=State.LATER, expected_start=start, expected_end=end))
    return tuple(items)


def _live_now(here: _Running) -> LiveItem:
    return LiveItem(
        planned=here.planned,
        state=State.RUNNING,
        actual_start=here.started,
        expected_end=here.end,
    )


def _waiting_until(event: Event, plan: tuple[PlannedItem, ...], now: Moment) -> datetime | None:
    """Before the day has begun: now, once the first item should have started (on the day itself)."""
    first = next((one for one in plan if not one.item.skipped), None)
    if first is None or event.local(now.utc).date() != event.date or now.utc <= first.start:
        return None
    return now.utc


def _late_start(record: Record, by_id: dict[str, PlannedItem]) -> timedelta:
    first = next((run for run in record.runs if run.item_id in by_id), None)
    return first.started_at - by_id[first.item_id].start if first else ZERO


def _offset(
    record: Record,
    by_id: dict[str, PlannedItem],
    here: _Running | None,
    coming: LiveItem | None,
) -> timedelta:
    """How far behind the plan the day is (rule 10).

    For the running item, late start + overtime + pause + added is just its expected end − its
    planned end; that holds for an item that counts to its end too, whose late start is no part of it.
    """
    if here:
        return here.end - here.planned.end
    if record.finished:
        last = record.runs[-1]
        if last.item_id in by_id and last.ended_at:
            return last.ended_at - by_id[last.item_id].end
        return ZERO
    if coming and coming.expected_start:
        return coming.expected_start - coming.planned.start
    return ZERO


def _previous(record: Record, run: Run | None) -> str | None:
    if run is None:
        return record.runs[-1].item_id if record.runs else None
    return record.runs[-2].item_id if len(record.runs) > 1 else None


def _actual_end(record: Record) -> datetime | None:
    return record.runs[-1].ended_at if record.runs else None


def _level(here: _Running) -> Level:
    left = here.cafe.remaining if here.cafe else here.remaining
    if left < ZERO:
        return Level.OVERTIME
    if here.cafe and here.cafe.phase.kind is PhaseKind.CHANGE:
        return Level.NORMAL  # a change of tables is short by nature
    if left <= LAST_MINUTE:
        return Level.LAST_MINUTE
    warning = here.cafe.round.warning if here.cafe else WARNING
    return Level.WARNING if left <= warning else Level.NORMAL
