"""CSV, read back as the Norwegian Excel reads it."""

from __future__ import annotations

import csv
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.report.csv import export_csv, field_text
from facilitator.report.sheet import FORMULA, Heading, Sheet, Value
from facilitator.report.text import legible
from tests.report.hostile import PAYLOADS


def written(folder: Path, *rows: tuple[Value, ...]) -> bytes:
    headings = tuple(Heading(f"Kolonne {number}", 12) for number in range(1, len(rows[0]) + 1))
    export_csv(Sheet("Program", headings, rows), folder / "ut.csv")
    return (folder / "ut.csv").read_bytes()


def test_excel_knows_it_by_its_mark_its_semicolons_and_its_line_ends(tmp_path: Path) -> None:
    assert written(tmp_path, ("å", "b")) == b"\xef\xbb\xbfKolonne 1;Kolonne 2\r\n\xc3\xa5;b\r\n"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_comes_back_and_begins_no_formula(payload: str, tmp_path: Path) -> None:
    written(tmp_path, ("før", payload, "etter"))
    with (tmp_path / "ut.csv").open(encoding="utf-8-sig", newline="") as file:
        _head, row = csv.reader(file, delimiter=";")
    assert (row[0], row[2]) == ("før", "etter")
    assert typed(row[1]) == legible(payload)
    assert row[1][0] not in "=+-@\t\r"


def typed(field: str) -> str:
    """What was typed, of what stands in the file."""
    return field.removeprefix("'") if field.lstrip("'").startswith(FORMULA) else field


@given(st.text(alphabet="'=+-@ a;\"\n", max_size=6))
def test_no_two_texts_are_the_same_field(text: str) -> None:
    assert typed(field_text(text)) == text
    assert not field_text(text).startswith(FORMULA)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A", "\tx", "\rx"])
def test_an_apostrophe_goes_before_what_begins_a_formula(text: str) -> None:
    assert field_text(text) == "'" + legible(text)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (time(9, 5), "09:05"),
        (time(9, 5, 7), "09:05:07"),
        (timedelta(minutes=45), "0:45"),
        (timedelta(hours=25, seconds=5), "25:00:05"),
        (datetime.fromisoformat("2024-03-05 11:03:59"), "2024-03-05 11:03:59"),
        (20_000, "20000"),
        (None, ""),
        ("", ""),
    ],
)
def test_times_and_lengths_are_written_as_excel_reads_them(value: Value, told: str, tmp_path: Path) -> None:
    assert written(tmp_path, (value, "x")).decode("utf-8-sig").splitlines()[1] == f"{told};x"
