"""The harvest: key points of the tables put together into merged points, by hand.

A merged point keeps what it was made of. The tables' notes stay what they are; only the plan's points change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from facilitator.event import Event, MergedPoint, find, moved, put, without
from facilitator.notes import Note, Notes

LONGEST_TITLE = 140
"""Characters of a title that is taken from a note."""


def resolved(notes: Notes, note_id: str) -> Note | None:
    """The note of that id, or that which says it now, where it was put together with another."""
    seen: set[str] = set()
    note = notes.by_id.get(note_id)
    while note is not None and note.draft.merged_into is not None and note.id not in seen:
        seen.add(note.id)
        note = notes.by_id.get(note.draft.merged_into)
    return note


def sources(point: MergedPoint, notes: Notes) -> tuple[Note, ...]:
    """What the point was made of, each note once; taken back ones are left out."""
    found = (resolved(notes, id) for id in point.sources)
    return tuple({note.id: note for note in found if note is not None and note.stands}.values())


def said_in(point: MergedPoint, notes: Notes) -> tuple[Note, ...]:
    """All notes that say it: its sources, and what is part of one of them now."""
    said = {note.id: note for note in sources(point, notes)}
    waiting = list(said.values())
    while waiting:
        parts = [part for part in notes.put_into(waiting.pop().id) if part.id not in said]
        said.update((part.id, part) for part in parts)
        waiting += parts
    return tuple(said.values())


def said_at(point: MergedPoint, event: Event, notes: Notes) -> tuple[int, ...]:
    """The numbers of the tables that said it, also in a note that is part of a source now."""
    tables = {note.draft.table_id for note in said_in(point, notes)}
    return tuple(sorted(table.number for table in event.tables if table.id in tables))


def unmerged(event: Event, notes: Notes, *, all_notes: bool = False) -> tuple[Note, ...]:
    """The key points (or all notes) that are in no merged point yet, oldest first."""
    taken = {note.id for point in event.points for note in sources(point, notes)}
    wanted = notes.standing if all_notes else notes.keys
    return tuple(note for note in wanted if note.id not in taken)


def merged(event: Event, notes: Notes, ids: Sequence[str], new_id: str) -> Event:
    """The event with those points and notes (by id) put together into one.

    The first point among them takes in the others, and keeps its title and place; without one there is a
    new point, called as the first note, at the end. A note leaves the point that it was in.
    """
    points = [point for id in ids if (point := find(event.points, id))]
    loose = [note for id in ids if (note := notes.by_id.get(id))]
    if points:
        target = points[0]
    elif loose:
        first = loose[0].draft
        target = MergedPoint(id=new_id, title=title_of(first.text), theme_id=first.theme_id)
    else:
        return event
    taken = [*target.sources, *(id for point in points[1:] for id in point.sources), *(n.id for n in loose)]
    target = replace(target, sources=tuple(dict.fromkeys(taken)))
    gone = {target.id, *(point.id for point in points[1:])}
    event = alone(event, [note.id for note in loose], notes, besides=gone)
    kept = tuple(point for point in event.points if point.id == target.id or point.id not in gone)
    return replace(event, points=put(kept, target))


def alone(event: Event, note_ids: Collection[str], notes: Notes, *, besides: Collection[str] = ()) -> Event:
    """The event with those notes in no point but perhaps in ``besides`` (ids of points)."""
    for point in event.points:
        if point.id not in besides and any(note.id in note_ids for note in sources(point, notes)):
            event = parted(event, point.id, note_ids, notes)
    return event


def parted(event: Event, point_id: str, note_ids: Collection[str], notes: Notes) -> Event:
    """The event with those notes no longer in the point; a point without any is gone."""
    point = find(event.points, point_id)
    if point is None:
        return event
    left = tuple(
        id for id in point.sources if (note := resolved(notes, id)) is None or note.id not in note_ids
    )
    if not any(note.stands for id in left if (note := resolved(notes, id))):
        return replace(event, points=without(event.points, point_id))
    return replace(event, points=put(event.points, replace(point, sources=left)))


def dissolved(event: Event, point_ids: Collection[str]) -> Event:
    """The event without those points; what they were made of stands alone again."""
    return replace(event, points=tuple(point for point in event.points if point.id not in point_ids))


def retitled(event: Event, point_id: str, title: str) -> Event:
    point = find(event.points, point_id)
    text = " ".join(title.split())
    if point is None or not text:
        return event
    return replace(event, points=put(event.points, replace(point, title=text)))


def with_theme(event: Event, notes: Notes, ids: Sequence[str], theme_id: str | None, new_id: str) -> Event:
    """The event with those points under another theme; a note alone becomes a point there."""
    for number, id in enumerate(ids):
        point = find(event.points, id)
        if point is None:
            event = merged(event, notes, [id], f"{new_id}-{number}" if number else new_id)
            point = event.points[-1]
        event = replace(event, points=put(event.points, replace(point, theme_id=theme_id)))
    return event


def shifted(event: Event, point_id: str, by: int) -> Event:
    """The event with the point moved up (−1) or down (+1) among those of its theme."""
    point = find(event.points, point_id)
    if point is None:
        return event
    alike = [one.id for one in event.points if one.theme_id == point.theme_id]
    at = alike.index(point_id) + by
    if not 0 <= at < len(alike):
        return event
    return placed(event, point_id, before=None if at == len(alike) - 1 else alike[at + (by > 0)])


def placed(event: Event, point_id: str, *, before: str | None) -> Event:
    """The event with the point right before another one, or last; before itself it stays."""
    if before == point_id:
        return event
    ids = [point.id for point in event.points if point.id != point_id]
    to = ids.index(before) if before in ids else len(ids)
    return replace(event, points=moved(event.points, point_id, to))


def title_of(text: str) -> str:
    """A note's first line as a title, cut at a word where it is long."""
    line = " ".join(next((line for line in text.splitlines() if line.strip()), "").split())
    if len(line) <= LONGEST_TITLE:
        return line
    cut = line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0]
    return f"{cut.rstrip(',;:')} …"


def suggestible(event: Event, notes: Notes) -> tuple[tuple[str, str], ...]:
    """(id, text) of what may say the same as something else: points, and key points in none."""
    points: Iterable[tuple[str, str]] = ((point.id, point.title) for point in event.points)
    return (*points, *((note.id, note.draft.text) for note in unmerged(event, notes)))
