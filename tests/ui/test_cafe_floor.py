"""The floor plan by mouse and keys: one step of undo each, and told to a screen reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import Fixture, FixtureKind, TableShape
from facilitator.floor import Box, laid_out
from facilitator.ui import messages
from facilitator.ui.document import Document
from facilitator.ui.places.cafe_floor import CafeFloor
from facilitator.ui.places.floor_canvas import FloorCanvas
from tests.builders import a_day, a_plan, a_snapshot
from tests.ui.conftest import OpenDocument

STAGE = Fixture(id="stage", kind=FixtureKind.STAGE, x=800, y=0, width=600, height=200)
DAY = replace(a_day(people=12, tables=6), fixtures=(STAGE,))
FIRST, SECOND = DAY.tables[0].id, DAY.tables[1].id


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    return open_document(replace(a_snapshot(DAY), plan=a_plan(DAY)))


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> CafeFloor:
    i18n.use("en")
    made = CafeFloor(document)
    qtbot.addWidget(made)
    made.resize(1150, 520)
    made.show()
    made.canvas.setFocus()
    return made


def boxes(document: Document) -> dict[str, Box]:
    return laid_out(document.plan.event).boxes


def point_of(canvas: FloorCanvas, box: Box) -> QPoint:
    return canvas.scale.point(box.x, box.y).toPoint()


def drag(canvas: FloorCanvas, start: QPoint, end: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, left, pos=end)


def test_a_drag_is_one_step(place: CafeFloor, document: Document) -> None:
    before = boxes(document)
    target = replace(before[FIRST], x=before[FIRST].x - 100, y=before[FIRST].y - 200)
    drag(place.canvas, point_of(place.canvas, before[FIRST]), point_of(place.canvas, target))
    assert boxes(document)[FIRST] == target
    assert {id: box for id, box in boxes(document).items() if id != FIRST} == {
        id: box for id, box in before.items() if id != FIRST
    }
    assert document.undo_stack.count() == 1
    document.undo()
    assert document.plan.event == DAY


def test_a_click_chooses_and_stores_nothing(place: CafeFloor, document: Document) -> None:
    canvas = place.canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=point_of(canvas, boxes(document)[SECOND]))
    assert canvas.chosen_id == SECOND
    assert document.undo_stack.count() == 0
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert canvas.chosen_id == ""


def test_a_run_of_arrow_keys_is_one_step(place: CafeFloor, document: Document, qtbot: QtBot) -> None:
    before = boxes(document)[FIRST]
    place.canvas.choose(FIRST)
    QTest.keyClick(place.canvas, Qt.Key.Key_Left)
    QTest.keyClick(place.canvas, Qt.Key.Key_Left)
    QTest.keyClick(place.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(place.canvas.changed):
        pass
    assert boxes(document)[FIRST] == replace(before, x=before.x - 100, y=before.y - 5)
    assert document.undo_stack.count() == 1


def test_tab_goes_through_all_and_stores_what_was_begun(place: CafeFloor, document: Document) -> None:
    place.canvas.choose("")
    seen = []
    for _thing in boxes(document):
        QTest.keyClick(place.canvas, Qt.Key.Key_Tab)
        seen.append(place.canvas.chosen_id)
        QTest.keyClick(place.canvas, Qt.Key.Key_Down)
    assert seen == list(boxes(document))
    QTest.keyClick(place.canvas, Qt.Key.Key_Tab)
    assert document.undo_stack.count() == len(seen)
    assert not place.canvas.hasFocus()


def test_what_is_chosen_is_told(place: CafeFloor) -> None:
    place.canvas.choose(FIRST)
    told = place.canvas.accessibleName()
    assert told.startswith("Table 1, theme B: ")
    assert place.words.text() == told
    QTest.keyClick(place.canvas, Qt.Key.Key_Left)
    assert place.canvas.accessibleName() != told


def test_fixtures_are_added_named_turned_and_deleted(place: CafeFloor, document: Document) -> None:
    place.adds[FixtureKind.DOOR].click()
    door = document.plan.event.fixtures[-1]
    assert (door.kind, place.canvas.chosen_id) == (FixtureKind.DOOR, door.id)
    place.name.setFocus()
    QTest.keyClicks(place.name, "Way in")
    QTest.keyClick(place.name, Qt.Key.Key_Return)
    place.turn.click()
    named = document.plan.event.fixtures[-1]
    assert (named.text, named.width, named.height) == ("Way in", door.height, door.width)
    QTest.keyClick(place.canvas, Qt.Key.Key_Delete)
    assert document.plan.event.fixtures == (STAGE,)
    assert document.undo_stack.count() == 4


def test_a_thing_is_resized_by_its_corner(place: CafeFloor, document: Document) -> None:
    before, canvas = boxes(document)["stage"], place.canvas
    canvas.choose("stage")
    corner = canvas.scale.point(before.left, before.top).toPoint() - QPoint(6, 6)
    drag(canvas, corner, canvas.scale.point(before.left + 100, before.top + 60).toPoint() - QPoint(6, 6))
    after = boxes(document)["stage"]
    assert (after.right, after.bottom) == (before.right, before.bottom)
    assert after.width == pytest.approx(500, abs=20)
    assert after.height == pytest.approx(140, abs=20)
    assert document.undo_stack.undoText() == "resize a thing in the room"
    document.undo()
    assert document.plan.event == DAY


def test_a_thing_is_resized_by_keys_in_one_step(place: CafeFloor, document: Document, qtbot: QtBot) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    place.canvas.choose("stage")
    QTest.keyClick(place.canvas, Qt.Key.Key_Right, control)
    QTest.keyClick(place.canvas, Qt.Key.Key_Up, control | shift)
    with qtbot.waitSignal(place.canvas.changed):
        pass
    stage = document.plan.event.fixtures[0]
    assert (stage.width, stage.height, stage.x, stage.y) == (650, 190, 825, -5)
    assert document.undo_stack.count() == 1
    assert place.words.text().endswith(", 6.5 × 1.9 m")


def test_a_table_has_the_size_of_its_seats(place: CafeFloor, document: Document) -> None:
    place.canvas.choose(FIRST)
    QTest.keyClick(place.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    place.canvas.finish()
    assert document.plan.event == DAY
    frame = point_of(place.canvas, boxes(document)[FIRST])
    assert place.canvas.corner_at(frame.toPointF()) is None


def test_delete_keeps_a_table(place: CafeFloor, document: Document) -> None:
    place.canvas.choose(FIRST)
    QTest.keyClick(place.canvas, Qt.Key.Key_Delete)
    assert document.plan.event == DAY


def test_a_table_becomes_square(place: CafeFloor, document: Document) -> None:
    place.canvas.choose(FIRST)
    place.shape.buttons["square"].click()
    assert document.plan.event.tables[0].shape is TableShape.SQUARE


def test_all_stand_in_rows_again(place: CafeFloor, document: Document) -> None:
    assert not place.rows.isEnabled()
    place.canvas.choose(FIRST)
    QTest.keyClick(place.canvas, Qt.Key.Key_Left)
    place.canvas.finish()
    place.rows.click()
    assert document.plan.event == DAY


def test_what_is_chosen_looks_different(place: CafeFloor) -> None:
    nothing_chosen = place.canvas.grab().toImage()
    place.canvas.choose("stage")
    assert place.canvas.grab().toImage() != nothing_chosen


def test_it_is_printed_in_the_events_language(
    place: CafeFloor, document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "room.pdf"
    monkeypatch.setattr(messages, "choose_file_to_save", lambda *_question: file)
    with qtbot.waitSignal(document.told):
        place.print.click()
    assert "tirsdag" in PdfReader(file).pages[0].extract_text()
