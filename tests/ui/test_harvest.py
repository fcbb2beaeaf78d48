"""The harvest in the window: key points by table, the board, the next steps; all of it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.event import MergedPoint
from facilitator.ui.document import Document
from facilitator.ui.places.harvest import HarvestPlace
from facilitator.ui.places.harvest_board import HarvestBoard
from facilitator.ui.places.harvest_cards import BATCH, MIME
from facilitator.ui.places.harvest_column import CardColumn
from tests.builders import a_day, a_draft, a_snapshot, some_notes
from tests.ui.conftest import OpenDocument

NOTES = some_notes(
    a_draft("Flere busser på kvelden", note_id="bus", key=True, theme_id="a"),
    a_draft("Flere busser, på kvelden!", note_id="again", table_id="t2", key=True, theme_id="a"),
    a_draft("Bedre fibernett", note_id="fibre", table_id="t2", key=True, theme_id="b"),
    a_draft("Bare et innspill", note_id="plain", theme_id="a"),
)


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    return open_document(a_snapshot(a_day(), notes=NOTES))


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> HarvestPlace:
    place = HarvestPlace(document)
    qtbot.addWidget(place)
    place.resize(1180, 640)
    place.show()
    return place


@pytest.fixture
def board(place: HarvestPlace) -> HarvestBoard:
    place.show_page("board")
    return place.board


def titles(board: HarvestBoard, theme_id: str | None) -> list[str]:
    return [card.title for card in board.columns[theme_id].cards.cards]


def choose(column: CardColumn, *ids: str) -> None:
    column.clearSelection()
    for id in ids:
        index = column.cards.index(column.cards.row_of(id))
        column.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def drop(column: CardColumn, ids: Sequence[str], where: QPointF) -> None:
    """Drags the cards into the column and lets them go there, as the window system tells it."""
    data = QMimeData()
    data.setData(MIME, json.dumps(list(ids)).encode())
    rest = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (
        QDragEnterEvent(where.toPoint(), *rest),
        QDragMoveEvent(where.toPoint(), *rest),
        QDropEvent(where, *rest),
    ):
        QApplication.sendEvent(column.viewport(), event)
        assert event.isAccepted()


def spot(column: CardColumn, id: str, share: float = 0.5) -> QPointF:
    """A place on the card, that share of its height below its top."""
    card = column.visualRect(column.cards.index(column.cards.row_of(id)))
    return QPointF(card.center().x(), round(card.top() + 1 + share * (card.height() - 3)))


def click(column: CardColumn, where: QPointF, *keys: Qt.KeyboardModifier) -> None:
    held = keys[0] if keys else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(column.viewport(), Qt.MouseButton.LeftButton, held, where.toPoint())


def three_points(document: Document) -> None:
    event = document.plan.event
    three = tuple(MergedPoint(id=f"p{n}", title=f"Punkt {n}", theme_id="a") for n in (1, 2, 3))
    document.edit(replace(document.plan, event=replace(event, points=three)), "test")


def points(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(point.title, point.sources) for point in document.plan.event.points]


# ── key points ──


def test_a_table_s_note_becomes_a_key_point_and_is_one_no_longer(
    place: HarvestPlace, document: Document
) -> None:
    keys = place.keys
    assert [row.state for row in keys.tables.rows[:3]] == ["● 1", "● 2", "– ingen ennå"]
    keys.list.choose("t1")
    keys.notes.choose("plain")
    keys.mark.click()
    assert document.snapshot.notes.by_id["plain"].draft.key
    assert keys.tables.rows[0].state == "● 2"
    keys.notes.choose("plain")
    assert keys.mark.text() == "Ikke hovedpunkt"
    keys.mark.click()
    assert not document.snapshot.notes.by_id["plain"].draft.key


def test_a_key_point_can_be_written_and_a_fourth_is_told(place: HarvestPlace, document: Document) -> None:
    keys = place.keys
    keys.list.choose("t3")
    for text in ("Én", "To", "Tre", "Fire"):
        keys.written.setText(text)
        keys.add.click()
    assert [note.draft.text for note in document.snapshot.notes.key_points("cafe", "t3")] == [
        "Én",
        "To",
        "Tre",
        "Fire",
    ]
    assert keys.tables.rows[2].state == "▲ 4, høyst 3"
    assert keys.count.text() == "3 av 3 bord har valgt"


# ── the board ──


def test_key_points_lie_under_their_theme(board: HarvestBoard) -> None:
    assert titles(board, "a") == ["Flere busser på kvelden", "Flere busser, på kvelden!"]
    assert titles(board, "b") == ["Bedre fibernett"]
    board.all_notes.click()
    assert titles(board, "a")[-1] == "Bare et innspill"


def test_chosen_cards_are_put_together_and_taken_back(board: HarvestBoard, document: Document) -> None:
    choose(board.columns["a"], "bus", "again")
    board.merge.click()
    assert points(document) == [("Flere busser på kvelden", ("bus", "again"))]
    assert [card.said for card in board.columns["a"].cards.cards] == ["Sagt ved 2 bord: 1, 2"]
    assert [note.id for note in board.made_of.notes.notes] == ["bus", "again"]
    document.undo()
    assert points(document) == []
    assert len(titles(board, "a")) == 2
    document.redo()
    board.columns["a"].choose(document.plan.event.points[0].id)
    board.made_of.choose("bus")
    board.take_out.click()
    assert points(document) == [("Flere busser på kvelden", ("again",))]
    board.apart.click()
    assert points(document) == []


def test_a_card_dropped_on_another_is_put_together_with_it(board: HarvestBoard, document: Document) -> None:
    column = board.columns["a"]
    on = QPointF(column.visualRect(column.cards.index(0)).center())
    drop(column, ["fibre"], on)
    assert points(document) == [("Flere busser på kvelden", ("bus", "fibre"))]


def test_a_card_dropped_in_another_column_gets_its_theme(board: HarvestBoard, document: Document) -> None:
    drop(board.columns[None], ["fibre"], QPointF(20, 300))
    (point,) = document.plan.event.points
    assert (point.title, point.theme_id, point.sources) == ("Bedre fibernett", None, ("fibre",))
    drop(board.columns["a"], [point.id], QPointF(20, 400))
    assert document.plan.event.points[0].theme_id == "a"
    drop(board.columns["a"], ["again"], QPointF(20, 400))
    assert len(document.plan.event.points) == 1


def test_points_are_ordered_and_retitled(board: HarvestBoard, document: Document) -> None:
    three_points(document)
    column = board.columns["a"]
    column.choose("p3")
    board.up.click()
    assert [point.id for point in document.plan.event.points] == ["p1", "p3", "p2"]
    assert column.ids == ["p3"]
    drop(column, ["p1"], QPointF(20, 600))
    assert [point.id for point in document.plan.event.points] == ["p3", "p2", "p1"]
    column.cards.setData(column.cards.index(column.cards.row_of("p2")), "Nytt navn")
    assert document.plan.event.points[1].title == "Nytt navn"
    column.cards.setData(column.cards.index(column.cards.row_of("p2")), "  ")
    assert document.plan.event.points[1].title == "Nytt navn"


@pytest.mark.parametrize(
    ("dragged", "on", "share", "order"),
    [
        ("p3", "p1", 0, "p3 p1 p2"),
        ("p1", "p2", 1, "p2 p1 p3"),
        ("p1", "p1", 0, "p1 p2 p3"),
        ("p1", "p1", 1, "p1 p2 p3"),
        ("p1", "bus", 0, "p2 p3 p1"),
        ("p1 p2", "p2", 0, "p1 p2 p3"),
    ],
)
def test_a_point_dropped_between_cards_goes_there(
    board: HarvestBoard, document: Document, dragged: str, on: str, share: float, order: str
) -> None:
    three_points(document)
    column = board.columns["a"]
    drop(column, dragged.split(), spot(column, on, share))
    assert " ".join(point.id for point in document.plan.event.points) == order


def test_a_source_can_be_dragged_out_of_its_point(board: HarvestBoard, document: Document) -> None:
    column, other = board.columns["a"], board.columns["b"]
    drop(column, ["again", "fibre"], spot(column, "bus"))
    drop(other, ["fibre"], QPointF(20, 300))
    assert points(document) == [("Flere busser på kvelden", ("bus", "again"))]
    assert titles(board, "b") == ["Bedre fibernett"]
    drop(other, ["again"], spot(other, "fibre"))
    assert points(document) == [
        ("Flere busser på kvelden", ("bus",)),
        ("Bedre fibernett", ("fibre", "again")),
    ]


def test_a_new_choice_forgets_the_one_in_another_column(board: HarvestBoard) -> None:
    column, other = board.columns["a"], board.columns["b"]
    click(column, spot(column, "bus"))
    click(other, spot(other, "fibre"))
    assert board.chosen == ["fibre"]
    click(column, spot(column, "again"), Qt.KeyboardModifier.ControlModifier)
    assert board.chosen == ["again", "fibre"]
    click(column, QPointF(20, 350))
    assert board.chosen == []


def test_points_are_put_together_and_retitled_by_keyboard(
    board: HarvestBoard, document: Document, qtbot: QtBot
) -> None:
    column, other = board.columns["a"], board.columns["b"]
    with qtbot.waitActive(board):
        column.setFocus()
    column.choose("again")
    QTest.keyClick(column, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is other
    QTest.keyClick(other, Qt.Key.Key_Space)
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert points(document) == [("Flere busser, på kvelden!", ("again", "fibre"))]
    assert QApplication.focusWidget() is column
    QTest.keyClick(column, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Buss og fiber")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: points(document)[0][0] == "Buss og fiber")


def test_news_leave_what_is_typed_and_what_is_chosen(
    board: HarvestBoard, document: Document, qtbot: QtBot
) -> None:
    column = board.columns["a"]
    choose(column, "bus", "again")
    document.write_notes(a_draft("Fra en telefon", note_id="phone", key=True, theme_id="a"))
    assert board.chosen == ["bus", "again"]
    board.merge.click()
    with qtbot.waitActive(board):
        column.setFocus()
    column.choose(document.plan.event.points[0].id)
    QTest.keyClick(column, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Halvveis")
    again = document.snapshot.notes.by_id["again"].draft
    document.write_notes(replace(again, id="back", parent_id=again.id, taken_back=True))
    assert column.cards.cards[0].said == "Sagt ved 1 bord: 1"
    assert editor.text() == "Halvveis"


def test_many_cards_are_fetched_as_they_are_needed(board: HarvestBoard, document: Document) -> None:
    drafts = [a_draft(f"Punkt {n}", note_id=f"n{n}", key=True, theme_id="a") for n in range(3 * BATCH)]
    document.write_notes(*drafts)
    column = board.columns["a"]
    assert column.cards.rowCount() < len(column.cards.cards) == 3 * BATCH + 2
    last = f"n{3 * BATCH - 1}"
    assert column.choose(last)
    assert board.chosen == [last]


def test_what_is_nearly_the_same_is_suggested_and_never_put_together_by_itself(
    board: HarvestBoard, document: Document, qtbot: QtBot
) -> None:
    qtbot.waitUntil(board.bar.isVisible)
    assert "Flere busser på kvelden" in board.suggestion.text()
    assert points(document) == []
    board.reveal.click()
    assert board.chosen == ["bus", "again"]
    assert [note.id for note in board.made_of.notes.notes] == ["bus", "again"]
    board.accept.click()
    assert points(document) == [("Flere busser på kvelden", ("bus", "again"))]
    qtbot.waitUntil(lambda: not board.bar.isVisible())


def test_a_dismissed_suggestion_does_not_come_again(board: HarvestBoard, qtbot: QtBot) -> None:
    qtbot.waitUntil(board.bar.isVisible)
    board.dismiss.click()
    board.draw()
    qtbot.waitUntil(lambda: board._job is not None and not board._job.running)
    assert not board.bar.isVisible()


# ── next steps ──


def test_next_steps_are_typed_in_the_cells_ordered_and_removed(
    place: HarvestPlace, document: Document
) -> None:
    place.show_page("steps")
    page = place.steps
    assert page.empty.isVisible()
    for title in ("Utkast", "Høring"):
        page.new.click()
        row = page.steps.rowCount() - 1
        page.steps.setData(page.steps.index(row, 0), title)
        page.steps.setData(page.steps.index(row, 1), "Styret")
    steps = document.plan.event.steps
    assert [(step.title, step.owner) for step in steps] == [("Utkast", "Styret"), ("Høring", "Styret")]
    page.list.choose(steps[1].id)
    page.up.click()
    assert [step.title for step in document.plan.event.steps] == ["Høring", "Utkast"]
    assert not page.steps.setData(page.steps.index(0, 0), " ")
    page.remove.click()
    assert [step.title for step in document.plan.event.steps] == ["Utkast"]
    document.undo()
    assert len(document.plan.event.steps) == 2
