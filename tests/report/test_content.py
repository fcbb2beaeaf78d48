from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from facilitator.clock import Moment
from facilitator.event import ZERO, BackgroundDocument, CafeKind, Event, ItemKind, Speaker, Step, find, put
from facilitator.i18n import speaking
from facilitator.notes import Draft, NoteKind, Notes
from facilitator.record import CheckedIn, Finished, PeopleDeleted, Presence, Record, Started
from facilitator.report.content import summary
from facilitator.report.outline import (
    Block,
    Document,
    Figures,
    Outline,
    Paragraph,
    Points,
    Remark,
    Section,
    Table,
)
from facilitator.report.points import theme_of
from tests.builders import (
    a_cafe,
    a_day,
    a_draft,
    a_moment,
    a_person,
    a_record,
    a_rich_event,
    a_snapshot,
    a_table,
    an_event,
    an_item,
    some_notes,
)


def outline_of(
    event: Event | None = None,
    *,
    record: Record | None = None,
    notes: Notes | None = None,
    now: Moment | None = None,
) -> Outline:
    with speaking("en"):
        return summary(a_snapshot(event, record=record, notes=notes), now or a_moment("15:40"))


def section(outline: Outline, title: str) -> Section:
    return next(one for one in outline.sections if one.title == title)


def told(block: Block) -> object:
    """A section as (title, what is in it); points as «kind: text (source)»."""
    match block:
        case Section(title, blocks, label):
            return (f"{label}: {title}" if label else title, [told(inner) for inner in blocks])
        case Points(points):
            return [f"{point.kind}: {point.text} ({point.source})" for point in points]
        case Remark(text) | Paragraph(text):
            return text
    return block


def rows(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, Table)
    return [tuple("\n".join((cell.text, *cell.details)) for cell in row) for row in block.rows]


def test_the_cover_says_what_is_known() -> None:
    outline = outline_of(a_rich_event())
    assert (outline.genre, outline.title, outline.when) == ("Summary", "Stormøte", "Tuesday, 5 March 2024")
    assert (outline.status, outline.example) == ("input, not adopted", "example")
    assert outline.facts.pairs == (
        ("Time", "10:00–15:30, doors 09:00"),
        ("Place", "Rådhuset"),
        ("Organiser", "Osloregionen"),
        ("Moderators", "Cleo, Leder\nDag"),
        ("Case number", "24/123"),
        ("Contact", "Kari, 22 00 00 00"),
        ("As of", "5 March 2024 at 15:40"),
    )
    assert outline.purposes == ("Lytte", "Samle", "Lytte")


def test_a_bare_event_has_an_outline() -> None:
    outline = outline_of(an_event())
    assert [label for label, _value in outline.facts.pairs] == ["As of"]
    assert [one.title for one in outline.sections] == ["Key figures"]
    assert outline.example == ""


def test_the_programme_before_the_day_is_the_plan() -> None:
    programme = section(outline_of(a_rich_event(), now=a_moment("08:00")), "Programme").blocks[-1]
    assert isinstance(programme, Table)
    assert [column.title for column in programme.columns] == ["Planned", "Programme item"]
    assert rows(programme)[:3] == [
        ("10:00–10:45", "Post keynote\nAda, Dr., UiO\nBo\nNorwegian (nynorsk)"),
        ("–", "Post task\nskipped"),
        ("10:45–11:00", "Velkommen"),
    ]


def test_the_programme_tells_planned_from_actual() -> None:
    record = a_record(("09:31", Started("welcome")), ("09:50", Started("cafe")))
    programme = section(outline_of(record=record, now=a_moment("10:00")), "Programme").blocks[0]
    assert rows(programme) == [
        ("09:30–09:45", "09:31–09:50", "Velkommen"),
        ("09:45–10:15", "not held", "Nye føringer"),
        ("10:15–11:28", "since 09:50", "Kafédialog"),
        ("11:28–11:43", "expected 11:03", "Pause"),
        ("11:43–11:58", "expected 11:18", "Avslutning"),
    ]


def test_a_rehearsal_is_told_from_the_day() -> None:
    day_before = a_moment("09:30", day=a_day().date.replace(day=4))
    record = a_record((day_before, Started("welcome")))
    remark, _programme = section(outline_of(record=record), "Programme").blocks
    assert told(remark) == "The actual times are from 4 March 2024."


def test_private_notes_stay_private() -> None:
    assert "Mikrofon" in repr(a_rich_event())
    assert "Mikrofon" not in repr(outline_of(a_rich_event()))


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
        ["1 point from 1 table.", ("Question: Hva nå?", [["something else: Vent (table 1)"]])],
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
    assert told(section(outline, "Kafédialog"))[1][-1] == "No points were written."  # type: ignore[index]


def test_notes_taken_back_are_left_out() -> None:
    first = a_draft("Sagt")
    back = a_draft("Sagt", note_id=first.note_id, parent_id=first.id, taken_back=True)
    assert "Sagt" not in repr(outline_of(notes=some_notes(first, back)).sections)


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
    by_theme = section(outline_of(notes=notes), "Key figures").blocks[-1]
    assert isinstance(by_theme, Section)
    assert rows(by_theme.blocks[0]) == [
        ("A  Areal", "0", "2", "0", "0", "0", "2"),
        ("B  Buss", "0", "0", "1", "0", "0", "1"),
        ("Without a theme", "0", "0", "0", "0", "1", "1"),
    ]


def test_next_steps_name_owner_and_time() -> None:
    steps = (Step(id="1", title="Høring", owner="Styret", when="mai"), Step(id="2", title="Vedtak"))
    way_forward = section(outline_of(an_event(steps=steps)), "The way forward")
    assert rows(way_forward.blocks[0]) == [("Høring", "Styret", "mai"), ("Vedtak", "–", "–")]


def test_documents_say_their_language() -> None:
    documents = (
        BackgroundDocument(id="1", title="Kart", address="https://example.org/", language="nb"),
        BackgroundDocument(id="2", title="Film", language="samisk", description="Se den"),
    )
    assert section(outline_of(an_event(documents=documents)), "Background documents").blocks == (
        Document("Kart", "Norwegian (bokmål)", "", "https://example.org/"),
        Document("Film", "samisk", "Se den", ""),
    )


def test_invented_items_are_marked_unless_all_is_invented() -> None:
    items = (an_item("a", title="Ekte"), an_item("b", title="Oppdiktet", example=True, speakers=()))
    marked = section(outline_of(an_event(items=items)), "Programme").blocks[0]
    assert [row[1] for row in rows(marked)] == ["Ekte", "Oppdiktet\nexample"]
    all_invented = section(outline_of(an_event(items=items, example=True)), "Programme").blocks[0]
    assert [row[1] for row in rows(all_invented)] == ["Ekte", "Oppdiktet"]


def test_times_are_the_events() -> None:
    event = an_event(items=(an_item("a"),), start=time(9, 30), zone="Asia/Tokyo", doors=None)
    assert outline_of(event).facts.pairs == (("Time", "09:30–10:00"), ("As of", "5 March 2024 at 23:40"))


def test_speakers_are_named_with_what_they_are() -> None:
    speaker = Speaker(name="Ada", title="", organisation="UiO")
    item = an_item("a", title="Innlegg", speakers=(speaker,), length=ZERO)
    assert rows(section(outline_of(an_event(items=(item,))), "Programme").blocks[0]) == [
        ("09:30–09:30", "Innlegg\nAda, UiO")
    ]


def test_a_note_without_a_theme_has_its_tables_in_the_round() -> None:
    event = a_day(tables=2)
    cafe = replace(event.cafes[0], cafe_kind=CafeKind.WANDERING)
    event = replace(event, items=put(event.items, cafe))
    notes = some_notes(
        *(a_draft(theme_id=None, round_id=round_id, table_id="t1") for round_id in ("r1", "r2"))
    )
    found = [theme_of(event, note) for note in notes.standing]
    assert [theme.title for theme in found if theme] == ["Buss", "Areal"]
