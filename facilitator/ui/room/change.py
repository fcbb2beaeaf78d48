"""The scene between two rounds: change tables, and where each is to sit. The only one that shows names."""

from __future__ import annotations

from datetime import timedelta

from facilitator.cafe import PhaseKind
from facilitator.event import ZERO, CafeKind, Event, Item, Plan, find, sort_key
from facilitator.i18n import _
from facilitator.kinds import chooses_hosts, host_at, note_taker_at, people_at, theme_at
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, State
from facilitator.ui.room.floor import draw_floor_and_themes
from facilitator.ui.room.lettering import (
    BOLD,
    DIGITS,
    LEADING,
    MEDIUM,
    REGULAR,
    Words,
    fit,
    line_of,
    stack,
)
from facilitator.ui.room.lists import Point, draw_list
from facilitator.ui.room.names import Entry, Page, draw_page, pages_of
from facilitator.ui.room.paging import EPOCH, page_at
from facilitator.ui.room.parts import digits_within, write_all
from facilitator.ui.room.sheet import DIGITS_PART, Sheet
from facilitator.ui.room.words import Countdown, countdown
from facilitator.ui.sentences import local_time
from facilitator.ui.tokens import Ink


def change(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The countdown and what to do; below, names A–Å in columns, page by page.

    Where everybody chooses for themselves, the floor plan stands there instead; once the tables were
    counted, how many of their seats are taken.
    """
    item, index = round_to_find(live)
    moving = live.cafe is not None and live.cafe.phase.kind is PhaseKind.CHANGE
    count = countdown(live) if moving else None
    entries = entries_of(snapshot.plan, item, index) if item else ()
    top = _draw_head(sheet, item, index, count)
    bottom = sheet.bottom - sheet.body * LEADING
    if item and item.cafe_kind is CafeKind.FREE:
        if any(round_id == item.rounds[index].id for round_id, _table in snapshot.record.counts):
            points = _tables_to_choose(snapshot, item, index)
            draw_list(sheet, points, top, bottom - sheet.part(0.015), _shown_for(live))
        else:
            draw_floor_and_themes(sheet, snapshot.event, live, top, bottom - sheet.part(0.015))
        _draw_foot(sheet, "", _start_words(snapshot.event, live), count)
        return
    if not entries:
        words = Words(_("Find a table with a free seat."), sheet.part(0.06), sheet.body)
        sheet.write(fit(words, sheet.measure, bottom - top), sheet.left, top)
        _draw_foot(sheet, "", _start_words(snapshot.event, live), count)
        return
    gap = sheet.part(0.05)
    pages = pages_of(entries, sheet.measure, bottom - sheet.part(0.015) - top, sheet.height, gap)
    at = page_at(_shown_for(live), len(pages))
    draw_page(sheet, pages[at], top, gap)
    _draw_foot(sheet, _letters(pages, at), _start_words(snapshot.event, live), count)


def round_to_find(live: LiveDay) -> tuple[Item | None, int]:
    """The café and the index of the round whose tables people look for.

    While a round's talk is on, that round; from its write-up on, the next; before a café, its first.
    """
    cafe = live.cafe
    if cafe is not None:
        onward = cafe.phase.kind in (PhaseKind.WRITE_UP, PhaseKind.CHANGE) and cafe.next_round is not None
        return cafe.item, cafe.phase.round_index + onward
    coming = (one.item for one in live.items if one.state is State.LATER and one.item.rounds)
    return next(coming, None), 0


def entries_of(plan: Plan, item: Item, index: int) -> tuple[Entry, ...]:
    """Everybody with a seat in that round, A–Å by family name.

    From the second round on, who stays by rule is left out: hosts and note-takers, or, where those
    wander, the others.
    """
    people = {person.id: person for person in plan.event.people}
    before = plan.seats.get(item.rounds[index - 1].id, {}) if index else {}
    found: list[Entry] = []
    for table_id, seated in plan.seats.get(item.rounds[index].id, {}).items():
        table = find(plan.event.tables, table_id)
        if table is None:
            continue
        staying = set(before.get(table_id, ()))
        leading = {host_at(plan, item, index, table), note_taker_at(plan.event, item, index, table)}
        fixed = staying if item.cafe_kind is CafeKind.WANDERING else leading & staying
        found += [
            Entry(people[id].name, people[id].organisation, table.number)
            for id in seated
            if id in people and id not in fixed
        ]
    return tuple(sorted(found, key=lambda entry: (sort_key(entry.shown), sort_key(entry.organisation))))


def _tables_to_choose(snapshot: Snapshot, item: Item, index: int) -> tuple[Point, ...]:
    """The open tables by theme and number, and how many of their seats are taken where that was counted."""
    event, round_id = snapshot.event, item.rounds[index].id
    points: list[Point] = []
    for theme in (*event.themes, None):
        tables = [table for table in event.open_tables if theme_at(event, item, index, table) == theme]
        heading = theme.title if theme else _("Without a theme") if event.themes else None
        for table in sorted(tables, key=lambda table: table.number):
            people = people_at(snapshot.plan, snapshot.record, item, round_id, table.id)
            words = _("{seats} seats") if people is None else _("{people} of {seats} seats taken")
            lead = _("Table {number}").format(number=table.number)
            points.append(Point(lead, words.format(people=people, seats=table.seats_max), heading=heading))
            heading = None
    return tuple(points)


def _draw_head(sheet: Sheet, item: Item | None, index: int, count: Countdown | None) -> float:
    """What to do and how long there is for it, or which round the tables are for; the y beneath."""
    cap = sheet.height / DIGITS_PART
    width = sheet.measure
    if count:
        digits = digits_within(count.widest, sheet.measure * 0.85, cap)
        shown = line_of(count.digits, digits.px, DIGITS, count.ink)
        sheet.write_at(shown, sheet.right + digits.inset, sheet.top + digits.cap, end=True)
        width -= digits.width + sheet.part(0.08)
    heading = _("Change tables") if count else _("Find your table")
    title = Words(heading, sheet.part(0.115), sheet.body, BOLD, headline=True)
    how = Words(_how(item, index, count), sheet.part(0.048), sheet.body, REGULAR, Ink.MUTED)
    y = sheet.top - sheet.part(0.02)
    below = sheet.part(0.038)
    if sheet.wide:
        blocks = stack((title, how), width, cap + sheet.part(0.03), sheet.part(0.012))
        y = write_all(sheet, blocks, y, sheet.part(0.012))
        return max(y, sheet.top + cap if count else 0) + below
    y = sheet.write(fit(title, width, cap), sheet.left, y)
    y = max(y, sheet.top + cap if count else 0) + sheet.part(0.025)
    return sheet.write(fit(how, sheet.measure, sheet.part(0.12)), sheet.left, y) + below


def _how(item: Item | None, index: int, count: Countdown | None) -> str:
    if item is None:
        return ""
    if item.cafe_kind is CafeKind.FREE:
        if count:
            return _("Choose another table. Hosts stay seated.")
        return _("Choose a table yourself, and go there.")
    if count and item.cafe_kind is CafeKind.WANDERING:
        return _("Hosts go on to their next table. Everyone else stays seated.")
    if count and chooses_hosts(item):
        return _("Find your name. Go to your table.")
    if count:
        return _("Find your name. Go to your table. Hosts stay seated.")
    return _("Round {number} of {count}").format(number=index + 1, count=len(item.rounds))


def _draw_foot(sheet: Sheet, letters: str, starts: str, count: Countdown | None) -> None:
    """Which names these are, and when the next round starts; or why not yet, by a word and a shape."""
    px = sheet.body
    y = sheet.bottom - px * LEADING
    range_ = line_of(letters, px, MEDIUM, Ink.MUTED)
    sheet.write(range_, sheet.left, y)
    if count is None or count.mark is None:
        sheet.write(line_of(starts, px, MEDIUM, Ink.MUTED), sheet.right, y, end=True)
        return
    side = round(px * 0.8)
    room = sheet.measure - range_.width - sheet.part(0.06) - side
    words = line_of(f"{count.word} · {starts}", px, MEDIUM, count.ink)
    if words.width > room:
        words = line_of(count.word, px, MEDIUM, count.ink)
    sheet.write(words, sheet.right, y, end=True)
    left = sheet.right - words.width - sheet.part(0.018) - side
    sheet.shape(count.mark, left, y + (px * LEADING - side) / 2, side, count.ink)


def _letters(pages: tuple[Page, ...], at: int) -> str:
    letters = pages[at].letters
    if len(pages) == 1:
        return letters
    return _("{letters} · {page} of {pages}").format(letters=letters, page=at + 1, pages=len(pages))


def _start_words(event: Event, live: LiveDay) -> str:
    """When the round after the change starts."""
    cafe = live.cafe
    if cafe is None or cafe.phase.kind is not PhaseKind.CHANGE:
        return ""
    number = cafe.phase.round_index + 2
    if not cafe.by_itself or cafe.remaining < ZERO or live.paused_for is not None:
        return _("Round {number} starts when everyone is seated").format(number=number)
    time = local_time(event, live.now + cafe.remaining)
    return _("Round {number} starts at {time}").format(number=number, time=time)


def _shown_for(live: LiveDay) -> timedelta:
    """How long the first page has been due: since the change began, a pause counted too."""
    cafe = live.cafe
    if cafe is None or cafe.phase.kind is not PhaseKind.CHANGE:
        return live.now - EPOCH
    return cafe.length - cafe.remaining + (live.paused_for or ZERO)
