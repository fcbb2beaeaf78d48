"""What puts the program together: the words of Qt's own dialogues, and where a file is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import settings
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
