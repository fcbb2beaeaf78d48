"""What the room screen shows: it follows the programme, or holds the scene that a moderator chose."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from facilitator import settings
from facilitator.i18n import _
from facilitator.timetable import LiveDay
from facilitator.ui.document import Document
from facilitator.ui.room.scenes import SceneName, choose_scene, scene_word
from facilitator.ui.room.window import RehearsalWindow, RoomWindow

USUAL_STAGE = QSize(1920, 1080)  # what the small picture looks like while no display is connected


class RoomControl(QObject):
    """Holds the choice, and the windows that show it."""

    changed = Signal()  # the choice, or whether a display is connected

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._stage: QSize | None = None
        self.held: SceneName | None = None
        self.window: RoomWindow | None = None
        self.rehearsal: RehearsalWindow | None = None

    @property
    def connected(self) -> bool:
        """Whether there is a display for the room."""
        return self._stage is not None

    @property
    def stage(self) -> QSize:
        """The size of the room's display, in px."""
        return self._stage or USUAL_STAGE

    def follow(self) -> None:
        """Lets the screen follow the programme."""
        self._choose(None)

    def hold(self, scene: SceneName) -> None:
        """Shows a scene until another choice is made, whatever happens in the programme."""
        self._choose(scene)

    def scene(self, live: LiveDay) -> SceneName:
        """What is shown at that moment of the day."""
        return self.held or choose_scene(live)

    def words(self) -> str:
        """The choice in one line, for the status bar."""
        if not self.connected and self.held is None:
            return _("No room screen connected")
        if self.held is None:
            return _("Room screen: follows the programme")
        held = _("Room screen: {scene} (held)").format(scene=scene_word(self.held).lower())
        return held if self.connected else _("{room} – not connected").format(room=held)

    def start(self, main: QWidget) -> None:
        """Opens the room screen on the second display, as soon as there is one."""
        self.window = RoomWindow(self, self._document, main, settings.load().room_screen)
        self.window.place()

    def stop(self) -> None:
        """Closes all its windows, with the program."""
        for window in (self.window, self.rehearsal):
            if window is not None:
                window.close()
                window.deleteLater()
        self.window = self.rehearsal = None

    def rehearse(self) -> None:
        """Shows the room screen as an ordinary window."""
        if self.rehearsal is None:
            self.rehearsal = RehearsalWindow(self, self._document)
        self.rehearsal.show()
        self.rehearsal.raise_()
        self.rehearsal.activateWindow()

    def set_stage(self, size: QSize | None) -> None:
        """Notes the display that the room screen covers; None: there is none."""
        if size != self._stage:
            self._stage = size
            self.changed.emit()

    def _choose(self, scene: SceneName | None) -> None:
        if scene is not self.held:
            self.held = scene
            self.changed.emit()
