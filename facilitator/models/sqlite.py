"""All that is peculiar to SQLite: how a file is opened, its pragmas, and the numbers in its head."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

APPLICATION_ID = 0x46414349  # "FACI" tells our files from all other SQLite files
BUSY_SECONDS = 1.0  # how long to wait for a copy that is being made; faults are told within a second

# Of the modes tried with unsynced writes dropped, only TRUNCATE with FULL lost nothing.
_PRAGMAS = {"journal_mode": "TRUNCATE", "synchronous": "FULL", "secure_delete": "ON"}
if sys.platform == "darwin":
    _PRAGMAS["fullfsync"] = "1"


def connect(path: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
    """A plain connection to a file that exists, without Python's own transactions."""
    posix = path.absolute().as_posix()
    uri = f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    # A flipped byte must not keep anybody from reading the rest; hashes tell that a note was changed.
    connection.text_factory = _decoded
    return connection


def make_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine with one connection to the file. A transaction begins by taking the file for writing."""

    pragmas = _PRAGMAS | {"foreign_keys": "ON" if foreign_keys else "OFF"}

    def connected() -> sqlite3.Connection:
        with ExitStack() as undo:
            connection = undo.enter_context(closing(connect(path, "rw")))
            for pragma, value in pragmas.items():
                connection.execute(f"PRAGMA {pragma}={value}")
            undo.pop_all()
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connected,
        poolclass=StaticPool,
        hide_parameters=True,  # what is told of an error is written down, and names people otherwise
    )
    event.listen(engine, "begin", _begin)
    return engine


def close(engine: Engine) -> None:
    """Closes the connection and removes the empty journal that stands beside an open file."""
    with suppress(DBAPIError, sqlite3.Error):  # an empty journal does no harm
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode=DELETE")
        finally:
            connection.close()
    engine.dispose()


def rewrite(engine: Engine) -> None:
    """Writes the file anew with what it holds, so that none of its bytes is left from what was deleted.

    Raises sqlite3.Error where that fails; the file is then as it was, and can be used.
    """
    connection = engine.raw_connection()  # outside a transaction
    try:
        connection.cursor().execute("VACUUM")
    finally:
        connection.close()


def stamp(connection: Connection, version: int) -> None:
    """Writes the numbers that are read before anything else, in the connection's transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
