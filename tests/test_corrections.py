"""Corrections of the running day: the plan, and the facts, that each of them makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facilitator.catch_up import catch_up, targets
from facilitator.checks import refusals
from facilitator.corrections import inserted, made_the_plan, next_skipped, next_two, next_two_swapped
from facilitator.event import MINUTE, Item, ItemKind, Plan
from facilitator.record import Added, Allotted, Delayed, Started
from facilitator.timetable import Reading
from tests.builders import a_cafe, an_event, an_item
from tests.held_day import HeldDay
from tests.test_catch_up import late_days

A, B, C = (an_item(id, minutes=30) for id in "abc")
MARK = an_item("mark", ItemKind.MARKER, 0)


def begun(*items: Item, late: float = 0) -> HeldDay:
    day = HeldDay(an_event(items=items))
    day.press(Started(items[0].id), at="09:30")
    if late:
        day.press(Added(items[0].id, late * MINUTE))
    return day


def plan_of(day: HeldDay) -> Plan:
    return Plan(event=day.event)


def names(plan: Plan) -> str:
    return " ".join(item.id for item in plan.event.items)


def programme(plan: Plan) -> list[str]:
    """The items as id, pin and minutes."""
    return [
        f"{item.id} {item.start:%H:%M} {item.length / MINUTE:g}"
        if item.start
        else f"{item.id} {item.length / MINUTE:g}"
        for item in plan.event.items
    ]


# ── skip, insert, swap ──


def test_the_next_item_is_skipped() -> None:
    day = begun(A, MARK, B, C)
    plan = next_skipped(plan_of(day), day.live())
    assert [item.id for item in plan.event.items if item.skipped] == ["b"]


@pytest.mark.parametrize(
    ("items", "order"),
    [
        pytest.param((A, B, C), "a new b c", id="after the running one"),
        pytest.param((A,), "a new", id="after the last"),
        pytest.param((A, replace(B, skipped=True), C), "a new b c", id="before what is skipped"),
    ],
)
def test_an_item_is_inserted_after_the_running_one(items: tuple[Item, ...], order: str) -> None:
    day = begun(*items)
    assert names(inserted(plan_of(day), day.live(), an_item("new"))) == order


def test_before_the_day_an_item_is_inserted_before_the_first() -> None:
    day = HeldDay(an_event(items=(replace(A, skipped=True), B)))
    assert names(inserted(plan_of(day), day.live(), an_item("new"))) == "a new b"


def test_into_an_empty_day_an_item_is_inserted_as_its_first() -> None:
    day = HeldDay(an_event())
    assert names(inserted(plan_of(day), day.live(), an_item("new"))) == "new"


def test_the_next_two_change_places_and_pins_stay_with_theirs() -> None:
    pinned = replace(C, start=time(10, 40), end=time(11, 10))
    day = begun(A, B, MARK, pinned)
    plan = next_two_swapped(plan_of(day), day.live())
    assert programme(plan) == ["a 30", "c 30", "mark 0", "b 10:40 30"]
    assert [item.end for item in plan.event.items] == [None, None, None, time(11, 10)]


def test_with_less_than_two_to_come_nothing_changes_places() -> None:
    day = begun(A, B)
    assert next_two(day.live()) is None
    assert next_two_swapped(plan_of(day), day.live()) == plan_of(day)


def test_where_nothing_is_next_nothing_is_skipped() -> None:
    day = begun(A)
    assert next_skipped(plan_of(day), day.live()) == plan_of(day)


# ── make it the plan ──


def test_the_forecast_becomes_the_plan_of_what_is_to_come() -> None:
    day = begun(A, B, replace(C, start=time(10, 20), minimum=25 * MINUTE), an_item("d"), late=6)
    day.press(Allotted("c", -10 * MINUTE))
    plan, facts = made_the_plan(plan_of(day), day.live(), day.record)
    assert programme(plan) == ["a 30", "b 10:06 30", "c 10:36 20", "d 30"]
    assert plan.event.items[2].minimum == 20 * MINUTE
    assert facts == (Allotted("c", 10 * MINUTE),)


def test_a_delay_becomes_a_pin() -> None:
    day = begun(A, B, C)
    day.press(Delayed("c", 10 * MINUTE))
    plan, facts = made_the_plan(plan_of(day), day.live(), day.record)
    assert programme(plan) == ["a 30", "b 10:00 30", "c 10:40 30"]
    assert facts == (Delayed("c", timedelta()),)


def test_times_are_up_to_whole_minutes() -> None:
    day = begun(A, B, C, late=6.2)
    assert programme(made_the_plan(plan_of(day), day.live(), day.record)[0]) == ["a 30", "b 10:07 30", "c 30"]


def test_a_cafe_keeps_what_its_talks_were_given() -> None:
    day = begun(A, a_cafe("cafe", 2))
    day.press(Allotted("cafe", -5 * MINUTE, 0), Allotted("cafe", 2 * MINUTE))
    plan, facts = made_the_plan(plan_of(day), day.live(), day.record)
    cafe = plan.event.items[1]
    assert [round_.talk / MINUTE for round_ in cafe.rounds] == [15, 22]
    assert cafe.length == sum((round_.length for round_ in cafe.rounds), timedelta())
    assert facts == (Allotted("cafe", 5 * MINUTE, 0), Allotted("cafe", -2 * MINUTE))


def test_what_was_and_what_is_on_keep_their_plan() -> None:
    day = begun(A, B, C, late=6)
    day.press(Started("b"), at="10:10")
    plan, _facts = made_the_plan(plan_of(day), day.live(), day.record)
    assert plan.event.items[:2] == (A, B)


def test_a_locked_end_goes_with_the_forecast() -> None:
    locked = replace(B, end=time(10, 30), count_to_end=True)
    day = begun(A, locked, C, late=40)
    plan, _facts = made_the_plan(plan_of(day), day.live(), day.record)
    assert plan.event.items[1].end == time(10, 41)  # at least a minute
    assert not refusals(plan)


def test_after_midnight_nothing_is_pinned() -> None:
    day = begun(replace(A, start=time(23)), replace(B, start=time(23, 40)), late=20)
    day.press(Started("a"), at="23:30")
    day.press(Added("a", 20 * MINUTE))
    assert programme(made_the_plan(plan_of(day), day.live(), day.record)[0])[1] == "b 30"


@given(late_days(), st.booleans(), st.sampled_from(Reading))
def test_made_the_plan_the_forecast_stays_within_a_minute(
    day: HeldDay, caught_up: bool, reading: Reading
) -> None:
    live = day.live(reading=reading)
    assume(targets(live))
    if caught_up:
        facts = catch_up(live, day.record, targets(live)[-1]).facts
        day.press(*facts)
    before = day.live(reading=reading)
    plan, facts_ = made_the_plan(plan_of(day), before, day.record)
    assert not refusals(plan)
    day.event = plan.event
    day.press(*facts_)
    after = day.live(reading=reading)
    assert not any(any(day.record.allotted.get(one.item.id, {}).values()) for one in after.items)
    waits = timedelta()  # an item of less than a minute becomes one of a minute
    for was, now in zip(before.items, after.items, strict=True):
        if was.expected_start and was.expected_end and now.expected_start:
            assert timedelta() <= now.expected_start - was.expected_start < MINUTE + waits
            waits += max(timedelta(), MINUTE - (was.expected_end - was.expected_start))
