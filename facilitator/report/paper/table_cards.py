"""Table cards: what stands on each table, to be found and read by who comes there."""

from __future__ import annotations

from facilitator.clock import Moment
from facilitator.event import Event, Table, find
from facilitator.i18n import _
from facilitator.report.outline import Form, Outline, TableCard
from facilitator.report.paper.head import need_tables, paper
from facilitator.report.paper.questions import document_for, questions
from facilitator.report.paper.routes import Labels, labels, tables_in_order, theme_mark
from facilitator.snapshot import Snapshot


def table_cards(snapshot: Snapshot, now: Moment) -> Outline:
    """A card for each open table, by number. Raise FacilitatorError where there is no café with tables."""
    event = snapshot.event
    need_tables(event)
    told = labels(event)
    cards = tuple(_card(event, table, told) for table in tables_in_order(event))
    return paper(event, now, _("Table cards"), Form.CARDS, cards=cards)


def _card(event: Event, table: Table, told: Labels) -> TableCard:
    theme = find(event.themes, table.theme_id)
    host = told.get(table.host_id or "", "") if not _hosts_change(event) else ""
    return TableCard(
        word=_("Table"),
        number=str(table.number),
        theme=theme_mark(event, table.theme_id),
        title=theme.title if theme else "",
        questions=questions(event, table),
        people=_("Host: {name}").format(name=host) if host else "",
        document=document_for(event, table),
    )


def _hosts_change(event: Event) -> bool:
    """Whether no café keeps the tables' hosts from round to round."""
    return all(item.new_hosts for item in event.cafes)
