"""A list of notes with what can be done to one: edit, see its history, take it back, put it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.notes import Note, NoteKind
from facilitator.noting import lateness, noted_items
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import hint
from facilitator.ui.places.batch_bar import BatchBar
from facilitator.ui.places.note_compare import NoteCompare
from facilitator.ui.places.note_list import NoteList
from facilitator.ui.places.notes_exchange import NotesExchange
from facilitator.ui.places.notes_found import (
    Filter,
    NoteState,
    Spot,
    at_spot,
    found,
    kind_title,
    round_words,
    source_words,
    state_title,
    versions,
)
from facilitator.ui.widgets.controls import button, column, line, row, scrolling, search_field, wrapped
from facilitator.ui.widgets.rows import drop_down
from facilitator.ui.widgets.text import ElidedLabel, label, set_text

HISTORY_WIDTH = 300
FILTER_WIDTH = 132


class NoteHistory(QFrame):
    """All versions of one note with their times, the newest first."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[Note | None, tuple[Note, ...]] = (None, ())
        self.setProperty("look", "card")
        self.setFixedWidth(HISTORY_WIDTH)
        self.close_button = button("", self.hide, look="quiet", icon_name="x", tooltip=_("Close the history"))
        self.texts: list[QLabel] = []
        self._versions = QVBoxLayout()
        self._versions.setSpacing(tokens.S)
        self._versions.setContentsMargins(0, 0, tokens.S, 0)
        content = QWidget()
        content.setLayout(self._versions)
        head = row(label(_("History"), "subtitle"), None, self.close_button)
        box = column(head, scrolling(content), spacing=tokens.S)
        box.setContentsMargins(tokens.L, tokens.S, tokens.S, tokens.M)
        self.setLayout(box)

    def show_note(self, note: Note | None, parts: tuple[Note, ...] = ()) -> None:
        """Draws the note's versions, and the notes that were put into it."""
        if (note, parts) == self._shown:
            return
        self._shown = (note, parts)
        while (old := self._versions.takeAt(0)) is not None:
            widget = old.widget()
            if widget:
                widget.hide()  # it is deleted a moment later
                widget.deleteLater()
        self.texts = []
        event = self._document.plan.event
        for version in versions(event, note) if note else ():
            self._add(version.title, version.text)
        for part in parts:
            self._add(
                _("Put into this note: {source}").format(source=source_words(event, part)), part.draft.text
            )
        self._versions.addStretch(1)

    def _add(self, title: str, words: str) -> None:
        text = label(words, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.texts.append(text)
        for widget in (label(title, "small", wrap=True), text, line()):
            self._versions.addWidget(widget)


class NoteBrowser(QWidget):
    """The notes of one spot, or with filters the notes of the whole day."""

    edit_wanted = Signal(str)  # note id

    def __init__(self, document: Document, *, filters: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._filters = filters
        self._spot: Spot | None = None
        self.list = NoteList(document, _("Notes"))
        self.search = search_field(_("Search in the notes"))
        self.kind = drop_down([("", _("All kinds")), *((kind.value, kind_title(kind)) for kind in NoteKind)])
        self.theme, self.table, self.where = QComboBox(), QComboBox(), QComboBox()
        states = ((state.value, state_title(state)) for state in NoteState)
        self.state = drop_down([("", _("All states")), *states])
        self.taken_back = QCheckBox(_("Also taken back"))
        self.count = ElidedLabel("", "muted")
        self.edit = button(_("Edit"), self._on_edit_clicked)
        self.history_button = button(_("History"), self._on_history_clicked)
        self.key = button(_("Key point"), self._on_key_clicked, tooltip=hint("note-key"), name=_("Key point"))
        self.apart = button(_("Take apart"), self._on_apart_clicked)
        self.take_back = button(_("Take back"), self._on_take_back_clicked)
        self.batch = BatchBar(document, self.list)
        self.history = NoteHistory(document)
        self.compare = NoteCompare(document)
        self.exchange = NotesExchange(document) if filters else None
        self.empty = label("", "muted", wrap=True)
        self._lay_out()
        self._connect()
        self._draw_choices()

    def show_spot(self, spot: Spot | None) -> None:
        """Shows the notes of one table in one round."""
        self._spot = spot
        self.draw()

    def choose(self, note_id: str) -> None:
        self.list.choose(note_id)

    def draw(self, _news: object = None) -> None:
        """Finds the notes that are wanted, and shows them: nothing while they are hidden."""
        if not self.isVisible():
            return
        notes = self._document.snapshot.notes
        taken_back = self.taken_back.isChecked()
        if self._filters:
            shown = found(notes, self._wanted(), lateness(self._document.plan.event, self._document.record))
        elif self._spot:
            shown = at_spot(notes, self._spot, with_taken_back=taken_back)
        else:
            shown = ()
        self.list.notes.show(shown)
        words = ngettext("{count} note", "{count} notes", len(shown)).format(count=len(shown))
        set_text(self.count, words)
        nothing = _("No notes fit.") if self._filters else _("No notes from this table in this round yet.")
        set_text(self.empty, nothing)
        self.empty.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self._draw_chosen()

    def _lay_out(self) -> None:
        counted = row(self.count, self.taken_back, spacing=tokens.S)
        counted.setStretch(0, 1)
        actions = row(self.edit, self.key, self.history_button, self.apart, self.take_back, spacing=tokens.S)
        head = wrapped(counted, actions, spacing=tokens.S)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = column(spacing=tokens.S)
        if self._filters:
            captions = {self.kind: _("Kind"), self.theme: _("Theme")}
            captions |= {self.table: _("Table"), self.where: _("Round"), self.state: _("State")}
            for combo, caption in captions.items():
                combo.setAccessibleName(caption)
                combo.setFixedWidth(round(FILTER_WIDTH * min(tokens.LOOK.scale, 1.25)))
            box.addLayout(row(self.search, *captions, spacing=tokens.S))
        box.addLayout(head)
        box.addWidget(self.batch)
        box.addWidget(self.compare)
        lists = row(column_widget(self.list, self.empty), self.history, spacing=tokens.M)
        lists.setStretch(0, 1)
        box.addLayout(lists, 1)
        if self.exchange is not None:
            box.addLayout(row(None, self.exchange))
        self.history.hide()
        self.setLayout(box)

    def _connect(self) -> None:
        self._document.notes_changed.connect(self.draw)
        self._document.event_changed.connect(self._draw_choices)
        self._document.record_changed.connect(self._on_record_changed)
        self.search.textChanged.connect(self.draw)
        for combo in (self.kind, self.theme, self.table, self.where, self.state):
            combo.activated.connect(self.draw)
        self.taken_back.toggled.connect(self.draw)
        self.list.chosen.connect(self._draw_chosen)
        self.list.edit_wanted.connect(self.edit_wanted)
        self.list.take_back_wanted.connect(lambda _id: self._on_take_back_clicked())
        self.list.selected.connect(self._draw_chosen)
        self.compare.edit_wanted.connect(self._on_edit_clicked)

    # ── drawing ──

    @property
    def note(self) -> Note | None:
        """The chosen note."""
        return self._document.snapshot.notes.by_id.get(self.list.note_id)

    def _wanted(self) -> Filter:
        item_id, _separator, round_id = str(self.where.currentData() or "").partition("|")
        kind, state = self.kind.currentData(), self.state.currentData()
        return Filter(
            text=self.search.text().strip(),
            kind=NoteKind(kind) if kind else None,
            theme_id=self.theme.currentData() or None,
            table_id=self.table.currentData() or None,
            item_id=item_id or None,
            round_id=round_id or None,
            with_taken_back=self.taken_back.isChecked(),
            state=NoteState(state) if state else None,
        )

    def _draw_choices(self, _news: object = None) -> None:
        event = self._document.plan.event
        tables = sorted(event.tables, key=lambda table: table.number)
        choices = {
            self.theme: [("", _("All themes")), *((theme.id, theme.title) for theme in event.themes)],
            self.table: [
                ("", _("All tables")),
                *((t.id, _("Table {number}").format(number=t.number)) for t in tables),
            ],
            self.where: [("", _("All rounds")), *self._round_choices()],
        }
        for combo, entries in choices.items():
            before = combo.currentData()
            combo.clear()
            for value, caption in entries:
                combo.addItem(caption, value)
            combo.setCurrentIndex(max(0, combo.findData(before)))
        self.draw()

    def _round_choices(self) -> list[tuple[str, str]]:
        choices = []
        items = noted_items(self._document.plan.event, self._document.snapshot.notes)
        for item in items:
            choices.append((f"{item.id}|", item.title))
            for round_ in item.rounds:
                words = round_words(item, round_.id)
                several = sum(bool(other.rounds) for other in items) > 1
                choices.append((f"{item.id}|{round_.id}", f"{item.title} · {words}" if several else words))
        return choices

    def _draw_chosen(self, _note_id: str = "") -> None:
        note, several = self.note, len(self.list.note_ids) > 1
        parts = self._document.snapshot.notes.parts_of(note.id) if note else ()
        for action in (self.edit, self.history_button, self.take_back, self.key):
            action.setVisible(not several)
            action.setEnabled(note is not None)
        text = _("Put back") if note and note.draft.taken_back else _("Take back")
        set_text(self.take_back, text)
        self.take_back.setAccessibleName(text)
        key = _("No key point") if note and note.draft.key else _("Key point")
        set_text(self.key, key)
        self.key.setAccessibleName(key)
        together = note is not None and (bool(parts) or note.draft.merged_into is not None)
        self.apart.setVisible(together and not several)
        if note is None or several:
            self.history.hide()
        elif self.history.isVisible():
            self.history.show_note(note, parts)
        self.compare.show_note(None if several else note, first_text=self.history.isVisible())

    # ── what was pressed ──

    def _on_edit_clicked(self) -> None:
        if self.note:
            self.edit_wanted.emit(self.note.id)

    def _on_history_clicked(self) -> None:
        self.history.setVisible(not self.history.isVisible())
        self._draw_chosen()

    def _on_key_clicked(self) -> None:
        self.batch.turn_key()

    def _on_apart_clicked(self) -> None:
        self.batch.take_apart()

    def _on_take_back_clicked(self) -> None:
        """Stores versions that say so; nothing is deleted."""
        self.batch.turn_back()

    def _on_record_changed(self, _record: object) -> None:
        """What came after its round may be other notes now."""
        if self.isVisible():
            self.list.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()


def column_widget(*widgets: QWidget) -> QWidget:
    """The widgets one above the other as one widget."""
    made = QWidget()
    made.setLayout(column(*widgets, spacing=0))
    return made
