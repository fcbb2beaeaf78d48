"""A spreadsheet file, of whichever kind, as its sheets."""

from __future__ import annotations

from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.exchange.delimited import MAX_BYTES, read_delimited
from facilitator.exchange.sheets import Book, GoOn, too_large
from facilitator.exchange.xlsx import MAX_FILE, read_xlsx, refuse_other_formats
from facilitator.i18n import _


def read_book(path: Path, *, encoding: str = "", delimiter: str = "", go_on: GoOn = lambda: True) -> Book:
    """All sheets of the file; ``encoding`` and ``delimiter`` of a text file are found out where not given.

    Raises FacilitatorError for what is no spreadsheet, is broken, or is too large.
    """
    data = _bytes_of(path, MAX_FILE)
    if data.startswith(b"PK"):
        return read_xlsx(data, path.name, go_on)
    refuse_other_formats(data, path.name)
    if len(data) > MAX_BYTES:
        raise FacilitatorError(too_large(path.name))
    return read_delimited(data, path.stem, encoding=encoding, delimiter=delimiter, go_on=go_on)


def _bytes_of(path: Path, most: int) -> bytes:
    """The file's bytes; raises FacilitatorError for an empty or larger one, or one that cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise FacilitatorError(
            _("“{name}” could not be read. Nothing is changed. See whether it is still there.").format(
                name=path.name
            )
        ) from error
    if len(data) > most:
        raise FacilitatorError(too_large(path.name))
    if not data.strip():
        raise FacilitatorError(_("“{name}” is empty. Nothing is changed.").format(name=path.name))
    return data
