"""The keys: the one table tells the truth, the overview shows it, and no key starts something by accident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import MINUTE
from facilitator.i18n import Language
from facilitator.notes import NoteKind
from facilitator.record import CheckedIn, Fact, Presence, Signalled, Started
from facilitator.settings import Settings
from facilitator.ui.document import Document
from facilitator.ui.keys import Group, group_words, hint, key_table, sequences, shown
from facilitator.ui.main_window import MainWindow
from facilitator.ui.places.documents import DocumentsPlace
from facilitator.ui.places.notes import NotesPlace
from facilitator.ui.places.people import PeoplePlace
from facilitator.ui.places.summary import SummaryPlace
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.window import RehearsalWindow

BOTH = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


@pytest.fixture
def window(sample: Document, qtbot: QtBot) -> MainWindow:
    i18n.use("en")
    made = MainWindow(sample, RoomControl(sample))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def day(window: MainWindow) -> Document:
    return window._document


def press(widget: QWidget, keys: str) -> None:
    QTest.keySequence(widget, QKeySequence(keys))
    QApplication.processEvents()


def timetable_presses(document: Document) -> list[Fact]:
    """What was pressed in the timetable: who came to the day has nothing to do with it."""
    facts = (entry.fact for entry in document.record.entries)
    return [fact for fact in facts if not isinstance(fact, CheckedIn | Signalled)]


# ── the table ──


def sequences_of(shortcut: QShortcut) -> list[QKeySequence]:
    return list(shortcut.keys())


def wide_keys(window: MainWindow) -> set[str]:
    """The keys that do something wherever in the window the focus is."""
    shortcuts = [one for one in window.findChildren(QShortcut) if one.context() in BOTH]
    found = {keys.toString() for shortcut in shortcuts for keys in sequences_of(shortcut)}
    return found | {keys.toString() for action in window.findChildren(QAction) for keys in action.shortcuts()}


def listed() -> dict[str, set[str]]:
    """Name → all its keys as Qt writes them."""
    return {key.name: {keys.toString() for keys in sequences(key.name)} for key in key_table()}


def on_item(window: MainWindow, keys: str) -> bool:
    """Whether the key changes the programme, or opens a cell, while its table has the focus."""
    table = window.programme.table
    before = day(window).plan
    window.programme.choose(before.event.items[1].id)
    press(table, keys)
    return day(window).plan != before or table.state() is QAbstractItemView.State.EditingState


def on_person(window: MainWindow, keys: str) -> bool:
    before = day(window).plan
    window.show_place("people")
    place = window.places["people"]
    assert isinstance(place, PeoplePlace)
    place.table.setCurrentIndex(place.table.model().index(0, 0))
    press(place.table, keys)
    return day(window).plan != before or place.table.state() is QAbstractItemView.State.EditingState


def on_check_in(window: MainWindow, keys: str) -> bool:
    window.show_place("people")
    place = window.places["people"]
    assert isinstance(place, PeoplePlace)
    day(window).press(CheckedIn(day(window).plan.event.people[0].id, Presence.PRESENT))
    press(place.check_in.box, keys)
    return Presence.PRESENT not in day(window).record.presence.values()


def on_document(window: MainWindow, keys: str) -> bool:
    before = day(window).plan
    window.show_place("documents")
    place = window.places["documents"]
    assert isinstance(place, DocumentsPlace)
    place.list.setCurrentIndex(place.list.model().index(1, 0))
    press(place.list, keys)
    return day(window).plan != before or not place.list.hasFocus()


def on_part(window: MainWindow, keys: str) -> bool:
    before = day(window).plan
    window.show_place("summary")
    place = window.places["summary"]
    assert isinstance(place, SummaryPlace)
    parts = place.panel.parts
    parts.setCurrentIndex(parts.parts.index(1))
    parts.setFocus()
    press(parts, keys)
    return day(window).plan != before


def on_document_and_part(window: MainWindow, keys: str) -> bool:
    return on_document(window, keys) and on_part(window, keys)


def on_field(window: MainWindow, keys: str) -> bool:
    window.show_place("settings")
    title = window.settings.event_form.widgets["title"]
    assert isinstance(title, QLineEdit)
    title.setFocus()
    title.setText("Noe annet")
    press(title, keys)
    return title.text() == day(window).plan.event.title


def on_note(window: MainWindow, keys: str) -> bool:
    window.show_place("notes")
    place = window.places["notes"]
    assert isinstance(place, NotesPlace)
    text = place.editor.text
    text.setFocus()
    text.setPlainText("Flere busser")
    place.editor.kinds[NoteKind.OTHER if keys == "Alt+1" else NoteKind.CHALLENGE].setChecked(True)
    editor = place.editor
    before = editor.kind, editor.key.isChecked(), editor.sensitive.isChecked()
    press(text, keys)
    now = editor.kind, editor.key.isChecked(), editor.sensitive.isChecked()
    return now != before or not text.hasFocus() or text.toPlainText() != "Flere busser"


def on_room_window(window: MainWindow, keys: str) -> bool:
    made = RehearsalWindow(window.room, day(window))
    made.setWindowState(Qt.WindowState.WindowFullScreen)
    made.show()
    press(made, keys)
    left = not made.isFullScreen()
    made.close()
    return left


def on_presenter(window: MainWindow, keys: str) -> bool:
    day(window).press(Started(day(window).plan.event.items[0].id))
    day(window).press(Started(day(window).plan.event.items[1].id))
    window.presenter.listen(Settings(presenter_next=True, presenter_back=True))
    before = day(window).live.running
    press(window.programme.table, keys)
    return day(window).live.running != before


Probe = Callable[[MainWindow, str], bool]
HANDLED: dict[str, tuple[Probe, tuple[str, ...]]] = {
    "item-new": (on_item, ("Return", "Enter")),
    "item-edit": (on_item, ("F2",)),
    "item-up": (on_item, ("Alt+Up",)),
    "item-down": (on_item, ("Alt+Down",)),
    "item-remove": (on_item, ("Del",)),
    "row-edit": (on_person, ("Return", "F2")),
    "row-remove": (on_person, ("Del",)),
    "check-in-back": (on_check_in, ("Ctrl+Backspace",)),
    "document-new": (on_document, ("Return",)),
    "row-up": (on_document_and_part, ("Alt+Up",)),
    "row-down": (on_document_and_part, ("Alt+Down",)),
    "escape": (on_field, ("Esc",)),
    "note-finish": (on_note, ("Return",)),
    "note-line": (on_note, ("Shift+Return",)),
    "note-leave": (on_note, ("Esc",)),
    "note-kind": (on_note, ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5")),
    "note-key": (on_note, ("Ctrl+Shift+K",)),
    "note-sensitive": (on_note, ("Ctrl+Shift+E",)),
    "full-screen": (on_room_window, ("F11",)),
    "leave-full-screen": (on_room_window, ("Esc",)),
    "presenter-next": (on_presenter, ("PgDown",)),
    "presenter-back": (on_presenter, ("PgUp",)),
}


def test_every_listed_key_is_bound_in_the_window_or_tried_below(window: MainWindow) -> None:
    tried = wide_keys(window)
    for name, keys in listed().items():
        assert keys == set(HANDLED[name][1]) if name in HANDLED else keys <= tried, name
    assert HANDLED.keys() <= listed().keys()


@pytest.mark.parametrize(("name", "keys"), [(name, keys) for name in HANDLED for keys in HANDLED[name][1]])
def test_a_key_that_only_one_widget_knows_does_something_there(
    window: MainWindow, name: str, keys: str
) -> None:
    assert HANDLED[name][0](window, keys)


def test_every_key_that_is_bound_is_listed(window: MainWindow) -> None:
    bound = {keys.toString() for one in window.findChildren(QShortcut) for keys in sequences_of(one)}
    assert (bound | wide_keys(window)) - set().union(*listed().values()) == set()


def test_no_key_of_the_window_means_two_things() -> None:
    wide = [keys for name, every in listed().items() if name not in HANDLED for keys in every]
    assert len(wide) == len(set(wide))
    assert len(listed()) == len(key_table())


def test_a_name_that_is_not_in_the_table_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        sequences("lunch")


@pytest.mark.parametrize(
    ("name", "words"),
    [("next", "Ctrl+Enter"), ("undo", "Ctrl+Z"), ("place", "Ctrl+1 … Ctrl+9"), ("plus-1", "F8 · Ctrl++")],
)
def test_how_keys_are_written(name: str, words: str) -> None:
    assert next(shown(key) for key in key_table() if key.name == name) == words
    assert words.startswith(hint(name))


# ── the now bar by keyboard ──


@pytest.mark.parametrize(
    ("keys", "by"), [("F7", -1), ("Ctrl+-", -1), ("F8", 1), ("Ctrl++", 1), ("F9", 2), ("F10", 5)]
)
def test_minutes_are_added_and_taken_away_by_key(
    window: MainWindow, sample: Document, keys: str, by: int
) -> None:
    sample.press(Started(sample.plan.event.items[0].id))
    before = sample.live.remaining
    press(window, keys)
    assert sample.live.remaining - before == by * MINUTE


def test_the_day_goes_on_and_back_by_key(window: MainWindow, sample: Document) -> None:
    first, second = sample.plan.event.items[:2]
    for keys, item in (("Ctrl+Return", first), ("Ctrl+Return", second), ("Ctrl+Shift+Return", first)):
        press(window, keys)
        assert sample.live.running is not None
        assert sample.live.running.item.id == item.id


def test_a_pause_the_reading_and_the_menu_by_key(window: MainWindow, sample: Document) -> None:
    press(window, "Ctrl+Return")
    press(window, "Ctrl+Shift+P")
    assert sample.live.paused_for is not None
    before = sample.live.reading
    press(window, "Ctrl+Shift+L")
    assert sample.live.reading is not before
    press(window, "Ctrl+Shift+M")
    menu = window.now_bar.more.menu()
    assert menu.isVisible()
    menu.close()


@pytest.mark.parametrize("field", ["title", "purposes", "language"])
def test_the_keys_of_the_day_work_while_a_field_has_the_focus(window: MainWindow, field: str) -> None:
    window.show_place("settings")
    window.message_bar.say("En melding")
    forms = (window.settings.event_form, window.settings.more_form)
    widget = next(form.widgets[field] for form in forms if field in form.widgets)
    names = [key.name for key in key_table() if key.group is Group.DAY and key.name not in HANDLED]
    for name in (*names, "keys", "sound", "hush", "room"):
        for keys in sequences(name):
            (shortcut,) = (one for one in window.findChildren(QShortcut) if keys in sequences_of(one))
            shortcut.activated.disconnect()  # what it does may take the focus away
            pressed = QSignalSpy(shortcut.activated)
            widget.setFocus()
            press(widget, keys.toString())
            assert pressed.count() == 1, keys


def test_what_the_room_sees_is_chosen_by_key(window: MainWindow) -> None:
    press(window, "Ctrl+Shift+R")
    assert window.room_popup.isVisible()
    window.room_popup.close()


def test_to_what_is_running_by_key(window: MainWindow, sample: Document) -> None:
    item = sample.plan.event.items[3]
    sample.press(Started(item.id))
    window.show_place("people")
    press(window, "Ctrl+J")
    assert window.place == "programme"
    chosen = window.programme.table.currentIndex().row()
    assert chosen == window.programme.model.row_of(item.id)


# ── no accident ──

FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, QAbstractItemView)


def fields(place: QWidget) -> list[QWidget]:
    """The fields of a place that can have the focus as it is shown."""
    found = [one for kind in FIELDS for one in place.findChildren(kind)]
    return [
        one
        for one in found
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown])
def test_no_key_in_a_field_starts_anything(window: MainWindow, sample: Document, key: Qt.Key) -> None:
    sample.press(Started(sample.plan.event.items[0].id))
    before = timetable_presses(sample)
    tried: set[type] = set()
    for name in window.places:
        window.show_place(name)
        for field in fields(window.places[name]):
            field.setFocus()
            QTest.keyClick(QApplication.focusWidget() or field, key)
            tried.update(kind for kind in FIELDS if isinstance(field, kind))
            while popup := QApplication.activePopupWidget():
                popup.close()
            assert timetable_presses(sample) == before, (name, field)
    assert tried == set(FIELDS)


def test_a_key_typed_after_a_click_in_the_now_bar_presses_nothing_again(
    window: MainWindow, sample: Document
) -> None:
    sample.press(Started(sample.plan.event.items[0].id))
    bar = window.now_bar
    for made in (*bar.lengthen.values(), bar.pause, bar.next):
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)
        before = timetable_presses(sample)
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
        assert not made.hasFocus()
        assert timetable_presses(sample) == before


# ── the overview ──


def test_f1_shows_every_key_and_takes_it_away(window: MainWindow) -> None:
    field = window.programme.table
    field.setFocus()
    press(window, "F1")
    page = window.key_overview
    assert page is not None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    said = {one.text() for one in page.findChildren(QLabel)}
    assert {words for key in key_table() for words in (shown(key), key.words)} <= said
    assert {group_words()[group] for group in Group} <= said
    press(focus, "Esc")
    assert window.key_overview is None
    assert field.hasFocus()


def test_the_overview_can_be_opened_while_a_cell_is_edited(window: MainWindow, qtbot: QtBot) -> None:
    table = window.programme.table
    press(table, "F2")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    with qtbot.waitSignal(editor.destroyed):
        press(editor, "F1")
    press(window, "F1")
    assert window.key_overview is None


def test_the_day_goes_on_while_the_overview_is_shown(window: MainWindow, sample: Document) -> None:
    press(window, "F1")
    press(window, "Ctrl+Return")
    assert sample.live.running is not None
    press(window, "F1")
    assert window.key_overview is None


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_overview_is_one_page_that_leaves_the_now_bar_in_sight(
    window: MainWindow, language: Language
) -> None:
    i18n.use(language)
    window.resize(QSize(1366, 768))
    QApplication.processEvents()
    window.turn_keys()
    QApplication.processEvents()
    page = window.key_overview
    assert page is not None
    (area,) = page.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() == area.horizontalScrollBar().maximum() == 0
    assert page.y() >= window.now_bar.height()
