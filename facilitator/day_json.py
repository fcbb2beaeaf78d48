"""The whole day as JSON and back: the same day is always the same bytes. docs/json.md explains the keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from facilitator import codec
from facilitator.codec import MisfitError
from facilitator.event import Plan
from facilitator.polls import Ballots
from facilitator.snapshot import Snapshot

FORMAT: Final = "facilitator-event"
VERSION: Final = 1

_NEVER_IN_IT: Final = "access"  # the keys of the tables' phones belong to one file alone

Value = TypeVar("Value")


def to_text(snapshot: Snapshot) -> str:
    """The snapshot under the codec's keys, with the format's name and version before it."""
    content: dict[str, Any] = codec.to_json(_in_order(snapshot))
    return json.dumps({"format": FORMAT, "version": VERSION, **content}, indent=2, ensure_ascii=False) + "\n"


def from_data(data: Mapping[str, Any]) -> Snapshot:
    """The day of ``to_text``, read with ``json``. Raises MisfitError; what it refers to is not looked at."""
    content = {key: value for key, value in data.items() if key not in ("format", "version")}
    if _NEVER_IN_IT in content:
        raise MisfitError("nobody may bring keys of their own", "$", (_NEVER_IN_IT,))
    return codec.from_json(content, Snapshot)


def _in_order(snapshot: Snapshot) -> Snapshot:
    """The snapshot with no order that says nothing, or more than is to be known, and without phones' keys.

    Seats stand in the event's order. Ballots stand in the order of their keys: which came first is told to
    nobody.
    """
    plan, event = snapshot.plan, snapshot.event
    rounds = [round_.id for item in event.items for round_ in item.rounds]
    tables = [table.id for table in event.tables]
    seats = {id: _sorted_as(tables, there) for id, there in _sorted_as(rounds, plan.seats).items()}
    hosts = {id: _sorted_as(tables, there) for id, there in _sorted_as(rounds, plan.hosts).items()}
    return replace(
        snapshot,
        plan=Plan(event=event, seats=seats, hosts=hosts),
        ballots=_by_key(snapshot.ballots),
        access={},
    )


def _sorted_as(ids: Iterable[str], values: Mapping[str, Value]) -> dict[str, Value]:
    """The values in the order of the ids; those of other ids come last."""
    places = {id: place for place, id in enumerate(ids)}
    return {id: values[id] for id in sorted(values, key=lambda id: places.get(id, len(places)))}


def _by_key(ballots: Ballots) -> Ballots:
    """Without polls from which all ballots were taken away again."""
    return {
        poll: {key: given[key] for key in sorted(given)} for poll, given in sorted(ballots.items()) if given
    }
