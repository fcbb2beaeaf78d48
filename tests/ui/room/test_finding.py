"""The floor plan on the screen, and further ways to one's table: all are there, and nothing is covered."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from facilitator import floor
from facilitator.event import CafeKind, Event, FixtureKind, RoomTheme, TableShape
from facilitator.record import SceneHeld, Screen, Started
from facilitator.snapshot import Snapshot
from facilitator.ui import tokens
from facilitator.ui.room.elements import Bar, Plate
from facilitator.ui.room.scenes import SceneName, picture
from tests.builders import a_day, a_plan, a_snapshot
from tests.ui.room.days import at
from tests.ui.room.reading import contrast, draw, outside, overlapping, small_lines

SIZES = [(1920, 1080), (1280, 720), (1024, 768)]
FINDING = [SceneName.FLOOR, SceneName.BY_TABLE, SceneName.BY_THEME, SceneName.BY_NUMBER]


def day_of(event: Event) -> Snapshot:
    return replace(a_snapshot(event), plan=a_plan(event))


def a_furnished_day(tables: int = 20, **values: object) -> Event:
    event = a_day(people=6 * tables, tables=tables, language="en")
    people = tuple(replace(one, number=n) for n, one in enumerate(event.people, 1))
    event = replace(event, people=people, **values)  # type: ignore[arg-type]  # fields of the event
    for n, kind in enumerate(FixtureKind):
        event = floor.with_fixture(event, f"f{n}", kind)
    return event


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("tables", [1, 8, 20])
def test_the_room_is_seen_whole(width: int, height: int, tables: int) -> None:
    drawn = picture(SceneName.FLOOR, *at(day_of(a_furnished_day(tables)), "09:00"), width, height)
    lines = [line.text for line in drawn.lines]
    assert {str(n) for n in range(1, tables + 1)} <= set(lines)
    assert {"Stage", "Screen", "Door", "Food"} <= set(lines)
    assert (small_lines(drawn), outside(drawn), overlapping(drawn)) == ([], [], [])
    plates = [one.box for one in drawn.elements if isinstance(one, Plate)]
    assert len(plates) == tables + len(FixtureKind)
    assert not any(one.intersects(other) for one, other in combinations(plates, 2))


def test_a_hundred_and_twenty_five_tables_are_told_apart() -> None:
    drawn = draw(SceneName.FLOOR, at(day_of(a_furnished_day(125)), "09:00"))
    assert {str(n) for n in range(1, 126)} <= {line.text.rstrip("ABC") for line in drawn.lines}
    assert (outside(drawn), overlapping(drawn)) == ([], [])


def test_a_table_has_its_shape_and_the_letter_and_colour_of_its_theme() -> None:
    event = a_furnished_day(4)
    square = replace(event.tables[0], shape=TableShape.SQUARE)
    drawn = draw(SceneName.FLOOR, at(day_of(replace(event, tables=(square, *event.tables[1:]))), "09:00"))
    plates = [one for one in drawn.elements if isinstance(one, Plate)][:4]
    assert [plate.oval for plate in plates] == [False, True, True, True]
    index = [theme.id for theme in event.themes].index(event.tables[1].theme_id or "")
    assert plates[1].edge_colour == tokens.DARK.themes[index]
    assert [line.text for line in drawn.lines].count("A") == 1 + sum(
        table.theme_id == event.themes[0].id for table in event.tables
    )


@pytest.mark.parametrize("theme", list(RoomTheme))
def test_theme_colours_are_seen_on_every_ground(theme: RoomTheme) -> None:
    colours = tokens.ROOM[theme]
    assert all(contrast(hue, colours.ground) >= 3 for hue in colours.themes)  # the letter says it too


def test_who_sits_where_is_found_by_table() -> None:
    day = day_of(a_furnished_day(3))
    item = day.event.cafes[0]
    lines = draw(SceneName.BY_TABLE, at(day, "09:00")).text.replace("\n", " ")
    names = {person.id: person.name for person in day.event.people}
    seated = day.plan.seats[item.rounds[0].id]
    assert "Round 1 of" in lines
    for people in seated.values():
        assert all(names[id] in lines for id in people)


def test_a_number_on_the_badge_leads_to_its_table() -> None:
    day = day_of(a_furnished_day(3))
    drawn = draw(SceneName.BY_NUMBER, at(day, "09:00"))
    seats = day.plan.seats[day.event.cafes[0].rounds[0].id]
    table_of = {id: table for table, people in seats.items() for id in people}
    numbers = {table.id: table.number for table in day.event.tables}
    texts = [line.text for line in drawn.lines]
    for person in day.event.people:
        at_ = texts.index(str(person.number), 2)
        assert texts[at_ + 1] == str(numbers[table_of[person.id]])


def test_themes_have_their_tables() -> None:
    event = a_furnished_day(4)
    drawn = draw(SceneName.BY_THEME, at(day_of(event), "09:00"))
    for theme in event.themes:
        assert f"{theme.title} – tables {floor.table_numbers(event, theme.id)}" in drawn.text
    assert sum(isinstance(one, Bar) for one in drawn.elements) == len(event.themes)


@pytest.mark.parametrize("name", FINDING)
def test_without_tables_and_people_each_says_something(name: SceneName) -> None:
    event = replace(a_day(people=0, tables=0, language="en"), themes=())
    assert len(draw(name, at(day_of(event), "09:00")).lines) >= 3


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_where_all_choose_for_themselves_the_change_shows_the_room(width: int, height: int) -> None:
    event = a_furnished_day(12)
    items = tuple(replace(item, cafe_kind=CafeKind.FREE) for item in event.items)
    free = day_of(replace(event, items=items))
    drawn = picture(SceneName.CHANGE, *at(free, "10:38:30", ("10:15", Started("cafe"))), width, height)
    texts = {line.text for line in drawn.lines}
    assert {str(n) for n in range(1, 13)} <= texts
    assert "Find your name" not in drawn.text
    assert not any(person.name in drawn.text for person in event.people)
    assert (small_lines(drawn), outside(drawn), overlapping(drawn)) == ([], [], [])


def test_the_floor_plan_can_be_held() -> None:
    held = at(day_of(a_furnished_day(3)), "09:00", ("08:59", SceneHeld(Screen.ROOM, SceneName.FLOOR.value)))
    assert held[0].record.held[Screen.ROOM] == "floor"
