"""How evenly the window ticks through an hour while a PDF is made. ``python -m benchmarks.ticks``.

Beside it: the same hour, of the café, without the PDF. The clock is stepped by a second as soon as a tick is
painted, so the hour takes less than a minute. ``BENCHMARKS_TICKS`` says how many seconds it has (3,600).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.days import a_written_day
from benchmarks.measure import Row, a_folder, percentile, report, reported, show, start, timed
from facilitator.clock import Moment
from facilitator.event import ZERO, Event

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

TICKS = int(os.environ.get("BENCHMARKS_TICKS", "3600"))
NOTES = 5000  # in the PDF: it takes some seconds, and another one follows
KINDS = ("printing", "quiet")


class SteppedClock:
    """Stands still until it is stepped."""

    def __init__(self, event: Event) -> None:
        self._moment = Moment(utc=event.instant(event.start), boot=ZERO, boot_id="boot")

    def now(self) -> Moment:
        return self._moment

    def step(self) -> None:
        by, now = timedelta(seconds=1), self._moment
        self._moment = Moment(now.utc + by, now.boot + by, now.boot_id)


def measure() -> Iterator[Row]:
    """Milliseconds from the tick until it is painted, each hour in a process of its own."""
    with a_folder() as folder:
        # The first run compiles modules on the way, which a program that is installed has done.
        _first, ours, bare = (
            _ran(folder / str(run), folder, kind) for run, kind in enumerate(("printing", *KINDS))
        )
    yield Row(what="ticks: PDFs made meanwhile", unit="", ours=ours["printed"])
    for figure, name in (("p50", "p50"), ("p99", "p99"), ("longest", "the longest")):
        yield Row(
            what=f"ticks: while a PDF is made (bare: without), {name}",
            unit="ms",
            ours=ours[figure],
            bare=bare[figure],
        )


def _ran(files: Path, home: Path, kind: str) -> dict[str, float]:
    files.mkdir()
    return reported(start(home, "benchmarks.ticks", kind, str(files)))


def _run(kind: str, folder: Path) -> None:
    """Ticks through the hour, and reports how long the ticks took."""
    from PySide6.QtCore import QThreadPool

    from facilitator.models import Store
    from facilitator.record import Started
    from facilitator.sample import sample_snapshot
    from facilitator.ui.app import Program, make_application

    app = make_application([])
    file = folder / f"{kind}.facilitator"
    Store.create(file, sample_snapshot()).close()
    clock = SteppedClock(sample_snapshot().event)
    program = Program(app, clock)
    program.open(file)
    document = program.document
    if document is None:
        raise SystemExit(f"{file} did not open")
    document.press(Started(document.plan.event.cafes[0].id))
    app.processEvents()
    printed = _keep_printing(folder / "summary.pdf", document.now()) if kind == "printing" else lambda: 0
    tick = timed(_tick(app, clock, document.tick))
    milliseconds = [1000 * tick() for _second in range(TICKS)]
    figures = {f"p{percent}": percentile(milliseconds, percent) for percent in (50, 99)}
    report(**figures, longest=max(milliseconds), printed=printed())
    QThreadPool.globalInstance().waitForDone()
    program.quit()


def _tick(app: QApplication, clock: SteppedClock, tick: Callable[[], None]) -> Callable[[], None]:
    """A second goes by, and is on the screen."""

    def step() -> None:
        clock.step()
        tick()
        app.processEvents()

    return step


def _keep_printing(file: Path, now: Moment) -> Callable[[], int]:
    """Makes one PDF after the other, as the place for the summary does; says how many so far."""
    from facilitator.ui.exporting import writing
    from facilitator.ui.job import Job

    day = a_written_day(NOTES)
    printed: list[object] = []

    def again(done: object = None) -> None:
        printed.append(done)
        job = Job(writing(day, file, now, "nb"))
        job.done.connect(again)
        job.start()

    again()
    return lambda: len(printed) - 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _run(sys.argv[1], Path(sys.argv[2]))
    else:
        show(measure())
