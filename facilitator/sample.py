"""The sample day: a real programme with invented people and, if asked for, an invented, finished day.

What is invented carries ``example``. The files in resources/sample hold what people would have typed and
pressed; ids, boots and hashes follow from that, so the same call always gives equal values.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from facilitator.clock import Moment, Timeline
from facilitator.codec import from_json
from facilitator.event import Event, MergedPoint, Plan, find
from facilitator.notes import Draft, Note, NoteKind, Notes, stored
from facilitator.people import numbered
from facilitator.record import Entry, Fact, Record
from facilitator.resources import resource
from facilitator.snapshot import Snapshot

BOOT_ID = "sample-boot"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    at: time  # the event's wall clock
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """All that was pressed on the laptop; presses are numbered from 1 in this order."""

    switched_on: time
    presses: tuple[_Press, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """One revision of a note; ``note`` is the same number in all revisions of one."""

    note: int
    at: time  # the event's wall clock
    item_id: str
    table_id: str
    round_id: str | None = None
    kind: NoteKind
    text: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """A note that its table made a key point."""

    note: int
    at: time  # the event's wall clock


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merged:
    """What several tables said; ``sources`` are numbers of notes."""

    title: str
    theme_id: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Harvest:
    """Key points in the order they were chosen, after all notes were written; and the merged points."""

    chosen: tuple[_Chosen, ...]
    points: tuple[_Merged, ...]


def sample_plan() -> Plan:
    """The day as planned: 14 items, 110 invented people, 20 tables and who sits where."""
    plan = from_json({"event": _read("day.json"), "seats": _read("seats.json")}, Plan)
    return replace(plan, event=replace(plan.event, people=numbered(plan.event.people)))


def sample_snapshot(*, with_notes: bool = False) -> Snapshot:
    """The day before it begins; with notes: after it ended, with all that was pressed and written."""
    plan = sample_plan()
    if not with_notes:
        return Snapshot(plan=plan)
    day = from_json(_read("record.json"), _Day)
    written = from_json(_read("notes.json")["written"], tuple[_Written, ...])
    harvest = from_json(_read("harvest.json"), _Harvest)
    notes = _chosen(plan.event, _notes(plan.event, written), harvest.chosen)
    plan = replace(plan, event=replace(plan.event, points=_points(harvest.points)))
    return Snapshot(plan=plan, record=_record(plan.event, day), notes=notes)


def _read(name: str) -> Any:
    return json.loads(resource(f"sample/{name}").read_text(encoding="utf-8"))


def _record(event: Event, day: _Day) -> Record:
    switched_on = event.instant(day.switched_on)

    def moment(at: time) -> Moment:
        utc = event.instant(at)
        return Moment(utc=utc, boot=utc - switched_on, boot_id=BOOT_ID)

    entries = tuple(
        Entry(seq=number, press=number, moment=moment(press.at), fact=press.fact)
        for number, press in enumerate(day.presses, start=1)
    )
    timeline = Timeline().heard(moment(day.switched_on)).heard(entries[-1].moment)
    return Record(entries=entries, timeline=timeline)


def _notes(event: Event, written: Iterable[_Written]) -> Notes:
    notes = Notes()
    for seq, one in enumerate(written, start=1):
        known = notes.by_id.get(_stable_id(one.note))
        draft = _draft(event, one, known)
        notes = notes.with_revisions([stored(draft, known=known, seq=seq, at=event.instant(one.at))])
    return notes


def _draft(event: Event, one: _Written, known: Note | None) -> Draft:
    table = find(event.tables, one.table_id)
    return Draft(
        id=_stable_id(one.note, len(known.revisions) if known else 0, "revision"),
        note_id=_stable_id(one.note),
        parent_id=known.draft.id if known else None,
        item_id=one.item_id,
        table_id=one.table_id,
        round_id=one.round_id,
        theme_id=table.theme_id if table and one.round_id else None,  # outside the café: no theme
        kind=one.kind,
        text=one.text,
        taken_back=one.taken_back,
    )


def _chosen(event: Event, notes: Notes, chosen: Iterable[_Chosen]) -> Notes:
    """The notes, with a further revision of each that was made a key point."""
    for seq, one in enumerate(chosen, start=notes.last_seq + 1):
        known = notes.by_id[_stable_id(one.note)]
        id = _stable_id(one.note, len(known.revisions), "revision")
        draft = replace(known.draft, id=id, parent_id=known.draft.id, key=True)
        notes = notes.with_revisions([stored(draft, known=known, seq=seq, at=event.instant(one.at))])
    return notes


def _points(merged: Iterable[_Merged]) -> tuple[MergedPoint, ...]:
    return tuple(
        MergedPoint(
            id=f"point-{number}",
            title=one.title,
            theme_id=one.theme_id,
            sources=tuple(map(_stable_id, one.sources)),
        )
        for number, one in enumerate(merged, start=1)
    )


def _stable_id(*position: object) -> str:
    """128 bit in hexadecimal, the same for the same position."""
    return hashlib.sha256(f"sample note {position}".encode()).hexdigest()[:32]
