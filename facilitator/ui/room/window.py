"""The room screen on the second display, and as an ordinary window for a rehearsal on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPalette, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator import settings
from facilitator.i18n import _
from facilitator.record import Screen
from facilitator.ui.document import Document
from facilitator.ui.keys import bind
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.view import SceneView


def choose_screen(screens: Sequence[QScreen], taken: Sequence[QScreen], wanted: str | None) -> QScreen | None:
    """The display for a screen: the one of that name, else the first that is not taken.

    One that shows the same part of the desktop as a taken one, mirrored, counts as taken.
    """
    others = [one for one in screens if not any(one.geometry().intersects(own.geometry()) for own in taken)]
    named = next((one for one in others if one.name() == wanted), None)
    return named or next(iter(others), None)


def title_of(screen: Screen) -> str:
    """What the window of the screen is called."""
    return _("Room screen") if screen is Screen.ROOM else _("Speaker's screen")


class RoomWindow(QWidget):
    """Full screen on a display of its own, and hidden while there is none; takes neither keys nor focus.

    It keeps off the displays of the moderator's window and of the windows ``beside`` it.
    """

    placed = Signal()  # it has found its display, or lost it

    def __init__(
        self,
        control: RoomControl,
        document: Document,
        main: QWidget,
        wanted: str | None = None,
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(
            None,
            Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self._control = control
        self._main = main
        self._wanted = wanted
        self._beside = beside
        self.view = SceneView(control, document, parent=self)
        self.title()
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setPalette(QPalette(Qt.GlobalColor.black))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._lay_out()
        self._connect()

    def title(self) -> None:
        """Says what the window is, in the language that is spoken now."""
        self.setWindowTitle(title_of(self._control.screen))
        self.setAccessibleName(title_of(self._control.screen))

    def attend(self, main: QWidget) -> None:
        """Keeps off the display of that window from now on; it is shown already."""
        self._main = main
        self._watch()
        self.title()
        self.place()
        self.view.refresh()

    def want(self, name: str | None) -> None:
        """Chooses the display by its name; None is the first second one."""
        self._wanted = name
        self.place()

    def place(self) -> None:
        """Covers the display for the screen, or hides where there is none."""
        taken = [self._main.screen(), *(window.screen() for window in self._beside if window.isVisible())]
        screen = choose_screen(QGuiApplication.screens(), taken, self._wanted)
        if screen is None:
            self.hide()
            self._control.set_stage(None)
            self.placed.emit()
            return
        if self.isVisible() and self.screen() is not screen:
            self.hide()  # a window in full screen stays where it is
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self._control.set_stage(screen.size())
        if not self.isVisible():
            # Not showFullScreen(), which asks for the keys too.
            self.setWindowState(Qt.WindowState.WindowFullScreen)
            self.show()
        self.placed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes with the program only."""
        event.setAccepted(not event.spontaneous())

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)

    def _connect(self) -> None:
        app = cast(QGuiApplication, QGuiApplication.instance())
        app.screenAdded.connect(self._on_screen_added)
        app.screenRemoved.connect(self._on_screen_removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self.place)
        self._watch()

    def _watch(self) -> None:
        self._main.winId()  # its handle tells when it is moved to another display
        self._main.windowHandle().screenChanged.connect(self.place)

    def _on_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.place)
        self.place()

    def _on_screen_removed(self, screen: QScreen) -> None:
        """Qt moves the windows of a display that goes to the next one: hide before it does."""
        if self.screen() is screen:
            self.hide()
        self.place()


class RehearsalWindow(QWidget):
    """A screen as an ordinary window; F11 or a double click fills the display, Esc goes back."""

    closed = Signal()

    def __init__(self, control: RoomControl, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._control = control
        self.view = SceneView(control, document, parent=self)
        self.title()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setPalette(QPalette(Qt.GlobalColor.black))
        self.setMinimumSize(320, 180)
        self.resize(960, 540)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)

    def title(self) -> None:
        """Says what the window is, in the language that is spoken now."""
        title = title_of(self._control.screen)
        self.setWindowTitle(_("{title} – F11 for full screen").format(title=title))
        self.setAccessibleName(title)

    def toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaves = event.key() == Qt.Key.Key_Escape and self.isFullScreen()
        if event.key() == Qt.Key.Key_F11 or leaves:
            self.toggle_full_screen()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.toggle_full_screen()


class RoomScreens(QObject):
    """The windows that the room and the speaker see; they open and close with the program.

    The room screen opens by itself as soon as there is a display for it. The speaker's screen is opened by
    hand, on a third display, else as an ordinary window.
    """

    def __init__(self, room: RoomControl, speaker: RoomControl, document: Document, main: QWidget) -> None:
        super().__init__()
        self._room, self._speaker = room, speaker
        self._document = document
        self._main = main
        self._keyed: Mapping[str, Callable[[], object]] = {}
        self.window = RoomWindow(room, document, main, settings.load().room_screen)
        self.rehearsal: RehearsalWindow | None = None
        self.second: RoomWindow | None = None
        self.second_rehearsal: RehearsalWindow | None = None
        room.window_wanted.connect(self.rehearse)
        speaker.window_wanted.connect(self.open_second)
        speaker.closing_wanted.connect(self.close_second)

    def answer(self, keyed: Mapping[str, Callable[[], object]]) -> None:
        """Lets the rehearsal, which may lie over the moderators' window, know these keys of it, too."""
        self._keyed = keyed

    def start(self) -> None:
        """Opens the room screen on the second display, as soon as there is one."""
        self.window.place()

    def attend(self, main: QWidget) -> None:
        """Takes that window for the moderators'; what the room sees stays, and speaks the language of now."""
        self._main = main
        for window in (self.window, self.second):
            if window is not None:
                window.attend(main)
        for rehearsal in (self.rehearsal, self.second_rehearsal):
            if rehearsal is not None:
                rehearsal.title()
                rehearsal.view.refresh()

    def rehearse(self) -> None:
        """Shows the room screen as an ordinary window."""
        if self.rehearsal is None:
            self.rehearsal = RehearsalWindow(self._room, self._document)
            for name in self._keyed:
                bind(self.rehearsal, name, partial(self._press, name))
        _bring(self.rehearsal)

    def _press(self, name: str) -> None:
        self._keyed[name]()

    def open_second(self) -> None:
        """Shows the speaker's screen on a display that is free, else as an ordinary window."""
        if self.second is None:
            self.second = RoomWindow(self._speaker, self._document, self._main, beside=(self.window,))
            self.second.placed.connect(self._on_second_placed)
            self.window.placed.connect(self.second.place)
        self.second.place()
        if self.second_rehearsal is not None and self.second_rehearsal.isVisible():
            _bring(self.second_rehearsal)

    def close_second(self) -> None:
        """Shows the speaker's screen no longer."""
        if self.second is not None:
            self.window.placed.disconnect(self.second.place)
            _drop(self.second)
            self.second = None
        if self.second_rehearsal is not None:
            self.second_rehearsal.closed.disconnect(self.close_second)
            _drop(self.second_rehearsal)
            self.second_rehearsal = None
        self._speaker.set_stage(None)

    def stop(self) -> None:
        """Closes all windows."""
        self.close_second()
        for window in (self.window, self.rehearsal):
            if window is not None:
                _drop(window)

    def _on_second_placed(self) -> None:
        """An ordinary window stands in for a display as long as there is none.

        It may come while the moderator types: it takes no keys, and stays behind until it is asked for.
        """
        if self.second is not None and self.second.isVisible():
            if self.second_rehearsal is not None:
                self.second_rehearsal.hide()
            return
        if self.second_rehearsal is None:
            self.second_rehearsal = RehearsalWindow(self._speaker, self._document)
            self.second_rehearsal.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.second_rehearsal.closed.connect(self.close_second)
        if not self.second_rehearsal.isVisible():
            self.second_rehearsal.show()
            self.second_rehearsal.lower()
        self._speaker.set_stage(self.second_rehearsal.size())


def _bring(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def _drop(window: QWidget) -> None:
    window.close()
    window.deleteLater()
