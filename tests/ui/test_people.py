"""Deltakere: both ways between document and widgets, by keyboard, and with bad input."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import Duty, Person, Role, find
from facilitator.i18n import _
from facilitator.people import add_person, remove_people
from facilitator.record import CheckedIn, Presence
from facilitator.ui.document import Document, Tone
from facilitator.ui.main_window import MainWindow
from facilitator.ui.places.people import PeoplePlace
from facilitator.ui.places.people_model import NAME, TABLES
from facilitator.ui.room.control import RoomControl
from tests.builders import a_day, a_person, a_snapshot, a_table
from tests.ui.conftest import OpenDocument
from tests.ui.typing import type_text

GUESTS = (
    a_person("kari", name="Kari Berg", organisation="Ås", region="Follo"),
    a_person("kari-2", name="Kari Berg", organisation="Tinn"),
    a_person("oyvind", name="Øyvind Aasen", organisation="Moss"),
    a_person("bo", name="Bo Li", organisation="Hole"),
)
HERE, ORGANISATION, REGION, ROLE, DUTY = 0, 2, 3, 4, 5


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    tables = (a_table(1, host_id="bo"), a_table(2, note_taker_id="oyvind"))
    return open_document(a_snapshot(replace(a_day(), people=GUESTS, tables=tables)))


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> PeoplePlace:
    place = PeoplePlace(document)
    qtbot.addWidget(place)
    place.resize(1198, 600)
    place.show()
    qtbot.waitExposed(place)
    return place


def column(place: PeoplePlace, at: int) -> list[str]:
    return [place.model.index(row, at).data() for row in range(place.model.rowCount())]


def edit_cell(place: PeoplePlace, id: str, at: int) -> QLineEdit:
    place.table.choose(id, at, edit=True)
    editor = place.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    return editor


def press_enter(editor: QLineEdit) -> None:
    """Ends the editing of a cell; Qt stores it when the key has been dealt with."""
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QCoreApplication.processEvents()


# ── where somebody sits ──


def test_who_is_checked_in_is_told_where_to_sit(place: PeoplePlace) -> None:
    type_text(place.check_in.box, "øyv")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Return)
    assert place.check_in.said.text().endswith("Bord: 1 · 2 · 1.")


def test_where_there_is_a_table_plan_people_have_their_tables(place: PeoplePlace, document: Document) -> None:
    assert not place.table.isColumnHidden(TABLES)
    seats = {**document.plan.seats, "r2": {"t1": ("bo",), "t2": ("kari",)}}
    document.edit(replace(document.plan, seats=seats), "seat")
    shown = {row.id: text for row, text in zip(place.model.rows, column(place, TABLES), strict=True)}
    assert shown == {"kari": "1 · 2 · 1", "kari-2": "2 · – · 2", "oyvind": "1 · – · 1", "bo": "2 · 1 · 2"}
    document.edit(replace(document.plan, seats={}), "seat")
    assert set(column(place, TABLES)) == {""}
    assert place.table.isColumnHidden(TABLES)


def test_from_a_place_without_a_search_the_key_leads_to_the_people(document: Document, qtbot: QtBot) -> None:
    window = MainWindow(document, RoomControl(document))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, QKeySequence("Ctrl+F"))
    assert window.place == "people"
    people = window.places["people"]
    assert isinstance(people, PeoplePlace)
    assert window.focusWidget() is people.search
    people.search.setText("sol")
    people.table.setFocus()
    QTest.keySequence(window, QKeySequence("Ctrl+F"))
    assert people.search.selectedText() == "sol"
    window.show_place("notes")
    QTest.keySequence(window, QKeySequence("Ctrl+F"))
    assert window.focusWidget() is window.notes.all.search
    for place in ("cafe", "harvest", "settings"):
        window.show_place(place)
        QTest.keySequence(window, QKeySequence("Ctrl+F"))
        assert window.place == "people"


# ── check-in ──


def test_the_box_has_the_focus_first(place: PeoplePlace) -> None:
    assert place.focusWidget() is place.check_in.box


def test_a_few_letters_and_enter_check_somebody_in(place: PeoplePlace, document: Document) -> None:
    type_text(place.check_in.box, "øyv")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Return)
    assert document.record.present("oyvind") is Presence.PRESENT
    assert place.check_in.box.text() == ""
    assert "Øyvind Aasen, Moss" in place.check_in.said.text()
    assert not place.check_in.list.isVisible()


def test_namesakes_are_told_apart_and_chosen_by_the_arrows(place: PeoplePlace, document: Document) -> None:
    type_text(place.check_in.box, "berg kari")
    assert [line.detail for line in place.check_in.model.lines[:2]] == ["Tinn", "Ås · Follo"]
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Down)
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Return)
    assert document.record.presence == {"kari": Presence.PRESENT}


def test_whom_enter_would_take_is_said_to_a_screen_reader(place: PeoplePlace) -> None:
    type_text(place.check_in.box, "kari")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Down)
    assert place.check_in.box.accessibleDescription() == "Kari Berg, Ås · Follo"


def test_who_is_here_already_is_not_checked_in_again(place: PeoplePlace, document: Document) -> None:
    document.press(CheckedIn("bo", Presence.PRESENT))
    type_text(place.check_in.box, "bo")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Return)
    assert len(document.record.entries) == 1
    assert "Bo Li, Hole" in place.check_in.said.text()
    assert place.check_in.box.text() == "bo"


def test_a_walk_in_is_added_with_the_name_as_typed(place: PeoplePlace, document: Document) -> None:
    type_text(place.check_in.box, "  Zoë d’Ås <b>  ")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Up)
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Enter)
    QTest.keyClick(place.check_in.walk_in.organisation, Qt.Key.Key_Enter)
    new = document.plan.event.people[-1]
    assert new.name == "Zoë d’Ås <b>"
    assert document.record.present(new.id) is Presence.PRESENT


def test_a_walk_in_may_share_the_name_of_somebody_on_the_list(place: PeoplePlace, document: Document) -> None:
    type_text(place.check_in.box, "Bo Li")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Down)
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Return)
    QTest.keyClick(place.check_in.walk_in.organisation, Qt.Key.Key_Return)
    assert [person.name for person in document.plan.event.people].count("Bo Li") == 2
    assert document.record.present("bo") is Presence.EXPECTED


def test_enter_with_nothing_typed_does_nothing(place: PeoplePlace, document: Document) -> None:
    type_text(place.check_in.box, "   ")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Return)
    assert not document.record.entries
    assert document.plan.event.people == GUESTS


def test_esc_empties_the_box(place: PeoplePlace) -> None:
    type_text(place.check_in.box, "kari")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Escape)
    assert place.check_in.box.text() == ""


def test_who_nobody_came_from_is_said(place: PeoplePlace, document: Document) -> None:
    assert place.check_in.missing.text() == "Hole, Moss, Tinn, Ås"
    document.press(CheckedIn("kari", Presence.PRESENT), CheckedIn("bo", Presence.PRESENT))
    assert place.check_in.missing.text() == "Moss, Tinn"


def check_in(place: PeoplePlace, typed: str) -> None:
    type_text(place.check_in.box, typed)
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Return)


def test_how_many_are_here_is_said(place: PeoplePlace) -> None:
    i18n.use("en")
    check_in(place, "øyv")
    assert place.check_in.numbers.text() == "1 of 4 are here"
    assert place.check_in.homes.text() == "1 of 4 municipalities and organisations"


def test_who_came_last_stands_first_and_can_be_taken_back(place: PeoplePlace, document: Document) -> None:
    check_in(place, "øyv")
    check_in(place, "bo")
    arrivals = place.check_in.arrivals
    assert arrivals.shown == ["Bo Li", "Øyvind Aasen"]
    assert arrivals.isVisible()
    arrivals.lines[1].undo.click()
    assert document.record.present("oyvind") is Presence.EXPECTED
    assert arrivals.shown == ["Bo Li"]
    document.undo()
    assert document.record.present("oyvind") is Presence.PRESENT


def test_what_the_box_may_mean_takes_the_place_of_who_came_last(place: PeoplePlace) -> None:
    check_in(place, "øyv")
    type_text(place.check_in.box, "k")
    assert not place.check_in.arrivals.isVisible()
    place.check_in.box.clear()
    assert place.check_in.arrivals.isVisible()


def test_one_key_takes_the_last_check_in_back(place: PeoplePlace, document: Document) -> None:
    check_in(place, "øyv")
    check_in(place, "bo")
    document.edit(add_person(document.plan, a_person("new")), "something else")
    box = place.check_in.box
    QTest.keyClick(box, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert document.record.present("bo") is Presence.EXPECTED
    assert document.record.present("oyvind") is Presence.PRESENT
    assert "Bo Li, Hole" in place.check_in.said.text()
    type_text(box, "bo li")
    QTest.keyClick(box, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert document.record.present("oyvind") is Presence.PRESENT
    assert box.text() == "bo "


def test_an_empty_box_leaves_ctrl_z_to_the_window(place: PeoplePlace, qtbot: QtBot) -> None:
    undone: list[None] = []
    shortcut = QShortcut("Ctrl+Z", place, lambda: undone.append(None))
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    check_in(place, "øyv")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(undone) == 1
    type_text(place.check_in.box, "k")
    QTest.keyClick(place.check_in.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert place.check_in.box.text() == ""
    assert len(undone) == 1
    assert shortcut.isEnabled()


def test_a_walk_in_with_the_organisation_behind_a_comma_is_added_at_once(
    place: PeoplePlace, document: Document
) -> None:
    check_in(place, "Ådne Vik,  Moss kommune")
    new = document.plan.event.people[-1]
    assert (new.name, new.organisation, new.region) == ("Ådne Vik", "Moss kommune", "Mosseregionen IPR")
    assert document.record.present(new.id) is Presence.PRESENT
    document.undo()
    assert document.plan.event.people == GUESTS
    assert not document.record.presence


def test_a_walk_in_is_asked_for_the_organisation(place: PeoplePlace, document: Document) -> None:
    check_in(place, "Ådne Vik")
    form = place.check_in.walk_in
    assert form.isVisible()
    assert form.name.text() == "Ådne Vik"
    assert document.plan.event.people == GUESTS
    type_text(form.organisation, "Moss")
    form.add.click()
    assert document.plan.event.people[-1].organisation == "Moss"
    assert not form.isVisible()
    assert place.check_in.box.isVisible()
    assert place.check_in.box.text() == ""


def test_a_walk_in_can_be_given_up(place: PeoplePlace, document: Document) -> None:
    check_in(place, "Ådne Vik")
    place.check_in.walk_in.cancel.click()
    assert document.plan.event.people == GUESTS
    assert place.check_in.box.text() == "Ådne Vik"
    assert place.check_in.list.isVisible()


def test_a_walk_in_needs_a_name(place: PeoplePlace, document: Document) -> None:
    check_in(place, "Ådne Vik")
    form = place.check_in.walk_in
    form.name.clear()
    QTest.keyClick(form.organisation, Qt.Key.Key_Return)
    assert not form.add.isEnabled()
    assert document.plan.event.people == GUESTS


def test_two_who_would_read_alike_are_numbered(place: PeoplePlace, document: Document) -> None:
    document.edit(add_person(document.plan, replace(GUESTS[3], id="bo-2")), "add")
    type_text(place.check_in.box, "bo li")
    assert [line.title for line in place.check_in.model.lines[:2]] == ["Bo Li (Hole)", "Bo Li (Hole) 2"]


# ── the list ──


def test_the_list_is_sorted_by_family_name(place: PeoplePlace) -> None:
    assert column(place, NAME) == ["Berg, Kari", "Berg, Kari", "Li, Bo", "Aasen, Øyvind"]
    assert column(place, ORGANISATION) == ["Tinn", "Ås", "Hole", "Moss"]


def test_a_click_on_a_head_sorts_what_is_empty_last(place: PeoplePlace) -> None:
    place.table.sortByColumn(REGION, Qt.SortOrder.AscendingOrder)
    assert column(place, REGION) == ["Follo", "", "", ""]
    place.table.sortByColumn(ORGANISATION, Qt.SortOrder.DescendingOrder)
    assert column(place, ORGANISATION) == ["Ås", "Tinn", "Moss", "Hole"]


def test_presence_is_drawn_as_it_happens(place: PeoplePlace, document: Document) -> None:
    document.press(CheckedIn("bo", Presence.PRESENT))
    document.press(CheckedIn("kari", Presence.ABSENT))
    assert [text[0] for text in column(place, HERE)] == ["○", "×", "●", "○"]
    assert place.counts.text().startswith("1 ")
    document.undo()
    assert [text[0] for text in column(place, HERE)] == ["○", "○", "●", "○"]


def test_in_a_narrow_table_the_names_stay(place: PeoplePlace) -> None:
    place.resize(856, 560)
    assert not place.table.isColumnHidden(TABLES)
    assert [place.table.isColumnHidden(at) for at in range(6)] == [False, False, False, True, True, True]
    place.resize(1366, 600)
    assert not any(place.table.isColumnHidden(at) for at in range(7))


def test_duties_at_the_tables_are_told(place: PeoplePlace) -> None:
    assert [bool(text) for text in column(place, DUTY)] == [False, False, True, True]
    assert "1" in column(place, DUTY)[2]
    assert "2" in column(place, DUTY)[3]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("berg", ["Berg, Kari", "Berg, Kari"]),
        ("FOLLO", ["Berg, Kari"]),
        ("aas", ["Berg, Kari", "Aasen, Øyvind"]),
    ],
)
def test_the_list_is_searched(place: PeoplePlace, typed: str, names: list[str]) -> None:
    type_text(place.search, typed)
    assert column(place, NAME) == names


def test_a_search_without_answer_says_so(place: PeoplePlace) -> None:
    type_text(place.search, "xyz")
    assert place.empty.isVisible()
    assert "xyz" in place.empty.text()
    place.search.clear()
    assert place.table.isVisible()


def test_an_empty_list_says_what_to_do_first(open_document: OpenDocument, qtbot: QtBot) -> None:
    place = PeoplePlace(open_document(a_snapshot(replace(a_day(), people=()))))
    qtbot.addWidget(place)
    place.show()
    assert place.empty.isVisible()
    assert place.empty.text()
    assert place.counts.text() == ""


@pytest.mark.parametrize(
    ("at", "field"), [(NAME, "name"), (ORGANISATION, "organisation"), (REGION, "region")]
)
def test_a_cell_is_typed_in(place: PeoplePlace, document: Document, at: int, field: str) -> None:
    editor = edit_cell(place, "bo", at)
    editor.clear()
    type_text(editor, "Å-né <i>")
    press_enter(editor)
    assert getattr(find(document.plan.event.people, "bo"), field) == "Å-né <i>"
    document.undo()
    assert document.plan.event.people == GUESTS


def test_what_is_typed_stays_when_somebody_comes(place: PeoplePlace, document: Document) -> None:
    person = document.plan.event.people[0]
    editor = edit_cell(place, person.id, NAME)
    type_text(editor, "Æsa")
    document.press(CheckedIn(person.id, Presence.PRESENT))
    assert editor.text() == "Æsa"


def test_a_name_is_edited_as_it_is_said(place: PeoplePlace) -> None:
    assert edit_cell(place, "kari", NAME).text() == "Kari Berg"


def test_a_row_that_moves_keeps_the_choice(place: PeoplePlace, document: Document) -> None:
    editor = edit_cell(place, "bo", NAME)
    type_text(editor, "Bo Åvik")
    press_enter(editor)
    assert column(place, NAME)[-2:] == ["Aasen, Øyvind", "Åvik, Bo"]
    assert "bo" in document.plan.event.people[-1].id


def test_an_edited_row_stays_although_it_no_longer_fits_the_search(place: PeoplePlace) -> None:
    type_text(place.search, "hole")
    editor = edit_cell(place, "bo", ORGANISATION)
    editor.clear()
    type_text(editor, "Lier")
    press_enter(editor)
    assert column(place, ORGANISATION) == ["Lier"]


def test_an_emptied_name_springs_back_and_that_is_said(
    place: PeoplePlace, document: Document, qtbot: QtBot
) -> None:
    editor = edit_cell(place, "bo", NAME)
    editor.clear()
    type_text(editor, "  ")
    with qtbot.waitSignal(document.told) as told:
        press_enter(editor)
    words = _("{name} keeps the name. Press Delete to take somebody off the list.")
    assert told.args[:2] == [words.format(name="Bo Li"), Tone.INFO]
    assert "Li, Bo" in column(place, NAME)
    assert document.plan.event.people == GUESTS


def test_a_typed_organisation_brings_its_region(place: PeoplePlace, document: Document) -> None:
    editor = edit_cell(place, "bo", ORGANISATION)
    editor.clear()
    type_text(editor, "Moss kommune")
    press_enter(editor)
    person = find(document.plan.event.people, "bo")
    assert person == replace(GUESTS[3], organisation="Moss kommune", region="Mosseregionen IPR")


def test_namesakes_are_told_apart_when_one_goes(place: PeoplePlace, document: Document, qtbot: QtBot) -> None:
    place.table.choose_all(("kari-2",))
    with qtbot.waitSignal(document.told) as told:
        place.remove.click()
    assert "Kari Berg (Tinn)" in told.args[0]


@pytest.mark.parametrize(
    ("at", "value", "field"), [(ROLE, Role.POLITICAL, "role"), (DUTY, Duty.MODERATOR, "duty")]
)
def test_role_and_duty_are_chosen_in_the_cell(
    place: PeoplePlace, document: Document, at: int, value: str, field: str
) -> None:
    place.table.choose("bo", at, edit=True)
    combo = place.table.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())
    assert getattr(find(document.plan.event.people, "bo"), field) == value


def test_presence_chosen_in_the_cell_is_a_fact(place: PeoplePlace, document: Document) -> None:
    place.model.setData(place.model.index(0, HERE), Presence.ABSENT.value)
    assert document.record.presence == {"kari-2": Presence.ABSENT}


def test_a_new_person_waits_for_a_name(place: PeoplePlace, document: Document) -> None:
    type_text(place.search, "hole")
    place.new.click()
    editor = place.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.selectedText() == editor.text() != ""
    type_text(editor, "Ådne")
    press_enter(editor)
    assert "Ådne" in names(document)


def names(document: Document) -> list[str]:
    return [person.name for person in document.plan.event.people]


def new_name(place: PeoplePlace) -> QLineEdit:
    """The editor in the line of the new person."""
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.parent() is place.table.viewport()
    return editor


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_list_is_typed_line_by_line_until_nothing_is_typed(
    place: PeoplePlace, document: Document, qtbot: QtBot, end: Qt.Key
) -> None:
    place.window().activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    before = names(document)
    place.new.click()
    for name in ("Ådne", "Bea"):
        type_text(new_name(place), name)
        press_enter(new_name(place))
    QTest.keyClick(new_name(place), end)
    qtbot.waitUntil(lambda: names(document) == [*before, "Ådne", "Bea"])


def test_a_line_never_typed_in_goes_when_somebody_goes_elsewhere(
    place: PeoplePlace, document: Document, qtbot: QtBot
) -> None:
    place.window().activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    before = names(document)
    place.new.click()
    place.check_in.box.setFocus()
    qtbot.waitUntil(lambda: names(document) == before)


# ── the region of an organisation ──


def test_a_region_is_used_for_all_of_an_organisation(
    place: PeoplePlace, document: Document, qtbot: QtBot
) -> None:
    document.edit(add_person(document.plan, a_person("ola", organisation="Ås kommune")), "add")
    before = document.plan
    place.table.choose_all(("kari",))
    assert place.region.isEnabled()
    assert "Follo" in place.region.text()
    with qtbot.waitSignal(document.told):
        place.region.trigger()
    assert document.plan.event.people[-1].region == "Follo"
    assert not place.region.isEnabled()
    document.undo()
    assert document.plan == before


@pytest.mark.parametrize("chosen", [(), ("kari",), ("bo",), ("kari", "bo")])
def test_a_region_that_nobody_lacks_is_not_offered(place: PeoplePlace, chosen: tuple[str, ...]) -> None:
    place.table.clearSelection()
    place.table.choose_all(chosen)
    assert not place.region.isEnabled()


# ── many at once ──


def test_the_chosen_are_marked_by_one_press(place: PeoplePlace, document: Document) -> None:
    document.press(CheckedIn("bo", Presence.PRESENT))
    place.table.choose_all(("bo", "kari", "oyvind"))
    place.present.click()
    assert len(document.record.presses) == 2
    assert len(document.record.entries) == 3
    document.undo()
    assert document.record.presence == {"bo": Presence.PRESENT}


def test_what_is_chosen_stays_chosen_when_the_list_changes(place: PeoplePlace, document: Document) -> None:
    place.table.choose_all(("bo", "kari"))
    plan = add_person(document.plan, Person(id="new", name="Ada Aa"))
    document.edit(plan, "add")
    assert set(place.table.all_chosen) == {"bo", "kari"}
    place.table.sortByColumn(ORGANISATION, Qt.SortOrder.DescendingOrder)
    assert set(place.table.all_chosen) == {"bo", "kari"}


def test_delete_removes_the_chosen_and_undo_brings_them_back(
    place: PeoplePlace, document: Document, qtbot: QtBot
) -> None:
    before = document.plan
    place.table.choose("bo", NAME)
    place.table.choose_all(("bo", "oyvind"))
    with qtbot.waitSignal(document.told):
        QTest.keyClick(place.table, Qt.Key.Key_Delete)
    assert document.plan == remove_people(before, {"bo", "oyvind"})
    assert column(place, ORGANISATION) == ["Tinn", "Ås"]
    document.undo()
    assert document.plan == before


def test_nothing_chosen_leaves_nothing_to_press(place: PeoplePlace) -> None:
    buttons = (place.present, place.absent, place.expected, place.remove)
    place.table.clearSelection()
    assert not any(made.isEnabled() for made in buttons)
    place.table.choose_all(("bo",))
    assert all(made.isEnabled() for made in buttons)


def test_esc_in_the_list_leads_back_to_the_box(place: PeoplePlace) -> None:
    place.table.setFocus()
    QTest.keyClick(place.table, Qt.Key.Key_Escape)
    assert place.focusWidget() is place.check_in.box


def test_a_thousand_people_are_one_model(open_document: OpenDocument, qtbot: QtBot) -> None:
    people = tuple(a_person(f"p{n}", name=f"Kari {n} Berg") for n in range(1000))
    document = open_document(a_snapshot(replace(a_day(), people=people)))
    place = PeoplePlace(document)
    qtbot.addWidget(place)
    with qtbot.waitSignal(place.model.dataChanged):
        document.press(CheckedIn("p500", Presence.PRESENT))
    assert place.model.rowCount() == 1000
    assert len(place.table.viewport().children()) == 0
