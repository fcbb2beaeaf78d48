"""Long work beside the window: a plain function in the pool, its answer on the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThreadPool, Signal

from facilitator.errors import FacilitatorError

_running: set[Job] = set()  # who is at work is not to be collected, least of all in the worker's thread


class Job(QObject):
    """Runs ``work`` once, in the pool, and tells the answer in the thread that made the job.

    ``failed`` carries a FacilitatorError. Any other exception is our mistake and is raised in the
    thread that made the job, where such mistakes are caught.
    """

    done = Signal(object)  # what the work returned
    failed = Signal(object)  # FacilitatorError
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

    def cancel(self) -> None:
        """Drops the answer; the work itself runs out unheard."""
        self._cancelled = True

    def _run(self) -> None:
        result, error = None, None
        try:
            result = self._work()
        except BaseException as raised:  # noqa: BLE001 - handed over, never swallowed
            error = raised
        self._finished.emit(result, error)

    def _on_finished(self, result: object, error: BaseException | None) -> None:
        _running.discard(self)
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
