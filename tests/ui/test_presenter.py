"""A presenter's keys: next and back from anywhere, but never from a text, twice, or to the day's end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilitator import i18n, settings
from facilitator.record import Started
from facilitator.settings import Settings
from facilitator.ui.document import Document
from facilitator.ui.main_window import MainWindow
from facilitator.ui.room.control import RoomControl
from tests.builders import FakeClock

NEXT, BACK = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp


@pytest.fixture
def window(sample: Document, qtbot: QtBot) -> MainWindow:
    i18n.use("en")
    settings.save(Settings(presenter_next=True, presenter_back=True))
    made = MainWindow(sample, RoomControl(sample))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def running(document: Document) -> int:
    """The number of the running item, −1 for none."""
    live = document.live.running
    return -1 if live is None else [one.id for one in document.plan.event.items].index(live.item.id)


def press(window: QWidget, clock: FakeClock, key: Qt.Key = NEXT, after: float = 5) -> None:
    clock.advance(timedelta(seconds=after))
    QTest.keyClick(QApplication.focusWidget() or window, key)


def test_it_goes_on_and_back_and_says_so_with_a_way_back(
    window: MainWindow, sample: Document, clock: FakeClock
) -> None:
    for place in ("programme", "documents", "settings"):
        window.show_place(place)
        press(window, clock)
    assert running(sample) == 2
    press(window, clock, BACK)
    assert running(sample) == 1
    bar = window.message_bar
    assert bar.text.text().startswith("Presenter: go back to “")
    bar.action.click()
    assert running(sample) == 2


@pytest.mark.parametrize(("place", "field"), [("settings", "title"), ("settings", "purposes")])
def test_who_types_keeps_the_key(
    window: MainWindow, sample: Document, clock: FakeClock, place: str, field: str
) -> None:
    window.show_place(place)
    forms = (window.settings.event_form, window.settings.more_form)
    next(form.widgets[field] for form in forms if field in form.widgets).setFocus()
    press(window, clock)
    assert running(sample) == -1


def test_who_edits_a_cell_keeps_the_key(window: MainWindow, sample: Document, clock: FakeClock) -> None:
    QTest.keyClick(window.programme.table, Qt.Key.Key_F2)
    press(window, clock)
    assert running(sample) == -1
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    press(window, clock)
    assert running(sample) == 0


def test_an_open_menu_keeps_the_key(window: MainWindow, sample: Document, clock: FakeClock) -> None:
    menu = QMenu(window)
    menu.addAction("Åpne")
    menu.popup(window.pos())
    press(menu, clock)
    menu.close()
    assert running(sample) == -1


@pytest.mark.parametrize(("after", "pressed"), [(0.0, 0), (0.9, 0), (1.0, 1)])
def test_a_trembling_thumb_presses_once(
    window: MainWindow, sample: Document, clock: FakeClock, after: float, pressed: int
) -> None:
    press(window, clock)
    press(window, clock, after=after)
    assert running(sample) == pressed


def test_a_key_held_down_presses_once(window: MainWindow, sample: Document, clock: FakeClock) -> None:
    for again in (False, True, True):
        clock.advance(timedelta(seconds=2))
        event = QKeyEvent(
            QEvent.Type.KeyPress, NEXT, Qt.KeyboardModifier.NoModifier, "", autorep=again, count=1
        )
        QApplication.sendEvent(window.programme.table, event)
    assert running(sample) == 0


def test_a_clock_that_is_restarted_is_no_trembling_thumb(
    window: MainWindow, sample: Document, clock: FakeClock
) -> None:
    press(window, clock)
    clock.restart(timedelta(minutes=1))
    press(window, clock)
    assert running(sample) == 1


def test_it_never_ends_the_day(window: MainWindow, sample: Document, clock: FakeClock) -> None:
    sample.press(Started(sample.plan.event.items[-1].id))
    press(window, clock)
    assert not sample.live.finished
    assert "does not end the day" in window.message_bar.text.text()


def test_its_way_back_takes_nothing_else_back(window: MainWindow, sample: Document, clock: FakeClock) -> None:
    press(window, clock)
    event = replace(sample.plan.event, title="Dialogdag")
    sample.edit(replace(sample.plan, event=event), "change the title")
    window.message_bar.action.click()
    assert sample.plan.event.title == "Dialogdag"
    assert running(sample) == 0
    assert "Ctrl+Z" in window.message_bar.text.text()


@pytest.mark.parametrize(
    ("chosen", "pressed"),
    [
        pytest.param(Settings(), [1, 1], id="off from the start"),
        pytest.param(Settings(presenter_next=True), [2, 2], id="next alone"),
        pytest.param(Settings(presenter_back=True), [1, 0], id="back alone"),
    ],
)
def test_only_the_keys_that_are_chosen_are_taken(
    window: MainWindow, sample: Document, clock: FakeClock, chosen: Settings, pressed: list[int]
) -> None:
    for item in sample.plan.event.items[:2]:
        sample.press(Started(item.id))
    settings.save(chosen)
    window.settings.stored.emit()
    press(window, clock, NEXT)
    reached = [running(sample)]
    press(window, clock, BACK)
    assert [*reached, running(sample)] == pressed


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier])
def test_a_key_pressed_with_another_is_no_presenters(
    window: MainWindow, sample: Document, modifier: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(window.programme.table, NEXT, modifier)
    assert running(sample) == -1


def test_a_closed_window_listens_no_more(
    window: MainWindow, sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    window.close()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    press(other, clock)
    assert running(sample) == -1
