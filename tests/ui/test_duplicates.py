"""Who may be listed twice: shown side by side, and made one only by a press."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import find
from facilitator.record import CheckedIn, Presence
from facilitator.ui.document import Document
from facilitator.ui.places.people import PeoplePlace
from tests.builders import a_day, a_person, a_snapshot, a_table
from tests.ui.conftest import OpenDocument

PEOPLE = (
    a_person("kari", name="Kari Berg", organisation="Ås"),
    a_person("bo", name="Bo Li", organisation="Moss", region="Mosse"),
    a_person("kari-2", name="Kari Bergh", organisation="Ås kommune", region="Follo"),
    a_person("bo-2", name="Bo Li", organisation=""),
)


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    i18n.use("en")
    return open_document(a_snapshot(replace(a_day(), people=PEOPLE, tables=(a_table(1, host_id="kari-2"),))))


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> PeoplePlace:
    place = PeoplePlace(document)
    qtbot.addWidget(place)
    place.resize(1198, 600)
    place.show()
    qtbot.waitExposed(place)
    place.alike.click()
    return place


def ids(document: Document) -> list[str]:
    return [person.id for person in document.plan.event.people]


def test_the_pairs_are_counted_and_shown_in_place_of_the_list(place: PeoplePlace) -> None:
    panel = place.duplicates
    assert place.alike.accessibleName() == "2 possible duplicates"
    assert panel.isVisible()
    assert not place.table.isVisible()
    assert panel.why.text() == "2 possible duplicates: one letter differs"
    assert [name.text() for name in panel.names] == ["Kari Berg", "Kari Bergh"]
    told = [(caption.text(), left.text(), right.text()) for caption, left, right in panel.facts]
    assert told[:2] == [("Organisation", "Ås", "Ås kommune"), ("Region", "–", "Follo")]
    assert told[3] == ("On the day", "–", "host of table 1")
    assert panel.left.accessibleName() == "Keep left: Kari Berg, Ås"


@pytest.mark.parametrize(("keys", "kept", "gone"), [("left", "kari", "kari-2"), ("right", "kari-2", "kari")])
def test_one_is_kept_with_what_the_other_has_as_one_step(
    place: PeoplePlace, document: Document, keys: str, kept: str, gone: str
) -> None:
    document.press(CheckedIn(gone, Presence.PRESENT))
    before = document.plan
    getattr(place.duplicates, keys).click()
    assert gone not in ids(document)
    person = find(document.plan.event.people, kept)
    assert person is not None
    assert person.region == "Follo"
    assert document.plan.event.tables[0].host_id == kept
    assert document.record.present(kept) is Presence.PRESENT
    assert place.alike.accessibleName() == "1 possible duplicate"
    document.undo()
    assert document.plan == before
    assert document.record.present(kept) is Presence.EXPECTED


def test_two_people_are_not_asked_for_again(place: PeoplePlace, document: Document) -> None:
    panel = place.duplicates
    panel.both.click()
    assert [pair.ids for pair in panel.pairs] == [{"bo", "bo-2"}]
    document.press(CheckedIn("bo", Presence.PRESENT))
    panel.both.click()
    assert panel.none.isVisible()
    assert not panel.card.isVisible()
    assert not place.alike.isVisible()
    assert ids(document) == ["kari", "bo", "kari-2", "bo-2"]


def test_it_is_done_by_keys_alone(place: PeoplePlace, document: Document, qtbot: QtBot) -> None:
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    qtbot.waitUntil(place.duplicates.left.hasFocus)
    QTest.keyClick(place, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(place, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert ids(document) == ["kari", "bo", "kari-2"]
    assert place.duplicates.close_button.hasFocus()
    QTest.keyClick(place.duplicates.close_button, Qt.Key.Key_Escape)
    assert place.table.isVisible()


def test_nothing_is_pressed_where_there_is_no_pair(place: PeoplePlace, document: Document) -> None:
    place.duplicates.both.click()
    place.duplicates.both.click()
    before = document.plan
    for button in (place.duplicates.left, place.duplicates.right, place.duplicates.both):
        button.click()
    assert document.plan == before
