"""Tokens and codes of the tables: made from a secret of this computer, so that they can be printed again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from facilitator.access import ROOM, Access, Invitation, Invitations, TableKey, hash_of
from facilitator.errors import FacilitatorError
from facilitator.event import Event
from facilitator.i18n import _
from facilitator.settings import secret_file

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ2345679"
"""Of the typed codes: 31 that are not taken for each other."""

_CODE_LENGTH = 8
_SECRET_LENGTH = 32


class Keys:
    """Makes the keys of one event's tables. The same secret makes the same keys."""

    def __init__(self, event_id: str, secret: bytes) -> None:
        self._event_id = event_id
        self._secret = secret

    def token(self, key: TableKey) -> str:
        """The table's token in its present generation: 128 bit in 22 letters."""
        digest = self._digest("token", key.table_id, key.generation)
        return base64.urlsafe_b64encode(digest[:16]).decode("ascii").rstrip("=")

    def code(self, key: TableKey) -> str:
        """What is typed in where the QR code can't be read: 8 of 31 letters and digits."""
        number = int.from_bytes(self._digest("code", key.table_id, key.generation), "big")
        letters = []
        for _place in range(_CODE_LENGTH):
            number, at = divmod(number, len(LETTERS))
            letters.append(LETTERS[at])
        return "".join(letters)

    def fits(self, key: TableKey) -> bool:
        """Whether this computer made the key; else its token and code are not known here."""
        return hmac.compare_digest(key.hash, hash_of(self.token(key)))

    def next(self, access: Access, table_id: str) -> TableKey:
        """A new key for the table, in place of the one it may have."""
        before = access.get(table_id)
        key = TableKey(table_id=table_id, generation=before.generation + 1 if before else 1, hash="")
        return TableKey(table_id=table_id, generation=key.generation, hash=hash_of(self.token(key)))

    def missing(self, event: Event, access: Access) -> tuple[TableKey, ...]:
        """Keys for the room and those open tables that never had one."""
        wanted = (ROOM, *(table.id for table in event.open_tables))
        return tuple(self.next(access, id) for id in wanted if id not in access)

    def with_code(self, access: Access, code: str) -> TableKey | None:
        """The key with that code, of those that are not revoked. All are compared, each in constant time."""
        found = None
        for key in access.values():
            if hmac.compare_digest(self.code(key), code) and self.fits(key):
                found = key
        return found

    def _digest(self, what: str, table_id: str, generation: int) -> bytes:
        words = "\n".join((what, self._event_id, table_id, str(generation)))
        return hmac.new(self._secret, words.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def revoked(key: TableKey) -> TableKey:
    """The key that opens nothing any more."""
    return TableKey(table_id=key.table_id, generation=key.generation, hash="")


def typed_code(text: str) -> str:
    """A code as it was typed: without spaces and hyphens, in capitals; not ASCII is no code."""
    kept = "".join(char for char in text.upper() if char not in " -\t")
    return kept if kept.isascii() and len(kept) == _CODE_LENGTH else ""


def shown_code(code: str) -> str:
    """A code as it is printed, in two groups."""
    return f"{code[:4]} {code[4:]}"


def invitations(keys: Keys, event: Event, access: Access, page: str) -> Invitations:
    """Of the open tables whose keys this computer made; ``page`` is the address of the hosts' page."""
    made = {table.id: access[table.id] for table in event.open_tables if table.id in access}
    return {
        id: Invitation(f"{page}#{keys.token(key)}", page, shown_code(keys.code(key)))
        for id, key in made.items()
        if keys.fits(key)
    }


def computer_secret() -> bytes:
    """This computer's secret, made when first asked for. Raises FacilitatorError if it can't be kept."""
    file = secret_file()
    with suppress(OSError):
        secret = file.read_bytes()
        if len(secret) == _SECRET_LENGTH:
            return secret
    secret = secrets.token_bytes(_SECRET_LENGTH)
    try:
        _keep(file, secret)
    except OSError as error:
        text = _("The phones' keys can't be kept in {folder}: {reason}. The event is safe.")
        raise FacilitatorError(text.format(folder=file.parent, reason=error.strerror)) from error
    return secret


def _keep(file: Path, secret: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(opened, "wb") as target:
        target.write(secret)
        target.flush()
        os.fsync(target.fileno())


def table_keys(access: Access) -> Iterable[TableKey]:
    """The keys of tables, without the room's."""
    return (key for key in access.values() if key.table_id != ROOM)
