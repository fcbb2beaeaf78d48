"""A day of presses, edits, undoing, jumps and restarts on a real file, in whatever order is found to fail."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from facilitator.event import MINUTE, ZERO, Item, Plan, put
from facilitator.models import Store
from facilitator.models.soundness import read_snapshot
from facilitator.models.sqlite import connect
from facilitator.presses import added, back_press, next_step
from facilitator.record import Allotted, Delayed, Fact, Paused, Resumed, Signalled
from facilitator.signals import Signal
from facilitator.snapshot import Snapshot
from facilitator.ui.document import Document
from tests.builders import FakeClock, a_day, a_draft, a_snapshot
from tests.faults.stopwatch import Stopwatch

SECOND = timedelta(seconds=1)

amounts = st.sampled_from((-60, -5, -1, 1, 5)).map(lambda minutes: minutes * MINUTE)
lengths = st.integers(1, 1200).map(lambda seconds: seconds * SECOND)


class State:
    """What undoing has to bring back: the plan, and the facts in force but for signals given."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.plan = snapshot.plan
        facts = (entry.fact for entry in snapshot.record.effective)
        self.facts = [fact for fact in facts if not isinstance(fact, Signalled)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and (self.plan, self.facts) == (other.plan, other.facts)

    __hash__ = None  # type: ignore[assignment]


Step = tuple[State | None, State | None, bool]  # before and after it, if known, and whether it has facts


class OpenDay(RuleBasedStateMachine):
    """The open event, and beside it a stopwatch and the states that it has been in."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.file = Path(self.folder.name) / "day.facilitator"
        self.clock = FakeClock("09:30")
        self.marks: list[str] = []
        Store.create(self.file, a_snapshot(a_day(people=3, tables=2, rounds=2))).close()
        self.open()
        self.truth = Stopwatch(self.document.plan.event)
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.next()

    def open(self) -> None:
        self.document = Document(Store.open(self.file, self.clock.now()), self.clock, lambda: "id")
        self.document.signalled.connect(self.hear)
        self.document.tick()

    def hear(self, given: tuple[Signal, ...]) -> None:
        self.marks += [signal.mark for signal in given]

    def teardown(self) -> None:
        self.document.close()
        self.folder.cleanup()

    def change(self, plan: Plan, *facts: Fact) -> None:
        before, steps = State(self.document.snapshot), self.document.undo_stack.count()
        self.document.change(plan, facts, "" if facts else "edit")
        if facts:
            number = next(e.press for e in reversed(self.document.record.entries) if e.fact == facts[-1])
            self.truth.press(number, *facts)
        if facts or plan != before.plan:
            self.done.append((before, State(self.document.snapshot), bool(facts)))
            self.undone.clear()
            assert self.document.undo_stack.count() <= steps + 1
        self.truth.event = self.document.plan.event

    def press(self, *facts: Fact) -> None:
        self.change(self.document.plan, *facts)

    def with_item(self, index: int, **values: object) -> Plan:
        event = self.document.plan.event
        item: Item = replace(event.items[index], **values)  # type: ignore[arg-type]
        return replace(self.document.plan, event=replace(event, items=put(event.items, item)))

    # ── presses ──

    @rule()
    def next(self) -> None:
        if step := next_step(self.document.live):
            self.press(*step.facts)

    @rule()
    def back(self) -> None:
        self.press(*back_press(self.document.live))

    @rule(by=amounts)
    def add(self, by: timedelta) -> None:
        if fact := added(self.document.live, by):
            self.press(fact)

    @rule(by=lengths)
    def pause(self, by: timedelta) -> None:
        """Or go on, and wait a while."""
        live = self.document.live
        if live.running:
            item_id = live.running.item.id
            self.press(Paused(item_id) if live.paused_for is None else Resumed(item_id))
            self.wait(by)

    @rule(by=amounts)
    def delay(self, by: timedelta) -> None:
        if coming := self.document.live.next:
            self.press(Delayed(coming.item.id, max(by, ZERO)))

    # ── edits ──

    @rule(
        index=st.sampled_from((0, 3, 4)),
        values=st.fixed_dictionaries(
            {}, optional={"title": st.just("Kaffe"), "length": lengths, "skipped": st.booleans()}
        ),
    )
    def edit(self, index: int, values: dict[str, object]) -> None:
        self.change(self.with_item(index, **values))

    @precondition(lambda self: "break" not in {one.item.id for one in self.truth.counts.held})
    @precondition(lambda self: not self.truth.counts.given)
    @rule(title=st.sampled_from(("Kort pause", "Pause")))
    def edit_and_press(self, title: str) -> None:
        """In one step, as when a break is given less time and called so."""
        self.change(self.with_item(3, title=title), Allotted("break", -MINUTE))

    @rule()
    def note(self) -> None:
        self.document.write_notes(a_draft())

    # ── undo ──

    @rule()
    def undo(self) -> None:
        assert self.document.undo_stack.canUndo() == bool(self.done)
        self.document.undo()
        if self.done:
            step = self.done.pop()
            self.undone.append(step)
            self.is_back(step[0], undone=step[2])

    @rule()
    def redo(self) -> None:
        assert self.document.undo_stack.canRedo() == bool(self.undone)
        self.document.redo()
        if self.undone:
            step = self.undone.pop()
            self.done.append(step)
            self.is_back(step[1], redone=step[2])

    def is_back(self, state: State | None, *, undone: bool = False, redone: bool = False) -> None:
        if undone:
            self.truth.undo()
        if redone:
            self.truth.redo()
        self.truth.event = self.document.plan.event
        assert state is None or State(self.document.snapshot) == state

    # ── time ──

    @rule(by=lengths)
    def wait(self, by: timedelta) -> None:
        self.clock.advance(by)
        self.truth.go(by)
        self.document.tick()

    @rule(by=amounts)
    def set_the_clock(self, by: timedelta) -> None:
        self.clock.jump(by)
        self.document.tick()

    @rule()
    def reopen(self) -> None:
        """Edits cannot be taken back any more, presses can."""
        self.document.close()
        self.open()
        self.truth.reopened()
        self.done, self.undone = [(None, None, True)] * len(self.truth.done), []

    @precondition(lambda self: self.truth.true > ZERO)
    @rule(off_for=lengths)
    def restart(self, off_for: timedelta) -> None:
        self.clock.restart(off_for)
        self.truth.go(off_for)
        self.reopen()

    # ── what holds at any time ──

    @invariant()
    def all_of_it_is_on_the_disk(self) -> None:
        engine = create_engine("sqlite://", creator=lambda: connect(self.file, "ro"), poolclass=StaticPool)
        with engine.connect() as connection, closing(connection.connection):
            assert read_snapshot(connection, self.file) == self.document.snapshot

    @invariant()
    def what_is_left_is_right(self) -> None:
        live, true = self.document.live, self.truth.running
        assert (live.running.item.id if live.running else None) == (true.item.id if true else None)
        assert live.remaining == self.truth.remaining(self.clock.now().utc)

    @invariant()
    def no_signal_is_given_twice(self) -> None:
        assert len(self.marks) == len(set(self.marks))


TestOpenDay = OpenDay.TestCase
TestOpenDay.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
