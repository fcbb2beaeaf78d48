"""What every paper says of itself, and what is said where there is nothing to print."""

from __future__ import annotations

from typing import Any

from facilitator.clock import Moment
from facilitator.errors import FacilitatorError
from facilitator.event import CafeKind, Event, Item, Plan
from facilitator.i18n import _, format_date, language
from facilitator.report.outline import Form, Outline
from facilitator.report.paper.routes import seated_cafes


def paper(event: Event, now: Moment, genre: str, form: Form, **content: Any) -> Outline:
    """An outline of the event that is called ``genre``, in the language spoken."""
    return Outline(
        title=event.title,
        genre=genre,
        status=content.pop("status", genre),
        when=format_date(event.date, weekday=True),
        author=event.organiser,
        language=language(),
        made_at=event.local(now.utc),
        form=form,
        example=_("example") if event.example else "",
        **content,
    )


def cafes_with_seats(plan: Plan) -> tuple[Item, ...]:
    """The cafés that can be printed. Raise FacilitatorError where nobody has a seat in any."""
    cafes = seated_cafes(plan)
    if not cafes and plan.event.cafes and all(item.cafe_kind is CafeKind.FREE for item in plan.event.cafes):
        raise FacilitatorError(
            _("In this café everybody sits where they like: nobody has a seat to print. Nothing was written.")
        )
    if not cafes:
        raise FacilitatorError(
            _("Nobody has a seat in a café yet. Nothing was written. Make a table plan in Café first.")
        )
    return cafes


def need_people(event: Event) -> None:
    """Raise FacilitatorError where nobody is on the list."""
    if not event.people:
        raise FacilitatorError(
            _("Nobody is on the list of people. Nothing was written. Add the people first.")
        )


def need_tables(event: Event) -> None:
    """Raise FacilitatorError where the event has no table, or no café to sit at them in."""
    if not event.open_tables or not event.cafes:
        raise FacilitatorError(
            _("There is no café with tables. Nothing was written. Add a café and its tables first.")
        )
