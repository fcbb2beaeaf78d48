"""Check-in at the door: a few letters of a name, and Enter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from facilitator.event import Person
from facilitator.i18n import _
from facilitator.people import add_person, matches, nobody_from
from facilitator.record import CheckedIn, Presence
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.people_model import presence_colour, presence_mark
from facilitator.ui.widgets.controls import column, scrolling
from facilitator.ui.widgets.icons import icon
from facilitator.ui.widgets.text import label, set_property, set_text
from facilitator.ui.widgets.two_lines import TwoLineList, TwoLineModel, TwoLines

WIDTH = 288
MOST = 5  # matches shown; a further letter tells more apart


@dataclass(frozen=True, slots=True)
class Choice:
    """A person on the list, or None for somebody new of that name."""

    person: Person | None
    name: str
    presence: Presence

    @property
    def line(self) -> TwoLines:
        if self.person is None:
            return TwoLines(_("Add “{name}”").format(name=self.name), _("as a new person"))
        home = " · ".join(part for part in (self.person.organisation, self.person.region) if part)
        mark = presence_mark(self.presence) if self.presence is not Presence.EXPECTED else ""
        return TwoLines(self.name, home, mark, presence_colour(self.presence))

    @property
    def spoken(self) -> str:
        """The person as somebody at the door would say it."""
        organisation = self.person.organisation if self.person else ""
        return f"{self.name}, {organisation}" if organisation else self.name


class CheckIn(QFrame):
    """The box, what it may mean, and where nobody has come from yet."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFixedWidth(round(WIDTH * tokens.LOOK.scale))
        self._document = document
        self.box = QLineEdit()
        self.choices: tuple[Choice, ...] = ()
        self.model = TwoLineModel(self)
        self.list = TwoLineList(self.model, _("Who it may be"))
        self.said = label("", "small", wrap=True)
        self.missing_title = label("", "strong")
        self.missing = label("", "muted", wrap=True)
        self._dress()
        self._lay_out()
        self._connect()
        self._draw_missing()

    def check_in(self, index: QModelIndex) -> None:
        """Checks in the chosen person, who is added first if new; says so if they are here already."""
        if not index.isValid():
            return
        choice = self.choices[index.row()]
        if choice.presence is Presence.PRESENT:
            self.box.selectAll()
            self._say(_("{person} is checked in already.").format(person=choice.spoken), "small")
            return
        if self._document.attempt(lambda: self._store(choice)):
            self.box.clear()
            self._say(_("✓ {person} is checked in.").format(person=choice.spoken), "good")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys choose in the list while the box keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                return QApplication.sendEvent(self.list, event)
            if event.key() == Qt.Key.Key_Escape:
                self.box.clear()
                self._say("", "small")
                return True
        return super().eventFilter(watched, event)

    # ── making ──

    def _dress(self) -> None:
        self.box.setProperty("look", "big")
        self.box.setPlaceholderText(_("Name or organisation"))
        self.box.setAccessibleName(_("Check in: a few letters of a name or an organisation"))
        self.box.setClearButtonEnabled(True)
        self.box.addAction(icon("log-in"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.installEventFilter(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.said.hide()

    def _lay_out(self) -> None:
        title = label(_("Check-in"), "subtitle")
        missing = scrolling(self.missing)
        self.missing.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = column(
            title, self.box, self.list, self.said, tokens.S, self.missing_title, missing, spacing=tokens.S
        )
        box.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        box.setStretch(6, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._on_text_changed)
        self.box.returnPressed.connect(self._on_return_pressed)
        self.list.clicked.connect(self.check_in)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._document.event_changed.connect(self._on_document_changed)
        self._document.record_changed.connect(self._on_document_changed)

    # ── news ──

    def _on_text_changed(self, text: str) -> None:
        if text:
            self._say("", "small")
        self._draw_choices()

    def _on_return_pressed(self) -> None:
        self.check_in(self.list.currentIndex())

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        """The box keeps the focus, so it says what Enter would take."""
        spoken = self.choices[current.row()].line.spoken if current.isValid() else ""
        self.box.setAccessibleDescription(spoken)

    def _on_document_changed(self, _changed: object) -> None:
        self._say("", "small")
        self._draw_choices()
        self._draw_missing()

    def _store(self, choice: Choice) -> None:
        person = choice.person
        if person is None:
            person = Person(id=self._document.new_id(), name=choice.name)
            self._document.edit(add_person(self._document.plan, person), _("add a person"))
        self._document.press(CheckedIn(person.id, Presence.PRESENT))

    # ── drawing ──

    def _draw_choices(self) -> None:
        choices = self._found(self.box.text())
        if choices == self.choices:
            return
        self.choices = choices
        self.model.show(tuple(choice.line for choice in choices))
        self.list.setCurrentIndex(self.model.index(0))
        height = self.list.sizeHintForRow(0) * len(choices) + 2 * self.list.frameWidth()
        self.list.setFixedHeight(height)
        self.list.setVisible(bool(choices))

    def _found(self, typed: str) -> tuple[Choice, ...]:
        name = " ".join(typed.split())
        if not name:
            return ()
        record = self._document.record
        here = {id for id, presence in record.presence.items() if presence is Presence.PRESENT}
        found = matches(self._document.plan.event.people, name, here=here, most=MOST)
        known = (Choice(person, person.name, record.present(person.id)) for person in found)
        return (*known, Choice(None, name, Presence.EXPECTED))

    def _draw_missing(self) -> None:
        missing = nobody_from(self._document.plan.event.people, self._document.record.presence)
        set_text(self.missing_title, _("Nobody here from ({count})").format(count=len(missing)))
        set_text(self.missing, ", ".join(missing))
        self.missing_title.setVisible(bool(missing))

    def _say(self, sentence: str, role: str) -> None:
        set_property(self.said, "role", role)
        set_text(self.said, sentence)
        self.said.setVisible(bool(sentence))
