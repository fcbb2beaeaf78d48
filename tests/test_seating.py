"""Seats of a café: what the planner gets to know, and where its answer goes."""

from __future__ import annotations

from dataclasses import replace

from facilitator.event import Duty, Plan
from facilitator.record import CheckedIn, Finished, Presence, Record, Started
from facilitator.rotation import Rule, plan_rotation
from facilitator.seating import (
    instance_of,
    measured,
    new_breaks,
    rotation_of,
    rounds_begun,
    routes,
    seated,
    seats_from,
    with_seats,
)
from facilitator.timetable import live_day
from tests.builders import a_day, a_moment, a_person, a_plan, a_record, a_table

DAY = a_day(people=12, tables=3)
CAFE = DAY.cafes[0]


def a_hosted_day() -> Plan:
    tables = tuple(a_table(n, seats_min=3, host_id=f"p{n}") for n in (1, 2, 3))
    return Plan(event=replace(DAY, tables=tables))


def test_hosts_and_note_takers_stay_at_their_table() -> None:
    tables = (a_table(1, host_id="p1", note_taker_id="p2"), a_table(2, note_taker_id="p1"))
    instance = instance_of(Plan(event=replace(DAY, tables=tables)), CAFE, Record())
    assert instance.hosts == {"p1": "t1", "p2": "t1"}


def test_moderators_take_no_seat_unless_they_host() -> None:
    moderators = (a_person("m1", duty=Duty.MODERATOR), a_person("m2", duty=Duty.MODERATOR))
    event = replace(DAY, people=moderators, tables=(a_table(1, host_id="m2"),))
    assert [p.id for p in instance_of(Plan(event=event), CAFE, Record()).participants] == ["m2"]


def test_absent_people_and_removed_tables_are_left_out() -> None:
    record = a_record(("09:00", CheckedIn("p3", Presence.ABSENT)))
    tables = (a_table(1), a_table(2, removed=True))
    instance = instance_of(Plan(event=replace(DAY, tables=tables)), CAFE, record)
    assert instance.absent == {"p3"}
    assert [table.id for table in instance.open_tables] == ["t1"]


def test_begun_rounds_are_past_and_stay() -> None:
    plan = a_plan(DAY)
    instance = instance_of(plan, CAFE, Record(), begun=1)
    assert instance.past == (plan.seats["r1"],)
    assert instance.rounds_to_plan == range(2, 4)
    again = with_seats(plan, CAFE, plan_rotation(instance), begun=1)
    assert again.seats["r1"] == plan.seats["r1"]
    assert again.seats["r2"] != plan.seats["r2"]


def test_a_plan_goes_to_the_rounds_and_back() -> None:
    plan = a_hosted_day()
    planned = plan_rotation(instance_of(plan, CAFE, Record()))
    stored = with_seats(plan, CAFE, planned)
    assert list(seats_from(planned, CAFE)) == ["r1", "r2", "r3"]
    assert rotation_of(stored, CAFE) == planned
    assert routes(stored, CAFE)["p1"] == ("t1", "t1", "t1")


def test_a_person_sits_at_one_table_at_a_time() -> None:
    seats = seated({"r1": {"t1": ("p1", "p2"), "t2": ("p3",)}}, "r1", "p1", "t2")
    assert seats["r1"] == {"t1": ("p2",), "t2": ("p3", "p1")}
    assert seated(seats, "r1", "p1", None)["r1"] == {"t1": ("p2",), "t2": ("p3",)}
    assert seated({}, "r2", "p1", "t1") == {"r2": {"t1": ("p1",)}}


def test_an_empty_table_plan_has_no_quality() -> None:
    plan = a_hosted_day()
    assert measured(plan, CAFE, Record()) is None
    planned = with_seats(plan, CAFE, plan_rotation(instance_of(plan, CAFE, Record())))
    quality = measured(planned, CAFE, Record())
    assert quality
    assert quality.hard_breaks == 0


def test_only_what_a_change_breaks_is_told() -> None:
    plan = a_hosted_day()
    before = with_seats(plan, CAFE, plan_rotation(instance_of(plan, CAFE, Record())))
    after = replace(before, seats=seated(before.seats, "r2", "p1", "t2"))
    assert Rule.HOST_AWAY in {one.rule for one in new_breaks(before, after, CAFE, Record())}
    assert new_breaks(after, after, CAFE, Record()) == ()


def test_rounds_begun_follow_the_day() -> None:
    def begun(record: Record, at: str) -> int:
        return rounds_begun(CAFE, record, live_day(DAY, record, a_moment(at)))

    running = a_record(("13:00", Started("cafe")))
    assert begun(Record(), "12:00") == 0
    assert begun(running, "13:10") == 1
    assert begun(running, "13:26") == 2
    assert begun(a_record(("13:00", Started("cafe")), ("13:10", Started("break"))), "13:11") == 3
    assert begun(a_record(("13:00", Started("cafe")), ("13:10", Finished())), "13:11") == 3
