from __future__ import annotations

from typing import Any

import pytest

from facilitator.rotation import Instance, Participant, TableSeats, instance_from_json, plan_to_json
from tests.rotation.events import PUBLIC, public_event

PERSON: dict[str, Any] = {"id": "p1"}
TABLE = {"id": "t1", "seats_min": 2, "seats_max": 8}
EVENT: dict[str, Any] = {"participants": [PERSON, {"id": "p2"}], "tables": [TABLE], "rounds": 2}


def test_everything_in_an_event_is_read() -> None:
    described = {"name": "Vera", "organisation": "Ås", "role": "political", "region": ""}
    person = PERSON | described | {"host_of": "t1", "present": [1, 2]}
    event = {
        "name": "a day",
        "participants": [person, {"id": "p2"}],
        "tables": [TABLE],
        "rounds": 2,
        "apart": [["p1", "p2"]],
        "together": [["p2", "p1"]],
        "past": [{"t1": ["p2"]}],
        "absent": ["p2"],
        "closed": ["t1"],
    }
    assert instance_from_json(event) == Instance(
        participants=(
            Participant("p1", "Ås", "political", None, host_of="t1", present=frozenset({1, 2})),
            Participant("p2"),
        ),
        tables=(TableSeats("t1", 2, 8),),
        rounds=2,
        apart=frozenset({frozenset({"p1", "p2"})}),
        together=frozenset({frozenset({"p1", "p2"})}),
        past=({"t1": ("p2",)},),
        absent=frozenset({"p2"}),
        closed=frozenset({"t1"}),
    )


@pytest.mark.parametrize("name", PUBLIC)
def test_public_events_are_read(name: str) -> None:
    event = public_event(name)
    instance = instance_from_json(event)
    assert [person.id for person in instance.participants] == [p["id"] for p in event["participants"]]
    assert len(instance.rounds_to_plan) == event["rounds"] - len(event.get("past", []))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"rounds": "two"}, "rounds must be a whole number"),
        ({"rounds": True}, "rounds must be a whole number"),
        ({"rounds": -1}, "rounds must be a whole number"),
        ({"seed": 1}, "unknown keys: seed"),
        ({"name": 7}, "name must be a text or null"),
        ({"participants": {}}, "participants must be a list"),
        ({"participants": [PERSON, PERSON]}, "the same participant twice: p1"),
        ({"participants": [{"id": ""}]}, "participant id must be a text"),
        ({"participants": [PERSON | {"role": 3}]}, "role of p1 must be a text or null"),
        ({"participants": [PERSON | {"present": [0.5]}]}, "present must be a whole number"),
        ({"tables": [TABLE, TABLE]}, "the same table twice: t1"),
        ({"tables": [{"id": "t1"}]}, "table lacks seats_min, seats_max"),
        ({"tables": [TABLE | {"seats_min": 9}]}, "seats_min and seats_max are out of order"),
        ({"apart": [["p1", "p1"]]}, "a pair needs two people"),
        ({"together": [["p1", "p3"]]}, "unknown participant in a pair: p3"),
        ({"absent": ["p3"]}, "unknown absent participant: p3"),
        ({"closed": ["t2"]}, "unknown closed table: t2"),
        ({"past": [["t1"]]}, "a past round must be an object"),
        ({"past": [{"t2": []}]}, "unknown table in past round 1: t2"),
        ({"past": [{"t1": ["p3"]}]}, "unknown seated participant: p3"),
        ({"past": [{"t1": ["p1", "p1"]}]}, "the same seat in past round 1 twice: p1"),
        ({"past": [{}, {}, {}]}, "3 rounds are held, but the event has 2"),
    ],
)
def test_what_is_no_event_is_refused_with_the_reason(wrong: dict[str, Any], reason: str) -> None:
    assert instance_from_json(EVENT).rounds == 2
    with pytest.raises(ValueError, match=reason):
        instance_from_json(EVENT | wrong)


@pytest.mark.parametrize("data", [None, [], "event", {"rounds": 2}])
def test_other_data_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="instance"):
        instance_from_json(data)


def test_a_plan_is_written_round_by_round() -> None:
    plan = ({"t1": ("p1", "p2"), "t2": ()}, {"t1": ("p2",)})
    assert plan_to_json(plan) == {"rounds": [{"t1": ["p1", "p2"], "t2": []}, {"t1": ["p2"]}]}
