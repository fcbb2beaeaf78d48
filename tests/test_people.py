from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import people
from facilitator.event import Person, Plan
from facilitator.people import Attendance, attendance, matches, nobody_from, organisations, remove_people
from facilitator.record import Presence
from tests.builders import a_day, a_person, a_plan, a_table

GUESTS = (
    a_person("kari", name="Kari Anne Berg", organisation="Ås"),
    a_person("bergljot", name="Bergljot Hansen", organisation="Tinn"),
    a_person("oyvind", name="Øyvind Aasen", organisation="Nordre Follo"),
    a_person("andre", name="André Åsgård", organisation="Moss"),
    a_person("mette", name="Mette-Marit Næss", organisation="Ås"),
    a_person("kari-2", name="Kari Anne Berg", organisation="Bergen"),
    a_person("bo", name="Bo Li", organisation="Hole"),
    a_person("bodil", name="Bodil Bø", organisation="Grue"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("   ", []),
        (" , ", []),
        ("xyz", []),
        ("hansen", ["bergljot"]),
        ("HANSEN b", ["bergljot"]),
        ("Berg, Kari Anne", ["kari-2", "kari"]),
        ("kari berg ås", ["kari"]),
        ("mette-m", ["mette"]),
        ("marit", ["mette"]),
        ("arit", []),
        ("tin han", ["bergljot"]),
        ("follo", ["oyvind"]),
        ("Aase", ["oyvind"]),
        ("åsen", ["oyvind"]),
        ("oyv", ["oyvind"]),
        ("naess", ["mette"]),
        ("Andre", ["andre"]),
        ("ANDRÉ asg", ["andre"]),
        ("bo", ["bo", "bodil"]),
        ("(berg)", ["kari-2", "kari", "bergljot"]),
        ("å", ["oyvind", "andre", "kari", "mette"]),
    ],
)
def test_a_few_letters_find_people_the_likeliest_first(typed: str, found: list[str]) -> None:
    assert [person.id for person in matches(GUESTS, typed)] == found


def test_who_came_already_comes_after_namesakes() -> None:
    assert [p.id for p in matches(GUESTS, "kari anne", here={"kari-2"})] == ["kari", "kari-2"]


def test_a_better_match_comes_first_even_when_it_is_here() -> None:
    assert matches(GUESTS, "bo", here={"bo"})[0].id == "bo"


def test_the_answer_is_as_short_as_asked() -> None:
    assert len(matches(GUESTS, "b", most=2)) == 2


@given(st.sampled_from(GUESTS), st.data())
def test_everybody_is_found_by_the_beginnings_of_their_names(person: Person, data: st.DataObject) -> None:
    words = data.draw(st.permutations(person.name.split()))
    typed = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in words)
    assert person in matches(GUESTS, typed)


@pytest.mark.parametrize(
    ("typed", "fit"), [("", True), ("ber ås", True), ("ost", True), ("kari øst", True), ("tinn", False)]
)
def test_the_list_is_searched_by_region_too(typed: str, fit: bool) -> None:
    assert people.fits(replace(GUESTS[0], region="Østfold"), typed) is fit


def test_names_sort_as_norwegians_do() -> None:
    names = ["Åse Ås", "Per Zahl", "Aa Aas", "Øy Ås", "Ada Berg", "Bo Berg", "Cher", "Fatima El Amrani"]
    guests = [a_person(name=name) for name in names]
    assert [p.name for p in people.in_order(guests)] == [
        "Ada Berg",
        "Bo Berg",
        "Cher",
        "Fatima El Amrani",
        "Per Zahl",
        "Øy Ås",
        "Aa Aas",
        "Åse Ås",
    ]


def test_numbers_stay_and_new_ones_come_after_the_highest() -> None:
    some = (a_person("a", number=7), a_person("b"), a_person("c", number=2), a_person("d"))
    assert [person.number for person in people.numbered(some)] == [7, 8, 2, 9]


def test_a_person_added_is_last() -> None:
    plan = people.add_person(a_plan(), a_person("walk-in"))
    assert plan.event.people[-1].id == "walk-in"


def a_led_plan() -> Plan:
    """Two tables: p1 hosts one and takes notes at the other, as p2 and p3 do."""
    tables = (a_table(1, host_id="p1", note_taker_id="p2"), a_table(2, host_id="p3", note_taker_id="p1"))
    return a_plan(replace(a_day(people=6), tables=tables))


def test_removed_people_leave_the_list_their_tables_and_their_seats() -> None:
    plan = remove_people(a_led_plan(), {"p1", "p2"})
    assert [person.id for person in plan.event.people] == ["p3", "p4", "p5", "p6"]
    assert [(t.host_id, t.note_taker_id) for t in plan.event.tables] == [(None, None), ("p3", None)]
    assert {id for tables in plan.seats.values() for ids in tables.values() for id in ids} == {
        "p3",
        "p4",
        "p5",
        "p6",
    }


def test_who_stays_keeps_the_seat() -> None:
    before = a_led_plan()
    after = remove_people(before, {"p1"})
    for round_id, tables in before.seats.items():
        for table, seated in tables.items():
            assert after.seats[round_id][table] == tuple(id for id in seated if id != "p1")


def test_removing_nobody_changes_nothing() -> None:
    assert remove_people(a_led_plan(), {"stranger"}) == a_led_plan()


def test_hosts_and_note_takers_are_known_by_their_table() -> None:
    event = a_led_plan().event
    assert people.hosted_tables(event) == {"p1": 1, "p3": 2}
    assert people.noted_tables(event) == {"p2": 1, "p1": 2}


def test_a_removed_table_has_no_host() -> None:
    event = replace(a_day(), tables=(a_table(1, host_id="p1", note_taker_id="p2", removed=True),))
    assert people.hosted_tables(event) == people.noted_tables(event) == {}


HERE, GONE = Presence.PRESENT, Presence.ABSENT


def test_attendance_counts_people_and_where_they_came_from() -> None:
    guests = tuple(
        a_person(id, organisation=home)
        for id, home in [("a", "Ås"), ("b", "Ås"), ("c", "Tinn"), ("d", "Moss"), ("e", "Hole")]
    )
    presence = {"a": HERE, "b": HERE, "c": GONE, "d": HERE, "long-removed": HERE}
    counted = attendance(guests, presence)
    assert counted == Attendance(present=3, absent=1, expected=1, organisations=2)
    assert nobody_from(guests, presence) == ("Hole", "Tinn")


@pytest.mark.parametrize(
    ("homes", "names"),
    [
        ([("Ås", ""), ("ÅS", ""), ("Aas", "")], ("Ås",)),
        ([("Åsnes", ""), ("Zoo", ""), ("Ås", ""), ("", "")], ("Zoo", "Ås", "Åsnes")),
        ([("Våler", "Østfold"), ("Våler", "Innlandet")], ("Våler (Innlandet)", "Våler (Østfold)")),
        ([("Våler", "Østfold"), ("Våler", "")], ("Våler",)),
        (
            [("Våler", "Østfold"), ("Våler", "Innlandet"), (" våler", "")],
            ("Våler (Innlandet)", "Våler (Østfold)"),
        ),
    ],
)
def test_organisations_of_one_name_are_told_apart_by_region(
    homes: list[tuple[str, str]], names: tuple[str, ...]
) -> None:
    guests = tuple(a_person(organisation=home, region=region) for home, region in homes)
    assert organisations(guests) == names


# ── told apart ──


def test_a_name_of_ones_own_is_shown_alone() -> None:
    assert people.shown_names((a_person("a", name=" Kari  Berg "),)) == {"a": "Kari Berg"}


def test_namesakes_are_told_apart_by_organisation_then_region_then_number() -> None:
    named = (
        a_person("a", name="Kari Berg", organisation="Ås"),
        a_person("b", name="Kari berg", organisation="Våler", region="Mosse"),
        a_person("c", name="Kari Berg", organisation="Våler", region="Innlandet"),
        a_person("d", name="Kari Berg", organisation="Ås"),
        a_person("e", name="Kari Berg", organisation=""),
        a_person("f", name="Bo Li"),
    )
    assert people.shown_names(named) == {
        "a": "Kari Berg (Ås)",
        "b": "Kari berg (Våler, Mosse)",
        "c": "Kari Berg (Våler, Innlandet)",
        "d": "Kari Berg (Ås) 2",
        "e": "Kari Berg",
        "f": "Bo Li",
    }


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("A", "a", "A (B)", "A 2")),
            st.sampled_from(("", "B")),
            st.sampled_from(("", "C")),
        ),
        max_size=9,
    )
)
def test_no_two_shown_names_are_alike(drawn: list[tuple[str, str, str]]) -> None:
    named = tuple(
        a_person(str(at), name=name, organisation=organisation, region=region)
        for at, (name, organisation, region) in enumerate(drawn)
    )
    shown = people.shown_names(named)
    assert list(shown) == [person.id for person in named]
    assert len({name.casefold() for name in shown.values()}) == len(named)
