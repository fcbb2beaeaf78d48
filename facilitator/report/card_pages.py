"""Cards on paper: as many of a kind as a page has room for, with marks to cut along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from facilitator.report import style
from facilitator.report.card_faces import Box, draw_badge_card, draw_form, draw_slip, draw_table_card
from facilitator.report.label_sheets import sheet_of
from facilitator.report.outline import Badge, Card, NoteForm, Poster, Slip, TableCard
from facilitator.report.poster_face import draw_poster
from facilitator.report.tagging import Element, TaggedCanvas

_MARK: Final = 4 * mm  # how long a mark to cut along is
_CROSS: Final = 1.5 * mm  # where four cards meet


@dataclass(frozen=True, slots=True)
class Grid:
    """How many cards stand side by side and below each other; lengths in points."""

    columns: int
    rows: int
    width: float
    height: float
    face: Callable[[Any, Any, Box], None]
    gap: float = 0  # between columns
    cut: bool = True  # along marks

    @property
    def left(self) -> float:
        return (style.PAGE_WIDTH - self.columns * self.width - (self.columns - 1) * self.gap) / 2

    @property
    def bottom(self) -> float:
        return (style.PAGE_HEIGHT - self.rows * self.height) / 2

    def box(self, index: int) -> Box:
        """The place of a card, counted from the upper left, row by row."""
        row, column = divmod(index, self.columns)
        x = self.left + column * (self.width + self.gap)
        return Box(x, self.bottom + (self.rows - 1 - row) * self.height, self.width, self.height)


_GRIDS: Final[dict[type[Card], Grid]] = {
    Badge: Grid(2, 3, 95 * mm, 90 * mm, draw_badge_card),
    Slip: Grid(2, 5, 95 * mm, 55 * mm, draw_slip),
    TableCard: Grid(1, 2, style.PAGE_WIDTH, style.PAGE_HEIGHT / 2, draw_table_card),
    NoteForm: Grid(1, 1, style.PAGE_WIDTH, style.PAGE_HEIGHT, draw_form),
    Poster: Grid(1, 1, style.PAGE_WIDTH, style.PAGE_HEIGHT, draw_poster),
}


def _grid_of(card: Card) -> Grid:
    if not (isinstance(card, Badge) and card.sheet):
        return _GRIDS[type(card)]
    sheet = sheet_of(card.sheet)
    width, height, gap = (length * mm for length in (sheet.width, sheet.height, sheet.gap))
    return Grid(sheet.columns, sheet.rows, width, height, draw_badge_card, gap, cut=False)


def card_pages(cards: tuple[Card, ...], root: Element) -> list[Flowable]:
    """All cards, in their order, each a part of the document; a new kind begins a new page."""
    pages: list[Flowable] = []
    for grid, same in groupby(cards, key=_grid_of):
        of_kind, most = tuple(same), grid.columns * grid.rows
        for start in range(0, len(of_kind), most):
            pages += [CardPage(grid, of_kind[start : start + most], root), PageBreak()]
    return pages[:-1]


class CardPage(Flowable):
    """A whole page of cards; it takes no heed of the margins."""

    canv: TaggedCanvas

    def __init__(self, grid: Grid, cards: tuple[Card, ...], root: Element) -> None:
        super().__init__()
        self._grid = grid
        self._cards = [(card, root.add("Sect")) for card in cards]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, height
        return width, height

    def draw(self) -> None:
        canvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        canvas.translate(-x, -y)
        for index, (card, element) in enumerate(self._cards):
            with canvas.within(element):
                self._grid.face(canvas, card, self._grid.box(index))
        if self._grid.cut:
            _draw_marks(canvas, self._grid)


def _draw_marks(canvas: Any, grid: Grid) -> None:
    """Lines outside the cards, and crosses where cards meet; none along the paper's own edge."""
    canvas.setStrokeColor(style.MUTED)
    canvas.setLineWidth(0.4)
    right, top = style.PAGE_WIDTH - grid.left, style.PAGE_HEIGHT - grid.bottom
    xs = [grid.left + column * grid.width for column in range(grid.columns + 1)]
    ys = [grid.bottom + row * grid.height for row in range(grid.rows + 1)]
    for x in _inside(xs, style.PAGE_WIDTH):
        for y in (grid.bottom - _MARK - mm, top + mm):
            canvas.line(x, y, x, y + _MARK)
    for y in _inside(ys, style.PAGE_HEIGHT):
        for x in (max(0, grid.left - _MARK - mm), min(right + mm, style.PAGE_WIDTH - _MARK)):
            canvas.line(x, y, x + _MARK, y)
    for x in xs[1:-1]:
        for y in ys[1:-1]:
            canvas.line(x - _CROSS, y, x + _CROSS, y)
            canvas.line(x, y - _CROSS, x, y + _CROSS)


def _inside(places: list[float], end: float) -> Iterator[float]:
    return (place for place in places if 1 < place < end - 1)
