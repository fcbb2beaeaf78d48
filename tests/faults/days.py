"""Random days: a plan, a machine whose clocks are not to be trusted, and the program in the middle of it.

``Day(number).play()`` plays the day of that number with a stopwatch beside it, and says what was wrong.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from facilitator.clock import Moment, Timeline, jumped
from facilitator.codec import fact_from_json, fact_to_json
from facilitator.event import MINUTE, ZERO, Event, Item, ItemKind, Round, put, with_rounds
from facilitator.presses import added, back_press, next_step
from facilitator.record import (
    Allotted,
    Delayed,
    Entry,
    Fact,
    Finished,
    Paused,
    PhaseStarted,
    Record,
    Resumed,
    Signalled,
    Started,
    StartMoved,
    TimerAdded,
    TimerEnded,
    TimerPaused,
    TimerResumed,
    TimerStarted,
    Undone,
)
from facilitator.signals import SignalKind, due_signals
from facilitator.timetable import LiveDay, State, live_day
from tests.faults.stopwatch import Stopwatch

SECOND = timedelta(seconds=1)
HEARTBEAT = 10 * SECOND
WRONG = 45 * MINUTE  # how far off the wall clock may be set
TURN = timedelta(seconds=0.7)  # what a machine's clock may lose or win while it is off
ENDS = (SignalKind.ITEM_END, SignalKind.PHASE_END)
STARTS = (  # the days when the clocks change among them, so that the items lie across the change
    (date(2024, 3, 5), time(9)),
    (date(2024, 3, 31), time(1, 30)),
    (date(2024, 10, 27), time(2, 30)),
)


# ── the machine ──


class Machine:
    """True time passes here; ``now`` is what the clocks say of it."""

    def __init__(self, at: datetime) -> None:
        self.wall = at
        self.boot = timedelta(hours=1)
        self.starts = 1
        self.off_by = ZERO  # the wall clock
        self.asleep = ZERO  # in all since the machine was started

    def now(self) -> Moment:
        return Moment(self.wall, self.boot, f"boot-{self.starts}")

    def go(self, by: timedelta) -> None:
        self.wall += by
        self.boot += by

    def sleep(self, by: timedelta) -> None:
        self.go(by)
        self.asleep += by

    def jump(self, off_by: timedelta) -> None:
        """Somebody, or the network, sets the wall clock."""
        self.wall += off_by - self.off_by
        self.off_by = off_by

    def restart(self, off_for: timedelta, turn: timedelta) -> None:
        self.wall += off_for + turn
        self.off_by += turn
        self.boot, self.asleep = 9 * SECOND, ZERO
        self.starts += 1


class Monotonic(Machine):
    """Bug: its clock stands still while the machine sleeps, as ``time.monotonic()`` does."""

    def now(self) -> Moment:
        now = super().now()
        return replace(now, boot=now.boot - self.asleep)


class WallInPlaceOfBoot(Machine):
    """Bug: elapsed time is the difference of two readings of the wall clock."""

    def now(self) -> Moment:
        now = super().now()
        return replace(now, boot=now.utc - datetime(2024, 1, 1, tzinfo=now.utc.tzinfo))


# ── the program ──


class Program:
    """What the open event does with presses and ticks, on a record that can be read again."""

    def __init__(self, event: Event, machine: Machine) -> None:
        self.event = event
        self.machine = machine
        self.record = Record()
        self.done: list[int] = []
        self.undone: list[int] = []
        self.marks: list[str] = []  # given to the room, in order
        self.given = 0  # of these, ends of items and phases
        self._last = self._beat = machine.now()
        self._open()

    def press(self, *facts: Fact) -> int:
        number = self._append(*facts)
        self.done.append(number)
        self.undone.clear()
        return number

    def undo(self) -> None:
        self.undone.append(self._append(Undone(self.done.pop())))

    def redo(self) -> None:
        self.done.append(self._append(Undone(self.undone.pop())))

    def tick(self) -> LiveDay:
        """As each second: the signals that are due, each mark stored before it is given, and a heartbeat."""
        now = self.machine.now()
        live = live_day(self.event, self.record, now)
        due = due_signals(self.record, live)
        if due:
            self.store_marks([signal.mark for signal in due])
            self.marks += [signal.mark for signal in due]
            self.given += sum(signal.kind in ENDS for signal in due)
        if now.boot - self._beat.boot >= HEARTBEAT or jumped(self._last, now):
            self._hear(now)
        self._last = now
        return live

    def store_marks(self, marks: list[str]) -> None:
        self._append(*map(Signalled, marks))

    def run(self, by: timedelta, beaten: timedelta) -> None:
        """Time in which nobody does anything; the last heartbeat was ``beaten`` before its end."""
        if by > beaten:
            self.machine.go(by - beaten)
            self._hear(self.machine.now())
            by = beaten
        self.machine.go(by)

    def kill(self) -> None:
        """Ends without a word, and is opened again: all it has is what was stored."""
        entries = tuple(replace(entry, fact=_again(entry.fact)) for entry in self.record.entries)
        self.record = Record(entries=entries, timeline=Timeline(self.record.timeline.boots))
        self.done, self.undone = [*self.record.presses], []
        self._open()

    def _open(self) -> None:
        self._last = self.machine.now()
        self._hear(self._last)

    def _append(self, *facts: Fact) -> int:
        now, last = self.machine.now(), self.record.entries[-1:]
        seq, press = (last[0].seq + 1, last[0].press + 1) if last else (1, 1)
        entries = [
            Entry(seq=seq + number, press=press, moment=now, fact=fact) for number, fact in enumerate(facts)
        ]
        timeline = self.record.timeline.heard(now)
        self.record = Record(entries=(*self.record.entries, *entries), timeline=timeline)
        return press

    def _hear(self, now: Moment) -> None:
        self._beat = now
        self.record = Record(entries=self.record.entries, timeline=self.record.timeline.heard(now))


def _again(fact: Fact) -> Fact:
    """The fact as it is read from the file."""
    return fact_from_json(json.loads(json.dumps(fact_to_json(fact))))


class Forgetful(Program):
    """Bug: the marks of signals are kept in mind, not in the record."""

    def store_marks(self, marks: list[str]) -> None:
        self._kept = [*getattr(self, "_kept", []), *marks]


# ── the plan ──


def a_random_event(chance: random.Random) -> Event:
    day, starts = chance.choice(STARTS)
    event = Event(id="day", title="Day", date=day, start=starts)
    for number in range(chance.randint(2, 5)):
        event = replace(event, items=(*event.items, _an_item(chance, event, f"item-{number}")))
    return event


def _an_item(chance: random.Random, event: Event, id: str) -> Item:
    if chance.random() < 0.25:
        return replace(_a_cafe(chance, id), start=_a_pin(chance, event), skipped=chance.random() < 0.1)
    kind = ItemKind.MARKER if chance.random() < 0.1 else ItemKind.TALK
    return Item(
        id=id,
        kind=kind,
        title=id,
        length=ZERO if kind is ItemKind.MARKER else chance.randint(1, 15) * MINUTE,
        start=_a_pin(chance, event),
        count_to_end=kind is ItemKind.TALK and chance.random() < 0.25,
        skipped=chance.random() < 0.1,
    )


def _a_cafe(chance: random.Random, id: str) -> Item:
    rounds = tuple(
        Round(
            id=f"{id}-{number}",
            talk=chance.randint(2, 6) * MINUTE,
            write_up=chance.randint(0, 2) * MINUTE,
            change=chance.randint(0, 2) * MINUTE,
        )
        for number in range(2)
    )
    cafe = Item(id=id, kind=ItemKind.CAFE, title=id, length=MINUTE, by_itself=chance.random() < 0.6)
    return with_rounds(cafe, rounds)


def _a_pin(chance: random.Random, event: Event) -> time | None:
    """Now and then a time of day about when the items so far end: a gap, or an overlap."""
    if chance.random() < 0.7:
        return None
    length = sum((item.length for item in event.items), ZERO) + chance.randint(-5, 15) * MINUTE
    return event.local(event.instant(event.start) + length).time()


# ── a day ──


class Day:
    """One day, played."""

    def __init__(
        self,
        number: int,
        machine: Callable[[datetime], Machine] = Machine,
        program: Callable[[Event, Machine], Program] = Program,
    ) -> None:
        self.chance = random.Random(number)
        event = a_random_event(self.chance)
        early = self.chance.randint(-20, 10) * MINUTE
        self.machine = machine(event.instant(event.start) - early)
        self.program = program(event, self.machine)
        self.truth = Stopwatch(event)
        self.live = self.program.tick()
        self.restarts = 0
        self.told: list[str] = []  # what happened

    def play(self) -> str | None:
        """What was shown wrong, or None for a day that went well."""
        for _ in range(self.chance.randint(4, 10)):
            for happening in (self._pass_time, self._press):
                happening()
                self.live = self.program.tick()
                if wrong := self._wrong():
                    return f"{wrong} after {'; '.join(self.told)}"
        return None

    # ── time ──

    def _pass_time(self) -> None:
        happenings = (self._wait, self._wait_for_the_end, self._sleep, self._jump, self._kill, self._restart)
        self.chance.choices(happenings, (50, 12, 12, 10, 8, 8))[0]()

    def _seconds(self, most: int) -> timedelta:
        return self.chance.randint(1, most * 1000) * SECOND / 1000

    def _wait(self, by: timedelta | None = None) -> None:
        by = self._seconds(600) if by is None else by
        self.told.append(f"waited {by}")
        self.program.run(by, self._seconds(10))
        self.truth.go(by)

    def _wait_for_the_end(self) -> None:
        """The very moment at which what is shown comes to zero."""
        self._wait(max(self.live.countdown, ZERO) if self.live.running else ZERO)

    def _sleep(self) -> None:
        by = self._seconds(3600)
        self.told.append(f"slept {by}")
        self.machine.sleep(by)
        self.truth.go(by)

    def _jump(self) -> None:
        off_by = self.chance.choice((ZERO, self._seconds(2 * 2700) - WRONG))
        self.told.append(f"the wall clock is {off_by} ahead")
        self.machine.jump(off_by)

    def _kill(self) -> None:
        self.told.append("killed and opened again")
        self.program.kill()
        self.truth.reopened()

    def _restart(self) -> None:
        if self.restarts == 2:
            return
        self.restarts += 1
        off_for, turn = self._seconds(1200), TURN * self.chance.uniform(-1, 1)
        self.told.append(f"switched off for {off_for}")
        self.machine.restart(off_for, turn)
        self.truth.go(off_for)
        self._kill()

    # ── presses ──

    def _press(self) -> None:
        before = [(self._next, 4), (self._allot, 1), (self._delay, 1), (self._skip, 1), (self._timer, 4)]
        running = [(self._add, 4), (self._pause, 3), (self._move, 2), (self._phase, 2), (self._jump_to, 1)]
        log = [(self._undo, 2), (self._redo, 3), (self._back, 2), (self._nothing, 2)]
        possible = [*before, *(running if self.live.running else ()), *log]
        self.chance.choices(*zip(*possible, strict=True))[0]()

    def _do(self, *facts: Fact) -> None:
        if facts:
            self.told.append(f"pressed {facts}")
            self.truth.press(self.program.press(*facts), *facts)

    def _nothing(self) -> None:
        pass

    def _next(self) -> None:
        step = next_step(self.live)
        if step and not (Finished() in step.facts and self.chance.random() < 0.7):
            self._do(*step.facts)

    def _back(self) -> None:
        stages = self.truth.running.stages if self.truth.running else None
        if stages is None or stages.is_clear(2 * SECOND if self.restarts else ZERO):
            self._do(*back_press(self.live))

    def _add(self) -> None:
        fact = added(self.live, self.chance.choice((-20, -5, -1, 1, 5)) * MINUTE)
        self._do(*((fact,) if fact else ()))

    def _pause(self) -> None:
        item_id = self._running_id()
        self._do(Paused(item_id) if self.live.paused_for is None else Resumed(item_id))

    def _move(self) -> None:
        stages = self.truth.running.stages if self.truth.running else None
        if stages and stages.taken_up:
            return  # nobody can say which phase was on at the press
        self._do(StartMoved(self._running_id(), self.chance.randint(-6, 6) * MINUTE))

    def _phase(self) -> None:
        if self.live.cafe and self.live.paused_for is None:
            index = self.chance.randrange(len(self.live.cafe.phases))
            self._do(PhaseStarted(self._running_id(), index))

    def _jump_to(self) -> None:
        item = self.chance.choice(self.program.event.items)
        if item.takes_time:
            self._do(Started(item.id))

    def _allot(self) -> None:
        item = self._an_item_to_come()
        if item is None or item.length <= 2 * MINUTE or item.id in self.truth.counts.given:
            return  # once for each: how several add up has cases of its own
        phases = range(sum(bool(n) for r in item.rounds for n in (r.talk, r.write_up, r.change)))
        phase = self.chance.choice((None, *phases)) if item.rounds else None
        self._do(Allotted(item.id, self.chance.choice((-1, 1, 3)) * MINUTE, phase))

    def _delay(self) -> None:
        if item := self._an_item_to_come():
            self._do(Delayed(item.id, self.chance.choice((0, 5, 20)) * MINUTE))

    def _skip(self) -> None:
        """An edit, not a press: of any item, the running one too."""
        item = self.chance.choice(self.program.event.items)
        item = replace(item, skipped=not item.skipped)
        self.told.append(f"{item.id} skipped: {item.skipped}")
        event = replace(self.program.event, items=put(self.program.event.items, item))
        self.program.event = self.truth.event = event

    def _timer(self) -> None:
        """A countdown beside the programme: begun, and then whatever can be done to it."""
        known = self.live.timers[-1:]
        if not known or (len(self.live.timers) < 3 and self.chance.random() < 0.3):
            number = self.program.record.last_seq
            self._do(TimerStarted(f"timer-{number}", "Task", self.chance.randint(1, 9) * MINUTE))
            return
        timer = known[0]
        paused = TimerResumed(timer.id) if timer.paused else TimerPaused(timer.id)
        more = TimerAdded(timer.id, self.chance.choice((-15, -1, 2)) * MINUTE)
        self._do(self.chance.choice((paused, paused, more, more, TimerEnded(timer.id))))

    def _undo(self) -> None:
        if self.program.done:
            self.told.append("undone")
            self.program.undo()
            self.truth.undo()

    def _redo(self) -> None:
        if self.program.undone:
            self.told.append("redone")
            self.program.redo()
            self.truth.redo()

    def _running_id(self) -> str:
        assert self.live.running
        return self.live.running.item.id

    def _an_item_to_come(self) -> Item | None:
        """One that has not been on."""
        begun = {one.item.id for one in self.truth.counts.held}
        to_come = [item for item in self.program.event.items if item.id not in begun]
        return self.chance.choice(to_come) if to_come else None

    # ── right or wrong ──

    def _wrong(self) -> str | None:
        within = 2 * SECOND if self.restarts else SECOND
        wall = self.machine.wall
        self.truth.look(wall, 2 * SECOND if self.restarts else ZERO)
        return (
            self._wrong_item(within)
            or self._wrong_timers(within)
            or self._wrong_signals()
            or self._wrong_forecast(wall, within)
        )

    def _wrong_item(self, within: timedelta) -> str | None:
        true = self.truth.running
        shown = self.live.running.item.id if self.live.running else None
        if shown != (true.item.id if true else None):
            return f"{shown} is shown as running"
        if true is None:
            return None
        if (self.live.paused_for is not None) != true.paused:
            return "pause"
        remaining = self.truth.remaining(self.machine.wall)
        if abs(self.live.remaining - remaining) > within:
            return f"{self.live.remaining} shown, {remaining} left"
        return self._wrong_phase(within)

    def _wrong_phase(self, within: timedelta) -> str | None:
        """The phase is compared by its end, for that is the same for the two at the border of phases."""
        true = self.truth.running.stages if self.truth.running else None
        if true is None or self.live.cafe is None:
            return None if true is None and self.live.cafe is None else "phase"
        shown, left = self.live.cafe.index, true.left
        if self.restarts:  # an estimate may be the one or the other side of a border
            left += sum((true.length(index) for index in range(true.index + 1, shown + 1)), ZERO)
            left -= sum((true.length(index) for index in range(shown + 1, true.index + 1)), ZERO)
        elif shown != true.index:
            return f"phase {shown} shown, {true.index} is on"
        return None if abs(self.live.countdown - left) <= within else f"{self.live.countdown} of {left} shown"

    def _wrong_timers(self, within: timedelta) -> str | None:
        shown = {timer.id: (timer.remaining, timer.paused) for timer in self.live.timers}
        if list(shown) != list(self.truth.counts.timers):
            return f"countdowns {list(shown)}"
        for id, timer in self.truth.counts.timers.items():
            remaining, paused = shown[id]
            if paused != timer.paused or abs(remaining - timer.left) > within:
                return f"{id}: {remaining} shown, {timer.left} left"
        return None

    def _wrong_signals(self) -> str | None:
        marks = self.program.marks
        if len(marks) != len(set(marks)):
            return f"a signal given twice: {sorted(marks)}"
        if not self.truth.unsure and not len(self.truth.must) <= self.program.given <= len(self.truth.may):
            return f"{self.program.given} ends given, of {self.truth.must}"
        return None

    def _wrong_forecast(self, wall: datetime, within: timedelta) -> str | None:
        if not self.live.begun or self.live.finished:
            return None
        expected = self.truth.starts(wall)
        later = [one for one in self.live.items if one.state is State.LATER and one.item.takes_time]
        if [one.item.id for one in later] != [*expected]:
            return f"to come: {[*expected]}"
        for one in later:
            shown, true = one.expected_start, expected[one.item.id]
            if shown is None or abs(shown - true) > within:
                return f"{one.item.id} expected at {shown}, not {true}"
        return None
