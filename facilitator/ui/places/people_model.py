"""The people as a table: who they are, what they do on the day, and whether they are here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor

from facilitator.event import Duty, Person, Plan, Role, family_first, put, sort_key
from facilitator.i18n import _
from facilitator.municipalities import moved
from facilitator.people import fits, hosted_tables, name_key, noted_tables
from facilitator.record import CheckedIn, Presence
from facilitator.seating import routes
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.widgets.rows import Column, Index, RowsModel
from facilitator.words import duty_word, presence_word, role_word

SHAPES = {Presence.PRESENT: "●", Presence.ABSENT: "×", Presence.EXPECTED: "○", Presence.LEFT: "◌"}
NAME, REGION, ROLE, ON_THE_DAY, TABLES = 1, 3, 4, 5, 6  # columns


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What one row shows."""

    person: Person
    presence: Presence
    posts: str  # "speaker · host of table 3"
    tables: str  # in the rounds of a café, "–" where without a seat; empty before there is a table plan

    @property
    def id(self) -> str:
        return self.person.id


@dataclass(frozen=True)
class PeopleColumn(Column[PersonRow]):
    """A column that can be sorted by; what is empty comes last."""

    key: Callable[[PersonRow], tuple[object, ...]] = field(default=lambda row: name_key(row.person))


def presence_mark(presence: Presence) -> str:
    """The presence as a shape and a word."""
    return f"{SHAPES[presence]} {presence_word(presence)}"


def presence_colour(presence: Presence) -> str:
    c = tokens.colours()
    return {Presence.PRESENT: c.normal, Presence.ABSENT: c.alarm}.get(presence, c.muted)


def person_rows(plan: Plan, presence: Mapping[str, Presence]) -> tuple[PersonRow, ...]:
    """One row a person, in the order of the list."""
    event = plan.event
    hosted, noted, tables = hosted_tables(event), noted_tables(event), tables_told(plan)

    def posts(person: Person) -> str:
        words = [] if person.duty is Duty.PARTICIPANT else [duty_word(person.duty)]
        if person.id in hosted:
            words.append(_("host of table {number}").format(number=hosted[person.id]))
        if person.id in noted:
            words.append(_("note-taker at table {number}").format(number=noted[person.id]))
        return " · ".join(words)

    return tuple(
        PersonRow(person, presence.get(person.id, Presence.EXPECTED), posts(person), tables[person.id])
        for person in event.people
    )


def tables_told(plan: Plan) -> Mapping[str, str]:
    """Person id → «4 · 11 · 7», round by round; several cafés one after the other."""
    numbers = {table.id: str(table.number) for table in plan.event.tables}
    told: dict[str, list[str]] = {person.id: [] for person in plan.event.people}
    for cafe in plan.event.cafes:
        found = routes(plan, cafe)
        if any(table for route in found.values() for table in route):
            for person, route in found.items():
                stops = [numbers.get(table or "", "–") for table in route]
                told[person].append(" · ".join(stops) if set(stops) != {"–"} else "–")
    return {person: "; ".join(ways) for person, ways in told.items()}


class PeopleModel(RowsModel[PersonRow]):
    """The people that fit the search, in the order of the column sorted by."""

    drawn = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(document, (), parent)
        self.people_columns = _columns(document)
        self.columns = self.people_columns
        self._typed = ""
        self.seated = False  # there is a table plan
        self._sorted_by = (NAME, Qt.SortOrder.AscendingOrder)
        document.event_changed.connect(self._on_document_changed)
        document.record_changed.connect(self._on_document_changed)
        self._draw(kept=frozenset())

    def search(self, typed: str) -> None:
        """Shows those who fit; "" shows everybody."""
        self._typed = typed
        self._draw(kept=frozenset())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order)
        self._draw(kept=frozenset())

    def show(self, rows: Sequence[PersonRow]) -> None:
        """Draws these rows. The same people in another order keep selection and editors too."""
        rows = tuple(rows)
        before, after = [row.id for row in self.rows], [row.id for row in rows]
        if before != after and sorted(before) == sorted(after):
            self._reorder(rows)
        else:
            super().show(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return QColor(presence_colour(self.rows[index.row()].presence))
        return super().data(index, role)

    def _on_document_changed(self, _changed: object) -> None:
        self._draw(kept=frozenset(row.id for row in self.rows))

    def _draw(self, kept: frozenset[str]) -> None:
        """``kept`` stay although they do not fit the search: no row vanishes while it is edited."""
        column, order = self._sorted_by
        rows = person_rows(self._document.plan, self._document.record.presence)
        shown = (row for row in rows if row.id in kept or fits(row.person, self._typed))
        descending = order is Qt.SortOrder.DescendingOrder
        self.show(sorted(shown, key=self.people_columns[column].key, reverse=descending))
        self.seated = any(row.tables for row in rows)
        self.drawn.emit()

    def _reorder(self, rows: tuple[PersonRow, ...]) -> None:
        self.layoutAboutToBeChanged.emit()
        place = {row.id: at for at, row in enumerate(rows)}
        before = self.persistentIndexList()
        after = [self.index(place[self.rows[index.row()].id], index.column()) for index in before]
        self.rows = rows
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def _columns(document: Document) -> tuple[PeopleColumn, ...]:
    def store(change: Callable[[Person, str], Person]) -> Callable[[PersonRow, str], None]:
        def edit(row: PersonRow, text: str) -> None:
            plan = document.plan
            people = put(plan.event.people, change(row.person, text))
            document.edit(replace(plan, event=replace(plan.event, people=people)), _("change a person"))

        return edit

    def store_name(row: PersonRow, text: str) -> None:
        """An emptied name springs back: nobody is without one."""
        if text:
            store(lambda person, text: replace(person, name=text))(row, text)
        else:
            words = _("{name} keeps the name. Press Delete to take somebody off the list.")
            document.tell(words.format(name=row.person.name))

    def store_presence(row: PersonRow, text: str) -> None:
        document.press(CheckedIn(row.id, Presence(text)))

    def by(text: Callable[[PersonRow], str]) -> Callable[[PersonRow], tuple[object, ...]]:
        return lambda row: (not text(row), sort_key(text(row)), name_key(row.person))

    return (
        PeopleColumn(
            _("Here?"),
            lambda row: presence_mark(row.presence),
            store_presence,
            choices=lambda _row: [(one.value, presence_mark(one)) for one in Presence],
            value=lambda row: row.presence.value,
            width=104,
            key=lambda row: (list(Presence).index(row.presence), name_key(row.person)),
        ),
        PeopleColumn(
            _("Name"),
            lambda row: family_first(row.person.name),
            store_name,
            value=lambda row: row.person.name,
        ),
        PeopleColumn(
            _("Organisation"),
            lambda row: row.person.organisation,
            store(moved),
            key=by(lambda row: row.person.organisation),
        ),
        PeopleColumn(
            _("Region"),
            lambda row: row.person.region,
            store(lambda person, text: replace(person, region=text)),
            width=152,
            muted=lambda _row: True,
            key=by(lambda row: row.person.region),
        ),
        PeopleColumn(
            _("Role"),
            lambda row: role_word(row.person.role),
            store(lambda person, text: replace(person, role=Role(text))),
            choices=lambda _row: [(role.value, role_word(role)) for role in Role],
            value=lambda row: row.person.role.value,
            width=112,
            muted=lambda _row: True,
            key=lambda row: (list(Role).index(row.person.role), name_key(row.person)),
        ),
        PeopleColumn(
            _("On the day"),
            lambda row: row.posts,
            store(lambda person, text: replace(person, duty=Duty(text))),
            choices=lambda _row: [(duty.value, duty_word(duty)) for duty in Duty],
            value=lambda row: row.person.duty.value,
            width=120,
            key=by(lambda row: row.posts),
        ),
        PeopleColumn(_("Tables"), lambda row: row.tables, width=96, key=by(lambda row: row.tables)),
    )
