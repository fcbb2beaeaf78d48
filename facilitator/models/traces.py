"""What there is of an event on this computer beside its file: copies, parts of them, the log of mistakes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir

from facilitator.models.copies import backup, backup_folder
from facilitator.models.files import TEMPORARY
from facilitator.models.sqlite import connect
from facilitator.settings import log_folder

# What SQLite, a copy or a restore leaves beside a file. The open file's own journal is in use, and empty.
_BESIDE_COPIES = ("", "-journal", "-wal", "-shm", "-journal.old", "-wal.old")
_BESIDE = tuple(suffix for suffix in _BESIDE_COPIES if suffix not in ("", "-journal"))
_LONG_ENOUGH = 16  # letters of an id that is found by chance in no other file


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """What became of the traces of an event."""

    copies: int  # files deleted that were copies, or parts of them
    log: bool  # whether the log of mistakes was there, and deleted
    fresh: Path | None  # the copy of the file as it is now, made in place of those deleted
    kept: tuple[Path, ...]  # could not be deleted; to be done by hand


def clear_traces(path: Path, event_id: str, at: datetime) -> Cleared:
    """Deletes all that this program made of the event beside its file, which may be open.

    Copies of other events stay. Where copies are deleted, one of the file as it is now is made first.
    Raises FacilitatorError if it cannot be made; nothing is deleted then.
    """
    copies, beside = tuple(_copies(event_id)), tuple(_beside(path.resolve()))
    fresh = None
    if copies:
        fresh = backup_folder() / f"{path.stem} {at:%Y-%m-%d %H%M%S}.facilitator"
        with suppress(OSError):  # the copying tells why
            fresh.parent.mkdir(parents=True, exist_ok=True)
        backup(path, fresh)
    # What is rewritten under the name of an older copy is no copy of the people any more.
    gone, kept = _delete(file for file in (*copies, *beside) if file != fresh)
    logs, kept_logs = _delete(_files(log_folder()))
    return Cleared(copies=gone, log=logs > 0, fresh=fresh, kept=(*kept, *kept_logs))


def _copies(event_id: str) -> Iterator[Path]:
    """The copies of the event, and what lies beside each."""
    found = [*_files(backup_folder())]
    for folder in Path(gettempdir()).glob(f"{TEMPORARY}*"):  # a crash in the midst of copying left it
        found += [file for file in _files(folder) if ".facilitator" in file.name]
    ours = [file for file in found if _is_of(file, event_id)]
    names = {file.with_name(file.name + suffix) for file in ours for suffix in _BESIDE_COPIES}
    yield from (file for file in found if file in names)


def _beside(path: Path) -> Iterator[Path]:
    part = f".{path.name}.part"
    names = [*(path.name + suffix for suffix in _BESIDE), part, f"{part}-journal"]
    yield from (file for name in names if (file := path.with_name(name)).is_file())


def _is_of(file: Path, event_id: str) -> bool:
    """Whether an event file is of that event; one that is damaged, where the id stands anywhere in it."""
    try:
        with closing(connect(file, "ro")) as connection:
            return bool(connection.execute("SELECT id FROM event").fetchone() == (event_id,))
    except sqlite3.Error:
        return len(event_id) >= _LONG_ENOUGH and event_id.encode() in _bytes(file)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _files(folder: Path) -> Iterator[Path]:
    yield from (file for file in folder.rglob("*") if file.is_file())


def _delete(files: Iterable[Path]) -> tuple[int, tuple[Path, ...]]:
    """How many files were deleted, and those that could not be."""
    gone, kept = 0, []
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError:
            kept.append(file)
        else:
            gone += 1
    return gone, tuple(kept)
