"""Who sits where: table by table, round by round, for the hosts and for the door."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.clock import Moment
from facilitator.event import Item, Plan, Round, Table
from facilitator.i18n import _
from facilitator.kinds import host_at, index_of
from facilitator.report.outline import Cell, Column, Form, Outline, Remark, Section
from facilitator.report.outline import Table as Rows
from facilitator.report.paper.head import cafes_with_seats, paper
from facilitator.report.paper.routes import (
    Labels,
    labels,
    round_word,
    table_word,
    tables_in_order,
    theme_line,
)
from facilitator.snapshot import Snapshot

_SIDE_BY_SIDE = 4  # rounds


def seating_list(snapshot: Snapshot, now: Moment) -> Outline:
    """A table of names for each table and café. Raise FacilitatorError where nobody has a seat."""
    plan = snapshot.plan
    cafes = cafes_with_seats(plan)
    told = labels(plan.event)
    if len(plan.event.cafes) == 1:
        return paper(
            plan.event, now, _("Who sits where"), Form.SHEET, blocks=tuple(_tables(plan, cafes[0], told))
        )
    sections = tuple(
        Section(
            item.title,
            tuple(_tables(plan, item, told)) if item in cafes else (Remark(_("Nobody has a seat here.")),),
            apart=number > 0,
        )
        for number, item in enumerate(plan.event.cafes)
    )
    return paper(plan.event, now, _("Who sits where"), Form.SHEET, blocks=sections)


def _tables(plan: Plan, item: Item, told: Labels) -> Iterator[Section]:
    for table in tables_in_order(plan.event):
        people = [sitting(plan, item, round_, table, told) for round_ in item.rounds]
        if any(people):
            title = " · ".join(filter(None, (table_word(table).capitalize(), theme_line(plan.event, table))))
            yield Section(title, tuple(_side_by_side(people)))


def _side_by_side(people: list[tuple[str, ...]]) -> Iterator[Rows]:
    """The rounds as columns, equally wide, as many as can be read beside each other."""
    for start in range(0, len(people), _SIDE_BY_SIDE):
        some = people[start : start + _SIDE_BY_SIDE]
        none = min(_SIDE_BY_SIDE, len(people)) - len(some)  # beneath the rounds above
        columns = [Column(round_word(start + index)) for index in range(len(some))] + [Column("")] * none
        cells = [Cell("", names) for names in some] + [Cell("")] * none
        yield Rows(tuple(columns), (tuple(cells),), even=True)


def sitting(plan: Plan, item: Item, round_: Round, table: Table, told: Labels) -> tuple[str, ...]:
    """Who sits at the table in that round, its host first and called so."""
    people = plan.seats.get(round_.id, {}).get(table.id, ())
    host = host_at(plan, item, index_of(item, round_.id), table)
    hosts = [_("{name} (host)").format(name=told[id]) for id in people if id == host]
    return (*hosts, *(told[id] for id in people if id != host and id in told))
