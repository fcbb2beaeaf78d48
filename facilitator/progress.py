"""How far long work has come: told by who does it, deep inside, to who listens outside and may stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int], object]


class Stopped(BaseException):
    """Nobody wants the work any more.

    Not an Exception: nothing on its way out of the work may take it for a mishap and go on.
    """


def _nobody(_page: int) -> None:
    """Who listens where nobody does."""


_listener: ContextVar[Listener] = ContextVar("listener", default=_nobody)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Let ``listener`` hear of the work inside the block, in this thread; what it raises stops the work."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(page: int = 0) -> None:
    """Say that this page is done, from 1; 0 says nothing, but is a place where the work may be stopped."""
    _listener.get()(page)
