"""The room screen on the second display, and as an ordinary window for a rehearsal on one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPalette, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator import settings
from facilitator.i18n import _
from facilitator.ui.document import Document
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.view import SceneView


def choose_screen(screens: Sequence[QScreen], own: QScreen, wanted: str | None) -> QScreen | None:
    """The screen for the room: the one of that name, else the first that is not the moderator's own.

    One that shows the same part of the desktop, mirrored, counts as the moderator's own.
    """
    others = [one for one in screens if one is not own and not one.geometry().intersects(own.geometry())]
    named = next((one for one in others if one.name() == wanted), None)
    return named or next(iter(others), None)


class RoomWindow(QWidget):
    """Full screen on the second display, and hidden while there is none; takes neither keys nor focus."""

    def __init__(
        self, control: RoomControl, document: Document, main: QWidget, wanted: str | None = None
    ) -> None:
        super().__init__(
            None,
            Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self._control = control
        self._main = main
        self._wanted = wanted
        self.view = SceneView(control, document, parent=self)
        self.setWindowTitle(_("Room screen"))
        self.setAccessibleName(_("Room screen"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setPalette(QPalette(Qt.GlobalColor.black))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._lay_out()
        self._connect()

    def want(self, name: str | None) -> None:
        """Chooses the display by its name; None is the first second one."""
        self._wanted = name
        self.place()

    def place(self) -> None:
        """Covers the display for the room, or hides where there is none."""
        screen = choose_screen(QGuiApplication.screens(), self._main.screen(), self._wanted)
        if screen is None:
            self.hide()
            self._control.set_stage(None)
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
    """The room screen as an ordinary window; F11 or a double click fills the display, Esc goes back."""

    def __init__(self, control: RoomControl, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.view = SceneView(control, document, parent=self)
        self.setWindowTitle(_("Room screen – F11 for full screen"))
        self.setAccessibleName(_("Room screen"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setPalette(QPalette(Qt.GlobalColor.black))
        self.setMinimumSize(320, 180)
        self.resize(960, 540)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)

    def toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaves = event.key() == Qt.Key.Key_Escape and self.isFullScreen()
        if event.key() == Qt.Key.Key_F11 or leaves:
            self.toggle_full_screen()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.toggle_full_screen()


class RoomScreens(QObject):
    """The windows that the room sees; they open and close with the program."""

    def __init__(self, control: RoomControl, document: Document, main: QWidget) -> None:
        super().__init__(main)
        self._control = control
        self._document = document
        self.window = RoomWindow(control, document, main, settings.load().room_screen)
        self.rehearsal: RehearsalWindow | None = None
        control.rehearsal_wanted.connect(self.rehearse)

    def start(self) -> None:
        """Opens the room screen on the second display, as soon as there is one."""
        self.window.place()

    def rehearse(self) -> None:
        """Shows the room screen as an ordinary window."""
        if self.rehearsal is None:
            self.rehearsal = RehearsalWindow(self._control, self._document)
        self.rehearsal.show()
        self.rehearsal.raise_()
        self.rehearsal.activateWindow()

    def stop(self) -> None:
        """Closes all its windows."""
        for window in (self.window, self.rehearsal):
            if window is not None:
                window.close()
                window.deleteLater()
