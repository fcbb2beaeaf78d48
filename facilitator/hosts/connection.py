"""One connection of a phone: what it sends, and what it is sent, must get on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from facilitator.hosts.limits import HEADERS, UNREAD, WHOLE_REQUEST, Crowd


class Connection(H11Protocol):
    """Cut off where a request is not whole, or an answer not taken, in time, or there is no room for it.

    uvicorn itself waits for ever for the end of a header, of a body, and for who does not read.
    """

    def __init__(self, crowd: Crowd, **given: Any) -> None:
        super().__init__(**given)
        self._crowd = crowd
        self._address = ""
        self._request = _Deadline(self.loop, self._cut_off)
        self._answer = _Deadline(self.loop, self._cut_off)
        self._received = 0  # bytes of the request

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        self._address = str(peer[0]) if peer else ""
        transport.set_write_buffer_limits(high=0)  # to hear of anything that is not taken
        if self._crowd.enter(self._address):
            self._request.begin()
        else:
            self._cut_off()

    def data_received(self, data: bytes) -> None:
        self._request.begin()
        self._received += len(data)
        if self._received > HEADERS + UNREAD:
            self._cut_off()
            return
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):  # the request is whole
            self._request.meet()
            self._received = 0

    def send_400_response(self, msg: str) -> None:
        """Says that this is no HTTP; nothing more where an answer has begun."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self._cut_off()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._answer.begin()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._answer.meet()

    def connection_lost(self, exc: Exception | None) -> None:
        self._request.meet()
        self._answer.meet()
        self._crowd.leave(self._address)
        super().connection_lost(exc)

    def _cut_off(self) -> None:
        self.transport.abort()


class _Deadline:
    """Calls ``missed`` unless it is met in time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, missed: Callable[[], None]) -> None:
        self._loop = loop
        self._missed = missed
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Lets the time run, if it does not already."""
        if self._timer is None:
            self._timer = self._loop.call_later(WHOLE_REQUEST, self._missed)

    def meet(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
