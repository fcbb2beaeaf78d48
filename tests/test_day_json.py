"""The whole day as JSON: there and back, the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from facilitator.access import TableKey
from facilitator.codec import MisfitError
from facilitator.day_json import FORMAT, VERSION, from_data, to_text
from facilitator.photos import Photo
from facilitator.polls import Ballot, Mark
from facilitator.record import CheckedIn, Presence, Started
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from tests.builders import a_draft, a_plan, a_record, a_rich_event, a_snapshot, an_instant, some_notes
from tests.report.hostile import PAYLOADS
from tests.strategies import snapshots


def through(snapshot: Snapshot) -> Snapshot:
    return from_data(json.loads(to_text(snapshot).encode("utf-8", "backslashreplace")))


def a_whole_day() -> Snapshot:
    """Something of everything that a file can hold but keys."""
    first = a_draft("Flere bussér 🚌\n")
    edited = a_draft("Ja", note_id=first.note_id, parent_id=first.id, key=True, sensitive=True)
    photo = Photo(id="p", item_id="cafe", round_id=None, table_id="t1", at=an_instant(), image=b"\xff\0JPEG")
    record = a_record(("09:31", Started("keynote")), ("09:40", CheckedIn("p1", Presence.PRESENT)))
    return replace(
        a_snapshot(a_rich_event(), record=record, notes=some_notes(first, edited, a_draft("Nei"))),
        plan=a_plan(a_rich_event()),
        ballots={"task": {"k": Ballot(marks=(Mark("Ja", 1),), text="Ø")}},
        photos={"p": photo},
    )


@pytest.mark.parametrize("day", [a_whole_day(), sample_snapshot(with_notes=True)], ids=["all", "sample"])
def test_a_whole_day_comes_back_and_is_written_as_before(day: Snapshot) -> None:
    assert through(day) == day
    assert to_text(through(day)) == to_text(day)


@settings(max_examples=100, deadline=None)
@given(snapshots())
def test_so_does_any_day(day: Snapshot) -> None:
    assert to_text(through(day)) == to_text(day)
    assert through(day) == replace(day, ballots={poll: given for poll, given in day.ballots.items() if given})


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_comes_back_as_it_was_typed(payload: str) -> None:
    (note,) = through(a_snapshot(notes=some_notes(a_draft(payload)))).notes.standing
    assert note.draft.text == payload


def test_nothing_tells_which_ballot_came_first() -> None:
    ballots = {key: Ballot(text=key) for key in ("ø", "a", "z")}
    backwards = dict(reversed(ballots.items()))
    one, other = (replace(a_snapshot(), ballots={"b": votes, "a": votes}) for votes in (ballots, backwards))
    assert to_text(one) == to_text(other)
    assert list(through(one).ballots) == ["a", "b"]
    assert list(through(one).ballots["a"]) == ["a", "z", "ø"]


def test_seats_stand_in_the_order_of_the_event() -> None:
    plan = a_plan()
    turned = {id: dict(reversed(list(plan.seats[id].items()))) for id in reversed(list(plan.seats))}
    assert to_text(Snapshot(plan=replace(plan, seats=turned))) == to_text(Snapshot(plan=plan))


def test_the_keys_of_the_tables_phones_are_neither_written_nor_read() -> None:
    key = TableKey(table_id="t1", generation=1, hash="a" * 64)
    text = to_text(replace(a_snapshot(), access={"t1": key}))
    assert key.hash not in text
    brought: Any = json.loads(text) | {"access": {"t1": {"table_id": "t1", "generation": 1, "hash": "b"}}}
    with pytest.raises(MisfitError) as told:
        from_data(brought)
    assert told.value.unknown == ("access",)


def test_it_says_what_it_is() -> None:
    data = json.loads(to_text(a_snapshot()))
    assert list(data)[:2] == ["format", "version"]
    assert (data["format"], data["version"]) == (FORMAT, VERSION) == ("facilitator-event", 1)
