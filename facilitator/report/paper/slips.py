"""Slips for those whose way through a café was changed after the badges were printed."""

from __future__ import annotations

from pathlib import Path

from facilitator.clock import Moment
from facilitator.errors import FacilitatorError
from facilitator.event import Item, Plan, find
from facilitator.i18n import Language, _, speaking
from facilitator.people import in_order
from facilitator.report.outline import Form, Outline, Route, Slip, Stop
from facilitator.report.paper.head import paper
from facilitator.report.paper.routes import round_word, table_word
from facilitator.seating import routes


def slips(before: Plan, after: Plan, item: Item, now: Moment) -> Outline:
    """A slip for each whose tables in the café differ, A–Å, with their whole way as it is now.

    The changed rounds say what was before. Raise FacilitatorError where no way is another.
    """
    old, new = routes(before, item), routes(after, item)
    several = len(after.event.cafes) > 1
    cards = tuple(
        Slip(
            heading=" · ".join((_("New route"), *([item.title] if several else []))),
            name=person.name,
            home=person.organisation,
            route=Route("", _stops(before, after, old[person.id], new[person.id])),
        )
        for person in in_order(after.event.people)
        if person.id in old and old[person.id] != new[person.id]
    )
    if not cards:
        raise FacilitatorError(_("Nobody’s tables have changed. Nothing was written. No slip is needed."))
    return paper(after.event, now, _("Slips for changed routes"), Form.CARDS, cards=cards)


def export_slips(
    before: Plan, after: Plan, item: Item, path: Path, now: Moment, language: Language | None = None
) -> None:
    """Write the slips as a PDF, ten to a page. FacilitatorError: none, or as in ``export``."""
    from facilitator.report.pdf import export_pdf

    with speaking(language):
        export_pdf(slips(before, after, item, now), path)


def _stops(
    before: Plan, after: Plan, old: tuple[str | None, ...], new: tuple[str | None, ...]
) -> tuple[Stop, ...]:
    return tuple(
        Stop(round_word(index), _seat(after, there), _seat(before, then) if then != there else "")
        for index, (then, there) in enumerate(zip(old, new, strict=True))
    )


def _seat(plan: Plan, table_id: str | None) -> str:
    table = find(plan.event.tables, table_id)
    return table_word(table) if table else _("no table")
