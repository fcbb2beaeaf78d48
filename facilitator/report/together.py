"""What the room said together: merged points in their rank, and what each table held to be its key points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.event import Event, MergedPoint, find, theme_letter
from facilitator.harvest import said_in, sources
from facilitator.i18n import _
from facilitator.notes import Note
from facilitator.report.lines import tongue
from facilitator.report.outline import Cell, Column, Section, Table
from facilitator.report.polling import votes
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A merged point. ``reference`` is what the document calls it: «A1» is the first one of theme A."""

    point: MergedPoint
    reference: str
    dots: int | None  # None where it was not voted on
    said: tuple[Note, ...]  # all notes that say it
    sources: tuple[Note, ...]  # those of them that stand
    tables: tuple[int, ...]  # numbers of those that said it


def ranked(snapshot: Snapshot) -> tuple[Together, ...]:
    """The merged points theme by theme, those without one last.

    Of a theme, those with the most dots are first, then those said at the most tables, then as they were
    placed by hand.
    """
    dots, found = votes(snapshot), []
    for theme_id in (*(theme.id for theme in snapshot.event.themes), None):
        of_theme = [
            _together(snapshot, point, dots) for point in snapshot.event.points if point.theme_id == theme_id
        ]
        of_theme.sort(key=lambda one: (-(one.dots or 0), -len(one.tables)))
        letter = theme_letter(snapshot.event, theme_id) if theme_id else ""
        found += [replace(one, reference=f"{letter}{rank}") for rank, one in enumerate(of_theme, 1)]
    return tuple(found)


def _together(snapshot: Snapshot, point: MergedPoint, dots: Mapping[str, int]) -> Together:
    said = said_in(point, snapshot.notes)
    tables = {note.draft.table_id for note in said}
    return Together(
        point=point,
        reference="",
        dots=dots.get(point.id),
        said=said,
        sources=sources(point, snapshot.notes),
        tables=tuple(sorted(table.number for table in snapshot.event.tables if table.id in tables)),
    )


def references(together: Iterable[Together]) -> Mapping[str, str]:
    """Note id → what the merged points are called that it is part of."""
    found: dict[str, list[str]] = {}
    for one in together:
        for note in one.sources:
            found.setdefault(note.id, []).append(one.reference)
    return {id: ", ".join(called) for id, called in found.items()}


def together_table(
    event: Event, together: Sequence[Together], details: Mapping[str, tuple[str, ...]]
) -> Table:
    """The points with their tables and dots counted; ``details``: point id → the lines beneath it."""
    voted = any(one.dots is not None for one in together)
    columns = [Column(_("No."), figures=True), Column(_("Merged point")), Column(_("Tables"), figures=True)]
    rows = []
    for one in together:
        title = Cell(one.point.title, details.get(one.point.id, ()), tongue(event))
        row = (Cell(one.reference), title, Cell(str(len(one.tables))))
        rows.append((*row, Cell(str(one.dots or 0))) if voted else row)
    dots = (Column(_("Dots"), figures=True),) if voted else ()
    return Table((*columns, *dots), tuple(rows))


def key_point_sections(snapshot: Snapshot) -> tuple[Section, ...]:
    """What each table held to be its key points, by item where tables chose at several."""
    event, called = snapshot.event, references(ranked(snapshot))
    tables = sorted(event.tables, key=lambda table: table.number)
    sections = []
    for item in event.items:
        keys = [
            (table.number, note) for table in tables for note in snapshot.notes.key_points(item.id, table.id)
        ]
        if keys:
            typed = tongue(event, item.language)
            sections.append(Section(item.title, (_key_table(keys, called, typed),), language=typed))
    if not sections:
        return ()
    blocks = sections[0].blocks if len(sections) == 1 else tuple(sections)
    return (Section(_("Key points by table"), blocks, part=Part.KEY_POINTS),)


def _key_table(keys: Sequence[tuple[int, Note]], called: Mapping[str, str], typed: str) -> Table:
    columns = [Column(_("Table"), figures=True), Column(_("Key point"))]
    rows = []
    for number, note in keys:
        row = (Cell(str(number)), Cell(" ".join(note.draft.text.split()), language=typed))
        rows.append((*row, Cell(called.get(note.id, ""))) if called else row)
    merged = (Column(_("Merged in"), figures=True),) if called else ()
    return Table((*columns, *merged), tuple(rows))


def home_of(event: Event, one: Together) -> str | None:
    """The item (id) at which the point stands in full: that of its first source.

    Without a source in the programme, the last café; None where there is no café either.
    """
    items = (find(event.items, note.draft.item_id) for note in one.sources)
    first = next((item.id for item in items if item), None)
    return first or (event.cafes[-1].id if event.cafes else None)
