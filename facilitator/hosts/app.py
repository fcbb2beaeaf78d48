"""The requests of the page and their answers; each route says who may use it (docs/host-page.md)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from facilitator.access import ROOM, table_of
from facilitator.clock import Clock, Moment
from facilitator.errors import FacilitatorError
from facilitator.event import Table, find
from facilitator.hosts.answers import Json, note_state, room_state, sign_of, table_state
from facilitator.hosts.devices import ROLES, Devices, kind_of
from facilitator.hosts.guard import Guard
from facilitator.hosts.keys import Keys, typed_code
from facilitator.hosts.limits import Allowances
from facilitator.hosts.news import News
from facilitator.hosts.pages import Page, read_pages
from facilitator.hosts.replies import (
    answered,
    json_of,
    malformed,
    not_served,
    refused,
    short_text,
    too_many,
    unstored,
)
from facilitator.hosts.requests import (
    MalformedError,
    RefusedNote,
    ballot_key,
    ballot_of,
    draft_of,
    drafts_of,
    fact_of,
    id_of,
)
from facilitator.notes import PHONE, Draft
from facilitator.noting import ended_at
from facilitator.polls import Ballot, open_poll
from facilitator.record import Fact
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, live_day

BEAT = 15.0  # seconds between signs of life in a stream of news
GAP = 0.15  # seconds between two pieces of news to the same phone

Handler = Callable[[Request], Awaitable[Response]]
TableHandler = Callable[[Request, Table, str], Awaitable[Response]]


class Desk(Protocol):
    """Where all is stored; its methods may be called from any thread."""

    @property
    def snapshot(self) -> Snapshot: ...
    def write_notes(self, drafts: Sequence[Draft], at: datetime) -> Snapshot: ...
    def append(self, facts: Sequence[Fact], at: Moment) -> Snapshot: ...
    def cast(self, poll_id: str, key: str, ballot: Ballot | None) -> Snapshot: ...


class Answering:
    """Answers requests from what the desk holds, and stores there before it says so."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        keys: Keys,
        devices: Devices,
        allowances: Allowances,
        *,
        stored: Callable[[], None],
    ) -> None:
        """``stored`` is called after each change, for the window."""
        self._desk = desk
        self._clock = clock
        self._keys = keys
        self._devices = devices
        self._allowances = allowances
        self._stored = stored
        self._pages = read_pages()
        self._sign: tuple[object, ...] = ()  # of the day, as of the last tick
        self.news = News()

    def app(self, hosts: Collection[str], mistake: Callable[[Exception], None]) -> ASGIApp:
        """The whole application, guarded. ``mistake`` hears of what is our own fault."""
        pages = [Route(path, self._page_of(page), methods=["GET"]) for path, page in self._pages.items()]
        routes = [
            *pages,
            Route("/api/enter", self._enter, methods=["POST"]),
            Route("/api/table", self._for_table(self._get_table), methods=["GET"]),
            Route("/api/table", self._for_table(self._post_table), methods=["POST"]),
            Route("/api/notes", self._for_table(self._post_notes), methods=["POST"]),
            Route("/api/room", self._for_room(self._get_room), methods=["GET"]),
            Route("/api/ballot", self._for_room(self._put_ballot), methods=["PUT"]),
            Route("/api/news", self._get_news, methods=["GET"]),
        ]
        inner = Starlette(
            routes=routes,
            exception_handlers={
                HTTPException: not_served,
                MalformedError: malformed,
                FacilitatorError: unstored,
            },
        )
        inner.router.redirect_slashes = False  # our page needs no other address than these
        return Guard(inner, hosts, self._allowances.address, mistake)

    def live(self) -> LiveDay:
        snapshot = self._desk.snapshot
        return live_day(snapshot.event, snapshot.record, self._clock.now())

    def tick(self) -> None:
        """Rings where the day went on by itself, or phones are not heard of any more."""
        sign = sign_of(self.live())
        changed = self._devices.settle()
        if changed or sign != self._sign:
            self._sign = sign
            self.news.ring()

    # ── who asks ──

    def _for_table(self, handler: TableHandler) -> Handler:
        """A route for who has a table's key; the handler gets the table and the key."""

        async def answer(request: Request) -> Response:
            table = self._table(self._key(request))
            if table is None:
                return refused(401, "key")
            wait = self._allowances.token.wait(table.id) if request.method != "GET" else 0
            return too_many(wait) if wait else await handler(request, table, self._key(request))

        return answer

    def _for_room(self, handler: Handler) -> Handler:
        """A route for who has the room's key."""

        async def answer(request: Request) -> Response:
            if self._opened(self._key(request)) != ROOM:
                return refused(401, "key")
            return await handler(request)

        return answer

    def _key(self, request: Request) -> str:
        kind, _space, token = request.headers.get("authorization", "").partition(" ")
        return token if kind.lower() == "bearer" else ""

    def _opened(self, token: str) -> str | None:
        return table_of(self._desk.snapshot.access, token) if token else None

    def _table(self, token: str) -> Table | None:
        """The table whose key it is, as long as the table is there."""
        table = find(self._desk.snapshot.event.tables, self._opened(token) or None)
        return None if table is None or table.removed else table

    # ── the page, and the way in ──

    def _page_of(self, page: Page) -> Handler:
        async def answer(_request: Request) -> Response:
            return Response(page.content, headers={"content-type": page.kind})

        return answer

    async def _enter(self, request: Request) -> Response:
        body = await json_of(request)
        token = short_text(body.get("token"))
        if "code" in body:
            wait = self._allowances.guess.wait("all")
            if wait:
                return too_many(wait)
            key = self._keys.with_code(self._desk.snapshot.access, typed_code(short_text(body["code"])))
            if key:
                self._allowances.guess.give_back("all")  # it was none
            token = self._keys.token(key) if key else ""
        opened = self._opened(token)
        if opened is None or (opened != ROOM and self._table(token) is None):
            return refused(403, "unknown")
        return answered({"token": token, "kind": "room" if opened == ROOM else "table"})

    # ── a table ──

    async def _get_table(self, request: Request, table: Table, _token: str) -> Response:
        device = request.query_params.get("device")
        if device:
            self._devices.heard(id_of(device), table.id, kind_of(request.headers.get("user-agent", "")))
        state = self._table_state(table)
        if request.query_params.get("version") == state["version"]:
            return answered({"same": True})
        return answered(state)

    async def _post_notes(self, request: Request, table: Table, _token: str) -> Response:
        body = await json_of(request)
        device = id_of(body.get("device"))
        snapshot, place = self._desk.snapshot, f"{PHONE}{device[:4]}"
        read = [draft_of(data, snapshot, table.id, place) for data in drafts_of(body)]
        drafts = [one for one in read if isinstance(one, Draft)]
        clashing = await run_in_threadpool(self._store, drafts)
        self._devices.heard(device, table.id, kind_of(request.headers.get("user-agent", "")))
        self._tell()
        results = [self._result(RefusedNote(one.id, "id") if one.id in clashing else one) for one in read]
        return answered({"results": results})

    def _store(self, drafts: Sequence[Draft]) -> set[str]:
        """Stores the drafts; the ids of those whose id another draft has."""
        at, clashing = self._clock.now().utc, set()
        try:
            if drafts:
                self._desk.write_notes(drafts, at)
        except ValueError:
            for draft in drafts:
                try:
                    self._desk.write_notes([draft], at)
                except ValueError:
                    clashing.add(draft.id)
        return clashing

    def _result(self, one: Draft | RefusedNote) -> Json:
        if isinstance(one, RefusedNote):
            return {"id": one.id, "state": "refused", "reason": one.reason}
        snapshot = self._desk.snapshot
        note = snapshot.notes.by_id[one.note_id]
        ended = ended_at(snapshot.event, snapshot.record, (note.draft.item_id, note.draft.round_id))
        told = note_state(snapshot.event, note, ended)
        return {"id": one.id, "state": "saved", **{name: told[name] for name in ("at", "forked", "late")}}

    async def _post_table(self, request: Request, table: Table, _token: str) -> Response:
        body = await json_of(request)
        device = id_of(body.get("device"))
        fact = fact_of(body, table.id, self._desk.snapshot)
        role = body.get("role")
        if role is not None and role not in ("", *ROLES):
            raise MalformedError
        if fact is not None:
            wait = self._allowances.press.wait(table.id)
            if wait:
                return too_many(wait)
            await run_in_threadpool(self._desk.append, [fact], self._clock.now())
        self._devices.heard(device, table.id, kind_of(request.headers.get("user-agent", "")), role)
        if body.get("writing") is True:
            self._devices.wrote(device)
        if fact is not None:
            self._tell()
        return answered({})

    # ── the room ──

    async def _get_room(self, request: Request) -> Response:
        state = room_state(self._desk.snapshot, self.live())
        return answered({"same": True} if request.query_params.get("version") == state["version"] else state)

    async def _put_ballot(self, request: Request) -> Response:
        body = await json_of(request)
        snapshot = self._desk.snapshot
        poll = open_poll(snapshot.event, snapshot.record)
        if poll is None or poll.id != body.get("poll_id"):
            return refused(409, "closed")
        key = ballot_key(snapshot.event.id, poll.id, body.get("secret"))
        wait = self._allowances.token.wait(key)
        if wait:
            return too_many(wait)
        ballot = ballot_of(body, poll)
        if ballot is None:
            return refused(422, "rules")
        kept = ballot if ballot.marks or ballot.text.strip() else None
        await run_in_threadpool(self._desk.cast, poll.id, key, kept)
        self._tell()
        return answered({"state": "saved"})

    # ── news ──

    async def _get_news(self, request: Request) -> Response:
        token = self._key(request)
        opened = self._opened(token)
        if opened is None or (opened != ROOM and self._table(token) is None):
            return refused(401, "key")
        device = ""
        if opened != ROOM:
            device = id_of(request.query_params.get("device"))
            self._devices.heard(device, opened, kind_of(request.headers.get("user-agent", "")))
        return StreamingResponse(self._news(token, opened, device), media_type="text/event-stream")

    async def _news(self, token: str, opened: str, device: str) -> AsyncIterator[str]:
        """The state whenever it is another one, as long as the key opens something."""
        self._devices.connected(device, 1)
        try:
            basis, sent = None, ""
            while not self.news.over:
                before, basis = basis, self._basis(opened)
                if basis != before:
                    state = self._state(token)
                    if state is None:
                        yield "event: gone\ndata: {}\n\n"
                        return
                    if state["version"] != sent:
                        sent = state["version"]
                        yield f"data: {json.dumps(state)}\n\n"
                if await self.news.wait(BEAT):
                    await asyncio.sleep(GAP)
                else:
                    yield ": beat\n\n"
        finally:
            self._devices.connected(device, -1)

    def _basis(self, opened: str) -> tuple[object, ...]:
        """All that a state is made of: while it is the same, a thousand phones need be told nothing."""
        now = self._desk.snapshot
        devices, notes = self._devices.at(opened), now.notes.of_table(opened)
        return now.access, now.event, now.record, self._sign, devices, notes

    def _state(self, token: str) -> Json | None:
        if self._opened(token) == ROOM:
            return room_state(self._desk.snapshot, self.live())
        table = self._table(token)
        return self._table_state(table) if table else None

    def _table_state(self, table: Table) -> Json:
        return table_state(self._desk.snapshot, self.live(), table, self._devices.at(table.id))

    def _tell(self) -> None:
        self._stored()
        self.news.ring()
