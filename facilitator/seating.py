"""Who sits where in a café: between the plan of the day and the rotation that seats people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import combinations

from facilitator import rotation
from facilitator.event import CafeKind, Event, Item, Plan, Seats
from facilitator.kinds import chooses_hosts
from facilitator.record import GONE, Record
from facilitator.rotation import Instance, Participant, TableSeats
from facilitator.timetable import LiveDay, planned

Seating = Mapping[str, tuple[str, ...]]
"""One round: table id → the people there."""


def rounds_begun(item: Item, record: Record, live: LiveDay) -> int:
    """How many rounds of the café are history: all that have begun, also the running one."""
    cafe = live.seen_from(item.id).cafe
    if cafe and cafe.item.id == item.id:
        return cafe.phase.round_index + 1
    return len(item.rounds) if record.last_run(item.id) else 0


def instance_of(plan: Plan, item: Item, record: Record, *, begun: int = 0, keep: bool = False) -> Instance:
    """What the planner needs to know to seat the café's rounds after the ``begun`` ones.

    Hosts and note-takers stay at their table, people marked absent and removed tables are left out. Who
    comes later or leaves before is left out of the rounds that are planned then. With ``keep`` the
    seats of the rounds to come are those that people have been told.
    """
    event = plan.event
    past = tuple(plan.seats.get(round_.id, {}) for round_ in item.rounds[:begun])
    tied = _tied(event, new_hosts=chooses_hosts(item))
    history = {person for seating in past for group in seating.values() for person in group}
    to_seat = {person.id for person in event.seated}
    absent = {p.id for p in event.people if record.present(p.id) in GONE}
    people = [p for p in event.people if p.id in to_seat | history]
    attended = attended_rounds(event, item)
    return Instance(
        participants=tuple(
            Participant(
                id=person.id,
                organisation=person.organisation,
                role=person.role,
                region=person.region,
                host_of=tied.get(person.id),
                present=attended.get(person.id),
            )
            for person in people
        ),
        tables=tuple(TableSeats(t.id, t.seats_min, t.seats_max) for t in event.tables),
        rounds=len(item.rounds),
        past=past,
        absent=frozenset(p.id for p in people if p.id in absent or p.id not in to_seat),
        closed=frozenset(table.id for table in event.tables if table.removed),
        apart=_pairs(event, to_seat | history, together=False),
        together=_pairs(event, to_seat | history, together=True),
        keep=rotation_of(plan, item, begun=begun) if keep else (),
        theme_of={table.id: table.theme_id for table in event.tables if table.theme_id},
        each_theme_once=item.each_theme_once,
        wishes={person.id: person.wishes for person in people if person.wishes},
        groups=item.cafe_kind in (CafeKind.CAROUSEL, CafeKind.WANDERING),
    )


def attended_rounds(event: Event, item: Item) -> Mapping[str, frozenset[int]]:
    """Person id → the rounds of the café, from 1, that they are there for; who is there all day is not in it.

    A round is attended that is planned to begin when the person has come, and to end before they leave;
    its change of tables need not be waited for.
    """
    start = next((one.start for one in planned(event) if one.item.id == item.id), None)
    if start is None:
        return {}
    spans: list[tuple[datetime, datetime]] = []
    for round_ in item.rounds:
        spans.append((start, start + round_.length - round_.change))
        start += round_.length
    return {
        person.id: frozenset(
            number
            for number, (begins, ends) in enumerate(spans, start=1)
            if (person.arrives is None or event.instant(person.arrives) <= begins)
            and (person.leaves is None or ends <= event.instant(person.leaves))
        )
        for person in event.people
        if person.arrives or person.leaves
    }


def rotation_of(plan: Plan, item: Item, *, begun: int = 0) -> rotation.Plan:
    """The seats of the café's rounds after the ``begun`` ones, as the rotation measures them."""
    return tuple(plan.seats.get(round_.id, {}) for round_ in item.rounds[begun:])


def seats_from(rounds: rotation.Plan, item: Item, *, begun: int = 0) -> Seats:
    """The planned rounds by round id; the first of them comes after the ``begun`` ones."""
    return {
        round_.id: {table: tuple(people) for table, people in seating.items()}
        for round_, seating in zip(item.rounds[begun:], rounds, strict=True)
    }


def with_seats(plan: Plan, item: Item, rounds: rotation.Plan, *, begun: int = 0) -> Plan:
    """The plan with these rounds seated; the ``begun`` rounds and other cafés stay as they are."""
    return replace(plan, seats={**plan.seats, **seats_from(rounds, item, begun=begun)})


def seated(seats: Seats, round_id: str, person_id: str, table_id: str | None) -> Seats:
    """The seats with one person at another table in one round; None takes them from their seat."""
    seating = {
        table: tuple(person for person in people if person != person_id)
        for table, people in seats.get(round_id, {}).items()
    }
    if table_id is not None:
        seating[table_id] = (*seating.get(table_id, ()), person_id)
    return {**seats, round_id: seating}


def routes(plan: Plan, item: Item) -> Mapping[str, tuple[str | None, ...]]:
    """Person id → their table in each round of the café; None where they have no seat."""
    places = [
        {person: table for table, people in plan.seats.get(round_.id, {}).items() for person in people}
        for round_ in item.rounds
    ]
    return {person.id: tuple(place.get(person.id) for place in places) for person in plan.event.people}


def measured(plan: Plan, item: Item, record: Record) -> rotation.Quality | None:
    """How good the whole café's table plan is; None as long as nobody has a seat."""
    whole = rotation_of(plan, item)
    if not any(people for seating in whole for people in seating.values()):
        return None
    return rotation.quality(instance_of(plan, item, record), whole)


Meeting = tuple[int, str]
"""The index of a round, and the table at which two people meet in it."""


def meetings_of(plan: Plan, item: Item) -> Mapping[frozenset[str], tuple[Meeting, ...]]:
    """Each two people who meet in the café → in which rounds, and where."""
    found: dict[frozenset[str], list[Meeting]] = {}
    for index, seating in enumerate(rotation_of(plan, item)):
        for table, people in seating.items():
            for pair in combinations(people, 2):
                found.setdefault(frozenset(pair), []).append((index, table))
    return {pair: tuple(meetings) for pair, meetings in found.items()}


def new_breaks(before: Plan, after: Plan, item: Item, record: Record) -> tuple[rotation.Break, ...]:
    """The rules that the later plan breaks and the earlier one kept."""
    known = rotation.breaks(instance_of(before, item, record), rotation_of(before, item))
    found = rotation.breaks(instance_of(after, item, record), rotation_of(after, item))
    return tuple(one for one in found if one not in known)


def _pairs(event: Event, people: Collection[str], *, together: bool) -> frozenset[rotation.Pair]:
    """The pairs of that sort of whom both are among the people."""
    return frozenset(
        frozenset((pair.one_id, pair.other_id))
        for pair in event.pairs
        if pair.together is together and pair.one_id in people and pair.other_id in people
    )


def _tied(event: Event, *, new_hosts: bool) -> Mapping[str, str]:
    """Person id → the open table where they stay as note-taker or host; who is both somewhere, hosts.

    Hosts who are new in each round stay nowhere.
    """
    tied = {t.note_taker_id: t.id for t in event.open_tables if t.note_taker_id}
    if new_hosts:
        return tied
    return tied | {t.host_id: t.id for t in event.open_tables if t.host_id}
