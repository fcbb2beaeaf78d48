"""The programme for the door: what everybody may know, in large type."""

from __future__ import annotations

from facilitator.clock import Moment
from facilitator.event import Event
from facilitator.i18n import _, format_date, format_time, language
from facilitator.report.lines import (
    as_of,
    beside_words,
    best_known,
    clock,
    foreign_language,
    hours,
    named,
    on_its_day,
)
from facilitator.report.outline import Cell, Column, Facts, Form, Outline, Table
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, LiveItem, State, live_day


def programme(snapshot: Snapshot, now: Moment) -> Outline:
    """The programme in the language spoken: as planned, and once the day has begun, as expected at ``now``.

    It leaves out what is skipped, markers, and what is private to the moderators.
    """
    event = snapshot.event
    day = live_day(event, snapshot.record, now)
    begun = on_its_day(event, snapshot.record)
    made = event.local(now.utc)
    time = format_time(made) if made.date() == event.date else as_of(event, now)
    place = " · ".join(filter(None, (event.place, event.organiser)))
    date = format_date(event.date, weekday=True)
    when = _("{date}, {hours}").format(date=date, hours=hours(event)) if hours(event) else date
    return Outline(
        title=event.title,
        genre=_("Programme"),
        status=_("times as of {time}").format(time=time) if begun else _("subject to changes"),
        when=when,
        author=event.organiser,
        language=language(),
        made_at=made,
        form=Form.POSTER,
        example=_("example") if event.example else "",
        logo=event.logo,
        facts=Facts(((_("Place"), place),) if place else ()),
        blocks=(_table(event, day, begun=begun),) if open_items(day, begun=begun) else (),
    )


def open_items(day: LiveDay, *, begun: bool) -> tuple[LiveItem, ...]:
    """The items that the public is told of; what a rehearsal passed over is still to come."""
    untold = {State.SKIPPED, State.PASSED} if begun else {State.SKIPPED}
    return tuple(live for live in day.items if live.state not in untold and not live.item.marker)


def _table(event: Event, day: LiveDay, *, begun: bool) -> Table:
    columns = (Column("", figures=True), Column(""))
    return Table(columns, tuple(_row(event, live, begun=begun) for live in open_items(day, begun=begun)))


def _row(event: Event, live: LiveItem, *, begun: bool) -> tuple[Cell, Cell]:
    start, _end = best_known(live, begun=begun)
    item = live.item
    example = _("example") if item.example and not event.example else ""
    tags = " · ".join(filter(None, (beside_words(event, live), foreign_language(event, item), example)))
    who = [*map(named, item.speakers)]
    details = (*who[:-1], *filter(None, [" · ".join(filter(None, (*who[-1:], tags)))]))
    return Cell(clock(event, start)), Cell(item.title, details)
