"""One column of the harvest's board: cards are dragged onto each other, into order, and between columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator.i18n import _
from facilitator.ui import tokens

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CARD = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-facilitator-harvest"
GAP, PADDING = 8, 10
MOST_LINES = 4


class CardKind(StrEnum):
    POINT = "point"  # merged
    NOTE = "note"  # a note that is in none


@dataclass(frozen=True, slots=True)
class HarvestCard:
    """A merged point, or a note alone; ``said`` is where it was said."""

    id: str
    kind: CardKind
    title: str
    said: str
    theme_id: str | None

    @property
    def spoken(self) -> str:
        kind = _("Merged point") if self.kind is CardKind.POINT else _("Key point alone")
        return f"{kind}: {self.title}. {self.said}"


class CardsModel(QAbstractListModel):
    """Holds the cards last shown and nothing else."""

    retitled = Signal(str, str)  # id of a point, its title as it was typed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[HarvestCard, ...] = ()

    def show(self, cards: Sequence[HarvestCard]) -> None:
        """Draws these cards; the same ones in the same order keep selection and editors."""
        before, now = self.cards, tuple(cards)
        if [card.id for card in before] != [card.id for card in now]:
            self.beginResetModel()
            self.cards = now
            self.endResetModel()
        elif before != now:
            self.cards = now
            self.dataChanged.emit(self.index(0), self.index(len(now) - 1))

    def row_of(self, id: str) -> int:
        """The row of that card, or −1."""
        return next((at for at, card in enumerate(self.cards) if card.id == id), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return card.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return card.spoken
            case _ if role == CARD:
                return card
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.retitled.emit(self.cards[index.row()].id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return base
        base |= Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        point = self.cards[index.row()].kind is CardKind.POINT
        return base | Qt.ItemFlag.ItemIsEditable if point else base

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = [self.cards[index.row()].id for index in indexes]
        data.setData(MIME, json.dumps(ids).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class CardDelegate(QStyledItemDelegate):
    """A card with its title and where it was said; a merged point has a stronger edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 200
        lines = self._lines(index.data(CARD), width)
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
        painter.setFont(self._font(merged=merged))
        for line in self._lines(card, option.rect.width()):
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, line)
            text.setTop(text.top() + self._spacing())
        painter.setFont(tokens.font(tokens.px(tokens.SMALL)))
        painter.setPen(QColor(c.muted))
        said = QFontMetrics(painter.font()).elidedText(card.said, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, said)
        painter.restore()

    def _font(self, *, merged: bool) -> QFont:
        weight = QFont.Weight.DemiBold if merged else QFont.Weight.Normal
        return tokens.font(tokens.px(tokens.BODY), weight)

    def _spacing(self) -> int:
        return QFontMetrics(self._font(merged=True)).lineSpacing()

    def _lines(self, card: HarvestCard, width: int) -> list[str]:
        """The title in at most a few lines."""
        metrics = QFontMetrics(self._font(merged=card.kind is CardKind.POINT))
        room = max(40, width - 2 * PADDING - 8)
        lines: list[str] = []
        words = card.title.split() or [""]
        line = words[0]
        for word in words[1:]:
            if metrics.horizontalAdvance(f"{line} {word}") <= room:
                line = f"{line} {word}"
            else:
                lines.append(line)
                line = word
        lines.append(line)
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
        return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]


class CardColumn(QListView):
    """The cards of one theme."""

    merge_wanted = Signal(object, str)  # ids that were dropped, the card they were dropped on
    move_wanted = Signal(object, object)  # ids that were dropped here, the id they go before (None: last)
    chosen = Signal()  # what is selected changed

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

    def choose(self, id: str) -> None:
        row = self.cards.row_of(id)
        if row >= 0:
            self.setCurrentIndex(self.cards.index(row))

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
