"""A sheet as CSV for the Norwegian Excel: semicolons, UTF-8 with its mark, lines that end in CR LF."""

from __future__ import annotations

import csv
from datetime import datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Final

from facilitator.report.files import replacing
from facilitator.report.sheet import FORMULA, Sheet, Value
from facilitator.report.text import legible

_QUOTE: Final = "'"


def export_csv(sheet: Sheet, path: Path) -> None:
    """Write the sheet. Raise FacilitatorError where it cannot be written; what stood at ``path`` is kept."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([field_text(heading.title) for heading in sheet.headings])
    writer.writerows([_field(value) for value in row] for row in sheet.rows)
    with replacing(path) as file:
        file.write(text.getvalue().encode("utf-8-sig"))


def field_text(text: str) -> str:
    """The text as a field's, never a formula: an apostrophe goes before what would begin one.

    So does it before apostrophes in front of such a sign, so that what was typed is always the rest.
    """
    told = legible(text)
    return (_QUOTE if told.lstrip(_QUOTE).startswith(FORMULA) else "") + told


def _field(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, time):
        return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return _length(value)
    return field_text(value) if value else ""


def _length(length: timedelta) -> str:
    """«0:45», and «0:45:30» where there are seconds."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    words = f"{minutes // 60}:{minutes % 60:02}"
    return f"{words}:{seconds:02}" if seconds else words
