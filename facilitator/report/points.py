"""What a table said, as the document says it: its theme, its part, and its source with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facilitator.event import Event, Item, ItemKind, Theme, find, theme_letter
from facilitator.i18n import _
from facilitator.kinds import theme_in
from facilitator.notes import Note, NoteKind, Notes
from facilitator.report.outline import Point, Points, ThemeMark
from facilitator.report.sources import source
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Part
from facilitator.words import note_kind_word

_KINDS = tuple(NoteKind)


def said(snapshot: Snapshot) -> tuple[Note, ...]:
    """The notes that stand and say something."""
    return tuple(note for note in snapshot.notes.standing if note.draft.text.strip())


def part_of(item: Item | None) -> Part:
    """The part of the summary in which stands what was said at the item."""
    if item and item.kind is ItemKind.TASK:
        return Part.OPENING
    return Part.CAFES if item is None or item.rounds or item.kind is ItemKind.CAFE else Part.DISCUSSIONS


def theme_of(event: Event, note: Note) -> Theme | None:
    """The theme that the note was given, else its table's in the round."""
    draft = note.draft
    given = find(event.themes, draft.theme_id)
    table, item = find(event.tables, draft.table_id), find(event.items, draft.item_id)
    if given or table is None:
        return given
    return theme_in(event, item, draft.round_id, table) if item else find(event.themes, table.theme_id)


def theme_mark(event: Event, theme: Theme) -> ThemeMark:
    return ThemeMark(theme_letter(event, theme.id), event.themes.index(theme))


def points_of(
    snapshot: Snapshot, item: Item | None, notes: Iterable[Note], called: Mapping[str, str]
) -> Points:
    """The notes by kind, then by table, then as they were written.

    ``called``: note id → the merged points that it is part of.
    """
    numbers = {table.id: table.number for table in snapshot.event.tables}

    def place(note: Note) -> tuple[int, int]:
        return _KINDS.index(note.draft.kind), numbers.get(note.draft.table_id, 0)

    return Points(tuple(_point(snapshot, item, note, called) for note in sorted(notes, key=place)))


def _point(snapshot: Snapshot, item: Item | None, note: Note, called: Mapping[str, str]) -> Point:
    """The note; behind it where it was said, and what became of it."""
    event = snapshot.event
    also = (
        _("also {source}").format(source=source(event, item, part)) for part in _parts(snapshot.notes, note)
    )
    became = [_("key point")] if note.draft.key else []
    if note.id in called:
        became.append(_("merged in {reference}").format(reference=called[note.id]))
    told = " · ".join((source(event, item, note), *also, *became))
    return Point(note.draft.text, note_kind_word(note.draft.kind), told)


def _parts(notes: Notes, note: Note) -> list[Note]:
    """The notes that are part of that one now, however deep."""
    found = {note.id: note}
    waiting = [note]
    while waiting:
        parts = [part for part in notes.put_into(waiting.pop().id) if part.id not in found]
        found.update((part.id, part) for part in parts)
        waiting += parts
    return list(found.values())[1:]
