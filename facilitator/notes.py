"""What the tables say: notes as append-only revisions, chained by hash so that a changed one is found.

Nothing is edited or deleted: an edit is a further revision, taking back is a revision that says so. Two
edits of one parent are both kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

Place: TypeAlias = tuple[str, str | None, str]
"""Where a note belongs: item id, round id (None for an item without rounds), table id."""


class NoteKind(StrEnum):
    CHALLENGE = "challenge"
    TREND = "trend"
    EFFORT = "effort"
    PROPOSAL = "proposal"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wrote, before it is stored. Ids are made by the writer, so a retry changes nothing."""

    id: str  # of this revision, 128 bit in hexadecimal
    note_id: str
    parent_id: str | None  # the revision it was made from; None for a new note
    item_id: str
    table_id: str
    text: str
    round_id: str | None = None
    theme_id: str | None = None
    kind: NoteKind = NoteKind.OTHER
    taken_back: bool = False
    place: str = "laptop"  # where it was written: a device, never a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A stored draft: its place in the order of all revisions, the time, and the hash chain."""

    draft: Draft
    seq: int
    at: datetime  # UTC, by this machine; no other device's clock decides anything
    hash: str  # SHA-256 over the note's previous hash and this revision


@dataclass(frozen=True, slots=True)
class Note:
    """One note: all its revisions in the order they were stored."""

    revisions: tuple[Revision, ...]

    @property
    def id(self) -> str:
        return self.revisions[0].draft.note_id

    @property
    def current(self) -> Revision:
        return self.revisions[-1]

    @property
    def draft(self) -> Draft:
        """What the note says now."""
        return self.revisions[-1].draft

    @property
    def changed_meanwhile(self) -> bool:
        """Whether the latest revision was made from one that had been changed already."""
        return len(self.revisions) > 1 and self.draft.parent_id != self.revisions[-2].draft.id


@dataclass(frozen=True)
class Notes:
    """All notes by id, in the order they were first written."""

    by_id: Mapping[str, Note] = field(default_factory=dict)

    def with_revision(self, revision: Revision) -> Notes:
        note_id = revision.draft.note_id
        known = self.by_id.get(note_id)
        note = Note((*known.revisions, revision) if known else (revision,))
        return Notes({**self.by_id, note_id: note})

    @cached_property
    def standing(self) -> tuple[Note, ...]:
        """The notes that have not been taken back, oldest first."""
        return tuple(note for note in self.by_id.values() if not note.draft.taken_back)

    @cached_property
    def counts(self) -> Mapping[Place, int]:
        """(item id, round id, table id) → how many notes stand."""
        return {place: len(notes) for place, notes in self._by_place.items()}

    def at(self, item_id: str, round_id: str | None, table_id: str) -> tuple[Note, ...]:
        """The notes of one table in one round (or of an item without rounds), oldest first."""
        return tuple(self._by_place.get((item_id, round_id, table_id), ()))

    @cached_property
    def _by_place(self) -> Mapping[Place, list[Note]]:
        by_place: dict[Place, list[Note]] = {}
        for note in self.standing:
            draft = note.draft
            by_place.setdefault((draft.item_id, draft.round_id, draft.table_id), []).append(note)
        return by_place


def chain_hash(previous: str, draft: Draft, at: datetime) -> str:
    """SHA-256 (hexadecimal) over the note's previous hash ("" for the first) and the revision."""
    content = [
        previous,
        draft.id,
        draft.note_id,
        draft.parent_id,
        draft.item_id,
        draft.round_id,
        draft.table_id,
        draft.theme_id,
        draft.kind.value,
        draft.text,
        draft.taken_back,
        draft.place,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode("ascii")).hexdigest()


def stored(draft: Draft, *, known: Note | None, seq: int, at: datetime) -> Revision:
    """The revision that stores a draft after the ``known`` revisions of its note."""
    previous = known.current.hash if known else ""
    return Revision(draft=draft, seq=seq, at=at, hash=chain_hash(previous, draft, at))


def broken(notes: Iterable[Note]) -> tuple[str, ...]:
    """The ids of notes whose text or order was changed outside the program."""
    return tuple(note.id for note in notes if not _intact(note))


def _intact(note: Note) -> bool:
    previous = ""
    for revision in note.revisions:
        if revision.hash != chain_hash(previous, revision.draft, revision.at):
            return False
        previous = revision.hash
    return True
