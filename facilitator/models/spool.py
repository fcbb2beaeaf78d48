"""Notes written down a second time, beside the file, before they count as stored.

Where the file cannot take a note (a full disk, a stick pulled out), it is safe here, and goes into the file
once that can be written again, or is opened the next time. Ballots are never written here: lines in the order
of their coming would tell who gave which.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from facilitator.codec import from_json, to_json
from facilitator.notes import Draft
from facilitator.settings import data_folder

Written = tuple[Draft, datetime]


def spool_folder() -> Path:
    """Where the notes of files that are open are written down."""
    return data_folder() / "spool"


class Spool:
    """The lines of one file: one note each, chained by SHA-256 so that a changed or torn one is found."""

    def __init__(self, path: Path) -> None:
        """``path``: the event file's."""
        name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
        self.path = spool_folder() / f"{name}.jsonl"
        self._chain = ""

    def append(self, drafts: Sequence[Draft], at: datetime) -> None:
        """Writes the drafts down; when this returns they are on the disk. Raises OSError if they are not."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        chain, lines = self._chain, []
        for draft in drafts:
            body = json.dumps({"draft": to_json(draft), "at": to_json(at)}, ensure_ascii=True)
            chain = _chained(chain, body)
            lines.append(f"{chain} {body}\n")
        with self.path.open("ab") as file:
            start = file.tell()
            try:
                file.write("".join(lines).encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(start)  # no half a line before the next one
                raise
        self._chain = chain

    def read(self) -> Iterator[Written]:
        """What was written down, up to the first line that is torn or was changed."""
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            return
        chain = ""
        for line in lines:
            told, _space, body = line.decode("ascii", "replace").partition(" ")
            chain = _chained(chain, body)
            if told != chain:
                return
            content = json.loads(body)
            yield from_json(content["draft"], Draft), datetime.fromisoformat(content["at"])

    def clear(self) -> None:
        """Forgets all, as the file holds it. What cannot be deleted is read again, and changes nothing."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self._chain = ""


def _chained(previous: str, body: str) -> str:
    return hashlib.sha256(f"{previous} {body}".encode("ascii", "replace")).hexdigest()
