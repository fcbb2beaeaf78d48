"""A small field that pops up to be typed in once: a group's name, a length for several items."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QWidget

from facilitator.errors import FacilitatorError
from facilitator.ui import tokens
from facilitator.ui.widgets.controls import column, field
from facilitator.ui.widgets.text import label

WIDTH = 280  # px at 100 %


class TypedPopup(QFrame):
    """One caption, one field. Enter takes what is typed, Esc leaves it; what is refused stays, with why."""

    def __init__(
        self,
        caption: str,
        text: str,
        hint: str,
        on_typed: Callable[[str], object],
        parent: QWidget,
        known: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._on_typed = on_typed
        self.line = QLineEdit(text)
        self.line.selectAll()
        self.line.returnPressed.connect(self._take)
        if known:
            completer = QCompleter(list(known), self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.line.setCompleter(completer)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        box = column(spacing=tokens.XS)
        box.addLayout(field(caption, self.line))
        box.addWidget(label(hint, "small", wrap=True))
        box.addWidget(self.error)
        box.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        self.setLayout(box)
        self.setFixedWidth(tokens.px(WIDTH))

    def show_at(self, at: QPoint) -> None:
        """Shows it with its upper left corner there, ready to be typed in."""
        self.move(at)
        self.show()
        self.line.setFocus()

    def _take(self) -> None:
        try:
            self._on_typed(self.line.text())
        except FacilitatorError as error:
            self.error.setText(error.message)
            self.error.show()
            self.adjustSize()
        else:
            self.close()
