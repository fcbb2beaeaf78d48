"""What the tables say: notes as append-only revisions, chained by hash so that a changed one is found.

Nothing is edited or deleted: an edit is a further revision, taking back is a revision that says so. Two
edits of one parent are both kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Any, TypeAlias, TypeVar

Place: TypeAlias = tuple[str, str | None, str]
"""Where a note belongs: item id, round id (None for an item without rounds), table id."""


Key = TypeVar("Key", bound=Hashable)

LAPTOP = "laptop"
"""The place of what is written at the moderators' own laptop."""
PHONE = "phone "
"""With the first signs of a phone's name behind it: the place of what is written there."""

MOST_CHARACTERS = 10_000
"""Of one note: said while it is typed, refused where it is sent."""

SITTING = timedelta(minutes=2)
"""What is changed at the laptop within that time of the last change still belongs to the first typing."""

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
    sensitive: bool = False  # not for an open edition of the summary


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
    What is asked of every note, at each key that is typed, is worked out once.
    """

    revisions: tuple[Revision, ...]

    @cached_property
    def id(self) -> str:
        return self.revisions[0].draft.note_id

    @cached_property
    def current(self) -> Revision:
        """What was made from no other's parent, and stored last."""
        return self._ends[-1] if self._ends else self.revisions[-1]

    @cached_property
    def draft(self) -> Draft:
        """What the note says now."""
        return self.current.draft

    @cached_property
    def raw(self) -> Revision:
        """What it said when it came, before anybody worked on it.

        For a phone that is the table's own last word before another place changed it, for the laptop what
        was typed in one go: a revision is stored each second.
        """
        came = self.revisions[0]
        for later in self.revisions[1:]:
            elsewhere = later.draft.place != came.draft.place
            if elsewhere or (came.draft.place == LAPTOP and later.at - came.at > SITTING):
                break
            came = later
        return came

    @property
    def untouched(self) -> bool:
        """Whether nobody has worked on it since it came."""
        return self.raw is self.revisions[-1]

    @cached_property
    def folded(self) -> str:
        """Its text for finding it, whatever is typed large or small."""
        return self.draft.text.casefold()

    @cached_property
    def stands(self) -> bool:
        """Whether it counts: it is neither taken back nor part of another note now."""
        return not self.draft.taken_back and self.draft.merged_into is None

    @property
    def changed_meanwhile(self) -> bool:
        """Whether whoever made the current revision could not have seen another one that is not in it."""
        return bool(self.rivals)

    @cached_property
    def rivals(self) -> tuple[Revision, ...]:
        """The revisions that whoever made the current one could not have seen, and that are not in it."""
        if len(self._ends) < 2:
            return ()
        known = {revision.draft.id: revision for revision in self.revisions}
        made_from = known.pop(self.draft.parent_id or "", None)
        # What came all at once was written one after the other elsewhere, with no look at this file between.
        while made_from and made_from.at == self.current.at:
            made_from = known.pop(made_from.draft.parent_id or "", None)
        seen = made_from.seq if made_from else 0
        return tuple(end for end in self._ends if end is not self.current and end.seq > seen)

    @cached_property
    def _ends(self) -> tuple[Revision, ...]:
        """The revisions that no other was made from."""
        if len(self.revisions) == 1:
            return self.revisions
        parents = {revision.draft.parent_id for revision in self.revisions}
        return tuple(revision for revision in self.revisions if revision.draft.id not in parents)


@dataclass(frozen=True)
class Notes:
    """All notes by id, in the order they were first written."""

    by_id: Mapping[str, Note] = field(default_factory=dict)

    def with_revisions(self, revisions: Iterable[Revision]) -> Notes:
        changed: dict[str, Note] = {}
        for revision in revisions:
            id = revision.draft.note_id
            known = changed.get(id) or self.by_id.get(id)
            changed[id] = Note((*known.revisions, revision) if known else (revision,))
        after = Notes({**self.by_id, **changed})
        after._take_over(self, changed)
        return after

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
        return self._by_place.get((item_id, round_id, table_id), ())

    def key_points(self, item_id: str, table_id: str) -> tuple[Note, ...]:
        """What the table holds to be its key points of that item, oldest first."""
        return self._keys_by_table.get((item_id, table_id), ())

    def of_table(self, table_id: str) -> tuple[Note, ...]:
        """All notes of a table, also those that do not count any more, oldest first."""
        return self._of_table.get(table_id, ())

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
        return tuple(sorted(chain.from_iterable(self._keys_by_table.values()), key=_first_seq))

    def parts_of(self, note_id: str) -> tuple[Note, ...]:
        """The notes that were put into that one and are not taken out again, oldest first."""
        return self._parts.get(note_id, ())

    @cached_property
    def _parts(self) -> Groups[str]:
        return _grouped(self.by_id.values(), _whole)

    @cached_property
    def _of_table(self) -> Groups[str]:
        return _grouped(self.by_id.values(), _table)

    @cached_property
    def _by_place(self) -> Groups[Place]:
        return _grouped(self.by_id.values(), _place_if_standing)

    @cached_property
    def _keys_by_table(self) -> Groups[tuple[str, str]]:
        return _grouped(self.by_id.values(), _table_if_key)

    def _take_over(self, before: Notes, changed: Mapping[str, Note]) -> None:
        """Groups only what changed, so that a note among 20,000 costs little more than the first."""
        for name, group_of in _GROUPED.items():
            if name in before.__dict__:
                self.__dict__[name] = _regrouped(before.__dict__[name], before.by_id, changed, group_of)
        if "standing" in before.__dict__ and not any(id in before.by_id for id in changed):
            new = (note for note in changed.values() if note.stands)
            self.__dict__["standing"] = (*before.standing, *new)


Groups: TypeAlias = Mapping[Key, tuple[Note, ...]]
"""Notes by what they have in common, oldest first; none is empty."""

GroupOf: TypeAlias = Callable[[Note], Key | None]
"""The group a note is in; None for none."""


def _table(note: Note) -> str:
    return note.draft.table_id


def _whole(note: Note) -> str | None:
    return note.draft.merged_into


def _place_if_standing(note: Note) -> Place | None:
    draft = note.draft
    return (draft.item_id, draft.round_id, draft.table_id) if note.stands else None


def _table_if_key(note: Note) -> tuple[str, str] | None:
    draft = note.draft
    return (draft.item_id, draft.table_id) if draft.key and note.stands else None


_GROUPED: Mapping[str, GroupOf[Any]] = {
    "_of_table": _table,
    "_parts": _whole,
    "_by_place": _place_if_standing,
    "_keys_by_table": _table_if_key,
}


def _grouped(notes: Iterable[Note], group_of: GroupOf[Key]) -> Groups[Key]:
    groups: dict[Key, list[Note]] = {}
    for note in notes:
        group = group_of(note)
        if group is not None:
            groups.setdefault(group, []).append(note)
    return {group: tuple(members) for group, members in groups.items()}


def _regrouped(
    groups: Groups[Key], before: Mapping[str, Note], changed: Mapping[str, Note], group_of: GroupOf[Key]
) -> Groups[Key]:
    """The groups with the changed notes where they belong now."""
    coming = _grouped(changed.values(), group_of)
    left = {group_of(before[id]) for id in changed if id in before}
    after = dict(groups)
    for group in left | coming.keys():
        if group is None:
            continue
        here = {note.id: note for note in coming.get(group, ())}
        kept = (here.pop(note.id, None) if note.id in changed else note for note in after.pop(group, ()))
        members = [note for note in kept if note is not None]
        if here:
            members = sorted((*members, *here.values()), key=_first_seq)
        if members:
            after[group] = tuple(members)
    return after


def _first_seq(note: Note) -> int:
    return note.revisions[0].seq


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
    later = {"key": draft.key, "merged_into": draft.merged_into, "sensitive": draft.sensitive}
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
