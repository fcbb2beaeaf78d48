"""The moderators' day as one story through the real window: late, café, notes, export, reopen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator import report
from facilitator.event import Event, find
from facilitator.models import Store, verify
from facilitator.notes import NoteKind
from facilitator.record import Presence
from facilitator.sample import sample_snapshot
from facilitator.timetable import State
from facilitator.ui.app import Program
from facilitator.ui.document import Document
from facilitator.ui.main_window import MainWindow
from facilitator.ui.places.cafe import CafePlace
from facilitator.ui.places.notes import NotesPlace
from facilitator.ui.places.notes_found import Spot
from facilitator.ui.places.people import PeoplePlace
from facilitator.ui.room.scenes import SceneName
from tests.builders import FakeClock
from tests.ui.typing import type_text

CAFE = "item-cafe"
SAID = {
    (0, "table-01"): "Togene til Hamar er for få <b>og</b> for sene",
    (0, "table-09"): "Energi & natur må ses i sammenheng",
    (1, "table-01"): "Prioriter kollektivknutepunktene først",
    (2, "table-20"): "Første skritt: et felles kart – ŋ, ä, 😀",
}


class Day:
    """The program with its window, and what a moderator does to it."""

    def __init__(self, program: Program, file: Path, clock: FakeClock, qtbot: QtBot) -> None:
        self.program = program
        self.file = file
        self.clock = clock
        self.qtbot = qtbot

    @property
    def window(self) -> MainWindow:
        return cast(MainWindow, self.program.window)

    @property
    def document(self) -> Document:
        return cast(Document, self.program.document)

    @property
    def event(self) -> Event:
        return self.document.plan.event

    def at(self, local: str) -> None:
        self.clock.set(local)
        self.document.tick()

    def press_next(self, local: str, says: str) -> None:
        """Presses the one big button at that time; ``says`` is what must stand on it."""
        self.at(local)
        assert self.window.now_bar.next.accessibleName() == says
        QTest.mouseClick(self.window.now_bar.next, Qt.MouseButton.LeftButton)

    def check_in(self, letters: str) -> None:
        self.window.show_place("people")
        box = cast(PeoplePlace, self.window.places["people"]).check_in.box
        type_text(box, letters)
        QTest.keyClick(box, Qt.Key.Key_Return)

    def write(self, round_index: int, table_id: str, text: str) -> None:
        self.window.show_place("notes")
        notes = cast(NotesPlace, self.window.places["notes"])
        cafe = find(self.event.items, CAFE)
        assert cafe is not None
        assert notes.go_to(Spot(CAFE, cafe.rounds[round_index].id, table_id))
        notes.editor.kinds[NoteKind.PROPOSAL].click()
        type_text(notes.editor.text, text)
        QTest.keyClick(notes.editor.text, Qt.Key.Key_Return)
        assert notes.editor.text.toPlainText() == ""


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Day]:
    file = tmp_path / "stormøte.facilitator"
    Store.create(file, sample_snapshot()).close()
    clock = FakeClock("08:40")
    program = Program(qapp, clock, "nb")
    program.open(file)
    yield Day(program, file, clock, qtbot)
    program.close_document()


def test_a_whole_day(day: Day, tmp_path: Path) -> None:
    doors_and_check_in(day)
    morning_that_runs_late(day)
    cafe_with_three_rounds(day)
    afternoon(day)
    export_and_reopen(day, tmp_path)


def doors_and_check_in(day: Day) -> None:
    people = day.event.people[:3]
    for person in people:
        day.check_in(f"{person.name} {person.organisation}")
    assert all(day.document.record.present(person.id) is Presence.PRESENT for person in people)
    QTest.keyClick(day.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert day.document.record.present(people[-1].id) is Presence.EXPECTED


def morning_that_runs_late(day: Day) -> None:
    day.press_next("09:00", "Start")
    day.press_next("09:35", "Neste")
    bar = day.window.now_bar
    assert "5 min bak" in bar.offset.text()
    bar.menu.started_ago[3].trigger()  # it started three minutes ago
    assert "2 min bak" in bar.offset.text()
    for local in ("09:45", "10:31", "10:58", "11:22", "11:38"):
        day.press_next(local, "Neste")
    day.at("11:50")
    lunch = day.document.live.find("item-lunch")
    assert lunch is not None
    assert lunch.expected_start is not None
    assert day.event.local(lunch.expected_start).strftime("%H:%M") == "12:03"  # three minutes past its pin
    day.press_next("12:02", "Neste")
    day.press_next("12:47", "Neste")


def cafe_with_three_rounds(day: Day) -> None:
    day.press_next("13:20", "Neste")
    cafe = cast(CafePlace, day.window.places["cafe"])
    day.window.show_place("cafe")
    assert day.document.live.cafe is not None
    assert cafe.isVisible()
    write_round(day, 0)
    day.at("13:41")  # 20 minutes of talk are over: the write-up came by itself
    assert "skriv ferdig" in day.window.now_bar.running.text()
    day.press_next("13:42", "Bytt bord")
    assert day.window.room.scene(day.document.live) is SceneName.CHANGE
    day.press_next("13:43:30", "Start runden")
    day.window.now_bar.lengthen[2].click()
    assert day.window.now_bar.remaining.text() == "17:00"
    write_round(day, 1)
    day.press_next("13:58", "Skriv ferdig")
    day.press_next("14:00", "Bytt bord")
    day.press_next("14:01:30", "Start runden")
    write_round(day, 2)
    day.press_next("14:16", "Skriv ferdig")
    assert "runde 3 av 3" in day.window.now_bar.running.text()


def write_round(day: Day, round_index: int) -> None:
    for (index, table_id), text in SAID.items():
        if index == round_index:
            day.write(index, table_id, text)


def afternoon(day: Day) -> None:
    for local in ("14:20", "14:33", "15:05", "15:16"):
        day.press_next(local, "Neste")
    day.press_next("15:31", "Avslutt dagen")
    assert day.document.live.finished
    day.window.close()


def export_and_reopen(day: Day, tmp_path: Path) -> None:
    day.program.close_document()
    assert verify(day.file) == ()
    store = Store.open(day.file, day.clock.now())
    snapshot = store.snapshot
    assert [note.draft.text for note in snapshot.notes.standing] == list(SAID.values())
    target = tmp_path / "oppsummering.pdf"
    report.export(snapshot, target, day.clock.now(), "nb")
    store.close()
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(target).pages)
    for said in SAID.values():
        assert said in text
    day.program.open(day.file)
    assert day.document.live.finished
    states = {live.state for live in day.document.live.items}
    assert states == {State.DONE}
    day.window.show_place("summary")
