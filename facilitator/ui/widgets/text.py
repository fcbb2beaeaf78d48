"""Labels: whatever a person typed is shown as plain text."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from facilitator.ui import tokens


def label(text: str = "", role: str = "", *, wrap: bool = False, tabular: bool = False) -> QLabel:
    """A label of plain text; ``role`` names its style in ``tokens``, ``tabular`` is for running times."""
    made = QLabel(text)
    if tabular:
        made.setFont(tokens.font(tabular=True))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def set_text(widget: QLabel | QAbstractButton, text: str) -> None:
    """Sets the text only if it changed: what is set is laid out and drawn again."""
    if widget.text() != text:
        widget.setText(text)


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Sets a property that the style sheet looks at, and dresses the widget again if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line of plain text that ends in … where it does not fit; the whole text is its tooltip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain_tooltip(self.text()) if shown != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


def plain_tooltip(text: str) -> str:
    """The text as a tooltip that Qt does not take for rich text."""
    return f"<span style='white-space: pre-wrap'>{escape(text)}</span>" if text else ""
