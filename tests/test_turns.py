"""The tables' reports in a harvest: whose turn, how long, who is next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.event import MINUTE, ZERO, Event, ItemKind, find
from facilitator.record import Fact, Paused, Resumed, Started, StartMoved, TurnStarted, Undone
from facilitator.timetable import Level
from facilitator.turns import heard, live_turn, next_turn, tables_called, turn_back, turn_length
from tests.builders import a_cafe, a_table, an_event, an_item
from tests.held_day import HeldDay

HARVEST = an_item("harvest", ItemKind.HARVEST, 20)
EVENT = an_event(
    items=(a_cafe(rounds=1, turn=MINUTE), HARVEST, an_item("closing", ItemKind.CLOSING)),
    tables=(a_table(3), a_table(1), a_table(2), a_table(9, removed=True)),
)


@pytest.fixture
def day() -> HeldDay:
    held = HeldDay(EVENT)
    held.press(Started("harvest"), at="10:00")
    return held


def to(table: str) -> TurnStarted:
    return TurnStarted("harvest", table)


def left(day: HeldDay, at: str) -> float | None:
    turn = live_turn(day.event, day.record, day.live(at))
    return turn.remaining.total_seconds() if turn else None


def coming(day: HeldDay, *, skip: int = 0) -> Fact | None:
    return next_turn(day.event, day.record, day.live(), skip=skip)


def back(day: HeldDay) -> Fact | None:
    return turn_back(day.event, day.record, day.live())


def length(event: Event, item_id: str) -> float:
    item = find(event.items, item_id)
    assert item
    return turn_length(event, item) / MINUTE


def test_the_first_harvest_after_a_cafe_has_its_turn() -> None:
    first, second = a_cafe("one", rounds=1, turn=MINUTE), a_cafe("two", rounds=1, turn=2 * MINUTE)
    h1, h2, talk = replace(HARVEST, id="h1"), replace(HARVEST, id="h2"), an_item("talk")
    event = an_event(items=(h1, first, talk, replace(h1, id="h0"), second, h2))
    assert [length(event, id) for id in ("h1", "h0", "h2", "talk", "one")] == [0, 1, 2, 0, 0]
    skipped = an_event(items=(first, replace(second, skipped=True), replace(h1, skipped=True), h2))
    assert length(skipped, "h2") == 1
    assert length(an_event(items=(first, h1, h2)), "h2") == 0


def test_tables_are_called_by_number_while_the_harvest_runs(day: HeldDay) -> None:
    assert [table.number for table in tables_called(EVENT, day.live())] == [1, 2, 3]
    day.press(Started("closing"))
    assert tables_called(EVENT, day.live()) == ()
    quiet = an_event(items=(a_cafe(rounds=1), HARVEST), tables=EVENT.tables)
    other = HeldDay(quiet)
    other.press(Started("harvest"))
    assert tables_called(quiet, other.live()) == ()


def test_a_turn_is_counted_from_its_press(day: HeldDay) -> None:
    assert left(day, "10:00") is None
    day.press(to("t1"), at="10:01")
    assert [left(day, at) for at in ("10:01", "10:01:15", "10:02:10")] == [60, 45, -10]


@pytest.mark.parametrize(
    ("at", "level"),
    [("10:01", Level.NORMAL), ("10:01:45", Level.LAST_MINUTE), ("10:02:01", Level.OVERTIME)],
)
def test_a_turn_that_ends_says_so(day: HeldDay, at: str, level: Level) -> None:
    day.press(to("t1"), at="10:01")
    turn = live_turn(day.event, day.record, day.live(at))
    assert turn
    assert turn.level is level


def test_a_pause_stops_the_turn(day: HeldDay) -> None:
    day.press(to("t1"), at="10:01")
    day.press(Paused("harvest"), at="10:01:20")
    assert left(day, "10:05") == 40
    day.press(Resumed("harvest"), at="10:06")
    assert left(day, "10:06:10") == 30


def test_a_corrected_start_of_the_harvest_leaves_the_turn_alone(day: HeldDay) -> None:
    day.press(to("t1"), at="10:05")
    day.press(StartMoved("harvest", 3 * MINUTE), at="10:05:10")
    assert left(day, "10:05:20") == 40


def test_the_tables_follow_each_other(day: HeldDay) -> None:
    assert (coming(day), back(day)) == (to("t1"), None)
    day.press(to("t1"))
    assert (coming(day), coming(day, skip=1), back(day)) == (to("t2"), to("t3"), None)
    day.press(to("t3"))
    assert (coming(day), coming(day, skip=1), back(day)) == (to(""), to(""), to("t2"))
    day.press(to(""))
    assert heard(day.record, day.live()) >= {"t1", "t3"}
    assert left(day, "10:00") is None
    assert (coming(day), back(day)) == (to("t2"), to("t3"))


def test_a_table_that_was_heard_is_not_called_again(day: HeldDay) -> None:
    for table in ("t2", "t1"):
        day.press(to(table))
    assert coming(day) == to("t3")


def test_a_turn_can_be_taken_back(day: HeldDay) -> None:
    day.press(to("t1"), at="10:01")
    press = day.press(to("t2"), at="10:02")
    day.press(Undone(press), at="10:02:10")
    assert left(day, "10:02:10") == -10
    assert day.record.turn
    assert (day.record.turn.table_id, day.record.turn.elapsed) == ("t1", MINUTE)


def test_turns_end_with_the_harvest(day: HeldDay) -> None:
    day.press(to("t1"))
    day.press(Started("closing"))
    day.press(to("t2"))  # too late
    assert (day.record.turn, day.record.turns) == (None, ())
    assert (coming(day), back(day)) == (None, None)


def test_nothing_is_called_without_tables() -> None:
    empty = HeldDay(replace(EVENT, tables=()))
    empty.press(Started("harvest"))
    assert (coming(empty), back(empty), left(empty, "10:00")) == (None, None, None)
    assert turn_length(EVENT, EVENT.items[2]) == ZERO
