"""The Excel file, read back as another program reads it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from facilitator import progress
from facilitator.errors import FacilitatorError
from facilitator.report.sheet import Book, Heading, Sheet, Value
from facilitator.report.text import legible
from facilitator.report.xlsx import LONGEST, MARK, cell_text, export_xlsx
from facilitator.report.xlsx_parts import column_name
from tests.report.hostile import PAYLOADS


def a_book(*sheets: Sheet, title: str = "Stormøte") -> Book:
    return Book(title, "nb", datetime(2024, 3, 5, 14, 40, tzinfo=UTC), sheets)


def a_sheet(*rows: tuple[Value, ...], title: str = "Program", headings: tuple[str, ...] = ("A",)) -> Sheet:
    return Sheet(title, tuple(Heading(heading, 12) for heading in headings), rows)


def written(folder: Path, *rows: tuple[Value, ...], title: str = "Program") -> Worksheet:
    """The sheet of these rows, saved and opened again."""
    headings = tuple(Heading(f"Kolonne {number}", 12) for number in range(1, len(rows[0]) + 1))
    export_xlsx(a_book(Sheet(title, headings, rows)), folder / "ut.xlsx")
    page = openpyxl.load_workbook(folder / "ut.xlsx").worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def values(page: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in page.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_is_text_and_nothing_else(payload: str, tmp_path: Path) -> None:
    cell = written(tmp_path, (payload,)).cell(2, 1)
    assert cell.data_type == "s"
    assert str(cell.value).replace("_x005F_", "_") == legible(payload)


def test_times_and_lengths_are_values_that_can_be_reckoned_with(tmp_path: Path) -> None:
    instant = datetime.fromisoformat("2024-03-05 11:03:59")
    row = (time(9, 30, 15), timedelta(hours=25, minutes=5), instant, 20_000, None, "")
    page = written(tmp_path, row)
    assert values(page) == [(*row[:4], None, None)]
    formats = [page.cell(2, column).number_format for column in range(1, 5)]
    assert formats == ["hh:mm", "[h]:mm", "yyyy\\-mm\\-dd\\ hh:mm", "0"]


def test_the_headings_stay_in_sight_and_the_columns_are_wide_enough(tmp_path: Path) -> None:
    page = written(tmp_path, ("a",))
    assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")
    assert page.column_dimensions["A"].width == 12
    assert page.cell(1, 1).value == "Kolonne 1"


def test_a_sign_that_excel_takes_for_a_number_of_a_character_is_escaped() -> None:
    assert cell_text("_x000D_ _x00 _x005F_") == ["_x005F_x000D_ _x00 _x005F_x005F_"]


@pytest.mark.parametrize("text", ["å" * 70_000, "🚌" * 40_000, "a🚌" * 20_000], ids=["å", "bus", "both"])
def test_a_long_text_goes_on_in_the_next_column_with_a_mark(text: str, tmp_path: Path) -> None:
    page = written(tmp_path, (text, "etter"), ("kort", "etter"))
    first, *rest = values(page)[0]
    parts = [first, *(part for part in rest if part != "etter")]
    assert all(len(part.encode("utf-16-le")) // 2 <= LONGEST for part in parts)
    assert all(part.endswith(MARK) for part in parts[:-1])
    assert "".join(part.removesuffix(MARK).removeprefix(MARK.strip()) for part in parts) == text
    headings = [cell.value for cell in page[1]]
    assert headings[:2] == ["Kolonne 1", "Kolonne 1 (2)"]
    assert values(page)[1] == ("kort", *[None] * (len(parts) - 1), "etter")


def test_a_title_that_no_sheet_may_have_is_mended(tmp_path: Path) -> None:
    assert written(tmp_path, ("a",), title="A/B: [C]" + "x" * 40).title == "A B   C " + "x" * 23


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError):
        written(tmp_path / "nowhere", ("a",))


def test_text_that_begins_as_a_formula_stays_text_when_it_is_edited(tmp_path: Path) -> None:
    page = written(tmp_path, ("=1+1", "1+1"))
    assert [page.cell(2, column).quotePrefix for column in (1, 2)] == [True, False]


def test_the_rows_are_a_table_with_filters(tmp_path: Path) -> None:
    page = written(tmp_path, ("a", "b"), ("c", "d"))
    (table,) = page.tables.values()
    assert (table.ref, table.autoFilter and table.autoFilter.ref) == ("A1:B3", "A1:B3")
    assert [column.name for column in table.tableColumns] == [cell.value for cell in page[1]]
    assert table.tableStyleInfo
    assert table.tableStyleInfo.showRowStripes


def test_a_table_without_rows_has_an_empty_one_since_excel_wants_it(tmp_path: Path) -> None:
    export_xlsx(a_book(a_sheet()), tmp_path / "ut.xlsx")
    (table,) = openpyxl.load_workbook(tmp_path / "ut.xlsx").worksheets[0].tables.values()
    assert table.ref == "A1:A2"


def test_no_two_headings_or_titles_are_alike(tmp_path: Path) -> None:
    headings = ("Runde", "runde", "Runde (2)", "", "_x000D_", 'a "b" <c>\n& d')
    sheet = a_sheet(("x",) * len(headings), headings=headings)
    export_xlsx(a_book(sheet, a_sheet(title="program"), a_sheet(title="It's")), tmp_path / "ut.xlsx")
    book = openpyxl.load_workbook(tmp_path / "ut.xlsx")
    assert book.sheetnames == ["Program", "program (2)", "It's"]
    told = ["Runde", "runde (2)", "Runde (2) (2)", "–", "_x005F_x000D_", 'a "b" <c> & d']
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]] == told
    (table,) = page.tables.values()
    assert [column.name for column in table.tableColumns] == [*told[:4], "_x000D_", told[5]]


def test_the_file_says_what_it_is_and_in_which_language(tmp_path: Path) -> None:
    export_xlsx(a_book(a_sheet(), title="<Stormøte> & \x07"), tmp_path / "ut.xlsx")
    told = openpyxl.load_workbook(tmp_path / "ut.xlsx").properties
    assert (told.title, told.language, told.creator) == ("<Stormøte> & [U+0007]", "nb", "Facilitator")
    assert told.created == told.modified == datetime.fromisoformat("2024-03-05 14:40")


def test_the_same_book_is_the_same_bytes(tmp_path: Path) -> None:
    book = a_book(a_sheet(("a",)), a_sheet((1,), title="To"))
    for name in ("1.xlsx", "2.xlsx"):
        export_xlsx(book, tmp_path / name)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    with ZipFile(tmp_path / "1.xlsx") as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_every_part_is_named_and_there(tmp_path: Path) -> None:
    export_xlsx(a_book(a_sheet(("a",)), a_sheet((1,), title="To")), tmp_path / "ut.xlsx")
    with ZipFile(tmp_path / "ut.xlsx") as archive:
        there = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
    named = {name.removeprefix("/") for name in re.findall('PartName="([^"]+)"', types)}
    assert named == {name for name in there if not name.endswith(".rels") and name[0] != "["}


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_columns_have_letters(number: int, name: str) -> None:
    assert column_name(number) == name


def test_many_rows_can_be_stopped_while_they_are_written(tmp_path: Path) -> None:
    heard: list[int] = []
    for rows in (10, 2500):
        with progress.heard_by(heard.append):
            export_xlsx(a_book(a_sheet(*[("a",)] * rows)), tmp_path / "ut.xlsx")
        heard.append(-1)
    few, many = heard.index(-1), len(heard) - heard.index(-1) - 2
    assert many == few + 2
