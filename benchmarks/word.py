"""The summary of many notes as a Word file and as a web page: time and memory. ``python -m benchmarks.word``.

Beside them: python-docx alone, which writes the same text as list paragraphs by its own methods.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.days import a_written_day
from benchmarks.measure import Row, a_folder, in_turn, memory, report, reported, show, start, timed
from facilitator.snapshot import Snapshot

NOTES = 5000
TIMES = 3


def measure() -> Iterator[Row]:
    """Median seconds and peak memory, each run in a process of its own."""
    with a_folder() as folder:
        word, page, bare = in_turn(TIMES, *(partial(_in_its_own_process, kind, folder) for kind in KINDS))
    for figure, what, unit in (("seconds", f"{NOTES:,} notes", "s"), ("peak", "memory at its highest", "MB")):
        for name, ours in (("Word file", word), ("web page", page)):
            yield Row(
                what=f"summary as a {name}: {what}",
                unit=unit,
                ours=median(told[figure] for told in ours),
                bare=median(told[figure] for told in bare),
            )


def _in_its_own_process(kind: str, folder: Path) -> dict[str, float]:
    return reported(start(folder, "benchmarks.word", kind, str(folder / f"summary.{kind}")))


def _ours(snapshot: Snapshot, file: Path) -> Callable[[], object]:
    from facilitator.clock import Moment
    from facilitator.event import ZERO
    from facilitator.report import export

    now = Moment(utc=snapshot.notes.standing[-1].current.at, boot=ZERO, boot_id="boot")
    return lambda: export(snapshot, file, now, "nb")


def _bare(snapshot: Snapshot, file: Path) -> Callable[[], object]:
    def build() -> None:
        from docx import Document

        made = Document()
        for note in snapshot.notes.standing:
            made.add_paragraph(note.draft.text, style="List Bullet")
        made.save(str(file))

    return build


KINDS = {"docx": _ours, "html": _ours, "bare.docx": _bare}


def _run(kind: str, file: Path) -> None:
    """Builds one of the three here, and reports on it."""
    seconds = timed(KINDS[kind](a_written_day(NOTES), file))()
    report(seconds=seconds, peak=memory("VmHWM"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _run(sys.argv[1], Path(sys.argv[2]))
    else:
        show(measure())
