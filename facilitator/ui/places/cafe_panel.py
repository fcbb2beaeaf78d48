"""Beside the tables: the numbers of the round, or who sits at the chosen table and where they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QLabel,
    QSpinBox,
    QStackedWidget,
    QWidget,
)

from facilitator.event import CafeKind, Event, Item, Plan, Round, find, question_for, sort_key
from facilitator.i18n import _, ngettext
from facilitator.kinds import host_at, index_of, note_taker_at, people_at, theme_at
from facilitator.record import GONE, Record
from facilitator.seating import routes
from facilitator.ui import tokens
from facilitator.ui.widgets.controls import button, column, field, line, row
from facilitator.ui.widgets.text import ElidedLabel, label, plain_tooltip, set_property, set_text
from facilitator.ui.widgets.two_lines import TwoLineList, TwoLineModel, TwoLines
from facilitator.words import presence_word

WIDTH = 236
MOST_PEOPLE = 999


@dataclass(frozen=True, slots=True)
class Figure:
    """A caption, its number in words, and how loud it is ("", "warning", "alarm")."""

    caption: str
    value: str
    role: str = ""
    hint: str = ""


def tables_figure(caption: str, numbers: Sequence[int], role: str) -> Figure:
    """How many tables; a single one is named, more of them in the tooltip."""
    if not numbers:
        return Figure(caption, "0")
    if len(numbers) == 1:
        return Figure(caption, _("1 · table {number}").format(number=numbers[0]), role)
    hint = _("Tables {numbers}").format(numbers=", ".join(map(str, numbers)))
    return Figure(caption, str(len(numbers)), role, hint)


class FigureList(QWidget):
    """A heading with figures under it, captions left and numbers right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label("", "strong")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(tokens.S)
        self._grid.setColumnStretch(0, 1)
        self.rows: list[tuple[QLabel, QLabel]] = []
        box = column(self.heading, spacing=tokens.S)
        box.addLayout(self._grid)
        self.setLayout(box)

    def show_figures(self, heading: str, figures: Sequence[Figure]) -> None:
        set_text(self.heading, heading)
        while len(self.rows) < len(figures):
            pair = label("", "muted"), label("", "strong")
            pair[0].setWordWrap(True)
            for at, part in enumerate(pair):
                side = Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(part, len(self.rows), at, side | Qt.AlignmentFlag.AlignTop)
            self.rows.append(pair)
        for at, (caption, value) in enumerate(self.rows):
            figure = figures[at] if at < len(figures) else None
            caption.setVisible(figure is not None)
            value.setVisible(figure is not None)
            if figure:
                set_text(caption, figure.caption)
                set_text(value, figure.value)
                value.setAccessibleName(f"{figure.caption}: {figure.value}")
                value.setToolTip(plain_tooltip(figure.hint))
                set_property(value, "role", figure.role or "strong")


def guests(plan: Plan, item: Item, record: Record, round_id: str, table_id: str) -> tuple[TwoLines, ...]:
    """Who sits at the table in the round, with their route: its host first, its note-taker, then A–Å."""
    event = plan.event
    table = find(event.tables, table_id)
    numbers = {table.id: table.number for table in event.tables}
    paths = routes(plan, item)
    at = index_of(item, round_id)
    host_id = host_at(plan, item, at, table) if table else None
    note_taker_id = note_taker_at(event, item, at, table) if table else None
    found = []
    for person_id in plan.seats.get(round_id, {}).get(table_id, ()):
        person = find(event.people, person_id)
        if person is None:
            continue
        duty = 2
        if person.id in (host_id, note_taker_id):
            duty = 0 if person.id == host_id else 1
        route = " → ".join(str(numbers.get(table_id or "", "–")) for table_id in paths[person.id])
        words = (_("host"), _("note-taker"), "")[duty]
        presence = record.present(person.id)
        shown = TwoLines(
            person.name,
            " · ".join(part for part in (route, words, person.organisation) if part),
            presence_word(presence) if presence in GONE else "",
            tokens.colours().warning,
        )
        found.append((duty, sort_key(person.name), shown))
    return tuple(shown for _duty, _name, shown in sorted(found, key=lambda one: one[:2]))


class TableDetails(QWidget):
    """The chosen table: theme, question, and its people with their routes, or how many were counted."""

    counted = Signal(int)  # by the user: so many sit there
    left = Signal()  # Enter: back from counting

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label("", "subtitle")
        self.close_button = button("", look="quiet", icon_name="x", tooltip=_("Back to the numbers"))
        self.theme = ElidedLabel("", "muted")
        self.question = label("", "small", wrap=True)
        self.count = label("", "strong")
        self._spot = ("", "")  # round and table that are counted
        self.people = QSpinBox()
        self.people.setRange(0, MOST_PEOPLE)
        self.people.setKeyboardTracking(False)
        self.people.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.people.valueChanged.connect(self.counted)
        self.people.lineEdit().returnPressed.connect(self.left)
        self.counting = QWidget()
        self.counting.setLayout(field(_("People at the table now"), self.people))
        self.model = TwoLineModel(self)
        self.list = TwoLineList(self.model, _("People at the table"))
        self.list.setProperty("look", "plain")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        head = row(self.heading, None, self.close_button)
        box = column(
            head,
            self.theme,
            self.question,
            tokens.XS,
            self.counting,
            self.count,
            self.list,
            spacing=tokens.XS,
        )
        box.setStretch(box.count() - 1, 1)
        box.addStretch(0)  # takes the room where the list is hidden
        self.setLayout(box)

    def show_table(self, plan: Plan, item: Item, record: Record, round_: Round | None, table_id: str) -> None:
        event = plan.event
        table = find(event.tables, table_id)
        if table is None:
            return
        theme = theme_at(event, item, index_of(item, round_.id if round_ else None), table)
        set_text(self.heading, _("Table {number}").format(number=table.number))
        set_text(self.theme, theme.title if theme else _("No theme"))
        set_text(self.question, _quoted(question_for(item, round_, theme)))
        self.question.setVisible(bool(self.question.text()))
        shown = guests(plan, item, record, round_.id, table_id) if round_ else ()
        here = sum(not guest.mark for guest in shown)
        set_text(self.count, _people_words(event, item, round_, here))
        self.model.show(shown)
        self._show_counting(plan, item, record, round_, table_id)

    def focus_people(self) -> None:
        """The number of people is ready to be typed."""
        if self.counting.isVisible():
            self.people.setFocus()
            self.people.selectAll()

    def _show_counting(
        self, plan: Plan, item: Item, record: Record, round_: Round | None, table_id: str
    ) -> None:
        """Where each chooses a table nobody is listed: the people are counted, as long as the café runs."""
        free = item.cafe_kind is CafeKind.FREE and round_ is not None
        self.counting.setVisible(free)
        for part in (self.count, self.list):
            part.setVisible(not free)
        run = record.current
        self.people.setEnabled(run is not None and run.item_id == item.id)
        spot = (round_.id if round_ else "", table_id)
        typing = self.people.hasFocus() and spot == self._spot
        self._spot = spot
        if free and round_ and not typing:
            with QSignalBlocker(self.people):
                self.people.setValue(people_at(plan, record, item, round_.id, table_id) or 0)


class CafePanel(QFrame):
    """The right side of the café: numbers, or a table, and the one big action under both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFixedWidth(round(WIDTH * min(tokens.LOOK.scale, 1.5)))
        self.round = FigureList()
        self.quality = FigureList()
        self.rule = line()
        self.details = TableDetails()
        self.stack = QStackedWidget()
        self.action = button("", look="next")
        numbers = QWidget()
        numbers.setLayout(column(self.round, self.rule, self.quality, None, spacing=tokens.M))
        self.stack.addWidget(numbers)
        self.stack.addWidget(self.details)
        box = column(self.stack, self.action, spacing=tokens.M)
        box.setContentsMargins(14, tokens.M, 14, 14)
        self.setLayout(box)

    def show_numbers(self) -> None:
        self.stack.setCurrentIndex(0)

    def show_details(self) -> None:
        self.stack.setCurrentWidget(self.details)

    def show_action(self, text: str) -> None:
        """Names the big action; "" hides it."""
        self.action.setVisible(bool(text))
        if self.action.text() != text:
            self.action.setText(text)
            self.action.setAccessibleName(text)


def _people_words(event: Event, item: Item, round_: Round | None, count: int) -> str:
    people = ngettext("{count} person", "{count} people", count).format(count=count)
    if round_ is None or not event.people:
        return people
    number = item.rounds.index(round_) + 1 if round_ in item.rounds else 1
    return _("{people} in round {number}").format(people=people, number=number)


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=text) if text else ""
