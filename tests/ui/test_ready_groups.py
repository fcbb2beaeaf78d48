"""The ready check in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from facilitator.checks import Problem, ProblemKind
from facilitator.event import BackgroundDocument, Plan
from facilitator.ui.ready_groups import (
    LITTLE_ROOM,
    Finding,
    Level,
    Machine,
    machine_findings,
    plan_findings,
    problem_findings,
    summary_sentence,
    synced_by,
)
from facilitator.ui.sentences import number_ranges
from tests.builders import a_day, a_plan

FILE = PurePosixPath("/home/kari/dag.facilitator")


def problems(kind: ProblemKind, *names: str) -> tuple[Problem, ...]:
    return tuple(Problem(kind=kind, subject_id=f"id-{name}", name=name) for name in names)


def a_ready_plan() -> Plan:
    """Everything that the check asks for."""
    day = a_day(people=12, tables=2)
    tables = tuple(replace(table, host_id=f"p{table.number}") for table in day.tables)
    papers = (BackgroundDocument(id="d", title="Strategi", address="https://example.org"),)
    return a_plan(replace(day, tables=tables, documents=papers, place="Rådhuset", contact="Kari"))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], ""),
        ([4], "4"),
        ([9, 3, 7], "3, 7, 9"),
        ([1, 2], "1, 2"),
        ([1, 2, 3], "1–3"),
        ([20, 3, 1, 2, 10, 11, 12, 7], "1–3, 7, 10–12, 20"),
    ],
)
def test_numbers_in_a_row_are_a_range(numbers: list[int], said: str) -> None:
    assert number_ranges(numbers) == said


def test_twenty_tables_without_a_host_are_one_line_that_leads_to_the_first() -> None:
    found = problem_findings(problems(ProblemKind.NO_HOST, *map(str, range(1, 21))))
    assert [(one.place, one.level, one.subject_id) for one in found] == [("cafe", Level.MISSING, "id-1")]
    assert "1–20" in found[0].sentence


@pytest.mark.parametrize("kind", [ProblemKind.NO_HOST, ProblemKind.NO_QUESTION, ProblemKind.NO_ADDRESS])
def test_problems_of_one_kind_are_one_line(kind: ProblemKind) -> None:
    (finding,) = problem_findings(problems(kind, "3", "9"))
    assert "3" in finding.sentence
    assert "9" in finding.sentence
    assert finding.sentence != problem_findings(problems(kind, "3"))[0].sentence


def test_problems_with_a_story_of_their_own_keep_their_line() -> None:
    found = problem_findings(problems(ProblemKind.NO_ROUNDS, "Før lunsj", "Etter lunsj"))
    assert ["Før" in one.sentence for one in found] == [True, False]
    assert [one.subject_id for one in found] == ["id-Før lunsj", "id-Etter lunsj"]


@pytest.mark.parametrize("kind", [kind for kind in ProblemKind if not Problem(kind=kind).refused])
def test_every_problem_has_a_line_in_a_place_that_is_checked(kind: ProblemKind) -> None:
    (finding,) = problem_findings(problems(kind, "1"))
    assert finding.sentence
    assert finding.place in {finding.place for finding in plan_findings(a_ready_plan())}


def test_a_ready_plan_is_in_order_place_by_place() -> None:
    found = plan_findings(a_ready_plan())
    assert [one.level for one in found] == [Level.FINE] * 5
    assert [one.place for one in found] == ["settings", "programme", "people", "cafe", "documents"]


def test_a_host_who_is_not_here_is_missing() -> None:
    plan = a_ready_plan()
    table = next(table for table in plan.event.tables if table.host_id)
    (cafe,) = [one for one in plan_findings(plan, {table.host_id or ""}) if one.place == "cafe"]
    assert cafe.level is Level.MISSING
    assert str(table.number) in cafe.sentence


def test_a_place_with_a_problem_does_not_say_that_it_is_in_order() -> None:
    plan = a_ready_plan()
    plan = replace(plan, event=replace(plan.event, contact=""))
    settings = [one for one in plan_findings(plan) if one.place == "settings"]
    assert [one.level for one in settings] == [Level.MISSING]


@pytest.mark.parametrize(
    ("machine", "levels"),
    [
        (Machine(screens=2, free=LITTLE_ROOM, file=FILE), "fine fine fine"),
        (Machine(screens=1, free=LITTLE_ROOM, file=FILE), "consider fine fine"),
        (Machine(screens=2, free=LITTLE_ROOM - 1, file=FILE), "fine missing fine"),
        (Machine(screens=2, free=None, file=FILE), "fine consider fine"),
        (
            Machine(
                screens=2, free=LITTLE_ROOM, file=PureWindowsPath("C:/Kari/OneDrive - Oslo/dag.facilitator")
            ),
            "fine fine consider",
        ),
        (
            Machine(screens=2, free=LITTLE_ROOM, file=PureWindowsPath(r"\\server\felles\dag.facilitator")),
            "fine fine consider",
        ),
    ],
)
def test_this_computer_is_checked_too(machine: Machine, levels: str) -> None:
    assert [one.level.value for one in machine_findings(machine)] == levels.split()


@pytest.mark.parametrize(
    ("file", "service"),
    [
        (PureWindowsPath("C:/Users/Kari/OneDrive - Oslo kommune/dag.facilitator"), "OneDrive"),
        (PurePosixPath("/home/kari/Dropbox (Privat)/dager/dag.facilitator"), "Dropbox"),
        (PurePosixPath("/Users/kari/Library/Mobile Documents/dag.facilitator"), "iCloud"),
        (PurePosixPath("/home/kari/Documents/dropbox.facilitator"), ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(file: PurePath, service: str) -> None:
    assert synced_by(file) == service


def test_the_sum_counts_lines_and_praises_when_there_is_nothing_to_do() -> None:
    def finding(level: Level) -> Finding:
        return Finding(place="cafe", level=level, sentence="…")

    fine, consider, missing = (finding(level) for level in Level)
    words = summary_sentence([fine, consider, missing, missing])
    assert "2" in words
    assert "1" in words
    assert summary_sentence([fine, consider]).startswith("1")
    assert not any(letter.isdecimal() for letter in summary_sentence([fine, fine]))
