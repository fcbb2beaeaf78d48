"""A calm choice between a few views of one place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from facilitator.ui import tokens
from facilitator.ui.widgets.controls import button, row

LEAST_HEIGHT = 22  # px at 100 %: a line of text and the frame around it


class Tabs(QFrame):
    """Buttons side by side, one of them chosen."""

    chosen = Signal(str)  # name

    def __init__(self, tabs: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """``tabs`` are (name, caption)."""
        super().__init__(parent)
        self.setProperty("look", "tabs")
        self.setAccessibleName(name)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for tab, caption in tabs:
            self.buttons[tab] = button(caption, look="tab")
            self.buttons[tab].setCheckable(True)
            self._group.addButton(self.buttons[tab])
        box = row(*self.buttons.values(), spacing=2)
        box.setContentsMargins(2, 2, 2, 2)
        self.setLayout(box)
        self.setMinimumHeight(tokens.px(LEAST_HEIGHT))
        self._group.buttonClicked.connect(self._on_button_clicked)

    @property
    def current(self) -> str:
        return next((name for name, tab in self.buttons.items() if tab.isChecked()), "")

    def choose(self, name: str) -> None:
        """Marks the tab as chosen, and tells nobody."""
        self.buttons[name].setChecked(True)

    def _on_button_clicked(self, _button: QPushButton) -> None:
        self.chosen.emit(self.current)
