"""The seating as arrays: what every exchange of two people would cost, all of them at once.

People and tables are indices. A round is a row of chairs, grouped by table, and a seating puts one
person on each; a chair that may stay empty holds NOBODY, so that making a table smaller is an
exchange as well. With k = meetings of a pair so far, past ones and "same organisation" included,
their next meeting costs k; hence an exchange of i at table a with j at table b costs

    W[i,b] + W[j,a] - W[i,a] - W[j,b] - 2 k[i,j]          W[i,t] = sum of k[i,x] over x at t

(a summand less for those at the own table, whose meeting is paid already), and the balances and the
people's own wishes add a summand for each of the four (person, table). All numbers are whole and
below 2**24, so that float32 holds them exactly and in whatever order they are added.
"""

from __future__ import annotations

from collections import Counter
from operator import mul
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from facilitator.rotation.instance import Instance, Pair, Plan, colleagues, meetings
from facilitator.rotation.quality import Key
from facilitator.rotation.sizes import Range, equal_ranges, table_bounds
from facilitator.rotation.theme_prices import THEME, WISH, ThemePrices
from facilitator.rotation.themes import is_themed

Numbers: TypeAlias = npt.NDArray[np.float32]
Indices: TypeAlias = npt.NDArray[np.intp]

BREAK = 10_000
"""The price of breaking a hard rule once; a meeting of two who met once costs 1."""

LOCKED = 4_000_000
"""The price of what is not to be tried at all."""

ENCOUNTER, ROLE, REGION = 4, 2, 1
"""What one unit of each goal weighs while searching; what is best is told by `Cost` instead."""

Cost: TypeAlias = tuple[int, int, int]
"""Encounters (with broken rules, themes and wishes at their prices), role and region imbalance."""


def weight(cost: Cost) -> int:
    """What annealing makes as small as it can."""
    return ENCOUNTER * cost[0] + ROLE * cost[1] + REGION * cost[2]


class Board:
    """A seating of the rounds to plan, what it costs, and what its exchanges would.

    seats: for each round, the person on each chair.
    table_at: for each round, the table of each chair; those of one table follow each other.
    routes: (rounds, people), the table of each, or the number of tables for somebody away.
    cost: of the seating, but for what is the same in all of them.
    """

    def __init__(
        self, instance: Instance, plan: Plan, cost: Cost, *, fixed: frozenset[tuple[int, str]] = frozenset()
    ) -> None:
        """Take over a plan and its cost. `fixed` are the (round index, person) that keep their seats."""
        self.instance, self.cost, self._fixed = instance, cost, fixed
        self.people = [person.id for person in instance.participants]
        self.nobody = len(self.people)
        self._index = {person: i for i, person in enumerate(self.people)}
        self._tables = [table.id for table in instance.open_tables]
        self.ranges = [_equal_ranges(instance, number) for number in instance.rounds_to_plan]
        self._seat(plan)
        self._price_meetings()
        self._count_values()
        self._price_routes()
        self._lock(fixed)
        self._paid = [np.zeros(len(seats), np.float32) for seats in self.seats]
        self._trouble = [np.zeros(len(self._tables), np.float32) for _seats in self.seats]
        self._meetings = [trouble.copy() for trouble in self._trouble]
        self._stale = [set(range(len(self._tables))) for _seats in self.seats]

    def returned(self, seats: list[Indices], cost: Cost) -> Board:
        """An earlier seating of this board and what it cost."""
        return Board(self.instance, self.plan(seats), cost, fixed=self._fixed)

    # ── preparing ──

    def _seat(self, plan: Plan) -> None:
        away, tables = len(self._tables), self._tables
        self.seats: list[Indices] = []
        self.table_at: list[Indices] = []
        self.first_chair: list[Indices] = []
        self.chairs: list[list[slice]] = []
        self.routes = np.full((len(plan), self.nobody + 1), away)
        self.sizes = np.zeros((len(plan), away), np.float32)
        for round_, seating in enumerate(plan):
            row: list[int] = []
            at: list[int] = []
            spans: list[slice] = []
            for t, table in enumerate(tables):
                group = [self._index[person] for person in seating.get(table, ())]
                self.routes[round_, group] = t
                self.sizes[round_, t] = len(group)
                chairs = max(1, len(group), self.ranges[round_][t][1])
                spans.append(slice(len(row), len(row) + chairs))
                row += group + [self.nobody] * (chairs - len(group))
                at += [t] * chairs
            self.seats.append(np.array(row))
            self.table_at.append(np.array(at))
            self.chairs.append(spans)
            self.first_chair.append(np.array([span.start for span in spans]))
        self._same_table = [
            np.where(at[:, None] == at[None, :], np.float32(LOCKED / 2), np.float32(0))
            for at in self.table_at
        ]

    def _price_meetings(self) -> None:
        """k of all pairs; `base` is the part of it that no seating changes."""
        instance, index = self.instance, self._index
        self.base = np.zeros((self.nobody + 1, self.nobody + 1), dtype=np.float32)
        surcharges: Counter[Pair] = meetings(instance.past)
        surcharges.update(colleagues(instance))
        surcharges.update(dict.fromkeys(instance.apart, BREAK))
        surcharges.subtract(dict.fromkeys(instance.together, BREAK))
        for pair, surcharge in surcharges.items():
            one, other = (index[person] for person in pair)
            self.base[one, other] = self.base[other, one] = surcharge
        self.price = self.base.copy()
        for row, spans in zip(self.seats, self.chairs, strict=True):
            for span in spans:
                group = row[span][row[span] != self.nobody]
                self.price[np.ix_(group, group)] += 1 - np.eye(len(group), dtype=np.float32)

    def _count_values(self) -> None:
        """Roles and regions: who has which, and how many of each a table should have.

        The wanted number lies between the share of the table's size rounded down and up. A
        value counts in the rounds in which somebody there has another.
        """
        people = self.instance.participants
        columns = sorted(
            (kind, value)
            for kind in ("role", "region")
            for value in {getattr(person, kind) for person in people}
            if value
        )
        self.has = np.array(
            [[getattr(person, kind) == value for kind, value in columns] for person in people]
            + [[False] * len(columns)],
            dtype=np.float32,
        )
        self._is_role = np.array([kind == "role" for kind, _value in columns], dtype=bool)
        self._total = [self.has[seats].sum(axis=0) for seats in self.seats]
        self._weights = [self._weights_in(total) for total in self._total]
        shape = (len(self.seats), len(self._tables), len(columns))
        self.count, self.least, self.most = (np.zeros(shape, np.float32) for _ in range(3))
        for round_, seats in enumerate(self.seats):
            for t, span in enumerate(self.chairs[round_]):
                self.count[round_, t] = self.has[seats[span]].sum(axis=0)
            self._want(round_, slice(None))

    def _weights_in(self, total: Numbers) -> Numbers:
        weights = np.where(self._is_role, np.float32(ROLE), np.float32(REGION))
        for kind in (self._is_role, ~self._is_role):
            if np.count_nonzero(total[kind]) < 2:
                weights[kind] = 0
        return weights

    def _want(self, round_: int, tables: Any) -> None:
        """How many of each value the tables should have, their sizes being what they are."""
        present = max(1, int(self.sizes[round_].sum()))
        share = self.sizes[round_, tables][..., None] * self._total[round_]
        self.least[round_, tables] = share // present
        self.most[round_, tables] = -(-share // present)

    def _price_routes(self) -> None:
        """For each round, person and table: what the visit costs, the rest of the route being as it is."""
        instance, away = self.instance, len(self._tables)
        self._one_hot = np.eye(away + 1, away, dtype=np.float32)
        self._visited = np.array(
            [[table in instance.visited[person] for table in self._tables] for person in self.people]
            + [[False] * away],
            dtype=np.float32,
        )
        self._themes = ThemePrices(instance, self._tables) if is_themed(instance) else None
        self._revisit = np.float32(0 if instance.groups else BREAK)
        self.own = np.zeros((len(self.seats), self.nobody + 1, away), np.float32)
        for person in range(self.nobody):
            self._price_route(person)

    def _price_route(self, person: int) -> None:
        visits = self._one_hot[self.routes[:, person]]
        elsewhere = visits.sum(axis=0) - visits
        self.own[:, person] = self._revisit * (elsewhere + self._visited[person] > 0)
        if self._themes is not None:
            self.own[:, person] += self._themes.of(person, elsewhere)

    def _lock(self, fixed: frozenset[tuple[int, str]]) -> None:
        self.locked = np.zeros((len(self.seats), self.nobody + 1), np.float32)
        self.locked[:, self.nobody] = LOCKED
        for host in self.instance.hosts:
            self.locked[:, self._index[host]] = LOCKED
        for round_, person in fixed:
            self.locked[round_, self._index[person]] = LOCKED

    # ── asking ──

    def plan(self, seats: list[Indices] | None = None) -> Plan:
        """The seating, or an earlier one of this board, everyone in the instance's order."""
        rows = self.seats if seats is None else seats
        return tuple(
            {
                table: tuple(self.people[i] for i in np.sort(row[span]) if i != self.nobody)
                for table, span in zip(self._tables, spans, strict=True)
            }
            for row, spans in zip(rows, self.chairs, strict=True)
        )

    def trouble(self, round_: int) -> Numbers:
        """For each table what is amiss there: imbalances, and meetings that cost something."""
        for table in self._stale[round_]:
            self._look_at(round_, table)
        self._stale[round_].clear()
        return self._trouble[round_]

    def meetings(self, round_: int) -> Numbers:
        """For each table what the meetings there cost, as `trouble` last counted it."""
        return self._meetings[round_]

    def _look_at(self, round_: int, table: int) -> None:
        """Note what each meeting at a table costs, and what is amiss there."""
        span = self.chairs[round_][table]
        group = self.seats[round_][span]
        prices = self.price[group[:, None], group]
        # Those there have met already: the price of their next meeting is one more than what they paid.
        people = np.count_nonzero(group != self.nobody)
        paid = prices.sum(axis=1) - (people - 1) * (group != self.nobody)
        self._paid[round_][span] = paid
        count = self.count[round_, table]
        off = np.maximum(np.maximum(self.least[round_, table] - count, count - self.most[round_, table]), 0)
        own = self.own[round_, group, table]
        self._meetings[round_][table] = paid.sum()
        self._trouble[round_][table] = self._meetings[round_][table] + own.sum() + off @ self._weights[round_]

    def _balance_prices(self, round_: int) -> tuple[Numbers, Numbers]:
        """For each table and value, what one more costs, and what one less."""
        count, least, most = self.count[round_], self.least[round_], self.most[round_]
        weights = self._weights[round_]
        more = ((count >= most).astype(np.float32) - (count < least)) * weights
        less = ((count <= least).astype(np.float32) - (count > most)) * weights
        return more, less

    def _leaving(self, round_: int, less: Numbers, paid: Numbers) -> Numbers:
        """What it costs that the person on each chair leaves the table, mostly less than nothing.

        `paid` is what the meetings there have cost each.
        """
        seats, at = self.seats[round_], self.table_at[round_]
        own = self.own[round_][seats, at]
        cost: Numbers = (less[at] * self.has[seats]).sum(axis=1)
        cost -= ENCOUNTER * (paid + own)
        cost += self.locked[round_][seats]
        return cost

    def exchanges(self, round_: int) -> Numbers:
        """(chairs, chairs): what it costs that the people on two chairs of a round exchange them."""
        seats, at = self.seats[round_], self.table_at[round_]
        more, less = self._balance_prices(round_)
        has = self.has[seats]
        price = self.price[seats[:, None], seats]
        joining = np.add.reduceat(price, self.first_chair[round_], axis=1)
        # Those at the own table have been met already: their next meeting costs one more.
        paid = joining[np.arange(len(seats)), at] - (self.sizes[round_, at] - 1)
        joining += self.own[round_][seats]
        joining *= ENCOUNTER
        joining += has @ more.T
        # Who has the same role as the other neither brings nor takes one.
        same = ((more + less)[at] * has) @ has.T
        half: Numbers = joining[:, at]
        half -= same
        price *= ENCOUNTER
        half -= price
        half += self._leaving(round_, less, paid)[:, None]
        half += self._same_table[round_]
        return half + half.T

    def exchanges_of(self, round_: int, tables: Indices, others: Indices) -> tuple[Indices, Indices, Numbers]:
        """The chairs of some tables, those of others, and what an exchange of each two costs."""
        seats, at, own = self.seats[round_], self.table_at[round_], self.own[round_]
        ours, our_starts = self._chairs_of(round_, tables)
        theirs, their_starts = self._chairs_of(round_, others)
        us, them = seats[ours], seats[theirs]
        more, less = self._balance_prices(round_)
        price = self.price[us[:, None], them]
        going = np.add.reduceat(price, their_starts, axis=1) + own[us[:, None], others]
        going = ENCOUNTER * going + self.has[us] @ more[others].T
        coming = np.add.reduceat(price, our_starts, axis=0) + own[them, tables[:, None]]
        coming = ENCOUNTER * coming + more[tables] @ self.has[them].T
        both = (more + less)[at] * self.has[seats]
        same = both[ours] @ self.has[them].T + self.has[us] @ both[theirs].T
        self.trouble(round_)
        leaving = self._leaving(round_, less, self._paid[round_])
        cost = going[:, np.searchsorted(others, at[theirs])] + coming[np.searchsorted(tables, at[ours])]
        cost -= 2 * ENCOUNTER * price + same
        cost += leaving[ours][:, None] + leaving[theirs]
        cost[at[ours][:, None] == at[theirs]] = LOCKED
        return ours, theirs, cost

    def _chairs_of(self, round_: int, tables: Indices) -> tuple[Indices, Indices]:
        """The chairs of the tables, and where among them each table begins."""
        spans = [self.chairs[round_][table] for table in tables.tolist()]
        starts = np.cumsum([0, *(span.stop - span.start for span in spans[:-1])])
        return np.concatenate([np.arange(span.start, span.stop) for span in spans]), starts

    def route_exchanges(self, person: int) -> Numbers:
        """For everyone, what it costs that the person and they exchange their whole routes.

        Meetings among those planned stay as many; only past ones, organisations and the like count.
        Themes and wishes are left out.
        """
        met = self.price - self.base
        paid = (self.base * met).sum(axis=1)
        cost = self.base[person] @ met + met[person] @ self.base + 2 * self.base[person] * met[person]
        cost -= paid[person] + paid
        away = len(self._tables)
        attends = self.routes < away
        alike = (attends == attends[:, [person]]).all(axis=0)
        for round_ in np.flatnonzero(attends[:, person]).tolist():
            here, there = self.routes[round_, person], np.minimum(self.routes[round_], away - 1)
            new = self._visited[person, there] + self._visited[:, here]
            old = self._visited[person, here] + self._visited[np.arange(self.nobody + 1), there]
            cost += self._revisit * (new - old)
        cost *= ENCOUNTER
        for round_ in np.flatnonzero(attends[:, person]).tolist():
            cost += self._balance_of_exchanges(round_, person)
        cost += self.locked.sum(axis=0)
        different = (self.routes != self.routes[:, [person]]).any(axis=0)
        return np.where(alike & different, cost, np.float32(LOCKED))

    def _balance_of_exchanges(self, round_: int, person: int) -> Numbers:
        """What the balances of a round cost if the person exchanges seats with each of the others."""
        here, there = self.routes[round_, person], np.minimum(self.routes[round_], len(self._tables) - 1)
        more, less = self._balance_prices(round_)
        # Where both have the value nothing changes.
        brings = np.maximum(self.has[person] - self.has, 0)
        takes = np.maximum(self.has - self.has[person], 0)
        change = (more[there] + less[here]) * brings + (more[here] + less[there]) * takes
        cost: Numbers = change.sum(axis=1) * (there != here)
        return cost

    def _imbalance(self, round_: int, tables: Any) -> tuple[int, int]:
        """Role and region imbalance of some tables."""
        count = self.count[round_, tables]
        off = np.maximum(self.least[round_, tables] - count, count - self.most[round_, tables])
        off = np.maximum(off, 0) * (self._weights[round_] > 0)
        by_value = off.sum(axis=0)
        role = int(by_value[self._is_role].sum())
        return role, int(by_value.sum()) - role

    # ── changing ──

    def exchange(self, round_: int, one: int, other: int) -> None:
        """Let the people on two chairs of different tables exchange them; either may be NOBODY."""
        seats, at = self.seats[round_], self.table_at[round_]
        here, there = int(at[one]), int(at[other])
        i, j = int(seats[one]), int(seats[other])
        both = [here, there]
        role, region = self._imbalance(round_, both)
        encounters, visits = [], 0
        for person, left, chair in ((i, here, one), (j, there, other)):
            if person != self.nobody:
                mates = seats[self.chairs[round_][left]]
                encounters.append(-self._part(person, mates[(mates != self.nobody) & (mates != person)]))
                visits -= int(self.own[round_, person, left])
                seats[chair] = self.nobody
        for person, new, chair in ((i, there, other), (j, here, one)):
            if person != self.nobody:
                mates = seats[self.chairs[round_][new]]
                encounters.append(self._join(person, mates[mates != self.nobody]))
                visits += int(self.own[round_, person, new])
                seats[chair] = person
                self.routes[round_, person] = new
                self._price_route(person)
        change = self.has[j] - self.has[i]
        self.count[round_, here] += change
        self.count[round_, there] -= change
        if (i == self.nobody) != (j == self.nobody):
            step = 1 if i == self.nobody else -1
            self.sizes[round_, here] += step
            self.sizes[round_, there] -= step
            self._want(round_, both)
        new_role, new_region = self._imbalance(round_, both)
        self._stale[round_] |= {here, there}
        if any(encounters) or visits:
            # These two meet somebody, or come to a table, in other rounds as well.
            for stale, route in zip(self._stale, self.routes[:, [i, j]].tolist(), strict=True):
                stale.update(table for table in route if table < len(self._tables))
        cost = self.cost
        self.cost = (
            cost[0] + sum(encounters) + visits,
            cost[1] + new_role - role,
            cost[2] + new_region - region,
        )

    def _part(self, person: int, mates: Indices) -> int:
        """Take back the person's meetings with their mates; returns what they had cost."""
        self.price[person, mates] -= 1
        self.price[mates, person] -= 1
        return int(self.price[person, mates].sum())

    def _join(self, person: int, mates: Indices) -> int:
        cost = int(self.price[person, mates].sum())
        self.price[person, mates] += 1
        self.price[mates, person] += 1
        return cost

    def tied(self) -> dict[int, list[int]]:
        """For each traveller who must share a table with other travellers, those."""
        tied: dict[int, set[int]] = {}
        hosts = {self._index[host] for host in self.instance.hosts}
        for pair in self.instance.together:
            one, other = (self._index[person] for person in pair)
            if one not in hosts and other not in hosts:
                party = tied.get(one, {one}) | tied.get(other, {other})
                for member in party:
                    tied[member] = party
        return {person: sorted(party - {person}) for person, party in tied.items()}

    def chair_of(self, round_: int, person: int) -> int:
        span = self.chairs[round_][int(self.routes[round_, person])]
        return int(span.start) + int(np.argmax(self.seats[round_][span] == person))


def cost_of(instance: Instance, key: Key) -> Cost:
    """The cost of the plan with this key."""
    *themes, encounters, role, region = key[2:]
    prices = [THEME] * instance.each_theme_once + [WISH] * bool(instance.wishes)
    hard = BREAK * key[0]
    return hard + encounters + sum(map(mul, prices, themes)), role, region


def _equal_ranges(instance: Instance, number: int) -> tuple[Range, ...]:
    ranges = equal_ranges(len(instance.present[number]), table_bounds(instance, number))
    if ranges is None:
        raise ValueError("a round has more people, or fewer, than its tables can hold")
    return ranges
