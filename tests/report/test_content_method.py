"""How it was done, in sentences; and the appendix with what was changed since it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from facilitator.event import CafeKind, Event, ItemKind, MergedPoint, put
from facilitator.notes import Draft, Notes
from facilitator.polls import Ballot, Mark
from facilitator.record import Approved, HandCounted, PollOpened, Record, Started
from facilitator.report.outline import Facts, Points, Section
from facilitator.summary_plan import Chapter, Part
from tests.builders import a_day, a_draft, a_record, an_event, an_item, some_notes
from tests.report.summaries import all_of, outline_of, part, told


def method(event: Event | None = None, **values: object) -> dict[str, list[str]]:
    (facts,) = part(outline_of(event, **values), Part.METHOD).blocks  # type: ignore[arg-type]
    assert isinstance(facts, Facts)
    found: dict[str, list[str]] = {}
    for label, value in facts.pairs:
        found.setdefault(label, []).append(value)
    return found


def test_tables_and_rounds_are_told() -> None:
    found = method()
    assert found["Tables"] == ["3 tables · Areal – table 2 · Buss – tables 1, 3"]
    assert found["Café"] == [
        "Kafédialog\n3 rounds: 23 min, 23 min, 23 min. Between the rounds all but the hosts change tables,"
        " each on a way of their own."
    ]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (CafeKind.CAROUSEL, "in groups that stay together"),
        (CafeKind.WANDERING, "hosts go to the next table"),
        (CafeKind.FREE, "everybody chooses a table"),
    ],
)
def test_each_kind_of_cafe_has_its_sentence(kind: CafeKind, said: str) -> None:
    day = a_day()
    cafe = replace(day.cafes[0], cafe_kind=kind)
    assert said in method(replace(day, items=put(day.items, cafe)))["Café"][0]


def test_points_say_on_what_they_were_written_and_what_is_left_out() -> None:
    first = a_draft("Feil")
    back = a_draft("Feil", note_id=first.note_id, parent_id=first.id, taken_back=True)
    notes = some_notes(first, back, a_draft(), a_draft(place="phone-1"), a_draft(place="phone-2"))
    record = a_record(("10:00", Started("cafe")), ("11:30", Approved("cafe", "r1", "t1")))
    assert method(notes=notes, record=record)["Notes"][0].split("\n") == [
        "Each point belongs to its table; who wrote it is not kept.",
        "2 came from 2 phones.",
        "1 was typed on the moderators' computer, where points from paper are typed too.",
        "3 came after the round was over.",
        "1 time a table read its points aloud and approved them.",
        "1 point was taken back, and is left out.",
        "No point was changed after it came.",
    ]


def test_key_points_merged_points_and_votes_are_told() -> None:
    vote = an_item("harvest", ItemKind.HARVEST, title="Avstemning", choose=5, most_each=2)
    event = replace(
        a_day(), items=(*a_day().items, vote), points=(MergedPoint(id="m", title="Buss", sources=("one",)),)
    )
    record = a_record(
        ("14:00", PollOpened("harvest", ("m",))), ("14:05", HandCounted("harvest", "", (4,), 3))
    )
    ballots = {"harvest": {"k": Ballot(marks=(Mark("m", 1),))}}
    notes = some_notes(a_draft(note_id="one", key=True))
    found = method(event, record=record, ballots=ballots, notes=notes)
    assert found["Key points"] == ["1 table chose its most important points, 3 at most: 1 point."]
    assert found["Merged"] == [
        "What says the same was put together by hand in 1 point, which keeps what it was made of."
    ]
    assert found["Answers"] == [
        "Avstemning\nEach had 5 dots. Nobody could put more than 2 on the same point. 3 were counted by hand."
        " 1 answered on a phone."
    ]


def test_an_empty_day_has_no_method() -> None:
    assert Part.METHOD not in [one.part for one in outline_of(an_event()).sections]


def an_edit(of: Draft, text: str, **values: object) -> Draft:
    return replace(a_draft(text, note_id=of.note_id, parent_id=of.id), **values)  # type: ignore[arg-type]


def raw(notes: Notes, event: Event | None = None, record: Record | None = None) -> Section:
    return part(outline_of(event, notes=notes, record=record), Part.RAW)


def edited() -> Notes:
    """One note changed by the secretary half an hour later, one that nobody touched."""
    first, other = a_draft("fler bussr", note_id="one", place="phone"), a_draft("Bane", note_id="two")
    return some_notes(first, other, an_edit(first, "Flere busser"))


def test_raw_text_stands_beside_the_edited_one_where_they_differ() -> None:
    assert told(raw(edited())) == (
        "Points as they came",
        [
            "1 point was changed after it came, or put into another one. 1 point stands with its item as it"
            " was written.",
            [("table 1, round 1\n11:01", "fler bussr", "Flere busser")],
        ],
    )


def test_a_note_that_is_part_of_another_is_told_as_it_came() -> None:
    whole, other = a_draft("Helhet", note_id="whole"), a_draft("Del", note_id="part", table_id="t2")
    notes = some_notes(whole, other, an_edit(other, "Del", table_id="t2", merged_into="whole"))
    assert told(raw(notes).blocks[1]) == [
        ("table 2, round 1\n11:03", "Del", "Helhet\nput together with other points")
    ]


def test_taken_back_notes_are_in_no_appendix() -> None:
    first = a_draft("Angret", note_id="one", place="phone")
    gone = an_edit(first, "Angret helt", taken_back=True)
    other = a_draft("fler bussr", note_id="two", place="phone")
    notes = some_notes(first, gone, other, an_edit(other, "Flere busser"))
    assert "Angret" not in repr(raw(notes))


def test_where_nothing_was_changed_the_method_says_so_and_there_is_no_appendix() -> None:
    notes = some_notes(a_draft("Bane"))
    assert Part.RAW not in [one.part for one in outline_of(notes=notes).sections]
    assert "No point was changed after it came." in method(notes=notes)["Notes"][0]
    assert "1 point was changed after it came" in method(notes=edited())["Notes"][0]


def test_without_the_part_that_tells_them_the_appendix_has_them_all() -> None:
    event = replace(a_day(), chapters=(Chapter(part=Part.CAFES, left_out=True),))
    outline = outline_of(event, notes=edited())
    (points,) = all_of(outline, Points)
    assert told(points) == ["something else: Bane (table 1, round 1, 11:02)"]


def test_what_came_on_another_day_says_which() -> None:
    first = a_draft("fler bussr", place="phone")
    day = a_day()
    event = replace(day, date=day.date - timedelta(days=1))
    assert "5 March 2024 11:01" in repr(raw(some_notes(first, an_edit(first, "Flere")), event))
