"""Notes that go out to another copy of the event, and come in from one."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.exchange.notes_files import write_notes_file
from facilitator.ui import messages
from facilitator.ui.document import Document
from facilitator.ui.places.notes_exchange import NotesExchange, came_words
from tests.builders import a_day, a_draft, a_snapshot, an_event, some_notes
from tests.ui.conftest import OpenDocument

DAY = a_day()
FIRST = a_draft("Flere busser")
HERE = a_draft("Bane", note_id=FIRST.note_id, parent_id=FIRST.id)
THERE = a_draft("Tog", note_id=FIRST.note_id, parent_id=FIRST.id)
OTHER = a_draft("Trygge skoleveier")


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    i18n.use("en")
    return open_document(a_snapshot(DAY, notes=some_notes(FIRST, HERE)))


@pytest.fixture
def exchange(document: Document, qtbot: QtBot) -> NotesExchange:
    made = NotesExchange(document)
    qtbot.addWidget(made)
    return made


def press(qtbot: QtBot, exchange: NotesExchange, *, export: bool = False) -> str:
    """Presses the button; what the document tells when it is done."""
    with qtbot.waitSignal(exchange._document.told) as told:
        (exchange.export_button if export else exchange.import_button).click()
    assert told.args is not None
    return str(told.args[0])


def test_notes_of_another_copy_come_in(
    document: Document, exchange: NotesExchange, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "notes.json"
    write_notes_file(file, DAY, some_notes(FIRST, THERE, OTHER))
    monkeypatch.setattr(messages, "choose_file_to_open", lambda *_asked: file)
    with qtbot.waitSignal(document.notes_changed):
        said = press(qtbot, exchange)
    assert said.startswith("2 notes came in, new or changed. 1 was changed here too: both texts are kept")
    notes = document.snapshot.notes
    assert [note.draft for note in notes.standing] == [THERE, OTHER]
    assert press(qtbot, exchange) == "All notes in the file are here already. Nothing is changed."
    assert document.snapshot.notes == notes


def test_what_goes_out_can_come_in(
    document: Document, exchange: NotesExchange, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "notes.json"
    monkeypatch.setattr(messages, "choose_file_to_save", lambda *_asked: file)
    monkeypatch.setattr(messages, "choose_file_to_open", lambda *_asked: file)
    assert press(qtbot, exchange, export=True).startswith("Saved as")
    assert "are here already" in press(qtbot, exchange)


def test_another_events_file_is_refused_and_changes_nothing(
    document: Document, exchange: NotesExchange, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "notes.json"
    write_notes_file(file, an_event(id="other", title="Landsmøte"), some_notes(OTHER))
    monkeypatch.setattr(messages, "choose_file_to_open", lambda *_asked: file)
    before = document.snapshot.notes
    assert "another event, “Landsmøte”" in press(qtbot, exchange)
    assert document.snapshot.notes == before
    assert exchange.import_button.isEnabled()


def test_nothing_chosen_does_nothing(exchange: NotesExchange, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "choose_file_to_open", lambda *_asked: None)
    exchange.import_button.click()
    assert exchange.job is None


def test_one_note_is_said_as_one() -> None:
    i18n.use("en")
    assert came_words(some_notes(FIRST), [FIRST]) == "1 note came in, new or changed."
