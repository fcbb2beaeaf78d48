"""Further ways to one's table, as the moderator chooses: by table, by theme, by the badge's number."""

from __future__ import annotations

from facilitator.event import Item, Plan, Table, family_first, find, sort_key, theme_letter
from facilitator.i18n import _
from facilitator.people import in_order, shown_names
from facilitator.seating import routes
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay
from facilitator.ui.room.change import round_to_find
from facilitator.ui.room.floor import theme_points
from facilitator.ui.room.lettering import LEADING, MEDIUM, Words, fit, line_of
from facilitator.ui.room.lists import LARGE_SIZES, Point, draw_list
from facilitator.ui.room.names import Entry, draw_page, pages_of
from facilitator.ui.room.paging import EPOCH, page_at
from facilitator.ui.room.parts import head
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.tokens import Ink

NUMBER_COLUMNS = 8


def by_table(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """Each table with those who sit there."""
    item, index = round_to_find(live)
    top = _head(sheet, snapshot, live)
    points = table_points(snapshot.plan, item, index) if item else ()
    if points:
        draw_list(sheet, points, top, sheet.bottom, live.now - EPOCH)
    else:
        _say(sheet, _("Find a table with a free seat."), top)


def by_theme(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """Each theme, its letter and its colour, with its tables."""
    top = _head(sheet, snapshot, live)
    points = theme_points(sheet, snapshot.event)
    if points:
        draw_list(sheet, points, top, sheet.bottom, live.now - EPOCH, LARGE_SIZES)
    else:
        _say(sheet, _("The tables have no themes."), top)


def by_number(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The numbers on the badges in columns, each with its table."""
    item, index = round_to_find(live)
    top = _head(sheet, snapshot, live)
    entries = number_entries(snapshot.plan, item, index) if item else ()
    if not entries:
        _say(sheet, _("Nobody has a number and a seat yet."), top)
        return
    gap, foot = sheet.part(0.07), sheet.body * LEADING
    height = sheet.bottom - foot - sheet.part(0.015) - top
    pages = pages_of(entries, sheet.measure, height, sheet.height, gap, NUMBER_COLUMNS)
    at = page_at(live.now - EPOCH, len(pages))
    draw_page(sheet, pages[at], top, gap)
    shown = [row.entry.name for row in pages[at].rows]
    words = _("Number on the badge → table: {first}–{last}").format(first=shown[0], last=shown[-1])
    sheet.write(line_of(words, sheet.body, MEDIUM, Ink.MUTED), sheet.left, sheet.bottom - foot)
    if len(pages) > 1:
        count = _("{page} of {pages}").format(page=at + 1, pages=len(pages))
        line = line_of(count, sheet.body, MEDIUM, Ink.MUTED)
        sheet.write(line, sheet.right, sheet.bottom - foot, end=True)


def new_routes(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """Who got another way through the café last, with their tables from the round that is looked for on."""
    item, index = round_to_find(live)
    top = _head(sheet, snapshot, live, _("New tables for some"))
    points = route_points(snapshot, item, index) if item else ()
    if points:
        draw_list(sheet, points, top, sheet.bottom, live.now - EPOCH)
    else:
        _say(sheet, _("Nobody has a new table."), top)


def route_points(snapshot: Snapshot, item: Item, index: int) -> tuple[Point, ...]:
    """The tables, "4 → 11", and the name of each with a new way, A–Å by family name."""
    event = snapshot.event
    told = {one.person_id for one in snapshot.record.rerouted.get(item.id, ())}
    numbers = {table.id: str(table.number) for table in event.tables}
    ways = routes(snapshot.plan, item)
    names = shown_names(event.people)
    return tuple(
        Point(
            " → ".join(numbers.get(table or "", "–") for table in ways[person.id][index:]), names[person.id]
        )
        for person in in_order(person for person in event.people if person.id in told)
    )


def table_points(plan: Plan, item: Item, index: int) -> tuple[Point, ...]:
    """The tables by number with the people of that round, A–Å by family name."""
    people = {person.id: person.name for person in plan.event.people}
    found: list[tuple[Table, list[str]]] = []
    for table_id, seated in plan.seats.get(item.rounds[index].id, {}).items():
        table = find(plan.event.open_tables, table_id)
        names = sorted((people[id] for id in seated if id in people), key=_by_family)
        if table is not None and names:
            found.append((table, names))
    return tuple(
        Point(
            f"{table.number} {theme_letter(plan.event, table.theme_id)}".strip(),
            ", ".join(names),
        )
        for table, names in sorted(found, key=lambda one: one[0].number)
    )


def number_entries(plan: Plan, item: Item, index: int) -> tuple[Entry, ...]:
    """The numbers of all who have one and a seat in that round, the lowest first."""
    numbers = {person.id: person.number for person in plan.event.people if person.number}
    seats = plan.seats.get(item.rounds[index].id, {})
    tables = {table.id: table.number for table in plan.event.tables}
    pairs = sorted(
        (numbers[id], tables[table_id])
        for table_id, seated in seats.items()
        for id in seated
        if id in numbers and table_id in tables
    )
    return tuple(Entry(str(number), "", table) for number, table in pairs)


def _by_family(name: str) -> str:
    return sort_key(family_first(name))


def _head(sheet: Sheet, snapshot: Snapshot, live: LiveDay, title: str = "") -> float:
    """What this is, and for which round; the y beneath."""
    item, index = round_to_find(live)
    words = title or _("Find your table")
    if item is not None:
        round_ = _("Round {number} of {count}").format(number=index + 1, count=len(item.rounds))
        words = f"{words} · {round_}"
    return head(sheet, words, snapshot.event, live) + sheet.part(0.035)


def _say(sheet: Sheet, text: str, top: float) -> None:
    words = Words(text, sheet.part(0.06), sheet.body)
    sheet.write(fit(words, sheet.measure, sheet.bottom - top), sheet.left, top)
