"""Note forms: a page for each table and round, to write on by hand where there is no screen."""

from __future__ import annotations

from facilitator.clock import Moment
from facilitator.event import Event, Item, Table, question_for
from facilitator.i18n import _
from facilitator.kinds import theme_at
from facilitator.notes import NoteKind
from facilitator.report.outline import Form, NoteForm, Outline
from facilitator.report.paper.head import need_tables, paper
from facilitator.report.paper.routes import round_word, table_word, tables_in_order, theme_mark
from facilitator.snapshot import Snapshot
from facilitator.words import note_kind_word


def note_forms(snapshot: Snapshot, now: Moment) -> Outline:
    """A form for each round of each café, table by table. Raise FacilitatorError without a café's tables."""
    event = snapshot.event
    need_tables(event)
    cards = tuple(
        _form(event, item, index, table)
        for table in tables_in_order(event)
        for item in event.cafes
        for index in range(len(item.rounds))
    )
    return paper(event, now, _("Note forms"), Form.CARDS, cards=cards)


def _form(event: Event, item: Item, index: int, table: Table) -> NoteForm:
    theme = theme_at(event, item, index, table)
    several = len(event.cafes) > 1
    return NoteForm(
        place=table_word(table).capitalize(),
        round=" · ".join(filter(None, (item.title if several else "", round_word(index)))),
        theme=theme_mark(event, theme),
        title=theme.title if theme else "",
        question=question_for(item, item.rounds[index], theme),
        kinds=tuple(note_kind_word(kind).capitalize() for kind in NoteKind),
    )
