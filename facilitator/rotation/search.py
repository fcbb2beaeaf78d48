"""Makes a seating better by exchanges: annealing that looks at all exchanges of a round at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import exp
from random import Random
from typing import TypeAlias

import numpy as np

from facilitator.rotation.board import LOCKED, Board, Cost, Numbers, weight
from facilitator.rotation.instance import Plan
from facilitator.rotation.seating import linked_rounds

Temperatures: TypeAlias = tuple[float, float]
"""At the beginning and at the end, in `board.weight`: 4 is a meeting in vain, 1 a region out of balance."""

Shares: TypeAlias = tuple[float, float, float]
"""How many of the steps exchange whole routes, linked seats, and an empty chair."""

HOTTER: Temperatures = (2.2, 0.4)
HOT: Temperatures = (1.2, 0.4)
WARM: Temperatures = (0.5, 0.15)
FREEZING = 0.12

MIXED: Shares = (0.1, 0.1, 0.03)
ROUTES_ONLY: Shares = (0.9, 0.1, 0.0)

FEW_CHAIRS = 110
"""Up to so many chairs in a round all exchanges are looked at, else those of some tables."""

MANY_TABLES = 20
"""So many tables, or all, are looked at for somebody to exchange with."""

MEETINGS_FIRST = 0.5
"""How many of a large event's steps look at a table where somebody meets in vain, as long as there is one."""

PATIENCE = 400
"""After so many repairs in vain it is time for something else."""

CYCLE, LONGEST_CYCLE = 2_000, 32_000
"""The steps of the first cycle of annealing, and of the longest; each is twice as long as the last."""

NOISE = 1 << 17
"""How many random numbers are drawn once; each step takes those from a random place on."""

Exchange: TypeAlias = tuple[int, int, int]
"""A round and two people who exchange their seats in it."""


class Search:
    """A board that becomes better step by step, and the best seating it has had.

    A step takes one exchange out of many, with the odds that one accepted by Metropolis' rule has
    (or none, with those of one more exchange that changes nothing): the smallest of
    max(0, change) / temperature + noise, where the noise has Gumbel's distribution.
    """

    def __init__(self, board: Board, rng: Random, another: Callable[[], Board | None]) -> None:
        """`another` makes a board with another first plan for the same seats, if there is one."""
        self._board, self._rng, self._another = board, rng, another
        self._noise = _gumbel_noise(rng)
        self._few = max(len(seats) for seats in board.seats) <= FEW_CHAIRS
        self._movers = [
            [person for person in seats.tolist() if not board.locked[round_, person]]
            for round_, seats in enumerate(board.seats)
        ]
        self._walkers = sorted({person for movers in self._movers for person in movers})
        self._tied = board.tied()
        self._tied_seats = [
            (round_, person)
            for round_, movers in enumerate(self._movers)
            for person in movers
            if person in self._tied
        ]
        self.best: Cost = board.cost
        self._best_seats = [seats.copy() for seats in board.seats]

    def best_plan(self) -> Plan:
        return self._board.plan(self._best_seats)

    def steps(self) -> Iterator[None]:
        """Step on; ends only where nobody can be moved at all.

        First what is amiss is repaired, which is all that a large event needs. In a small one
        cycles of annealing follow, longer and longer. Where tables are few, each begins by exchanging
        whole routes, since any other exchange brings somebody back to a table, and all but the first
        with another plan.
        """
        if not self._walkers or max(len(spans) for spans in self._board.chairs) < 2:
            return
        yield from self._repair(PATIENCE)
        length, tight = CYCLE, self._is_tight()
        while self._few:
            if tight:
                if length > CYCLE:
                    self._board = self._another() or self._board
                yield from self._anneal(length, WARM, ROUTES_ONLY)
            yield from self._anneal(length, HOTTER if tight else HOT, MIXED)
            self._return_to_best()
            yield from self._anneal(length // 4, WARM, MIXED)
            length = min(2 * length, LONGEST_CYCLE)
        while True:
            yield from self._repair(LONGEST_CYCLE)

    def _is_tight(self) -> bool:
        """Whether travellers have few tables left to choose from."""
        instance = self._board.instance
        spare = [
            len(instance.open_tables) - len(instance.visited[person]) - instance.attendance[person]
            for person in (self._board.people[walker] for walker in self._walkers)
        ]
        return sum(spare) < 2 * len(spare)

    def _return_to_best(self) -> None:
        self._board = self._board.returned(self._best_seats, self.best)

    def _anneal(self, steps: int, temperatures: Temperatures, shares: Shares) -> Iterator[None]:
        hot, cold = temperatures
        routes, linked, empty = shares
        for step in range(steps):
            temperature = hot * (cold / hot) ** (step / steps)
            dice = self._rng.random()
            if dice < routes:
                self._exchange_routes(temperature)
            elif dice < routes + linked:
                self._try(self._linked_exchange(), temperature)
            elif dice < routes + linked + empty:
                self._take_empty_chair(temperature)
            else:
                self._exchange_any(temperature)
            self._note()
            yield

    def _repair(self, patience: int) -> Iterator[None]:
        """Exchange people at tables where something is amiss, until for long nothing got better."""
        stale = 0
        while stale < patience:
            best = self.best
            self._exchange_troubled(FREEZING)
            self._note()
            stale = 0 if self.best < best else stale + 1
            yield

    # ── steps ──

    def _exchange_any(self, temperature: float) -> None:
        board = self._board
        round_ = self._rng.randrange(len(board.seats))
        chosen = self._choose(board.exchanges(round_), temperature)
        if chosen is not None:
            board.exchange(round_, *divmod(chosen, len(board.seats[round_])))

    def _exchange_troubled(self, temperature: float) -> None:
        board, rng = self._board, self._rng
        rounds = range(len(board.seats))
        round_ = rng.choice([r for r in rounds if board.trouble(r).any()] or rounds)
        tables = range(len(board.chairs[round_]))
        troubled = np.flatnonzero(board.trouble(round_)).tolist() or tables
        ours = rng.choices(troubled, k=2)
        meeting = np.flatnonzero(board.meetings(round_) > 0).tolist()
        if meeting and not self._few and rng.random() < MEETINGS_FIRST:
            ours[0] = rng.choice(meeting)  # few among many tables of a large event, and dearest
        looked_at = np.unique(ours)
        others = np.array(sorted(rng.sample(tables, min(MANY_TABLES, len(tables)))))
        here, there, costs = board.exchanges_of(round_, looked_at, others)
        chosen = self._choose(costs, temperature)
        if chosen is not None:
            one, other = divmod(chosen, len(there))
            board.exchange(round_, int(here[one]), int(there[other]))

    def _exchange_routes(self, temperature: float) -> None:
        person = self._rng.choice(self._walkers)
        other = self._choose(self._board.route_exchanges(person), temperature)
        if other is not None:
            self._exchange_all([(round_, person, other) for round_ in range(len(self._board.seats))])

    def _linked_exchange(self) -> list[Exchange]:
        """A random person, with all who must share their table, and as many others elsewhere.

        Each exchanges further rounds as well where they would return to a table otherwise.
        """
        board, rng = self._board, self._rng
        tied = self._tied_seats and rng.random() < 0.5
        round_, person = rng.choice(self._tied_seats) if tied else self._any_seat()
        routes, spans = board.routes, board.chairs[round_]
        here = int(routes[round_, person])
        there = rng.choice([table for table in range(len(spans)) if table != here])
        party = [person, *(mate for mate in self._tied.get(person, ()) if routes[round_, mate] == here)]
        guests = [p for p in board.seats[round_][spans[there]].tolist() if not board.locked[round_, p]]
        return [
            (linked, one, other)
            for one, other in zip(party, rng.sample(guests, min(len(guests), len(party))), strict=False)
            for linked in linked_rounds(
                routes[:, one].tolist(), routes[:, other].tolist(), round_, len(spans)
            )
        ]

    def _any_seat(self) -> tuple[int, int]:
        round_ = self._rng.choice([round_ for round_, movers in enumerate(self._movers) if movers])
        return round_, self._rng.choice(self._movers[round_])

    def _take_empty_chair(self, temperature: float) -> None:
        """Make a table smaller and another larger, both staying in their ranges."""
        board = self._board
        round_, person = self._any_seat()
        here = int(board.routes[round_, person])
        sizes, ranges = board.sizes[round_], board.ranges[round_]
        if sizes[here] <= ranges[here][0]:
            return
        roomy = [t for t, (_least, most) in enumerate(ranges) if t != here and sizes[t] < most]
        if roomy:
            there = board.chairs[round_][self._rng.choice(roomy)]
            empty = there.start + int(np.argmax(board.seats[round_][there] == board.nobody))
            before, chair = weight(board.cost), board.chair_of(round_, person)
            board.exchange(round_, chair, empty)
            if not self._accepts(weight(board.cost) - before, temperature):
                board.exchange(round_, empty, chair)

    def _try(self, exchanges: list[Exchange], temperature: float) -> None:
        before = weight(self._board.cost)
        self._exchange_all(exchanges)
        if not self._accepts(weight(self._board.cost) - before, temperature):
            self._exchange_all(exchanges[::-1])

    def _exchange_all(self, exchanges: list[Exchange]) -> None:
        board = self._board
        for round_, one, other in exchanges:
            if board.routes[round_, one] != board.routes[round_, other]:
                board.exchange(round_, board.chair_of(round_, one), board.chair_of(round_, other))

    def _accepts(self, change: int, temperature: float) -> bool:
        return change <= 0 or self._rng.random() < exp(-change / temperature)

    def _choose(self, costs: Numbers, temperature: float) -> int | None:
        """The index of the exchange to make, or None for none of them."""
        flat = costs.reshape(-1)
        start = 1 + self._rng.randrange(NOISE)
        score = np.maximum(flat, 0)
        score /= temperature
        score += self._noise[start : start + flat.size]
        chosen = int(score.argmin())
        if flat[chosen] >= LOCKED / 4 or score[chosen] > self._noise[start - 1]:
            return None
        return chosen

    def _note(self) -> None:
        if self._board.cost < self.best:
            self.best = self._board.cost
            self._best_seats = [seats.copy() for seats in self._board.seats]


def _gumbel_noise(rng: Random) -> Numbers:
    """Drawn by Python's generator, which stays as it is, and rounded, lest a machine's logarithm matters."""
    uniform = np.array([rng.random() for _ in range(NOISE)])
    noise = np.round(np.log(-np.log(uniform)), 3).astype(np.float32)
    # Twice over, so that a slice may begin anywhere.
    return np.concatenate([noise, noise])
