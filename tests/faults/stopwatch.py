"""A stopwatch beside the program: what a day is like when somebody counts the true time and every press.

It shares nothing with the program but the plan and the facts that were pressed. It counts forward: what is
running has so much gone and so much left, and both change as time goes by. A press that is taken back
is a day on which it was never made: the counts from before it, and the time since.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from facilitator.event import ZERO, Event, Item
from facilitator.record import (
    Added,
    Allotted,
    Delayed,
    Fact,
    Finished,
    Paused,
    PhaseStarted,
    PhaseTakenUp,
    Resumed,
    Started,
    StartMoved,
    TimerAdded,
    TimerEnded,
    TimerPaused,
    TimerResumed,
    TimerStarted,
    WentBack,
)

Key = tuple[object, ...]
Given = dict[int | None, timedelta]


@dataclass
class Stages:
    """The phases of a café: where it is, and how much of that is left."""

    lengths: list[timedelta]
    by_itself: bool
    press: int
    left: timedelta
    index: int = 0
    added: dict[int, timedelta] = field(default_factory=dict)
    pressed_at: list[timedelta] = field(default_factory=list)  # of what had gone of the item
    rung: dict[tuple[int, int], timedelta] = field(default_factory=dict)  # ended by itself → how long ago
    moved: bool = False  # its start was, after a press in it
    ago: dict[int, timedelta] = field(default_factory=lambda: {0: ZERO})  # since each phase began
    back: timedelta | None = None  # since a press went back to the present one
    waits: bool = False  # it was over by then
    taken_up: bool = False  # some phase was: its start hangs on that of the item

    def length(self, index: int) -> timedelta:
        return max(ZERO, self.lengths[index] + self.added.get(index, ZERO))

    @property
    def last(self) -> bool:
        return self.index + 1 == len(self.lengths)

    @property
    def to_come(self) -> timedelta:
        """Until the end of the last phase; one that waits for a press holds up the rest."""
        rest = sum((self.length(index) for index in range(self.index + 1, len(self.lengths))), ZERO)
        return self.left if self.last else max(self.left, ZERO) + rest

    def ends(self) -> Iterator[tuple[tuple[int, int], timedelta]]:
        """Of the phases, by press and index, and how long ago (below zero: in how long); without the last."""
        yield from self.rung.items()
        left = self.left
        if self.back is not None and -left >= self.back:
            return  # it was known before the press
        for index in range(self.index, len(self.lengths) - 1):
            yield (self.press, index), -left
            left += self.length(index + 1)
            if not self.by_itself or self.waits:
                return

    def go(self, by: timedelta) -> None:
        """Forward, or back to a start that was later than thought."""
        self.left -= by
        self.ago = {index: ago + by for index, ago in self.ago.items()}
        self.back = None if self.back is None else self.back + by
        self.rung = {key: late + by for key, late in self.rung.items() if late + by >= ZERO}
        while self.by_itself and not self.waits and self.left <= ZERO and not self.last:
            self.rung[self.press, self.index] = -self.left
            self.index, self.back = self.index + 1, None
            self.ago[self.index] = -self.left
            self.left += self.length(self.index)
        while not self.pressed_at and self.index > 0 and self.left > self.length(self.index):
            self.left -= self.length(self.index)
            del self.ago[self.index]
            self.index -= 1

    def lengthen(self, by: timedelta, index: int) -> None:
        before = self.length(self.index)
        self.added[index] = self.added.get(index, ZERO) + by
        self.left += self.length(self.index) - before
        self.go(ZERO)

    def begin(self, index: int, press: int, at: timedelta) -> None:
        self.added = {known: by for known, by in self.added.items() if known < index}
        self.rung = {}  # what had ended by then was known at the look before the press
        self.index, self.press, self.left = index, press, self.length(index)
        self.ago = {known: ago for known, ago in self.ago.items() if known < index} | {index: ZERO}
        self.back, self.waits = None, False
        self.pressed_at.append(at)
        self.go(ZERO)

    def is_clear(self, within: timedelta) -> bool:
        """Whether all know which phase is on: none ends about now, and the start was not moved."""
        ends = (self.length(index) - ago for index, ago in self.ago.items())
        return not self.moved and all(abs(end) > within for end in ends)

    def take_up(self, index: int, press: int, at: timedelta) -> None:
        """Back to a phase, which goes on; one that never began begins."""
        began, had = self.ago.get(index), self.added.get(index, ZERO)
        self.begin(index, press, at)
        if began is not None:
            self.added[index] = had
            self.ago[index], self.left, self.back = began, self.length(index) - began, ZERO
            self.waits, self.taken_up = self.left <= ZERO, True


@dataclass
class Held:
    """An item that was started."""

    item: Item
    press: int
    given: timedelta  # to the item as a whole, before it began
    stages: Stages | None
    age: timedelta = ZERO  # since its start
    gone: timedelta = ZERO  # of that, outside pauses
    paused: bool = False
    over: bool = False
    added: timedelta = ZERO

    def go(self, by: timedelta) -> None:
        self.age += by
        if not self.paused:
            self.gone += by
            if self.stages:
                self.stages.go(by)

    def close(self) -> None:
        self.over, self.paused = True, False

    def move(self, by: timedelta, before: Held | None) -> None:
        """It began so much earlier, but after the one before, and not after what was pressed in it."""
        pressed = self.stages.pressed_at if self.stages else []
        by = max(by, -min(self.gone, *pressed, self.gone))
        if before:
            by = min(by, before.age - self.age)
        self.age += by
        self.gone += by
        if self.stages and pressed:
            self.stages.pressed_at = [at + by for at in pressed]
            self.stages.moved = True
        elif self.stages:
            self.stages.go(by)

    def remaining(self, item: Item, wall: datetime, ends: datetime) -> timedelta:
        """By a wall clock that shows ``wall``; the item as it is planned by now, and when it ``ends``."""
        if item.count_to_end:
            end = max(ends + self.given + self.added, wall - self.age)
            return end - wall + (self.age - self.gone)
        left = self.stages.to_come if self.stages else item.length - self.gone
        return max(left + self.given + self.added, -self.gone)


@dataclass
class Countdown:
    length: timedelta
    left: timedelta
    paused: bool = False


@dataclass
class Counts:
    """All that changes with time and presses."""

    held: list[Held] = field(default_factory=list)
    timers: dict[str, Countdown] = field(default_factory=dict)
    given: dict[str, Given] = field(default_factory=dict)
    delays: dict[str, timedelta] = field(default_factory=dict)

    def go(self, by: timedelta) -> None:
        """Lets true time pass, awake or asleep, on or off."""
        for one in self.held:
            one.go(by)
        for timer in self.timers.values():
            if not timer.paused:
                timer.left -= by

    def take(self, press: int, fact: Fact, event: Event) -> None:
        match fact:
            case Started(item_id):
                self._close()
                self.held.append(self._begun(next(i for i in event.items if i.id == item_id), press))
            case Finished():
                self._close()
            case WentBack(item_id):
                while self.held[-1].item.id != item_id:
                    self.held.pop()
                self.held[-1].over = False
            case Allotted(item_id, by, phase):
                given = self.given.setdefault(item_id, {})
                given[phase] = given.get(phase, ZERO) + by
            case Delayed(item_id, by):
                self.delays[item_id] = by
            case TimerStarted() | TimerAdded() | TimerPaused() | TimerResumed() | TimerEnded():
                self._take_timer(fact)
            case _:
                self._take_on(self.held[-1], press, fact)

    def _close(self) -> None:
        if self.held:
            self.held[-1].close()

    def _begun(self, item: Item, press: int) -> Held:
        given = self.given.get(item.id, {})
        planned = [n for r in item.rounds for n in (r.talk, r.write_up, r.change) if n]
        lengths = [max(ZERO, length + given.get(at, ZERO)) for at, length in enumerate(planned)]
        stages = Stages(lengths, item.by_itself, press, lengths[0]) if lengths else None
        if stages:
            stages.go(ZERO)
        return Held(item, press, given.get(None, ZERO), stages)

    def _take_on(self, one: Held, press: int, fact: Fact) -> None:
        """A press on what is running."""
        match fact:
            case Added(_, by, None):
                one.added += by
            case Added(_, by, int() as phase) if one.stages:
                one.stages.lengthen(by, phase)
            case Paused() | Resumed():
                one.paused = isinstance(fact, Paused)
            case PhaseStarted(_, phase) if one.stages:
                one.stages.begin(phase, press, one.gone)
            case PhaseTakenUp(_, phase) if one.stages:
                one.stages.take_up(phase, press, one.gone)
            case StartMoved(_, by):
                one.move(by, self.held[-2] if len(self.held) > 1 else None)
            case _:
                raise NotImplementedError(fact)

    def _take_timer(self, fact: TimerStarted | TimerAdded | TimerPaused | TimerResumed | TimerEnded) -> None:
        match fact:
            case TimerStarted(timer_id, _, length):
                self.timers[timer_id] = Countdown(length, length)
            case TimerAdded(timer_id, by):
                timer = self.timers[timer_id]
                by = max(by, -timer.length)
                timer.length, timer.left = timer.length + by, timer.left + by
            case TimerEnded(timer_id):
                del self.timers[timer_id]
            case TimerPaused(timer_id) | TimerResumed(timer_id):
                self.timers[timer_id].paused = isinstance(fact, TimerPaused)


@dataclass
class Step:
    """A press that can be taken back: the counts before and after it."""

    at: timedelta
    before: Counts
    after: Counts


class Stopwatch:
    """What is true of the day, and which signals it should have had by now."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.true = ZERO
        self.counts = Counts()
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.must: set[Key] = set()  # the signals that were due for sure at a look
        self.may: set[Key] = set()  # and those that may have been, as exactly as the day can be known
        self.unsure = False  # a café's start was moved after a press in it: nobody can say which phases ended

    def go(self, by: timedelta) -> None:
        self.true += by
        self.counts.go(by)

    def press(self, press: int, *facts: Fact) -> None:
        before = deepcopy(self.counts)
        for fact in facts:
            self.counts.take(press, fact, self.event)
        self.done.append(Step(self.true, before, deepcopy(self.counts)))
        self.undone.clear()

    def undo(self) -> None:
        step = self.done.pop()
        self.undone.append(step)
        self._was(step.before, step.at)

    def redo(self) -> None:
        step = self.undone.pop()
        self.done.append(step)
        self._was(step.after, step.at)

    def reopened(self) -> None:
        """What was taken back cannot be put back any more."""
        self.undone.clear()

    def _was(self, counts: Counts, at: timedelta) -> None:
        self.counts = deepcopy(counts)
        self.counts.go(self.true - at)

    @property
    def running(self) -> Held | None:
        one = self.counts.held[-1] if self.counts.held else None
        if one is None or one.over:
            return None
        return one if any(item.id == one.item.id and not item.skipped for item in self.event.items) else None

    def remaining(self, wall: datetime) -> timedelta:
        one = self.running
        if one is None:
            return ZERO
        item = next(item for item in self.event.items if item.id == one.item.id)
        return one.remaining(item, wall, dict(spans(self.event))[item.id][1])

    def look(self, wall: datetime, within: timedelta) -> None:
        """Notes which signals are due now, give or take ``within``."""
        self.unsure |= any(one.moved for held in self.counts.held if (one := held.stages))
        for key, late in self._signals(wall):
            if late >= within:
                self.must.add(key)
            if late >= -within:
                self.may.add(key)

    def _signals(self, wall: datetime) -> Iterator[tuple[Key, timedelta]]:
        """The ends of what is running, and how long they have been due."""
        one = self.running
        if one is None:
            return
        yield ("item_end", one.press), -self.remaining(wall)
        if one.stages:
            for (press, index), late in one.stages.ends():
                yield ("phase_end", press, index), late

    def starts(self, wall: datetime) -> dict[str, datetime]:
        """When each item still to come should be expected to start, once the day has begun."""
        at = free = wall + max(ZERO, self.remaining(wall))
        begun = {one.item.id for one in self.counts.held}
        order = [item.id for item in self.event.items]
        here = order.index(self.counts.held[-1].item.id)
        found = {}
        for item, (start, end) in zip(self.event.items, dict(spans(self.event)).values(), strict=True):
            if item.skipped or item.marker or order.index(item.id) <= here or item.id in begun:
                continue
            begins = max(start, free) if item.start else at
            if delay := self.counts.delays.get(item.id):
                begins = max(begins, start + delay)
            given = sum(self.counts.given.get(item.id, {}).values(), ZERO)
            at = max(begins, end + given) if item.count_to_end else begins + item.length + given
            free = max(free, at)
            found[item.id] = begins
        return found


def spans(event: Event) -> Iterator[tuple[str, tuple[datetime, datetime]]]:
    """The planned start and end of each item."""
    at = instant(event, event.start)
    for item in event.items:
        start = instant(event, item.start) if item.start else at
        end = start + item.length
        if item.end:
            end = max(start, instant(event, item.end))
        yield item.id, (start, end)
        if not item.skipped and not item.marker:
            at = end


def instant(event: Event, local: time) -> datetime:
    return datetime.combine(event.date, local, event.tzinfo).astimezone(UTC)
