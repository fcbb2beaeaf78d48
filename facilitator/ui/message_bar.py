"""The quiet bar below the place: what can wait is said here, never in a box that blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.document import Tone
from facilitator.ui.keys import bind
from facilitator.ui.widgets.controls import button, row
from facilitator.ui.widgets.icons import pixmap
from facilitator.ui.widgets.text import label, set_property

QUIET_AFTER = 12_000  # ms; errors stay until they are closed


class MessageBar(QFrame):
    """One sentence at a time, with at most one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self.icon = label()
        self.text = label("", wrap=True)
        self.action = button("", self._on_action_clicked)
        self.close_button = button("", self.hide, look="quiet", icon_name="x", tooltip=_("Close the message"))
        for made in (self.action, self.close_button):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._act: Callable[[], object] | None = None
        box = row(self.icon, self.text, self.action, self.close_button, spacing=tokens.M)
        box.setContentsMargins(20, tokens.XS, 20, tokens.XS)
        box.setStretch(1, 1)
        self.setLayout(box)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        bind(self, "hush", self.hide)
        self.hide()

    def say(
        self,
        sentence: str,
        tone: Tone = Tone.INFO,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Shows the sentence; ``act`` runs when the button called ``action`` is pressed."""
        c = tokens.colours()
        name, colour = {
            Tone.INFO: ("info", c.accent),
            Tone.WARNING: ("alert-triangle", c.warning),
            Tone.ERROR: ("circle-alert", c.alarm),
        }[tone]
        self.icon.setPixmap(pixmap(name, colour, self.devicePixelRatioF()))
        self.text.setText(sentence)
        self.text.setAccessibleName(sentence)
        self._act = act
        self.action.setText(action)
        self.action.setVisible(bool(action))
        set_property(self, "level", tone.value)
        self.show()
        if tone is Tone.ERROR or action:
            self._timer.stop()
        else:
            self._timer.start(QUIET_AFTER)

    @property
    def message(self) -> tuple[str, Tone, str, Callable[[], object] | None] | None:
        """What stands there, as it was said; None for nothing."""
        if self.isHidden():
            return None
        return self.text.text(), Tone(self.property("level")), self.action.text(), self._act

    def offers(self, act: Callable[[], object]) -> bool:
        """Whether the message's button does just that."""
        return self._act == act

    def settle(self) -> None:
        """Takes an error away: what was refused has been typed in another way."""
        if self.property("level") == Tone.ERROR.value and self.action.isHidden():
            self.hide()

    def _on_action_clicked(self) -> None:
        self.hide()
        if self._act:
            self._act()
