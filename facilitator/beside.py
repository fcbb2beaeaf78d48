"""Cafés that are held at the same time, and who or what is planned to be at two of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from facilitator.event import Item, Plan
from facilitator.timetable import planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Ids of the people and of the tables that a café needs while another one has them."""

    item: Item  # the one that runs beside
    people: frozenset[str]
    tables: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A round as planned (instants in UTC), and who sits at which table in it."""

    start: datetime
    end: datetime
    seats: dict[str, frozenset[str]]


def clashes(plan: Plan) -> tuple[Clash, ...]:
    """For each café beside another one, in programme order, what both have at the same time, if anything."""
    by_item = [(one.item, tuple(_sittings(plan, one.item, one.start))) for one in planned(plan.event)]
    held = [(item, sittings) for item, sittings in by_item if sittings and not item.skipped]
    found: dict[str, Clash] = {}
    for (one, ones), (other, others) in combinations(held, 2):
        later = other if other.beside else one
        if not later.beside:
            continue
        both = [(a.seats, b.seats) for a in ones for b in others if a.start < b.end and b.start < a.end]
        people = {who for a, b in both for who in _everybody(a) & _everybody(b)}
        tables = {table for a, b in both for table in a.keys() & b.keys()}
        known = found.get(later.id, Clash(item=later, people=frozenset(), tables=frozenset()))
        found[later.id] = Clash(item=later, people=known.people | people, tables=known.tables | tables)
    return tuple(clash for clash in found.values() if clash.people or clash.tables)


def _sittings(plan: Plan, item: Item, start: datetime) -> Iterator[_Sitting]:
    for round_ in item.rounds:
        seats = plan.seats.get(round_.id, {})
        sitting = {table: frozenset(people) for table, people in seats.items() if people}
        yield _Sitting(start, start + round_.length, sitting)
        start += round_.length


def _everybody(seats: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*seats.values())
