"""Changes to a café's plan as functions: rounds, themes, tables. What cannot be is a FacilitatorError."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from facilitator.errors import FacilitatorError
from facilitator.event import (
    MINUTE,
    ZERO,
    Item,
    Plan,
    Round,
    Table,
    Theme,
    find,
    put,
    with_rounds,
    without,
)
from facilitator.i18n import _, ngettext
from facilitator.notes import Notes

CHANGE = 2 * MINUTE
NEW_ROUND = {"talk": 20 * MINUTE, "write_up": 3 * MINUTE}
MOST_TABLES = 125
SEATS = ("seats_min", "seats_target", "seats_max")


def put_item(plan: Plan, item: Item) -> Plan:
    return replace(plan, event=replace(plan.event, items=put(plan.event.items, item)))


def put_round(plan: Plan, item: Item, round_: Round) -> Plan:
    return put_item(plan, with_rounds(item, put(item.rounds, round_)))


def put_theme(plan: Plan, theme: Theme) -> Plan:
    return replace(plan, event=replace(plan.event, themes=put(plan.event.themes, theme)))


def put_table(plan: Plan, table: Table) -> Plan:
    return replace(plan, event=replace(plan.event, tables=put(plan.event.tables, table)))


def add_round(plan: Plan, item: Item, id: str) -> Plan:
    """One more round like the one before; tables change before it."""
    if not item.rounds:
        return put_round(plan, item, Round(id=id, talk=NEW_ROUND["talk"], write_up=NEW_ROUND["write_up"]))
    last = item.rounds[-1]
    change = next((r.change for r in item.rounds if r.change > ZERO), CHANGE)
    rounds = (*item.rounds[:-1], replace(last, change=change), replace(last, id=id, question=""))
    return put_item(plan, with_rounds(item, rounds))


def remove_round(plan: Plan, item: Item, id: str, notes: Notes) -> Plan:
    """The café without the round and its seats. Raises FacilitatorError if somebody wrote in it."""
    count = sum(note.draft.round_id == id for note in notes.standing)
    if count:
        raise FacilitatorError(
            ngettext(
                "{count} note was written in this round, so the round stays. Nothing was removed.",
                "{count} notes were written in this round, so the round stays. Nothing was removed.",
                count,
            ).format(count=count)
        )
    seats = {round_id: seating for round_id, seating in plan.seats.items() if round_id != id}
    return put_item(replace(plan, seats=seats), with_rounds(item, without(item.rounds, id)))


def remove_theme(plan: Plan, id: str, notes: Notes) -> Plan:
    """The event without the theme; its tables have none. Raises FacilitatorError if notes belong to it."""
    count = sum(note.draft.theme_id == id for note in notes.standing)
    if count:
        raise FacilitatorError(
            ngettext(
                "{count} note belongs to this theme, so the theme stays. Nothing was removed.",
                "{count} notes belong to this theme, so the theme stays. Nothing was removed.",
                count,
            ).format(count=count)
        )
    event = plan.event
    tables = tuple(replace(t, theme_id=None) if t.theme_id == id else t for t in event.tables)
    return replace(plan, event=replace(event, themes=without(event.themes, id), tables=tables))


def add_tables(plan: Plan, count: int, new_id: Callable[[], str]) -> Plan:
    """So many more tables, numbered on, with seats like the last one's."""
    event = plan.event
    if len(event.open_tables) + count > MOST_TABLES:
        raise FacilitatorError(
            _("There can be {most} tables at most. Nothing was added.").format(most=MOST_TABLES)
        )
    last = event.open_tables[-1] if event.open_tables else Table(id="", number=0)
    first = max((table.number for table in event.tables), default=0) + 1
    seats = {name: getattr(last, name) for name in SEATS}
    new = tuple(Table(id=new_id(), number=first + n, **seats) for n in range(count))
    return replace(plan, event=replace(event, tables=(*event.tables, *new)))


def remove_table(plan: Plan, id: str) -> Plan:
    """The table is marked as removed and keeps its notes; a new table plan seats its people elsewhere."""
    table = find(plan.event.tables, id)
    return put_table(plan, replace(table, removed=True)) if table else plan


def put_back_table(plan: Plan, id: str) -> Plan:
    """A removed table stands in the room again; a number or host that went to another is not taken back."""
    table = find(plan.event.tables, id)
    if table is None:
        return plan
    others = plan.event.open_tables
    host = None if any(other.host_id == table.host_id for other in others) else table.host_id
    number = table.number
    if any(other.number == number for other in others):
        number = max(other.number for other in others) + 1
    return put_table(plan, replace(table, removed=False, host_id=host, number=number))
