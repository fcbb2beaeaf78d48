"""Rows become items; what cannot be understood is told with its row, its text and what to do."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import i18n
from facilitator.event import MINUTE, ZERO, ItemKind, Speaker
from facilitator.exchange.columns import HEADINGS, Field
from facilitator.exchange.rows import Entry, Problem, read_rows
from facilitator.exchange.sheets import Sheet, sheet_of


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.use("en")


def read(text: str, **values: Any) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The items of a sheet that is drawn with | between cells; its header is found."""
    sheet = sheet_of("x", [line.strip().split("|") for line in text.strip().splitlines()], **values)
    header = HEADINGS.find_header(sheet)
    return read_rows(sheet, header, HEADINGS.columns_below(sheet, header))


def told(text: str) -> list[tuple[int, str]]:
    return [(problem.row, problem.sentence) for problem in read(text)[1]]


def test_a_row_becomes_an_item_with_what_it_says() -> None:
    [entry], problems = read(
        """Nr|Kl.|Min|Post|Hvem|Type|Gruppe|Språk|Merknad|Varsel|Siste minutt|Minst
        3|9.30|25|  Hei   du |Kari, leder; Ola|pause|Morgen|engelsk|Mikrofon|5|10 %|20"""
    )
    item = entry.item
    assert problems == ()
    assert (entry.row, item.cue, item.title, item.kind, item.group) == (2, "3", "Hei du", "break", "Morgen")
    assert (item.start, item.length, item.minimum) == (time(9, 30), 25 * MINUTE, 20 * MINUTE)
    assert item.speakers == (Speaker(name="Kari", title="leder"), Speaker(name="Ola"))
    assert (item.language, item.private_notes) == ("en", "Mikrofon")
    assert (item.warning, item.last_minute, item.last_minute_share) == (5 * MINUTE, None, 10)


def test_an_empty_cell_says_nothing() -> None:
    [entry], _problems = read("Kl.|Min|Post|Hvem|Merknad|Varsel\n|30|Hei|||")
    assert entry.given == {"title", "length"}


def test_no_cue_and_no_tick_are_said() -> None:
    assert read("Nr|Post\n|Hei")[0][0].given == {"title", "cue"}
    first, second = read("Post|Hopp over|Pinned\nHei||\nDu|x|ja")[0]
    assert (first.item.skipped, first.pinned, "skipped" in first.given) == (False, False, True)
    assert (second.item.skipped, second.pinned) == (True, True)


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    entries, problems = read("Stormøte\n\nKl.|Post\n\n9|Hei\n|\n10|Du")
    assert [entry.row for entry in entries] == [5, 7]
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Kl.|Post\n9|A\n9.30|B\n10.15|C", [30, 45, 0]),
        ("Kl.|Post\n9-9.20|A\n9.30-10|B", [20, 30]),
        ("Start|Slutt|Post\n9|9.20|A\n|9.50|B", [20, 30]),
        ("Start|Min|Post\n9|15|A\n|30|B\n|x|C\n10|5|D", [15, 30, 15, 5]),
        ("Start|Type|Post\n9||A\n9.15|marker|M\n9.30||B", [30, 0, 0]),
        ("Start|Skip|Post\n9||A\n9.10|x|B\n9.30||C", [30, 20, 0]),
    ],
    ids=["next start", "span", "end", "gap between known", "marker", "skipped"],
)
def test_a_length_follows_from_the_times_around_it(text: str, minutes: list[int]) -> None:
    entries, _problems = read(text)
    assert [entry.item.length / MINUTE for entry in entries] == minutes


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        ("Kl.|Post\nti|A", 2, "“ti” (Start) is not a time of day"),
        ("Kl.|Slutt|Post\n9|ti|A", 2, "“ti” (End) is not a time of day"),
        ("Min|Post\nlenge|A", 2, "“lenge” (Length) is not a length"),
        ("Min|Post\n26 t|A", 2, "“26 t” (Length) is not a length"),
        ("Min|Post\n0|A", 2, "The length is zero"),
        ("Min|Post|Varsel\n9|A|snart", 2, "“snart” (Warning) is not a length"),
        ("Skip|Post\nkanskje|A", 2, "“kanskje” (Skipped) is neither yes nor no"),
        ("Språk|Post\nklingon|A", 2, "“klingon” (Language) is not a known language"),
        ("Type|Post\nfest|A", 2, "“fest” is not a kind of item"),
        ("Type|Post\ndelay|A", 2, "A delay is not imported"),
        ("Min|Post\n25|", 2, "has no title"),
        ("Start|Slutt|Post\n9|8|A", 2, "“A” ends before it starts"),
        ("Start|Post\n9|A\n8|B\n10|C", 2, "“A” starts after what comes next"),
        ("Start|Slutt|Min|Post\n9|10|30|A", 2, "does not fit"),
        (f"Kl.|Post\n{'x' * 300}|A", 2, "“xxxxxxx"),
    ],
)
def test_what_makes_no_sense_is_told(text: str, row: int, words: str) -> None:
    [(at, sentence)] = told(text)
    assert at == row
    assert words in sentence
    assert len(sentence) < 200


def test_a_cell_that_is_not_understood_does_not_cost_the_row() -> None:
    [entry], _problems = read("Kl.|Min|Post\nti|25|A")
    assert (entry.item.title, entry.item.length, "start" in entry.given) == ("A", 25 * MINUTE, False)


def test_a_formula_without_a_value_is_told_where_its_column_is_read() -> None:
    _entries, problems = read("Kl.|Post|Farge\n|A|", uncalculated=frozenset({(1, 0), (1, 2), (0, 0)}))
    assert [problem.row for problem in problems] == [2]
    assert "“Start” is a formula without a value" in problems[0].sentence


def test_without_a_header_the_columns_are_as_chosen() -> None:
    sheet = sheet_of("x", [["9", "Hei"]])
    [entry], _problems = read_rows(sheet, -1, {0: Field.START, 1: Field.TITLE})
    assert (entry.row, entry.item.title) == (1, "Hei")


ONTIME = (
    """ⓘ Notes on import||||||ⓘ How to use
|||Note ------|||||Note
Cue|Title|Colour|Time Start|Time End|Duration|Link Start|Note|Timer Type"""
    """|Count To End|Skip|Warning Time|Danger Time|AV
Demo|Clear all|#9d9d9d||||||milestone|||||
|Morning|#339E4E||||||group-start|||||
1|Countdown||10:00:00|11:00:00||false|Music|count-down|false|false|00:02:00|00:01:00|Camera
1.1|Welcome||||00:10:00|true||count-up||true|||
||||||||group-end|||||
2|Lunch||12:00:00|13:00:00||||time-to-end|||||
|Buffer||||00:05:00|||delay|||||
|Not this||||00:05:00|||skip-import|||||"""
)


def test_ontimes_spreadsheet_is_read_as_it_is() -> None:
    entries, problems = read(ONTIME)
    demo, countdown, welcome, lunch = entries
    assert [problem.row for problem in problems] == [10]
    assert (demo.item.kind, demo.item.length, demo.item.group) == (ItemKind.MARKER, ZERO, "")
    item = countdown.item
    assert (item.cue, item.group, item.length, item.private_notes) == ("1", "Morning", 60 * MINUTE, "Music")
    assert (item.warning, item.last_minute, countdown.pinned) == (2 * MINUTE, MINUTE, True)
    assert (welcome.item.skipped, welcome.pinned, welcome.item.length) == (True, False, 10 * MINUTE)
    assert (lunch.item.count_to_end, lunch.item.group, lunch.item.start) == (True, "", time(12))
    assert lunch.pinned is None


texts = st.text(max_size=12) | st.sampled_from(
    ["9", "9.30", "25", "pause", "x", "group", "0.5", "9-10", "-1"]
)


@given(st.lists(st.lists(texts, max_size=18), max_size=8))
def test_no_sheet_makes_it_stumble(rows: list[list[str]]) -> None:
    sheet: Sheet = sheet_of("x", rows)
    entries, problems = read_rows(sheet, -1, dict(enumerate(Field)))
    assert all(entry.item.title for entry in entries)
    assert all(ZERO <= entry.item.length <= timedelta(hours=24) for entry in entries)
    told_of = {entry.row for entry in entries} | {problem.row for problem in problems}
    assert told_of <= set(range(1, len(rows) + 1))
