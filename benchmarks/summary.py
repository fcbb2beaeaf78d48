"""The summary of many notes: time and memory. ``python -m benchmarks.summary``.

Beside the PDF: reportlab alone, which sets the same text in the same font as paragraphs, without contents,
tables and marks; and typst, which sets the same outline with all of these, to the same standards.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import process_time
from xml.sax.saxutils import escape

from benchmarks.days import a_written_day
from benchmarks.measure import Row, a_folder, in_turn, memory, report, reported, show, start, timed
from facilitator.report import CONTENTS, What
from facilitator.report.outline import Outline
from facilitator.snapshot import Snapshot

NOTES = 5000
MANY = 20_000
TIMES = 3

Figures = dict[str, float]


def measure() -> Iterator[Row]:
    """Median seconds and peak memory, each run in a process of its own."""
    with a_folder() as folder:
        kinds = ["ours", "bare", *(["typst"] if find_spec("typst") else [])]
        ours, bare, *typst = map(_median, in_turn(TIMES, *(partial(_run_alone, k, folder) for k in kinds)))
        yield from _rows("reportlab alone", ours, bare)
        if typst:
            yield from _rows("typst", ours, typst[0])
        many = _run_alone("ours", folder, MANY)
        times = MANY / NOTES
        as_many = {figure: times * value for figure, value in ours.items()}
        yield from _rows(f"{times:g} × {NOTES:,}", many, as_many, MANY)
        checked = _median(in_turn(TIMES, partial(_run_alone, "checked", folder))[0])
        yield Row(what=f"summary: a PDF of {NOTES:,} notes checked", unit="s", ours=checked["seconds"])
        yield from _other_formats(folder)


def _other_formats(folder: Path) -> Iterator[Row]:
    """Other formats of the summary, as far as there are any."""
    for ending, contents in CONTENTS.items():
        if What.SUMMARY in contents and ending not in (".pdf", ".ics"):
            found = _median(in_turn(TIMES, partial(_run_alone, ending, folder))[0])
            what = f"summary: {ending[1:].upper()} of {NOTES:,} notes"
            yield Row(what=what, unit="s", ours=found["seconds"])
            yield Row(what=f"{what}, memory", unit="MB", ours=found["peak"])


def _rows(beside: str, ours: Figures, bare: Figures, notes: int = NOTES) -> Iterator[Row]:
    what = f"summary: a PDF of {notes:,} notes"
    yield Row(what=f"{what} (bare: {beside})", unit="s", ours=ours["seconds"], bare=bare["seconds"])
    yield Row(what=f"{what}, processor", unit="s", ours=ours["processor"], bare=bare["processor"])
    yield Row(what=f"{what}, memory", unit="MB", ours=ours["peak"], bare=bare["peak"])


def _median(runs: tuple[Figures, ...]) -> Figures:
    return {figure: median(run[figure] for run in runs) for figure in runs[0]}


def _run_alone(kind: str, folder: Path, notes: int = NOTES) -> Figures:
    return reported(start(folder, "benchmarks.summary", kind, str(folder), str(notes)))


def _outline(snapshot: Snapshot) -> Outline:
    from facilitator.clock import Moment
    from facilitator.event import ZERO
    from facilitator.i18n import speaking
    from facilitator.report.content import summary

    with speaking("nb"):
        now = Moment(utc=snapshot.notes.standing[-1].current.at, boot=ZERO, boot_id="boot")
        return summary(snapshot, now)


def _ours(snapshot: Snapshot, folder: Path) -> Callable[[], object]:
    from facilitator.i18n import speaking
    from facilitator.report.pdf import export_pdf

    def build() -> None:
        outline = _outline(snapshot)
        with speaking("nb"):
            export_pdf(outline, folder / "ours.pdf")

    return build


def _typst(snapshot: Snapshot, folder: Path) -> Callable[[], object]:
    from benchmarks.typeset import source
    from facilitator.resources import resource

    typst = import_module("typst")  # in no lock: where it is not installed, it is left out

    def build() -> None:
        typst.compile(
            source(_outline(snapshot)).encode(),
            output=str(folder / "typst.pdf"),
            font_paths=[str(resource("fonts"))],
            ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"],
        )

    return build


def _bare(snapshot: Snapshot, folder: Path) -> Callable[[], object]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from facilitator.resources import resource

    def build() -> None:
        pdfmetrics.registerFont(TTFont("Inter", str(resource("fonts/Inter-Regular.ttf"))))
        style = ParagraphStyle("note", fontName="Inter", fontSize=10, leading=14)
        texts = (note.draft.text for note in snapshot.notes.standing)
        SimpleDocTemplate(str(folder / "bare.pdf")).build([Paragraph(escape(text), style) for text in texts])

    return build


def _checked(snapshot: Snapshot, folder: Path) -> Callable[[], object]:
    from facilitator.report.checked import checked

    _ours(snapshot, folder)()
    return partial(checked, folder / "ours.pdf")


def _exported(ending: str, snapshot: Snapshot, folder: Path) -> Callable[[], object]:
    from facilitator.clock import Moment
    from facilitator.event import ZERO
    from facilitator.report import export

    now = Moment(utc=snapshot.notes.standing[-1].current.at, boot=ZERO, boot_id="boot")
    return lambda: export(snapshot, folder / f"ours{ending}", now, "nb", What.SUMMARY)


KINDS = {"ours": _ours, "bare": _bare, "typst": _typst, "checked": _checked}


def _run(kind: str, folder: Path, notes: int) -> None:
    """Builds one of them here, and reports on it."""
    made = (KINDS.get(kind) or partial(_exported, kind))(a_written_day(notes), folder)
    began = process_time()
    seconds = timed(made)()
    report(seconds=seconds, processor=process_time() - began, peak=memory("VmHWM"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        show(measure())
