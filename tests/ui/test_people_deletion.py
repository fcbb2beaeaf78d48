"""Deleting the people, and handing out what is held on one of them: the pages, by keyboard."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.errors import FacilitatorError
from facilitator.event import family_first
from facilitator.models import Store, backup, copies
from facilitator.people import remove_people
from facilitator.privacy import named_elsewhere
from facilitator.record import CheckedIn, PeopleDeleted, Presence, Started
from facilitator.sample import sample_snapshot
from facilitator.ui import messages
from facilitator.ui.document import Document
from facilitator.ui.main_window import MainWindow
from facilitator.ui.places.people import PeoplePlace
from facilitator.ui.places.people_deletion import PeopleDeletion
from facilitator.ui.room.control import RoomControl
from tests.builders import FakeClock, a_draft, a_rich_event, a_snapshot, some_notes
from tests.ui.conftest import OpenDocument

PATIENCE = 20_000  # ms: the longest that writing a file may take on a busy machine


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    """Six people, one of whom came and is named in a note."""
    i18n.use("en")
    notes = some_notes(a_draft("Kari 2 Øvre vil ha buss"), a_draft("Bane"))
    document = open_document(a_snapshot(a_rich_event(), notes=notes))
    document.press(CheckedIn("p1", Presence.PRESENT))
    return document


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> PeoplePlace:
    place = PeoplePlace(document)
    qtbot.addWidget(place)
    place.resize(1198, 700)
    place.show()
    qtbot.waitExposed(place)
    return place


@pytest.fixture
def page(place: PeoplePlace) -> PeopleDeletion:
    place.deletion.trigger()
    assert place.deleting is not None
    return place.deleting


def deleted(page: PeopleDeletion) -> str:
    """The receipt of a deletion, by keyboard alone."""
    QTest.keyClick(page.understood, Qt.Key.Key_Space)
    QTest.keyClick(page.delete, Qt.Key.Key_Return)
    return page.receipt.toPlainText()


def save_to(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> None:
    monkeypatch.setattr(messages, "choose_file_to_save", lambda *_question: file)


def test_the_page_opens_with_the_focus_on_the_tick(page: PeopleDeletion, place: PeoplePlace) -> None:
    assert place.focusWidget() is page.understood
    assert page.delete.accessibleName() == "Delete 6 people"


def test_nothing_is_deleted_without_the_tick(page: PeopleDeletion, document: Document) -> None:
    QTest.keyClick(page.delete, Qt.Key.Key_Return)
    page.delete_now()
    assert not page.delete.isEnabled()
    assert len(document.plan.event.people) == 6


@pytest.mark.parametrize("leave", ["Esc", "Back"])
def test_leaving_deletes_nothing(
    leave: str, page: PeopleDeletion, place: PeoplePlace, document: Document
) -> None:
    if leave == "Esc":
        QTest.keyClick(page.understood, Qt.Key.Key_Escape)
    else:
        page.back.click()
    assert place.deleting is None
    assert place.focusWidget() is place.check_in.box
    assert len(document.plan.event.people) == 6


def test_tick_and_press_delete_the_people(page: PeopleDeletion, document: Document) -> None:
    deleted(page)
    assert document.plan.event.people == ()
    assert document.record.entries[-1].fact == PeopleDeleted(6, 1, 1)
    assert not document.undo_stack.canUndo()
    assert len(document.snapshot.notes.standing) == 2


def test_who_is_named_elsewhere_is_told_before(page: PeopleDeletion) -> None:
    assert page.elsewhere.isVisible()
    assert page.elsewhere.text().endswith("\nKari 2 Øvre")


def test_what_is_named_since_is_told_too(page: PeopleDeletion, document: Document) -> None:
    document.write_notes(a_draft("Kari 3 Øvre også"))
    assert page.elsewhere.text().endswith("\nKari 2 Øvre, Kari 3 Øvre")


def test_a_running_day_is_warned_of(page: PeopleDeletion, document: Document) -> None:
    assert not page.warning.isVisible()
    document.press(Started("cafe"))
    assert "nobody can be checked in" in page.warning.text()
    assert page.warning.isVisible()


def test_the_receipt_says_what_was_done_and_names_nobody(page: PeopleDeletion, document: Document) -> None:
    copies.backup_folder().mkdir(parents=True)
    backup(document.path, copies.backup_folder() / "old.facilitator")
    text = deleted(page)
    for told in (
        "Deleted: 5 March 2024 at 08:50:00 (Europe/Oslo)",
        f"File: {document.path}",
        "- 6 people\n",
        "- 1 copy, or part of one, on this computer",
        "- The numbers: 6 on the list · 1 present · 1 municipality or organisation",
        "- 2 notes, just as the tables wrote them",
        "- A copy of the file as it is now: ",
        "- 1 person is also named in what stays",
    ):
        assert told in text
    assert "Kari" not in text


def test_the_receipt_is_saved_as_text(
    page: PeopleDeletion, document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = deleted(page)
    save_to(monkeypatch, tmp_path / "receipt")
    with qtbot.waitSignal(document.told, timeout=PATIENCE):
        QTest.keyClick(page.save, Qt.Key.Key_Return)
    assert (tmp_path / "receipt.txt").read_text("utf-8") == text


def test_the_receipt_is_copied(page: PeopleDeletion) -> None:
    text = deleted(page)
    page.copy.click()
    assert QGuiApplication.clipboard().text() == text


def test_a_deletion_that_fails_halfway_is_told_and_done_again(
    page: PeopleDeletion, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_store: Store) -> None:
        raise FacilitatorError("The disk is full.")

    told: list[str] = []
    document.told.connect(lambda sentence, *_how: told.append(sentence))
    with monkeypatch.context() as broken:
        broken.setattr(Store, "rewrite", fail)
        assert deleted(page) == ""
    assert told[-1] == "The disk is full."
    assert page.delete.accessibleName() == "Delete what is left of them"
    assert "traces" in page.warning.text()
    QTest.keyClick(page.delete, Qt.Key.Key_Return)
    assert "- 0 people" in page.receipt.toPlainText()


def test_the_list_says_afterwards_how_many_there_were(page: PeopleDeletion, place: PeoplePlace) -> None:
    deleted(page)
    page.back.click()
    assert place.counts.text() == "Deleted: 6 on the list · 1 present · 1 municipality or organisation"
    assert "deleted" in place.empty.text()
    assert place.deletion.isEnabled()  # what is left of them can go later


def test_there_is_nobody_to_delete(open_document: OpenDocument, qtbot: QtBot) -> None:
    place = PeoplePlace(open_document(a_snapshot(replace(a_rich_event(), people=(), tables=(), pairs=()))))
    qtbot.addWidget(place)
    assert not place.deletion.isEnabled()


@pytest.mark.parametrize(("chosen", "enabled"), [((), False), (("p2",), True), (("p1", "p2"), False)])
def test_what_is_held_is_for_one_person(chosen: tuple[str, ...], enabled: bool, place: PeoplePlace) -> None:
    place.table.choose_all(chosen)
    assert place.held.isEnabled() is enabled


def test_what_is_held_on_a_person_is_saved_as_text(
    place: PeoplePlace, document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "held")
    place.table.choose_all(("p2",))
    with qtbot.waitSignal(document.told, timeout=PATIENCE):
        place.held.trigger()
    text = (tmp_path / "held.txt").read_text("utf-8")
    for told in (
        "What is held on Kari 2 Øvre\n",
        "Number on the badge: 11\n",
        "Arrives: 10:00\n",
        "Note-taker at table: 1\n",
        "Wished themes, the dearest first:\n  - Buss\n  - Areal\n",
        "Never at a table with: Kari 1 Øvre\n",
        "  - Kafédialog, round 1: table 3\n",
        "Presence noted: –\n",
    ):
        assert told in text


def test_what_is_held_on_a_person_is_saved_as_json(
    place: PeoplePlace, document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "held.json")
    place.table.choose_all(("p1",))
    with qtbot.waitSignal(document.told, timeout=PATIENCE):
        place.held.trigger()
    held = json.loads((tmp_path / "held.json").read_text("utf-8"))
    assert (held["format"], held["person"]["name"], held["hosts"]) == (
        "facilitator-person",
        "Kari 1 Øvre",
        [1],
    )
    assert [one["presence"] for one in held["presence"]] == ["present"]


def test_the_window_goes_on_without_them_in_the_midst_of_a_cafe(
    open_document: OpenDocument, clock: FakeClock, qtbot: QtBot
) -> None:
    document = open_document(sample_snapshot())
    clock.set("12:30")
    document.press(Started("item-cafe"))
    document.press(*(CheckedIn(person.id, Presence.PRESENT) for person in document.plan.event.people))
    window = MainWindow(document, RoomControl(document))
    qtbot.addWidget(window)
    window.show()
    hidden = set(document.plan.event.people) - set(named_elsewhere(document.snapshot))
    names = {name for person in hidden for name in (person.name, family_first(person.name))}

    def shown() -> set[str]:
        texts = " ".join(made.text() for made in window.findChildren(QLabel))
        return {name for name in names if name in texts}

    for place in window.places:
        window.show_place(place)
    document.edit(remove_people(document.plan, {"person-001"}), "remove")
    document.tell("Ingrid Brekke Solheim is off the list.")
    assert shown() != set()
    assert document.attempt(document.delete_people)
    for place in window.places:
        window.show_place(place)
        document.tick()
        QCoreApplication.processEvents()
    assert shown() == set()
