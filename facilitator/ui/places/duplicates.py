"""Two who may be one: side by side, and what is to become of them. Nothing is made one by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from facilitator.event import Person
from facilitator.i18n import _, ngettext
from facilitator.likeness import Likeness, merge_people, merged_presence, near_duplicates
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import bind_each, sequences
from facilitator.ui.places.import_subject import NOTHING
from facilitator.ui.places.people_model import PersonRow, person_rows, presence_mark
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.text import ElidedLabel, label, set_property, set_text
from facilitator.words import likeness_word, role_word


class DuplicatesPanel(QWidget):
    """One pair after the other. Who are two people is remembered as long as the day is open."""

    found = Signal(int)  # how many pairs there are
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._apart: set[frozenset[str]] = set()
        self.pairs: tuple[Likeness, ...] = ()
        self.why = label("", "subtitle", wrap=True)
        self.close_button = button(_("Close"), self.closed.emit)
        self.names = (ElidedLabel("", "strong"), ElidedLabel("", "strong"))
        self.facts = [(label(words, "small"), label(wrap=True), label(wrap=True)) for words in _captions()]
        self.left = button(_("Keep left"), lambda: self._keep(0))
        self.right = button(_("Keep right"), lambda: self._keep(1))
        self.both = button(_("Two people"), self._part)
        self.hint = label(
            _(
                "Who is kept takes over what only the other one has: organisation, table, seats, presence. "
                "Ctrl+Z makes them two again."
            ),
            "muted",
            wrap=True,
        )
        self.none = label(_("Nobody else seems to be on the list twice."), "muted", wrap=True)
        self.card = QFrame()
        self.card.setProperty("look", "card")
        self.card.setLayout(self._grid())
        self._lay_out()
        document.event_changed.connect(self._on_document_changed)
        document.record_changed.connect(self._on_document_changed)
        self._draw()

    # ── inside ──

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.S)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for side, name in enumerate(self.names, 1):
            grid.addWidget(name, 0, side)
        for at, (caption, *values) in enumerate(self.facts, 1):
            grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
            for side, value in enumerate(values, 1):
                grid.addWidget(value, at, side, Qt.AlignmentFlag.AlignTop)
        below = len(self.facts) + 1
        grid.setRowMinimumHeight(below, tokens.CONTROL_HEIGHT + tokens.L)
        grid.addWidget(self.left, below, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.right, below, 2, Qt.AlignmentFlag.AlignBottom)
        return grid

    def _lay_out(self) -> None:
        head = row(self.why, self.close_button)
        head.setStretch(0, 1)
        beneath = row(self.hint, self.both, spacing=tokens.L)
        beneath.setStretch(0, 1)
        box = column(head, self.card, beneath, self.none, None, spacing=tokens.M)
        self.setLayout(box)
        self.setFocusProxy(self.left)
        bind_each(self, "duplicate", (self.left.click, self.right.click, self.both.click))
        escape = QShortcut(sequences("escape")[0], self, self.closed.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _on_document_changed(self, _changed: object) -> None:
        self._draw()

    def _keep(self, side: int) -> None:
        """Makes both one person, the one on that side, as one step."""
        pair, document = self.pairs[0], self._document
        kept, other = (pair.left, pair.right) if side == 0 else (pair.right, pair.left)
        plan = merge_people(document.plan, kept.id, other.id)
        facts = merged_presence(document.record, kept.id, other.id)
        if document.attempt(lambda: document.change(plan, facts, _("make two entries one person"))):
            words = _("{name} is on the list once now. Ctrl+Z makes them two again.")
            document.tell(words.format(name=kept.name))
            self._go_on()

    def _part(self) -> None:
        """Does not ask for these two any more."""
        self._apart.add(self.pairs[0].ids)
        self._draw()
        self._go_on()

    def _go_on(self) -> None:
        (self.left if self.pairs else self.close_button).setFocus()

    # ── drawing ──

    def _draw(self) -> None:
        event = self._document.plan.event
        self.pairs = tuple(pair for pair in near_duplicates(event.people) if pair.ids not in self._apart)
        for widget in (self.card, self.hint, self.both):
            widget.setVisible(bool(self.pairs))
        self.none.setVisible(not self.pairs)
        for made in (self.left, self.right, self.both):
            made.setEnabled(bool(self.pairs))  # their keys work while they are hidden, too
        if self.pairs:
            self._draw_pair(self.pairs[0])
        else:
            set_text(self.why, _("Possible duplicates"))
        self.found.emit(len(self.pairs))

    def _draw_pair(self, pair: Likeness) -> None:
        document = self._document
        count = len(self.pairs)
        words = ngettext("{count} possible duplicate", "{count} possible duplicates", count)
        set_text(self.why, f"{words.format(count=count)}: {likeness_word(pair.reason)}")
        rows = {one.id: one for one in person_rows(document.plan, document.record.presence)}
        sides = [rows[person.id] for person in (pair.left, pair.right)]
        for name, one in zip(self.names, sides, strict=True):
            set_text(name, one.person.name)
        seats = [self._seats(one.person) for one in sides]
        values = zip(_values(sides[0], seats[0]), _values(sides[1], seats[1]), strict=True)
        for (_caption, left, right), (said, others) in zip(self.facts, values, strict=True):
            for value, text in ((left, said), (right, others)):
                set_text(value, text or NOTHING)
                set_property(value, "role", "muted" if said == others else "")
        for made, one in ((self.left, sides[0]), (self.right, sides[1])):
            spoken = ", ".join(filter(None, (one.person.name, one.person.organisation)))
            made.setAccessibleName(_("{button}: {person}").format(button=made.text(), person=spoken))

    def _seats(self, person: Person) -> str:
        """In how many rounds there is a seat."""
        seats = self._document.plan.seats.values()
        count = sum(any(person.id in ids for ids in by_table.values()) for by_table in seats)
        return ngettext("{count} round", "{count} rounds", count).format(count=count) if count else ""


def _captions() -> tuple[str, ...]:
    return (_("Organisation"), _("Region"), _("Role"), _("On the day"), _("Here?"), _("Seat in"))


def _values(one: PersonRow, seats: str) -> tuple[str, ...]:
    """What is said of a person, as captioned."""
    person = one.person
    return (
        person.organisation,
        person.region,
        role_word(person.role),
        one.posts,
        presence_mark(one.presence),
        seats,
    )
