"""The first rows of a sheet, and above each column what it holds: guessed, and the user's to choose."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem, QWidget

from facilitator.exchange.sheets import Sheet
from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.places.import_subject import Columns, column_letter

SHOWN_ROWS = 3
COLUMN_WIDTH = 150  # px at 100 %
LINE_HEIGHT = 28


class ColumnsTable(QTableWidget):
    """A drop-down list a column, over a few rows that show what is in it."""

    chosen = Signal(int, object)  # column (from 0), the field or None

    def __init__(self, fields: Sequence[tuple[StrEnum, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self.choices: list[QComboBox] = []
        self.setAccessibleName(_("The first rows, and what each column holds"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its lists have it
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.horizontalHeader().setDefaultSectionSize(round(COLUMN_WIDTH * tokens.LOOK.scale))
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setMinimumSectionSize(0)
        self.verticalHeader().setDefaultSectionSize(round(LINE_HEIGHT * tokens.LOOK.scale))

    def show_sheet(self, sheet: Sheet, header: int, columns: Columns) -> None:
        """Shows the heading row (from 0; −1: none) and the rows that follow it."""
        first = max(header, 0)
        rows = range(first, min(first + SHOWN_ROWS, len(sheet.rows)))
        letters = [column_letter(at) for at in range(sheet.width)]
        self.setColumnCount(len(letters))
        self.setRowCount(1 + len(rows))
        self.setHorizontalHeaderLabels(letters)
        self.setVerticalHeaderLabels(["", *(str(at + 1) for at in rows)])
        for line, at in enumerate(rows, 1):
            for column in range(sheet.width):
                text = QTableWidgetItem(" ".join(sheet.cell(at, column).split()))
                self.setItem(line, column, text)
        self._show_choices(letters)
        self.show_columns(columns)
        self._take_height()

    def show_columns(self, columns: Columns) -> None:
        """Shows what each column is taken for."""
        for at, made in enumerate(self.choices):
            with QSignalBlocker(made):
                made.setCurrentIndex(made.findData(columns.get(at)))

    def _show_choices(self, letters: Sequence[str]) -> None:
        self.choices = [self._choice(at, letter) for at, letter in enumerate(letters)]
        for at, made in enumerate(self.choices):
            self.setCellWidget(0, at, made)
        self.setRowHeight(0, round(tokens.ROW_HEIGHT * tokens.LOOK.scale) + 2 * tokens.XS)

    def _choice(self, column: int, letter: str) -> QComboBox:
        made = QComboBox()
        made.addItem(_("not read"), None)
        for which, words in self._fields:
            made.addItem(words, which)
        made.setAccessibleName(_("Column {letter}").format(letter=letter))
        made.setMaxVisibleItems(len(self._fields) + 1)
        made.currentIndexChanged.connect(lambda index: self._on_chosen(column, index))
        return made

    def _on_chosen(self, column: int, index: int) -> None:
        """By its place in the list, of which the first is none: Qt keeps a field's bare text only."""
        self.chosen.emit(column, self._fields[index - 1][0] if index > 0 else None)

    def _take_height(self) -> None:
        """All rows, and the bar that scrolls sideways."""
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height + bar + 2 * self.frameWidth())
