"""The scene of the day's whole programme: what has been, what is on, and what is to come."""

from __future__ import annotations

from facilitator.i18n import _
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, LiveItem, State
from facilitator.ui.room.elements import Mark
from facilitator.ui.room.lettering import MEDIUM, REGULAR, SEMIBOLD
from facilitator.ui.room.lists import Point, draw_list
from facilitator.ui.room.message import calm
from facilitator.ui.room.paging import EPOCH
from facilitator.ui.room.parts import SMALL_LOGO, head
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.sentences import local_time
from facilitator.ui.tokens import Ink


def programme_of_the_day(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """Times and titles in order, by groups; what is on has a pointer, what has been stands back."""
    points = tuple(_points(snapshot, live))
    if not points:
        calm(sheet, snapshot, live)
        return
    top = head(sheet, _("Programme"), snapshot.event, live, logo=SMALL_LOGO)
    draw_list(sheet, points, top + sheet.part(0.035), sheet.bottom, live.now - EPOCH)


def _points(snapshot: Snapshot, live: LiveDay) -> list[Point]:
    points: list[Point] = []
    group = ""
    for one in live.items:
        if one.state is State.SKIPPED:
            continue
        heading = one.item.group if one.item.group != group else None
        group = one.item.group
        time = local_time(snapshot.event, one.actual_start or one.expected_start or one.planned.start)
        points.append(_point(one, time, heading))
    return points


def _point(one: LiveItem, time: str, heading: str | None) -> Point:
    title = one.item.title
    if one.state is State.RUNNING:
        return Point(time, title, SEMIBOLD, Ink.ACCENT, Mark.POINTER, heading)
    if one.state is State.LATER:
        return Point(time, title, MEDIUM if one.item.takes_time else REGULAR, heading=heading)
    return Point(time, title, REGULAR, Ink.MUTED, heading=heading)
