"""The whole event at one moment, as immutable values: what every screen, print-out and test reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.event import Event, Plan, Seats
from facilitator.notes import Notes
from facilitator.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Plan, record and notes are stored apart, and replaced apart."""

    plan: Plan
    record: Record = field(default_factory=Record)
    notes: Notes = field(default_factory=Notes)

    @property
    def event(self) -> Event:
        return self.plan.event

    @property
    def seats(self) -> Seats:
        return self.plan.seats
