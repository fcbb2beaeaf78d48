"""Long work in a process of its own: the window's thread then never waits for Python's lock."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final, TypeVar

from facilitator import i18n, progress
from facilitator.errors import FacilitatorError
from facilitator.i18n import Language, _

Answer = TypeVar("Answer")

_LISTEN: Final = 0.1  # seconds until it is asked again whether anybody still wants the work
_GO_ON: Final = True
_PATIENCE: Final = 5.0  # seconds for the work to stop by itself and clear up after it


def apart(work: Callable[[], Answer]) -> Callable[[], Answer]:
    """The same work, to be called where ``work`` would be; both it and its answer must be picklable.

    It tells its progress here, and is stopped from here. Raise what the work raises, and FacilitatorError
    where its process comes to an end without an answer.
    """

    def elsewhere() -> Answer:
        context = get_context("spawn")  # of a process with threads, no copy can be made
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, i18n.language()), daemon=True)
        process.start()
        theirs.close()
        try:
            pickle.Pickler(_Pieces(ours)).dump(work)
            ours.send_bytes(b"")
            return _answer(ours)
        except (EOFError, ConnectionError) as ended:
            raise FacilitatorError(
                _(
                    "The work was ended by the system, perhaps for want of memory. Nothing was changed. "
                    "Close other programs, and try again."
                )
            ) from ended
        finally:
            ours.close()  # what is still at work finds nobody to tell, and stops
            process.join(_PATIENCE)
            process.kill()

    return elsewhere


class _Pieces:
    """What is pickled goes off piece by piece: all of it in one go would keep Python's lock too long."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def write(self, piece: bytes) -> None:
        self._pipe.send_bytes(piece)


def _put_together(pipe: Connection) -> Callable[[], object]:
    work: Callable[[], object] = pickle.loads(b"".join(iter(pipe.recv_bytes, b"")))  # noqa: S301 - our own
    return work


def _answer(pipe: Connection) -> Answer:  # type: ignore[type-var]  # what comes is what the work answers
    while True:
        while not pipe.poll(_LISTEN):
            progress.tell()
        page, error, answer = pipe.recv()
        if page is None:
            if error is not None:
                raise error
            return answer  # type: ignore[no-any-return]
        progress.tell(page)
        if not page:
            pipe.send(_GO_ON)


def _serve(pipe: Connection, language: Language) -> None:
    """Does the work, in its own process."""
    i18n.use(language)

    def tell(page: int) -> None:
        if page and pipe.poll():  # closed at the other end: nothing is sent here without being asked for
            raise progress.Stopped
        pipe.send((page, None, None))
        if (
            not page
        ):  # a place to stop, such as before a file is replaced: nobody may have said so a moment ago
            pipe.recv()

    try:
        work = _put_together(pipe)
        with progress.heard_by(tell):
            answer = work()
        pipe.send((None, None, answer))
    except (progress.Stopped, ConnectionError, EOFError):
        return
    except Exception as error:  # noqa: BLE001 - handed over, never swallowed
        error.add_note(traceback.format_exc())  # else it would tell of this process's callers only
        pipe.send((None, error, None))
