"""The tables' reports to the room: in a harvest, one table after the other has the word for its turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from facilitator.event import ZERO, Event, Item, ItemKind, Table
from facilitator.record import Record, TurnStarted
from facilitator.timetable import LAST_MINUTE, Level, LiveDay

HURRY = LAST_MINUTE / 4  # a turn is short: its last quarter of a minute is the last minute of it


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveTurn:
    """The table that has the word; ``remaining`` is below zero in overtime."""

    table: Table
    length: timedelta
    remaining: timedelta

    @property
    def level(self) -> Level:
        if self.remaining < ZERO:
            return Level.OVERTIME
        return Level.LAST_MINUTE if self.remaining <= HURRY < self.length else Level.NORMAL


def turn_length(event: Event, item: Item) -> timedelta:
    """How long each table has the word in the item; zero where tables are not called.

    They are called in the first harvest after a café, for as long as the café says.
    """
    if item.kind is not ItemKind.HARVEST:
        return ZERO
    length = ZERO
    for one in event.items:
        if one.id == item.id:
            break
        if one.skipped:
            continue
        if one.kind is ItemKind.CAFE:
            length = one.turn
        elif one.kind is ItemKind.HARVEST:
            length = ZERO
    return length


def tables_called(event: Event, live: LiveDay) -> tuple[Table, ...]:
    """The tables that report in the running item, by number; none where tables are not called."""
    if live.running is None or turn_length(event, live.running.item) <= ZERO:
        return ()
    return tuple(sorted(event.open_tables, key=lambda table: table.number))


def live_turn(event: Event, record: Record, live: LiveDay) -> LiveTurn | None:
    """Whose turn it is in the running item; pauses of the item stop it too."""
    turn = record.turn
    tables = {table.id: table for table in tables_called(event, live)}
    if turn is None or live.running is None or turn.item_id != live.running.item.id:
        return None
    if turn.table_id not in tables:
        return None
    length = turn_length(event, live.running.item)
    gone = live.elapsed - turn.elapsed
    return LiveTurn(table=tables[turn.table_id], length=length, remaining=length - gone)


def heard(record: Record, live: LiveDay) -> frozenset[str]:
    """The ids of the tables that have, or had, the word in the running item."""
    item_id = live.running.item.id if live.running else ""
    return frozenset(turn.table_id for turn in record.turns if turn.item_id == item_id)


def next_turn(event: Event, record: Record, live: LiveDay, *, skip: int = 0) -> TurnStarted | None:
    """The fact that gives the next table the word, or takes it when all have had it.

    Next is the table after the present one that was not heard yet; ``skip`` passes over so many of
    them. None where there is nothing to go on with.
    """
    tables = tables_called(event, live)
    if not tables or live.running is None:
        return None
    now, done = live_turn(event, record, live), heard(record, live)
    after = tables.index(now.table) + 1 if now else 0
    waiting = [table for table in tables[after:] if table.id not in done][skip:]
    if not waiting and now is None:
        return None
    return TurnStarted(live.running.item.id, waiting[0].id if waiting else "")


def turn_back(event: Event, record: Record, live: LiveDay) -> TurnStarted | None:
    """The fact that gives the word to the table before the present one; after the last turn, to the last.

    None where there is no table before.
    """
    tables = tables_called(event, live)
    if not tables or live.running is None:
        return None
    now, done = live_turn(event, record, live), heard(record, live)
    before = tables[: tables.index(now.table)] if now else [table for table in tables if table.id in done]
    return TurnStarted(live.running.item.id, before[-1].id) if before else None
