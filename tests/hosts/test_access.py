"""Who gets in: every route with every method, key and origin; none of the wrong ones does."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import product
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.routing import Route

from facilitator.access import ROOM
from facilitator.hosts.app import Answering
from facilitator.hosts.guard import Guard
from facilitator.hosts.keys import revoked
from facilitator.hosts.limits import CONNECTIONS_EACH
from facilitator.hosts.pages import SECURITY
from tests.hosts.browser import Browsers, phone_context
from tests.hosts.phone import Phone, Served, a_note, raw_connection

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
OF_TABLE = {("GET", "/api/table"), ("POST", "/api/table"), ("POST", "/api/notes")}
OF_ROOM = {("GET", "/api/room"), ("PUT", "/api/ballot")}
OF_BOTH = {("GET", "/api/news")}
OF_ALL = {("POST", "/api/enter")}


def routes(served: Served) -> list[Route]:
    """All routes of the application that is served: a new one is tried by itself."""
    assert served.server._answering is not None
    guard = served.server._answering.app({"host"}, lambda _error: None)
    assert isinstance(guard, Guard)
    assert isinstance(guard._app, Starlette)
    return [route for route in guard._app.routes if isinstance(route, Route)]


def bodies(phone: Phone) -> dict[str, Any]:
    return {
        "/api/table": {"device": phone.device, "help": True},
        "/api/notes": {"device": phone.device, "notes": [a_note("Innbrudd")]},
        "/api/ballot": {"poll_id": "task", "secret": uuid4().hex, "marks": [], "text": ""},
        "/api/enter": {"code": "AAAAAAAA"},
    }


@pytest.fixture
def keys(served: Served) -> dict[str, str]:
    """Keys that open nothing of a table's, or of the room's."""
    gone = served.token("t2")
    served.store.give_keys([revoked(served.store.snapshot.access["t2"])])
    return {
        "none": "",
        "wrong": "A" * 22,
        "revoked": gone,
        "hash": served.store.snapshot.access["t1"].hash,
        "not ascii": "\xe6" * 22,
    }


def test_every_route_says_who_may_use_it(served: Served) -> None:
    known = OF_TABLE | OF_ROOM | OF_BOTH | OF_ALL
    found = {
        (method, route.path)
        for route in routes(served)
        for method in (route.methods or ())
        if route.path.startswith("/api/") and method != "HEAD"
    }
    assert found == known
    static = [route for route in routes(served) if not route.path.startswith("/api/")]
    assert all(route.methods == {"GET", "HEAD"} for route in static)


def test_no_key_but_the_right_one_opens_a_route(served: Served, keys: dict[str, str]) -> None:
    served.store.append([], served.clock.now())
    before = served.store.snapshot
    phone = Phone(served.server)
    paths = sorted({route.path for route in routes(served) if route.path.startswith("/api/")})
    for path, method, (name, key) in product(paths, METHODS, keys.items()):
        phone.token = key
        answer = phone.ask(method, f"{path}?device={phone.device}", bodies(phone).get(path))
        allowed = {403, 429} if path == "/api/enter" else {401}
        assert answer.status in {*allowed, 405}, (name, method, path, answer.status)
    for (method, path), key in [
        *((one, ROOM) for one in OF_TABLE),
        *((one, "t1") for one in OF_ROOM),
    ]:
        phone.token = served.token(key)
        assert phone.ask(method, path, bodies(phone).get(path)).status == 401
    after = served.store.snapshot
    assert (after.notes, after.ballots, after.record.entries) == (
        before.notes,
        before.ballots,
        before.record.entries,
    )


@pytest.mark.parametrize(
    "bent",
    [
        {"Host": "ond.example"},
        {"Host": "localhost:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1:{port}.ond.example"},
        {"Host": "127.0.0.2:{port}"},
        {"Host": ""},
        {"Host": None},
        {"Origin": "http://ond.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_nobody_asks_under_another_name_or_from_another_page(
    served: Served, bent: dict[str, str | None]
) -> None:
    phone = served.phone("t1")
    headers = {
        name: value and value.replace("{port}", str(served.server.port)) for name, value in bent.items()
    }
    before = served.store.snapshot
    for route, method in product(routes(served), METHODS):
        with suppress(ConnectionError):  # cut off before the body was read
            answer = phone.ask(method, route.path, bodies(phone).get(route.path), headers=headers)
            assert answer.status in (400, 403, 421), (method, route.path)
        assert served.store.snapshot is before


def test_who_changes_something_must_say_where_from(served: Served) -> None:
    phone = served.phone("t1")
    for method in set(METHODS) - {"GET", "HEAD"}:
        answer = phone.ask(method, "/api/table", {"device": phone.device}, headers={"Origin": None})
        assert (answer.status, answer.error) == (403, "origin")
    assert phone.ask("GET", "/api/table").status == 200


def test_the_harness_sees_a_server_that_does_not_look_at_the_host(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Guard, "_refusal", lambda _self, _request: None)
    with pytest.raises(AssertionError):
        test_nobody_asks_under_another_name_or_from_another_page(served, {"Host": "ond.example"})


def test_the_harness_sees_a_server_that_opens_to_every_key(
    served: Served, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answering, "_opened", lambda _self, _token: "t1")
    with pytest.raises(AssertionError):
        test_no_key_but_the_right_one_opens_a_route(served, keys)


def test_every_answer_is_guarded_and_none_names_the_server(served: Served) -> None:
    phone = served.phone("t1")
    asked = [("GET", "/"), ("GET", "/api/table"), ("GET", "/nowhere"), ("POST", "/"), ("GET", "/api/room")]
    for method, path in asked:
        answer = phone.ask(method, path)
        for name, value in SECURITY.items():
            assert answer.headers[name] == value, (path, name)
        assert not {"server", "set-cookie", "access-control-allow-origin"} & answer.headers.keys()


@pytest.mark.parametrize(
    "path",
    [
        "/../etc/passwd",
        "/%2e%2e/secret",
        "//ond.example",
        "/texts/..%2f..%2fx",
        "/page.js%00",
        "/" + "a" * 9000,
    ],
)
def test_no_path_leads_to_a_file(served: Served, path: str) -> None:
    assert served.phone().ask("GET", path).status in (400, 404)


def test_nothing_that_tells_is_logged(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    phone = served.phone("t1")
    phone.write(a_note("Hemmelig ord"))
    phone.ask("POST", "/api/notes", raw=b"{Hemmelig")
    with closing(raw_connection(served.server)) as connection:
        connection.sendall(f"GARBAGE {phone.token}\r\n\r\n".encode())
        connection.recv(1000)
    for told in (phone.token, "Hemmelig", phone.device):
        assert told not in caplog.text


# ── a page of somebody else ──


class Elsewhere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>ond</title>")

    def log_message(self, *_said: Any) -> None:
        """Says nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another page on another port of the same address."""
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


ATTACK = """async ([url, token, body]) => {
  const tried = [];
  const routes = [['GET', 'api/table'], ['POST', 'api/notes'], ['PUT', 'api/ballot'], ['GET', '']];
  for (const [method, path] of routes) {
    for (const mode of ['cors', 'no-cors']) {
      const reading = method === 'GET';
      const headers = mode === 'cors' ? {Authorization: `Bearer ${token}`} : {};
      const sent = {method: mode === 'cors' || reading ? method : 'POST', mode, headers};
      if (!reading) sent.body = body;
      try {
        const answer = await fetch(url + path, sent);
        tried.push(answer.type === 'opaque' ? 'opaque' : await answer.text());
      } catch (error) { tried.push('blocked'); }
    }
  }
  const frame = document.createElement('iframe');
  frame.src = url;
  document.body.append(frame);
  await new Promise((done) => { frame.onload = done; });
  try { tried.push(frame.contentDocument ? 'read' : 'blocked'); } catch { tried.push('blocked'); }
  return tried;
}"""


def test_another_page_in_the_browser_reads_and_writes_nothing(served: Served, elsewhere: str) -> None:
    body = json.dumps({"device": uuid4().hex, "notes": []})

    def attack(browser: Browser) -> list[str]:
        with phone_context(browser) as context:
            page = context.new_page()
            page.goto(elsewhere)
            return list(page.evaluate(ATTACK, [served.server.url, served.token("t1"), body]))

    before = served.store.snapshot
    browsers = Browsers()
    try:
        assert set(browsers.run(attack)) <= {"blocked", "opaque"}
    finally:
        browsers.close()
    assert served.store.snapshot is before


# ── too much ──


def test_a_huge_body_is_refused_and_not_read(served: Served) -> None:
    phone = served.phone()
    assert phone.ask("POST", "/api/notes", raw=b"x" * 65_537).status == 413
    with closing(raw_connection(served.server)) as connection:
        host = f"{served.server.address}:{served.server.port}"
        head = (
            f"POST /api/notes HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            f"Authorization: Bearer {phone.token}\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        connection.sendall(head.encode())
        sent = 0
        try:
            while sent < 50_000_000:
                connection.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
                sent += 0x10000
        except OSError:
            pass
        assert sent < 50_000_000


def test_headers_have_an_end(served: Served) -> None:
    with closing(raw_connection(served.server)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * 40_000)
        answer = connection.recv(1000)
    assert not answer or b" 400 " in answer or b" 431 " in answer


def test_a_flood_from_one_address_leaves_room_for_another(served: Served) -> None:
    flood = Phone(served.server, "A" * 22, source="127.0.0.2")
    answers = [flood.ask("GET", "/api/table") for _ in range(400)]
    assert 429 in {answer.status for answer in answers}
    busy = next(answer for answer in answers if answer.status == 429)
    assert int(busy.headers["retry-after"]) >= 1
    assert served.phone().write(a_note())[0]["state"] == "saved"


def test_slow_connections_of_one_address_leave_room_for_another(served: Served) -> None:
    slow = [raw_connection(served.server, "127.0.0.2") for _ in range(CONNECTIONS_EACH + 40)]
    try:
        for connection in slow:
            try:
                connection.sendall(b"GET / HT")
            except OSError:
                continue
        for number in range(20):
            assert served.phone().write(a_note(f"Innspill {number}"))[0]["state"] == "saved"
    finally:
        for connection in slow:
            connection.close()


@pytest.mark.parametrize(
    "sent", ["", "GET / HTTP/1.1\r\nHost: x", "POST /api/notes HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"]
)
def test_who_does_not_come_to_an_end_is_cut_off(
    served: Served, monkeypatch: pytest.MonkeyPatch, sent: str
) -> None:
    monkeypatch.setattr("facilitator.hosts.connection.WHOLE_REQUEST", 0.2)
    host = f"{served.server.address}:{served.server.port}"
    sent = sent.replace("HTTP/1.1\r\nContent", f"HTTP/1.1\r\nHost: {host}\r\nContent")
    with closing(raw_connection(served.server)) as connection:
        connection.sendall(sent.encode())
        try:
            while connection.recv(1000):
                pass
        except ConnectionError:
            pass
