"""The server of the page: a thread of its own, which the window never waits for."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
import threading
import time
from collections.abc import Callable
from functools import partial

import uvicorn

from facilitator.access import Device
from facilitator.clock import Clock
from facilitator.errors import FacilitatorError
from facilitator.hosts.addresses import host_at
from facilitator.hosts.app import Answering, Desk
from facilitator.hosts.connection import Connection
from facilitator.hosts.devices import Devices
from facilitator.hosts.keys import Keys
from facilitator.hosts.limits import HEADERS, Allowances, Crowd, room_for_connections
from facilitator.i18n import _

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
        self._failure: Exception | None = None  # why it did not begin
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
        self._failure = None
        self._thread = threading.Thread(
            target=self._run, args=(bound, ready), name="hosts' page", daemon=True
        )
        self._thread.start()
        ready.wait()
        if self._failure is not None:
            self.stop()
            raise self._failure
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

    def _run(self, bound: socket.socket, ready: threading.Event) -> None:
        """The whole life of the server's thread."""
        try:
            asyncio.run(self._main(bound, ready))
        except Exception as error:  # noqa: BLE001 - told in the thread that waits, or where all are
            if ready.is_set():
                self._mistake(error)
            else:
                self._failure = error
        finally:
            bound.close()
            ready.set()

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
                http=partial(Connection, Crowd(room_for_connections())),  # type: ignore[arg-type] # makes one
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
        ticking = asyncio.create_task(_tick(answering, self._mistake))
        try:
            await self._server.serve(sockets=[bound])
        finally:
            ticking.cancel()

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


async def _tick(answering: Answering, mistake: Callable[[Exception], None]) -> None:
    """Once a second: looks whether the day went on by itself."""
    told = False
    while True:
        try:
            answering.tick()
        except Exception as error:  # noqa: BLE001 - it may be over in a second; told once
            if not told:
                mistake(error)
            told = True
        await asyncio.sleep(_SECOND)


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
