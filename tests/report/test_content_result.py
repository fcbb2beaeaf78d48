"""The result in one page: what matters most first, and a sentence where there is nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.event import Event, ItemKind, MergedPoint, Theme
from facilitator.notes import Draft, Notes
from facilitator.polls import Ballot, Mark
from facilitator.record import HandCounted, PollOpened
from facilitator.report.outline import Section, Table
from facilitator.summary_plan import Part
from tests.builders import a_day, a_draft, a_record, a_table, an_event, an_item, some_notes
from tests.report.summaries import heads, outline_of, part, rows, told

VOTE = an_item("harvest", ItemKind.HARVEST, title="Avstemning")
BUS, TICKET, TRAIN = (
    MergedPoint(id="bus", title="Flere busser", theme_id="a", sources=("one",)),
    MergedPoint(id="ticket", title="Én billett", theme_id="a", sources=("two", "three")),
    MergedPoint(id="train", title="Tog", theme_id="a"),
)
SAID = some_notes(
    a_draft(note_id="one"), a_draft(note_id="two", table_id="t2"), a_draft(note_id="three", table_id="t3")
)


def result(event: Event, notes: Notes | None = None, **values: object) -> Section:
    return part(outline_of(event, notes=notes, **values), Part.RESULT)  # type: ignore[arg-type]


def test_what_more_tables_said_stands_first() -> None:
    assert told(result(replace(a_day(), points=(TRAIN, BUS, TICKET)), SAID)) == (
        "The result",
        [
            "What the tables said, put together in 3 points. Those that the most tables said stand first.",
            ("Areal", [[("A1", "Én billett", "2"), ("A2", "Flere busser", "1"), ("A3", "Tog", "0")]]),
        ],
    )


def test_dots_go_before_tables() -> None:
    event = replace(a_day(), items=(*a_day().items, VOTE), points=(TRAIN, BUS, TICKET))
    record = a_record(
        ("14:00", PollOpened("harvest", ("train", "bus", "ticket"))),
        ("14:05", HandCounted("harvest", "", (2, 2, 1), 3)),
    )
    found = result(event, SAID, record=record)
    assert told(found.blocks[-1]) == (
        "Areal",
        [[("A1", "Flere busser", "1", "2"), ("A2", "Tog", "0", "2"), ("A3", "Én billett", "2", "1")]],
    )
    assert "Those with the most dots stand first" in repr(found.blocks[0])


def test_points_stand_by_theme_those_without_last() -> None:
    points = (replace(TRAIN, theme_id=None), BUS, replace(TICKET, theme_id="b"))
    sections = [
        one for one in result(replace(a_day(), points=points), SAID).blocks if isinstance(one, Section)
    ]
    assert [one.title for one in sections] == ["Areal", "Buss", "Without a theme"]
    assert [one.theme.letter if one.theme else "" for one in sections] == ["A", "B", ""]


def test_on_a_day_without_themes_the_points_are_numbered() -> None:
    event = replace(a_day(), themes=(), points=(replace(BUS, theme_id=None),))
    (_sentence, table) = result(event, SAID).blocks
    assert told(table) == [("1", "Flere busser", "1")]


def a_full_day(themes: int, title: str) -> Event:
    """Twenty merged points of each theme."""
    points = tuple(
        MergedPoint(id=f"m{theme}-{number}", title=title, theme_id=f"theme{theme}")
        for theme in range(themes)
        for number in range(20)
    )
    named = tuple(Theme(id=f"theme{number}", title=f"Tema {number}") for number in range(themes))
    return replace(a_day(), themes=named, points=points)


@pytest.mark.parametrize(("themes", "title", "shown"), [(1, "Kort", 20), (3, "Kort", 4), (3, "x" * 140, 2)])
def test_one_page_has_room_for_so_many_of_each_theme(themes: int, title: str, shown: int) -> None:
    blocks = result(a_full_day(themes, title)).blocks[1:]
    tables = [one.blocks[0] for one in blocks if isinstance(one, Section)]
    assert [len(table.rows) for table in tables if isinstance(table, Table)] == [shown] * themes
    left = themes * (20 - shown)
    assert [told(one) for one in blocks[themes:]] == (
        [f"{left} more stand with what the tables said."] if left else []
    )


def test_many_themes_share_a_table_in_which_each_point_says_its_theme() -> None:
    table, more = result(a_full_day(6, "Kort")).blocks[1:]
    assert isinstance(table, Table)
    assert [cell.text for cell in next(zip(*table.rows, strict=True))][:3] == ["A1", "A2", "B1"]
    assert rows(table)[2] == ("B1", "Kort\nTema 1", "0")
    assert told(more) == "108 more stand with what the tables said."


def keys(*tables: str) -> list[Draft]:
    return [a_draft(f"Sagt ved {table}", table_id=table, key=True) for table in tables]


def test_without_merged_points_the_key_points_are_the_result() -> None:
    assert told(result(a_day(), some_notes(*keys("t2", "t1"), a_draft("Bare et innspill")))) == (
        "The result",
        [
            "The tables chose 2 key points. They were not put together.",
            ("Areal", [[("1", "Sagt ved t1"), ("2", "Sagt ved t2")]]),
        ],
    )


def test_of_many_key_points_the_first_of_each_table_stand_here() -> None:
    event = replace(a_day(), themes=(), tables=tuple(map(a_table, range(1, 9))))
    drafts = [*keys(*(f"t{n}" for n in range(1, 9))), *(a_draft("Mer", key=True) for _ in range(20))]
    _sentence, table, more = result(event, some_notes(*drafts)).blocks
    assert isinstance(table, Table)
    assert heads(table) == ["Table", "Key point"]
    assert told(table) == [(str(n), f"Sagt ved t{n}") for n in range(1, 9)]
    assert told(more) == "20 more stand with what the tables said."


def test_without_either_a_sentence_says_what_there_is() -> None:
    assert told(result(a_day(), SAID))[1] == [
        "The tables wrote 3 points. None was chosen as a key point or put together."
    ]


def test_a_day_of_answers_alone_names_the_most_chosen() -> None:
    task = an_item("task", ItemKind.TASK, prompt="Hva haster?", options=("Buss", "Bane", "Båt"))
    record = a_record(("09:31", PollOpened("task", ("Buss", "Bane", "Båt"))))
    ballots = {"task": {"k": Ballot(marks=(Mark("Bane", 1),))}}
    assert told(result(an_event(items=(task,)), record=record, ballots=ballots))[1] == [
        "“Hva haster?” The most chosen answers: Bane (1)"
    ]


def test_an_empty_day_says_so_and_needs_no_page_of_its_own() -> None:
    found = result(an_event())
    assert told(found)[1] == ["The tables have written nothing, and nothing was asked of the room."]
    assert not found.apart
    assert result(replace(a_day(), points=(BUS,)), SAID).apart
