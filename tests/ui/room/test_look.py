"""The look of the screens: themes and the organiser's logo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from facilitator.event import RoomTheme
from facilitator.ui import messages
from facilitator.ui.document import Document
from facilitator.ui.room.look import RoomLook


@pytest.fixture
def look(sample: Document, qtbot: QtBot) -> RoomLook:
    made = RoomLook(sample)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("theme", [RoomTheme.LIGHT, RoomTheme.CONTRAST])
def test_a_theme_is_chosen_and_taken_back(look: RoomLook, sample: Document, theme: RoomTheme) -> None:
    assert look.themes.current == "dark"
    look.themes.buttons[theme.value].click()
    assert sample.plan.event.room_theme is theme
    sample.undo()
    assert sample.plan.event.room_theme is RoomTheme.DARK
    assert look.themes.current == "dark"


def test_a_logo_is_chosen_shown_and_taken_away(
    look: RoomLook, sample: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "logo.png"
    Image.new("RGBA", (400, 100), (0, 90, 160, 255)).save(file)
    monkeypatch.setattr(messages, "choose_file_to_open", lambda *_asked: file)
    assert not look.preview.isVisible()
    look.choose.click()
    assert sample.plan.event.logo.startswith(b"\x89PNG")
    assert look.preview.isVisible()
    look.remove.click()
    assert sample.plan.event.logo == b""
    assert not look.preview.isVisible()
    sample.undo()
    assert sample.plan.event.logo


def test_what_is_no_picture_leaves_the_old_logo(
    look: RoomLook, sample: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / "logo.png"
    file.write_text("not a picture")
    monkeypatch.setattr(messages, "choose_file_to_open", lambda *_asked: file)
    with qtbot.waitSignal(sample.told) as told:
        look.choose.click()
    assert "logo.png" in told.args[0]
    assert sample.plan.event.logo == b""


def test_choosing_nothing_changes_nothing(
    look: RoomLook, sample: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_file_to_open", lambda *_asked: None)
    before = sample.plan
    look.choose.click()
    assert sample.plan is before
