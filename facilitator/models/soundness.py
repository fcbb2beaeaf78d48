"""Whether a file can be trusted: what ``facilitator check`` tells."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from facilitator.errors import FacilitatorError
from facilitator.models import files, log, plan, room, rows, sentences
from facilitator.notes import Notes, broken
from facilitator.snapshot import Snapshot

# What is raised by rows that make no sense: unknown words, impossible dates, missing columns and rows.
_SENSELESS = (SQLAlchemyError, ValueError, LookupError, TypeError, ArithmeticError)


def guard(path: Path) -> int:
    """The schema version of a sound event file that this program can write.

    Raises FacilitatorError with the reason for any other file, which stays as it is.
    """
    with files.looked_into(path) as connection:
        versions = files.check(connection, path)
        if versions.schema > rows.SCHEMA_VERSION:
            raise sentences.newer(path)
        if versions.schema == rows.SCHEMA_VERSION and files.left_open(path):
            _content_reasons(connection, path)  # as long as the file is as it is
    if not files.writable(path):
        raise sentences.read_only(path)
    return versions.schema


def verify(path: Path) -> tuple[str, ...]:
    """Why the file is not sound, in sentences; empty if it is. Never writes to the file.

    Of a file that an older version wrote, only the frame is read: its content once it is migrated.
    """
    try:
        with files.looked_into(path) as connection:
            versions = files.check(connection, path, thorough=True)
            if versions.oldest_reader > rows.SCHEMA_VERSION:
                raise sentences.newer(path)
            return () if versions.schema < rows.SCHEMA_VERSION else _content_reasons(connection, path)
    except FacilitatorError as error:
        return (error.message,)


def read_snapshot(connection: Connection, path: Path) -> Snapshot:
    """All that the file holds. Raises FacilitatorError if it can't be read or makes no sense."""
    try:
        return Snapshot(
            plan=plan.read(connection),
            record=log.read_record(connection),
            notes=log.read_notes(connection),
            ballots=room.read_ballots(connection),
            photos=room.read_photos(connection),
            access=room.read_keys(connection),
        )
    except DBAPIError as error:
        raise sentences.unread(path, error.orig) from error
    except _SENSELESS as error:
        raise sentences.damaged(path) from error


def notes_reasons(notes: Notes) -> tuple[str, ...]:
    """How many notes were changed outside the program, as a sentence, if any were."""
    count = len(broken(notes.by_id.values()))
    return (sentences.changed_outside(count),) if count else ()


def _content_reasons(connection: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as reading:
        reasons = notes_reasons(read_snapshot(reading, path).notes)
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        return (*reasons, sentences.damaged(path).message)
    return reasons
