"""Event files as files: which are refused, and how to look into one without changing it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.models import sentences
from facilitator.models.sqlite import APPLICATION_ID, connect

TEMPORARY = "facilitator-"  # so that a folder that a crash left among the temporary ones is known

# The first bytes of a file: what it is, its page size, and how it is written and read.
_MAGIC = b"SQLite format 3\0"
_WRITTEN_AND_READ = slice(18, 20)
_WITH_JOURNAL, _WITH_WAL = b"\x01\x01", b"\x02\x02"


@dataclass(frozen=True, slots=True)
class Versions:
    """The schema version of a file, and the oldest one whose program reads it correctly."""

    schema: int
    oldest_reader: int


def check(connection: sqlite3.Connection, path: Path, *, thorough: bool = False) -> Versions:
    """The versions of a sound event file. Raises FacilitatorError for one that is not, or can't be read."""
    pages = "integrity_check(1)" if thorough else "quick_check(1)"
    try:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise sentences.foreign(path)
        if connection.execute(f"PRAGMA {pages}").fetchall() != [("ok",)]:
            raise sentences.damaged(path)
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        meta = connection.execute("SELECT schema_version, oldest_reader FROM meta").fetchall()
    except sqlite3.DatabaseError as error:
        raise sentences.unread(path, error) from error
    except UnicodeDecodeError as error:  # in the name of a table or column
        raise sentences.damaged(path) from error
    if [told for told, _oldest in meta] != [schema]:
        raise sentences.damaged(path)
    return Versions(*meta[0])


@contextmanager
def looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading, which writes nothing to the file nor beside it.

    A file left in the middle of a write is read from a copy in which that write is taken back.
    Raises FacilitatorError where there is no file to read.
    """
    try:
        _refuse_what_is_no_file(path)
        if left_open(path):
            with _recovered_copy(path) as connection:
                yield connection
        else:
            with closing(connect(path, "ro")) as connection:
                yield connection
    except OSError as error:
        raise sentences.unopened(path, error) from error


def left_open(path: Path) -> bool:
    """Whether opening the file changes it: a write is taken back, or its way of writing is another."""
    return _in_wal_mode(path) or _cut_off(path)


def writable(path: Path) -> bool:
    try:
        with path.open("r+b"):
            return os.access(path.parent, os.W_OK)
    except OSError:
        return False


def _in_wal_mode(path: Path) -> bool:
    """Whether the last writes may lie in another file beside it, as another program may have arranged."""
    with path.open("rb") as file:
        head = file.read(_WRITTEN_AND_READ.stop)
    mode = head[_WRITTEN_AND_READ]
    if head.startswith(_MAGIC) and mode not in (_WITH_JOURNAL, _WITH_WAL):
        raise sentences.damaged(path)
    return mode == _WITH_WAL


def _cut_off(path: Path) -> bool:
    """Whether a write was interrupted, which only a connection for writing can take back."""
    with closing(connect(path, "ro")) as connection:
        try:
            connection.execute("PRAGMA schema_version")
        except sqlite3.DatabaseError as error:
            return error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK
    return False


@contextmanager
def _recovered_copy(path: Path) -> Iterator[sqlite3.Connection]:
    original = path.resolve()  # the other files lie beside it, not beside a link to it
    with TemporaryDirectory(prefix=TEMPORARY) as folder:
        copy = Path(folder, path.name)
        for suffix in ("", "-journal", "-wal"):
            beside = original.with_name(original.name + suffix)
            if beside.exists():
                shutil.copyfile(beside, copy.with_name(copy.name + suffix))
        with closing(connect(copy, "rw")) as connection:
            yield connection


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_dir():
        raise sentences.folder(path)
    if not path.exists():
        raise sentences.missing(path)
    if path.stat().st_size == 0:
        raise sentences.empty(path)
