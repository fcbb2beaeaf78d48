"""What does not hold together in a day that came from elsewhere: ids used twice, and ids of nothing.

Notes, facts, ballots and photos may outlive what they belong to in the plan: only what would be lost or
mixed up in a file is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from facilitator.event import Event, Plan
from facilitator.notes import Notes
from facilitator.record import Record
from facilitator.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Nothing:
    """The id at that place is of nothing that there is."""

    place: str
    id: str


@dataclass(frozen=True, slots=True)
class Twice:
    """The id is used for more than one thing of its kind, or a person sits twice in a round."""

    place: str
    id: str


@dataclass(frozen=True, slots=True)
class Disorder:
    """What stands there is empty, or not in the order in which it was stored."""

    place: str


LooseEnd: TypeAlias = Nothing | Twice | Disorder


def loose_ends(snapshot: Snapshot) -> Iterator[LooseEnd]:
    """All of them, in the order of the file."""
    yield from _of_event(snapshot.event)
    yield from _of_seats(snapshot.plan)
    yield from _of_record(snapshot.record)
    yield from _of_notes(snapshot.notes)
    for id, photo in snapshot.photos.items():
        if photo.id != id:
            yield Nothing("$.photos", id)


def _of_event(event: Event) -> Iterator[LooseEnd]:
    lists = ("items", "people", "themes", "tables", "fixtures", "pairs", "documents", "points", "steps")
    for name in lists:
        yield from _twice(f"$.plan.event.{name}", (thing.id for thing in getattr(event, name)))
    yield from _twice("$.plan.event.chapters", (chapter.part for chapter in event.chapters))
    yield from _twice("$.plan.event.items[].rounds", (r.id for item in event.items for r in item.rounds))
    themes = {theme.id for theme in event.themes}
    people = {person.id for person in event.people}
    for table in event.tables:
        for name, id, known in (
            ("theme_id", table.theme_id, themes),
            ("host_id", table.host_id, people),
            ("note_taker_id", table.note_taker_id, people),
        ):
            if id is not None and id not in known:
                yield Nothing(f"$.plan.event.tables[].{name}", id)
    yield from _unknown(
        "$.plan.event.people[].wishes", (id for person in event.people for id in person.wishes), themes
    )
    yield from _unknown(
        "$.plan.event.pairs", (id for pair in event.pairs for id in (pair.one_id, pair.other_id)), people
    )
    yield from _unknown(
        "$.plan.event.points[].theme_id",
        (point.theme_id for point in event.points if point.theme_id is not None),
        themes,
    )


def _of_seats(plan: Plan) -> Iterator[LooseEnd]:
    event = plan.event
    rounds = {round_.id for item in event.items for round_ in item.rounds}
    tables = {table.id for table in event.tables}
    people = {person.id for person in event.people}
    yield from _unknown("$.plan.seats", plan.seats, rounds)
    for round_id, there in plan.seats.items():
        place = f"$.plan.seats[{round_id!r}]"
        sitting = [person for group in there.values() for person in group]
        yield from _unknown(place, there, tables)
        yield from _unknown(place, sitting, people)
        yield from _twice(place, sitting)
        yield from (Disorder(place) for group in there.values() if not group)
    for round_id, hosts in plan.hosts.items():
        seats = plan.seats.get(round_id, {})
        strangers = (id for table, id in hosts.items() if id not in seats.get(table, ()))
        yield from (Nothing(f"$.plan.hosts[{round_id!r}]", id) for id in strangers)


def _of_record(record: Record) -> Iterator[LooseEnd]:
    if any(
        later.seq <= before.seq or later.press < before.press for before, later in pairwise(record.entries)
    ):
        yield Disorder("$.record.entries")
    if any(boot.first.boot_id != boot.last.boot_id for boot in record.timeline.boots):
        yield Disorder("$.record.timeline.boots")


def _of_notes(notes: Notes) -> Iterator[LooseEnd]:
    place = "$.notes.by_id"
    revisions = [revision for note in notes.by_id.values() for revision in note.revisions]
    yield from _twice(place, (revision.draft.id for revision in revisions))
    yield from _twice(place, (str(revision.seq) for revision in revisions))
    last = 0
    for id, note in notes.by_id.items():
        if any(revision.draft.note_id != id for revision in note.revisions):
            yield Nothing(place, id)
        seqs = [revision.seq for revision in note.revisions]
        if not seqs or seqs[0] <= last or seqs != sorted(seqs):
            yield Disorder(f"{place}[{id!r}]")
        last = max(last, *seqs[:1])


def _twice(place: str, ids: Iterable[str]) -> Iterator[Twice]:
    known: set[str] = set()
    for id in ids:
        if id in known:
            yield Twice(place, id)
        known.add(id)


def _unknown(place: str, ids: Iterable[str], known: set[str]) -> Iterator[Nothing]:
    yield from (Nothing(place, id) for id in ids if id not in known)
