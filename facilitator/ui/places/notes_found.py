"""Where notes belong, which of them are shown, and how each is told in a line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitator.event import Event, Item, find, theme_letter
from facilitator.i18n import _, format_clock, ngettext
from facilitator.notes import LAPTOP, Note, NoteKind, Notes, Revision
from facilitator.words import note_kind_word


@dataclass(frozen=True, slots=True)
class Spot:
    """A table in a round of an item (round None: the item has no rounds)."""

    item_id: str
    round_id: str | None
    table_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is looked for; what is None or "" does not matter."""

    text: str = ""
    kind: NoteKind | None = None
    theme_id: str | None = None
    item_id: str | None = None
    round_id: str | None = None
    table_id: str | None = None
    with_taken_back: bool = False
    state: NoteState | None = None


class NoteState(StrEnum):
    """What else notes are looked for by."""

    UNTOUCHED = "untouched"  # as it came, never changed
    KEY = "key"
    PHONES = "phones"
    CHANGED_MEANWHILE = "changed_meanwhile"


def state_title(state: NoteState) -> str:
    """The state as an entry of a list."""
    titles = {
        NoteState.UNTOUCHED: _("Untouched"),
        NoteState.KEY: _("Key points"),
        NoteState.PHONES: _("From phones"),
        NoteState.CHANGED_MEANWHILE: _("Changed meanwhile"),
    }
    return titles[state]


def _is_in(note: Note, state: NoteState | None) -> bool:
    match state:
        case None:
            return True
        case NoteState.UNTOUCHED:
            return len(note.revisions) == 1
        case NoteState.KEY:
            return note.draft.key
        case NoteState.PHONES:
            return note.revisions[0].draft.place != LAPTOP
        case NoteState.CHANGED_MEANWHILE:
            return note.changed_meanwhile


def found(notes: Notes, wanted: Filter) -> tuple[Note, ...]:
    """The notes that fit, the newest first."""
    typed = wanted.text.casefold()
    fixed = [
        (name, value)
        for name in ("kind", "theme_id", "item_id", "round_id", "table_id")
        if (value := getattr(wanted, name)) is not None
    ]
    source = notes.by_id.values() if wanted.with_taken_back else notes.standing
    kept = [
        note
        for note in source
        if all(getattr(note.draft, name) == value for name, value in fixed)
        and (not typed or typed in note.draft.text.casefold())
        and _is_in(note, wanted.state)
    ]
    return tuple(reversed(kept))


def at_spot(notes: Notes, spot: Spot, *, with_taken_back: bool) -> tuple[Note, ...]:
    """The notes of one table in one round, the newest first."""
    if not with_taken_back:
        return notes.at(spot.item_id, spot.round_id, spot.table_id)[::-1]
    wanted = Filter(item_id=spot.item_id, table_id=spot.table_id, with_taken_back=True)
    return tuple(note for note in found(notes, wanted) if note.draft.round_id == spot.round_id)


def kind_title(kind: NoteKind) -> str:
    """The kind's word as a caption."""
    word = note_kind_word(kind)
    return word[:1].upper() + word[1:]


def spot_words(event: Event, spot: Spot) -> str:
    """“Table 7 · Round 2”, or the item where it has no rounds."""
    table, item = find(event.tables, spot.table_id), find(event.items, spot.item_id)
    where = _("Table {number}").format(number=table.number) if table else _("A table that was deleted")
    return f"{where} · {round_words(item, spot.round_id)}" if item else where


def round_words(item: Item, round_id: str | None) -> str:
    """“Round 2”; an item without rounds is called by its title."""
    number = next((at for at, round_ in enumerate(item.rounds, 1) if round_.id == round_id), 0)
    return _("Round {number}").format(number=number) if number else item.title


def source_words(event: Event, note: Note) -> str:
    """Where and when the note was written, and in how many wordings: what stands beneath its text."""
    draft = note.draft
    parts = [spot_words(event, Spot(draft.item_id, draft.round_id, draft.table_id))]
    theme = find(event.themes, draft.theme_id)
    if theme:
        parts.append(f"{theme_letter(event, theme.id)} {theme.title}")
    parts.append(format_clock(event.local(note.revisions[0].at)))
    if draft.place != LAPTOP:
        parts.append(draft.place)
    count = len({revision.draft.text for revision in note.revisions})
    if count > 1:
        parts.append(ngettext("{count} version", "{count} versions", count).format(count=count))
    return " · ".join(parts)


def state_words(note: Note) -> str:
    """What has to be known of the note; "" for nothing."""
    if note.draft.taken_back:
        return _("↩ taken back")
    if note.draft.merged_into is not None:
        return _("⤷ part of another note")
    if note.changed_meanwhile:
        return _("▲ changed meanwhile")
    return _("★ key point") if note.draft.key else ""


def spoken(event: Event, note: Note) -> str:
    """The whole note for a screen reader."""
    parts = (kind_title(note.draft.kind), note.draft.text, source_words(event, note), state_words(note))
    return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Version:
    """One version in a note's history."""

    revision: Revision
    title: str
    text: str


def versions(event: Event, note: Note) -> tuple[Version, ...]:
    """All versions of a note, the newest first."""
    shown = []
    for number, revision in enumerate(note.revisions, 1):
        time = format_clock(event.local(revision.at))
        parts = [_("Version {number}, {time}").format(number=number, time=time)]
        parts.append(kind_title(revision.draft.kind))
        if revision.draft.taken_back:
            parts.append(_("taken back"))
        parent = note.revisions[number - 2].draft.id if number > 1 else None
        if revision.draft.parent_id != parent:
            parts.append(_("changed meanwhile"))
        shown.append(Version(revision, " · ".join(parts), revision.draft.text))
    return tuple(reversed(shown))
