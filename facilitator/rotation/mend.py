"""The round that is running: who must move moves, and nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.rotation.instance import Instance, Pair, colleagues, meetings


def mend(
    instance: Instance, seating: Mapping[str, Sequence[str]], *, number: int
) -> Mapping[str, tuple[str, ...]]:
    """The seating (table id to people) of round `number`, from 1, put right with as few moves as can be.

    Whoever is there and sits at an open table stays, even where that keeps no rule. Absent people
    leave. People without a seat or at a closed table go, hosts first to their own table, to a table
    with a free seat where they cost least: apart and together first, then tables that lack people,
    tables seen before, meetings, and size. Only if no seat is free does a table get one too many.

    Rounds before `number` are history, from `instance.past`. Raises ValueError if that lacks one of
    them, or if there is no open table.
    """
    if not 1 <= number <= len(instance.past) + 1:
        raise ValueError(f"round {number} cannot be running: {len(instance.past)} rounds are known")
    if not instance.open_tables:
        raise ValueError("no table is open")
    there = [
        person.id
        for person in instance.participants
        if person.id not in instance.absent and (person.present is None or number in person.present)
    ]
    groups: dict[str, list[str]] = {table.id: [] for table in instance.open_tables}
    seated: set[str] = set()
    for table, group in seating.items():
        for person in group:
            if table in groups and person in there and person not in seated:
                groups[table].append(person)
                seated.add(person)
    _Usher(instance, groups, number).seat([person for person in there if person not in seated])
    return {table: tuple(group) for table, group in groups.items()}


class _Usher:
    """Finds seats in a round that is running."""

    def __init__(self, instance: Instance, groups: dict[str, list[str]], number: int) -> None:
        self._instance, self._groups = instance, groups
        past = instance.past[: number - 1]
        self._known = meetings(past)
        self._known.update(colleagues(instance))
        self._seen = {
            (person, table) for seating in past for table, group in seating.items() for person in group
        }

    def seat(self, people: list[str]) -> None:
        hosts = self._instance.hosts
        for person in sorted(people, key=lambda person: person not in hosts):
            table = hosts.get(person)
            if table is None:
                table = min(self._groups, key=lambda table: self._price(person, table))
            self._groups[table].append(person)

    def _price(self, person: str, table: str) -> tuple[int, ...]:
        group = self._groups[table]
        seats = next(one for one in self._instance.open_tables if one.id == table)
        pairs: list[Pair] = [frozenset({person, mate}) for mate in group]
        everyone = {mate for mates in self._groups.values() for mate in mates}
        tied = [pair for pair in self._instance.together if person in pair and pair - {person} <= everyone]
        return (
            max(0, len(group) + 1 - seats.seats_max),
            sum(pair in self._instance.apart for pair in pairs) + sum(pair not in pairs for pair in tied),
            -max(0, seats.seats_min - len(group)),
            (person, table) in self._seen,
            sum(self._known[pair] for pair in pairs),
            len(group),
        )
