"""A note: from the key that ends it to the disk, and to the screen. ``python -m benchmarks.note``.

Beside it: one row in a bare SQLite file with the same pragmas. Both wait for the same disk, twice or more
for each commit, so a RAM disk says little; ``BENCHMARKS_FOLDER`` chooses another folder.
"""

from __future__ import annotations

import sqlite3
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter

from benchmarks.days import a_written_day
from benchmarks.measure import Row, a_folder, in_turn, percentile, report, reported, show, start, timed

SIZES = (0, 20_000)
TIMES = 100
TEXT = "Felles planer for areal og transport må følges av felles penger, ellers blir de liggende. "


def measure() -> Iterator[Row]:
    """Milliseconds in a file without notes and in one with 20,000; the bare row goes to a file of its own."""
    for size in SIZES:
        with a_folder() as folder:
            told = reported(start(folder, "benchmarks.note", str(folder), str(size)))
        among = f"among {size:,}" if size else "the first ones"
        for percent in (50, 95):
            yield Row(
                what=f"note, {among}: key to disk, p{percent}",
                unit="ms",
                ours=told[f"stored{percent}"],
                bare=told[f"bare{percent}"],
            )
        yield Row(what=f"note, {among}: key to screen, p95", unit="ms", ours=told["shown95"])


def _run(folder: Path, size: int) -> None:
    """Writes notes in the real place for notes, and rows in a bare file, in turn."""
    with _a_writer(folder / "day.facilitator", size) as write, _a_bare_file(folder / "bare.sqlite") as commit:
        in_turn(5, write, commit)  # not counted: it fills the caches
        ours, bare = in_turn(TIMES, write, commit)
    stored, shown = zip(*ours, strict=True)
    figures = {"stored": stored, "shown": shown, "bare": bare}
    report(
        **{
            f"{name}{percent}": 1000 * percentile(values, percent)
            for name, values in figures.items()
            for percent in (50, 95)
        }
    )


@contextmanager
def _a_writer(file: Path, size: int) -> Iterator[Callable[[], tuple[float, float]]]:
    """A function that writes a note, and says how many seconds it took to the disk, and to the screen."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from facilitator.models import Store
    from facilitator.system_clock import SystemClock
    from facilitator.ui import tokens
    from facilitator.ui.document import Document
    from facilitator.ui.places.notes import NotesPlace

    app = QApplication([])
    tokens.load_fonts()
    tokens.choose(app, "light")
    tokens.dress(app)
    clock = SystemClock()
    Store.create(file, a_written_day(size)).close()
    document = Document(Store.open(file, clock.now()), clock, _new_id)
    place = NotesPlace(document)
    place.resize(1166, 640)
    place.show()
    stored_at: list[float] = []
    document.saved.connect(lambda _at: stored_at.append(perf_counter()))
    no_modifier = Qt.KeyboardModifier.NoModifier

    def write() -> tuple[float, float]:
        place.editor.text.setPlainText(TEXT + _new_id())
        app.processEvents()
        began = perf_counter()
        enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, no_modifier, "\r")
        app.sendEvent(place.editor.text, enter)
        app.processEvents()
        shown = perf_counter()
        return stored_at[-1] - began, shown - began

    yield write
    document.close()


@contextmanager
def _a_bare_file(file: Path) -> Iterator[Callable[[], float]]:
    """A function that commits one row, and says how many seconds that took."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT NOT NULL)")

        def commit() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO note VALUES (?, ?)", (_new_id(), TEXT))
            connection.execute("COMMIT")

        yield timed(commit)


def _new_id() -> str:
    return uuid.uuid4().hex


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _run(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        show(measure())
