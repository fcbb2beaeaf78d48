"""What the tables said: by item, theme and question, with merged points, polls and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from facilitator.event import CafeKind, Event, ItemKind, MergedPoint, find, put
from facilitator.notes import Draft, NoteKind
from facilitator.polls import Ballot, Mark
from facilitator.record import HandCounted, PollOpened
from facilitator.report.outline import Chart, Listing, Section
from facilitator.report.points import theme_of
from facilitator.summary_plan import Part
from tests.builders import a_cafe, a_day, a_draft, a_record, a_table, an_event, an_item, some_notes
from tests.report.summaries import all_of, outline_of, part, rows, section, told

TASK = an_item(
    "task", ItemKind.TASK, title="Åpning", prompt="Hva haster?", options=("Buss", "Bane"), free_text=True
)
HARVEST = an_item("harvest", ItemKind.HARVEST, title="Avstemning")
OPENED = ("09:31", PollOpened("task", ("Buss", "Bane")))


def test_points_stand_by_theme_and_question_with_their_source() -> None:
    notes = some_notes(
        a_draft("B2", table_id="t2", theme_id=None, kind=NoteKind.PROPOSAL),
        a_draft("A3", table_id="t3", theme_id="b", kind=NoteKind.PROPOSAL, round_id="r2"),
        a_draft("A1", table_id="t1", theme_id=None, kind=NoteKind.PROPOSAL),
        a_draft("A0", table_id="t3", theme_id=None, kind=NoteKind.CHALLENGE, round_id="r3"),
    )
    cafe = section(outline_of(notes=notes), "Kafédialog")
    assert told(cafe) == (
        "Kafédialog",
        [
            "Hva haster?",
            "4 points from 3 tables.",
            ("Areal", [("Question: Hvor bygger vi?", [["proposal: B2 (table 2, round 1)"]])]),
            (
                "Buss",
                [
                    (
                        "Question: Hvem kommer fram?",
                        [
                            [
                                "challenge: A0 (table 3, round 3)",
                                "proposal: A1 (table 1, round 1)",
                                "proposal: A3 (table 3, round 2)",
                            ]
                        ],
                    )
                ],
            ),
        ],
    )
    marks = [one.theme.letter for one in cafe.blocks if isinstance(one, Section) and one.theme]
    assert marks == ["A", "B"]


def test_rounds_with_questions_of_their_own_are_told_apart() -> None:
    cafe = a_cafe(rounds=3)
    first, second, third = cafe.rounds
    cafe = replace(cafe, rounds=(replace(first, question="Hva?"), replace(second, question="Hvem?"), third))
    event = an_event(items=(cafe,), tables=(a_table(1),))
    notes = some_notes(a_draft("Buss"), a_draft("Alle", round_id="r3"))
    assert told(section(outline_of(event, notes=notes), "Kafédialog")) == (
        "Kafédialog",
        [
            "2 points from 1 table.",
            ("Round 1: Hva?", [["something else: Buss (table 1, round 1)"]]),
            ("Round 2: Hvem?", ["No points were written."]),
            ("Round 3: Hva haster?", [["something else: Alle (table 1, round 3)"]]),
        ],
    )


def test_an_item_without_rounds_asks_its_own_question() -> None:
    talk = an_item("talk", ItemKind.DISCUSSION, title="Diskusjon", prompt="Hva nå?")
    notes = some_notes(a_draft("Vent", item_id="talk", round_id=None, theme_id=None))
    outline = outline_of(an_event(items=(talk,), tables=(a_table(1),)), notes=notes)
    assert told(section(outline, "Diskusjon")) == (
        "Diskusjon",
        ["Hva nå?", "1 point from 1 table.", ["something else: Vent (table 1)"]],
    )


def test_no_points_are_said_in_words() -> None:
    assert told(section(outline_of(), "Kafédialog")) == (
        "Kafédialog",
        ["Hva haster?", "No points were written."],
    )


def test_a_theme_without_points_says_so() -> None:
    notes = some_notes(a_draft("Ja", theme_id=None))
    cafe = section(outline_of(notes=notes), "Kafédialog")
    assert ("Areal", ["No points were written."]) in [told(block) for block in cafe.blocks]


def test_a_skipped_discussion_without_notes_is_left_out() -> None:
    event = a_day()
    cafe = find(event.items, "cafe")
    assert cafe
    skipped = replace(event, items=put(event.items, replace(cafe, skipped=True)))
    assert "Kafédialog" not in [one.title for one in outline_of(skipped).sections]
    said = outline_of(skipped, notes=some_notes(a_draft("Likevel")))
    assert "Likevel" in repr(section(said, "Kafédialog"))


@pytest.mark.parametrize(
    "draft",
    [
        a_draft("Sagt", table_id="t3"),
        a_draft("Sagt", round_id="gone"),
        a_draft("Sagt", theme_id="gone"),
        a_draft("Sagt", item_id="gone"),
        a_draft("Sagt", item_id="welcome", round_id=None),
    ],
)
def test_what_was_said_is_never_left_out(draft: Draft) -> None:
    event = a_day()
    event = replace(event, tables=put(event.tables, replace(event.tables[2], removed=True)))
    points = repr(outline_of(event, notes=some_notes(draft)).sections)
    assert points.count("Point(text='Sagt'") == 1


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_empty_notes_are_no_points(text: str) -> None:
    outline = outline_of(notes=some_notes(a_draft(text)))
    assert told(section(outline, "Kafédialog"))[1][-1] == "No points were written."


def test_notes_taken_back_are_left_out() -> None:
    first = a_draft("Sagt")
    back = a_draft("Sagt", note_id=first.note_id, parent_id=first.id, taken_back=True)
    assert "Sagt" not in repr(outline_of(notes=some_notes(first, back)).sections)


def test_a_note_without_a_theme_has_its_tables_in_the_round() -> None:
    event = a_day(tables=2)
    cafe = replace(event.cafes[0], cafe_kind=CafeKind.WANDERING)
    event = replace(event, items=put(event.items, cafe))
    notes = some_notes(
        *(a_draft(theme_id=None, round_id=round_id, table_id="t1") for round_id in ("r1", "r2"))
    )
    found = [theme_of(event, note) for note in notes.standing]
    assert [theme.title for theme in found if theme] == ["Buss", "Areal"]


def with_points(*points: MergedPoint, event: Event | None = None) -> Event:
    return replace(event or a_day(), points=points)


def a_source(name: str, **values: object) -> Draft:
    return a_draft(f"Sagt {name}", note_id=name, **values)


def cafe(event: Event, *drafts: Draft) -> Any:
    return told(section(outline_of(event, notes=some_notes(*drafts)), "Kafédialog"))


def test_a_merged_point_stands_before_the_points_with_its_number_tables_and_sources() -> None:
    event = with_points(MergedPoint(id="m", title="Flere busser", theme_id="a", sources=("one", "two")))
    sources = (a_source("one"), a_source("two", table_id="t3"), a_source("alone", table_id="t2"))
    _title, blocks = cafe(event, *sources)
    words = "– Sagt one (table 1, round 1)\n– Sagt two (table 3, round 1)"
    assert blocks[1:3] == [
        "3 points from 3 tables. Merged points are numbered, as A1; the number stands behind each point that"
        " is in one.",
        (
            "Areal",
            [
                (
                    "Question: Hvor bygger vi?",
                    [
                        [("A1", f"Flere busser\n2 points: tables 1, 3 (round 1)\n{words}", "2")],
                        [
                            "something else: Sagt one (table 1, round 1 · merged in A1)",
                            "something else: Sagt alone (table 2, round 1)",
                            "something else: Sagt two (table 3, round 1 · merged in A1)",
                        ],
                    ],
                )
            ],
        ),
    ]


def test_of_very_many_sources_the_rest_is_left_to_all_points() -> None:
    drafts = [a_source(f"n{number}") for number in range(22)]
    event = with_points(
        MergedPoint(id="m", title="Mye", theme_id="a", sources=tuple(one.note_id for one in drafts))
    )
    lines = repr(cafe(event, *drafts)).split("\\n")
    assert "– Sagt n19 (table 1, round 1)" in lines
    assert any(line.startswith("– 2 more, which say A1 behind them.") for line in lines)


def test_what_answers_several_questions_stands_before_them() -> None:
    item = a_cafe(rounds=2)
    first, second = item.rounds
    item = replace(item, rounds=(replace(first, question="Hva?"), replace(second, question="Hvem?")))
    day = a_day()
    event = with_points(
        MergedPoint(id="m", title="Begge deler", theme_id="a", sources=("one", "two")),
        MergedPoint(id="n", title="Bare hvem", theme_id="a", sources=("three",)),
        event=replace(day, items=put(day.items, item)),
    )
    drafts = (a_source("one"), a_source("two", round_id="r2"), a_source("three", round_id="r2"))
    _title, (_prompt, _extent, theme, *_rest) = cafe(event, *drafts)
    both, what, who = theme[1]
    words = "– Sagt one (table 1, round 1)\n– Sagt two (table 1, round 2)"
    assert both == [("A1", f"Begge deler\n2 points: table 1 (round 1) · table 1 (round 2)\n{words}", "1")]
    assert (what[0], who[0]) == ("Round 1: Hva?", "Round 2: Hvem?")
    assert who[1][0] == [
        ("A2", "Bare hvem\n1 point: table 1 (round 2)\n– Sagt three (table 1, round 2)", "1")
    ]


def test_a_source_at_another_item_says_at_which() -> None:
    talk = an_item("later", ItemKind.DISCUSSION, title="Diskusjon")
    day = a_day()
    event = with_points(
        MergedPoint(id="m", title="Flere busser", theme_id="a", sources=("one", "two")),
        event=replace(day, items=(*day.items, talk)),
    )
    outline = outline_of(
        event, notes=some_notes(a_source("one"), a_source("two", item_id="later", round_id=None))
    )
    assert "table 1 (round 1) · table 1, at “Diskusjon”" in repr(section(outline, "Kafédialog"))
    assert "Flere busser" not in repr(section(outline, "Diskusjon"))


@pytest.mark.parametrize("sources", [(), ("gone",), ("lost",)])
def test_a_merged_point_without_a_source_in_the_programme_is_never_left_out(sources: tuple[str, ...]) -> None:
    lost = a_source("lost", item_id="gone", round_id=None)
    with_cafe = with_points(MergedPoint(id="m", title="Flere busser", sources=sources))
    without = replace(with_cafe, items=())
    for event in (with_cafe, without):
        outline = outline_of(event, notes=some_notes(lost))
        told = [one for one in outline.sections if one.part is Part.CAFES]
        assert repr(told).count("text='Flere busser'") == 1


def test_a_note_that_says_what_another_said_too_names_both_tables() -> None:
    whole, other = a_source("whole"), a_source("part", table_id="t2", merged_into="whole")
    event = with_points(MergedPoint(id="m", title="Flere busser", theme_id="a", sources=("whole",)))
    points = repr(cafe(event, whole, other))
    assert "Sagt whole (table 1, round 1 · also table 2, round 1 · merged in A1)" in points
    assert "2 points: tables 1, 2 (round 1)\\n– Sagt whole (table 1, round 1)', '2'" in points
    assert "Sagt part" not in points


def test_a_key_point_is_told_from_the_others() -> None:
    assert "Sagt one (table 1, round 1 · key point)" in repr(cafe(a_day(), a_source("one", key=True)))


def test_a_question_that_all_are_asked_stands_once() -> None:
    talk = an_item("talk", ItemKind.DISCUSSION, title="Diskusjon", prompt="Hva nå?")
    day = a_day()
    themes = tuple(replace(theme, question="") for theme in day.themes)
    event = replace(day, items=(talk,), themes=themes)
    drafts = [a_draft(f"Til {id}", item_id="talk", round_id=None, theme_id=id) for id in ("a", "b")]
    _title, blocks = told(part(outline_of(event, notes=some_notes(*drafts)), Part.DISCUSSIONS))
    assert blocks == [
        "Hva nå?",
        "2 points from 1 table.",
        ("Areal", [["something else: Til a (table 1)"]]),
        ("Buss", [["something else: Til b (table 1)"]]),
    ]


def test_the_opening_says_how_many_answered_what_and_in_which_words() -> None:
    event = replace(a_day(), items=(TASK, *a_day().items))
    ballots = {"task": {"k": Ballot(marks=(Mark("Bane", 1),), text="Sykkel")}}
    outline = outline_of(event, record=a_record(OPENED), ballots=ballots)
    opening = part(outline, Part.OPENING)
    assert told(replace(opening, blocks=opening.blocks[:-1])) == (
        "Åpning",
        [
            "Hva haster?",
            "1 answered. Each could choose 1 answer.",
            [("Bane", "1"), ("Buss", "0")],
            "In their own words:",
        ],
    )
    assert opening.blocks[-1] == Listing(("Sykkel",))


def test_what_tables_wrote_at_the_opening_stands_with_its_answers() -> None:
    event = replace(a_day(), items=(TASK, *a_day().items))
    notes = some_notes(a_draft("Skrevet", item_id="task", round_id=None, theme_id=None))
    opening = part(outline_of(event, record=a_record(OPENED), notes=notes), Part.OPENING)
    texts = repr(told(opening))
    assert texts.count("Hva haster?") == 1
    assert "Nobody answered." in texts
    assert "Skrevet (table 1)" in texts


def test_a_task_that_nobody_opened_is_not_told() -> None:
    event = replace(a_day(), items=(TASK, *a_day().items))
    assert Part.OPENING not in [one.part for one in outline_of(event).sections]


def test_ranked_answers_say_what_a_point_is() -> None:
    event = replace(a_day(), items=(replace(TASK, ranked=True, free_text=False),))
    ballots = {"task": {"k": Ballot(marks=(Mark("Bane", 1), Mark("Buss", 2)))}}
    opening = part(outline_of(event, record=a_record(OPENED), ballots=ballots), Part.OPENING)
    assert opening.blocks[-1] == Chart("Answer", ("Points",), (("Bane", (2,)), ("Buss", (1,))))
    assert "the last place gives one point" in repr(opening.blocks[1])


def test_key_points_stand_by_table_and_say_where_they_went() -> None:
    keys = some_notes(
        a_source("two", table_id="t2", key=True),
        a_draft("Første\nbord", note_id="one", key=True),
        a_source("no key"),
    )
    told_at = part(outline_of(a_day(), notes=keys), Part.KEY_POINTS)
    assert rows(told_at.blocks[0]) == [("1", "Første bord"), ("2", "Sagt two")]
    event = with_points(MergedPoint(id="m", title="Samlet", sources=("two",)))
    merged = part(outline_of(event, notes=keys), Part.KEY_POINTS)
    assert rows(merged.blocks[0]) == [("1", "Første bord", ""), ("2", "Sagt two", "1")]


def test_key_points_of_several_items_stand_apart() -> None:
    event = replace(a_day(), items=(TASK, *a_day().items))
    notes = some_notes(a_source("one", key=True), a_source("two", item_id="task", round_id=None, key=True))
    keys = part(outline_of(event, notes=notes), Part.KEY_POINTS)
    assert [one.title for one in keys.blocks if isinstance(one, Section)] == ["Åpning", "Kafédialog"]


def test_dots_stand_with_the_merged_points() -> None:
    points = (
        MergedPoint(id="m1", title="Flere busser", theme_id="a", sources=("one",)),
        MergedPoint(id="m2", title="Én billett", theme_id="a", sources=("one",)),
    )
    event = replace(a_day(), items=(*a_day().items, HARVEST), points=points)
    record = a_record(
        ("14:00", PollOpened("harvest", ("m1", "m2"))), ("14:05", HandCounted("harvest", "", (1, 4), 3))
    )
    ballots = {"harvest": {"k": Ballot(marks=(Mark("m2", 1),))}}
    outline = outline_of(event, record=record, notes=some_notes(a_source("one")), ballots=ballots)
    assert (
        "('A1', 'Én billett\\n1 point: table 1 (round 1)\\n– Sagt one (table 1, round 1)', '1', '5')"
        in repr(told(section(outline, "Kafédialog")))
    )
    assert len(all_of(outline, Chart)) == 2  # points by theme and kind, dots


def test_answers_counted_without_the_people_are_told_without_them() -> None:
    event = replace(a_day(), items=(TASK,))
    record = a_record(OPENED, ("09:40", HandCounted("task", "", (2, 1), 0)))
    opening = part(outline_of(event, record=record), Part.OPENING)
    assert told(opening)[1][1:] == ["Each could choose 1 answer.", [("Buss", "2"), ("Bane", "1")]]
