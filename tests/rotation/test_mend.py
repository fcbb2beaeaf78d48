from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.rotation import Instance, Participant, TableSeats, instance_from_json, mend
from tests.rotation.events import Json, random_events

PEOPLE = tuple(Participant(name, organisation) for name, organisation in zip("abcdef", "XXYYZZ", strict=True))
DAY = Instance(PEOPLE, tuple(TableSeats(table, 1, 3) for table in "123"), rounds=3)
NOW = {"1": ("a", "c"), "2": ("b", "d"), "3": ("e", "f")}


def test_where_nothing_happened_nothing_changes() -> None:
    assert mend(DAY, NOW, number=1) == NOW


def test_who_is_absent_leaves_and_nobody_else_moves() -> None:
    seating = mend(replace(DAY, absent=frozenset({"c"})), NOW, number=1)
    assert seating == NOW | {"1": ("a",)}


def test_guests_of_a_closed_table_go_where_they_know_nobody() -> None:
    seating = mend(replace(DAY, closed=frozenset({"2"})), NOW, number=1)
    assert seating == {"1": ("a", "c", "d"), "3": ("e", "f", "b")} or seating["3"][:2] == ("e", "f")
    assert "b" not in seating["1"]


def test_nobody_returns_to_a_table_while_another_has_a_seat() -> None:
    late = replace(DAY, participants=(*PEOPLE, Participant("g")), past=({"1": ("g",), "2": ("a",)},))
    assert "g" not in mend(late, NOW, number=2)["1"]


def test_apart_goes_before_meetings_and_together_too() -> None:
    guest = Participant("g")
    apart = frozenset({frozenset("ga"), frozenset("gb")})
    day = replace(DAY, participants=(*PEOPLE, guest), apart=apart)
    assert "g" in mend(day, NOW, number=1)["3"]
    tied = replace(DAY, participants=(*PEOPLE, guest), together=frozenset({frozenset("gb")}))
    assert "g" in mend(tied, NOW, number=1)["2"]


def test_a_host_without_a_seat_goes_to_the_own_table() -> None:
    day = replace(DAY, participants=(*PEOPLE, Participant("g", host_of="2")))
    assert "g" in mend(day, NOW, number=1)["2"]


def test_only_without_a_free_seat_a_table_gets_one_too_many() -> None:
    guests = tuple(Participant(f"g{n}") for n in range(4))
    seating = mend(replace(DAY, participants=PEOPLE + guests), NOW, number=1)
    assert sorted(map(len, seating.values())) == [3, 3, 4]


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be running"):
        mend(DAY, NOW, number=2)
    with pytest.raises(ValueError, match="no table"):
        mend(replace(DAY, closed=frozenset("123")), NOW, number=1)


@given(random_events(), st.data())
@settings(deadline=None)
def test_everyone_there_has_one_seat_and_whoever_may_stay_stays(event: Json, data: st.DataObject) -> None:
    instance = instance_from_json(event)
    if not instance.open_tables:
        return
    places = {person.id: data.draw(st.sampled_from(instance.tables)).id for person in instance.participants}
    before = {t.id: tuple(p for p, table in places.items() if table == t.id) for t in instance.tables}
    number = len(instance.past) + 1
    seating = mend(instance, before, number=number)
    seated = [person for group in seating.values() for person in group]
    there = {
        p.id
        for p in instance.participants
        if p.id not in instance.absent and (p.present is None or number in p.present)
    }
    assert len(seated) == len(set(seated))
    assert set(seated) == there
    for table, group in seating.items():
        assert set(before[table]) & there <= set(group)
