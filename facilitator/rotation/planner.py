"""Plans a rotation: a greedy seating first, then simulated annealing by exchanges of people."""

from __future__ import annotations

from math import exp
from random import Random

from facilitator.rotation.instance import Instance, Plan
from facilitator.rotation.problems import Problem, ProblemKind, problems
from facilitator.rotation.rules import breaks
from facilitator.rotation.seating import AWAY, BREAK, Seating

STEPS = 60_000

ATTEMPTS = (1.0, 1.0, float(BREAK), float(BREAK))
"""The temperature at which each attempt starts: the cool polish, the hot break out of a dead end."""

COLD = 0.12
"""The temperature at which each attempt ends; one repeated meeting costs 1."""

RESTLESS = 0.1
"""How often somebody content with their table is moved all the same."""

RESIZE = 0.2
"""How often an exchange brings fewer people back, which changes the table sizes."""


class InfeasibleError(ValueError):
    """There is no legal plan. `problems` says why.

    `nearest` is the plan found with fewest broken rules, for a day that must go on all the same;
    None if nothing was planned.
    """

    def __init__(self, problems: tuple[Problem, ...], nearest: Plan | None = None) -> None:
        super().__init__(", ".join(problem.kind for problem in problems))
        self.problems = problems
        self.nearest = nearest


def plan_rotation(instance: Instance, *, seed: int = 0, steps: int = STEPS) -> Plan:
    """Seat everyone in every round still to plan, keeping all hard rules.

    Table sizes are as equal as the seats allow; then as few as can be found meet again or meet
    their own organisation. The same instance, seed and steps give the same plan. `steps` bounds the
    exchanges tried in an attempt; the work ends early when nobody meets in vain.

    Raises InfeasibleError where no legal plan exists, or several attempts found none.
    """
    fatal = tuple(problem for problem in problems(instance) if not problem.is_warning)
    if fatal:
        raise InfeasibleError(fatal)
    rng = Random(seed)  # noqa: S311 -- to be repeatable is the point
    attempts: list[tuple[int, Plan]] = []
    for hot in ATTEMPTS:
        seating = Seating(instance)
        _seat_greedily(seating, rng)
        plan = seating.plan(_anneal(seating, rng, steps, hot))
        broken = sum(found.count for found in breaks(instance, plan))
        if not broken:
            return plan
        attempts.append((broken, plan))
    fewest, nearest = min(attempts, key=lambda attempt: attempt[0])
    raise InfeasibleError((Problem(ProblemKind.NO_LEGAL_PLAN, found=fewest),), nearest)


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


def _anneal(seating: Seating, rng: Random, steps: int, hot: float) -> list[list[int]]:
    """Exchange people, taking a worse seating ever more rarely; returns the best routes met."""
    best_cost, best = seating.cost, [route.copy() for route in seating.routes]
    seats = [
        (round_, person)
        for round_, present in enumerate(seating.present)
        for person in present
        if person not in seating.host_table
    ]
    if not seats or len(seating.groups[0]) < 2:
        return best
    for step in range(steps):
        if best_cost == seating.least_cost:
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
    return best


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
        for r in _linked_rounds(route, other_route, round_):
            moves += (r, one, other_route[r]), (r, other, route[r])
    return moves + [(round_, one, there) for one in party[returning:]]


def _linked_rounds(route: list[int], other: list[int], first: int) -> list[int]:
    """The rounds in which two travellers exchange seats so that neither returns to a table.

    Where one gets a table that is in their route already, that round is exchanged as well.
    """
    linked = [first]
    for done in linked:
        for r, (table, other_table) in enumerate(zip(route, other, strict=True)):
            if (
                r not in linked
                and AWAY not in (table, other_table)
                and (table == other[done] or other_table == route[done])
            ):
                linked.append(r)
    return linked


def _move(seating: Seating, moves: list[tuple[int, int, int]]) -> None:
    for round_, person, table in moves:
        seating.leave(round_, person)
        seating.join(round_, person, table)
