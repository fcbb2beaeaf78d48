"""What reportlab cannot draw by itself: landmarks, the cover's banner and QR codes."""

from __future__ import annotations

from io import BytesIO
from math import cos, pi, sin
from typing import Any, Final

from PIL import Image
from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from facilitator.qr import QUIET_ZONE, qr_matrix
from facilitator.report import style
from facilitator.report.outline import Photo, ThemeMark
from facilitator.report.pages import Pages, draw_badge
from facilitator.report.paragraphs import Told
from facilitator.report.pictures import logo_of
from facilitator.report.tagging import Element, TaggedCanvas
from facilitator.report.text import markup

_MODULE: Final = 0.6 * mm  # from 0.61 mm on, phones read a code at arm's length
_SMALLEST_QR: Final = 30 * mm
_LARGEST_QR: Final = 60 * mm
_BADGE: Final = 7 * mm
# Round tables on the cover: from the right and upper edge and radius in mm, and how many chairs.
_TABLES: Final = ((26, 24, 11, 6), (74, 3, 15, 7), (-16, 2, 19, 8))


class Landmark(Flowable):
    """Stands before a heading: the place that bookmarks and contents lead to, and the heading's ornament.

    ``level`` counts from 0; without a ``key`` nothing leads there; ``before``: the space above it;
    ``element``: what the theme's letter belongs to.
    """

    canv: Pages

    def __init__(
        self,
        title: str,
        level: int,
        before: float,
        key: str = "",
        *,
        theme: ThemeMark | None = None,
        element: Element | None = None,
    ) -> None:
        super().__init__()
        self.title, self.level, self.key, self.theme = title, level, key, theme
        self._element = element
        self.spaceBefore = before

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, 5 * mm if self.level == 0 else 3.5 * mm if self.theme else 0
        return self.width, self.height

    def draw(self) -> None:
        if self.key:
            self.canv.mark(self.title, self.level, self.key, self.theme)
        if self.level == 0:
            self._draw_bar(14 * mm, 1 * mm, style.FJORD)
        elif self.theme:
            self._draw_bar(self.width, 0.6 * mm, style.theme_colour(self.theme.index))
            with self.canv.telling(self._element, label=self._element):
                draw_badge(self.canv, self.theme, 0, -_BADGE + 0.8 * mm, _BADGE)

    def _draw_bar(self, width: float, thickness: float, colour: Color) -> None:
        self.canv.setFillColor(colour)
        self.canv.rect(0, self.height - thickness, width, thickness, stroke=0, fill=1)


class ContentsLine(Flowable):
    """A line of the contents: the heading's title as a link, and its page at the right edge."""

    canv: Pages

    def __init__(self, landmark: Landmark, styled: ParagraphStyle, entry: Element) -> None:
        super().__init__()
        letter = f"{landmark.theme.letter}  " if landmark.theme else ""
        self._line = Told(markup(letter + landmark.title), styled)
        self._line.goes_on = True
        self._link = entry.add("Reference").add("Link", alt=landmark.title)
        self._key = landmark.key
        self.spaceBefore = styled.spaceBefore

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self._line.wrap(width, height)[1]
        return self.width, self.height

    def draw(self) -> None:
        self._line.element = self._link
        self._line.drawOn(self.canv, 0, 0)
        with self.canv.telling(self._link):
            self.canv.linkRect("", self._key, (0, 0, self.width, self.height), relative=1)
        styled = self._line.style
        self.canv.refer(self._key, self.width, styled.leading - styled.fontSize, styled, self._link)


class Banner(Flowable):
    """The cover's blue ground with its lines of text; it reaches over the margins to the paper's edge.

    A title longer than a page is set without the ground.
    """

    _FOOT: Final = 12 * mm

    def __init__(self, lines: list[Told], height: float) -> None:
        super().__init__()
        self._lines, self._least = lines, height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self._text = sum(line.wrap(width, height)[1] + line.getSpaceAfter() for line in self._lines)
        self.height = max(self._least, self._text + self._FOOT)
        return self.width, self.height

    def split(self, _width: float, _height: float) -> list[Flowable]:
        return [_in_ink(line) for line in self._lines]

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        ground = canvas.beginPath()
        ground.rect(-style.LEFT, 0, style.PAGE_WIDTH, self.height + style.TOP)
        canvas.clipPath(ground, stroke=0, fill=0)
        canvas.setFillColor(style.FJORD)
        canvas.rect(-style.LEFT, 0, style.PAGE_WIDTH, self.height + style.TOP, stroke=0, fill=1)
        _draw_tables(canvas, self.height + style.TOP)
        canvas.restoreState()
        y = self._FOOT + self._text
        for line in self._lines:
            y -= line.height
            line.drawOn(canvas, 0, y)
            y -= line.getSpaceAfter()


def _draw_tables(canvas: Any, height: float) -> None:
    """Round tables with their chairs, seen from above, running out of the banner's upper right."""
    canvas.setStrokeColor(style.FJORD_LIGHT)
    canvas.setFillColor(style.FJORD_LIGHT)
    canvas.setLineWidth(1)
    for x, y, radius, chairs in _TABLES:
        centre_x, centre_y = style.PAGE_WIDTH - style.LEFT - x * mm, height - y * mm
        canvas.circle(centre_x, centre_y, radius * mm, stroke=1, fill=0)
        for chair in range(chairs):
            angle = 2 * pi * chair / chairs + 0.3
            reach = (radius + 4) * mm
            canvas.circle(
                centre_x + reach * cos(angle), centre_y + reach * sin(angle), 1.7 * mm, stroke=0, fill=1
            )


def _in_ink(line: Told) -> Told:
    made = Told(line.text, line.style.clone("in-ink", textColor=style.INK))
    made.element = line.element
    return made


def logo_image(png: bytes, element: Element) -> Logo | None:
    """The organiser's logo, as large as its place allows; None for none, and for what is no picture."""
    logo = logo_of(png)
    return Logo(*logo, element) if logo else None


class Logo(Flowable):
    """A picture in the margin above the page's first line, where it takes no room from the text."""

    _WIDEST: Final = 70 * mm
    _TALLEST: Final = 13 * mm
    _ABOVE: Final = 4 * mm

    canv: TaggedCanvas

    def __init__(self, picture: Image.Image, wide: int, tall: int, element: Element) -> None:
        super().__init__()
        self._element = element
        self._reader = ImageReader(picture)
        scale = min(self._WIDEST / wide, self._TALLEST / tall)
        self.size = (wide * scale, tall * scale)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = self.size[0], 0
        return self.width, self.height

    def draw(self) -> None:
        wide, tall = self.size
        with self.canv.figure(self._element, (0, self._ABOVE, wide, self._ABOVE + tall)):
            self.canv.drawImage(self._reader, 0, self._ABOVE, wide, tall)


class Picture(Flowable):
    """A photo in the column of text, at most so tall that two stand on a page."""

    _TALLEST: Final = 95 * mm

    canv: TaggedCanvas

    def __init__(self, photo: Photo, element: Element) -> None:
        super().__init__()
        self._element = element
        self._reader = ImageReader(BytesIO(photo.image))
        scale = min((style.WIDTH - style.LABEL) / photo.wide, self._TALLEST / photo.tall)
        self.size = (scale * photo.wide, scale * photo.tall)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.size[1]
        return self.width, self.height

    def draw(self) -> None:
        wide, tall = self.size
        with self.canv.figure(self._element, (style.LABEL, 0, style.LABEL + wide, tall)):
            self.canv.drawImage(self._reader, style.LABEL, 0, wide, tall)


class QrCode(Flowable):
    """The QR code of an address as one vector path, its quiet zone hung into the margin.

    ``element``: the figure that it is; ``side``: how large it is, 0: as large as is read at arm's length.
    """

    canv: TaggedCanvas

    def __init__(self, address: str, indent: float, element: Element, *, side: float = 0) -> None:
        super().__init__()
        self._element = element
        self._matrix = qr_matrix(address)
        self._indent = indent
        modules = len(self._matrix) + 2 * QUIET_ZONE
        self.side = side or min(max(_SMALLEST_QR, _MODULE * modules), _LARGEST_QR)
        self._module = self.side / modules

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.side
        return self.width, self.height

    def draw(self) -> None:
        module, path = self._module, self.canv.beginPath()
        left = self._indent
        top = self.side - QUIET_ZONE * module
        for y, row in enumerate(self._matrix):
            for start, length in _dark_runs(row):
                path.rect(left + start * module, top - (y + 1) * module, length * module, module)
        with self.canv.figure(self._element, (left, 0, left + self.side, self.side)):
            self.canv.setFillColor(style.BLACK)
            self.canv.drawPath(path, stroke=0, fill=1)


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """(start, length) of the row's stretches of dark modules."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and x and row[x - 1]:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
