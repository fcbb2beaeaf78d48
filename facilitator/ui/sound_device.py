"""The machine's sound device. Its import takes a while: only ``sounds.py`` does it, when it is time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

from facilitator.resources import resource


class DevicePlayer(QObject):
    """Plays the bundled sounds; each is loaded when it is first played, for the device then in use."""

    changed = Signal()  # a device came or went, or failed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._effects: dict[str, QSoundEffect] = {}
        self._devices.audioOutputsChanged.connect(self._on_outputs_changed)

    @property
    def available(self) -> bool:
        """Whether there is a device, and none of the sounds failed on it."""
        failed = any(effect.status() is QSoundEffect.Status.Error for effect in self._effects.values())
        return bool(QMediaDevices.audioOutputs()) and not failed

    def play(self, name: str, volume: int) -> None:
        """Plays a sound at so many per cent, from its beginning."""
        effect = self._effects.get(name)
        if effect is None:
            effect = self._effects[name] = QSoundEffect(self)
            effect.statusChanged.connect(self.changed)
            effect.setSource(QUrl.fromLocalFile(str(resource(f"sounds/{name}.wav"))))
        effect.setVolume(volume / 100)
        effect.play()

    def _on_outputs_changed(self) -> None:
        for effect in self._effects.values():
            effect.deleteLater()
        self._effects.clear()
        self.changed.emit()
