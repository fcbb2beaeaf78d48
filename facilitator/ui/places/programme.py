"""Program: the day's timetable, edited in place and run from the now bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from facilitator.event import ZERO
from facilitator.i18n import _, ngettext
from facilitator.presses import start_press
from facilitator.timetable import LiveDay, LiveItem, State, planned, slack
from facilitator.ui import tokens
from facilitator.ui.catch_up_panel import CatchUpButton
from facilitator.ui.document import Document, Tone
from facilitator.ui.keys import hint, sequences
from facilitator.ui.places import programme_edits as edits
from facilitator.ui.places.import_programme import programme_subject
from facilitator.ui.places.item_panel import ItemPanel
from facilitator.ui.places.papers import programme_entries
from facilitator.ui.places.programme_delegate import PIN_ROOM, ProgrammeDelegate, room_above
from facilitator.ui.places.programme_menu import programme_menu
from facilitator.ui.places.programme_model import SECTION, ProgrammeModel
from facilitator.ui.places.programme_popup import TypedPopup
from facilitator.ui.places.spreadsheet_place import SpreadsheetPlace
from facilitator.ui.sentences import minutes_word
from facilitator.ui.widgets.controls import button, column, page, row
from facilitator.ui.widgets.text import label, set_property, set_text

WIDTHS = {"planned": 70 + PIN_ROOM, "expected": 92, "actual": 84, "length": 56, "who": 230}
NARROW, TIGHT = 800, 900  # px at 100 %: less has no room for all columns, or for a full head
ROW = 32  # px at 100 %: so that a day of 14 items in three groups fits on a laptop
SELECT = QItemSelectionModel.SelectionFlag


class ProgrammeTable(QTableView):
    """The table; its keys are those of the place's menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName(_("Programme"))

    def fit_rows(self) -> None:
        """Makes room above the rows that a section begins with."""
        for at in range(self.model().rowCount()):
            section = self.model().index(at, 0).data(SECTION)
            self.setRowHeight(at, tokens.px(ROW) + room_above(section))


class ProgrammePlace(SpreadsheetPlace):
    """The programme with its actions, and the current item's details beside it."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, programme_subject, parent)
        self._current = ""
        self._fresh = -1  # the undo stack's index while a new item's first title is typed
        self.model = ProgrammeModel(document, self)
        self.table = ProgrammeTable(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(ProgrammeDelegate(self.table))
        self.details = button(
            _("Details"),
            self.toggle_details,
            icon_name="pencil",
            tooltip=hint("item-details"),
            name=_("Details"),
        )
        self.item_menu = self._make_menu()
        self.item_button = button(_("Item"), icon_name="ellipsis")
        self.item_button.setMenu(self.item_menu)
        spreadsheet = (_("Get the programme from a spreadsheet …"), self.choose_spreadsheet)
        self.in_and_out = programme_menu((spreadsheet, None, *programme_entries(self, document)))
        self.new = button(
            _("New item"),
            self.add_item,
            icon_name="plus",
            look="primary",
            tooltip=hint("item-new"),
            name=_("New item"),
        )
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_head()
        self._draw_columns()

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of the items that are selected."""
        return self.model.chosen

    def choose(self, *ids: str) -> None:
        """Selects the items' rows; the last one is the current."""
        title = self.model.column("title")
        indexes = [self.model.index(self.model.row_of(item_id), title) for item_id in ids]
        selection = QItemSelection()
        for index in filter(QModelIndex.isValid, indexes):
            selection.select(index, index)
        chooser = self.table.selectionModel()
        if indexes and indexes[-1].isValid():
            chooser.setCurrentIndex(indexes[-1], SELECT.NoUpdate)
        chooser.select(selection, SELECT.ClearAndSelect | SELECT.Rows)

    def toggle_details(self) -> None:
        """Opens or closes the current item's form."""
        self.panel.commit()
        self.panel.setVisible(not self.panel.isVisible())
        self._draw_columns()
        self._draw_chosen()
        if self.panel.isVisible():
            self.panel.form.widgets["title"].setFocus()
        else:
            self.table.setFocus()

    def add_item(self) -> None:
        """A new item after the chosen ones, its title ready to be typed."""
        added: list[str] = []
        if self._document.attempt(lambda: added.append(edits.add_item(self._document, self.chosen))):
            self.choose(*added)
            self.table.setFocus()
            self._fresh = self._document.undo_stack.index()
            self.table.edit(self.model.index(self.model.row_of(added[0]), self.model.column("title")))

    def _on_editor_closed(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Esc instead of a first title takes the new item away again."""
        fresh, self._fresh = self._fresh, -1
        untouched = fresh == self._document.undo_stack.index()
        if untouched and hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self._document.attempt(self._document.undo)

    # ── what the menu does with the chosen items ──

    def _make_menu(self) -> QMenu:
        """The menu of the button and of the table; its keys work while the table has the focus."""
        menu = QMenu(self)
        self.start = self._act(menu, _("Start now"), "", self._start_chosen)
        self.new_action = self._act(menu, _("New item after this"), "item-new", self.add_item)
        menu.addSeparator()
        self._act(menu, _("Details"), "item-details", self.toggle_details)
        self.length = self._act(menu, _("Length …"), "item-length", self._ask_length)
        self.group = self._act(menu, _("Group …"), "item-group", self._ask_group)
        self.pin = self._act(menu, _("Pin"), "item-pin", self._on_chosen(edits.pin_items))
        self.skip = self._act(menu, _("Skip"), "item-skip", self._on_chosen(edits.skip_items))
        menu.addSeparator()
        self.up = self._act(menu, _("Move up"), "item-up", self._on_chosen(_up))
        self.down = self._act(menu, _("Move down"), "item-down", self._on_chosen(_down))
        self.all = self._act(menu, _("Select all"), "item-all", self.table.selectAll)
        menu.addSeparator()
        self.duplicate = self._act(
            menu, _("Duplicate"), "item-duplicate", lambda: self._choose_made(edits.duplicate_items)
        )
        self.cut = self._act(menu, _("Cut"), "item-cut", lambda: self._take_out(edits.cut_items))
        self.copy = self._act(menu, _("Copy"), "item-copy", self._on_chosen(edits.copy_items))
        self.paste = self._act(menu, _("Paste"), "item-paste", lambda: self._choose_made(edits.paste_items))
        self.remove = self._act(menu, _("Remove"), "item-remove", lambda: self._take_out(edits.remove_items))
        return menu

    def _act(self, menu: QMenu, text: str, key: str, act: Callable[[], object]) -> QAction:
        """A line of the menu, with the keys of that name in the table of keys ("": none)."""
        action = QAction(text, self)
        action.setShortcuts(sequences(key) if key else [])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        self.table.addAction(action)
        return action

    def _on_chosen(self, edit: Callable[[Document, frozenset[str]], object]) -> Callable[[], object]:
        return lambda: self._document.attempt(lambda: edit(self._document, self.chosen))

    def _choose_made(self, edit: Callable[[Document, frozenset[str]], Sequence[str]]) -> None:
        """Makes new items, and chooses them."""
        made: list[str] = []
        if self._document.attempt(lambda: made.extend(edit(self._document, self.chosen))):
            self.choose(*made)

    def _take_out(self, edit: Callable[[Document, frozenset[str]], object]) -> None:
        """Takes the chosen items out, and chooses what comes to stand where the first of them was."""
        first = min((self.model.row_of(item_id) for item_id in self.chosen), default=0)
        if self._document.attempt(lambda: edit(self._document, self.chosen)) and self.model.rowCount():
            self.choose(self.model.live_item(min(first, self.model.rowCount() - 1)).item.id)

    def _start_chosen(self) -> None:
        live = self._document.live.find(self._current)
        if live is None:
            return
        if live.item.skipped:
            words = _("“{title}” is skipped today.").format(title=live.item.title)
            self._document.tell(words, Tone.WARNING)
            return
        self._document.attempt(lambda: self._document.press(*start_press(self._document.live, live.item.id)))

    def _ask_length(self) -> None:
        count = len(self.chosen)
        caption = ngettext("Length of the item", "Length of {count} items", count).format(count=count)
        self._ask(
            caption,
            "",
            _("25, 1:15, or +5 and −5"),
            lambda text: edits.lengthen_items(self._document, self.chosen, text),
        )

    def _ask_group(self) -> None:
        items = edits.chosen_items(self._document, self.chosen)
        groups = {item.group for item in items}
        known = {item.group for item in self._document.plan.event.items if item.group}
        self._ask(
            _("Group"),
            groups.pop() if len(groups) == 1 else "",
            _("Items of one group stand under its name. Empty: none."),
            lambda text: edits.group_items(self._document, self.chosen, text),
            sorted(known),
        )

    def _ask(
        self, caption: str, text: str, hint: str, on_typed: Callable[[str], object], known: Sequence[str] = ()
    ) -> None:
        """Asks for one text beneath the current row."""
        if not self.chosen:
            return
        self.popup = TypedPopup(caption, text, hint, on_typed, self, known)
        below = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        self.popup.show_at(self.table.viewport().mapToGlobal(below))

    # ── inside ──

    def _lay_out(self) -> None:
        self._head, self._title = page(
            _("Programme"),
            self.slack,
            self.catch_up,
            self.in_and_out,
            self.details,
            self.item_button,
            self.new,
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for name, width in WIDTHS.items():
            self.table.setColumnWidth(self.model.column(name), round(width * tokens.LOOK.scale))
        header.setSectionResizeMode(self.model.column("title"), QHeaderView.ResizeMode.Stretch)
        body = row(self.table, self.panel, spacing=tokens.M)
        body.setStretch(0, 1)
        self._box = column(self._head, self.empty, body, spacing=tokens.M)
        self._box.setContentsMargins(20, tokens.L, 20, tokens.L)
        self._box.setStretch(2, 1)
        day = QWidget()
        day.setLayout(self._box)
        self.show_content(day, self.table)
        self.table.fit_rows()

    def _connect(self) -> None:
        self._document.ticked.connect(self._on_ticked)
        self.model.modelReset.connect(self._on_model_reset)
        self.model.sections_changed.connect(self.table.fit_rows)
        self.model.dropped.connect(self._on_dropped)
        self.table.itemDelegate().closeEditor.connect(self._on_editor_closed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)

    def _on_dropped(self, ids: list[str], to: int) -> None:
        self._document.attempt(lambda: edits.move_items_to(self._document, ids, to))

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._current = self.model.live_item(current.row()).item.id if current.isValid() else ""
        self._draw_chosen()

    def _on_selection_changed(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        self.model.chosen = frozenset(self.model.live_item(index.row()).item.id for index in rows)
        self._draw_chosen()

    def _on_model_reset(self) -> None:
        """The same items are chosen as before, as far as they are still there."""
        self.table.fit_rows()
        current = {self._current} & self.chosen
        self.choose(*(self.chosen - current), *current)

    def _on_ticked(self, _live: LiveDay) -> None:
        self.empty.setVisible(not self._document.plan.event.items)
        words = slack_words(self._document)
        set_text(self.slack, words)
        self.slack.setVisible(bool(words))
        set_property(self.slack, "role", "warning" if words.startswith("▲") else "muted")
        self._draw_chosen()

    def _draw_columns(self) -> None:
        """Who speaks, and the actual times that the details show, give way to the titles."""
        width = self.width() / tokens.LOOK.scale
        beside = not self.panel.isHidden()
        self.table.setColumnHidden(self.model.column("who"), beside or width < NARROW)
        self.table.setColumnHidden(self.model.column("actual"), beside and width < TIGHT)

    def _draw_head(self) -> None:
        """In a small place what there is to spare stands below the head, and the menu has the details."""
        width = self.width() / tokens.LOOK.scale
        self._title.setHidden(width < NARROW)
        self.details.setHidden(width < NARROW)
        below = self._head.indexOf(self.slack) < 0
        if below != (width < TIGHT):
            (self._box if below else self._head).removeWidget(self.slack)
            (self._head if below else self._box).insertWidget(2 if below else 1, self.slack)

    def _draw_chosen(self) -> None:
        live = self._document.live.find(self._current)
        chosen = edits.chosen_items(self._document, self.chosen)
        self._draw_menu(live)
        count = len(chosen)
        words = (
            ngettext("{count} item", "{count} items", count).format(count=count) if count > 1 else _("Item")
        )
        set_text(self.item_button, f" {words}")  # room beside the icon
        self.item_button.setAccessibleName(words)
        self.skip.setText(_("Don't skip") if chosen and all(one.skipped for one in chosen) else _("Skip"))
        self.pin.setText(_("Unpin") if chosen and all(one.pinned for one in chosen) else _("Pin"))
        if live is None:
            self.panel.hide()
        elif self.panel.isVisible():
            self.panel.show_item(live)

    def _draw_menu(self, live: LiveItem | None) -> None:
        """What can be done at all; paste can always, and says where there is nothing to."""
        startable = live is not None and not live.item.marker and live.state is not State.RUNNING
        self.start.setEnabled(startable and len(self.chosen) == 1)
        self.details.setEnabled(live is not None)
        for action in self.item_menu.actions():
            if action not in (self.start, self.new_action, self.paste, self.all):
                action.setEnabled(bool(self.chosen))

    def _on_menu_requested(self, at: QPoint) -> None:
        self.item_menu.popup(self.table.viewport().mapToGlobal(at))


def slack_words(document: Document) -> str:
    """What the plan has to spare until its pinned end; “▲ …” where it is too long, or does not add up."""
    event = document.plan.event
    left = slack(event)
    if left is not None and left < ZERO:
        return _("▲ {minutes} too long").format(minutes=minutes_word(-left))
    overlaps = sum((-one.gap for one in planned(event) if one.gap < ZERO), ZERO)
    if overlaps:
        return _("▲ {minutes} overlap").format(minutes=minutes_word(overlaps))
    if left is None:
        return _("no pinned end") if event.items and event.end is None else ""
    if left == ZERO:
        return _("fits to the minute")
    return _("{minutes} to spare").format(minutes=minutes_word(left))


def _up(document: Document, ids: frozenset[str]) -> None:
    edits.move_items(document, ids, -1)


def _down(document: Document, ids: frozenset[str]) -> None:
    edits.move_items(document, ids, 1)
