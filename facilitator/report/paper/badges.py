"""Name badges: who somebody is, and their way through the cafés."""

from __future__ import annotations

from facilitator.clock import Moment
from facilitator.event import Duty, Person
from facilitator.i18n import _
from facilitator.people import hosted_tables, in_order, noted_tables
from facilitator.report.outline import Badge, Form, Outline, Route
from facilitator.report.paper.head import need_people, paper
from facilitator.report.paper.routes import seated_cafes, stops
from facilitator.snapshot import Snapshot
from facilitator.words import duty_word


def badges(snapshot: Snapshot, now: Moment, labels: str = "") -> Outline:
    """A badge for everybody on the list, A–Å, on that sheet of labels; "": on cards to cut.

    Raise FacilitatorError where there is nobody.
    """
    event, plan = snapshot.event, snapshot.plan
    need_people(event)
    cafes = seated_cafes(plan)
    ways = [(item.title if len(cafes) > 1 else "", stops(plan, item)) for item in cafes]
    hosts, writers = hosted_tables(event), noted_tables(event)

    def badge(person: Person) -> Badge:
        return Badge(
            name=person.name,
            sheet=labels,
            home=person.organisation,
            number=_("No. {number}").format(number=person.number) if person.number else "",
            mark=_mark(person, hosts.get(person.id), writers.get(person.id)),
            host=person.id in hosts,
            routes=tuple(Route(title, way[person.id]) for title, way in ways if person.id in way),
        )

    return paper(event, now, _("Badges"), Form.CARDS, cards=tuple(map(badge, in_order(event.people))))


def _mark(person: Person, hosted: int | None, noted: int | None) -> str:
    """What the person does here, in a word or two; nothing for who only takes part."""
    if hosted is not None:
        return _("Host, table {table}").format(table=hosted)
    if noted is not None:
        return _("Note-taker, table {table}").format(table=noted)
    return "" if person.duty is Duty.PARTICIPANT else duty_word(person.duty).capitalize()
