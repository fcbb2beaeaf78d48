"""The signals as sounds: loaded late, never in the way, and silent, and said so, without a device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QLoggingCategory, QObject, Signal, SignalInstance

from facilitator import settings
from facilitator.i18n import _
from facilitator.settings import Sound
from facilitator.signals import Signal as DueSignal
from facilitator.signals import heard


class Player(Protocol):
    """Plays the bundled sounds, without waiting for their end."""

    @property
    def changed(self) -> SignalInstance:
        """Tells that a device came or went."""

    @property
    def available(self) -> bool:
        """Whether there is a device to play on."""

    def play(self, name: str, volume: int) -> None:
        """Plays a sound at so many per cent; where that cannot be, nothing happens."""


class Sounds(QObject):
    """Gives the signals their sounds, as they are chosen in the settings of this computer."""

    changed = Signal()  # sounds were turned on or off, or a device came or went

    def __init__(
        self, make_player: Callable[[], Player | None] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_player = make_player or device_player
        self._player: Player | None = None
        self._looked = self._told = False

    @property
    def missing(self) -> bool:
        """Whether no device was found; as long as nobody has looked, none is missed."""
        return self._looked and (self._player is None or not self._player.available)

    @property
    def on(self) -> bool:
        """Whether signals are to be heard."""
        return settings.load().sound

    def look(self) -> None:
        """Looks for a device, which takes a moment: once the window is there, or at the first sound."""
        if self._looked:
            return
        self._looked = True
        self._player = self._make_player()
        if self._player is not None:
            self._player.changed.connect(self.changed)
        self.changed.emit()

    def turn(self) -> None:
        """Turns the sounds on or off for good; raises FacilitatorError where it cannot be stored."""
        chosen = settings.load()
        settings.save(replace(chosen, sound=not chosen.sound))
        self.changed.emit()

    def give(self, given: tuple[DueSignal, ...]) -> str:
        """Sounds the signals that were given at once; what there is to say about it, most often nothing."""
        signal, chosen = heard(given), settings.load()
        if signal is None or not chosen.sound:
            return ""
        if self.play(chosen.sound_of(signal.kind)) or self._told:
            return ""
        self._told = True
        return no_device_sentence()

    def play(self, sound: Sound) -> bool:
        """Plays a sound, also when sounds are off; whether it was played, or there was nothing to play."""
        if sound == "none":
            return True
        self.look()
        if self._player is None or not self._player.available:
            return False
        self._player.play(sound, settings.load().volume)
        return True


def no_device_sentence() -> str:
    return _("No sound device was found. Signals are shown, not heard.")


def device_player() -> Player | None:
    """A player on the machine's own device; None where the system's libraries for sound are missing."""
    QLoggingCategory.setFilterRules("qt.multimedia*=false")  # what Qt misses is said in the window
    try:
        from facilitator.ui.sound_device import DevicePlayer
    except ImportError:
        return None
    return DevicePlayer()
