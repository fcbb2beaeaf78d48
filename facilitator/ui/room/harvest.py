"""The scenes of the harvest and of the closing: what the tables said together, and what happens next."""

from __future__ import annotations

from facilitator.event import ItemKind, find, theme_letter
from facilitator.harvest import said_at
from facilitator.i18n import _, ngettext
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay
from facilitator.ui.room.asked import DIGITS_SHARE
from facilitator.ui.room.lettering import SEMIBOLD
from facilitator.ui.room.lists import LARGE_SIZES, Point, draw_list
from facilitator.ui.room.paging import EPOCH
from facilitator.ui.room.parts import draw_countdown_at_foot, head
from facilitator.ui.room.programme import now_next
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.room.words import countdown


def harvest_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The merged points by theme, each with at how many tables it was said; page by page."""
    event, notes = snapshot.event, snapshot.notes
    points: list[Point] = []
    for theme_id in (*(theme.id for theme in event.themes), None):
        theme = find(event.themes, theme_id)
        heading: str | None = f"{theme_letter(event, theme_id)} {theme.title}" if theme else _("Other points")
        for point in event.points:
            if point.theme_id == theme_id:
                tables = len(said_at(point, event, notes))
                said = ngettext("{count} table", "{count} tables", tables).format(count=tables)
                points.append(Point("•", f"{point.title} ({said})", heading=heading))
                heading = None
    if not points:
        now_next(sheet, snapshot, live)
        return
    top = head(sheet, _("What the tables said"), event, live) + sheet.part(0.035)
    draw_list(sheet, tuple(points), top, _foot(sheet, live, ItemKind.HARVEST), live.now - EPOCH, LARGE_SIZES)


def closing_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """Thanks, and what happens next: the step, who takes it, and when."""
    event = snapshot.event
    if not event.steps:
        now_next(sheet, snapshot, live)
        return
    top = head(sheet, _("The way forward, and thank you for today"), event, live) + sheet.part(0.03)
    bottom = _foot(sheet, live, ItemKind.CLOSING)
    steps = tuple(
        Point(f"{number}.", " · ".join(filter(None, (step.title, step.owner, step.when))), SEMIBOLD)
        for number, step in enumerate(event.steps, 1)
    )
    draw_list(sheet, steps, top, bottom, live.now - EPOCH, LARGE_SIZES)


def _foot(sheet: Sheet, live: LiveDay, kind: ItemKind) -> float:
    """The y above what is left of the item that is on, if it is of that kind."""
    count = countdown(live) if live.running and live.running.item.kind is kind else None
    if count is None:
        return sheet.bottom
    return draw_countdown_at_foot(sheet, count, sheet.height * DIGITS_SHARE) - sheet.part(0.05)
