"""The overview of all keys, on F1: drawn from the table that binds them, so that it is always right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QMainWindow, QStyle, QVBoxLayout, QWidget
from shiboken6 import isValid

from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.keys import Group, Key, group_words, key_table, shown
from facilitator.ui.widgets.controls import button, column, row, scrolling
from facilitator.ui.widgets.text import label

COLUMNS = ((Group.DAY, Group.ROOM), (Group.PROGRAMME, Group.NOTES), (Group.WINDOW, Group.LISTS))
TOO_WIDE = 1.2  # text so large that three columns are wider than most windows
MARGIN = tokens.S  # that is seen around it, at the least


class KeyOverview(QFrame):
    """One page above the places. The window goes on as it is; Esc, F1 or its button close the page."""

    left = Signal()

    def __init__(self, window: QMainWindow, below: QWidget) -> None:
        super().__init__(window)
        self._window, self._below = window, below
        self.setProperty("look", "card")
        self.setAccessibleName(_("Keys"))
        self._focus: QWidget | None = window.focusWidget()  # had it before
        self._page = QWidget()
        self._page.setLayout(self._columns())
        self.close_button = button(
            "", self.leave, look="quiet", icon_name="x", tooltip=_("Close the overview")
        )
        head = row(label(_("Keys"), "title"), None, self.close_button)
        area = scrolling(self._page)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusProxy(area)  # the arrow keys scroll
        self._box = column(head, area, spacing=tokens.M)
        self._box.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        self._box.setStretch(1, 1)
        self.setLayout(self._box)
        escape = QShortcut("Esc", self, self.leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def open(self) -> None:
        """Shows the page, and gives it the focus."""
        self.show()  # before its size is asked for: it is dressed only now
        self.place()
        self.raise_()
        self.setFocus()

    def leave(self) -> None:
        """Takes the page away for good; the focus goes back to where it was."""
        self.hide()
        if self._focus is not None and isValid(self._focus):  # an editor in a cell is gone by now
            self._focus.setFocus()
        self.left.emit()
        self.deleteLater()

    def place(self) -> None:
        """Puts the page into the middle below the now bar, as large as it needs and there is room."""
        above, beneath = self._below.height(), tokens.px(tokens.STATUS_HEIGHT)
        room = self._window.rect().adjusted(MARGIN, above, -MARGIN, -beneath)
        frame, page = self._box.contentsMargins(), self._page.sizeHint()
        head = self.close_button.sizeHint().height()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        width = page.width() + frame.left() + frame.right() + bar
        height = page.height() + head + tokens.M + frame.top() + frame.bottom() + tokens.XS
        place = QRect(QPoint(), QSize(width, height).boundedTo(room.size()))
        place.moveCenter(room.center())
        self.setGeometry(place)

    def _columns(self) -> QVBoxLayout:
        table, words = key_table(), group_words()
        columns = row(spacing=tokens.XL)
        beside = COLUMNS if tokens.LOOK.scale < TOO_WIDE else (sum(COLUMNS, ()),)
        for groups in beside:
            blocks = [_block(words[group], [key for key in table if key.group is group]) for group in groups]
            columns.addLayout(column(*blocks, None, spacing=tokens.M))
        return column(columns, None)


def _block(title: str, keys: list[Key]) -> QVBoxLayout:
    """A heading, and a line for each key: the keys left, what they do right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.M)
    grid.setVerticalSpacing(tokens.XS // 2)  # all keys are to be seen at once
    for at, key in enumerate(keys):
        grid.addWidget(label(shown(key), "strong"), at, 0)
        grid.addWidget(label(key.words), at, 1)
    grid.setColumnStretch(1, 1)
    block = column(label(title, "subtitle"))
    block.addLayout(grid)
    return block
