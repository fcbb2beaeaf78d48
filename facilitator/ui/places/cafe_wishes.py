"""What one person's seats are to heed: when they are there, whom they sit with, the themes they wish for."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from facilitator.errors import FacilitatorError
from facilitator.event import Event, Pair, Person, Plan, find, put, without
from facilitator.i18n import _, format_time
from facilitator.typed import read_time
from facilitator.ui.document import Document
from facilitator.ui.places.cafe_words import people_choices
from facilitator.ui.widgets.controls import button, column, field, row
from facilitator.ui.widgets.forms import Field, Form
from facilitator.ui.widgets.rows import Choice, drop_down

WISHES = 2
PAIR = Qt.ItemDataRole.UserRole


def put_person(plan: Plan, person: Person) -> Plan:
    return replace(plan, event=replace(plan.event, people=put(plan.event.people, person)))


def put_pair(plan: Plan, pair: Pair) -> Plan:
    """The plan with the pair; what was said of the same two before counts no more."""
    both = {pair.one_id, pair.other_id}
    others = tuple(one for one in plan.event.pairs if {one.one_id, one.other_id} != both)
    return replace(plan, event=replace(plan.event, pairs=(*others, pair)))


def remove_pair(plan: Plan, id: str) -> Plan:
    return replace(plan, event=replace(plan.event, pairs=without(plan.event.pairs, id)))


def pair_words(event: Event, pair: Pair, person_id: str) -> str:
    """“With Kari Berg” or “Never with Ola Dahl”, as seen from one of the two."""
    other = find(event.people, pair.one_id if pair.other_id == person_id else pair.other_id)
    words = _("With {name}") if pair.together else _("Never with {name}")
    return words.format(name=other.name if other else "")


class WishesForm(QWidget):
    """Each change is one undo step."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._person: Person | None = None
        self.times = Form[Person](
            (
                Field("arrives", _("Comes at (empty: from the start)"), _arrives, _put_arrives),
                Field("leaves", _("Leaves at (empty: stays)"), _leaves, _put_leaves),
            ),
            self._store_person,
        )
        self.wishes = tuple(QComboBox() for _wish in range(WISHES))
        self.pairs = QListWidget()
        self.pairs.setAccessibleName(_("Whom they sit with"))
        self.remove = button(_("Take back"), self._remove_chosen)
        self.adders: dict[bool, QComboBox] = {}
        self._adding = row()
        self._lay_out()

    def show_person(self, event: Event, person: Person) -> None:
        self._person = person
        self.times.show_value(person)
        themes: list[Choice] = [("", "–"), *((theme.id, theme.title) for theme in event.themes)]
        for at, box in enumerate(self.wishes):
            with QSignalBlocker(box):
                box.clear()
                for value, caption in themes:
                    box.addItem(caption, value)
                box.setCurrentIndex(box.findData(person.wishes[at] if at < len(person.wishes) else ""))
        self._show_pairs(event, person)
        self._show_adders(event, person)

    def _lay_out(self) -> None:
        titles = (_("Wishes for a theme"), _("and else"))
        box = column(self.times)
        for wish, title in zip(self.wishes, titles, strict=True):
            wish.activated.connect(self._on_wish_activated)
            wish.setMinimumContentsLength(1)
            box.addLayout(field(title, wish))
        self.pairs.setMaximumHeight(72)
        box.addWidget(self.pairs)
        box.addWidget(self.remove)
        box.addLayout(self._adding)
        box.addStretch(1)
        self.setLayout(box)
        self.pairs.currentRowChanged.connect(lambda at: self.remove.setEnabled(at >= 0))

    def _show_pairs(self, event: Event, person: Person) -> None:
        self.pairs.clear()
        for pair in event.pairs:
            if person.id in (pair.one_id, pair.other_id):
                line = QListWidgetItem(pair_words(event, pair, person.id))
                line.setData(PAIR, pair.id)
                self.pairs.addItem(line)
        for part in (self.pairs, self.remove):
            part.setVisible(self.pairs.count() > 0)
        self.remove.setEnabled(False)

    def _show_adders(self, event: Event, person: Person) -> None:
        """Two lists of the others; choosing one makes the pair."""
        while (old := self._adding.takeAt(0)) is not None:
            if widget := old.widget():
                widget.deleteLater()
        others = [(id, caption) for id, caption in people_choices(event.people) if id != person.id]
        for together, title in ((True, _("Sits with …")), (False, _("Never with …"))):
            box = drop_down([("", title), *others])
            box.setAccessibleName(title)
            box.setMinimumContentsLength(1)
            box.activated.connect(self._on_adder_activated)
            self.adders[together] = box
            self._adding.addWidget(box, 1)

    # ── storing ──

    def _store_person(self, person: Person) -> None:
        self._document.edit(put_person(self._document.plan, person), _("change when somebody is there"))

    def _on_wish_activated(self, _index: int) -> None:
        if self._person is None:
            return
        chosen = (str(box.currentData()) for box in self.wishes)
        wishes = tuple(dict.fromkeys(wish for wish in chosen if wish))
        person = replace(self._person, wishes=wishes)
        self._change(put_person(self._document.plan, person), _("change somebody's wishes"))

    def _on_adder_activated(self, _index: int) -> None:
        for together, box in self.adders.items():
            other = str(box.currentData() or "")
            if self._person is not None and other:
                pair = Pair(
                    id=self._document.new_id(), one_id=self._person.id, other_id=other, together=together
                )
                self._change(put_pair(self._document.plan, pair), _("say who sits with whom"))
                return

    def _remove_chosen(self) -> None:
        line = self.pairs.currentItem()
        if line is not None:
            plan = remove_pair(self._document.plan, str(line.data(PAIR)))
            self._change(plan, _("take back who sits with whom"))

    def _change(self, plan: Plan, text: str) -> None:
        self._document.attempt(lambda: self._document.edit(plan, text))


def _shown(at: time | None) -> str:
    return format_time(at) if at else ""


def _arrives(person: Person) -> str:
    return _shown(person.arrives)


def _leaves(person: Person) -> str:
    return _shown(person.leaves)


def _put_arrives(person: Person, text: str) -> Person:
    return replace(person, arrives=_read(text))


def _put_leaves(person: Person, text: str) -> Person:
    return replace(person, leaves=_read(text))


def _read(text: str) -> time | None:
    try:
        return read_time(text)
    except ValueError:
        raise FacilitatorError(_("Type a time of day, such as 13:30.")) from None
