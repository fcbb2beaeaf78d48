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
from facilitator.event import MINUTE, ZERO, Event, Item, put
from facilitator.i18n import _, ngettext
from facilitator.planning import Section, has_typed_length, sections
from facilitator.timetable import LiveDay, LiveItem, State
from facilitator.ui.document import Document, Tone
from facilitator.ui.places.programme_edits import (
    correct_start,
    edit_items,
    lengthen_items,
    put_length,
    put_start,
)
from facilitator.ui.sentences import local_time, minutes_of, minutes_word, speakers_line
from facilitator.ui.widgets.text import plain_tooltip
from facilitator.words import item_kind_word

Index = QModelIndex | QPersistentModelIndex
LIVE_ITEM = Qt.ItemDataRole.UserRole + 1  # the row's LiveItem
CHIPS = Qt.ItemDataRole.UserRole + 2  # short words after the title
LATE = Qt.ItemDataRole.UserRole + 3  # whether the item is expected late, as the day is read
SECTION = Qt.ItemDataRole.UserRole + 4  # the Section that begins with the row, if that is shown
ROOT = QModelIndex()
MIME = "application/x-facilitator-item-ids"


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
            lambda _event, live: "" if live.item.marker else str(minutes_of(live.planned.length)),
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


def chips(event: Event, live: LiveItem) -> tuple[str, ...]:
    """What is said in small after the title, what needs somebody first."""
    item = live.item
    found = [_("skipped")] if item.skipped else _time_chips(event, live)
    if item.runs_beside:
        found.append(_("at the same time") if live.planned.main_id else _("⚠ beside nothing"))
    if item.language and item.language != event.language:
        found.append(item.language)
    if item.minimum is not None:
        found.append(_("least {minutes}").format(minutes=minutes_of(item.minimum)))
    if item.marker:
        found.append(item_kind_word(item.kind))
    if item.count_to_end:
        found.append(_("to {time}").format(time=local_time(event, live.planned.end)))
    elif item.end is not None:
        found.append(_("ends {time}").format(time=local_time(event, live.planned.end)))
    if item.example:
        found.append(_("example"))
    return tuple(found)


def _time_chips(event: Event, live: LiveItem) -> list[str]:
    """Where the plan does not add up, and what was announced or given beside it."""
    found = []
    given = live.length - live.planned.length
    if live.planned.length <= ZERO and not live.item.marker:
        found.append(_("⚠ no time"))
    if live.planned.gap < ZERO:
        found.append(_("⚠ overlaps {minutes}").format(minutes=minutes_word(-live.planned.gap)))
    elif live.planned.gap >= MINUTE:
        found.append(_("{minutes} free before").format(minutes=minutes_word(live.planned.gap)))
    if live.state is State.LATER and abs(given) >= MINUTE / 2 and not live.item.count_to_end:
        words = _("longer by {minutes}") if given > ZERO else _("shorter by {minutes}")
        found.append(words.format(minutes=minutes_word(abs(given))))
    if live.state is State.LATER and live.delay > ZERO:
        earliest = local_time(event, live.planned.start + live.delay)
        found.append(_("not before {time}").format(time=earliest))
    return found


def is_late(live: LiveItem, shift: timedelta) -> bool:
    """Whether a later item is expected after the plan, moved as the day is read, by half a minute or more."""
    expected = live.expected_start
    return expected is not None and expected - (live.planned.start + shift) >= MINUTE / 2


class ProgrammeModel(QAbstractTableModel):
    """Holds the items of the last LiveDay and nothing else."""

    dropped = Signal(object, int)  # the items' ids, row they were dropped at
    sections_changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.columns = columns()
        self._rows: tuple[LiveItem, ...] = document.live.items
        self._shift = document.live.shift
        self._sections = self._find_sections()
        self.chosen: frozenset[str] = frozenset()  # a length typed for one of them is for all
        document.ticked.connect(self._on_document_ticked)

    def column(self, name: str) -> int:
        return next(i for i, column in enumerate(self.columns) if column.name == name)

    def live_item(self, row: int) -> LiveItem:
        return self._rows[row]

    def row_of(self, item_id: str) -> int:
        """The item's row, or −1."""
        return next((row for row, live in enumerate(self._rows) if live.item.id == item_id), -1)

    def section_words(self, section: Section) -> str:
        """“Morning · 09:30–11:55 · 2 h 25 min”: name, span and length; "" for a section without a name."""
        if not section.name:
            return ""
        event = self._document.plan.event
        span = f"{local_time(event, section.start)}–{local_time(event, section.end)}"
        return " · ".join((section.name, span, minutes_word(section.length)))

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
        sections, self._sections = self._sections, self._find_sections()
        if sections != self._sections:
            self.sections_changed.emit()

    def _find_sections(self) -> dict[int, Section]:
        """Row → the section that begins there, if its beginning is shown: it has a name, or ends one."""
        found = sections(live.planned for live in self._rows)
        names = ("", *(section.name for section in found))
        return {
            section.first: section
            for section, before in zip(found, names, strict=False)
            if section.name or before
        }

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
                said = (f"{column.title}: {column.show(event, live)}", *self._beside(index))
                return ", ".join(said)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip("\n".join(self._beside(index)))
            case _ if role == SECTION:
                return self._sections.get(index.row())
            case _ if role == LIVE_ITEM:
                return live
            case _ if role == LATE:
                return is_late(live, self._shift)
            case _ if role == CHIPS:
                return chips(event, live) if column.name == "title" else ()
        return None

    def _beside(self, index: Index) -> tuple[str, ...]:
        """What is told of the item beside its title: its group, and all chips, also those without room."""
        live = self._rows[index.row()]
        if self.columns[index.column()].name != "title":
            return ()
        return tuple(filter(None, (live.item.group, *chips(self._document.plan.event, live))))

    def setData(self, index: Index, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        column, item = self.columns[index.column()], self._rows[index.row()].item
        text = str(value).strip()
        if not self.flags(index) & Qt.ItemFlag.ItemIsEditable or text == self.data(
            index, Qt.ItemDataRole.EditRole
        ):
            return False
        try:
            self._store(column, item, text)
        except FacilitatorError as error:
            words = _("“{text}” was not stored. {reason}") if text else "{reason}"
            self._document.tell(words.format(text=text, reason=error.message), Tone.ERROR)
            return False
        return True

    def _store(self, column: Column, item: Item, text: str) -> None:
        if column.name == "actual":
            correct_start(self._document, item.id, text)
        elif column.name == "length" and item.id in self.chosen:
            lengthen_items(self._document, self.chosen, text)
        elif column.put is not None:
            items = put(self._document.plan.event.items, column.put(item, text))
            edit_items(self._document, items, _("change {field}").format(field=column.title.lower()))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        live = self._rows[index.row()]
        match self.columns[index.column()]:
            case Column(name="length"):
                typed = has_typed_length(live.item)
            case Column(name="actual"):
                typed = live.actual_start is not None
            case column:
                typed = column.put is not None
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = sorted({index.row() for index in indexes})
        data.setData(MIME, "\n".join(self._rows[row].item.id for row in rows).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Moves the items; False keeps the view from removing the row itself."""
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
        self.dropped.emit(bytes(data.data(MIME).data()).decode().split("\n"), to)
        return False
