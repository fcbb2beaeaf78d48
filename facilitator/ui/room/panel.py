"""The moderator's hold of the room screen: what it shows, small, and what it can be made to show."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton, QWidget

from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.scenes import SceneName, scene_word
from facilitator.ui.room.view import SceneView
from facilitator.ui.widgets.controls import button, column, line, row
from facilitator.ui.widgets.text import label, set_text

LARGEST = 1.5  # times its usual width, where the text is large: the popup has to fit above its button
SMALLEST = 1.2  # by which the picture's usual width is divided there, at most


class RoomPanel(QWidget):
    """A small live picture of the room screen, and the choices as buttons."""

    def __init__(self, control: RoomControl, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._document = document
        self.setAccessibleName(_("Room screen"))
        self._width = round(tokens.PANEL_WIDTH * min(tokens.LOOK.scale, LARGEST))
        self.setFixedWidth(self._width)
        self.view = SceneView(control, document, small=True, parent=self)
        self.shown = label("", "strong")
        self.state = label("", "small", wrap=True)
        self._scenes: dict[QPushButton, SceneName | None] = {}
        self.follow = self._choice(_("Follow the programme"), None)
        self.holds = {name: self._choice(scene_word(name), name) for name in SceneName}
        self.rehearse = button(
            _("Open in a window"),
            control.rehearsal_wanted.emit,
            look="quiet",
            icon_name="external-link",
            tooltip=_("Shows the room screen on this display, for a rehearsal"),
            name=_("Open in a window"),
        )
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
        if not self._control.connected:
            return _("No second display is connected. It opens there by itself when one is.")
        if self._control.held is None:
            return _("It changes with the programme.")
        return _("Held until you choose something else.")

    def _choice(self, text: str, scene: SceneName | None) -> QPushButton:
        # Not in a button group: there, arrow keys would show the room each scene that they pass.
        made = button(text, partial(self._on_chosen, scene))
        made.setCheckable(True)
        self._scenes[made] = scene
        return made

    def _lay_out(self) -> None:
        holds = list(self.holds.values())
        rows = [row(*holds[at : at + 2]) for at in range(0, len(holds), 2)]
        for cells in rows:
            for at in range(cells.count()):
                cells.setStretch(at, 1)
        words = column(self.shown, self.state, spacing=2)
        box = column(self.view, words, self.follow, *rows, line(), self.rehearse)
        box.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.M)
        self.setLayout(box)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        self._control.changed.connect(self.draw)
        self._document.ticked.connect(self.draw)

    def _on_chosen(self, scene: SceneName | None) -> None:
        if scene is None:
            self._control.follow()
        else:
            self._control.hold(scene)
        self.draw()
