from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.clock import Moment
from facilitator.codec import fact_from_json, fact_to_json, from_json, to_json
from facilitator.event import MINUTE, Event, Plan, Table
from facilitator.record import Added, CheckedIn, Fact, Presence, Started, StartMoved
from tests.builders import a_plan, a_rich_event
from tests.strategies import days

EVENT = {"id": "e", "title": "Stormøte", "date": "2024-03-05"}
ITEM = {"id": "i", "kind": "talk", "title": "Tale", "length": 60}


lengths = st.timedeltas(timedelta(days=-999), timedelta(days=9999))
facts: st.SearchStrategy[Fact] = st.sampled_from(get_args(Fact)).flatmap(
    lambda kind: st.builds(
        kind, **{name: lengths for name in ("by", "length") if name in kind.__match_args__}
    )
)


def through_json(value: Any, type: Any) -> Any:
    return from_json(json.loads(json.dumps(to_json(value))), type)


# ── there and back ──


def test_a_whole_plan() -> None:
    plan = a_plan(a_rich_event())
    assert plan.seats
    assert through_json(plan, Plan) == from_json(to_json(plan), Plan) == plan


@given(days())
def test_any_event(event: Event) -> None:
    assert through_json(event, Event) == event


@given(lengths)
def test_any_length(length: timedelta) -> None:
    assert through_json(length, timedelta) == length


@given(st.times())
def test_any_time_of_day(local: time) -> None:
    assert through_json(local, time) == local


@given(st.datetimes(timezones=st.just(UTC)), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_any_moment(utc: datetime, boot: timedelta) -> None:
    moment = Moment(utc, boot, "boot-1")
    assert through_json(moment, Moment) == moment


@given(facts)
def test_any_fact(fact: Fact) -> None:
    assert fact_from_json(json.loads(json.dumps(fact_to_json(fact)))) == fact


def test_every_kind_of_fact_has_its_name() -> None:
    assert {"Started", "Finished", "Undone"} < {kind.__name__ for kind in get_args(Fact)}
    assert fact_to_json(Started("i")) == {"kind": "Started", "item_id": "i"}


# ── how it looks ──


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (90 * MINUTE, 5400),
        (timedelta(seconds=1.5), 1.5),
        (-MINUTE, -60),
        (time(9, 30), "09:30"),
        (time(9, 30, 15), "09:30:15"),
        (date(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=1))), "2024-03-05T08:30:00+00:00"),
        (CheckedIn("p", Presence.PRESENT), {"person_id": "p", "presence": "present"}),
        (Table(id="t", number=1), {"id": "t", "number": 1}),
    ],
    ids=repr,
)
def test_how_values_look(value: object, data: object) -> None:
    assert repr(to_json(value)) == repr(data)


@pytest.mark.parametrize(
    ("fact", "data"),
    [
        (Added("i", MINUTE), {"kind": "Added", "item_id": "i", "by": 60}),
        (Added("i", MINUTE, 0), {"kind": "Added", "item_id": "i", "by": 60, "phase": 0}),
        (StartMoved("i", -MINUTE), {"kind": "StartMoved", "item_id": "i", "by": -60}),
    ],
)
def test_how_facts_look(fact: Fact, data: object) -> None:
    assert fact_to_json(fact) == data


# ── what does not fit ──


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("text", "$"),
        (None, "$"),
        (5, "$"),
        ([], "$"),
        ({}, "$.title"),
        (EVENT | {"title": None}, "$.title"),
        (EVENT | {"title": 5}, "$.title"),
        (EVENT | {"date": "5. mars"}, "$.date"),
        (EVENT | {"date": 20240305}, "$.date"),
        (EVENT | {"start": "25:00"}, "$.start"),
        (EVENT | {"start": "09:30+02:00"}, "$.start"),
        (EVENT | {"start": 930}, "$.start"),
        (EVENT | {"example": "false"}, "$.example"),
        (EVENT | {"unheard_of": 1}, "unheard_of"),
        (EVENT | {"purposes": "Lytte"}, "$.purposes"),
        (EVENT | {"items": {"a": 1}}, "$.items"),
        (EVENT | {"items": [ITEM, 5]}, "$.items[1]"),
        (EVENT | {"items": [ITEM | {"kind": "tale"}]}, "$.items[0].kind"),
        (EVENT | {"items": [ITEM | {"length": "60"}]}, "$.items[0].length"),
        (EVENT | {"items": [ITEM | {"length": True}]}, "$.items[0].length"),
        (EVENT | {"items": [ITEM | {"length": float("nan")}]}, "$.items[0].length"),
        (EVENT | {"items": [ITEM | {"length": float("inf")}]}, "$.items[0].length"),
        (EVENT | {"items": [ITEM | {"length": 1e300}]}, "$.items[0].length"),
        (EVENT | {"tables": [{"id": "t", "number": 1.5}]}, "$.tables[0].number"),
        (EVENT | {"tables": [{"id": "t", "number": True}]}, "$.tables[0].number"),
        (EVENT | {"people": [{"id": "p", "name": "Kari", "role": ["other"]}]}, "$.people[0].role"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_named(data: object, named: str) -> None:
    with pytest.raises(ValueError) as told:
        from_json(data, Event)
    assert named in str(told.value)


@pytest.mark.parametrize(
    "data",
    [
        None,
        "Started",
        [],
        {},
        {"kind": "Started"},
        {"kind": "Unheard"},
        {"kind": ["Started"]},
        {"kind": "Started", "item_id": "i", "more": 1},
        {"kind": "Added", "item_id": "i", "by": "60"},
        {"kind": "Added", "item_id": "i", "by": 60, "phase": "2"},
        {"kind": "CheckedIn", "person_id": "p", "presence": "maybe"},
    ],
    ids=str,
)
def test_what_is_no_fact(data: Any) -> None:
    with pytest.raises(ValueError):
        fact_from_json(data)


@pytest.mark.parametrize("text", ["2024-03-05T09:30:00", "2024-03-05", "now"])
def test_an_instant_says_its_zone(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text, datetime)


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)


@given(json_values, st.sampled_from(("id", "title", "date", "start", "items", "people", "zone", "kind")))
def test_nothing_but_a_value_error_is_raised(value: Any, key: str) -> None:
    for data, type in ((value, Event), (EVENT | {key: value}, Event), (value, Moment), (value, timedelta)):
        with suppress(ValueError):
            from_json(data, type)
    for data in (value, {"kind": "Added", key: value}):
        with suppress(ValueError):
            fact_from_json(data)
