"""The bar that never leaves: what it says at each moment of the day, and what its buttons store."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import MINUTE, ItemKind
from facilitator.record import Started
from facilitator.timetable import Reading
from facilitator.ui.document import Document, Tone
from facilitator.ui.now_bar import NowBar
from tests.builders import FakeClock, a_cafe, a_snapshot, an_event, an_item
from tests.ui.conftest import OpenDocument

CAFE = "item-cafe"


@pytest.fixture
def bar(sample: Document) -> NowBar:
    i18n.use("en")
    return NowBar(sample)


def at(clock: FakeClock, document: Document, local: str) -> None:
    clock.set(local)
    document.tick()


def test_before_the_day_it_counts_down_to_the_start(bar: NowBar, sample: Document, clock: FakeClock) -> None:
    at(clock, sample, "08:50")
    assert bar.running.text() == "Not started yet"
    assert bar.remaining.text() == "10:00"
    assert bar.next.accessibleName() == "Start"
    assert not bar.pause.isEnabled()


def test_a_late_day_says_how_late_and_when_what_is_next(
    bar: NowBar, sample: Document, clock: FakeClock
) -> None:
    at(clock, sample, "09:00")
    bar.next.click()
    at(clock, sample, "09:35")
    bar.next.click()
    at(clock, sample, "09:40")
    assert bar.running.text() == "Velkommen til strategisamling"
    assert bar.remaining.text() == "05:00"
    assert "5 min behind" in bar.offset.text()
    assert bar.coming.text().startswith("Next 09:45 (planned 09:40): Introduksjon")
    assert bar.end.text() == "End 15:30"


@pytest.mark.parametrize(
    ("local", "word", "level"),
    [
        ("09:20", "left", "normal"),
        ("09:27", "soon", "warning"),
        ("09:29", "last minute", "last_minute"),
        ("09:31", "overtime", "overtime"),
    ],
)
def test_the_time_left_has_a_word_and_not_only_a_colour(
    bar: NowBar, sample: Document, clock: FakeClock, local: str, word: str, level: str
) -> None:
    at(clock, sample, "09:00")
    bar.next.click()
    at(clock, sample, local)
    assert word in bar.remaining_word.text()
    assert bar.remaining.property("level") == level


def test_the_buttons_lengthen_and_shorten_what_is_running(
    bar: NowBar, sample: Document, clock: FakeClock
) -> None:
    at(clock, sample, "09:00")
    bar.next.click()
    for minutes in (5, 2, 1, -1):
        bar.lengthen[minutes].click()
    assert bar.remaining.text() == "37:00"
    sample.undo()
    assert bar.remaining.text() == "38:00"


def test_pause_holds_the_time_and_goes_on(bar: NowBar, sample: Document, clock: FakeClock) -> None:
    at(clock, sample, "09:00")
    bar.next.click()
    at(clock, sample, "09:10")
    bar.pause.click()
    at(clock, sample, "09:15")
    assert bar.remaining.text() == "20:00"
    assert "05:00" in bar.remaining_word.text()
    bar.pause.click()
    at(clock, sample, "09:16")
    assert bar.remaining.text() == "19:00"


def test_a_late_press_is_corrected(bar: NowBar, sample: Document, clock: FakeClock) -> None:
    at(clock, sample, "09:05")
    bar.next.click()
    bar.menu.started_ago[5].trigger()
    assert bar.remaining.text() == "25:00"


def test_back_lets_the_item_before_go_on(bar: NowBar, sample: Document, clock: FakeClock) -> None:
    at(clock, sample, "09:00")
    bar.next.click()
    at(clock, sample, "09:10")
    bar.next.click()
    bar.menu.back.trigger()
    assert bar.running.text().startswith("Registrering")
    assert bar.remaining.text() == "20:00"


def test_in_a_cafe_it_carries_round_and_phase(bar: NowBar, sample: Document, clock: FakeClock) -> None:
    at(clock, sample, "13:20")
    sample.press(Started(CAFE))
    assert bar.running.text().endswith("round 1 of 3 · table talk")
    assert bar.remaining.text() == "20:00"
    assert bar.next.accessibleName() == "Finish writing"
    bar.next.click()
    assert bar.running.text().endswith("round 1 of 3 · finish writing")
    assert bar.next.accessibleName() == "Change tables"
    bar.lengthen[2].click()
    assert bar.remaining.text() == "05:00"


def test_the_last_step_ends_the_day(bar: NowBar, sample: Document, clock: FakeClock) -> None:
    at(clock, sample, "15:15")
    sample.press(Started(sample.plan.event.items[-1].id))
    at(clock, sample, "15:31")
    assert bar.next.accessibleName() == "End the day"
    bar.next.click()
    assert bar.running.text() == "The day is over"
    assert bar.end.text() == "Ended 15:31"
    assert not bar.next.isEnabled()


def test_a_rehearsal_on_another_date_is_read_from_its_start(
    bar: NowBar, sample: Document, clock: FakeClock
) -> None:
    clock.advance(timedelta(days=300))
    sample.tick()
    bar.next.click()
    assert sample.live.reading is Reading.START
    assert "on time" in bar.offset.text()


def test_the_reading_is_changed_by_a_press(bar: NowBar, sample: Document, clock: FakeClock) -> None:
    at(clock, sample, "09:06")
    bar.next.click()
    assert "6 min behind" in bar.offset.text()
    bar.offset.click()
    assert "on time since the start" in bar.offset.text()


def test_every_control_has_a_name(bar: NowBar) -> None:
    for widget in (*bar.lengthen.values(), bar.pause, bar.more, bar.next):
        assert widget.accessibleName().strip()


def test_a_start_is_moved_no_further_than_the_press_before_and_says_so(
    bar: NowBar, sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    at(clock, sample, "09:00")
    bar.next.click()
    at(clock, sample, "09:02")
    bar.next.click()
    at(clock, sample, "09:03")
    with qtbot.waitSignal(sample.told) as told:
        bar.menu.started_ago[5].trigger()
    assert "09:00" in str(told.args)
    with qtbot.assertNotEmitted(sample.told):
        sample.undo()
        bar.menu.started_ago[2].trigger()


def test_who_starts_on_another_date_is_told_that_it_is_a_rehearsal_once(
    bar: NowBar, sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    clock.advance(timedelta(days=300))
    with qtbot.waitSignal(sample.told) as told:
        bar.next.click()
    assert "5 March 2024" in str(told.args)
    with qtbot.assertNotEmitted(sample.told):
        bar.next.click()


def test_who_starts_on_the_day_is_told_nothing(
    bar: NowBar, sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    at(clock, sample, "09:00")
    with qtbot.assertNotEmitted(sample.told):
        bar.next.click()


def test_more_time_for_a_round_says_what_it_takes(open_document: OpenDocument, clock: FakeClock) -> None:
    i18n.use("en")
    harvest = an_item("harvest", ItemKind.HARVEST, 12, title="Harvest", minimum=10 * MINUTE)
    event = an_event(start=time(13), end=time(14), items=(a_cafe(rounds=2), harvest))
    document = open_document(a_snapshot(event))
    bar, told = NowBar(document), []
    document.told.connect(lambda sentence, tone, *_button: told.append((sentence, tone)))
    clock.set("13:00")
    document.press(Started("cafe"))
    bar.lengthen[2].click()
    bar.lengthen[1].click()
    bar.lengthen[-1].click()
    assert told == [
        ("To end in time, “Harvest” has to give 2 min.", Tone.INFO),
        ("To end in time, “Harvest” has to give 3 min, below its minimum of 10 min.", Tone.INFO),
    ]


def test_a_change_that_waits_is_pressed_on_when_all_have_moved(
    open_document: OpenDocument, clock: FakeClock
) -> None:
    i18n.use("en")
    event = an_event(start=time(13), items=(replace(a_cafe(rounds=2), moved_by_itself=False),))
    document = open_document(a_snapshot(event))
    bar = NowBar(document)
    clock.set("13:00")
    document.press(Started("cafe"))
    at(clock, document, "13:24")
    assert bar.next.accessibleName() == "Everyone has moved"
    bar.next.click()
    assert bar.next.accessibleName() == "Finish writing"
    assert document.live.cafe
    assert document.live.cafe.visits[-1].start == 24 * MINUTE
    bar.lengthen[1].click()
    assert document.live.cafe.remaining == 21 * MINUTE
