"""Changes of several notes at once, as drafts to be stored together; and many points out of one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from facilitator.notes import LAPTOP, Draft, Note, NoteKind, Notes

NewId = Callable[[], str]

_BULLET = re.compile(r"^\s*(?:[-–—*•·▪◦‣]|\(?\d{1,3}[.)])\s+")


def points_in(text: str) -> tuple[str, ...]:
    """The points of a pasted text: each line that says something, without the bullet or number before it."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def retagged(
    notes: Sequence[Note], new_id: NewId, *, kind: NoteKind | None = None, theme_id: str | None = None
) -> tuple[Draft, ...]:
    """Revisions that give the notes another kind or theme ("" for none; None leaves it), where it is new."""
    changes: dict[str, object] = {}
    if kind is not None:
        changes["kind"] = kind
    if theme_id is not None:
        changes["theme_id"] = theme_id or None
    return _revised(notes, new_id, **changes)


def taken_back(notes: Sequence[Note], new_id: NewId, *, back: bool = True) -> tuple[Draft, ...]:
    """Revisions that take the notes back, or put them back."""
    return _revised(notes, new_id, taken_back=back)


def marked(
    notes: Sequence[Note], new_id: NewId, *, key: bool | None = None, sensitive: bool | None = None
) -> tuple[Draft, ...]:
    """Revisions that make the notes key points of their tables or sensitive, or no longer; None: as it is."""
    marks = {"key": key, "sensitive": sensitive}
    return _revised(notes, new_id, **{name: mark for name, mark in marks.items() if mark is not None})


def put_together(notes: Sequence[Note], new_id: NewId) -> tuple[Draft, ...]:
    """Revisions that let the first note say what all of them say, each on a line; the others are part of it.

    Only notes that stand are put together; nothing for fewer than two.
    """
    notes = [note for note in notes if note.stands]
    if len(notes) < 2:
        return ()
    first, *others = notes
    texts = dict.fromkeys(note.draft.text.strip() for note in notes)
    whole = replace(
        first.draft,
        id=new_id(),
        parent_id=first.draft.id,
        text="\n".join(texts),
        place=LAPTOP,
        key=any(note.draft.key for note in notes),
        sensitive=any(note.draft.sensitive for note in notes),
    )
    return (whole, *_revised(others, new_id, merged_into=first.id))


def parted(notes: Sequence[Note], all_notes: Notes, new_id: NewId) -> tuple[Draft, ...]:
    """Revisions that take apart what was put together: chosen parts, and the parts of chosen notes.

    A chosen note says again what it said before, unless it was changed since.
    """
    family = (one for note in notes for one in (note, *all_notes.parts_of(note.id)))
    parts = {note.id: note for note in family if note.draft.merged_into is not None}
    drafts = [*_revised(tuple(parts.values()), new_id, merged_into=None)]
    for note in notes:
        made_of = all_notes.parts_of(note.id)
        before = next((r.draft for r in note.revisions if r.draft.id == note.draft.parent_id), None)
        at_once = any(part.current.at == note.current.at for part in made_of)
        if before and at_once and note.id not in parts:
            drafts.append(replace(before, id=new_id(), parent_id=note.draft.id, place=LAPTOP))
    return tuple(drafts)


def settled(note: Note, draft: Draft, new_id: NewId) -> Draft:
    """The revision by which a note that was changed in two places says what one of them said."""
    return replace(draft, id=new_id(), parent_id=note.draft.id, place=LAPTOP)


def as_before(before: Sequence[Note], done: Sequence[Draft], now: Notes, new_id: NewId) -> tuple[Draft, ...]:
    """Revisions that let the notes say again what they said before that was done to them.

    A note that was changed once more since is left alone; one that was new is taken back.
    """
    known = {note.id: note.draft for note in before}
    drafts = []
    for draft in done:
        if now.by_id[draft.note_id].draft.id != draft.id:
            continue
        again = known.get(draft.note_id) or replace(draft, taken_back=True)
        drafts.append(replace(again, id=new_id(), parent_id=draft.id, place=LAPTOP))
    return tuple(drafts)


def _revised(notes: Sequence[Note], new_id: NewId, **changes: object) -> tuple[Draft, ...]:
    drafts = []
    for note in notes:
        changed = replace(note.draft, **changes)  # type: ignore[arg-type]  # fields of a draft
        if changed != note.draft:
            drafts.append(replace(changed, id=new_id(), parent_id=note.draft.id, place=LAPTOP))
    return tuple(drafts)
