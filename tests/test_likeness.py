"""Who may be listed twice, and what becomes of seats, tables and presence when two become one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.checks import refusals
from facilitator.event import Duty, Person, Plan, Role, find
from facilitator.likeness import Reason, completed, merge_people, merged_presence, near_duplicates, why_alike
from facilitator.record import CheckedIn, Presence
from facilitator.sample import sample_plan
from tests.builders import a_day, a_person, a_plan, a_record, a_table


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Kari Berg", "kari  BERG", Reason.SAME_NAME),
        ("Åse Bø", "Aase Boe", Reason.SPELLING),
        ("Ærlend Næss", "Aerlend Naess", Reason.SPELLING),
        ("René Li", "Rene Li", Reason.SPELLING),
        ("Anne-Marie Li", "Anne Marie Li", Reason.SPELLING),
        ("Kari Berg", "Berg, Kari", Reason.SWAPPED),
        ("K. Berg", "Kari Berg", Reason.INITIALS),
        ("Kari A. Berg", "Kari Anne Berg", Reason.INITIALS),
        ("Kari Berg", "Kari Anne Berg", Reason.INITIALS),
        ("Kari Berg", "Kari Bergh", Reason.ONE_LETTER),
        ("Kari Berg", "Kori Berg", Reason.ONE_LETTER),
        ("Øystein Li", "Oystein Li", Reason.ONE_LETTER),
        ("Bo Li", "Bo Lie", Reason.ONE_LETTER),
        ("Li", "Lo", None),
        ("Kari Berg", "Mari Borg", None),
        ("Kari Berg", "Nina Berg", None),
        ("Deltaker 1", "Deltaker 2", None),
        ("Kari Berg", "KariBerg", None),
        ("Berg", "Kari Berg", None),
        ("", "", Reason.SAME_NAME),
        ("", "A", None),
    ],
)
def test_why_two_names_are_alike(one: str, other: str, reason: Reason | None) -> None:
    assert why_alike(one, other) is reason
    assert why_alike(other, one) is reason


def pairs(*people: Person) -> list[tuple[str, str, Reason]]:
    return [(one.left.id, one.right.id, one.reason) for one in near_duplicates(people)]


def test_only_people_of_one_organisation_or_of_none_are_compared() -> None:
    people = (
        a_person("a", name="Kari Berg", organisation="Ås kommune"),
        a_person("b", name="Kari Berg", organisation="Tinn"),
        a_person("c", name="Kari Bergh", organisation="ås"),
        a_person("d", name="K Berg", organisation=""),
    )
    assert pairs(*people) == [
        ("a", "c", Reason.ONE_LETTER),
        ("a", "d", Reason.INITIALS),
        ("b", "d", Reason.INITIALS),
    ]


def test_the_sample_day_has_nobody_twice() -> None:
    assert near_duplicates(sample_plan().event.people) == ()


def test_a_crowd_of_one_name_is_told_each_beside_the_next() -> None:
    assert len(pairs(*(a_person(str(at), name="Kari Berg") for at in range(400)))) == 399


NAMES = st.text("KkaåæØe é-.,12", max_size=12)


@given(st.lists(NAMES, max_size=8))
def test_every_pair_that_is_alike_is_found(names: list[str]) -> None:
    people = tuple(a_person(str(at), name=name) for at, name in enumerate(names))
    alike = [
        (one.id, other.id, reason)
        for at, one in enumerate(people)
        for other in people[at + 1 :]
        if (reason := why_alike(one.name, other.name)) is not None
    ]
    assert pairs(*people) == alike


# ── two become one ──

KEEP = a_person("keep", name="Kari Berg", organisation="")
OTHER = a_person(
    "other",
    name="Kari Bergh",
    organisation="Ås",
    region="Follo",
    role=Role.POLITICAL,
    duty=Duty.SPEAKER,
    example=True,
)
REST = a_person("rest")


def a_plan_of(*tables: str, **seats: dict[str, tuple[str, ...]]) -> Plan:
    """Tables 1 and on with these hosts; seats by round."""
    day = replace(
        a_day(),
        people=(KEEP, REST, OTHER),
        tables=tuple(a_table(number, host_id=host or None) for number, host in enumerate(tables, 1)),
    )
    return Plan(event=day, seats=seats)


def test_the_one_that_is_kept_gets_what_it_lacks() -> None:
    plan = merge_people(a_plan_of("", ""), "keep", "other")
    assert plan.event.people == (
        replace(OTHER, id="keep", name="Kari Berg", example=False),
        REST,
    )


def test_what_is_filled_in_stays() -> None:
    full = replace(OTHER, name="Kari", organisation="Moss", role=Role.ADMINISTRATIVE)
    assert completed(full, OTHER) == full


def test_tables_seats_and_the_people_beside_come_along() -> None:
    plan = a_plan_of("other", "", r1={"t1": ("other",), "t2": ("rest",)}, r2={"t1": ("other", "rest")})
    after = merge_people(plan, "keep", "other")
    assert [table.host_id for table in after.event.tables] == ["keep", None]
    assert after.seats == {"r1": {"t1": ("keep",), "t2": ("rest",)}, "r2": {"t1": ("keep", "rest")}}


def test_who_is_seated_twice_keeps_the_own_seat() -> None:
    plan = a_plan_of("", "", r1={"t1": ("other", "rest"), "t2": ("keep",)})
    assert merge_people(plan, "keep", "other").seats == {"r1": {"t1": ("rest",), "t2": ("keep",)}}


def test_the_seat_at_the_table_that_is_led_counts() -> None:
    plan = a_plan_of("other", "", r1={"t1": ("other", "rest"), "t2": ("keep",)})
    assert merge_people(plan, "keep", "other").seats == {"r1": {"t1": ("keep", "rest")}}


def test_nobody_leads_two_tables() -> None:
    plan = a_plan_of("other", "keep", r1={"t1": ("other", "rest"), "t2": ("keep",)})
    after = merge_people(plan, "keep", "other")
    assert [table.host_id for table in after.event.tables] == [None, "keep"]
    assert after.seats == {"r1": {"t1": ("rest",), "t2": ("keep",)}}


def test_who_is_not_on_the_list_changes_nothing() -> None:
    plan = a_plan()
    assert merge_people(plan, "p1", "nobody") == plan
    assert merge_people(plan, "p1", "p1") == plan


@given(st.data())
def test_everybody_else_sits_where_they_sat(data: st.DataObject) -> None:
    people = ("keep", "other", "rest")
    seats = {
        round_id: {
            "t1": tuple(id for id in people if tables[id] == "t1"),
            "t2": tuple(id for id in people if tables[id] == "t2"),
        }
        for round_id in ("r1", "r2")
        if (tables := {id: data.draw(st.sampled_from(("t1", "t2", ""))) for id in people})
    }
    hosts = data.draw(st.permutations(("", *people)))[:2]
    plan = a_plan_of(*hosts, **seats)
    after = merge_people(plan, "keep", "other")
    assert find(after.event.people, "other") is None
    for round_id, by_table in plan.seats.items():
        sitting = [id for ids in after.seats.get(round_id, {}).values() for id in ids]
        seated = {id for ids in by_table.values() for id in ids}
        assert sorted(sitting) == sorted({"keep" if id == "other" else id for id in seated})
        for table, ids in by_table.items():
            assert ("rest" in ids) == ("rest" in after.seats.get(round_id, {}).get(table, ()))
    assert refusals(after) == refusals(plan)


@pytest.mark.parametrize(
    ("keep", "other", "noted"),
    [
        (Presence.EXPECTED, Presence.PRESENT, Presence.PRESENT),
        (Presence.ABSENT, Presence.PRESENT, Presence.PRESENT),
        (Presence.EXPECTED, Presence.ABSENT, Presence.ABSENT),
        (Presence.PRESENT, Presence.ABSENT, None),
        (Presence.ABSENT, Presence.EXPECTED, None),
        (Presence.PRESENT, Presence.PRESENT, None),
    ],
)
def test_who_came_came(keep: Presence, other: Presence, noted: Presence | None) -> None:
    record = a_record(("09:00", (CheckedIn("keep", keep), CheckedIn("other", other))))
    facts = merged_presence(record, "keep", "other")
    assert facts == (() if noted is None else (CheckedIn("keep", noted),))
