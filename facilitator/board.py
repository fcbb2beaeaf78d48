"""The moderators' board: what each table is doing in the round, and how much it has written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitator.access import Device
from facilitator.event import Table
from facilitator.noting import Spell
from facilitator.snapshot import Snapshot


class TableState(StrEnum):
    """In the order in which a moderator has to know it."""

    HELP = "help"
    OFFLINE = "offline"  # its phone was there, and is not heard of
    NOTHING = "nothing"  # no notes yet
    WRITING = "writing"
    NOTES = "notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTable:
    """One table on the board. ``notes`` are those of the round, ``since`` when it was last heard of."""

    table: Table
    state: TableState
    notes: int
    phones: int  # connected
    since: datetime | None = None
    approved: datetime | None = None
    nudged: str = ""  # the word that it has not read yet

    @property
    def id(self) -> str:
        return self.table.id


def board(snapshot: Snapshot, spell: Spell, devices: Iterable[Device] = ()) -> tuple[BoardTable, ...]:
    """The open tables by number, in that round."""
    by_table: dict[str, list[Device]] = {}
    for device in devices:
        by_table.setdefault(device.table_id, []).append(device)
    tables = sorted(snapshot.event.open_tables, key=lambda table: table.number)
    return tuple(_row(snapshot, spell, table, by_table.get(table.id, [])) for table in tables)


def _row(snapshot: Snapshot, spell: Spell, table: Table, devices: list[Device]) -> BoardTable:
    record = snapshot.record
    notes = snapshot.notes.counts.get((*spell, table.id), 0)
    connected = sum(device.connected for device in devices)
    away = bool(devices) and not connected
    if table.id in record.wanting_help:
        state = TableState.HELP
    elif away:
        state = TableState.OFFLINE
    elif any(device.writing and device.connected for device in devices):
        state = TableState.WRITING
    else:
        state = TableState.NOTES if notes else TableState.NOTHING
    return BoardTable(
        table=table,
        state=state,
        notes=notes,
        phones=connected,
        since=max(device.seen for device in devices) if away else None,
        approved=record.approvals.get((*spell, table.id)),
        nudged=record.nudges.get(table.id, ""),
    )
