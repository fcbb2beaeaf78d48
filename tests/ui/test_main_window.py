"""The window: room for everything at every size and text size, and what it says about what was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator import i18n, settings
from facilitator.event import MINUTE, Plan
from facilitator.presses import next_step
from facilitator.record import Added, Started, TimerStarted
from facilitator.templates import Template
from facilitator.ui import tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.main_window import MainWindow
from facilitator.ui.places.cafe import CafePlace
from facilitator.ui.places.people import PeoplePlace
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.scenes import SceneName
from facilitator.ui.sounds import Sounds, no_device_sentence
from tests.builders import FakeClock
from tests.ui.fake_player import FakePlayer


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    tokens.choose(qapp, "light", scale=2.0)
    tokens.dress(qapp)
    yield
    tokens.choose(qapp, "light")
    tokens.dress(qapp)


def a_window(document: Document, qtbot: QtBot) -> MainWindow:
    made = MainWindow(document, RoomControl(document))
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
def test_large_text_cuts_no_page_of_the_cafe_and_the_people(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    show(window, QSize(1366, 768))
    cafe, people = window.places["cafe"], window.places["people"]
    assert isinstance(cafe, CafePlace)
    assert isinstance(people, PeoplePlace)
    window.show_place("cafe")
    for name in cafe.pages:
        cafe.show_page(name)
        QApplication.processEvents()
        assert not is_cut_across(window), name
    window.show_place("people")
    QApplication.processEvents()
    assert not is_cut_across(window)
    people.open_deletion()
    QApplication.processEvents()
    assert not is_cut_across(window)


def is_cut_across(window: MainWindow) -> bool:
    """Whether the place that is shown is wider than the room it has."""
    stage = window.stack.parentWidget()
    assert stage is not None
    return window.stack.width() > stage.width()


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
    assert window.status.file.text().endswith("eksempel")
    sample.edit(titled(sample, "Et stormøte " * 20), "change the title")
    assert window.status.file.text().endswith("…")
    assert "stormøte Et stormøte" in window.status.file.accessibleName()


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


def test_a_message_may_bring_a_button_that_does_something(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    done: list[str] = []
    sample.tell("Lagret.", action="Åpne", act=lambda: done.append("åpnet"))
    assert (window.message_bar.text.text(), window.message_bar.action.text()) == ("Lagret.", "Åpne")
    window.message_bar.action.click()
    assert done == ["åpnet"]
    sample.tell("Noe annet.")
    assert window.message_bar.action.isHidden()


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
    panel = window.room_board.room
    shown = (
        window.status.sound,
        window.status.room,
        window.status.saved,
        panel.shown,
        panel.follow,
        *panel.holds.values(),
    )
    assert not [part for part in shown if cut(part)]
    assert not panel.view.geometry().intersects(panel.shown.geometry())
    assert window.room_popup.height() <= 700
    window.room_popup.hide()


# ── sounds ──


def test_whether_signals_are_heard_is_always_said_and_one_key_turns_it(
    sample: Document, qtbot: QtBot
) -> None:
    window = a_window(sample, qtbot)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.status.sound.text() == " Lyd på"
    window.show_place("settings")
    window.settings.event_form.widgets["title"].setFocus()
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence("Ctrl+M"))
    assert window.status.sound.accessibleName() == "Lyd av"
    assert not settings.load().sound
    assert a_window(sample, qtbot).status.sound.accessibleName() == "Lyd av"
    window.status.sound.click()
    assert settings.load().sound


def test_a_signal_is_said_and_heard(sample: Document, clock: FakeClock, qtbot: QtBot) -> None:
    player = FakePlayer()
    window = MainWindow(sample, RoomControl(sample), Sounds(lambda: player))
    qtbot.addWidget(window)
    item = sample.plan.event.items[0]
    sample.press(Started(item.id), TimerStarted("timer", "Innlegg", 30 * MINUTE))
    clock.advance(30 * MINUTE)
    sample.tick()
    said = window.message_bar.text.text()
    assert f"«{item.title}»" in said
    assert "«Innlegg»" in said
    assert player.played == [("bell", 80)]


def test_without_a_sound_device_signals_are_said_and_so_is_that_once(
    sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    player = FakePlayer()
    player.available = False
    window = MainWindow(sample, RoomControl(sample), Sounds(lambda: player))
    qtbot.addWidget(window)
    sentence = no_device_sentence()
    for item in sample.plan.event.items[:2]:
        sample.press(Started(item.id))
        clock.advance(sample.live.remaining)
        sample.tick()
        assert f"«{item.title}»" in window.message_bar.text.text()
        assert (sentence in window.message_bar.text.text()) is (item is sample.plan.event.items[0])
    assert window.status.sound.accessibleName() == "Ingen lydenhet"
    assert sentence in [finding.sentence for finding in window.ready.machine_findings]
    player.available = True
    player.changed.emit()
    assert window.status.sound.accessibleName() == "Lyd på"
    assert sentence not in [finding.sentence for finding in window.ready.machine_findings]


def test_a_new_day_begins_with_a_choice_above_the_files_button(sample: Document, qtbot: QtBot) -> None:
    window = a_window(sample, qtbot)
    with qtbot.waitActive(window):
        window.show()
    new: list[Template] = []
    like_this: list[bool] = []
    window.new_wanted.connect(new.append)
    window.like_this_wanted.connect(like_this.append)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.new_menu.isVisible()
    for action in window.new_menu.actions():
        action.trigger()
    window.new_menu.hide()
    assert new == list(Template)
    assert like_this == [True, False]


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


def test_a_message_takes_no_room_from_the_place(sample: Document, qtbot: QtBot) -> None:
    window = MainWindow(sample, RoomControl(sample))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.show_place("cafe")
    QCoreApplication.processEvents()
    before = window.stack.size()
    window.message_bar.say("Noe er sagt.", Tone.WARNING, "Gjør", lambda: None)
    QCoreApplication.processEvents()
    assert window.message_bar.isVisible()
    assert window.stack.size() == before
    bar = window.message_bar
    assert window.childAt(bar.mapTo(window, bar.text.geometry().center())) is bar.text


def test_an_offer_to_undo_goes_with_the_next_step(sample: Document, qtbot: QtBot) -> None:
    window = MainWindow(sample, RoomControl(sample))
    qtbot.addWidget(window)
    window.show()
    first, second = sample.plan.event.items[:2]
    sample.press(Started(first.id))
    sample.tell("Startet.", action=i18n._("Undo"), act=sample.undo)
    assert window.message_bar.isVisible()
    sample.press(Started(second.id))
    assert not window.message_bar.isVisible()
