"""The first legal plan: a construction or a greedy seating, mended by exchanges where need be."""

from __future__ import annotations

from math import exp
from random import Random

from facilitator.rotation.field import field_plan
from facilitator.rotation.instance import Instance, Plan
from facilitator.rotation.rules import breaks
from facilitator.rotation.seating import AWAY, BREAK, UNEQUAL, Seating, linked_rounds
from facilitator.rotation.sizes import size_imbalance

ATTEMPTS = ((2_000, 1.0), (20_000, 1.0), (60_000, float(BREAK)), (60_000, float(BREAK)))
"""Exchanges tried, and the temperature at which each attempt starts: hot ones leave a dead end."""

COLD = 0.12
"""The temperature at which each attempt ends; one repeated meeting costs 1."""

RESTLESS = 0.1
"""How often somebody content with their table is moved all the same."""

RESIZE = 0.2
"""How often an exchange brings fewer people back, which changes the table sizes."""


def first_plan(instance: Instance, rng: Random, *, field: bool = True) -> Plan:
    """A legal plan with tables as equal as can be, or the nearest to one that was found.

    With `field` a plan in which nobody meets again is preferred, where there is a construction for
    it; it looks neither at roles nor at regions, though, and not at all wishes.
    """
    constructed = field_plan(instance, rng) if field else None
    if constructed is not None and not breaks(instance, constructed) and _is_equal(instance, constructed):
        return constructed
    nearest: tuple[int, Plan] | None = None
    for steps, hot in ATTEMPTS:
        seating = Seating(instance)
        _seat_greedily(seating, rng)
        cost, routes = _mend(seating, rng, steps, hot)
        if nearest is None or cost < nearest[0]:
            nearest = cost, seating.plan(routes)
        if cost < seating.least_cost + UNEQUAL:
            break
        if cost < seating.least_cost + BREAK and hot > 1:
            break
    return nearest[1] if nearest else ()


def _is_equal(instance: Instance, plan: Plan) -> bool:
    return not any(
        size_imbalance(instance, number, {table: len(group) for table, group in seating.items()})
        for number, seating in zip(instance.rounds_to_plan, plan, strict=True)
    )


def _seat_greedily(seating: Seating, rng: Random) -> None:
    """Seat hosts at their tables, then each traveller where it costs least just then.

    Between equals decides a walk round the tables: travellers of one pace never meet again, those
    of different paces seldom, and with a prime number of tables never twice. Colleagues follow each
    other in line, and so walk at one pace.
    """
    line = _travellers_in_line(seating, rng)
    for round_, (present, sizes) in enumerate(zip(seating.present, seating.sizes, strict=True)):
        for person in present:
            if person in seating.host_table:
                seating.join(round_, person, seating.host_table[person])
        for place, person in enumerate(line):
            if person in present:
                pace = 1 + place // len(sizes)
                _seat_traveller(seating, round_, person, place + round_ * pace)


def _seat_traveller(seating: Seating, round_: int, person: int, favourite: int) -> None:
    """Seat the traveller at the cheapest table with a free chair, or the next from the favourite.

    Where all those have been visited, others make room at a new table.
    """
    sizes, groups = seating.sizes[round_], seating.groups[round_]
    free = [table for table, size in enumerate(sizes) if len(groups[table]) < size]
    price = {table: seating.price_of_joining(round_, person, table) for table in free}
    table = min(free, key=lambda t: (price[t], (t - favourite) % len(sizes)))
    if not seating.visits[person][table] or not _make_room(seating, round_, person, free):
        seating.join(round_, person, table)


def _make_room(seating: Seating, round_: int, person: int, free: list[int]) -> bool:
    """Seat the person at a table new to them, where others move on to tables new to them.

    The last of them takes a chair at a `free` table. Returns whether there was a way.
    """
    comer: dict[int, int] = {}
    queue = [person]
    for mover in queue:
        for table, visits in enumerate(seating.visits[mover]):
            if not visits and table not in comer:
                comer[table] = mover
                if table in free:
                    _move_up(seating, round_, comer, table)
                    return True
                queue += (p for p in seating.groups[round_][table] if p not in seating.host_table)
    return False


def _move_up(seating: Seating, round_: int, comer: dict[int, int], table: int) -> None:
    """Let each comer to a table leave a chair for the next, beginning at the given table."""
    while table != AWAY:
        mover = comer[table]
        left = seating.routes[mover][round_]
        if left != AWAY:
            seating.leave(round_, mover)
        seating.join(round_, mover, table)
        table = left


def _travellers_in_line(seating: Seating, rng: Random) -> list[int]:
    """Those tied to most others first, while there is room for all of them; then colleagues."""
    people = range(len(seating.routes))
    line = [person for person in people if person not in seating.host_table]
    rng.shuffle(line)
    line.sort(key=lambda person: (-len(seating.tied[person]), seating.organisation[person]))
    return line


def _mend(seating: Seating, rng: Random, steps: int, hot: float) -> tuple[int, list[list[int]]]:
    """Exchange people until the seating is legal and equal; the least cost and its routes.

    A worse seating is taken ever more rarely.
    """
    best_cost, best = seating.cost, [route.copy() for route in seating.routes]
    seats = [
        (round_, person)
        for round_, present in enumerate(seating.present)
        for person in present
        if person not in seating.host_table
    ]
    if not seats or len(seating.groups[0]) < 2:
        return best_cost, best
    for step in range(steps):
        if best_cost < seating.least_cost + UNEQUAL:
            break
        round_, person = rng.choice(seats)
        if seating.is_content(round_, person) and rng.random() >= RESTLESS:
            continue
        moves = _exchange(seating, rng, round_, person)
        back = [(r, p, seating.routes[p][r]) for r, p, _table in moves]
        before = seating.cost
        _move(seating, moves)
        change = seating.cost - before
        temperature = hot * (COLD / hot) ** (step / steps)
        if change > 0 and rng.random() >= exp(-change / temperature):
            _move(seating, back)
        elif seating.cost < best_cost:
            best_cost, best = seating.cost, [route.copy() for route in seating.routes]
    return best_cost, best


def _exchange(seating: Seating, rng: Random, round_: int, person: int) -> list[tuple[int, int, int]]:
    """Moves (round, person, table) that take a person, and all tied to them, to another table.

    As many travellers, or sometimes fewer, come the other way.
    """
    here = seating.routes[person][round_]
    there = rng.randrange(len(seating.groups[round_]) - 1)
    there += there >= here
    tied = seating.tied[person]
    party = [person, *(mate for mate in seating.groups[round_][here] if mate in tied)]
    guests = [p for p in seating.groups[round_][there] if p not in seating.host_table]
    returning = rng.randrange(len(party)) if rng.random() < RESIZE else len(party)
    returning = min(returning, len(guests))
    moves: list[tuple[int, int, int]] = []
    for one, other in zip(party, rng.sample(guests, returning), strict=False):
        route, other_route = seating.routes[one], seating.routes[other]
        for r in linked_rounds(route, other_route, round_):
            moves += (r, one, other_route[r]), (r, other, route[r])
    return moves + [(round_, one, there) for one in party[returning:]]


def _move(seating: Seating, moves: list[tuple[int, int, int]]) -> None:
    for round_, person, table in moves:
        seating.leave(round_, person)
        seating.join(round_, person, table)
