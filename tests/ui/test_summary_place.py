"""Oppsummering: the real PDF shown, saved and made anew; and the way forward."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.sample import sample_snapshot
from facilitator.summary_plan import Edition
from facilitator.ui import messages
from facilitator.ui.document import Document, Tone
from facilitator.ui.places import summary
from facilitator.ui.places.summary import SummaryPlace
from tests.ui.conftest import OpenDocument

PATIENCE = 20_000  # ms: the longest that making a PDF may take on a busy machine


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    return open_document(sample_snapshot(with_notes=True))


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> SummaryPlace:
    i18n.use("en")
    made = SummaryPlace(document)
    qtbot.addWidget(made)
    return made


def save_to(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> None:
    monkeypatch.setattr(messages, "choose_file_to_save", lambda *_question: file)


def shown(place: SummaryPlace) -> str:
    """The text of the first pages of the preview."""
    pages = range(min(8, place.pdf.pageCount()))
    return " ".join(" ".join(place.pdf.getAllText(page).text().split()) for page in pages)


def test_the_preview_is_the_pdf_itself(place: SummaryPlace, qtbot: QtBot) -> None:
    place.show()
    qtbot.waitUntil(lambda: place.pdf.pageCount() > 10, timeout=PATIENCE)
    assert place.state.text() == f"{place.pdf.pageCount()} pages"


def test_the_edition_is_chosen_in_words_and_the_preview_follows(place: SummaryPlace, qtbot: QtBot) -> None:
    place.show()
    qtbot.waitUntil(lambda: "Dag Aanensen" in shown(place), timeout=PATIENCE)
    radio = place.panel.editions[Edition.OPEN]
    assert radio.accessibleName() == "Open edition: can be published: names nobody"
    radio.click()
    assert place.pdf.pageCount() == 0  # the other edition is not shown meanwhile
    qtbot.waitUntil(lambda: place.pdf.pageCount() > 0, timeout=PATIENCE)
    assert "Summary, open edition" in shown(place)
    assert "Dag Aanensen" not in shown(place)
    assert place.panel.replaced.text() == "No full names stood in the texts"
    place.panel.editions[Edition.FULL].click()
    qtbot.waitUntil(lambda: place.pdf.pageCount() > 0, timeout=PATIENCE)
    assert "Dag Aanensen" in shown(place)
    assert not place.panel.replaced.isVisible()


@pytest.mark.parametrize(
    ("edition", "language", "name"),
    [(Edition.OPEN, "en", "summary, open edition"), (Edition.FULL, "en", "summary, full edition")],
)
def test_the_file_is_called_by_its_edition_and_holds_that(
    place: SummaryPlace,
    document: Document,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    edition: Edition,
    language: str,
    name: str,
) -> None:
    asked: list[object] = []

    def choose(_parent: object, title: str, suggested: Path, pattern: str) -> Path:
        asked.extend((title, suggested.name, pattern))
        return tmp_path / "out.md"

    monkeypatch.setattr(messages, "choose_file_to_save", choose)
    place.panel.editions[edition].click()
    place.language.setCurrentIndex(place.language.findData(language))
    with qtbot.waitSignal(document.told, timeout=PATIENCE) as told:
        place.save_as()
    title, suggested, pattern = map(str, asked)
    assert title == f"Save the {edition} edition of the summary"
    assert suggested == f"{document.path.stem} – {name}.pdf"
    assert ("json" in pattern) is (edition is Edition.FULL)
    assert ("Dag Aanensen" in (tmp_path / "out.md").read_text("utf-8")) is (edition is Edition.FULL)
    assert ("before you publish it" in told.args[0]) is (edition is Edition.OPEN)


def test_the_preview_is_searched(place: SummaryPlace, qtbot: QtBot) -> None:
    place.resize(1200, 600)
    place.show()
    qtbot.waitUntil(lambda: place.pdf.pageCount() > 10, timeout=PATIENCE)
    place.search.setText("Oslofjord")
    qtbot.waitUntil(lambda: place.found.rowCount(QModelIndex()) > 3, timeout=PATIENCE)
    shown = []
    for _press in range(3):
        QTest.keyClick(place.search, Qt.Key.Key_Return)
        shown.append(place.view.verticalScrollBar().value())
    assert shown == sorted(set(shown))
    assert place.view.currentSearchResultIndex() == 2
    place.search.clear()
    assert place.view.currentSearchResultIndex() == -1


def test_what_is_printed_is_the_day_as_it_is_now(
    place: SummaryPlace, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []

    def take(_parent: object, _document: object, file: Path, _title: str) -> None:
        printed.append(" ".join(PdfReader(file).pages[0].extract_text().split()))

    monkeypatch.setattr(summary, "print_file", take)
    place.show()
    place.print.click()
    assert printed == []
    qtbot.waitUntil(lambda: len(printed) == 1, timeout=PATIENCE)
    event = replace(document.plan.event, title="Another title")
    document.edit(replace(document.plan, event=event), "change the title")
    place.print.click()
    qtbot.waitUntil(lambda: len(printed) == 2, timeout=PATIENCE)
    place.print.click()  # what is shown is printed at once
    assert ["Another title" in text for text in printed] == [False, True, True]


def test_nothing_is_made_while_nobody_looks(place: SummaryPlace, document: Document) -> None:
    place.refresh()
    assert place.pdf.pageCount() == 0


@pytest.mark.parametrize(("name", "begins"), [("out.pdf", b"%PDF-"), ("out", b"%PDF-"), ("out.json", b"{")])
def test_saving_writes_by_the_ending_and_says_where(
    place: SummaryPlace,
    document: Document,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    begins: bytes,
) -> None:
    save_to(monkeypatch, tmp_path / name)
    with qtbot.waitSignal(document.told, timeout=PATIENCE) as told:
        place.save_as()
    written = tmp_path / name if Path(name).suffix else tmp_path / f"{name}.pdf"
    assert written.read_bytes().startswith(begins)
    assert str(written) in told.args[0]
    assert place.state.text() == ""


def test_the_number_of_pages_is_back_after_saving(
    place: SummaryPlace, document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.show()
    qtbot.waitUntil(lambda: place.pdf.pageCount() > 0, timeout=PATIENCE)
    shown = place.state.text()
    save_to(monkeypatch, tmp_path / "out.pdf")
    with qtbot.waitSignal(document.told, timeout=PATIENCE):
        place.save_as()
    assert place.state.text() == shown


def test_a_file_that_cannot_be_written_is_said(
    place: SummaryPlace, document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "nowhere" / "out.pdf")
    with qtbot.waitSignal(document.told, timeout=PATIENCE) as told:
        place.save_as()
    assert told.args[1] is Tone.ERROR
    assert not (tmp_path / "nowhere").exists()
