"""Long work that is going on: what is done, how far it has come, and a button to cancel it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.job import Job
from facilitator.ui.widgets.controls import button, row
from facilitator.ui.widgets.text import ElidedLabel, set_text

CALM = 700  # ms: what is over sooner is not worth a word

Words = Callable[[int], str]  # what is said of the work at a page; 0: before the first


class WorkStrip(QFrame):
    """Stands below the place while there is something to wait for; the work begun last is shown."""

    def __init__(self, parent: QWidget | None = None, calm: int = CALM) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self.setProperty("level", "info")
        self.text = ElidedLabel()
        self.cancel = button(_("Cancel"), self._on_cancel_clicked)
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = row(self.text, self.cancel, spacing=tokens.M)
        box.setContentsMargins(20, tokens.XS, 20, tokens.XS)
        box.setStretch(0, 1)
        self.setLayout(box)
        self._works: list[tuple[Job, Words]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(calm)
        self._timer.timeout.connect(self.show)
        self.hide()

    def follow(self, job: Job, words: Words) -> None:
        """Shows this work from now on until it is over; what is said of it is asked at each page."""
        self._works.append((job, words))
        job.reached.connect(self._on_reached)
        job.over.connect(self._on_over)
        self._draw(job, 0)
        if not self.isVisible():
            self._timer.start()

    @property
    def works(self) -> tuple[tuple[Job, Words], ...]:
        """What is going on, the latest last: for the window that comes in place of this one."""
        return tuple(self._works)

    def _on_reached(self, page: int) -> None:
        self._draw(self.sender(), page)

    def _on_over(self) -> None:
        over = self.sender()
        self._works = [(job, words) for job, words in self._works if job is not over]
        if self._works:
            self._draw(self._works[-1][0], 0)
        else:
            self._timer.stop()
            self.hide()

    def _draw(self, at_work: QObject, page: int) -> None:
        if not self._works or self._works[-1][0] is not at_work:
            return
        job, words = self._works[-1]
        self.text.setAccessibleName(words(0))  # a page is no news to who hears the screen
        set_text(self.text, _("Cancelling …") if job.cancelled else words(page))
        self.cancel.setEnabled(not job.cancelled)

    def _on_cancel_clicked(self) -> None:
        job, _words = self._works[-1]
        job.cancel()
        self._draw(job, 0)
