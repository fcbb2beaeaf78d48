"""A player that remembers what it was asked to play: this machine may have no sound device."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class FakePlayer(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.available = True
        self.played: list[tuple[str, int]] = []

    def play(self, name: str, volume: int) -> None:
        self.played.append((name, volume))
