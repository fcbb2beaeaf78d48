from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.rotation import Instance, Pair, Participant, Problem, ProblemKind, TableSeats, problems

FOUR = tuple(Participant(name) for name in ("Ada", "Bo", "Cy", "Di"))
DAY = Instance(FOUR, (TableSeats("1", 1, 3), TableSeats("2", 1, 3)), rounds=2)


def pairs(*names: str) -> frozenset[Pair]:
    """Pairs written as "Ada+Bo"."""
    return frozenset(frozenset(pair.split("+")) for pair in names)


def hosting(**tables: str) -> tuple[Participant, ...]:
    return tuple(replace(person, host_of=tables.get(person.id)) for person in FOUR)


def test_an_ordinary_day_has_none() -> None:
    assert problems(replace(DAY, participants=hosting(Ada="1", Bo="2"))) == ()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            replace(DAY, rounds=1, tables=(TableSeats("1", 1, 3),)),
            Problem(ProblemKind.TOO_MANY_PEOPLE, round=1, found=4, limit=3),
        ),
        (
            replace(DAY, rounds=1, tables=(TableSeats("1", 2, 3), TableSeats("2", 3, 3))),
            Problem(ProblemKind.TOO_FEW_PEOPLE, round=1, found=4, limit=5),
        ),
        (
            replace(
                DAY,
                rounds=1,
                participants=hosting(Ada="1", Bo="1"),
                tables=(TableSeats("1", 1, 1), TableSeats("2", 1, 4)),
            ),
            Problem(ProblemKind.TOO_MANY_HOSTS, 1, "1", ("Ada", "Bo"), found=2, limit=1),
        ),
        (
            replace(DAY, rounds=1, together=pairs("Ada+Bo", "Bo+Cy", "Cy+Di")),
            Problem(ProblemKind.PARTY_TOO_LARGE, 1, people=("Ada", "Bo", "Cy", "Di"), found=4, limit=3),
        ),
        (
            replace(DAY, rounds=1, together=pairs("Ada+Bo", "Bo+Cy"), apart=pairs("Ada+Cy")),
            Problem(ProblemKind.APART_AND_TOGETHER, 1, people=("Ada", "Cy")),
        ),
        (
            replace(DAY, rounds=1, apart=pairs("Ada+Bo", "Bo+Cy", "Cy+Ada", "Cy+Di")),
            Problem(ProblemKind.TOO_MANY_APART, 1, people=("Ada", "Bo", "Cy"), found=3, limit=2),
        ),
        (
            replace(DAY, rounds=1, participants=hosting(Ada="1", Bo="2"), apart=pairs("Ada+Cy", "Bo+Cy")),
            Problem(ProblemKind.TOO_MANY_APART, 1, people=("Ada", "Bo", "Cy"), found=3, limit=2),
        ),
        (
            replace(DAY, rounds=1, participants=hosting(Ada="1", Bo="1"), apart=pairs("Ada+Bo")),
            Problem(ProblemKind.HOSTS_APART, 1, "1", ("Ada", "Bo")),
        ),
        (
            replace(DAY, rounds=1, participants=hosting(Ada="1", Bo="2"), together=pairs("Ada+Bo")),
            Problem(ProblemKind.HOSTS_TOGETHER, 1, people=("Ada", "Bo")),
        ),
        (
            replace(DAY, participants=hosting(Ada="1"), together=pairs("Ada+Bo")),
            Problem(ProblemKind.TIED_TO_TABLE, table="1", people=("Bo",), found=2, limit=1),
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Problem) else "",
)
def test_what_cannot_be_is_told_with_its_numbers(day: Instance, expected: Problem) -> None:
    assert problems(day) == (expected,)
    assert not expected.is_warning


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            replace(DAY, participants=hosting(Ada="1"), absent=frozenset({"Ada"}), rounds=1),
            Problem(ProblemKind.HOST_ABSENT, 1, "1", ("Ada",)),
        ),
        (
            replace(
                DAY,
                participants=hosting(Ada="2"),
                tables=(*DAY.tables, TableSeats("3", 1, 3)),
                closed=frozenset({"2"}),
            ),
            Problem(ProblemKind.HOST_TABLE_CLOSED, table="2", people=("Ada",)),
        ),
        (
            replace(DAY, participants=hosting(Ada="terrace")),
            Problem(ProblemKind.HOST_TABLE_UNKNOWN, table="terrace", people=("Ada",)),
        ),
        (
            replace(DAY, rounds=3),
            Problem(ProblemKind.REVISITS_UNAVOIDABLE, people=("Ada", "Bo", "Cy", "Di"), found=3, limit=2),
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Problem) else "",
)
def test_what_is_only_not_as_wished_is_a_warning(day: Instance, expected: Problem) -> None:
    assert problems(day) == (expected,)
    assert expected.is_warning


def test_without_a_table_nothing_else_is_told() -> None:
    day = replace(DAY, closed=frozenset({"1", "2"}))
    assert problems(day) == (Problem(ProblemKind.NO_TABLES, found=4),)


def test_a_day_of_hosts_alone_is_told_to_move_nobody() -> None:
    day = replace(DAY, participants=hosting(Ada="1", Bo="1", Cy="2", Di="2"))
    assert problems(day) == (Problem(ProblemKind.NOBODY_TRAVELS, people=("Ada", "Bo", "Cy", "Di")),)


def test_a_theme_must_have_seats_for_all_and_need_no_more_than_come() -> None:
    tables = (TableSeats("1", 0, 1), TableSeats("2", 3, 4))
    day = replace(DAY, tables=tables, theme_of={"1": "A", "2": "B"}, each_theme_once=True)
    assert [(p.kind, p.theme, p.found, p.limit) for p in problems(day)] == [
        (ProblemKind.THEME_TOO_SMALL, "A", 4, 2),
        (ProblemKind.THEME_TOO_LARGE, "B", 4, 6),
    ]
    assert problems(replace(day, each_theme_once=False)) == ()


def test_groups_may_return() -> None:
    assert problems(replace(DAY, rounds=3, groups=True)) == ()


def test_a_substitute_keeps_a_table_from_lacking_a_host() -> None:
    day = replace(DAY, participants=hosting(Ada="1", Bo="1"), absent=frozenset({"Ada"}), rounds=1)
    assert problems(day) == ()


def test_a_tie_matters_only_while_all_of_it_are_there() -> None:
    ada, bo, cy, di = FOUR
    people = (ada, replace(bo, present=frozenset({1})), replace(cy, present=frozenset({2})), di)
    day = replace(DAY, participants=people, together=pairs("Ada+Bo", "Bo+Cy"), apart=pairs("Ada+Cy"))
    assert problems(day) == ()


def test_what_rules_a_plan_out_comes_before_the_warnings() -> None:
    day = replace(DAY, rounds=3, participants=hosting(Ada="terrace"), tables=(TableSeats("1", 1, 3),))
    warnings = [problem.is_warning for problem in problems(day)]
    assert warnings == sorted(warnings)
    assert set(warnings) == {False, True}
