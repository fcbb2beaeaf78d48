"""The open event file: the only owner of its connection. Snapshots out, one unit of work in at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from facilitator.access import TableKey
from facilitator.clock import Moment, Timeline
from facilitator.errors import FacilitatorError
from facilitator.event import Plan, consistent
from facilitator.i18n import _
from facilitator.models import log, plan, room, rows, sentences
from facilitator.models.lock import Lock
from facilitator.models.soundness import guard, notes_reasons, read_snapshot
from facilitator.models.sqlite import close, make_engine, rewrite
from facilitator.notes import Draft, stored
from facilitator.photos import Photo
from facilitator.polls import Ballot
from facilitator.record import Entry, Fact, Record
from facilitator.snapshot import Snapshot

Change = Callable[[Connection, Snapshot], Snapshot]


class Store:
    """One event file, open for this program alone. Its methods may be called from any thread.

    When a method returns, what it stored is on the disk. When it raises FacilitatorError, the snapshot is
    as before, and the same can be tried again.
    """

    def __init__(self, path: Path, lock: Lock, engine: Engine, snapshot: Snapshot) -> None:
        self.path = path
        self.warnings = notes_reasons(snapshot.notes)  # sentences about what was found on opening
        self._lock = lock
        self._engine = engine
        self._snapshot = snapshot
        self._in_doubt = False  # whether the last write failed so late that it may be on the disk
        self._turn = threading.Lock()

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
        return cls(path, lock, engine, snapshot)

    @classmethod
    def open(cls, path: Path, at: Moment) -> Store:
        """The event of a file, which is migrated if it is older. The moment counts as heard.

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

        def change(connection: Connection, before: Snapshot) -> Snapshot:
            notes, seq = before.notes, log.next_seq(connection)
            for draft in drafts:
                same = log.find_revision(connection, draft.id)
                if same is not None and same.draft != draft:
                    raise ValueError(f"two drafts have the id {draft.id}")
                if same is None:
                    revision = stored(draft, known=notes.by_id.get(draft.note_id), seq=seq, at=at)
                    log.append_revisions(connection, [revision])
                    notes, seq = notes.with_revisions([revision]), seq + 1
            return before if notes is before.notes else replace(before, notes=notes)

        unstored = _(
            "The note is not stored. Its text stays where it was written. Everything stored before is safe."
        )
        return self._commit(change, unstored)

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
            if self._lock.held:
                close(self._engine)
                self._lock.release()

    def _commit(self, change: Change, unstored: str) -> Snapshot:
        """Does the change in one transaction, and swaps the snapshot once that is on the disk."""
        with self._turn:
            self._refuse_closed()
            try:
                with self._engine.begin() as connection:
                    before = self._settled(connection) if self._in_doubt else self._snapshot
                    after = change(connection, before)
            except IntegrityError:
                raise  # not the world's fault, but ours
            except DBAPIError as error:
                self._in_doubt = True
                raise FacilitatorError(f"{unstored} {sentences.advice(error.orig)}") from error
            self._snapshot, self._in_doubt = after, False
            return after

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
