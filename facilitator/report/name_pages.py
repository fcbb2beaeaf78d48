"""Names in columns, to be found by whoever stands before them: few pages, and large type on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from facilitator.i18n import _
from facilitator.report import style
from facilitator.report.fitting import draw, fitted, width_of, words_of
from facilitator.report.fonts import FIGURES, MEDIUM, SEMIBOLD
from facilitator.report.outline import Names
from facilitator.report.pages import Pages
from facilitator.report.tagging import Element

Row: TypeAlias = tuple[str, str, tuple[str, ...]]  # letter, name, values

_SIZES: Final = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.5)  # the last is still read from a step away
_HEAD: Final = 24 * mm  # the page's letters and what it is
_LEADING: Final = 1.6
_GAP: Final = 8 * mm  # between columns
_FIGURE: Final = 2.3  # a value's column, in sizes
_MOST_COLUMNS: Final = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """Type size in points, and how many columns and rows of names a page has."""

    size: float
    columns: int
    rows: int

    @property
    def names(self) -> int:
        return self.columns * self.rows


def layout_for(count: int, widest: float, values: int) -> Layout:
    """The fewest pages that can be read, in the largest type for so many.

    ``widest``: the width of the names at size 1, those that are out of the ordinary left out.
    """
    choices = [_layout(size, widest, values) for size in _SIZES]
    fewest = min(_pages(count, layout) for layout in choices)
    return next(layout for layout in choices if _pages(count, layout) == fewest)


def _layout(size: float, widest: float, values: int) -> Layout:
    needed = size * (widest + 0.6 + values * _FIGURE)
    columns = int((style.WIDTH + _GAP) / (needed + _GAP))
    rows = int((style.HEIGHT - _HEAD) / (_LEADING * size)) - 1  # the first says what the values are
    return Layout(size, min(max(1, columns), _MOST_COLUMNS), rows)


def _pages(count: int, layout: Layout) -> int:
    return -(-count // layout.names)


def name_pages(lists: tuple[Names, ...], root: Element) -> list[Flowable]:
    """The pages of all lists, each a table under its heading."""
    pages: list[Flowable] = []
    for names in lists:
        widths = sorted(width_of(name, MEDIUM) for _letter, name, _values in names.rows)
        ordinary = widths[int(0.95 * (len(widths) - 1))]
        layout = layout_for(len(names.rows), ordinary, len(names.columns))
        heading, table = root.add("H1"), root.add("Table")
        for start in range(0, len(names.rows), layout.names):
            pages += [_NamePage(names, start, layout, heading, table), PageBreak()]
    return pages[:-1]


def _range(rows: tuple[Row, ...]) -> str:
    """«A–F»: the first and the last letter; names that begin with none are left out."""
    letters = [letter for letter, _name, _values in rows if letter]
    if not letters or letters[0] == letters[-1]:
        return letters[0] if letters else ""
    return _("{first}–{last}").format(first=letters[0], last=letters[-1])


class _NamePage(Flowable):
    """A page of the list, its names spread evenly over the columns."""

    canv: Pages

    def __init__(self, names: Names, start: int, layout: Layout, heading: Element, table: Element) -> None:
        super().__init__()
        self._names, self._layout = names, layout
        self._heading, self._table = heading, table
        self._rows = names.rows[start : start + layout.names]
        self._first = start == 0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, height
        return width, height

    def draw(self) -> None:
        told = _range(self._rows)
        if self._first:
            self.canv.mark(self._names.title, 0, f"names-{self.canv.getPageNumber()}", None)
        range_ = fitted(words_of(told), SEMIBOLD, 60 * mm, 14 * mm, 30)
        draw(self.canv, range_, self.width, self.height, style.FJORD, right=True)
        title = fitted(words_of(self._names.title), SEMIBOLD, self.width - 65 * mm, 14 * mm, 22)
        with self.canv.within(self._heading if self._first else None):
            draw(self.canv, title, 0, self.height - (range_.height - title.height) / 2, style.INK, tag="Span")
        rows = -(-len(self._rows) // self._layout.columns)
        for column in range(self._layout.columns):
            self._draw_column(column, self._rows[column * rows : (column + 1) * rows])

    def _draw_column(self, column: int, rows: tuple[Row, ...]) -> None:
        if not rows:
            return
        size, columns = self._layout.size, self._layout.columns
        width = (self.width - (columns - 1) * _GAP) / columns
        left, step = column * (width + _GAP), _LEADING * size
        y = self.height - _HEAD + step
        heads = self._table.add("TR") if self._first and column == 0 else None
        self._draw_line(left, width, y, _("Round"), self._names.columns, heads, heading=True)
        for number, (_letter, name, values) in enumerate(rows, 1):
            row = self._table.add("TR")
            self._draw_line(left, width, y - number * step, name, values, row, heading=False)

    def _draw_line(
        self,
        left: float,
        width: float,
        top: float,
        text: str,
        values: tuple[str, ...],
        row: Element | None,
        *,
        heading: bool,
    ) -> None:
        size, step = self._layout.size, _LEADING * self._layout.size
        colour = style.MUTED if heading else style.INK
        figures = min(_FIGURE * size, 0.6 * width / max(1, len(values)))
        room = width - len(values) * figures - 0.6 * size
        largest = 0.8 * size if heading else size
        name = fitted(words_of(text), MEDIUM, room, 1.22 * largest + 0.01, largest)
        with self.canv.within(_cell(row, heading=heading)):
            draw(self.canv, name, left, top - (step - name.height) / 2, colour)
        for index, value in enumerate(values):
            number = fitted([value], FIGURES, figures - 2, 1.22 * largest + 0.01, largest)
            right = left + width - (len(values) - 1 - index) * figures
            with self.canv.within(_cell(row, heading=heading)):
                draw(self.canv, number, right, top - (step - number.height) / 2, colour, right=True)
        self.canv.setStrokeColor(style.INK if heading else style.LINE)
        self.canv.setLineWidth(0.8 if heading else 0.4)
        self.canv.line(left, top - step, left + width, top - step)


def _cell(row: Element | None, *, heading: bool) -> Element | None:
    if row is None:
        return None
    return row.add("TH", scope="Column") if heading else row.add("TD")
