"""The programme as a table: planned, expected and actual times, length, title and who."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE, Event, Item, moved, put
from facilitator.i18n import _, ngettext
from facilitator.timetable import LiveDay, LiveItem, State
from facilitator.ui.document import Document, Tone
from facilitator.ui.sentences import local_time, minutes_of, minutes_word, speakers_line
from facilitator.ui.typed_fields import length_typed, time_typed

Index = QModelIndex | QPersistentModelIndex
LIVE_ITEM = Qt.ItemDataRole.UserRole + 1  # the row's LiveItem
CHIPS = Qt.ItemDataRole.UserRole + 2  # short words after the title
LATE = Qt.ItemDataRole.UserRole + 3  # whether the item is expected late, as the day is read
ROOT = QModelIndex()
MIME = "application/x-facilitator-item"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what it shows, and what a typed text makes of the item (None: not typed here)."""

    name: str
    title: str
    show: Callable[[Event, LiveItem], str]
    put: Callable[[Item, str], Item] | None = None
    right: bool = False


def columns() -> tuple[Column, ...]:
    return (
        Column("planned", _("Planned"), _planned, put_start, right=True),
        Column("expected", _("Expected"), _expected, right=True),
        Column("actual", _("Actual"), _actual, right=True),
        Column(
            "length",
            _("Min"),
            lambda _event, live: str(minutes_of(live.planned.length)),
            put_length,
            right=True,
        ),
        Column(
            "title",
            _("Item"),
            lambda _event, live: live.item.title,
            lambda item, text: replace(item, title=text),
        ),
        Column("who", _("Who"), _who),
    )


def _planned(event: Event, live: LiveItem) -> str:
    return local_time(event, live.planned.start)


def _expected(event: Event, live: LiveItem) -> str:
    return local_time(event, live.expected_start) or "–"


def _actual(event: Event, live: LiveItem) -> str:
    return local_time(event, live.actual_start)


def _who(_event: Event, live: LiveItem) -> str:
    item = live.item
    if item.speakers:
        return speakers_line(item.speakers)
    if item.rounds:
        count = len(item.rounds)
        return ngettext("{count} round", "{count} rounds", count).format(count=count)
    return ""


def put_start(item: Item, text: str) -> Item:
    """Pins the item to the typed time; nothing typed links it to the one before."""
    return replace(item, start=time_typed(text))


def put_length(item: Item, text: str) -> Item:
    """The item with the typed length; a lower least length follows."""
    if item.rounds:
        raise FacilitatorError(
            _("The length of “{title}” follows from its rounds. Change them in the café.").format(
                title=item.title
            )
        )
    length = length_typed(text)
    minimum = None if item.minimum is None else min(item.minimum, length)
    return replace(item, length=length, minimum=minimum)


def chips(event: Event, live: LiveItem) -> tuple[str, ...]:
    """What is said in small after the title."""
    item = live.item
    found = []
    if item.skipped:
        found.append(_("skipped"))
    if item.language and item.language != event.language:
        found.append(item.language)
    if item.minimum is not None:
        found.append(_("least {minutes}").format(minutes=minutes_of(item.minimum)))
    if item.count_to_end:
        found.append(_("to {time}").format(time=local_time(event, live.planned.end)))
    if live.planned.gap < timedelta():
        found.append(_("⚠ overlaps {minutes}").format(minutes=minutes_word(-live.planned.gap)))
    elif live.planned.gap >= MINUTE:
        found.append(_("{minutes} before").format(minutes=minutes_word(live.planned.gap)))
    if item.example:
        found.append(_("example"))
    return tuple(found)


def is_late(live: LiveItem, shift: timedelta) -> bool:
    """Whether a later item is expected after the plan, moved as the day is read, by half a minute or more."""
    expected = live.expected_start
    return expected is not None and expected - (live.planned.start + shift) >= MINUTE / 2


class ProgrammeModel(QAbstractTableModel):
    """Holds the items of the last LiveDay and nothing else."""

    dropped = Signal(str, int)  # item id, row it was dropped at

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.columns = columns()
        self._rows: tuple[LiveItem, ...] = document.live.items
        self._shift = document.live.shift
        document.ticked.connect(self._on_document_ticked)

    def column(self, name: str) -> int:
        return next(i for i, column in enumerate(self.columns) if column.name == name)

    def live_item(self, row: int) -> LiveItem:
        return self._rows[row]

    def row_of(self, item_id: str) -> int:
        """The item's row, or −1."""
        return next((row for row, live in enumerate(self._rows) if live.item.id == item_id), -1)

    def _on_document_ticked(self, live: LiveDay) -> None:
        before, self._rows = self._rows, live.items
        shifted, self._shift = live.shift != self._shift, live.shift
        if [one.item.id for one in before] != [one.item.id for one in live.items]:
            self.beginResetModel()
            self.endResetModel()
        else:
            for row, (old, new) in enumerate(zip(before, live.items, strict=True)):
                if shifted or old != new:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    # ── Qt's questions ──

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        live, column = self._rows[index.row()], self.columns[index.column()]
        event = self._document.plan.event
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.show(event, live)
            case Qt.ItemDataRole.EditRole:
                pinned = live.item.start is not None or column.name != "planned"
                return column.show(event, live) if pinned else ""
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.show(event, live)}"
            case _ if role == LIVE_ITEM:
                return live
            case _ if role == LATE:
                return is_late(live, self._shift)
            case _ if role == CHIPS:
                return chips(event, live) if column.name == "title" else ()
        return None

    def setData(self, index: Index, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        column, item = self.columns[index.column()], self._rows[index.row()].item
        text = str(value).strip()
        if column.put is None or text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        try:
            self._store(column.put(item, text), _("change {field}").format(field=column.title.lower()))
        except FacilitatorError as error:
            words = _("“{text}” was not stored. {reason}") if text else "{reason}"
            self._document.tell(words.format(text=text, reason=error.message), Tone.ERROR)
            return False
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        column, item = self.columns[index.column()], self._rows[index.row()].item
        typed = column.put is not None and not (column.name == "length" and item.rounds)
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, self._rows[indexes[0].row()].item.id.encode())
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Moves the item; False keeps the view from removing the row itself."""
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        self.dropped.emit(bytes(data.data(MIME).data()).decode(), to)
        return False

    def _store(self, item: Item, text: str) -> None:
        edit_items(self._document, put(self._document.plan.event.items, item), text)


def edit_items(document: Document, items: tuple[Item, ...], text: str) -> None:
    """Stores a changed programme as one undo step. Raises RefusedError."""
    plan = document.plan
    document.edit(replace(plan, event=replace(plan.event, items=items)), text)


def move_item(document: Document, item_id: str, to: int) -> None:
    """Moves an item so that it stands before what is at index ``to`` now."""
    items = document.plan.event.items
    at = next((i for i, item in enumerate(items) if item.id == item_id), -1)
    if at >= 0:
        edit_items(document, moved(items, item_id, to - 1 if to > at else to), _("move an item"))


def removable(live: LiveItem) -> bool:
    """Whether the item can be taken out: one that has run is part of what happened."""
    return live.state not in (State.RUNNING, State.DONE)
