"""A spreadsheet file as rows of text. All that is read is bounded, whatever the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from facilitator.errors import FacilitatorError
from facilitator.i18n import _

MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 32_767  # characters; what Excel itself allows
MAX_TEXT: Final = 5_000_000  # characters in a sheet

GoOn = Callable[[], bool]  # asked now and then; False stops the reading

_BROKEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; its row 1 is ``rows[0]``. Rows may be of different lengths, the last ones are not empty.

    ``uncalculated`` are the cells (row and column from 0) that hold a formula without a value.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    uncalculated: frozenset[tuple[int, int]] = frozenset()
    remarks: tuple[str, ...] = ()  # sentences on what was not read

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> str:
        """The text there; "" outside the sheet."""
        inside = row < len(self.rows) and column < len(self.rows[row])
        return self.rows[row][column] if inside else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All sheets of a file; for a text file also how it was read."""

    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""


class StoppedError(FacilitatorError):
    """Nobody waits for the answer any more."""

    def __init__(self) -> None:
        super().__init__(_("Reading was stopped. Nothing is changed."))


def too_large(name: str) -> str:
    return _(
        "“{name}” is too large and was not read. Nothing is changed. "
        "Copy what is to be imported into a file of its own."
    ).format(name=name)


def sheet_of(
    name: str,
    rows: Iterable[Iterable[str]],
    *,
    uncalculated: frozenset[tuple[int, int]] = frozenset(),
    wider: bool = False,
    go_on: GoOn = lambda: True,
) -> Sheet:
    """A sheet of at most MAX_ROWS rows and MAX_COLUMNS columns; what is cut off is in its remarks.

    ``wider`` says that columns were left out already. Raises FacilitatorError for too much text.
    """
    kept: list[tuple[str, ...]] = []
    room = MAX_TEXT
    longer = False
    for row in rows:
        if not go_on():
            raise StoppedError
        if len(kept) == MAX_ROWS:
            longer = True
            break
        cells = [cell_text(text) for text in row]
        wider = wider or any(cells[MAX_COLUMNS:])
        kept.append(_without_empty_end(cells[:MAX_COLUMNS]))
        room -= sum(map(len, kept[-1]))
        if room < 0:
            raise FacilitatorError(too_large(name))
    while kept and not kept[-1]:
        kept.pop()
    return Sheet(
        name=cell_text(name),
        rows=tuple(kept),
        uncalculated=uncalculated,
        remarks=_remarks(longer=longer, wider=wider),
    )


def cell_text(text: str) -> str:
    """A cell's text without space around it; what no file can hold is shown as �."""
    text = text[:MAX_CELL].replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return _BROKEN.sub("�", text).strip()


def _without_empty_end(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _remarks(*, longer: bool, wider: bool) -> tuple[str, ...]:
    rows = _("Only the first {count} rows were read.").format(count=MAX_ROWS)
    columns = _("Only the first {count} columns were read.").format(count=MAX_COLUMNS)
    return (rows,) * longer + (columns,) * wider
