"""What puts the program together: the words of Qt's own dialogues, and where a file is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import settings
from facilitator.models import Store, verify
from facilitator.record import Started
from facilitator.sample import sample_snapshot
from facilitator.ui import messages
from facilitator.ui.app import Program
from tests.builders import FakeClock


@pytest.fixture
def program(qapp: QApplication, clock: FakeClock) -> Iterator[Program]:
    made = Program(qapp, clock, "nb")
    yield made
    made.close_document()
    made.deleteLater()
    QCoreApplication.sendPostedEvents()


def test_qts_dialogues_speak_norwegian(program: Program) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Avbryt"
    assert program.window is None


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


def save_as(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """Has the save dialogue answer with that file."""
    monkeypatch.setattr(messages, "choose_file_to_save", lambda *_question: file)


def test_a_new_day_replaces_the_file_that_the_dialogue_asked_about(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.facilitator"
    Store.create(old, sample_snapshot()).close()
    save_as(monkeypatch, old)
    program.new_day()
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
    program.new_day()
    assert program.document is document
    document.press(Started(document.plan.event.items[0].id))
    program.close_document()
    assert verify(file) == ()
