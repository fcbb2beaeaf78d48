"""Innspill: for a secretary who types what the tables say, and for looking it up."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QWidget

from facilitator.event import Event, Item, find, question_for
from facilitator.i18n import _, format_time, ngettext
from facilitator.kinds import theme_in
from facilitator.noting import Spell, changed_since, noted_items, running_spells
from facilitator.record import Approved
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import bind
from facilitator.ui.phones import Phones
from facilitator.ui.places.board_page import BoardPage
from facilitator.ui.places.note_browser import NoteBrowser
from facilitator.ui.places.note_editor import NoteEditor
from facilitator.ui.places.notes_found import Spot, spot_words
from facilitator.ui.places.notes_matrix import Matrix
from facilitator.ui.places.phones_page import PhonesPage
from facilitator.ui.places.photo_strip import PhotoStrip
from facilitator.ui.places.poll_page import PollPage
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.tabs import Tabs
from facilitator.ui.widgets.text import ElidedLabel, label, set_text

MATRIX_WIDTH = 260


class NotesPlace(QWidget):
    """Write: the grid of tables and rounds, the editor, and the notes of one spot. Find: all notes.

    While a round runs the next note goes there, unless the user chose another round.
    """

    def __init__(
        self, document: Document, phones: Phones | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._spot: Spot | None = None
        self._follows = True  # the running round
        self.chooser = QComboBox()
        self.total = label("", "muted")
        tabs = (
            ("write", _("Write")),
            ("find", _("Find")),
            ("board", _("Board")),
            ("answers", _("Answers")),
            ("phones", _("Phones")),
        )
        self.tabs = Tabs(tabs if phones else tabs[:-1], _("What to do with notes"))
        self.matrix = Matrix()
        self.where = label("", "subtitle")
        self.question = ElidedLabel("", "muted")
        self.to_running = button(_("Go to the running round"), self.follow, look="quiet", icon_name="play")
        self.approve = button(_("Read aloud and approved"), self.approve_spot)
        self.approved = ElidedLabel("", "good")
        self.editor = NoteEditor(document)
        self.photos = PhotoStrip(document)
        self.here = NoteBrowser(document, filters=False)
        self.all = NoteBrowser(document, filters=True)
        self.board = BoardPage(document, phones)
        self.answers = PollPage(document)
        self.phones = PhonesPage(document, phones) if phones else None
        self.stack = QStackedWidget()
        self.empty = label("", "muted", wrap=True)
        self.setFocusProxy(self.editor.text)
        self._lay_out()
        self._connect()
        self._draw()

    @property
    def spot(self) -> Spot | None:
        """Where the next note goes."""
        return self._spot

    def show_page(self, name: str) -> None:
        self.tabs.choose(name)
        self.stack.setCurrentIndex(list(self.tabs.buttons).index(name))
        self.all.draw()
        self._draw_chooser(self._items)

    def go_to(self, spot: Spot) -> bool:
        """Writes there from now on; False when what is being typed could not be stored first."""
        if spot == self._spot:
            return True
        if not self.editor.finish():
            self._draw()
            return False
        self._spot = spot
        self._draw()
        return True

    def follow(self) -> None:
        """Goes to the running round, and on with it."""
        self._follows = True
        self._follow()
        self.editor.text.setFocus()

    def approve_spot(self) -> None:
        """The notes of this table and round were read aloud, and the table agrees."""
        spot = self._spot
        if spot is not None:
            fact = Approved(spot.item_id, spot.round_id, spot.table_id)
            self._document.attempt(lambda: self._document.press(fact))

    # ── making ──

    def _lay_out(self) -> None:
        self.chooser.setAccessibleName(_("Which part of the programme"))
        self.chooser.setMaximumWidth(600)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chooser.setMinimumWidth(160)  # narrower than its longest title where the window is small
        head = row(label(_("Notes"), "title"), self.chooser, self.total, None, self.tabs, spacing=tokens.M)
        self.matrix.setFixedWidth(round(MATRIX_WIDTH * min(tokens.LOOK.scale, 1.25)))
        top = row(self.where, self.question, self.to_running, spacing=tokens.M)
        top.setStretch(1, 1)
        writing = column(spacing=tokens.S)
        writing.addLayout(top)
        writing.addWidget(self.editor)
        writing.addLayout(self._approval())
        writing.addSpacing(tokens.XS)
        writing.addWidget(self.here, 1)
        write = QFrame()
        both = row(self.matrix, spacing=tokens.L)
        both.addLayout(writing, 1)
        write.setLayout(both)
        self.stack.addWidget(write)
        for page in (self.all, self.board, self.answers, self.phones):
            if page is not None:
                self.stack.addWidget(page)
        whole = column(head, self.empty, self.stack, spacing=tokens.M)
        whole.setStretch(2, 1)
        whole.addStretch(0)
        whole.setContentsMargins(20, tokens.L, 20, tokens.L)
        self.setLayout(whole)
        self.tabs.choose("write")

    def _approval(self) -> QHBoxLayout:
        made = row(self.approved, self.photos, self.approve, spacing=tokens.M)
        made.setStretch(0, 1)
        return made

    def _connect(self) -> None:
        document = self._document
        document.record_changed.connect(self._draw_approval)
        bind(self, "note-approve", self.approve_spot)
        document.event_changed.connect(self._draw)
        document.notes_changed.connect(self._draw_cells)
        document.ticked.connect(self._on_document_ticked)
        self.chooser.activated.connect(self._on_chooser_activated)
        self.tabs.chosen.connect(self.show_page)
        self.matrix.chosen.connect(self._on_matrix_chosen)
        self.matrix.entered.connect(self.editor.text.setFocus)
        self.editor.text.image_pasted.connect(self.photos.add_image)
        self.editor.left.connect(self.matrix.setFocus)
        self.editor.finished.connect(self._follow)
        for browser in (self.here, self.all):
            browser.edit_wanted.connect(self._on_edit_wanted)
        bind(self, "table-next", partial(self._step_table, 1), repeats=True)
        bind(self, "table-before", partial(self._step_table, -1), repeats=True)

    # ── drawing ──

    @property
    def _items(self) -> tuple[Item, ...]:
        return noted_items(self._document.plan.event, self._document.snapshot.notes)

    def _draw(self, _news: object = None) -> None:
        event, items = self._document.plan.event, self._items
        if self._spot is None or not _exists(event, items, self._spot):
            self._spot = self._first_spot()
        self._draw_chooser(items)
        nothing = _("There is no café and no table discussion in the programme yet. Add one in Program.")
        no_tables = _("There are no tables yet. Add them in Café, and their notes are written here.")
        set_text(self.empty, nothing if not items else no_tables)
        self.empty.setVisible(self._spot is None)
        for part in (self.stack, self.tabs):
            part.setVisible(self._spot is not None)
        if self.editor.empty:
            self.editor.show_spot(self._spot)
        self.here.show_spot(self._spot)
        self.photos.show_spot(self._spot)
        self._draw_head()
        self._draw_cells()

    @property
    def _running(self) -> Spell | None:
        """Where tables write now: here if they do, else where they first do."""
        spells = running_spells(self._document.live)
        here = (self._spot.item_id, self._spot.round_id) if self._spot else None
        return here if here in spells else next(iter(spells), None)

    def _draw_chooser(self, items: tuple[Item, ...]) -> None:
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for item in items:
                self.chooser.addItem(item.title, item.id)
            self.chooser.setCurrentIndex(self.chooser.findData(self._spot.item_id if self._spot else ""))
        self.chooser.setVisible(len(items) > 1 and self.tabs.current == "write")

    def _draw_head(self) -> None:
        event, spot = self._document.plan.event, self._spot
        if spot is None:
            return
        item, table = find(event.items, spot.item_id), find(event.tables, spot.table_id)
        set_text(self.where, spot_words(event, spot))
        if item and table:
            round_ = find(item.rounds, spot.round_id)
            question = question_for(item, round_, theme_in(event, item, spot.round_id, table))
            set_text(self.question, _("“{text}”").format(text=question) if question else "")
        running = self._running
        elsewhere = running is not None and running != (spot.item_id, spot.round_id)
        self.to_running.setVisible(elsewhere)

    def _draw_approval(self, _news: object = None) -> None:
        """When the table agreed to its notes, and whether they are others since."""
        spot, document = self._spot, self._document
        if spot is None:
            return
        place = (spot.item_id, spot.round_id, spot.table_id)
        at = document.record.approvals.get(place)
        words = ""
        if at is not None:
            words = _("✓ Approved at the table {time}").format(
                time=format_time(document.plan.event.local(at))
            )
            later = changed_since(document.snapshot.notes, place, at)
            if later:
                since = ngettext("{count} changed since", "{count} changed since", later)
                words = f"{words} · {since.format(count=later)}"
        set_text(self.approved, words)

    def _draw_cells(self, _news: object = None) -> None:
        event, notes, spot = self._document.plan.event, self._document.snapshot.notes, self._spot
        count = len(notes.standing)
        self._draw_approval()
        set_text(self.total, ngettext("{count} note", "{count} notes", count).format(count=count))
        item = find(event.items, spot.item_id) if spot else None
        if spot is None or item is None:
            return
        running = self._running
        running_id = running[1] if running and running[0] == item.id else ""
        self.matrix.show_cells(event, item, notes, running_id, spot)

    # ── where the next note goes ──

    def _first_spot(self) -> Spot | None:
        """The first table of the running round, else of the first round."""
        items = self._items
        tables = sorted(self._document.plan.event.open_tables, key=lambda table: table.number)
        if not items or not tables:
            return None
        running = self._running
        if running and find(items, running[0]):
            return Spot(*running, tables[0].id)
        cafe = next((item for item in items if item.rounds), items[0])
        return Spot(cafe.id, cafe.rounds[0].id if cafe.rounds else None, tables[0].id)

    def _follow(self) -> None:
        """Moves on with the round, but never under somebody's hands."""
        running, spot = self._running, self._spot
        if running and spot and self._follows and self.editor.empty:
            self.go_to(Spot(*running, spot.table_id))

    def _on_document_ticked(self) -> None:
        running = self._running
        if running is None:
            self._follows = True
        self._follow()
        self._draw_head()
        self._draw_cells()

    def _on_matrix_chosen(self, spot: Spot) -> None:
        running = self._running
        self._follows = running is None or running == (spot.item_id, spot.round_id)
        self.go_to(spot)

    def _on_chooser_activated(self, _index: int) -> None:
        item = find(self._items, self.chooser.currentData())
        running = self._running
        if item is None or self._spot is None:
            return
        round_id = item.rounds[0].id if item.rounds else None
        if running and running[0] == item.id:
            round_id = running[1]
        self._on_matrix_chosen(Spot(item.id, round_id, self._spot.table_id))

    def _step_table(self, by: int) -> None:
        """The next table of the same round, from wherever the focus is."""
        if self._spot is None:
            return
        tables = [table.id for table in self.matrix.cells.tables]
        at = tables.index(self._spot.table_id) + by
        if 0 <= at < len(tables):
            self.go_to(Spot(self._spot.item_id, self._spot.round_id, tables[at]))

    def _on_edit_wanted(self, note_id: str) -> None:
        note = self._document.snapshot.notes.by_id.get(note_id)
        if note is None:
            return
        draft = note.draft
        self.show_page("write")
        self._on_matrix_chosen(Spot(draft.item_id, draft.round_id, draft.table_id))
        self.editor.edit(note)


def _exists(event: Event, items: tuple[Item, ...], spot: Spot) -> bool:
    item = find(items, spot.item_id)
    if item is None:
        return False
    rounds: list[str | None] = [round_.id for round_ in item.rounds] or [None]
    return spot.round_id in rounds and find(event.tables, spot.table_id) is not None
