"""Reads back what was written: the text of a PDF, without its running heads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from reportlab.lib.units import mm

from facilitator.report import style
from facilitator.report.outline import Block, Outline, Point, Points, Section
from facilitator.report.pdf import write_pdf


def an_outline(*blocks: Block, title: str = "Stormøte", **values: Any) -> Outline:
    """A document with one section, «Alt», which holds the blocks."""
    defaults: dict[str, Any] = {
        "genre": "Oppsummering",
        "status": "innspill, ikke vedtatt",
        "when": "tirsdag 5. mars 2024",
        "author": "Osloregionen",
        "language": "nb",
        "made_at": datetime(2024, 3, 5, 14, 40, tzinfo=UTC),
        "sections": (Section("Alt", blocks),),
    }
    return Outline(title=title, **(defaults | values))


def some_points(texts: Sequence[str]) -> Points:
    return Points(tuple(Point(text, "forslag", "bord 1") for text in texts))


def written(outline: Outline) -> PdfReader:
    file = BytesIO()
    write_pdf(outline, file)
    return PdfReader(file)


def body_of(page: PageObject) -> str:
    """The page's text between its running heads, badges in the margin left out."""
    return "".join(text for text, _x in _heard(page))


def text_of(reader: PdfReader) -> str:
    """The text of all pages in reading order, without the page numbers of the contents."""
    edge = style.LEFT + style.WIDTH - 9 * mm
    return "\n".join(
        "".join(text for text, x in _heard(page) if x < edge or not text.strip().isdecimal())
        for page in reader.pages
    )


def _heard(page: PageObject) -> list[tuple[str, float]]:
    """The pieces of the page's body with the place where they begin."""
    pieces: list[tuple[str, float]] = []

    def hear(text: str, cm: list[float], tm: list[float], _font: Any, _size: float) -> None:
        x = tm[4] * cm[0] + cm[4]
        y = tm[5] * cm[3] + cm[5]
        if x < style.LEFT + style.WIDTH + 5 * mm and style.BOTTOM - 1 < y < style.PAGE_HEIGHT - 20 * mm:
            pieces.append((text, x))

    page.extract_text(visitor_text=hear)
    return pieces


def squeezed(text: str) -> str:
    """The text without white space, which line ends add and take."""
    return "".join(text.split())
