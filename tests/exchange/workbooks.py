"""XLSX files made for tests: good ones, and ones with a part that is not as it should be."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
SHARED_CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'

Rows = Sequence[Sequence[object]]


def a_workbook(rows: Rows = (), **sheets: Rows) -> bytes:
    """A workbook whose first sheet has these rows; more sheets by their name."""
    book = Workbook()
    first = book.worksheets[0]
    for row in rows:
        first.append(list(row))
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The archive with these members instead of, or beside, its own."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in (*old.namelist(), *(name for name in parts if name not in old.namelist())):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return file.getvalue()


def a_sheet(body: str, head: str = "") -> bytes:
    """A workbook whose sheet has this XML in its sheetData."""
    xml = f"<worksheet {NS}>{head}<sheetData>{body}</sheetData></worksheet>"
    return with_parts(a_workbook([["x"]]), {SHEET: xml})


def with_strings(strings: str | bytes, body: str = SHARED_CELL) -> bytes:
    """A workbook with a table of shared strings, as Excel writes it, and cells that refer to it."""
    data = a_sheet(body)
    with ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(TYPES).decode()
    part = f'<Override PartName="/{STRINGS}" ContentType="{STRINGS_TYPE}"/></Types>'
    return with_parts(data, {STRINGS: strings, TYPES: types.replace("</Types>", part)})


def inline(text: str, at: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
