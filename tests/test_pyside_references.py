"""PySide6 6.12.0 on Python < 3.12 loses references until the interpreter aborts; ours must not."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 10_000


class Source(QObject):
    happened = Signal(bool)


def test_void_calls_and_signals_lose_no_references() -> None:
    source = Source()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        source.blockSignals(False)
        source.setObjectName("")
        source.happened.emit(True)
    after = sys.getrefcount(None), sys.getrefcount(True)
    lost = [old - new for old, new in zip(before, after, strict=True)]
    assert max(lost) < CALLS // 100, lost
