from __future__ import annotations

from dataclasses import replace

from facilitator.event import ItemKind, MergedPoint
from facilitator.polls import Ballot, Mark
from facilitator.record import HandCounted, PollOpened
from facilitator.report.outline import Listing, Section, Table
from facilitator.report.together import together_sections
from facilitator.snapshot import Snapshot
from tests.builders import a_day, a_draft, a_record, a_snapshot, an_item, some_notes

TASK = an_item(
    "task", ItemKind.TASK, title="Åpning", prompt="Hva haster?", options=("Buss", "Bane"), free_text=True
)
HARVEST = an_item("harvest", ItemKind.HARVEST, title="Avstemning")
POINTS = (
    MergedPoint(id="m1", title="Flere busser", theme_id="a", sources=("bus", "again")),
    MergedPoint(id="m2", title="Én billett"),
)
DAY = replace(a_day(), items=(TASK, *a_day().items, HARVEST), points=POINTS)
NOTES = some_notes(a_draft(note_id="bus"), a_draft(note_id="again", table_id="t2"))


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def tables(sections: tuple[Section, ...]) -> list[Table]:
    found: list[Table] = []
    for section in sections:
        for block in section.blocks:
            found += (
                [block]
                if isinstance(block, Table)
                else tables((block,))
                if isinstance(block, Section)
                else []
            )
    return found


def test_nothing_said_together_is_no_section() -> None:
    assert together_sections(a_snapshot()) == ()


def test_merged_points_stand_by_theme_with_their_tables() -> None:
    (section,) = together_sections(a_snapshot(DAY, notes=NOTES))
    busses, ticket = tables((section,))
    assert cells(busses) == [["Flere busser", "2"]]
    assert "1, 2" in busses.rows[0][0].details[0]
    assert cells(ticket) == [["Én billett", "0"]]


def test_dots_and_answers_are_told_as_figures() -> None:
    record = a_record(
        ("09:31", PollOpened("task", ("Buss", "Bane"))),
        ("14:00", PollOpened("harvest", ("m1", "m2"))),
        ("14:05", HandCounted("harvest", "", (4, 1), 3)),
    )
    ballots = {
        "task": {"k": Ballot(marks=(Mark("Bane", 1),), text="Sykkel")},
        "harvest": {"k": Ballot(marks=(Mark("m2", 1),))},
    }
    snapshot: Snapshot = replace(a_snapshot(DAY, record=record, notes=NOTES), ballots=ballots)
    sections = together_sections(snapshot)
    assert [section.title for section in sections[1:]] == ["Åpning", "Avstemning"]
    busses, ticket, opening, votes = tables(sections)
    assert (cells(busses), cells(ticket)) == ([["Flere busser", "2", "4"]], [["Én billett", "0", "2"]])
    assert cells(opening) == [["Bane", "1"], ["Buss", "0"]]
    assert cells(votes) == [["Flere busser", "4"], ["Én billett", "2"]]
    assert [block.texts for block in sections[1].blocks if isinstance(block, Listing)] == [("Sykkel",)]
