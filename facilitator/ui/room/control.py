"""What the room screen shows: it follows the programme, or holds the scene that a moderator chose."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal

from facilitator.i18n import _
from facilitator.timetable import LiveDay
from facilitator.ui.room.scenes import SceneName, choose_scene, scene_word

USUAL_STAGE = QSize(1920, 1080)  # what the small picture looks like while no display is connected


class RoomControl(QObject):
    """Holds the choice; the room screens and their small picture draw it."""

    changed = Signal()  # the choice, or whether a display is connected
    rehearsal_wanted = Signal()  # the room screen as an ordinary window

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage: QSize | None = None
        self.held: SceneName | None = None

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

    def set_stage(self, size: QSize | None) -> None:
        """Notes the display that the room screen covers; None: there is none."""
        if size != self._stage:
            self._stage = size
            self.changed.emit()

    def _choose(self, scene: SceneName | None) -> None:
        if scene is not self.held:
            self.held = scene
            self.changed.emit()
