"""The one big step: pressed calmly, so that a hand on its way does not press what came meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget

from facilitator.i18n import _
from facilitator.presses import began_just_now, next_step
from facilitator.timetable import LiveDay
from facilitator.ui.document import Document


class CalmButton(QPushButton):
    """A button whose second click of a double click presses nothing: two steps are never meant."""

    def __init__(self, on_click: Callable[[], object], *, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _checked=False: on_click())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


def go_on(document: Document, live: LiveDay) -> None:
    """Presses the next step of the day as ``live`` shows it.

    A phase that came by itself a moment ago is not left at once: then it is said that it came.
    """
    step = next_step(live)
    if step is None:
        return
    if began_just_now(live):
        document.tell(
            _("The phase changed by itself just now, so nothing was pressed. Press again if you mean it.")
        )
        return
    document.attempt(partial(document.press, *step.facts))
