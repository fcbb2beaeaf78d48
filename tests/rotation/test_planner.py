from __future__ import annotations

import subprocess
import sys
from itertools import product

import pytest
from hypothesis import example, given, settings

from facilitator.rotation import (
    InfeasibleError,
    Instance,
    Participant,
    Problem,
    ProblemKind,
    TableSeats,
    instance_from_json,
    plan_rotation,
    plan_to_json,
    problems,
    quality,
)
from tests.rotation.events import Json, random_events, verify

ALL_MUST_MOVE_AT_ONCE: Json = {
    "participants": [
        *({"id": traveller} for traveller in ("p0", "p2", "p3", "p4")),
        *({"id": host, "host_of": "t0"} for host in ("p1", "p5")),
    ],
    "tables": [{"id": table, "seats_min": 2, "seats_max": 5} for table in ("t0", "t1")],
    "rounds": 3,
    "past": [{"t0": ["p2", "p3", "p4"], "t1": ["p1"]}],
    "apart": [["p3", "p4"]],
    "together": [["p2", "p4"]],
}


def a_day(people: int, tables: int, rounds: int, *, seats: tuple[int, int] = (2, 12)) -> Instance:
    """People in organisations of four; the last ones host a table each."""
    return Instance(
        participants=tuple(
            Participant(
                f"p{i}", f"o{i // 4}", host_of=f"t{i - people + tables}" if i >= people - tables else None
            )
            for i in range(people)
        ),
        tables=tuple(TableSeats(f"t{i}", *seats) for i in range(tables)),
        rounds=rounds,
    )


@given(random_events())
@example(ALL_MUST_MOVE_AT_ONCE)
@settings(deadline=None)
def test_a_plan_is_legal_or_refused_with_reasons(event: Json) -> None:
    instance = instance_from_json(event)
    ruled_out = tuple(problem for problem in problems(instance) if not problem.is_warning)
    reasons: tuple[Problem, ...] = ()
    violations: list[Json] = []
    try:
        plan = plan_rotation(instance, steps=2_000)
        violations = verify(event, plan_to_json(plan))["violations"]
    except InfeasibleError as refusal:
        reasons = refusal.problems
    assert violations == []
    assert reasons == ruled_out or [reason.kind for reason in reasons] == [ProblemKind.NO_LEGAL_PLAN]


@given(random_events())
@settings(deadline=None)
def test_where_every_table_has_room_for_all_nobody_is_refused(event: Json) -> None:
    roomy = [{"id": t["id"], "seats_min": 0, "seats_max": 9} for t in event["tables"]]
    spare = {"id": "spare", "seats_min": 0, "seats_max": 9}
    event = event | {"tables": [*roomy, spare], "apart": [], "together": []}
    plan = plan_rotation(instance_from_json(event), steps=2_000)
    assert verify(event, plan_to_json(plan))["violations"] == []


def test_a_dead_end_is_left_by_moving_several_at_once() -> None:
    plan = plan_rotation(instance_from_json(ALL_MUST_MOVE_AT_ONCE), steps=4_000)
    assert verify(ALL_MUST_MOVE_AT_ONCE, plan_to_json(plan))["violations"] == []


@pytest.mark.parametrize(("people", "tables", "rounds"), [(110, 20, 3), (300, 60, 4), (25, 5, 3)])
def test_on_an_ordinary_day_nobody_meets_twice(people: int, tables: int, rounds: int) -> None:
    day = a_day(people, tables, rounds)
    measured = quality(day, plan_rotation(day))
    assert (measured.hard_breaks, measured.encounter_cost, measured.table_revisits) == (0, 0, 0)
    assert measured.size_spread <= 1


@pytest.mark.parametrize(("people", "tables"), [(30, 4), (42, 6), (64, 8)])
def test_everyone_can_see_every_table(people: int, tables: int) -> None:
    day = a_day(people, tables, rounds=tables)
    measured = quality(day, plan_rotation(day, steps=500))
    assert (measured.hard_breaks, measured.table_revisits) == (0, 0)
    assert measured.size_spread <= 1


def test_with_fewer_tables_than_rounds_people_return_only_as_often_as_they_must() -> None:
    day = a_day(12, 3, rounds=4)
    assert quality(day, plan_rotation(day, steps=2_000)).table_revisits == 9


def test_people_who_belong_together_walk_together_and_others_stay_apart() -> None:
    together = frozenset({frozenset({"p0", "p9"}), frozenset({"p9", "p17"})})
    apart = frozenset(frozenset({"p1", f"p{i}"}) for i in range(20, 28))
    day = a_day(36, 6, 3)
    day = Instance(day.participants, day.tables, day.rounds, apart=apart, together=together)
    for seating in plan_rotation(day):
        groups = [set(group) for group in seating.values()]
        assert any({"p0", "p9", "p17"} <= group for group in groups)
        assert not any(pair <= group for pair, group in product(apart, groups))


def test_the_same_seed_gives_the_same_plan_and_another_seed_another() -> None:
    day = a_day(40, 6, 3)
    assert plan_rotation(day, seed=3, steps=1_000) == plan_rotation(day, seed=3, steps=1_000)
    assert plan_rotation(day, seed=3, steps=1_000) != plan_rotation(day, seed=4, steps=1_000)


def test_nothing_to_plan_is_an_empty_plan() -> None:
    assert plan_rotation(a_day(8, 2, rounds=0)) == ()
    assert plan_rotation(Instance((), (TableSeats("t", 0, 4),), 2)) == ({"t": ()}, {"t": ()})


def test_what_no_plan_can_keep_is_refused_with_the_nearest_plan() -> None:
    """Five in a ring, each apart from the next: no three of them all apart, and yet no two tables do."""
    people = tuple(Participant(f"p{i}") for i in range(5))
    strangers = frozenset(frozenset({f"p{i}", f"p{(i + 1) % 5}"}) for i in range(5))
    day = Instance(people, (TableSeats("a", 0, 5), TableSeats("b", 0, 5)), 1, apart=strangers)
    with pytest.raises(InfeasibleError) as refusal:
        plan_rotation(day, steps=500)
    (problem,) = refusal.value.problems
    assert (problem.kind, problem.found) == (ProblemKind.NO_LEGAL_PLAN, 1)
    assert refusal.value.nearest is not None
    assert quality(day, refusal.value.nearest).hard_breaks == 1


def test_what_problems_rule_out_is_not_even_tried() -> None:
    with pytest.raises(InfeasibleError) as refusal:
        plan_rotation(a_day(30, 2, 1))
    assert [problem.kind for problem in refusal.value.problems] == [ProblemKind.TOO_MANY_PEOPLE]
    assert refusal.value.nearest is None


def test_numpy_waits_until_somebody_plans() -> None:
    code = "import sys, facilitator.rotation; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
