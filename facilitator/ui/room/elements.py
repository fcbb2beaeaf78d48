"""What a picture is made of: lines of text and a few shapes, as plain values that paint themselves.

A scene that is drawn again each second differs in few of them, and only those are painted again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from facilitator.qr import QUIET_ZONE, qr_matrix
from facilitator.ui.room.lettering import Face, font_of, metrics
from facilitator.ui.widgets.qr import paint_qr


class Mark(StrEnum):
    """Shapes that say the same as a colour."""

    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    SQUARE = "square"
    BARS = "bars"
    POINTER = "pointer"


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
    Mark.POINTER: (((0.1, 0.06), (0.94, 0.5), (0.1, 0.94)),),
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


@dataclass(frozen=True, slots=True)
class Logo:
    """The organiser's logo, a PNG, on a card of that place and size; the logo keeps its proportions."""

    png: bytes
    x: float
    y: float
    width: float
    height: float
    margin: float
    card: str

    @property
    def box(self) -> QRectF:
        return QRectF(self.x, self.y, self.width, self.height)

    @property
    def inner(self) -> QRectF:
        """Where the logo is on the card."""
        return self.box.adjusted(self.margin, self.margin, -self.margin, -self.margin)

    def paint(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.card))
        painter.drawRoundedRect(self.box, self.margin, self.margin)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.inner, _scaled(self.png, self.inner.size().toSize()))


@dataclass(frozen=True, slots=True)
class Plate:
    """Something seen from above: its outline, round or with corners, and what it is filled with."""

    x: float
    y: float
    width: float
    height: float
    oval: bool
    edge: float  # px
    edge_colour: str
    colour: str

    @property
    def box(self) -> QRectF:
        return QRectF(self.x, self.y, self.width, self.height)

    def paint(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self.edge_colour), self.edge))
        painter.setBrush(QColor(self.colour))
        inner = self.box.adjusted(self.edge / 2, self.edge / 2, -self.edge / 2, -self.edge / 2)
        if self.oval:
            painter.drawEllipse(inner)
        else:
            painter.drawRoundedRect(inner, self.edge, self.edge)


@lru_cache(maxsize=8)
def logo_size(png: bytes) -> QSize:
    """The size of the picture in px; empty where the bytes are none."""
    return QImage.fromData(png).size()


@lru_cache(maxsize=8)
def _scaled(png: bytes, size: QSize) -> QImage:
    """The picture at the size it is shown in: once, not at each painting."""
    mode = Qt.TransformationMode.SmoothTransformation
    return QImage.fromData(png).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)


Element = Line | Bar | Shape | Code | Logo | Plate
