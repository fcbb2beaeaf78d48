"""Key points, table by table: chosen from what the table wrote, or written new; at most three each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilitator.event import Item, find
from facilitator.i18n import _
from facilitator.notes import MOST_KEY_POINTS, Draft, Note
from facilitator.noting import harvested, noted_items
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.note_list import NoteList
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.rows import Column, RowsModel, RowsView
from facilitator.ui.widgets.text import ElidedLabel, label, set_text

TABLES_WIDTH = 420


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A table and its key points."""

    id: str
    number: int
    keys: tuple[Note, ...]
    notes: int

    @property
    def state(self) -> str:
        """How many there are, with a shape."""
        count = len(self.keys)
        if count > MOST_KEY_POINTS:
            return _("▲ {count}, at most {most}").format(count=count, most=MOST_KEY_POINTS)
        return f"● {count}" if count else _("– none yet")


class KeyPointsPage(QWidget):
    """The tables left; right what the chosen one wrote, its key points first."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._followed = ""  # the harvest whose item was put in front
        self.chooser = QComboBox()
        self.tables: RowsModel[KeyRow] = RowsModel(document, _columns(), self)
        self.list = RowsView(self.tables, _("Tables and their key points"))
        self.count = ElidedLabel("", "muted")
        self.heading = label("", "subtitle")
        self.notes = NoteList(document, _("What the table wrote"))
        self.mark = button(_("Make it a key point"), self.mark_chosen, look="primary")
        self.written = QLineEdit()
        self.add = button(_("Add"), self.add_written)
        self._lay_out()
        self._connect()

    @property
    def item(self) -> Item | None:
        """The café or discussion whose key points are gathered."""
        return find(self._document.plan.event.items, self.chooser.currentData())

    def mark_chosen(self) -> None:
        """Makes the chosen note a key point of its table, or one no longer."""
        note = self._note()
        if note is None:
            return
        draft = note.draft
        revision = replace(draft, id=self._document.new_id(), parent_id=draft.id, key=not draft.key)
        self._document.attempt(lambda: self._document.write_notes(revision))

    def add_written(self) -> None:
        """Writes a new key point of the chosen table."""
        item, table, text = self.item, self._table(), self.written.text().strip()
        if item is None or table is None or not text:
            return
        themes = [theme.id for theme in self._document.plan.event.themes]
        planned = find(self._document.plan.event.tables, table.id)
        theme_id = planned.theme_id if planned and planned.theme_id in themes else None
        draft = Draft(
            id=self._document.new_id(),
            note_id=self._document.new_id(),
            parent_id=None,
            item_id=item.id,
            table_id=table.id,
            text=text,
            theme_id=theme_id,
            key=True,
        )
        if self._document.attempt(lambda: self._document.write_notes(draft)):
            self.written.clear()

    def draw(self, _news: object = None) -> None:
        """Draws what is seen: nothing while the page is hidden."""
        if not self.isVisible():
            return
        self._draw_chooser()
        item, notes = self.item, self._document.snapshot.notes
        rows = []
        for table in sorted(self._document.plan.event.open_tables, key=lambda table: table.number):
            keys = notes.key_points(item.id, table.id) if item else ()
            rows.append(KeyRow(table.id, table.number, keys, len(self._written_at(table.id))))
        self.tables.show(rows)
        if rows and not self.list.currentIndex().isValid():
            self.list.choose(rows[0].id)
        done = sum(bool(one.keys) for one in rows)
        words = _("{count} of {tables} tables have chosen").format(count=done, tables=len(rows))
        set_text(self.count, words)
        self._draw_notes()

    # ── making ──

    def _lay_out(self) -> None:
        self.chooser.setAccessibleName(_("Which part of the programme"))
        self.written.setPlaceholderText(_("Write a key point of the table"))
        self.written.setAccessibleName(self.written.placeholderText())
        left = column(row(self.chooser, self.count), self.list, spacing=tokens.S)
        left.setStretch(1, 1)
        tables = QWidget()
        tables.setLayout(left)
        tables.setFixedWidth(round(TABLES_WIDTH * min(tokens.LOOK.scale, 1.3)))
        write = row(self.written, self.add)
        write.setStretch(0, 1)
        right = column(row(self.heading, None, self.mark), self.notes, write, spacing=tokens.S)
        right.setStretch(1, 1)
        whole = row(tables, spacing=tokens.L)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        for news in (self._document.event_changed, self._document.notes_changed):
            news.connect(self.draw)
        self.chooser.activated.connect(self.draw)
        self.list.selectionModel().currentRowChanged.connect(lambda _new, _old: self._draw_notes())
        self.notes.chosen.connect(lambda _id: self._draw_mark())
        self.notes.edit_wanted.connect(lambda _id: self.mark_chosen())
        self.written.returnPressed.connect(self.add_written)

    # ── drawing ──

    def _draw_chooser(self) -> None:
        """The items at which tables talked; that of the running harvest in front."""
        event = self._document.plan.event
        items = noted_items(event, self._document.snapshot.notes)
        ids = [item.id for item in items]
        self._follow(ids)
        if [self.chooser.itemData(at) for at in range(self.chooser.count())] != ids:
            before = self.chooser.currentData()
            self.chooser.clear()
            for item in items:
                self.chooser.addItem(item.title, item.id)
            running = self._document.live.running
            gathered = harvested(event, running.item) if running else None
            usual = gathered or next((item for item in reversed(items) if item.rounds), None)
            wanted = before if before in ids else usual.id if usual else None
            self.chooser.setCurrentIndex(max(0, self.chooser.findData(wanted)))
        self.chooser.setVisible(len(items) > 1)

    def _follow(self, ids: list[str]) -> None:
        """When a harvest begins, what it gathers comes in front, once."""
        running = self._document.live.running
        gathered = harvested(self._document.plan.event, running.item) if running else None
        harvest = running.item.id if running and gathered else ""
        if harvest and harvest != self._followed and gathered and gathered.id in ids:
            self._followed = harvest
            self.chooser.setCurrentIndex(self.chooser.findData(gathered.id))

    def _draw_notes(self) -> None:
        table = self._table()
        set_text(self.heading, _("Table {number}").format(number=table.number) if table else "")
        found = self._written_at(table.id) if table else ()
        shown = tuple(sorted(found, key=lambda note: not note.draft.key))
        if shown != self.notes.notes.notes:
            self.notes.notes.show(shown)
        self.add.setEnabled(table is not None and self.item is not None)
        self._draw_mark()

    def _draw_mark(self) -> None:
        note = self._note()
        text = _("Not a key point") if note and note.draft.key else _("Make it a key point")
        set_text(self.mark, text)
        self.mark.setAccessibleName(text)
        self.mark.setEnabled(note is not None)

    def _written_at(self, table_id: str) -> tuple[Note, ...]:
        item = self.item
        notes = self._document.snapshot.notes.of_table(table_id)
        return tuple(n for n in notes if n.stands and item is not None and n.draft.item_id == item.id)

    def _table(self) -> KeyRow | None:
        return next((one for one in self.tables.rows if one.id == self.list.chosen), None)

    def _note(self) -> Note | None:
        return self._document.snapshot.notes.by_id.get(self.notes.note_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()


def _columns() -> tuple[Column[KeyRow], ...]:
    return (
        Column(_("Table"), lambda one: str(one.number), right=True, width=60),
        Column(_("Key points"), lambda one: one.state),
        Column(_("Notes"), lambda one: str(one.notes or "·"), right=True, width=80),
    )
