"""Saving what the day becomes on paper and in other programs: asked where, written beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from facilitator import report
from facilitator.access import Invitations
from facilitator.apart import apart
from facilitator.errors import FacilitatorError
from facilitator.i18n import LANGUAGES, Language, _, speaking
from facilitator.report.written import Written
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition
from facilitator.ui import messages
from facilitator.ui.document import Document, Tone
from facilitator.ui.job import Job

MANY: Final = 1000  # notes


@dataclass(frozen=True, slots=True)
class Saved:
    """The file that was written, and what there is to say of it."""

    file: Path
    written: Written = field(default_factory=Written)


def export_job(
    document: Document,
    target: Path,
    language: Language | None = None,
    what: report.What | None = None,
    invitations: Invitations | None = None,
    edition: Edition = Edition.FULL,
    labels: str = "",
) -> Job:
    """The writing of what is stored now, to be started; its answer is a ``Saved``."""
    how = (document.now(), language, what, invitations, edition, labels)
    return Job(writing(document.snapshot, target, *how))


def writing(snapshot: Snapshot, target: Path, *how: Any) -> Callable[[], Saved]:
    """``report.export`` as the work of a job.

    A day with many notes is written in a process of its own, for which the window never waits. To start one
    takes most of a second, so that a usual day is written here.
    """
    work = partial(_write, snapshot, target, *how)
    return apart(work) if len(snapshot.notes.by_id) > MANY else work


def _write(snapshot: Snapshot, target: Path, *how: Any) -> Saved:
    return Saved(target, report.export(snapshot, target, *how))


def save_as(
    parent: QWidget,
    document: Document,
    title: str,
    suggested: Path,
    pattern: str,
    *,
    language: Language | None = None,
    what: report.What | None = None,
    invitations: Invitations | None = None,
    edition: Edition = Edition.FULL,
    labels: str = "",
) -> Job | None:
    """Asks where, and begins to write there; the message bar says how it went. None: nowhere was chosen.

    A name without an ending gets the suggested one.
    """

    def made(target: Path) -> Job:
        return export_job(document, target, language, what, invitations, edition, labels)

    return _save(parent, document, title, suggested, pattern, made)


def save_written(
    parent: QWidget,
    document: Document,
    title: str,
    suggested: Path,
    pattern: str,
    write: Callable[[Path], object],
) -> Job | None:
    """Asks where, as ``save_as`` does, and lets ``write`` do it: a plain function of the file."""

    def made(target: Path) -> Job:
        def work() -> Saved:
            write(target)
            return Saved(target)

        return Job(work)

    return _save(parent, document, title, suggested, pattern, made)


def _save(
    parent: QWidget,
    document: Document,
    title: str,
    suggested: Path,
    pattern: str,
    made: Callable[[Path], Job],
) -> Job | None:
    target = messages.choose_file_to_save(parent, title, suggested, pattern)
    if target is None:
        return None
    job = made(target if target.suffix else target.with_suffix(suggested.suffix))
    job.done.connect(lambda saved: _tell_saved(document, saved))
    job.failed.connect(lambda error: _tell_failed(document, error))
    _show(document, job, target.name)
    job.start()
    return job


def _show(document: Document, job: Job, name: str) -> None:
    def words(page: int) -> str:
        if page:
            return _("Writing “{name}”: page {page} …").format(name=name, page=page)
        return _("Writing “{name}” …").format(name=name)

    document.show_work(job, words)


def save_floor_plan(parent: QWidget, document: Document) -> None:
    """Asks where, and writes the floor plan for the wall there: in the event's language."""
    spoken = next((code for code in LANGUAGES if code == document.plan.event.language), None)
    with speaking(spoken):
        name = _("floor plan")
    suggested = document.path.with_name(f"{document.path.stem} - {name}.pdf")
    title = _("Save the floor plan")
    what = report.What.FLOOR_PLAN
    save_as(parent, document, title, suggested, "PDF (*.pdf)", language=spoken, what=what)


def open_file(document: Document, file: Path) -> None:
    """Opens the file in the system's program for it."""
    if not file.exists() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        document.tell(
            _("No program could open {name}. Open the file yourself.").format(name=file.name), Tone.WARNING
        )


def _tell_saved(document: Document, saved: Saved) -> None:
    told = " ".join([_("Saved as {file}.").format(file=saved.file), *saved.written.sentences])
    tone = Tone.INFO if saved.written.whole else Tone.WARNING
    document.tell(told, tone, action=_("Open"), act=partial(open_file, document, saved.file))


def _tell_failed(document: Document, error: FacilitatorError) -> None:
    document.tell(error.message, Tone.ERROR)
