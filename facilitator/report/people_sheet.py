"""The people as rows: who they are, whether they came, and their way through the cafés."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from facilitator.event import Event, Item, Person, Plan
from facilitator.i18n import _
from facilitator.report.paper.routes import round_word, seated_cafes
from facilitator.report.sheet import Heading, Sheet, Value
from facilitator.seating import routes
from facilitator.snapshot import Snapshot
from facilitator.words import duty_word, presence_word, role_word


@dataclass(frozen=True, slots=True)
class _Column:
    heading: Heading
    value: Callable[[Person], Value]


def people_sheet(snapshot: Snapshot) -> Sheet:
    """All on the list, in its order; the table of each round is a number, so that it can be sorted by."""
    columns = (*_who(), *_day(snapshot), *_ways(snapshot.plan))
    rows = tuple(tuple(column.value(person) for column in columns) for person in snapshot.event.people)
    return Sheet(_("People"), tuple(column.heading for column in columns), rows)


def _who() -> Iterator[_Column]:
    yield _Column(Heading(_("Number on the badge"), 12), lambda person: person.number or None)
    yield _Column(Heading(_("Name"), 30), lambda person: person.name)
    yield _Column(Heading(_("Organisation"), 30), lambda person: person.organisation)
    yield _Column(Heading(_("Region"), 20), lambda person: person.region)
    yield _Column(Heading(_("Role"), 16), lambda person: role_word(person.role))
    yield _Column(Heading(_("On the day"), 16), lambda person: duty_word(person.duty))


def _day(snapshot: Snapshot) -> Iterator[_Column]:
    event, record = snapshot.event, snapshot.record
    yield _Column(Heading(_("Attendance"), 14), lambda person: presence_word(record.present(person.id)))
    yield _Column(Heading(_("Arrives"), 10), lambda person: person.arrives)
    yield _Column(Heading(_("Leaves"), 10), lambda person: person.leaves)
    yield _Column(Heading(_("Host of table"), 10), lambda person: _tables(event, person, "host_id"))
    yield _Column(Heading(_("Writes at table"), 10), lambda person: _tables(event, person, "note_taker_id"))


def _ways(plan: Plan) -> Iterator[_Column]:
    """A column for each round; the café's title goes before where there are several."""
    cafes = seated_cafes(plan)
    for cafe in cafes:
        for index in range(len(cafe.rounds)):
            word = round_word(index)
            title = word if len(cafes) == 1 else f"{cafe.title}: {word}"
            yield _Column(Heading(title, 10), _table_in(plan, cafe, index))


def _table_in(plan: Plan, cafe: Item, index: int) -> Callable[[Person], Value]:
    numbers = {table.id: table.number for table in plan.event.tables}
    ways = routes(plan, cafe)

    def table(person: Person) -> Value:
        return numbers.get(ways[person.id][index] or "")

    return table


def _tables(event: Event, person: Person, duty: str) -> Value:
    """The numbers of the tables; one alone as a number."""
    found = sorted(table.number for table in event.open_tables if getattr(table, duty) == person.id)
    return found[0] if len(found) == 1 else ", ".join(map(str, found))
