"""How the domain's values lie in a column: text, whole numbers and seconds, in every database alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Double, Integer, Text
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator, TypeEngine

from facilitator.errors import FacilitatorError
from facilitator.i18n import _


class UnstorableTextError(FacilitatorError, DontWrapMixin):
    """Text that no file can hold and return byte for byte."""


def storable(text: str) -> str:
    """The text itself. Raises UnstorableTextError for NUL and for half of a surrogate pair."""
    for char in text:
        if char == "\0" or "\ud800" <= char <= "\udfff":
            message = _(
                "The text holds a broken character (U+{code}) and is not stored. It stays where it was"
                " written, and everything stored before is safe. Delete that character, then try again."
            )
            raise UnstorableTextError(message.format(code=f"{ord(char):04X}"))
    return text


class Words(TypeDecorator[str]):
    """Text, returned byte for byte."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return value if value is None or _plain(value) else storable(value)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002
        return None if value is None else bool(value)


class Seconds(TypeDecorator[timedelta]):
    """A length in seconds, exact to the microsecond."""

    impl = Double
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(REAL() if dialect.name == "sqlite" else Double())

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> float | None:  # noqa: ARG002
        return None if value is None else value.total_seconds()

    def process_result_value(self, value: float | None, dialect: Dialect) -> timedelta | None:  # noqa: ARG002
        return None if value is None else timedelta(seconds=value)


class Iso(TypeDecorator[date | time]):
    """A date, a time of day or an instant in ISO 8601; instants in UTC, so that they sort."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[date] | type[time]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: date | time | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | time | None:  # noqa: ARG002
        return None if value is None else self.kind.fromisoformat(value)


class Choice(TypeDecorator[StrEnum]):
    """A member of an enumeration, by its value. Reading an unknown one raises ValueError."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        return None if value is None else self.kind(value)


def _plain(text: str) -> bool:
    """Whether the text is ASCII without NUL, as ids and most words are."""
    return text.isascii() and "\0" not in text
