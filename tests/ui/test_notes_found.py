"""Which notes are found, and how they are told in a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator import i18n
from facilitator.notes import NoteKind
from facilitator.ui import tokens
from facilitator.ui.places.note_list import first_lines
from facilitator.ui.places.notes_found import (
    Filter,
    Spot,
    at_spot,
    found,
    source_words,
    spoken,
    spot_words,
    state_words,
    versions,
)
from tests.builders import a_day, a_draft, some_notes

DAY = a_day()
BUS = a_draft("Flere BUSSER på Ås", id="v1", note_id="bus", kind=NoteKind.PROPOSAL)
BUS_AGAIN = a_draft("Flere busser", id="v2", note_id="bus", parent_id="v1")
GONE = a_draft("Feil", id="v3", note_id="gone", taken_back=True)
RAIL = a_draft("Dobbeltspor", id="v4", note_id="rail", table_id="t2", round_id="r2", theme_id="b")
NOTES = some_notes(BUS, RAIL, GONE)


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), ["rail", "bus"]),
        (Filter(with_taken_back=True), ["gone", "rail", "bus"]),
        (Filter(text="busser PÅ ås"), ["bus"]),
        (Filter(text="båt"), []),
        (Filter(kind=NoteKind.PROPOSAL), ["bus"]),
        (Filter(theme_id="b"), ["rail"]),
        (Filter(table_id="t1"), ["bus"]),
        (Filter(item_id="cafe", round_id="r2"), ["rail"]),
        (Filter(round_id="r2", table_id="t1"), []),
    ],
)
def test_notes_are_found_newest_first(wanted: Filter, ids: list[str]) -> None:
    assert [note.id for note in found(NOTES, wanted)] == ids


def test_a_spot_without_a_round_has_its_own_notes() -> None:
    notes = some_notes(BUS, a_draft("Uten runde", note_id="bare", round_id=None))
    [note] = at_spot(notes, Spot("cafe", None, "t1"), with_taken_back=False)
    assert note.id == "bare"


def test_a_note_is_told_with_its_source() -> None:
    note = some_notes(BUS, BUS_AGAIN).by_id["bus"]
    assert source_words(DAY, note) == "Table 1 · Round 1 · A Areal · 11:01:00 · 2 versions"
    assert spoken(DAY, note).startswith("Something else. Flere busser. Table 1")
    phone = some_notes(replace(BUS, place="phone")).by_id["bus"]
    assert source_words(DAY, phone).endswith("11:01:00 · phone")


def test_what_was_deleted_since_is_told_as_that() -> None:
    event = replace(DAY, tables=())
    assert spot_words(event, Spot("cafe", "r1", "t1")) == "A table that was deleted · Round 1"


def test_a_note_that_two_people_changed_says_so() -> None:
    note = some_notes(BUS, BUS_AGAIN, replace(BUS_AGAIN, id="v5")).by_id["bus"]
    assert state_words(note) == "▲ changed meanwhile"
    assert state_words(NOTES.by_id["gone"]) == "↩ taken back"
    assert [version.title for version in versions(DAY, note)] == [
        "Version 3, 11:03:00 · Something else · changed meanwhile",
        "Version 2, 11:02:00 · Something else",
        "Version 1, 11:01:00 · Proposal",
    ]


def test_a_long_text_ends_after_two_lines(qapp: object) -> None:
    text = "Vi må bygge ut kollektivtilbudet mellom kommunene før vi bygger flere boliger"
    lines = first_lines(text, tokens.font(), 200)
    assert len(lines) == 2
    assert text.startswith(lines[0])
    assert lines[1].endswith("…")
    assert first_lines("Kort", tokens.font(), 200) == ["Kort"]


def test_lines_break_between_words_after_an_emoji_too() -> None:
    first, second = first_lines("😀 😀 😀 " + "fortsettelse " * 9, tokens.font(), 300)
    assert first.endswith("fortsettelse")
    assert second.startswith("fortsettelse")
