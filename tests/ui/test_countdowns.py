"""The countdowns beside the programme: started from the menu, shown as chips, stored as facts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.models import Store
from facilitator.record import TimerStarted
from facilitator.ui.countdowns import CountdownStrip
from facilitator.ui.document import Document
from facilitator.ui.now_bar import NowBar
from tests.builders import FakeClock


@pytest.fixture
def strip(sample: Document, qtbot: QtBot) -> CountdownStrip:
    i18n.use("en")
    strip = CountdownStrip(sample)
    qtbot.addWidget(strip)
    return strip


def start(document: Document, id: str = "t", minutes: float = 5, title: str = "Taletid") -> None:
    document.press(TimerStarted(id, title, timedelta(minutes=minutes)))


def pass_time(document: Document, clock: FakeClock, minutes: float) -> None:
    clock.advance(timedelta(minutes=minutes))
    document.tick()


def test_without_countdowns_there_is_no_strip(strip: CountdownStrip, sample: Document) -> None:
    assert strip.isHidden()
    start(sample)
    assert not strip.isHidden()
    sample.undo()
    assert strip.isHidden()


def test_it_is_started_from_the_menu_with_a_length_as_people_type_it(
    strip: CountdownStrip, sample: Document, qtbot: QtBot
) -> None:
    bar = NowBar(sample)
    qtbot.addWidget(bar)
    bar.menu.countdown.trigger()
    bar.countdown_form.title.setText("Taletid")
    bar.countdown_form.length.setText("1t15")
    bar.countdown_form.buttons[0].click()
    (chip,) = strip.chips.values()
    assert (chip.title.text(), chip.digits.text()) == ("Taletid", "1:15:00")
    assert sample.undo_stack.undoText() == "start the countdown “Taletid”"


def test_a_countdown_needs_no_title(strip: CountdownStrip, sample: Document) -> None:
    start(sample, title="")
    assert strip.chips["t"].title.text() == "Countdown"
    assert sample.undo_stack.undoText() == "start a countdown"


@pytest.mark.parametrize(
    ("minutes", "digits", "word", "level"),
    [
        (1, "04:00", "", "normal"),
        (4.5, "00:30", "▲ last minute", "last_minute"),
        (6, "−01:00", "■ overtime", "overtime"),
    ],
)
def test_what_is_left_has_a_word_and_a_shape(
    strip: CountdownStrip,
    sample: Document,
    clock: FakeClock,
    minutes: float,
    digits: str,
    word: str,
    level: str,
) -> None:
    start(sample)
    pass_time(sample, clock, minutes)
    chip = strip.chips["t"]
    assert (chip.digits.text(), chip.word.text()) == (digits, word)
    assert chip.digits.property("level") == level


def test_it_gets_longer_is_paused_goes_on_and_is_taken_away(
    strip: CountdownStrip, sample: Document, clock: FakeClock
) -> None:
    start(sample)
    chip = strip.chips["t"]
    chip.longer.click()
    assert chip.digits.text() == "06:00"
    chip.pause.click()
    pass_time(sample, clock, 2)
    assert (chip.digits.text(), chip.word.text()) == ("06:00", "❚❚ paused")
    assert chip.pause.accessibleName() == "Let “Taletid” go on"
    chip.pause.click()
    pass_time(sample, clock, 2)
    assert (chip.digits.text(), chip.word.text()) == ("04:00", "")
    chip.end.click()
    assert strip.chips == {}
    sample.undo()
    assert strip.chips["t"].digits.text() == "04:00"


def test_several_run_at_once_the_oldest_first(
    strip: CountdownStrip, sample: Document, clock: FakeClock
) -> None:
    for number in range(1, 4):
        start(sample, f"t{number}", minutes=number)
    strip.chips["t2"].end.click()
    pass_time(sample, clock, 0.5)
    assert [(id_, chip.digits.text()) for id_, chip in strip.chips.items()] == [
        ("t1", "00:30"),
        ("t3", "02:30"),
    ]


def test_they_go_on_after_the_file_was_opened_again(sample: Document, clock: FakeClock, qtbot: QtBot) -> None:
    start(sample)
    sample.close()
    clock.advance(timedelta(minutes=2))
    again = Document(Store.open(sample.path, clock.now()), clock, lambda: "new")
    strip = CountdownStrip(again)
    qtbot.addWidget(strip)
    assert strip.chips["t"].digits.text() == "03:00"
    again.close()


def test_where_there_is_no_room_for_all_they_scroll_and_none_is_cut_in_height(
    strip: CountdownStrip, sample: Document, qtbot: QtBot
) -> None:
    for number in range(6):
        start(sample, f"t{number}", title="Gruppearbeid ved bord 4")
    strip.resize(800, strip.sizeHint().height())
    with qtbot.waitExposed(strip):
        strip.show()
    heights = {chip.height() for chip in strip.chips.values()}
    assert min(heights) >= max(chip.minimumSizeHint().height() for chip in strip.chips.values())
    assert strip.chips["t5"].geometry().right() > strip.width()  # to be scrolled to
    assert strip.minimumSizeHint().width() < 800


def test_every_control_has_a_name(strip: CountdownStrip, sample: Document) -> None:
    start(sample)
    chip = strip.chips["t"]
    for widget in (strip, chip, chip.longer, chip.pause, chip.end):
        assert widget.accessibleName().strip()
