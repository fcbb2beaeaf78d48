"""Laptops for the schedules: the page's request layer on a real file, called directly or on a real socket."""

from __future__ import annotations

import asyncio
import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from facilitator.clock import Moment
from facilitator.hosts.app import Answering
from facilitator.hosts.devices import Devices
from facilitator.hosts.keys import Keys
from facilitator.hosts.limits import Allowances
from facilitator.hosts.server import HostServer
from facilitator.models import Store
from facilitator.record import Started
from facilitator.snapshot import Snapshot
from tests.builders import FakeClock, a_day, a_snapshot
from tests.faults.stores import crash
from tests.hosts.phone import Phone, raw_connection
from tests.hosts.schedules import Answer, Json, Outbox, as_json

HOST = "laptop:8440"


class RunningClock(FakeClock):
    """Never says the same moment twice, as no real one does."""

    def now(self) -> Moment:
        return self.advance(timedelta(microseconds=1))


class InProcess:
    """The whole application behind the socket: guard, routes, limits, threads, store and file."""

    def __init__(self, path: Path, kind: type[Store] = Store) -> None:
        self.path, self.kind = path, kind
        self.clock = RunningClock("13:00")
        event = a_day()
        self.store = kind.create(path, a_snapshot(event))
        self.keys = Keys(event.id, b"secret" * 6)
        self.store.give_keys(self.keys.missing(event, {}))
        self.store.append([Started("cafe")], self.clock.now())
        self.mistakes: list[Exception] = []
        self._serve()

    @property
    def snapshot(self) -> Snapshot:
        return self.store.snapshot

    def token(self, table_id: str) -> str:
        return self.keys.token(self.snapshot.access[table_id])

    async def ask(self, phone: Outbox, method: str, path: str, body: Json | None = None) -> Answer | None:
        sent = [(b"host", HOST.encode()), (b"authorization", f"Bearer {self.token(phone.table)}".encode())]
        if method != "GET":
            sent += [(b"origin", f"http://{HOST}".encode())]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": sent,
            "client": (phone.device, 1),
            "server": ("laptop", 8440),
        }
        told: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}

        async def send(message: Any) -> None:
            told.append(message)

        await self._app(scope, receive, send)
        return told[0]["status"], as_json(b"".join(message.get("body", b"") for message in told[1:]))

    async def cut(self, phone: Outbox, body: Json) -> None:
        await self.ask(phone, "POST", "/api/notes", body)

    def restart(self, *, crashed: bool) -> None:
        self.close(crashed=crashed)
        self.store = self.kind.open(self.path, self.clock.now())
        self._serve()

    def close(self, *, crashed: bool = False) -> None:
        (crash if crashed else type(self.store).close)(self.store)

    def _seconds(self) -> float:
        return self.clock.now().boot.total_seconds()

    def _serve(self) -> None:
        devices = Devices(lambda: self.clock.now().utc, lambda _devices: None)
        limits = Allowances(self._seconds)
        answering = Answering(self.store, self.clock, self.keys, devices, limits, stored=lambda: None)
        self._app = answering.app({HOST}, self.mistakes.append)


class OnSocket(InProcess):
    """The same with the server, its thread and a real socket."""

    _server: HostServer | None = None

    async def ask(self, phone: Outbox, method: str, path: str, body: Json | None = None) -> Answer | None:
        answer = await asyncio.to_thread(self._phone(phone).ask, method, path, body)
        while answer.status == 429:  # as our page does; the server's clock is the real one
            await asyncio.sleep(float(answer.headers["retry-after"]))
            answer = await asyncio.to_thread(self._phone(phone).ask, method, path, body)
        return answer.status, answer.json

    async def cut(self, phone: Outbox, body: Json) -> None:
        """The phone hangs up when it has sent all, or half of it."""
        content = json.dumps(body).encode()
        host = f"{self.server.address}:{self.server.port}"
        head = (
            f"POST /api/notes HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            f"Authorization: Bearer {self.token(phone.table)}\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        with closing(raw_connection(self.server)) as connection:
            connection.sendall(head.encode() + content[: len(content) // (1 + len(content) % 2)])

    def close(self, *, crashed: bool = False) -> None:
        self.server.stop()
        super().close(crashed=crashed)

    @property
    def server(self) -> HostServer:
        assert self._server is not None
        return self._server

    def _phone(self, phone: Outbox) -> Phone:
        return Phone(self.server, self.token(phone.table), phone.device)

    def _serve(self) -> None:
        port = self._server.port if self._server else 0
        self._server = HostServer(self.store, self.clock, self.keys, mistake=self.mistakes.append)
        self._server.start("127.0.0.1", port)
