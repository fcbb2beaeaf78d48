"""Long work beside the window: a plain function in the pool, its answer on the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThreadPool, Signal

from facilitator import progress
from facilitator.errors import FacilitatorError

_running: set[Job] = set()  # who is at work is not to be collected, least of all in the worker's thread


class Job(QObject):
    """Runs ``work`` once, in the pool, and tells the answer in the thread that made the job.

    What the work tells of its progress is told there, too, and wherever it tells, it can be stopped.

    ``failed`` carries a FacilitatorError. Any other exception is our mistake and is raised in the
    thread that made the job, where such mistakes are caught.
    """

    done = Signal(object)  # what the work returned
    failed = Signal(object)  # FacilitatorError
    reached = Signal(int)  # a page, from 1
    over = Signal()  # it is at work no more, however it came to its end
    _finished = Signal(object, object)  # the result and the error; comes from the worker's thread

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work
        self._cancelled = False
        self._finished.connect(self._on_finished)

    @property
    def running(self) -> bool:
        return self in _running

    def start(self) -> None:
        _running.add(self)
        QThreadPool.globalInstance().start(self._run)

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Drops the answer, and stops the work where it next tells of its progress."""
        self._cancelled = True

    def _run(self) -> None:
        result, error = None, None
        try:
            with progress.heard_by(self._hear):
                result = self._work()
        except BaseException as raised:  # noqa: BLE001 - handed over, never swallowed
            error = raised
        self._finished.emit(result, error)

    def _hear(self, page: int) -> None:
        """Called by the work, in the worker's thread."""
        if self._cancelled:
            raise progress.Stopped
        if page:
            self.reached.emit(page)

    def _on_finished(self, result: object, error: BaseException | None) -> None:
        _running.discard(self)
        self.over.emit()
        if self._cancelled:
            return
        if error is None:
            self.done.emit(result)
        elif isinstance(error, FacilitatorError):
            self.failed.emit(error)
        else:
            raise error


class Search(Job):
    """Work that comes to ever better answers: ``came`` tells each of them, ``done`` the last."""

    came = Signal(object)

    def __init__(self, answers: Callable[[], Iterator[object]]) -> None:
        super().__init__(self._go)
        self._answers = answers
        self._stopped = False

    def stop(self) -> None:
        """Lets the next answer be the last."""
        self._stopped = True

    def cancel(self) -> None:
        super().cancel()
        self.stop()

    def _go(self) -> object:
        answer: object = None
        for answer in self._answers():
            if self._stopped:
                break
            self.came.emit(answer)
        return answer
