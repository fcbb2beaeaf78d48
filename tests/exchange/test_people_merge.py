"""What a sheet changes in the list of people, and that the same sheet again changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import i18n
from facilitator.event import Duty, Person, Plan, Role
from facilitator.exchange.merge import ChangeKind
from facilitator.exchange.people_columns import HEADINGS, PersonField
from facilitator.exchange.people_merge import MergedPeople, merge_list
from facilitator.exchange.people_rows import read_people
from facilitator.exchange.sheets import MAX_ROWS, sheet_of
from facilitator.likeness import Reason
from tests.builders import a_person, a_table, an_event


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.use("en")


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def merged(plan: Plan, text: str, *, came: tuple[str, ...] = (), remove_absent: bool = False) -> MergedPeople:
    """The plan with a sheet that is drawn with | between cells."""
    sheet = sheet_of("x", [line.split("|") for line in text.splitlines()])
    read = read_people(sheet, 0, HEADINGS.columns_below(sheet, 0))
    assert read.problems == ()
    return merge_list(plan, read.entries, ids(), came=came, remove_absent=remove_absent)


def kinds(result: MergedPeople) -> list[tuple[str, str]]:
    people = [(change.after or change.before, change.kind.value) for change in result.changes]
    return [(person.name, kind) for person, kind in people if person]


KARI = a_person("kari", name="Kari Berg", organisation="Ås", region="Follo", duty=Duty.MODERATOR)
BO = a_person("bo", name="Bo Li", organisation="", role=Role.POLITICAL)
PLAN = Plan(
    event=an_event(people=(KARI, BO), tables=(a_table(1, host_id="bo"), a_table(2))),
    seats={},
)


def people(result: MergedPeople) -> tuple[Person, ...]:
    return result.plan.event.people


def test_only_what_the_sheet_says_changes() -> None:
    result = merged(PLAN, "Navn|Kommune|Rolle\nkari berg|Ås kommune|Ordfører")
    after = replace(KARI, name="kari berg", role=Role.POLITICAL)
    assert people(result) == (after, BO)
    assert result.changes[0].fields == (PersonField.NAME, PersonField.ROLE)
    assert kinds(result) == [("kari berg", "changed"), ("Bo Li", "absent")]


def test_an_organisation_is_spelled_as_it_was_first() -> None:
    result = merged(PLAN, "Navn|Kommune\nEva|ås kommune\nIda|Moss kommune\nOla|MOSS")
    homes = [person.organisation for person in people(result)]
    assert homes == ["Ås", "", "Ås", "Moss kommune", "Moss kommune"]


def test_an_organisation_and_its_region_are_filled_in() -> None:
    result = merged(PLAN, "Navn|Kommune\nBo Li|Moss\nEva Bø|Lier")
    assert people(result)[1] == replace(BO, organisation="Moss", region="Mosseregionen IPR")
    assert people(result)[2] == Person(
        id="new-1", name="Eva Bø", organisation="Lier", region="Drammensregionen IPR", number=1
    )


def test_a_namesake_from_elsewhere_is_another_person_and_told() -> None:
    result = merged(PLAN, "Navn|Kommune\nKari Berg|Tinn\nBo Lie|Ski")
    assert [person.name for person in people(result)] == ["Kari Berg", "Bo Li", "Kari Berg", "Bo Lie"]
    assert [(change.twin, change.reason) for change in result.changes[2:]] == [
        (KARI, None),
        (BO, Reason.ONE_LETTER),
    ]


def test_rows_that_say_the_same_are_one_person() -> None:
    result = merged(PLAN, "Navn|Kommune|Rolle\nEva|Ås|Ordfører\neva|ås kommune|varaordfører\nEva|Ås|Rådgiver")
    assert [person.name for person in people(result)] == ["Kari Berg", "Bo Li", "Eva", "Eva"]
    assert [problem.row for problem in result.problems] == [3]
    assert "row 2" in result.problems[0].sentence


def test_who_is_not_in_the_sheet_goes_when_that_is_wanted_save_who_came() -> None:
    assert people(merged(PLAN, "Navn\nEva", remove_absent=True, came=("kari",)))[0] == KARI
    result = merged(PLAN, "Navn\nKari Berg", remove_absent=True)
    assert people(result) == (KARI,)
    assert result.plan.event.tables[0].host_id is None
    assert kinds(result) == [("Kari Berg", "unchanged"), ("Bo Li", "removed")]


def test_a_list_of_names_only_finds_everybody() -> None:
    result = merged(PLAN, "Navn\nBo Li\nKari Berg")
    assert result.plan is PLAN
    assert {kind for _name, kind in kinds(result)} == {"unchanged"}


def test_each_row_is_taken_by_whom_its_role_fits() -> None:
    twins = (
        a_person("a", name="Eva", role=Role.ADMINISTRATIVE),
        a_person("b", name="Eva", role=Role.POLITICAL),
    )
    plan = Plan(event=an_event(people=twins))
    result = merged(plan, "Navn|Kommune|Rolle\nEva|Ås|Politisk\nEva|Ås|Administrativ")
    assert people(result) == tuple(replace(one, region="Folloregionen IPR") for one in twins)


def test_as_many_rows_as_are_read_are_a_list() -> None:
    rows = "\n".join(f"Kari {number} Berg|Ås|Rådgiver" for number in range(MAX_ROWS - 1))
    result = merged(PLAN, f"Navn|Kommune|Rolle\n{rows}")
    assert len(people(result)) == MAX_ROWS + 1


NAMES = st.sampled_from(("Kari Berg", "kari  berg", "Kari Bergh", "Berg, Kari", "Bo", ""))
HOMES = st.sampled_from(("", "Ås", "ås kommune", "Moss", "NRK"))
REGIONS = st.sampled_from(("", "Follo", "follo"))
ROLES = st.sampled_from(("", "ordfører", "rådgiver", "gjest"))
ROWS = st.lists(st.tuples(NAMES, HOMES, REGIONS, ROLES), max_size=7)
PEOPLE = st.lists(st.tuples(NAMES.filter(bool), HOMES, REGIONS, st.sampled_from(Role)), max_size=5)
HEADINGS_DRAWN = st.permutations(("Navn", "Kommune", "Region", "Rolle")).map(lambda one: one[:3])


@given(PEOPLE, ROWS, HEADINGS_DRAWN)
def test_the_same_sheet_again_changes_nothing(
    drawn: list[tuple[str, str, str, Role]], rows: list[tuple[str, str, str, str]], header: list[str]
) -> None:
    if "Navn" not in header:
        header = ["Navn", *header]
    at = {"Navn": 0, "Kommune": 1, "Region": 2, "Rolle": 3}
    sheet = sheet_of("x", [header, *([row[at[name]] for name in header] for row in rows)])
    entries = read_people(sheet, 0, HEADINGS.columns_below(sheet, 0)).entries
    listed = tuple(
        a_person(f"p{number}", name=name, organisation=home, region=region, role=role)
        for number, (name, home, region, role) in enumerate(drawn)
    )
    new_id = ids()
    once = merge_list(Plan(event=an_event(people=listed)), entries, new_id)
    again = merge_list(once.plan, entries, new_id)
    assert again.plan == once.plan
    assert {change.kind for change in again.changes} <= {ChangeKind.UNCHANGED, ChangeKind.ABSENT}
    assert again.problems == once.problems
    assert [person.id for person in once.plan.event.people[: len(listed)]] == [one.id for one in listed]
