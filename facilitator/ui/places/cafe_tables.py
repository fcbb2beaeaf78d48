"""The tables in the room: number, theme, seats, host and note-taker, edited in their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QSpinBox, QWidget

from facilitator.errors import FacilitatorError
from facilitator.event import Plan, Table, find
from facilitator.i18n import _, ngettext
from facilitator.people import shown_names
from facilitator.replanning import tables_merged
from facilitator.seating import rounds_begun
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.cafe_edits import (
    MOST_TABLES,
    add_tables,
    put_back_table,
    put_table,
    remove_table,
)
from facilitator.ui.places.cafe_words import people_choices
from facilitator.ui.widgets.controls import button, column, row, wrapped
from facilitator.ui.widgets.rows import Choice, Column, RowsModel, RowsView
from facilitator.ui.widgets.text import label, set_text

MOST_SEATS = 99
NEW_TABLES = 10


class CafeTables(QWidget):
    """All tables of the event; removed ones only when asked for."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.model = RowsModel[Table](document, self._columns(), self)
        self.view = RowsView(self.model, _("Tables"))
        self.count = QSpinBox()
        self.add = button(_("Add tables"), icon_name="plus")
        self.remove = button(_("Remove"), icon_name="trash")
        self.merge = button(_("Merge with …"))
        self._others = QMenu(self.merge)
        self.merge.setMenu(self._others)
        self.show_removed = QCheckBox()
        self.summary = label("", "muted")
        self._lay_out()
        self._connect()
        self._draw()

    def _lay_out(self) -> None:
        self.count.setRange(1, MOST_TABLES)
        self.count.setValue(NEW_TABLES)
        self.count.setFixedWidth(tokens.px(56))
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.setAccessibleName(_("How many tables to add"))
        told = row(self.summary, None, self.show_removed, tokens.S)
        bar = wrapped(told, row(self.merge, self.remove, tokens.S, self.count, self.add))
        whole = column(bar, self.view, spacing=tokens.M)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._document.event_changed.connect(self._draw)
        self.add.clicked.connect(self._on_add_clicked)
        self.count.lineEdit().returnPressed.connect(self._on_add_clicked)
        self.remove.clicked.connect(lambda: self._toggle_removed(self.view.chosen))
        self.view.removal_wanted.connect(self._toggle_removed)
        self.view.selectionModel().currentChanged.connect(lambda _new, _old: self._draw_remove())
        self.show_removed.toggled.connect(self._draw)

    def ask_how_many(self) -> None:
        """The number of tables to add is ready to be typed; Enter adds them."""
        self.count.setFocus()
        self.count.selectAll()

    # ── drawing ──

    def _draw(self, _news: object = None) -> None:
        event = self._document.plan.event
        gone = len(event.tables) - len(event.open_tables)
        self.show_removed.setVisible(gone > 0)
        self.show_removed.setText(_("Show removed ({count})").format(count=gone))
        with_removed = self.show_removed.isChecked() and gone > 0
        self.model.show(event.tables if with_removed else event.open_tables)
        tables = len(event.open_tables)
        least = sum(table.seats_min for table in event.open_tables)
        most = sum(table.seats_max for table in event.open_tables)
        people = sum(person.seated for person in event.people)
        words = ngettext("{count} table", "{count} tables", tables).format(count=tables)
        seats = _("{tables}, {least}–{most} seats for {people} people").format(
            tables=words, least=least, most=most, people=people
        )
        set_text(self.summary, seats if tables else _("No tables yet. Say how many there are and add them."))
        self._draw_remove()

    def _draw_remove(self) -> None:
        table = find(self._document.plan.event.tables, self.view.chosen)
        self.remove.setEnabled(table is not None)
        text = _("Put back") if table and table.removed else _("Remove")
        self.remove.setText(text)
        self.remove.setAccessibleName(text)
        self._draw_merge(table)

    def _draw_merge(self, table: Table | None) -> None:
        """Offers the other open tables to the chosen one."""
        others = [one for one in self._document.plan.event.open_tables if one.id != self.view.chosen]
        self.merge.setEnabled(table is not None and not table.removed and bool(others))
        self._others.clear()
        if table is None:
            return
        for other in sorted(others, key=lambda one: one.number):
            action = self._others.addAction(_("Table {number}").format(number=other.number))
            action.triggered.connect(partial(self._merge, table.id, other.id))

    # ── columns ──

    def _columns(self) -> tuple[Column[Table], ...]:
        def struck(table: Table) -> bool:
            return table.removed

        return (
            Column(
                _("Number"),
                lambda table: str(table.number),
                lambda table, text: self._store(table, number=_whole(text, 999)),
                right=True,
                width=84,
                struck=struck,
                muted=struck,
            ),
            Column(
                _("Theme"),
                self._theme_title,
                lambda table, text: self._store(table, theme_id=text or None),
                choices=lambda _table: self._themes(),
                value=lambda table: table.theme_id or "",
                muted=struck,
            ),
            *(self._seats_column(title, name) for title, name in self._seat_titles()),
            self._person_column(_("Host"), "host_id"),
            self._person_column(_("Note-taker"), "note_taker_id"),
        )

    @staticmethod
    def _seat_titles() -> tuple[tuple[str, str], ...]:
        return (
            (_("Seats, least"), "seats_min"),
            (_("wanted"), "seats_target"),
            (_("most"), "seats_max"),
        )

    def _seats_column(self, title: str, name: str) -> Column[Table]:
        return Column(
            title,
            lambda table: str(getattr(table, name)),
            lambda table, text: self._store(table, **{name: _whole(text, MOST_SEATS)}),
            right=True,
            width=104 if name == "seats_min" else 76,
            muted=lambda table: table.removed,
        )

    def _person_column(self, title: str, name: str) -> Column[Table]:
        return Column(
            title,
            lambda table: self._person_name(getattr(table, name)),
            lambda table, text: self._store(table, **{name: text or None}),
            choices=lambda _table: self._people(),
            value=lambda table: getattr(table, name) or "",
            muted=lambda table: table.removed or not getattr(table, name),
        )

    def _theme_title(self, table: Table) -> str:
        theme = find(self._document.plan.event.themes, table.theme_id)
        return theme.title if theme else "–"

    def _person_name(self, person_id: str | None) -> str:
        return shown_names(self._document.plan.event.people).get(person_id or "", "–")

    def _themes(self) -> Sequence[Choice]:
        return [("", "–"), *((theme.id, theme.title) for theme in self._document.plan.event.themes)]

    def _people(self) -> Sequence[Choice]:
        return [("", "–"), *people_choices(self._document.plan.event.people)]

    # ── storing ──

    def _store(self, table: Table, **values: Any) -> None:
        changed = replace(table, **values)
        self._document.edit(put_table(self._document.plan, changed), _("change a table"))

    def _attempt(self, change: Callable[[Plan], Plan], text: str) -> bool:
        return self._document.attempt(lambda: self._document.edit(change(self._document.plan), text))

    def _on_add_clicked(self) -> None:
        before = len(self._document.plan.event.tables)
        count = self.count.value()
        if self._attempt(lambda plan: add_tables(plan, count, self._document.new_id), _("add tables")):
            self.view.choose(self._document.plan.event.tables[before].id)
            self.view.setFocus()

    def _merge(self, id: str, into: str) -> None:
        """Brings the people of one table to another, in the running round of the café that runs."""
        document = self._document
        cafes = document.plan.event.cafes
        running = next((day.cafe.item for day in document.live.seen if day.cafe), None)
        item = running or next(iter(cafes), None)
        if item is None:
            self._attempt(lambda plan: remove_table(plan, id), _("merge two tables"))
            return
        begun = rounds_begun(item, document.record, document.live) if running else 0
        self._attempt(
            lambda plan: tables_merged(plan, item, begun=begun, into=into, other=id), _("merge two tables")
        )

    def _toggle_removed(self, id: str) -> None:
        table = find(self._document.plan.event.tables, id)
        if table is None:
            return
        if table.removed:
            self._attempt(lambda plan: put_back_table(plan, id), _("put back a table"))
        else:
            self._attempt(lambda plan: remove_table(plan, id), _("remove a table"))


def _whole(text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise FacilitatorError(_("Type a whole number from 1 to {most}.").format(most=most))
    return int(text)
