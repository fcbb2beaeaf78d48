"""The moderator's hold of the screens: what each shows, small, and what it can be made to show."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QStackedWidget, QWidget

from facilitator.i18n import _
from facilitator.record import Screen
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import hint
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.look import RoomLook
from facilitator.ui.room.scenes import SceneName, scene_word
from facilitator.ui.room.view import SceneView
from facilitator.ui.widgets.controls import button, column, line, row
from facilitator.ui.widgets.tabs import Tabs
from facilitator.ui.widgets.text import label, set_text

COLUMNS = 2  # of the scenes to choose from
SMALLEST = 1.2  # by which the picture's usual width is divided where the text is large, at most


class RoomPanel(QWidget):
    """A small live picture of one screen, and the choices beside it as buttons."""

    def __init__(self, control: RoomControl, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._document = document
        self.setAccessibleName(_("Room screen"))
        self.view = SceneView(control, document, small=True, parent=self)
        self.shown = label("", "strong")
        self.state = label("", "small", wrap=True)
        self._scenes: dict[QPushButton, SceneName | None] = {}
        self.follow = self._choice(_("Follow the programme"), None)
        self.holds = {name: self._choice(scene_word(name), name) for name in SceneName}
        if control.screen is Screen.ROOM:
            self.holds[SceneName.BLACK].setToolTip(hint("black"))
        self.open = button("", self._on_open_clicked, look="quiet", icon_name="external-link")
        self._lay_out()
        self._connect()
        self.draw()

    def draw(self) -> None:
        """Shows the choice in force and the scene that comes of it."""
        for choice, scene in self._scenes.items():
            choice.setChecked(scene is self._control.held)
        now = scene_word(self._control.scene(self._document.live))
        set_text(self.shown, _("Shown now: {scene}").format(scene=now))
        self.view.setAccessibleName(self.shown.text())
        set_text(self.state, self._state_words())
        set_text(self.open, f" {self._open_words()}")  # room beside the icon
        self.open.setAccessibleName(self._open_words())
        # Where the text is large, the picture gives way to the choices.
        width = round((tokens.PANEL_WIDTH - 2 * tokens.L) / min(tokens.LOOK.scale, SMALLEST))
        self.view.setFixedSize(QSize(width, self.view.heightForWidth(width)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hands the focus on to the choice in force: arrow keys and space go on from there."""
        super().focusInEvent(event)
        held = self._control.held
        chosen = self.follow if held is None else self.holds[held]
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _state_words(self) -> str:
        room = self._control.screen is Screen.ROOM
        if not self._control.connected:
            if room:
                return _("No second display is connected. It opens there by itself when one is.")
            return _("It is not open. It shows the speaker's timer and your messages.")
        if self._control.held is None:
            return _("It changes with the programme.")
        return _("Held until you choose something else.")

    def _open_words(self) -> str:
        if self._control.screen is Screen.ROOM:
            return _("Open in a window")
        if self._control.connected:
            return _("Close the speaker's screen")
        return _("Open the speaker's screen")

    def _choice(self, text: str, scene: SceneName | None) -> QPushButton:
        # Not in a button group: there, arrow keys would show the room each scene that they pass.
        made = button(text, partial(self._on_chosen, scene))
        made.setCheckable(True)
        self._scenes[made] = scene
        return made

    def _lay_out(self) -> None:
        choices = QGridLayout()
        choices.setSpacing(tokens.S)
        for column_ in range(COLUMNS):
            choices.setColumnStretch(column_, 1)
        for at, made in enumerate(self.holds.values()):
            choices.addWidget(made, at // COLUMNS, at % COLUMNS)
        words = column(self.shown, self.state, spacing=2)
        left = column(self.view, words, None, self.open)
        right = column(self.follow)
        right.addLayout(choices)
        right.addStretch(1)
        box = row(spacing=tokens.L)
        box.addLayout(left)
        box.addLayout(right, 1)
        self.setLayout(box)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabOrder(self.holds[SceneName.BLACK], self.open)

    def _connect(self) -> None:
        self._control.changed.connect(self.draw)
        self._document.ticked.connect(self.draw)

    def _on_open_clicked(self) -> None:
        shown_by_hand = self._control.screen is Screen.SECOND and self._control.connected
        (self._control.closing_wanted if shown_by_hand else self._control.window_wanted).emit()

    def _on_chosen(self, scene: SceneName | None) -> None:
        if scene is None:
            self._control.follow()
        else:
            self._control.hold(scene)
        self.draw()


class RoomBoard(QWidget):
    """The room screen and the speaker's, one at a time, and how both look."""

    def __init__(
        self, room: RoomControl, speaker: RoomControl, document: Document, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Screens"))
        self.room = RoomPanel(room, document)
        self.speaker = RoomPanel(speaker, document)
        self.tabs = Tabs((("room", _("Room screen")), ("speaker", _("Speaker's screen"))), _("Screens"))
        self.stack = QStackedWidget()
        self.look = RoomLook(document)
        for panel in (self.room, self.speaker):
            self.stack.addWidget(panel)
        self.tabs.choose("room")
        self.tabs.chosen.connect(self.show_screen)
        box = column(row(self.tabs, None), self.stack, line(), self.look, spacing=tokens.M)
        box.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        self.setLayout(box)
        self.setFocusProxy(self.room)

    def show_screen(self, name: str) -> None:
        """Shows the panel of the room screen ("room") or of the speaker's ("speaker")."""
        panel = self.room if name == "room" else self.speaker
        self.tabs.choose(name)
        self.stack.setCurrentWidget(panel)
        self.setFocusProxy(panel)
