from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from facilitator.rotation import Instance, Participant, TableSeats, breaks, carousel, quality, stay

PEOPLE = tuple(Participant(f"p{i}", f"o{i // 3}", role="x" if i % 2 else "y") for i in range(24))
HOSTS = tuple(Participant(f"h{i}", host_of=f"t{i}") for i in range(4))
DAY = Instance(PEOPLE + HOSTS, tuple(TableSeats(f"t{i}", 3, 8) for i in range(4)), rounds=4)
GROUPS = replace(DAY, groups=True)


def test_groups_walk_together_past_each_table_and_its_host() -> None:
    plan = carousel(DAY)
    assert breaks(GROUPS, plan) == ()
    for one, next_one in pairwise(plan):
        for t in range(4):
            assert set(one[f"t{t}"]) - {f"h{t}"} == set(next_one[f"t{(t + 1) % 4}"]) - {f"h{(t + 1) % 4}"}


def test_groups_are_equal_and_mixed_and_meeting_within_them_is_no_fault() -> None:
    measured = quality(GROUPS, carousel(DAY))
    assert (measured.size_spread, measured.encounter_cost, measured.role_imbalance) == (0, 0, 0)
    assert quality(DAY, carousel(DAY)).repeats > 0


def test_groups_that_stay_sit_where_they_sat() -> None:
    plan = stay(DAY)
    assert len(plan) == 4
    assert all(seating == plan[0] for seating in plan)
    measured = quality(GROUPS, plan)
    assert (measured.hard_breaks, measured.encounter_cost, measured.size_spread) == (0, 0, 0)
    assert quality(DAY, plan).hard_breaks > 0


def test_who_comes_late_or_is_gone_belongs_to_a_group_all_the_same() -> None:
    late = replace(PEOPLE[0], present=frozenset({3, 4}))
    day = replace(DAY, participants=(late, *PEOPLE[1:], *HOSTS), absent=frozenset({"p5"}))
    for plan in (carousel(day), stay(day)):
        assert breaks(replace(day, groups=True), plan) == ()


def test_later_rounds_go_on_with_the_walk() -> None:
    plan = carousel(DAY)
    assert len(carousel(replace(DAY, past=plan[:2]))) == 2
