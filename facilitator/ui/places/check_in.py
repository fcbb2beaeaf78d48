"""Check-in at the door: a few letters of a name, and Enter; the box is empty then for the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from facilitator.event import Person
from facilitator.i18n import _
from facilitator.municipalities import with_region
from facilitator.people import add_person, attendance, matches, nobody_from, organisations, shown_names
from facilitator.record import CheckedIn, Presence
from facilitator.typed import read_person
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import sequences
from facilitator.ui.places.arrivals import Arrivals
from facilitator.ui.places.people_model import presence_colour, presence_mark, tables_told
from facilitator.ui.places.walk_in import WalkIn
from facilitator.ui.widgets.controls import column, scrolling
from facilitator.ui.widgets.icons import icon
from facilitator.ui.widgets.text import label, set_property, set_text
from facilitator.ui.widgets.two_lines import TwoLineList, TwoLineModel, TwoLines

WIDTH = 288
MOST = 5  # matches shown; a further letter tells more apart


@dataclass(frozen=True, slots=True)
class Choice:
    """A person on the list, or None for somebody new of that name and organisation."""

    person: Person | None
    name: str
    organisation: str
    presence: Presence

    @property
    def line(self) -> TwoLines:
        if self.person is None:
            added = _("Add “{name}”").format(name=self.name)
            return TwoLines(added, " · ".join(filter(None, (self.organisation, _("as a new person")))))
        mark = presence_mark(self.presence) if self.presence is not Presence.EXPECTED else ""
        return TwoLines(self.name, self.home, mark, presence_colour(self.presence))

    @property
    def home(self) -> str:
        region = self.person.region if self.person else ""
        return " · ".join(filter(None, (self.organisation, region)))

    @property
    def spoken(self) -> str:
        """The person as somebody at the door would say it."""
        return ", ".join(filter(None, (self.name, self.organisation)))


class CheckIn(QFrame):
    """The box, what it may mean, who came last, and where nobody has come from yet."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFixedWidth(round(WIDTH * min(tokens.LOOK.scale, 1.5)))
        self._document = document
        self.box = QLineEdit()
        self.choices: tuple[Choice, ...] = ()
        self.model = TwoLineModel(self)
        self.list = TwoLineList(self.model, _("Who it may be"))
        self.said = label("", "small", wrap=True)
        self.walk_in = WalkIn()
        self.numbers = label("", "strong", wrap=True)
        self.homes = label("", "small", wrap=True)
        self.arrivals = Arrivals(document)
        self.missing_title = label("", "strong")
        self.missing = label("", "muted", wrap=True)
        self._dress()
        self._lay_out()
        self._connect()
        self._draw_day()

    def check_in(self, index: QModelIndex) -> None:
        """Checks in the chosen person; says so if they are here already.

        Who is new is added first: at once if the organisation was typed too, else it is asked for.
        """
        if not index.isValid():
            return
        choice = self.choices[index.row()]
        if choice.presence is Presence.PRESENT:
            self.box.selectAll()
            self._say(_("{person} is checked in already.").format(person=choice.spoken), "small")
            return
        if choice.person is None and not choice.organisation:
            self._begin_walk_in(choice.name)
        elif self._document.attempt(lambda: self._store(choice)):
            self._ready_for_the_next(choice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys choose in the list while the box keeps the focus; an empty box leaves undo alone."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo):
                event.setAccepted(self.box.isUndoAvailable())
                return not self.box.isUndoAvailable()
            if event.type() is QEvent.Type.KeyPress:
                return self._take_key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return QApplication.sendEvent(self.list, event)
        if event.key() == Qt.Key.Key_Escape:
            self.box.setText("")
            self._say("", "small")
            return True
        back = QKeySequence(event.keyCombination()) in sequences("check-in-back")
        if back and not self.box.text():
            if not event.isAutoRepeat():
                self.take_back_last()
            return True
        return False

    def take_back_last(self) -> None:
        """Takes back the last check-in, whatever else was pressed since, and says whose."""
        if not self.arrivals.arrivals:
            return
        person = self.arrivals.arrivals[0].person
        self.arrivals.take_back()
        spoken = ", ".join(filter(None, (person.name, person.organisation)))
        self._say(_("{person} is not here yet after all.").format(person=spoken), "small")

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
        self.walk_in.hide()
        self.said.hide()

    def _lay_out(self) -> None:
        title = label(_("Check-in"), "subtitle")
        missing = scrolling(self.missing)
        missing.setMinimumHeight(tokens.CONTROL_HEIGHT)  # it scrolls before the whole place does
        self.missing.setAlignment(Qt.AlignmentFlag.AlignTop)
        numbers = column(self.numbers, self.homes, spacing=0)
        box = column(title, numbers, self.box, self.list, self.walk_in, self.said, spacing=tokens.S)
        for widget in (self.arrivals, self.missing_title):
            box.addWidget(widget)
        box.addWidget(missing, 1)
        box.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        self.setLayout(box)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._on_text_changed)
        self.box.returnPressed.connect(self._on_return_pressed)
        self.list.clicked.connect(self.check_in)
        self.walk_in.added.connect(self._on_walk_in_added)
        self.walk_in.given_up.connect(self._end_walk_in)
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
        self._draw_day()

    def _on_walk_in_added(self, name: str, organisation: str) -> None:
        choice = Choice(None, name, organisation, Presence.EXPECTED)
        if self._document.attempt(lambda: self._store(choice)):
            self._end_walk_in()
            self._ready_for_the_next(choice)

    # ── what happens ──

    def _begin_walk_in(self, name: str) -> None:
        """Asks for the organisation, in place of what the box may mean."""
        self.list.hide()
        self.box.hide()
        self.arrivals.hide()
        self.walk_in.begin(name, organisations(self._document.plan.event.people))

    def _end_walk_in(self) -> None:
        self.walk_in.hide()
        self.box.show()
        self.box.setFocus()
        self._show_parts()

    def _ready_for_the_next(self, choice: Choice) -> None:
        self.box.setText("")  # unlike clear(), this leaves nothing for the box's own undo
        told = _("✓ {person} is checked in.").format(person=choice.spoken)
        tables = tables_told(self._document.plan).get(choice.person.id, "") if choice.person else ""
        if tables:
            told = _("{told} Tables: {tables}.").format(told=told, tables=tables)
        self._say(told, "good")

    def _store(self, choice: Choice) -> None:
        """Adds who is new, and notes that they are here: one step."""
        person, plan = choice.person, self._document.plan
        if person is None:
            person = with_region(
                Person(id=self._document.new_id(), name=choice.name, organisation=choice.organisation)
            )
            plan = add_person(plan, person)
        self._document.change(plan, (CheckedIn(person.id, Presence.PRESENT),))

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
        self._show_parts()

    def _show_parts(self) -> None:
        """What the box may mean takes the place of who came last."""
        typing = not self.walk_in.isHidden()
        self.list.setVisible(bool(self.choices) and not typing)
        self.arrivals.setVisible(bool(self.arrivals.arrivals) and not self.choices and not typing)

    def _found(self, typed: str) -> tuple[Choice, ...]:
        name = " ".join(typed.split())
        if not name:
            return ()
        record = self._document.record
        here = {id for id, presence in record.presence.items() if presence is Presence.PRESENT}
        people = self._document.plan.event.people
        known = [
            Choice(person, person.name, person.organisation, record.present(person.id))
            for person in matches(people, name, here=here, most=MOST)
        ]
        return (*_told_apart(known, people), Choice(None, *read_person(name), Presence.EXPECTED))

    def _draw_day(self) -> None:
        people, presence = self._document.plan.event.people, self._document.record.presence
        self._draw_numbers()
        self.arrivals.draw()
        self._show_parts()
        missing = nobody_from(people, presence)
        set_text(self.missing_title, _("Nobody here from ({count})").format(count=len(missing)))
        set_text(self.missing, ", ".join(missing))
        self.missing_title.setVisible(bool(missing))

    def _draw_numbers(self) -> None:
        """“104 of 110 are here”, and from how many organisations they come."""
        people = self._document.plan.event.people
        counted, homes = attendance(people, self._document.record.presence), len(organisations(people))
        here = _("{count} of {all} are here").format(count=counted.present, all=len(people))
        of_homes = _("{count} of {all} municipalities and organisations")
        set_text(self.numbers, here)
        set_text(self.homes, of_homes.format(count=counted.organisations, all=homes))
        self.numbers.setVisible(bool(people))
        self.homes.setVisible(bool(homes))

    def _say(self, sentence: str, role: str) -> None:
        set_property(self.said, "role", role)
        set_text(self.said, sentence)
        self.said.setVisible(bool(sentence))


def _told_apart(choices: Sequence[Choice], people: tuple[Person, ...]) -> list[Choice]:
    """The choices; those that would read alike with the name that tells them apart."""
    alike = Counter((choice.name, choice.home) for choice in choices)
    shown = shown_names(people)
    return [
        replace(choice, name=shown[choice.person.id])
        if choice.person and alike[choice.name, choice.home] > 1
        else choice
        for choice in choices
    ]
