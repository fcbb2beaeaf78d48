"""Long work: its answer comes on the UI thread, or not at all once it was cancelled."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from facilitator import progress
from facilitator.errors import FacilitatorError
from facilitator.ui.job import Job


def refuse() -> None:
    raise FacilitatorError("nothing was stored")


def blunder() -> None:
    raise ZeroDivisionError


def test_the_answer_comes_to_the_thread_that_asked(qtbot: QtBot) -> None:
    heard: list[tuple[object, threading.Thread]] = []
    job = Job(threading.current_thread)
    job.done.connect(lambda worker: heard.append((worker, threading.current_thread())))
    with qtbot.waitSignal(job.done):
        job.start()
    [(worker, listener)] = heard
    assert worker is not threading.main_thread()
    assert listener is threading.main_thread()
    assert not job.running


def test_a_failure_is_told_as_one(qtbot: QtBot) -> None:
    job = Job(refuse)
    with qtbot.waitSignal(job.failed) as told:
        job.start()
    [error] = told.args or []
    assert error.message == "nothing was stored"


def test_a_mistake_of_ours_is_raised_where_the_job_was_made(qtbot: QtBot) -> None:
    job = Job(blunder)
    with qtbot.capture_exceptions() as raised:
        job.start()
        qtbot.waitUntil(lambda: not job.running)
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]


@pytest.mark.parametrize("work", [list, refuse, blunder])
def test_after_cancelling_nothing_is_told(work: type, qtbot: QtBot) -> None:
    job = Job(work)
    heard: list[object] = []
    job.done.connect(heard.append)
    job.failed.connect(heard.append)
    job.start()
    job.cancel()
    qtbot.waitUntil(lambda: not job.running)
    assert heard == []


def test_pages_are_told_to_the_thread_that_asked(qtbot: QtBot) -> None:
    heard: list[tuple[int, threading.Thread]] = []
    job = Job(lambda: list(map(progress.tell, (1, 0, 2))))
    job.reached.connect(lambda page: heard.append((page, threading.current_thread())))
    with qtbot.waitSignal(job.over):
        job.start()
    assert heard == [(1, threading.main_thread()), (2, threading.main_thread())]


def test_cancelling_really_stops_the_work(qtbot: QtBot) -> None:
    went_on = threading.Event()

    def work() -> None:
        while True:
            progress.tell()
            went_on.set()

    job = Job(work)
    job.start()
    went_on.wait()
    with qtbot.waitSignal(job.over):
        job.cancel()
    assert not job.running
