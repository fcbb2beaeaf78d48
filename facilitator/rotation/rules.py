"""The five hard rules of a rotation, and where a plan breaks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from facilitator.rotation.instance import Instance, Pair, Plan


class Rule(StrEnum):
    """What a plan can get wrong, by the names of the shared format."""

    NUMBER_OF_ROUNDS = "number_of_rounds"
    UNKNOWN_TABLE = "unknown_table"
    UNKNOWN_PERSON = "unknown_person"
    ABSENT_PERSON_SEATED = "absent_person_seated"
    SEATED_TWICE = "seated_twice"
    NOT_SEATED = "not_seated"
    CLOSED_TABLE_USED = "closed_table_used"
    BELOW_SEATS_MIN = "below_seats_min"
    ABOVE_SEATS_MAX = "above_seats_max"
    HOST_AWAY = "host_away"
    APART_PAIR_TOGETHER = "apart_pair_together"
    TOGETHER_PAIR_APART = "together_pair_apart"
    TABLE_REVISITED = "table_revisited"


@dataclass(frozen=True)
class Break:
    """One broken rule: the round (from 1), table and people it concerns, and how many times over.

    `round` and `table` are None where the break is of no single round or table.
    """

    rule: Rule
    round: int | None = None
    table: str | None = None
    people: tuple[str, ...] = ()
    count: int = 1


def breaks(instance: Instance, plan: Plan) -> tuple[Break, ...]:
    """Every broken hard rule of the plan, round by round; none if the plan is legal."""
    found: list[Break] = []
    missing = abs(len(plan) - len(instance.rounds_to_plan))
    if missing:
        found.append(Break(Rule.NUMBER_OF_ROUNDS, count=missing))
    places: list[dict[str, str]] = []
    for number, seating in zip(instance.rounds_to_plan, plan, strict=False):
        place, misplaced = _places(instance, number, seating)
        found += misplaced
        found += _size_breaks(instance, number, place)
        found += _host_breaks(instance, number, place)
        found += _pair_breaks(instance, number, place)
        places.append(place)
    found += _revisits_too_many(instance, places)
    return tuple(found)


def table_revisits(instance: Instance, places: list[dict[str, str]]) -> dict[str, int]:
    """How often each traveller returns to a table; `places` holds person to table for each round.

    Travellers who return to none are left out.
    """
    returns: dict[str, int] = {}
    for traveller in instance.attendance:
        if traveller not in instance.hosts:
            seen = instance.visited[traveller]
            route = [place[traveller] for place in places if traveller in place]
            revisits = len(route) - len(set(route) - seen)
            if revisits:
                returns[traveller] = revisits
    return returns


def _places(
    instance: Instance, number: int, seating: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, str], list[Break]]:
    """Where each person sits by the first seat given, and the breaks of rule 1 on the way."""
    tables = {table.id for table in instance.tables}
    people = instance.visited.keys()
    to_seat = set(instance.present[number])
    place: dict[str, str] = {}
    found: list[Break] = []
    for table, group in seating.items():
        if table not in tables:
            found.append(Break(Rule.UNKNOWN_TABLE, number, table))
            continue
        if table in instance.closed and group:
            found.append(Break(Rule.CLOSED_TABLE_USED, number, table, group, len(group)))
        for person in group:
            if person not in people:
                found.append(Break(Rule.UNKNOWN_PERSON, number, table, (person,)))
            elif person not in to_seat:
                found.append(Break(Rule.ABSENT_PERSON_SEATED, number, table, (person,)))
            elif person in place:
                found.append(Break(Rule.SEATED_TWICE, number, table, (person,)))
            else:
                place[person] = table
    left_over = tuple(person for person in instance.present[number] if person not in place)
    if left_over:
        found.append(Break(Rule.NOT_SEATED, number, None, left_over, len(left_over)))
    return place, found


def _size_breaks(instance: Instance, number: int, place: Mapping[str, str]) -> Iterator[Break]:
    groups: dict[str, list[str]] = {table.id: [] for table in instance.tables}
    for person, at in place.items():
        groups[at].append(person)
    for table in instance.open_tables:
        group = tuple(groups[table.id])
        if len(group) < table.seats_min:
            lacking = table.seats_min - len(group)
            yield Break(Rule.BELOW_SEATS_MIN, number, table.id, group, lacking)
        elif len(group) > table.seats_max:
            surplus = len(group) - table.seats_max
            yield Break(Rule.ABOVE_SEATS_MAX, number, table.id, group, surplus)


def _host_breaks(instance: Instance, number: int, place: Mapping[str, str]) -> Iterator[Break]:
    for host, table in instance.hosts.items():
        if place.get(host, table) != table:
            yield Break(Rule.HOST_AWAY, number, place[host], (host,))


def _pair_breaks(instance: Instance, number: int, place: Mapping[str, str]) -> Iterator[Break]:
    def seated(pairs: frozenset[Pair]) -> Iterator[tuple[str, str]]:
        for one, other in sorted((min(pair), max(pair)) for pair in pairs):
            if one in place and other in place:
                yield one, other

    for one, other in seated(instance.apart):
        if place[one] == place[other]:
            yield Break(Rule.APART_PAIR_TOGETHER, number, place[one], (one, other))
    for one, other in seated(instance.together):
        if place[one] != place[other]:
            yield Break(Rule.TOGETHER_PAIR_APART, number, None, (one, other))


def _revisits_too_many(instance: Instance, places: list[dict[str, str]]) -> Iterator[Break]:
    if instance.groups:
        return
    for traveller, revisits in table_revisits(instance, places).items():
        surplus = revisits - instance.unavoidable_revisits(traveller)
        if surplus > 0:
            yield Break(Rule.TABLE_REVISITED, people=(traveller,), count=surplus)
