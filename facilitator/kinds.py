"""The kinds of café: which theme and host a table has in a round, and how people are seated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from facilitator import rotation
from facilitator.event import CafeKind, Event, Hosts, Item, Plan, Table, Theme, find
from facilitator.record import GONE, Record
from facilitator.rotation import Instance


def chooses_hosts(item: Item) -> bool:
    """Whether each round's hosts are chosen from those who sit at the tables."""
    return item.new_hosts and item.cafe_kind in (CafeKind.MIX, CafeKind.CAROUSEL)


def theme_at(event: Event, item: Item, round_index: int, table: Table) -> Theme | None:
    """What the table talks about in the round (from 0); a removed table keeps its own theme."""
    return find(event.themes, _asking(event, item, round_index, table).theme_id)


def theme_in(event: Event, item: Item, round_id: str | None, table: Table) -> Theme | None:
    """The same for a round by its id; outside the café's rounds, the table's own theme."""
    return theme_at(event, item, index_of(item, round_id), table)


def host_at(plan: Plan, item: Item, round_index: int, table: Table) -> str | None:
    """The id of who hosts the table in the round (from 0); None for nobody."""
    if chooses_hosts(item):
        round_id = item.rounds[round_index].id if round_index < len(item.rounds) else ""
        return plan.hosts.get(round_id, {}).get(table.id)
    return _asking(plan.event, item, round_index, table).host_id


def note_taker_at(event: Event, item: Item, round_index: int, table: Table) -> str | None:
    """The id of who writes at the table in the round (from 0): where hosts wander, theirs goes along."""
    return _asking(event, item, round_index, table).note_taker_id


def index_of(item: Item, round_id: str | None) -> int:
    """The index of the café's round; 0 for one that it does not have."""
    return next((at for at, round_ in enumerate(item.rounds) if round_.id == round_id), 0)


def people_at(plan: Plan, record: Record, item: Item, round_id: str, table_id: str) -> int | None:
    """How many sit at the table in the round: as counted where each chooses, None before that.

    Elsewhere who has a seat there, and need not be missed.
    """
    if item.cafe_kind is CafeKind.FREE:
        return record.counts.get((round_id, table_id))
    seated = plan.seats.get(round_id, {}).get(table_id, ())
    return sum(record.present(person) not in GONE for person in seated)


def plan_for_kind(item: Item, instance: Instance, *, seed: int = 0) -> rotation.Plan | None:
    """The rounds to plan as the café's kind has them; None: the mixing planner is to be asked.

    Raises InfeasibleError where people cannot be seated.
    """
    match item.cafe_kind:
        case CafeKind.MIX:
            return None
        case CafeKind.CAROUSEL:
            return rotation.carousel(instance, seed=seed)
        case CafeKind.WANDERING:
            return _wandering(instance, seed)
        case CafeKind.FREE:
            return tuple({} for _round in instance.rounds_to_plan)


def hosts_for_rounds(item: Item, instance: Instance, planned: rotation.Plan, *, seed: int = 0) -> Hosts:
    """Round id → table id → host, of the planned rounds; empty where the hosts are the tables' own.

    ``instance`` is the one that was planned (see ``seating.instance_of``). Who is tied to a table in it
    takes notes there, and hosts none.
    """
    if not chooses_hosts(item):
        return {}
    tied = {person.id for person in instance.participants if person.host_of}
    free = replace(instance, participants=tuple(replace(p, host_of=None) for p in instance.participants))
    willing = {person.id for person in instance.participants} - tied
    found = rotation.hosts_for(planned, free, willing=willing, seed=seed)
    rounds = item.rounds[len(instance.past) :]
    return {round_.id: dict(hosts) for round_, hosts in zip(rounds, found, strict=True)}


def _asking(event: Event, item: Item, round_index: int, table: Table) -> Table:
    """The table whose host and question are at this table in the round.

    Wandering ones go from each open table to the next, in the event's order: the order in which the
    planner has them too.
    """
    tables = event.open_tables
    if item.cafe_kind is not CafeKind.WANDERING or table.removed:
        return table
    at = next((at for at, one in enumerate(tables) if one.id == table.id), None)
    return table if at is None else tables[(at - round_index) % len(tables)]


def _wandering(instance: Instance, seed: int) -> rotation.Plan:
    """Groups that keep their seats while hosts, and who writes for them, go from table to table.

    Who sat somewhere in the round before stays there. As each table gets all hosts in turn, it has
    seats for as many as come with any of them.
    """
    tables = [table.id for table in instance.open_tables]
    if not tables:
        return rotation.stay(instance, seed=seed)
    leading: Mapping[str, list[str]] = {
        table: [person for person, at in instance.hosts.items() if at == table] for table in tables
    }
    fewest, most = (pick(len(people) for people in leading.values()) for pick in (min, max))
    before = instance.past[-1] if instance.past else {}
    stays = {person: table for table, people in before.items() for person in people if table in tables}
    seated = rotation.stay(
        replace(
            instance,
            participants=tuple(
                replace(person, host_of=None if person.id in instance.hosts else stays.get(person.id))
                for person in instance.participants
            ),
            tables=tuple(
                replace(
                    table,
                    seats_min=max(0, table.seats_min - fewest),
                    seats_max=max(0, table.seats_max - most),
                )
                for table in instance.tables
            ),
            absent=instance.absent | instance.hosts.keys(),
        ),
        seed=seed,
    )
    return tuple(
        {
            table: (
                *(p for p in leading[tables[(at - number + 1) % len(tables)]] if p in there),
                *seating.get(table, ()),
            )
            for at, table in enumerate(tables)
        }
        for number, seating in zip(instance.rounds_to_plan, seated, strict=True)
        for there in [set(instance.present[number])]
    )
