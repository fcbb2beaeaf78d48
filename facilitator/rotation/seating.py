"""A seating that changes while its price is kept: the planner's working table.

Every rule has a price, and the hard ones such a price that no nicety ever pays for breaking one.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain

from facilitator.rotation.instance import Instance, Plan, colleagues, meetings
from facilitator.rotation.sizes import most_equal_sizes

BREAK = 1_000_000_000
"""The price of breaking a hard rule once."""

UNEQUAL = 1_000_000
"""The price of one person too many at one table while another has one too few."""

AWAY = -1
"""In a route: not there in that round."""


class Seating:
    """Who sits where in each round to plan, and what it costs. People and tables are indices.

    groups: for each round and table, the people at it.
    sizes: for each round and table, how many it is to hold.
    routes: for each person and round, the table or AWAY.
    tied: for each traveller, the other travellers who must share their table.
    price: for each two people, what their next meeting costs.
    cost: of all that is seated now.
    least_cost: of a full seating that breaks no rule and in which nobody meets in vain.
    """

    def __init__(self, instance: Instance, *, unequal: int = UNEQUAL) -> None:
        """Prepare an empty seating of an instance in which every round has seats enough.

        `unequal` is the price of unequal tables, if another than usual.
        """
        self._instance, self._unequal = instance, unequal
        self._index = {person.id: i for i, person in enumerate(instance.participants)}
        people, rounds = range(len(self._index)), range(len(instance.rounds_to_plan))
        tables = [table.id for table in instance.open_tables]
        self.present = [
            [self._index[person] for person in instance.present[number]] for number in instance.rounds_to_plan
        ]
        self.host_table = {
            self._index[person]: tables.index(table) for person, table in instance.hosts.items()
        }
        self.organisation = [person.organisation or "" for person in instance.participants]
        self.groups: list[list[list[int]]] = [[[] for _table in tables] for _round in rounds]
        self.routes = [[AWAY for _round in rounds] for _person in people]
        self.price = self._meeting_prices()
        self.tied = self._tied_travellers()
        self.visits = [
            [int(table in instance.visited[person.id]) for table in tables]
            for person in instance.participants
        ]
        self.sizes = self._table_sizes()
        self._revisit_price = [0 if i in self.host_table else BREAK for i in people]
        self._chair_price = self._chair_prices()
        self.cost = 0
        self.least_cost = self._least_cost()

    def price_of_joining(self, round_: int, person: int, table: int) -> int:
        """What it would cost to seat the person at the table, over the chairs' price."""
        group = self.groups[round_][table]
        revisit = self._revisit_price[person] if self.visits[person][table] else 0
        return revisit + sum(map(self.price[person].__getitem__, group))

    def price_of_chair(self, table: int, taken: int) -> int:
        """What the next chair at a table costs when so many are taken."""
        return self._chair_price[table][taken]

    def join(self, round_: int, person: int, table: int) -> None:
        """Seat somebody who has no seat in the round."""
        group, price, visits = self.groups[round_][table], self.price, self.visits[person]
        own = price[person]
        cost = self._chair_price[table][len(group)]
        for mate in group:
            cost += own[mate]
            own[mate] += 1
            price[mate][person] += 1
        if visits[table]:
            cost += self._revisit_price[person]
        visits[table] += 1
        group.append(person)
        self.routes[person][round_] = table
        self.cost += cost

    def leave(self, round_: int, person: int) -> None:
        """Take somebody from their seat."""
        table = self.routes[person][round_]
        group, price, visits = self.groups[round_][table], self.price, self.visits[person]
        own = price[person]
        group.remove(person)
        saving = self._chair_price[table][len(group)]
        for mate in group:
            own[mate] -= 1
            price[mate][person] -= 1
            saving += own[mate]
        visits[table] -= 1
        if visits[table]:
            saving += self._revisit_price[person]
        self.routes[person][round_] = AWAY
        self.cost -= saving

    def is_content(self, round_: int, person: int) -> bool:
        """Whether nobody at the person's table is there at a price, and the table is new."""
        table = self.routes[person][round_]
        group = self.groups[round_][table]
        seen_mates = sum(map(self.price[person].__getitem__, group)) - (len(group) - 1)
        return seen_mates <= 0 and self.visits[person][table] == 1

    def plan(self, routes: list[list[int]]) -> Plan:
        """The routes as a plan, everyone in the instance's order."""
        instance = self._instance
        seatings: list[dict[str, list[str]]] = [
            {table.id: [] for table in instance.open_tables} for _ in instance.rounds_to_plan
        ]
        for person, route in zip(instance.participants, routes, strict=True):
            for seating, table in zip(seatings, route, strict=True):
                if table != AWAY:
                    seating[instance.open_tables[table].id].append(person.id)
        return tuple({t: tuple(group) for t, group in s.items()} for s in seatings)

    def _table_sizes(self) -> list[list[int]]:
        """For each round the size of each table, as equal as the seats allow.

        The larger sizes go round, to the tables that most have still to come to.
        """
        tables = self._instance.open_tables
        travellers = {i for present in self.present for i in present} - self.host_table.keys()
        to_come = [
            sum(not self.visits[traveller][table] for traveller in travellers) for table in range(len(tables))
        ]
        sizes: list[list[int]] = []
        for present in self.present:
            hosts = Counter(self.host_table[p] for p in present if p in self.host_table)
            order = sorted(range(len(tables)), key=lambda table: -to_come[table])
            bounds = [(max(tables[t].seats_min, hosts[t]), tables[t].seats_max) for t in order]
            equal = most_equal_sizes(len(present), bounds)
            if equal is None:
                raise ValueError("a round has more people, or fewer, than its tables can hold")
            size_of = dict(zip(order, equal, strict=True))
            sizes.append([size_of[table] for table in range(len(tables))])
            for table, size in size_of.items():
                to_come[table] -= size - hosts[table]
        return sizes

    def _meeting_prices(self) -> list[list[int]]:
        instance, index = self._instance, self._index
        prices = [[0] * len(index) for _person in index]
        surcharges = chain(
            meetings(instance.past).items(),
            ((pair, 1) for pair in colleagues(instance)),
            ((pair, BREAK) for pair in instance.apart),
            ((pair, -BREAK) for pair in instance.together),
        )
        for pair, surcharge in surcharges:
            one, other = (index[person] for person in pair)
            prices[one][other] += surcharge
            prices[other][one] += surcharge
        return prices

    def _tied_travellers(self) -> list[frozenset[int]]:
        """For each traveller, the others tied to them by a chain of `together`."""
        tied = [{i} - self.host_table.keys() for i in range(len(self._index))]
        for pair in self._instance.together:
            one, other = (self._index[person] for person in pair)
            joined = tied[one] | tied[other]
            for member in joined:
                tied[member] = joined
        return [frozenset(party - {i}) for i, party in enumerate(tied)]

    def _chair_prices(self) -> list[list[int]]:
        """For each table, what the next chair costs when so many are taken."""
        return [
            [
                self._unequal * taken - BREAK * (taken < table.seats_min) + BREAK * (taken >= table.seats_max)
                for taken in range(len(self._index))
            ]
            for table in self._instance.open_tables
        ]

    def _least_cost(self) -> int:
        """To be asked while nobody is seated."""
        chairs = sum(
            sum(prices[:size])
            for sizes in self.sizes
            for prices, size in zip(self._chair_price, sizes, strict=True)
        )
        unavoidable_meetings = 0
        for pair in self._instance.unavoidable_pairs:
            one, other = (self._index[person] for person in pair)
            rounds = sum(one in present and other in present for present in self.present)
            first = self.price[one][other]
            unavoidable_meetings += sum(range(first, first + rounds))
        revisits = sum(
            self._instance.unavoidable_revisits(person)
            for person in self._instance.attendance
            if person not in self._instance.hosts
        )
        return chairs + unavoidable_meetings + BREAK * revisits


def linked_rounds(route: list[int], other: list[int], first: int, away: int = AWAY) -> list[int]:
    """The rounds in which two travellers exchange seats so that neither returns to a table.

    Where one gets a table that is in their route already, that round is exchanged as well. ``away``
    stands in a route for a round in which its owner is not there.
    """
    linked = [first]
    for done in linked:
        for r, (table, other_table) in enumerate(zip(route, other, strict=True)):
            if (
                r not in linked
                and away not in (table, other_table)
                and (table == other[done] or other_table == route[done])
            ):
                linked.append(r)
    return linked
