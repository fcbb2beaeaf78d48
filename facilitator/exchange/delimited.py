"""Rows out of text whose cells are parted by semicolons, tabs or commas, as spreadsheet programs save it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from facilitator.errors import FacilitatorError
from facilitator.exchange.sheets import MAX_ROWS, Book, GoOn, sheet_of
from facilitator.i18n import _

MAX_BYTES: Final = 10_000_000
ENCODINGS: Final = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}  # and their names
DELIMITERS: Final = (";", "\t", ",")

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_GUARD = re.compile(r"^'(?=[=+\-@\t\r])")  # put before a text so that no program takes it for a formula
_SAMPLE = 60  # rows looked at to tell the delimiter
_SAMPLE_TEXT = 50_000  # characters


def read_delimited(
    data: bytes, name: str, *, encoding: str = "", delimiter: str = "", go_on: GoOn = lambda: True
) -> Book:
    """The one sheet of a text file. Raises FacilitatorError for what is no such text."""
    encoding = encoding or find_encoding(data)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    delimiter = delimiter or find_delimiter(text)
    try:
        sheet = sheet_of(name, _rows(text, delimiter), go_on=go_on)
    except csv.Error as error:
        raise FacilitatorError(
            _(
                "“{name}” could not be parted into cells. Nothing is changed. "
                "Choose another separator, or save it as XLSX."
            ).format(name=name)
        ) from error
    return Book(sheets=(sheet,), encoding=encoding, delimiter=delimiter)


def find_encoding(data: bytes) -> str:
    """By its mark; else UTF-8 where it fits, else the one that Norwegian Excel writes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def find_delimiter(text: str) -> str:
    """What parts the text into most cells, where its rows have equally many; Excel's own "sep=" counts."""
    said = re.match(r"sep=(.)\r?\n", text)
    if said:
        return said[1]
    return max(DELIMITERS, key=lambda delimiter: _cells_parted(text[:_SAMPLE_TEXT], delimiter))


def _cells_parted(text: str, delimiter: str) -> int:
    try:
        widths = [len(row) for row in islice(_rows(text, delimiter), _SAMPLE) if row]
    except csv.Error:
        return 0
    width, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return (width - 1) * times


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MAX_ROWS + 1):
        yield [_GUARD.sub("", cell) for cell in row]
