"""Copies of an event file, read again and compared before they count."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.clock import Moment
from facilitator.models import files, sentences
from facilitator.models.files import TEMPORARY
from facilitator.models.lock import Lock
from facilitator.models.sqlite import connect
from facilitator.models.store import Store
from facilitator.settings import data_folder
from facilitator.snapshot import Snapshot


def backup_folder() -> Path:
    """Where copies are kept on this computer."""
    return data_folder() / "backups"


def read(path: Path, at: Moment) -> tuple[Snapshot, tuple[str, ...]]:
    """What an event file holds at that moment, and the warnings about it, by way of a copy.

    The file stays as it is; it may be open, read-only or of an older version. Raises FacilitatorError for
    any other that is no sound event file.
    """
    with TemporaryDirectory(prefix=TEMPORARY) as folder:
        copy = Path(folder, path.name)
        backup(path, copy)
        with closing(Store.open(copy, at, heard=False)) as store:  # who only reads, leaves no trace
            return store.snapshot, store.warnings


def backup(source: Path, target: Path) -> None:
    """Writes a copy of an event file, which may be open; it is opened and compared before it counts.

    An existing ``target`` is replaced by then. Raises InUseError if it is open, and FacilitatorError where
    the copy fails; the target is as it was.
    """
    if source.exists() and target.exists() and target.samefile(source):
        raise sentences.onto_itself(source)
    part = target.with_name(f".{target.name}.part")
    try:
        _copy(source, part)
        with _held(target):
            _move_aside(target)
            part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise sentences.uncopied(target, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _held(target: Path) -> Iterator[None]:
    lock = Lock(target.resolve())
    try:
        yield
    finally:
        lock.release()


def _move_aside(target: Path) -> None:
    """Moves away what an older file of that name left, or the new one would be opened with it."""
    for suffix in ("-journal", "-wal"):
        beside = target.with_name(target.name + suffix)
        if beside.exists():
            beside.replace(beside.with_name(f"{beside.name}.old"))


def _copy(source: Path, target: Path) -> None:
    # By way of memory, so that the source is held only as long as reading it takes.
    with closing(sqlite3.connect(":memory:")) as memory:
        with files.looked_into(source) as connection:
            files.check(connection, source)
            connection.backup(memory)
        target.write_bytes(b"")
        with closing(connect(target, "rw")) as copy:
            copy.execute("PRAGMA synchronous=FULL")
            memory.backup(copy)
        with closing(connect(target, "ro")) as copy:
            files.check(copy, target)
            if _digest(copy) != _digest(memory):
                raise sqlite3.DatabaseError("the copy differs")


def _digest(connection: sqlite3.Connection) -> str:
    """A hash over all tables and rows."""
    digest = hashlib.sha256()
    tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='table' ORDER BY name")
    for name, sql in tables.fetchall():
        digest.update(sql.encode())
        quoted = name.replace('"', '""')
        for row in connection.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name from the schema
            digest.update(repr(row).encode())
    return digest.hexdigest()
