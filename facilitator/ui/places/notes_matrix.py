"""Tables by rounds with the number of notes: where to write is chosen by a click or the arrow keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from facilitator.event import Event, Item, Table, theme_letter
from facilitator.i18n import _, ngettext
from facilitator.kinds import theme_in
from facilitator.notes import Notes
from facilitator.ui import tokens
from facilitator.ui.places.notes_found import Spot, spot_words

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
RUNNING = Qt.ItemDataRole.UserRole + 1
ROW = 24  # twenty tables fit without scrolling


class MatrixModel(QAbstractTableModel):
    """Rows are tables, columns the rounds of one item (one column where it has none)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._event: Event | None = None
        self.item: Item | None = None
        self.tables: tuple[Table, ...] = ()
        self.rounds: tuple[str | None, ...] = ()
        self._lettered: str | None = None  # the round whose themes stand beside the tables
        self._running: str | None = ""  # round id; "" while nothing of the item runs
        self._counts: dict[Spot, int] = {}

    def show(self, event: Event, item: Item, notes: Notes, running: str | None, lettered: str | None) -> None:
        """Draws the item; ``running`` is the round that runs (None: the item has none), "" for not at all.

        The tables have the letters of their themes in the ``lettered`` round.
        """
        counts = {Spot(*key): count for key, count in notes.counts.items() if key[0] == item.id}
        before = (self._event, self.item, self._running, self._counts, self._lettered)
        if (event, item, running, counts, lettered) == before:
            return
        written = {spot.table_id for spot in counts}
        tables = [table for table in event.tables if not table.removed or table.id in written]
        tables.sort(key=lambda table: table.number)
        rounds = tuple(round_.id for round_ in item.rounds) or (None,)
        same = item.id == (self.item.id if self.item else "") and rounds == self.rounds
        same = same and [table.id for table in tables] == [table.id for table in self.tables]
        if not same:
            self.beginResetModel()
        self._event, self.item, self.rounds = event, item, rounds
        self.tables, self._running, self._counts = tuple(tables), running, counts
        self._lettered = lettered
        if not same:
            self.endResetModel()
        elif tables:
            self.dataChanged.emit(self.index(0, 0), self.index(len(tables) - 1, len(rounds) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(rounds) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(tables) - 1)

    def spot(self, index: Index) -> Spot | None:
        if not index.isValid() or self.item is None:
            return None
        return Spot(self.item.id, self.rounds[index.column()], self.tables[index.row()].id)

    def index_of(self, spot: Spot) -> QModelIndex:
        """The cell of the spot; not valid where it is not shown."""
        row = next((at for at, table in enumerate(self.tables) if table.id == spot.table_id), -1)
        shown = self.item is not None and spot.item_id == self.item.id and spot.round_id in self.rounds
        return self.index(row, self.rounds.index(spot.round_id)) if shown and row >= 0 else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.tables)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rounds)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self._event is None or self.item is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            table = self.tables[section]
            theme = theme_in(self._event, self.item, self._lettered, table)
            return f"{table.number} {theme_letter(self._event, theme.id if theme else None)}".strip()
        mark = "▸ " if self.rounds[section] == self._running else ""
        if not self.item.rounds:
            return mark + _("Notes")
        return mark + _("R{number}").format(number=section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        spot = self.spot(index)
        if spot is None or self._event is None:
            return None
        count = self._counts.get(spot, 0)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(count) if count else "·"
            case Qt.ItemDataRole.AccessibleTextRole:
                notes = ngettext("{count} note", "{count} notes", count).format(count=count)
                return f"{spot_words(self._event, spot)}: {notes}"
            case _ if role == RUNNING:
                return spot.round_id == self._running
        return None


class MatrixDelegate(QStyledItemDelegate):
    """A number on the ground of its round; the chosen cell has a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c = tokens.colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        text = str(index.data())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(RUNNING):
            painter.fillRect(option.rect, QColor(c.accent_soft))
        painter.setPen(QColor(c.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if chosen:
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.setBrush(QColor(c.surface))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(3, 1, -3, -2), 5, 5)
        written = text != "·"
        painter.setFont(
            tokens.font(
                tokens.px(tokens.SMALL),
                QFont.Weight.DemiBold if written else QFont.Weight.Normal,
                tabular=True,
            )
        )
        painter.setPen(QColor(c.text if written else c.muted))
        painter.drawText(QRect(option.rect), Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


class Matrix(QTableView):
    """The grid; the cell with the frame is where the next note goes."""

    chosen = Signal(object)  # Spot, by the user
    entered = Signal()  # Enter: on to writing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = MatrixModel(self)
        self._drawing = False
        self.setModel(self.cells)
        self.setItemDelegate(MatrixDelegate(self))
        self.setAccessibleName(_("Notes by table and round"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        columns.setMinimumSectionSize(24)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        rows.setDefaultSectionSize(round(ROW * tokens.LOOK.scale))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setFixedWidth(round(60 * min(tokens.LOOK.scale, 1.25)))
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setHighlightSections(False)
        rows.setSectionsClickable(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_cells(self, event: Event, item: Item, notes: Notes, running: str | None, spot: Spot) -> None:
        """Draws the item's cells with that one chosen, and tells nobody."""
        self._drawing = True
        self.cells.show(event, item, notes, running, spot.round_id)
        index = self.cells.index_of(spot)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self._drawing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        spot = self.cells.spot(current)
        if spot and not self._drawing:
            self.chosen.emit(spot)
