"""A fast secretary: many pasted points, many notes changed at once, approval, pictures of the tablecloth."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QItemSelectionModel, QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.event import MINUTE
from facilitator.notes import LAPTOP, MOST_CHARACTERS, NoteKind
from facilitator.photos import Photo
from facilitator.record import Started
from facilitator.ui.document import Document
from facilitator.ui.pictures import LONGEST_SIDE_OF_PHOTO
from facilitator.ui.places.note_browser import NoteBrowser
from facilitator.ui.places.notes import NotesPlace
from facilitator.ui.places.notes_found import NoteState, state_words
from tests.builders import FakeClock, a_day, a_draft, a_snapshot, some_notes
from tests.ui.conftest import OpenDocument

NOTES = some_notes(
    a_draft("Buss", note_id="bus"),
    a_draft("Bane", note_id="rail", kind=NoteKind.PROPOSAL),
    a_draft("Båt", note_id="boat", table_id="t2", place="phone 12ab"),
)


@pytest.fixture
def document(open_document: OpenDocument, clock: FakeClock) -> Document:
    clock.set("13:00")
    document = open_document(a_snapshot(a_day(), notes=NOTES))
    document.press(Started("cafe"))
    return document


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> NotesPlace:
    place = NotesPlace(document)
    qtbot.addWidget(place)
    place.resize(1200, 700)
    place.show()
    return place


@pytest.fixture
def found(place: NotesPlace) -> NoteBrowser:
    place.show_page("find")
    return place.all


def paste(place: NotesPlace, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    place.editor.text.insertFromMimeData(data)


def choose(browser: NoteBrowser, *ids: str) -> None:
    chosen = browser.list.selectionModel()
    chosen.clearSelection()
    for id in ids:
        index = browser.list.notes.index(browser.list.notes.row_of(id))
        chosen.select(index, QItemSelectionModel.SelectionFlag.Select)


def texts(document: Document) -> list[str]:
    return [note.draft.text for note in document.snapshot.notes.standing]


# ── many points at once ──


def test_pasted_lines_become_a_point_each_when_that_is_wanted(place: NotesPlace, document: Document) -> None:
    place.editor.kinds[NoteKind.TREND].click()
    paste(place, "- Én\n\n- To\n3. Tre")
    assert place.editor.text.toPlainText() == ""
    assert place.editor.paste.many.text() == "Som 3 innspill"
    place.editor.paste.many.click()
    assert texts(document)[-3:] == ["Én", "To", "Tre"]
    assert {note.draft.kind for note in document.snapshot.notes.standing[-3:]} == {NoteKind.TREND}
    assert not place.editor.paste.isVisible()


def test_pasted_lines_may_be_one_point_or_none(place: NotesPlace, document: Document) -> None:
    paste(place, "Én\nTo")
    place.editor.paste.leave.click()
    assert (place.editor.text.toPlainText(), place.editor.paste.isVisible()) == ("", False)
    paste(place, "Én\nTo")
    place.editor.paste.one.click()
    place.editor.finish()
    assert texts(document)[-1] == "Én\nTo"
    paste(place, "<b>én linje</b>")
    assert place.editor.text.toPlainText() == "<b>én linje</b>"


def test_what_was_being_typed_is_kept_beside_the_pasted_points(place: NotesPlace, document: Document) -> None:
    place.editor.text.setPlainText("Påbegynt")
    paste(place, "Én\nTo")
    place.editor.paste.many.click()
    assert texts(document)[-3:] == ["Påbegynt", "Én", "To"]


def test_a_text_too_long_is_told_while_typing_and_stays(place: NotesPlace, document: Document) -> None:
    place.editor.text.setPlainText("x" * MOST_CHARACTERS)
    assert place.editor.store()
    before = texts(document)
    place.editor.text.setPlainText("x" * (MOST_CHARACTERS + 2))
    assert place.editor.error.text().startswith("2 tegn for langt")
    assert not place.editor.finish()
    assert len(place.editor.text.toPlainText()) == MOST_CHARACTERS + 2
    assert texts(document) == before
    place.editor.text.setPlainText("x")
    assert place.editor.error.text() == ""
    assert place.editor.finish()


# ── many notes at once ──


def test_the_bar_is_there_only_while_several_are_chosen(found: NoteBrowser) -> None:
    choose(found, "bus")
    assert not found.batch.isVisible()
    choose(found, "bus", "rail")
    assert found.batch.isVisible()
    assert found.batch.count.text() == "2 valgt"


def test_chosen_notes_are_retagged_in_one_go(found: NoteBrowser, document: Document) -> None:
    choose(found, "bus", "rail", "boat")
    found.batch.give_kind(NoteKind.TREND)
    assert {note.draft.kind for note in document.snapshot.notes.standing} == {NoteKind.TREND}
    choose(found, "bus", "boat")
    found.batch.give_theme("b")
    by_id = document.snapshot.notes.by_id
    assert [by_id[id].draft.theme_id for id in ("bus", "rail", "boat")] == ["b", "a", "b"]
    found.batch.give_theme("")
    assert document.snapshot.notes.by_id["bus"].draft.theme_id is None


def test_chosen_notes_are_put_together_and_taken_apart(found: NoteBrowser, document: Document) -> None:
    found.taken_back.click()
    choose(found, "rail", "bus")
    found.batch.together.click()
    assert sorted(texts(document)) == ["Bane\nBuss", "Båt"]
    assert document.snapshot.notes.by_id["bus"].draft.merged_into == "rail"
    choose(found, "bus", "boat")
    found.batch.turn_back()
    choose(found, "bus", "boat")
    assert found.batch.back.text() == "Sett tilbake"
    found.batch.back.click()
    assert document.snapshot.notes.by_id["boat"].stands


def test_chosen_notes_become_key_points_and_none_any_more(found: NoteBrowser, document: Document) -> None:
    choose(found, "bus", "rail")
    found.batch.key.click()
    assert len(document.snapshot.notes.keys) == 2
    choose(found, "bus", "rail")
    found.batch.key.click()
    assert len(document.snapshot.notes.keys) == 0


def test_what_was_done_to_many_is_undone_by_a_button(found: NoteBrowser, document: Document) -> None:
    told: list[object] = []
    document.told.connect(lambda _sentence, _tone, _action, act: told.append(act))
    choose(found, "bus", "rail")
    found.batch.give_kind(NoteKind.TREND)
    document.write_notes(
        a_draft("Tog", note_id="rail", parent_id=document.snapshot.notes.by_id["rail"].draft.id)
    )
    undo = told[-1]
    assert callable(undo)
    undo()
    by_id = document.snapshot.notes.by_id
    assert (by_id["bus"].draft.kind, by_id["rail"].draft.text) == (NoteKind.OTHER, "Tog")


def test_a_note_made_of_others_is_taken_apart_and_says_what_it_said(
    found: NoteBrowser, document: Document
) -> None:
    choose(found, "rail", "bus")
    found.batch.put_together()
    found.choose("rail")
    found.history_button.click()
    assert [text.text() for text in found.history.texts] == ["Bane\nBuss", "Bane", "Buss"]
    assert found.apart.isVisible()
    found.apart.click()
    assert sorted(texts(document)) == ["Bane", "Buss", "Båt"]
    assert not found.apart.isVisible()


def test_a_table_with_more_key_points_than_asked_for_is_told(found: NoteBrowser, document: Document) -> None:
    told: list[str] = []
    document.told.connect(lambda sentence, *_more: told.append(sentence))
    document.write_notes(*(a_draft(f"Mer {n}", note_id=f"more{n}") for n in range(3)))
    choose(found, "more0", "more1", "more2")
    found.batch.turn_key()
    assert "4" not in told[-1]
    found.choose("bus")
    found.key.click()
    assert told[-1].startswith("Bord 1 har 4 hovedpunkter nå")
    assert len(document.snapshot.notes.keys) == 4


def test_notes_of_two_phones_leave_what_is_chosen_in_the_list_chosen(
    found: NoteBrowser, document: Document
) -> None:
    choose(found, "rail", "bus")
    document.write_notes(a_draft("Ny", note_id="new1"), a_draft("Nyere", note_id="new2"))
    assert [note.id for note in found.list.notes.notes][:2] == ["new2", "new1"]
    assert found.list.note_ids == ["rail", "bus"]


def test_a_key_in_the_list_gives_the_chosen_note_a_kind(found: NoteBrowser, document: Document) -> None:
    choose(found, "bus")
    found.list.setFocus()
    QTest.keyClick(found.list, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert document.snapshot.notes.by_id["bus"].draft.kind is NoteKind.TREND


# ── one note at a time ──


def test_a_key_point_changed_in_the_editor_stays_one(place: NotesPlace, document: Document) -> None:
    place.editor.text.setPlainText("Nattbuss")
    place.editor.key.click()
    place.editor.finish()
    (note,) = document.snapshot.notes.keys
    assert not place.editor.key.isChecked()
    place.editor.edit(note)
    place.editor.text.setPlainText("Nattbuss hele uka")
    place.editor.finish()
    assert [note.draft.text for note in document.snapshot.notes.keys] == ["Nattbuss hele uka"]


def test_a_sensitive_note_is_shown_as_such_and_stays_so(place: NotesPlace, document: Document) -> None:
    place.editor.text.setPlainText("Naboen drikker")
    place.editor.sensitive.click()
    place.editor.finish()
    assert not place.editor.sensitive.isChecked()
    note = place.here.list.notes.notes[0]
    assert note.draft.sensitive
    assert "⊘" in state_words(note)
    place.editor.edit(note)
    place.editor.text.setPlainText("Naboen drikker mye")
    place.editor.finish()
    assert place.here.list.notes.notes[0].draft.sensitive
    place.editor.edit(place.here.list.notes.notes[0])
    place.editor.sensitive.click()
    place.editor.finish()
    assert not place.here.list.notes.notes[0].draft.sensitive


def test_chosen_notes_become_sensitive_and_are_found_as_such(found: NoteBrowser, document: Document) -> None:
    choose(found, "bus", "rail")
    found.batch.sensitive.click()
    found.state.setCurrentIndex(found.state.findData(NoteState.SENSITIVE.value))
    found.state.activated.emit(found.state.currentIndex())
    assert {note.id for note in found.list.notes.notes} == {"bus", "rail"}
    choose(found, "bus", "rail")
    found.batch.sensitive.click()
    assert found.list.notes.notes == ()


@pytest.mark.parametrize(("which", "text"), [(0, "Der"), (1, "Her")])
def test_of_a_note_changed_meanwhile_either_text_is_chosen(
    found: NoteBrowser, document: Document, clock: FakeClock, which: int, text: str
) -> None:
    first = document.snapshot.notes.by_id["bus"].draft
    for words in ("Her", "Der"):
        clock.advance(MINUTE)
        document.write_notes(replace(first, id=words, parent_id=first.id, text=words))
    assert not found.compare.isVisible()
    found.choose("bus")
    assert [text.toPlainText() for text in found.compare.texts] == ["Der", "Her"]
    clock.advance(MINUTE)
    found.compare.keeps[which].click()
    note = document.snapshot.notes.by_id["bus"]
    assert (note.draft.text, note.changed_meanwhile) == (text, False)
    assert not found.compare.isVisible()


def test_the_text_as_it_came_stands_beside_the_present_one(
    found: NoteBrowser, document: Document, clock: FakeClock
) -> None:
    clock.advance(10 * MINUTE)
    first = document.snapshot.notes.by_id["boat"].draft
    document.write_notes(replace(first, id="edit", parent_id=first.id, text="Ferge", place=LAPTOP))
    found.choose("boat")
    assert not found.compare.isVisible()
    found.history_button.click()
    assert [text.toPlainText() for text in found.compare.texts] == ["Båt", "Ferge"]
    assert found.compare.keeps == []
    found.history_button.click()
    assert not found.compare.isVisible()


def test_what_came_after_its_round_is_said_and_found(
    found: NoteBrowser, document: Document, clock: FakeClock
) -> None:
    clock.set("15:00")
    document.press(Started("closing"))
    document.write_notes(a_draft("For sent", note_id="late"))
    found.state.setCurrentIndex(found.state.findData(NoteState.LATE.value))
    found.draw()
    assert [note.id for note in found.list.notes.notes] == ["late"]
    spoken = found.list.notes.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "15:00:00, etter runden" in spoken


def test_hidden_lists_are_drawn_only_when_they_are_seen(place: NotesPlace, document: Document) -> None:
    before = place.all.list.notes.notes
    document.write_notes(a_draft("Ny", note_id="new"))
    assert place.all.list.notes.notes == before
    place.show_page("find")
    assert place.all.list.notes.notes[0].id == "new"


@pytest.mark.parametrize(
    ("state", "ids"),
    [
        (NoteState.UNTOUCHED, ["boat", "bus"]),
        (NoteState.KEY, ["rail"]),
        (NoteState.PHONES, ["boat"]),
        (NoteState.CHANGED_MEANWHILE, ["rail"]),
    ],
)
def test_notes_are_found_by_their_state(
    found: NoteBrowser, document: Document, clock: FakeClock, state: NoteState, ids: list[str]
) -> None:
    first = document.snapshot.notes.by_id["rail"].draft
    clock.advance(10 * MINUTE)
    for number in (1, 2):
        document.write_notes(replace(first, id=f"v{number}", parent_id=first.id, key=True))
    found.state.setCurrentIndex(found.state.findData(state.value))
    found.draw()
    assert [note.id for note in found.list.notes.notes] == ids


# ── approval ──


def test_the_table_s_approval_is_told_with_its_time_and_what_changed_since(
    place: NotesPlace, document: Document, clock: FakeClock
) -> None:
    assert place.approved.text() == ""
    clock.set("13:20")
    place.approve.click()
    assert place.approved.text() == "✓ Godkjent ved bordet 13:20"
    clock.advance(MINUTE)
    document.write_notes(a_draft("Glemt", table_id="t1"))
    assert place.approved.text() == "✓ Godkjent ved bordet 13:20 · 1 endret siden"
    document.undo()
    assert place.approved.text() == ""


# ── pictures ──


def a_photo(file: Path, size: tuple[int, int] = (3000, 1000)) -> Path:
    """A photo that lies on its side, and tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010E] = "HEMMELIG STED"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", size, (200, 180, 90)).save(file, exif=exif, comment=b"HEMMELIG STED")
    return file


def test_a_photo_is_scaled_down_turned_and_tells_no_place(
    place: NotesPlace, document: Document, tmp_path: Path
) -> None:
    place.photos.add_file(a_photo(tmp_path / "duk.jpg"))
    (photo,) = document.snapshot.photos.values()
    image = Image.open(io.BytesIO(photo.image))
    assert image.format == "JPEG"
    assert image.size == (LONGEST_SIDE_OF_PHOTO // 3, LONGEST_SIDE_OF_PHOTO)
    assert dict(image.getexif()) == {}
    assert b"HEMMELIG" not in photo.image
    assert (photo.item_id, photo.round_id, photo.table_id) == ("cafe", "r1", "t1")
    assert place.photos.list.count() == 1


def test_a_photo_is_described_taken_back_and_put_back(
    place: NotesPlace, document: Document, tmp_path: Path
) -> None:
    told: list[object] = []
    document.told.connect(lambda _sentence, _tone, _action, act: told.append(act))
    place.photos.add_file(a_photo(tmp_path / "duk.jpg"))
    place.photos.list.setCurrentRow(0)
    place.photos.show_large()
    card = place.photos.large
    assert card is not None
    card.words.setText("Kart over busslinjer")
    card.store_words()
    (described,) = document.snapshot.photos.values()
    assert described.words == "Kart over busslinjer"
    card.back.click()
    assert place.photos.photos == ()
    put_back = told[-1]
    assert callable(put_back)
    put_back()
    shown: tuple[Photo, ...] = place.photos.photos
    assert [one.words for one in shown] == ["Kart over busslinjer"]


def test_what_is_no_picture_is_told_and_adds_nothing(
    place: NotesPlace, document: Document, tmp_path: Path
) -> None:
    told: list[str] = []
    document.told.connect(lambda sentence, *_more: told.append(sentence))
    file = tmp_path / "duk.jpg"
    file.write_bytes(b"no picture")
    place.photos.add_file(file)
    assert "Ingenting ble lagt til." in told[-1]
    assert document.snapshot.photos == {}


def test_a_picture_of_a_phone_s_own_kind_is_refused_with_what_to_do(
    place: NotesPlace, document: Document, tmp_path: Path
) -> None:
    told: list[str] = []
    document.told.connect(lambda sentence, *_more: told.append(sentence))
    file = tmp_path / "IMG_0001.HEIC"
    file.write_bytes(b"\0\0\0\x24ftypheic\0\0\0\0")
    place.photos.add_file(file)
    assert told[-1].startswith("«IMG_0001.HEIC» er et HEIC-bilde")
    assert document.snapshot.photos == {}


def test_a_copied_picture_is_pasted_into_the_field(place: NotesPlace, document: Document) -> None:
    data = QMimeData()
    data.setImageData(QImage(30, 20, QImage.Format.Format_RGB32))
    assert place.editor.text.canInsertFromMimeData(data)
    place.editor.text.insertFromMimeData(data)
    (photo,) = document.snapshot.photos.values()
    assert Image.open(io.BytesIO(photo.image)).size == (30, 20)
    assert place.editor.text.toPlainText() == ""
