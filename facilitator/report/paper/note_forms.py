"""Note forms: a page for each table and round, to write on by hand where there is no screen."""

from __future__ import annotations

from facilitator.clock import Moment
from facilitator.errors import FacilitatorError
from facilitator.event import Event, Item, Table, question_for
from facilitator.i18n import _, format_date
from facilitator.kinds import theme_at
from facilitator.notes import NoteKind
from facilitator.noting import takes_notes
from facilitator.report.outline import Form, NoteForm, Outline
from facilitator.report.paper.head import paper
from facilitator.report.paper.routes import round_word, table_word, tables_in_order, theme_mark
from facilitator.snapshot import Snapshot
from facilitator.words import note_kind_word


def note_forms(snapshot: Snapshot, now: Moment) -> Outline:
    """A form for each round of each café, and for each item where tables write without rounds, by table.

    Raise FacilitatorError where there is nothing to write at, or no table.
    """
    event = snapshot.event
    cards = tuple(
        _form(event, item, index, table)
        for table in tables_in_order(event)
        for item in event.items
        if takes_notes(item)
        for index in (range(len(item.rounds)) if item.rounds else (None,))
    )
    if not cards:
        raise FacilitatorError(
            _(
                "There is no café, discussion or task with tables. Nothing was written. "
                "Add one and its tables first."
            )
        )
    return paper(event, now, _("Note forms"), Form.CARDS, cards=cards)


def _form(event: Event, item: Item, index: int | None, table: Table) -> NoteForm:
    """The table's form for the item's round (from 0); None: for an item without rounds."""
    theme = theme_at(event, item, index or 0, table)
    named = index is None or len(event.cafes) > 1
    told = (item.title if named else "", "" if index is None else round_word(index))
    return NoteForm(
        place=table_word(table).capitalize(),
        round=" · ".join(filter(None, told)),
        theme=theme_mark(event, theme),
        title=theme.title if theme else "",
        question=question_for(item, None if index is None else item.rounds[index], theme),
        kinds=tuple(note_kind_word(kind).capitalize() for kind in NoteKind),
        event=f"{event.title} · {format_date(event.date)}",
        code=_code(table, index),
    )


def _code(table: Table, index: int | None) -> str:
    """What a sheet is typed or filed by, short and without spaces: «B7-R2» is table 7 in round 2."""
    if index is None:
        return _("T{table}").format(table=table.number)
    return _("T{table}-R{round}").format(table=table.number, round=index + 1)
