"""Where things stand in the room: rows for what nobody placed, and nothing upon anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import floor
from facilitator.event import Event, Fixture, FixtureKind, TableShape, find
from facilitator.floor import GRID, Box, laid_out, moved, stepped
from tests.builders import a_table, an_event

STAGE = Fixture(id="stage", kind=FixtureKind.STAGE, x=700, y=100, width=600, height=200)
ROOM = an_event(tables=tuple(a_table(n) for n in range(1, 8)), fixtures=(STAGE,))


def boxes(event: Event) -> dict[str, Box]:
    return laid_out(event).boxes


def overlap(event: Event) -> bool:
    return any(one.meets(other) for one, other in combinations(boxes(event).values(), 2))


def test_tables_stand_in_rows_in_front_of_the_stage() -> None:
    placed = [(box.x, box.y) for _table, box in laid_out(ROOM).tables]
    assert placed == sorted(placed, key=lambda at: (at[1], at[0]))  # row by row, by number
    assert len({y for _x, y in placed}) == 2
    assert min(y for _x, y in placed) > STAGE.y + STAGE.height / 2
    first_row = [x for x, y in placed if y == placed[0][1]]
    assert abs(sum(first_row) / len(first_row) - STAGE.x) <= GRID
    assert not overlap(ROOM)


@pytest.mark.parametrize("count", [0, 1, 2, 17, 20, 125])
def test_any_number_of_tables_has_room(count: int) -> None:
    event = an_event(tables=tuple(a_table(n) for n in range(1, count + 1)))
    plan = laid_out(event)
    assert len(plan.tables) == count
    assert not overlap(event)
    assert all(plan.room.left < box.left and box.right < plan.room.right for box in plan.boxes.values())


def test_a_removed_table_stands_nowhere() -> None:
    assert not laid_out(an_event(tables=(a_table(1, removed=True),))).tables


def test_what_is_not_placed_makes_room_for_what_is() -> None:
    first = boxes(ROOM)[ROOM.tables[0].id]
    there = replace(ROOM.tables[6], x=round(first.x), y=round(first.y))
    event = replace(ROOM, tables=(*ROOM.tables[:6], there))
    assert boxes(event)[there.id] == first
    assert not overlap(event)


def test_moving_one_table_leaves_the_others() -> None:
    table = ROOM.tables[2]
    after = moved(ROOM, table.id, 2012, 731)
    assert (boxes(after)[table.id].x, boxes(after)[table.id].y) == (2000, 750)
    assert {id: box for id, box in boxes(after).items() if id != table.id} == {
        id: box for id, box in boxes(ROOM).items() if id != table.id
    }


def test_a_table_dropped_on_another_stands_beside_it() -> None:
    one, other = ROOM.tables[0], boxes(ROOM)[ROOM.tables[1].id]
    after = moved(ROOM, one.id, other.x, other.y)
    assert not overlap(after)
    assert abs(boxes(after)[one.id].x - other.x) <= 2 * other.width


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(-900, 900), st.integers(-900, 900)), max_size=8))
def test_nothing_ever_stands_upon_anything(moves: list[tuple[int, int, int]]) -> None:
    event = ROOM
    for at, x, y in moves:
        event = moved(event, list(boxes(event))[at], x, y)
    assert not overlap(event)


def test_a_step_goes_over_what_stands_in_the_way() -> None:
    one, other = ROOM.tables[0], boxes(ROOM)[ROOM.tables[1].id]
    before = boxes(ROOM)[one.id]
    event = ROOM
    for _step in range(20):
        event = stepped(event, one.id, GRID, 0)
        assert not overlap(event)
    after = boxes(event)[one.id]
    assert after.x > other.x
    assert after.y == before.y


def test_a_step_ends_where_the_plan_does() -> None:
    far = replace(ROOM, tables=(replace(ROOM.tables[0], x=floor.FARTHEST, y=0),))
    assert stepped(far, far.tables[0].id, GRID, 0) == far


def test_a_new_fixture_has_a_place_of_its_own() -> None:
    event = an_event(tables=ROOM.tables)
    for number, kind in enumerate((*FixtureKind, *FixtureKind)):
        event = floor.with_fixture(event, f"f{number}", kind)
        assert not overlap(event)
    assert len(event.fixtures) == 2 * len(FixtureKind)
    stage = boxes(event)["f0"]
    assert all(stage.bottom < boxes(event)[table.id].top for table in event.tables)


def test_in_rows_again() -> None:
    assert floor.in_rows(moved(ROOM, ROOM.tables[3].id, 3000, 3000)) == ROOM


def test_a_corner_is_dragged_and_the_opposite_one_stays() -> None:
    before = boxes(ROOM)["stage"]
    after = floor.resized(ROOM, "stage", (-1, -1), before.left - 104, before.top + 50)
    assert boxes(after)["stage"] == Box(650, 125, 700, 150)
    assert boxes(after) == {**boxes(ROOM), "stage": Box(650, 125, 700, 150)}
    assert boxes(floor.resized(ROOM, "stage", (1, 1), -9000, -9000))["stage"] == Box(410, 10, 20, 20)
    assert floor.resized(ROOM, "t1", (1, 1), 0, 0) == ROOM


def test_a_fixture_grows_no_farther_than_to_a_table() -> None:
    before = boxes(ROOM)["stage"]
    after = floor.resized(ROOM, "stage", (1, 1), before.right + 100, before.bottom + 1000)
    assert boxes(after)["stage"] == Box(750, 100, 700, 200)
    assert not overlap(after)
    taller = floor.stretched(ROOM, "stage", 0, -50)
    assert boxes(taller)["stage"] == Box(700, 75, 600, 150)


def test_a_fixture_is_turned_and_taken_away() -> None:
    stage = find(floor.turned(ROOM, "stage").fixtures, "stage")
    assert stage is not None
    assert (stage.width, stage.height) == (200, 600)
    after = floor.without_fixture(ROOM, "stage")
    assert not after.fixtures
    assert [box for _t, box in laid_out(after).tables] == [box for _t, box in laid_out(ROOM).tables]


@pytest.mark.parametrize(
    ("seats", "shape", "size"),
    [
        (2, TableShape.ROUND, 90),
        (6, TableShape.ROUND, 120),
        (10, TableShape.ROUND, 200),
        (7, TableShape.SQUARE, 120),
    ],
)
def test_a_table_is_as_wide_as_its_seats_need(seats: int, shape: TableShape, size: int) -> None:
    assert floor.table_size(a_table(seats_max=seats, shape=shape)) == size


def test_tables_grow_until_they_touch() -> None:
    grown = laid_out(ROOM).growth
    assert grown > 1
    larger = [replace(box, width=box.width * grown - 1, height=box.height * grown - 1)
              for _t, box in laid_out(ROOM).tables]  # fmt: skip
    assert not any(one.meets(other) for one, other in combinations(larger, 2))
