"""Long work is shown while there is something to wait for, and can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from facilitator import i18n, progress
from facilitator.report import What
from facilitator.sample import sample_snapshot
from facilitator.ui import exporting, messages
from facilitator.ui.job import Job
from facilitator.ui.work_strip import WorkStrip
from tests.ui.conftest import OpenDocument

PATIENCE = 30_000  # ms: the longest that making a file may take on a busy machine


class Steps:
    """Work that goes a page further each time it is let."""

    def __init__(self) -> None:
        self._go = threading.Semaphore(0)

    def __call__(self) -> None:
        for page in (1, 2):
            self._go.acquire()
            progress.tell(page)
        self._go.acquire()
        progress.tell()

    def go(self) -> None:
        self._go.release()


@pytest.fixture
def steps() -> Iterator[Steps]:
    made = Steps()
    yield made
    for _step in range(3):
        made.go()


@pytest.fixture
def strip(qtbot: QtBot) -> WorkStrip:
    i18n.use("en")
    made = WorkStrip(calm=0)
    qtbot.addWidget(made)
    return made


def words(page: int) -> str:
    return f"at page {page}"


def test_it_says_which_page_is_done_and_goes_when_all_is(
    strip: WorkStrip, steps: Steps, qtbot: QtBot
) -> None:
    job = Job(steps)
    strip.follow(job, words)
    job.start()
    qtbot.waitUntil(strip.isVisible)
    assert strip.text.text() == "at page 0"
    steps.go()
    qtbot.waitUntil(lambda: strip.text.text() == "at page 1")
    assert strip.text.accessibleName() == "at page 0"
    with qtbot.waitSignal(job.over):
        steps.go()
        steps.go()
    assert not strip.isVisible()


def test_the_button_cancels_and_says_so_until_the_work_has_stopped(
    strip: WorkStrip, steps: Steps, qtbot: QtBot
) -> None:
    job = Job(steps)
    strip.follow(job, words)
    job.start()
    qtbot.waitUntil(strip.isVisible)
    strip.cancel.click()
    assert strip.text.text() == "Cancelling …"
    assert not strip.cancel.isEnabled()
    with qtbot.waitSignal(job.over):
        steps.go()
    assert not strip.isVisible()


def test_of_two_works_the_last_is_shown_and_then_the_first_again(strip: WorkStrip, qtbot: QtBot) -> None:
    first, second = Steps(), Steps()
    jobs = [Job(first), Job(second)]
    for job, name in zip(jobs, ("first", "second"), strict=True):
        strip.follow(job, f"{name} {{}}".format)
        job.start()
    assert strip.text.text() == "second 0"
    with qtbot.waitSignal(jobs[1].over):
        for _step in range(3):
            second.go()
    assert strip.text.text() == "first 0"
    with qtbot.waitSignal(jobs[0].over):
        for _step in range(3):
            first.go()


def test_work_outlives_the_strip_and_another_follows_it(steps: Steps, qtbot: QtBot) -> None:
    first, second = WorkStrip(calm=0), WorkStrip(calm=0)
    qtbot.addWidget(second)
    job = Job(steps)
    first.follow(job, words)
    job.start()
    for work in first.works:
        second.follow(*work)
    first.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    steps.go()
    qtbot.waitUntil(lambda: second.text.text() == "at page 1")
    with qtbot.waitSignal(job.over):
        steps.go()
        steps.go()
    assert second.works == ()
    assert not second.isVisible()


@pytest.mark.parametrize("many", [0, exporting.MANY], ids=["apart", "here"])
def test_a_cancelled_export_keeps_the_old_file(
    many: int, open_document: OpenDocument, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = open_document(sample_snapshot(with_notes=True))
    target = tmp_path / "out.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(exporting, "MANY", many)
    monkeypatch.setattr(messages, "choose_file_to_save", lambda *_question: target)
    told: list[object] = []
    document.told.connect(lambda *news: told.append(news))
    document.working.connect(lambda job, _words: job.cancel())
    job = exporting.save_as(None, document, "Save", target, "PDF (*.pdf)", what=What.SUMMARY)  # type: ignore[arg-type]
    assert job is not None
    qtbot.waitUntil(lambda: not job.running, timeout=PATIENCE)
    assert told == []
    assert list(tmp_path.glob(".*.part")) == []
    assert target.read_bytes() == b"old"


def test_a_day_with_many_notes_is_written_apart_and_says_its_pages(
    open_document: OpenDocument, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MANY", 0)
    job = exporting.export_job(
        open_document(sample_snapshot(with_notes=True)), tmp_path / "out.pdf", "en", What.SUMMARY
    )
    pages: list[int] = []
    job.reached.connect(pages.append)
    with qtbot.waitSignal(job.done, timeout=PATIENCE) as done:
        job.start()
    [saved] = done.args or []
    assert saved.file.read_bytes().startswith(b"%PDF-")
    assert pages == list(range(1, len(pages) + 1))
    assert len(pages) > 10
