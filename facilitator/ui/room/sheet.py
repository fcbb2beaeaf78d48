"""What a scene is made of: lines of text and a few shapes on a sheet of a size in px, as plain values.

A scene that is drawn again each second differs in few of them, and only those are painted again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from facilitator.qr import QUIET_ZONE, qr_matrix
from facilitator.ui import tokens
from facilitator.ui.room.lettering import Block, Face, font_of, metrics
from facilitator.ui.widgets.qr import paint_qr

BODY = 25  # body text is at least the height divided by this
DIGITS_PART = 4  # so are digits, from foot to top
WIDE = 1.7  # a sheet that is wider than this, of its height, has room for words beside the digits


class Mark(StrEnum):
    """Shapes that say the same as a colour."""

    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    SQUARE = "square"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; ``x`` is its left end."""

    text: str
    x: float
    baseline: float
    width: float
    px: int
    face: Face
    colour: str

    @property
    def box(self) -> QRectF:
        m = metrics(self.px, self.face)
        return QRectF(self.x, self.baseline - m.ascent(), self.width, m.height())

    def paint(self, painter: QPainter) -> None:
        painter.setFont(font_of(self.px, self.face))
        painter.setPen(QColor(self.colour))
        painter.drawText(QPointF(self.x, self.baseline), self.text)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with rounded ends, filled from the left by a share of its length."""

    x: float
    y: float
    width: float
    height: float
    colour: str

    @property
    def box(self) -> QRectF:
        return QRectF(self.x, self.y, self.width, self.height)

    def paint(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(self.box, self.height / 2, self.height / 2)


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark in a square."""

    mark: Mark
    x: float
    y: float
    side: float
    colour: str

    @property
    def box(self) -> QRectF:
        return QRectF(self.x, self.y, self.side, self.side)

    def paint(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        for corners in _CORNERS[self.mark]:
            painter.drawPolygon(
                QPolygonF([QPointF(self.x + x * self.side, self.y + y * self.side) for x, y in corners])
            )


_CORNERS: dict[Mark, tuple[tuple[tuple[float, float], ...], ...]] = {
    Mark.TRIANGLE: (((0.5, 0.06), (1, 0.94), (0, 0.94)),),
    Mark.DIAMOND: (((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),),
    Mark.SQUARE: (((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)),),
    Mark.BARS: (
        ((0.12, 0.06), (0.4, 0.06), (0.4, 0.94), (0.12, 0.94)),
        ((0.6, 0.06), (0.88, 0.06), (0.88, 0.94), (0.6, 0.94)),
    ),
}


@dataclass(frozen=True, slots=True)
class Code:
    """The QR code of an address on a light ground; ``side`` holds the quiet zone too."""

    address: str
    x: float
    y: float
    side: float

    @property
    def box(self) -> QRectF:
        return QRectF(self.x, self.y, self.side, self.side)

    def paint(self, painter: QPainter) -> None:
        matrix = qr_matrix(self.address)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        # Filling the card counts for more across a room than whole pixels for each module.
        scale = self.side / (len(matrix) + 2 * QUIET_ZONE)
        painter.translate(self.x, self.y)
        painter.scale(scale, scale)
        paint_qr(painter, matrix, 0, 0, 1)
        painter.restore()


Element = Line | Bar | Shape | Code


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

    def __init__(self, width: int, height: int, ground: str = tokens.ROOM.ground) -> None:
        self.width = width
        self.height = height
        self.ground = ground
        self.left = round(width * 0.05)
        self.right = width - self.left
        self.top = height * 0.055
        self.bottom = height - height * 0.055
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
        m = metrics(block.px, block.face)
        self.write_at(block, x, y + (block.pitch - m.height()) / 2 + m.ascent(), end=end)
        return y + block.height

    def write_at(self, block: Block, x: float, baseline: float, *, end: bool = False) -> None:
        """Sets the block with its first line on a baseline."""
        for text, width in zip(block.lines, block.widths, strict=True):
            if text:
                left = x - width if end else x
                self.add(Line(text, left, baseline, width, block.px, block.face, block.colour))
            baseline += block.pitch

    def add(self, *elements: Element) -> None:
        self._elements.extend(elements)

    def rule(self, x: float, y: float, width: float) -> None:
        """A thin line across."""
        thickness = max(1, self.part(0.0016))
        self._elements.append(Bar(x, round(y), width, thickness, tokens.ROOM.line))

    def bar(self, y: float, height: float, share: float, colour: str) -> None:
        """A bar over the whole measure, filled by a share."""
        self._elements.append(Bar(self.left, y, self.measure, height, tokens.ROOM.line))
        filled = max(height, round(self.measure * min(1.0, share)))
        self._elements.append(Bar(self.left, y, filled, height, colour))

    def picture(self) -> Picture:
        return Picture(self.width, self.height, self.ground, tuple(self._elements))
