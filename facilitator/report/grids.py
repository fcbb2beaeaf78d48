"""Tables and key figures as reportlab's tables, in the fonts of print only."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Table, TableStyle

from facilitator.report import outline, style
from facilitator.report.fonts import REGULAR
from facilitator.report.paragraphs import paragraphs

_GAP: Final = 4 * mm
_TIMES: Final = 32 * mm  # a column of times, as «forventet 13:20»
_ALL: Final = ((0, 0), (-1, -1))
_LOOK: Final[list[Any]] = [
    ("FONTNAME", *_ALL, REGULAR),  # else reportlab's own font comes in, even where it writes nothing
    ("VALIGN", *_ALL, "TOP"),
    ("LEFTPADDING", *_ALL, 0),
    ("RIGHTPADDING", *_ALL, _GAP),
]
_RULED: Final[list[Any]] = [
    *_LOOK,
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("TOPPADDING", *_ALL, 5),
    ("BOTTOMPADDING", *_ALL, 6),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, style.INK),
    ("LINEBELOW", (0, 1), (-1, -1), 0.5, style.LINE),
]


class _Grid(Table):
    """A table that is split between its rows; only a row that no page has room for is split itself."""

    def split(self, width: float, height: float) -> list[Flowable]:
        head_and_row: list[float] = self._rowHeights[:2]  # type: ignore[attr-defined]  # the types leave it out
        self.splitInRow = int(sum(head_and_row) > style.HEIGHT)
        return list(super().split(width, height))


def figures_grid(figures: tuple[outline.Figure, ...]) -> Flowable:
    """The key figures side by side, the number over what it counts."""
    cells = [
        [*paragraphs(one.value, style.FIGURE_VALUE), *paragraphs(one.label, style.FIGURE_LABEL)]
        for one in figures
    ]
    look = [*_LOOK, ("TOPPADDING", *_ALL, 0), ("BOTTOMPADDING", *_ALL, 0)]
    return Table([cells], colWidths=[style.WIDTH / len(cells)] * len(cells), style=TableStyle(look))


def table_grid(table: outline.Table) -> Flowable:
    """The table under its headings, which every page repeats; only a row taller than a page is split."""
    heads, cells = zip(*(_column_styles(table, index) for index in range(len(table.columns))), strict=True)
    head = [paragraphs(column.title, styled) for column, styled in zip(table.columns, heads, strict=True)]
    rows = [[_cell(cell, styled) for cell, styled in zip(row, cells, strict=True)] for row in table.rows]
    return _Grid(
        [head, *rows],
        colWidths=_widths(table),
        repeatRows=1,
        hAlign="LEFT",
        style=TableStyle(_RULED),
    )


def _column_styles(table: outline.Table, index: int) -> tuple[ParagraphStyle, ParagraphStyle]:
    """The styles of a column's heading and of its cells."""
    if _is_count(table, index):
        return style.COLUMN_COUNT, style.CELL_COUNT
    return style.COLUMN, style.CELL_FIGURES if table.columns[index].figures else style.CELL


def _is_count(table: outline.Table, index: int) -> bool:
    """Whether the column holds numbers only, which stand to the right; times begin at the left."""
    return table.columns[index].figures and all(row[index].text.isdecimal() for row in table.rows)


def _cell(cell: outline.Cell, styled: ParagraphStyle) -> list[Flowable]:
    details = (part for detail in cell.details for part in paragraphs(detail, style.CELL_DETAIL))
    return [*paragraphs(cell.text, styled), *details]


def _widths(table: outline.Table) -> list[float]:
    """Counts and times take what they need; the texts share the rest by their length."""
    fixed: dict[int, float] = {}
    shares: dict[int, int] = {}
    for index, column in enumerate(table.columns):
        if not column.figures:
            shares[index] = min(max(10, *(len(text) for text, _styled in _set(table, index))), 45)
        elif _is_count(table, index):
            fixed[index] = _GAP + max(_width(text, styled) for text, styled in _set(table, index))
        else:
            fixed[index] = _TIMES
    rest = (style.WIDTH - sum(fixed.values())) / max(1, sum(shares.values()))
    return [fixed[i] if i in fixed else shares[i] * rest for i in range(len(table.columns))]


def _set(table: outline.Table, index: int) -> list[tuple[str, ParagraphStyle]]:
    """The texts of a column, its heading first, each with the style it is set in."""
    head, cell = _column_styles(table, index)
    return [(table.columns[index].title, head), *((row[index].text, cell) for row in table.rows)]


def _width(text: str, styled: ParagraphStyle) -> float:
    return float(stringWidth(text, styled.fontName, styled.fontSize))
