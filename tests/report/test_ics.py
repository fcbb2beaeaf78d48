"""The calendar, read back with a calendar's own rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from icalendar import Event as Entry

from facilitator.event import Event, ItemKind, Speaker
from facilitator.record import Record, Started
from facilitator.report.ics import as_calendar, export_ics
from facilitator.report.text import legible
from tests.builders import a_day, a_moment, a_record, a_snapshot, an_event, an_item
from tests.report.hostile import PAYLOADS


def entries(
    event: Event | None = None, *, whole: bool = False, record: Record | None = None, at: str = "08:00"
) -> list[Entry]:
    made = as_calendar(a_snapshot(event, record=record), a_moment(at), whole=whole).to_ical()
    return [entry for entry in Calendar.from_ical(made).walk("VEVENT") if isinstance(entry, Entry)]


def start_of(entry: Entry) -> datetime:
    assert isinstance(entry.start, datetime)
    return entry.start


def local_times(found: list[Entry]) -> list[str]:
    return [f"{one.start:%H:%M}–{one.end:%H:%M}" for one in found]


def test_each_item_is_an_event_on_the_days_own_clock() -> None:
    found = entries(a_day())
    assert local_times(found)[:2] == ["09:30–09:45", "09:45–10:15"]
    assert [str(one["SUMMARY"]) for one in found][:2] == ["Velkommen", "Nye føringer"]
    stamp = found[0].DTSTAMP
    assert stamp == a_moment("08:00").utc


def test_the_zone_comes_with_its_rules(tmp_path: Path) -> None:
    export_ics(a_snapshot(), tmp_path / "dag.ics", a_moment(), whole=False)
    text = (tmp_path / "dag.ics").read_bytes().decode()
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\n" in text
    assert "DTSTART;TZID=Europe/Oslo:20240305T093000\r\n" in text


@pytest.mark.parametrize(("day", "hours"), [(date(2024, 3, 5), 1), (date(2024, 7, 5), 2)])
def test_summer_and_winter_are_told_apart(day: date, hours: int) -> None:
    assert start_of(entries(a_day(date=day))[0]).utcoffset() == timedelta(hours=hours)


def test_the_whole_day_is_one_event_from_its_first_item_to_its_last() -> None:
    (found,) = entries(a_day(rounds=1), whole=True)
    assert local_times([found]) == ["09:30–11:08"]
    assert str(found["SUMMARY"]) == "Stormøte"
    assert "09:45 Nye føringer" in str(found["DESCRIPTION"])


def test_the_ids_stay_and_no_two_are_equal() -> None:
    first, later = entries(a_day()), entries(a_day(title="Nytt navn"), at="12:00")
    ids = [str(one["UID"]) for one in first]
    assert ids == [str(one["UID"]) for one in later]
    assert len(set(ids) | {str(entries(a_day(), whole=True)[0]["UID"])}) == len(ids) + 1


def test_nothing_private_nothing_skipped_and_no_markers() -> None:
    event = an_event(
        items=(
            an_item("a", private_notes="HEMMELIG"),
            an_item("b", title="Utgår", skipped=True),
            an_item("c", ItemKind.MARKER, title="Fotografen kommer"),
        )
    )
    for whole in (False, True):
        text = str(as_calendar(a_snapshot(event), a_moment(), whole=whole).to_ical(), "utf-8")
        assert "Post a" in text
        assert not any(word in text for word in ("HEMMELIG", "Utgår", "Fotografen"))


def test_place_and_who_can_be_asked_are_told_without_an_invented_address() -> None:
    event = replace(a_day(), place="Rådhuset, sal 2", organiser="Osloregionen", contact="Kari; 22 00")
    first = entries(event)[0]
    assert str(first["LOCATION"]) == "Rådhuset, sal 2"
    assert str(first["CONTACT"]) == "Osloregionen, Kari; 22 00"
    assert "ORGANIZER" not in first
    assert "LOCATION" not in entries(a_day())[0]


def test_times_are_those_promised_until_the_day_has_begun_and_then_as_expected() -> None:
    assert local_times(entries(a_day(), at="09:40"))[1] == "09:45–10:15"
    running = a_record(("09:40:20", Started("welcome")))
    assert local_times(entries(a_day(), record=running, at="09:50"))[:2] == ["09:40–09:55", "09:55–10:25"]


def test_a_rehearsal_on_another_date_moves_nothing() -> None:
    rehearsed = a_record((a_moment("12:00", day=date(2024, 3, 4)), Started("talk")))
    found = entries(a_day(), record=rehearsed, at="12:10")
    assert local_times(found)[:2] == ["09:30–09:45", "09:45–10:15"]
    assert start_of(found[0]).date() == date(2024, 3, 5)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_is_text_and_nothing_else(payload: str) -> None:
    item = an_item("a", title=payload, prompt=payload, speakers=(Speaker(name=payload),))
    event = an_event(items=(item,), title=payload, place=payload, organiser=payload, start=time(9))
    for whole in (False, True):
        (found,) = entries(event, whole=whole)
        assert str(found["SUMMARY"]) == legible(payload)
        assert str(found["LOCATION"]) == legible(payload)
        assert legible(payload) in str(found["DESCRIPTION"])


def test_a_day_without_items_is_an_empty_calendar() -> None:
    assert entries(an_event(), whole=True) == entries(an_event()) == []
