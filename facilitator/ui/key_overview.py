"""The overview of all keys, on F1: drawn from the table that binds them, so that it is always right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QMainWindow, QStyle, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.keys import Group, Key, group_words, key_table, shown
from facilitator.ui.widgets.controls import button, column, row, scrolling
from facilitator.ui.widgets.text import label

COLUMNS = ((Group.DAY, Group.NOTES, Group.ROOM), (Group.WINDOW, Group.PROGRAMME, Group.LISTS))
MARGIN = 24  # px that are seen of the window around it, at the least


class KeyOverview(QFrame):
    """One page above the window. The window goes on as it is; Esc, F1 or its button close the page."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setProperty("look", "card")
        self.setAccessibleName(_("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._left: QWidget | None = None  # had the focus before
        self._page = QWidget()
        self._page.setLayout(self._columns())
        self.close_button = button(
            "", self.leave, look="quiet", icon_name="x", tooltip=_("Close the overview")
        )
        head = row(label(_("Keys"), "title"), None, self.close_button)
        area = scrolling(self._page)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._box = column(head, area, spacing=tokens.M)
        self._box.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        self._box.setStretch(1, 1)
        self.setLayout(self._box)
        escape = QShortcut("Esc", self, self.leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def turn(self) -> None:
        """Shows the page, or takes it away."""
        if self.isVisible():
            self.leave()
            return
        self._left = self.window().focusWidget()
        self.place()
        self.show()
        self.raise_()
        self.setFocus()

    def leave(self) -> None:
        """Takes the page away; the focus goes back to where it was."""
        self.hide()
        if self._left is not None:
            self._left.setFocus()

    def place(self) -> None:
        """Puts the page in the middle of the window, as large as it needs and the window allows."""
        around, frame = self.window().size(), self._box.contentsMargins()
        page, head = self._page.sizeHint(), self.close_button.sizeHint().height()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        width = page.width() + frame.left() + frame.right() + bar
        height = page.height() + head + tokens.M + frame.top() + frame.bottom() + tokens.XS
        size = QSize(width, height).boundedTo(around - QSize(2 * MARGIN, 2 * MARGIN))
        corner = (around - size) / 2
        self.setGeometry(corner.width(), corner.height(), size.width(), size.height())

    def _columns(self) -> QVBoxLayout:
        table, words = key_table(), group_words()
        columns = row(spacing=tokens.XL)
        for groups in COLUMNS:
            blocks = [_block(words[group], [key for key in table if key.group is group]) for group in groups]
            columns.addLayout(column(*blocks, None, spacing=tokens.L))
        return column(columns, None)


def _block(title: str, keys: list[Key]) -> QVBoxLayout:
    """A heading, and a line for each key: the keys left, what they do right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.M)
    grid.setVerticalSpacing(tokens.XS)
    for at, key in enumerate(keys):
        grid.addWidget(label(shown(key), "strong"), at, 0)
        grid.addWidget(label(key.words), at, 1)
    grid.setColumnStretch(1, 1)
    block = column(label(title, "subtitle"))
    block.addLayout(grid)
    return block
