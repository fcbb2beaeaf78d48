"""Who may ask at all: checked before any route sees a request."""

from __future__ import annotations

from collections.abc import Callable, Collection

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from facilitator.hosts.limits import Allowance
from facilitator.hosts.pages import SECURITY
from facilitator.hosts.replies import refused, too_many

_READING = ("GET", "HEAD")


class Guard:
    """Lets only requests through that our own page could have sent, and no more than an address may send.

    ``hosts`` are the addresses with port that the server is bound to, as browsers write them. Another name
    for the same machine (as after DNS rebinding) is none of them.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Collection[str],
        allowance: Allowance,
        mistake: Callable[[Exception], None],
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._allowance = allowance
        self._mistake = mistake

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # websockets are not served
            return
        request = Request(scope, receive)
        refusal = self._refusal(request)
        begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = [(name.encode(), value.encode()) for name, value in SECURITY.items()]
                message = {**message, "headers": [*message["headers"], *headers]}
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, send_guarded)
            return
        try:
            await self._app(scope, receive, send_guarded)
        except ClientDisconnect:
            return  # nobody is there to hear anything: the phone sends it again
        except Exception as error:  # noqa: BLE001 - told by its kind only: its text may quote a note
            self._mistake(error)
            if not begun:
                await refused(500, "mistake")(scope, receive, send_guarded)

    def _refusal(self, request: Request) -> Response | None:
        headers = request.headers
        host = headers.getlist("host")
        if len(host) != 1 or host[0] not in self._hosts:
            return refused(421, "host")
        origin = headers.get("origin")
        if origin is None and request.method not in _READING:
            return refused(403, "origin")
        if origin is not None and origin != f"http://{host[0]}":
            return refused(403, "origin")
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return refused(403, "origin")
        wait = self._allowance.wait(request.client.host if request.client else "")
        return too_many(wait) if wait else None
