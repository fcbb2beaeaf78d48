from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.checks import REFUSED, Problem, ProblemKind, is_address, readiness, refusals
from facilitator.event import (
    MINUTE,
    ZERO,
    BackgroundDocument,
    CafeKind,
    Duty,
    Event,
    ItemKind,
    Plan,
    Table,
    Theme,
    put,
)
from tests.builders import a_cafe, a_day, a_person, a_plan, a_round, a_table, an_event, an_item
from tests.strategies import days

HOUR = 60 * MINUTE


def of_items(**values: Any) -> Event:
    return an_event(items=(an_item("i", **values),))


def of_tables(*tables: Table) -> Event:
    return an_event(tables=tables)


def of_address(address: str) -> Event:
    return an_event(documents=(BackgroundDocument(id="d", title="Strategi", address=address),))


# ── refused ──

REFUSALS = [
    pytest.param(an_event(title="  "), ProblemKind.EMPTY_TITLE, "", id="event without a title"),
    pytest.param(of_items(title=" "), ProblemKind.EMPTY_TITLE, "i", id="item without a title"),
    pytest.param(of_items(length=ZERO), ProblemKind.NO_LENGTH, "i", id="length of 0"),
    pytest.param(of_items(length=-MINUTE), ProblemKind.NO_LENGTH, "i", id="length below 0"),
    pytest.param(of_items(rounds=(a_round(talk=0, write_up=ZERO, change=ZERO),)), ProblemKind.NO_LENGTH, "i"),
    pytest.param(of_items(rounds=(a_round(change=-MINUTE),)), ProblemKind.NO_LENGTH, "i", id="phase below 0"),
    pytest.param(of_items(length=25 * HOUR), ProblemKind.TOO_LONG, "i", id="25 hours"),
    pytest.param(
        of_items(minimum=31 * MINUTE), ProblemKind.MINIMUM_OVER_LENGTH, "i", id="minimum over length"
    ),
    pytest.param(of_items(minimum=-MINUTE), ProblemKind.MINIMUM_OVER_LENGTH, "i", id="minimum below 0"),
    pytest.param(of_items(start=time(11), end=time(10)), ProblemKind.END_BEFORE_START, "i", id="ends before"),
    pytest.param(
        of_items(start=time(11), end=time(11)), ProblemKind.END_BEFORE_START, "i", id="ends at once"
    ),
    pytest.param(an_event(end=time(9, 30)), ProblemKind.DAY_ENDS_BEFORE_START, "", id="day ends at once"),
    pytest.param(an_event(people=(a_person("p", name=" "),)), ProblemKind.EMPTY_NAME, "p", id="no name"),
    pytest.param(
        of_tables(a_table(seats_min=7)), ProblemKind.SEATS_BELOW_MINIMUM, "t1", id="minimum over target"
    ),
    pytest.param(of_tables(a_table(seats_max=5)), ProblemKind.SEATS_BELOW_MINIMUM, "t1", id="too few seats"),
    pytest.param(of_tables(a_table(seats_min=0)), ProblemKind.SEATS_BELOW_MINIMUM, "t1", id="no seat"),
    pytest.param(
        of_tables(a_table(), a_table(id="x")), ProblemKind.TABLE_NUMBER_TWICE, "x", id="table number twice"
    ),
    pytest.param(
        of_tables(a_table(1, host_id="p"), a_table(2, host_id="p")),
        ProblemKind.HOST_TWICE,
        "t2",
        id="host twice",
    ),
    pytest.param(of_address("osloregionen.no"), ProblemKind.MALFORMED_ADDRESS, "d", id="address"),
    pytest.param(
        an_event(documents=(BackgroundDocument(id="d", title=""),)),
        ProblemKind.EMPTY_TITLE,
        "d",
        id="document",
    ),
    pytest.param(an_event(date=date(9999, 12, 31)), ProblemKind.IMPOSSIBLE_DATE, "", id="date out of reach"),
    pytest.param(an_event(date=date(1, 1, 1)), ProblemKind.IMPOSSIBLE_DATE, "", id="the first date of all"),
    pytest.param(an_event(zone="Europe/Bergen"), ProblemKind.UNKNOWN_ZONE, "", id="zone unheard of"),
    pytest.param(an_event(zone="../etc/passwd"), ProblemKind.UNKNOWN_ZONE, "", id="zone outside the folder"),
    pytest.param(an_event(zone="Europe"), ProblemKind.UNKNOWN_ZONE, "", id="a folder of zones"),
    pytest.param(an_event(zone=""), ProblemKind.UNKNOWN_ZONE, "", id="no zone"),
    pytest.param(an_event(zone="Europe/\0"), ProblemKind.UNKNOWN_ZONE, "", id="no name at all"),
]


@pytest.mark.parametrize(("event", "kind", "subject"), REFUSALS)
def test_what_is_refused(event: Event, kind: ProblemKind, subject: str) -> None:
    problems = refusals(Plan(event=event))
    assert [(problem.kind, problem.subject_id) for problem in problems] == [(kind, subject)]
    assert all(problem.refused for problem in problems)


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(an_event(), id="an empty day"),
        pytest.param(a_day(), id="a small day"),
        pytest.param(of_items(length=24 * HOUR), id="24 hours"),
        pytest.param(of_items(minimum=ZERO), id="may shrink to nothing"),
        pytest.param(of_items(minimum=30 * MINUTE), id="a minimum as long as the item"),
        pytest.param(of_items(end=time(9)), id="a linked item that has no time left"),
        pytest.param(of_items(rounds=(a_round(write_up=ZERO),)), id="a round of only talk"),
        pytest.param(of_tables(a_table(1), a_table(1, id="x", removed=True)), id="number of a removed table"),
        pytest.param(of_tables(a_table(1), a_table(2)), id="two tables without a host"),
        pytest.param(of_tables(a_table(seats_min=1, seats_target=1, seats_max=1)), id="one seat"),
        pytest.param(of_address(""), id="no address yet"),
    ],
)
def test_what_is_taken(event: Event) -> None:
    assert refusals(Plan(event=event)) == ()


def test_all_that_is_wrong_is_told_at_once() -> None:
    event = an_event(title="", items=(an_item(title="", length=ZERO),), people=(a_person(name=""),))
    kinds = [problem.kind for problem in refusals(Plan(event=event))]
    assert kinds == ["empty_title", "empty_title", "no_length", "empty_name"]


def test_a_refusal_says_what_it_is_about() -> None:
    problem = refusals(Plan(event=of_items(title="Tale", length=25 * HOUR)))[0]
    assert (problem.name, problem.time) == ("Tale", 25 * HOUR)
    seats = refusals(Plan(event=of_tables(a_table(3, seats_max=5))))[0]
    assert (seats.name, seats.numbers) == ("3", (4, 6, 5))


# ── addresses ──


@pytest.mark.parametrize(
    "text",
    [
        "https://www.osloregionen.no/",
        "http://localhost:8080/x?y=1#z",
        "HTTPS://EXAMPLE.ORG",
        "https://example.org:443",
        "https://example.org:",
        "https://example.org.",
        "https://example.org?q=1",
        "https://blåbær.no/ø",
        "https://xn--blbr-roah.no",
        "https://my_host.no",
        "https://192.168.1.2/",
        "https://[::1]:80/",
        "https://kari@example.org/",
        "/home/kari/Mine dokumenter/strategi.pdf",
        r"C:\Users\Kari Berg\strategi.pdf",
        "C:/strategi.pdf",
        r"\\server\felles\strategi.pdf",
        "file:///home/kari/strategi.pdf",
        "file://server/felles/strategi.pdf",
    ],
)
def test_an_address(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "osloregionen.no",
        "www.osloregionen.no/strategi",
        "strategi.pdf",
        "dokumenter/strategi.pdf",
        "~/strategi.pdf",
        "mailto:post@osloregionen.no",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "https:",
        "https://",
        "https:///strategi",
        "https:example.org",
        "https:/example.org",
        "https://exa mple.org",
        "https://example.org/a b",
        " https://example.org",
        "https://example.org ",
        "https://example.org:0",
        "https://example.org:99999",
        "https://example.org:http",
        "https://:80",
        "https://.no",
        "https://a..b",
        "https://-a.no",
        "https://a-.no",
        "https://[::1",
        "https://[zz::1]",
        "https://example℀.org",
        "https://example.org/\0",
        "/home/kari\n/strategi.pdf",
        "/",
        "//",
        "C:",
        "C:\\",
        "C:strategi.pdf",
        "file:",
        "file://",
    ],
    ids=repr,
)
def test_no_address(text: str) -> None:
    assert not is_address(text)


@given(st.text() | st.text().map("https://".__add__))
def test_any_text_is_an_address_or_not(text: str) -> None:
    assert is_address(text) in (True, False)


# ── told before the day ──


def a_ready_day() -> Event:
    """A day that nothing is missing from."""
    day = a_day(people=15)
    tables = tuple(replace(table, host_id=f"p{table.number}") for table in day.tables)
    documents = (BackgroundDocument(id="d", title="Strategi", address="https://example.org/"),)
    return replace(day, tables=tables, documents=documents, place="Rådhuset", contact="Kari, 22 00 00 00")


READY = a_ready_day()


def with_item(index: int, **values: Any) -> Event:
    items = list(READY.items)
    items[index] = replace(items[index], **values)
    return replace(READY, items=tuple(items))


def with_tables(**values: Any) -> Event:
    tables = tuple(replace(table, **values) for table in READY.tables)
    return replace(READY, tables=tables)


TOLD = [
    pytest.param(replace(READY, place=" "), Problem(kind=ProblemKind.NO_PLACE), id="no place"),
    pytest.param(replace(READY, contact=""), Problem(kind=ProblemKind.NO_CONTACT), id="no contact"),
    pytest.param(
        with_item(1, start=time(9, 40)),
        Problem(kind=ProblemKind.OVERLAP, subject_id="talk", name="Nye føringer", time=5 * MINUTE),
        id="overlap",
    ),
    pytest.param(
        with_item(1, end=time(9, 40)),
        Problem(kind=ProblemKind.NO_TIME_LEFT, subject_id="talk", name="Nye føringer"),
        id="a locked end leaves no time",
    ),
    pytest.param(
        replace(READY, end=time(11, 50)),
        Problem(kind=ProblemKind.PAST_PINNED_END, time=8 * MINUTE),
        id="past the pinned end",
    ),
    pytest.param(
        replace(READY, documents=()), Problem(kind=ProblemKind.NO_DOCUMENTS), id="no background documents"
    ),
    pytest.param(
        replace(READY, documents=(BackgroundDocument(id="d", title="Kart"),)),
        Problem(kind=ProblemKind.NO_ADDRESS, subject_id="d", name="Kart"),
        id="document without an address",
    ),
    pytest.param(
        with_tables(seats_max=4, seats_target=4),
        Problem(kind=ProblemKind.TOO_FEW_SEATS, numbers=(15, 12)),
        id="more people than seats",
    ),
    pytest.param(
        replace(
            with_tables(seats_max=5, seats_target=5, note_taker_id="m"),
            people=(*READY.people, a_person("m", duty=Duty.MODERATOR)),
        ),
        Problem(kind=ProblemKind.TOO_FEW_SEATS, numbers=(16, 15)),
        id="a moderator who takes notes at a table takes a seat",
    ),
    pytest.param(
        with_tables(seats_min=6),
        Problem(kind=ProblemKind.TOO_FEW_PEOPLE, numbers=(15, 18)),
        id="fewer people than the tables need",
    ),
]


def test_a_day_that_is_ready() -> None:
    assert readiness(a_plan(READY)) == ()


def test_just_enough_seats_and_people() -> None:
    assert readiness(a_plan(with_tables(seats_min=5, seats_target=5, seats_max=5))) == ()


def test_a_plan_that_ends_just_in_time() -> None:
    assert readiness(a_plan(replace(READY, end=time(11, 58)))) == ()


@pytest.mark.parametrize(("event", "problem"), TOLD)
def test_what_is_told(event: Event, problem: Problem) -> None:
    assert readiness(a_plan(event)) == (problem,)
    assert not problem.refused


def test_an_empty_programme() -> None:
    for items in ((), (an_item(skipped=True),)):
        problems = readiness(Plan(event=replace(READY, items=items)))
        assert [problem.kind for problem in problems] == [ProblemKind.NO_ITEMS]


def test_a_cafe_without_people() -> None:
    event = with_tables(host_id=None)
    problems = readiness(Plan(event=replace(event, people=())))
    assert problems[0] == Problem(kind=ProblemKind.NO_PEOPLE)
    assert {problem.kind for problem in problems[1:]} == {ProblemKind.NO_HOST}


def test_a_cafe_without_tables() -> None:
    removed = with_tables(removed=True)
    assert [problem.kind for problem in readiness(Plan(event=removed))] == [ProblemKind.NO_TABLES]


def test_a_cafe_without_rounds() -> None:
    cafe = an_item("x", ItemKind.CAFE, title="Kafé")
    problems = readiness(Plan(event=replace(READY, items=(cafe,))))
    assert problems == (Problem(kind=ProblemKind.NO_ROUNDS, subject_id="x", name="Kafé"),)


def test_a_cafe_without_seats() -> None:
    problems = readiness(Plan(event=READY))
    assert problems == (Problem(kind=ProblemKind.NO_SEATS, subject_id="cafe", name="Kafédialog"),)


def test_a_day_without_a_cafe_needs_neither_people_nor_tables() -> None:
    event = replace(READY, items=READY.items[:2], people=(), tables=())
    assert readiness(Plan(event=event)) == ()


def test_a_skipped_cafe_needs_no_tables() -> None:
    assert readiness(Plan(event=replace(with_item(2, skipped=True), tables=()))) == ()


def test_tables_without_a_host() -> None:
    problems = readiness(a_plan(with_tables(host_id=None)))
    assert [(problem.kind, problem.name) for problem in problems] == [
        (ProblemKind.NO_HOST, "1"),
        (ProblemKind.NO_HOST, "2"),
        (ProblemKind.NO_HOST, "3"),
    ]


@pytest.mark.parametrize(
    ("theme", "prompt", "questions", "told"),
    [
        pytest.param("", "", ("", ""), True, id="none anywhere"),
        pytest.param("Hva?", "", ("", ""), False, id="the theme's"),
        pytest.param("", "Hva?", ("", ""), False, id="the café's"),
        pytest.param("", "", ("Hva?", "Hvorfor?"), False, id="each round's"),
        pytest.param("", "", ("Hva?", ""), True, id="not in every round"),
    ],
)
def test_tables_without_a_question(theme: str, prompt: str, questions: tuple[str, ...], told: bool) -> None:
    cafe = a_cafe(rounds=2, prompt=prompt)
    rounds = tuple(replace(r, question=q) for r, q in zip(cafe.rounds, questions, strict=True))
    event = replace(with_tables(theme_id="x"), themes=(Theme(id="x", title="X", question=theme),))
    event = replace(event, items=(replace(cafe, rounds=rounds),))
    kinds = {problem.kind for problem in readiness(a_plan(event))}
    assert kinds == ({ProblemKind.NO_QUESTION} if told else set())


def test_people_who_take_no_seat_are_not_counted() -> None:
    staff = tuple(a_person(duty="secretariat") for _ in range(20))
    assert readiness(a_plan(replace(READY, people=(*READY.people, *staff)))) == ()


@given(days())
def test_any_plan_that_is_not_refused_can_be_checked(event: Event) -> None:
    plan = Plan(event=event)
    assert all(problem.refused for problem in refusals(plan))
    assert not any(problem.refused for problem in readiness(plan))


def test_every_kind_of_problem_is_met_above() -> None:
    """In the tables, or in a test of its own with its name."""
    refused: set[ProblemKind] = {param.values[1] for param in REFUSALS}  # type: ignore[misc]  # of any type
    told = {problem.kind for param in TOLD if isinstance(problem := param.values[1], Problem)}
    beside = {"beside_nothing", "beside_skipped", "people_twice", "tables_twice"}  # in test_beside
    of_their_own = {
        *beside,
        "no_items",
        "no_people",
        "no_tables",
        "no_rounds",
        "no_seats",
        "no_host",
        "no_question",
    }
    assert refused == REFUSED
    assert refused | told | of_their_own == set(ProblemKind)


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, {ProblemKind.NO_SEATS, ProblemKind.NO_HOST}),
        ({"cafe_kind": CafeKind.FREE}, {ProblemKind.NO_HOST}),
        ({"new_hosts": True}, {ProblemKind.NO_SEATS}),
        ({"new_hosts": True, "cafe_kind": CafeKind.WANDERING}, {ProblemKind.NO_SEATS, ProblemKind.NO_HOST}),
    ],
)
def test_a_cafe_misses_what_its_kind_needs(values: dict[str, Any], missing: set[ProblemKind]) -> None:
    day = a_day()
    event = replace(day, items=put(day.items, replace(day.cafes[0], **values)))
    kinds = {problem.kind for problem in readiness(Plan(event=event))}
    assert kinds & {ProblemKind.NO_SEATS, ProblemKind.NO_HOST} == missing
