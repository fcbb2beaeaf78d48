"""The table plan of a day that went otherwise: who needs a seat, and what it takes to give them one.

Rounds that are over are never touched. In the running one only those move who must (see
``rotation.mend``); the rounds to come are the planner's.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from facilitator import rotation
from facilitator.event import Hosts, Item, Plan, Table, consistent, find, put
from facilitator.kinds import chooses_hosts
from facilitator.record import GONE, Presence, Record, Rerouted, ToldRoute
from facilitator.seating import instance_of, rotation_of, routes, with_seats

Of = TypeVar("Of")

Seated = Mapping[str, tuple[str, ...]]
"""Table id → the people there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubles:
    """Where the table plan no longer fits the day, in the running round and those to come.

    ``gone`` people still have a seat, ``seatless`` people lack one in a round they are there for;
    ``closed`` tables have people, ``hostless`` ones a host who is not there. Ids, in the event's order.
    ``pairs`` are the ids of people who sit together, or apart, in a round to come and should not.
    """

    gone: tuple[str, ...] = ()
    seatless: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    hostless: tuple[str, ...] = ()
    pairs: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return self.mendable or bool(self.hostless)

    @property
    def urgent(self) -> bool:
        """Whether it cannot wait: an empty chair can, who has none cannot."""
        return bool(self.seatless or self.closed or self.hostless or self.pairs)

    @property
    def mendable(self) -> bool:
        """Whether new seats put something right; a host has to be chosen by somebody."""
        return bool(self.gone or self.seatless or self.closed or self.pairs)


def troubles(
    plan: Plan, item: Item, record: Record, *, begun: int = 0, shown: str | None = None, over: bool = False
) -> Troubles:
    """What is wrong with a café that has seats; nothing where nobody was ever seated, or all is ``over``.

    ``begun`` counts the rounds that have begun; the last of them is running. ``shown`` is the id of the
    round that people sit in or go to; None: the running one.
    """
    if over or not any(plan.seats.get(round_.id) for round_ in item.rounds):
        return Troubles()
    event = plan.event
    first = max(0, begun - 1)
    instance = instance_of(plan, item, record, begun=first)
    seatings = [plan.seats.get(round_.id, {}) for round_ in item.rounds[first:]]
    sitting = [{person for group in seating.values() for person in group} for seating in seatings]
    wanted = [set(instance.present[number]) for number in instance.rounds_to_plan]
    gone: set[str] = set().union(*(there - due for there, due in zip(sitting, wanted, strict=True)))
    seatless: set[str] = set().union(*(due - there for there, due in zip(sitting, wanted, strict=True)))
    used = {table for seating in seatings for table, group in seating.items() if group}
    return Troubles(
        gone=tuple(person.id for person in event.people if person.id in gone),
        seatless=tuple(person.id for person in event.people if person.id in seatless),
        closed=tuple(table.id for table in event.tables if table.removed and table.id in used),
        hostless=_hostless(plan, item, record, shown or next((one.id for one in item.rounds[first:]), "")),
        pairs=_unkept_pairs(plan, item, record, begun),
    )


def _hostless(plan: Plan, item: Item, record: Record, round_id: str) -> tuple[str, ...]:
    """The tables whose host is gone; where each round has its own, those without one in that round."""
    event = plan.event
    if not chooses_hosts(item):
        hosts = ((table.id, table.host_id) for table in event.open_tables if table.host_id)
        return tuple(table_id for table_id, host in hosts if record.present(host) in GONE)
    chosen, seating = plan.hosts.get(round_id, {}), plan.seats.get(round_id, {})
    there = {
        table_id: {person for person in people if record.present(person) not in GONE}
        for table_id, people in seating.items()
    }
    return tuple(
        table.id
        for table in event.open_tables
        if chosen and there.get(table.id) and chosen.get(table.id) not in there[table.id]
    )


def _unkept_pairs(plan: Plan, item: Item, record: Record, begun: int) -> tuple[tuple[str, ...], ...]:
    """Who should sit together in a round to come and does not, or should not and does."""
    if not plan.event.pairs:
        return ()
    instance = instance_of(plan, item, record, begun=begun)
    found = rotation.breaks(instance, rotation_of(plan, item, begun=begun))
    rules = (rotation.Rule.APART_PAIR_TOGETHER, rotation.Rule.TOGETHER_PAIR_APART)
    return tuple(dict.fromkeys(one.people for one in found if one.rule in rules))


def mended(plan: Plan, item: Item, record: Record, *, begun: int) -> Plan:
    """The plan with the running round put right; as it is when no round is running, or no table open.

    ``begun`` counts the rounds that have begun; the last of them is running.
    """
    if not begun or not plan.event.open_tables:
        return plan
    instance = instance_of(plan, item, record, begun=begun - 1)
    round_ = item.rounds[begun - 1]
    seating = rotation.mend(instance, plan.seats.get(round_.id, {}), number=begun)
    kept = {table: group for table, group in seating.items() if group}
    return replace(plan, seats={**plan.seats, round_.id: kept})


def late_ones(plan: Plan, record: Record) -> tuple[str, ...]:
    """Who takes a seat and has neither come nor been marked absent, in the event's order."""
    return tuple(p.id for p in plan.event.seated if record.present(p.id) is Presence.EXPECTED)


def check_in_tells(plan: Plan, record: Record) -> bool:
    """Whether the check-in says who came: at least half of those who take a seat are marked in it.

    Below that it was hardly used, and who is not marked is far more likely here than gone. At a door that is
    kept, nearly all are marked by the time of the café: the half leaves room for a queue and a late bus.
    """
    return 2 * len(late_ones(plan, record)) <= len(plan.event.seated)


def stands_in(plan: Plan, table_id: str, person_id: str) -> Plan:
    """The plan with another host at the table; who led another table before no longer does."""
    event = plan.event

    def led(table: Table) -> Table:
        if table.id == table_id:
            note_taker = None if table.note_taker_id == person_id else table.note_taker_id
            return replace(table, host_id=person_id, note_taker_id=note_taker)
        posts: dict[str, Any] = {
            post: None for post in ("host_id", "note_taker_id") if getattr(table, post) == person_id
        }
        return replace(table, **posts)

    return replace(plan, event=replace(event, tables=tuple(map(led, event.tables))))


def hosts_round(plan: Plan, round_id: str, table_id: str, person_id: str) -> Plan:
    """The plan with another host at the table in that round, of a café that has new hosts in each."""
    by_table = {**plan.hosts.get(round_id, {}), table_id: person_id}
    return replace(plan, hosts={**plan.hosts, round_id: by_table})


def tables_merged(plan: Plan, item: Item, *, begun: int, into: str, other: str) -> Plan:
    """The plan with the ``other`` table removed, and the people who are there now at ``into``.

    ``into`` gets as many seats as it then needs. The rounds to come are still to be planned anew.
    """
    event = plan.event
    kept, gone = find(event.tables, into), find(event.tables, other)
    if kept is None or gone is None or into == other:
        return plan
    seats = dict(plan.seats)
    most = kept.seats_max
    if begun:
        round_id = item.rounds[begun - 1].id
        seating = dict(seats.get(round_id, {}))
        seating[into] = (*seating.get(into, ()), *seating.pop(other, ()))
        seats[round_id] = seating
        most = max(most, len(seating[into]))
    tables = put(put(event.tables, replace(kept, seats_max=most)), replace(gone, removed=True))
    return replace(plan, event=replace(event, tables=tables), seats=seats)


def replanned(
    plan: Plan, item: Item, rounds: rotation.Plan, hosts: Hosts | None = None, *, begun: int
) -> Plan:
    """The plan with the rounds to come, and their ``hosts``, as planned; tables without people left out."""
    seated = tuple({table: tuple(group) for table, group in one.items() if group} for one in rounds)
    return replace(with_seats(plan, item, seated, begun=begun), hosts={**plan.hosts, **(hosts or {})})


def seated_as_before(plan: Plan, before: Plan, item: Item, *, begun: int) -> Plan:
    """The plan with an earlier one's seats and hosts in the café's rounds after the ``begun`` ones.

    Who is no longer on the list, and what is no longer there, is left out.
    """
    to_come = {round_.id for round_ in item.rounds[begun:]}
    return consistent(
        replace(
            plan,
            seats=_taken_over(plan.seats, before.seats, to_come),
            hosts=_taken_over(plan.hosts, before.hosts, to_come),
        )
    )


def _taken_over(now: Mapping[str, Of], before: Mapping[str, Of], rounds: Set[str]) -> Mapping[str, Of]:
    """What is by round, of these rounds as it was before."""
    kept = {round_id: value for round_id, value in now.items() if round_id not in rounds}
    return kept | {round_id: value for round_id, value in before.items() if round_id in rounds}


def told_routes(before: Plan, after: Plan, item: Item, record: Record) -> Rerouted:
    """The fact that keeps who got a new route, and the old one."""
    was = routes(before, item)
    nowhere = ("",) * len(item.rounds)
    return Rerouted(
        item.id,
        tuple(
            ToldRoute(id, tuple(table or "" for table in was[id]) if id in was else nowhere)
            for id in rerouted(before, after, item, record)
        ),
    )


def as_told(plan: Plan, item: Item, record: Record) -> Plan:
    """The plan with the ways that those with a new one had been told before."""
    was = {one.person_id: one.tables for one in record.rerouted.get(item.id, ())}
    seats = dict(plan.seats)
    for at, round_ in enumerate(item.rounds):
        tables = {
            table: tuple(person for person in people if person not in was)
            for table, people in seats.get(round_.id, {}).items()
        }
        for person, told in was.items():
            if at < len(told) and told[at]:
                tables[told[at]] = (*tables.get(told[at], ()), person)
        seats[round_.id] = tables
    return replace(plan, seats=seats)


def rerouted(before: Plan, after: Plan, item: Item, record: Record) -> tuple[str, ...]:
    """Who has another way through the café than they were told, and is there to walk it; in order.

    Who only lost seats need not be told.
    """
    was, now = routes(before, item), routes(after, item)
    return tuple(
        person.id
        for person in after.event.people
        if record.present(person.id) not in GONE
        and any(
            new and new != old
            for old, new in zip(was.get(person.id, now[person.id]), now[person.id], strict=True)
        )
    )
