"""What the window says by itself: an item that nobody started, signals, a scene that the room still sees."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from facilitator.i18n import _
from facilitator.presses import next_step
from facilitator.signals import Signal as DueSignal
from facilitator.signals import said
from facilitator.timetable import LiveDay
from facilitator.ui.document import Document, Tone
from facilitator.ui.message_bar import MessageBar
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.scenes import SceneName, scene_word
from facilitator.ui.sentences import signal_sentence
from facilitator.ui.sounds import Sounds


class Reminders(QObject):
    """Says each thing once in the message bar, and takes it away when it holds no longer."""

    def __init__(
        self, document: Document, room: RoomControl, sounds: Sounds, bar: MessageBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._room, self._sounds, self._bar = document, room, sounds, bar
        self._reminded = self._reminder = self._held_told = ""
        self._phase: tuple[str, int] = ("", 0)  # of the running item, as last seen
        document.signalled.connect(self._on_signalled)
        document.ticked.connect(self._remind)
        document.ticked.connect(self._tell_held)
        document.undo_stack.indexChanged.connect(self._forget_offers)

    def _remind(self, live: LiveDay) -> None:
        """Rule 22: says once an item that nobody pressed start, with the one button that does."""
        step = next_step(live)
        if not live.nobody_pressed or step is None or step.item is None:
            self._forget_reminder()
            return
        if step.item.id == self._reminded:
            return
        self._reminded = step.item.id
        self._reminder = _("“{title}” should have begun by now. Has it?").format(title=step.item.title)
        press = partial(self._document.press, *step.facts)
        act = partial(self._document.attempt, press)
        self._bar.say(self._reminder, Tone.WARNING, _("It begins now"), act)

    def _tell_held(self, live: LiveDay) -> None:
        """Says, when a phase begins, that the room still sees what somebody had it see."""
        phase = (live.running.item.id if live.running else "", live.cafe.index if live.cafe else 0)
        before, self._phase = self._phase, phase
        held = self._room.held
        if before == phase or held in (None, SceneName.BLACK):
            return
        self._held_told = words = _("The room still sees “{scene}”.").format(scene=scene_word(held))
        self._document.tell(words, Tone.WARNING, _("Follow the programme"), self._room.follow)

    def _forget_reminder(self) -> None:
        """Takes the reminder away when it holds no longer; it may come again."""
        if self._reminded and self._bar.text.text() == self._reminder:
            self._bar.hide()
        self._reminded = ""

    def _forget_offers(self) -> None:
        """Takes away an offer to undo once another step was made, and what the room sees no longer."""
        followed = self._held_told == self._bar.text.text() != "" and self._room.held is None
        if followed or self._bar.offers(self._document.undo):
            self._bar.hide()

    def _on_signalled(self, given: tuple[DueSignal, ...]) -> None:
        words = [signal_sentence(signal, self._document.live) for signal in said(given)]
        unheard = self._sounds.give(given)
        if not self._reminded:  # after a sleep both come at once, and the reminder says more
            self._bar.say(" ".join((*words, unheard)).rstrip(), Tone.INFO)
