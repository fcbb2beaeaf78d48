"""Klar?: one screen that says what is missing before the day, and leads to the place that mends it."""

from __future__ import annotations

import shutil
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.record import GONE
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.phones import Phones
from facilitator.ui.rail import place_names
from facilitator.ui.ready_groups import (
    Finding,
    Level,
    Machine,
    machine_findings,
    phones_finding,
    plan_findings,
    summary_sentence,
)
from facilitator.ui.widgets.controls import button, column, line, page, row, scrolling, surface
from facilitator.ui.widgets.icons import pixmap
from facilitator.ui.widgets.text import label, set_property, set_text

MACHINE_WIDTH = 360
WORD_WIDTH = 72


class ReadyPlace(QWidget):
    """The plan's findings left, this computer's right."""

    place_wanted = Signal(str, str)  # place, id of what is to be mended there ("" for none)
    missing_changed = Signal(int)

    def __init__(
        self, document: Document, phones: Phones | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._phones = phones
        self.plan_findings: tuple[Finding, ...] = ()
        self.machine_findings: tuple[Finding, ...] = ()
        self._sound_missing = False
        self.summary = label("", "muted")
        self._plan_box = column(spacing=tokens.M)
        self._machine_box = column(spacing=tokens.M)
        self._lay_out()
        self._connect()
        self._draw_plan()
        self._draw_machine()

    @property
    def missing_count(self) -> int:
        """How many lines say that something is missing."""
        found = (*self.plan_findings, *self.machine_findings)
        return sum(finding.level is Level.MISSING for finding in found)

    def show_sound(self, *, missing: bool) -> None:
        """Says whether signals can be heard."""
        self._sound_missing = missing
        self._draw_machine()

    def showEvent(self, event: QShowEvent) -> None:
        """The disk tells nobody when it fills: it is asked when somebody looks."""
        super().showEvent(event)
        self._draw_machine()

    def _lay_out(self) -> None:
        head, title = page(_("Ready?"))
        title.setMinimumHeight(tokens.CONTROL_HEIGHT + 2)
        head.insertWidget(1, self.summary)
        head.setSpacing(tokens.M)
        plan = surface("card", self._plan_box)
        machine = surface("card", self._machine_box)
        machine.setFixedWidth(round(MACHINE_WIDTH * tokens.LOOK.scale))
        cards = row(spacing=tokens.M)
        cards.addWidget(plan, 1, Qt.AlignmentFlag.AlignTop)
        cards.addWidget(machine, 0, Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        content.setLayout(column(cards, None))
        box = column(head, scrolling(content), spacing=tokens.M)
        box.setContentsMargins(20, tokens.L, 20, tokens.L)
        box.setStretch(1, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self._document.event_changed.connect(self._draw_plan)
        self._document.record_changed.connect(self._draw_plan)
        if self._phones is not None:
            self._phones.changed.connect(self._draw_machine)
            self._phones.devices_changed.connect(self._on_devices_changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screens_changed)
            app.screenRemoved.connect(self._on_screens_changed)

    def _on_devices_changed(self, _devices: object) -> None:
        self._draw_machine()

    def _on_screens_changed(self, _screen: QScreen) -> None:
        self._draw_machine()

    # ── drawing ──

    def _draw_plan(self, _news: object = None) -> None:
        presence = self._document.record.presence
        gone = {id for id, where in presence.items() if where in GONE}
        found = plan_findings(self._document.plan, gone)
        if found != self.plan_findings:
            self.plan_findings = found
            self._fill(self._plan_box, found)

    def _draw_machine(self) -> None:
        found = machine_findings(self._machine())
        if self._phones is not None:
            found = (*found, phones_finding(on=self._phones.on, came=len(self._phones.devices)))
        if found != self.machine_findings:
            self.machine_findings = found
            self._fill(self._machine_box, found)

    def _machine(self) -> Machine:
        file = self._document.path
        try:
            free: int | None = shutil.disk_usage(file.parent).free
        except OSError:
            free = None
        screens = len(QGuiApplication.screens())
        return Machine(screens=screens, free=free, file=file, silent=self._sound_missing)

    def _fill(self, box: QVBoxLayout, findings: tuple[Finding, ...]) -> None:
        """Draws a card anew."""
        _clear(box)
        for number, (place, group) in enumerate(groupby(findings, key=lambda finding: finding.place)):
            if number:
                box.addWidget(line())
            box.addLayout(self._section(place, tuple(group)))
        found = (*self.plan_findings, *self.machine_findings)
        fine = all(finding.level is Level.FINE for finding in found)
        set_text(self.summary, summary_sentence(found))
        set_property(self.summary, "role", "good" if fine else "muted")
        self.missing_changed.emit(self.missing_count)

    def _section(self, place: str, findings: tuple[Finding, ...]) -> QVBoxLayout:
        title = label(place_names()[place] if place else _("This computer"), "strong")
        return column(title, *(self._row(finding) for finding in findings), spacing=tokens.S)

    def _row(self, finding: Finding) -> QFrame:
        word, icon_name, colour, role = _looks()[finding.level]
        shape = label()
        shape.setPixmap(pixmap(icon_name, colour, 2.0, 18))
        said = label(word, role)
        said.setMinimumWidth(round(WORD_WIDTH * tokens.LOOK.scale))
        sentence = label(finding.sentence, wrap=True)
        sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        parts = row(shape, said, sentence)
        parts.setStretch(2, 1)
        if finding.place and finding.level is not Level.FINE:
            parts.addWidget(self._way(finding))
        made = surface("plain", parts, margin=0)
        made.setAccessibleName(f"{word}: {finding.sentence}")
        return made

    def _way(self, finding: Finding) -> QWidget:
        name = place_names()[finding.place]
        leads = partial(self.place_wanted.emit, finding.place, finding.subject_id)
        return button(f"{name} →", leads, name=f"{name}: {finding.sentence}")


def _looks() -> dict[Level, tuple[str, str, str, str]]:
    """Level → its word, its shape, the shape's colour and the word's role."""
    c = tokens.colours()
    return {
        Level.FINE: (_("in order"), "check-circle", c.normal, "muted"),
        Level.CONSIDER: (_("consider"), "info", c.accent, "muted"),
        Level.MISSING: (_("missing"), "alert-triangle", c.warning, "warning"),
    }


def _clear(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget, layout = item.widget(), item.layout()
        if isinstance(layout, QVBoxLayout):
            _clear(layout)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
