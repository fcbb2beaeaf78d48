"""Answers in the window: opened, counted on phones and by hand, folded away until somebody looks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilitator.event import ItemKind, MergedPoint
from facilitator.polls import Ballot, Mark, state_of
from facilitator.record import HandCounted, PollClosed, PollOpened, PollShown, Started
from facilitator.ui.document import Document
from facilitator.ui.places.poll_page import PollPage
from tests.builders import FakeClock, a_day, a_snapshot, an_item
from tests.ui.conftest import OpenDocument

TASK = an_item("task", ItemKind.TASK, prompt="Hva haster?", options=("Buss", "Bane", "Båt"), choose=2)
HARVEST = an_item("harvest", ItemKind.HARVEST)
POINTS = (MergedPoint(id="m1", title="Flere busser"), MergedPoint(id="m2", title="Én billett"))


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    day = a_day()
    return open_document(a_snapshot(replace(day, items=(TASK, *day.items, HARVEST), points=POINTS)))


@pytest.fixture
def page(document: Document, qtbot: QtBot) -> PollPage:
    page = PollPage(document)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    return page


def vote(
    document: Document, key: str, *marks: tuple[str, int], poll_id: str = "task", text: str = ""
) -> None:
    ballot = Ballot(marks=tuple(Mark(*mark) for mark in marks), text=text)
    document.store.cast(poll_id, key * 64, ballot)
    document.hear()


def results(page: PollPage) -> list[list[str]]:
    model = page.counts
    return [[str(model.index(row, at).data()) for at in (0, 1, 2, 4)] for row in range(model.rowCount())]


def test_one_button_opens_and_closes_a_poll(page: PollPage, document: Document) -> None:
    assert (page.question.text(), page.rule.text()) == ("Hva haster?", "Velg inntil 2")
    assert page.state.text() == "○ Ikke åpnet"
    assert not page.show_room.isEnabled()
    page.open.click()
    page.open.click()
    pressed = [entry.fact for entry in document.record.entries]
    assert pressed == [PollOpened("task", ("Buss", "Bane", "Båt")), PollClosed("task")]
    assert page.state.text().startswith("■ Stengt")
    document.undo()
    assert page.state.text().startswith("● Åpen")


def test_the_result_is_folded_away_until_somebody_looks(
    page: PollPage, document: Document, qtbot: QtBot
) -> None:
    page.open.click()
    with qtbot.waitSignal(document.room_changed):
        vote(document, "a", ("Buss", 1), ("Bane", 1))
    assert page.state.text() == "● Åpen · 1 svar"
    assert results(page) == []
    page.show_page("result")
    assert results(page) == [
        ["A", "Buss", "1", "delt 1"],
        ["B", "Bane", "1", "delt 1"],
        ["C", "Båt", "0", ""],
    ]
    with qtbot.waitSignal(document.room_changed):
        vote(document, "b", ("Båt", 1), ("Bane", 1))
    assert results(page)[0] == ["B", "Bane", "2", "1"]
    page.show_page("folded")
    assert results(page) == []


def test_the_room_sees_the_result_when_the_moderator_says_so(page: PollPage, document: Document) -> None:
    page.open.click()
    assert not page.show_room.isEnabled()
    page.open.click()
    page.show_room.click()
    assert document.record.entries[-1].fact == PollShown("task", shown=True)
    assert "salen ser resultatet" in page.state.text()
    page.show_room.click()
    assert not state_of(document.record, "task").shown


def test_a_count_by_hand_is_typed_into_the_cells(page: PollPage, document: Document) -> None:
    page.open.click()
    page.show_page("hand")
    page.hands.setData(page.hands.index(0, 1), "6")
    page.hands.setData(page.hands.index(0, 2), "5")
    page.hands.setData(page.hands.index(0, 4), " 7 ")
    assert document.record.entries[-1].fact == HandCounted("task", "t1", (5, 0, 7), 6)
    page.show_page("result")
    assert results(page)[0] == ["C", "Båt", "7", "1"]
    assert page.state.text() == "● Åpen · 6 svar"
    page.hands.setData(page.hands.index(0, 4), "70")
    assert "Bord 1" in page.note.text()
    document.undo()
    assert page.note.text() == ""


@pytest.mark.parametrize("typed", ["x", "-1", "1.5", "1000000", "٣"])
def test_what_is_no_count_is_refused_and_changes_nothing(
    page: PollPage, document: Document, typed: str
) -> None:
    told: list[str] = []
    document.told.connect(lambda sentence, *_more: told.append(sentence))
    page.open.click()
    before = document.record
    page.show_page("hand")
    assert not page.hands.setData(page.hands.index(0, 1), typed, Qt.ItemDataRole.EditRole)
    assert document.record.entries == before.entries
    assert typed in told[-1]


def test_dots_on_merged_points_are_a_poll_too(page: PollPage, document: Document, qtbot: QtBot) -> None:
    page.choose("harvest")
    assert page.rule.text() == "Velg inntil 3"
    page.open.click()
    with qtbot.waitSignal(document.room_changed):
        vote(document, "a", ("m2", 1), poll_id="harvest")
    page.show_page("result")
    assert [row[1] for row in results(page)] == ["Én billett", "Flere busser"]
    plan = document.plan
    document.edit(replace(plan, event=replace(plan.event, points=POINTS[:1])), "part")
    assert [row[1] for row in results(page)] == ["Flere busser"]


def test_the_poll_of_what_is_on_comes_to_the_front(
    page: PollPage, document: Document, clock: FakeClock
) -> None:
    document.press(Started("harvest"))
    assert page.chooser.currentData() == "harvest"
    page.choose("task")
    clock.set("09:00")
    document.tick()
    assert page.chooser.currentData() == "task"


def test_without_a_question_the_way_to_one_is_told(open_document: OpenDocument, qtbot: QtBot) -> None:
    page = PollPage(open_document(a_snapshot(a_day())))
    qtbot.addWidget(page)
    page.show()
    assert page.empty.isVisible()
    assert not page.card.isVisible()
