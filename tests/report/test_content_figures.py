"""Key figures and charts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.event import ItemKind, MergedPoint
from facilitator.notes import NoteKind
from facilitator.record import CheckedIn, Finished, HandCounted, PeopleDeleted, PollOpened, Presence, Started
from facilitator.report.outline import Chart, Figures, Outline, Remark, Section
from facilitator.summary_plan import Part
from tests.builders import a_day, a_draft, a_moment, a_person, a_record, an_event, an_item, some_notes
from tests.report.summaries import outline_of, part, section


def figures(outline: Outline) -> list[str]:
    (block, *_rest) = section(outline, "Key figures").blocks
    assert isinstance(block, Figures)
    return [f"{figure.value} {figure.label}" for figure in block.figures]


def test_key_figures_count_who_came() -> None:
    people = (
        a_person("p1", organisation="Våler kommune", region="Viken"),
        a_person("p2", organisation="Våler kommune", region="Innlandet"),
        a_person("p3", organisation=" våler kommune "),
        a_person("p4", organisation=""),
        a_person("p5", organisation="Oslo kommune"),
    )
    came = tuple(CheckedIn(f"p{number}", Presence.PRESENT) for number in (1, 2, 3, 4))
    record = a_record(("09:10", (*came, CheckedIn("p5", Presence.ABSENT))))
    notes = some_notes(a_draft(), a_draft(), a_draft(table_id="t2"))
    event = a_day(people=0, tables=3)
    assert figures(outline_of(replace(event, people=people), record=record, notes=notes)) == [
        "3 points",
        "2 of 3 tables have written",
        "4 people present",
        "2 municipalities and organisations present",
    ]


def test_key_figures_say_who_is_expected_until_somebody_is_there() -> None:
    record = a_record(("09:10", CheckedIn("p1", Presence.ABSENT)))
    assert figures(outline_of(record=record))[2:] == [
        "11 people expected",
        "1 municipality or organisation expected",
    ]


@pytest.mark.parametrize(
    ("deleted", "since", "told"),
    [
        (
            PeopleDeleted(110, 104, 52),
            0,
            ["104 people present", "52 municipalities and organisations present"],
        ),
        (
            PeopleDeleted(110, 104, 52),
            1,
            ["105 people present", "52 municipalities and organisations present"],
        ),
        (PeopleDeleted(1, 1, 1), 0, ["1 person present", "1 municipality or organisation present"]),
        (
            PeopleDeleted(110, 0, 52),
            0,
            ["110 people on the list", "52 municipalities and organisations on the list"],
        ),
        (PeopleDeleted(1, 0, 1), 0, ["1 person on the list", "1 municipality or organisation on the list"]),
    ],
)
def test_key_figures_of_people_who_were_deleted(deleted: PeopleDeleted, since: int, told: list[str]) -> None:
    record = a_record(("16:00", deleted), ("16:30", CheckedIn("p1", Presence.PRESENT)))
    assert figures(outline_of(a_day(people=since), record=record))[2:] == told


def test_key_figures_of_a_running_day_say_when() -> None:
    running = a_record(("09:30", Started("welcome")))
    over = a_record(("09:30", Started("welcome")), ("09:45", Finished()))
    sentence = Remark("The day is not over: this is how it stood at 09:40.")
    now = a_moment("09:40")
    assert sentence in section(outline_of(record=running, now=now), "Key figures").blocks
    assert sentence not in section(outline_of(record=over, now=now), "Key figures").blocks


def test_points_are_counted_by_theme_and_kind() -> None:
    notes = some_notes(
        a_draft(kind=NoteKind.TREND),
        a_draft(kind=NoteKind.TREND),
        a_draft(kind=NoteKind.EFFORT, theme_id="b"),
        a_draft(theme_id=None, table_id="gone"),
    )
    by_theme = chart(outline_of(notes=notes), "Points by theme and kind")
    assert by_theme.series == ("Trend", "Effort", "Something else")
    assert by_theme.rows == (
        ("A  Areal", (2, 0, 0)),
        ("B  Buss", (0, 1, 0)),
        ("Without a theme", (0, 0, 1)),
    )


def chart(outline: Outline, title: str) -> Chart:
    (found,) = (
        block
        for one in part(outline, Part.FIGURES).blocks
        if isinstance(one, Section) and one.title == title
        for block in one.blocks
        if isinstance(block, Chart)
    )
    return found


def test_a_day_without_themes_counts_its_points_by_kind() -> None:
    notes = some_notes(a_draft(kind=NoteKind.TREND), a_draft(kind=NoteKind.TREND), a_draft())
    event = replace(a_day(), themes=())
    assert chart(outline_of(event, notes=notes), "Points by kind") == Chart(
        "Kind", ("Notes",), (("Trend", (2,)), ("Something else", (1,)))
    )


def test_people_are_counted_by_region_the_most_first() -> None:
    homes = (("p1", "Follo"), ("p2", "Viken"), ("p3", " viken"), ("p4", ""), ("p5", "Asker"))
    people = tuple(a_person(id, region=region) for id, region in homes)
    came = tuple(CheckedIn(person.id, Presence.PRESENT) for person in people)
    outline = outline_of(an_event(people=people), record=a_record(("09:10", came)))
    assert chart(outline, "People present by region").rows == (
        ("Viken", (2,)),
        ("Asker", (1,)),
        ("Follo", (1,)),
        ("Without a region", (1,)),
    )


def test_one_region_is_no_chart() -> None:
    people = (a_person("p1", region="Follo"), a_person("p2", region="Follo"))
    assert part(outline_of(an_event(people=people)), Part.FIGURES).blocks[1:] == ()


def test_who_nobody_came_from_is_said_once_somebody_came() -> None:
    people = (a_person("p1", organisation="Ås"), a_person("p2", organisation="Oslo"))
    event = an_event(people=people)
    record = a_record(("09:10", CheckedIn("p1", Presence.PRESENT)))
    sentence = Remark("Nobody came from Oslo.")
    assert sentence in part(outline_of(event, record=record), Part.FIGURES).blocks
    assert sentence not in part(outline_of(event), Part.FIGURES).blocks


def test_where_the_check_in_was_hardly_used_nobody_is_said_to_be_missing() -> None:
    people = tuple(a_person(f"p{number}", organisation=f"By {number}") for number in range(5))
    record = a_record(("09:10", CheckedIn("p1", Presence.PRESENT)))
    told = repr(part(outline_of(an_event(people=people), record=record), Part.FIGURES).blocks)
    assert "1" in told
    assert "Nobody came" not in told


def test_dots_are_a_chart_over_all_themes() -> None:
    points = (
        MergedPoint(id="m1", title="Flere busser", theme_id="a"),
        MergedPoint(id="m2", title="Én billett", theme_id="b"),
        MergedPoint(id="m3", title="Kom etter at det ble stemt"),
    )
    harvest = an_item("harvest", ItemKind.HARVEST, title="Avstemning")
    event = replace(a_day(), items=(*a_day().items, harvest), points=points)
    record = a_record(
        ("14:00", PollOpened("harvest", ("m1", "m2"))), ("14:05", HandCounted("harvest", "", (1, 4), 3))
    )
    outline = outline_of(event, record=record)
    assert chart(outline, "Dots by merged point").rows == (
        ("B1  Én billett", (4,)),
        ("A1  Flere busser", (1,)),
    )
    assert "3 people voted." in repr(part(outline, Part.FIGURES))
