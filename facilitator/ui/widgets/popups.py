"""Panels that come up beside a button, and go with Esc or a press elsewhere; the day runs on beneath."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QWidget

from facilitator.ui import tokens
from facilitator.ui.widgets.controls import column


class Popup(QFrame):
    """A card around a panel, which gets the focus when it is shown."""

    def __init__(self, panel: QWidget, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.panel = panel
        self.setProperty("look", "card")
        self.setAccessibleName(panel.accessibleName())
        box = column(panel)
        box.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        self.setLayout(box)

    def show_below(self, anchor: QWidget) -> None:
        """Shows the panel below the anchor, as large as it wants to be, but inside the anchor's window."""
        self.ensurePolished()
        window = anchor.window()
        inside = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
        size = self.sizeHint().boundedTo(inside.size())
        corner = anchor.mapToGlobal(anchor.rect().bottomRight())
        place = QRect(QPoint(corner.x() - size.width(), corner.y() + tokens.XS), size)
        place.moveLeft(max(place.left(), inside.left()))
        place.moveBottom(min(place.bottom(), inside.bottom()))
        self.setGeometry(place)
        self.show()
        self.panel.setFocus()
