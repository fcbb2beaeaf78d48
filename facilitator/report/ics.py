"""The day for calendars (iCalendar): one event for all of it, or one for each item.

Before the day the times are those promised; once it has begun, as it went and as it is expected now.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from icalendar import Calendar, vText
from icalendar import Event as Entry

from facilitator.clock import Moment
from facilitator.event import Event
from facilitator.i18n import _
from facilitator.report.files import replacing
from facilitator.report.lines import best_known, clock, named, on_its_day, to_the_minute
from facilitator.report.programme import open_items
from facilitator.report.text import legible
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveItem, live_day


def export_ics(snapshot: Snapshot, path: Path, now: Moment, *, whole: bool) -> None:
    """Write the day as one event (``whole``) or one an item; what is skipped, markers and notes stay out.

    Raise FacilitatorError where it cannot be written; what stood at ``path`` is then kept.
    """
    written = as_calendar(snapshot, now, whole=whole).to_ical()
    with replacing(path) as file:
        file.write(written)


def as_calendar(snapshot: Snapshot, now: Moment, *, whole: bool) -> Calendar:
    """The calendar in the language spoken; its ids stay the same, so that a later one takes its place."""
    event = snapshot.event
    begun = on_its_day(event, snapshot.record)
    items = open_items(live_day(event, snapshot.record, now), begun=begun)
    calendar = Calendar()
    calendar.add("prodid", "-//Facilitator//Facilitator//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", calendar_text(event.title))
    entries = _whole(event, items, begun=begun) if whole else _each(event, items, begun=begun)
    for entry in entries:
        entry.add("dtstamp", now.utc.replace(microsecond=0))
        calendar.add_component(entry)
    year = event.date.year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + 1, 1, 1))
    return calendar


def calendar_text(text: str) -> vText:
    """The text as a property's: all that means something in a calendar is escaped, in X- properties too."""
    return vText(legible(text))


def _whole(event: Event, items: tuple[LiveItem, ...], *, begun: bool) -> Iterator[Entry]:
    if not items:
        return
    spans = [best_known(live, begun=begun) for live in items]
    lines = [
        f"{clock(event, start)} {live.item.title}" for live, (start, _end) in zip(items, spans, strict=True)
    ]
    start, end = min(start for start, _end in spans), max(end for _start, end in spans)
    yield _entry(event, event.id, event.title, start, end, [*event.purposes, *lines])


def _each(event: Event, items: tuple[LiveItem, ...], *, begun: bool) -> Iterator[Entry]:
    for live in items:
        start, end = best_known(live, begun=begun)
        lines = [*map(named, live.item.speakers), live.item.prompt]
        yield _entry(event, f"{live.item.id}.{event.id}", live.item.title, start, end, lines)


def _entry(event: Event, id: str, title: str, start: datetime, end: datetime, lines: list[str]) -> Entry:
    """An event on the wall clock of the day's zone.

    The organiser goes under CONTACT: ORGANIZER must be an address, and none is known.
    """
    entry = Entry()
    entry.add("uid", calendar_text(f"{id}@facilitator"))
    entry.add("summary", calendar_text(title or _("Untitled")))
    entry.add("dtstart", to_the_minute(event, start))
    entry.add("dtend", to_the_minute(event, end))
    texts = {
        "location": event.place,
        "contact": ", ".join(filter(None, (event.organiser, event.contact))),
        "description": "\n".join(filter(None, lines)),
    }
    for name, text in texts.items():
        if text:
            entry.add(name, calendar_text(text))
    return entry
