"""Every point as a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from facilitator.event import MergedPoint
from facilitator.i18n import speaking
from facilitator.notes import LAPTOP, Draft, NoteKind, Notes
from facilitator.record import Approved, Record, Started
from facilitator.report.points_sheet import points_sheet
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition
from tests.builders import a_day, a_draft, a_record, a_snapshot, some_notes

Row = dict[str, Any]


def rows_of(day: Snapshot, edition: Edition = Edition.FULL) -> list[Row]:
    with speaking("en"):
        sheet = points_sheet(day, edition)
    titles = [heading.title for heading in sheet.headings]
    return [dict(zip(titles, row, strict=True)) for row in sheet.rows]


def written(*drafts: Draft, record: Record | None = None, **event: Any) -> Snapshot:
    return a_snapshot(a_day(**event), notes=some_notes(*drafts), record=record)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(f"2024-03-05 {text}")


def edited(first: Draft, text: str, **values: Any) -> Draft:
    return replace(first, id=f"{first.id}+", parent_id=first.id, text=text, **values)


def test_a_row_says_all_of_its_point() -> None:
    first = a_draft("Flere buser", note_id="n", place="phone-7", kind=NoteKind.CHALLENGE)
    point = MergedPoint(id="m", title="Buss", theme_id="b", sources=("n",))
    record = a_record(("10:15", Started("cafe")), ("11:30", Approved("cafe", "r1", "t1")))
    later = edited(first, "Flere busser", key=True, sensitive=True, place=LAPTOP)
    (row,) = rows_of(written(first, later, record=record, points=(point,)))
    assert row == {
        "Table": 1,
        "Programme item": "Kafédialog",
        "Round": 1,
        "Theme": "Areal",
        "Question": "Hvor bygger vi?",
        "Kind": "challenge",
        "Text": "Flere busser",
        "As it came, where that differs": "Flere buser",
        "Sensitive": "yes",
        "Key point": "yes",
        "Approved at the table": wall("11:30"),
        "Written": wall("11:01"),
        "After its round": "yes",
        "Written on": "phone",
        "Merged point": "B1 Buss",
        "Put together with (id)": "",
        "Id": "n",
    }


def test_what_there_is_not_stays_empty() -> None:
    (row,) = rows_of(written(a_draft("Ja", item_id="gone", round_id=None, table_id="gone", theme_id=None)))
    empty = {title for title, value in row.items() if value in (None, "")}
    assert empty == set(row) - {"Kind", "Text", "Written", "Written on", "Id"}
    assert row["Written on"] == "laptop"


def test_what_was_taken_back_or_says_nothing_is_left_out() -> None:
    assert rows_of(written(a_draft("Nei", taken_back=True), a_draft(" \n"))) == []


def test_what_was_put_into_another_point_says_into_which() -> None:
    whole, part = a_draft("Buss", note_id="whole"), a_draft("Bus", note_id="part", merged_into="whole")
    assert {row["Id"]: row["Put together with (id)"] for row in rows_of(written(whole, part))} == {
        "whole": "",
        "part": "whole",
    }


def test_points_stand_in_the_order_of_the_programme_then_by_round_and_table() -> None:
    places: list[dict[str, Any]] = [
        {"item_id": "gone", "round_id": None, "table_id": "t1"},
        {"round_id": "r2", "table_id": "t1"},
        {"round_id": "r1", "table_id": "t2"},
        {"round_id": "r1", "table_id": "t1"},
        {"item_id": "welcome", "round_id": None, "table_id": "t3"},
    ]
    drafts = [a_draft(str(number), **place) for number, place in enumerate(places)]
    assert [row["Text"] for row in rows_of(written(*drafts))] == ["4", "3", "2", "1", "0"]


@pytest.mark.parametrize(("text", "approved"), [("Ja", wall("11:05")), ("Nei", None)])
def test_only_what_was_read_aloud_is_approved(text: str, approved: datetime | None) -> None:
    first = a_draft("Ja")
    fill = [a_draft(str(number)) for number in range(6)]  # a minute each: the change comes after 11:05
    record = a_record(("11:05", Approved("cafe", "r1", "t1")))
    day = written(first, *fill, edited(first, text, key=True), record=record)
    (row,) = (row for row in rows_of(day) if row["Id"] == first.note_id)
    assert row["Approved at the table"] == approved


def test_the_open_edition_has_neither_what_is_not_for_all_nor_what_points_said_before() -> None:
    first, secret = a_draft("Rått", place="phone"), a_draft("HEMMELIG", sensitive=True)
    rows = rows_of(written(first, secret, edited(first, "Pent", place=LAPTOP)), Edition.OPEN)
    assert [row["Text"] for row in rows] == ["Pent"]
    assert "Rått" not in str(rows)
    assert not {"As it came, where that differs", "Sensitive"} & set(rows[0])


def test_no_device_is_named() -> None:
    (row,) = rows_of(written(a_draft(place="a-device")))
    assert "a-device" not in str(row)


def test_a_day_without_notes_has_headings_only() -> None:
    assert rows_of(a_snapshot(notes=Notes())) == []
