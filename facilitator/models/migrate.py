"""Brings a file to the newest schema: a verified copy first, then one transaction, checked before it ends.

Imported only when a file is made or is older than the program: Alembic takes long to load.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import SQLAlchemyError

from facilitator.models import rows, sentences
from facilitator.models.copies import backup, backup_folder
from facilitator.models.sqlite import close, make_engine, stamp

SCRIPTS = Path(__file__).parent / "migrations"


class _LostError(Exception):
    """The migration would have lost something."""


def upgrade(connection: Connection) -> None:
    """Makes or migrates the schema in the connection's transaction, and writes down its version."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    version = int(ScriptDirectory.from_config(config).get_current_head() or 0)
    meta = rows.Row.metadata.tables["meta"]
    connection.execute(meta.delete())
    connection.execute(meta.insert().values(id=1, schema_version=version, oldest_reader=rows.OLDEST_READER))
    stamp(connection, version)


def migrate(path: Path, version: int, at: datetime) -> Path:
    """Brings an older file to the newest schema; returns the copy made before.

    Raises FacilitatorError, with the file as it was, if that fails or something would be lost.
    """
    copy = backup_folder() / f"{path.stem} {at:%Y-%m-%d %H%M%S} v{version}.facilitator"
    copy.parent.mkdir(parents=True, exist_ok=True)
    backup(path, copy)
    engine = make_engine(path, foreign_keys=False)  # rebuilding a table must not empty those that refer to it
    try:
        with engine.begin() as connection:
            before = _counts(connection), _notes_digest(connection)
            upgrade(connection)
            _compare(before, connection)
    except (SQLAlchemyError, CommandError, _LostError) as error:
        raise sentences.unmigrated(path, copy.parent) from error
    finally:
        close(engine)
    return copy


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _compare(before: tuple[dict[str, int], str], connection: Connection) -> None:
    counts, digest = before
    now = _counts(connection)
    lost = [table for table, count in counts.items() if table in now and now[table] != count]
    if lost:
        raise _LostError(f"rows: {lost}")
    if _notes_digest(connection) != digest:
        raise _LostError("notes")
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        raise _LostError(f"references: {dangling}")


def _counts(connection: Connection) -> dict[str, int]:
    tables = inspect(connection).get_table_names()
    quote = connection.dialect.identifier_preparer.quote_identifier
    return {
        table: connection.exec_driver_sql(f"SELECT count(*) FROM {quote(table)}").scalar_one()  # noqa: S608
        for table in tables
        if table not in ("meta", "alembic_version")
    }


def _notes_digest(connection: Connection) -> str:
    digest = hashlib.sha256()
    for row in connection.exec_driver_sql("SELECT id, hash, text FROM note_revision ORDER BY seq"):
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
