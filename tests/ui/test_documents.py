"""Underlag: both ways between document and widgets, by keyboard, and with bad input."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.event import BackgroundDocument
from facilitator.ui.document import Document
from facilitator.ui.places.documents import DocumentsPlace, no_code_sentence
from tests.builders import a_day, a_snapshot
from tests.ui.conftest import OpenDocument
from tests.ui.typing import type_text

PAPERS = (
    BackgroundDocument(id="a", title="Strategi", address="https://example.org/å", language="nb"),
    BackgroundDocument(id="b", title="Kart", language="fi"),
    BackgroundDocument(id="c", title="Fakta", address="fakta.pdf", description="Tall"),
)


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    return open_document(a_snapshot(replace(a_day(), documents=PAPERS)))


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> DocumentsPlace:
    place = DocumentsPlace(document)
    qtbot.addWidget(place)
    place.resize(1198, 600)
    place.show()
    qtbot.waitExposed(place)
    return place


def line(place: DocumentsPlace, name: str) -> QLineEdit:
    widget = place.form.widgets[name]
    assert isinstance(widget, QLineEdit)
    return widget


def retype(widget: QLineEdit, text: str) -> None:
    widget.setFocus()
    widget.clear()
    type_text(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def titles(document: Document) -> list[str]:
    return [paper.title for paper in document.plan.event.documents]


def test_the_first_document_is_shown(place: DocumentsPlace) -> None:
    assert [row.title for row in place.model.lines] == ["Strategi", "Kart", "Fakta"]
    assert line(place, "title").text() == "Strategi"
    assert place.qr.isVisible()


def test_what_is_typed_is_stored_and_drawn(place: DocumentsPlace, document: Document) -> None:
    retype(line(place, "title"), "Føringer <b>2030</b>")
    assert document.plan.event.documents[0].title == "Føringer <b>2030</b>"
    assert place.model.lines[0].title == "Føringer <b>2030</b>"
    document.undo()
    assert place.model.lines[0].title == "Strategi"


@pytest.mark.parametrize("bad", ["http://", "https://a b.no/", "http:///x", "ftp://example.org"])
def test_a_malformed_address_stays_in_its_field_with_the_reason(
    place: DocumentsPlace, document: Document, bad: str
) -> None:
    retype(line(place, "address"), bad)
    assert line(place, "address").text() == bad
    assert place.form.errors["address"].isVisible()
    assert bad in place.form.errors["address"].text()
    assert document.plan.event.documents == PAPERS


def test_an_empty_title_is_refused_by_its_field(place: DocumentsPlace, document: Document) -> None:
    retype(line(place, "title"), "  ")
    assert place.form.errors["title"].isVisible()
    assert document.plan.event.documents == PAPERS


def test_what_was_not_stored_is_quoted_when_another_document_is_chosen(
    place: DocumentsPlace, document: Document, qtbot: QtBot
) -> None:
    retype(line(place, "address"), "http://")
    with qtbot.waitSignal(document.told) as told:
        place.choose("c")
    assert "http://" in told.args[0]
    assert line(place, "address").text() == "fakta.pdf"


def test_another_language_than_those_offered_is_kept(place: DocumentsPlace, document: Document) -> None:
    place.choose("b")
    languages = place.form.widgets["language"]
    assert isinstance(languages, QComboBox)
    assert languages.currentData() == "fi"
    languages.setCurrentIndex(languages.findData("en"))
    assert document.plan.event.documents[1].language == "en"


@pytest.mark.parametrize(
    ("address", "has_code"),
    [
        ("https://example.org", True),
        ("www.osloregionen.no", True),
        ("", False),
        ("C:\\underlag\\kart.pdf", False),
        ("https://example.org/" + "å" * 700, False),
    ],
)
def test_only_what_a_phone_can_open_gets_a_code(address: str, has_code: bool) -> None:
    assert (no_code_sentence(address) == "") is has_code


def test_a_document_without_a_code_says_why(place: DocumentsPlace) -> None:
    place.choose("b")
    assert not place.qr.isVisible()
    assert place.no_qr.text()
    assert not place.open.isVisible()


def test_a_new_document_waits_for_its_title(place: DocumentsPlace, document: Document) -> None:
    place.list.setFocus()
    QTest.keyClick(place.list, Qt.Key.Key_Return)
    assert place.focusWidget() is line(place, "title")
    type_text(line(place, "title"), "Æ")
    QTest.keyClick(line(place, "title"), Qt.Key.Key_Return)
    assert titles(document) == ["Strategi", "Kart", "Fakta", "Æ"]


def test_enter_in_a_field_adds_nothing(place: DocumentsPlace, document: Document) -> None:
    retype(line(place, "title"), "Plan")
    assert titles(document) == ["Plan", "Kart", "Fakta"]


def test_alt_and_an_arrow_move_a_document_which_stays_chosen(
    place: DocumentsPlace, document: Document
) -> None:
    place.list.setFocus()
    QTest.keyClick(place.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(document) == ["Kart", "Strategi", "Fakta"]
    assert line(place, "title").text() == "Strategi"
    assert place.list.currentIndex().row() == 1
    QTest.keyClick(place.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(document) == ["Strategi", "Kart", "Fakta"]
    assert not place.up.isEnabled()


@pytest.mark.parametrize("up", [True, False])
def test_a_button_that_has_moved_one_to_the_end_does_not_hand_the_focus_to_remove(
    place: DocumentsPlace, document: Document, up: bool
) -> None:
    moves = place.up if up else place.down
    place.list.setCurrentIndex(place.model.index(1))
    moves.setFocus()
    QTest.keyClick(moves, Qt.Key.Key_Space)
    assert not moves.isEnabled()
    assert QApplication.focusWidget() is place.list


@pytest.mark.parametrize(
    ("at", "before", "order"),
    [
        (0, 3, ["Kart", "Fakta", "Strategi"]),
        (0, 2, ["Kart", "Strategi", "Fakta"]),
        (2, 0, ["Fakta", "Strategi", "Kart"]),
    ],
)
def test_dragging_moves_a_document(
    place: DocumentsPlace, document: Document, at: int, before: int, order: list[str]
) -> None:
    place.model.moveRow(QModelIndex(), at, QModelIndex(), before)
    assert titles(document) == order


def test_delete_removes_and_undo_brings_back(place: DocumentsPlace, document: Document) -> None:
    place.choose("c")
    place.list.setFocus()
    QTest.keyClick(place.list, Qt.Key.Key_Delete)
    assert titles(document) == ["Strategi", "Kart"]
    assert line(place, "title").text() == "Kart"
    document.undo()
    assert document.plan.event.documents == PAPERS


def test_the_last_one_removed_leaves_a_word_on_what_to_do(place: DocumentsPlace, document: Document) -> None:
    for _paper in PAPERS:
        place.remove.click()
    assert document.plan.event.documents == ()
    assert place.empty.isVisible()
    assert not place.editor.isVisible()
    assert not place.remove.isEnabled()


class Browser(QObject):
    """Stands where the system's browser stands, and remembers what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_the_address_is_opened_in_the_browser(place: DocumentsPlace) -> None:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]  # PySide takes a str
    place.open.click()
    QDesktopServices.unsetUrlHandler("https")
    assert browser.opened == ["https://example.org/å"]
