"""A phone without a browser: raw requests to the page's real server, on a real socket."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from uuid import uuid4

from facilitator.access import ROOM
from facilitator.hosts.keys import Keys
from facilitator.hosts.server import HostServer
from facilitator.models import Store
from tests.builders import FakeClock


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> str:
        return str(self.json["error"])


@dataclass
class Phone:
    """One browser with one key. What it sends can be bent in every way."""

    server: HostServer
    token: str = ""
    device: str = field(default_factory=lambda: uuid4().hex)
    source: str = "127.0.0.1"

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: Mapping[str, str | None] | None = None,
        raw: bytes | None = None,
    ) -> Answer:
        """Sends a request as our page does, but for ``headers`` (None leaves one out) and a ``raw`` body."""
        host = f"{self.server.address}:{self.server.port}"
        sent: dict[str, str | None] = {"Host": host, "Authorization": f"Bearer {self.token}"}
        if not self.token:
            del sent["Authorization"]
        if method not in ("GET", "HEAD"):
            sent |= {"Origin": f"http://{host}", "Content-Type": "application/json"}
        sent |= headers or {}
        content = raw if raw is not None else None if body is None else json.dumps(body).encode()
        connection = HTTPConnection(
            self.server.address, self.server.port, timeout=20, source_address=(self.source, 0)
        )
        with closing(connection):
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            if content is not None:
                connection.putheader("Content-Length", str(len(content)))
            connection.endheaders(content)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def state(self) -> Any:
        return self.ask("GET", "/api/table").json

    def write(self, *notes: dict[str, Any]) -> list[Any]:
        """Sends notes; what became of each."""
        answer = self.ask("POST", "/api/notes", {"device": self.device, "notes": list(notes)})
        assert answer.status == 200, answer
        return list(answer.json["results"])

    def say(self, **said: Any) -> Answer:
        return self.ask("POST", "/api/table", {"device": self.device, **said})


@dataclass
class Served:
    """An event with its page switched on."""

    store: Store
    clock: FakeClock
    keys: Keys
    server: HostServer

    def token(self, table_id: str) -> str:
        return self.keys.token(self.store.snapshot.access[table_id])

    def phone(self, table_id: str = "t1") -> Phone:
        return Phone(self.server, self.token(table_id))

    def visitor(self) -> Phone:
        """The phone of somebody in the room."""
        return Phone(self.server, self.token(ROOM))


def a_note(text: str = "Flere busser", **values: Any) -> dict[str, Any]:
    """A new note of the café's first round, as the page sends it."""
    new: dict[str, Any] = {"id": uuid4().hex, "note_id": uuid4().hex, "parent_id": None, "text": text}
    place = {"item_id": "cafe", "round_id": "r1", "theme_id": "a", "kind": "proposal"}
    return {**new, **place, "taken_back": False, "key": False, **values}


def edited(note: dict[str, Any], text: str, **values: Any) -> dict[str, Any]:
    return {**note, "id": uuid4().hex, "parent_id": note["id"], "text": text, **values}


def raw_connection(server: HostServer, source: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection((server.address, server.port), timeout=20, source_address=(source, 0))
