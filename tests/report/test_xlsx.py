"""The Excel file, read back as another program reads it."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from facilitator.errors import FacilitatorError
from facilitator.report.sheet import Heading, Sheet, Value
from facilitator.report.text import legible
from facilitator.report.xlsx import LONGEST, MARK, cell_text, export_xlsx
from tests.report.hostile import PAYLOADS


def written(folder: Path, *rows: tuple[Value, ...], title: str = "Program") -> Worksheet:
    """The sheet of these rows, saved and opened again."""
    headings = tuple(Heading(f"Kolonne {number}", 12) for number in range(1, len(rows[0]) + 1))
    export_xlsx(Sheet(title, headings, rows), folder / "ut.xlsx")
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
    page = written(tmp_path, (time(9, 30), timedelta(hours=25, minutes=5), None, ""))
    assert values(page) == [(time(9, 30), timedelta(hours=25, minutes=5), None, None)]
    assert [page.cell(2, column).number_format for column in (1, 2)] == ["hh:mm", "[h]:mm"]


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
