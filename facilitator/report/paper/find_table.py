"""Find your table: all names A–Å with their tables, to hang at the door."""

from __future__ import annotations

from facilitator.clock import Moment
from facilitator.event import Item, Person, Plan, family_first, name_parts
from facilitator.i18n import _
from facilitator.people import in_order
from facilitator.report.outline import Form, Names, Outline
from facilitator.report.paper.head import cafes_with_seats, paper
from facilitator.report.paper.routes import Labels, labels
from facilitator.seating import routes
from facilitator.snapshot import Snapshot


def find_your_table(snapshot: Snapshot, now: Moment) -> Outline:
    """Everybody who has a seat, a list for each café. Raise FacilitatorError where nobody has one."""
    event, plan = snapshot.event, snapshot.plan
    cafes = cafes_with_seats(plan)
    told = labels(event)
    names = tuple(_names(plan, item, told, alone=len(cafes) == 1) for item in cafes)
    return paper(event, now, _("Find your table"), Form.NAMES, names=names)


def _names(plan: Plan, item: Item, told: Labels, *, alone: bool) -> Names:
    numbers = {table.id: str(table.number) for table in plan.event.tables}
    ways = routes(plan, item)
    rows = tuple(
        (_letter(person), _sorted_name(person, told), tuple(numbers[t] if t else "" for t in ways[person.id]))
        for person in in_order(plan.event.people)
        if any(ways[person.id])
    )
    title = _("Find your table")
    return Names(
        title=title if alone else f"{title} · {item.title}",
        columns=tuple(str(number) for number, _round in enumerate(item.rounds, 1)),
        rows=rows,
    )


def _sorted_name(person: Person, told: Labels) -> str:
    """Family name first, as it is sorted; what tells two of one name apart follows."""
    apart = told[person.id].removeprefix(person.name)
    return family_first(person.name) + apart


def _letter(person: Person) -> str:
    """The letter that the name is looked for under, "" for none: Aa is sorted as Å."""
    _given, family = name_parts(person.name)
    letters = "".join(filter(str.isalnum, family)).upper()
    return "Å" if letters.startswith("AA") else letters[:1]
