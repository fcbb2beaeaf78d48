"""Changes to rounds, themes and tables as functions, and what they refuse."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from facilitator import i18n
from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE, ZERO, Plan, find, put, with_rounds
from facilitator.floor import table_numbers
from facilitator.notes import Notes
from facilitator.ui.places.cafe_edits import (
    add_round,
    add_tables,
    put_back_table,
    remove_round,
    remove_table,
    remove_theme,
)
from tests.builders import a_day, a_draft, a_plan, a_table, an_event, some_notes

PLAN = a_plan(a_day(tables=6))
CAFE = PLAN.event.cafes[0]
NOTES = some_notes(a_draft(round_id="r1", theme_id="a"))


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def numbers(plan: Plan) -> list[int]:
    return [table.number for table in plan.event.open_tables]


def test_another_round_is_like_the_last_and_tables_change_before_it() -> None:
    item = find(add_round(PLAN, CAFE, "r4").event.items, "cafe")
    assert item
    assert [round_.change for round_ in item.rounds] == [2 * MINUTE] * 3 + [ZERO]
    assert item.rounds[-1].talk == item.rounds[-2].talk
    assert item.length == CAFE.length + 25 * MINUTE


def test_the_first_round_has_usual_lengths() -> None:
    bare = with_rounds(CAFE, ())
    item = find(add_round(PLAN, bare, "r1").event.items, "cafe")
    assert item
    assert item.length == 23 * MINUTE


def test_a_removed_round_takes_its_seats_along() -> None:
    plan = remove_round(PLAN, CAFE, "r2", NOTES)
    assert set(plan.seats) == {"r1", "r3"}
    assert [round_.id for round_ in plan.event.cafes[0].rounds] == ["r1", "r3"]


def test_a_round_with_notes_stays() -> None:
    with pytest.raises(FacilitatorError, match="1 note was written in this round"):
        remove_round(PLAN, CAFE, "r1", NOTES)


def test_a_removed_theme_leaves_its_tables_without_one() -> None:
    plan = remove_theme(PLAN, "b", NOTES)
    assert {table.theme_id for table in plan.event.tables} == {"a", None}
    with pytest.raises(FacilitatorError, match="1 note belongs to this theme"):
        remove_theme(PLAN, "a", NOTES)


def test_tables_are_numbered_on_with_the_seats_of_the_last() -> None:
    event = an_event(tables=(a_table(7, seats_max=9, host_id="p1"), a_table(9, removed=True)))
    ids = (f"new-{number}" for number in count(1))
    plan = add_tables(Plan(event=event), 2, lambda: next(ids))
    assert numbers(plan) == [7, 10, 11]
    assert [(table.seats_max, table.host_id) for table in plan.event.tables[2:]] == [(9, None)] * 2


def test_there_is_an_end_to_tables() -> None:
    with pytest.raises(FacilitatorError, match="125 tables at most"):
        add_tables(PLAN, 120, str)


def test_a_table_is_marked_removed_and_can_be_put_back() -> None:
    gone = remove_table(PLAN, "t2")
    assert numbers(gone) == [1, 3, 4, 5, 6]
    assert len(gone.event.tables) == 6
    assert put_back_table(gone, "t2") == PLAN


def test_what_went_to_another_table_is_not_taken_back() -> None:
    gone = a_table(1, id="old", host_id="p1", removed=True)
    event = an_event(tables=(gone, a_table(1, host_id="p1"), a_table(4)))
    back = find(put_back_table(Plan(event=event), "old").event.tables, "old")
    assert back
    assert (back.number, back.host_id, back.removed) == (5, None, False)


def test_table_numbers_are_told_as_ranges() -> None:
    tables = [a_table(number, theme_id="a") for number in (9, 1, 2, 3, 7)]
    event = replace(PLAN.event, tables=tuple(tables))
    assert table_numbers(event, "a") == "1–3, 7, 9"
    assert table_numbers(event, "b") == ""
    assert remove_theme(replace(PLAN, event=event), "b", Notes()).event.themes == put(
        (), PLAN.event.themes[0]
    )
