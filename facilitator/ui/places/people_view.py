"""The table of people, many of whom can be chosen at once."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.places.people_model import NAME, ON_THE_DAY, REGION, ROLE, TABLES, PeopleModel
from facilitator.ui.widgets.rows import Index, RowsDelegate, RowsView
from facilitator.ui.widgets.text import plain_tooltip

# In a narrow table these give way, so that names stay readable: column → least width of the table.
GIVE_WAY = {REGION: 760, ROLE: 620, ON_THE_DAY: 500}
OF_TABLES = 120  # px that the column of tables adds to that


class PeopleDelegate(RowsDelegate):
    """Marks drop-down lists in the chosen rows only: a hundred rows of arrows say nothing."""

    def marks(self, option: QStyleOptionViewItem, index: Index) -> bool:
        return super().marks(option, index) and bool(option.state & QStyle.StateFlag.State_Selected)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Says the whole text of a cell that ends in … ."""
        cut = self.sizeHint(option, index).width() > option.rect.width()
        text = plain_tooltip(str(index.data() or "")) if cut else ""
        QToolTip.showText(event.globalPos(), text, view)
        return True


class PeopleView(RowsView):
    """F2 edits, Delete removes the chosen rows, Esc leads back to the check-in; a click on a head sorts."""

    escaped = Signal()
    entered = Signal(str)  # Enter ended the editing of that person
    given_up = Signal(str)  # Esc did, or going elsewhere

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _("People"), parent)
        self.people = model
        self._kept: tuple[str, ...] = ()
        self.setItemDelegate(PeopleDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        model.drawn.connect(self._hide_columns)

    @property
    def all_chosen(self) -> tuple[str, ...]:
        """The ids of the chosen rows."""
        selection = self.selectionModel()
        return tuple(self.people.rows[index.row()].id for index in selection.selectedRows())

    def choose_all(self, ids: tuple[str, ...]) -> None:
        """Chooses those of the ids that are shown."""
        wanted, selection = frozenset(ids), QItemSelection()
        for at, row in enumerate(self.people.rows):
            if row.id in wanted:
                selection.select(
                    self.people.index(at, 0), self.people.index(at, len(self.people.columns) - 1)
                )
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hide_columns()
        super().resizeEvent(event)

    def _hide_columns(self) -> None:
        """Where people have tables, these are asked for more than all else but the name."""
        self.setColumnHidden(TABLES, not self.people.seated)
        added = OF_TABLES if self.people.seated else 0
        for column, least in GIVE_WAY.items():
            self.setColumnHidden(column, self.width() < (least + added) * tokens.LOOK.scale)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter stays with the person: who is next in a sorted list is not who is typed next."""
        QTableView.closeEditor(self, editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.entered.emit(self.chosen)
        elif hint in (
            QAbstractItemDelegate.EndEditHint.RevertModelCache,
            QAbstractItemDelegate.EndEditHint.NoHint,
        ):
            self.given_up.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Escape and not editing:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _on_model_about_to_be_reset(self) -> None:
        super()._on_model_about_to_be_reset()
        self._kept = self.all_chosen

    def _on_model_reset(self) -> None:
        super()._on_model_reset()
        self.choose_all(self._kept)
