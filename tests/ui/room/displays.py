"""Displays that can be unplugged: Qt's platform without a display, told anew which screens there are.

The offscreen platform reads its screens from a file at the start; later ones it takes from a function that
it has for Qt's own tests, reached here through the C++ library. Run as a script, it plugs and unplugs.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

Screen = tuple[str, int, int, int]  # name, x, width, height

LAPTOP: Screen = ("laptop", 0, 1366, 768)
ROOM: Screen = ("room", 1366, 1920, 1080)
OTHER: Screen = ("other", 3286, 1024, 768)
_RESOURCE_FOR_INTEGRATION = 12  # in QPlatformNativeInterface's table of virtual functions


def configuration(*screens: Screen) -> bytes:
    common = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    told = [
        {"name": name, "x": x, "width": width, "height": height, **common}
        for name, x, width, height in screens
    ]
    windows = {"synchronousWindowSystemEvents": False, "windowFrameMargins": False}
    return json.dumps({**windows, "screens": told}).encode()


def plugging() -> Callable[..., None]:
    """A function that takes the screens there are from now on."""
    import shiboken6
    from PySide6 import QtCore
    from PySide6.QtCore import QByteArray, QJsonDocument

    libraries = Path(QtCore.__file__).parent / "Qt" / "lib"
    core = ctypes.CDLL(str(libraries / "libQt6Core.so.6"))
    gui = ctypes.CDLL(str(libraries / "libQt6Gui.so.6"))
    native = gui._ZN15QGuiApplication23platformNativeInterfaceEv  # QGuiApplication::platformNativeInterface
    native.restype = ctypes.c_void_p
    interface = native()
    table = ctypes.cast(interface, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
    pointer = ctypes.c_void_p
    resource = ctypes.CFUNCTYPE(pointer, pointer, pointer)(table[_RESOURCE_FOR_INTEGRATION])
    name = QByteArray(b"setConfiguration")
    configure = ctypes.CFUNCTYPE(None, pointer, pointer)(
        resource(interface, shiboken6.getCppPointer(name)[0])
    )
    to_object = core._ZNK13QJsonDocument6objectEv  # QJsonDocument::object
    to_object.argtypes = [pointer, pointer]

    def plug(*screens: Screen) -> None:
        document = QJsonDocument.fromJson(QByteArray(configuration(*screens)))
        made = (pointer * 4)()
        to_object(ctypes.addressof(made), shiboken6.getCppPointer(document)[0])
        configure(ctypes.addressof(made), interface)

    return plug


def main(folder: Path) -> None:
    """Plugs the room's display in and out ten times, and looks where its window is each time."""
    screens = folder / "screens.json"
    screens.write_bytes(configuration(LAPTOP, ROOM))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtWidgets import QApplication, QWidget

    from facilitator import record
    from facilitator.models import Store
    from facilitator.ui import tokens
    from facilitator.ui.document import Document
    from facilitator.ui.room.control import RoomControl
    from facilitator.ui.room.scenes import SceneName
    from facilitator.ui.room.window import RoomScreens
    from tests.builders import FakeClock
    from tests.ui.room.days import a_plain_day

    app = QApplication([])
    tokens.load_fonts()
    plug = plugging()
    clock = FakeClock("09:00")
    file = folder / "day.facilitator"
    Store.create(file, a_plain_day()).close()
    ids = (f"id-{number}" for number in count())
    document = Document(Store.open(file, clock.now()), clock, lambda: next(ids))
    control = RoomControl(document)
    speaker = RoomControl(document, record.Screen.SECOND)
    window = QWidget()
    window.setGeometry(100, 100, 800, 600)
    window.show()
    rooms = RoomScreens(control, speaker, document, window)
    rooms.start()
    room = rooms.window

    def look(expected: Screen | None) -> None:
        app.processEvents()
        clock.advance(timedelta(seconds=1))
        document.tick()
        app.processEvents()
        assert room.isVisible() is (expected is not None), app.screens()
        assert control.connected is (expected is not None)
        assert window.screen().name() == "laptop"
        if expected is not None:
            _name, x, width, height = expected
            assert room.geometry().getRect() == (x, 0, width, height)
            assert not room.geometry().intersects(window.screen().geometry())
            assert room.view.picture.width == width

    look(ROOM)
    for _cycle in range(10):
        plug(LAPTOP)
        look(None)
        plug(LAPTOP, ROOM)
        look(ROOM)
    control.hold(SceneName.BLACK)
    plug(LAPTOP, ROOM, OTHER)
    room.want("other")
    look(OTHER)
    plug(LAPTOP, ROOM)  # the display that was asked for is gone: the next best
    look(ROOM)
    assert control.held is SceneName.BLACK

    class Watch(QObject):
        hidden = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.hidden += event.type() is QEvent.Type.Hide
            return False

    watch = Watch()
    room.installEventFilter(watch)
    window.close()  # the moderators' window is made anew
    window = QWidget()
    window.setGeometry(100, 100, 800, 600)
    window.show()
    rooms.attend(window)
    look(ROOM)
    assert (rooms.window, watch.hidden) == (room, 0)
    room.removeEventFilter(watch)

    def look_at_second(*, on_display: bool) -> None:
        app.processEvents()
        second, stand_in = rooms.second, rooms.second_rehearsal
        assert second is not None
        assert second.isVisible() is on_display
        assert (stand_in is not None and stand_in.isVisible()) is not on_display
        assert speaker.connected
        assert room.screen().name() == "room"
        assert room.isVisible()
        if on_display:
            assert second.screen().name() == "other"
            assert not second.geometry().intersects(room.geometry())
            assert not second.geometry().intersects(window.screen().geometry())

    room.want(None)
    rooms.open_second()
    look_at_second(on_display=False)
    stand_in = rooms.second_rehearsal
    assert stand_in is not None
    # Qt's platform without a display gives every window the keys: look at what is asked of it.
    asked: list[str] = []
    stand_in.activateWindow = lambda: asked.append("activate")  # type: ignore[method-assign]
    stand_in.raise_ = lambda: asked.append("raise")  # type: ignore[method-assign]
    for _cycle in range(10):
        plug(LAPTOP, ROOM, OTHER)
        look_at_second(on_display=True)
        plug(LAPTOP, ROOM)
        look_at_second(on_display=False)
    assert asked == []  # what comes by itself takes no keys and covers nothing
    assert stand_in.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    rooms.open_second()
    assert asked == ["raise", "activate"]  # asked for by hand
    rooms.close_second()
    assert not speaker.connected
    assert rooms.second is None
    assert rooms.second_rehearsal is None

    window.setScreen(app.screens()[1])
    window.setGeometry(1500, 100, 800, 600)
    app.processEvents()
    assert window.screen().name() == "room"
    assert not room.geometry().intersects(window.screen().geometry())
    rooms.stop()
    assert not room.isVisible()
    document.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    print("all in place", flush=True)  # noqa: T201 - what the test waits for
