"""The server of the page: a thread of its own, which the window never waits for."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from facilitator.access import Device
from facilitator.clock import Clock
from facilitator.errors import FacilitatorError
from facilitator.hosts.addresses import host_at
from facilitator.hosts.app import Answering, Desk
from facilitator.hosts.devices import Devices
from facilitator.hosts.keys import Keys
from facilitator.hosts.limits import CONNECTIONS, CONNECTIONS_EACH, HEADERS, WHOLE_REQUEST, Allowances
from facilitator.i18n import _
from facilitator.timetable import LiveDay

PORTS = 10  # so many are tried from the remembered one on
_SECOND = 1.0
_STOPPED = 5.0  # seconds: the longest that stopping may take

logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)


class HostServer:
    """Serves the page of one event until it is stopped; can be started again.

    ``stored`` and ``devices_changed`` are called in the server's thread.
    """

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        keys: Keys,
        *,
        stored: Callable[[], None] = lambda: None,
        devices_changed: Callable[[tuple[Device, ...]], None] = lambda _devices: None,
        mistake: Callable[[Exception], None] = lambda _error: None,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._keys = keys
        self._stored = stored
        self._devices_changed = devices_changed
        self._mistake = mistake
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: _Server | None = None
        self._answering: Answering | None = None
        self.address = ""
        self.port = 0

    @property
    def running(self) -> bool:
        return self._thread is not None

    @property
    def url(self) -> str:
        """The page's address, as it stands in a QR code before the ``#``; "" while it is off."""
        return f"http://{host_at(self.address, self.port)}/" if self.running else ""

    def start(self, address: str, port: int) -> int:
        """Serves on that address of this computer, on the port or one of the next; the port.

        Raises FacilitatorError where none can be had.
        """
        if self.running:
            raise RuntimeError("the page is on already")
        bound = _bind(address, port)
        self.address, self.port = address, bound.getsockname()[1]
        ready = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._main(bound, ready)), name="hosts' page", daemon=True
        )
        self._thread.start()
        ready.wait()
        return self.port

    def stop(self) -> None:
        """Ends all connections; when this returns, nobody is served any more."""
        thread, loop = self._thread, self._loop
        if thread is None:
            return
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # it has ended by itself
                loop.call_soon_threadsafe(self._end)
        thread.join(_STOPPED)
        self._thread = self._loop = self._server = self._answering = None

    def tell(self) -> None:
        """Has the phones look for news; may be called from any thread."""
        loop, answering = self._loop, self._answering
        if loop is not None and answering is not None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(answering.news.ring)

    def _end(self) -> None:
        if self._answering is not None:
            self._answering.news.end()
        if self._server is not None:
            self._server.should_exit = True

    async def _main(self, bound: socket.socket, ready: threading.Event) -> None:
        devices = Devices(lambda: self._clock.now().utc, self._on_devices_changed)
        answering = Answering(
            self._desk,
            self._clock,
            self._keys,
            devices,
            Allowances(time.monotonic),
            stored=self._stored,
        )
        hosts = {host_at(self.address, self.port)}
        self._server = _Server(
            uvicorn.Config(
                answering.app(hosts, self._mistake),
                http=_Punctual,
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=HEADERS,
                timeout_graceful_shutdown=1,
            ),
            ready,
        )
        self._loop, self._answering = asyncio.get_running_loop(), answering
        ticking = asyncio.create_task(_tick(answering, devices))
        try:
            await self._server.serve(sockets=[bound])
        finally:
            ticking.cancel()
            bound.close()
            ready.set()

    def _on_devices_changed(self, devices: tuple[Device, ...]) -> None:
        self._devices_changed(devices)
        if self._answering is not None:
            self._answering.news.ring()


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: threading.Event) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready.set()


class _Punctual(H11Protocol):
    """A connection whose requests must be whole within a time, and of which each address has only so many."""

    _of_address: ClassVar[Counter[str]] = Counter()  # all connections of this process
    _deadline: asyncio.TimerHandle | None = None
    _address = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        peer = transport.get_extra_info("peername")
        self._address = str(peer[0]) if peer else ""
        counted = self._of_address
        counted[self._address] += 1
        super().connection_made(transport)
        if counted[self._address] > CONNECTIONS_EACH or counted.total() > CONNECTIONS:
            transport.abort()
            return
        self._deadline = self.loop.call_later(WHOLE_REQUEST, transport.abort)

    def data_received(self, data: bytes) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(WHOLE_REQUEST, self.transport.abort)
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):  # the request is whole
            self._stop_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        self._of_address[self._address] -= 1
        if self._of_address[self._address] <= 0:
            del self._of_address[self._address]
        super().connection_lost(exc)

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


async def _tick(answering: Answering, devices: Devices) -> None:
    """Once a second: rings where the day went on by itself."""
    before: Any = None
    while True:
        now = _sign(answering.live())
        if devices.settle() or now != before:
            answering.news.ring()
        before = now
        await asyncio.sleep(_SECOND)


def _sign(live: LiveDay) -> tuple[object, ...]:
    """What of the day changes what a table is told."""
    return tuple(
        (
            day.running and day.running.item.id,
            day.cafe and day.cafe.index,
            day.cafe and day.cafe.warning,
            day.cafe and day.cafe.by_itself,
            day.paused_for is None,
        )
        for day in live.seen
    )


def _bind(address: str, port: int) -> socket.socket:
    """A socket that is bound to the first free port."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for tried in (port,) if port == 0 else range(port, port + PORTS):
        made = socket.socket(family, socket.SOCK_STREAM)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((address, tried))
        except OSError as error:
            made.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise _unserved(address, error) from error
        else:
            return made
    raise _unserved(address, OSError(errno.EADDRINUSE, f"{port}–{port + PORTS - 1}"))


def _unserved(address: str, error: OSError) -> FacilitatorError:
    text = _("The page can't be shown on {address} ({reason}). Choose another address, or check the network.")
    return FacilitatorError(text.format(address=address, reason=error.strerror))
