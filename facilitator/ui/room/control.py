"""What a screen shows: it follows the programme, or holds the scene that a moderator chose."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal

from facilitator.i18n import _
from facilitator.record import SceneHeld, Screen
from facilitator.timetable import LiveDay
from facilitator.ui.document import Document
from facilitator.ui.room.scenes import SceneName, choose_scene, scene_word

USUAL_STAGE = QSize(1920, 1080)  # what the small picture looks like while no display is connected


class RoomControl(QObject):
    """The choice for one screen. It is a fact of the day, so it holds after a restart and can be undone.

    The windows and their small pictures draw it.
    """

    changed = Signal()  # the choice, or whether the screen is shown anywhere
    window_wanted = Signal()  # the screen as an ordinary window
    closing_wanted = Signal()  # the screen is to be shown no longer

    def __init__(
        self, document: Document, screen: Screen = Screen.ROOM, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.screen = screen
        self._stage: QSize | None = None
        self.link = ""  # where phones in the room are led to
        self._was_held = self.held
        document.record_changed.connect(self._on_record_changed)

    @property
    def held(self) -> SceneName | None:
        """The scene that is held; None while the screen follows. One of another version counts as none."""
        name = self._document.record.held.get(self.screen)
        return SceneName(name) if name in list(SceneName) else None

    @property
    def connected(self) -> bool:
        """Whether the screen is on a display, or in a window that stands for it."""
        return self._stage is not None

    @property
    def stage(self) -> QSize:
        """The size of the screen, in px."""
        return self._stage or USUAL_STAGE

    def follow(self) -> None:
        """Lets the screen follow the programme."""
        if self.held is not None:
            self._press("")

    def hold(self, scene: SceneName) -> None:
        """Shows a scene until another choice is made, whatever happens in the programme."""
        if self.held is not scene:
            self._press(scene.value)

    def turn_black(self) -> None:
        """Makes the screen black; a black one follows the programme again."""
        if self.held is SceneName.BLACK:
            self.follow()
        else:
            self.hold(SceneName.BLACK)

    def scene(self, live: LiveDay) -> SceneName:
        """What is shown at that moment of the day."""
        return self.held or self._followed(live)

    def words(self) -> str:
        """The choice in one line, for the status bar."""
        if not self.connected and self.held is None:
            return _("No room screen connected")
        if self.held is None:
            return _("Room screen: follows the programme")
        held = _("Room screen: {scene} (held)").format(scene=scene_word(self.held).lower())
        return held if self.connected else _("{room} – not connected").format(room=held)

    def set_link(self, link: str) -> None:
        """Notes where the codes on the screen lead phones to; "" while there is no page for them."""
        if link != self.link:
            self.link = link
            self.changed.emit()

    def set_stage(self, size: QSize | None) -> None:
        """Notes the size of what shows the screen; None: nothing does."""
        if size != self._stage:
            self._stage = size
            self.changed.emit()

    def _followed(self, live: LiveDay) -> SceneName:
        """The other screen is the speaker's: it shows the timer as long as something is on."""
        if self.screen is Screen.SECOND and live.running is not None:
            return SceneName.SPEAKER
        return choose_scene(live, self._document.record)

    def _press(self, scene: str) -> None:
        self._document.attempt(lambda: self._document.press(SceneHeld(self.screen, scene)))

    def _on_record_changed(self) -> None:
        if self.held is not self._was_held:
            self._was_held = self.held
            self.changed.emit()
