"""Events in the shared format, public ones and random ones, and the independent checker."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.rotation import verify_rotation

Json = dict[str, Any]

# Without its bound: that takes long and needs an open table.
verify: Callable[[Json, Json], Json] = partial(verify_rotation.verify, bound=False)


def checked_bound(event: Json) -> int:
    """The lower bound that the checker proves; slow for many tables."""
    instance: Any = verify_rotation.Instance(event)  # type: ignore[no-untyped-call]
    bound: int = verify_rotation.lower_bound(instance)[0]  # type: ignore[no-untyped-call]
    return bound


PUBLIC = sorted(path.stem for path in (Path(__file__).parent / "data").glob("*.json"))


def public_event(name: str) -> Json:
    path = Path(__file__).parent / "data" / f"{name}.json"
    event: Json = json.loads(path.read_text(encoding="utf-8"))
    return event


@st.composite
def random_events(draw: st.DrawFn) -> Json:
    """A small event with hosts, absences, closed tables, pairs and past rounds.

    About half of them have a legal plan.
    """
    people = [f"p{i}" for i in range(draw(st.integers(1, 9)))]
    tables = [f"t{i}" for i in range(draw(st.integers(1, 4)))]
    rounds = draw(st.integers(1, 3))
    held = draw(st.integers(0, rounds))
    event: Json = {
        "participants": [draw(_participants(person, tables, rounds)) for person in people],
        "tables": [draw(_table_seats(table)) for table in tables],
        "rounds": rounds,
        "past": [draw(_past_rounds(people, tables)) for _round in range(held)],
        "absent": draw(st.lists(st.sampled_from(people), unique=True, max_size=2)),
        "closed": draw(st.lists(st.sampled_from(tables), unique=True, max_size=1)),
    }
    if len(people) > 1:
        some_pairs = st.lists(st.sampled_from(list(combinations(people, 2))), max_size=2)
        event["apart"] = [list(pair) for pair in draw(some_pairs)]
        event["together"] = [list(pair) for pair in draw(some_pairs)]
    return event


@st.composite
def _participants(draw: st.DrawFn, person: str, tables: list[str], rounds: int) -> Json:
    some_rounds = st.lists(st.integers(1, rounds), unique=True)
    rarely = st.integers(0, 9).map(lambda n: n == 0)
    return {
        "id": person,
        "organisation": draw(st.sampled_from([None, "", "A", "B", "C"])),
        "role": draw(st.sampled_from([None, "guest", "speaker"])),
        "region": draw(st.sampled_from([None, "north", "south", "west"])),
        "host_of": draw(st.sampled_from([None, None, *tables])),
        "present": draw(some_rounds) if draw(rarely) else None,
    }


@st.composite
def _table_seats(draw: st.DrawFn, table: str) -> Json:
    least = draw(st.integers(0, 2))
    return {"id": table, "seats_min": least, "seats_max": least + draw(st.integers(1, 4))}


@st.composite
def _past_rounds(draw: st.DrawFn, people: list[str], tables: list[str]) -> dict[str, list[str]]:
    seats = {person: draw(st.sampled_from([None, *tables])) for person in people}
    return {table: [p for p, seat in seats.items() if seat == table] for table in tables}
