"""What is held on one person, and what is left of a day without its people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.event import Pair, Plan, Speaker, find
from facilitator.privacy import Seat, counts, deleted_counts, held_on, named_elsewhere, without_people
from facilitator.record import CheckedIn, PeopleDeleted, Presence, Record, Undone
from facilitator.snapshot import Snapshot
from tests.builders import (
    a_day,
    a_draft,
    a_person,
    a_plan,
    a_record,
    a_rich_event,
    a_snapshot,
    a_table,
    an_instant,
    some_notes,
)

HERE, AWAY, LEFT = Presence.PRESENT, Presence.ABSENT, Presence.LEFT


def a_rich_plan() -> Plan:
    plan = a_plan(a_rich_event())
    return replace(plan, hosts={"r1": {"t1": plan.seats["r1"]["t1"][0]}})


def test_nothing_points_to_people_who_are_gone() -> None:
    plan = without_people(a_rich_plan())
    assert (plan.seats, plan.hosts, plan.event.people, plan.event.pairs) == ({}, {}, (), ())
    assert {(table.host_id, table.note_taker_id) for table in plan.event.tables} == {(None, None)}


def test_the_programme_and_the_room_stay() -> None:
    before, after = a_rich_event(), without_people(a_rich_plan()).event
    tables = tuple(replace(table, host_id=None, note_taker_id=None) for table in before.tables)
    assert after == replace(before, people=(), pairs=(), tables=tables)


@pytest.mark.parametrize(
    ("presses", "told"),
    [
        pytest.param((), PeopleDeleted(3, 0, 2), id="nobody was checked in: the whole list"),
        pytest.param((("09:00", CheckedIn("a", HERE)),), PeopleDeleted(3, 1, 1), id="one came"),
        pytest.param(
            (
                ("09:00", CheckedIn("a", HERE)),
                ("12:00", CheckedIn("a", LEFT)),
                ("12:01", CheckedIn("b", AWAY)),
            ),
            PeopleDeleted(3, 1, 1),
            id="one came and left",
        ),
        pytest.param(
            (("09:00", CheckedIn("a", HERE)), ("09:01", CheckedIn("c", HERE))),
            PeopleDeleted(3, 2, 2),
            id="from two places",
        ),
    ],
)
def test_the_numbers_that_stay(presses: tuple[tuple[str, CheckedIn], ...], told: PeopleDeleted) -> None:
    people = (a_person("a"), a_person("b"), a_person("c", organisation="Moss"))
    snapshot = a_snapshot(replace(a_day(), people=people), record=a_record(*presses))
    assert counts(snapshot) == told


def test_nobody_was_deleted() -> None:
    assert deleted_counts(Record()) is None


def test_the_numbers_of_two_deletions() -> None:
    record = a_record(("16:00", PeopleDeleted(110, 104, 52)), ("17:00", PeopleDeleted(2, 1, 2)))
    assert deleted_counts(record) == PeopleDeleted(112, 105, 52)


def test_no_press_is_taken_back_past_a_deletion() -> None:
    record = a_record(
        ("09:00", CheckedIn("a", HERE)), ("16:00", PeopleDeleted(1, 1, 1)), ("17:00", CheckedIn("b", HERE))
    )
    assert record.presses == (3,)


@pytest.mark.parametrize(
    ("name", "count"),
    [("Åse Bjørnø", 1), ("ÅSE BJØRNØ", 1), ("Bo", 0), ("Ida Li", 1), ("Ola Vik", 0), ("Per Ås", 1), (" ", 0)],
)
def test_names_that_stand_elsewhere_are_found(name: str, count: int) -> None:
    day = replace(
        a_day(),
        people=(a_person("x", name=name),),
        moderators=(Speaker(name="Ida Li"),),
        contact="Per Ås, 22",
    )
    notes = some_notes(a_draft("Bord 4: som Åse Bjørnø sa"))
    assert len(named_elsewhere(a_snapshot(day, notes=notes))) == count


def test_all_that_is_held_on_a_person() -> None:
    plan = a_rich_plan()
    host = plan.seats["r1"]["t1"][0]
    record = a_record(
        ("09:00", CheckedIn("p1", HERE)), ("09:05", Undone(1)), ("09:10", CheckedIn("p2", HERE))
    )
    held = held_on(Snapshot(plan=plan, record=record), "p1")
    assert held.person == find(plan.event.people, "p1")
    assert (held.hosts, held.takes_notes) == ((1,), ())
    assert len(held.seats) == 3
    assert held.seats[0] == Seat(item_title="Kafédialog", round_number=1, table_number=1, host=host == "p1")
    assert [(one.at, one.presence, one.undone) for one in held.presence] == [
        (an_instant("09:00"), HERE, True)
    ]
    assert (held.together_with, held.apart_from) == ((), ("Kari 2 Øvre",))
    assert held.wishes == ("Buss", "Areal")


def test_a_pair_is_held_on_both() -> None:
    people = (a_person("a", name="Anne"), a_person("b", name="Bo"))
    pair = Pair(id="x", one_id="a", other_id="b", together=True)
    tables = (a_table(2, note_taker_id="b"),)
    snapshot = a_snapshot(replace(a_day(), people=people, pairs=(pair,), tables=tables))
    assert held_on(snapshot, "a").together_with == ("Bo",)
    assert held_on(snapshot, "b").together_with == ("Anne",)
    assert held_on(snapshot, "b").takes_notes == (2,)


def test_nothing_is_held_on_nobody() -> None:
    with pytest.raises(LookupError):
        held_on(a_snapshot(), "nobody")
