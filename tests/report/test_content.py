from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from facilitator.event import ZERO, BackgroundDocument, Speaker, Step
from facilitator.i18n import speaking
from facilitator.record import CheckedIn, PeopleDeleted, Presence, Started
from facilitator.report.content import summary
from facilitator.report.outline import Document, Table
from facilitator.summary_plan import Chapter, Edition, Part
from tests.builders import (
    a_day,
    a_draft,
    a_moment,
    a_person,
    a_record,
    a_rich_event,
    a_snapshot,
    an_event,
    an_item,
    some_notes,
)
from tests.report.summaries import outline_of, part, rows, section, told


def test_the_cover_says_what_is_known() -> None:
    outline = outline_of(a_rich_event())
    assert (outline.genre, outline.title, outline.when) == (
        "Summary, full edition",
        "Stormøte",
        "Tuesday, 5 March 2024",
    )
    assert (outline.status, outline.example) == ("final · input, not adopted", "example")
    assert outline.facts.pairs == (
        ("Time", "10:00–15:30, doors 09:00"),
        ("Place", "Rådhuset"),
        ("Organiser", "Osloregionen"),
        ("Moderators", "Cleo, Leder\nDag"),
        (
            "People",
            "6 people expected: 2 political, 2 administrative, 2 others\n"
            "1 municipality or organisation expected",
        ),
        ("Case number", "24/123"),
        ("Contact", "Kari, 22 00 00 00"),
        ("As of", "5 March 2024 at 15:40"),
    )
    assert outline.purposes == ("Lytte", "Samle", "Lytte")


def test_a_bare_event_has_an_outline() -> None:
    outline = outline_of(an_event())
    assert [label for label, _value in outline.facts.pairs] == ["As of"]
    assert [one.title for one in outline.sections] == ["The result", "Key figures"]
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
        Document("Kart", "Norwegian (bokmål)", "", "https://example.org/", "nb"),
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


def test_a_summary_is_a_draft_until_it_is_final() -> None:
    event = a_day()
    assert outline_of(event).status == "draft · input, not adopted"
    assert outline_of(replace(event, final=True)).status == "final · input, not adopted"


def test_the_cover_says_who_took_part() -> None:
    came = tuple(CheckedIn(f"p{number}", Presence.PRESENT) for number in (1, 2, 3, 4))
    event = a_day(people=5)
    stranger = a_person("p6", organisation="Oslo kommune")
    event = replace(event, people=(*event.people, stranger))
    facts = dict(outline_of(event, record=a_record(("09:10", came))).facts.pairs)
    assert facts["People"] == (
        "4 people present: 1 political, 2 administrative, 1 other\n"
        "1 municipality or organisation present, nobody from 1"
    )


def test_the_cover_keeps_the_numbers_of_people_who_were_deleted() -> None:
    record = a_record(("16:00", PeopleDeleted(110, 104, 52)))
    facts = dict(outline_of(a_day(people=0), record=record).facts.pairs)
    assert facts["People"] == "104 people present\n52 municipalities and organisations present"


def test_an_open_edition_says_so_on_its_cover() -> None:
    with speaking("en"):
        outline = summary(a_snapshot(), a_moment("15:40"), Edition.OPEN)
    assert outline.genre == "Summary, open edition"
    assert outline_of().genre == "Summary, full edition"


def test_every_section_says_its_part_and_stands_in_the_order_of_the_parts() -> None:
    event = replace(a_rich_event(), chapters=())
    parts = [one.part for one in outline_of(event, notes=some_notes(a_draft())).sections]
    assert None not in parts
    order = list(Part)
    assert parts == sorted(parts, key=lambda one: order.index(one or Part.RAW))
    assert {Part.RESULT, Part.CAFES, Part.STEPS, Part.DOCUMENTS, Part.METHOD} <= set(parts)


def test_the_parts_are_those_chosen_in_the_order_chosen() -> None:
    chosen = (Chapter(part=Part.STEPS), Chapter(part=Part.FIGURES, left_out=True))
    titles = [one.title for one in outline_of(replace(a_rich_event(), chapters=chosen)).sections]
    assert titles[:2] == ["The way forward", "The result"]
    assert "Key figures" not in titles


@pytest.mark.parametrize(("spoken", "marked"), [("en", ""), ("nb", "en")])
def test_what_is_in_another_language_than_the_document_is_marked(spoken: str, marked: str) -> None:
    item = an_item("a", title="Outlook", language="en")
    documents = (BackgroundDocument(id="1", title="Map", language="en"),)
    event = an_event(items=(item,), documents=documents)
    with speaking("nb" if spoken == "nb" else "en"):
        outline = summary(a_snapshot(event), a_moment("08:00"))
    programme = part(outline, Part.PROGRAMME).blocks[0]
    assert isinstance(programme, Table)
    assert [cell.language for cell in programme.rows[0]] == ["", marked]
    (document,) = part(outline, Part.DOCUMENTS).blocks
    assert isinstance(document, Document)
    assert document.code == marked


def test_a_summary_in_another_language_than_the_days_marks_what_was_typed() -> None:
    event = replace(a_day(), steps=(Step(id="1", title="Høring"),))
    outline = outline_of(event, notes=some_notes(a_draft()))
    assert section(outline, "Kafédialog").language == "nb"
    steps = part(outline, Part.STEPS).blocks[0]
    assert isinstance(steps, Table)
    assert [cell.language for cell in steps.rows[0]] == ["nb", "", ""]
