"""The question put to the planner: people, tables, rounds, and what has already been held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

Plan: TypeAlias = tuple[Mapping[str, tuple[str, ...]], ...]
"""One mapping a round, in order: table id to the ids of the people at it."""

Pair: TypeAlias = frozenset[str]
"""The ids of two people, in no order."""


@dataclass(frozen=True)
class Participant:
    """A person. Unknown or empty organisation, role and region count for nothing.

    A person with `host_of` sits at that table in every round. `present` holds the rounds the person
    attends, counted from 1 at the first round of the event; None means all of them.
    """

    id: str
    organisation: str | None = None
    role: str | None = None
    region: str | None = None
    host_of: str | None = None
    present: frozenset[int] | None = None


@dataclass(frozen=True)
class TableSeats:
    """A table and how many people it may hold, its host included."""

    id: str
    seats_min: int
    seats_max: int


@dataclass(frozen=True)
class Instance:
    """Everything that decides who may sit where.

    `rounds` counts the whole event; `past` are the rounds already held, as they were, so
    `rounds - len(past)` remain to be planned. `apart` pairs never share a table, `together` pairs
    always do. `absent` people and `closed` tables are out of all rounds still to plan.

    `keep` holds the seats that people had been told for the rounds to plan, in the same order; what
    no longer fits (a closed table, somebody absent) may stay in it. `theme_of` says which theme a
    table talks about; with `each_theme_once` travellers are to meet every theme as evenly as can be.
    `wishes` are the themes a person would like to meet, dearest first. With `groups` people walk or
    stay together by intent: returning to a table is no break, and meeting again within a group that
    shares every round costs nothing.

    Raises ValueError if the parts do not fit together (an unknown or repeated id, a negative
    number). What fits but cannot be seated is for `problems()` to say.
    """

    participants: tuple[Participant, ...]
    tables: tuple[TableSeats, ...]
    rounds: int
    apart: frozenset[Pair] = frozenset()
    together: frozenset[Pair] = frozenset()
    past: Plan = ()
    absent: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    keep: Plan = ()
    theme_of: Mapping[str, str] = field(default_factory=dict)
    each_theme_once: bool = False
    wishes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: bool = False

    def __post_init__(self) -> None:
        people = _unique((person.id for person in self.participants), "participant")
        tables = _unique((table.id for table in self.tables), "table")
        for table in self.tables:
            if not 0 <= table.seats_min <= table.seats_max:
                raise ValueError(f"table {table.id}: seats_min and seats_max are out of order")
        for pair in self.apart | self.together:
            if len(pair) != 2:
                raise ValueError(f"a pair needs two people, not {sorted(pair)}")
            _known(pair, people, "participant in a pair")
        _known(self.absent, people, "absent participant")
        _known(self.closed, tables, "closed table")
        for number, seating in enumerate(self.past, start=1):
            _known(seating, tables, f"table in past round {number}")
            seated = [person for group in seating.values() for person in group]
            _known(_unique(seated, f"seat in past round {number}"), people, "seated participant")
        _known(self.theme_of, tables, "table with a theme")
        _known(self.wishes, people, "participant with wishes")
        if self.rounds < len(self.past):
            raise ValueError(f"{len(self.past)} rounds are held, but the event has {self.rounds}")

    @property
    def rounds_to_plan(self) -> range:
        """The rounds still to plan, counted from 1 at the first round of the event."""
        return range(len(self.past) + 1, self.rounds + 1)

    @cached_property
    def open_tables(self) -> tuple[TableSeats, ...]:
        """The tables of the rounds still to plan, in their given order."""
        return tuple(table for table in self.tables if table.id not in self.closed)

    @cached_property
    def hosts(self) -> Mapping[str, str]:
        """Person to table, for everyone who has an open table to stay at."""
        open_ids = {table.id for table in self.open_tables}
        return {
            person.id: person.host_of
            for person in self.participants
            if person.host_of in open_ids and person.id not in self.absent
        }

    @cached_property
    def organisation_of(self) -> Mapping[str, str]:
        """Person to organisation, for everyone whose organisation is known."""
        return {p.id: p.organisation for p in self.participants if p.organisation}

    @cached_property
    def present(self) -> Mapping[int, tuple[str, ...]]:
        """For each round still to plan, the people to be seated."""
        coming = [person for person in self.participants if person.id not in self.absent]
        return {
            number: tuple(p.id for p in coming if p.present is None or number in p.present)
            for number in self.rounds_to_plan
        }

    @cached_property
    def attendance(self) -> Mapping[str, int]:
        """Person to the number of rounds still to plan that they attend, where above 0."""
        return Counter(person for people in self.present.values() for person in people)

    @cached_property
    def visited(self) -> Mapping[str, frozenset[str]]:
        """Person to the tables they sat at in past rounds."""
        seen: dict[str, set[str]] = {person.id: set() for person in self.participants}
        for seating in self.past:
            for table, group in seating.items():
                for person in group:
                    seen[person].add(table)
        return {person: frozenset(tables) for person, tables in seen.items()}

    @cached_property
    def unavoidable_pairs(self) -> frozenset[Pair]:
        """Pairs that cannot help meeting: together, or hosts of one table."""
        hosts_at: dict[str, list[str]] = {}
        for person, table in self.hosts.items():
            hosts_at.setdefault(table, []).append(person)
        return self.together | {
            frozenset(pair) for hosts in hosts_at.values() for pair in combinations(hosts, 2)
        }

    def unavoidable_revisits(self, person: str) -> int:
        """How often a traveller must return to a table, having seen all the others."""
        fresh = sum(table.id not in self.visited[person] for table in self.open_tables)
        return max(0, self.attendance.get(person, 0) - fresh)


def meetings(plan: Plan) -> Counter[Pair]:
    """In how many rounds of the plan each two people share a table."""
    return Counter(
        frozenset(pair) for seating in plan for group in seating.values() for pair in combinations(group, 2)
    )


def colleagues(instance: Instance) -> list[Pair]:
    """All pairs of people of one organisation."""
    members: dict[str, list[str]] = {}
    for person, organisation in instance.organisation_of.items():
        members.setdefault(organisation, []).append(person)
    return [frozenset(pair) for group in members.values() for pair in combinations(group, 2)]


def _unique(ids: Iterable[str], what: str) -> frozenset[str]:
    counted = Counter(ids)
    repeated = [name for name, times in counted.items() if times > 1]
    if repeated:
        raise ValueError(f"the same {what} twice: {', '.join(sorted(repeated))}")
    return frozenset(counted)


def _known(ids: Iterable[str], known: frozenset[str], what: str) -> None:
    unknown = frozenset(ids) - known
    if unknown:
        raise ValueError(f"unknown {what}: {', '.join(sorted(unknown))}")
