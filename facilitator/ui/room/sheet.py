"""The sheet that a scene is drawn on, and the picture that comes of it, as plain values."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from facilitator.ui.room.elements import Bar, Element, Line, Logo, Mark, Shape, logo_size
from facilitator.ui.room.lettering import Block
from facilitator.ui.tokens import Ink, RoomColours

LOGO_MARGIN = 0.1  # of the height that the logo may have, around it on its card
BODY = 25  # body text is at least the height divided by this
DIGITS_PART = 4  # so are digits, from foot to top
WIDE = 1.7  # a sheet that is wider than this, of its height, has room for words beside the digits


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene, drawn for a sheet of that size."""

    width: int
    height: int
    ground: str
    elements: tuple[Element, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(element for element in self.elements if isinstance(element, Line))

    @property
    def readable(self) -> bool:
        """Whether all text is as large as body text must be."""
        return all(line.px * BODY >= self.height for line in self.lines)

    @property
    def text(self) -> str:
        """All that can be read, line by line."""
        return "\n".join(line.text for line in self.lines)

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paints what lies in ``clip``."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(clip, QColor(self.ground))
        for element in self.elements:
            if element.box.intersects(clip):
                element.paint(painter)

    def changed(self, before: Picture) -> tuple[QRectF, ...]:
        """Where it differs from another picture."""
        if (self.width, self.height, self.ground) != (before.width, before.height, before.ground):
            return (QRectF(0, 0, self.width, self.height),)
        return tuple(element.box for element in set(self.elements) ^ set(before.elements))


class Sheet:
    """Collects a picture's elements. Its measures are shares of its height, so that all sizes look alike."""

    def __init__(self, width: int, height: int, colours: RoomColours, link: str = "") -> None:
        """``link`` is where phones in the room are led to; "" where there is no page for them."""
        self.link = link
        self.width = width
        self.height = height
        self.colours = colours
        self.left = round(width * 0.05)
        self.right = width - self.left
        self.top = height * 0.055
        self.bottom = height - height * 0.055
        self.aside = 0.0  # px of the head that are taken, beside the clock
        self._elements: list[Element] = []

    @property
    def wide(self) -> bool:
        return self.width >= WIDE * self.height

    @property
    def measure(self) -> float:
        """The width of what is inside the margins."""
        return self.right - self.left

    @property
    def body(self) -> int:
        """The least size of text, in px."""
        return ceil(self.height / BODY)

    def part(self, share: float) -> int:
        """A share of the height, in px."""
        return round(self.height * share)

    def write(self, block: Block, x: float, y: float, *, end: bool = False) -> float:
        """Sets the block with its top at ``y``; ``end``: ``x`` is its right edge. The y beneath it."""
        self.write_at(block, x, y + block.baseline, end=end)
        return y + block.height

    def write_at(self, block: Block, x: float, baseline: float, *, end: bool = False) -> None:
        """Sets the block with its first line on a baseline."""
        for text, width in zip(block.lines, block.widths, strict=True):
            if text:
                left = x - width if end else x
                self.add(Line(text, left, baseline, width, block.px, block.face, self.colours.of(block.ink)))
            baseline += block.pitch

    def add(self, *elements: Element) -> None:
        self._elements.extend(elements)

    def shape(self, mark: Mark, x: float, y: float, side: float, ink: Ink) -> None:
        self.add(Shape(mark, x, y, side, self.colours.of(ink)))

    def rule(self, x: float, y: float, width: float) -> None:
        """A thin line across."""
        self.stretch(x, round(y), width, max(1, self.part(0.0016)), Ink.LINE)

    def bar(self, y: float, height: float, share: float, ink: Ink) -> None:
        """A bar over the whole measure, filled by a share."""
        self.stretch(self.left, y, self.measure, height, Ink.LINE)
        filled = max(height, round(self.measure * min(1.0, share)))
        self.stretch(self.left, y, filled, height, ink)

    def stretch(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        """A bar, or a part of one."""
        self.add(Bar(x, y, width, height, self.colours.of(ink)))

    def logo(self, png: bytes, x: float, y: float, width: float, height: float) -> float:
        """The logo as large as fits the box, at its left; the right edge of its card, ``x`` without one."""
        size = logo_size(png)
        if size.isEmpty():
            return x
        margin = height * LOGO_MARGIN
        scale = min((width - 2 * margin) / size.width(), (height - 2 * margin) / size.height())
        wide, high = size.width() * scale + 2 * margin, size.height() * scale + 2 * margin
        self.add(Logo(png, x, y, wide, high, margin, self.colours.card))
        return x + wide

    def within(self, left: float, right: float) -> Sheet:
        """The same sheet with other margins: what is drawn on it is part of this one's picture."""
        narrow = copy(self)
        narrow.left, narrow.right = round(left), round(right)
        return narrow

    def theme(self, index: int) -> str:
        """The colour of the event's theme of that index."""
        return self.colours.themes[index % len(self.colours.themes)]

    def picture(self) -> Picture:
        return Picture(self.width, self.height, self.colours.ground, tuple(self._elements))
