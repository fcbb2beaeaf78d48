"""Bodies read, and answers that need nothing of the event: refusals above all."""

from __future__ import annotations

import json
import math
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from facilitator.hosts.answers import Json
from facilitator.hosts.limits import BODY
from facilitator.hosts.requests import MalformedError


def refused(status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    content = json.dumps({"error": reason})
    return Response(content, status, headers, media_type="application/json")


def too_many(wait: float) -> Response:
    return refused(429, "busy", {"retry-after": str(math.ceil(wait))})


async def body_of(request: Request) -> bytes | None:
    """The body; None where it is larger than any the page sends. No more of it than that is read."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY:
            return None
    return body


async def json_of(request: Request) -> Json:
    """The body as an object. Raises MalformedError."""
    content = await body_of(request)
    if content is None:
        raise HTTPException(413)
    try:
        body: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise MalformedError from error
    if not isinstance(body, dict):
        raise MalformedError
    return body


def answered(content: Json) -> Response:
    return Response(json.dumps(content), media_type="application/json")


def short_text(value: Any) -> str:
    """A short text; "" for anything else."""
    return value if isinstance(value, str) and len(value) <= 64 else ""


async def not_served(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    reasons = {404: "path", 405: "method", 413: "too_large"}
    headers = {"connection": "close"} if status == 413 else None
    return refused(status, reasons.get(status, "request"), headers)


async def malformed(_request: Request, _error: Exception) -> Response:
    return refused(400, "malformed")


async def unstored(_request: Request, _error: Exception) -> Response:
    """The disk does not take it; the phone keeps it and tries again."""
    return refused(503, "disk", {"retry-after": "3"})
