"""The summary as a workbook: which sheets it has, and what stands in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from facilitator.event import ItemKind, MergedPoint, Person, Role
from facilitator.i18n import speaking
from facilitator.polls import Ballot, Mark
from facilitator.record import CheckedIn, HandCounted, PollOpened, Presence
from facilitator.report.people_sheet import people_sheet
from facilitator.report.sheet import Book, Sheet
from facilitator.report.summary_book import summary_book
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition
from tests.builders import (
    a_cafe,
    a_day,
    a_draft,
    a_moment,
    a_person,
    a_plan,
    a_record,
    a_snapshot,
    a_table,
    an_event,
    an_item,
    some_notes,
)

Row = dict[str, Any]


def book_of(day: Snapshot, edition: Edition = Edition.FULL) -> Book:
    with speaking("en"):
        return summary_book(day, a_moment("15:30"), edition)


def rows_of(sheet: Sheet) -> list[Row]:
    titles = [heading.title for heading in sheet.headings]
    return [dict(zip(titles, row, strict=True)) for row in sheet.rows]


def sheet_of(day: Snapshot, title: str, edition: Edition = Edition.FULL) -> list[Row]:
    (sheet,) = (sheet for sheet in book_of(day, edition).sheets if sheet.title == title)
    return rows_of(sheet)


@pytest.mark.parametrize(
    ("edition", "titles"),
    [
        (Edition.FULL, ["About", "Points from the tables", "Merged points", "Votes", "Programme", "People"]),
        (Edition.OPEN, ["About", "Points from the tables", "Merged points", "Votes", "Programme"]),
    ],
)
def test_only_the_full_edition_has_people(edition: Edition, titles: list[str]) -> None:
    book = book_of(a_snapshot(), edition)
    assert [sheet.title for sheet in book.sheets] == titles
    assert (book.title, book.language, book.made_at) == ("Stormøte", "en", a_moment("15:30").utc)


@pytest.mark.parametrize(
    ("edition", "named", "final", "status"),
    [
        (Edition.FULL, "Full edition", False, "Draft · input, not adopted · example"),
        (Edition.OPEN, "Open edition", True, "Final · input, not adopted · example"),
    ],
)
def test_a_workbook_on_its_own_says_what_it_is(
    edition: Edition, named: str, final: bool, status: str
) -> None:
    day = a_snapshot(an_event(final=final, example=True, organiser="Osloregionen", place=""))
    told = {row["What"]: row["Details"] for row in sheet_of(day, "About", edition)}
    assert told == {
        "Title": "Stormøte",
        "Summary": named,
        "Status": status,
        "Date": "Tuesday, 5 March 2024",
        "Organiser": "Osloregionen",
        "As of": "5 March 2024 at 15:30",
    }


def test_the_open_edition_does_not_say_who_speaks() -> None:
    assert "Who" in sheet_of(a_snapshot(), "Programme")[0]
    assert "Who" not in sheet_of(a_snapshot(), "Programme", Edition.OPEN)[0]


def test_the_moderators_notes_are_in_neither() -> None:
    day = a_snapshot(an_event(items=(an_item(private_notes="HEMMELIG"),)))
    assert "HEMMELIG" not in str(book_of(day))


# ── merged points and votes ──


def a_voted_day() -> Snapshot:
    points = (
        MergedPoint(id="m1", title="Buss", theme_id="b", sources=("n1", "n2", "gone")),
        MergedPoint(id="m2", title="Båt"),
    )
    event = a_day(points=points)
    task = an_item(
        "task", ItemKind.TASK, title="Oppgave", prompt="Hva?", options=("Ja", "Nei"), free_text=True
    )
    event = replace(event, items=(task, *event.items, an_item("harvest", ItemKind.HARVEST, title="Høst")))
    record = a_record(
        ("09:40", PollOpened("task", ("Ja", "Nei"))),
        ("14:00", PollOpened("harvest", ("m1", "m2"))),
        ("14:10", HandCounted("harvest", "t1", (4, 2), 6)),
    )
    notes = some_notes(
        a_draft("Flere busser", note_id="n1"),
        a_draft("Og til\ndem", note_id="n2", table_id="t3", round_id="r2"),
    )
    ballots = {
        "task": {
            "SECRET-1": Ballot(marks=(Mark("Ja", 1),), text="Med egne ord"),
            "SECRET-2": Ballot(marks=(Mark("Ja", 1),)),
        },
        "harvest": {"SECRET-3": Ballot(marks=(Mark("m1", 2), Mark("m2", 1)))},
    }
    return replace(a_snapshot(event, record=record, notes=notes), ballots=ballots)


def test_a_merged_point_says_what_it_was_made_of() -> None:
    bus, boat = sheet_of(a_voted_day(), "Merged points")
    assert bus == {
        "No.": "B1",
        "Merged point": "Buss",
        "Theme": "Buss",
        "Number of tables": 2,
        "Tables": "1, 3",
        "Number of points": 2,
        "Dots": 6,
        "Said at": "2 points: table 1 (round 1) · table 3 (round 2)",
        "Points from the tables": "Flere busser\nOg til dem",
    }
    assert (boat["No."], boat["Theme"], boat["Number of tables"], boat["Dots"], boat["Said at"]) == (
        "1",
        "",
        0,
        3,
        "",
    )


def test_merged_points_stand_as_the_summary_numbers_them() -> None:
    points = tuple(
        MergedPoint(id=id, title=id, theme_id=theme) for id, theme in [("x", None), ("y", "b"), ("z", "a")]
    )
    rows = sheet_of(a_snapshot(a_day(points=points)), "Merged points")
    assert [(row["No."], row["Merged point"]) for row in rows] == [("A1", "z"), ("B1", "y"), ("1", "x")]


def test_all_that_says_a_merged_point_is_told_and_counted() -> None:
    notes = some_notes(
        a_draft("Buss", note_id="n1"), a_draft("Bus", note_id="n2", table_id="t2", merged_into="n1")
    )
    row, _boat = sheet_of(replace(a_voted_day(), notes=notes), "Merged points")
    assert (row["Tables"], row["Number of points"], row["Points from the tables"]) == ("1, 2", 2, "Buss\nBus")
    assert row["Said at"] == "2 points: tables 1, 2 (round 1)"


def test_where_points_are_of_several_items_each_says_of_which() -> None:
    notes = some_notes(a_draft(note_id="n1"), a_draft(note_id="n2", item_id="talk", round_id=None))
    row, _boat = sheet_of(replace(a_voted_day(), notes=notes), "Merged points")
    assert row["Said at"] == "2 points: table 1 (round 1), at “Kafédialog” · table 1, at “Nye føringer”"


def test_a_point_that_nobody_voted_on_has_no_dots() -> None:
    day = a_voted_day()
    assert sheet_of(replace(day, record=a_record()), "Merged points")[0]["Dots"] is None


def test_sources_that_are_not_for_all_are_not_told_of_in_the_open_edition() -> None:
    day = replace(a_voted_day(), notes=some_notes(a_draft(note_id="n1", sensitive=True)))
    row, _boat = sheet_of(day, "Merged points", Edition.OPEN)
    assert (row["Points from the tables"], row["Said at"], row["Number of points"]) == ("", "", 0)


def test_votes_are_counted_and_words_stand_by_themselves() -> None:
    rows = sheet_of(a_voted_day(), "Votes")
    told = [
        (row["Programme item"], row["Answer"], row["Chosen by, or dots"], row["Rank"], row["Took part"])
        for row in rows
    ]
    assert told == [
        ("Oppgave", "Ja", 2, 1, 2),
        ("Oppgave", "Nei", 0, 2, 2),
        ("Oppgave", None, None, None, 2),
        ("Høst", "Buss", 6, 1, 7),
        ("Høst", "Båt", 3, 2, 7),
    ]
    assert [row["In words of their own"] for row in rows] == [None, None, "Med egne ord", None, None]


def test_ranks_are_told_as_such() -> None:
    task = an_item("task", ItemKind.TASK, options=("Ja", "Nei"), ranked=True)
    ballots = {"task": {"k": Ballot(marks=(Mark("Nei", 1), Mark("Ja", 2)))}}
    day = replace(
        a_snapshot(an_event(items=(task,)), record=a_record(("09:40", PollOpened("task", ("Ja", "Nei"))))),
        ballots=ballots,
    )
    rows = sheet_of(day, "Votes")
    assert [(row["Points of the ranking"], row["Ranked first by"]) for row in rows] == [(1, 0), (2, 1)]
    assert {row["Chosen by, or dots"] for row in rows} == {None}


def test_a_poll_that_was_never_opened_is_not_told() -> None:
    assert sheet_of(replace(a_voted_day(), record=a_record()), "Votes") == []


def test_nothing_tells_who_gave_a_ballot() -> None:
    assert "SECRET" not in str(book_of(a_voted_day()))


# ── people ──


def people(day: Snapshot) -> list[Row]:
    with speaking("en"):
        return rows_of(people_sheet(day))


def test_a_row_says_who_came_and_which_way_they_went() -> None:
    guest = a_person("p1", name="Åse Øvre", region="Follo", role=Role.POLITICAL, number=7)
    tables = (a_table(1, host_id="p1"), a_table(4, note_taker_id="p1"))
    event = an_event(items=(a_cafe(rounds=2),), people=(guest,), tables=tables)
    plan = replace(a_plan(event), seats={"r1": {"t4": ("p1",)}})
    day = Snapshot(plan=plan, record=a_record(("09:05", CheckedIn("p1", Presence.PRESENT))))
    (row,) = people(day)
    assert row == {
        "Number on the badge": 7,
        "Name": "Åse Øvre",
        "Organisation": "Ås kommune",
        "Region": "Follo",
        "Role": "political",
        "On the day": "participant",
        "Attendance": "present",
        "Arrives": None,
        "Leaves": None,
        "Host of table": 1,
        "Writes at table": 4,
        "Round 1": 4,
        "Round 2": None,
    }


def test_of_several_cafes_the_columns_say_which() -> None:
    cafes = (a_cafe("c1", 1), replace(a_cafe("c2", 1), title="To", rounds=(a_cafe().rounds[1],)))
    event = an_event(items=cafes, people=(Person(id="p1", name="A"),), tables=(a_table(1), a_table(2)))
    plan = replace(a_plan(event), seats={"r1": {"t1": ("p1",)}, "r2": {"t2": ("p1",)}})
    (row,) = people(Snapshot(plan=plan))
    assert (row["Kafédialog: Round 1"], row["To: Round 1"]) == (1, 2)


def test_a_host_of_two_tables_is_told_both() -> None:
    tables = (a_table(3, host_id="p1"), a_table(1, host_id="p1"))
    (row,) = people(a_snapshot(an_event(people=(a_person("p1"),), tables=tables)))
    assert row["Host of table"] == "1, 3"
