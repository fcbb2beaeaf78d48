"""A list of rows of two lines: what it is, and beneath it in small what tells it apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.ui import tokens

Index = QModelIndex | QPersistentModelIndex
LINES = Qt.ItemDataRole.UserRole + 1  # the row's TwoLines
ROOT = QModelIndex()
HEIGHT = 48


@dataclass(frozen=True, slots=True)
class TwoLines:
    """One row; ``mark`` is a word at the right in the colour ``colour``."""

    title: str
    detail: str = ""
    mark: str = ""
    colour: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.title, self.detail, self.mark) if part)


class TwoLineModel(QAbstractListModel):
    """Holds the rows last shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[TwoLines, ...] = ()

    def show(self, lines: tuple[TwoLines, ...]) -> None:
        """Draws these rows; as many as before keep the selection."""
        before, self.lines = self.lines, lines
        if len(before) != len(lines):
            self.beginResetModel()
            self.endResetModel()
        elif before != lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case _ if role == LINES:
                return line
        return None


class TwoLineDelegate(QStyledItemDelegate):
    """Paints the title over the detail, and the mark at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, round(HEIGHT * tokens.LOOK.scale))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The style paints the ground only."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        line: TwoLines = index.data(LINES)
        painter.save()
        room = option.rect.adjusted(tokens.M, tokens.XS, -tokens.M, -tokens.XS)
        if line.mark:
            painter.setPen(QColor(line.colour))
            painter.setFont(tokens.font(tokens.px(tokens.SMALL), QFont.Weight.DemiBold))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.mark)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(line.mark) - tokens.S)
        c = tokens.colours()
        upper, lower = QRect(room), QRect(room)
        upper.setBottom(room.center().y())
        lower.setTop(room.center().y() + 1)
        title = tokens.font(tokens.px(tokens.BODY), QFont.Weight.Medium)
        self._paint_line(painter, upper if line.detail else room, line.title, title, c.text)
        self._paint_line(painter, lower, line.detail, tokens.font(tokens.px(tokens.SMALL)), c.muted)
        painter.restore()

    @staticmethod
    def _paint_line(painter: QPainter, room: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class TwoLineList(QListView):
    """Shows the rows of a ``TwoLineModel``."""

    def __init__(self, model: TwoLineModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
