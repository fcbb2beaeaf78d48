"""What is only ever appended: facts, note revisions, and the boots that they were written in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from facilitator.clock import Boot, Moment, Timeline
from facilitator.codec import fact_from_json, fact_to_json
from facilitator.models.plan import table_of
from facilitator.models.rows import BootRow, FactRow, NoteRevisionRow
from facilitator.notes import Draft, Note, Notes, Revision
from facilitator.record import Entry, Record

_BOOT, _FACT, _REVISION = table_of(BootRow), table_of(FactRow), table_of(NoteRevisionRow)
_AT_ONCE = 500  # ids in a question: a file takes no more than some thousands
_DRAFT = tuple(field.name for field in fields(Draft))


def append_entries(connection: Connection, entries: Iterable[Entry]) -> None:
    parameters = [_entry_values(entry) for entry in entries]
    if parameters:
        connection.execute(insert(_FACT), parameters)


def forget_entries(connection: Connection, *, after: int) -> None:
    """Deletes what came after that entry: only for entries that nobody was told to be stored."""
    connection.execute(delete(_FACT).where(_FACT.c.seq > after))


def write_boots(connection: Connection, old: Timeline, new: Timeline) -> None:
    """Writes the boots heard of since the old timeline, and the last moments that moved on."""
    for position, boot in enumerate(new.boots):
        if position >= len(old.boots):
            connection.execute(insert(_BOOT), _boot_values(position, boot))
        elif old.boots[position] != boot:
            here = _BOOT.c.position == position
            connection.execute(update(_BOOT).where(here), _boot_values(position, boot))


def read_record(connection: Connection) -> Record:
    """The record of the file. Raises ValueError for a fact that this program doesn't know."""
    boots = connection.execute(select(_BOOT).order_by(_BOOT.c.position)).all()
    facts = connection.execute(select(_FACT).order_by(_FACT.c.seq)).all()
    return Record(
        entries=tuple(
            Entry(
                seq=row.seq,
                press=row.press,
                moment=Moment(row.utc, row.boot, row.boot_id),
                fact=fact_from_json({"kind": row.kind} | json.loads(row.body)),
            )
            for row in facts
        ),
        timeline=Timeline(
            tuple(
                Boot(
                    Moment(row.first_utc, row.first_boot, row.boot_id),
                    Moment(row.last_utc, row.last_boot, row.boot_id),
                )
                for row in boots
            )
        ),
    )


def append_revisions(connection: Connection, revisions: Iterable[Revision]) -> None:
    parameters = [_revision_values(revision) for revision in revisions]
    if parameters:
        connection.execute(insert(_REVISION), parameters)


def find_drafts(connection: Connection, ids: Sequence[str]) -> dict[str, Draft]:
    """What is stored under those ids of revisions."""
    found: dict[str, Draft] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = connection.execute(select(_REVISION).where(_REVISION.c.id.in_(some)))
        found |= {row.id: _revision(row._asdict()).draft for row in rows}
    return found


def next_seq(connection: Connection) -> int:
    """The place of the next revision in the order of all."""
    last: int | None = connection.execute(select(func.max(_REVISION.c.seq))).scalar_one()
    return (last or 0) + 1


def read_notes(connection: Connection) -> Notes:
    notes: dict[str, list[Revision]] = {}
    for row in connection.execute(select(_REVISION).order_by(_REVISION.c.seq)):
        notes.setdefault(row.note_id, []).append(_revision(row._asdict()))
    return Notes({id: Note(tuple(revisions)) for id, revisions in notes.items()})


def _entry_values(entry: Entry) -> dict[str, Any]:
    body = fact_to_json(entry.fact)
    return {
        "seq": entry.seq,
        "press": entry.press,
        "utc": entry.moment.utc,
        "boot": entry.moment.boot,
        "boot_id": entry.moment.boot_id,
        "kind": body.pop("kind"),
        "body": json.dumps(body, ensure_ascii=False),
    }


def _boot_values(position: int, boot: Boot) -> dict[str, Any]:
    return {
        "position": position,
        "boot_id": boot.first.boot_id,
        "first_utc": boot.first.utc,
        "first_boot": boot.first.boot,
        "last_utc": boot.last.utc,
        "last_boot": boot.last.boot,
    }


def _revision_values(revision: Revision) -> dict[str, Any]:
    draft = {name: getattr(revision.draft, name) for name in _DRAFT}
    return draft | {"seq": revision.seq, "at": revision.at, "hash": revision.hash}


def _revision(row: Mapping[str, Any]) -> Revision:
    draft = Draft(**{name: row[name] for name in _DRAFT})
    return Revision(draft=draft, seq=row["seq"], at=row["at"], hash=row["hash"])
