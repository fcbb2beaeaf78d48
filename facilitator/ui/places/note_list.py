"""Notes as a list that stays quick with twenty thousand of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.notes import Note
from facilitator.noting import lateness
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.notes_found import kind_title, source_words, spoken, state_words
from facilitator.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NOTE = Qt.ItemDataRole.UserRole + 1
BATCH = 200
LINES = 2  # of a note's text
HEIGHT = 60
SOURCE = 20  # px, the line beneath the text


def first_lines(text: str, font: QFont, width: int, most: int = LINES) -> list[str]:
    """The text's first lines at that width; the last one ends in … where there is more."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le", "surrogatepass")  # Qt counts these, an emoji as two
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        if len(lines) == most - 1 and end < len(units):
            rest = units[start:].decode("utf-16-le", "surrogatepass")
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            lines.append(units[start:end].decode("utf-16-le", "surrogatepass").rstrip())
    layout.endLayout()
    return lines


def _difference(old: list[str], new: list[str]) -> tuple[int, int, int]:
    """Where the lists begin to differ, how many of the old are gone there, and how many have come."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    most -= first
    last = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return first, len(old) - first - last, len(new) - first - last


class NoteModel(QAbstractListModel):
    """Holds the notes last shown; the view fetches them in batches."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.notes: tuple[Note, ...] = ()
        self._fetched = 0

    def show(self, notes: tuple[Note, ...]) -> None:
        """Draws these notes; where some went or came at one place of the list, the others stay chosen."""
        before = self.notes
        first, gone, come = _difference([note.id for note in before], [note.id for note in notes])
        if gone + come >= BATCH or (gone + come and first + gone > self._fetched):
            self.beginResetModel()
            self.notes, self._fetched = notes, min(BATCH, len(notes))
            self.endResetModel()
            return
        if gone:
            self.beginRemoveRows(ROOT, first, first + gone - 1)
            self.notes = (*before[:first], *before[first + gone :])
            self._fetched -= gone
            self.endRemoveRows()
        if come:
            self.beginInsertRows(ROOT, first, first + come - 1)
            self.notes, self._fetched = notes, self._fetched + come
            self.endInsertRows()
        if self.notes != notes:
            self.notes = notes
            self.dataChanged.emit(self.index(0), self.index(self._fetched - 1))

    def row_of(self, note_id: str) -> int:
        """The row of that note, or −1."""
        return next((row for row, note in enumerate(self.notes) if note.id == note_id), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._fetched

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._fetched < len(self.notes)

    def fetchMore(self, _parent: Index) -> None:
        more = min(BATCH, len(self.notes) - self._fetched)
        if more > 0:
            self.beginInsertRows(ROOT, self._fetched, self._fetched + more - 1)
            self._fetched += more
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        note = self.notes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return note.draft.text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(note.draft.text)
            case Qt.ItemDataRole.AccessibleTextRole:
                event = self._document.plan.event
                return spoken(event, note, late=lateness(event, self._document.record)(note))
            case _ if role == NOTE:
                return note
        return None


class NoteDelegate(QStyledItemDelegate):
    """Two lines of the text, and beneath them kind, where, when and state."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, round(HEIGHT * tokens.LOOK.scale))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The style paints the ground only."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        note: Note = index.data(NOTE)
        room = option.rect.adjusted(tokens.M, 0, -tokens.M, 0)
        painter.save()
        font = tokens.font(tokens.px(tokens.BODY))
        font.setStrikeOut(note.draft.taken_back)
        lines = first_lines(" ".join(note.draft.text.split()), font, room.width())
        spacing = QFontMetrics(font).lineSpacing()
        room.setTop(room.top() + (room.height() - spacing * len(lines) - tokens.px(SOURCE)) // 2)
        c = tokens.colours()
        painter.setFont(font)
        painter.setPen(QColor(c.muted if note.draft.taken_back else c.text))
        for line in lines:
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, line)
            room.setTop(room.top() + spacing)
        room.setTop(room.top() + 1)
        room.setHeight(tokens.px(SOURCE))
        self._paint_source(painter, room, note)
        painter.restore()

    def _paint_source(self, painter: QPainter, at: QRect, note: Note) -> None:
        c = tokens.colours()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        strong = tokens.font(tokens.px(12), QFont.Weight.DemiBold)
        painter.setFont(strong)
        state = state_words(note)
        if state:
            painter.setPen(QColor(c.warning))
            painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, state)
            at.setRight(at.right() - QFontMetrics(strong).horizontalAdvance(state) - tokens.M)
        painter.setPen(QColor(c.text))
        kind = kind_title(note.draft.kind)
        painter.drawText(at, left, kind)
        at.setLeft(at.left() + QFontMetrics(strong).horizontalAdvance(kind) + tokens.M)
        painter.setFont(tokens.font(tokens.px(12)))
        painter.setPen(QColor(c.muted))
        event = self._document.plan.event
        words = source_words(event, note, late=lateness(event, self._document.record)(note))
        words = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, at.width())
        painter.drawText(at, left, words)


class NoteList(QListView):
    """The list: F2, Enter or a double click edits a note, Delete takes it back."""

    edit_wanted = Signal(str)  # note id
    take_back_wanted = Signal(str)  # note id
    chosen = Signal(str)  # note id, "" for none
    selected = Signal()  # which notes are chosen changed

    def __init__(self, document: Document, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes = NoteModel(document, self)
        self._kept = ""
        self._in_order: list[str] = []  # the chosen notes as they were chosen
        self._kept_order: list[str] = []
        self.setModel(self.notes)
        self.setItemDelegate(NoteDelegate(document, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.notes.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        self.notes.modelReset.connect(self._on_model_reset)
        self.doubleClicked.connect(lambda _index: self._want_edit())
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentChanged.connect(lambda _new, _old: self.chosen.emit(self.note_id))

    @property
    def note_ids(self) -> list[str]:
        """All chosen notes in the order they were chosen, those chosen at once from the top down."""
        return list(self._in_order)

    @property
    def note_id(self) -> str:
        """The chosen note, "" for none."""
        row = self.currentIndex().row()
        return self.notes.notes[row].id if 0 <= row < len(self.notes.notes) else ""

    def choose(self, note_id: str) -> None:
        row = self.notes.row_of(note_id)
        while row >= self.notes.rowCount() and self.notes.canFetchMore(ROOT):
            self.notes.fetchMore(ROOT)
        self.setCurrentIndex(self.notes.index(row) if row >= 0 else QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want_edit()
        elif event.key() == Qt.Key.Key_Delete and self.note_id:
            self.take_back_wanted.emit(self.note_id)
        else:
            super().keyPressEvent(event)

    def _want_edit(self) -> None:
        if self.note_id:
            self.edit_wanted.emit(self.note_id)

    def _on_selection_changed(self) -> None:
        rows = sorted(index.row() for index in self.selectedIndexes())
        chosen = dict.fromkeys(self.notes.notes[row].id for row in rows)
        kept = [id for id in self._in_order if id in chosen]
        self._in_order = list(dict.fromkeys((*kept, *chosen)))
        self.selected.emit()

    def _on_model_about_to_be_reset(self) -> None:
        self._kept, self._kept_order = self.note_id, self._in_order

    def _on_model_reset(self) -> None:
        """Chooses again what is still there, and near enough to be seen."""
        self._in_order = []
        row = self.notes.row_of(self._kept) if self._kept else -1
        if 0 <= row < BATCH:
            self.choose(self._kept)
        else:
            self.chosen.emit("")
        kept = set(self._kept_order)
        again = QItemSelection()
        for row, note in enumerate(self.notes.notes[:BATCH]):
            if note.id in kept:
                again.select(self.notes.index(row), self.notes.index(row))
        self._in_order = self._kept_order
        self.selectionModel().select(again, QItemSelectionModel.SelectionFlag.Select)
        self._on_selection_changed()  # also where none of them is left
