"""Items to a spreadsheet and back, by the clipboard."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import time
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE, ZERO, Item, ItemKind, Speaker
from facilitator.i18n import LANGUAGES, Language, speaking
from facilitator.item_table import (
    HEADINGS,
    MOST_ROWS,
    MOST_TEXT,
    items_from_json,
    items_from_text,
    items_to_json,
    items_to_text,
)
from facilitator.sample import sample_plan
from tests.builders import a_rich_event, an_item


def read(text: str) -> tuple[Item, ...]:
    numbers = count(1)
    return items_from_text(text, lambda: f"new-{next(numbers)}")


def lines(text: str) -> list[tuple[str, int, str]]:
    """Pinned start, minutes and title of each item."""
    return [
        (f"{item.start:%H:%M}" if item.start else "", item.length // MINUTE, item.title)
        for item in read(text)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_comes_back_as_it_went_in_every_language(language: Language) -> None:
    items = sample_plan().event.items
    with speaking(language):
        text = items_to_text(items)
    back = read(text)
    told = ("title", "start", "end", "length", "minimum", "kind", "cue", "group", "prompt", "private_notes")
    assert [[getattr(item, name) for name in told] for item in back] == [
        [getattr(item, name) for name in told] for item in items
    ]
    assert [[one.name for one in item.speakers] for item in back] == [
        [one.name for one in item.speakers] for item in items
    ]
    assert len({item.id for item in back}) == len(items)


def test_a_row_is_a_line_of_cells_with_a_heading() -> None:
    item = an_item(
        title="Fri",
        start=time(9, 30),
        cue="3",
        speakers=(Speaker(name="Ada", title="Dr."), Speaker(name="Bo")),
    )
    with speaking("en"):
        heading, row, *_rest = items_to_text([item]).split("\r\n")
    assert heading.split("\t")[:4] == ["Start", "Minutes", "Title", "Who"]
    assert row.split("\t")[:6] == ["09:30", "30", "Fri", '"Ada, Dr.\nBo"', "talk", "3"]


@pytest.mark.parametrize(
    "heading",
    ["Tid\tHva\tMinutter\tHvem", "KLOKKESLETT\tTittel\tVarigheit\tKven", "Start\tItem\tLength\tSpeaker"],
)
def test_columns_are_known_by_their_headings(heading: str) -> None:
    (item,) = read(f"{heading}\n9.30\tFri flyt\t1t15\tAda, Dr.")
    assert (item.start, item.title, item.length) == (time(9, 30), "Fri flyt", 75 * MINUTE)
    assert item.speakers == (Speaker(name="Ada", title="Dr."),)


def test_a_heading_leads_to_one_column() -> None:
    words = [word for words in HEADINGS.values() for word in words.split("|")]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00\tA\n9:30\tB\n9:40\tC", [("09:00", 30, "A"), ("", 10, "B"), ("", 15, "C")]),
        ("930\tA\n1000\tB", [("09:30", 30, "A"), ("", 15, "B")]),
        ("30\tA\n15\tB", [("", 30, "A"), ("", 15, "B")]),
        ("A\t25 min\nB\t1t", [("", 25, "A"), ("", 60, "B")]),
        ("09:00\t0:25\tA\n09:40\t0:10\tB", [("09:00", 25, "A"), ("09:40", 10, "B")]),
        ("09:00\t09:25\tA\n10:00\t10:30\tB", [("09:00", 25, "A"), ("10:00", 30, "B")]),
        ("9:00 AM\tA\n1:00 PM\tB", [("09:00", 240, "A"), ("", 15, "B")]),
        ("Pause", [("", 15, "Pause")]),
        ("A\nB", [("", 15, "A"), ("", 15, "B")]),
        ("\tTid\n", [("", 15, "Tid")]),
        ("A\tKari\tTa med kake", [("", 15, "A")]),
        ("", []),
        ("\n\t\n", []),
    ],
)
def test_columns_without_headings_are_guessed(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert lines(text) == expected


def test_empty_rows_are_passed_over_and_quoted_cells_are_whole() -> None:
    text = 'Tittel\tNotater\tMin\r\n"Pause\r\nute"\t"Si ""hei""\nog\tvent"\t15\r\n\r\n\t\t\r\nB\t\t5\r\n'
    first, second = read(text)
    assert (first.title, first.private_notes) == ("Pause ute", 'Si "hei"\nog\tvent')
    assert (second.title, second.length) == ("B", 5 * MINUTE)


def test_what_nobody_types_is_left_out() -> None:
    (item,) = read("Title\tNotes\nA\x00\x07b\ud800\t\x1bHi")
    assert (item.title, item.private_notes) == ("Ab", "Hi")


def test_pins_are_kept_where_not_every_row_has_a_time() -> None:
    text = "Start\tMin\tTittel\n9:00\t30\tA\n\t30\tB\n10:00\t30\tC"
    assert lines(text) == [("09:00", 30, "A"), ("", 30, "B"), ("10:00", 30, "C")]


def test_a_locked_end_is_one_that_start_and_length_do_not_tell() -> None:
    text = "Start\tMin\tSlutt\tTittel\n9:00\t30\t9:30\tA\n\t30\t10:15\tB"
    assert [item.end for item in read(text)] == [None, time(10, 15)]


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [
        ("pause", "Noe", ItemKind.BREAK),
        ("Break", "Noe", ItemKind.BREAK),
        ("", "Lunsj", ItemKind.BREAK),
        ("", "Kaffepause ute", ItemKind.BREAK),
        ("", "Velkommen til alle", ItemKind.WELCOME),
        ("ukjent", "Pausefri samtale", ItemKind.TALK),
    ],
)
def test_the_kind_is_read_or_told_by_the_title(kind: str, title: str, expected: ItemKind) -> None:
    (item,) = read(f"Type\tTittel\n{kind}\t{title}")
    assert item.kind is expected


def test_a_marker_takes_no_time() -> None:
    (item,) = read("Kind\tTitle\tLength\nmarker\tThe photographer comes\t0")
    assert (item.kind, item.length) == (ItemKind.MARKER, ZERO)


@pytest.mark.parametrize(
    ("text", "row", "reason"),
    [
        ("9:00\tA\n25:70\tB\n9:30\tC", 2, "“25:70” is not a time of day"),
        ("25:70\tLunsj", 1, "“25:70” is not a time of day"),
        ("Tid\tHva\n9\tA\n\n10\t", 4, "it has no title"),
        ("Hva\tMin\nA\t10\nB\tlenge", 3, "“lenge” is not a length"),
        ("Hva\tMinst\nA\t-5", 2, "“-5” is not a length"),
        ("Hva\tMin\nA\t0", 2, "it takes no time"),
        ("9:00\tA\n8:00\tB", 1, "it takes no time"),
        ("9:00\t8:00\tA", 1, "it takes no time"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_row(text: str, row: int, reason: str) -> None:
    with speaking("en"), pytest.raises(FacilitatorError) as told:
        read(text)
    assert told.value.message == f"Row {row} can't be pasted: {reason}. Nothing was pasted."


def test_a_hundred_rows_with_gaps_are_read_or_refused_whole() -> None:
    rows = ["" if number % 7 == 0 else f"{number}\tPost {number}" for number in range(1, 101)]
    assert len(read("\n".join(rows))) == 86
    rows[49] = "ti\tPost 50"
    with pytest.raises(FacilitatorError, match="50"):
        read("\n".join(rows))


@pytest.mark.parametrize("text", ["A\n" * (MOST_ROWS + 1), "A" * (MOST_TEXT + 1), "A" * 200_000])
def test_too_much_is_refused(text: str) -> None:
    with pytest.raises(FacilitatorError):
        read(text)


@given(st.text(alphabet=st.sampled_from('aå0159:.,-"\t\n\r mt%\x00\u2028'), max_size=60))
def test_whatever_is_pasted_is_items_or_a_sentence(pasted: str) -> None:
    with suppress(FacilitatorError):
        assert all(item.title and item.length > ZERO for item in read(pasted))


def test_items_come_back_whole_from_json() -> None:
    items = a_rich_event().items
    assert items_from_json(items_to_json(items)) == items


@pytest.mark.parametrize("text", ["", "{}", '[{"id": 1}]', "[" * 100_000])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        items_from_json(text)


def test_seconds_are_not_written() -> None:
    item = replace(an_item(title="A"), length=MINUTE * 1.4)
    assert items_to_text([item]).split("\r\n")[1].split("\t")[1] == "1"


def test_what_is_beside_another_item_comes_back_so() -> None:
    items = (an_item("a", minutes=60), an_item("b", ItemKind.CAFE, beside=True), an_item("c"))
    assert [item.beside for item in read(items_to_text(items))] == [False, True, False]


def test_in_a_list_of_times_it_is_not_pinned_to_the_start_it_follows() -> None:
    head = "Start\tMinutes\tTitle\tKind\tAt the same time"
    rows = ("9:00\t60\tForedrag\tforedrag\t", "9:00\t30\tKafé\tcafédialog\tja", "10:00\t30\tLunsj\tpause\t")
    assert [item.pinned for item in read("\n".join((head, *rows)))] == [True, False, False]
