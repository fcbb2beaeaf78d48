"""What the page is told: the state of one table, and the poll of the room, as JSON (docs/host-page.md)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from facilitator.access import Device
from facilitator.event import Event, Item, ItemKind, Table, find, question_for, theme_letter
from facilitator.kinds import theme_in
from facilitator.notes import LAPTOP, Note
from facilitator.noting import (
    Spell,
    ended_at,
    gathered_spell,
    is_late,
    running_spell,
    spells_until_now,
    writing_day,
)
from facilitator.polls import open_poll
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay

Json = dict[str, Any]


def table_state(snapshot: Snapshot, live: LiveDay, table: Table, devices: Iterable[Device] = ()) -> Json:
    """All that the table's page shows. ``version`` stays where only ``now`` and ``left`` are others."""
    event, record = snapshot.event, snapshot.record
    spells = spells_until_now(event, record, live)
    gathered = gathered_spell(event, live)
    live = writing_day(live)
    where = running_spell(live) or gathered or (spells[-1] if spells else None)
    places = tuple(dict.fromkeys((*spells, *((gathered,) if gathered else ()))))
    state: Json = {
        "event": {"id": event.id, "title": event.title, "language": event.language},
        "table": {"number": table.number},
        "themes": [_theme(event, theme.id) for theme in event.themes],
        "where": where and _where(event, live, table, where),
        "places": [_place(event, table, spell) for spell in places],
        "notes": _notes(snapshot, table),
        "help": table.id in record.wanting_help,
        "approved": _iso(event, record.approvals.get((*where, table.id))) if where else None,
        "nudge": record.nudges.get(table.id, ""),
        "devices": [
            {"device": device.id, "role": device.role, "writing": device.writing} for device in devices
        ],
    }
    return _versioned(state, snapshot, live)


def room_state(snapshot: Snapshot, live: LiveDay) -> Json:
    """The poll that takes answers now, if there is one."""
    event = snapshot.event
    poll = open_poll(event, snapshot.record)
    state: Json = {
        "event": {"id": event.id, "title": event.title, "language": event.language},
        "poll": poll
        and {
            "id": poll.id,
            "question": poll.question,
            "choices": [{"id": choice.id, "text": choice.text} for choice in poll.choices],
            "budget": poll.budget,
            "most_each": poll.most_each,
            "ranked": poll.ranked,
            "free_text": poll.free_text,
        },
    }
    return _versioned(state, snapshot, live)


def sign_of(live: LiveDay) -> tuple[object, ...]:
    """What of the day changes what a table is told."""
    return tuple(
        (
            day.running and day.running.item.id,
            day.cafe and day.cafe.index,
            day.cafe and day.cafe.warning,
            day.cafe and day.cafe.by_itself,
            day.paused_for is None,
        )
        for day in live.seen
    )


def _versioned(state: Json, snapshot: Snapshot, live: LiveDay) -> Json:
    # A press moves what is left without moving anything else that is told.
    told = json.dumps([state, snapshot.record.last_seq], ensure_ascii=True, sort_keys=True)
    left = _left(live)
    if state.get("where"):
        state["where"]["left"] = left if state["where"]["running"] else None
    version = hashlib.sha256(told.encode("ascii")).hexdigest()[:16]
    return {"version": version, "now": _iso(snapshot.event, live.now), **state}


def _left(live: LiveDay) -> float | None:
    return round(live.countdown.total_seconds(), 1) if live.running else None


def _where(event: Event, live: LiveDay, table: Table, spell: Spell) -> Json:
    running = spell in (running_spell(live), gathered_spell(event, live))
    cafe = live.cafe if running else None
    item = find(event.items, spell[0])
    return {
        **_place(event, table, spell),
        "kind": _kind(live, item) if running else "",
        "rounds": len(item.rounds) if item else 0,
        "theme_id": _theme_id(event, table, spell),
        "phase": cafe.phase.kind.value if cafe else "",
        "running": running,
        "paused": running and live.paused_for is not None,
        "warning": cafe.warning if cafe else False,
        "by_itself": cafe.by_itself if cafe else False,
    }


def _kind(live: LiveDay, item: Item | None) -> str:
    if live.running is not None and live.running.item.kind is ItemKind.HARVEST:
        return ItemKind.HARVEST.value
    return item.kind.value if item else ""


def _place(event: Event, table: Table, spell: Spell) -> Json:
    item_id, round_id = spell
    item = find(event.items, item_id)
    round_ = find(item.rounds, round_id) if item else None
    theme = theme_in(event, item, round_id, table) if item else None
    return {
        "item_id": item_id,
        "round_id": round_id,
        "title": item.title if item else "",
        "round": item.rounds.index(round_) + 1 if item and round_ else 0,
        "question": question_for(item, round_, theme) if item else "",
    }


def _theme_id(event: Event, table: Table, spell: Spell) -> str | None:
    item = find(event.items, spell[0])
    theme = theme_in(event, item, spell[1], table) if item else None
    return theme.id if theme else None


def _theme(event: Event, theme_id: str) -> Json:
    theme = find(event.themes, theme_id)
    return {"id": theme_id, "letter": theme_letter(event, theme_id), "title": theme.title if theme else ""}


def _notes(snapshot: Snapshot, table: Table) -> list[Json]:
    """All notes of the table, oldest first."""
    ended: dict[Spell, datetime | None] = {}
    told = []
    for note in snapshot.notes.of_table(table.id):
        spell = (note.draft.item_id, note.draft.round_id)
        if spell not in ended:
            ended[spell] = ended_at(snapshot.event, snapshot.record, spell)
        told.append(note_state(snapshot.event, note, ended[spell]))
    return told


def note_state(event: Event, note: Note, ended: datetime | None) -> Json:
    draft = note.draft
    return {
        "id": draft.id,
        "note_id": draft.note_id,
        "item_id": draft.item_id,
        "round_id": draft.round_id,
        "theme_id": draft.theme_id,
        "kind": draft.kind.value,
        "text": draft.text,
        "at": _iso(event, note.current.at),
        "taken_back": draft.taken_back,
        "merged": draft.merged_into is not None,
        "key": draft.key,
        "forked": note.changed_meanwhile,
        "late": is_late(note, ended),
        "laptop": draft.place == LAPTOP,
    }


def _iso(event: Event, moment: datetime | None) -> str | None:
    """By the event's wall clock: the phone need not know the time, nor where it is."""
    return None if moment is None else event.local(moment).isoformat(timespec="milliseconds")
