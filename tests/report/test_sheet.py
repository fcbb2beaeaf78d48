"""The timetable as rows and columns."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from facilitator.event import MINUTE, Event, Speaker
from facilitator.i18n import speaking
from facilitator.record import Added, Record, Started
from facilitator.report.sheet import Sheet, timetable_sheet, timing_sheet
from tests.builders import a_day, a_moment, a_record, a_rich_event, a_snapshot, an_event, an_item


def sheet_of(
    event: Event, *, private: bool = False, record: Record | None = None, at: str = "09:00"
) -> Sheet:
    with speaking("en"):
        return timetable_sheet(a_snapshot(event, record=record), a_moment(at), private=private)


def by_heading(sheet: Sheet, row: int = 0) -> dict[str, Any]:
    titles = (heading.title for heading in sheet.headings)
    return dict(zip(titles, sheet.rows[row], strict=True))


def test_a_row_says_all_of_its_item_that_an_import_takes_in() -> None:
    assert by_heading(sheet_of(a_rich_event(), private=True)) == {
        "Cue": "3b",
        "Planned start": time(10),
        "Planned end": time(10, 45),
        "Length": 45 * MINUTE,
        "Title": "Post keynote",
        "Who": "Ada, Dr., UiO\nBo",
        "Kind": "talk",
        "Group": "Formiddag",
        "Pinned": "yes",
        "Counts down to its end": "yes",
        "Skipped": "",
        "At the same time": "",
        "Least length": timedelta(minutes=10, microseconds=7),
        "Language": "Norwegian (nynorsk)",
        "Question": "",
        "Expected start": time(10),
        "Expected end": time(10, 45),
        "Actual start": None,
        "Actual end": None,
        "Private notes": "Mikrofon?",
    }
    assert by_heading(sheet_of(a_rich_event()), 1)["Skipped"] == "yes"


def test_private_notes_are_in_the_moderators_edition_only() -> None:
    event = an_event(items=(an_item(private_notes="HEMMELIG"),))
    assert "HEMMELIG" in sheet_of(event, private=True).rows[0]
    assert "HEMMELIG" not in sheet_of(event).rows[0]
    assert "Private notes" not in by_heading(sheet_of(event))


def test_the_day_as_it_is_going_stands_beside_the_plan() -> None:
    record = a_record(("09:34", Started("welcome")), ("09:52", Started("talk")))
    sheet = sheet_of(a_day(), record=record, at="10:00")
    done, running, later = (by_heading(sheet, row) for row in range(3))
    assert (done["Actual start"], done["Actual end"]) == (time(9, 34), time(9, 52))
    assert (running["Actual start"], running["Expected end"]) == (time(9, 52), time(10, 22))
    assert (later["Planned start"], later["Expected start"]) == (time(10, 15), time(10, 22))


def test_times_are_told_to_the_nearest_second() -> None:
    record = a_record(("09:34:00.7", Started("welcome")))
    assert by_heading(sheet_of(a_day(), record=record, at="09:40"))["Actual start"] == time(9, 34, 1)


@pytest.mark.parametrize(
    ("ended", "over", "under"), [("09:50", 5 * MINUTE, 0 * MINUTE), ("09:43", 0 * MINUTE, 2 * MINUTE)]
)
def test_the_timing_has_no_length_below_zero(ended: str, over: timedelta, under: timedelta) -> None:
    item = an_item("welcome", minutes=15, title="Velkommen", speakers=(Speaker(name="Kari"),))
    event = an_event(items=(item, an_item("talk")))
    record = a_record(
        ("09:30", Started("welcome")), ("09:31", Added("welcome", MINUTE)), (ended, Started("talk"))
    )
    with speaking("en"):
        sheet = timing_sheet(a_snapshot(event, record=record), a_moment("10:00"))
    row = by_heading(sheet)
    assert (row["Title"], row["Who"], row["Planned length"]) == ("Velkommen", "Kari", 15 * MINUTE)
    assert (row["Over"], row["Under"]) == (over, under)
    assert by_heading(sheet, 1)["Actual end"] is None


def test_lengths_and_differences_in_the_timing_are_those_of_the_times_beside_them() -> None:
    event = an_event(items=(an_item("a", minutes=20), an_item("b")))
    record = a_record(("09:30:00.4", Started("a")), ("09:50:30.5", Started("b")))
    with speaking("en"):
        row = by_heading(timing_sheet(a_snapshot(event, record=record), a_moment("10:00")))
    assert (row["Actual start"], row["Expected end at its start"]) == (time(9, 30), time(9, 50))
    assert (row["Actual end"], row["Actual length"]) == (time(9, 50, 31), timedelta(minutes=20, seconds=31))
    assert row["Over"] == timedelta(seconds=31)
