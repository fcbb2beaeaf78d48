"""The window: room for everything at every size and text size, and what it says about what was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import MINUTE, Plan
from facilitator.record import Added, Started
from facilitator.timetable import next_step
from facilitator.ui import tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.main_window import MainWindow
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.scenes import SceneName
from tests.builders import FakeClock


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    tokens.choose(qapp, "light", scale=2.0)
    tokens.dress(qapp)
    yield
    tokens.choose(qapp, "light")
    tokens.dress(qapp)


def a_window(document: Document, qtbot: QtBot) -> MainWindow:
    made = MainWindow(document, RoomControl())
    qtbot.addWidget(made)
    return made


def run_late(document: Document, clock: FakeClock) -> None:
    """A late day: the bar has most to say."""
    clock.set("09:38")
    for _press in range(2):
        step = next_step(document.live)
        assert step is not None
        document.press(*step.facts)


def show(window: MainWindow, size: QSize) -> None:
    window.showNormal()  # whatever size the window of another test was left in
    window.resize(size)
    for _round in range(3):  # words that wrap settle their height after their width
        QApplication.processEvents()


def cut(widget: QWidget) -> bool:
    hint = widget.sizeHint()
    return widget.width() < hint.width() or widget.height() < hint.height()


def direction(window: MainWindow) -> QBoxLayout.Direction:
    return cast(QBoxLayout, window.now_bar.layout()).direction()


def titled(document: Document, title: str) -> Plan:
    return replace(document.plan, event=replace(document.plan.event, title=title))


@pytest.mark.usefixtures("large_text")
def test_large_text_cuts_no_time_and_no_button(sample: Document, clock: FakeClock, qtbot: QtBot) -> None:
    run_late(sample, clock)
    window = a_window(sample, qtbot)
    show(window, QSize(1366, 730))
    bar = window.now_bar
    texts = (bar.clock, bar.remaining, bar.remaining_word, bar.end, bar.offset)
    buttons = (bar.pause, bar.next, *bar.lengthen.values(), *window.rail.buttons.values())
    assert not [part for part in (*texts, *buttons) if cut(part)]


def test_a_small_window_puts_the_buttons_below_the_facts(
    sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    run_late(sample, clock)
    window = a_window(sample, qtbot)
    show(window, QSize(1366, 740))
    assert window.now_bar.height() == tokens.NOW_BAR_HEIGHT
    assert direction(window) is QBoxLayout.Direction.LeftToRight
    show(window, QSize(1024, 640))
    assert direction(window) is QBoxLayout.Direction.TopToBottom
    assert window.now_bar.running.width() >= tokens.PANEL_WIDTH
    assert not cut(window.now_bar.offset)
    show(window, QSize(1366, 740))
    assert direction(window) is QBoxLayout.Direction.LeftToRight


@pytest.mark.usefixtures("large_text")
def test_large_text_shows_all_cards_of_the_settings(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    window.show_place("settings")
    show(window, QSize(1366, 730))
    size_choice = window.settings.machine_form.widgets["text_size"]
    assert size_choice.mapTo(window, size_choice.rect().topRight()).x() < window.width()


@pytest.mark.usefixtures("large_text")
def test_a_place_that_needs_more_room_scrolls(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    window.show_place("people")
    show(window, QSize(1100, 640))
    people = window.places["people"]
    assert people.width() >= people.minimumSizeHint().width()
    window.show_place("settings")
    QApplication.processEvents()
    assert window.places["settings"].width() < people.minimumSizeHint().width()


def test_a_long_title_of_the_file_is_cut_at_its_end(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    show(window, QSize(1366, 740))
    assert window.file_button.text().endswith("eksempel")
    sample.edit(titled(sample, "Et stormøte " * 20), "change the title")
    assert window.file_button.text().endswith("…")
    assert "stormøte Et stormøte" in window.file_button.accessibleName()


def test_it_knows_whether_the_screen_is_too_small_for_it(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    window.resize(1366, 768)
    assert window.fits(QSize(1920, 1080))
    assert not window.fits(QSize(1366, 768))


def test_a_refusal_goes_when_the_plan_is_changed_after_all(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    sample.tell("«0» ble ikke lagret.", Tone.ERROR)
    sample.press(Started(sample.plan.event.items[0].id))
    assert not window.message_bar.isHidden()
    sample.edit(titled(sample, "Dialogdag"), "change the title")
    assert window.message_bar.isHidden()


def test_what_is_no_refusal_stays_when_the_plan_is_changed(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    sample.tell("Klokken ble stilt.", Tone.INFO)
    sample.edit(titled(sample, "Dialogdag"), "change the title")
    assert not window.message_bar.isHidden()
    window.message_bar.say("En feil.", Tone.ERROR, "Kopier rapporten")
    sample.edit(titled(sample, "Stormøte"), "change the title")
    assert not window.message_bar.isHidden()


@pytest.mark.usefixtures("large_text")
def test_large_text_fits_in_the_status_line_and_the_room_panel(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    window.room.hold(SceneName.NOW_NEXT)
    show(window, QSize(1366, 730))
    window.show_room_panel()
    QApplication.processEvents()
    panel = window.room_panel
    shown = (window.room_button, window.saved, panel.shown, panel.follow, *panel.holds.values())
    assert not [part for part in shown if cut(part)]
    assert not panel.view.geometry().intersects(panel.shown.geometry())
    assert window.room_popup.height() <= 700
    window.room_popup.hide()


# ── nobody pressed start ──


def test_a_reminder_comes_once_and_its_button_starts_the_item(
    sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    i18n.use("en")
    clock.set("09:00")
    window = a_window(sample, qtbot)
    sample.press(Started(sample.plan.event.items[0].id))
    clock.set("09:32:59")
    sample.tick()
    bar = window.message_bar
    assert "should have begun" in bar.text.text()
    bar.close_button.click()
    clock.set("09:34")
    sample.tick()
    assert bar.isHidden()
    bar.action.click()
    assert sample.live.running is not None
    assert sample.live.running.item.id == sample.plan.event.items[1].id


@pytest.mark.parametrize("otherwise", ["started", "longer"])
def test_the_reminder_goes_when_it_holds_no_longer(
    sample: Document, clock: FakeClock, qtbot: QtBot, otherwise: str
) -> None:
    i18n.use("en")
    clock.set("09:00")
    window = a_window(sample, qtbot)
    first, second = (item.id for item in sample.plan.event.items[:2])
    sample.press(Started(first))
    clock.set("09:33")
    sample.tick()
    assert not window.message_bar.isHidden()
    sample.press(Started(second) if otherwise == "started" else Added(first, 10 * MINUTE))
    assert window.message_bar.isHidden()


def test_a_reminder_that_held_no_longer_may_come_again(
    sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    i18n.use("en")
    clock.set("09:00")
    window = a_window(sample, qtbot)
    first = sample.plan.event.items[0].id
    sample.press(Started(first))
    clock.set("09:33")
    sample.tick()
    sample.press(Added(first, 40 * MINUTE))
    clock.set("09:50")
    sample.tick()
    assert window.message_bar.isHidden()
    clock.set("10:13")
    sample.tick()
    assert not window.message_bar.isHidden()


def test_another_message_is_not_taken_away_with_the_reminder(
    sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    i18n.use("en")
    clock.set("09:00")
    window = a_window(sample, qtbot)
    sample.press(Started(sample.plan.event.items[0].id))
    clock.set("09:33")
    sample.tick()
    window.message_bar.say("Something else", Tone.ERROR)
    sample.press(Started(sample.plan.event.items[1].id))
    assert not window.message_bar.isHidden()
