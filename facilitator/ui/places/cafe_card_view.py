"""The tables as cards in a grid that fits twenty without scrolling."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPen, QResizeEvent
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
from facilitator.ui.places.cafe_cards import (
    CardState,
    TableCard,
    card_words,
    host_words,
    people_words,
    state_words,
)
from facilitator.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CARD = Qt.ItemDataRole.UserRole + 1
GAP = 10
EDGE = 4  # the theme's colour along the left
SCROLL_BAR = 12
WIDTH = 160  # the narrowest card, px at 100 %
HEIGHT, TALLEST = 92, 124


class CardModel(QAbstractListModel):
    """Holds the cards last shown and nothing else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[TableCard, ...] = ()

    def show(self, cards: tuple[TableCard, ...]) -> None:
        before = self.cards
        if [card.id for card in before] != [card.id for card in cards]:
            self.beginResetModel()
            self.cards = cards
            self.endResetModel()
            return
        self.cards = cards
        for row, (old, new) in enumerate(zip(before, cards, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, table_id: str) -> int:
        """The row of that table, or −1."""
        return next((row for row, card in enumerate(self.cards) if card.id == table_id), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return card_words(card)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(card_words(card))
            case _ if role == CARD:
                return card
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints one card: number, theme letter, people, host, state and notes."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: TableCard = index.data(CARD)
        rect = QRectF(option.rect.adjusted(0, 0, -GAP, -GAP))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, rect, card)
        inside = option.rect.adjusted(EDGE + tokens.M, tokens.S + 2, -GAP - tokens.M, -GAP - tokens.S)
        self._paint_top(painter, inside, card)
        self._paint_host(painter, inside, card)
        self._paint_state(painter, inside, card)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, card: TableCard) -> None:
        c = tokens.colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        outline = QPainterPath()
        outline.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
        painter.fillPath(outline, QColor(c.accent_soft if chosen else c.raised))
        painter.setClipPath(outline)
        hue = tokens.theme_colour(card.theme) if card.theme >= 0 else QColor(c.line)
        painter.fillRect(QRectF(rect.left(), rect.top(), EDGE, rect.height()), hue)
        painter.setClipping(False)
        edge = c.accent if chosen or focused else c.muted if over else c.line
        painter.setPen(QPen(QColor(edge), 2 if focused else 1))
        painter.drawPath(outline)

    @staticmethod
    def _paint_top(painter: QPainter, room: QRect, card: TableCard) -> None:
        c = tokens.colours()
        line = QRect(room.left(), room.top(), room.width(), tokens.px(26))
        painter.setFont(tokens.font(tokens.px(20), QFont.Weight.Bold))
        painter.setPen(QColor(c.text))
        number = str(card.table.number)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, number)
        at = line.left() + QFontMetrics(painter.font()).horizontalAdvance(number) + tokens.S
        if card.letter:
            hue = tokens.theme_colour(card.theme)
            box = QRectF(at, line.center().y() - tokens.px(17) // 2, tokens.px(20), tokens.px(17))
            painter.setPen(QPen(hue, 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(tokens.font(tokens.px(11), QFont.Weight.Bold))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, card.letter)
        painter.setFont(tokens.font(tokens.px(12)))
        painter.setPen(QColor(c.warning if (card.people or 0) > card.table.seats_max else c.muted))
        painter.drawText(
            line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, people_words(card)
        )

    @staticmethod
    def _paint_host(painter: QPainter, room: QRect, card: TableCard) -> None:
        line = QRect(room.left(), room.top() + tokens.px(28), room.width(), tokens.px(18))
        painter.setFont(tokens.font(tokens.px(12)))
        painter.setPen(QColor(tokens.colours().muted))
        words = QFontMetrics(painter.font()).elidedText(
            host_words(card), Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    @staticmethod
    def _paint_state(painter: QPainter, room: QRect, card: TableCard) -> None:
        height = tokens.px(18)
        line = QRect(room.left(), room.bottom() - height + 1, room.width(), height)
        loud = card.state not in (CardState.PLANNED, CardState.TALKING, CardState.OVER)
        painter.setFont(tokens.font(tokens.px(12), QFont.Weight.DemiBold if loud else QFont.Weight.Medium))
        painter.setPen(_state_colour(card.state))
        metrics = QFontMetrics(painter.font())
        notes = str(card.notes) if card.counting else ""
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, notes)
        width = line.width() - metrics.horizontalAdvance(notes) - tokens.XS
        words = metrics.elidedText(state_words(card.state), Qt.TextElideMode.ElideRight, width)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _state_colour(state: CardState) -> QColor:
    c = tokens.colours()
    match state:
        case CardState.WRITING:
            return QColor(c.normal)
        case CardState.SILENT:
            return QColor(c.warning)
        case CardState.NO_HOST | CardState.HELP:
            return QColor(c.alarm)
        case CardState.CHANGING:
            return QColor(c.accent)
        case _:
            return QColor(c.muted)


class CardView(QListView):
    """The cards, as many side by side as fit, chosen by mouse or arrow keys."""

    chosen = Signal(str)  # table id, "" for none
    entered = Signal()  # Enter on a table

    def __init__(self, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = model
        self._kept = ""
        self.setModel(model)
        self.setItemDelegate(CardDelegate(self))
        self.setAccessibleName(_("Tables"))
        self.setProperty("look", "plain")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def table_id(self) -> str:
        """The chosen table, "" for none."""
        row = self.currentIndex().row()
        return self.cards.cards[row].id if 0 <= row < len(self.cards.cards) else ""

    def choose(self, table_id: str) -> None:
        """Chooses a table; "" chooses none."""
        row = self.cards.row_of(table_id)
        if row >= 0:
            self.setCurrentIndex(self.cards.index(row))
        else:
            self.selectionModel().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.table_id:
            self.choose("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table_id:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Makes the cards as high as the room allows, between what is readable and what is pretty."""
        scale, count = tokens.LOOK.scale, len(self.cards.cards)
        size = self.size()
        columns = max(1, (size.width() + GAP) // round((WIDTH + GAP) * scale))
        rows = max(1, -(-count // columns))
        height = min(round(TALLEST * scale), size.height() // rows - GAP)
        scrolls = height < round(HEIGHT * scale)
        height = max(round(HEIGHT * scale), height)
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)  # as needed, it would take its room from the cards at once
        width = size.width() - (SCROLL_BAR if scrolls else 0) - 1
        self.setGridSize(QSize(width // columns, height + GAP))

    def _on_model_about_to_be_reset(self) -> None:
        self._kept = self.table_id

    def _on_model_reset(self) -> None:
        self._fit()
        if self._kept:
            self.choose(self._kept)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self.cards.cards[current.row()].id if current.isValid() else "")
