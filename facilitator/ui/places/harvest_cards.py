"""The cards of the harvest's board: merged points and notes alone, as a list that news leave in peace."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from facilitator.i18n import _

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CARD = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-facilitator-harvest"
BATCH = 60  # cards that are laid out at once: their heights differ
MOST_STEPS = 60  # of putting in and taking out; above that all is drawn anew


class CardKind(StrEnum):
    POINT = "point"  # merged
    NOTE = "note"  # a note that is in none


@dataclass(frozen=True, slots=True)
class HarvestCard:
    """A merged point, or a note alone; ``said`` is where it was said."""

    id: str
    kind: CardKind
    text: str
    said: str
    theme_id: str | None

    @property
    def title(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    @property
    def spoken(self) -> str:
        kind = _("Merged point") if self.kind is CardKind.POINT else _("Key point alone")
        return f"{kind}: {self.title}. {self.said}"


class CardsModel(QAbstractListModel):
    """Holds the cards last shown and nothing else."""

    retitled = Signal(str, str)  # id of a point, its title as it was typed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[HarvestCard, ...] = ()
        self._shown: tuple[HarvestCard, ...] = ()  # as many of them as the view has fetched

    def show(self, cards: Sequence[HarvestCard]) -> None:
        """Draws these cards; what stays where it was keeps its selection and its editor."""
        self.cards = tuple(cards)
        cards = cards[: max(BATCH, len(self._shown))]
        before, now = [card.id for card in self._shown], [card.id for card in cards]
        steps = SequenceMatcher(None, before, now, autojunk=False).get_opcodes() if before != now else []
        if len(steps) > MOST_STEPS:
            self.beginResetModel()
            self._shown = tuple(cards)
            self.endResetModel()
            return
        for _tag, start, end, first, last in reversed([step for step in steps if step[0] != "equal"]):
            self._take_out(start, end)
            self._put_in(start, tuple(cards[first:last]))
        changed = [at for at, (old, new) in enumerate(zip(self._shown, cards, strict=True)) if old != new]
        self._shown = tuple(cards)
        for at in changed:
            self.dataChanged.emit(self.index(at), self.index(at))

    def _take_out(self, start: int, end: int) -> None:
        if end > start:
            self.beginRemoveRows(ROOT, start, end - 1)
            self._shown = self._shown[:start] + self._shown[end:]
            self.endRemoveRows()

    def _put_in(self, at: int, cards: tuple[HarvestCard, ...]) -> None:
        if cards:
            self.beginInsertRows(ROOT, at, at + len(cards) - 1)
            self._shown = self._shown[:at] + cards + self._shown[at:]
            self.endInsertRows()

    def row_of(self, id: str) -> int:
        """The row of that card, or −1."""
        return next((at for at, card in enumerate(self.cards) if card.id == id), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._shown) < len(self.cards)

    def fetchMore(self, _parent: Index) -> None:
        at = len(self._shown)
        self._put_in(at, self.cards[at : at + BATCH])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return card.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return card.spoken
            case _ if role == CARD:
                return card
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.retitled.emit(self.cards[index.row()].id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return base
        base |= Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        point = self.cards[index.row()].kind is CardKind.POINT
        return base | Qt.ItemFlag.ItemIsEditable if point else base

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime_of([self._shown[index.row()].id for index in indexes])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def supportedDropActions(self) -> Qt.DropAction:
        """Without it the view never tells a drop between cards from one on a card."""
        return Qt.DropAction.MoveAction


def mime_of(ids: Sequence[str]) -> QMimeData:
    """Those cards as they are dragged."""
    data = QMimeData()
    data.setData(MIME, json.dumps(ids).encode())
    return data
