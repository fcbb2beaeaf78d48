"""Program: what the table shows, and what typing, dragging and its buttons store."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import MINUTE, find
from facilitator.record import Started
from facilitator.ui.document import Document, Tone
from facilitator.ui.places.programme import ProgrammePlace
from facilitator.ui.places.programme_delegate import chips_width, fitting
from facilitator.ui.places.programme_model import LATE
from tests.builders import FakeClock, a_snapshot, an_event
from tests.ui.conftest import OpenDocument


@pytest.fixture
def place(sample: Document, qtbot: QtBot) -> ProgrammePlace:
    i18n.use("en")
    made = ProgrammePlace(sample)
    qtbot.addWidget(made)
    made.resize(1198, 600)
    made.show()
    return made


def cell(place: ProgrammePlace, row: int, column: str) -> QModelIndex:
    return place.model.index(row, place.model.column(column))


def shown(place: ProgrammePlace, row: int, column: str) -> str:
    return str(cell(place, row, column).data())


def type_in(place: ProgrammePlace, row: int, column: str, text: str) -> bool:
    return place.model.setData(cell(place, row, column), text)


def end_editing(place: ProgrammePlace, key: Qt.Key) -> None:
    """Presses a key in the cell's editor, and lets the editor go."""
    editor = place.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, key)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_model_keeps_qts_rules(place: ProgrammePlace, sample: Document) -> None:
    tester = QAbstractItemModelTester(place.model, QAbstractItemModelTester.FailureReportingMode.Fatal, place)
    sample.press(Started(sample.plan.event.items[0].id))
    place.remove.trigger()
    assert tester.model() is place.model


def test_three_times_side_by_side(place: ProgrammePlace, sample: Document, clock: FakeClock) -> None:
    clock.set("09:05")
    sample.press(Started(sample.plan.event.items[0].id))
    clock.set("09:36")
    sample.press(Started(sample.plan.event.items[1].id))
    assert [shown(place, 1, name) for name in ("planned", "expected", "actual", "length")] == [
        "09:30",
        "–",
        "09:36",
        "10",
    ]
    assert shown(place, 2, "planned") == "09:40"
    assert shown(place, 2, "expected") == "09:46"


@pytest.mark.parametrize(
    ("column", "text", "row", "result"),
    [
        ("title", "Kaffe", 0, "Kaffe"),
        ("length", "35", 1, "35"),
        ("length", "1t15", 1, "75"),
        ("planned", "9.45", 1, "09:45"),
    ],
)
def test_a_cell_takes_what_is_typed(
    place: ProgrammePlace, column: str, text: str, row: int, result: str
) -> None:
    assert type_in(place, row, column, text)
    assert shown(place, row, column) == result


def test_what_is_typed_stays_while_the_times_move(
    place: ProgrammePlace, sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    clock.set("09:40")
    sample.tick()
    at = cell(place, 2, "title")
    place.table.setCurrentIndex(at)
    place.table.edit(at)
    editor = place.table.indexWidget(at)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Coffee")
    clock.set("09:41")
    sample.tick()
    assert editor.text() == "Coffee"


def test_enter_stores_what_is_typed_and_enter_again_adds_an_item(
    place: ProgrammePlace, sample: Document, qtbot: QtBot
) -> None:
    count = len(sample.plan.event.items)
    at = cell(place, 2, "title")
    place.table.setCurrentIndex(at)
    place.table.edit(at)
    editor = place.table.indexWidget(at)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Coffee")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(place, 2, "title") == "Coffee")
    assert len(sample.plan.event.items) == count
    QTest.keyClick(place.table, Qt.Key.Key_Return)
    assert len(sample.plan.event.items) == count + 1


def test_an_emptied_start_follows_on(place: ProgrammePlace, sample: Document) -> None:
    assert type_in(place, 1, "planned", "")
    assert sample.plan.event.items[1].start is None


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("title", "", "title is empty"),
        ("length", "0", "no length"),
        ("length", "25t", "24 hours at most"),
        ("length", "long", "not a length"),
        ("planned", "half nine", "not a time of day"),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    place: ProgrammePlace, sample: Document, qtbot: QtBot, column: str, text: str, words: str
) -> None:
    before = sample.plan
    with qtbot.waitSignal(sample.told) as told:
        assert not type_in(place, 1, column, text)
    assert words in told.args[0]
    assert (f"“{text}”" in told.args[0]) is bool(text)  # nothing is not quoted
    assert told.args[1] is Tone.ERROR
    assert sample.plan == before


def test_a_pin_that_overlaps_is_shown_and_kept(place: ProgrammePlace, sample: Document) -> None:
    from facilitator.ui.places.programme_model import CHIPS

    assert type_in(place, 1, "planned", "9:20")
    assert any("overlaps 10 min" in chip for chip in cell(place, 1, "title").data(CHIPS))
    assert sample.plan.event.items[1].start == time(9, 20)


def test_the_length_of_a_cafe_follows_its_rounds(place: ProgrammePlace, sample: Document) -> None:
    row = place.model.row_of("item-cafe")
    assert not cell(place, row, "length").flags() & Qt.ItemFlag.ItemIsEditable


def test_dragging_changes_the_order(place: ProgrammePlace, sample: Document) -> None:
    titles = [item.title for item in sample.plan.event.items]
    data = place.model.mimeData([cell(place, 5, "title")])
    place.model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    assert [item.title for item in sample.plan.event.items][3] == titles[5]
    sample.undo()
    assert [item.title for item in sample.plan.event.items] == titles


def test_keys_move_add_and_remove(place: ProgrammePlace, sample: Document, qtbot: QtBot) -> None:
    chosen = sample.plan.event.items[4].id
    place.choose(chosen)
    QTest.keyClick(place.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert place.model.row_of(chosen) == 3
    QTest.keyClick(place.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert place.model.row_of(chosen) == 4
    QTest.keyClick(place.table, Qt.Key.Key_Delete)
    assert find(sample.plan.event.items, chosen) is None
    count = len(sample.plan.event.items)
    QTest.keyClick(place.table, Qt.Key.Key_Return)
    assert len(sample.plan.event.items) == count + 1
    editor = place.table.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "New item"


def test_an_item_that_has_run_is_not_removed(place: ProgrammePlace, sample: Document, qtbot: QtBot) -> None:
    first = sample.plan.event.items[0].id
    sample.press(Started(first))
    place.choose(first)
    with qtbot.waitSignal(sample.told):
        place.remove.trigger()
    assert find(sample.plan.event.items, first) is not None


def test_skip_and_pin_are_one_press_each(place: ProgrammePlace, sample: Document) -> None:
    place.choose(sample.plan.event.items[5].id)
    place.skip.trigger()
    assert sample.plan.event.items[5].skipped
    place.skip.trigger()
    place.pin.trigger()
    assert sample.plan.event.items[5].start == time(11, 15)
    place.pin.trigger()
    assert sample.plan.event.items[5].start is None


def test_the_details_store_a_field_when_it_is_left(
    place: ProgrammePlace, sample: Document, qtbot: QtBot
) -> None:
    place.choose(sample.plan.event.items[5].id)
    place.toggle_details()
    minimum = place.panel.form.widgets["minimum"]
    assert isinstance(minimum, QLineEdit)
    minimum.setText("7")
    QTest.keyClick(minimum, Qt.Key.Key_Return)
    assert sample.plan.event.items[5].minimum == 7 * MINUTE


def test_the_details_keep_what_cannot_be_stored(
    place: ProgrammePlace, sample: Document, qtbot: QtBot
) -> None:
    place.choose(sample.plan.event.items[5].id)
    place.toggle_details()
    length = place.panel.form.widgets["length"]
    assert isinstance(length, QLineEdit)
    length.setText("0")
    QTest.keyClick(length, Qt.Key.Key_Return)
    sample.tick()
    assert length.text() == "0"
    assert "no length" in place.panel.form.errors["length"].text()
    assert sample.plan.event.items[5].length == 15 * MINUTE
    QTest.keyClick(length, Qt.Key.Key_Escape)
    assert length.text() == "15"
    assert not place.panel.form.errors["length"].text()


def test_an_end_before_the_start_is_said_by_its_field(
    place: ProgrammePlace, sample: Document, qtbot: QtBot
) -> None:
    place.choose(sample.plan.event.items[1].id)
    place.toggle_details()
    end = place.panel.form.widgets["end"]
    assert isinstance(end, QLineEdit)
    end.setText("09:00")
    QTest.keyClick(end, Qt.Key.Key_Return)
    assert "before it starts" in place.panel.form.errors["end"].text()
    assert sample.plan.event.items[1].end is None


def test_an_empty_programme_says_what_to_do(open_document: OpenDocument, qtbot: QtBot) -> None:
    document = open_document(a_snapshot(an_event(items=())))
    place = ProgrammePlace(document)
    qtbot.addWidget(place)
    place.show()
    assert place.empty.isVisible()
    place.new.click()
    assert len(document.plan.event.items) == 1
    assert not place.empty.isVisible()


def test_a_plan_that_is_too_long_says_so(place: ProgrammePlace, sample: Document) -> None:
    last = sample.plan.event.items[-1]
    event = replace(
        sample.plan.event, items=(*sample.plan.event.items[:-1], replace(last, length=45 * MINUTE, end=None))
    )
    sample.edit(replace(sample.plan, event=event), "lengthen")
    assert "30 min" in place.slack.text()


def test_a_locked_end_leaves_time_also_where_the_start_follows_on(
    place: ProgrammePlace, sample: Document
) -> None:
    linked = sample.plan.event.items[3]
    assert not linked.pinned
    place.choose(linked.id)
    place.toggle_details()
    end = place.panel.form.widgets["end"]
    assert isinstance(end, QLineEdit)
    end.setText("9:10")
    QTest.keyClick(end, Qt.Key.Key_Return)
    assert "before it starts" in place.panel.form.errors["end"].text()
    assert end.text() == "9:10"
    assert find(sample.plan.event.items, linked.id) == linked


def test_a_rehearsal_on_another_date_is_not_all_late(
    place: ProgrammePlace, sample: Document, clock: FakeClock
) -> None:
    clock.set("20:09")
    clock.advance(timedelta(days=300))
    sample.tick()
    sample.press(Started(sample.plan.event.items[0].id))
    assert shown(place, 1, "expected") == "20:39"
    assert not cell(place, 1, "expected").data(LATE)
    clock.advance(32 * MINUTE)
    sample.tick()
    assert cell(place, 1, "expected").data(LATE)


def test_escape_instead_of_a_first_title_takes_the_new_item_away(
    place: ProgrammePlace, sample: Document
) -> None:
    before = sample.plan
    place.choose(before.event.items[2].id)
    place.add_item()
    assert len(sample.plan.event.items) == len(before.event.items) + 1
    end_editing(place, Qt.Key.Key_Escape)
    assert sample.plan == before


def test_escape_takes_no_press_back_that_came_while_the_title_was_typed(
    place: ProgrammePlace, sample: Document
) -> None:
    items = sample.plan.event.items
    place.choose(items[2].id)
    place.add_item()
    sample.press(Started(items[0].id))
    end_editing(place, Qt.Key.Key_Escape)
    assert sample.live.running is not None
    assert len(sample.plan.event.items) == len(items) + 1


def test_escape_from_a_later_edit_keeps_the_item(place: ProgrammePlace, sample: Document) -> None:
    place.add_item()
    end_editing(place, Qt.Key.Key_Return)
    after = sample.plan
    place.table.edit(place.table.currentIndex())
    end_editing(place, Qt.Key.Key_Escape)
    assert sample.plan == after


def test_half_a_chip_is_not_shown() -> None:
    chips = ("least 40", "5 min before", "example")
    whole = chips_width(chips)
    assert fitting(chips, whole) == chips
    assert fitting(chips, whole - 1) == chips[:2]
    assert fitting(chips, 0) == ()


def test_a_small_place_leaves_out_who(place: ProgrammePlace) -> None:
    who = place.model.column("who")
    assert not place.table.isColumnHidden(who)
    place.resize(700, 400)
    assert place.table.isColumnHidden(who)
