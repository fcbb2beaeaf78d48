"""Table cards: what stands on each table, to be found and read by who comes there."""

from __future__ import annotations

from typing import TypeVar

from facilitator.access import Invitation, Invitations
from facilitator.clock import Moment
from facilitator.event import Plan, Table
from facilitator.i18n import _
from facilitator.kinds import host_at, theme_at
from facilitator.report.outline import Form, Outline, TableCard
from facilitator.report.paper.head import need_tables, paper
from facilitator.report.paper.questions import document_for, questions
from facilitator.report.paper.routes import Labels, labels, tables_in_order, theme_mark
from facilitator.snapshot import Snapshot

T = TypeVar("T")


def table_cards(snapshot: Snapshot, now: Moment, invitations: Invitations | None = None) -> Outline:
    """A card for each open table, by number, with what invites its host's phone where there is something.

    Raise FacilitatorError where there is no café with tables.
    """
    event = snapshot.event
    need_tables(event)
    told = labels(event)
    invited = invitations or {}
    tables = tables_in_order(event)
    cards = tuple(_card(snapshot.plan, table, told, invited.get(table.id)) for table in tables)
    return paper(event, now, _("Table cards"), Form.CARDS, cards=cards)


def _card(plan: Plan, table: Table, told: Labels, invitation: Invitation | None) -> TableCard:
    event = plan.event
    rounds = [(item, index) for item in event.cafes for index in range(len(item.rounds))]
    theme = _only([theme_at(event, item, index, table) for item, index in rounds])
    host = told.get(_only([host_at(plan, item, index, table) for item, index in rounds]) or "", "")
    return TableCard(
        word=_("Table"),
        number=str(table.number),
        theme=theme_mark(event, theme),
        title=theme.title if theme else "",
        questions=questions(event, table),
        people=_("Host: {name}").format(name=host) if host else "",
        document=document_for(event, table),
        invitation=invitation,
    )


def _only(found: list[T | None]) -> T | None:
    """What is the same in all rounds; None for what changes from round to round."""
    return found[0] if found and all(one == found[0] for one in found) else None
