"""Every point that the tables wrote as a row: for whoever counts, sorts and searches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from facilitator.event import Item, Round, Table, Theme, question_for
from facilitator.harvest import resolved
from facilitator.i18n import _
from facilitator.notes import LAPTOP, Note
from facilitator.noting import lateness
from facilitator.report.points import theme_of
from facilitator.report.sheet import Heading, Sheet, Value, wall_clock, yes
from facilitator.report.together import ranked
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition
from facilitator.words import note_kind_word


@dataclass(frozen=True, slots=True)
class _Said:
    """A note and where it was said; ``number`` is its round's, from 1, None without one."""

    note: Note
    item: Item | None
    round: Round | None
    number: int | None
    table: Table | None


@dataclass(frozen=True, slots=True)
class _Column:
    heading: Heading
    value: Callable[[_Said], Value]


def points_sheet(snapshot: Snapshot, edition: Edition) -> Sheet:
    """All points, in the order of the programme, then by round and table; taken back ones are left out.

    Those that were put into another one stand there too, and say into which. The open edition has neither
    what is not for all nor what a point said before somebody worked on it.
    """
    columns = (*_where(snapshot), *_what(snapshot, edition), *_how(snapshot), *_since(snapshot))
    rows = tuple(tuple(column.value(said) for column in columns) for said in _all_said(snapshot, edition))
    return Sheet(_("Points from the tables"), tuple(column.heading for column in columns), rows)


def _all_said(snapshot: Snapshot, edition: Edition) -> tuple[_Said, ...]:
    event = snapshot.event
    order = {item.id: place for place, item in enumerate(event.items)}

    def place(said: _Said) -> tuple[int, int, int]:
        at = len(order) if said.item is None else order[said.item.id]
        return at, said.number or 0, said.table.number if said.table else 0

    notes = (note for note in snapshot.notes.by_id.values() if belongs(note, edition))
    return tuple(sorted(map(_placing(snapshot), notes), key=place))


def belongs(note: Note, edition: Edition) -> bool:
    """Whether the edition tells the note: it says something that stands, and is for its readers."""
    draft = note.draft
    told = bool(draft.text.strip()) and not draft.taken_back
    return told and not (draft.sensitive and edition is Edition.OPEN)


def _placing(snapshot: Snapshot) -> Callable[[Note], _Said]:
    """Says where a note was said; everything is looked up once."""
    event = snapshot.event
    items = {item.id: item for item in event.items}
    tables = {table.id: table for table in event.tables}
    rounds = {r.id: (r, at) for item in event.items for at, r in enumerate(item.rounds, 1)}

    def placed(note: Note) -> _Said:
        draft = note.draft
        round_, number = rounds.get(draft.round_id or "", (None, None))
        return _Said(note, items.get(draft.item_id), round_, number, tables.get(draft.table_id))

    return placed


def _where(snapshot: Snapshot) -> Iterator[_Column]:
    event = snapshot.event

    def theme(said: _Said) -> Theme | None:
        return theme_of(event, said.note)

    def question(said: _Said) -> str:
        return question_for(said.item, said.round, theme(said)) if said.item else ""

    yield _Column(Heading(_("Table"), 9), lambda said: said.table.number if said.table else None)
    yield _Column(Heading(_("Programme item"), 36), lambda said: said.item.title if said.item else "")
    yield _Column(Heading(_("Round"), 9), lambda said: said.number)
    yield _Column(Heading(_("Theme"), 24), lambda said: found.title if (found := theme(said)) else "")
    yield _Column(Heading(_("Question"), 36), question)


def _what(snapshot: Snapshot, edition: Edition) -> Iterator[_Column]:
    yield _Column(Heading(_("Kind"), 14), lambda said: note_kind_word(said.note.draft.kind))
    yield _Column(Heading(_("Text"), 70), lambda said: said.note.draft.text)
    if edition is Edition.FULL:
        yield _Column(Heading(_("As it came, where that differs"), 50), lambda said: _raw(said.note))
        yield _Column(Heading(_("Sensitive"), 12), lambda said: yes(chosen=said.note.draft.sensitive))
    yield _Column(Heading(_("Key point"), 12), lambda said: yes(chosen=said.note.draft.key))
    approvals = snapshot.record.approvals

    def approved(said: _Said) -> Value:
        draft = said.note.draft
        at = approvals.get((draft.item_id, draft.round_id, draft.table_id))
        return wall_clock(snapshot.event, at) if at and _as_read_aloud(said.note, at) else None

    yield _Column(Heading(_("Approved at the table"), 18), approved)


def _how(snapshot: Snapshot) -> Iterator[_Column]:
    event, late = snapshot.event, lateness(snapshot.event, snapshot.record)
    yield _Column(Heading(_("Written"), 18), lambda said: wall_clock(event, said.note.revisions[0].at))
    yield _Column(Heading(_("After its round"), 14), lambda said: yes(chosen=late(said.note)))
    yield _Column(Heading(_("Written on"), 14), lambda said: _device(said.note))


def _since(snapshot: Snapshot) -> Iterator[_Column]:
    """What became of the points."""
    titles = _merged_titles(snapshot)

    def whole(said: _Said) -> str:
        other = resolved(snapshot.notes, said.note.id)
        return other.id if other and other is not said.note else ""

    yield _Column(Heading(_("Merged point"), 40), lambda said: titles.get(said.note.id, ""))
    yield _Column(Heading(_("Put together with (id)"), 36), whole)
    yield _Column(Heading(_("Id"), 36), lambda said: said.note.id)


def _raw(note: Note) -> str:
    came = note.raw.draft.text
    return "" if came == note.draft.text else came


def _as_read_aloud(note: Note, at: datetime) -> bool:
    """Whether the note says what it said at that moment."""
    said = [revision.draft.text for revision in note.revisions if revision.at <= at]
    return said[-1:] == [note.draft.text]


def _device(note: Note) -> str:
    """On what it was first written: never on whose."""
    return _("laptop") if note.revisions[0].draft.place == LAPTOP else _("phone")


def _merged_titles(snapshot: Snapshot) -> Mapping[str, str]:
    """Note id → number and title of the merged points that it is a source of: «A1 Driftssikker jernbane»."""
    titles: dict[str, list[str]] = {}
    for one in ranked(snapshot):
        for note in one.sources:
            titles.setdefault(note.id, []).append(f"{one.reference} {one.point.title}")
    return {id: "\n".join(many) for id, many in titles.items()}
