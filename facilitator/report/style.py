"""The look of print: measures, colours and type, each once. One grid: a column for labels, one for text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from facilitator.report.fonts import FIGURES, MEDIUM, REGULAR, SEMIBOLD

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT: Final = 22 * mm
TOP: Final = 25 * mm
BOTTOM: Final = 22 * mm
WIDTH: Final = PAGE_WIDTH - 2 * LEFT
HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
LABEL: Final = 25 * mm  # the column of labels

INK: Final = HexColor("#14202E")
MUTED: Final = HexColor("#51606F")
LINE: Final = HexColor("#D9DEE5")
FJORD: Final = HexColor("#0B4F8A")
FJORD_LIGHT: Final = HexColor("#2A6BA6")
BLACK: Final = HexColor("#000000")
WHITE: Final = HexColor("#FFFFFF")

# Okabe–Ito, in the order of the screen's theme colours; black stands for every eighth theme.
_THEMES: Final = ("#0072B2", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#E69F00", "#F0E442", "#14202E")


def theme_colour(index: int) -> Color:
    return HexColor(_THEMES[index % len(_THEMES)])


def ink_on(colour: Color) -> Color:
    """White or black, whichever is read more easily on the colour, in grey too."""
    luminance = 0.2126 * colour.red**2.2 + 0.7152 * colour.green**2.2 + 0.0722 * colour.blue**2.2
    return WHITE if luminance < 0.18 else BLACK


def _style(name: str, size: float, leading: float, **values: Any) -> ParagraphStyle:
    """A style of left-aligned text in ink, without hyphens; no font of reportlab's own comes in."""
    defaults: dict[str, Any] = {
        "fontName": REGULAR,
        "fontSize": size,
        "leading": leading,
        "textColor": INK,
        "bulletFontName": MEDIUM,
        "bulletFontSize": 8.5,
        "bulletColor": MUTED,
        "allowOrphans": 0,
        "allowWidows": 0,
        "spaceShrinkage": 0,
        "splitLongWords": 1,
        "uriWasteReduce": 0,
    }
    return ParagraphStyle(name, **(defaults | values))


BODY: Final = _style("body", 10, 15, leftIndent=LABEL, spaceAfter=6)
REMARK: Final = _style("remark", 9, 13.5, textColor=MUTED, leftIndent=LABEL, spaceAfter=6)
FACT: Final = _style("fact", 10, 15, leftIndent=LABEL, spaceAfter=3)
POINT: Final = _style("point", 9.5, 12.5, leftIndent=LABEL, spaceAfter=3.5)
SOURCE_SIZE: Final = 8

HEADING: Final = _style("heading", 22, 27, fontName=SEMIBOLD, textColor=FJORD, spaceAfter=10)
THEME: Final = _style("theme", 14, 19, fontName=SEMIBOLD, leftIndent=LABEL, spaceAfter=6)
QUESTION: Final = _style("question", 11, 15.5, fontName=SEMIBOLD, leftIndent=LABEL, spaceAfter=8)
DOCUMENT: Final = _style("document", 11, 15.5, fontName=SEMIBOLD, leftIndent=LABEL, spaceAfter=2)
ADDRESS: Final = _style("address", 9, 13, leftIndent=LABEL, spaceAfter=18)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """The type of a document's tables, and of the head and headings that go with it."""

    title: ParagraphStyle
    when: ParagraphStyle
    heading: ParagraphStyle
    cell: ParagraphStyle
    detail: ParagraphStyle
    figures: ParagraphStyle
    count: ParagraphStyle
    column: ParagraphStyle
    column_count: ParagraphStyle
    padding: float  # within a row, over and below its text
    before: tuple[float, float, float]  # above a heading, by its level
    after: float  # a table


def _lettering(
    size: float,
    detail: float,
    column: float,
    heading: float,
    *,
    ink: Color = INK,
    apart: float = 2 * mm,
    padding: float = 0.58,
) -> Lettering:
    """Tables with cells of that size, ``apart`` from each other; ``ink``: that of a cell's further lines."""
    cell, small = (size, 1.42 * size), (column, 1.375 * column)
    return Lettering(
        title=_style(
            "sheet-title", 1.9 * size, 2.35 * size, fontName=SEMIBOLD, textColor=FJORD, spaceAfter=4
        ),
        when=_style("sheet-when", 1.05 * size, 1.5 * size, spaceAfter=2),
        heading=_style("subheading", heading, 1.42 * heading, fontName=SEMIBOLD, spaceAfter=0.5 * heading),
        cell=_style("cell", *cell, fontName=MEDIUM),
        detail=_style("cell-detail", detail, 1.47 * detail, textColor=ink),
        figures=_style("cell-figures", *cell, fontName=FIGURES),
        count=_style("cell-count", *cell, fontName=FIGURES, alignment=TA_RIGHT),
        column=_style("column", *small, fontName=MEDIUM, textColor=MUTED),
        column_count=_style("column-count", *small, fontName=MEDIUM, textColor=MUTED, alignment=TA_RIGHT),
        padding=padding * size,
        before=(10 * mm + apart, 5 * mm + apart, 1 * mm + apart),
        after=apart,
    )


BOOK: Final = _lettering(9.5, 8.5, 8, 12, ink=MUTED, apart=4 * mm)
SHEET: Final = _lettering(10.5, 9.5, 9, 13)
# From the largest, for a handful of items, to the smallest that is read from a step away.
POSTERS: Final = tuple(
    _lettering(size, 0.82 * size, 0.7 * size, 1.1 * size, apart=0, padding=0.4)
    for size in (22 * 0.95**step for step in range(13))
)
SUBHEADING: Final = BOOK.heading

FIGURE_VALUE: Final = _style("figure-value", 24, 29, fontName=SEMIBOLD, textColor=FJORD)
FIGURE_LABEL: Final = _style("figure-label", 8.5, 12, textColor=MUTED)

CONTENTS: Final = (
    _style("contents-1", 10.5, 15, fontName=MEDIUM, rightIndent=12 * mm, spaceBefore=6),
    _style("contents-2", 9.5, 14, leftIndent=6 * mm, rightIndent=12 * mm, spaceBefore=1),
)

RUNNING: Final = _style("running", 8, 10, textColor=MUTED)
RUNNING_RIGHT: Final = _style("running-right", 8, 10, textColor=MUTED, alignment=TA_RIGHT)

GENRE: Final = _style("genre", 10, 14, fontName=MEDIUM, textColor=WHITE)
TITLE: Final = _style("title", 30, 37, fontName=SEMIBOLD, textColor=WHITE)
WHEN: Final = _style("when", 12, 17, textColor=WHITE)
