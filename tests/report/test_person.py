"""What is held on one person, as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator import i18n
from facilitator.event import find
from facilitator.privacy import Held, held_on
from facilitator.record import CheckedIn, Presence, Undone
from facilitator.report.person import as_json, as_text, export_person
from facilitator.snapshot import Snapshot
from tests.builders import a_day, a_person, a_plan, a_record, a_rich_event, an_event, an_instant

AT = an_instant("16:00")


@pytest.fixture(autouse=True)
def speak_english(speak_bokmaal: None) -> None:
    i18n.use("en")


def held_of(name: str) -> Held:
    plan = a_plan(replace(a_day(), people=(a_person("x", name=name),), tables=()))
    return held_on(Snapshot(plan=plan), "x")


def test_a_check_in_that_was_taken_back_is_told() -> None:
    plan = a_plan(a_rich_event())
    record = a_record(("09:00", CheckedIn("p3", Presence.PRESENT)), ("09:01", Undone(1)))
    text = as_text(held_on(Snapshot(plan=plan, record=record), "p3"), plan.event, AT)
    assert "Presence noted: 5 March 2024 09:00: present (taken back)" in text
    assert "Always at a table with: Kari 4 Øvre" in text


def test_the_host_of_one_round_is_told() -> None:
    plan = a_plan(a_rich_event())
    plan = replace(plan, hosts={"r2": {"t3": plan.seats["r2"]["t3"][0]}})
    host = plan.seats["r2"]["t3"][0]
    text = as_text(held_on(Snapshot(plan=plan), host), plan.event, AT)
    assert "Kafédialog, round 2: table 3, as host" in text


@pytest.mark.parametrize("name", ["Kari\nRole: king", "<b>Kari</b>", "Kari\x1b[31m", "Kari\u2028Role: king"])
def test_a_name_stays_on_its_line_and_shows_what_is_unseen(name: str) -> None:
    lines = as_text(held_of(name), an_event(), AT).split("\n")
    assert [line for line in lines if line.startswith("Role:")] == ["Role: other"]
    assert not any("\x1b" in line for line in lines)


def test_json_holds_the_name_as_typed() -> None:
    held = json.loads(as_json(held_of('Åse\n\x1b"Ø'), an_event()))
    assert held["person"]["name"] == 'Åse\n\x1b"Ø'


def test_a_lone_surrogate_costs_no_file(tmp_path: Path) -> None:
    for ending in ("txt", "json"):
        export_person(held_of("Kari \ud800"), an_event(), AT, tmp_path / f"held.{ending}")
        assert b"Kari" in (tmp_path / f"held.{ending}").read_bytes()


def test_every_field_of_a_person_is_told() -> None:
    plan = a_plan(a_rich_event())
    person = find(plan.event.people, "p1")
    assert person is not None
    text = as_text(held_on(Snapshot(plan=plan), "p1"), plan.event, AT)
    for told in (person.id, person.name, person.organisation, str(person.number), "10:00", "14:30", "Buss"):
        assert told in text
