"""The people's own data: all that is held on one of them, and the plan when they are deleted from it.

What is deleted is the list of people and all that points to it. What stays is what was said, how many
came, and names that are public: those of the programme (speakers, moderators, who takes the next step)
and whatever the tables wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime

from facilitator.event import Event, Person, Plan, Table, consistent, find
from facilitator.people import organisations
from facilitator.record import WAS_THERE, CheckedIn, PeopleDeleted, Presence, Record
from facilitator.snapshot import Snapshot


def without_people(plan: Plan) -> Plan:
    """The plan without its people, and without seats, hosts, note-takers, pairs and wishes."""
    return consistent(replace(plan, event=replace(plan.event, people=())))


def counts(snapshot: Snapshot) -> PeopleDeleted:
    """The numbers that stay once the people are deleted.

    The organisations are those that somebody came from; of the whole list where nobody was checked in.
    """
    people = snapshot.event.people
    present = tuple(person for person in people if snapshot.record.present(person.id) in WAS_THERE)
    return PeopleDeleted(len(people), len(present), len(organisations(present or people)))


def deleted_counts(record: Record) -> PeopleDeleted | None:
    """The numbers of the people that were deleted; None as long as nobody was.

    After several deletions the numbers of people add up. Organisations may be the same each time: there
    were at least as many as at the deletion with the most.
    """
    facts = [entry.fact for entry in record.entries if isinstance(entry.fact, PeopleDeleted)]
    if not facts:
        return None
    return PeopleDeleted(
        sum(fact.people for fact in facts),
        sum(fact.present for fact in facts),
        max(fact.organisations for fact in facts),
    )


def named_elsewhere(snapshot: Snapshot) -> tuple[Person, ...]:
    """The people whose full name stands somewhere that is not deleted, as in a note."""
    kept = replace(snapshot, plan=without_people(snapshot.plan))
    text = "\n".join(_texts(kept)).casefold()
    return tuple(person for person in snapshot.event.people if _stands_in(text, _folded(person.name)))


def _folded(name: str) -> str:
    return name.strip().casefold()


def _stands_in(text: str, name: str) -> bool:
    """Whether the name stands there as words of its own: Bo is not in Bord."""
    return bool(name) and name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _texts(value: object) -> Iterator[str]:
    """All texts in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from _texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where the person sits in a round, and whether as the host chosen for that round."""

    item_title: str
    round_number: int  # of that café, from 1
    table_number: int
    host: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A presence that was noted; ``undone``: taken back since, and still in the log."""

    at: datetime  # UTC
    presence: Presence
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All that the file holds on one person."""

    person: Person
    hosts: tuple[int, ...]  # numbers of tables
    takes_notes: tuple[int, ...]
    seats: tuple[Seat, ...]
    presence: tuple[Noted, ...]
    together_with: tuple[str, ...]  # names
    apart_from: tuple[str, ...]
    wishes: tuple[str, ...]  # titles of themes, the dearest first


def held_on(snapshot: Snapshot, person_id: str) -> Held:
    """All that the file holds on the person of that id. Raises LookupError for nobody's."""
    event = snapshot.event
    person = find(event.people, person_id)
    if person is None:
        raise LookupError(person_id)
    themes = (find(event.themes, wish) for wish in person.wishes)
    return Held(
        person=person,
        hosts=_numbers(table for table in event.tables if table.host_id == person_id),
        takes_notes=_numbers(table for table in event.tables if table.note_taker_id == person_id),
        seats=tuple(_seats(snapshot.plan, person_id)),
        presence=tuple(_noted(snapshot.record, person_id)),
        together_with=_partners(event, person_id, together=True),
        apart_from=_partners(event, person_id, together=False),
        wishes=tuple(theme.title for theme in themes if theme),
    )


def _numbers(tables: Iterable[Table]) -> tuple[int, ...]:
    return tuple(table.number for table in tables)


def _seats(plan: Plan, person_id: str) -> Iterator[Seat]:
    numbers = {table.id: table.number for table in plan.event.tables}
    for item in plan.event.items:
        for number, round_ in enumerate(item.rounds, 1):
            for table_id, sitting in plan.seats.get(round_.id, {}).items():
                if person_id in sitting:
                    yield Seat(
                        item_title=item.title,
                        round_number=number,
                        table_number=numbers[table_id],
                        host=plan.hosts.get(round_.id, {}).get(table_id) == person_id,
                    )


def _noted(record: Record, person_id: str) -> Iterator[Noted]:
    in_force = {entry.seq for entry in record.effective}
    for entry in record.entries:
        if isinstance(entry.fact, CheckedIn) and entry.fact.person_id == person_id:
            yield Noted(at=entry.moment.utc, presence=entry.fact.presence, undone=entry.seq not in in_force)


def _partners(event: Event, person_id: str, *, together: bool) -> tuple[str, ...]:
    names = {person.id: person.name for person in event.people}
    ids = (
        pair.other_id if pair.one_id == person_id else pair.one_id
        for pair in event.pairs
        if pair.together is together and person_id in (pair.one_id, pair.other_id)
    )
    return tuple(names[id] for id in ids)
