"""A connection that does not get on is cut off, and nothing is left of it."""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
from contextlib import closing, suppress
from typing import Any
from uuid import uuid4

import pytest

from facilitator.hosts.app import Answering
from facilitator.hosts.limits import HEADERS, UNREAD, Crowd
from facilitator.hosts.server import HostServer
from tests.builders import a_draft
from tests.hosts.phone import Phone, Served, a_note, raw_connection

SLOW = int(os.environ.get("FACILITATOR_SLOW_PHONES", "30"))


def is_cut_off(connection: socket.socket) -> bool:
    """Whether the server ends it, once all that it has sent is read."""
    try:
        while connection.recv(65536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


def request(served: Served, method: str, path: str, *lines: str) -> bytes:
    host = f"{served.server.address}:{served.server.port}"
    key = f"Authorization: Bearer {served.token('t1')}"
    head = (f"{method} {path} HTTP/1.1", f"Host: {host}", f"Origin: http://{host}", key, *lines)
    return "\r\n".join((*head, "", "")).encode()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.hosts.connection.WHOLE_REQUEST", 0.3)


@pytest.mark.usefixtures("impatient")
def test_slow_phones_are_gone_and_honest_ones_are_served(served: Served) -> None:
    """FACILITATOR_SLOW_PHONES says how many; 30 without it."""
    begun = (b"", b"GET / HT", b"POST / HTTP/1.1\r\nContent-Le", request(served, "POST", "/api/enter")[:-2])
    slow = [raw_connection(served.server, f"127.0.1.{1 + number // 50}") for number in range(SLOW)]
    for number, connection in enumerate(slow):
        with suppress(ConnectionError):  # gone already
            connection.sendall(begun[number % len(begun)])
    honest = [Phone(served.server, served.token("t1"), source=f"127.0.2.{1 + one}") for one in range(10)]
    results = [phone.write(a_note(f"Innspill {turn}"))[0]["state"] for turn in range(3) for phone in honest]
    assert results == ["saved"] * 30
    assert all(is_cut_off(connection) for connection in slow)
    for connection in slow:
        connection.close()


@pytest.mark.usefixtures("impatient")
def test_who_does_not_take_the_answer_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = threading.Event()
    monkeypatch.setattr(Crowd, "leave", lambda _self, _address: gone.set())
    many = [a_draft("x" * 9000, id=uuid4().hex, note_id=uuid4().hex) for _ in range(200)]
    served.store.write_notes(many, served.clock.now().utc)
    with closing(socket.socket()) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.connect((served.server.address, served.server.port))
        connection.sendall(request(served, "GET", "/api/table") * 5)
        assert gone.wait(20)


def test_a_body_that_nobody_reads_has_an_end(served: Served) -> None:
    """Refused by its key alone: nothing of it is waited for, and not all of it is taken."""
    with closing(raw_connection(served.server)) as connection:
        head = request(served, "POST", "/api/room", f"Content-Length: {10**9}")
        connection.sendall(head)
        sent = 0
        with suppress(ConnectionError):
            while sent < 50_000_000:
                connection.sendall(b"x" * 65536)
                sent += 65536
        assert sent < 50_000_000
    assert HEADERS + UNREAD < 50_000_000
    assert served.phone().write(a_note())[0]["state"] == "saved"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("after", [b"zz\r\n", b"5\r\nabcdeXX", b"\xff" * 100])
def test_nonsense_after_the_answer_is_no_mistake_of_ours(
    served: Served, caplog: pytest.LogCaptureFixture, after: bytes
) -> None:
    with closing(raw_connection(served.server)) as connection:
        connection.sendall(request(served, "POST", "/nowhere", "Transfer-Encoding: chunked"))
        assert b" 404 " in connection.recv(65536)
        connection.sendall(after)
        assert is_cut_off(connection)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_server_that_can_t_begin_says_so(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: Any, **_named: Any) -> None:
        raise OSError("no page")

    monkeypatch.setattr("facilitator.hosts.app.read_pages", fail)
    server = HostServer(served.store, served.clock, served.keys)
    with pytest.raises(OSError, match="no page"):
        server.start("127.0.0.1", 0)
    assert not server.running
    monkeypatch.undo()
    server.start("127.0.0.1", 0)
    server.stop()


def test_a_mistake_in_the_day_is_told_once_and_phones_are_served_on(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Answering) -> None:
        ticks.append(1)
        raise ValueError("mistake")

    ticks: list[int] = []
    mistakes: list[Exception] = []
    monkeypatch.setattr("facilitator.hosts.server._SECOND", 0.01)
    monkeypatch.setattr(Answering, "tick", fail)
    server = HostServer(served.store, served.clock, served.keys, mistake=mistakes.append)
    server.start("127.0.0.1", 0)
    phone = Phone(server, served.token("t1"))
    while len(ticks) < 3:
        assert phone.ask("GET", "/api/table").status == 200
    server.stop()
    assert len(mistakes) == 1


def test_a_thousand_phones_are_not_told_what_is_no_news_to_them(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A note of another table makes no state anew; one of its own does."""
    answering = served.server._answering
    assert answering is not None
    made: list[str] = []
    kept = Answering._table_state

    def counted(self: Answering, table: Any) -> Any:
        made.append(table.id)
        return kept(self, table)

    with closing(raw_connection(served.server)) as stream, stream.makefile("rb") as lines:
        monkeypatch.setattr(Answering, "_table_state", counted)
        device = served.phone().device
        stream.sendall(request(served, "GET", f"/api/news?device={device}"))
        _next(lines)
        made.clear()
        served.phone("t2").write(a_note("Deres"))
        served.phone("t1").write(a_note("Vårt"))
        while not (state := _next(lines))["notes"]:
            pass
    assert [note["text"] for note in state["notes"]] == ["Vårt"]
    assert set(made) == {"t1"}
    assert len(made) <= 3  # for the phone that wrote, and its note


def _next(lines: Any) -> Any:
    """The next piece of news."""
    for line in lines:
        if line.startswith(b"data: "):
            return json.loads(line[6:])
    raise AssertionError("the stream ended")
