from __future__ import annotations

from dataclasses import replace

from facilitator import i18n
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
DAY_WITHOUT_POINTS = replace(DAY, points=())
NOTES = some_notes(
    a_draft("En buss\nmed mer", note_id="bus"), a_draft("Buss til", note_id="again", table_id="t2")
)


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


def test_a_merged_point_says_what_it_was_made_of_and_where() -> None:
    with i18n.speaking("nb"):
        busses, ticket = tables(together_sections(a_snapshot(DAY, notes=NOTES)))
    assert busses.rows[0][0].details[1:] == ("bord 1, runde 1: En buss", "bord 2, runde 1: Buss til")
    assert ticket.rows[0][0].details == ()


def test_key_points_stand_by_table() -> None:
    keys = some_notes(
        a_draft("Andre bord", note_id="n1", table_id="t2", key=True),
        a_draft("Første\nbord", note_id="n2", key=True),
        a_draft("Bare et innspill", note_id="n3"),
    )
    (section,) = together_sections(a_snapshot(a_day(), notes=keys))
    assert [cells(table) for table in tables((section,))] == [[["1", "Første bord"], ["2", "Andre bord"]]]
    again = some_notes(
        a_draft("Ett sted", note_id="n1", key=True),
        a_draft("Et annet", note_id="n2", item_id="task", round_id=None, key=True),
    )
    (section,) = together_sections(a_snapshot(DAY_WITHOUT_POINTS, notes=again))
    assert [one.title for one in section.blocks if isinstance(one, Section)] == ["Åpning", "Kafédialog"]


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
