"""The hosts' page as the window sees it: on or off, where, which phones came, what its QR codes hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator import settings
from facilitator.access import ROOM, Device, Invitations, TableKey
from facilitator.clock import Clock
from facilitator.hosts.addresses import Address, addresses
from facilitator.hosts.keys import Keys, computer_secret, invitations, revoked, shown_code
from facilitator.hosts.server import HostServer
from facilitator.i18n import _
from facilitator.ui.document import Document, Tone

LOOK_AFTER = 5_000  # ms between two looks at the computer's networks


class Phones(QObject):
    """Owns the page's server for one document. Off until somebody switches it on.

    Who gives ``find_addresses`` decides what networks there are.
    """

    changed = Signal()  # on or off, its address, or the addresses there are
    devices_changed = Signal(object)  # tuple of facilitator.hosts.devices.Device
    _came = Signal(object)  # from the server's thread
    _failed = Signal(object)

    def __init__(
        self,
        document: Document,
        clock: Clock,
        *,
        find_addresses: Callable[[], tuple[Address, ...]] = addresses,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._clock = clock
        self._find = find_addresses
        self._server: HostServer | None = None
        self._keys: Keys | None = None
        self.devices: tuple[Device, ...] = ()
        self.addresses = find_addresses()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._came.connect(self._on_came)
        self._failed.connect(self._on_failed)
        for news in (document.event_changed, document.record_changed, document.notes_changed):
            news.connect(self._tell)
        document.room_changed.connect(self._tell)

    # ── on and off ──

    @property
    def on(self) -> bool:
        return self._server is not None

    @property
    def url(self) -> str:
        """The page's address; "" while it is off."""
        return self._server.url if self._server else ""

    @property
    def address(self) -> str:
        """Where it is on, or would be."""
        if self._server:
            return self._server.address
        chosen = settings.load().host_address
        known = [one.ip for one in self.addresses]
        return chosen if chosen in known or not known else known[0]

    def turn_on(self, address: str = "") -> None:
        """Serves the page on that address of this computer. Raises FacilitatorError where that fails."""
        stored = settings.load()
        was_on = self._document.plan.event.id in stored.hosts_on
        self.turn_off()
        keys = Keys(self._document.plan.event.id, computer_secret())
        server = HostServer(
            self._document.store,
            self._clock,
            keys,
            stored=self._document.hear,
            devices_changed=self._came.emit,
            mistake=self._failed.emit,
        )
        port = server.start(address or self.address, stored.host_port)
        self._server, self._keys = server, keys
        missing = keys.missing(self._document.plan.event, self._document.snapshot.access)
        if missing:
            self._document.give_keys(*missing)
        self._remember(on=True)
        if port != stored.host_port or (was_on and server.address != stored.host_address):
            self._warn_of_address()
        self._timer.start(LOOK_AFTER)
        self.changed.emit()

    def turn_off(self) -> None:
        """Serves nobody any more."""
        self._stop()
        if self._document.plan.event.id in settings.load().hosts_on:
            self._remember(on=False)

    def close(self) -> None:
        """Lets go with the window; the page is on again when the event is opened the next time."""
        self._stop()

    def resume(self) -> None:
        """Switches the page on if it was when this event was last open on this computer."""
        if not self.on and self._document.plan.event.id in settings.load().hosts_on:
            self._document.attempt(self.turn_on)

    def look(self) -> None:
        """Looks which networks there are, and says loudly where phones can't reach the page any more."""
        found = self._find()
        if found == self.addresses:
            return
        self.addresses = found
        if self._server and self._server.address not in [one.ip for one in found]:
            self._warn_of_address()
        self.changed.emit()

    # ── keys ──

    def link(self, table_id: str = ROOM) -> str:
        """What the QR code of the table, or of the room, leads to; "" while there is none."""
        key = self._document.snapshot.access.get(table_id)
        if not self._server or not self._keys or key is None or not self._keys.fits(key):
            return ""
        return f"{self._server.url}#{self._keys.token(key)}"

    def code(self, table_id: str) -> str:
        """What can be typed in instead, in two groups; "" while there is none."""
        key = self._document.snapshot.access.get(table_id)
        if not self._keys or key is None or not self._keys.fits(key):
            return ""
        return shown_code(self._keys.code(key))

    def invitations(self) -> Invitations:
        """What the tables' cards say of the page; nothing while it is off."""
        if not self._keys:
            return {}
        snapshot = self._document.snapshot
        return invitations(self._keys, snapshot.event, snapshot.access, self.url)

    def strangers(self) -> tuple[TableKey, ...]:
        """Keys that another computer made: its phones get in, but this one can't print them again."""
        keys, access = self._keys, self._document.snapshot.access
        return tuple(key for key in access.values() if key.hash and keys and not keys.fits(key))

    def revoke(self, table_id: str) -> None:
        """Lets the table's phones in no more."""
        key = self._document.snapshot.access.get(table_id)
        if key is not None:
            self._document.give_keys(revoked(key))

    def reissue(self, *table_ids: str) -> None:
        """Gives the tables new keys; the old ones open nothing any more."""
        if self._keys is not None:
            access = self._document.snapshot.access
            self._document.give_keys(*(self._keys.next(access, id) for id in table_ids))

    # ── inside ──

    def _stop(self) -> None:
        if self._server is None:
            return
        server, self._server, self._keys = self._server, None, None
        self._timer.stop()
        server.stop()
        self.devices = ()
        self.changed.emit()
        self.devices_changed.emit(())

    def _remember(self, *, on: bool) -> None:
        before, event_id = settings.load(), self._document.plan.event.id
        others = tuple(id for id in before.hosts_on if id != event_id)
        after = replace(before, hosts_on=(*others, event_id) if on else others)
        if self._server:
            after = replace(after, host_address=self._server.address, host_port=self._server.port)
        if after != before:
            self._document.attempt(lambda: settings.save(after))

    def _warn_of_address(self) -> None:
        self._document.tell(
            _(
                "The address of the hosts' page is another one now. Phones that are open keep their points,"
                " and must scan the new code: see Phones in Notes."
            ),
            Tone.WARNING,
        )

    def _tell(self, _news: object = None) -> None:
        if self._server:
            self._server.tell()

    def _on_came(self, devices: tuple[Device, ...]) -> None:
        if self.on:
            self.devices = devices
            self.devices_changed.emit(devices)

    def _on_failed(self, error: Exception) -> None:
        raise error  # our own mistake: told where all are
