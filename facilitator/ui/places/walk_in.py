"""Somebody who was not on the list: a name and an organisation, and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from facilitator.i18n import _
from facilitator.typed import read_person
from facilitator.ui import tokens
from facilitator.ui.widgets.controls import button, column, field, row


class WalkIn(QWidget):
    """Two fields. Enter in the second, or the button, adds; Esc gives up."""

    added = Signal(str, str)  # name, organisation
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.organisation = QLineEdit()
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self.organisation)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.organisation.setCompleter(completer)
        self.add = button(_("Add and check in"), self._on_add_clicked, look="primary")
        self.cancel = button(_("Cancel"), self.given_up.emit)
        buttons = row(self.add, self.cancel)
        buttons.setStretch(0, 1)
        box = column(field(_("Name"), self.name), field(_("Organisation"), self.organisation), buttons)
        box.setSpacing(tokens.S)
        self.setLayout(box)
        self.name.returnPressed.connect(self.organisation.setFocus)
        self.name.textChanged.connect(self._on_name_changed)
        self.organisation.returnPressed.connect(self._on_add_clicked)
        escape = QShortcut("Esc", self, self.given_up.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def begin(self, name: str, known: Sequence[str]) -> None:
        """Shows the name as typed so far; the organisation is typed next, ``known`` ones are offered."""
        self._known.setStringList(list(known))
        self.name.setText(name)
        self.organisation.setText("")
        self.show()
        self.organisation.setFocus()

    def _on_name_changed(self, text: str) -> None:
        self.add.setEnabled(bool(read_person(text)[0]))

    def _on_add_clicked(self) -> None:
        """Of “Kari Berg, Ås” in the first field the organisation is taken where the second is empty."""
        name, organisation = self.name.text().strip(), self.organisation.text().strip()
        if not organisation:
            name, organisation = read_person(name)
        if name:
            self.added.emit(name, organisation)
        else:
            self.name.setFocus()
