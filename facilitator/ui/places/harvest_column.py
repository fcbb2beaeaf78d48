"""One column of the harvest's board: cards are dragged onto each other, into order, and between columns."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.harvest_cards import (
    CARD,
    MIME,
    ROOT,
    CardKind,
    CardsModel,
    HarvestCard,
    Index,
    mime_of,
)
from facilitator.ui.places.note_list import NoteList, first_lines

GAP, PADDING = 8, 10
MOST_LINES = 4


class CardDelegate(QStyledItemDelegate):
    """A card with its title and where it was said; a merged point has a stronger edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 200
        lines = _lines_of(index.data(CARD), width)
        return QSize(width, len(lines) * self._spacing() + tokens.px(18) + 2 * PADDING + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: HarvestCard = index.data(CARD)
        c = tokens.colours()
        box = QRectF(option.rect).adjusted(2, GAP / 2, -2, -GAP / 2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        merged = card.kind is CardKind.POINT
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if chosen else c.line), 2 if chosen else 1))
        painter.setBrush(QColor(c.accent_soft if chosen else c.surface))
        painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        text = QRect(option.rect).adjusted(PADDING + 4, GAP // 2 + PADDING - 2, -PADDING, 0)
        if merged:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(QRectF(box.left() + 3, box.top() + 6, 4, box.height() - 12), 2, 2)
        painter.setPen(QColor(c.text))
        painter.setFont(_font(merged=merged))
        for line in _lines_of(card, option.rect.width()):
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, line)
            text.setTop(text.top() + self._spacing())
        painter.setFont(tokens.font(tokens.px(tokens.SMALL)))
        painter.setPen(QColor(c.muted))
        said = QFontMetrics(painter.font()).elidedText(card.said, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, said)
        painter.restore()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """News of the card leave alone what is being typed."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def _spacing(self) -> int:
        return QFontMetrics(_font(merged=True)).lineSpacing()


def _font(*, merged: bool) -> QFont:
    weight = QFont.Weight.DemiBold if merged else QFont.Weight.Normal
    return tokens.font(tokens.px(tokens.BODY), weight)


def _lines_of(card: HarvestCard, width: int) -> list[str]:
    """The title in at most a few lines."""
    font = _font(merged=card.kind is CardKind.POINT)
    return first_lines(card.title, font, max(40, width - 2 * PADDING - 8), most=MOST_LINES)


class SourceList(NoteList):
    """What a point was made of; a note can be dragged out of it, to a column or on to another card."""

    def __init__(self, document: Document, name: str, parent: QWidget | None = None) -> None:
        super().__init__(document, name, parent)
        self.setDragEnabled(True)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        drag = QDrag(self)
        drag.setMimeData(mime_of([self.note_id]))
        drag.exec(Qt.DropAction.MoveAction)


class CardColumn(QListView):
    """The cards of one theme."""

    merge_wanted = Signal(object, str)  # ids that were dropped, the card they were dropped on
    move_wanted = Signal(object, object)  # ids that were dropped here, the id they go before (None: last)
    chosen = Signal()  # what is selected changed
    chosen_anew = Signal()  # whatever was chosen before, also in another column, is chosen no longer
    merge_chosen_wanted = Signal()
    beside_wanted = Signal(int)  # to the column to the left (−1) or right (+1)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardsModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("look", "plain")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen.emit())

    @property
    def ids(self) -> list[str]:
        """The chosen cards, from the top down."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.cards.cards[row].id for row in rows]

    def choose(self, id: str, *, also: bool = False) -> bool:
        """Chooses that card, or that one ``also``; whether it is here."""
        row = self.cards.row_of(id)
        while row >= self.cards.rowCount() and self.cards.canFetchMore(ROOT):
            self.cards.fetchMore(ROOT)
        if row >= 0:
            command = QItemSelectionModel.SelectionFlag.ClearAndSelect
            if also:
                command = QItemSelectionModel.SelectionFlag.Select
            self.selectionModel().setCurrentIndex(self.cards.index(row), command)
            self.scrollTo(self.cards.index(row))
        return row >= 0

    def enter_beside(self) -> None:
        """Takes the focus from the column beside, which keeps what is chosen there: Space adds to it."""
        index = self.currentIndex() if self.currentIndex().isValid() else self.cards.index(0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        command = super().selectionCommand(index, event)
        if event is not None and QItemSelectionModel.SelectionFlag.Clear in command:
            self.chosen_anew.emit()
        return command

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.merge_chosen_wanted.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.beside_wanted.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """On a card: put together; between cards or below them: moved here."""
        ids = json.loads(bytes(event.mimeData().data(MIME).data()).decode() or "[]")
        index = self.indexAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.CopyAction)  # the model's own rows are no view's to remove
        event.accept()
        if not index.isValid():
            self.move_wanted.emit(ids, None)
            return
        target = self.cards.cards[index.row()].id
        place = self.dropIndicatorPosition()
        if place is QAbstractItemView.DropIndicatorPosition.OnItem:
            if target not in ids:
                self.merge_wanted.emit(ids, target)
            return
        below = place is QAbstractItemView.DropIndicatorPosition.BelowItem
        row = index.row() + below
        before = self.cards.cards[row].id if row < len(self.cards.cards) else None
        self.move_wanted.emit(ids, before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # cards are as wide as the column
