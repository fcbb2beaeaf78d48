"""Stores with a bug each, for harnesses to show that they would see it; and how a program ends by force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from threading import current_thread, main_thread
from uuid import uuid4

from sqlalchemy import Connection

from facilitator.errors import FacilitatorError
from facilitator.models import Store
from facilitator.notes import Draft
from facilitator.snapshot import Snapshot

Change = Callable[[Connection, Snapshot], Snapshot]


class Unspooled(Store):
    """Writes nothing down beside the file: what the file misses is lost."""

    def _spool_takes(self, drafts: Sequence[Draft], at: datetime) -> bool:
        return True


class LateStore(Unspooled):
    """Says that a change is stored, and stores it with the next one."""

    _pending: Change | None = None

    def _commit(self, change: Change, unstored: str) -> Snapshot:
        with self._turn:
            before = self._snapshot
            with self._engine.connect() as connection, connection.begin() as transaction:
                if self._pending is not None:
                    self._pending(connection, before)
                after = change(connection, before)
                transaction.rollback()
            if self._pending is not None:
                super()._commit(self._pending, unstored)
            self._pending, self._snapshot = change, after
            return after


class EarlyStore(Store):
    """Says that what phones wrote is stored, and stores it with the window's next change."""

    def write_notes(self, drafts: Sequence[Draft], at: datetime) -> Snapshot:
        if current_thread() is main_thread():
            return super().write_notes(drafts, at)
        with self._turn:
            self._let_wait([draft for draft in drafts if not self._knows(draft)], at, FacilitatorError(""))
            return self._snapshot


class SwallowingStore(Unspooled):
    """Every third change fails, as on a full disk, and nobody is told."""

    _numbers = count()

    def _commit(self, change: Change, unstored: str) -> Snapshot:
        def full(connection: Connection, before: Snapshot) -> Snapshot:
            change(connection, before)
            raise FacilitatorError(unstored)

        try:
            return super()._commit(change if next(self._numbers) % 3 else full, unstored)
        except FacilitatorError:
            return self.snapshot


class ForgetfulStore(Store):
    """Does not look whether it has a draft already: what is sent again is one more note."""

    def write_notes(self, drafts: Sequence[Draft], at: datetime) -> Snapshot:
        new = [
            replace(one, id=uuid4().hex, note_id=uuid4().hex) if self._knows(one) else one for one in drafts
        ]
        return super().write_notes(new, at)


class OverwritingStore(Store):
    """Keeps one of two edits of the same revision: the one that came first."""

    def write_notes(self, drafts: Sequence[Draft], at: datetime) -> Snapshot:
        notes = self._snapshot.notes.by_id.values()
        changed = {r.draft.parent_id for note in notes for r in note.revisions if r.draft.parent_id}
        return super().write_notes([one for one in drafts if one.parent_id not in changed], at)


def crash(store: Store) -> None:
    """The program is gone, and has let go of nothing but its lock."""
    store._engine.dispose()
    store._lock.release()
