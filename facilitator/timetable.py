"""The timetable: planned, expected and actual times, from one function that every screen and print-out uses.

The rules have numbers; they are explained in docs/timetable.md. Sign: + is behind or late, − is ahead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.cafe import LiveCafe, PhaseKind, allotted_lengths, live_cafe
from facilitator.clock import Moment
from facilitator.event import MINUTE, ZERO, Event, Item
from facilitator.record import (
    Allotment,
    Record,
    Run,
)

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
    main_id: str = ""  # of the item that it runs beside; "" for an item with a stretch of its own

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
    length: timedelta = ZERO  # in all: planned, and with what it was given or added
    delay: timedelta = ZERO  # announced: it starts so long after its planned start at the earliest

    @property
    def item(self) -> Item:
        return self.planned.item


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveTimer:
    """A countdown beside the programme; ``remaining`` is below zero in overtime."""

    id: str
    press: int
    title: str
    length: timedelta
    remaining: timedelta
    paused: bool

    @property
    def level(self) -> Level:
        if self.remaining < ZERO:
            return Level.OVERTIME
        return Level.LAST_MINUTE if self.remaining <= LAST_MINUTE < self.length else Level.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveBeside:
    """An item that runs beside the running one (rule 28), measured as that is in ``LiveDay``."""

    live: LiveItem
    elapsed: timedelta
    remaining: timedelta
    paused_for: timedelta | None
    cafe: LiveCafe | None
    level: Level
    warning: timedelta
    last_minute: timedelta
    estimated: bool

    @property
    def item(self) -> Item:
        return self.live.item


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveDay:
    """The whole day at one moment."""

    now: datetime
    items: tuple[LiveItem, ...]
    running: LiveItem | None = None
    next: LiveItem | None = None
    previous_id: str | None = None  # the item that "back" leads to
    elapsed: timedelta = ZERO  # of the running item, pauses left out
    remaining: timedelta = ZERO  # of the running item, if any; below zero in overtime
    offset: timedelta = ZERO
    late_start: timedelta = ZERO  # of the whole day
    shift: timedelta = ZERO  # of the whole plan, by the reading
    reading: Reading = Reading.PLAN
    paused_for: timedelta | None = None  # None: not paused
    cafe: LiveCafe | None = None
    level: Level = Level.NORMAL
    warning: timedelta = WARNING  # before the end of the running item
    last_minute: timedelta = LAST_MINUTE
    beside: tuple[LiveBeside, ...] = ()  # what runs beside the running item, in programme order
    timers: tuple[LiveTimer, ...] = ()
    expected_end: datetime | None = None  # of the day
    pinned_end: datetime | None = None
    estimated: bool = False  # the machine was restarted since the running item began
    begun: bool = False
    finished: bool = False

    @property
    def overtime(self) -> timedelta:
        return max(ZERO, -self.remaining)

    @property
    def countdown(self) -> timedelta:
        """What is counted down in the room: the café's phase, else the item."""
        return self.cafe.remaining if self.cafe else self.remaining

    @property
    def nobody_pressed(self) -> bool:
        """Rule 22: the next item should have begun, and nobody pressed start."""
        if self.next is None or self.paused_for is not None:
            return False
        held_up = self.overtime if self.running else self.offset
        due = self.next.planned.start + self.shift + self.next.delay
        return held_up >= NOBODY_PRESSED and due + NOBODY_PRESSED <= self.now

    def find(self, item_id: str) -> LiveItem | None:
        return next((live for live in self.items if live.item.id == item_id), None)

    @property
    def seen(self) -> tuple[LiveDay, ...]:
        """The day itself, then as it is seen from each item that runs beside."""
        return (self, *(self.seen_from(one.item.id) for one in self.beside))

    def seen_from(self, item_id: str) -> LiveDay:
        """The day as it is for those at an item that runs beside; for all others, the day itself.

        To them their item is the running one. What comes next for the others is none of theirs.
        """
        one = next((one for one in self.beside if one.item.id == item_id), None)
        if one is None:
            return self
        return replace(
            self,
            running=one.live,
            next=None,
            previous_id=None,
            elapsed=one.elapsed,
            remaining=one.remaining,
            paused_for=one.paused_for,
            cafe=one.cafe,
            level=one.level,
            warning=one.warning,
            last_minute=one.last_minute,
            estimated=one.estimated,
        )


def planned(event: Event) -> tuple[PlannedItem, ...]:
    """The planned instants of all items in programme order (rules 1–5, 28).

    A skipped item, or a marker, stands where the day is when it comes, and moves nothing. Nor does one
    beside the item before it, which starts when that does.
    """
    cursor = latest = event.instant(event.start)
    main: PlannedItem | None = None
    first = True
    result = []
    for item in event.items:
        linked = main.start if item.beside and main else cursor
        start = event.instant(item.start) if item.start is not None else linked
        end = start if item.marker else start + item.length
        if item.end is not None and not item.marker:
            end = max(start, event.instant(item.end))
        gap = ZERO if first or item.start is None else start - latest
        if not item.takes_time:
            main_id = main.item.id if item.beside and main else ""
            result.append(PlannedItem(item=item, start=start, end=end, main_id=main_id))
            main = main if item.beside or item.marker else result[-1]
            continue
        main = PlannedItem(item=item, start=start, end=end, gap=gap)
        result.append(main)
        cursor, latest = end, end if first else max(latest, end)
        first = False
    return tuple(result)


def slack(event: Event) -> timedelta | None:
    """Pinned end − planned end (rule 6); negative: the plan does not fit. None without a pinned end."""
    taking_part = [one.end for one in planned(event) if one.item.takes_time]
    if event.end is None or not taking_part:
        return None
    return event.instant(event.end) - taking_part[-1]


def on_by_plan(plan: tuple[PlannedItem, ...], instant: datetime) -> PlannedItem | None:
    """The item that the plan has at that instant: of those that overlap, the one that starts last.

    Items are half-open in time (rule 7).
    """
    on = [one for one in plan if one.item.takes_time and one.start <= instant < one.end]
    return max(on, key=lambda one: one.start, default=None)


def reading_for(event: Event, record: Record, chosen: Reading = Reading.PLAN) -> Reading:
    """The chosen reading; but a day held on another date, a rehearsal, can only be read from its start."""
    return Reading.START if _rehearsed(event, record) else chosen


def live_day(event: Event, record: Record, now: Moment, reading: Reading = Reading.PLAN) -> LiveDay:
    """Planned, expected and actual times of the day at ``now``, and what is running (rules 1–19, 28).

    The expected start of a later item is the end of what goes before it, or its pin where that is
    later; so gaps absorb lateness, pins never go early, an overlap pushes on (rules 13–15), and an
    item that counts to its end absorbs it up to its own length.
    """
    plan = planned(event)
    reading = reading_for(event, record, reading)
    late = _late_start(record, plan, now)
    shift = _shift(event, record, reading, late)
    here = _running(record, plan, now, shift)
    beside = _running_beside(record, plan, now, shift)
    until = here.end if here else _held_up_until(event, record, plan, now)
    items = _live_items(plan, record, now, here, beside, until, shift)

    expected = [live for live in items if live.expected_end and live.item.takes_time]
    coming = next((live for live in expected if live.state is State.LATER), None)
    warning, last_minute = thresholds(here.planned.item, here.length) if here else (WARNING, LAST_MINUTE)
    return LiveDay(
        now=now.utc,
        items=items,
        running=next((live for live in items if here and live.planned is here.planned), None),
        next=coming,
        previous_id=_previous(record, plan),
        elapsed=here.elapsed if here else ZERO,
        remaining=here.remaining if here else ZERO,
        offset=_offset(record, plan, here, coming, shift),
        late_start=late,
        shift=shift,
        reading=reading,
        paused_for=here.paused_for if here else None,
        cafe=here.cafe if here else None,
        level=_level(here, warning, last_minute) if here else Level.NORMAL,
        warning=warning,
        last_minute=last_minute,
        beside=tuple(_live_beside(beside[live.item.id], live) for live in items if live.item.id in beside),
        timers=_timers(record, now),
        expected_end=expected[-1].expected_end if expected else _actual_end(record),
        pinned_end=event.instant(event.end) + shift if event.end is not None else None,
        estimated=_estimated(record.current, now),
        begun=bool(record.runs),
        finished=record.finished,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """The running item, or one beside it, measured."""

    planned: PlannedItem
    started: datetime  # by the wall clock as it is now (rule 26)
    elapsed: timedelta
    remaining: timedelta
    length: timedelta  # in all, with what was given and added
    end: datetime  # expected: never before now
    paused_for: timedelta | None
    cafe: LiveCafe | None
    estimated: bool


def _running(record: Record, plan: tuple[PlannedItem, ...], now: Moment, shift: timedelta) -> _Running | None:
    """None also where the running item was skipped, made a marker or taken out: then the next one is due."""
    run = record.current
    one = next((one for one in plan if run and one.item.id == run.item_id), None)
    return _measured(one, run, record, now, shift) if run and one and one.item.takes_time else None


def _running_beside(
    record: Record, plan: tuple[PlannedItem, ...], now: Moment, shift: timedelta
) -> dict[str, _Running]:
    """Item id → what runs beside the running item; one that is no longer planned so is not in it."""
    on = ((one, record.beside[one.item.id][-1]) for one in plan if one.item.id in record.beside)
    return {
        run.item_id: _measured(one, run, record, now, shift)
        for one, run in on
        if one.item.runs_beside and run.end is None
    }


def _measured(one: PlannedItem, run: Run, record: Record, now: Moment, shift: timedelta) -> _Running:
    """The item in its run, that has not ended."""
    position = record.timeline.position(now)
    started = now.utc - (position - run.start)
    elapsed = run.elapsed(position)
    pause = position - run.paused_since if run.paused_since is not None else None
    cafe = live_cafe(one.item, run, elapsed)
    if one.item.count_to_end:
        end = max(one.end + shift + _given(one, run.allotted) + run.added, started)
        remaining = end + run.paused + (pause or ZERO) - now.utc
    else:
        whole = run.allotted.get(None, ZERO)
        length = cafe.finish + whole if cafe else allotted_length(one, run.allotted)
        remaining = max(ZERO, length + run.added) - elapsed
    return _Running(
        planned=one,
        started=started,
        elapsed=elapsed,
        remaining=remaining,
        length=elapsed + remaining,
        end=now.utc + max(ZERO, remaining),
        paused_for=pause,
        cafe=cafe,
        estimated=_estimated(run, now),
    )


def _estimated(run: Run | None, now: Moment) -> bool:
    """Whether the machine was restarted since the run began."""
    return run is not None and run.boot_id != now.boot_id


def _live_beside(one: _Running, live: LiveItem) -> LiveBeside:
    warning, last_minute = thresholds(live.item, one.length)
    return LiveBeside(
        live=live,
        elapsed=one.elapsed,
        remaining=one.remaining,
        paused_for=one.paused_for,
        cafe=one.cafe,
        level=_level(one, warning, last_minute),
        warning=warning,
        last_minute=last_minute,
        estimated=one.estimated,
    )


def _held_up_until(
    event: Event, record: Record, plan: tuple[PlannedItem, ...], now: Moment
) -> datetime | None:
    """The earliest the next item can start when nothing is running; None: as planned.

    A day that nobody has begun is late from its first start until its planned end; later it is not held.
    """
    if record.runs:
        return now.utc
    day = [one for one in plan if one.item.takes_time]
    late = bool(day) and day[0].start < now.utc < day[-1].end
    return now.utc if late and event.local(now.utc).date() == event.date else None


def _live_items(
    plan: tuple[PlannedItem, ...],
    record: Record,
    now: Moment,
    here: _Running | None,
    beside: Mapping[str, _Running],
    until: datetime | None,
    shift: timedelta,
) -> tuple[LiveItem, ...]:
    """All items with their three times; the later ones are expected from ``until`` on."""
    runs = _last_runs(record)
    on = {**beside, here.planned.item.id: here} if here else beside
    reached = _reached(plan, record)
    gone_by = _gone_by(plan, record, now, shift) if until else set()
    known = [
        _known(
            one,
            runs.get(one.item.id),
            on.get(one.item.id),
            passed=index < reached or one.item.id in gone_by,
        )
        for index, one in enumerate(plan)
    ]
    coming = [one for one, live in zip(plan, known, strict=True) if live is None]
    later = _expected((one for one in coming if not one.item.beside), record, until, shift)
    mains = {
        one.item.id: live or next(later)
        for one, live in zip(plan, known, strict=True)
        if live or not one.item.beside
    }
    since = None if until is None else now.utc
    return tuple(
        mains.get(one.item.id) or _expected_beside(one, mains.get(one.main_id), record, since, shift)
        for one in plan
    )


def _last_runs(record: Record) -> dict[str, Run]:
    """Item id → its latest run, beside another or not."""
    runs = {run.item_id: run for run in record.runs}
    for item_id, line in record.beside.items():
        if item_id not in runs or runs[item_id].start <= line[-1].start:
            runs[item_id] = line[-1]
    return runs


def _gone_by(plan: tuple[PlannedItem, ...], record: Record, now: Moment, shift: timedelta) -> set[str]:
    """The pinned markers whose time has come: nothing has to end before them."""
    pinned = (one for one in plan if one.item.start is not None and one.item.marker)
    come = (one for one in pinned if one.start + shift + record.delays.get(one.item.id, ZERO) < now.utc)
    return {one.item.id for one in come}


def _reached(plan: tuple[PlannedItem, ...], record: Record) -> int:
    """The index of the item where the day is; −1 before it, the number of items when it is over."""
    if record.finished:
        return len(plan)
    index = {one.item.id: at for at, one in enumerate(plan)}
    return next((index[run.item_id] for run in reversed(record.runs) if run.item_id in index), -1)


def _known(one: PlannedItem, run: Run | None, here: _Running | None, *, passed: bool) -> LiveItem | None:
    """An item that needs no forecast, ``here`` where it runs; None for one still to come."""
    if here:
        return LiveItem(
            planned=one,
            state=State.RUNNING,
            actual_start=here.started,
            expected_end=here.end,
            length=here.length,
        )
    if run and run.ended_at is not None:
        return LiveItem(
            planned=one,
            state=State.DONE,
            actual_start=run.started_at,
            actual_end=run.ended_at,
            length=_length_held(one, run),
        )
    if one.item.skipped:
        return LiveItem(planned=one, state=State.SKIPPED, length=one.length)
    return LiveItem(planned=one, state=State.PASSED, length=one.length) if passed else None


def _expected(
    later: Iterable[PlannedItem], record: Record, until: datetime | None, shift: timedelta
) -> Iterator[LiveItem]:
    """The forecast (rules 13–16); ``until``: when what goes before ends, None before a day on time.

    An announced delay is a start that the item cannot go before, like a pin: one that has come true
    already is not counted again. A marker moves nothing, and a pinned one waits for nothing.
    """
    cursor = latest = until
    for one in later:
        item = one.item
        start = as_planned = one.start + shift
        if cursor is not None and latest is not None:
            if item.start is None:
                start = cursor
            elif not item.marker:
                start = max(start, latest)
        delay = record.delays.get(item.id, ZERO)
        if delay:
            start = max(start, as_planned + delay)
        end = _expected_end(one, start, record.allotted.get(item.id, {}), shift)
        if not item.marker:
            cursor, latest = end, max(latest or end, end)
        yield LiveItem(
            planned=one,
            state=State.LATER,
            expected_start=start,
            expected_end=end,
            length=end - start,
            delay=delay,
        )


def _expected_beside(
    one: PlannedItem, main: LiveItem | None, record: Record, since: datetime | None, shift: timedelta
) -> LiveItem:
    """The forecast of an item beside another (rule 28): as late as that is, and not before its own pin.

    Not before ``since``, either: by then it has not begun. None before a day on time.
    """
    start = as_planned = one.start + shift
    begins = (main.actual_start or main.expected_start) if main else None
    if main and begins:
        start = begins + min(ZERO, one.start - main.planned.start)
    floors = [as_planned] if one.item.pinned else []
    delay = record.delays.get(one.item.id, ZERO)
    if delay:
        floors.append(as_planned + delay)
    start = max(start, *floors, since or start)
    end = _expected_end(one, start, record.allotted.get(one.item.id, {}), shift)
    return LiveItem(
        planned=one,
        state=State.LATER,
        expected_start=start,
        expected_end=end,
        length=end - start,
        delay=delay,
    )


def _expected_end(one: PlannedItem, start: datetime, allotted: Allotment, shift: timedelta) -> datetime:
    """Rule 16, with what the item was given before it began."""
    given = _given(one, allotted) if allotted else ZERO
    if one.item.count_to_end and not one.item.marker:
        return max(start, one.end + shift + given)
    return start + one.length + given


def allotted_length(one: PlannedItem, allotted: Allotment) -> timedelta:
    """The planned length with what the item, and each phase of its café, was given before it began."""
    return one.length + _given(one, allotted)


def _given(one: PlannedItem, allotted: Allotment) -> timedelta:
    """What the item was given before it began in all; taking away leaves no less than nothing of it."""
    if not allotted or one.item.marker:
        return ZERO
    phases = zip(allotted_lengths(one.item, allotted), allotted_lengths(one.item, {}), strict=True)
    by = sum((length - planned for length, planned in phases), allotted.get(None, ZERO))
    return max(by, -one.length)


def _length_held(one: PlannedItem, run: Run) -> timedelta:
    """The length that a finished item had in all, whenever it then ended."""
    added = sum(run.phase_added.values(), run.added)
    return max(ZERO, allotted_length(one, run.allotted) + added)


def thresholds(item: Item, length: timedelta) -> tuple[timedelta, timedelta]:
    """How long before its end an item of that length warns, and when its last minute begins.

    A share of the length goes before a time.
    """

    def before_end(share: int | None, chosen: timedelta | None, usual: timedelta) -> timedelta:
        if share is not None:
            return length * share / 100
        return usual if chosen is None else chosen

    return (
        before_end(item.warning_share, item.warning, WARNING),
        before_end(item.last_minute_share, item.last_minute, LAST_MINUTE),
    )


def _timers(record: Record, now: Moment) -> tuple[LiveTimer, ...]:
    position = record.timeline.position(now)
    return tuple(
        LiveTimer(
            id=timer.timer_id,
            press=timer.press,
            title=timer.title,
            length=timer.length,
            remaining=timer.remaining(position),
            paused=timer.paused_since is not None,
        )
        for timer in record.timers
    )


def _rehearsed(event: Event, record: Record) -> bool:
    """Whether the day is held on another date than its own."""
    return bool(record.runs) and event.local(record.runs[0].started_at).date() != event.date


def _late_start(record: Record, plan: tuple[PlannedItem, ...], now: Moment) -> timedelta:
    """How late the whole day began, read on the wall clock as it is now (rule 26), or was at the end."""
    starts = {one.item.id: one.start for one in plan}
    first = next((run for run in record.runs if run.item_id in starts), None)
    if first is None:
        return ZERO
    last = record.runs[-1]
    if last.end is not None and last.ended_at is not None:
        began = last.ended_at - (last.end - first.start)
    else:
        began = now.utc - (record.timeline.position(now) - first.start)
    return began - starts[first.item_id]


def _shift(event: Event, record: Record, reading: Reading, late_start: timedelta) -> timedelta:
    """By how much the whole plan is moved: an early start moves no pin, but a rehearsal does."""
    if reading is Reading.PLAN:
        return ZERO
    return late_start if _rehearsed(event, record) else max(ZERO, late_start)


def _offset(
    record: Record,
    plan: tuple[PlannedItem, ...],
    here: _Running | None,
    coming: LiveItem | None,
    shift: timedelta,
) -> timedelta:
    """How far behind the plan the day is (rule 10).

    For the running item, late start + overtime + pause + added is just its expected end − its
    planned end; that holds for an item that counts to its end too, whose late start is no part of it.
    """
    if here:
        return here.end - here.planned.end - shift
    if coming and coming.expected_start is not None:
        return coming.expected_start - coming.planned.start - shift
    ends = {one.item.id: one.end for one in plan}
    last = record.runs[-1] if record.finished else None
    if last and last.ended_at is not None and last.item_id in ends:
        return last.ended_at - ends[last.item_id] - shift
    return ZERO


def _previous(record: Record, plan: tuple[PlannedItem, ...]) -> str | None:
    """The item that was running before and still takes part in the plan."""
    taking_part = {one.item.id for one in plan if one.item.takes_time}
    before = record.runs if record.finished else record.runs[:-1]
    return next((run.item_id for run in reversed(before) if run.item_id in taking_part), None)


def _actual_end(record: Record) -> datetime | None:
    return record.runs[-1].ended_at if record.runs else None


def _level(here: _Running, warning: timedelta, last_minute: timedelta) -> Level:
    cafe = here.cafe
    left = cafe.remaining if cafe else here.remaining
    if left < ZERO:
        return Level.OVERTIME
    if cafe and cafe.phase.kind is PhaseKind.CHANGE:
        return Level.NORMAL  # a change of tables is short by nature
    if left <= (LAST_MINUTE if cafe else last_minute):
        return Level.LAST_MINUTE
    warned = cafe.warning if cafe else left <= warning
    return Level.WARNING if warned else Level.NORMAL
