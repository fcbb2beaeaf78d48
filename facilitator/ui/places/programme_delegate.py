"""Paints the rows of the programme: state, pin, lateness and chips."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from facilitator.planning import Section
from facilitator.timetable import LiveItem, State
from facilitator.ui import tokens
from facilitator.ui.places.programme_model import CHIPS, LATE, LIVE_ITEM, SECTION, ProgrammeModel
from facilitator.ui.widgets.icons import pixmap
from facilitator.ui.widgets.rows import show_text

Index = QModelIndex | QPersistentModelIndex
PIN_ROOM = 22  # beside the planned time
INDENT = 16  # px at 100 %: of the title of what is beside the item before
BAND, GAP = 20, 6  # px at 100 %: above the first item of a group, and of what has none after one
READABLE = 0.6  # of the cell is for the title, before its chips get any


class ProgrammeDelegate(QStyledItemDelegate):
    """One row of the programme."""

    def paint(self, painter: QPainter, whole: QStyleOptionViewItem, index: Index) -> None:
        live: LiveItem = index.data(LIVE_ITEM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionViewItem(whole)
        section: Section | None = index.data(SECTION)
        if section is not None:
            option.rect = whole.rect.adjusted(0, room_above(section), 0, 0)
            _paint_band(painter, whole, section, cast(ProgrammeModel, index.model()).section_words(section))
        self._paint_ground(painter, option, live, first=index.column() == 0)
        column = cast(ProgrammeModel, index.model()).columns[index.column()]
        rect = option.rect.adjusted(tokens.S, 0, -tokens.S, 0)
        if column.name == "planned":
            rect.setRight(rect.right() - tokens.px(PIN_ROOM))
            if live.item.pinned:
                self._paint_pin(painter, option, rect.right() + tokens.S)
        text = str(index.data())
        late = bool(index.data(LATE))
        painter.setFont(self._font(live, column.name, late=late))
        painter.setPen(self._pen(live, column.name, late=late))
        metrics = QFontMetrics(painter.font())
        if column.name == "title" and live.state is State.RUNNING:
            text = f"▸ {text}"
        if column.name == "title" and live.item.beside:
            text = f"↳ {text}"
            rect.setLeft(rect.left() + tokens.px(INDENT))
        readable = min(metrics.horizontalAdvance(text), round(rect.width() * READABLE))
        chips = fitting(index.data(CHIPS), rect.width() - readable)
        room = rect.width() - chips_width(chips)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), shown)
        at = rect.left() + metrics.horizontalAdvance(shown) + tokens.M
        for chip in chips:
            at += _paint_chip(painter, chip, QRect(at, rect.top(), rect.right() - at, rect.height()))
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole))))
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, room_above(index.data(SECTION)), 0, 0))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The times move every second; the text that is being typed does not."""
        if isinstance(editor, QLineEdit):
            show_text(editor, str(index.data(Qt.ItemDataRole.EditRole)))

    @staticmethod
    def _paint_ground(
        painter: QPainter, option: QStyleOptionViewItem, live: LiveItem, *, first: bool
    ) -> None:
        c = tokens.colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = c.accent_soft if live.state is State.RUNNING else c.ground if chosen else c.surface
        painter.fillRect(option.rect, QColor(ground))
        painter.setPen(QPen(QColor(c.line), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if first and live.state is State.RUNNING:
            painter.fillRect(
                QRect(option.rect.left(), option.rect.top(), 4, option.rect.height()), QColor(c.accent)
            )
        elif first and chosen:
            painter.fillRect(
                QRect(option.rect.left(), option.rect.top(), 4, option.rect.height()), QColor(c.muted)
            )
        if option.state & QStyle.StateFlag.State_HasFocus and chosen:
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -2))

    @staticmethod
    def _paint_pin(painter: QPainter, option: QStyleOptionViewItem, left: int) -> None:
        size = tokens.px(14)
        top = option.rect.center().y() - size // 2
        painter.drawPixmap(QRect(left, top, size, size), pixmap("pin", tokens.colours().muted, 2.0))

    @staticmethod
    def _font(live: LiveItem, column: str, *, late: bool) -> QFont:
        strong = (column == "expected" and late) or (
            live.state is State.RUNNING and column in ("title", "planned", "actual")
        )
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        made = tokens.font(tokens.px(tokens.BODY), weight, tabular=column not in ("title", "who"))
        made.setStrikeOut(live.state is State.SKIPPED and column == "title")
        return made

    @staticmethod
    def _pen(live: LiveItem, column: str, *, late: bool) -> QColor:
        c = tokens.colours()
        if column == "expected" and late:
            return QColor(c.warning)
        over = live.state in (State.DONE, State.PASSED, State.SKIPPED)
        return QColor(c.muted if over or column == "who" else c.text)


def room_above(section: Section | None) -> int:
    """How much higher a row is that a section begins with, in px: for its name, or for a gap."""
    if section is None:
        return 0
    return tokens.px(BAND if section.name else GAP)


def _paint_band(painter: QPainter, option: QStyleOptionViewItem, section: Section, words: str) -> None:
    """The section's name and its times across the row, of which each cell paints its own part."""
    c = tokens.colours()
    band = QRect(option.rect.left(), option.rect.top(), option.rect.width(), room_above(section))
    painter.fillRect(band, QColor(c.ground))
    painter.setPen(QPen(QColor(c.line), 1))
    painter.drawLine(band.bottomLeft(), band.bottomRight())
    table = cast(QTableView, option.widget)
    across = QRect(
        table.columnViewportPosition(0) + tokens.M, band.top(), table.viewport().width(), band.height()
    )
    painter.save()
    painter.setClipRect(band)
    painter.setFont(tokens.font(tokens.px(tokens.SMALL - 1), QFont.Weight.DemiBold, tabular=True))
    painter.setPen(QColor(c.muted))
    painter.drawText(across, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
    painter.restore()


def _chip_font() -> QFont:
    return tokens.font(tokens.px(tokens.SMALL - 1))


def _chip_width(text: str) -> int:
    return QFontMetrics(_chip_font()).horizontalAdvance(text) + 2 * 6


def chips_width(chips: tuple[str, ...]) -> int:
    """How much room they take after a title, with the space around."""
    return sum(_chip_width(chip) + tokens.XS + 2 for chip in chips) + (tokens.M if chips else 0)


def fitting(chips: tuple[str, ...], room: int) -> tuple[str, ...]:
    """The first of the chips that have room; half a chip says nothing."""
    return next(
        (chips[:count] for count in range(len(chips), 0, -1) if chips_width(chips[:count]) <= room), ()
    )


def _paint_chip(painter: QPainter, text: str, room: QRect) -> int:
    """Paints a chip at the left of the room and says how wide it is, with the space after it."""
    c = tokens.colours()
    width = _chip_width(text)
    height = tokens.px(19)
    box = QRectF(room.left(), room.center().y() - height // 2, width, height)
    painter.setPen(QPen(QColor(c.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(_chip_font())
    painter.setPen(QColor(c.warning if text.startswith("⚠") else c.muted))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return width + tokens.XS + 2
