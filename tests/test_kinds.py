"""The kinds of café: themes, hosts and seats round by round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator import rotation
from facilitator.event import CafeKind, Event, Item, Plan
from facilitator.kinds import (
    chooses_hosts,
    host_at,
    hosts_for_rounds,
    note_taker_at,
    plan_for_kind,
    theme_at,
    theme_in,
)
from facilitator.record import Record
from facilitator.rotation import Instance
from facilitator.seating import instance_of, with_seats
from tests.builders import a_day, a_table

TABLES = tuple(a_table(n, theme_id="ab"[n % 2], host_id=f"p{n}") for n in (1, 2, 3))
DAY = replace(a_day(people=16, tables=3, rounds=3), tables=TABLES)
CAFE = DAY.cafes[0]


def cafe(kind: CafeKind, *, new_hosts: bool = False) -> Item:
    return replace(CAFE, cafe_kind=kind, new_hosts=new_hosts)


def asked(item: Item, event: Event = DAY, *, begun: int = 0, plan: Plan | None = None) -> Instance:
    return instance_of(plan or Plan(event=event), item, Record(), begun=begun)


def themes(item: Item, index: int, event: Event = DAY) -> list[str | None]:
    found = [theme_at(event, item, index, table) for table in event.tables]
    return [theme.id if theme else None for theme in found]


def hosts(item: Item, index: int, plan: Plan) -> list[str | None]:
    return [host_at(plan, item, index, table) for table in plan.event.tables]


@pytest.mark.parametrize("kind", [CafeKind.MIX, CafeKind.CAROUSEL, CafeKind.FREE])
def test_themes_and_hosts_stay_at_their_tables(kind: CafeKind) -> None:
    for index in range(3):
        assert themes(cafe(kind), index) == ["b", "a", "b"]
        assert hosts(cafe(kind), index, Plan(event=DAY)) == ["p1", "p2", "p3"]


def test_hosts_wander_with_their_questions() -> None:
    item = cafe(CafeKind.WANDERING)
    assert [themes(item, index) for index in range(3)] == [["b", "a", "b"], ["b", "b", "a"], ["a", "b", "b"]]
    assert [hosts(item, index, Plan(event=DAY)) for index in range(4)] == [
        ["p1", "p2", "p3"],
        ["p3", "p1", "p2"],
        ["p2", "p3", "p1"],
        ["p1", "p2", "p3"],
    ]
    assert theme_in(DAY, item, "r2", TABLES[0]) == theme_at(DAY, item, 1, TABLES[0])
    assert theme_in(DAY, item, None, TABLES[0]) == theme_at(DAY, item, 0, TABLES[0])


def test_who_wanders_passes_a_removed_table_by() -> None:
    event = replace(DAY, tables=(TABLES[0], replace(TABLES[1], removed=True), TABLES[2]))
    item = cafe(CafeKind.WANDERING)
    assert hosts(item, 1, Plan(event=event)) == ["p3", "p2", "p1"]


def test_note_takers_go_along_with_the_host() -> None:
    event = replace(DAY, tables=tuple(replace(t, note_taker_id=f"p{9 + t.number}") for t in TABLES))
    takers = [note_taker_at(event, cafe(CafeKind.WANDERING), 1, table) for table in event.tables]
    assert takers == ["p12", "p10", "p11"]


def test_new_hosts_are_those_of_the_plan() -> None:
    plan = Plan(event=DAY, hosts={"r2": {"t1": "p9"}})
    item = cafe(CafeKind.MIX, new_hosts=True)
    assert hosts(item, 1, plan) == ["p9", None, None]
    assert hosts(item, 0, plan) == [None, None, None]
    assert hosts(cafe(CafeKind.WANDERING, new_hosts=True), 0, plan) == ["p1", "p2", "p3"]


@pytest.mark.parametrize(
    ("kind", "chosen"), [("mix", True), ("carousel", True), ("wandering", False), ("free", False)]
)
def test_hosts_are_chosen_where_guests_travel_by_a_plan(kind: str, *, chosen: bool) -> None:
    assert chooses_hosts(cafe(CafeKind(kind), new_hosts=True)) is chosen
    assert not chooses_hosts(cafe(CafeKind(kind)))


def test_the_mixing_planner_is_asked_for_a_mix_only() -> None:
    for kind in CafeKind:
        item = cafe(kind)
        assert (plan_for_kind(item, asked(item)) is None) is (kind is CafeKind.MIX)


def test_nobody_is_seated_where_each_chooses() -> None:
    item = cafe(CafeKind.FREE)
    assert plan_for_kind(item, asked(item)) == ({}, {}, {})


def test_groups_walk_from_table_to_table() -> None:
    item = cafe(CafeKind.CAROUSEL)
    instance = asked(item)
    planned = plan_for_kind(item, instance)
    assert planned == rotation.carousel(instance)


def test_the_others_keep_their_seats_where_hosts_wander() -> None:
    item = cafe(CafeKind.WANDERING)
    planned = plan_for_kind(item, asked(item))
    assert planned
    plan = with_seats(Plan(event=DAY), item, planned)
    for index, seating in enumerate(planned):
        for table in TABLES:
            host = host_at(plan, item, index, table)
            assert host in seating[table.id]
            guests = set(seating[table.id]) - {host}
            assert guests == set(planned[0][table.id]) - {table.host_id}
            assert table.seats_min <= len(seating[table.id]) <= table.seats_max


@pytest.mark.parametrize("kind", [CafeKind.WANDERING, CafeKind.CAROUSEL])
def test_groups_are_kept_when_the_rounds_to_come_are_planned_anew(kind: CafeKind) -> None:
    item = cafe(kind)
    first = plan_for_kind(item, asked(item), seed=1)
    assert first
    held = with_seats(Plan(event=DAY), item, first)
    again = plan_for_kind(item, asked(item, begun=2, plan=held), seed=2)
    assert again
    assert [{t: set(people) for t, people in one.items()} for one in again] == [
        {t: set(people) for t, people in first[2].items()}
    ]


def test_each_round_has_new_hosts_of_those_who_sit_there() -> None:
    event = replace(DAY, tables=(replace(TABLES[0], note_taker_id="p16"), *TABLES[1:]))
    item = cafe(CafeKind.MIX, new_hosts=True)
    instance = asked(item, event)
    assert dict(instance.hosts) == {"p16": "t1"}
    planned = rotation.plan_rotation(instance)
    chosen = hosts_for_rounds(item, instance, planned)
    assert list(chosen) == ["r1", "r2", "r3"]
    everybody = [host for by_table in chosen.values() for host in by_table.values()]
    assert len(everybody) == len(set(everybody)) == 9
    assert "p16" not in everybody
    for seating, by_table in zip(planned, chosen.values(), strict=True):
        assert all(host in seating[table] for table, host in by_table.items())


def test_hosts_are_chosen_for_the_rounds_to_come_only() -> None:
    item = cafe(CafeKind.MIX, new_hosts=True)
    plan = with_seats(Plan(event=DAY), item, rotation.plan_rotation(asked(item)))
    instance = asked(item, begun=1, plan=plan)
    assert list(hosts_for_rounds(item, instance, rotation.plan_rotation(instance))) == ["r2", "r3"]


def test_the_tables_own_hosts_need_not_be_chosen() -> None:
    item = cafe(CafeKind.MIX)
    instance = asked(item)
    assert dict(instance.hosts) == {"p1": "t1", "p2": "t2", "p3": "t3"}
    assert hosts_for_rounds(item, instance, rotation.plan_rotation(instance)) == {}
