"""What puts the program together: the words of Qt's own dialogues, and where a file is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator import settings
from facilitator.day_json import to_text
from facilitator.event import MINUTE
from facilitator.i18n import Language, format_date
from facilitator.models import Store, verify
from facilitator.record import Started
from facilitator.sample import sample_snapshot
from facilitator.templates import Template
from facilitator.ui import messages, taking_in
from facilitator.ui.app import Program
from facilitator.ui.document import Tone
from facilitator.ui.job import Job
from facilitator.ui.message_bar import MessageBar
from tests.builders import FakeClock


@pytest.fixture
def program(qapp: QApplication, clock: FakeClock) -> Iterator[Program]:
    made = Program(qapp, clock, "nb")
    yield made
    made.close_document()
    made.deleteLater()
    QCoreApplication.sendPostedEvents()


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", ["Avbryt", "&Navn:", "Skriv ut alle"]), ("nn", ["Avbryt", "&Namn:", "Skriv ut alle"])],
)
def test_qts_dialogues_speak_the_programs_language(
    qapp: QApplication, clock: FakeClock, language: Language, words: list[str]
) -> None:
    program = Program(qapp, clock, language)

    asked = (("QPlatformTheme", "Cancel"), ("QPrintWidget", "&Name:"), ("QPrintSettingsOutput", "Print all"))
    assert [QCoreApplication.translate(*one) for one in asked] == words
    assert QCoreApplication.translate("QShortcut", "Up") == "Pil opp"  # Qt's own
    program.close_document()
    program.deleteLater()


@pytest.mark.parametrize("gone", [True, False])
def test_a_file_is_looked_for_in_a_folder_that_there_is(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    folder = tmp_path / "stick"
    if not gone:
        folder.mkdir()
    settings.save(settings.with_recent(settings.load(), folder / "day.facilitator"))
    asked: list[Path] = []

    def choose(_parent: QWidget | None, _title: str, folder: Path, _pattern: str) -> None:
        asked.append(folder)

    monkeypatch.setattr(messages, "choose_file_to_open", choose)
    program.choose_and_open()
    assert asked == [Path.home() if gone else folder]


def a_json_day(folder: Path, text: str | None = None) -> Path:
    """The finished sample day as JSON, or that text instead."""
    file = folder / "dag.json"
    file.write_text(to_text(sample_snapshot(with_notes=True)) if text is None else text, "utf-8")
    return file


def taken_in(program: Program, file: Path, qtbot: QtBot) -> MessageBar:
    """The message bar, once the program has said what came of opening the file."""
    bar = program.show_start().message_bar
    program.open(file)
    waiting = bar.text.text()
    assert file.name in waiting
    qtbot.waitUntil(lambda: program.window is not None or bar.text.text() != waiting)
    return program.window.message_bar if program.window is not None else bar


def test_of_a_day_saved_as_json_a_new_file_is_made_beside_it(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    there = tmp_path / "dag.facilitator"
    there.write_text("noe annet")
    export = a_json_day(tmp_path)
    before = export.read_bytes()
    bar = taken_in(program, export, qtbot)
    assert program.document is not None
    assert program.document.path == tmp_path / "dag (2).facilitator"
    assert program.document.snapshot.notes == sample_snapshot(with_notes=True).notes
    assert "dag (2).facilitator" in bar.text.text()
    assert (there.read_text(), export.read_bytes()) == ("noe annet", before)


def test_a_large_one_is_made_in_a_process_of_its_own(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = a_json_day(tmp_path)
    monkeypatch.setattr(taking_in, "MANY", export.stat().st_size - 1)
    program.open(export)
    qtbot.waitUntil(lambda: program.window is not None, timeout=30_000)
    assert program.document is not None
    assert program.document.snapshot.notes == sample_snapshot(with_notes=True).notes


def test_a_note_changed_in_the_json_is_told_when_it_is_opened(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    text = to_text(sample_snapshot(with_notes=True)).replace('"text": "', '"text": "!', 1)
    bar = taken_in(program, a_json_day(tmp_path, text), qtbot)
    assert program.document is not None
    assert "dag.facilitator" not in bar.text.text()
    assert "1 " in bar.text.text()


def test_json_that_is_no_day_leaves_everything_as_it_is(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    bar = taken_in(program, a_json_day(tmp_path, "{}"), qtbot)
    assert program.document is None
    assert "dag.json" in bar.text.text()
    assert not list(tmp_path.glob("*.facilitator"))


def test_the_dialogue_for_opening_offers_both(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(messages, "choose_file_to_open", lambda *question: asked.append(question[-1]))
    program.choose_and_open()
    assert asked == ["Facilitator (*.facilitator *.json)"]


def save_as(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """Has the save dialogue answer with that file."""
    monkeypatch.setattr(messages, "choose_file_to_save", lambda *_question: file)


def test_a_new_day_replaces_the_file_that_the_dialogue_asked_about(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.facilitator"
    Store.create(old, sample_snapshot()).close()
    save_as(monkeypatch, old)
    program.new_day(Template.EMPTY)
    assert program.document is not None
    assert program.document.path == old
    assert program.document.plan.event.items == ()


def test_a_new_day_never_replaces_the_one_that_is_open(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "day.facilitator"
    Store.create(file, sample_snapshot()).close()
    program.open(file)
    document = program.document
    assert document is not None
    save_as(monkeypatch, file)
    program.new_day(Template.EMPTY)
    assert program.document is document
    document.press(Started(document.plan.event.items[0].id))
    program.close_document()
    assert verify(file) == ()


def test_a_new_day_comes_from_the_template_that_was_chosen(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "day.facilitator"
    save_as(monkeypatch, file)
    start = program.show_start()
    start.new[Template.CAFE_DAY].click()
    document, window = program.document, program.window
    assert document is not None
    assert window is not None
    assert document.plan.event.cafes
    assert format_date(document.plan.event.date) in window.message_bar.text.text()
    assert verify(file) == ()


@pytest.mark.parametrize("people", [True, False])
def test_a_day_like_the_open_one_leaves_out_what_happened(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, people: bool
) -> None:
    old, new = tmp_path / "old.facilitator", tmp_path / "new.facilitator"
    Store.create(old, sample_snapshot(with_notes=True)).close()
    program.open(old)
    save_as(monkeypatch, new)
    before, window = program.document, program.window
    assert before is not None
    assert window is not None
    plan = before.plan
    window.like_this_wanted.emit(people)
    document = program.document
    assert document is not None
    assert document.path == new
    assert document.plan.event.items == plan.event.items
    assert document.plan.event.people == (plan.event.people if people else ())
    assert document.record.entries == ()
    assert not document.snapshot.notes.by_id
    assert document.plan.event.date != plan.event.date


def test_a_name_for_the_file_is_one_that_a_file_can_have(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "day.facilitator"
    day = sample_snapshot()
    event = replace(day.event, title="Plan A/B: hva nå? ")
    Store.create(file, replace(day, plan=replace(day.plan, event=event))).close()
    program.open(file)
    suggested: list[str] = []

    def choose(_parent: QWidget | None, _title: str, suggestion: Path, _pattern: str) -> None:
        suggested.append(suggestion.name)

    monkeypatch.setattr(messages, "choose_file_to_save", choose)
    program.new_day_like_this(people=True)
    assert suggested[0].startswith("Plan A B hva nå 2")
    assert program.document is not None
    assert program.document.path == file


def test_a_change_of_look_keeps_long_work_in_sight(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "day.facilitator"
    Store.create(file, sample_snapshot()).close()
    program.open(file)
    assert program.window is not None
    before, go_on = program.window, Event()
    job = Job(go_on.wait)
    before.work_strip.follow(job, lambda _page: "Goes on")
    job.start()
    before.dressed.emit()
    qtbot.waitUntil(lambda: program.window is not before)
    assert [one for one, _words in program.window.work_strip.works] == [job]
    with qtbot.waitSignal(job.over):
        go_on.set()
    assert program.window.work_strip.works == ()


def test_a_message_outlives_a_change_of_look(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "day.facilitator"
    Store.create(file, sample_snapshot()).close()
    program.open(file)
    assert program.window is not None
    before, opened = program.window, []
    before.message_bar.say("Lagret.", Tone.INFO, "Åpne", lambda: opened.append(True))
    before.dressed.emit()
    qtbot.waitUntil(lambda: program.window is not before)
    assert program.window.message_bar.message is not None
    assert program.window.message_bar.message[:3] == ("Lagret.", Tone.INFO, "Åpne")
    program.window.message_bar.action.click()
    assert opened == [True]
    assert program.window.message_bar.message is None


def test_the_days_keys_work_in_the_rehearsal_of_the_room_screen_also_in_a_window_made_anew(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "day.facilitator"
    Store.create(file, sample_snapshot()).close()
    program.open(file)
    assert program.document is not None
    assert program.screens is not None
    document, screens, before = program.document, program.screens, program.window
    screens.rehearse()
    assert before is not None
    assert screens.rehearsal is not None
    before.dressed.emit()
    qtbot.waitUntil(lambda: program.window is not before)
    screens.rehearsal.activateWindow()
    qtbot.waitUntil(screens.rehearsal.isActiveWindow)
    QTest.keySequence(screens.rehearsal, QKeySequence("Ctrl+Return"))
    assert document.live.running is not None
    left = document.live.countdown
    QTest.keySequence(screens.rehearsal, QKeySequence("F10"))
    assert document.live.countdown == left + 5 * MINUTE


class Watch(QObject):
    """What happens to a window that the room sees."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.seen: list[QEvent.Type] = []
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen.append(event.type())
        return False


@pytest.mark.parametrize("changed", [{"text_size": 150}, {"theme": "dark"}, {"language": "en"}])
def test_the_room_sees_nothing_of_a_change_of_look_or_language(
    program: Program, tmp_path: Path, changed: dict[str, object]
) -> None:
    file = tmp_path / "day.facilitator"
    Store.create(file, sample_snapshot()).close()
    program.open(file)
    assert program.screens is not None
    assert program.window is not None
    before, screens = program.window, program.screens
    screens.rehearse()
    screens.open_second()
    watched = [screens.rehearsal, screens.second_rehearsal]
    watches = [Watch(window) for window in watched if window]
    shown = [window.view.grab().toImage() for window in watched if window]
    settings.save(replace(settings.load(), **changed))  # type: ignore[arg-type]  # fields of the settings
    before.dressed.emit()
    for _turn in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents()
    assert program.window is not None
    assert program.window is not before
    assert program.screens is screens
    assert [screens.rehearsal, screens.second_rehearsal] == watched
    assert len(watches) == 2
    for watch in watches:
        assert not {QEvent.Type.Hide, QEvent.Type.Close, QEvent.Type.Move, QEvent.Type.Resize} & set(
            watch.seen
        )
    assert [window.view.grab().toImage() for window in watched if window] == shown
    assert program.window.speaker.connected
    program.window.speaker.closing_wanted.emit()
    assert screens.second is None
