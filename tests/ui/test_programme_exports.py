"""The programme's menu: every export asks where, writes beside the window, and says how it went."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.report import CONTENTS, What
from facilitator.ui import exporting, messages
from facilitator.ui.document import Document, Tone
from facilitator.ui.places.paper_window import PaperWindow
from facilitator.ui.places.papers import programme_entries
from facilitator.ui.places.programme import ProgrammePlace
from facilitator.ui.places.programme_exports import Export, exports
from facilitator.ui.places.programme_menu import programme_menu

PATIENCE = 20_000  # ms: the longest that making a file may take on a busy machine
BEGINNINGS = {
    ".pdf": b"%PDF-",
    ".docx": b"PK",
    ".html": b"<!DOCTYPE html>",
    ".xlsx": b"PK",
    ".csv": b"\xef\xbb\xbf",
    ".ics": b"BEGIN:VCALENDAR",
    ".md": b"# ",
}


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def offered() -> list[Export]:
    with i18n.speaking("en"):
        return list(exports())


class Dialogue:
    """Stands for the file dialogue: remembers what was suggested, and chooses the file or none."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, chosen: Path | None = None) -> None:
        self.asked: list[tuple[str, Path, str]] = []
        self._chosen = chosen
        monkeypatch.setattr(messages, "choose_file_to_save", self._choose)

    def _choose(self, _parent: QWidget, title: str, suggested: Path, pattern: str) -> Path | None:
        self.asked.append((title, suggested, pattern))
        return self._chosen


def press(document: Document, text: str, qtbot: QtBot) -> None:
    """Chooses that line; where it shows a print-out first, that is saved."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dict(programme_entries(parent, document))[text]()
    for window in parent.findChildren(PaperWindow):
        window.save.click()


@pytest.mark.parametrize("export", offered(), ids=lambda export: f"{export.what}{export.ending}")
def test_every_line_writes_its_file_and_says_where(
    export: Export, sample: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / f"ut{export.ending}"
    dialogue = Dialogue(monkeypatch, target)
    with qtbot.waitSignal(sample.told, timeout=PATIENCE) as told:
        press(sample, export.text, qtbot)
    checked = " Checked: PDF/A-2a, PDF/UA-1." if export.ending == ".pdf" else ""
    assert told.args[:3] == [f"Saved as {target}.{checked}", Tone.INFO, "Open"]
    assert target.read_bytes().startswith(BEGINNINGS[export.ending])
    title, suggested, pattern = dialogue.asked[0]
    assert title == export.text.removesuffix(" …")
    assert suggested == sample.path.with_name(f"{sample.path.stem} - {export.name}{export.ending}")
    assert pattern.endswith(f"(*{export.ending})")


def test_the_menu_offers_only_what_can_be_written_each_under_a_name_of_its_own() -> None:
    assert all(export.what in CONTENTS[export.ending] for export in offered())
    names = [(export.name, export.ending) for export in offered()]
    assert len(set(names)) == len(names)


def test_the_private_notes_are_in_the_edition_that_says_so(
    sample: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Dialogue(monkeypatch, tmp_path / "ut.csv")
    with qtbot.waitSignal(sample.told, timeout=PATIENCE):
        press(sample, "Table as text (CSV) …", qtbot)
    assert "Ett minutt per bord" not in (tmp_path / "ut.csv").read_text("utf-8-sig")
    private = {export.text for export in offered() if export.what is What.RUNNING_SHEET}
    assert private == {
        "Running sheet for the moderators (PDF) …",
        "Running sheet to go on writing in (DOCX) …",
        "Spreadsheet with private notes (XLSX) …",
    }


def test_a_name_without_an_ending_gets_the_suggested_one(
    sample: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Dialogue(monkeypatch, tmp_path / "ut")
    with qtbot.waitSignal(sample.told, timeout=PATIENCE):
        press(sample, "Markdown …", qtbot)
    assert (tmp_path / "ut.md").exists()


def test_nothing_is_written_where_nothing_is_chosen(
    sample: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Dialogue(monkeypatch, None)
    before = sorted(tmp_path.iterdir())
    press(sample, "Markdown …", qtbot)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["nowhere/ut.md", "ut.ics"])
def test_what_cannot_be_written_is_told(
    name: str, sample: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Dialogue(monkeypatch, tmp_path / name)
    with qtbot.waitSignal(sample.told, timeout=PATIENCE) as told:
        press(sample, "Running sheet for the moderators (PDF) …" if name == "ut.ics" else "Markdown …", qtbot)
    assert told.args[1:3] == [Tone.ERROR, ""]
    assert not (tmp_path / name).exists()


def test_the_button_of_the_message_opens_the_file(
    sample: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    Dialogue(monkeypatch, tmp_path / "ut.md")
    with qtbot.waitSignal(sample.told, timeout=PATIENCE) as told:
        press(sample, "Markdown …", qtbot)
    told.args[3]()
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "ut.md"))]


@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_nothing_opens_is_told(
    there: bool, sample: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: not there)
    file = tmp_path / "ut.md"
    if there:
        file.touch()
    with qtbot.waitSignal(sample.told) as told:
        exporting.open_file(sample, file)
    assert "ut.md" in told.args[0]
    assert told.args[1] is Tone.WARNING


def test_the_place_has_the_menu_and_its_button_a_name(sample: Document, qtbot: QtBot) -> None:
    place = ProgrammePlace(sample)
    qtbot.addWidget(place)
    told = [action.text() for action in place.in_and_out.menu().actions()]
    assert set(told) >= {export.text for export in offered()}
    assert place.in_and_out.accessibleName() == "In and out"


def test_a_line_of_the_menu_does_what_it_says(qtbot: QtBot) -> None:
    done: list[str] = []
    made = programme_menu([("One", lambda: done.append("one")), ("Two", lambda: done.append("two"))])
    qtbot.addWidget(made)
    made.menu().actions()[1].trigger()
    assert done == ["two"]
