"""A café beside another item in the window: its strip, the café place, the room, the programme, the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QShortcut
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import Event, find
from facilitator.models import Store
from facilitator.record import Finished, Paused, PhaseStarted, Started, StartedBeside
from facilitator.timetable import State
from facilitator.ui.beside_strip import BesideStrip
from facilitator.ui.document import Document
from facilitator.ui.keys import sequences
from facilitator.ui.now_bar import NowBar
from facilitator.ui.places.cafe import CafePlace
from facilitator.ui.places.item_log import log_words
from facilitator.ui.places.item_panel import ItemPanel
from facilitator.ui.places.notes import NotesPlace
from facilitator.ui.places.programme_model import chips
from facilitator.ui.room.scenes import SceneName, picture
from facilitator.ui.sentences import signal_sentence
from tests.builders import FakeClock, a_cafe, a_snapshot, a_table, an_event, an_item
from tests.ui.conftest import OpenDocument

TABLES = tuple(a_table(number) for number in (1, 2))
DAY = an_event(
    items=(
        an_item("in", title="Oppmøte"),
        an_item("talk", minutes=60, title="Foredrag"),
        a_cafe("cafe", 2, beside=True),
        an_item("lunch", title="Lunsj"),
    ),
    tables=TABLES,
)


@pytest.fixture
def day(open_document: OpenDocument) -> Document:
    i18n.use("en")
    return open_document(a_snapshot(DAY))


def at(document: Document, clock: FakeClock, local: str) -> None:
    clock.set(local)
    document.tick()


@pytest.fixture
def strip(day: Document, clock: FakeClock, qtbot: QtBot) -> BesideStrip:
    """At 10:00 the talk begins, and the café with it."""
    strip = BesideStrip(day)
    qtbot.addWidget(strip)
    at(day, clock, "09:30")
    day.press(Started("in"))
    bar = NowBar(day)
    qtbot.addWidget(bar)
    at(day, clock, "10:00")
    bar.next.click()
    return strip


def test_it_starts_with_the_talk_and_has_a_chip_while_the_bar_is_about_the_talk(
    strip: BesideStrip, day: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    at(day, clock, "10:05")
    bar = NowBar(day)
    qtbot.addWidget(bar)
    (chip,) = strip.chips.values()
    assert not strip.isHidden()
    assert (chip.title.text(), chip.phase.text()) == ("Kafédialog", "round 1 of 2 · table talk")
    assert (chip.digits.text(), chip.next.text()) == ("15:00", "Finish writing ▸")
    assert (bar.running.text(), bar.remaining.text()) == ("Foredrag", "55:00")


def test_what_the_chip_does_is_done_to_the_cafe_only(
    strip: BesideStrip, day: Document, clock: FakeClock
) -> None:
    (chip,) = strip.chips.values()
    chip.lengthen[5].click()
    assert (chip.digits.text(), day.live.countdown) == ("25:00", timedelta(minutes=60))
    chip.pause.click()
    at(day, clock, "10:05")
    assert (chip.digits.text(), chip.word.text()) == ("25:00", "❚❚ paused")
    chip.pause.click()
    chip.next.click()
    assert chip.phase.text() == "round 1 of 2 · finish writing"
    day.press(PhaseStarted("cafe", 4))
    assert chip.next.text() == "End it ▸"
    chip.next.click()
    assert strip.isHidden()
    assert day.live.running
    assert day.undo_stack.undoText() == "end “Kafédialog”"


def test_undone_it_is_gone_with_the_talk_and_is_back_with_it(strip: BesideStrip, day: Document) -> None:
    day.undo()
    assert strip.isHidden()
    assert day.live.running
    assert day.live.running.item.id == "in"
    day.redo()
    assert not strip.isHidden()


def test_one_that_has_not_begun_can_be_started_from_its_chip(
    day: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    strip = BesideStrip(day)
    qtbot.addWidget(strip)
    at(day, clock, "10:00")
    day.press(Started("talk"))
    (chip,) = strip.chips.values()
    assert (chip.word.text(), chip.next.text(), chip.pause.isHidden()) == ("not started", "Start ▸", True)
    chip.next.click()
    assert day.live.beside
    assert (chip.word.text(), chip.pause.isHidden()) == ("", False)


def test_its_key_goes_on_with_it(strip: BesideStrip, day: Document) -> None:
    (shortcut,) = strip.findChildren(QShortcut)
    assert shortcut.key() == sequences("beside-next")[0]
    shortcut.activated.emit()
    assert day.live.beside[0].cafe
    assert day.live.beside[0].cafe.index == 1


def test_after_a_restart_of_the_program_it_goes_on(
    strip: BesideStrip, day: Document, clock: FakeClock
) -> None:
    assert strip.chips
    path = day.path
    day.close()
    clock.set("10:21")
    again = Document(Store.open(path, clock.now()), clock, lambda: "new")
    again.tick()
    (beside,) = again.live.beside
    assert beside.cafe
    assert (beside.cafe.phase.kind.value, beside.elapsed) == ("write_up", timedelta(minutes=21))
    again.close()


def test_its_gong_is_told_apart_by_its_title(strip: BesideStrip, day: Document, clock: FakeClock) -> None:
    assert strip.chips
    told: list[str] = []
    day.signalled.connect(lambda given: told.extend(signal_sentence(one, day.live) for one in given))
    at(day, clock, "10:20:01")
    assert told[-1] == "Kafédialog: Now: round 1 of 2 · finish writing"


def test_the_cafe_place_drives_it(strip: BesideStrip, day: Document, clock: FakeClock, qtbot: QtBot) -> None:
    assert strip.chips
    place = CafePlace(day)
    qtbot.addWidget(place)
    place.show()
    at(day, clock, "10:05")
    assert place.room.panel.action.text() == "Finish writing"
    place.room.panel.action.click()
    assert day.live.beside[0].cafe
    assert day.live.beside[0].cafe.index == 1
    place.room.strip.phase_wanted.emit(4)
    assert day.live.beside[0].cafe.index == 4
    assert place.room.panel.action.text() == "End the café"
    place.room.panel.action.click()
    assert not day.live.beside


def test_the_cafe_place_starts_it_beside_its_item(day: Document, clock: FakeClock, qtbot: QtBot) -> None:
    place = CafePlace(day)
    qtbot.addWidget(place)
    place.show()
    assert place.room.panel.action.isHidden()
    at(day, clock, "10:00")
    day.press(Started("talk"))
    assert place.room.panel.action.text() == "Start the café"
    place.room.panel.action.click()
    assert [one.item.id for one in day.live.beside] == ["cafe"]


def test_the_room_follows_the_talk_and_can_be_shown_the_cafe(
    strip: BesideStrip, day: Document, clock: FakeClock
) -> None:
    assert strip.chips
    at(day, clock, "10:05")
    shown = picture(SceneName.BESIDE, day.snapshot, day.live, 1920, 1080).text
    assert "15:00" in shown
    assert "15:00" not in picture(SceneName.NOW_NEXT, day.snapshot, day.live, 1920, 1080).text
    day.press(Finished())
    assert picture(SceneName.BESIDE, day.snapshot, day.live, 1920, 1080).text


def test_notes_are_taken_at_its_running_round(
    strip: BesideStrip, day: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    assert strip.chips
    at(day, clock, "10:30")
    place = NotesPlace(day)
    qtbot.addWidget(place)
    assert place.spot is not None
    assert (place.spot.item_id, place.spot.round_id) == ("cafe", "r2")


def item_chips(event: Event, document: Document, id: str) -> tuple[str, ...]:
    live = document.live.find(id)
    assert live
    return chips(event, live)


def test_the_programme_says_it_in_a_word(day: Document) -> None:
    assert "at the same time" in item_chips(DAY, day, "cafe")
    assert "at the same time" not in item_chips(DAY, day, "lunch")


def test_it_is_set_in_the_items_details_until_it_runs(day: Document, clock: FakeClock, qtbot: QtBot) -> None:
    panel = ItemPanel(day, lambda: None)
    qtbot.addWidget(panel)

    def show(id: str) -> None:
        live = day.live.find(id)
        assert live
        panel.show_item(live)

    show("talk")
    assert panel.form.widgets["beside"].isHidden()
    show("cafe")
    box = panel.form.widgets["beside"]
    assert not box.isHidden()
    box.click()  # type: ignore[attr-defined]  # a check box
    cafe = find(day.plan.event.items, "cafe")
    assert cafe
    assert not cafe.beside
    day.undo()
    at(day, clock, "10:00")
    day.press(Started("talk"), StartedBeside("cafe"))
    show("cafe")
    assert not box.isEnabled()


def test_its_log_says_when_it_began_and_ended(strip: BesideStrip, day: Document, clock: FakeClock) -> None:
    assert strip.chips
    at(day, clock, "10:10")
    day.press(Paused("cafe"))
    at(day, clock, "10:20")
    day.press(Finished())
    words = log_words(day.plan.event, day.record, "cafe")
    assert [line.split(" ", 1)[1] for line in words.splitlines()] == ["started", "pause", "ended"]
    cafe = day.live.find("cafe")
    assert cafe
    assert cafe.state is State.DONE
