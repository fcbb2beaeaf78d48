"""The domain's values as JSON and back, the same way for files, exports and stored facts.

Lengths are whole or decimal seconds, times of day "09:30", dates "2024-03-05", instants ISO 8601 in UTC.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar, get_args

from cattrs import BaseConverter, BaseValidationError, transform_error
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union
from cattrs.v import format_exception

from facilitator.record import Fact

Value = TypeVar("Value")


class MisfitError(ValueError):
    """Data that are no value of the type asked for.

    ``place`` is the first that does not fit, as "$.items[0].kind"; ``unknown`` the keys there that nobody
    knows, none where it is something else.
    """

    def __init__(self, text: str, place: str, unknown: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.place = place
        self.unknown = unknown


def to_json(value: object, type: Any = None) -> Any:
    """What ``json.dumps`` takes; ``type`` only where a union has to be told apart (``Fact``)."""
    return _converter.unstructure(value, unstructure_as=type)


def from_json(data: Any, type: type[Value]) -> Value:
    """The value of that type. Raises MisfitError that names what does not fit."""
    try:
        return _converter.structure(data, type)
    except _NOT_FITTING as error:
        raise _misfit(error) from error


def fact_to_json(fact: Fact) -> dict[str, Any]:
    """A fact with its kind as "kind"."""
    data: dict[str, Any] = to_json(fact, Fact)
    return data


def fact_from_json(data: Any) -> Fact:
    """The fact of ``fact_to_json``. Raises ValueError for an unknown kind, and as ``from_json``."""
    kind = data.get("kind") if isinstance(data, dict) else None
    if kind not in _KINDS:
        raise ValueError(f"unknown kind of fact: {kind!r}")
    fact: Fact = from_json(data, Fact)  # type: ignore[arg-type]  # a union is no class
    return fact


_KINDS = [kind.__name__ for kind in get_args(Fact)]


def _misfit(error: BaseException) -> MisfitError:
    unknown: list[set[str]] = []

    def told(raised: BaseException, type: Any | None) -> str:
        unknown.append(raised.extra_fields if isinstance(raised, ForbiddenExtraKeysError) else set())
        return format_exception(raised, type)

    sentences = transform_error(error, format_exception=told)
    place = sentences[0].rpartition(" @ ")[2]
    return MisfitError("; ".join(sentences), place, tuple(sorted(unknown[0])))


# A top-level value of a wrong kind meets cattrs' own code before it is validated.
_NOT_FITTING = (BaseValidationError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def _seconds(length: timedelta) -> float:
    seconds = length.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds


def _length(value: Any, _: Any) -> timedelta:
    if isinstance(value, bool):
        raise ValueError(value)
    return timedelta(seconds=value)


def _time_text(value: time) -> str:
    return value.isoformat("auto" if value.second or value.microsecond else "minutes")


def _time(value: Any, _: Any) -> time:
    found = time.fromisoformat(value)
    if found.tzinfo is not None:
        raise ValueError(value)
    return found


def _instant(value: Any, _: Any) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(value)
    return found.astimezone(UTC)


def _exactly(plain: type) -> Callable[[Any, Any], Any]:
    """A hook that takes no other type for it, as "None" for None or 1 for True; also for enums of it."""

    def structure(value: Any, kind: Any) -> Any:
        if type(value) is not plain:
            raise ValueError(value)
        return kind(value)

    return structure


def _is_tuple(type: Any) -> bool:
    return getattr(type, "__origin__", None) is tuple


def _tuple_from_list(type: Any, converter: BaseConverter) -> Callable[[Any, Any], Any]:
    """A hook that does not take a text for its letters."""
    structure = homogenous_tuple_structure_factory(type, converter)

    def structure_list(value: Any, type: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise ValueError(value)
        return structure(value, type)

    return structure_list


def _make() -> JsonConverter:
    converter = make_converter(omit_if_default=True, forbid_extra_keys=True)
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _exactly(plain))
    converter.register_structure_hook_factory(_is_tuple, _tuple_from_list)
    converter.register_unstructure_hook(StrEnum, lambda value: value.value)
    converter.register_unstructure_hook(timedelta, _seconds)
    converter.register_structure_hook(timedelta, _length)
    converter.register_unstructure_hook(time, _time_text)
    converter.register_structure_hook(time, _time)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(datetime, lambda value: value.astimezone(UTC).isoformat())
    converter.register_structure_hook(datetime, _instant)
    configure_tagged_union(Fact, converter, tag_name="kind")
    return converter


_converter = _make()
