"""The planner step by step, judged by the independent checker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from facilitator.rotation import (
    InfeasibleError,
    Instance,
    Participant,
    Plan,
    Progress,
    TableSeats,
    breaks,
    improve,
    instance_from_json,
    plan_to_json,
    quality,
)
from tests.rotation.events import PUBLIC, Json, public_event, random_events, verify

REACHED = {
    "p01_small_nohost_16x4x3": (3_500, [0, 0, 12, 0, 8]),
    "p02_small_hosts_20x5x4": (5_000, [0, 0, 2, 8, 24]),
    "p03_affine_25x5x5": (1_500, [0, 0, 0, 4, 8]),
    "p04_affine_49x7x6": (2_500, [0, 0, 0, 8, 40]),
    "p05_tight_40x5x3": (2_500, [0, 0, 45, 4, 8]),
    "p06_seedlike_130x16x3": (1_500, [0, 0, 0, 4, 8]),
    "p07_unequal_57x8x3": (2_500, [0, 0, 21, 2, 8]),
    "p08_mixed_84x12x4": (1_500, [0, 0, 13, 8, 24]),
    "p09_replan_130x16x3_after1": (1_500, [0, 0, 0, 4, 8]),
    "p10_replan_64x8x4_after2": (2_500, [0, 0, 8, 8, 30]),
    "p11_large_300x40x4": (800, [0, 0, 1, 80, 300]),
    "p12_xl_1000x125x4": (50, [0, 0, 40, 1200, 1200]),
}
"""Steps, and a key that is reached in them with something to spare: days of a second, not of five."""


def after(steps: int, news: Iterator[Progress]) -> Progress:
    return next(found for found in news if found.done or found.steps >= steps)


@pytest.mark.parametrize("name", PUBLIC)
def test_public_events_are_seated_as_well_as_expected_of_so_many_steps(name: str) -> None:
    event = public_event(name)
    steps, expected = REACHED[name]
    found = after(steps, improve(instance_from_json(event)))
    result = verify(event, plan_to_json(found.plan))
    assert result["violations"] == []
    assert list(found.key) == result["metrics"]["key"] <= expected


@given(random_events())
@settings(deadline=None, max_examples=60)
def test_every_plan_on_the_way_is_legal_and_has_the_key_it_tells(event: Json) -> None:
    instance = instance_from_json(event)
    try:
        for found in improve(instance):
            result = verify(event, plan_to_json(found.plan))
            assert (result["violations"], breaks(instance, found.plan)) == ([], ())
            assert list(found.key) == result["metrics"]["key"] == list(quality(instance, found.plan).key)
            if found.steps >= 400:
                break
    except InfeasibleError:
        pass


def test_a_planner_that_forgets_who_must_sit_apart_is_caught() -> None:
    event = public_event("p07_unequal_57x8x3")
    forgetful = replace(instance_from_json(event), apart=frozenset())
    caught = 0
    for seed in range(5):
        plan = after(300, improve(forgetful, seed=seed)).plan
        kinds = {violation["kind"] for violation in verify(event, plan_to_json(plan))["violations"]}
        assert {broken.rule for broken in breaks(instance_from_json(event), plan)} == kinds
        caught += kinds == {"apart_pair_together"}
    assert caught


def test_keys_only_get_better_and_steps_go_on() -> None:
    news = improve(instance_from_json(public_event("p10_replan_64x8x4_after2")))
    seen = [next(news) for _news in range(12)]
    assert all(later.key <= earlier.key for earlier, later in pairwise(seen))
    assert [found.steps for found in seen] == sorted({found.steps for found in seen})


def test_the_same_seed_gives_the_same_plans_and_another_seed_others() -> None:
    instance = instance_from_json(public_event("p08_mixed_84x12x4"))
    one, again, other = (after(700, improve(instance, seed=seed)) for seed in (3, 3, 4))
    assert one == again
    assert one.plan != other.plan


def test_it_ends_where_nothing_is_left_to_gain() -> None:
    *_earlier, last = improve(instance_from_json(public_event("p09_replan_130x16x3_after1")))
    assert last.done
    assert last.key == (0, 0, 0, 0, 0)


def test_it_goes_on_from_a_plan_that_is_given() -> None:
    instance = instance_from_json(public_event("p05_tight_40x5x3"))
    before = after(100, improve(instance)).plan
    news = improve(instance, start=before)
    assert next(news).plan == before
    assert after(200, news).key <= quality(instance, before).key


def test_an_illegal_start_is_not_begun_with() -> None:
    instance = instance_from_json(public_event("p05_tight_40x5x3"))
    nobody: Plan = ({}, {}, {})
    assert next(improve(instance, start=nobody)).key[0] == 0


@pytest.mark.parametrize(("people", "tables"), [(1, 1), (5, 1), (3, 5)])
def test_where_there_is_no_choice_it_ends_at_once_or_soon(people: int, tables: int) -> None:
    day = Instance(
        tuple(Participant(f"p{i}") for i in range(people)),
        tuple(TableSeats(f"t{i}", 0, 5) for i in range(tables)),
        rounds=2,
    )
    assert after(200, improve(day)).key[0] == 0
