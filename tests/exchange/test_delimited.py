"""CSV and TSV as spreadsheet programs save them; delimiter and encoding are found out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from facilitator import i18n
from facilitator.errors import FacilitatorError
from facilitator.exchange.delimited import find_delimiter, find_encoding, read_delimited
from facilitator.exchange.files import read_book
from facilitator.exchange.sheets import MAX_ROWS, Book, StoppedError

NORWEGIAN = 'Kl.;Min;Tittel\r\n9.30;15;"Åpning, ""velkommen""\nog takk"\r\n9.45;25;Ærlig øl\r\n'
ROWS = (("Kl.", "Min", "Tittel"), ("9.30", "15", 'Åpning, "velkommen"\nog takk'), ("9.45", "25", "Ærlig øl"))


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.use("en")


@pytest.mark.parametrize(
    ("codec", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_the_encoding_is_found_out(codec: str, found: str) -> None:
    book = read_delimited(NORWEGIAN.encode(codec), "dag")
    assert (book.encoding, book.delimiter) == (found, ";")
    assert book.sheets[0].rows == ROWS


def test_bytes_that_no_encoding_has_are_shown_and_stop_nothing() -> None:
    assert find_encoding(b"\x81\xff") == "cp1252"
    assert read_delimited(b"a;\x81\nb;c", "dag").sheets[0].rows[1] == ("b", "c")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Kl.;Tittel\n9,30;Kaffe, te\n10,00;Hei, du, der\n", ";"),
        ("Kl.\tTittel\n9:30\tKaffe, te; kaker\n", "\t"),
        ('Start,Title\n9:30,"Coffee; tea"\n', ","),
        ("sep=,\na,b;c;d\n", ","),
        ("Tittel\nKaffe\n", ";"),
        ("", ";"),
    ],
)
def test_the_delimiter_is_found_out(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def test_both_can_be_chosen_instead() -> None:
    book = read_delimited(b"a,b;c\n", "dag", encoding="cp1252", delimiter=",")
    assert (book.encoding, book.delimiter) == ("cp1252", ",")
    assert book.sheets[0].rows == (("a", "b;c"),)


def test_control_characters_are_made_visible() -> None:
    assert read_delimited(b"a\x00b;c\x1bd\te", "dag").sheets[0].rows == (("a�b", "c�d\te"),)


def test_the_guard_before_what_looks_like_a_formula_is_taken_off() -> None:
    [sheet] = read_delimited(b"'=1+1;'-Pause;'til i dag'\n", "dag").sheets
    assert sheet.rows == (("=1+1", "-Pause", "'til i dag'"),)


def test_no_more_rows_are_read_than_a_day_has() -> None:
    [sheet] = read_delimited(b"a;b\n" * 2_000_000, "dag").sheets
    assert len(sheet.rows) == MAX_ROWS
    assert sheet.remarks


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'"' + b"x" * 200_000, "could not be parted into cells"),
        (b"x;" * 5_500_000, "too large"),
        (b"\n".join([b"x" * 30_000] * 200), "too large"),
    ],
)
def test_what_is_too_much_is_refused(data: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "dag.csv"
    file.write_bytes(data)
    with pytest.raises(FacilitatorError, match=told):
        read_book(file)


def test_reading_stops_when_nobody_waits_any_more() -> None:
    with pytest.raises(StoppedError):
        read_delimited(b"a;b", "dag", go_on=lambda: False)


def test_no_mutation_gets_past_the_one_kind_of_error(tmp_path: Path) -> None:
    chance = random.Random(7)
    file = tmp_path / "dag.csv"
    outcomes: set[type] = set()
    for _time in range(300):
        data = bytearray(NORWEGIAN.encode(chance.choice(("utf-8-sig", "cp1252", "utf-16"))))
        for _change in range(chance.randint(1, 10)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data)
        try:
            book = read_book(file)
            outcomes.add(type(book))
            assert not any("\0" in cell for row in book.sheets[0].rows for cell in row)
        except FacilitatorError:
            outcomes.add(FacilitatorError)
    assert outcomes == {Book, FacilitatorError}
