"""Chips beside each other below the now bar, as long as there are any; they scroll where room is short."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from facilitator.ui import tokens
from facilitator.ui.widgets.controls import row, scrolling

Chip = TypeVar("Chip", bound=QWidget)
Thing = TypeVar("Thing")


class ChipStrip(QFrame, Generic[Chip]):
    """Has one chip for each thing that there is; new ones come last."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: dict[str, Chip] = {}
        self.setProperty("look", "now-bar")
        self.setAccessibleName(name)
        self._row = row()
        content = QWidget()
        content.setLayout(self._row)
        self._area = scrolling(content)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = row(self._area)
        box.setContentsMargins(20, tokens.XS, 20, tokens.XS)
        self.setLayout(box)
        self.hide()

    def show_chips(
        self, things: Mapping[str, Thing], make: Callable[[Thing], Chip], draw: Callable[[Chip, Thing], None]
    ) -> None:
        """Shows a chip for each thing; one that was there before is drawn anew, with the focus it had."""
        if list(things) != list(self.chips):
            self._make(things, make)
        for id_, chip in self.chips.items():
            draw(chip, things[id_])
        self._fit()
        self.setVisible(bool(things))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _make(self, things: Mapping[str, Thing], make: Callable[[Thing], Chip]) -> None:
        for gone in [id_ for id_ in self.chips if id_ not in things]:
            chip = self.chips.pop(gone)
            chip.hide()
            chip.deleteLater()
        self.chips = {id_: self.chips.get(id_) or make(thing) for id_, thing in things.items()}
        for at, chip in enumerate(self.chips.values()):
            self._row.insertWidget(at, chip)
            chip.show()  # so that it counts in the height at once

    def _fit(self) -> None:
        """As high as the chips, with the scroll bar where there is one."""
        least = self._row.minimumSize()
        bar = self._area.horizontalScrollBar().sizeHint().height()
        scrolls = least.width() > self._area.viewport().width()
        high = least.height() + (bar if scrolls else 0)
        if self._area.height() != high:
            self._area.setFixedHeight(high)
            self.updateGeometry()
