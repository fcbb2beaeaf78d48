"""A café beside another item: rule 28."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

import pytest

from facilitator.beside import clashes
from facilitator.catch_up import targets
from facilitator.checks import ProblemKind, readiness
from facilitator.corrections import inserted, made_the_plan, next_two_swapped
from facilitator.event import MINUTE, Event, Item, Plan, Seats
from facilitator.noting import running_spell, running_spells, spells_until_now
from facilitator.presses import NextKind, added, back_press, next_step, start_press
from facilitator.record import (
    Added,
    Delayed,
    EndedBeside,
    EndMoved,
    Fact,
    Finished,
    Paused,
    PhaseStarted,
    PhaseTakenUp,
    Resumed,
    Started,
    StartedBeside,
    StartMoved,
    Undone,
    WentBack,
)
from facilitator.seating import rounds_begun
from facilitator.signals import Signal
from facilitator.timetable import LiveDay, State, planned, slack
from tests.builders import a_cafe, a_table, an_event, an_item
from tests.held_day import HeldDay

# Arrival 09:30, the talk 10:00–11:00 with the café of 2 × 25 − 2 min beside it, lunch 11:00, the end 12:00
ARRIVAL, TALK, LUNCH = (an_item(id, minutes=m) for id, m in (("in", 30), ("talk", 60), ("lunch", 60)))
CAFE = a_cafe(rounds=2, beside=True)
ITEMS = (ARRIVAL, TALK, CAFE, LUNCH)


def a_day(*items: Item, **values: object) -> Event:
    return an_event(start=time(9, 30), items=items or ITEMS, **values)


def held(*presses: tuple[str, Fact | tuple[Fact, ...]], event: Event | None = None) -> HeldDay:
    """A day with presses at these times."""
    day = HeldDay(event or a_day())
    for at, facts in presses:
        day.press(*(facts if isinstance(facts, tuple) else (facts,)), at=at)
    return day


def local(event: Event, instant: datetime | None) -> str:
    return "" if instant is None else f"{event.local(instant):%H:%M}"


def starts(day: HeldDay, at: str) -> Mapping[str, str]:
    """Item id → its expected or actual start at that time."""
    items = day.live(at).items
    return {one.item.id: local(day.event, one.actual_start or one.expected_start) for one in items}


def cafe_at(day: HeldDay, at: str) -> LiveDay:
    return day.live(at).seen_from("cafe")


BOTH = (Started("talk"), StartedBeside("cafe"))


# ── the plan ──


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (ITEMS, "09:30 10:00 10:00 11:00"),
        ((ARRIVAL, TALK, replace(CAFE, start=time(10, 15)), LUNCH), "09:30 10:00 10:15 11:00"),
        ((ARRIVAL, TALK, CAFE, replace(CAFE, id="other"), LUNCH), "09:30 10:00 10:00 10:00 11:00"),
        ((ARRIVAL, replace(TALK, skipped=True), CAFE, LUNCH), "09:30 10:00 10:00 10:00"),
        ((CAFE, ARRIVAL, TALK), "09:30 09:30 10:00"),
        ((ARRIVAL, replace(CAFE, length=500 * MINUTE), TALK, LUNCH), "09:30 09:30 10:00 11:00"),
    ],
)
def test_it_is_planned_to_start_with_the_item_before_it(items: tuple[Item, ...], expected: str) -> None:
    event = a_day(*items)
    assert " ".join(local(event, one.start) for one in planned(event)) == expected


def test_it_takes_nothing_of_the_day() -> None:
    long = replace(CAFE, rounds=(), length=300 * MINUTE)
    assert slack(a_day(*ITEMS[:3], replace(long, id="x"), end=time(12))) == 60 * MINUTE
    assert slack(a_day(TALK, long, end=time(12))) == 90 * MINUTE


# ── when it starts ──


def test_it_starts_in_the_same_press_as_its_item() -> None:
    day = held(("09:30", Started("in")))
    step = next_step(day.live("10:05"))
    assert step
    assert step.facts == BOTH
    day.press(*step.facts)
    live = day.live("10:06")
    assert live.running
    assert live.running.item.id == "talk"
    assert [one.item.id for one in live.beside] == ["cafe"]
    assert live.next
    assert live.next.item.id == "lunch"


@pytest.mark.parametrize(
    ("pin", "delay", "at", "with_it"),
    [
        (None, 0, "10:00", True),
        (time(10, 15), 0, "10:00", False),  # its own button starts it then
        (time(10, 15), 0, "10:20", True),  # that late, its time has come too
        (time(9, 50), 0, "10:00", True),
        (None, 10, "10:00", False),
        (None, 10, "10:12", True),
    ],
)
def test_what_is_due_later_waits(pin: time | None, delay: int, at: str, *, with_it: bool) -> None:
    event = a_day(ARRIVAL, TALK, replace(CAFE, start=pin), LUNCH)
    day = held(("09:30", Started("in")), ("09:31", Delayed("cafe", delay * MINUTE)), event=event)
    assert (StartedBeside("cafe") in start_press(day.live(at), "talk")) is with_it


def test_by_itself_it_starts_beside_what_is_running() -> None:
    day = held(("10:00", Started("talk")))
    day.press(*start_press(day.live("10:10"), "cafe"))
    live = day.live("10:15")
    assert live.running
    assert live.running.item.id == "talk"
    assert live.beside[0].elapsed == 5 * MINUTE


def test_one_that_is_skipped_or_has_been_held_is_not_started() -> None:
    skipped = held(("09:30", Started("in")), event=a_day(ARRIVAL, TALK, replace(CAFE, skipped=True), LUNCH))
    assert start_press(skipped.live("10:00"), "talk") == (Started("talk"),)
    done = held(("10:00", BOTH), ("10:30", EndedBeside("cafe")))
    assert start_press(done.live("10:40"), "talk") == (Started("talk"),)


# ── the forecast ──


@pytest.mark.parametrize(
    ("pin", "at", "expected"),
    [
        (None, "09:40", "10:00"),
        (None, "10:08", "10:08"),  # the arrival is in overtime: both move on with it
        (time(10, 15), "10:08", "10:15"),
        (time(10, 15), "10:20", "10:20"),
        (time(9, 50), "09:35", "09:50"),
        (time(9, 50), "10:20", "10:20"),
    ],
)
def test_it_is_expected_with_its_item_and_not_before_its_pin(
    pin: time | None, at: str, expected: str
) -> None:
    event = a_day(ARRIVAL, TALK, replace(CAFE, start=pin), LUNCH)
    assert starts(held(("09:30", Started("in")), event=event), at)["cafe"] == expected


def test_one_that_did_not_start_with_its_item_is_expected_now_and_then_passed() -> None:
    day = held(("10:00", Started("talk")))
    assert starts(day, "10:25")["cafe"] == "10:25"
    day.press(Started("lunch"), at="11:00")
    cafe = day.live("11:01").find("cafe")
    assert cafe
    assert cafe.state is State.PASSED


def test_lateness_is_caught_up_without_it() -> None:
    day = held(("09:50", Started("in")), event=a_day(ARRIVAL, TALK, replace(CAFE, start=time(10, 5)), LUNCH))
    assert [target.item_id for target in targets(day.live("09:55"))] == [""]


# ── while it runs ──


def test_its_phases_go_on_to_the_second() -> None:
    day = held(("10:00", BOTH))
    live = cafe_at(day, "10:21:30")
    assert live.cafe
    assert (live.cafe.phase.kind.value, live.cafe.round.id) == ("write_up", "r1")
    assert live.countdown == 1.5 * MINUTE
    assert live.remaining == 26.5 * MINUTE
    assert day.live().countdown == 38.5 * MINUTE


def test_it_is_paused_lengthened_and_pressed_on_by_itself() -> None:
    day = held(("10:00", BOTH))
    more = added(cafe_at(day, "10:10"), 5 * MINUTE)
    assert more == Added("cafe", 5 * MINUTE, 0)
    day.press(more)
    assert cafe_at(day, "10:10").countdown == 15 * MINUTE
    day.press(Paused("cafe"), at="10:12")
    assert cafe_at(day, "10:20").paused_for == 8 * MINUTE
    assert day.live().paused_for is None
    step = next_step(cafe_at(day, "10:20"))
    assert step
    assert step.facts == (Resumed("cafe"), PhaseStarted("cafe", 1))
    day.press(*step.facts)
    assert cafe_at(day, "10:21").countdown == 2 * MINUTE
    assert back_press(cafe_at(day, "10:21")) == (PhaseTakenUp("cafe", 0),)
    assert day.live("10:30").remaining == 30 * MINUTE


def test_its_last_step_is_its_end_and_the_others_go_on() -> None:
    day = held(("10:00", BOTH), ("10:30", PhaseStarted("cafe", 4)))
    step = next_step(cafe_at(day, "10:31"))
    assert step
    assert (step.kind, step.facts) == (NextKind.END, (EndedBeside("cafe"),))
    day.press(*step.facts)
    live = day.live("10:32")
    assert not live.beside
    assert live.running
    cafe = live.find("cafe")
    assert cafe
    assert (cafe.state, local(day.event, cafe.actual_end)) == (State.DONE, "10:31")


def test_it_outlives_the_next_item_unless_it_is_over() -> None:
    day = held(("10:00", BOTH))
    assert start_press(day.live("10:40"), "lunch") == (Started("lunch"),)
    assert start_press(day.live("10:48"), "lunch") == (Started("lunch"), EndedBeside("cafe"))
    day.press(Started("lunch"), at="10:40")
    assert cafe_at(day, "10:45").remaining == 3 * MINUTE


def test_the_end_of_the_day_is_its_end() -> None:
    day = held(("10:00", BOTH), ("10:20", Finished()), ("10:30", StartedBeside("cafe")))
    live = day.live("10:40")
    assert not live.beside
    cafe = live.find("cafe")
    assert cafe
    assert local(day.event, cafe.actual_end) == "10:20"


def test_skipped_while_it_runs_it_is_not_there() -> None:
    day = held(("10:00", BOTH))
    day.event = a_day(ARRIVAL, TALK, replace(CAFE, skipped=True), LUNCH)
    assert not day.live("10:10").beside


def test_no_longer_beside_it_waits_for_its_turn() -> None:
    day = held(("10:00", BOTH))
    day.event = a_day(ARRIVAL, TALK, replace(CAFE, beside=False), LUNCH)
    live = day.live("10:10")
    assert not live.beside
    assert live.next
    assert live.next.item.id == "cafe"
    day.press(*start_press(live, "cafe"))
    live = day.live("10:20")
    assert live.cafe
    assert live.elapsed == 10 * MINUTE


# ── taken back ──


def test_undoing_the_press_takes_both_back() -> None:
    day = held(("09:30", Started("in")), ("10:00", BOTH))
    press = day.record.presses[-1]
    day.undo(press)
    assert not day.live("10:01").beside
    day.press(Undone(day.record.entries[-1].press))
    assert cafe_at(day, "10:10").elapsed == 10 * MINUTE


def test_back_takes_it_back_with_its_item() -> None:
    day = held(("09:30", Started("in")), ("10:00", BOTH))
    day.press(*back_press(day.live("10:01")))
    live = day.live("10:02")
    assert not live.beside
    assert start_press(live, "talk") == BOTH


def test_back_leaves_what_its_own_press_began() -> None:
    day = held(("09:30", Started("in")), ("10:00", Started("talk")), ("10:10", StartedBeside("cafe")))
    day.press(WentBack("in"), at="10:20")
    assert cafe_at(day, "10:21").elapsed == 11 * MINUTE


@pytest.mark.parametrize("end", [(Started("lunch"), EndedBeside("cafe")), (Finished(),)])
def test_back_over_its_end_lets_it_go_on(end: tuple[Fact, ...]) -> None:
    day = held(("10:00", BOTH), ("10:50", end), ("10:52", WentBack("talk")))
    assert cafe_at(day, "10:53").elapsed == 53 * MINUTE


def test_a_press_on_it_that_came_too_late_changes_nothing() -> None:
    day = held(("10:00", BOTH), ("10:30", EndedBeside("cafe")))
    before = day.live("10:40")
    day.press(Added("cafe", 5 * MINUTE), Paused("cafe"), EndedBeside("cafe"))
    assert day.live() == before


def test_its_start_and_end_can_be_put_right() -> None:
    day = held(("10:00", BOTH), ("10:05", StartMoved("cafe", 3 * MINUTE)))
    assert cafe_at(day, "10:05").elapsed == 8 * MINUTE
    assert day.live().elapsed == 5 * MINUTE
    day.press(EndedBeside("cafe"), at="10:30")
    day.press(EndMoved("cafe", -4 * MINUTE), at="10:31")
    cafe = day.live().find("cafe")
    assert cafe
    assert local(day.event, cafe.actual_end) == "10:26"


def test_it_can_be_held_again() -> None:
    day = held(("10:00", BOTH), ("10:30", EndedBeside("cafe")), ("10:40", StartedBeside("cafe")))
    assert cafe_at(day, "10:45").elapsed == 5 * MINUTE


def test_a_restart_of_the_machine_is_an_estimate_for_it_too() -> None:
    day = held(("10:00", BOTH))
    day.wait(10 * MINUTE)
    day.restart(off_for=2 * MINUTE)
    live = day.live().seen_from("cafe")
    assert live.estimated
    assert live.elapsed == 12 * MINUTE


# ── signals ──


def test_its_gongs_are_its_own_and_given_once() -> None:
    day = held(("10:00", BOTH))
    given: list[Signal] = []
    for minute in range(65):
        given += day.give_signals(f"{10 + minute // 60:02}:{minute % 60:02}:05")
    of_cafe = [signal.kind.value for signal in given if signal.subject_id == "cafe"]
    assert of_cafe == ["warning", *["phase_end"] * 3, "warning", "phase_end", "item_end"]
    of_talk = [signal.kind.value for signal in given if signal.subject_id == "talk"]
    assert of_talk == ["warning", "last_minute", "item_end"]
    assert len({signal.mark for signal in given}) == len(given)


# ── where tables write ──


def test_tables_write_at_what_runs_beside_a_talk() -> None:
    day = held(("10:00", BOTH))
    live = day.live("10:30")
    assert running_spell(live) == ("cafe", "r2")
    assert spells_until_now(day.event, day.record, live) == (("cafe", "r1"), ("cafe", "r2"))
    assert rounds_begun(CAFE, day.record, live) == 2


def test_of_two_cafes_the_main_one_goes_first() -> None:
    main = a_cafe("main", rounds=1)
    main = replace(main, rounds=(replace(main.rounds[0], id="m1"),))
    day = held(("10:00", (Started("main"), StartedBeside("cafe"))), event=a_day(ARRIVAL, main, CAFE, LUNCH))
    assert running_spells(day.live("10:05")) == (("main", "m1"), ("cafe", "r1"))


# ── corrections of the day ──


def ids(plan: Plan) -> str:
    return " ".join(item.id for item in plan.event.items)


def test_an_item_put_in_comes_after_what_is_beside_the_running_one() -> None:
    day = held(("10:00", BOTH))
    plan = inserted(Plan(event=day.event), day.live("10:10"), an_item("new"))
    assert ids(plan) == "in talk cafe new lunch"


def test_swapped_with_the_next_it_goes_along_with_its_item() -> None:
    day = held(("09:30", Started("in")))
    swapped = next_two_swapped(Plan(event=day.event), day.live("09:40"))
    assert ids(swapped) == "in lunch talk cafe"


def test_made_the_plan_it_still_starts_with_its_item() -> None:
    day = held(("09:45", Started("in")))
    plan, _facts = made_the_plan(Plan(event=day.event), day.live("09:50"), day.record)
    plans = {one.item.id: local(day.event, one.start) for one in planned(plan.event)}
    assert plans == {"in": "09:30", "talk": "10:15", "cafe": "10:15", "lunch": "11:15"}
    assert plan.event.items[2].start is None


# ── checks ──


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        ((CAFE, TALK), ProblemKind.BESIDE_NOTHING),
        ((replace(TALK, skipped=True), CAFE), ProblemKind.BESIDE_SKIPPED),
        ((TALK, CAFE), None),
        ((replace(CAFE, skipped=True), TALK), None),
    ],
)
def test_it_needs_an_item_to_be_beside(items: tuple[Item, ...], kind: ProblemKind | None) -> None:
    kinds = {problem.kind for problem in readiness(Plan(event=a_day(*items)))}
    assert kinds & {ProblemKind.BESIDE_NOTHING, ProblemKind.BESIDE_SKIPPED} == ({kind} - {None})


def two_cafes(start: time | None = None) -> Plan:
    """Two cafés at once: p2 has a seat in both, and table 2 is used by both."""
    main = a_cafe("main", rounds=1)
    main = replace(main, rounds=(replace(main.rounds[0], id="m1"),))
    seats: Seats = {"m1": {"t1": ("p1",), "t2": ("p2",)}, "r1": {"t2": ("p2", "p3"), "t3": ()}}
    return Plan(event=a_day(main, replace(CAFE, start=start)), seats=seats)


def test_who_has_a_seat_in_both_of_two_cafes_at_once_is_found() -> None:
    (clash,) = clashes(two_cafes())
    assert (clash.item.id, clash.people, clash.tables) == ("cafe", frozenset({"p2"}), frozenset({"t2"}))


def test_the_check_says_how_many_people_and_which_tables() -> None:
    tables = tuple(map(a_table, (1, 2, 3)))
    plan = two_cafes()
    plan = replace(plan, event=replace(plan.event, tables=tables))
    found = {problem.kind: problem.numbers for problem in readiness(plan)}
    assert found[ProblemKind.PEOPLE_TWICE] == (1,)
    assert found[ProblemKind.TABLES_TWICE] == (2,)


def test_one_after_the_other_needs_nobody_twice() -> None:
    assert clashes(two_cafes(time(10))) == ()
