"""What phones send: checked, and made values of the domain. Whatever does not fit is refused by a reason."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Any

from facilitator.event import find
from facilitator.notes import MOST_CHARACTERS, Draft, Note, NoteKind
from facilitator.polls import Ballot, Mark, Poll, fits
from facilitator.record import Approved, Fact, HelpAsked, Nudged
from facilitator.snapshot import Snapshot

MOST_NOTES = 50
"""In one request; a longer outbox is sent in several."""

_ID = re.compile(r"[0-9a-f]{32}")
_FIELDS = {
    "id",
    "note_id",
    "parent_id",
    "item_id",
    "round_id",
    "theme_id",
    "kind",
    "text",
    "taken_back",
    "key",
}


class MalformedError(Exception):
    """A request that our page never sends."""


@dataclass(frozen=True, slots=True)
class RefusedNote:
    """A note that is not stored, and why: a word that the page turns into a sentence."""

    id: str
    reason: str


def id_of(value: Any) -> str:
    """128 bit in hexadecimal. Raises MalformedError for anything else."""
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    raise MalformedError


def drafts_of(body: Any) -> list[dict[str, Any]]:
    """The notes of a request, each with an id of its own. Raises MalformedError."""
    notes = body.get("notes") if isinstance(body, dict) else None
    if not isinstance(notes, list) or not 0 < len(notes) <= MOST_NOTES:
        raise MalformedError
    for note in notes:
        if not isinstance(note, dict):
            raise MalformedError
        id_of(note.get("id"))
    return notes


def draft_of(data: dict[str, Any], snapshot: Snapshot, table_id: str, place: str) -> Draft | RefusedNote:
    """The draft that a phone of the table sent; phones know of no sensitive notes, and leave the mark."""
    id = data["id"]
    reason = _malformed(data) or _unfit_text(data["text"]) or _unknown(data, snapshot)
    if reason:
        return RefusedNote(id, reason)
    draft = Draft(
        id=id,
        note_id=data["note_id"],
        parent_id=data["parent_id"],
        item_id=data["item_id"],
        round_id=data["round_id"],
        table_id=table_id,
        theme_id=data["theme_id"],
        kind=NoteKind(data["kind"]),
        text=data["text"],
        taken_back=data["taken_back"],
        place=place,
        key=data["key"],
    )
    note = snapshot.notes.by_id.get(draft.note_id)
    if note is not None and note.draft.table_id != table_id:
        return RefusedNote(id, "other_table")
    return _as_stored(replace(draft, sensitive=note is not None and note.draft.sensitive), note)


def fact_of(body: dict[str, Any], table_id: str, snapshot: Snapshot) -> Fact | None:
    """What the table says besides notes; None where it says nothing new."""
    event, record = snapshot.event, snapshot.record
    wanted = body.get("help")
    if isinstance(wanted, bool):
        asked = HelpAsked(table_id, wanted, by_table=True)
        return asked if wanted != (table_id in record.wanting_help) else None
    if body.get("nudge_read") is True:
        return Nudged(table_id, "", by_table=True) if record.nudges.get(table_id) else None
    if body.get("approved") is True:
        item = find(event.items, body.get("item_id"))
        round_id = body.get("round_id")
        if item is None or (round_id is not None and find(item.rounds, round_id) is None):
            raise MalformedError
        return Approved(item.id, round_id, table_id, by_table=True)
    return None


def ballot_of(body: Any, poll: Poll) -> Ballot | None:
    """The ballot in a request, empty to take the answer back; None where it breaks the poll's rules."""
    marks, text = body.get("marks"), body.get("text", "")
    if not isinstance(marks, list) or len(marks) > len(poll.choices) or not isinstance(text, str):
        raise MalformedError
    made = []
    for mark in marks:
        if not (isinstance(mark, list) and [type(part) for part in mark] == [str, int]):
            raise MalformedError
        made.append(Mark(mark[0], mark[1]))
    ballot = Ballot(marks=tuple(made), text=text)
    return ballot if fits(poll, ballot) and not _unfit_text(text, empty=True) else None


def ballot_key(event_id: str, poll_id: str, secret: Any) -> str:
    """Under what the ballot of a device is kept: only the device can make it, and it tells nothing of it."""
    return hashlib.sha256("\n".join((event_id, poll_id, id_of(secret))).encode()).hexdigest()


def _malformed(data: dict[str, Any]) -> str:
    texts = ("note_id", "item_id", "kind", "text")
    maybe = ("parent_id", "round_id", "theme_id")
    fine = (
        data.keys() == _FIELDS
        and all(isinstance(data[name], str) for name in texts)
        and all(data[name] is None or isinstance(data[name], str) for name in maybe)
        and all(isinstance(data[name], bool) for name in ("taken_back", "key"))
        and _ID.fullmatch(data["note_id"]) is not None
        and (data["parent_id"] is None or _ID.fullmatch(data["parent_id"]) is not None)
    )
    return "" if fine else "malformed"


def _unfit_text(text: str, *, empty: bool = False) -> str:
    if len(text) > MOST_CHARACTERS:
        return "too_long"
    if any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text):
        return "broken"
    return "" if empty or text.strip() else "empty"


def _unknown(data: dict[str, Any], snapshot: Snapshot) -> str:
    """Whether the note names a kind, theme or round that there is not."""
    event = snapshot.event
    item = find(event.items, data["item_id"])
    if item is None or (data["round_id"] is not None and find(item.rounds, data["round_id"]) is None):
        return "place"
    if data["theme_id"] is not None and find(event.themes, data["theme_id"]) is None:
        return "theme"
    return "" if data["kind"] in list(NoteKind) else "kind"


def _as_stored(draft: Draft, note: Note | None) -> Draft | RefusedNote:
    """The draft; as it was stored where it is sent again, if only the phone, or a mark, is another one."""
    same = next((r.draft for r in note.revisions if r.draft.id == draft.id), None) if note else None
    if same is None:
        return draft
    sent = replace(draft, place=same.place, sensitive=same.sensitive)
    return same if sent == same else RefusedNote(draft.id, "id")
