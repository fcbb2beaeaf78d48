"""Tables and key figures as reportlab's tables, in the fonts of print only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Table, TableStyle

from facilitator.report import outline, style
from facilitator.report.fonts import REGULAR
from facilitator.report.paragraphs import paragraphs
from facilitator.report.tagging import Element

_GAP: Final = 4 * mm
_ROOM: Final = 3.2 * mm  # above a row's text, for what is written by hand
_TIMES: Final = 9.6  # a column of times is at most so many times as wide as its type is large
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
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, style.LINE),
]


_UNDER_HEAD: Final = ("LINEBELOW", (0, 0), (-1, 0), 0.8, style.INK)


class Grid(Table):
    """A table that is split between its rows; only a row that no page has room for is split itself."""

    @property
    def cells(self) -> list[list[list[Flowable]]]:
        """What stands in each cell, row by row, its headings first."""
        return self._cellvalues  # type: ignore[attr-defined, no-any-return]  # untyped

    @property
    def first_width(self) -> float:
        """The room that the first column's texts have."""
        return float(self._colWidths[0]) - _GAP  # type: ignore[attr-defined]  # untyped

    @property
    def start(self) -> float:
        """The height of its headings and first row, which stand together."""
        self.wrap(style.WIDTH, style.HEIGHT)
        return float(sum(self._rowHeights[: self.repeatRows + 1]))  # type: ignore[attr-defined]  # untyped

    def split(self, width: float, height: float) -> list[Flowable]:
        self.splitInRow = int(self.start > style.HEIGHT)
        return list(super().split(width, height))


def figures_grid(figures: tuple[outline.Figure, ...], parent: Element) -> Flowable:
    """The key figures side by side, the number over what it counts."""
    listed = parent.add("L")
    cells = [_figure(one, listed.add("LI")) for one in figures]
    look = [*_LOOK, ("TOPPADDING", *_ALL, 0), ("BOTTOMPADDING", *_ALL, 0)]
    return Table([cells], colWidths=[style.WIDTH / len(cells)] * len(cells), style=TableStyle(look))


def _figure(figure: outline.Figure, entry: Element) -> list[Flowable]:
    value = paragraphs(figure.value, style.FIGURE_VALUE, entry.add("Lbl"))
    return [*value, *paragraphs(figure.label, style.FIGURE_LABEL, entry.add("LBody"))]


def table_grid(table: outline.Table, letters: style.Lettering, parent: Element) -> Grid:
    """The table under its headings, which every page repeats; only a row taller than a page is split."""
    heads, cells = zip(
        *(_column_styles(table, index, letters) for index in range(len(table.columns))), strict=True
    )
    element = parent.add("Table")
    head = _head(table, heads, element.add("TR")) if table.headed else []
    rows = [_row(row, cells, letters, element.add("TR"), headed=table.headed) for row in table.rows]
    return Grid(
        [head, *rows] if table.headed else rows,
        colWidths=_widths(table, letters),
        repeatRows=int(table.headed),
        hAlign="LEFT",
        style=TableStyle(
            [
                *_RULED,
                *_spaced(letters),
                *([("TOPPADDING", (0, int(table.headed)), (-1, -1), _ROOM)] if table.roomy else []),
                *([_UNDER_HEAD] if table.headed else []),
            ]
        ),
    )


def _spaced(letters: style.Lettering) -> list[Any]:
    return [("TOPPADDING", *_ALL, letters.padding), ("BOTTOMPADDING", *_ALL, letters.padding)]


def _column_styles(
    table: outline.Table, index: int, letters: style.Lettering
) -> tuple[ParagraphStyle, ParagraphStyle]:
    """The styles of a column's heading and of its cells."""
    if _is_count(table, index):
        return letters.column_count, letters.count
    return letters.column, letters.figures if table.columns[index].figures else letters.cell


def _is_count(table: outline.Table, index: int) -> bool:
    """Whether the column holds numbers only, which stand to the right; times begin at the left."""
    return table.columns[index].figures and all(row[index].text.isdecimal() for row in table.rows)


def _head(table: outline.Table, styles: Sequence[ParagraphStyle], row: Element) -> list[list[Flowable]]:
    """The headings' cells."""
    return [
        paragraphs(column.title, styled, row.add("TH", scope="Column"))
        for column, styled in zip(table.columns, styles, strict=True)
    ]


def _row(
    cells: tuple[outline.Cell, ...],
    styles: Sequence[ParagraphStyle],
    letters: style.Lettering,
    row: Element,
    *,
    headed: bool,
) -> list[list[Flowable]]:
    """A row's cells; where no column has a heading, the first cell is the row's."""
    made = []
    for number, (cell, styled) in enumerate(zip(cells, styles, strict=True)):
        heads = number == 0 and not headed
        element = row.add("TH", scope="Row") if heads else row.add("TD", language=cell.language)
        made.append(_cell(cell, styled, letters, element))
    return made


def _cell(
    cell: outline.Cell, styled: ParagraphStyle, letters: style.Lettering, element: Element
) -> list[Flowable]:
    text = paragraphs(cell.text, styled, element.add("P")) if cell.text or not cell.details else []
    details = (
        part for detail in cell.details for part in paragraphs(detail, letters.detail, element.add("P"))
    )
    return [*text, *details]


def _widths(table: outline.Table, letters: style.Lettering) -> list[float]:
    """Counts, times and columns of a fixed room take what they need; the texts share the rest by length."""
    if table.even:
        return [style.WIDTH / len(table.columns)] * len(table.columns)
    fixed: dict[int, float] = {}
    shares: dict[int, int] = {}
    for index, column in enumerate(table.columns):
        if column.figures or column.room:
            fixed[index] = _fixed_width(table, index, letters)
        else:
            shares[index] = min(max(10, *(len(text) for text, _styled in _set(table, index, letters))), 45)
    rest = (style.WIDTH - sum(fixed.values())) / max(1, sum(shares.values()))
    return [fixed[i] if i in fixed else shares[i] * rest for i in range(len(table.columns))]


def _fixed_width(table: outline.Table, index: int, letters: style.Lettering) -> float:
    """Texts are broken in the room they have; figures stand on one line as far as may be."""
    column = table.columns[index]
    room = column.room * _width("0", letters.figures)
    if not column.figures:
        return room
    needed = max(_width(text, styled) for text, styled in _set(table, index, letters))
    widest = needed if _is_count(table, index) else _TIMES * letters.figures.fontSize
    return _GAP + max(room, min(needed, widest))


def _set(table: outline.Table, index: int, letters: style.Lettering) -> list[tuple[str, ParagraphStyle]]:
    """The texts of a column, its heading first, each with the style it is set in."""
    head, cell = _column_styles(table, index, letters)
    details = [(line, letters.detail) for row in table.rows for line in row[index].details]
    texts = [(row[index].text, cell) for row in table.rows]
    return [(table.columns[index].title, head), *texts, *(details if table.columns[index].figures else [])]


def _width(text: str, styled: ParagraphStyle) -> float:
    return float(stringWidth(text, styled.fontName, styled.fontSize))
