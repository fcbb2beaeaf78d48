"""The sign-in list: everybody A–Å, with room for a signature and a box for who is there."""

from __future__ import annotations

from facilitator.clock import Moment
from facilitator.event import family_first
from facilitator.i18n import _
from facilitator.people import in_order
from facilitator.report.outline import Cell, Column, Form, Outline, Table
from facilitator.report.paper.head import need_people, paper
from facilitator.snapshot import Snapshot

_BOX = "☐"


def sign_in_list(snapshot: Snapshot, now: Moment) -> Outline:
    """Everybody on the list. Raise FacilitatorError where there is nobody."""
    event = snapshot.event
    need_people(event)
    columns = (
        Column(_("No."), figures=True),
        Column(_("Name")),
        Column(_("Organisation")),
        Column(_("Signature"), room=22),
        Column(_("Present"), room=7),
    )
    rows = tuple(
        (
            Cell(str(person.number or "")),
            Cell(family_first(person.name)),
            Cell(person.organisation),
            Cell(""),
            Cell(_BOX),
        )
        for person in in_order(event.people)
    )
    return paper(event, now, _("Sign-in list"), Form.SHEET, blocks=(Table(columns, rows, roomy=True),))
