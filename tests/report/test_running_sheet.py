"""Kjøreplan: all that moderators need, from the same forecast as every screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from facilitator.event import MINUTE, Event, ItemKind, Speaker
from facilitator.i18n import speaking
from facilitator.record import Delayed, PhaseStarted, Record, Started, StartedBeside
from facilitator.report.outline import Break, Form, Outline, Section, Table
from facilitator.report.running_sheet import running_sheet
from facilitator.timetable import live_day
from facilitator.ui.sentences import local_time
from tests.builders import a_cafe, a_day, a_moment, a_record, a_rich_event, a_snapshot, an_event, an_item


def sheet_of(event: Event, record: Record | None = None, at: str = "08:00") -> Outline:
    with speaking("en"):
        return running_sheet(a_snapshot(event, record=record), a_moment(at))


def tables(outline: Outline) -> list[Table]:
    inner = [
        block for one in outline.blocks for block in (one.blocks if isinstance(one, Section) else (one,))
    ]
    return [block for block in inner if isinstance(block, Table)]


def rows(outline: Outline) -> list[tuple[str, ...]]:
    """All rows as texts, a cell's lines each on its own."""
    return [
        tuple("\n".join(filter(None, (cell.text, *cell.details))) for cell in row)
        for table in tables(outline)
        for row in table.rows
    ]


def columns(outline: Outline) -> list[str]:
    return [column.title for column in tables(outline)[0].columns]


def test_it_is_a_sheet_for_moderators_only() -> None:
    outline = sheet_of(replace(a_rich_event(), end=time(13, 30)))
    assert (outline.form, outline.genre, outline.status) == (
        Form.SHEET,
        "Running sheet",
        "for the moderators only",
    )
    facts = dict(outline.facts.pairs)
    assert facts["Moderators"] == "Cleo, Dag"
    assert facts["Slack"] == "14 min to spare"
    assert facts["As of"] == "5 March 2024 at 08:00"
    assert "Expected end" not in facts


def test_before_the_day_the_planned_times_are_enough() -> None:
    outline = sheet_of(a_day())
    assert columns(outline) == ["Planned", "Programme item", "Private notes"]
    assert rows(outline)[:2] == [
        ("09:30–09:45\n15 min", "Velkommen\nwelcome", ""),
        ("09:45–10:15\n30 min\nat least 20 min", "Nye føringer\ntalk", ""),
    ]


def test_an_item_says_all_that_is_known_of_it() -> None:
    item = an_item(
        "a",
        ItemKind.TASK,
        20,
        start=time(9, 30),
        cue="3b",
        title="Oppgave",
        count_to_end=True,
        language="en",
        speakers=(Speaker(name="Ada", title="Dr."), Speaker(name="Bo")),
        prompt="Hva haster?",
        options=("Ja", "Nei"),
        private_notes="Husk mikrofon",
    )
    assert rows(sheet_of(an_event(items=(item,)))) == [
        (
            "09:30–09:50\n20 min\npinned",
            "3b  Oppgave\ntask · English · ends at 09:50 whenever it begins\nAda, Dr.\nBo\nHva haster?\n"
            "1.\xa0Ja  2.\xa0Nei",
            "Husk mikrofon",
        )
    ]


def test_gaps_overlaps_markers_and_skipped_items_are_told() -> None:
    event = an_event(
        items=(
            an_item("a", minutes=30, title="A"),
            an_item("b", ItemKind.BREAK, 30, title="B", start=time(10, 15)),
            an_item("c", minutes=30, title="C", start=time(10, 40)),
            an_item("d", ItemKind.MARKER, title="Fotograf"),
            an_item("e", title="E", skipped=True),
        ),
        end=time(11),
    )
    outline = sheet_of(event)
    assert [(row[0], row[-2]) for row in rows(outline)] == [
        ("09:30–10:00\n30 min", "A\ntalk"),
        ("10:00–10:15\n15 min", "Gap"),
        ("10:15–10:45\n30 min\npinned", "B\nbreak"),
        ("10:40–11:10\n30 min\npinned", "C\ntalk · overlaps by 5 min"),
        ("11:10", "Fotograf\nmarker"),
        ("–", "E\ntalk · skipped"),
    ]
    assert dict(outline.facts.pairs)["Slack"] == "▲ 10 min too long"


def test_groups_have_headings_and_what_has_none_stands_apart() -> None:
    event = an_event(
        items=tuple(an_item(group=group) for group in ("", "Formiddag", "Formiddag", "", "Kveld"))
    )
    blocks = sheet_of(event).blocks
    told = [block.title if isinstance(block, Section) else type(block) for block in blocks]
    assert told == [Break, Table, "Formiddag", Break, Table, "Kveld"]


def test_on_the_day_it_says_what_happened_and_what_is_expected() -> None:
    record = a_record(("09:34", Started("welcome")), ("09:52", Started("talk")))
    outline = sheet_of(a_day(), record, "10:00")
    assert columns(outline) == ["Planned", "Expected", "Programme item", "Private notes"]
    assert [row[1] for row in rows(outline)][:3] == [
        "09:34–09:52\nactual",
        "09:52–10:22\nrunning",
        "10:22–11:35",
    ]
    assert dict(outline.facts.pairs)["Expected end"] == "12:05"


def test_times_are_rounded_as_on_every_screen() -> None:
    record = a_record(("09:34:40", Started("welcome")))
    outline = sheet_of(a_day(), record, "09:40")
    live = live_day(a_day(), record, a_moment("09:40"))
    shown = [
        f"{local_time(a_day(), one.expected_start)}–{local_time(a_day(), one.expected_end)}"
        for one in live.items
    ]
    assert [row[1] for row in rows(outline)][1:3] == shown[1:3] == ["09:50–10:20", "10:20–11:33"]


def test_a_delay_that_was_announced_is_told_before_the_day_begins() -> None:
    outline = sheet_of(a_day(), a_record(("08:00", Delayed("talk", 10 * MINUTE))), "08:10")
    assert [row[1] for row in rows(outline)][:2] == ["09:30–09:45", "09:55–10:25"]
    assert "announced 10 min late" in rows(outline)[1][2]


def test_what_the_day_went_past_is_not_expected_any_more() -> None:
    outline = sheet_of(a_day(), a_record(("09:30", Started("welcome")), ("09:45", Started("cafe"))), "09:50")
    assert rows(outline)[1][1] == "not held"


CAFE = an_event(items=(an_item("a", minutes=30), a_cafe("cafe", 2)))


def test_a_cafe_has_a_row_a_round_with_the_times_of_its_phases() -> None:
    assert rows(sheet_of(CAFE))[2:] == [
        (
            "10:00–10:25\n25 min",
            "Round 1\n10:00 table talk · 10:20 finish writing · 10:23 change tables",
            "",
        ),
        ("10:25–10:48\n23 min", "Round 2\n10:25 table talk · 10:45 finish writing", ""),
    ]


def test_a_rounds_question_is_its_title() -> None:
    cafe = a_cafe("cafe", 1)
    asked = replace(cafe, rounds=(replace(cafe.rounds[0], question="Hvem?"),))
    assert rows(sheet_of(an_event(items=(asked,))))[1][1].startswith("Round 1: Hvem?\n")


def test_the_phases_move_with_the_forecast() -> None:
    late = rows(sheet_of(CAFE, a_record(("09:40", Started("a"))), "09:50"))
    assert late[2][1:3] == (
        "10:10",
        "Round 1\n10:10 table talk · 10:30 finish writing · 10:33 change tables",
    )
    pressed = a_record(
        ("09:30", Started("a")), ("10:00", Started("cafe")), ("10:15", PhaseStarted("cafe", 2))
    )
    running = rows(sheet_of(CAFE, pressed, "10:16"))
    assert running[2][2] == "Round 1\n10:00 table talk · 10:15 change tables"
    assert running[3][1:3] == ("10:17", "Round 2\n10:17 table talk · 10:37 finish writing")


BESIDE = an_event(items=(an_item("a", minutes=60), a_cafe("cafe", 2, beside=True), an_item("b")))


def test_a_cafe_beside_another_item_says_so_and_has_its_own_phases() -> None:
    told = rows(sheet_of(BESIDE))
    assert told[1][:2] == (
        "09:30–10:18\n48 min",
        "Kafédialog\ncafé dialogue · at the same time as “Post a”\nHva haster?",
    )
    assert told[4][0].startswith("10:30–")
    pressed = a_record(
        ("09:40", Started("a")), ("09:45", StartedBeside("cafe")), ("10:00", PhaseStarted("cafe", 2))
    )
    running = rows(sheet_of(BESIDE, pressed, "10:01"))
    assert running[2][2] == "Round 1\n09:45 table talk · 10:00 change tables"
    assert running[3][1:3] == ("10:02", "Round 2\n10:02 table talk · 10:22 finish writing")
    assert running[4][1].startswith("10:40–")
