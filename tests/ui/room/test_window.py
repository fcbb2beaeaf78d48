"""Where the room screen is: on the second display, never over the moderator's window."""

from __future__ import annotations

import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.record import Screen
from facilitator.ui.document import Document
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.window import RoomScreens, choose_screen

ROOT = Path(__file__).parents[3]


@dataclass(eq=False)
class FakeScreen:
    """As much of a display as the choice looks at."""

    said: str
    area: tuple[int, int, int, int]

    def name(self) -> str:
        return self.said

    def geometry(self) -> QRect:
        return QRect(*self.area)


LAPTOP = FakeScreen("laptop", (0, 0, 1366, 768))
ROOM = FakeScreen("room", (1366, 0, 1920, 1080))
OTHER = FakeScreen("other", (3286, 0, 1024, 768))
MIRROR = FakeScreen("mirror", (0, 0, 1366, 768))


@pytest.mark.parametrize(
    ("screens", "taken", "wanted", "chosen"),
    [
        ([LAPTOP], [LAPTOP], None, None),
        ([LAPTOP, ROOM], [LAPTOP], None, ROOM),
        ([ROOM, LAPTOP], [LAPTOP], None, ROOM),
        ([LAPTOP, ROOM, OTHER], [LAPTOP], "other", OTHER),
        ([LAPTOP, ROOM], [LAPTOP], "other", ROOM),
        ([LAPTOP, ROOM], [LAPTOP], "laptop", ROOM),  # never the moderator's own
        ([LAPTOP, MIRROR], [LAPTOP], None, None),
        ([LAPTOP, ROOM, OTHER], [LAPTOP, ROOM], None, OTHER),  # the speaker's, beside the room's
        ([LAPTOP, ROOM, OTHER], [LAPTOP, ROOM], "room", OTHER),
        ([LAPTOP, ROOM], [LAPTOP, ROOM], None, None),
    ],
)
def test_the_display_for_a_screen(
    screens: list[FakeScreen], taken: list[FakeScreen], wanted: str | None, chosen: FakeScreen | None
) -> None:
    found = choose_screen(cast(list[QScreen], screens), cast(list[QScreen], taken), wanted)
    assert cast(FakeScreen | None, found) is chosen


@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="displays are unplugged through C++"
)
def test_a_display_is_unplugged_and_comes_back(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.ui.room.displays", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "all in place\n"), done.stderr


def test_it_takes_no_focus_and_closes_with_the_program_only(sample: Document, qtbot: QtBot) -> None:
    main = QWidget()
    qtbot.addWidget(main)
    screens = RoomScreens(RoomControl(sample), RoomControl(sample, Screen.SECOND), sample, main)
    screens.start()
    room = screens.window
    assert room.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not room.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    assert room.cursor().shape() is Qt.CursorShape.BlankCursor
    assert room.accessibleName()
    room.show()
    QTest.keyClick(room, Qt.Key.Key_Escape)
    assert room.isVisible()
    event = QCloseEvent()
    room.closeEvent(event)
    assert event.isAccepted()
    screens.stop()
