"""Notes on their way from one copy of an event to another: a file of all revisions, and what of it is new."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.codec import from_json, to_json
from facilitator.errors import FacilitatorError
from facilitator.event import Event
from facilitator.i18n import _
from facilitator.notes import MOST_CHARACTERS, Draft, Notes, Revision, broken

FORMAT = "facilitator notes 1"
MOST_BYTES = 20_000_000
MOST_REVISIONS = 10_000  # a day of 30 tables has about 2,000
_MOST_OF_AN_ID = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesFile:
    """What such a file holds; ``revisions`` in the order in which they were stored."""

    format: str
    event_id: str
    event_title: str
    revisions: tuple[Revision, ...]


def write_notes_file(path: Path, event: Event, notes: Notes) -> None:
    """All notes as a file, whole or not at all. Raises FacilitatorError where it can't be written."""
    revisions = [revision for note in notes.by_id.values() for revision in note.revisions]
    content = NotesFile(
        format=FORMAT,
        event_id=event.id,
        event_title=event.title,
        revisions=tuple(sorted(revisions, key=lambda revision: revision.seq)),
    )
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".notes-") as folder:
            temporary = Path(folder, path.name)
            with temporary.open("w", encoding="utf-8") as file:
                json.dump(to_json(content), file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
    except OSError as error:
        text = _("{file} could not be written: {reason}. Choose another place.")
        raise FacilitatorError(text.format(file=path, reason=error.strerror)) from error


def read_notes_file(path: Path, event: Event) -> tuple[Revision, ...]:
    """The revisions in a file of the same event. Raises FacilitatorError for any other file."""
    content = _content(path)
    if content.event_id != event.id:
        text = _("“{file}” holds the notes of another event, “{title}”. Nothing is changed.")
        raise FacilitatorError(text.format(file=path.name, title=content.event_title[:100]))
    if not _sound(content.revisions):
        text = _(
            "“{file}” is damaged, or was changed by another program. Nothing is changed. Export it anew."
        )
        raise FacilitatorError(text.format(file=path.name))
    return content.revisions


def new_drafts(notes: Notes, revisions: Iterable[Revision]) -> tuple[Draft, ...]:
    """What of the revisions is not among the notes, in their order: to be written as it is.

    The other copy's ids are kept, so that the same never comes twice; two edits of one revision are both
    kept. Raises FacilitatorError where the copies have two texts of one id.
    """
    known = {
        revision.draft.id: revision.draft for note in notes.by_id.values() for revision in note.revisions
    }
    drafts = [revision.draft for revision in revisions]
    if any(known.get(draft.id, draft) != draft for draft in drafts):
        raise FacilitatorError(
            _("The file has another text for a note that is here already. Nothing is changed.")
        )
    return tuple(draft for draft in drafts if draft.id not in known)


def _content(path: Path) -> NotesFile:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        text = _("“{name}” could not be read. Nothing is changed. See whether it is still there.")
        raise FacilitatorError(text.format(name=path.name)) from error
    if len(data) > MOST_BYTES:
        text = _("“{file}” is too large to be an export of notes. Nothing is changed.")
        raise FacilitatorError(text.format(file=path.name))
    no_notes = _("“{file}” is no export of notes. Nothing is changed. Choose one from “Export notes …”.")
    try:
        found = json.loads(data)
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise ValueError(FORMAT)
        return from_json(found, NotesFile)
    except (ValueError, RecursionError) as error:
        raise FacilitatorError(no_notes.format(file=path.name)) from error


def _sound(revisions: tuple[Revision, ...]) -> bool:
    """Whether they are what this program writes: few enough, of sane sizes, each once, each chain whole."""
    ids = {revision.draft.id for revision in revisions}
    return (
        len(ids) == len(revisions) <= MOST_REVISIONS
        and all(_sane(revision.draft) for revision in revisions)
        and not broken(Notes().with_revisions(revisions).by_id.values())
    )


def _sane(draft: Draft) -> bool:
    ids = (draft.id, draft.note_id, draft.item_id, draft.table_id, draft.place)
    maybe = (draft.parent_id, draft.round_id, draft.theme_id, draft.merged_into)
    sizes = [*map(len, ids), *(len(id) for id in maybe if id is not None)]
    return min(sizes) > 0 and max(sizes) <= _MOST_OF_AN_ID and len(draft.text) <= MOST_CHARACTERS
