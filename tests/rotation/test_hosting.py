from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from facilitator.rotation import Instance, Participant, Plan, TableSeats, hosts_for, plan_rotation


def a_day(people: int, tables: int, rounds: int) -> Instance:
    return Instance(
        tuple(Participant(f"p{i}") for i in range(people)),
        tuple(TableSeats(f"t{i}", 0, people) for i in range(tables)),
        rounds,
    )


def duties(hosts: tuple[object, ...]) -> Counter[str]:
    return Counter(person for round_ in hosts if isinstance(round_, dict) for person in round_.values())


@given(st.integers(4, 20), st.integers(2, 4), st.integers(1, 4), st.integers(0, 3))
def test_each_table_has_a_host_from_its_guests_and_nobody_twice_while_there_are_others(
    people: int, tables: int, rounds: int, seed: int
) -> None:
    day = a_day(people, tables, rounds)
    plan = plan_rotation(day, steps=1)
    hosts = hosts_for(plan, day, seed=seed)
    for seating, chosen in zip(plan, hosts, strict=True):
        assert chosen.keys() == {table for table, group in seating.items() if group}
        assert all(host in seating[table] for table, host in chosen.items())
    if people >= tables * rounds * 2:
        assert max(duties(hosts).values()) == 1
    assert hosts_for(plan, day, seed=seed) == hosts


def test_hosts_hand_their_table_on_to_somebody_who_can() -> None:
    plan: Plan = ({"1": ("a", "b"), "2": ("c",)}, {"1": ("a",), "2": ("b", "c")})
    hosts = hosts_for(plan, Instance(tuple(map(Participant, "abc")), (), 2))
    assert hosts[1]["1"] == "a"
    assert hosts[0]["1"] == "b"
    assert duties(hosts).most_common(1) == [("c", 2)]


def test_only_the_willing_host_and_a_host_of_the_table_stays_it() -> None:
    people = (Participant("a", host_of="1"), Participant("b"), Participant("c"), Participant("d"))
    day = Instance(people, (TableSeats("1", 0, 4), TableSeats("2", 0, 4), TableSeats("3", 0, 4)), 1)
    plan: Plan = ({"1": ("a", "b"), "2": ("c",), "3": ("d",)},)
    assert hosts_for(plan, day, willing={"b", "c"}) == ({"1": "a", "2": "c"},)
