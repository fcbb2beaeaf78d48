"""The programme for the door: what everybody may know, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from facilitator.event import Event, ItemKind, Speaker
from facilitator.i18n import speaking
from facilitator.record import Record, Started
from facilitator.report.outline import Form, Outline, Table
from facilitator.report.programme import programme
from tests.builders import a_day, a_moment, a_record, a_snapshot, an_event, an_item


def programme_of(event: Event, record: Record | None = None, at: str = "08:00") -> Outline:
    with speaking("en"):
        return programme(a_snapshot(event, record=record), a_moment(at))


def rows(outline: Outline) -> list[tuple[str, str]]:
    (table,) = outline.blocks
    assert isinstance(table, Table)
    return [(row[0].text, "\n".join((row[1].text, *row[1].details))) for row in table.rows]


def test_when_where_and_who_with_the_organisers_logo() -> None:
    event = replace(a_day(), place="Rådhuset", organiser="Osloregionen", doors=time(9), logo=b"\x89PNG")
    outline = programme_of(event)
    assert outline.when == "Tuesday, 5 March 2024, 09:30–11:58, doors 09:00"
    assert outline.facts.pairs == (("Place", "Rådhuset · Osloregionen"),)
    assert (outline.form, outline.logo, outline.status) == (Form.POSTER, b"\x89PNG", "subject to changes")


def test_items_with_speakers_and_another_language() -> None:
    speakers = (Speaker(name="Ada", title="Dr."), Speaker(name="Bo"))
    talk = an_item("a", title="The Region", language="en", speakers=speakers)
    lunch = an_item("b", ItemKind.BREAK, title="Lunsj", example=True)
    assert rows(programme_of(an_event(items=(talk, lunch)))) == [
        ("09:30", "The Region\nAda, Dr.\nBo · English"),
        ("10:00", "Lunsj\nexample"),
    ]


def test_nothing_private_nothing_skipped_and_no_markers() -> None:
    items = (
        an_item("a", title="A", private_notes="HEMMELIG", prompt="Hva?", cue="1"),
        an_item("b", title="B", skipped=True),
        an_item("c", ItemKind.MARKER, title="C"),
    )
    outline = programme_of(an_event(items=items))
    assert rows(outline) == [("09:30", "A")]
    assert "HEMMELIG" not in repr(outline)


def test_once_the_day_has_begun_it_shows_the_forecast_and_says_so() -> None:
    record = a_record(("09:30", Started("welcome")), ("09:50", Started("cafe")))
    outline = programme_of(a_day(), record, "10:00")
    assert outline.status == "times as of 10:00"
    assert [time for time, _what in rows(outline)] == ["09:30", "09:50", "11:03", "11:18"]


def test_a_day_that_nobody_has_begun_is_still_as_promised() -> None:
    assert rows(programme_of(a_day(), at="10:00"))[0][0] == "09:30"


def test_a_rehearsal_changes_nothing_on_the_door() -> None:
    rehearsed = a_record((a_moment("12:00", day=date(2024, 3, 4)), Started("cafe")))
    outline = programme_of(a_day(), rehearsed, "09:00")
    assert rows(outline) == rows(programme_of(a_day()))
    assert outline.status == "subject to changes"


def test_an_empty_programme_is_a_page_with_its_title() -> None:
    outline = programme_of(an_event())
    assert (outline.blocks, outline.when) == ((), "Tuesday, 5 March 2024")


def test_what_runs_beside_another_item_says_so() -> None:
    items = (an_item("a", title="A"), an_item("b", title="B", beside=True), an_item("c", title="C"))
    assert rows(programme_of(an_event(items=items))) == [
        ("09:30", "A"),
        ("09:30", "B\nat the same time as “A”"),
        ("10:00", "C"),
    ]
