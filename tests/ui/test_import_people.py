"""Getting people from a spreadsheet: what is shown, what is left out, and that nothing changes before."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import Role
from facilitator.exchange.people_columns import PersonField
from facilitator.record import CheckedIn, Presence
from facilitator.ui import messages
from facilitator.ui.document import Document, Tone
from facilitator.ui.places.people import PeoplePlace
from tests.builders import a_person, a_snapshot, an_event
from tests.exchange.workbooks import Rows, a_workbook
from tests.ui.conftest import OpenDocument
from tests.ui.import_files import Open, lines, opener

SHEET: Rows = (
    ["Påmeldte"],
    ["Nr", "Fornavn", "Etternavn", "Kommune", "Stilling", "E-post", "Allergier"],
    [1, "Kari", "Berg", "Ås kommune", "Ordfører", "k@x.no", ""],
    [2, "Bo", "Lie", "Moss", "Gjest", "b@x.no", "nøtter"],
    [3, "Eva", "Dahl", "Lier", "Rådgiver", "", ""],
    [4, "", "", "Hole", "", "", ""],
)


@pytest.fixture
def day(open_document: OpenDocument) -> Document:
    i18n.use("en")
    people = (
        a_person("kari", name="Kari Berg", organisation="Ås"),
        a_person("bo", name="Bo Li", organisation="Moss", region="Mosseregionen IPR"),
    )
    return open_document(a_snapshot(an_event(people=people)))


@pytest.fixture
def place(day: Document, qtbot: QtBot) -> PeoplePlace:
    made = PeoplePlace(day)
    qtbot.addWidget(made)
    made.resize(1198, 600)
    made.show()
    return made


@pytest.fixture
def open_file(place: PeoplePlace, tmp_path: Path, qtbot: QtBot) -> Open:
    return opener(place, tmp_path, qtbot, "list.xlsx")


def test_it_shows_what_would_change_and_changes_nothing(open_file: Open, day: Document) -> None:
    before = day.plan
    panel = open_file(a_workbook(SHEET))
    assert lines(panel) == [
        ("⚠ Problem", "6", "", "The row has no name and is not imported. Type who it is."),
        (
            "Possible duplicate",
            "4",
            "Bo Lie",
            "beside Bo Li, Moss: one letter differs. Imported as another person.",
        ),
        ("Changed", "3", "Kari Berg", "Region: – → Folloregionen IPR · Role: other → political"),
        ("New", "5", "Eva Dahl", "Lier · Drammensregionen IPR · administrative"),
        ("Not in the sheet", "", "Bo Li", "stays on the list"),
    ]
    assert panel.counts.text() == (
        "1 new · 1 possible duplicate · 1 changed · 1 not in the sheet · 1 problem"
    )
    assert "Not read: Nr, E-post, Allergier." in panel.unread.text()
    assert "“Gjest”" in panel.unread.text()
    assert day.plan == before


def test_import_is_one_step_and_the_same_file_again_changes_nothing(
    open_file: Open, place: PeoplePlace, day: Document
) -> None:
    before = day.plan
    open_file(a_workbook(SHEET)).apply.click()
    assert place.importing is None
    assert [person.name for person in day.plan.event.people] == ["Kari Berg", "Bo Li", "Bo Lie", "Eva Dahl"]
    assert day.plan.event.people[0].role is Role.POLITICAL
    assert place.alike.isVisible()
    panel = open_file(a_workbook(SHEET))
    assert panel.counts.text() == "Nothing would change: 3 unchanged · 1 not in the sheet · 1 problem"
    assert not panel.apply.isEnabled()
    panel.close_panel()
    day.undo()
    assert day.plan == before


def test_who_has_come_is_never_removed(open_file: Open, day: Document) -> None:
    day.press(CheckedIn("kari", Presence.PRESENT))
    panel = open_file(a_workbook([["Navn"], ["Eva Dahl"]]))
    panel.remove.click()
    assert [line[2] for line in lines(panel) if line[0] == "Removed"] == ["Bo Li"]
    panel.apply.click()
    assert [person.name for person in day.plan.event.people] == ["Kari Berg", "Eva Dahl"]


def test_without_headings_the_column_of_names_is_chosen(open_file: Open, day: Document) -> None:
    panel = open_file(a_workbook([["Eva Dahl", "Lier"], ["Ida Vik", "Ås"]]))
    assert panel.counts.text() == "Choose above which column holds the names."
    assert not panel.apply.isEnabled()
    for at, field in enumerate((PersonField.NAME, PersonField.ORGANISATION)):
        panel.columns.choices[at].setCurrentIndex(panel.columns.choices[at].findData(field))
    panel.apply.click()
    assert [(person.name, person.organisation) for person in day.plan.event.people[2:]] == [
        ("Eva Dahl", "Lier"),
        ("Ida Vik", "Ås"),
    ]


def test_a_list_as_excel_in_norway_saves_it(open_file: Open, day: Document) -> None:
    open_file("Navn;Kommune\r\nØyvind Næss;Våler\r\n".encode("cp1252"), "list.csv").apply.click()
    assert day.plan.event.people[-1].name == "Øyvind Næss"


def bomb() -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(60_000_000))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (bomb(), "too large"),
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04 broken", "could not be read"),
        (b"%PDF-1.7", "not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0", "old Excel format"),
        (b"x;y\n" * 3_000_000, "too large"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(
    open_file: Open, day: Document, place: PeoplePlace, data: bytes, told: str
) -> None:
    before = day.plan
    heard: list[tuple[str, Tone]] = []
    day.told.connect(lambda sentence, tone: heard.append((sentence, tone)))
    open_file(data)
    assert place.importing is None
    [(sentence, tone)] = heard
    assert told in sentence
    assert "Nothing is changed." in sentence
    assert tone is Tone.ERROR
    assert day.plan == before


def test_a_file_of_nothing_but_signs_changes_nothing(open_file: Open, day: Document) -> None:
    before = day.plan
    panel = open_file("Navn\n;;\n\x00\x07".encode("utf-16"), "list.csv")
    assert not panel.apply.isEnabled()
    assert day.plan == before


def test_what_looks_like_a_formula_is_text(open_file: Open, day: Document) -> None:
    open_file(b'Navn,Kommune\n"=HYPERLINK(""http://x"",""Eva"")",+47\n', "list.csv").apply.click()
    person = day.plan.event.people[-1]
    assert (person.name, person.organisation) == ('=HYPERLINK("http://x","Eva")', "+47")


def test_a_key_asks_for_the_file(
    place: PeoplePlace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(a_workbook(SHEET))
    monkeypatch.setattr(messages, "choose_file_to_open", lambda *_asked: file)
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(place, Qt.Key.Key_I, both)
    panel = place.importing
    assert panel is not None
    qtbot.waitUntil(lambda: panel.columns.rowCount() > 0)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert place.importing is None
