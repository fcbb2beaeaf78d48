"""The whole event at one moment, as immutable values: what every screen, print-out and test reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.access import Access
from facilitator.event import Event, Plan, Seats
from facilitator.notes import Notes
from facilitator.photos import Photos
from facilitator.polls import Ballots
from facilitator.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Plan, record, notes and what else comes from the room are stored apart, and replaced apart."""

    plan: Plan
    record: Record = field(default_factory=Record)
    notes: Notes = field(default_factory=Notes)
    ballots: Ballots = field(default_factory=dict)
    photos: Photos = field(default_factory=dict)
    access: Access = field(default_factory=dict)

    @property
    def event(self) -> Event:
        return self.plan.event

    @property
    def seats(self) -> Seats:
        return self.plan.seats
