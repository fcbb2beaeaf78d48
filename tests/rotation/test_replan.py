from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from facilitator.rotation import (
    Instance,
    Participant,
    Plan,
    TableSeats,
    breaks,
    improve,
    instance_from_json,
    plan_rotation,
    plan_to_json,
)
from tests.rotation.events import Json, public_event, verify


def routes(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for seating in plan:
        for table, group in seating.items():
            for person in group:
                found.setdefault(person, []).append(table)
    return found


def roomy(instance: Instance) -> Instance:
    tables = tuple(TableSeats(t.id, max(1, t.seats_min - 2), t.seats_max + 3) for t in instance.tables)
    return replace(instance, tables=tables)


DAY = roomy(instance_from_json(public_event("p06_seedlike_130x16x3")))
PLAN = plan_rotation(DAY, steps=100)


def test_a_day_as_planned_keeps_all_routes() -> None:
    assert next(improve(replace(DAY, keep=PLAN), fewest_changes=True)).plan == PLAN


def test_late_people_find_seats_and_nobody_else_moves() -> None:
    late = tuple(Participant(f"late{n}", "somewhere") for n in range(7))
    day = replace(DAY, participants=DAY.participants + late, keep=PLAN)
    plan = next(improve(day, fewest_changes=True)).plan
    assert breaks(day, plan) == ()
    assert {p: route for p, route in routes(plan).items() if not p.startswith("late")} == routes(PLAN)


def test_only_guests_of_a_closed_table_get_new_routes_and_only_for_that_round() -> None:
    gone = DAY.tables[4].id
    day = replace(DAY, closed=frozenset({gone}), keep=PLAN)
    news = improve(day, fewest_changes=True)
    for _news in range(4):
        plan = next(news).plan
        assert breaks(day, plan) == ()
        before, now = routes(PLAN), routes(plan)
        assert all(told in (table, gone) for p in now for told, table in zip(before[p], now[p], strict=True))


def test_a_table_that_lost_too_many_gets_a_guest_from_elsewhere() -> None:
    table = DAY.tables[0]
    day = replace(DAY, absent=frozenset(PLAN[0][table.id][:6]), keep=PLAN)
    plan = next(improve(day, fewest_changes=True)).plan
    assert breaks(day, plan) == ()
    assert 0 < sum(route != routes(PLAN)[person] for person, route in routes(plan).items()) < 10


def shared(instance: Instance) -> Json:
    """The instance in the shared format."""
    return {
        "participants": [
            {
                "id": p.id,
                "organisation": p.organisation,
                "role": p.role,
                "region": p.region,
                "host_of": p.host_of,
            }
            for p in instance.participants
        ],
        "tables": [{"id": t.id, "seats_min": t.seats_min, "seats_max": t.seats_max} for t in instance.tables],
        "rounds": instance.rounds,
        "past": plan_to_json(instance.past)["rounds"],
        "absent": sorted(instance.absent),
        "closed": sorted(instance.closed),
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_that_changes_twenty_five_times_stays_legal_and_its_past_as_it_was(seed: int) -> None:
    rng = Random(seed)
    rounds = 6
    day = replace(DAY, rounds=rounds, past=())
    plan = plan_rotation(day, steps=50)
    held: Plan = ()
    for change in range(25):
        travellers = [p.id for p in day.participants if p.host_of is None and p.id not in day.absent]
        kind = rng.choice(["no-shows", "late", "closed", "host", "round"])
        if kind == "no-shows":
            day = replace(day, absent=day.absent | set(rng.sample(travellers, 3)))
        elif kind == "late":
            new = tuple(Participant(f"late{change}-{n}", f"o{n}", role="political") for n in range(3))
            day = replace(day, participants=day.participants + new)
        elif kind == "closed" and len(day.closed) < 4:
            day = replace(day, closed=day.closed | {rng.choice([t.id for t in day.open_tables])})
        elif kind == "host":
            day = replace(day, absent=day.absent | {rng.choice(list(day.hosts))})
        elif kind == "round" and len(held) < rounds - 1:
            held, plan = (*held, plan[0]), plan[1:]
        day = replace(day, past=held, keep=plan)
        plan = next(improve(day, seed=change, fewest_changes=True)).plan
        assert breaks(day, plan) == ()
        assert verify(shared(day), plan_to_json(plan))["violations"] == []
        assert day.past == held
