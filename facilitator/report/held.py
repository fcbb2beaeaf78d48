"""The programme as it was planned and as it was held."""

from __future__ import annotations

from facilitator.event import Event
from facilitator.i18n import _, format_date
from facilitator.report.lines import NOTHING, beside_words, clock, foreign_language, named, span, tongue
from facilitator.report.outline import Block, Cell, Column, Remark, Section, Table
from facilitator.summary_plan import Part
from facilitator.timetable import LiveDay, LiveItem, State


def programme_sections(event: Event, day: LiveDay) -> tuple[Section, ...]:
    """What was planned, and what came of it as far as the day has come; nothing for an empty plan."""
    if not day.items:
        return ()
    begun = any(live.actual_start for live in day.items)
    columns = [Column(_("Planned"), figures=True), Column(_("Programme item"))]
    if begun:
        columns.insert(1, Column(_("Actual"), figures=True))
    rows = tuple(_programme_row(event, live, begun=begun) for live in day.items)
    told = (*_other_date(event, day), Table(tuple(columns), rows))
    return (Section(_("Programme"), told, part=Part.PROGRAMME),)


def _programme_row(event: Event, live: LiveItem, *, begun: bool) -> tuple[Cell, ...]:
    skipped = live.state is State.SKIPPED
    planned_span = NOTHING if skipped else span(event, live.planned.start, live.planned.end)
    actual = (Cell(NOTHING if skipped else _actual(event, live)),) if begun else ()
    return (Cell(planned_span), *actual, _item_cell(event, live))


def _other_date(event: Event, day: LiveDay) -> tuple[Block, ...]:
    """A rehearsal is told from the day itself."""
    starts = [live.actual_start for live in day.items if live.actual_start]
    if not starts or event.local(starts[0]).date() == event.date:
        return ()
    date = format_date(event.local(starts[0]).date())
    return (Remark(_("The actual times are from {date}.").format(date=date)),)


def _actual(event: Event, live: LiveItem) -> str:
    if live.actual_start and live.actual_end:
        return span(event, live.actual_start, live.actual_end)
    if live.actual_start:
        return _("since {time}").format(time=clock(event, live.actual_start))
    if live.expected_start:
        return _("expected {time}").format(time=clock(event, live.expected_start))
    return _("not held")


def _item_cell(event: Event, live: LiveItem) -> Cell:
    item = live.item
    tags = list(filter(None, [beside_words(event, live), foreign_language(event, item)]))
    if live.state is State.SKIPPED:
        tags.append(_("skipped"))
    if item.example and not event.example:
        tags.append(_("example"))
    details = [*map(named, item.speakers), *([" · ".join(tags)] if tags else [])]
    return Cell(item.title, tuple(details), tongue(event, item.language))
