"""The pages: kept open until all are set, so that each can say its number of how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from facilitator.i18n import _
from facilitator.report import style
from facilitator.report.fonts import runs
from facilitator.report.outline import Form, Outline, ThemeMark
from facilitator.report.paragraphs import paragraphs
from facilitator.report.tagging import Element, Structure, TaggedCanvas
from facilitator.report.text import one_line

_HEAD = style.PAGE_HEIGHT - 17 * mm
_FOOT = 14 * mm


class _Reference(NamedTuple):
    """A line of the contents that waits for the page of its heading; it ends at ``x``, ``y``."""

    page: int
    key: str
    x: float
    y: float
    styled: ParagraphStyle
    element: Element


class Pages(TaggedCanvas):
    """A canvas that writes running heads, page numbers and the contents' numbers when the last page is set.

    Setting everything twice, as reportlab does for contents, would take twice the time.
    """

    def __init__(
        self,
        *arguments: Any,
        title: str,
        status: str,
        covered: bool,
        bare: bool,
        on_page: Callable[[int], object],
        **values: Any,
    ) -> None:
        super().__init__(*arguments, **values)
        self._title, self._status, self._covered, self._on_page = title, status, covered, on_page
        self._bare = bare
        self._open: list[dict[str, Any]] = []
        self._places: dict[str, int] = {}
        self._references: list[_Reference] = []
        self._section = ""
        self._theme: ThemeMark | None = None
        self._themes: Counter[int] = Counter()  # how many begin on each page

    def mark(self, title: str, level: int, key: str, theme: ThemeMark | None) -> None:
        """A heading stands here: contents and bookmarks lead to it, and the running heads name it."""
        self._places[key] = self.getPageNumber()
        self.bookmarkHorizontal(key, 0, 8 * mm)
        self.addOutlineEntry(title, key, level, closed=level > 0)
        if level == 0:
            self._section, self._theme = title, None
        elif level == 1:
            self._theme = theme
            self._themes[self.getPageNumber()] += 1

    def refer(self, key: str, x: float, y: float, styled: ParagraphStyle, element: Element) -> None:
        """The page of that heading is to be written here, ending at ``x``."""
        place = self.absolutePosition(x, y)
        self._references.append(_Reference(self.getPageNumber(), key, *place, styled, element))

    def showPage(self) -> None:  # noqa: N802
        self._on_page(self.getPageNumber())
        self._open.append(dict(self.__dict__))
        self.document.pageCounter += 1  # bookmarks and links name their page by it
        self._startPage()  # type: ignore[attr-defined]  # what reportlab's own showPage ends with

    def save(self) -> None:
        self.document.pageCounter = 1
        for state in self._open:
            self.__dict__.update(state)
            if not self._bare:
                self._draw_running(len(self._open))
            for reference in self._references:
                if reference.page == self.getPageNumber():
                    self._draw_reference(reference)
            super().showPage()
        super().save()

    def _draw_reference(self, reference: _Reference) -> None:
        self.setFont(reference.styled.fontName, reference.styled.fontSize)
        self.setFillColor(reference.styled.textColor)
        with self.telling(reference.element):
            self.drawRightString(reference.x, reference.y, str(self._places[reference.key]))

    def _draw_running(self, pages: int) -> None:
        """Title and section above the text; status and page number below it.

        The first page says its title itself; a cover says all of it.
        """
        first = self.getPageNumber() == 1
        if not first:
            self._draw_pair(self._title, self._section, _HEAD)
        if not (first and self._covered):
            self._draw_foot(pages)
        if self._theme and self._themes[self.getPageNumber()] <= 1:
            draw_badge(self, self._theme, style.LEFT + style.WIDTH + 6 * mm, _HEAD - 1.6 * mm, 6 * mm)

    def _draw_foot(self, pages: int) -> None:
        number = _("Page {page} of {pages}").format(page=self.getPageNumber(), pages=pages)
        self.setStrokeColor(style.LINE)
        self.setLineWidth(0.5)
        self.line(style.LEFT, _FOOT + 5 * mm, style.LEFT + style.WIDTH, _FOOT + 5 * mm)
        self._draw_pair(self._status, number, _FOOT)

    def _draw_pair(self, left: str, right: str, y: float) -> None:
        """Two texts on one line, each cut where it would meet the other."""
        right = _fitting(right, style.WIDTH / 2)
        rest = style.WIDTH - _width(right) - 8 * mm
        for text, styled in ((_fitting(left, rest), style.RUNNING), (right, style.RUNNING_RIGHT)):
            [line] = paragraphs(text, styled, None)
            line.wrap(style.WIDTH, styled.leading)
            line.drawOn(self, style.LEFT, y)


def pages_for(
    outline: Outline, structure: Structure, on_page: Callable[[int], object]
) -> Callable[..., Pages]:
    """What makes the canvas for that document."""
    return partial(
        Pages,
        structure=structure,
        title=one_line(outline.title),
        status=status_line(outline),
        covered=outline.form is Form.BOOK,
        bare=outline.form is Form.CARDS,
        on_page=on_page,
    )


def status_line(outline: Outline) -> str:
    """«Innspill, ikke vedtatt · eksempel»."""
    line = " · ".join(part for part in (outline.status, outline.example) if part)
    return line[:1].upper() + line[1:]


def draw_badge(canvas: Canvas, mark: ThemeMark, x: float, y: float, side: float) -> None:
    """The theme's letter on its colour; a thin edge keeps it a square in grey."""
    colour = style.theme_colour(mark.index)
    canvas.setFillColor(colour)
    canvas.setStrokeColor(style.INK)
    canvas.setLineWidth(0.3)
    canvas.roundRect(x, y, side, side, side / 6, stroke=1, fill=1)
    canvas.setFillColor(style.ink_on(colour))
    canvas.setFont(style.THEME.fontName, 0.6 * side)
    canvas.drawCentredString(x + side / 2, y + 0.29 * side, mark.letter)


def _fitting(text: str, width: float) -> str:
    if len(text) <= 200 and _width(text) <= width:
        return text
    length = next((n for n in range(min(len(text), 200), 0, -1) if _width(text[:n] + "…") <= width), 0)
    return text[:length].rstrip() + "…"


def _width(text: str) -> float:
    pieces = ((font or style.RUNNING.fontName, piece) for font, piece in runs(text))
    return sum(stringWidth(piece, font, style.RUNNING.fontSize) for font, piece in pieces)
