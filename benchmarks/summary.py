"""The summary of many notes as a PDF: time and memory. ``python -m benchmarks.summary``.

Beside it: reportlab alone, which sets the same text in the same font as paragraphs; no contents, no tables,
no marks for screen readers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

from benchmarks.days import a_written_day
from benchmarks.measure import Row, a_folder, in_turn, memory, report, reported, show, start, timed
from facilitator.snapshot import Snapshot

NOTES = 5000
TIMES = 3


def measure() -> Iterator[Row]:
    """Median seconds and peak memory, each run in a process of its own."""
    with a_folder() as folder:
        ours, bare = in_turn(TIMES, *(partial(_in_its_own_process, kind, folder) for kind in KINDS))
    for figure, what, unit in (
        ("seconds", f"summary: a PDF of {NOTES:,} notes", "s"),
        ("peak", "summary: memory at its highest", "MB"),
    ):
        yield Row(
            what=what,
            unit=unit,
            ours=median(told[figure] for told in ours),
            bare=median(told[figure] for told in bare),
        )


def _in_its_own_process(kind: str, folder: Path) -> dict[str, float]:
    return reported(start(folder, "benchmarks.summary", kind, str(folder / f"{kind}.pdf")))


def _ours(snapshot: Snapshot, file: Path) -> Callable[[], object]:
    from facilitator.clock import Moment
    from facilitator.event import ZERO
    from facilitator.report import export

    now = Moment(utc=snapshot.notes.standing[-1].current.at, boot=ZERO, boot_id="boot")
    return lambda: export(snapshot, file, now, "nb")


def _bare(snapshot: Snapshot, file: Path) -> Callable[[], object]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from facilitator.resources import resource

    def build() -> None:
        pdfmetrics.registerFont(TTFont("Inter", str(resource("fonts/Inter-Regular.ttf"))))
        style = ParagraphStyle("note", fontName="Inter", fontSize=10, leading=14)
        texts = (note.draft.text for note in snapshot.notes.standing)
        SimpleDocTemplate(str(file)).build([Paragraph(escape(text), style) for text in texts])

    return build


KINDS = {"ours": _ours, "bare": _bare}


def _run(kind: str, file: Path) -> None:
    """Builds one of the two here, and reports on it."""
    seconds = timed(KINDS[kind](a_written_day(NOTES), file))()
    report(seconds=seconds, peak=memory("VmHWM"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _run(sys.argv[1], Path(sys.argv[2]))
    else:
        show(measure())
