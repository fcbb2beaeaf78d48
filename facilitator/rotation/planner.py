"""Plans a rotation: a legal plan first, then ever better ones as long as the caller likes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from facilitator.rotation.bound import lower_bound
from facilitator.rotation.instance import Instance, Plan
from facilitator.rotation.problems import Problem, ProblemKind, problems
from facilitator.rotation.quality import Key, key_of
from facilitator.rotation.replan import replan
from facilitator.rotation.start import first_plan
from facilitator.rotation.themes import is_themed

STEPS = 4_000

NEWS = 50
"""After so many steps the caller hears how far it is."""

PATIENCE = 120_000
"""After so many steps without a better plan nothing is left to gain that would be worth the wait."""


class InfeasibleError(ValueError):
    """There is no legal plan. `problems` says why.

    `nearest` is the plan found with fewest broken rules, for a day that must go on all the same;
    None if nothing was planned.
    """

    def __init__(self, problems: tuple[Problem, ...], nearest: Plan | None = None) -> None:
        super().__init__(", ".join(problem.kind for problem in problems))
        self.problems = problems
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Progress:
    """The best plan so far, its `Quality.key`, the steps it took, and whether it is the last word."""

    plan: Plan
    key: Key
    steps: int
    done: bool


def improve(
    instance: Instance, *, seed: int = 0, start: Plan | None = None, fewest_changes: bool = False
) -> Iterator[Progress]:
    """Yield a legal plan at once, then every better one, and now and then the best so far.

    Plans are compared by `Quality.key`. Ends when no plan can be better, or none was found for
    long; the last one is `done`. The same instance, seed, start and number of steps give the same
    plan, however fast the machine. `start` is the first plan if it is legal and its tables are equal.
    With `fewest_changes` as few people as possible get other tables than in `instance.keep`: that
    goes before everything but the hard rules, so that tables may become unequal.

    Raises InfeasibleError where no legal plan exists, or several attempts found none.
    """
    fatal = tuple(problem for problem in problems(instance) if not problem.is_warning)
    if fatal:
        raise InfeasibleError(fatal)
    rng = Random(seed)  # noqa: S311 -- to be repeatable is the point
    fixed: frozenset[tuple[int, str]] = frozenset()
    if fewest_changes:
        plan, fixed = replan(instance, rng)
    elif start is not None and key_of(instance, start)[:2] == (0, 0):
        plan = start
    else:
        plan = first_plan(instance, rng, field=not is_themed(instance))
    key = key_of(instance, plan)
    if key[0]:
        raise InfeasibleError((Problem(ProblemKind.NO_LEGAL_PLAN, found=key[0]),), plan)
    yield from _better_plans(instance, plan, key, rng, fixed)


def plan_rotation(instance: Instance, *, seed: int = 0, steps: int = STEPS) -> Plan:
    """The best plan that `improve` finds in so many steps. Raises InfeasibleError as it does."""
    return next(found for found in improve(instance, seed=seed) if found.done or found.steps >= steps).plan


def _better_plans(
    instance: Instance, plan: Plan, key: Key, rng: Random, fixed: frozenset[tuple[int, str]]
) -> Iterator[Progress]:
    if not instance.rounds_to_plan or not instance.open_tables:
        yield Progress(plan, key, 0, done=True)
        return
    # Of these plans the search knows less than the whole key.
    partly_known = is_themed(instance) or bool(fixed)
    perfect = None if partly_known else (0, key[1], lower_bound(instance), 0, 0)
    yield Progress(plan, key, 0, done=key == perfect)
    if key == perfect:
        return
    # NumPy takes a tenth of a second to import: only who plans is to wait for it.
    from facilitator.rotation.board import Board, cost_of
    from facilitator.rotation.search import Search

    def another() -> Board | None:
        plan = first_plan(instance, rng, field=not is_themed(instance))
        other = key_of(instance, plan)
        alike = other[:2] == key[:2] and not fixed
        return Board(instance, plan, cost_of(instance, other)) if alike else None

    search = Search(Board(instance, plan, cost_of(instance, key), fixed=fixed), rng, another)
    best, gained = search.best, 0
    for steps, _step in enumerate(search.steps(), start=1):
        if search.best != best:
            best, gained = search.best, steps
        over = steps - gained >= PATIENCE or (*key[:2], *best) == perfect
        if over or steps % NEWS == 0:
            if gained > steps - NEWS:
                plan = search.best_plan()
                key = key_of(instance, plan) if partly_known else (*key[:2], *best)
            yield Progress(plan, key, steps, done=over)
        if over:
            return
    yield Progress(plan, key, 0, done=True)
