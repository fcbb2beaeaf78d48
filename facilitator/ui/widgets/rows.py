"""Tables of frozen values: a tuple of rows, a tuple of columns, and editing in the cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from facilitator.errors import FacilitatorError
from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.widgets.icons import pixmap

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Choice = tuple[str, str]  # value, caption

CHOICES = Qt.ItemDataRole.UserRole + 1  # the cell's choices, or None
MANY = 12  # a longer list of choices can be searched by typing
CHEVRON = 14
LEAST_WIDTH = 72  # px at 100 % of a column, where text is large
LEAST_ROWS = 3.5


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=HasId)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: what it shows, and how a typed text is stored (None: it cannot be edited).

    ``store`` raises FacilitatorError for what cannot be; the reason goes to the message bar. With
    ``choices`` the cell is a drop-down list, and ``value`` says which of them is chosen.
    """

    title: str
    show: Callable[[Row], str]
    store: Callable[[Row, str], None] | None = None
    choices: Callable[[Row], Sequence[Choice]] | None = None
    value: Callable[[Row], str] | None = None
    right: bool = False
    width: int | None = None  # px; None shares the room that is left
    muted: Callable[[Row], bool] = lambda _row: False
    struck: Callable[[Row], bool] = lambda _row: False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Holds the rows that were last shown and nothing else."""

    def __init__(
        self, document: Document, columns: Sequence[Column[Row]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Draws these rows; the same rows in the same order keep selection and editors."""
        if [row.id for row in self.rows] != [row.id for row in rows]:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()
        elif rows:
            self.rows = tuple(rows)
            self.refresh()

    def show_columns(self, columns: Sequence[Column[Row]]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def refresh(self) -> None:
        """Draws all cells again: a column may show more than its row holds."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def row_of(self, id: str) -> int:
        """The row of that id, or −1."""
        return next((at for at, row in enumerate(self.rows) if row.id == id), -1)

    # ── Qt's questions ──

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.show(row)
            case Qt.ItemDataRole.EditRole:
                return column.value(row) if column.value else column.show(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.show(row)}"
            case Qt.ItemDataRole.ForegroundRole if column.muted(row):
                return QColor(tokens.colours().muted)
            case Qt.ItemDataRole.FontRole if column.struck(row):
                font = tokens.font(tokens.px(tokens.BODY))
                font.setStrikeOut(True)
                return font
            case _ if role == CHOICES:
                return column.choices(row) if column.choices and column.store else None
        return None

    def setData(self, index: Index, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = self.rows[index.row()], self.columns[index.column()]
        text = str(value).strip()
        if column.store is None or text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        try:
            column.store(row, text)
        except FacilitatorError as error:
            captions = dict(column.choices(row)) if column.choices else {}
            words = _("“{text}” was not stored. {reason}") if text else "{reason}"
            self._document.tell(words.format(text=captions.get(text, text), reason=error.message), Tone.ERROR)
            return False
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].store else flags


class RowsDelegate(QStyledItemDelegate):
    """Edits a cell as text or by a drop-down list, and marks the cells that have one."""

    def marks(self, _option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether the cell shows that it has a drop-down list."""
        return index.data(CHOICES) is not None

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leaves room for the mark of a drop-down list."""
        super().initStyleOption(option, index)
        if self.marks(option, index):
            room = option.rect.width() - CHEVRON - 3 * tokens.S
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if not self.marks(option, index):
            return
        rect = option.rect
        at = QRect(rect.right() - CHEVRON - tokens.S, rect.center().y() - CHEVRON // 2, CHEVRON, CHEVRON)
        painter.drawPixmap(at, pixmap("chevron-down", tokens.colours().muted, 2.0))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        choices: Sequence[Choice] | None = index.data(CHOICES)
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        if choices is None:
            editor = QLineEdit(parent)
            editor.setAlignment(Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole))))
            editor.setAccessibleName(name)
            return editor
        combo = drop_down(choices, parent)
        combo.setCurrentIndex(-1)  # nothing is chosen before the cell's own value is drawn
        combo.setAccessibleName(name)
        combo.activated.connect(self._on_choice_activated)
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox) and editor.currentIndex() < 0:
            editor.setCurrentIndex(editor.findData(value))
            QTimer.singleShot(0, editor, partial(_offer, editor))
        elif isinstance(editor, QLineEdit):
            show_text(editor, str(value))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(editor, QComboBox):
            super().setModelData(editor, model, index)
            return
        chosen = editor.findText(editor.currentText())  # what was typed may name no choice
        if chosen >= 0:
            model.setData(index, editor.itemData(chosen))

    def _on_choice_activated(self, _index: int) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


class RowsView(QTableView):
    """A table edited in its cells: F2 or typing edits, Enter goes down, Delete asks to remove."""

    next_wanted = Signal()  # Enter in the last row
    removal_wanted = Signal(str)  # id

    def __init__(self, model: RowsModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._current: tuple[str, int] = ("", 0)
        self.setModel(model)
        self.setItemDelegate(RowsDelegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        if tokens.LOOK.scale > tokens.ONE_LINE:
            self.setMinimumHeight(round(LEAST_ROWS * tokens.ROW_HEIGHT * tokens.LOOK.scale))
        else:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(tokens.ROW_HEIGHT * tokens.LOOK.scale))
        self.horizontalHeader().setHighlightSections(False)
        self.fit_columns()
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)

    def fit_columns(self) -> None:
        """Gives each column its width; those without one share the room.

        Where large text leaves them too little of it, the table scrolls across.
        """
        header = self.horizontalHeader()
        large = tokens.LOOK.scale > tokens.ONE_LINE
        header.setMinimumSectionSize(round(LEAST_WIDTH * tokens.LOOK.scale) if large else 40)
        for at, column in enumerate(self.rows.columns):
            if column.width is None:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(at, round(column.width * tokens.LOOK.scale))

    @property
    def chosen(self) -> str:
        """The id of the current row, or ""."""
        row = self.currentIndex().row()
        return str(self.rows.rows[row].id) if 0 <= row < len(self.rows.rows) else ""

    def choose(self, id: str, column: int = 0, *, edit: bool = False) -> None:
        """Makes that row the current one, and begins to edit the cell."""
        index = self.rows.index(self.rows.row_of(id), column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if edit and index.isValid():
            self.setFocus()
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is not QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            return
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)
        else:
            self.next_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not editing:
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and not editing and self.chosen:
            self.removal_wanted.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def _on_model_about_to_be_reset(self) -> None:
        self._current = (self.chosen, max(0, self.currentIndex().column()))

    def _on_model_reset(self) -> None:
        self.fit_columns()
        id, column = self._current
        if self.rows.row_of(id) >= 0:
            self.choose(id, column)


def show_text(editor: QLineEdit, text: str) -> None:
    """Draws the cell's text in its editor; whatever the news, what somebody types there stays."""
    if not editor.isModified() and editor.text() != text:
        editor.setText(text)


def drop_down(choices: Sequence[Choice], parent: QWidget | None = None) -> QComboBox:
    """A drop-down list of (value, caption); a long one is searched by typing a part of the caption."""
    made = QComboBox(parent)
    for value, caption in choices:
        made.addItem(caption, value)
    if len(choices) > MANY:
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(made.model(), made)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(MANY)
        made.setCompleter(completer)
    made.setMaxVisibleItems(MANY)
    return made


def _offer(choices: QComboBox) -> None:
    """Opens the list; a long one under its text, which the first letter typed replaces."""
    line, completer = choices.lineEdit(), choices.completer()
    if line is None or completer is None:
        choices.showPopup()
        return
    line.selectAll()
    completer.setCompletionPrefix("")
    completer.complete()


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
