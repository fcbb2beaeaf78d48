"""The page itself: files that are the same for everybody and hold nothing of the event."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from facilitator.hosts.texts import page_texts
from facilitator.i18n import LANGUAGES, speaking
from facilitator.resources import resource

_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

SECURITY = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
"""Headers of every answer. Nothing is cached: an old script beside a new server would lose notes."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the page."""

    content: bytes
    kind: str  # its media type


def read_pages() -> dict[str, Page]:
    """Path → file, of all there is to fetch."""
    folder = Path(str(resource("hosts")))
    pages = {
        f"/{file.name}": Page(file.read_bytes(), f"{_KINDS[file.suffix]}; charset=utf-8")
        for file in sorted(folder.iterdir())
        if file.suffix in _KINDS
    }
    pages["/"] = pages.pop("/index.html")
    for language in LANGUAGES:
        with speaking(language):
            texts = json.dumps(page_texts(), ensure_ascii=False, sort_keys=True)
        pages[f"/texts/{language}.json"] = Page(texts.encode(), "application/json; charset=utf-8")
    return pages
