"""Lists of short texts in columns: as few pages as fit, as large as fits; never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from facilitator.i18n import _
from facilitator.ui.room.elements import Bar, Mark
from facilitator.ui.room.lettering import (
    FIGURES,
    LEADING,
    MEDIUM,
    REGULAR,
    SEMIBOLD,
    Block,
    Face,
    broken,
    line_of,
    metrics,
    unbroken,
)
from facilitator.ui.room.paging import dealt, page_at
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.tokens import Ink

SIZES = (1.7, 1.5, 1.3, 1.15, 1.0)  # of the body text
LARGE_SIZES = (2.6, 2.1, *SIZES)  # where the list is all that there is to read
COLUMNS = (1, 2, 3)
GAP = 0.06  # of the height, between columns
PADDING = 0.22  # of the type size, below a row
PARTING = 0.45  # of the type size, above a heading
TOO_HIGH = 1000  # pages, so much is a row avoided that does not fit one
CALM = 0.7  # of the largest type, at least, for lines that need not wrap
SPACE = 0.6  # of the type size, after a letter or a time
DISC = 1.0  # of the type size, for discs before the letters


@dataclass(frozen=True, slots=True)
class Point:
    """A line of the list: its letter or time, its text, and a shape or a disc of a colour before it.

    A heading stands above it; an empty one parts it from the group before.
    """

    lead: str
    text: str
    face: Face = REGULAR
    ink: Ink = Ink.TEXT
    mark: Mark | None = None
    heading: str | None = None
    disc: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A point as it is set."""

    heading: Block | None
    lead: Block
    lead_x: float
    text: Block
    text_x: float
    mark: Mark | None
    disc: str

    @property
    def space(self) -> float:
        """What parts its heading from the row above."""
        return 0 if self.heading is None else self.text.px * PARTING

    @property
    def above(self) -> float:
        """The height of the heading, with the space above it."""
        return self.space + (self.heading.height if self.heading else 0)

    @property
    def height(self) -> float:
        return self.above + self.text.height + self.text.px * PADDING


@dataclass(frozen=True, slots=True)
class Page:
    columns: tuple[tuple[Row, ...], ...]
    column_width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages, their type size, and what they cost: each page, and each text with a broken word."""

    pages: tuple[Page, ...]
    px: int
    cost: int
    wraps: bool


def draw_list(
    sheet: Sheet,
    points: tuple[Point, ...],
    top: float,
    bottom: float,
    since: timedelta,
    sizes: tuple[float, ...] = SIZES,
) -> None:
    """Draws the list between two heights, by pages, with their number below, where it does not fit.

    ``since``: how long the first page has been due.
    """
    pages = _layout_between(sheet, points, bottom - top, sizes).pages
    at = page_at(since, len(pages))
    _draw_page(sheet, pages[at], top)
    if len(pages) > 1:
        words = _("{page} of {pages}").format(page=at + 1, pages=len(pages))
        number = line_of(words, sheet.body, MEDIUM, Ink.MUTED)
        sheet.write(number, sheet.right, bottom - number.height, end=True)


def size_within(sheet: Sheet, points: tuple[Point, ...], height: float) -> int:
    """The type size (px) at which one page of that height holds every point; 0 where none does."""
    layout = _layout_between(sheet, points, height, SIZES)
    return layout.px if layout.cost == 1 else 0


def _layout_between(
    sheet: Sheet, points: tuple[Point, ...], height: float, sizes: tuple[float, ...]
) -> Layout:
    """On one page, or on several with room for their number below."""
    for foot in (0, sheet.body * LEADING):
        layout = layout_of(points, sheet.measure, height - foot, sheet.body, sheet.part(GAP), sizes)
        if len(layout.pages) == 1:
            break
    return layout


@lru_cache(maxsize=64)
def layout_of(
    points: tuple[Point, ...],
    width: float,
    height: float,
    body: int,
    gap: float,
    sizes: tuple[float, ...] = SIZES,
) -> Layout:
    """All points on pages of that box (px): on one, in the largest type that breaks no word.

    A little smaller, where each is on one line then; on the fewest pages, where one does not hold all.
    """
    tried = [
        _layout(points, round(body * size), columns, width, height, gap)
        for size in sizes
        for columns in COLUMNS
    ]
    whole = [one for one in tried if one.cost == 1]
    if not whole:
        return min(tried, key=lambda one: one.cost)
    largest = max(one.px for one in whole)
    calm = [one for one in whole if not one.wraps and one.px >= CALM * largest]
    return max(calm or whole, key=lambda one: one.px)


def _layout(
    points: tuple[Point, ...], px: int, columns: int, width: float, height: float, gap: float
) -> Layout:
    """The points in so many columns; a row that is higher than a page costs more than anything."""
    column_width = (width - (columns - 1) * gap) / columns
    rows = tuple(_rows(points, px, column_width))
    pages = tuple(Page(filled, column_width) for filled in dealt(rows, columns, height))
    wide = sum(not unbroken(point.text, px, point.face, column_width - rows[0].text_x) for point in points)
    high = sum(row.height > height for row in rows)
    wraps = any(len(row.text.lines) > 1 for row in rows)
    return Layout(pages, px, len(pages) + wide + high * TOO_HIGH, wraps)


def _rows(points: Sequence[Point], px: int, width: float) -> Iterator[Row]:
    leads = [line_of(point.lead, px, FIGURES, point.ink) for point in points]
    discs = px * DISC if any(point.disc for point in points) else 0.0
    x = discs + max(lead.width for lead in leads) + px * SPACE
    for point, lead in zip(points, leads, strict=True):
        text = replace(broken(point.text, px, point.face, width - x), ink=point.ink)
        yield Row(_heading(point, px, width), lead, discs, text, x, point.mark, point.disc)


def _heading(point: Point, px: int, width: float) -> Block | None:
    if not point.heading:
        return None if point.heading is None else Block((), (), px, SEMIBOLD)
    return replace(broken(point.heading, px, SEMIBOLD, width), ink=Ink.MUTED)


def _draw_page(sheet: Sheet, page: Page, top: float) -> None:
    for at, column in enumerate(page.columns):
        x = sheet.left + at * (page.column_width + sheet.part(GAP))
        y = top - column[0].space
        for row in column:
            _draw_row(sheet, row, x, y)
            y += row.height


def _draw_row(sheet: Sheet, row: Row, x: float, y: float) -> None:
    if row.heading is not None:
        sheet.write(row.heading, x, y + row.space)
        y += row.above
    sheet.write(row.lead, x + row.lead_x, y)
    sheet.write(row.text, x + row.text_x, y)
    side = metrics(row.text.px, row.text.face).capHeight()
    top = y + row.text.pitch / 2 - side / 2
    if row.mark is not None:
        sheet.shape(row.mark, x - side * 1.25, top, side, row.text.ink)
    if row.disc:
        sheet.add(Bar(x, top, side, side, row.disc))
