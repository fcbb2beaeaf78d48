"""Sheets as an Excel file: times, lengths and numbers as values, whatever people typed as text.

The same book is always the same bytes. Rows are written as they come, since a library that makes an object
of each cell takes ten times as long for 20,000 notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from facilitator import progress
from facilitator.report import xlsx_parts as part
from facilitator.report.files import replacing
from facilitator.report.sheet import FORMULA, Book, Heading, Sheet, Value
from facilitator.report.text import legible

LONGEST: Final = 32_767  # UTF-16 units that a cell holds
MARK: Final = " […]"  # at the end of a text that goes on in the next column, and at its start there
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read «_x000D_» as a character's number
_NOT_IN_A_TITLE: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_TITLE: Final = 31
_LONGEST_HEADING: Final = 200  # Excel takes 255
_ROWS_AT_ONCE: Final = 1000  # until the work may be stopped
_HIGHEST: Final = 409  # points that a row may have
_BEGINNING: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's day 0 is in no zone
_DAY: Final = timedelta(days=1)


def export_xlsx(book: Book, path: Path) -> None:
    """Write the book. Raise FacilitatorError where it cannot be written; what stood at ``path`` is kept."""
    written = BytesIO()
    titles = _unlike(
        [_NOT_IN_A_TITLE.sub(" ", legible(sheet.title)) for sheet in book.sheets], _LONGEST_TITLE
    )
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in part.parts(book, titles):
            archive.writestr(_member(name), content)
        for number, sheet in enumerate(book.sheets, 1):
            whole = _in_parts(sheet)
            with archive.open(_member(f"xl/worksheets/sheet{number}.xml"), "w") as file:
                file.writelines(piece.encode("utf-8") for piece in _pieces(whole, shown=number == 1))
            table = part.table(number, whole.headings, len(whole.rows))
            archive.writestr(_member(f"xl/tables/table{number}.xml"), table)
    with replacing(path) as target:
        target.write(written.getbuffer())


def cell_text(text: str) -> list[str]:
    """The text as a cell's, in as many parts as cells are needed; never a formula, nothing left out."""
    escaped = _ESCAPE.sub("_x005F_", legible(text))
    parts = []
    while _units(escaped) > LONGEST:
        end = _fitting(escaped, LONGEST - len(MARK))
        parts.append(escaped[:end] + MARK)
        escaped = MARK.strip() + escaped[end:]
    return [*parts, escaped]


def _member(name: str) -> ZipInfo:
    made = ZipInfo(name)  # of 1980, whenever it is written
    made.compress_type = ZIP_DEFLATED
    return made


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def _fitting(text: str, most: int) -> int:
    """How many characters of the text are at most that many UTF-16 units."""
    end = min(len(text), most)
    while _units(text[:end]) > most:
        end -= max(1, (_units(text[:end]) - most) // 2)
    return end


def _unlike(titles: Sequence[str], most: int) -> list[str]:
    """The titles, none longer than that, and those that another one is like numbered from 2."""
    known: set[str] = set()
    made = []
    for title in titles:
        number, one = 1, title[:most]
        while one.casefold() in known:
            number += 1
            mark = f" ({number})"
            one = title[: most - len(mark)] + mark
        known.add(one.casefold())
        made.append(one)
    return made


def _in_parts(sheet: Sheet) -> Sheet:
    """The sheet with further columns beside those whose texts are too long for one cell.

    No two headings are alike: a table wants them so.
    """
    rows = [[cell_text(value) if isinstance(value, str) else [value] for value in row] for row in sheet.rows]
    needed = [max([1, *(len(row[index]) for row in rows)]) for index in range(len(sheet.headings))]
    headings = [heading for heading, parts in zip(sheet.headings, needed, strict=True) for _ in range(parts)]
    texts = (" ".join(cell_text(heading.title)[0].split()) for heading in headings)
    titles = _unlike([text or "–" for text in texts], _LONGEST_HEADING)
    return Sheet(
        sheet.title,
        tuple(Heading(title, old.width) for title, old in zip(titles, headings, strict=True)),
        tuple(
            tuple(value for cell, parts in zip(row, needed, strict=True) for value in _padded(cell, parts))
            for row in rows
        ),
    )


def _padded(values: Sequence[Value], to: int) -> list[Value]:
    return [*values, *[None] * (to - len(values))]


def _pieces(sheet: Sheet, *, shown: bool) -> Iterator[str]:
    names = [part.column_name(number) for number in range(1, len(sheet.headings) + 1)]
    yield part.sheet_head(sheet.headings, shown=shown)
    widths = [heading.width for heading in sheet.headings]
    titles = [heading.title for heading in sheet.headings]
    heads = (_text(f"{name}1", part.HEADING, title) for name, title in zip(names, titles, strict=True))
    yield f'<row r="1" ht="{_height(titles, widths)}">{"".join(heads)}</row>'
    for number, row in enumerate(sheet.rows, 2):
        if number % _ROWS_AT_ONCE == 0:
            progress.tell()
        cells = (_cell(f"{name}{number}", value) for name, value in zip(names, row, strict=True))
        yield f'<row r="{number}" ht="{_height(row, widths)}">{"".join(cells)}</row>'
    yield part.SHEET_END


def _height(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Points that the row's texts take, about; a program that reckons it better may change it."""
    lines = [
        sum(1 + len(line) // width for line in value.split("\n"))
        if len(value) > width or "\n" in value
        else 1
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str)
    ]
    return min(max(lines, default=1) * part.LINE, _HIGHEST)


def _cell(place: str, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return _text(place, part.QUOTED if value.startswith(FORMULA) else part.TEXT, value)
    style, number = _number(value)
    return f'<c r="{place}" s="{style}"><v>{number!r}</v></c>'


def _text(place: str, style: int, text: str) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _number(value: int | time | datetime | timedelta) -> tuple[int, float]:
    """The style of such a value, and the value in days; a whole number is itself."""
    if isinstance(value, datetime):
        return part.INSTANT, (value - _BEGINNING) / _DAY
    if isinstance(value, time):
        length = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return part.TIME, length / _DAY
    if isinstance(value, timedelta):
        return part.LENGTH, value / _DAY
    return part.NUMBER, value
