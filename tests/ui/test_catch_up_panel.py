"""Catching up from the now bar and the programme: preview, apply, one undo step; make it the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import MINUTE
from facilitator.record import Added, Allotted, Finished, Started
from facilitator.ui.document import Document
from facilitator.ui.now_bar import NowBar
from facilitator.ui.places.programme import ProgrammePlace
from tests.builders import FakeClock, an_instant

TITLE, START, LENGTH = range(3)


@pytest.fixture
def bar(sample: Document, clock: FakeClock, qtbot: QtBot) -> NowBar:
    """The sample day, 20 minutes late in its second talk before lunch."""
    i18n.use("en")
    bar = NowBar(sample)
    qtbot.addWidget(bar)
    talk = sample.plan.event.items[3].id
    clock.set("10:25")
    sample.press(Started(talk))
    sample.press(Added(talk, 20 * MINUTE))
    return bar


def rows(bar: NowBar) -> dict[str, tuple[str, str]]:
    """Title → start and length, as shown."""
    table = bar.catch_up_panel.table
    cells = [[table.item(at, place) for place in range(3)] for at in range(table.rowCount())]
    shown = [[cell.text() if cell else "" for cell in row] for row in cells]
    return {row[TITLE]: (row[START], row[LENGTH]) for row in shown}


def test_the_now_bar_offers_what_the_day_is_late_at_its_pinned_end(bar: NowBar) -> None:
    assert bar.catch_up.text() == "End 15:45 · catch up 15 min …"
    assert bar.catch_up.toolTip() == "End 15:45 (pinned 15:30)"
    assert bar.end.isHidden()


def test_on_time_nothing_is_offered_and_the_end_is_told(bar: NowBar, sample: Document) -> None:
    sample.undo()
    assert bar.catch_up.isHidden()
    assert not bar.end.isHidden()
    assert bar.end.text() == "End 15:30"


def test_the_preview_says_from_and_to_and_what_is_kept_and_why(bar: NowBar) -> None:
    bar.show_catch_up()
    shown = rows(bar)
    assert shown["Lunsj"] == ("12:15 → 12:14", "45 min → 43 min")
    assert shown["The Greater Oslo Region seen from an international perspective"] == (
        "11:10",
        "25 min · may not get shorter",
    )
    assert bar.catch_up_panel.summary.text() == "15 min can be caught up."


def test_what_cannot_be_caught_up_is_told(bar: NowBar, sample: Document) -> None:
    running = sample.live.running
    assert running is not None
    sample.press(Added(running.item.id, 60 * MINUTE))
    bar.show_catch_up()
    assert bar.catch_up_panel.summary.text() == "49 min can be caught up. ▲ 26 min can't be caught up."


def test_applied_it_is_one_step_that_undo_takes_back(bar: NowBar, sample: Document) -> None:
    before = sample.record.allotted
    bar.show_catch_up()
    bar.catch_up_panel.apply.click()
    assert sample.live.expected_end == an_instant("15:30")
    assert sample.undo_stack.undoText() == "catch up 15 min"
    assert not bar.catch_up_panel.isVisible()
    sample.undo()
    assert sample.record.allotted == before
    assert sample.live.expected_end == an_instant("15:45")


def test_back_to_the_plan_at_lunch(bar: NowBar, sample: Document) -> None:
    bar.show_catch_up()
    panel = bar.catch_up_panel
    assert [panel.target.itemText(at) for at in range(panel.target.count())] == [
        "Lunsj at 12:00 – 15 min late",
        "The day's end at 15:30 – 15 min late",
    ]
    panel.target.setCurrentIndex(0)
    assert panel.summary.text() == "5 min can be caught up. ▲ 10 min can't be caught up."
    panel.apply.click()
    lunch = next(one for one in sample.live.items if one.item.title == "Lunsj")
    assert lunch.expected_start == an_instant("12:10")


def test_the_preview_goes_on_with_the_time(bar: NowBar, sample: Document, clock: FakeClock) -> None:
    bar.show_catch_up()
    clock.set("11:12:30")
    sample.tick()
    assert bar.catch_up_panel.target.currentText() == "The day's end at 15:30 – 18 min late"
    assert bar.catch_up_panel.summary.text() == "17 min 30 s can be caught up."
    bar.catch_up_panel.apply.click()
    assert sample.live.expected_end == an_instant("15:30")


def test_the_chosen_pin_stays_chosen_as_time_goes_on(bar: NowBar, sample: Document, clock: FakeClock) -> None:
    bar.show_catch_up()
    bar.catch_up_panel.target.setCurrentIndex(0)
    clock.advance(MINUTE)
    sample.tick()
    assert bar.catch_up_panel.target.currentIndex() == 0


def test_when_all_is_caught_up_there_is_nothing_to_apply(bar: NowBar, sample: Document) -> None:
    sample.undo()
    bar.show_catch_up()
    assert bar.catch_up_panel.summary.text() == "There is nothing to catch up."
    assert not bar.catch_up_panel.apply.isEnabled()


def test_after_the_day_nothing_is_to_come(bar: NowBar, sample: Document) -> None:
    sample.press(Finished())
    bar.catch_up_panel.open()
    assert bar.catch_up_panel.summary.text() == "Nothing more is to come."
    assert not bar.catch_up_panel.write.isEnabled()


def test_the_forecast_is_made_the_plan_in_one_step(bar: NowBar, sample: Document) -> None:
    sample.press(Allotted(sample.plan.event.items[5].id, -5 * MINUTE))
    expected = [one.expected_start for one in sample.live.items]
    before, end = sample.plan, sample.live.expected_end
    bar.show_catch_up()
    bar.catch_up_panel.write.click()
    assert [one.expected_start for one in sample.live.items] == expected
    assert all(one.planned.start == one.expected_start for one in sample.live.items[4:])
    sample.undo()
    assert sample.plan == before
    assert sample.live.expected_end == end


def test_the_programme_offers_it_too(bar: NowBar, sample: Document, qtbot: QtBot) -> None:
    place = ProgrammePlace(sample)
    qtbot.addWidget(place)
    assert place.catch_up.text() == "Catch up 15 min …"
    assert not place.catch_up.isHidden()
    sample.undo()
    assert place.catch_up.isHidden()


def test_the_popup_takes_the_keyboard_and_stays_inside_the_window(bar: NowBar, qtbot: QtBot) -> None:
    bar.resize(1366, 768)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.show_catch_up(bar.catch_up)
    popup = bar.catch_up_panel.window()
    assert popup is not bar
    assert bar.geometry().contains(popup.geometry())
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_every_control_has_a_name(bar: NowBar) -> None:
    panel = bar.catch_up_panel
    for widget in (panel, panel.target, panel.table, panel.apply, panel.write, bar.catch_up):
        assert widget.accessibleName().strip()


def test_less_than_a_minute_is_not_worth_a_button(bar: NowBar, sample: Document) -> None:
    running = sample.live.running
    assert running is not None
    sample.press(Added(running.item.id, -14 * MINUTE - timedelta(seconds=10)))
    assert bar.catch_up.isHidden()
