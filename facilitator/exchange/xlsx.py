"""Rows out of an XLSX workbook: the archive is looked through before anything in it is opened.

Only values are read, as the spreadsheet program stored them: no formula is worked out, no link followed, no
macro looked at, and no name in the archive is used as a path.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any, Final
from zipfile import ZipFile

from facilitator.errors import FacilitatorError
from facilitator.exchange.sheets import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Book,
    GoOn,
    Sheet,
    StoppedError,
    sheet_of,
    too_large,
)
from facilitator.i18n import _

MAX_FILE: Final = 20_000_000  # bytes on the disk
MAX_UNPACKED: Final = 50_000_000  # bytes, as the archive's directory says
MAX_RATIO: Final = 200  # unpacked to packed, for a member that is worth packing
MAX_MEMBERS: Final = 2_000
MAX_MARKUP: Final = 1_000_000  # tags and attributes in all: what an XML reader's memory grows with
MAX_SHEETS: Final = 50

_SMALL = 1_000_000  # bytes: below this, empty cells may pack as well as they like
_CHUNK = 1 << 16
_COMPOUND = b"\xd0\xcf\x11\xe0"  # the old .xls, and an XLSX with a password
_OTHERS = (b"%PDF", b"SQLite format 3", b"\x1f\x8b")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # the only text with zero bytes
_HEAD = 1_000  # bytes
_EXCEL_DAY_0 = date(1899, 12, 30)


def read_xlsx(data: bytes, name: str, go_on: GoOn = lambda: True) -> Book:
    """All visible sheets. Raises FacilitatorError for what is broken, hostile or too large."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive, name)
            _refuse_markup(archive, name, go_on)
            return Book(sheets=_sheets(data, name, go_on))
    except FacilitatorError:
        raise
    except Exception as error:  # a broken file makes its reader stumble over anything
        raise FacilitatorError(
            _(
                "“{name}” could not be read: it is broken, or not a spreadsheet. Nothing is changed. "
                "Open it in a spreadsheet program and save it anew as XLSX."
            ).format(name=name)
        ) from error


def refuse_other_formats(data: bytes, name: str) -> None:
    """Raises FacilitatorError for the old Excel format, a workbook with a password, and what is no text."""
    if data.startswith(_COMPOUND):
        raise FacilitatorError(
            _(
                "“{name}” is in the old Excel format, or has a password. Nothing is changed. "
                "Open it in a spreadsheet program and save it as XLSX without a password."
            ).format(name=name)
        )
    if data.startswith(_OTHERS) or (b"\0" in data[:_HEAD] and not data.startswith(_UTF_16)):
        raise FacilitatorError(
            _("“{name}” is not a spreadsheet. Nothing is changed. Choose an XLSX or CSV file.").format(
                name=name
            )
        )


# ── the archive ──


def _refuse_bomb(archive: ZipFile, name: str) -> None:
    """Looks at the archive's directory only."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > _SMALL and member.file_size > MAX_RATIO * member.compress_size
        for member in members
    )
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or swollen:
        raise FacilitatorError(too_large(name))
    if any(member.filename == "content.xml" for member in members):
        raise FacilitatorError(
            _(
                "“{name}” is an OpenDocument file. Nothing is changed. "
                "Open it in a spreadsheet program and save it as XLSX."
            ).format(name=name)
        )


def _refuse_markup(archive: ZipFile, name: str, go_on: GoOn) -> None:
    """Unpacks piece by piece, and counts what a reader would have to hold all at once."""
    markup = 0
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(member) as file:
            for chunk in _chunks(file):
                markup += chunk.count(b"<") + chunk.count(b"=")
                if markup > MAX_MARKUP:
                    raise FacilitatorError(too_large(name))
                if not go_on():
                    raise StoppedError


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.read(_CHUNK), b"")


# ── the workbook ──


def _sheets(data: bytes, name: str, go_on: GoOn) -> tuple[Sheet, ...]:
    """The visible sheets; where none is, the hidden ones."""
    from openpyxl.reader.excel import ExcelReader

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what openpyxl leaves out, which no timetable needs
        reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.read()
        paths = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
        found = reader.wb.worksheets[:MAX_SHEETS]
        if not found:
            raise FacilitatorError(
                _("“{name}” has no sheet with rows. Nothing is changed.").format(name=name)
            )
        visible = [sheet for sheet in found if sheet.sheet_state == "visible"] or found
        return tuple(
            sheet_of(
                sheet.title,
                _rows(sheet),
                uncalculated=_uncalculated(reader.archive, paths[sheet.title]),
                go_on=go_on,
            )
            for sheet in visible
        )


def _rows(sheet: Any) -> Iterator[Iterable[str]]:
    """The sheet's rows as text; what it says of its own size is not believed."""
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1, values_only=True):
        yield map(as_text, row)


def _uncalculated(archive: ZipFile, path: str) -> frozenset[tuple[int, int]]:
    """The cells (row and column from 0) with a formula that no program has worked out yet."""
    from openpyxl.utils.cell import coordinate_to_tuple
    from openpyxl.xml.functions import iterparse  # of defusedxml

    found: set[tuple[int, int]] = set()
    with archive.open(path) as file:
        for _event, element in iterparse(file):
            tag = element.tag.rpartition("}")[2]
            if tag == "c":
                parts = {child.tag.rpartition("}")[2]: child.text for child in element}
                if "f" in parts and not parts.get("v") and element.get("r"):
                    row, column = coordinate_to_tuple(element.get("r"))
                    found.add((row - 1, column - 1))
            elif tag == "row":
                element.clear()
    return frozenset(found)


# ── values ──


def as_text(value: object) -> str:
    """A cell's value as somebody would type it: 09:30, 0:25, 25; a date goes before its time."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.10g}"
        case datetime():
            return _moment_text(value)
        case time():
            return _time_text(value)
        case timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}" + _seconds_text(seconds % 60)
        case _:
            return str(value)[:MAX_CELL]


def _moment_text(value: datetime) -> str:
    """Excel writes a time without a date as one of its first days."""
    if value.date() <= _EXCEL_DAY_0 + timedelta(days=2):
        return _time_text(value.time())
    return f"{value:%Y-%m-%d %H:%M}" if value.time() != time() else f"{value:%Y-%m-%d}"


def _time_text(value: time) -> str:
    """To the nearest second: Excel's times are fractions of a day."""
    at = datetime.combine(_EXCEL_DAY_0, value) + timedelta(microseconds=500_000)
    return f"{at:%H:%M}" + _seconds_text(at.second)


def _seconds_text(seconds: int) -> str:
    return f":{seconds:02}" if seconds else ""
