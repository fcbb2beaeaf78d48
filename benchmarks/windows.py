"""The windows that are measured, each in a process of its own: the program's, and a bare one of Qt.

``python -m benchmarks.windows start|idle bare|ours FILE``; idle wants the seconds as well. Each function
imports what it needs itself, since imports are a good part of what is measured.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import memory, report

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

SIZE = (1366, 768)
SETTLED = 3.0  # seconds after which a window that was shown has nothing of its opening left to do


def start_bare(_file: Path) -> None:
    """QApplication, QMainWindow and a label, until it is painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Label(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, _tell_painted)

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(Label("00:00:00"))
    window.resize(*SIZE)
    window.show()
    app.exec()


def start_ours(file: Path) -> None:
    """``facilitator FILE``, until the now bar is painted and can be pressed."""
    from facilitator import cli, models  # noqa: F401 - in the order in which the command imports them
    from facilitator.ui import main_window, now_bar

    class Bar(now_bar.NowBar):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            from PySide6.QtCore import QTimer

            super().paintEvent(event)
            if self.isEnabled() and self.next.isEnabled():
                QTimer.singleShot(0, _tell_painted)

    main_window.NowBar = Bar  # type: ignore[attr-defined]  # the program has no such hook
    cli.main([str(file)])


def idle_bare(_file: Path, seconds: float) -> None:
    """A label that shows the time, set by a timer once a second."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    window, label, timer = QMainWindow(), QLabel(), QTimer()
    window.setCentralWidget(label)
    window.resize(*SIZE)
    timer.timeout.connect(lambda: label.setText(time.strftime("%H:%M:%S")))
    timer.start(1000)
    window.show()
    _watch(seconds)
    app.exec()


def idle_ours(file: Path, seconds: float) -> None:
    """The program's window, with the café running."""
    from facilitator.record import Started
    from facilitator.system_clock import SystemClock
    from facilitator.ui.app import Program, make_application

    app = make_application([])
    program = Program(app, SystemClock())
    program.open(file)
    if program.document is None:
        raise SystemExit(f"{file} did not open")
    program.document.press(Started(program.document.plan.event.cafes[0].id))
    _watch(seconds)
    app.exec()
    program.quit()


def _tell_painted() -> None:
    """What was painted is on the screen by now, for this is called when nothing else is to be done."""
    from PySide6.QtWidgets import QApplication

    report(at=time.monotonic())
    QApplication.exit()


def _watch(seconds: float) -> None:
    """Reports the processor time of so many seconds, from when the window has settled."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    began: list[float] = []

    def end() -> None:
        report(cpu=time.process_time() - began[0], resident=memory("VmRSS"))
        QApplication.exit()

    QTimer.singleShot(round(1000 * SETTLED), lambda: began.append(time.process_time()))
    QTimer.singleShot(round(1000 * (SETTLED + seconds)), end)


MEASURED: dict[tuple[str, str], Callable[..., None]] = {
    ("start", "bare"): start_bare,
    ("start", "ours"): start_ours,
    ("idle", "bare"): idle_bare,
    ("idle", "ours"): idle_ours,
}

if __name__ == "__main__":
    what, kind, file, *seconds = sys.argv[1:]
    MEASURED[what, kind](Path(file), *map(float, seconds))
