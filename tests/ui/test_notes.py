"""Notes: where the next one goes, what is stored while somebody types, and what is found again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE, CafeKind, ItemKind, put
from facilitator.notes import Draft, Note, NoteKind, Notes
from facilitator.record import Started
from facilitator.ui.document import Document
from facilitator.ui.places.note_editor import NoteEditor
from facilitator.ui.places.notes import NotesPlace
from facilitator.ui.places.notes_found import Spot
from tests.builders import FakeClock, a_day, a_draft, a_snapshot, an_event, an_item, some_notes
from tests.ui.conftest import OpenDocument
from tests.ui.typing import type_text

DAY = a_day(tables=4)


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    return open_document(a_snapshot(DAY))


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> NotesPlace:
    return shown_place(document, qtbot)


@pytest.fixture
def editor(place: NotesPlace) -> NoteEditor:
    place.editor.text.setFocus()
    return place.editor


def shown_place(document: Document, qtbot: QtBot) -> NotesPlace:
    i18n.use("en")
    made = NotesPlace(document)
    qtbot.addWidget(made)
    made.resize(1198, 600)
    made.show()
    return made


def start(document: Document, clock: FakeClock, at: str) -> None:
    clock.set("13:00")
    document.press(Started("cafe"))
    clock.set(at)
    document.tick()


def standing(document: Document) -> list[Note]:
    return list(document.snapshot.notes.standing)


def listed(place: NotesPlace) -> list[str]:
    return [note.draft.text for note in place.here.list.notes.notes]


class Disk:
    """A store that can be told to fail."""

    def __init__(self, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self._write: Callable[[Draft], None] = document.write_notes
        monkeypatch.setattr(document, "write_notes", self.write)

    def write(self, draft: Draft) -> None:
        if self.full:
            raise FacilitatorError("The disk is full. What you typed is still here.")
        self._write(draft)


# ── where the next note goes ──


def test_it_begins_at_the_first_table_of_the_first_round(place: NotesPlace) -> None:
    assert place.spot == Spot("cafe", "r1", "t1")
    assert place.where.text() == "Table 1 · Round 1"
    assert place.question.text() == "“Hvem kommer fram?”"
    assert place.editor.theme.currentText() == "Buss"


def test_the_grid_counts_notes_and_marks_the_running_round(
    place: NotesPlace, document: Document, clock: FakeClock
) -> None:
    start(document, clock, "13:26")
    document.write_notes(a_draft())
    cells = place.matrix.cells
    assert [cells.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == ["R1", "▸ R2", "R3"]
    assert [cells.index(0, at).data() for at in range(3)] == ["1", "·", "·"]
    assert cells.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Table 1 · Round 1: 1 note"


def test_arrow_keys_choose_the_table_and_enter_begins_to_write(place: NotesPlace) -> None:
    place.matrix.setFocus()
    QTest.keyClick(place.matrix, Qt.Key.Key_Down)
    QTest.keyClick(place.matrix, Qt.Key.Key_Right)
    assert place.spot == Spot("cafe", "r2", "t2")
    QTest.keyClick(place.matrix, Qt.Key.Key_Return)
    assert place.editor.text.hasFocus()


def test_it_follows_the_running_round(place: NotesPlace, document: Document, clock: FakeClock) -> None:
    place.go_to(Spot("cafe", "r1", "t3"))
    start(document, clock, "13:26")
    assert place.spot == Spot("cafe", "r2", "t3")
    clock.set("13:51")
    document.tick()
    assert place.spot == Spot("cafe", "r3", "t3")


def test_it_stays_where_the_user_went(place: NotesPlace, document: Document, clock: FakeClock) -> None:
    start(document, clock, "13:26")
    assert not place.to_running.isVisible()
    place.matrix.setCurrentIndex(place.matrix.cells.index_of(Spot("cafe", "r1", "t2")))
    document.tick()
    assert place.spot == Spot("cafe", "r1", "t2")
    place.to_running.click()
    assert place.spot == Spot("cafe", "r2", "t2")
    assert not place.to_running.isVisible()


def test_a_new_round_never_takes_what_is_being_written(
    place: NotesPlace, editor: NoteEditor, document: Document, clock: FakeClock
) -> None:
    start(document, clock, "13:10")
    type_text(editor.text, "Fra runde én")
    clock.set("13:26")
    document.tick()
    assert place.spot == Spot("cafe", "r1", "t1")
    assert place.to_running.isVisible()
    editor.finish()
    assert [note.draft.round_id for note in standing(document)] == ["r1"]
    assert place.spot == Spot("cafe", "r2", "t1")


def test_a_discussion_has_no_rounds(open_document: OpenDocument, qtbot: QtBot) -> None:
    items = put(DAY.items, an_item("talk2", ItemKind.DISCUSSION, title="Borddiskusjon"))
    document = open_document(a_snapshot(replace(DAY, items=items)))
    place = shown_place(document, qtbot)
    place.chooser.setCurrentIndex(place.chooser.findText("Borddiskusjon"))
    place.chooser.activated.emit(place.chooser.currentIndex())
    assert place.spot == Spot("talk2", None, "t1")
    assert place.matrix.cells.columnCount() == 1
    type_text(place.editor.text, "Uten runde")
    place.editor.finish()
    assert [note.draft.round_id for note in standing(document)] == [None]
    assert place.matrix.cells.index(0, 0).data() == "1"


def test_an_empty_day_says_what_to_do_first(open_document: OpenDocument, qtbot: QtBot) -> None:
    document = open_document(a_snapshot(an_event()))
    place = shown_place(document, qtbot)
    assert "no café" in place.empty.text()
    document.edit(replace(document.plan, event=replace(document.plan.event, items=DAY.items)), "items")
    assert "no tables yet" in place.empty.text()
    document.edit(replace(document.plan, event=DAY), "tables")
    assert place.editor.isVisible()


# ── what is stored while somebody types ──


def test_typing_is_stored_by_itself_within_a_second(
    editor: NoteEditor, document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(document.notes_changed, timeout=1_000):
        type_text(editor.text, "Færre ord")
    [note] = standing(document)
    assert note.draft.text == "Færre ord"
    assert editor.state.text().startswith("✓ Saved 08:50:")


def test_each_further_typing_is_a_version_of_the_same_note(editor: NoteEditor, document: Document) -> None:
    type_text(editor.text, "Buss")
    editor.store()
    editor.store()
    type_text(editor.text, " og bane")
    editor.store()
    [note] = standing(document)
    assert [revision.draft.text for revision in note.revisions] == ["Buss", "Buss og bane"]
    assert not note.changed_meanwhile


def test_enter_finishes_the_point_and_begins_the_next(editor: NoteEditor, document: Document) -> None:
    type_text(editor.text, "Første")
    QTest.keyClick(editor.text, Qt.Key.Key_Return)
    assert editor.text.toPlainText() == ""
    assert editor.state.text().startswith("✓ Saved")
    type_text(editor.text, "Andre")
    QTest.keyClick(editor.text, Qt.Key.Key_Enter)
    assert [note.draft.text for note in standing(document)] == ["Første", "Andre"]


def test_shift_enter_breaks_the_line(editor: NoteEditor, document: Document) -> None:
    type_text(editor.text, "Én")
    QTest.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_text(editor.text, "to")
    editor.finish()
    assert [note.draft.text for note in standing(document)] == ["Én\nto"]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_text_is_never_stored(editor: NoteEditor, document: Document, text: str) -> None:
    editor.text.setPlainText(text)
    assert editor.finish()
    assert standing(document) == []


def test_a_text_that_was_emptied_stays_as_it_was_stored(editor: NoteEditor, document: Document) -> None:
    type_text(editor.text, "Behold")
    editor.store()
    editor.text.clear()
    assert editor.finish()
    assert [note.draft.text for note in standing(document)] == ["Behold"]


@pytest.mark.parametrize(("key", "kind"), list(zip("12345", NoteKind, strict=True)))
def test_kinds_are_chosen_by_key(editor: NoteEditor, document: Document, key: str, kind: NoteKind) -> None:
    other = NoteKind.TREND if kind is NoteKind.OTHER else NoteKind.OTHER
    editor.kinds[other].setChecked(True)
    type_text(editor.text, "Noe")
    QTest.keyClick(editor.text, Qt.Key(ord(key)), Qt.KeyboardModifier.AltModifier)
    assert standing(document)[0].draft.kind is kind


def test_kind_and_theme_go_with_the_note(editor: NoteEditor, document: Document) -> None:
    editor.kinds[NoteKind.EFFORT].click()
    assert standing(document) == []
    type_text(editor.text, "Felles innkjøp")
    editor.store()
    editor.theme.setCurrentIndex(editor.theme.findText("Areal"))
    editor.theme.activated.emit(editor.theme.currentIndex())
    [note] = standing(document)
    assert (note.draft.kind, note.draft.theme_id) == (NoteKind.EFFORT, "a")
    editor.finish()
    assert editor.kind is NoteKind.EFFORT
    assert editor.theme.currentText() == "Buss"


def test_another_table_finishes_the_point_first(
    place: NotesPlace, editor: NoteEditor, document: Document
) -> None:
    type_text(editor.text, "Bord én")
    QTest.keyClick(editor.text, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert place.spot == Spot("cafe", "r1", "t2")
    type_text(editor.text, "Bord to")
    editor.finish()
    assert [(note.draft.table_id, note.draft.text) for note in standing(document)] == [
        ("t1", "Bord én"),
        ("t2", "Bord to"),
    ]


def test_leaving_the_field_stores_at_once(place: NotesPlace, editor: NoteEditor, document: Document) -> None:
    type_text(editor.text, "Halv setn")
    QTest.keyClick(editor.text, Qt.Key.Key_Escape)
    assert place.matrix.hasFocus()
    assert [note.draft.text for note in standing(document)] == ["Halv setn"]


def test_hiding_the_place_stores_what_is_typed(
    place: NotesPlace, editor: NoteEditor, document: Document
) -> None:
    editor.text.clearFocus()
    editor.text.setPlainText("På vei bort")
    place.hide()
    assert [note.draft.text for note in standing(document)] == ["På vei bort"]


def test_a_failed_store_keeps_the_text_and_tries_again(
    editor: NoteEditor, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(document, monkeypatch)
    disk.full = True
    type_text(editor.text, "Viktig")
    assert not editor.finish()
    assert editor.text.toPlainText() == "Viktig"
    assert editor.error.text() == "The disk is full. What you typed is still here."
    assert editor.error.isVisible()
    assert editor.state.text() == "▲ Not saved yet"
    disk.full = False
    with qtbot.waitSignal(document.notes_changed, timeout=5_000):
        pass
    assert [note.draft.text for note in standing(document)] == ["Viktig"]
    assert not editor.error.isVisible()


def test_what_was_typed_after_a_failure_comes_after_it(
    editor: NoteEditor, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(document, monkeypatch)
    disk.full = True
    type_text(editor.text, "Én")
    assert not editor.store()
    type_text(editor.text, " og to")
    assert not editor.store()
    disk.full = False
    assert editor.store()
    [note] = standing(document)
    assert [revision.draft.text for revision in note.revisions] == ["Én", "Én og to"]
    assert not note.changed_meanwhile


def test_nobody_leaves_a_table_whose_note_is_not_stored(
    place: NotesPlace, editor: NoteEditor, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(document, monkeypatch)
    disk.full = True
    type_text(editor.text, "Viktig")
    place.matrix.setCurrentIndex(place.matrix.cells.index_of(Spot("cafe", "r1", "t2")))
    assert place.spot == Spot("cafe", "r1", "t1")
    assert place.matrix.cells.spot(place.matrix.currentIndex()) == place.spot
    assert editor.text.toPlainText() == "Viktig"
    disk.full = False
    assert editor.finish()


# ── the notes that are there ──


def test_the_list_shows_the_spots_notes_newest_first(place: NotesPlace, document: Document) -> None:
    document.write_notes(a_draft("Først"))
    document.write_notes(a_draft("Så"))
    document.write_notes(a_draft("Et annet sted", table_id="t2"))
    assert listed(place) == ["Så", "Først"]
    assert place.here.count.text() == "2 notes"


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_an_old_note_is_changed_in_the_editor(place: NotesPlace, document: Document, key: Qt.Key) -> None:
    document.write_notes(a_draft("Gammel", id="v1", note_id="old", kind=NoteKind.TREND))
    place.here.choose("old")
    QTest.keyClick(place.here.list, key)
    assert place.editor.text.toPlainText() == "Gammel"
    assert place.editor.kind is NoteKind.TREND
    assert place.editor.state.text() == "You are changing an old note"
    type_text(place.editor.text, "t")
    place.editor.finish()
    [note] = standing(document)
    assert [(revision.draft.text, revision.draft.parent_id) for revision in note.revisions] == [
        ("Gammel", None),
        ("Gammelt", "v1"),
    ]


def test_a_note_is_taken_back_and_put_back(place: NotesPlace, document: Document) -> None:
    document.write_notes(a_draft("Feil", note_id="wrong"))
    place.here.choose("wrong")
    QTest.keyClick(place.here.list, Qt.Key.Key_Delete)
    assert standing(document) == []
    assert listed(place) == []
    place.here.taken_back.click()
    place.here.choose("wrong")
    assert place.here.take_back.text() == "Put back"
    place.here.take_back.click()
    assert [note.draft.text for note in standing(document)] == ["Feil"]
    assert len(document.snapshot.notes.by_id["wrong"].revisions) == 3


def test_the_note_in_the_editor_can_be_taken_back(
    place: NotesPlace, editor: NoteEditor, document: Document
) -> None:
    type_text(editor.text, "Angrer")
    editor.store()
    place.here.choose(editor.note_id)
    place.here.take_back.click()
    assert editor.text.toPlainText() == ""
    editor.store()
    assert standing(document) == []


def test_the_history_shows_all_versions(place: NotesPlace, document: Document) -> None:
    document.write_notes(a_draft("Én", id="v1", note_id="n"))
    document.write_notes(a_draft("To", id="v2", note_id="n", parent_id="v1"))
    place.here.choose("n")
    place.here.history_button.click()
    assert place.here.history.isVisible()
    assert [text.text() for text in place.here.history.texts] == ["To", "Én"]
    document.write_notes(a_draft("Tre", id="v3", note_id="n", parent_id="v2"))
    assert [text.text() for text in place.here.history.texts] == ["Tre", "To", "Én"]


def test_all_notes_are_searched_and_filtered(place: NotesPlace, document: Document) -> None:
    document.write_notes(a_draft("Buss på Ås", kind=NoteKind.PROPOSAL))
    document.write_notes(a_draft("Bane", table_id="t2", round_id="r2"))
    place.show_page("find")
    notes = place.all.list.notes
    assert [note.draft.text for note in notes.notes] == ["Bane", "Buss på Ås"]
    place.all.search.setText("ås")
    assert [note.draft.text for note in notes.notes] == ["Buss på Ås"]
    place.all.search.clear()
    for combo, caption, left in (
        (place.all.kind, "Proposal", "Buss på Ås"),
        (place.all.table, "Table 2", "Bane"),
        (place.all.where, "Round 2", "Bane"),
    ):
        combo.setCurrentIndex(combo.findText(caption))
        combo.activated.emit(combo.currentIndex())
        assert [note.draft.text for note in notes.notes] == [left]
        combo.setCurrentIndex(0)
    place.all.search.setText("finnes ikke")
    assert place.all.empty.isVisible()


def test_a_found_note_is_changed_where_it_belongs(place: NotesPlace, document: Document) -> None:
    document.write_notes(a_draft("Bane", note_id="rail", table_id="t2", round_id="r2"))
    place.show_page("find")
    place.all.choose("rail")
    place.all.edit.click()
    assert place.tabs.current == "write"
    assert place.spot == Spot("cafe", "r2", "t2")
    assert place.editor.text.toPlainText() == "Bane"


def test_many_notes_are_fetched_in_batches(open_document: OpenDocument, qtbot: QtBot) -> None:
    drafts = [a_draft(f"Innspill {number}", note_id=f"n{number}") for number in range(450)]
    document = open_document(replace(a_snapshot(DAY), notes=some_notes(*drafts)))
    place = shown_place(document, qtbot)
    place.show_page("find")
    notes = place.all.list.notes
    fetched = notes.rowCount()
    assert 200 <= fetched < 450
    document.write_notes(a_draft("Siste", note_id="last"))
    assert notes.rowCount() == fetched + 1
    assert notes.index(0).data() == "Siste"
    place.all.choose("n0")
    assert place.all.list.note_id == "n0"
    place.all.search.setText("Innspill 44")
    assert len(notes.notes) == 11


def test_the_models_keep_qts_rules(place: NotesPlace, document: Document) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = (place.here.list.notes, place.matrix.cells)
    testers = [QAbstractItemModelTester(model, fatal, place) for model in models]
    for number in range(3):
        document.write_notes(a_draft(str(number), note_id=f"n{number}"))
    place.go_to(Spot("cafe", "r2", "t2"))
    document.edit(replace(document.plan, event=replace(DAY, tables=DAY.tables[:2])), "fewer")
    assert [tester.model() for tester in testers] == list(models)


def test_a_note_written_elsewhere_is_counted(place: NotesPlace, document: Document, clock: FakeClock) -> None:
    clock.advance(MINUTE)
    document.write_notes(a_draft("Fra en telefon", place="phone"))
    assert place.total.text() == "1 note"
    assert listed(place) == ["Fra en telefon"]
    assert isinstance(document.snapshot.notes, Notes)


def test_what_people_type_stays_plain_text(place: NotesPlace, document: Document) -> None:
    document.write_notes(a_draft("<b>fet</b>", note_id="html"))
    place.here.choose("html")
    place.here.history_button.click()
    assert place.here.history.texts[0].textFormat() is Qt.TextFormat.PlainText
    tooltip = place.here.list.notes.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tooltip


def test_letters_theme_and_question_are_those_of_the_round(document: Document, place: NotesPlace) -> None:
    event = document.plan.event
    cafe = replace(event.cafes[0], cafe_kind=CafeKind.WANDERING)
    document.edit(replace(document.plan, event=replace(event, items=put(event.items, cafe))), "hosts wander")
    cells = place.matrix.cells
    assert [cells.headerData(at, Qt.Orientation.Vertical) for at in range(2)] == ["1 B", "2 A"]
    place.go_to(Spot("cafe", "r2", "t1"))
    assert [cells.headerData(at, Qt.Orientation.Vertical) for at in range(2)] == ["1 A", "2 B"]
    assert place.question.text() == "“Hvor bygger vi?”"
    assert place.editor.theme.currentText() == "Areal"
