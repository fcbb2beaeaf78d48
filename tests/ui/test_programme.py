"""Program: what the table shows, and what typing, dragging and its buttons store."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import MINUTE, Item, ItemKind, find
from facilitator.record import Allotted, Delayed, EndMoved, Finished, Started, StartMoved
from facilitator.ui.document import Document, Tone
from facilitator.ui.places.programme import ProgrammePlace
from facilitator.ui.places.programme_delegate import chips_width, fitting
from facilitator.ui.places.programme_edits import ITEMS_MIME
from facilitator.ui.places.programme_model import CHIPS, LATE, SECTION
from tests.builders import FakeClock, a_snapshot, an_event, an_item
from tests.ui.conftest import OpenDocument


@pytest.fixture
def place(sample: Document, qtbot: QtBot) -> ProgrammePlace:
    i18n.use("en")
    made = ProgrammePlace(sample)
    qtbot.addWidget(made)
    made.resize(1198, 600)
    made.show()
    made.setFocus()  # as the window does when it shows a place
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
    actual = place.model.column("actual")
    assert not place.table.isColumnHidden(actual)
    place.toggle_details()
    assert place.table.isColumnHidden(actual)  # the details have it


# ── several items at once ──


@pytest.fixture
def small(open_document: OpenDocument, qtbot: QtBot) -> ProgrammePlace:
    """Items a to e of 30 minutes from 09:30, the first three of them the morning."""
    i18n.use("en")
    items = (*(an_item(id, group="Morning") for id in "abc"), an_item("d"), an_item("e"))
    made = ProgrammePlace(open_document(a_snapshot(an_event(items=items, end=time(12)))))
    qtbot.addWidget(made)
    made.resize(1198, 600)
    made.show()
    made.setFocus()  # as the window does when it shows a place
    return made


def items_of(place: ProgrammePlace) -> tuple[Item, ...]:
    return place.panel._document.plan.event.items  # the one document of place and panel


def document_of(place: ProgrammePlace) -> Document:
    return place.panel._document


def press_key(place: ProgrammePlace, key: Qt.Key, *, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(place.table, key, modifier | Qt.KeyboardModifier.ShiftModifier if shift else modifier)


def put_on_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def test_several_are_chosen_by_keys(small: ProgrammePlace) -> None:
    small.choose("b")
    QTest.keyClick(small.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert small.chosen == {"b", "c"}
    press_key(small, Qt.Key.Key_A)
    assert small.chosen == set("abcde")
    assert small.item_button.text() == " 5 items"


@pytest.mark.parametrize(("text", "minutes"), [("45", 45), ("+5", 35), ("-10", 20), ("1t", 60)])
def test_a_length_typed_for_one_of_the_chosen_is_for_all(
    small: ProgrammePlace, text: str, minutes: int
) -> None:
    small.choose("a", "c")
    before = items_of(small)
    assert type_in(small, 0, "length", text)
    assert [item.length // MINUTE for item in items_of(small)] == [minutes, 30, minutes, 30, 30]
    assert small.chosen == {"a", "c"}
    document_of(small).undo()
    assert items_of(small) == before


def test_a_length_typed_for_another_is_for_that_one(small: ProgrammePlace) -> None:
    small.choose("a", "c")
    assert type_in(small, 1, "length", "45")
    assert [item.length // MINUTE for item in items_of(small)] == [30, 45, 30, 30, 30]


def test_a_length_that_one_of_them_cannot_have_changes_none(small: ProgrammePlace, qtbot: QtBot) -> None:
    small.choose("a", "c")
    before = items_of(small)
    with qtbot.waitSignal(document_of(small).told):
        assert not type_in(small, 0, "length", "-30")
    assert items_of(small) == before


def test_a_cafe_among_the_chosen_keeps_its_length_and_says_so(
    place: ProgrammePlace, sample: Document
) -> None:
    told: list[str] = []
    sample.told.connect(lambda words, _tone: told.append(words))
    place.choose("item-cafe", "item-discussion")
    cafe = find(sample.plan.event.items, "item-cafe")
    row = place.model.row_of("item-discussion")
    assert type_in(place, row, "length", "20")
    assert shown(place, row, "length") == "20"
    assert find(sample.plan.event.items, "item-cafe") == cafe
    assert "keeps its length" in told[0]


def test_the_length_of_several_is_asked_for(small: ProgrammePlace) -> None:
    small.choose("d", "e")
    press_key(small, Qt.Key.Key_T)
    small.popup.line.setText("long")
    QTest.keyClick(small.popup.line, Qt.Key.Key_Return)
    assert "not a length" in small.popup.error.text()
    small.popup.line.setText("25m")
    QTest.keyClick(small.popup.line, Qt.Key.Key_Return)
    assert [item.length // MINUTE for item in items_of(small)] == [30, 30, 30, 25, 25]
    assert not small.popup.isVisible()


def test_several_are_skipped_pinned_moved_and_removed_at_once(small: ProgrammePlace) -> None:
    document = document_of(small)
    before = items_of(small)
    small.choose("b", "d")
    steps = document.undo_stack.index()
    press_key(small, Qt.Key.Key_K)
    assert [item.skipped for item in items_of(small)] == [False, True, False, True, False]
    press_key(small, Qt.Key.Key_K)
    press_key(small, Qt.Key.Key_L)
    assert [item.start for item in items_of(small)] == [None, time(10), None, time(11), None]
    press_key(small, Qt.Key.Key_L)
    QTest.keyClick(small.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [item.id for item in items_of(small)] == list("bdace")
    assert small.chosen == {"b", "d"}
    QTest.keyClick(small.table, Qt.Key.Key_Delete)
    assert [item.id for item in items_of(small)] == list("ace")
    assert document.undo_stack.index() == steps + 6
    for _step in range(6):
        document.undo()
    assert items_of(small) == before


def test_one_that_has_run_keeps_all_of_the_chosen(small: ProgrammePlace, qtbot: QtBot) -> None:
    document = document_of(small)
    document.press(Started("a"))
    put_on_clipboard("before")
    small.choose("a", "b")
    before = items_of(small)
    for key in (small.remove, small.cut):
        with qtbot.waitSignal(document.told) as told:
            key.trigger()
        assert "has run" in told.args[0]
    assert items_of(small) == before
    assert QGuiApplication.clipboard().text() == "before"


def test_several_are_dragged_together(small: ProgrammePlace) -> None:
    indexes = [cell(small, row, "title") for row in (3, 4, 3)]
    small.model.dropMimeData(small.model.mimeData(indexes), Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert [item.id for item in items_of(small)] == list("adebc")
    assert {item.group for item in items_of(small)} == {"Morning"}


def test_a_copy_comes_below_and_is_chosen(small: ProgrammePlace) -> None:
    small.choose("a", "b")
    press_key(small, Qt.Key.Key_D)
    titles = [item.title for item in items_of(small)]
    assert titles == ["Post a", "Post b", "Post a", "Post b", "Post c", "Post d", "Post e"]
    assert small.chosen == {item.id for item in items_of(small)[2:4]}
    assert len({item.id for item in items_of(small)}) == 7


def test_cut_and_paste_bring_an_item_elsewhere_with_all_it_has(small: ProgrammePlace) -> None:
    document = document_of(small)
    first = replace(items_of(small)[0], start=time(9), cue="1", private_notes="Mikrofon")
    event = replace(document.plan.event, items=(first, *items_of(small)[1:]))
    document.edit(replace(document.plan, event=event), "prepare")
    small.choose("a")
    press_key(small, Qt.Key.Key_X)
    assert [item.id for item in items_of(small)] == list("bcde")
    small.choose("e")
    press_key(small, Qt.Key.Key_V)
    pasted = items_of(small)[-1]
    assert replace(pasted, id="a") == first
    assert pasted.id != "a"
    document.undo()
    document.undo()
    assert items_of(small)[0] == first


def test_a_copy_for_a_spreadsheet_is_a_table(small: ProgrammePlace) -> None:
    small.choose("a", "b")
    press_key(small, Qt.Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(ITEMS_MIME)
    heading, *rows = data.text().strip().splitlines()
    assert heading.startswith("Start\tMinutes\tTitle")
    assert [row.split("\t")[:3] for row in rows] == [["", "30", "Post a"], ["", "30", "Post b"]]


def test_rows_of_a_spreadsheet_are_pasted_as_one_step(small: ProgrammePlace) -> None:
    document = document_of(small)
    put_on_clipboard("Title\tMin\nCoffee\t10\n\nTalk\t1:15\n")
    small.choose("d")
    press_key(small, Qt.Key.Key_V)
    assert [(item.title, item.length // MINUTE) for item in items_of(small)[4:6]] == [
        ("Coffee", 10),
        ("Talk", 75),
    ]
    document.undo()
    assert [item.id for item in items_of(small)] == list("abcde")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9:00\tA\n25:70\tB", "Row 2"),
        ("", "nothing to paste"),
        ("Title\tMin\tLeast\nA\t10\t20", "least length"),
    ],
)
def test_a_paste_that_makes_no_sense_changes_nothing(
    small: ProgrammePlace, qtbot: QtBot, text: str, words: str
) -> None:
    before = items_of(small)
    put_on_clipboard(text)
    with qtbot.waitSignal(document_of(small).told) as told:
        press_key(small, Qt.Key.Key_V)
    assert words in told.args[0]
    assert items_of(small) == before


def test_items_of_another_version_are_read_as_a_table(small: ProgrammePlace) -> None:
    data = QMimeData()
    data.setData(ITEMS_MIME, b'[{"unknown": 1}]')
    data.setText("Coffee\t10")
    QGuiApplication.clipboard().setMimeData(data)
    small.choose("e")
    press_key(small, Qt.Key.Key_V)
    assert items_of(small)[-1].title == "Coffee"


# ── groups, slack, chips ──


def test_a_group_stands_above_its_items(small: ProgrammePlace) -> None:
    assert (
        small.model.section_words(cell(small, 0, "title").data(SECTION))
        == "Morning · 09:30–11:00 · 1 h 30 min"
    )
    plain = small.table.rowHeight(1)
    assert small.table.rowHeight(0) > small.table.rowHeight(3) > plain  # a name, the end of a group
    assert small.table.rowHeight(4) == plain


def test_a_group_is_typed_for_all_that_are_chosen(small: ProgrammePlace) -> None:
    small.choose("d", "e")
    press_key(small, Qt.Key.Key_G)
    QTest.keyClicks(small.popup.line, "Evening")
    QTest.keyClick(small.popup.line, Qt.Key.Key_Return)
    assert [item.group for item in items_of(small)] == ["Morning"] * 3 + ["Evening"] * 2
    assert small.table.rowHeight(3) == small.table.rowHeight(0)


def test_a_cell_below_a_heading_is_edited_in_its_own_place(small: ProgrammePlace) -> None:
    small.table.edit(cell(small, 0, "title"))
    editor = small.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    below = small.table.visualRect(cell(small, 0, "title"))
    assert editor.geometry().bottom() == below.bottom()
    assert editor.height() == small.table.rowHeight(1)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (time(12, 30), "30 min to spare"),
        (time(12), "fits to the minute"),
        (time(11, 50), "▲ 10 min too long"),
        (None, "no pinned end"),
    ],
)
def test_what_is_to_spare_is_always_said(small: ProgrammePlace, end: time | None, words: str) -> None:
    document = document_of(small)
    event = replace(document.plan.event, end=end)
    document.edit(replace(document.plan, event=event), "end")
    assert small.slack.text() == words


def test_where_items_overlap_nothing_is_said_to_fit(open_document: OpenDocument, qtbot: QtBot) -> None:
    i18n.use("en")
    items = (an_item("a"), an_item("b", start=time(9, 50)))
    place = ProgrammePlace(open_document(a_snapshot(an_event(items=items, end=time(10, 20)))))
    qtbot.addWidget(place)
    assert (place.slack.text(), place.slack.property("role")) == ("▲ 10 min overlap", "warning")


def test_what_does_not_add_up_is_said_in_words(open_document: OpenDocument, qtbot: QtBot) -> None:
    i18n.use("en")
    items = (
        an_item("a"),
        an_item("b", start=time(10, 10)),
        an_item("c", start=time(10, 30)),
        an_item("d", start=time(12), end=time(12, 45)),
        an_item("e", start=time(12, 30), end=time(12, 30, 1)),
        an_item("f", kind=ItemKind.MARKER, minutes=0),
    )
    place = ProgrammePlace(open_document(a_snapshot(an_event(items=items))))
    qtbot.addWidget(place)
    assert [cell(place, row, "title").data(CHIPS) for row in (1, 2, 3)] == [
        ("10 min free before",),
        ("⚠ overlaps 10 min",),
        ("1 h free before", "ends 12:45"),
    ]
    assert cell(place, 5, "title").data(CHIPS) == ("marker",)
    assert shown(place, 5, "length") == ""
    said = cell(place, 2, "title").data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Item: Post c, ⚠ overlaps 10 min"


def test_what_was_given_and_announced_beforehand_is_said(small: ProgrammePlace) -> None:
    document_of(small).press(
        Allotted("b", 5 * MINUTE), Allotted("c", -10 * MINUTE), Delayed("d", 20 * MINUTE)
    )
    assert [cell(small, row, "title").data(CHIPS) for row in (1, 2, 3)] == [
        ("longer by 5 min",),
        ("shorter by 10 min",),
        ("not before 11:20",),
    ]


def test_a_marker_takes_no_time_and_is_never_started(small: ProgrammePlace, qtbot: QtBot) -> None:
    small.choose("b")
    small.toggle_details()
    kind = small.panel.form.widgets["kind"]
    assert isinstance(kind, QComboBox)
    kind.setCurrentIndex(kind.findData("marker"))
    assert items_of(small)[1].length == MINUTE * 0
    assert not small.panel.form.widgets["length"].isEnabled()
    assert not small.start.isEnabled()
    assert not cell(small, 1, "length").flags() & Qt.ItemFlag.ItemIsEditable
    small.choose("c")
    assert small.start.isEnabled()


# ── details ──


@pytest.mark.parametrize(
    ("name", "text", "attribute", "expected"),
    [
        ("cue", " 3b ", "cue", "3b"),
        ("group", "Evening", "group", "Evening"),
        ("warning", "5 min", "warning", 5 * MINUTE),
        ("warning", "20 %", "warning_share", 20),
        ("last_minute", "2", "last_minute", 2 * MINUTE),
        ("length", "+5", "length", 35 * MINUTE),
    ],
)
def test_a_field_stores_what_is_typed(
    small: ProgrammePlace, name: str, text: str, attribute: str, expected: object
) -> None:
    small.choose("d")
    small.toggle_details()
    field = small.panel.form.widgets[name]
    assert isinstance(field, QLineEdit)
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert getattr(items_of(small)[3], attribute) == expected
    if name in ("warning", "last_minute"):
        field.setText("")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert getattr(items_of(small)[3], attribute) is None


def test_a_warning_that_makes_no_sense_is_said_by_its_field(small: ProgrammePlace) -> None:
    small.choose("d")
    small.toggle_details()
    field = small.panel.form.widgets["warning"]
    assert isinstance(field, QLineEdit)
    field.setText("soon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "share of the length" in small.panel.form.errors["warning"].text()


# ── actual times ──


@pytest.fixture
def held(small: ProgrammePlace, clock: FakeClock) -> ProgrammePlace:
    """a from 09:32, b from 10:05 to 10:40, when the day was ended; now it is 11:00."""
    document = document_of(small)
    for at, fact in (("09:32", Started("a")), ("10:05", Started("b")), ("10:40", Finished())):
        clock.set(at)
        document.press(fact)
    clock.set("11:00")
    document.tick()
    return small


def actual(place: ProgrammePlace, row: int) -> tuple[str, str]:
    live = place.model.live_item(row)
    event = document_of(place).plan.event
    assert live.actual_start is not None
    assert live.actual_end is not None
    start, end = event.local(live.actual_start), event.local(live.actual_end)
    return f"{start:%H:%M}", f"{end:%H:%M}"


def type_actual(place: ProgrammePlace, item_id: str, name: str, text: str) -> None:
    place.choose(item_id)
    if not place.panel.isVisible():
        place.toggle_details()
    field = place.panel.actual.widgets[name]
    assert isinstance(field, QLineEdit)
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("item_id", "name", "text", "fact", "first", "second"),
    [
        ("a", "start", "9.30", StartMoved("a", 2 * MINUTE), ("09:30", "10:05"), ("10:05", "10:40")),
        ("b", "start", "1000", StartMoved("b", 5 * MINUTE), ("09:32", "10:00"), ("10:00", "10:40")),
        ("a", "end", "10:10", StartMoved("b", -5 * MINUTE), ("09:32", "10:10"), ("10:10", "10:40")),
        ("b", "end", "10:50", EndMoved("b", 10 * MINUTE), ("09:32", "10:05"), ("10:05", "10:50")),
    ],
)
def test_actual_times_are_put_right(
    held: ProgrammePlace,
    item_id: str,
    name: str,
    text: str,
    fact: object,
    first: tuple[str, str],
    second: tuple[str, str],
) -> None:
    type_actual(held, item_id, name, text)
    document = document_of(held)
    assert document.record.entries[-1].fact == fact
    assert (actual(held, 0), actual(held, 1)) == (first, second)
    document.undo()
    assert (actual(held, 0), actual(held, 1)) == (("09:32", "10:05"), ("10:05", "10:40"))


def test_the_actual_start_is_typed_in_the_table_too(held: ProgrammePlace) -> None:
    assert type_in(held, 1, "actual", "10.10")
    assert shown(held, 1, "actual") == "10:10"
    assert not cell(held, 2, "actual").flags() & Qt.ItemFlag.ItemIsEditable


def test_a_time_that_does_not_fit_is_put_as_close_as_it_can_and_said(
    held: ProgrammePlace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(document_of(held).told) as told:
        type_actual(held, "b", "start", "9:00")
    assert actual(held, 1)[0] == "09:32"
    assert "as close to 09:00" in told.args[0]


def test_a_time_that_cannot_be_is_refused(held: ProgrammePlace) -> None:
    type_actual(held, "b", "end", "11:00")
    entries = document_of(held).record.entries
    type_actual(held, "b", "end", "12:00")
    assert "can't be put at 12:00" in held.panel.actual.errors["end"].text()
    assert document_of(held).record.entries == entries


@pytest.mark.parametrize("text", ["", "25:00"])
def test_what_is_no_actual_time_is_said_by_its_field(held: ProgrammePlace, text: str) -> None:
    type_actual(held, "a", "start", text)
    assert held.panel.actual.errors["start"].text()
    assert actual(held, 0) == ("09:32", "10:05")


def test_what_never_ran_has_no_actual_times(held: ProgrammePlace) -> None:
    held.choose("c")
    held.toggle_details()
    assert held.panel.happened.isHidden()
    held.choose("a")
    assert not held.panel.happened.isHidden()


def test_the_log_says_what_happened_to_the_item(held: ProgrammePlace, clock: FakeClock) -> None:
    type_actual(held, "a", "start", "9:30")
    type_actual(held, "a", "end", "10:00")
    document_of(held).undo()
    assert held.panel.log.text().splitlines() == [
        "09:32:00 started",
        "10:05:00 ended",
        "11:00:00 corrected: started 09:30",
        "11:00:00 corrected: ended 10:00 (taken back)",
    ]


def test_a_small_place_says_what_is_to_spare_below_its_head(small: ProgrammePlace) -> None:
    beside = small.slack.y()
    assert small.details.isVisible()
    small.resize(700, 600)
    QCoreApplication.processEvents()
    assert small.slack.isVisible()
    assert small.slack.y() > small.new.geometry().bottom()
    assert not small.details.isVisible()
    small.resize(1198, 600)
    QCoreApplication.processEvents()
    assert small.slack.y() == beside


def test_the_menu_is_that_of_the_table_too(small: ProgrammePlace) -> None:
    small.table.customContextMenuRequested.emit(small.table.rect().center())
    assert small.item_menu.isVisible()
    small.item_menu.hide()
    small.table.clearSelection()
    assert not small.remove.isEnabled()
    assert small.paste.isEnabled()
    assert small.new_action.isEnabled()
