"""The QR codes of the documents, each with its title: as many and as large as fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil

from facilitator.timetable import LiveDay
from facilitator.ui.room.elements import Code
from facilitator.ui.room.lettering import MEDIUM, Words, broken, fit, unbroken
from facilitator.ui.room.paging import EPOCH, page_at
from facilitator.ui.room.sheet import Sheet

LEAST_SIDE = 0.16  # of the sheet's height: no phone across the room finds a smaller code
ROUNDING = 0.5  # px

Documents = tuple[tuple[str, str], ...]  # title, address


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of documents, and where the code and the caption are in each; in px."""

    columns: int
    rows: int
    width: float
    height: float
    side: float
    caption_x: float
    caption_y: float

    @property
    def cells(self) -> int:
        return self.columns * self.rows

    @property
    def caption_width(self) -> float:
        return self.width - self.caption_x

    @property
    def caption_height(self) -> float:
        return self.height - self.caption_y


def draw_codes(sheet: Sheet, documents: Documents, height: float, live: LiveDay) -> None:
    """Draws the documents in the lowest ``height`` px, by pages where they do not fit."""
    titles = tuple(title for title, _address in documents)
    gap = sheet.part(0.04)
    grid = best_grid(titles, sheet.measure, height, gap, sheet.body, sheet.part(LEAST_SIDE))
    pages = [documents[at : at + grid.cells] for at in range(0, len(documents), grid.cells)]
    for at, (title, address) in enumerate(pages[page_at(live.now - EPOCH, len(pages))]):
        row, column = divmod(at, grid.columns)
        x = round(sheet.left + column * (grid.width + gap))
        y = round(sheet.bottom - height + row * (grid.height + gap / 2))
        sheet.add(Code(address, x, y, grid.side))
        words = Words(title, sheet.body, sheet.body, MEDIUM)
        caption = fit(words, grid.caption_width, grid.caption_height + ROUNDING)
        middle = 0 if grid.caption_y else max(0.0, grid.side - caption.height) / 2
        sheet.write(caption, x + grid.caption_x, y + grid.caption_y + middle)


@lru_cache(maxsize=32)
def best_grid(
    titles: tuple[str, ...], width: float, height: float, gap: float, body: int, least: float
) -> Grid:
    """The grid with the fewest pages and broken words, then the largest codes."""
    grids = [
        grid
        for columns, rows in product((1, 2, 3, 4), (1, 2, 3))
        for grid in _grids(titles, columns, rows, (width, height), gap, body)
        if grid.side >= least and grid.caption_width >= least and _holds(grid, titles, body)
    ]
    if not grids:
        return Grid(1, 1, width, height, least, least + gap / 2, 0)
    return min(grids, key=lambda grid: (_cost(grid, titles, body), -grid.side))


def _holds(grid: Grid, titles: tuple[str, ...], body: int) -> bool:
    """Whether every title fits its place."""
    heights = (broken(title, body, MEDIUM, grid.caption_width).height for title in titles)
    return max(heights) <= grid.caption_height + ROUNDING


def _cost(grid: Grid, titles: tuple[str, ...], body: int) -> int:
    """Its pages, and the titles in which a word must be broken."""
    return ceil(len(titles) / grid.cells) + sum(
        not unbroken(title, body, MEDIUM, grid.caption_width) for title in titles
    )


def _grids(
    titles: tuple[str, ...], columns: int, rows: int, box: tuple[float, float], gap: float, body: int
) -> tuple[Grid, Grid]:
    """So many cells in the box, with the captions beneath and beside the codes."""
    width = (box[0] - (columns - 1) * gap) / columns
    height = (box[1] - (rows - 1) * gap / 2) / rows
    caption = max(broken(title, body, MEDIUM, width).height for title in titles)
    beneath = min(width, height - caption - gap / 4)
    beside = min(width, height)
    return (
        Grid(columns, rows, width, height, beneath, 0, beneath + gap / 4),
        Grid(columns, rows, width, height, beside, beside + gap * 0.6, 0),
    )
