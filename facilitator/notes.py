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


LAPTOP = "laptop"
"""The place of what is written at the moderators' own laptop."""

MOST_CHARACTERS = 10_000
"""Of one note: said while it is typed, refused where it is sent."""

MOST_KEY_POINTS = 3
"""Of one table; a fourth is kept, and said to be one too many."""


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
    place: str = LAPTOP  # where it was written: a device, never a person
    key: bool = False  # one of its table's key points
    merged_into: str | None = None  # the note that now says this too; this one stands no longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A stored draft: its place in the order of all revisions, the time, and the hash chain."""

    draft: Draft
    seq: int
    at: datetime  # UTC, by this machine; no other device's clock decides anything
    hash: str  # SHA-256 over the note's previous hash and this revision


@dataclass(frozen=True)
class Note:
    """One note: all its revisions in the order they were stored.

    That need not be the order they were made in: what a phone sends may overtake what it sent before.
    """

    revisions: tuple[Revision, ...]

    @property
    def id(self) -> str:
        return self.revisions[0].draft.note_id

    @cached_property
    def current(self) -> Revision:
        """What was made from no other's parent, and stored last."""
        return self._ends[-1] if self._ends else self.revisions[-1]

    @property
    def draft(self) -> Draft:
        """What the note says now."""
        return self.current.draft

    @property
    def stands(self) -> bool:
        """Whether it counts: it is neither taken back nor part of another note now."""
        return not self.draft.taken_back and self.draft.merged_into is None

    @cached_property
    def changed_meanwhile(self) -> bool:
        """Whether whoever made the current revision could not have seen another one that is not in it."""
        known = {revision.draft.id: revision for revision in self.revisions}
        made_from = known.pop(self.draft.parent_id or "", None)
        # What came all at once was written one after the other elsewhere, with no look at this file between.
        while made_from and made_from.at == self.current.at:
            made_from = known.pop(made_from.draft.parent_id or "", None)
        seen = made_from.seq if made_from else 0
        return any(end is not self.current and end.seq > seen for end in self._ends)

    @cached_property
    def _ends(self) -> tuple[Revision, ...]:
        """The revisions that no other was made from."""
        parents = {revision.draft.parent_id for revision in self.revisions}
        return tuple(revision for revision in self.revisions if revision.draft.id not in parents)


@dataclass(frozen=True)
class Notes:
    """All notes by id, in the order they were first written."""

    by_id: Mapping[str, Note] = field(default_factory=dict)

    def with_revisions(self, revisions: Iterable[Revision]) -> Notes:
        by_id = dict(self.by_id)
        for revision in revisions:
            known = by_id.get(revision.draft.note_id)
            by_id[revision.draft.note_id] = Note((*known.revisions, revision) if known else (revision,))
        return Notes(by_id)

    @cached_property
    def last_seq(self) -> int:
        """The number of the revision stored last; 0 without any."""
        return max((note.revisions[-1].seq for note in self.by_id.values()), default=0)

    @cached_property
    def standing(self) -> tuple[Note, ...]:
        """The notes that count, oldest first."""
        return tuple(note for note in self.by_id.values() if note.stands)

    @cached_property
    def counts(self) -> Mapping[Place, int]:
        """(item id, round id, table id) → how many notes stand."""
        return {place: len(notes) for place, notes in self._by_place.items()}

    def at(self, item_id: str, round_id: str | None, table_id: str) -> tuple[Note, ...]:
        """The notes of one table in one round (or of an item without rounds), oldest first."""
        return tuple(self._by_place.get((item_id, round_id, table_id), ()))

    def key_points(self, item_id: str, table_id: str) -> tuple[Note, ...]:
        """What the table holds to be its key points of that item, oldest first."""
        return tuple(self._keys_by_table.get((item_id, table_id), ()))

    def of_table(self, table_id: str) -> tuple[Note, ...]:
        """All notes of a table, also those that do not count any more, oldest first."""
        return tuple(self._of_table.get(table_id, ()))

    @cached_property
    def _of_table(self) -> Mapping[str, list[Note]]:
        of_table: dict[str, list[Note]] = {}
        for note in self.by_id.values():
            of_table.setdefault(note.draft.table_id, []).append(note)
        return of_table

    def put_into(self, note_id: str) -> tuple[Note, ...]:
        """The notes that are part of that one now, oldest first."""
        return tuple(self._parts_of.get(note_id, ()))

    @cached_property
    def _parts_of(self) -> Mapping[str, list[Note]]:
        parts: dict[str, list[Note]] = {}
        for note in self.by_id.values():
            if note.draft.merged_into is not None and not note.draft.taken_back:
                parts.setdefault(note.draft.merged_into, []).append(note)
        return parts

    @cached_property
    def keys(self) -> tuple[Note, ...]:
        """The key points of all tables, oldest first."""
        return tuple(note for note in self.standing if note.draft.key)

    @cached_property
    def _keys_by_table(self) -> Mapping[tuple[str, str], list[Note]]:
        by_table: dict[tuple[str, str], list[Note]] = {}
        for note in self.keys:
            by_table.setdefault((note.draft.item_id, note.draft.table_id), []).append(note)
        return by_table

    @cached_property
    def _by_place(self) -> Mapping[Place, list[Note]]:
        by_place: dict[Place, list[Note]] = {}
        for note in self.standing:
            draft = note.draft
            by_place.setdefault((draft.item_id, draft.round_id, draft.table_id), []).append(note)
        return by_place


def chain_hash(previous: str, draft: Draft, at: datetime) -> str:
    """SHA-256 (hexadecimal) over the note's previous hash ("" for the first) and the revision."""
    content: list[object] = [
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
    # Named, and only where they say something: what older versions stored keeps its hash.
    later = {"key": draft.key, "merged_into": draft.merged_into}
    said = {name: value for name, value in later.items() if value}
    if said:
        content.append(said)
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode("ascii")).hexdigest()


def stored(draft: Draft, *, known: Note | None, seq: int, at: datetime) -> Revision:
    """The revision that stores a draft after the ``known`` revisions of its note."""
    previous = known.revisions[-1].hash if known else ""
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
