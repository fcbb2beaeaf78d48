"""A title and a length, typed in a moment: for an item that is put in, or a countdown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE
from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.typed_fields import length_typed
from facilitator.ui.widgets.controls import button, column, field, row
from facilitator.ui.widgets.text import label, set_property

WIDTH = 340  # px at 100 %

# Stores the title and the length, and says whether that was done.
Act = Callable[[str, timedelta], bool]


class TitleLengthForm(QWidget):
    """Two fields, and a button for each thing to do with them; Enter does the first.

    What cannot be read stays, with the reason beneath.
    """

    done = Signal()

    def __init__(
        self, heading: str, actions: tuple[tuple[str, Act], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(heading)
        self.setFixedWidth(round(WIDTH * tokens.LOOK.scale))
        self.title = QLineEdit()
        self.length = QLineEdit()
        self.length.setPlaceholderText(_("like 25 or 1:15"))
        self.error = label("", "error", wrap=True)
        self.buttons = tuple(
            button(text, partial(self._do, act), look="" if at else "primary")
            for at, (text, act) in enumerate(actions)
        )
        for typed in (self.title, self.length):
            typed.returnPressed.connect(self.buttons[0].click)
        fields = column(field(_("Title"), self.title), field(_("Length"), self.length), spacing=tokens.M)
        ends = row(None, *reversed(self.buttons))
        self.setLayout(column(label(heading, "subtitle"), fields, self.error, ends, spacing=tokens.M))
        self.error.hide()
        self.setFocusProxy(self.title)

    def open(self, title: str, length: str) -> None:
        """Begins anew with these texts, the title ready to be typed over."""
        self.title.setText(title)
        self.length.setText(length)
        self.title.selectAll()
        self._tell("")

    def _do(self, act: Act) -> None:
        try:
            length = self._length()
        except FacilitatorError as error:
            self._tell(error.message)
            self.length.setFocus()
            return
        self._tell("")
        if act(self.title.text().strip(), length):
            self.done.emit()

    def _length(self) -> timedelta:
        length = length_typed(self.length.text())
        if length < MINUTE:
            raise FacilitatorError(_("Give it at least one minute."))
        return length

    def _tell(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        set_property(self.length, "invalid", "true" if sentence else "")
        popup = self.parentWidget()
        if popup is not None:
            popup.adjustSize()
