"""How long the store takes beside bare SQLite on the same disk: python -m benchmarks.store"""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.event import put
from facilitator.models import Store
from facilitator.record import Started
from tests.builders import a_day, a_draft, a_moment, a_snapshot, an_instant, some_notes

TIMES = 40
_numbers = count()


def main() -> None:
    with TemporaryDirectory(dir="/dev/shm") as folder:
        bare = milliseconds(bare_commit(Path(folder, "bare")))
        print(f"bare commit of a note          {bare:7.2f} ms")
        for people, tables, notes in ((110, 16, 360), (1000, 125, 20_000)):
            measure(Path(folder, f"{people}.facilitator"), people, tables, notes, bare)


def measure(path: Path, people: int, tables: int, notes: int, bare: float) -> None:
    print(f"{people} people, {tables} tables, {notes} notes")
    texts = some_notes(*(a_draft(f"Innspill {number} " * 8) for number in range(notes)))
    store = Store.create(path, a_snapshot(a_day(people, tables, rounds=4), notes=texts))
    for name, action in (
        ("write a note", lambda: store.write_note(a_draft("x" * 120), an_instant())),
        ("save a plan with one changed item", lambda: save_item(store)),
        ("press", lambda: store.append([Started("talk")], a_moment())),
    ):
        took = milliseconds(action)
        print(f"  {name:34} {took:7.2f} ms = {took / bare:.2f} × the bare commit")
    store.close()
    print(f"  {'open':34} {milliseconds(lambda: Store.open(path, a_moment()).close(), 7):7.2f} ms")


def save_item(store: Store) -> None:
    event = store.snapshot.event
    changed = replace(event.items[1], title=f"Innlegg {next(_numbers)}")
    store.save_plan(replace(store.snapshot.plan, event=replace(event, items=put(event.items, changed))))


def bare_commit(path: Path) -> Callable[[], None]:
    """A commit of one row with the pragmas of the store, and nothing else."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE note (id TEXT UNIQUE, note_id TEXT, text TEXT) STRICT")
    connection.execute("CREATE INDEX ix ON note (note_id)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        id = f"revision-{next(_numbers)}"
        connection.execute("INSERT INTO note VALUES (?, ?, ?)", (id, id, "x" * 120))
        connection.execute("COMMIT")

    return commit


def milliseconds(action: Callable[[], object], times: int = TIMES) -> float:
    """The median time of an action."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        took.append(time.perf_counter() - start)
    return statistics.median(took) * 1000


if __name__ == "__main__":
    main()
