"""Requests that no page of ours sends: sound ones, bent in every part, to the application in process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from facilitator.access import ROOM
from facilitator.event import MINUTE, Event, ItemKind, find
from facilitator.hosts.app import Answering
from facilitator.hosts.devices import Devices
from facilitator.hosts.keys import Keys
from facilitator.hosts.limits import Allowances
from facilitator.models import Store
from facilitator.notes import MOST_CHARACTERS, Draft, NoteKind
from facilitator.polls import fits, open_poll
from facilitator.record import Approved, Fact, HelpAsked, Nudged, PollOpened, Started
from tests.builders import FakeClock, a_day, a_snapshot, an_item

HOST = "laptop:8440"
LONGEST_WAIT = 20.0  # seconds for an answer, on a machine that has much to do: longer is a hang
KNOWN = {200, 400, 401, 403, 404, 405, 409, 413, 421, 422, 429}
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "BREW", "")
PATHS = (
    *("/", "/page.js", "/page.css", "/texts/nb.json", "/api/enter", "/api/table", "/api/notes", "/api/room"),
    *(
        "/api/ballot",
        "/api/news",
        "/api",
        "/api/",
        "/api/table/",
        "/../page.js",
        "//api/notes",
        "/\0",
        "/æ",
        "*",
    ),
)
JUNK: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        10**400,
        1e308,
        float("nan"),
        float("-inf"),
        "",
        " ",
        "a",
        "\0",
        "\ud800",
    ),
    *("\ud83d\ude00", "æøå", "a" * (MOST_CHARACTERS + 1), "0" * 32, "G" * 32, "../..", "__proto__", "null"),
    *([], {}, [[]], [None], {"": {}}, [["a", 1]], {"id": 1}),
)


@dataclass
class Sent:
    """A request, and whose key it carries."""

    method: str
    path: str
    query: bytes = b""
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    opens: str = ""  # id of the table, ROOM, or "" for nothing


class Fuzzed:
    """A day with its page, and the requests to it; each hangs on its number and on those before it."""

    def __init__(self, path: Path) -> None:
        self.clock = FakeClock("13:00")
        task = an_item("task", ItemKind.TASK, prompt="Hva haster?", options=("Buss", "Bane"))
        day = a_day()
        event = replace(day, items=(task, *day.items))
        self.store = Store.create(path, a_snapshot(event))
        self.keys = Keys(event.id, b"secret" * 6)
        self.store.give_keys(self.keys.missing(event, {}))
        self.store.append([Started("cafe")], self.clock.now())
        self.store.append([PollOpened("task", ("Buss", "Bane"))], self.clock.now())
        self.mistakes: list[Exception] = []
        devices = Devices(lambda: self.clock.now().utc, lambda _devices: None)
        limits = Allowances(self._seconds)
        answering = Answering(self.store, self.clock, self.keys, devices, limits, stored=lambda: None)
        self._app = answering.app({HOST}, self.mistakes.append)
        self.statuses: dict[int, int] = {}
        self._notes: list[str] = []  # ids of notes that were sent soundly

    async def play(self, number: int) -> str | None:
        """Sends the request of that number; what was wrong with the answer or what it stored, if anything."""
        sent = self._request(Random(number))
        entries, revisions = self.store.snapshot.record.last_seq, _revisions(self.store)
        try:
            status = await asyncio.wait_for(self._ask(sent), LONGEST_WAIT)
        except TimeoutError:
            return f"no answer to {sent}"
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.clock.advance(MINUTE / 30)
        if status not in KNOWN or self.mistakes:
            return f"{status} {self.mistakes} for {sent}"
        new = _revisions(self.store)[len(revisions) :]
        facts = [e.fact for e in self.store.snapshot.record.entries if e.seq > entries]
        if status != 200 and (new or facts):
            return f"{status}, but stored {new} {facts} of {sent}"
        event = self.store.snapshot.event
        unfit = [d for d in new if not is_fit(d, event, sent.opens)]
        unfit_facts = [f for f in facts if not is_fit_fact(f, event, sent.opens)]
        return f"stored {unfit} {unfit_facts} of {sent}" if unfit or unfit_facts else self._unfit_ballots()

    def _seconds(self) -> float:
        return self.clock.now().boot.total_seconds()

    def _unfit_ballots(self) -> str | None:
        snapshot = self.store.snapshot
        poll = open_poll(snapshot.event, snapshot.record)
        cast = [one for of_poll in snapshot.ballots.values() for one in of_poll.values()]
        return None if poll is None or all(fits(poll, one) for one in cast) else f"ballots {cast}"

    async def _ask(self, sent: Sent) -> int:
        parts = [{"type": "http.request", "body": sent.body, "more_body": False}]
        told: list[Any] = []

        async def receive() -> Any:
            return parts.pop(0) if parts else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            told.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": sent.method,
            "scheme": "http",
            "path": sent.path,
            "raw_path": sent.path.encode("utf-8", "surrogatepass"),
            "query_string": sent.query,
            "root_path": "",
            "headers": sent.headers,
            "client": ("10.0.0.1", 1),
            "server": ("laptop", 8440),
        }
        await self._app(scope, receive, send)
        starts = [one["status"] for one in told if one["type"] == "http.response.start"]
        return starts[0] if len(starts) == 1 else 0

    # ── requests ──

    def _request(self, chance: Random) -> Sent:
        """A sound request; most are bent in one to three parts."""
        opens = chance.choice(("t1", "t2", ROOM))
        method, path, body = self._sound(chance, opens)
        wanted = chance.choice((0, 1, 1, 2, 3))
        bends = chance.sample(("method", "path", "headers", "json", "json", "body", "query"), wanted)
        if "json" in bends:
            body = _bent(body, chance)
        sent = Sent(method, path, opens=opens, body=_as_body(body), headers=self._headers(method, opens))
        if "method" in bends:
            sent.method = chance.choice(METHODS)
        if "path" in bends:
            sent.path = chance.choice(PATHS)
        if "query" in bends:
            sent.query = bytes(chance.randrange(0x21, 0x7F) for _ in range(chance.randrange(60)))
        if "headers" in bends:
            _bend_headers(sent, chance)
        if "body" in bends:
            sent.body = _bent_bytes(sent.body, chance)
        return sent

    def _sound(self, chance: Random, opens: str) -> tuple[str, str, Any]:
        id, secret = f"{chance.getrandbits(128):032x}", f"{chance.getrandbits(128):032x}"
        if opens == ROOM:
            marks = [[chance.choice(("Buss", "Bane")), 1]]
            ballot = {"poll_id": "task", "secret": secret, "marks": marks, "text": "Båt"}
            return chance.choice(
                [("PUT", "/api/ballot", ballot), ("GET", "/api/room", None), ("GET", "/api/news", None)]
            )
        known = chance.choice(self._notes) if self._notes and chance.random() < 0.3 else None
        note: dict[str, Any] = {
            "id": id,
            "note_id": known or secret,
            "parent_id": known and id,
            "text": "Flere busser",
        }
        note |= {"item_id": "cafe", "round_id": "r1", "theme_id": "a", "kind": "proposal"}
        note |= {"taken_back": chance.random() < 0.1, "key": False}
        said = chance.choice(
            ({"help": True}, {"help": False}, {"nudge_read": True}, {"role": "host"}, {"writing": True})
        )
        approved = {"approved": True, "item_id": "cafe", "round_id": "r1"}
        if known is None:
            self._notes = [*self._notes[-50:], secret]
        return chance.choice(
            [
                ("POST", "/api/notes", {"device": secret, "notes": [note]}),
                ("POST", "/api/notes", {"device": secret, "notes": [note, {**note, "id": secret}]}),
                ("POST", "/api/table", {"device": secret, **said}),
                ("POST", "/api/table", {"device": secret, **approved}),
                ("POST", "/api/enter", {"token": self._token(opens)}),
                ("POST", "/api/enter", {"code": "AAAAAAAA"}),
                ("GET", "/api/table", None),
                ("GET", "/api/news", None),
                ("GET", "/", None),
            ]
        )

    def _token(self, opens: str) -> str:
        return self.keys.token(self.store.snapshot.access[opens])

    def _headers(self, method: str, opens: str) -> list[tuple[bytes, bytes]]:
        sent = [(b"host", HOST.encode()), (b"authorization", f"Bearer {self._token(opens)}".encode())]
        if method != "GET":
            sent += [(b"origin", f"http://{HOST}".encode()), (b"content-type", b"application/json")]
        return sent


def is_fit(draft: Draft, event: Event, table_id: str) -> bool:
    """Whether the guard may let the note through: written out anew, not by the code that is tried."""
    item = find(event.items, draft.item_id)
    broken = any(char == "\0" or 0xD800 <= ord(char) <= 0xDFFF for char in draft.text)
    ids = [draft.id, draft.note_id, *([draft.parent_id] if draft.parent_id is not None else [])]
    return (
        draft.text.strip() != ""
        and len(draft.text) <= MOST_CHARACTERS
        and not broken
        and draft.kind in NoteKind
        and item is not None
        and (draft.round_id is None or draft.round_id in [one.id for one in item.rounds])
        and (draft.theme_id is None or draft.theme_id in [one.id for one in event.themes])
        and draft.table_id == table_id
        and all(len(id) == 32 and set(id) <= set("0123456789abcdef") for id in ids)
    )


def is_fit_fact(fact: Fact, event: Event, table_id: str) -> bool:
    """Whether a table may say it, and says it of itself."""
    if not isinstance(fact, HelpAsked | Approved | Nudged):
        return False
    if isinstance(fact, Approved) and find(event.items, fact.item_id) is None:
        return False
    return fact.by_table and fact.table_id == table_id


def _revisions(store: Store) -> list[Draft]:
    """All that was written, in its order."""
    written = [one for note in store.snapshot.notes.by_id.values() for one in note.revisions]
    return [one.draft for one in sorted(written, key=lambda one: one.seq)]


def _as_body(body: Any) -> bytes:
    return b"" if body is None else json.dumps(body).encode()


def _bent(value: Any, chance: Random) -> Any:
    """The value with one of its parts, or itself, made something else."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.1:
        texts = isinstance(value, str) and chance.random() < 0.5
        return chance.choice([one for one in JUNK if isinstance(one, str)] if texts else JUNK)
    if isinstance(value, list):
        at = chance.randrange(len(value))
        if chance.random() < 0.2:
            return value * chance.choice((0, 2, 60))
        return [*value[:at], _bent(value[at], chance), *value[at + 1 :]]
    name = "text" if "text" in value and chance.random() < 0.3 else chance.choice(list(value))
    if chance.random() < 0.2:
        return {one: held for one, held in value.items() if one != name}
    if chance.random() < 0.1:
        return value | {str(chance.choice(JUNK)): chance.choice(JUNK)}
    return value | {name: _bent(value[name], chance)}


def _bent_bytes(body: bytes, chance: Random) -> bytes:
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: b"",
        lambda: body[: chance.randrange(len(body) + 1)],
        lambda: body + chance.randbytes(5),
        lambda: chance.randbytes(chance.randrange(300)),
        lambda: b"[" * chance.choice((10, 5_000, 60_000)),
        lambda: b'{"a":' * 10_000,
        lambda: b"9" * chance.choice((5_000, 60_000)),
        lambda: b" " * 70_000 + body,
        lambda: b"\xef\xbb\xbf" + body,
        lambda: body.decode().encode("utf-16"),
        lambda: body.replace(b'"', b"'"),
        lambda: body.replace(b"Flere", b"\xff\xfe\xed\xa0\x80"),
    )
    return chance.choice(ways)()


def _bend_headers(sent: Sent, chance: Random) -> None:
    at = chance.randrange(len(sent.headers))
    name, value = sent.headers[at]
    junk = bytes(
        chance.choice((*range(0x20, 0x7F), *range(0x80, 0x100))) for _ in range(chance.randrange(40))
    )
    match chance.randrange(6):
        case 0:
            del sent.headers[at]
        case 1:
            sent.headers.append((name, value))
        case 2:
            sent.headers[at] = (name, junk)
        case 3:
            sent.headers.append((junk.lower() or b"x", junk))
        case 4:
            sent.headers.append((b"sec-fetch-site", chance.choice((b"cross-site", b"same-origin", junk))))
        case _:
            sent.headers.append((b"user-agent", junk * 200))
