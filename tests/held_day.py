"""A day held in a test: a clock, the presses so far, and what the program then shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from facilitator.event import MINUTE, Event
from facilitator.record import Entry, Fact, Record, Signalled, Undone
from facilitator.signals import Signal, due_signals
from facilitator.timetable import LiveDay, Reading, live_day
from tests.builders import FakeClock


class HeldDay:
    """Presses at the time of its clock, as the open event stores them."""

    def __init__(self, event: Event, at: str = "09:30") -> None:
        self.event = event
        self.clock = FakeClock(at)
        self.record = Record()
        self._beat()

    def press(self, *facts: Fact, at: str | None = None) -> int:
        """Stores a press and returns its number; ``at`` is an Oslo time to wait for."""
        now = self.clock.set(at) if at else self.clock.now()
        number = 1 + max((entry.press for entry in self.record.entries), default=0)
        first = len(self.record.entries) + 1
        entries = [
            Entry(seq=first + index, press=number, moment=now, fact=fact) for index, fact in enumerate(facts)
        ]
        timeline = self.record.timeline.heard(now)
        self.record = Record(entries=(*self.record.entries, *entries), timeline=timeline)
        return number

    def undo(self, press: int) -> int:
        return self.press(Undone(press))

    def wait(self, by: timedelta = MINUTE) -> None:
        self.clock.advance(by)

    def restart(self, off_for: timedelta = MINUTE) -> None:
        """Switches the machine off just after a heartbeat, and opens the day when it is on again."""
        self._beat()
        self.clock.restart(off_for)
        self._beat()

    def live(self, at: str | None = None, reading: Reading = Reading.PLAN) -> LiveDay:
        now = self.clock.set(at) if at else self.clock.now()
        return live_day(self.event, self.record, now, reading)

    def give_signals(self, at: str | None = None) -> tuple[Signal, ...]:
        """The signals due now, which are then stored as given."""
        due = due_signals(self.record, self.live(at))
        if due:
            self.press(*(Signalled(signal.mark) for signal in due))
        return due

    def _beat(self) -> None:
        self.record = replace(self.record, timeline=self.record.timeline.heard(self.clock.now()))
