from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.event import (
    MINUTE,
    ZERO,
    Duty,
    Event,
    Plan,
    Round,
    Theme,
    consistent,
    family_first,
    find,
    moved,
    put,
    question_for,
    sort_key,
    theme_letter,
    with_rounds,
    without,
)
from tests.builders import (
    a_cafe,
    a_day,
    a_person,
    a_plan,
    a_rich_event,
    a_round,
    a_table,
    an_event,
    an_instant,
    an_item,
)

A, B, C = (Theme(id=id, title=id.upper()) for id in "abc")


# ── lists of things ──


def test_find() -> None:
    assert find((A, B), "b") is B
    assert find((A, B), "c") is None
    assert find((A, B), None) is None


@pytest.mark.parametrize(("at", "ids"), [(None, "abx"), (0, "xab"), (1, "axb"), (2, "abx"), (9, "abx")])
def test_put_a_new_thing(at: int | None, ids: str) -> None:
    assert "".join(one.id for one in put((A, B), Theme(id="x", title="X"), at)) == ids


def test_put_a_changed_thing_in_its_place() -> None:
    changed = replace(A, title="changed")
    assert put((A, B, C), changed, at=2) == (changed, B, C)


@pytest.mark.parametrize(("id", "ids"), [("a", "bc"), ("c", "ab"), ("x", "abc")])
def test_without(id: str, ids: str) -> None:
    assert "".join(one.id for one in without((A, B, C), id)) == ids


@pytest.mark.parametrize(
    ("id", "to", "ids"), [("a", 0, "abc"), ("a", 1, "bac"), ("a", 2, "bca"), ("c", 0, "cab"), ("x", 0, "abc")]
)
def test_moved(id: str, to: int, ids: str) -> None:
    assert "".join(one.id for one in moved((A, B, C), id, to)) == ids


# ── the café ──


@pytest.mark.parametrize(
    ("rounds", "minutes"),
    [
        pytest.param((a_round(talk=20),), 23, id="one round, no change of tables"),
        pytest.param((a_round(talk=20), a_round(talk=10)), 38, id="only the last has none"),
        pytest.param((), 30, id="no rounds: as it was"),
    ],
)
def test_the_length_of_a_cafe_follows_from_its_rounds(rounds: tuple[Round, ...], minutes: int) -> None:
    cafe = with_rounds(an_item(minutes=30), rounds)
    assert cafe.length == minutes * MINUTE
    assert [round_.change for round_ in cafe.rounds[-1:]] == [ZERO] * bool(rounds)


def test_the_minimum_of_a_cafe_is_never_over_its_length() -> None:
    item = an_item(minutes=90, minimum=60 * MINUTE)
    assert with_rounds(item, (a_round(talk=20),)).minimum == 23 * MINUTE
    assert with_rounds(replace(item, minimum=None), (a_round(),)).minimum is None


@pytest.mark.parametrize(
    ("round_", "theme", "asked"),
    [
        pytest.param("round?", "theme?", "round?", id="the round's comes first"),
        pytest.param("", "theme?", "theme?", id="then the theme's"),
        pytest.param("", "", "item?", id="then the item's"),
        pytest.param("", None, "item?", id="no theme"),
        pytest.param(None, "theme?", "item?", id="no round: one question for all"),
    ],
)
def test_the_question_for_a_table(round_: str | None, theme: str | None, asked: str) -> None:
    item = a_cafe(prompt="item?")
    in_round = None if round_ is None else a_round(question=round_)
    of_theme = None if theme is None else Theme(id="t", title="T", question=theme)
    assert question_for(item, in_round, of_theme) == asked


def test_theme_letters() -> None:
    event = an_event(themes=(A, B))
    assert [theme_letter(event, id) for id in ("a", "b", "x", None)] == ["A", "B", "", ""]


def test_after_z_theme_letters_begin_again() -> None:
    event = an_event(themes=tuple(Theme(id=f"t{number}", title="Tema") for number in range(27)))
    assert [theme_letter(event, id) for id in ("t25", "t26")] == ["Z", "A"]


def test_cafes_are_the_items_with_rounds_that_take_part() -> None:
    cafe, skipped = a_cafe("one"), a_cafe("two", skipped=True)
    assert an_event(items=(an_item(), cafe, skipped)).cafes == (cafe,)


def test_open_tables() -> None:
    event = an_event(tables=(a_table(1), a_table(2, removed=True)))
    assert [table.number for table in event.open_tables] == [1]


@pytest.mark.parametrize(
    ("duty", "seated"),
    [(Duty.PARTICIPANT, True), (Duty.SPEAKER, True), (Duty.MODERATOR, False), (Duty.SECRETARIAT, False)],
)
def test_who_takes_a_seat(duty: Duty, seated: bool) -> None:
    assert a_person(duty=duty).seated is seated


# ── what refers to what ──


def test_a_consistent_plan_stays_the_same() -> None:
    plan = a_plan(a_rich_event())
    assert consistent(plan) == plan
    assert consistent(plan).seats is plan.seats


def test_who_is_off_the_list_leaves_seats_and_tables() -> None:
    day = a_day(people=3, tables=2, rounds=1)
    led = replace(day, tables=(a_table(1, host_id="p1", note_taker_id="p2"), a_table(2, host_id="p3")))
    plan = Plan(event=led, seats={"r1": {"t1": ("p1", "p2"), "t2": ("p3",)}})
    fewer = replace(led, people=without(without(led.people, "p1"), "p3"))
    kept = consistent(replace(plan, event=fewer))
    assert [(t.host_id, t.note_taker_id) for t in kept.event.tables] == [(None, "p2"), (None, None)]
    assert kept.seats == {"r1": {"t1": ("p2",)}}


def test_what_is_off_the_plan_takes_its_seats_along() -> None:
    plan = a_plan(a_day(people=4, tables=2, rounds=3))
    cafe = replace(plan.event.cafes[0], rounds=plan.event.cafes[0].rounds[1:])
    event = replace(plan.event, items=put(plan.event.items, cafe), tables=without(plan.event.tables, "t2"))
    assert consistent(replace(plan, event=event)).seats == {
        round_id: {"t1": plan.seats[round_id]["t1"]} for round_id in ("r2", "r3")
    }


def test_a_theme_that_is_gone_leaves_its_tables() -> None:
    event = an_event(themes=(A,), tables=(a_table(1, theme_id="a"), a_table(2, theme_id="b")))
    assert [t.theme_id for t in consistent(Plan(event=event)).event.tables] == ["a", None]


# ── names ──


@pytest.mark.parametrize(
    "names",
    [
        pytest.param("Berg Zahl Ærø Øst Ås", id="æ ø å come last"),
        pytest.param("Asp Aune Aasen", id="aa is å"),
        pytest.param("Ærø Øst A\u030as", id="å in two characters"),
        pytest.param("ZAHL ærø ØST åS", id="small and capital letters"),
        pytest.param("Erik Éva Ewa", id="other marks count for nothing"),
        pytest.param("Zahl Ähre Öst Ås", id="ä and ö are æ and ø"),
    ],
)
def test_names_sort_as_norwegians_do(names: str) -> None:
    backwards = names.split()[::-1]
    assert sorted(backwards, key=sort_key) == names.split()


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Kari Anne Berg", "Berg, Kari Anne"),
        ("  Kari   Berg ", "Berg, Kari"),
        ("Fatima El Amrani", "El Amrani, Fatima"),
        ("Ludwig VAN der Berg", "VAN der Berg, Ludwig"),
        ("Ana da Silva dos Reis", "dos Reis, Ana da Silva"),
        ("El Amrani", "Amrani, El"),
        ("Kari Den", "Den, Kari"),
        ("Van der Berg", "der Berg, Van"),
        ("Madonna", "Madonna"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_family_first(name: str, turned: str) -> None:
    assert family_first(name) == turned


@given(st.text())
def test_any_name_can_be_sorted_and_turned(name: str) -> None:
    assert isinstance(sort_key(name), str)
    words = family_first(name).replace(",", " ").split()
    assert sorted(words) == sorted(name.replace(",", " ").split())


# ── times ──


@pytest.mark.parametrize(
    ("day", "local", "utc"),
    [
        pytest.param(date(2024, 3, 5), time(9, 30), "08:30", id="winter"),
        pytest.param(date(2024, 6, 5), time(9, 30), "07:30", id="summer"),
        pytest.param(date(2024, 3, 31), time(2, 30), "01:30", id="a time that summer time skips"),
        pytest.param(date(2024, 10, 27), time(2, 30), "00:30", id="a time that comes twice: the first"),
    ],
)
def test_the_instant_of_a_wall_clock_time(day: date, local: time, utc: str) -> None:
    instant = an_event(date=day).instant(local)
    assert f"{instant:%H:%M %Z}" == f"{utc} UTC"


def test_the_events_wall_clock() -> None:
    assert f"{an_event(zone='America/New_York').local(an_instant('09:30')):%H:%M}" == "03:30"


def test_nothing_planned_can_be_changed_in_place() -> None:
    event: Event = an_event()
    with pytest.raises(FrozenInstanceError):
        event.title = "changed"  # type: ignore[misc]
