"""A sheet as an Excel file: times and lengths as values, whatever people typed as text."""

from __future__ import annotations

import re
from datetime import time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from facilitator.report.files import replacing
from facilitator.report.sheet import Heading, Sheet, Value
from facilitator.report.text import legible

LONGEST: Final = 32_767  # UTF-16 units that a cell holds
MARK: Final = " […]"  # at the end of a text that goes on in the next column, and at its start there
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read «_x000D_» as a character's number
_ON_TOP: Final = Alignment(vertical="top", wrap_text=True)
_TIME: Final = "hh:mm"
_LENGTH: Final = "[h]:mm"


def export_xlsx(sheet: Sheet, path: Path) -> None:
    """Write the sheet. Raise FacilitatorError where it cannot be written; what stood at ``path`` is kept."""
    book = Workbook()
    book.properties.creator = "Facilitator"
    page = book.worksheets[0]
    page.title = re.sub(r"[\[\]:*?/\\]", " ", sheet.title)[:31]
    _fill(page, _in_parts(sheet))
    written = BytesIO()  # openpyxl leaves a broken archive open where the disk fails
    book.save(written)
    with replacing(path) as file:
        file.write(written.getbuffer())


def cell_text(text: str) -> list[str]:
    """The text as a cell's, in as many parts as cells are needed; never a formula, nothing left out."""
    escaped = _ESCAPE.sub("_x005F_", legible(text))
    parts = []
    while _units(escaped) > LONGEST:
        end = _fitting(escaped, LONGEST - len(MARK))
        parts.append(escaped[:end] + MARK)
        escaped = MARK.strip() + escaped[end:]
    return [*parts, escaped]


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _fitting(text: str, most: int) -> int:
    """How many characters of the text are at most that many UTF-16 units."""
    end = min(len(text), most)
    while _units(text[:end]) > most:
        end -= max(1, (_units(text[:end]) - most) // 2)
    return end


def _in_parts(sheet: Sheet) -> Sheet:
    """The sheet with further columns beside those whose texts are too long for one cell."""
    rows = [[cell_text(value) if isinstance(value, str) else [value] for value in row] for row in sheet.rows]
    needed = [max([1, *(len(row[index]) for row in rows)]) for index in range(len(sheet.headings))]
    headings = tuple(
        Heading(heading.title if part == 1 else f"{heading.title} ({part})", heading.width)
        for heading, parts in zip(sheet.headings, needed, strict=True)
        for part in range(1, parts + 1)
    )
    split = (
        tuple(value for cell, parts in zip(row, needed, strict=True) for value in _padded(cell, parts))
        for row in rows
    )
    return Sheet(sheet.title, headings, tuple(split))


def _padded(values: list[str] | list[time | timedelta | None], to: int) -> list[Value]:
    return [*values, *[None] * (to - len(values))]


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for column, heading in enumerate(sheet.headings, 1):
        cell = page.cell(1, column)
        _put(cell, heading.title)
        cell.font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = heading.width
    for number, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            if value is not None and value != "":
                _put(page.cell(number, column), value)
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # a new page has them


def _put(cell: Cell | MergedCell, value: Value) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    else:
        cell.number_format = _TIME if isinstance(value, time) else _LENGTH
    cell.alignment = _ON_TOP
