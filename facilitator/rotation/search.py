"""Makes a seating better by exchanges: annealing that looks at all exchanges of a round at once."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from random import Random

import numpy as np

from facilitator.rotation.board import LOCKED, Board, Cost, Indices, Numbers, weight

HOT, COLD = 1.4, 0.4
"""Temperatures at which a cycle starts and ends; a meeting in vain weighs board.ENCOUNTER."""

FREEZING = 0.2, 0.1
"""The same where only tables with something amiss are looked at."""

FEW_CHAIRS = 100
"""Up to so many chairs in a round all exchanges are looked at, else those of some tables."""

PATIENCE = 400
CYCLE, LONGEST_CYCLE = 2_000, 32_000
ROUTES, LINKED = 0.1, 0.1
TIGHT_ROUTES, TIGHT_LINKED = 0.5, 0.1

class Search:
    """Annealing on a board: cycles from hot to cold.

    In each step one exchange out of all is taken with the odds that trying them at random until
    one is accepted would give: the smallest of max(0, change) / temperature + noise, the noise
    drawn from the exponential family (Gumbel). best_seats and best belong together.
    """

    def __init__(self, board: Board, rng: Random) -> None:
        self._board, self._rng = board, rng
        self.best: Cost = board.cost
        self.best_seats = [seats.copy() for seats in board.seats]
        self._noise = _gumbel_noise(rng)
        self._few = max((len(seats) for seats in board.seats), default=0) <= FEW_CHAIRS
        self._movers = [
            [p for p in seats.tolist() if not board.locked[round_, p]] for round_, seats in enumerate(board.seats)
        ]
        self._walkers = sorted({p for movers in self._movers for p in movers})
        inst = board.instance
        free = [sum(t.id not in inst.visited[board.people[p]] for t in inst.open_tables) - inst.attendance[board.people[p]] for p in self._walkers]
        self.tight = bool(free) and sum(free) / len(free) < 2
        self._tied = board.tied()
        self._tied_seats = [(r, p) for r, movers in enumerate(self._movers) for p in movers if self._tied.get(p)]

    def steps(self) -> Iterator[None]:
        """Without end; each step is one look at the board."""
        yield from self._freeze(PATIENCE)
        length = CYCLE
        while True:
            if self._few:
                for step in range(length):
                    self._step(HOT * (COLD / HOT) ** (step / length))
                    yield
                length = min(2 * length, LONGEST_CYCLE)
            else:
                yield from self._freeze(LONGEST_CYCLE)

    def _freeze(self, patience: int) -> Iterator[None]:
        """Repair what is amiss, until nothing has become better for a while."""
        stale = 0
        while stale < patience:
            best = self.best
            hot, cold = FREEZING
            self._repair(hot * (cold / hot) ** min(1, stale / 2000))
            stale = 0 if self.best < best else stale + 1
            yield

    def _step(self, temperature: float) -> None:
        rng, board = self._rng, self._board
        dice = rng.random()
        routes, linked = (TIGHT_ROUTES, TIGHT_LINKED) if self.tight else (ROUTES, LINKED)
        if dice < routes and self._walkers:
            self._exchange_routes(temperature)
        elif dice < routes + linked:
            self._exchange_linked(temperature)
        else:
            round_ = rng.randrange(len(board.seats))
            chosen = self._choose(board.exchanges(round_), temperature)
            if chosen is not None:
                board.exchange(round_, *divmod(chosen, len(board.seats[round_])))
                self._note()

    def _repair(self, temperature: float) -> None:
        board, rng = self._board, self._rng
        rounds = range(len(board.seats))
        round_ = rng.choice([r for r in rounds if board.trouble(r).any()] or rounds)
        troubled = np.flatnonzero(board.trouble(round_))
        if not troubled.size:
            troubled = np.arange(len(board.chairs[round_]))
        tables = np.unique([rng.choice(troubled), rng.choice(troubled)])
        chairs, costs = board.exchanges_of(round_, tables)
        chosen = self._choose(costs, temperature)
        if chosen is not None:
            one, other = divmod(chosen, costs.shape[1])
            board.exchange(round_, int(chairs[one]), other)
            self._note()

    def _exchange_routes(self, temperature: float) -> None:
        board = self._board
        person = self._rng.choice(self._walkers)
        other = self._choose(board.route_exchanges(person), temperature)
        if other is not None:
            self._exchange_all([(r, person, other) for r in range(len(board.seats))])
            self._note()

    def _exchange_linked(self, temperature: float) -> None:
        board, rng = self._board, self._rng
        if self._tied_seats and rng.random() < .5:
            round_, person = rng.choice(self._tied_seats)
        else:
            round_ = rng.randrange(len(board.seats))
            if not self._movers[round_]: return
            person = rng.choice(self._movers[round_])
        route = board.routes
        here = route[round_, person]
        there = rng.randrange(len(board.chairs[round_]) - 1) if len(board.chairs[round_]) > 1 else 0
        there += there >= here
        party = [person, *(p for p in self._tied.get(person, ()) if route[round_, p] == here)]
        guests = [p for p in board.seats[round_][board.chairs[round_][there]].tolist() if p != board.nobody and not board.locked[round_, p]]
        if len(guests) < len(party):
            return
        moves = []
        for one, other in zip(party, rng.sample(guests, len(party)), strict=True):
            moves += [(r, one, other) for r in _linked_rounds(route[:, one].tolist(), route[:, other].tolist(), round_, len(board.chairs[round_]))]
        before = weight(board.cost)
        self._exchange_all(moves)
        change = weight(board.cost) - before
        if change > 0 and rng.random() >= exp(-change / temperature):
            self._exchange_all(moves[::-1])
        else:
            self._note()

    def _exchange_all(self, moves: list[tuple[int, int, int]]) -> None:
        board = self._board
        for round_, one, other in moves:
            if board.routes[round_, one] != board.routes[round_, other]:
                board.exchange(round_, board.chair_of(round_, one), board.chair_of(round_, other))

    def _choose(self, costs: Numbers, temperature: float) -> int | None:
        flat = costs.reshape(-1)
        start = 1 + self._rng.randrange(len(self._noise) - flat.size - 1)
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
            self.best_seats = [seats.copy() for seats in self._board.seats]


def _linked_rounds(route: list[int], other: list[int], first: int, away: int) -> list[int]:
    """The rounds in which two travellers exchange seats so that neither returns to a table.

    Where one gets a table that is in their route already, that round is exchanged as well.
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


def _gumbel_noise(rng: Random) -> Numbers:
    """Noise whose smallest of many is known; rounded, so that no machine's logarithm matters."""
    uniform = np.array([rng.random() for _ in range(1 << 17)])
    return np.round(np.log(-np.log(uniform)), 3).astype(np.float32)
