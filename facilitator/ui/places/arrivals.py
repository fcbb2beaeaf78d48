"""The last people who came, each with a button that takes the check-in back."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from facilitator.i18n import _
from facilitator.people import Arrival, last_arrivals
from facilitator.record import CheckedIn, Presence
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.sentences import local_time
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.text import ElidedLabel, label, plain_tooltip, set_text

MOST = 5


class Arrivals(QWidget):
    """Five lines, the latest first; hidden while nobody has come."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.arrivals: tuple[Arrival, ...] = ()
        self.lines = [_Line(partial(self.take_back, at)) for at in range(MOST)]
        box = column(label(_("Came last"), "strong"), spacing=tokens.XS)
        for line in self.lines:
            box.addWidget(line)
        self.setLayout(box)
        self.draw()

    @property
    def shown(self) -> list[str]:
        """Who the lines name."""
        return [line.name.text() for line in self.lines[: len(self.arrivals)]]

    def take_back(self, at: int = 0) -> None:
        """Notes that this one, 0 the latest, has not come; the next press of Ctrl+Z brings it back."""
        if at >= len(self.arrivals):
            return
        person = self.arrivals[at].person
        document = self._document
        document.attempt(lambda: document.press(CheckedIn(person.id, Presence.EXPECTED)))

    def draw(self) -> None:
        event = self._document.plan.event
        self.arrivals = last_arrivals(event.people, self._document.record, MOST)
        for at, line in enumerate(self.lines):
            arrival = self.arrivals[at] if at < len(self.arrivals) else None
            line.setVisible(arrival is not None)
            if arrival is None:
                line.forget()
            else:
                line.show_arrival(arrival, local_time(event, arrival.at))


class _Line(QWidget):
    """Who came when, and the button beside it."""

    def __init__(self, on_undo: partial[None]) -> None:
        super().__init__()
        self.name = ElidedLabel()
        self.details = ElidedLabel("", "small")
        self.undo: QPushButton = button("", on_undo, look="quiet", icon_name="undo", name=_("Take back"))
        box: QHBoxLayout = row(spacing=tokens.XS)
        box.addLayout(column(self.name, self.details, spacing=0), 1)
        box.addWidget(self.undo)
        self.setLayout(box)

    def forget(self) -> None:
        """Names nobody: who is deleted stands in no hidden line either."""
        for named in (self.name, self.details):
            set_text(named, "")
        self.undo.setAccessibleName("")
        self.undo.setToolTip("")

    def show_arrival(self, arrival: Arrival, time: str) -> None:
        person = arrival.person
        spoken = ", ".join(filter(None, (person.name, person.organisation)))
        set_text(self.name, person.name)
        set_text(self.details, " · ".join(filter(None, (time, person.organisation))))
        words = _("Take back the check-in of {person}").format(person=spoken)
        self.undo.setAccessibleName(words)
        self.undo.setToolTip(plain_tooltip(words))
