"""What of the day an edition of the summary holds: its parts in order, and what is not for everybody.

For the open edition that is taken out of the snapshot, before any format sees it. What is not there can't be
in what is made of it: in no text, in no metadata, in no format that comes later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import unquote

from facilitator.event import BackgroundDocument, Event, Item, MergedPoint, Person, Step, Table, sort_key
from facilitator.harvest import resolved, title_of
from facilitator.i18n import _
from facilitator.names import FullNames
from facilitator.notes import Note, Notes
from facilitator.privacy import deleted_counts
from facilitator.report.outline import Section
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Chapter, Part, parts_in

Value = TypeVar("Value")


def in_order(sections: tuple[Section, ...], chosen: tuple[Chapter, ...]) -> tuple[Section, ...]:
    """The sections of the parts that are written, in the chosen order; those of no part come last."""
    places: dict[Part | None, int] = {part: place for place, part in enumerate(parts_in(chosen))}
    places[None] = len(places)
    return tuple(sorted((one for one in sections if one.part in places), key=lambda one: places[one.part]))


@dataclass(frozen=True, slots=True)
class Opened:
    """The day as everybody may read it.

    ``names``: how many stood in its texts, and are replaced there. ``unknown``: people were deleted, whose
    names can't be looked for. ``hidden``: how many notes say that they are left out. ``families``: family
    names that still stand in its texts without a given name, in order; they may mean something else.
    """

    snapshot: Snapshot
    names: int
    unknown: bool = False
    hidden: int = 0
    families: tuple[str, ...] = ()


def opened(snapshot: Snapshot) -> Opened:
    """The day without people's names, private notes, pictures, and the words of notes marked sensitive.

    In what was typed, words in the language spoken stand in place of each full name. Initials, given and
    family names alone stay: somebody has to read it. All that counts people and notes stays as it is.
    """
    names = full_names(snapshot.event)
    sensitive = _sensitive(snapshot.notes)
    shown = {
        id: _hidden(note) if id in sensitive else _since_sensitive(note)
        for id, note in snapshot.notes.by_id.items()
        if not note.draft.taken_back
    }
    event = _without_persons(snapshot.event, names)
    points = tuple(_open_point(point, snapshot.notes, sensitive) for point in event.points)
    plan = replace(snapshot.plan, event=replace(event, points=points), hosts={})
    bare = Snapshot(plan=plan, record=snapshot.record, notes=Notes(shown), ballots=snapshot.ballots)
    clean, found = without_names(bare, names)
    return Opened(
        clean,
        found,
        unknown=deleted_counts(snapshot.record) is not None,
        hidden=len(sensitive & shown.keys()),
        families=_families_in(clean, names, snapshot.event),
    )


def full_names(event: Event) -> FullNames:
    """The names of all who are on the list, who speak and who moderate."""
    return FullNames(_named(event))


def _named(event: Event) -> list[str]:
    speakers = [speaker.name for item in event.items for speaker in item.speakers]
    return [person.name for person in event.people] + [one.name for one in event.moderators] + speakers


# ── what stands in places of its own ──


def _without_persons(event: Event, names: FullNames) -> Event:
    """The event with nobody's name or contact, and with no words that are the moderators' own."""
    known = {name.strip().casefold() for name in _named(event)}

    def owned(step: Step) -> Step:
        person = step.owner.strip().casefold() in known or names.spans(step.owner)
        return replace(step, owner="") if person else step

    return replace(
        event,
        contact="",
        moderators=(),
        messages=(),
        pairs=(),
        items=tuple(map(_open_item, event.items)),
        people=tuple(map(_unnamed, event.people)),
        tables=tuple(map(_unhosted, event.tables)),
        steps=tuple(map(owned, event.steps)),
    )


def _open_item(item: Item) -> Item:
    return replace(item, speakers=(), private_notes="")


def _unnamed(person: Person) -> Person:
    return replace(person, name="", number=0)


def _unhosted(table: Table) -> Table:
    return replace(table, host_id=None, note_taker_id=None)


# ── notes that are not for all ──


def _sensitive(notes: Notes) -> set[str]:
    """The ids of notes marked sensitive, and of all that they were put together with."""
    family = {id: whole.id if (whole := resolved(notes, id)) else id for id in notes.by_id}
    marked = {family[id] for id, note in notes.by_id.items() if _is_marked(note)}
    return {id for id, whole in family.items() if whole in marked}


def _is_marked(note: Note) -> bool:
    """Whether it is sensitive as it stands, or in what somebody wrote without knowing of that."""
    ends = (note.current, *note.rivals)
    return any(end.draft.sensitive for end in ends) or note.current not in _since_sensitive(note).revisions


def _since_sensitive(note: Note) -> Note:
    """The note with what it said after it was sensitive last, so that older wordings are nowhere."""
    marks = [at for at, revision in enumerate(note.revisions, 1) if revision.draft.sensitive]
    return Note(note.revisions[marks[-1] :]) if marks and marks[-1] < len(note.revisions) else note


def _hidden(note: Note) -> Note:
    """The note as it is counted, without its words and its history."""
    last = note.current
    return Note((replace(last, draft=replace(last.draft, text=_("[left out: not for all]"))),))


def _open_point(point: MergedPoint, notes: Notes, sensitive: set[str]) -> MergedPoint:
    """The point without words of sensitive sources as its title.

    It keeps its place: votes were counted by hand in the order of the points.
    """
    hidden = [id for id in point.sources if id in sensitive]
    if not hidden:
        return point
    said = {title_of(revision.draft.text) for id in hidden for revision in notes.by_id[id].revisions}
    telling = len(hidden) == len(point.sources) or any(title and title in point.title for title in said)
    return replace(point, title=_("[left out: not for all]")) if telling else point


# ── names in what was typed ──


def without_names(snapshot: Snapshot, names: FullNames) -> tuple[Snapshot, int]:
    """The snapshot with words in place of those names in all that was typed; how many names stood there."""
    instead, found = _("[name left out]"), 0

    def cleaned(text: str) -> str:
        return names.replaced(text, instead)

    def counted(text: str) -> str:
        nonlocal found
        found += len(names.spans(text))
        return cleaned(text)

    def linked(one: BackgroundDocument) -> BackgroundDocument:
        """An address with a name in it is left out: cut in pieces it would lead nowhere."""
        return replace(one, address="") if names.spans(unquote(one.address)) else one

    event = replace(snapshot.event, documents=tuple(map(linked, snapshot.event.documents)))
    found += sum(len(names.spans(note.draft.text)) for note in snapshot.notes.standing)
    clean = Snapshot(
        plan=replace(snapshot.plan, event=_mapped(event, counted)),
        record=replace(snapshot.record, entries=_mapped(snapshot.record.entries, cleaned)),
        notes=Notes({id: _mapped(note, cleaned) for id, note in snapshot.notes.by_id.items()}),
        ballots=_mapped(snapshot.ballots, counted),
    )
    return clean, found


def _families_in(snapshot: Snapshot, names: FullNames, named: Event) -> tuple[str, ...]:
    """Family names in what was typed, but for words that name an organisation or a region as well."""
    found: set[str] = set()

    def look(text: str) -> str:
        found.update(names.families(text))
        return text

    _mapped(snapshot.event, look)
    for note in snapshot.notes.standing:
        look(note.draft.text)
    homes = " ".join(f"{person.organisation} {person.region}" for person in named.people)
    return tuple(sorted(found - set(names.families(homes)), key=sort_key))


def _mapped(value: Value, change: Callable[[str], str]) -> Value:
    """The value with all its texts changed, but for ids and codes; the very same where nothing is."""
    after: object = value
    if isinstance(value, str):
        after = value if isinstance(value, StrEnum) else change(value)
    elif isinstance(value, tuple):
        parts = tuple(_mapped(one, change) for one in value)
        after = parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    elif isinstance(value, Mapping):
        after = {key: _mapped(one, change) for key, one in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        olds = {field.name: getattr(value, field.name) for field in fields(value) if not _is_key(field.name)}
        news = {name: _mapped(old, change) for name, old in olds.items()}
        changes = {name: new for name, new in news.items() if new is not olds[name]}
        after = replace(value, **changes) if changes else value
    return after  # type: ignore[return-value]  # each branch keeps the type


def _is_key(field: str) -> bool:
    return field in ("id", "zone", "language", "hash", "sources", "wishes") or field.endswith("_id")
