"""Which phones may write for which table: what is kept of the tables' keys, never the keys themselves."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

ROOM = ""
"""In place of a table id: the key of all in the room, for polls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKey:
    """A table's key of that generation, as the SHA-256 (hexadecimal) of its token; "" once revoked."""

    table_id: str
    generation: int
    hash: str


Access = Mapping[str, TableKey]
"""Table id (or ROOM) → its present key."""


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def table_of(access: Access, token: str) -> str | None:
    """The table (or ROOM) that the token opens; None for no, a wrong or a revoked one.

    All keys are compared, each in constant time: how long it takes tells nothing.
    """
    given, found = hash_of(token), None
    for key in access.values():
        if hmac.compare_digest(key.hash.encode(), given.encode()):
            found = key.table_id
    return found


@dataclass(frozen=True, slots=True)
class Invitation:
    """What brings a phone to its table: an address with the table's token, or what is typed in instead."""

    link: str
    page: str  # the page's address
    code: str  # as it is shown


Invitations = Mapping[str, Invitation]
"""Table id → what its card says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A browser. It is known by a number that it made for itself, never by who holds it."""

    id: str
    table_id: str
    kind: str = ""  # "iPhone", "Android" …: from what the browser calls itself
    role: str = ""  # "host", "note_taker", or not said
    writing: bool = False
    connected: bool = False
    seen: datetime  # UTC
