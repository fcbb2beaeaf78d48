"""The floor plan in print: one sheet, lying, with every table and name on it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from facilitator import floor, i18n
from facilitator.event import Event, FixtureKind, Theme
from facilitator.report.floor import write_floor_plan
from tests.builders import a_day, a_moment, a_plan, a_snapshot
from tests.report.hostile import PAYLOADS

NOW = a_moment("16:00")


def a_room(tables: int = 20) -> Event:
    event = a_day(people=0, tables=tables)
    for n, kind in enumerate(FixtureKind):
        event = floor.with_fixture(event, f"f{n}", kind)
    return event


def printed(event: Event) -> bytes:
    file = BytesIO()
    write_floor_plan(replace(a_snapshot(event), plan=a_plan(event)), file, NOW)
    return file.getvalue()


def text_of(event: Event) -> str:
    reader = PdfReader(BytesIO(printed(event)))
    assert len(reader.pages) == 1
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
    return reader.pages[0].extract_text()


@pytest.mark.parametrize("tables", [0, 1, 20, 125])
def test_every_table_is_on_the_sheet(tables: int) -> None:
    with i18n.speaking("en"):
        words = text_of(a_room(tables)).split()
    assert {str(n) for n in range(1, tables + 1)} <= set(words)
    assert {"Stage", "Screen", "Door", "Food"} <= set(words)


def test_themes_are_told_with_their_tables() -> None:
    event = a_room(4)
    with i18n.speaking("en"):
        text = " ".join(text_of(event).split())
    for theme in event.themes:
        assert f"{theme.title} – tables {floor.table_numbers(event, theme.id)}" in text


def test_many_long_themes_stay_on_the_sheet() -> None:
    themes = tuple(Theme(id=f"t{n}", title=f"Tema {n} " + "om areal og transport " * 6) for n in range(26))
    tables = tuple(replace(table, theme_id=f"t{n}") for n, table in enumerate(a_room(26).tables))
    text = text_of(replace(a_room(26), themes=themes, tables=tables))
    assert all(f"Tema {n} om" in text for n in range(26))


@pytest.mark.parametrize("typed", PAYLOADS)
def test_any_name_can_be_set(typed: str) -> None:
    event = a_room(3)
    fixtures = tuple(replace(one, text=typed) for one in event.fixtures)
    assert text_of(replace(event, title=typed, fixtures=fixtures))


def test_the_same_room_gives_the_same_bytes() -> None:
    assert printed(a_room()) == printed(a_room())
