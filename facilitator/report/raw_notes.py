"""The appendix: what the tables wrote as it came, where the document does not say it in these words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from facilitator.event import Event, Item, find
from facilitator.harvest import resolved
from facilitator.i18n import _, format_date, ngettext
from facilitator.notes import Note
from facilitator.report.lines import clock, tongue
from facilitator.report.outline import Block, Cell, Column, Point, Points, Remark, Section, Table
from facilitator.report.points import part_of
from facilitator.report.sources import source
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Part
from facilitator.words import note_kind_word


def raw_sections(snapshot: Snapshot, parts: Collection[Part]) -> tuple[Section, ...]:
    """Notes that were changed since they came, beside what they say now; in the order they came.

    A note that nobody has changed stands in full with its item, and is said again only where that is not
    among the ``parts``. Notes that were taken back are left out. Nothing where nothing is to be told.
    """
    changed = [note for note in counting(snapshot) if was_changed(note)]
    same = [note for note in counting(snapshot) if not was_changed(note)]
    untold = [note for note in same if part_of(_item(snapshot, note)) not in parts]
    if not changed and not untold:
        return ()
    here = {note.draft.item_id: _item(snapshot, note) for note in (*changed, *untold)}
    only = next(iter(here.values())) if len(here) == 1 else None
    blocks: list[Block] = [Remark(_extent(len(changed), len(same) - len(untold)))]
    if changed:
        blocks.append(_table(snapshot, only, changed))
    if untold:
        points = Points(tuple(_point(snapshot.event, only, note) for note in untold))
        blocks.append(Section(_("Not changed since"), (points,)) if changed else points)
    return (Section(_("Points as they came"), tuple(blocks), part=Part.RAW),)


def _item(snapshot: Snapshot, note: Note) -> Item | None:
    return find(snapshot.event.items, note.draft.item_id)


def counting(snapshot: Snapshot) -> list[Note]:
    """The notes that say or said something and were not taken back, those in another one included."""
    return [
        note
        for note in snapshot.notes.by_id.values()
        if not note.draft.taken_back and (note.raw.draft.text + note.draft.text).strip()
    ]


def was_changed(note: Note) -> bool:
    """Whether it says something else than when it came, or is part of another note now."""
    return note.draft.merged_into is not None or note.raw.draft.text.strip() != note.draft.text.strip()


def changed_sentence(count: int) -> str:
    if not count:
        return _("No point was changed after it came.")
    return ngettext(
        "{count} point was changed after it came, or put into another one.",
        "{count} points were changed after they came, or put into another one.",
        count,
    ).format(count=count)


def _extent(changed: int, told: int) -> str:
    known = changed_sentence(changed)
    if not told:
        return known
    rest = ngettext(
        "{count} point stands with its item as it was written.",
        "{count} points stand with their item as they were written.",
        told,
    ).format(count=told)
    return f"{known} {rest}"


def _table(snapshot: Snapshot, item: Item | None, notes: Sequence[Note]) -> Table:
    columns = (Column(_("Where and when"), room=15), Column(_("As it came")), Column(_("As it stands")))
    return Table(columns, tuple(_row(snapshot, item, note) for note in notes))


def _row(snapshot: Snapshot, item: Item | None, note: Note) -> tuple[Cell, ...]:
    event, typed = snapshot.event, tongue(snapshot.event)
    where = Cell(source(event, item, note), (_when(event, note),))
    came = Cell(note.raw.draft.text.strip(), language=typed)
    if note.draft.merged_into is None:
        return where, came, Cell(note.draft.text.strip(), language=typed)
    whole = resolved(snapshot.notes, note.id)
    text = whole.draft.text.strip() if whole else ""
    return where, came, Cell(text, (_("put together with other points"),), typed)


def _point(event: Event, item: Item | None, note: Note) -> Point:
    told = f"{source(event, item, note)}, {_when(event, note)}"
    return Point(note.draft.text, note_kind_word(note.draft.kind), told)


def _when(event: Event, note: Note) -> str:
    """«13:42», with the date where it is not the event's."""
    at = note.raw.at
    date = event.local(at).date()
    return clock(event, at) if date == event.date else f"{format_date(date)} {clock(event, at)}"
