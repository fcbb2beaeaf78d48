"""A plan for a day on which something changed: most people keep the routes they have been told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from facilitator.rotation.instance import Instance, Plan
from facilitator.rotation.rules import Break, Rule, breaks
from facilitator.rotation.seating import AWAY, BREAK, Seating
from facilitator.rotation.start import first_plan

NEW_ROUTE, NEW_SEAT = 1_000_000, 10_000
"""The price of one more person with a new route, and of one more seat that is not as it was told."""

ATTEMPTS = 200
"""How many broken rules are mended one after the other before the plan is made anew."""

Seat = tuple[int, str]
"""The index of a round to plan, and a person."""

Move = tuple[int, int, int]
"""A round, a person and their new table, as indices."""


def replan(instance: Instance, rng: Random) -> tuple[Plan, frozenset[Seat]]:
    """A plan with few routes that differ from `instance.keep`, and the seats that are as there.

    Who has a seat that still fits keeps it; the others go where it costs least; and where a rule is
    broken then, somebody moves, preferably one whose route has changed anyway. Equal tables move
    nobody. If that leads to no legal plan, a new one is made.
    """
    kept = _Kept(instance)
    kept.seat_all()
    plan = kept.plan()
    for _attempt in range(ATTEMPTS):
        found = breaks(instance, plan)
        if not found:
            return plan, kept.unchanged()
        if not kept.mend(found):
            break
        plan = kept.plan()
    plan = first_plan(instance, rng)
    return plan, frozenset()


class _Kept:
    """A seating that remembers the seats people had been told."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._seating = Seating(instance, unequal=0)
        self._people = [person.id for person in instance.participants]
        self._index = {person: i for i, person in enumerate(self._people)}
        self._tables = [table.id for table in instance.open_tables]
        table_index = {table: t for t, table in enumerate(self._tables)}
        rounds = len(self._seating.present)
        self._told = [[AWAY] * rounds for _person in self._people]
        for round_, seating in enumerate(instance.keep[:rounds]):
            for table, group in seating.items():
                for person in group:
                    if person in self._index and table in table_index:
                        self._told[self._index[person]][round_] = table_index[table]
        for host, home in self._seating.host_table.items():
            self._told[host] = [home] * rounds

    def seat_all(self) -> None:
        seating = self._seating
        homeless: list[tuple[int, int]] = []
        for round_, present in enumerate(seating.present):
            for person in present:
                table = self._told[person][round_]
                if table == AWAY:
                    homeless.append((round_, person))
                else:
                    seating.join(round_, person, table)
        for round_, person in homeless:
            seating.join(round_, person, self._cheapest(round_, person))

    def plan(self) -> Plan:
        return self._seating.plan(self._seating.routes)

    def unchanged(self) -> frozenset[Seat]:
        return frozenset(
            (round_, self._people[person])
            for round_, present in enumerate(self._seating.present)
            for person in present
            if self._told[person][round_] == self._seating.routes[person][round_]
        )

    def mend(self, found: Iterable[Break]) -> bool:
        """Make the cheapest change that makes something better, if there is one."""
        prices = [(price, moves) for moves in self._remedies(found) if (price := self._price(moves)) < 0]
        if prices:
            self._make(min(prices)[1])
        return bool(prices)

    def _cheapest(self, round_: int, person: int) -> int:
        seating = self._seating
        groups = seating.groups[round_]

        def price(table: int) -> tuple[int, int]:
            chair = seating.price_of_chair(table, len(groups[table]))
            return chair + seating.price_of_joining(round_, person, table), len(groups[table])

        return min(range(len(groups)), key=price)

    def _remedies(self, found: Iterable[Break]) -> Iterator[list[Move]]:
        """Changes that might mend what is broken, the same in each process."""
        rounds = range(len(self._seating.present))
        first = len(self._instance.past) + 1
        for broken in found:
            concerned = [self._index[person] for person in broken.people]
            if broken.rule is Rule.BELOW_SEATS_MIN and broken.round and broken.table:
                round_, table = broken.round - first, self._tables.index(broken.table)
                yield from ([(round_, p, table)] for p in self._seating.present[round_] if p not in concerned)
            for round_ in [broken.round - first] if broken.round else rounds:
                if broken.rule is not Rule.BELOW_SEATS_MIN:
                    for person in concerned:
                        yield from self._ways_out(round_, person)

    def _ways_out(self, round_: int, person: int) -> Iterator[list[Move]]:
        """To each other table, and in exchange with each other person."""
        routes = self._seating.routes
        here = routes[person][round_]
        if here == AWAY or person in self._seating.host_table:
            return
        for table in range(len(self._tables)):
            if table != here:
                yield [(round_, person, table)]
        for other in self._seating.present[round_]:
            there = routes[other][round_]
            if there != here and other not in self._seating.host_table:
                yield [(round_, person, there), (round_, other, here)]

    def _price(self, moves: list[Move]) -> int:
        people = {person for _round, person, _table in moves}
        if people & self._seating.host_table.keys():
            return 0
        before = self._seating.cost + self._changes(people)
        back = [(round_, person, self._seating.routes[person][round_]) for round_, person, _table in moves]
        self._make(moves)
        after = self._seating.cost + self._changes(people)
        self._make(back)
        # A change of routes must be worth a rule.
        return after - before if after - before < -BREAK // 2 else 0

    def _changes(self, people: Iterable[int]) -> int:
        price = 0
        for person in people:
            seats = zip(self._told[person], self._seating.routes[person], strict=True)
            new = sum(table not in (AWAY, told) for told, table in seats)
            price += NEW_SEAT * new + NEW_ROUTE * (new > 0)
        return price

    def _make(self, moves: Iterable[Move]) -> None:
        for round_, person, table in moves:
            self._seating.leave(round_, person)
            self._seating.join(round_, person, table)
