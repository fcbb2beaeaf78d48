"""Who sits where, in the words that all papers share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from facilitator.event import CafeKind, Event, Item, Person, Plan, Round, Table, Theme, find, theme_letter
from facilitator.i18n import _
from facilitator.kinds import chooses_hosts, host_at, index_of
from facilitator.report.outline import Stop, ThemeMark
from facilitator.seating import routes

Labels = Mapping[str, str]


def round_word(index: int) -> str:
    """«Runde 1» for the first round of a café."""
    return _("Round {number}").format(number=index + 1)


def table_word(table: Table) -> str:
    """«bord 4»."""
    return _("table {table}").format(table=table.number)


def labels(event: Event) -> Labels:
    """Person id → their name, the organisation in brackets where two share the name, else the number."""
    names = Counter(_key(person.name) for person in event.people)
    homes = Counter((_key(person.name), _key(person.organisation)) for person in event.people)

    def label(person: Person) -> str:
        if names[_key(person.name)] == 1:
            return person.name
        alone = homes[_key(person.name), _key(person.organisation)] == 1
        number = "" if alone or not person.number else str(person.number)
        told = ", ".join(filter(None, (person.organisation, number)))
        return f"{person.name} ({told})" if told else person.name

    return {person.id: label(person) for person in event.people}


def seated_cafes(plan: Plan) -> tuple[Item, ...]:
    """The cafés in which somebody has a seat; where all sit as they like, seats from before do not count."""
    return tuple(
        item
        for item in plan.event.cafes
        if item.cafe_kind is not CafeKind.FREE
        and any(people for round_ in item.rounds for people in plan.seats.get(round_.id, {}).values())
    )


def stops(plan: Plan, item: Item) -> Mapping[str, tuple[Stop, ...]]:
    """Person id → their seats in the café; rounds without a seat are left out, and so are people."""
    numbers = {table.id: table for table in plan.event.tables}
    found: dict[str, tuple[Stop, ...]] = {}
    for person, tables in routes(plan, item).items():
        way = tuple(
            Stop(round_word(index), _at(plan, item, item.rounds[index], numbers[table], person))
            for index, table in enumerate(tables)
            if table is not None
        )
        if way:
            found[person] = way
    return found


def _at(plan: Plan, item: Item, round_: Round, table: Table, person: str) -> str:
    """«bord 4», and that the person is its host where that is so in this round only."""
    word = table_word(table)
    if chooses_hosts(item) and host_at(plan, item, index_of(item, round_.id), table) == person:
        return _("{table} (host)").format(table=word)
    return word


def theme_mark(event: Event, theme: Theme | None) -> ThemeMark | None:
    """The letter and place of a theme; None without one."""
    return ThemeMark(theme_letter(event, theme.id), event.themes.index(theme)) if theme else None


def theme_line(event: Event, table: Table) -> str:
    """«A  Klima», or nothing."""
    theme = find(event.themes, table.theme_id)
    return f"{theme_letter(event, theme.id)}  {theme.title}" if theme else ""


def tables_in_order(event: Event) -> Iterator[Table]:
    """The open tables by number."""
    yield from sorted(event.open_tables, key=lambda table: table.number)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
