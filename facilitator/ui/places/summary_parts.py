"""The parts of the summary: what is in it and in which order, for this event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from facilitator.i18n import _
from facilitator.summary_plan import Chapter, Part, chapters, placed, turned
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.widgets.controls import on_keys

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
HEIGHT = 28


def part_title(part: Part) -> str:
    """What the part is called in the list."""
    titles = {
        Part.RESULT: _("The result on one page"),
        Part.FIGURES: _("Key figures"),
        Part.PROGRAMME: _("Programme"),
        Part.OPENING: _("Opening task"),
        Part.DISCUSSIONS: _("Discussions"),
        Part.CAFES: _("Café dialogue"),
        Part.KEY_POINTS: _("Key points by table"),
        Part.STEPS: _("The way forward"),
        Part.DOCUMENTS: _("Background documents"),
        Part.METHOD: _("How it was done"),
        Part.PHOTOS: _("Appendix: pictures of tablecloths"),
        Part.RAW: _("Appendix: notes as they came"),
    }
    return titles[part]


class PartsModel(QAbstractListModel):
    """Holds the parts last shown; a tick says that one is written."""

    dragged = Signal(int, int)  # row, the row it was dropped before
    turned = Signal(int)  # row

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chapters: tuple[Chapter, ...] = ()

    def show(self, shown: tuple[Chapter, ...]) -> None:
        """Draws these parts: always all of them."""
        if not self.chapters:
            self.beginResetModel()
            self.chapters = shown
            self.endResetModel()
        elif self.chapters != shown:
            self.chapters = shown
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.chapters)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        chapter = self.chapters[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return part_title(chapter.part)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Unchecked if chapter.left_out else Qt.CheckState.Checked
            case Qt.ItemDataRole.SizeHintRole:
                return QSize(0, tokens.px(HEIGHT))
        return None

    def setData(self, index: Index, _value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Called by the view when a tick was set or taken away; the document's news draws it."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.turned.emit(index.row())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsUserCheckable

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def moveRows(self, _from: Index, at: int, _count: int, _to: Index, before: int) -> bool:
        """Called by the view when a row was dropped; the document's news draws the new order."""
        self.dragged.emit(at, before)
        return True


class PartsList(QListView):
    """The parts, ordered by dragging or by keys, ticked where they are written; each change can be undone."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.parts = PartsModel(self)
        self.setModel(self.parts)
        self.setAccessibleName(_("Parts of the summary"))
        self.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts.dragged.connect(self._on_row_dragged)
        self.parts.turned.connect(self._on_row_turned)
        document.event_changed.connect(self.draw)
        on_keys(self, "Alt+Up", lambda: self.move_chosen(-1))
        on_keys(self, "Alt+Down", lambda: self.move_chosen(1))
        self.draw()

    def move_chosen(self, by: int) -> None:
        """Moves the chosen part up (−1) or down (+1)."""
        row = self.currentIndex().row()
        if row >= 0 and 0 <= row + by < len(self.parts.chapters):
            self._move(row, row + by)

    def draw(self, _news: object = None) -> None:
        self.parts.show(chapters(self._document.plan.event.chapters))

    def _move(self, row: int, to: int) -> None:
        part = self.parts.chapters[row].part
        after = placed(self._document.plan.event.chapters, part, to)
        if self._edit(after, _("move a part of the summary")):
            self.setCurrentIndex(self.parts.index(to))

    def _on_row_dragged(self, row: int, before: int) -> None:
        self._move(row, before - 1 if before > row else before)

    def _on_row_turned(self, row: int) -> None:
        chapter = self.parts.chapters[row]
        text = (
            _("take in a part of the summary") if chapter.left_out else _("leave out a part of the summary")
        )
        self._edit(turned(self._document.plan.event.chapters, chapter.part), text)

    def _edit(self, after: tuple[Chapter, ...], text: str) -> bool:
        plan = self._document.plan
        changed = replace(plan, event=replace(plan.event, chapters=after))
        return self._document.attempt(lambda: self._document.edit(changed, text))
