"""The phones that reached the page: which table they write for, and when they were last heard of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from facilitator.access import Device

WRITES_FOR = timedelta(seconds=12)
"""So long after it said so, a phone counts as writing."""

ASKS_WITHIN = timedelta(seconds=20)
"""So long after it asked for something, a phone without a stream of news counts as connected."""

MOST = 40
"""So many phones of one table are remembered; more, and those not heard of the longest are forgotten."""

HOST, NOTE_TAKER = ROLES = ("host", "note_taker")


class Devices:
    """All phones heard of since the page was switched on. Not thread-safe: the server's thread only."""

    def __init__(self, now: Callable[[], datetime], changed: Callable[[tuple[Device, ...]], None]) -> None:
        self._now = now
        self._changed = changed
        self._devices: dict[str, Device] = {}
        self._streams: dict[str, int] = {}
        self._wrote: dict[str, datetime] = {}

    @property
    def all(self) -> tuple[Device, ...]:
        return tuple(self._devices.values())

    def at(self, table_id: str) -> tuple[Device, ...]:
        """The phones of a table that are connected."""
        return tuple(d for d in self._devices.values() if d.table_id == table_id and d.connected)

    def heard(self, id: str, table_id: str, kind: str = "", role: str | None = None) -> None:
        """The phone sent something. Who becomes a table's note-taker takes over from who was it."""
        if role == NOTE_TAKER:
            for other in self.all:
                if other.table_id == table_id and other.id != id and other.role == NOTE_TAKER:
                    self._put(replace(other, role=HOST))
        self._make_room(table_id, id)
        known = self._devices.get(id) or Device(id=id, table_id=table_id, seen=self._now())
        self._put(
            replace(
                known,
                table_id=table_id,
                kind=kind or known.kind,
                role=known.role if role is None else role,
                connected=True,
                seen=self._now(),
            )
        )

    def wrote(self, id: str) -> None:
        """Somebody is typing on the phone."""
        self._wrote[id] = self._now()
        if id in self._devices:
            self._put(replace(self._devices[id], writing=True, seen=self._now()))

    def connected(self, id: str, by: int) -> None:
        """A stream of news to the phone began (1) or ended (-1)."""
        streams = self._streams.pop(id, 0) + by
        if streams > 0:
            self._streams[id] = streams
        if id in self._devices:
            on = streams > 0
            self._put(replace(self._devices[id], connected=on, writing=False, seen=self._now()))

    def settle(self) -> bool:
        """Lets phones that have not typed for a while write no more, and those not heard of be away."""
        now = self._now()
        changed = False
        for device in self.all:
            writing = device.writing and now - self._wrote.get(device.id, now) < WRITES_FOR
            asks = now - device.seen < ASKS_WITHIN
            connected = device.connected and (self._streams.get(device.id, 0) > 0 or asks)
            if (writing, connected) != (device.writing, device.connected):
                self._put(replace(device, writing=writing, connected=connected))
                changed = True
        return changed

    def _make_room(self, table_id: str, id: str) -> None:
        others = [d for d in self._devices.values() if d.table_id == table_id and d.id != id]
        if len(others) >= MOST:
            forgotten = min(others, key=lambda device: (device.connected, device.seen))
            del self._devices[forgotten.id]
            self._wrote.pop(forgotten.id, None)

    def _put(self, device: Device) -> None:
        before = self._devices.get(device.id)
        self._devices[device.id] = device
        if before is None or replace(before, seen=device.seen) != device:
            self._changed(self.all)


def kind_of(user_agent: str) -> str:
    """A word for the device that a browser's own description names; "" for one that says nothing we know."""
    for mark, word in (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Macintosh", "Mac"),
        ("Windows", "Windows"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ):
        if mark in user_agent:
            return word
    return ""
