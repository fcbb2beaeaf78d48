"""Where tables write: the items that take notes, the round that is on, and what came after its round."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import takewhile

from facilitator.cafe import PhaseKind, live_cafe
from facilitator.event import Event, Item, ItemKind, find
from facilitator.notes import Note, Notes, Place
from facilitator.record import Record, Run
from facilitator.timetable import LiveDay

TALKED_AT = (ItemKind.CAFE, ItemKind.DISCUSSION, ItemKind.TASK)
"""The kinds of item at which tables write; a harvest gathers what they wrote at another."""

_FOR_EVER = timedelta(days=7)

Spell = tuple[str, str | None]
"""An item and its round; the round is None for an item without rounds, or for the item as a whole."""


def noted_items(event: Event, notes: Notes) -> tuple[Item, ...]:
    """The items at which tables write, and whatever has notes already."""
    written = {item_id for item_id, _round_id, _table_id in notes.counts}
    return tuple(item for item in event.items if item.id in written or takes_notes(item))


def takes_notes(item: Item) -> bool:
    return not item.skipped and (bool(item.rounds) or item.kind in TALKED_AT)


def running_spell(live: LiveDay) -> Spell | None:
    """Where the tables write now, if they do: at the running item, else at what runs beside it."""
    return next(iter(running_spells(live)), None)


def running_spells(live: LiveDay) -> tuple[Spell, ...]:
    """Where tables write now: first at the running item, then at what runs beside it."""
    return tuple(spell for day in live.seen if (spell := _spell(day)))


def writing_day(live: LiveDay) -> LiveDay:
    """The day as it is seen from where tables write now; where they don't, the day itself."""
    return next((day for day in live.seen if _spell(day)), live)


def _spell(live: LiveDay) -> Spell | None:
    if live.running is None:
        return None
    item = live.running.item
    if live.cafe:
        return item.id, live.cafe.round.id
    return (item.id, None) if takes_notes(item) else None


def gathered_spell(event: Event, live: LiveDay) -> Spell | None:
    """The item whose key points are gathered now, if a harvest is on."""
    if live.running is None or live.running.item.kind is not ItemKind.HARVEST:
        return None
    item = harvested(event, live.running.item)
    return (item.id, None) if item else None


def harvested(event: Event, harvest: Item) -> Item | None:
    """The item whose key points a harvest gathers: the last one before it at which tables talked."""
    before = takewhile(lambda item: item.id != harvest.id, event.items)
    talked = [item for item in before if item.rounds or item.kind is ItemKind.DISCUSSION]
    return next((item for item in reversed(talked) if not item.skipped), None)


def spells_until_now(event: Event, record: Record, live: LiveDay) -> tuple[Spell, ...]:
    """All that began so far, the earliest first: where something that comes late belongs."""
    begun = {*(run.item_id for run in record.runs), *record.beside}
    spells: list[Spell] = []
    for item in event.items:
        if item.id not in begun or not takes_notes(item):
            continue
        cafe = live.seen_from(item.id).cafe
        on = cafe if cafe and cafe.item.id == item.id else None
        last = on.phase.round_index if on else len(item.rounds) - 1
        spells += [(item.id, round_.id) for round_ in item.rounds[: last + 1]] or [(item.id, None)]
    return tuple(spells)


def ended_at(event: Event, record: Record, spell: Spell) -> datetime | None:
    """When its time for writing is over (UTC): a round's, when the change of tables or the next one begins.

    That may lie ahead; None as long as it waits for a press, or was never on. A pause after the round counts
    as if it had been before: who wrote in time is never told to be late.
    """
    item_id, round_id = spell
    item = find(event.items, item_id)
    run = record.last_run(item_id)
    if item is None or run is None:
        return None
    if round_id is None or not item.rounds:
        return run.ended_at
    over = _round_over(item, run, round_id)
    after = None if over is None else run.started_at + over + run.paused
    return min((end for end in (after, run.ended_at) if end is not None), default=None)


def is_late(note: Note, ended: datetime | None) -> bool:
    """Whether the note was first stored after that moment."""
    return ended is not None and note.revisions[0].at > ended


def lateness(event: Event, record: Record) -> Callable[[Note], bool]:
    """Says of each note whether it was first stored after its round; looks up each round once."""
    ends: dict[Spell, datetime | None] = {}

    def late(note: Note) -> bool:
        spell = (note.draft.item_id, note.draft.round_id)
        if spell not in ends:
            ends[spell] = ended_at(event, record, spell)
        return is_late(note, ends[spell])

    return late


def changed_since(notes: Notes, place: Place, at: datetime) -> int:
    """How many of the table's notes of that round were written or changed after that moment."""
    item_id, round_id, table_id = place
    here = (n for n in notes.of_table(table_id) if (n.draft.item_id, n.draft.round_id) == (item_id, round_id))
    return sum(note.revisions[-1].at > at for note in here)


def _round_over(item: Item, run: Run, round_id: str) -> timedelta | None:
    """The item's elapsed time at which the round's talk and write-up are left."""
    position = run.end if run.end is not None else run.paused_since
    elapsed = _FOR_EVER if position is None else run.elapsed(position)
    cafe = live_cafe(item, run, elapsed)
    index = next((at for at, round_ in enumerate(item.rounds) if round_.id == round_id), None)
    if cafe is None or index is None:
        return None
    for visit in cafe.visits:
        phase = cafe.phases[visit.index]
        changing = phase.kind is PhaseKind.CHANGE and phase.round_index == index
        if changing or phase.round_index > index:
            return visit.start
    return None
