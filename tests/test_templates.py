"""Days to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from facilitator.checks import ProblemKind, readiness, refusals
from facilitator.event import MINUTE, ZERO, ItemKind, Plan
from facilitator.i18n import LANGUAGES, Language
from facilitator.planning import sections
from facilitator.templates import Template, new_from, template
from facilitator.timetable import planned, slack
from tests.builders import a_day, a_plan, a_rich_event

TODAY = date(2026, 3, 10)


def ids() -> Iterator[str]:
    return (f"new-{number}" for number in count(1))


def made(name: Template, language: Language = "nb") -> Plan:
    numbers = ids()
    return template(name, language, TODAY, lambda: next(numbers))


def texts(plan: Plan) -> list[str]:
    event = plan.event
    items = [text for item in event.items for text in (item.title, item.group, item.prompt)]
    questions = [round_.question for item in event.items for round_ in item.rounds]
    return list(filter(None, (event.title, *event.messages, *items, *questions)))


@pytest.mark.parametrize("name", Template)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_is_a_plan_that_is_taken(name: Template, language: Language) -> None:
    plan = made(name, language)
    assert refusals(plan) == ()
    assert (plan.event.date, plan.event.language) == (TODAY, language)
    assert plan.event.messages
    ids_of = [item.id for item in plan.event.items] + [table.id for table in plan.event.tables]
    everything = [plan.event.id, *ids_of]
    rounds = [round_.id for item in plan.event.items for round_ in item.rounds]
    assert len({*everything, *rounds}) == len(everything) + len(rounds)


@pytest.mark.parametrize("name", [Template.CAFE_DAY, Template.HALF_DAY])
def test_a_template_fits_with_some_minutes_to_spare(name: Template) -> None:
    event = made(name).event
    left = slack(event)
    assert left is not None
    assert 5 * MINUTE <= left <= 20 * MINUTE
    assert all(one.gap >= ZERO for one in planned(event))
    assert any(item.minimum is not None for item in event.items)


@pytest.mark.parametrize("name", [Template.CAFE_DAY, Template.HALF_DAY])
def test_what_a_template_lacks_is_what_only_people_know(name: Template) -> None:
    kinds = {problem.kind for problem in readiness(made(name))}
    known = {ProblemKind.NO_PLACE, ProblemKind.NO_CONTACT, ProblemKind.NO_PEOPLE, ProblemKind.NO_HOST}
    assert kinds <= known | {ProblemKind.NO_DOCUMENTS, ProblemKind.NO_SEATS}


def test_a_cafe_day_has_a_cafe_between_its_groups() -> None:
    event = made(Template.CAFE_DAY).event
    (cafe,) = event.cafes
    assert cafe.kind is ItemKind.CAFE
    assert len(cafe.rounds) == 3
    assert cafe.rounds[-1].change == ZERO
    named = [section for section in sections(planned(event)) if section.name]
    assert [section.count for section in named] == [5, 3, 3]


def test_an_empty_day_has_no_programme() -> None:
    assert made(Template.EMPTY).event.items == ()


@pytest.mark.parametrize("name", Template)
def test_every_text_is_in_the_language_of_the_day(name: Template) -> None:
    norwegian, english = texts(made(name, "nb")), texts(made(name, "en"))
    assert len(norwegian) == len(english)
    for text, original in zip(norwegian, english, strict=True):
        assert text != original or text == "World Café"


def test_a_new_day_is_the_same_plan_on_another_date() -> None:
    plan = a_plan()
    day = new_from(plan, TODAY, lambda: "another")
    assert day == replace(plan, event=replace(plan.event, id="another", date=TODAY))


def test_what_was_skipped_on_the_day_is_in_again() -> None:
    event = a_rich_event()
    assert any(item.skipped for item in event.items)
    day = new_from(Plan(event=event), TODAY + timedelta(days=1), lambda: "another")
    assert not any(item.skipped for item in day.event.items)


def test_without_people_nobody_hosts_or_sits() -> None:
    event = a_day()
    tables = tuple(replace(table, host_id="p1", note_taker_id="p2") for table in event.tables)
    day = new_from(a_plan(replace(event, tables=tables)), TODAY, lambda: "another", people=False)
    assert day.event.people == ()
    assert day.seats == {}
    assert all(table.host_id is None and table.note_taker_id is None for table in day.event.tables)
    assert day.event.items == event.items
