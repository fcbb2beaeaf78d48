"""The domain's values as JSON and back, the same way for files, exports and stored facts.

Lengths are whole or decimal seconds, times of day "09:30", dates "2024-03-05", instants ISO 8601 in UTC.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from cattrs import BaseValidationError
from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union

from facilitator.record import Fact

Value = TypeVar("Value")


def to_json(value: object, type: Any = None) -> Any:
    """What ``json.dumps`` takes; ``type`` only where a union has to be told apart (``Fact``)."""
    return _converter.unstructure(value, unstructure_as=type)


def from_json(data: Any, type: type[Value]) -> Value:
    """The value of that type. Raises ValueError that names what does not fit."""
    try:
        return _converter.structure(data, type)
    except (BaseValidationError, KeyError, TypeError) as error:
        raise ValueError(f"{type}: {error}") from error


def fact_to_json(fact: Fact) -> dict[str, Any]:
    """A fact with its kind as "kind"."""
    data: dict[str, Any] = _converter.unstructure(fact, unstructure_as=Fact)
    return data


def fact_from_json(data: dict[str, Any]) -> Fact:
    """The fact of ``fact_to_json``. Raises ValueError for an unknown kind."""
    try:
        fact: Fact = _converter.structure(data, Fact)  # type: ignore[arg-type]  # a union is no class
    except (BaseValidationError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    return fact


def _seconds(length: timedelta) -> float:
    seconds = length.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds


def _make() -> JsonConverter:
    converter = make_converter(omit_if_default=True, forbid_extra_keys=True)
    converter.register_unstructure_hook(timedelta, _seconds)
    converter.register_structure_hook(timedelta, lambda value, _: timedelta(seconds=value))
    converter.register_unstructure_hook(time, lambda value: value.isoformat("auto")[:5])
    converter.register_structure_hook(time, lambda value, _: time.fromisoformat(value))
    for kind in (date, datetime):
        converter.register_unstructure_hook(kind, lambda value: value.isoformat())
        converter.register_structure_hook(kind, lambda value, kind: kind.fromisoformat(value))
    configure_tagged_union(Fact, converter, tag_name="kind")
    return converter


_converter = _make()
