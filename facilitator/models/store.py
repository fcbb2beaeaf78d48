"""The open event file: the only owner of its connection. Snapshots out, one unit of work in at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import astuple, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from facilitator.access import TableKey
from facilitator.clock import Moment, Timeline
from facilitator.errors import FacilitatorError
from facilitator.event import Plan, consistent
from facilitator.i18n import _
from facilitator.models import log, plan, room, rows, sentences
from facilitator.models.columns import storable
from facilitator.models.lock import Lock
from facilitator.models.soundness import guard, notes_reasons, read_snapshot
from facilitator.models.spool import Spool
from facilitator.models.sqlite import close, make_engine, rewrite
from facilitator.notes import Draft, Note, Revision, stored
from facilitator.photos import Photo
from facilitator.polls import Ballot
from facilitator.record import Entry, Fact, Record
from facilitator.snapshot import Snapshot

Change = Callable[[Connection, Snapshot], Snapshot]


class Store:
    """One event file, open for this program alone. Its methods may be called from any thread.

    When a method returns, what it stored is on the disk. When it raises FacilitatorError, the snapshot is
    as before, and the same can be tried again.

    Notes are on the disk in two places. Where only the spool could take them, they are in the snapshot, and
    ``trouble`` says why they are not in the file; each later change tries to bring them there first.
    """

    def __init__(self, path: Path, lock: Lock, engine: Engine, snapshot: Snapshot) -> None:
        self.path = path
        self.warnings = notes_reasons(snapshot.notes)  # sentences about what was found on opening
        self._lock = lock
        self._engine = engine
        self._snapshot = snapshot
        self.trouble: FacilitatorError | None = None  # why there are notes that only the spool holds
        self._waiting: list[tuple[Sequence[Draft], datetime]] = []  # those
        self._spool = Spool(path)
        self._in_doubt = False  # whether the last write failed so late that it may be on the disk
        self._turn = threading.RLock()

    @classmethod
    def create(cls, path: Path, snapshot: Snapshot) -> Store:
        """A new file that holds the snapshot. Raises FacilitatorError if there is something already."""
        from facilitator.models.migrate import upgrade

        path = path.absolute()
        snapshot = replace(snapshot, plan=consistent(snapshot.plan))
        with ExitStack() as undo:
            try:
                path.touch(exist_ok=False)
                undo.callback(path.unlink, missing_ok=True)
                lock = _locked(path, undo)
                engine = _connected(path, undo)
                with engine.begin() as connection:
                    upgrade(connection)
                    _fill(connection, snapshot)
            except FileExistsError as error:
                raise sentences.exists(path) from error
            except OSError as error:
                raise sentences.uncreated(path, error) from error
            except DBAPIError as error:
                raise sentences.uncreated(path, error.orig) from error
            undo.pop_all()
        store = cls(path, lock, engine, snapshot)
        store._spool.clear()  # of a file of that name that is no more
        return store

    @classmethod
    def open(cls, path: Path, at: Moment, *, heard: bool = True) -> Store:
        """The event of a file, which is migrated if it is older. The moment counts as ``heard``.

        Raises InUseError if another program has it open, FacilitatorError if it is no sound event file of
        a known version that can be written. A refused file stays as it is, byte for byte.
        """
        path = path.absolute()
        version = guard(path)
        with ExitStack() as undo:
            try:
                lock = _locked(path, undo)
                if version < rows.SCHEMA_VERSION:
                    from facilitator.models.migrate import migrate

                    migrate(path, version, at.utc)
                engine = _connected(path, undo)
                with engine.connect() as connection:
                    snapshot = read_snapshot(connection, path)
            except OSError as error:
                raise sentences.unopened(path, error) from error
            except DBAPIError as error:
                raise sentences.unopened(path, error.orig) from error
            store = cls(path, lock, engine, snapshot)
            store._take_in_spool()
            if heard:
                store.beat(at)
            undo.pop_all()
        return store

    @property
    def snapshot(self) -> Snapshot:
        """The event as it is stored: a value, replaced whole by the next change."""
        return self._snapshot

    def save_plan(self, new: Plan) -> Snapshot:
        """Stores the plan by the rows that differ, without references to what is no longer in it."""
        new = consistent(new)

        def change(connection: Connection, before: Snapshot) -> Snapshot:
            plan.write(connection, before.plan, new)
            return replace(before, plan=new)

        return self._commit(change, _("The change is not stored. Everything stored before is safe."))

    def append(self, facts: Sequence[Fact], at: Moment, new: Plan | None = None) -> Snapshot:
        """Stores the facts of one press; ``new``: together with the plan that it changes."""

        def change(connection: Connection, before: Snapshot) -> Snapshot:
            after = consistent(new) if new is not None else before.plan
            if after is not before.plan:
                plan.write(connection, before.plan, after)
            entries = _entries(before.record, facts, at)
            log.append_entries(connection, entries)
            timeline = _hear(connection, before.record.timeline, at)
            record = Record(entries=(*before.record.entries, *entries), timeline=timeline)
            return replace(before, plan=after, record=record)

        return self._commit(change, _("This press is not stored. Everything stored before is safe."))

    def beat(self, at: Moment) -> Snapshot:
        """Stores that the program was alive at that moment."""

        def change(connection: Connection, before: Snapshot) -> Snapshot:
            timeline = _hear(connection, before.record.timeline, at)
            return replace(before, record=replace(before.record, timeline=timeline))

        return self._commit(change, _("The file can't be written. Everything stored before is safe."))

    def write_notes(self, drafts: Sequence[Draft], at: datetime) -> Snapshot:
        """Stores a revision for each draft, all or none. The same draft once more changes nothing.

        Raises ValueError for another draft of the same id.
        """
        with self._turn:
            self._refuse_closed()
            new = [draft for draft in drafts if not self._knows(draft)]
            safe = self._spool_takes(new, at)
            try:
                return self._commit(partial(_write, drafts=drafts, at=at), sentences.note_unstored())
            except FacilitatorError as error:
                if not safe:
                    raise
                self._let_wait(new, at, error)
            return self._snapshot

    def cast(self, poll_id: str, key: str, ballot: Ballot | None) -> Snapshot:
        """Stores the ballot in place of the one of that key; None takes that away."""

        def change(connection: Connection, before: Snapshot) -> Snapshot:
            room.write_ballot(connection, poll_id, key, ballot)
            given = {k: kept for k, kept in before.ballots.get(poll_id, {}).items() if k != key}
            given |= {key: ballot} if ballot is not None else {}
            return replace(before, ballots={**before.ballots, poll_id: given})

        return self._commit(change, _("The answer is not stored. Everything stored before is safe."))

    def write_photo(self, photo: Photo) -> Snapshot:
        """Stores the photo, or what is said of it anew."""

        def change(connection: Connection, before: Snapshot) -> Snapshot:
            photos = {**before.photos, photo.id: photo}
            room.write_photo(connection, photo, list(photos).index(photo.id))
            return replace(before, photos=photos)

        return self._commit(change, _("The picture is not stored. Everything stored before is safe."))

    def give_keys(self, keys: Sequence[TableKey]) -> Snapshot:
        """Stores the keys in place of those their tables had."""

        def change(connection: Connection, before: Snapshot) -> Snapshot:
            room.write_keys(connection, keys)
            return replace(before, access={**before.access, **{key.table_id: key for key in keys}})

        return self._commit(change, _("The key is not stored. Everything stored before is safe."))

    def rewrite(self) -> None:
        """Writes the file anew, so that none of its bytes is left from what was deleted or changed."""
        with self._turn:
            self._refuse_closed()
            try:
                rewrite(self._engine)
            except sqlite3.Error as error:
                unwritten = _("The file could not be written anew, and may hold traces of what was deleted.")
                raise FacilitatorError(f"{unwritten} {sentences.advice(error)}") from error

    def close(self) -> None:
        """Lets go of the file, once for all. What was stored has long been on the disk."""
        with self._turn:
            if not self._lock.held:
                return
            if self._waiting:
                with suppress(FacilitatorError):  # the spool has them until the file is opened again
                    self._commit(lambda _connection, before: before, "")
            if not self._waiting:
                self._spool.clear()
            close(self._engine)
            self._lock.release()

    def _commit(self, change: Change, unstored: str) -> Snapshot:
        """Does the change in one transaction, and swaps the snapshot once that is on the disk."""
        with self._turn:
            self._refuse_closed()
            try:
                with self._engine.begin() as connection:
                    before = self._settled(connection) if self._in_doubt else self._snapshot
                    for drafts, at in self._waiting:
                        before = _write(connection, before, drafts, at)
                    after = change(connection, before)
            except IntegrityError:
                raise  # not the world's fault, but ours
            except DBAPIError as error:
                self._in_doubt = True
                raise FacilitatorError(f"{unstored} {sentences.advice(error.orig)}") from error
            self._snapshot, self._in_doubt = after, False
            self._waiting, self.trouble = [], None
            return after

    def _knows(self, draft: Draft) -> bool:
        """Whether the draft is stored. Raises for text no file can hold, or an id used for another draft."""
        for value in astuple(draft):
            if isinstance(value, str):
                storable(value)
        note = self._snapshot.notes.by_id.get(draft.note_id)
        same = next((r.draft for r in note.revisions if r.draft.id == draft.id), None) if note else None
        if same is not None and same != draft:
            raise ValueError(f"two drafts have the id {draft.id}")
        return same is not None

    def _spool_takes(self, drafts: Sequence[Draft], at: datetime) -> bool:
        """Whether the drafts are safe beside the file."""
        try:
            if drafts:
                self._spool.append(drafts, at)
        except OSError:
            return False
        return True

    def _let_wait(self, drafts: Sequence[Draft], at: datetime, error: FacilitatorError) -> None:
        """Counts notes as stored that only the spool holds."""
        self._waiting.append((drafts, at))
        self.trouble = sentences.only_spooled(error)
        notes = self._snapshot.notes
        for draft in drafts:
            seq = notes.last_seq + 1
            notes = notes.with_revisions(
                [stored(draft, known=notes.by_id.get(draft.note_id), seq=seq, at=at)]
            )
        self._snapshot = replace(self._snapshot, notes=notes)

    def _take_in_spool(self) -> None:
        """Brings what the spool holds into the file: the program ended before it could."""
        written = [(draft, at) for draft, at in self._spool.read() if self._is_new(draft)]
        if written:

            def change(connection: Connection, before: Snapshot) -> Snapshot:
                for draft, at in written:
                    with suppress(ValueError):  # refused when it came: another draft has its id
                        before = _write(connection, before, [draft], at)
                return before

            self._commit(change, sentences.note_unstored())
            self.warnings = (*self.warnings, sentences.taken_in(len(written)))
        self._spool.clear()

    def _is_new(self, draft: Draft) -> bool:
        try:
            return not self._knows(draft)
        except (ValueError, FacilitatorError):
            return False

    def _refuse_closed(self) -> None:
        if not self._lock.held:
            raise RuntimeError(f"{self.path.name} is closed")  # it may be another program's by now

    def _settled(self, connection: Connection) -> Snapshot:
        """The snapshot, after taking from the disk what was said not to be stored and is there all the same.

        But for what comes from the room: nothing deletes it, and a retry has the same id.
        """
        known, found = self._snapshot, read_snapshot(connection, self.path)
        plan.write(connection, found.plan, known.plan)
        log.forget_entries(connection, after=known.record.last_seq)
        record = replace(known.record, timeline=found.record.timeline)
        return replace(found, plan=known.plan, record=record)


def _locked(path: Path, undo: ExitStack) -> Lock:
    lock = Lock(path.resolve())
    undo.callback(lock.release)
    return lock


def _connected(path: Path, undo: ExitStack) -> Engine:
    engine = make_engine(path)
    undo.callback(close, engine)
    return engine


def _fill(connection: Connection, snapshot: Snapshot) -> None:
    plan.write(connection, None, snapshot.plan)
    log.append_entries(connection, snapshot.record.entries)
    log.write_boots(connection, Timeline(), snapshot.record.timeline)
    for note in snapshot.notes.by_id.values():
        log.append_revisions(connection, note.revisions)
    for poll_id, ballots in snapshot.ballots.items():
        for key, ballot in ballots.items():
            room.write_ballot(connection, poll_id, key, ballot)
    for position, photo in enumerate(snapshot.photos.values()):
        room.write_photo(connection, photo, position)
    room.write_keys(connection, snapshot.access.values())


def _write(connection: Connection, before: Snapshot, drafts: Sequence[Draft], at: datetime) -> Snapshot:
    known = log.find_drafts(connection, [draft.id for draft in drafts])
    changed: dict[str, Note] = {}
    revisions: list[Revision] = []
    seq = log.next_seq(connection)
    for draft in drafts:
        same = known.setdefault(draft.id, draft)
        if same != draft:
            raise ValueError(f"two drafts have the id {draft.id}")
        note = changed.get(draft.note_id) or before.notes.by_id.get(draft.note_id)
        if note and any(revision.draft.id == draft.id for revision in note.revisions):
            continue
        revision = stored(draft, known=note, seq=seq + len(revisions), at=at)
        changed[draft.note_id] = Note((*note.revisions, revision) if note else (revision,))
        revisions.append(revision)
    log.append_revisions(connection, revisions)
    return replace(before, notes=before.notes.with_revisions(revisions)) if revisions else before


def _entries(record: Record, facts: Sequence[Fact], at: Moment) -> tuple[Entry, ...]:
    """The facts as the next press of the record."""
    press = record.entries[-1].press + 1 if record.entries else 1
    return tuple(
        Entry(seq=record.last_seq + number, press=press, moment=at, fact=fact)
        for number, fact in enumerate(facts, 1)
    )


def _hear(connection: Connection, before: Timeline, at: Moment) -> Timeline:
    after = before.heard(at)
    log.write_boots(connection, before, after)
    return after
