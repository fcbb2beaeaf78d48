"""Paper for the day: one calm menu, each line of which asks where and writes a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import Plan
from facilitator.report import PAPERS
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.ui import messages
from facilitator.ui.document import Document, Tone
from facilitator.ui.places import paper_window
from facilitator.ui.places.paper_window import PaperWindow
from facilitator.ui.places.papers import papers
from facilitator.ui.places.programme_exports import Export
from facilitator.ui.places.summary import SummaryPlace
from tests.builders import a_day
from tests.ui.conftest import OpenDocument

PATIENCE = 20_000  # ms: the longest that making a file may take on a busy machine


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def offered() -> list[Export]:
    with i18n.speaking("en"):
        return [paper for paper in papers() if paper]


def place_on(document: Document, qtbot: QtBot) -> SummaryPlace:
    place = SummaryPlace(document)
    qtbot.addWidget(place)
    return place


def press(place: SummaryPlace, text: str, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(_parent: QWidget, _title: str, _suggested: Path, _pattern: str) -> Path:
        return target

    monkeypatch.setattr(messages, "choose_file_to_save", choose)
    shown(place, text).save.click()


def shown(place: SummaryPlace, text: str) -> PaperWindow:
    """The window that the line of the menu opens."""
    next(action for action in place.papers.menu().actions() if action.text() == text).trigger()
    return place.findChildren(PaperWindow)[-1]


def test_every_paper_is_offered_once_under_a_name_of_its_own() -> None:
    assert sorted(paper.what for paper in offered()) == sorted(PAPERS)
    assert len({paper.name for paper in offered()}) == len(PAPERS)


@pytest.mark.parametrize("paper", offered(), ids=lambda paper: paper.what)
def test_every_line_writes_its_paper_in_the_chosen_language(
    paper: Export,
    open_document: OpenDocument,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = open_document(sample_snapshot())
    place = place_on(document, qtbot)
    place.language.setCurrentIndex(place.language.findData("nn"))
    with qtbot.waitSignal(document.told, timeout=PATIENCE) as told:
        press(place, paper.text, tmp_path / "ut.pdf", monkeypatch)
    assert told.args[1] is Tone.INFO
    assert str(PdfReader(tmp_path / "ut.pdf").root_object["/Lang"]) == "nn"


def test_without_seats_a_sentence_says_what_to_do(open_document: OpenDocument, qtbot: QtBot) -> None:
    document = open_document(Snapshot(plan=Plan(event=a_day())))
    with qtbot.waitSignal(document.told, timeout=PATIENCE) as told:
        shown(place := place_on(document, qtbot), "Who sits at each table …")
    qtbot.waitUntil(lambda: not place.findChildren(PaperWindow))
    assert told.args[1] is Tone.ERROR
    assert "Make a table plan" in told.args[0]


def test_the_button_has_a_name(open_document: OpenDocument, qtbot: QtBot) -> None:
    document = open_document(Snapshot(plan=Plan(event=a_day())))
    assert place_on(document, qtbot).papers.accessibleName() == "Paper for the day"


def test_badges_can_be_put_on_labels_and_what_is_shown_is_printed(
    open_document: OpenDocument, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[tuple[int, str]] = []

    def take(_parent: QWidget, _document: Document, file: Path, title: str) -> None:
        printed.append((len(PdfReader(file).pages), title))

    monkeypatch.setattr(paper_window, "print_file", take)
    window = shown(place_on(open_document(sample_snapshot()), qtbot), "Badges …")
    assert not window.print.isEnabled()
    qtbot.waitUntil(window.print.isEnabled, timeout=PATIENCE)
    window.print.click()
    window.sheets.setCurrentIndex(window.sheets.findData("L7160"))
    assert not window.print.isEnabled()
    qtbot.waitUntil(window.print.isEnabled, timeout=PATIENCE)
    window.print.click()
    people = len(sample_snapshot().event.people)
    assert printed == [(-(-people // 6), "Badges"), (-(-people // 21), "Badges")]


def test_only_badges_ask_for_labels(open_document: OpenDocument, qtbot: QtBot) -> None:
    place = place_on(open_document(sample_snapshot()), qtbot)
    assert shown(place, "Badges …").sheets.isVisible()
    assert not shown(place, "Sign-in list …").sheets.isVisible()
