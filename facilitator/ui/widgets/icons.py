"""The bundled icons, in the colour of the text beside them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from facilitator.resources import resource
from facilitator.ui import tokens


def icon(name: str, colour: str = "", *, chosen: str = "") -> QIcon:
    """The icon of that name; ``colour`` "" is that of muted text, ``chosen`` that of its checked state."""
    colour = colour or tokens.colours().muted
    made = QIcon()
    made.addPixmap(pixmap(name, colour, 2.0), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(pixmap(name, chosen or colour, 2.0), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(pixmap(name, tokens.colours().faint, 2.0), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


@cache
def pixmap(name: str, colour: str, ratio: float, size: int = tokens.ICON) -> QPixmap:
    """The icon drawn in ``size`` device-independent px."""
    source = resource(f"icons/{name}.svg").read_text("utf-8").replace("currentColor", colour)
    drawn = QPixmap(QSize(size, size) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn
