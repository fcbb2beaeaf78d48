"""The line at the window's foot: the file, the last step, sound, message and room, and that all is saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from facilitator.i18n import _, format_clock
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import hint, sequences
from facilitator.ui.messages_panel import message_words
from facilitator.ui.room.control import RoomControl
from facilitator.ui.sounds import Sounds
from facilitator.ui.widgets.controls import button, row
from facilitator.ui.widgets.icons import icon
from facilitator.ui.widgets.text import label, set_text

GAPS, TITLE = 120, 80  # px at 100 %: between what is said; the least of the title
MESSAGE_ROOM = 150  # px


class StatusLine(QFrame):
    """Each button says what it stands at; the room's choice, then the title, are cut where there is no room.

    What the buttons for the file, the message and the room open is the window's affair.
    """

    def __init__(
        self, document: Document, room: RoomControl, sounds: Sounds, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._room, self._sounds = document, room, sounds
        self._title = ""
        self._undo_action, self._redo_action = self._make_actions()
        self.file = button("", look="quiet", icon_name="chevron-up")
        self.undo = button("", self._undo_action.trigger, look="quiet", icon_name="undo")
        self.redo = button("", self._redo_action.trigger, look="quiet", icon_name="redo")
        self.sound = button("", self.turn_sounds, look="quiet", icon_name="volume")
        self.sound.setToolTip(_with_key(_("Turn sounds on or off"), "sound"))
        self.message = button("", look="quiet", icon_name="message")
        self.message.setToolTip(_with_key(_("A message to the speaker or the room"), "message"))
        self.room = button("", look="quiet", icon_name="monitor")
        self.saved = label(_("✓ All is saved"), tabular=True)
        self._lay_out()
        self._connect()

    def show_title(self, title: str) -> None:
        """What the open file is called."""
        self._title = title
        self.file.setAccessibleName(_("File: {title}").format(title=title))
        self._fit()

    def turn_sounds(self) -> None:
        self._document.attempt(self._sounds.turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ── making ──

    def _make_actions(self) -> tuple[QAction, QAction]:
        undo, redo = QAction(self), QAction(self)
        undo.setShortcuts(sequences("undo"))
        redo.setShortcuts(sequences("redo"))
        undo.triggered.connect(self._undo_step)
        redo.triggered.connect(lambda: self._document.attempt(self._document.redo))
        self.addActions([undo, redo])
        return undo, redo

    def _lay_out(self) -> None:
        self.setProperty("look", "status")
        left = (self.file, self.undo, self.redo)
        box = row(*left, None, self.sound, self.message, self.room, tokens.M, self.saved)
        box.setContentsMargins(tokens.M, 0, 20, 0)
        self.setLayout(box)
        self.setFixedHeight(tokens.STATUS_HEIGHT + tokens.px(tokens.SMALL) - tokens.SMALL)

    def _connect(self) -> None:
        document, stack = self._document, self._document.undo_stack
        document.saved.connect(self._on_saved)
        document.ticked.connect(self._draw_room)
        document.record_changed.connect(self._draw_message)
        document.notes_changed.connect(self._draw_steps)
        self._room.changed.connect(self._draw_room)
        self._sounds.changed.connect(self.draw_sound)
        for changed in (stack.undoTextChanged, stack.redoTextChanged, stack.indexChanged):
            changed.connect(self._draw_steps)
        self._draw_steps()
        self.draw_sound()
        self._draw_message()

    # ── drawing ──

    def draw_sound(self) -> None:
        """Whether signals are heard, always in sight: by a shape and a word."""
        if not self._sounds.on:
            words, icon_name = _("Sound off"), "volume-x"
        elif self._sounds.missing:
            words, icon_name = _("No sound device"), "volume-x"
        else:
            words, icon_name = _("Sound on"), "volume"
        if self.sound.accessibleName() != words:
            self.sound.setText(f" {words}")
            self.sound.setIcon(icon(icon_name, tokens.colours().text))
            self.sound.setAccessibleName(words)
            self._fit()

    def _fit(self) -> None:
        fixed = (self.undo, self.redo, self.sound, self.message, self.saved)
        taken = sum(widget.sizeHint().width() for widget in fixed) + tokens.px(GAPS)
        title = tokens.px(TITLE)
        _set_elided(self.room, self._room.words(), self.width() - taken - title)
        taken += self.room.sizeHint().width()
        _set_elided(self.file, self._title, max(self.width() - taken, title))

    def _draw_room(self) -> None:
        words = self._room.words()
        if self.room.accessibleName() != words:
            self.room.setAccessibleName(words)
            self._fit()

    def _draw_message(self) -> None:
        """The message that is shown now, in sight as long as it stands."""
        words = message_words(self._document)
        if self.message.accessibleName() != words:
            _set_elided(self.message, words, MESSAGE_ROOM)
            self.message.setAccessibleName(words)
            self._fit()

    def _draw_steps(self) -> None:
        stack = self._document.undo_stack
        last = self._document.last_done
        back = _("Undo: {step}").format(step=last)
        again = _("Redo: {step}").format(step=stack.redoText())
        for action, made, can, words in (
            (self._undo_action, self.undo, bool(last), back),
            (self._redo_action, self.redo, stack.canRedo(), again),
        ):
            action.setEnabled(can)
            made.setEnabled(can)
            made.setToolTip(words)
            made.setAccessibleName(words)

    def _undo_step(self) -> None:
        """Takes the last step back, and says which: it may be elsewhere than where the eyes are."""
        step = self._document.last_done
        if self._document.attempt(self._document.undo_last) and step:
            self._document.tell(_("Taken back: {step}").format(step=step))

    def _on_saved(self, at: datetime) -> None:
        set_text(self.saved, _("✓ Saved {time}").format(time=format_clock(at)))


def _set_elided(button: QPushButton, words: str, room: int) -> None:
    """Sets the words beside the button's icon, cut short where they are wider than the room (px)."""
    shown = QFontMetrics(button.font()).elidedText(words, Qt.TextElideMode.ElideRight, room)
    button.setText(f" {shown}".replace("&", "&&"))


def _with_key(told: str, action: str) -> str:
    """What a button does, and the key that does it too."""
    return f"{told} ({hint(action)})"
