"""Where something was said, in words: table and round."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.event import Event, Item, Table, find
from facilitator.i18n import _, ngettext
from facilitator.notes import Note


def source(event: Event, item: Item | None, note: Note) -> str:
    """The table, and the round if there are rounds; the item too where it is another one than ``item``."""
    draft = note.draft
    written_at = find(event.items, draft.item_id)
    return _elsewhere(item, written_at, table_and_round(event, written_at, draft.table_id, draft.round_id))


def where_said(event: Event, item: Item | None, notes: Iterable[Note]) -> str:
    """«3 innspill: bord 1, 3 (runde 2) · bord 7 (runde 3)»; empty for no notes."""
    groups: dict[tuple[str, str | None], list[Note]] = {}
    for note in notes:
        groups.setdefault((note.draft.item_id, note.draft.round_id), []).append(note)
    count = sum(map(len, groups.values()))
    if not count:
        return ""
    places = " · ".join(_places(event, item, group) for group in groups.values())
    points = ngettext("{count} point", "{count} points", count).format(count=count)
    return _("{points}: {places}").format(points=points, places=places)


def table_and_round(event: Event, item: Item | None, table_id: str, round_id: str | None) -> str:
    """«bord 7, runde 2»; the table alone where there are no rounds."""
    table = find(event.tables, table_id)
    if table is None:
        return _("a table that is no longer there")
    number = round_number(item, round_id)
    if number:
        return _("table {table}, round {round}").format(table=table.number, round=number)
    return _("table {table}").format(table=table.number)


def round_number(item: Item | None, round_id: str | None) -> int:
    """From 1; 0 for an item without rounds, and for a round that it no longer has."""
    rounds = [round_.id for round_ in item.rounds] if item else []
    return rounds.index(round_id) + 1 if round_id in rounds else 0


def _places(event: Event, item: Item | None, notes: list[Note]) -> str:
    """The tables of one round."""
    written_at = find(event.items, notes[0].draft.item_id)
    tables = {note.draft.table_id for note in notes}
    known = [table for table in event.tables if table.id in tables]
    told = _table_numbers(known) if known else _("a table that is no longer there")
    number = round_number(written_at, notes[0].draft.round_id)
    if number:
        told = _("{tables} (round {round})").format(tables=told, round=number)
    return _elsewhere(item, written_at, told)


def _table_numbers(tables: list[Table]) -> str:
    numbers = ", ".join(str(number) for number in sorted(table.number for table in tables))
    return ngettext("table {numbers}", "tables {numbers}", len(tables)).format(numbers=numbers)


def _elsewhere(item: Item | None, written_at: Item | None, told: str) -> str:
    if written_at is None or (item and written_at.id == item.id):
        return told
    return _("{source}, at “{title}”").format(source=told, title=written_at.title)
