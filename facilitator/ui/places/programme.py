"""Program: the day's timetable, edited in place and run from the now bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from facilitator.event import MINUTE, ZERO, Item, ItemKind, find, put, without
from facilitator.i18n import _
from facilitator.record import Started
from facilitator.timetable import LiveDay, State, slack
from facilitator.ui import tokens
from facilitator.ui.catch_up_panel import CatchUpButton
from facilitator.ui.document import Document, Tone
from facilitator.ui.places.item_panel import ItemPanel
from facilitator.ui.places.programme_delegate import PIN_ROOM, ProgrammeDelegate
from facilitator.ui.places.programme_model import ProgrammeModel, edit_items, move_item, removable
from facilitator.ui.sentences import minutes_word
from facilitator.ui.widgets.controls import button, column, page, row
from facilitator.ui.widgets.text import label, set_property, set_text

WIDTHS = {"planned": 70 + PIN_ROOM, "expected": 92, "actual": 84, "length": 56, "who": 230}
NARROW = 800  # px at 100 %: less has no room for all columns
NEW_LENGTH = 15 * MINUTE


class ProgrammeTable(QTableView):
    """The table, with the keys that change the order and the number of rows."""

    def __init__(self, place: ProgrammePlace) -> None:
        super().__init__(place)
        self._place = place
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(tokens.px(tokens.ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName(_("Programme"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Up and alt:
            self._place.move_chosen(-1)
        elif event.key() == Qt.Key.Key_Down and alt:
            self._place.move_chosen(1)
        elif event.matches(QKeySequence.StandardKey.Delete):
            self._place.remove_chosen()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self._place.add_item()
        else:
            super().keyPressEvent(event)


class ProgrammePlace(QWidget):
    """The programme with its actions, and the chosen item's details beside it."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._chosen = ""
        self._fresh = -1  # the undo stack's index while a new item's first title is typed
        self.model = ProgrammeModel(document, self)
        self.table = ProgrammeTable(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(ProgrammeDelegate(self.table))
        self.details = button(_("Details"), self.toggle_details, icon_name="pencil")
        self.skip = button(_("Skip"), self.skip_chosen, icon_name="skip-forward")
        self.pin = button(_("Pin"), self.pin_chosen, icon_name="pin")
        self.remove = button(_("Remove"), self.remove_chosen, icon_name="trash")
        self.new = button(_("New item"), self.add_item, icon_name="plus", look="primary")
        self.slack = label("", "muted")
        self.catch_up = CatchUpButton(document, self)
        self.empty = label(
            _("The programme is empty. Press New item, or Enter, to add the first one."), "muted"
        )
        self.panel = ItemPanel(document, self.toggle_details)
        self.panel.hide()
        self._lay_out()
        self._connect()
        self._on_ticked(document.live)
        first = document.live.running or next(iter(document.live.items), None)
        if first is not None:
            self.choose(first.item.id)
        self.setFocusProxy(self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_columns()

    def choose(self, item_id: str) -> None:
        """Selects the item's row."""
        row_ = self.model.row_of(item_id)
        if row_ >= 0:
            index = self.model.index(row_, self.model.column("title"))
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)

    def toggle_details(self) -> None:
        """Opens or closes the chosen item's form."""
        self.panel.form.commit()
        self.panel.setVisible(not self.panel.isVisible())
        self._draw_columns()
        self._draw_chosen()
        if self.panel.isVisible():
            self.panel.form.widgets["title"].setFocus()
        else:
            self.table.setFocus()

    def add_item(self) -> None:
        """A new item after the chosen one, its title ready to be typed."""
        plan = self._document.plan
        at = next(
            (i + 1 for i, item in enumerate(plan.event.items) if item.id == self._chosen),
            len(plan.event.items),
        )
        item = Item(id=self._document.new_id(), kind=ItemKind.TALK, title=_("New item"), length=NEW_LENGTH)
        items = put(plan.event.items, item, at)
        if self._document.attempt(lambda: edit_items(self._document, items, _("add an item"))):
            self.choose(item.id)
            self.table.setFocus()
            self._fresh = self._document.undo_stack.index()
            self.table.edit(self.model.index(self.model.row_of(item.id), self.model.column("title")))

    def _on_editor_closed(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Esc instead of a first title takes the new item away again."""
        fresh, self._fresh = self._fresh, -1
        untouched = fresh == self._document.undo_stack.index()
        if untouched and hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self._document.attempt(self._document.undo)

    def remove_chosen(self) -> None:
        """Takes the chosen item out; Ctrl+Z brings it back."""
        live = self._document.live.find(self._chosen)
        if live is None:
            return
        if not removable(live):
            self._document.tell(
                _("“{title}” has run and is part of the day. Skip it, or go back first.").format(
                    title=live.item.title
                )
            )
            return
        row_ = self.model.row_of(self._chosen)
        items = without(self._document.plan.event.items, self._chosen)
        if self._document.attempt(lambda: edit_items(self._document, items, _("remove an item"))):
            rows = self.model.rowCount()
            if rows:
                self.choose(self.model.live_item(min(row_, rows - 1)).item.id)

    def skip_chosen(self) -> None:
        """Leaves the chosen item out of the day, or takes it in again."""
        self._change(lambda item: replace(item, skipped=not item.skipped), _("skip an item"))

    def pin_chosen(self) -> None:
        """Pins the chosen item to its planned start, or links it to the one before."""
        live = self._document.live.find(self._chosen)
        if live is not None:
            start = self._document.plan.event.local(live.planned.start).time()
            self._change(lambda item: replace(item, start=None if item.pinned else start), _("pin an item"))

    def move_chosen(self, by: int) -> None:
        """Moves the chosen item up (−1) or down (+1)."""
        row_ = self.model.row_of(self._chosen)
        to = row_ - 1 if by < 0 else row_ + 2
        if row_ >= 0 and 0 <= to <= self.model.rowCount():
            self._move(self._chosen, to)

    # ── inside ──

    def _lay_out(self) -> None:
        head, _title = page(
            _("Programme"),
            self.catch_up,
            self.slack,
            self.details,
            self.pin,
            self.skip,
            self.remove,
            self.new,
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for name, width in WIDTHS.items():
            self.table.setColumnWidth(self.model.column(name), round(width * tokens.LOOK.scale))
        header.setSectionResizeMode(self.model.column("title"), QHeaderView.ResizeMode.Stretch)
        body = row(self.table, self.panel, spacing=tokens.M)
        body.setStretch(0, 1)
        box = column(head, self.empty, body, spacing=tokens.M)
        box.setContentsMargins(20, tokens.L, 20, tokens.L)
        box.setStretch(2, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self._document.ticked.connect(self._on_ticked)
        self.model.modelReset.connect(self._on_model_reset)
        self.model.dropped.connect(self._move)
        self.table.itemDelegate().closeEditor.connect(self._on_editor_closed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)

    def _change(self, change: Callable[[Item], Item], text: str) -> None:
        items = self._document.plan.event.items
        item = find(items, self._chosen)
        if item is not None:
            changed = put(items, change(item))
            self._document.attempt(lambda: edit_items(self._document, changed, text))

    def _move(self, item_id: str, to: int) -> None:
        self._document.attempt(lambda: move_item(self._document, item_id, to))
        self.choose(item_id)

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._chosen = self.model.live_item(current.row()).item.id if current.isValid() else ""
        self._draw_chosen()

    def _on_model_reset(self) -> None:
        self.choose(self._chosen)

    def _on_ticked(self, _live: LiveDay) -> None:
        self.empty.setVisible(not self._document.plan.event.items)
        left = slack(self._document.plan.event)
        words = ""
        if left is not None and left > ZERO:
            words = _("{minutes} to spare").format(minutes=minutes_word(left))
        elif left is not None and left < ZERO:
            words = _("▲ {minutes} too long").format(minutes=minutes_word(-left))
        set_text(self.slack, words)
        set_property(self.slack, "role", "warning" if left is not None and left < ZERO else "muted")
        self._draw_chosen()

    def _draw_columns(self) -> None:
        """Who speaks gives way to the titles, where there is little room for both."""
        narrow = self.width() < NARROW * tokens.LOOK.scale
        self.table.setColumnHidden(self.model.column("who"), narrow or not self.panel.isHidden())

    def _draw_chosen(self) -> None:
        live = self._document.live.find(self._chosen)
        for widget in (self.details, self.skip, self.pin, self.remove):
            widget.setEnabled(live is not None)
        if live is None:
            self.panel.hide()
            return
        skip = _("Don't skip") if live.item.skipped else _("Skip")
        pin = _("Unpin") if live.item.pinned else _("Pin")
        for made, words in ((self.skip, skip), (self.pin, pin)):
            set_text(made, f" {words}")  # room beside the icon
            made.setAccessibleName(words)
        if self.panel.isVisible():
            self.panel.show_item(live.item)

    def _on_menu_requested(self, at: QPoint) -> None:
        live = self._document.live.find(self._chosen)
        if live is None:
            return
        menu = QMenu(self.table)
        menu.addAction(_("Start now"), self._start_chosen).setEnabled(live.state is not State.RUNNING)
        menu.addSeparator()
        menu.addAction(_("New item after this"), self.add_item)
        menu.addAction(self.details.text().strip(), self.toggle_details)
        menu.addAction(self.pin.text().strip(), self.pin_chosen)
        menu.addAction(self.skip.text().strip(), self.skip_chosen)
        menu.addAction(_("Move up") + "\tAlt+↑", lambda: self.move_chosen(-1))
        menu.addAction(_("Move down") + "\tAlt+↓", lambda: self.move_chosen(1))
        menu.addSeparator()
        menu.addAction(self.remove.text().strip(), self.remove_chosen)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _start_chosen(self) -> None:
        item = find(self._document.plan.event.items, self._chosen)
        if item is None:
            return
        if item.skipped:
            self._document.tell(_("“{title}” is skipped today.").format(title=item.title), Tone.WARNING)
            return
        self._document.attempt(lambda: self._document.press(Started(item.id)))
