"""Names in columns A–Å with their tables: as few pages as fit, as large as fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from facilitator.event import family_first
from facilitator.ui.room.lettering import BOLD, MEDIUM, REGULAR, Block, advance, broken, line_of, unbroken
from facilitator.ui.room.paging import dealt
from facilitator.ui.room.sheet import BODY, Sheet
from facilitator.ui.tokens import Ink

SIZES = (2.0, 1.6, 1.3, 1.0)  # of the body text
MOST_COLUMNS = 4
FEW_PAGES = 2
PADDING = 0.12  # of the type size, above and below a row
BENEATH = 0.06  # of the type size, between a name and what is beneath it
SPACE = 0.4  # of the type size, beside a name


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    organisation: str
    table: int

    @property
    def shown(self) -> str:
        """The name as it is sorted: the family's first."""
        return family_first(self.name)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is set; the organisation follows the name on its line, or stands beneath it."""

    entry: Entry
    name: Block
    organisation: Block
    table: Block
    beneath: bool

    @property
    def height(self) -> float:
        text = self.beneath_y + self.organisation.height if self.beneath else self.name.height
        return text + 2 * PADDING * self.name.px

    @property
    def beneath_y(self) -> float:
        """How far an organisation beneath the name is from it: an Å is clear of the name's descenders."""
        return self.name.height + BENEATH * self.name.px


@dataclass(frozen=True, slots=True)
class Page:
    """Columns of rows, and the width of each (px)."""

    columns: tuple[tuple[Row, ...], ...]
    column_width: float

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for column in self.columns for row in column)

    @property
    def letters(self) -> str:
        """“A–D”: what the names on the page begin with."""
        first, last = (initial(row.entry) for row in (self.rows[0], self.rows[-1]))
        return first if first == last else f"{first}–{last}"


def initial(entry: Entry) -> str:
    """The letter that a name is sorted under."""
    name = entry.shown.casefold()
    return "Å" if name.startswith("aa") else name[:1].upper()


def draw_page(sheet: Sheet, page: Page, top: float, gap: float) -> None:
    """The page's rows below ``top``, each above a thin line."""
    for at, column in enumerate(page.columns):
        x = sheet.left + at * (page.column_width + gap)
        y = top
        for row in column:
            _draw_row(sheet, row, x, y, page.column_width)
            y += row.height
            sheet.rule(x, y, page.column_width)


def _draw_row(sheet: Sheet, row: Row, x: float, y: float, width: float) -> None:
    """Name and organisation from the left, the table's number from the right, on one baseline."""
    baseline = y + PADDING * row.name.px + row.name.baseline
    sheet.write_at(row.name, x, baseline)
    sheet.write_at(row.table, x + width, baseline, end=True)
    if row.beneath:
        sheet.write_at(row.organisation, x, baseline + row.beneath_y)
    else:
        sheet.write_at(row.organisation, x + row.name.width + SPACE * row.name.px, baseline)


@lru_cache(maxsize=8)
def pages_of(
    entries: tuple[Entry, ...],
    width: float,
    height: float,
    whole: int,
    gap: float,
    most_columns: int = MOST_COLUMNS,
) -> tuple[Page, ...]:
    """All entries on pages of that box; ``whole`` is the sheet's height.

    The largest type that gives few pages; where none does, the smallest in the best number of columns.
    """
    body = ceil(whole / BODY)
    for size in SIZES:
        px = round(body * size)
        if len(entries) * px > FEW_PAGES * most_columns * height and size > SIZES[-1]:
            continue  # far too many for that size: not worth measuring
        tried = [
            _pages(entries, px, body, columns, width, height, gap) for columns in range(1, most_columns + 1)
        ]
        cost, best = min(tried, key=lambda one: one[0])
        if cost <= FEW_PAGES:
            break
    return best


def _pages(
    entries: tuple[Entry, ...], px: int, body: int, columns: int, width: float, height: float, gap: float
) -> tuple[int, tuple[Page, ...]]:
    """The pages of so many columns and what they cost: each page, and each name that must be broken."""
    column_width = (width - (columns - 1) * gap) / columns
    table_width = advance(str(max(entry.table for entry in entries)), _table_px(px), BOLD)
    room = column_width - table_width - px * SPACE
    rows = [_row(entry, px, body, room) for entry in entries]
    pages = tuple(Page(filled, column_width) for filled in dealt(rows, columns, height))
    return len(pages) + sum(not unbroken(row.entry.shown, px, MEDIUM, room) for row in rows), pages


def _row(entry: Entry, px: int, body: int, width: float) -> Row:
    small = max(body, round(px * 0.8))
    name = broken(entry.shown, px, MEDIUM, width)
    organisation = broken(entry.organisation, small, REGULAR, width)
    on_one_line = len(name.lines) == 1 and name.width + px * SPACE + organisation.width <= width
    beneath = bool(entry.organisation) and not on_one_line
    table = line_of(str(entry.table), _table_px(px), BOLD)
    return Row(entry, name, replace(organisation, ink=Ink.MUTED), table, beneath)


def _table_px(px: int) -> int:
    return round(px * 1.2)
