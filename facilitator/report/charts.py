"""Charts: the table of their figures, with a bar beneath each label and a swatch over each series.

The bars say nothing that the figures do not, so they are no part of the text. Each series has a pattern
of its own: it is told from the others in grey, and by those who see no colours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, TableStyle

from facilitator.report import style
from facilitator.report.grids import Grid
from facilitator.report.outline import Chart

_THICK: Final = 2.6 * mm  # a bar
_APART: Final = 0.7 * mm  # from the label above it
_BETWEEN: Final = 3 * mm  # a label and the bar beside it
_STEP: Final = 1.1 * mm  # between the lines of a pattern
_SWATCH: Final = 5 * mm
_PADDING: Final = 1.2 * mm
_LEAST, _MOST = 0.25, 0.5  # of the column of labels, for the bars beside them
_BELOW: Final = 3.6 * mm  # the foot of a bar under the top of its label's first line
_LINE: Final = 0.5

Pattern = Callable[[Any, float, float], None]


class Bar(Flowable):
    """The values of a row side by side; ``whole`` is the value that takes all the room there is.

    ``beside``: the share of the cell that the label leaves to it; else it is as wide as the page, beneath.
    """

    def __init__(self, values: tuple[int, ...], whole: int, *, beside: float = 0) -> None:
        super().__init__()
        self.values, self.whole, self.beside = values, whole, beside
        self.spaceBefore = 0 if beside else _APART

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, 0 if self.beside else _APART + _THICK
        return self.width, self.height

    def draw(self) -> None:
        room = self.beside * self.width or style.WIDTH
        left = self.width - room if self.beside else 0.0
        self.canv.saveState()
        self.canv.translate(left, -_BELOW if self.beside else 0)
        left = 0.0
        for number, value in enumerate(self.values):
            wide = value / self.whole * room if self.whole else 0.0
            if wide:
                _fill(self.canv, number, left, wide)
            left += wide
        self.canv.restoreState()


class Swatch(Flowable):
    """The pattern of a series, at the right edge, where its figures stand."""

    def __init__(self, series: int) -> None:
        super().__init__()
        self.series = series

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, _THICK + _APART
        return self.width, self.height

    def draw(self) -> None:
        _fill(self.canv, self.series, self.width - _SWATCH, _SWATCH)


def with_bars(chart: Chart, table: Iterable[Flowable]) -> list[Flowable]:
    """The table of the chart's figures, as it was set, with the bars put into it."""
    made = list(table)
    for flowable in made:
        if isinstance(flowable, Grid):
            _draw_into(flowable, chart)
    return made


def _draw_into(grid: Grid, chart: Chart) -> None:
    head, *rows = grid.cells
    several = len(chart.series) > 1
    beside = 0 if several else _share(chart, grid.first_width)
    whole = max((sum(values) for _label, values in chart.rows), default=0)
    for row, (_label, values) in zip(rows, chart.rows, strict=True):
        if several:
            row[0].append(Bar(values, whole))
            continue
        for label in row[0]:
            _narrow(label, beside * grid.first_width)
        row[0].insert(0, Bar(values, whole, beside=beside))
    for number in range(len(chart.series) if several else 0):
        head[1 + number].insert(0, Swatch(number))
    body = ((0, 1), (-1, -1))
    grid.setStyle(
        TableStyle(
            [
                ("TOPPADDING", *body, _PADDING),
                ("BOTTOMPADDING", *body, _PADDING),
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ]
        )
    )


def _share(chart: Chart, width: float) -> float:
    """How much of that width the bars get, so that most labels stand on one line."""
    styled = style.BOOK.cell
    longest = max(
        (stringWidth(label, styled.fontName, styled.fontSize) for label, _values in chart.rows), default=0
    )
    return min(_MOST, max(_LEAST, 1 - (longest + 2 * _BETWEEN) / width))


def _narrow(label: Flowable, room: float) -> None:
    """Leave that much room to the right of the label, whatever it was set as."""
    styled = getattr(label, "style", None)
    if styled is not None:
        label.style = styled.clone("beside-a-bar", rightIndent=room + _BETWEEN)  # type: ignore[attr-defined]


def _fill(canvas: Any, series: int, left: float, wide: float) -> None:
    """A rectangle in the pattern of that series, its edge in ink: neighbours never run into each other."""
    canvas.saveState()
    canvas.translate(left, 0)
    edge = canvas.beginPath()
    edge.rect(0, 0, wide, _THICK)
    canvas.clipPath(edge, stroke=0, fill=0)
    canvas.setStrokeColor(style.FJORD)
    canvas.setLineWidth(_LINE)
    _PATTERNS[series % len(_PATTERNS)](canvas, wide, _THICK)
    canvas.restoreState()
    canvas.setStrokeColor(style.FJORD)
    canvas.setLineWidth(_LINE)
    canvas.rect(left, 0, wide, _THICK, stroke=1, fill=0)


def _solid(canvas: Any, wide: float, tall: float) -> None:
    canvas.setFillColor(style.FJORD)
    canvas.rect(0, 0, wide, tall, stroke=0, fill=1)


def _rising(canvas: Any, wide: float, tall: float) -> None:
    x = -tall
    while x < wide:
        canvas.line(x, 0, x + tall, tall)
        x += _STEP


def _pale(canvas: Any, wide: float, tall: float) -> None:
    canvas.setFillColor(style.LINE)
    canvas.rect(0, 0, wide, tall, stroke=0, fill=1)


def _level(canvas: Any, wide: float, tall: float) -> None:
    y = tall / 4
    while y < tall:
        canvas.line(0, y, wide, y)
        y += tall / 4


def _empty(_canvas: Any, _wide: float, _tall: float) -> None:
    """White within its edge."""


# In this order neighbours differ the most: full, hatched, pale, ruled, empty.
_PATTERNS: Final[tuple[Pattern, ...]] = (_solid, _rising, _pale, _level, _empty)
