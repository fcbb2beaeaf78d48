"""The table plan of a day that went otherwise. The café of these tests: 24 people, 4 tables, 3 rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from random import Random

import pytest

from facilitator import rotation
from facilitator.event import Pair, Plan, consistent, find, put
from facilitator.people import add_person
from facilitator.record import CheckedIn, Presence, Record
from facilitator.replanning import (
    Troubles,
    as_told,
    check_in_tells,
    hosts_round,
    late_ones,
    mended,
    replanned,
    rerouted,
    seated_as_before,
    stands_in,
    tables_merged,
    told_routes,
    troubles,
)
from facilitator.rotation import breaks, improve, plan_rotation
from facilitator.seating import attended_rounds, instance_of, rotation_of, routes, with_seats
from tests.builders import a_day, a_person, a_record, a_table

ORGANISATIONS = ("Ås", "Oslo", "Asker", "Bærum", "Lier", "Nittedal")
TABLES = tuple(a_table(n, seats_min=3, seats_target=6, seats_max=9, host_id=f"p{n}") for n in range(1, 5))
GUESTS = tuple(
    a_person(f"p{n}", name=f"Navn {n}", organisation=ORGANISATIONS[n % len(ORGANISATIONS)])
    for n in range(1, 25)
)
DAY = replace(a_day(people=0, tables=0), people=GUESTS, tables=TABLES)
CAFE = DAY.cafes[0]  # from 10:15; rounds of 25 minutes
LEAST = 50  # re-plans in a row


@pytest.fixture(scope="module")
def planned() -> Plan:
    plan = Plan(event=DAY)
    return with_seats(plan, CAFE, plan_rotation(instance_of(plan, CAFE, Record()), steps=50))


def marked(presence: Presence, *ids: str) -> Record:
    return a_record(("09:00", tuple(CheckedIn(id, presence) for id in ids)))


def made_anew(plan: Plan, record: Record, *, begun: int, fewest: bool = True, steps: int = 50) -> Plan:
    """As the window does it: the running round is mended, then those to come are planned."""
    plan = mended(plan, CAFE, record, begun=begun)
    instance = instance_of(plan, CAFE, record, begun=begun, keep=True)
    found = next(p for p in improve(instance, fewest_changes=fewest) if p.done or p.steps >= steps)
    return replanned(plan, CAFE, found.plan, begun=begun)


# ── what is wrong ──


def test_a_plan_that_fits_has_no_troubles(planned: Plan) -> None:
    assert troubles(planned, CAFE, Record()) == Troubles()
    assert not troubles(planned, CAFE, Record(), begun=2)


def test_without_seats_nothing_is_wrong_yet() -> None:
    assert not troubles(Plan(event=DAY), CAFE, marked(Presence.ABSENT, "p9"))


def test_a_cafe_that_is_over_is_left_alone(planned: Plan) -> None:
    assert not troubles(planned, CAFE, marked(Presence.ABSENT, "p9"), begun=3, over=True)


def test_who_went_who_came_and_what_was_closed_are_told(planned: Plan) -> None:
    plan = add_person(planned, a_person("late"))
    closed = replace(TABLES[3], removed=True)
    plan = replace(plan, event=replace(plan.event, tables=put(plan.event.tables, closed)))
    found = troubles(plan, CAFE, marked(Presence.LEFT, "p1", "p9"), begun=1)
    assert found == Troubles(gone=("p1", "p9"), seatless=("late",), closed=("t4",), hostless=("t1",))


def test_what_is_wrong_in_rounds_that_are_over_is_history(planned: Plan) -> None:
    seats = {**planned.seats, "r1": {}}
    assert not troubles(replace(planned, seats=seats), CAFE, Record(), begun=2)


def test_who_is_neither_here_nor_absent_is_awaited() -> None:
    record = marked(Presence.PRESENT, *(f"p{n}" for n in range(3, 25)))
    assert late_ones(Plan(event=DAY), record) == ("p1", "p2")


@pytest.mark.parametrize(("marked_ones", "tells"), [(0, False), (11, False), (12, True), (24, True)])
def test_the_check_in_tells_who_came_once_half_of_them_are_marked(marked_ones: int, tells: bool) -> None:
    record = marked(Presence.PRESENT, *(f"p{n}" for n in range(1, marked_ones + 1)))
    assert check_in_tells(Plan(event=DAY), record) is tells


# ── people in some rounds only ──


@pytest.mark.parametrize(
    ("arrives", "leaves", "rounds"),
    [
        pytest.param(time(10, 15), None, {1, 2, 3}, id="in time"),
        pytest.param(time(10, 16), None, {2, 3}, id="a minute late"),
        pytest.param(None, time(10, 38), {1}, id="after the writing, not the change"),
        pytest.param(None, time(10, 37), set(), id="before the first is written up"),
        pytest.param(time(10, 40), time(11, 4), {2}, id="one round"),
    ],
)
def test_who_is_there_for_a_while_attends_the_rounds_of_it(
    arrives: time | None, leaves: time | None, rounds: set[int]
) -> None:
    person = replace(GUESTS[8], arrives=arrives, leaves=leaves)
    event = replace(DAY, people=put(DAY.people, person))
    assert attended_rounds(event, CAFE) == {"p9": rounds}
    assert instance_of(Plan(event=event), CAFE, Record()).participants[8].present == frozenset(rounds)


def test_wishes_about_company_reach_the_planner() -> None:
    pairs = (
        Pair(id="x", one_id="p5", other_id="p6", together=False),
        Pair(id="y", one_id="p7", other_id="p8", together=True),
    )
    instance = instance_of(Plan(event=replace(DAY, pairs=pairs)), CAFE, Record())
    assert instance.apart == {frozenset(("p5", "p6"))}
    assert instance.together == {frozenset(("p7", "p8"))}


def test_a_pair_that_is_not_kept_in_a_round_to_come_is_told_and_put_right(planned: Plan) -> None:
    one, other = [id for id in planned.seats["r2"]["t1"] if id != "p1"][:2]
    pairs = (Pair(id="x", one_id=one, other_id=other, together=False),)
    plan = replace(planned, event=replace(planned.event, pairs=pairs))
    found = troubles(plan, CAFE, Record(), begun=1)
    assert [set(pair) for pair in found.pairs] == [{one, other}]
    assert found.mendable
    after = made_anew(plan, Record(), begun=1)
    assert not troubles(after, CAFE, Record(), begun=1)
    assert not troubles(plan, CAFE, Record(), begun=3)  # the running round is left as it is


# ── putting it right ──


def test_in_the_running_round_only_those_move_who_must(planned: Plan) -> None:
    plan = add_person(planned, a_person("late"))
    after = mended(plan, CAFE, marked(Presence.LEFT, "p9"), begun=2)
    assert after.seats["r1"] == planned.seats["r1"]
    assert after.seats["r3"] == planned.seats["r3"]
    was, now = routes(plan, CAFE), routes(after, CAFE)
    assert {id for id in was if was[id] != now[id]} == {"late", "p9"}
    assert now["late"][1] is not None
    assert now["p9"][1] is None


def test_no_round_is_mended_before_the_cafe_begins(planned: Plan) -> None:
    assert mended(planned, CAFE, marked(Presence.LEFT, "p9"), begun=0) is planned


def test_few_get_a_new_route_where_one_comes_late(planned: Plan) -> None:
    plan = add_person(planned, a_person("late"))
    after = made_anew(plan, Record(), begun=1)
    assert rerouted(plan, after, CAFE, Record()) == ("late",)
    assert not troubles(after, CAFE, Record(), begun=1)


def test_what_had_been_told_is_known_afterwards(planned: Plan) -> None:
    guest = next(id for id in planned.seats["r1"]["t1"] if id != "p1")
    after = made_anew(stands_in(planned, "t1", guest), marked(Presence.ABSENT, "p1"), begun=1)
    told = told_routes(planned, after, CAFE, Record())
    assert {one.person_id for one in told.was} == set(rerouted(planned, after, CAFE, Record()))
    before = as_told(after, CAFE, a_record(("10:20", told)))
    assert routes(before, CAFE)[guest] == routes(planned, CAFE)[guest]
    assert routes(after, CAFE)[guest] == ("t1", "t1", "t1")


def test_seats_as_before_are_without_those_who_are_off_the_list(planned: Plan) -> None:
    now = made_anew(planned, marked(Presence.ABSENT, "p9", "p10"), begun=1, fewest=False)
    fewer = replace(now, event=replace(DAY, people=GUESTS[:-1]))
    kept = seated_as_before(fewer, planned, CAFE, begun=1)
    assert kept.seats["r1"] == consistent(fewer).seats["r1"]
    was = {id: tables for id, tables in routes(planned, CAFE).items() if id != GUESTS[-1].id}
    assert {id: tables[1:] for id, tables in routes(kept, CAFE).items()} == {
        id: tables[1:] for id, tables in was.items()
    }


def test_who_lost_seats_only_need_not_be_told(planned: Plan) -> None:
    gone = marked(Presence.LEFT, "p9")
    assert rerouted(planned, made_anew(planned, gone, begun=1), CAFE, gone) == ()


def test_a_stand_in_leads_the_table_and_no_other(planned: Plan) -> None:
    after = stands_in(planned, "t1", "p2")
    assert [table.host_id for table in after.event.tables] == ["p2", None, "p3", "p4"]
    noting = replace(planned, event=replace(DAY, tables=put(TABLES, replace(TABLES[1], note_taker_id="p9"))))
    assert find(stands_in(noting, "t2", "p9").event.tables, "t2") == replace(TABLES[1], host_id="p9")


def test_a_missing_host_is_mended_by_a_stand_in_from_the_table(planned: Plan) -> None:
    record = marked(Presence.ABSENT, "p1")
    guest = next(id for id in planned.seats["r1"]["t1"] if id != "p1")
    after = made_anew(stands_in(planned, "t1", guest), record, begun=1)
    assert routes(after, CAFE)[guest] == ("t1", "t1", "t1")
    assert not troubles(after, CAFE, record, begun=1)


def test_a_round_lacks_the_host_who_left_until_another_is_chosen(planned: Plan) -> None:
    item = replace(CAFE, new_hosts=True)
    chosen = {table: people[0] for table, people in planned.seats["r2"].items()}
    plan = replace(planned, hosts={"r2": chosen})
    record = marked(Presence.LEFT, chosen["t3"])
    assert troubles(plan, item, record, begun=2).hostless == ("t3",)
    assert troubles(plan, item, record, begun=1).hostless == ()
    assert troubles(plan, item, record, begun=1, shown="r2").hostless == ("t3",)
    after = hosts_round(plan, "r2", "t3", planned.seats["r2"]["t3"][1])
    assert troubles(after, item, record, begun=2).hostless == ()
    assert after.hosts["r2"] == {**chosen, "t3": planned.seats["r2"]["t3"][1]}


def test_two_tables_become_one(planned: Plan) -> None:
    merged = tables_merged(planned, CAFE, begun=1, into="t1", other="t2")
    both = {*planned.seats["r1"]["t1"], *planned.seats["r1"]["t2"]}
    assert set(merged.seats["r1"]["t1"]) == both
    assert (merged.event.tables[0].seats_max, merged.event.tables[1].removed) == (len(both), True)
    after = made_anew(merged, Record(), begun=1)
    assert set(after.seats["r1"]["t1"]) == both
    assert all("t2" not in after.seats[round_id] for round_id in ("r1", "r2", "r3"))


def test_a_table_is_not_merged_with_itself(planned: Plan) -> None:
    assert tables_merged(planned, CAFE, begun=1, into="t1", other="t1") is planned


# ── many changes in a row ──


def something_happens(plan: Plan, record: Record, begun: int, chance: Random) -> tuple[Plan, Record]:
    """One of the things of which such days are made."""
    event, gone = plan.event, {id for id, mark in record.presence.items() if mark is Presence.LEFT}
    here = [p.id for p in event.people if p.id not in gone]
    open_ids = [table.id for table in event.open_tables]
    match chance.randrange(6):
        case 0:
            return add_person(plan, a_person(organisation=chance.choice(ORGANISATIONS))), record
        case 1 if len(here) > 14:
            return plan, a_record(
                ("09:00", tuple(CheckedIn(p, Presence.LEFT) for p in (*gone, chance.choice(here))))
            )
        case 2 if len(open_ids) > 3 and len(here) <= 9 * (len(open_ids) - 1) - 4:
            closed = find(event.tables, chance.choice(open_ids))
            assert closed
            tables = put(event.tables, replace(closed, removed=True))
            return replace(plan, event=replace(event, tables=tables)), record
        case 3 if len(open_ids) > 3 and len(here) <= 9 * (len(open_ids) - 1) - 4:
            into, other = chance.sample(open_ids, 2)
            return tables_merged(plan, CAFE, begun=begun, into=into, other=other), record
        case 4:
            number = len(event.tables) + 1
            tables = (*event.tables, a_table(number, seats_min=0, seats_max=9))
            return replace(plan, event=replace(event, tables=tables)), record
        case _:
            at = chance.choice(open_ids)
            sitting = [
                id for id in plan.seats.get(CAFE.rounds[max(0, begun - 1)].id, {}).get(at, ()) if id in here
            ]
            return (stands_in(plan, at, chance.choice(sitting)), record) if sitting else (plan, record)


def broken(plan: Plan, record: Record, begun: int) -> tuple[rotation.Break, ...]:
    """The rules that the rounds to come break, by the project's own checker."""
    return breaks(instance_of(plan, CAFE, record, begun=begun), rotation_of(plan, CAFE, begun=begun))


@pytest.mark.parametrize("fewest", [True, False], ids=["fewest changes", "best mix"])
def test_fifty_changes_in_a_row_leave_a_legal_plan_and_history_as_it_was(
    planned: Plan, *, fewest: bool
) -> None:
    chance = Random(7)
    plan, record = planned, Record()
    loose = tuple(replace(table, seats_min=0) for table in plan.event.tables)
    plan = replace(plan, event=replace(plan.event, tables=loose))
    for number in range(LEAST):
        begun = number * len(CAFE.rounds) // LEAST
        plan, record = something_happens(plan, record, begun, chance)
        frozen = {round_.id: plan.seats[round_.id] for round_ in CAFE.rounds[: max(0, begun - 1)]}
        plan = made_anew(plan, record, begun=begun, fewest=fewest, steps=1)
        assert {id: plan.seats[id] for id in frozen} == frozen
        assert broken(plan, record, begun) == ()
        found = troubles(plan, CAFE, record, begun=begun)
        assert (found.gone, found.seatless, found.closed) == ((), (), ())


def test_the_checker_sees_a_plan_that_was_not_made_anew(planned: Plan) -> None:
    gone = marked(Presence.LEFT, "p9")
    assert broken(planned, gone, 1) != ()
    late = add_person(planned, a_person("late"))
    assert broken(late, Record(), 1) != ()
