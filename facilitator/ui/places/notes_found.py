"""Where notes belong, which of them are shown, and how each is told in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from facilitator.event import Event, Item, find, theme_letter
from facilitator.i18n import _, format_clock, ngettext
from facilitator.notes import LAPTOP, MOST_KEY_POINTS, Note, NoteKind, Notes, Revision
from facilitator.words import note_kind_word, place_word


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

    UNTOUCHED = "untouched"  # as it came: nobody has worked on it
    KEY = "key"
    PHONES = "phones"
    CHANGED_MEANWHILE = "changed_meanwhile"
    LATE = "late"  # first written after its round
    SENSITIVE = "sensitive"  # not in the open edition


def state_title(state: NoteState) -> str:
    """The state as an entry of a list."""
    titles = {
        NoteState.UNTOUCHED: _("Untouched"),
        NoteState.KEY: _("Key points"),
        NoteState.PHONES: _("From phones"),
        NoteState.CHANGED_MEANWHILE: _("Changed meanwhile"),
        NoteState.LATE: _("After the round"),
        NoteState.SENSITIVE: _("Sensitive"),
    }
    return titles[state]


def found(
    notes: Notes, wanted: Filter, late: Callable[[Note], bool] = lambda _note: False
) -> tuple[Note, ...]:
    """The notes that fit, the newest first; ``late`` says which came after their round."""
    kept: Iterable[Note] = notes.by_id.values() if wanted.with_taken_back else notes.standing
    for name in ("kind", "theme_id", "item_id", "round_id", "table_id"):
        value = getattr(wanted, name)
        if value is not None:
            kept = [note for note in kept if getattr(note.draft, name) == value]
    if wanted.text:
        typed = wanted.text.casefold()
        kept = [note for note in kept if typed in note.folded]
    if wanted.state is not None:
        is_in = _states(late)[wanted.state]
        kept = [note for note in kept if is_in(note)]
    return tuple(reversed(list(kept)))


def _states(late: Callable[[Note], bool]) -> dict[NoteState, Callable[[Note], bool]]:
    return {
        NoteState.UNTOUCHED: lambda note: note.untouched,
        NoteState.KEY: lambda note: note.draft.key,
        NoteState.PHONES: lambda note: note.revisions[0].draft.place != LAPTOP,
        NoteState.CHANGED_MEANWHILE: lambda note: note.changed_meanwhile,
        NoteState.LATE: late,
        NoteState.SENSITIVE: lambda note: note.draft.sensitive,
    }


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


def source_words(event: Event, note: Note, *, late: bool = False) -> str:
    """Where and when the note was written, and in how many wordings: what stands beneath its text."""
    draft = note.draft
    parts = [spot_words(event, Spot(draft.item_id, draft.round_id, draft.table_id))]
    theme = find(event.themes, draft.theme_id)
    if theme:
        parts.append(f"{theme_letter(event, theme.id)} {theme.title}")
    first = note.revisions[0]
    time = format_clock(event.local(first.at))
    parts.append(_("{time}, after the round").format(time=time) if late else time)
    if first.draft.place != LAPTOP:
        parts.append(place_word(first.draft.place))
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
    marks = [_("⊘ sensitive")] if note.draft.sensitive else []
    if note.draft.key:
        marks.append(_("★ key point"))
    return " · ".join(marks)


def spoken(event: Event, note: Note, *, late: bool = False) -> str:
    """The whole note for a screen reader."""
    source = source_words(event, note, late=late)
    parts = (kind_title(note.draft.kind), note.draft.text, source, state_words(note))
    return ". ".join(part for part in parts if part)


def too_many_keys(event: Event, notes: Notes, changed: Iterable[str]) -> str:
    """Which of the changed notes' tables now have more key points than asked for; "" for none."""
    places = {(draft.item_id, draft.table_id) for id in changed if (draft := notes.by_id[id].draft).key}
    words = _("Table {number} has {count} key points now. At most {most} are asked for.")
    told = []
    for item_id, table_id in places:
        table, count = find(event.tables, table_id), len(notes.key_points(item_id, table_id))
        if table and count > MOST_KEY_POINTS:
            told.append((table.number, words.format(number=table.number, count=count, most=MOST_KEY_POINTS)))
    return " ".join(sentence for _number, sentence in sorted(told)[:2])


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
        if revision.draft.merged_into is not None:
            parts.append(_("put into another note"))
        parent = note.revisions[number - 2].draft.id if number > 1 else None
        if revision.draft.parent_id != parent:
            parts.append(_("changed meanwhile"))
        shown.append(Version(revision, " · ".join(parts), revision.draft.text))
    return tuple(reversed(shown))
