"""Host briefs: a page for who leads a table, with what to ask, when, of whom, and what to write down."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from facilitator.cafe import phases
from facilitator.clock import Moment
from facilitator.event import Event, Item, Table, question_for
from facilitator.i18n import _
from facilitator.kinds import theme_at
from facilitator.notes import NoteKind
from facilitator.report.lines import NOTHING, best_known, clock, named, on_its_day, span
from facilitator.report.outline import Cell, Column, Facts, Form, Listing, Outline, Section
from facilitator.report.outline import Table as Rows
from facilitator.report.paper.head import need_tables, paper
from facilitator.report.paper.routes import (
    Labels,
    labels,
    round_word,
    table_word,
    tables_in_order,
    theme_line,
)
from facilitator.report.paper.seating_list import sitting
from facilitator.report.text import NO_BREAK
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveItem, live_day
from facilitator.words import note_kind_word, phase_word

_ROOMY: Final = 3  # rounds whose names can stand below each other, all on one page


def host_briefs(snapshot: Snapshot, now: Moment) -> Outline:
    """A page for each open table; times as far as they are known now. Raise FacilitatorError without any."""
    event = snapshot.event
    need_tables(event)
    day = live_day(event, snapshot.record, now)
    begun = on_its_day(event, snapshot.record)
    told = labels(event)
    cafes = [live for live in day.items if live.item.id in {item.id for item in event.cafes}]
    sections = tuple(
        Section(
            _title(table),
            (
                _facts(snapshot, table, told),
                *(_cafe(snapshot, live, table, told, begun=begun) for live in cafes),
                Section(_("Write down"), (Listing(_to_write()),)),
            ),
            apart=number > 0,
        )
        for number, table in enumerate(tables_in_order(event))
    )
    return paper(event, now, _("For the table host"), Form.SHEET, blocks=sections)


def _title(table: Table) -> str:
    return table_word(table).capitalize()


def _facts(snapshot: Snapshot, table: Table, told: Labels) -> Facts:
    event = snapshot.event
    asked = "" if event.contact else "\n".join(map(named, event.moderators))
    pairs = (
        (_("Host"), told.get(table.host_id or "", "")),
        (_("Note-taker"), told.get(table.note_taker_id or "", "")),
        (_("Theme"), theme_line(event, table)),
        (_("Contact"), event.contact),
        (_("Ask"), asked),
    )
    return Facts(tuple((label, value) for label, value in pairs if value))


def _cafe(snapshot: Snapshot, live: LiveItem, table: Table, told: Labels, *, begun: bool) -> Section:
    """A row for each round: its times, its question, and who comes."""
    event, item = snapshot.event, live.item
    start, _end = best_known(live, begun=begun)
    crowded = len(item.rounds) > _ROOMY
    rows = []
    for index, round_ in enumerate(item.rounds):
        people = sitting(snapshot.plan, item, round_, table, told) or (NOTHING,)
        rows.append(
            (
                Cell(round_word(index), (span(event, start, start + round_.length),)),
                Cell(
                    question_for(item, round_, theme_at(event, item, index, table)) or NOTHING,
                    (_phases(event, item, index, start),),
                ),
                Cell("", (", ".join(people),) if crowded else people),
            )
        )
        start += round_.length
    columns = (Column(_("When"), room=13), Column(_("Question")), Column(_("Who comes"), room=24))
    return Section(item.title, (Rows(columns, tuple(rows)),))


def _phases(event: Event, item: Item, index: int, start: datetime) -> str:
    """«13:20 samtale · 13:40 skriv ferdig · 13:43 bytt bord»."""
    told = []
    for phase in (one for one in phases(item) if one.round_index == index):
        told.append(f"{clock(event, start)} {phase_word(phase.kind)}".replace(" ", NO_BREAK))
        start += phase.length
    return " · ".join(told)


def _to_write() -> tuple[str, ...]:
    """What to note, and of which kinds."""
    kinds = ", ".join(note_kind_word(kind) for kind in NoteKind)
    return (
        _("One point at a time, in the table’s own words, and no names."),
        _("The kind of each point: {kinds}.").format(kinds=kinds),
        _("What the table does not agree on, as two points."),
    )
