"""The summary of a small day as an outline, and its parts as plain values to compare with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from facilitator.clock import Moment
from facilitator.event import Event
from facilitator.i18n import speaking
from facilitator.notes import Notes
from facilitator.polls import Ballots
from facilitator.record import Record
from facilitator.report.content import summary
from facilitator.report.outline import Block, Chart, Outline, Paragraph, Points, Remark, Section, Table
from facilitator.summary_plan import Part
from tests.builders import a_moment, a_snapshot


def outline_of(
    event: Event | None = None,
    *,
    record: Record | None = None,
    notes: Notes | None = None,
    ballots: Ballots | None = None,
    now: Moment | None = None,
) -> Outline:
    snapshot = replace(a_snapshot(event, record=record, notes=notes), ballots=ballots or {})
    with speaking("en"):
        return summary(snapshot, now or a_moment("15:40"))


def section(outline: Outline, title: str) -> Section:
    return next(one for one in outline.sections if one.title == title)


def part(outline: Outline, which: Part) -> Section:
    """The only section of that part."""
    (found,) = (one for one in outline.sections if one.part is which)
    return found


def told(block: Block) -> Any:
    """A section as (title, what is in it); points as «kind: text (source)»; tables and charts as rows."""
    match block:
        case Section(title, blocks, label):
            return (f"{label}: {title}" if label else title, [told(inner) for inner in blocks])
        case Points(points):
            return [f"{point.kind}: {point.text} ({point.source})" for point in points]
        case Remark(text) | Paragraph(text):
            return text
        case Table():
            return rows(block)
        case Chart():
            return rows(block.table)
    return block


def rows(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, Table)
    return [tuple("\n".join((cell.text, *cell.details)) for cell in row) for row in block.rows]


def heads(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def all_of(outline: Outline, kind: type[Block]) -> list[Block]:
    """The leaves of that kind, in reading order."""

    def inside(blocks: tuple[Block, ...]) -> list[Block]:
        return [
            one
            for block in blocks
            for one in (inside(block.blocks) if isinstance(block, Section) else [block])
            if isinstance(one, kind)
        ]

    return inside(outline.sections)
