"""Getting the programme from a spreadsheet: what is shown, chosen and stored, and nothing before."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import MINUTE, Item, find
from facilitator.exchange.columns import Field
from facilitator.record import Started
from facilitator.ui import messages
from facilitator.ui.document import Document, Tone
from facilitator.ui.places.import_panel import WRAPPED_LINES
from facilitator.ui.places.import_subject import column_letter
from facilitator.ui.places.programme import ProgrammePlace
from tests.builders import a_snapshot, an_event, an_item
from tests.exchange.workbooks import Rows, a_workbook
from tests.ui.conftest import OpenDocument
from tests.ui.import_files import Open, lines, opener

SHEET: Rows = (
    ["Dagen vår"],
    ["Kl.", "Min", "Post", "Hvem"],
    [time(9), 40, "Åpning"],
    ["ti", 20, "Dikt", "Kari"],
)
NO_TIME = "“ti” (Start) is not a time of day and is passed over. Write it like 9:30 or 930."
CSV = "Min;Post\r\n40;Åpning\r\n".encode("cp1252")


@pytest.fixture
def day(open_document: OpenDocument) -> Document:
    i18n.use("en")
    items = (
        an_item("a", title="Åpning", minutes=30, private_notes="Mikrofon"),
        an_item("b", title="Vin", minutes=15),
    )
    return open_document(a_snapshot(an_event(start=time(9), items=items)))


@pytest.fixture
def place(day: Document, qtbot: QtBot) -> ProgrammePlace:
    made = ProgrammePlace(day)
    qtbot.addWidget(made)
    made.resize(1198, 600)
    made.show()
    return made


@pytest.fixture
def open_file(place: ProgrammePlace, tmp_path: Path, qtbot: QtBot) -> Open:
    return opener(place, tmp_path, qtbot, "day.xlsx")


def item(day: Document, id: str) -> Item:
    found = find(day.plan.event.items, id)
    assert found is not None
    return found


def choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))


def test_it_shows_what_would_change_and_changes_nothing(open_file: Open, day: Document) -> None:
    before = day.plan
    panel = open_file(a_workbook(SHEET))
    assert lines(panel) == [
        ("⚠ Problem", "4", "", NO_TIME),
        ("Changed", "3", "Åpning", "Length: 30 min → 40 min"),
        ("New", "4", "Dikt", "09:55 · 20 min · Kari"),
        ("Not in the sheet", "", "Vin", "stays where it is"),
    ]
    assert panel.counts.text() == "1 new · 1 changed · 1 not in the sheet · 1 problem"
    assert day.plan == before


def test_import_stores_it_as_one_step_that_can_be_undone(
    open_file: Open, place: ProgrammePlace, day: Document
) -> None:
    heard: list[str] = []
    day.told.connect(lambda sentence, _tone: heard.append(sentence))
    before = day.plan
    panel = open_file(a_workbook(SHEET))
    panel.apply.click()
    assert [one.title for one in day.plan.event.items] == ["Åpning", "Vin", "Dikt"]
    assert (item(day, "a").length, item(day, "a").private_notes) == (40 * MINUTE, "Mikrofon")
    assert heard == [
        "“day.xlsx” is in the programme: 1 new · 1 changed · 1 not in the sheet. Ctrl+Z takes it out again."
    ]
    assert place.importing is None
    assert place.table.isVisible()
    day.undo()
    assert day.plan == before


def test_the_same_file_again_has_nothing_to_import(open_file: Open) -> None:
    open_file(a_workbook(SHEET)).apply.click()
    panel = open_file(a_workbook(SHEET))
    assert panel.counts.text() == "Nothing would change: 2 unchanged · 1 not in the sheet · 1 problem"
    assert not panel.apply.isEnabled()


def test_what_is_not_in_the_sheet_goes_when_that_is_ticked_save_what_has_run(
    open_file: Open, day: Document
) -> None:
    panel = open_file(a_workbook([["Min", "Post"], [20, "Dikt"]]))
    panel.remove.click()
    assert [line[:3] for line in lines(panel)] == [
        ("New", "2", "Dikt"),
        ("Removed", "", "Åpning"),
        ("Removed", "", "Vin"),
    ]
    day.press(Started("a"))
    assert [line[2] for line in lines(panel) if line[0] == "Removed"] == ["Vin"]
    panel.apply.click()
    assert {one.title for one in day.plan.event.items} == {"Åpning", "Dikt"}


def test_a_change_made_meanwhile_is_kept(open_file: Open, day: Document, place: ProgrammePlace) -> None:
    panel = open_file(a_workbook(SHEET))
    place.choose("b")
    place.remove.trigger()
    assert "Vin" not in [line[2] for line in lines(panel)]
    panel.apply.click()
    assert [one.title for one in day.plan.event.items] == ["Åpning", "Dikt"]


# ── what the columns hold ──


def test_a_column_can_hold_something_else(open_file: Open) -> None:
    panel = open_file(a_workbook(SHEET))
    choose(panel.columns.choices[3], Field.NOTES)
    assert [choice.currentData() for choice in panel.columns.choices] == [
        Field.START,
        Field.LENGTH,
        Field.TITLE,
        Field.NOTES,
    ]
    assert ("New", "4", "Dikt", "09:55 · 20 min") in lines(panel)
    choose(panel.columns.choices[3], Field.LENGTH)
    assert panel.columns.choices[1].currentData() is None
    assert "“Kari” (Length) is not a length" in lines(panel)[1][3]


def test_without_a_title_column_it_asks_for_one(open_file: Open) -> None:
    panel = open_file(a_workbook(SHEET))
    choose(panel.columns.choices[2], None)
    assert panel.counts.text() == "Choose above which column holds the titles."
    assert lines(panel) == []
    assert not panel.apply.isEnabled()
    choose(panel.columns.choices[2], Field.TITLE)
    assert panel.apply.isEnabled()


def test_the_heading_row_is_found_and_can_be_another(open_file: Open) -> None:
    panel = open_file(a_workbook(SHEET))
    assert panel.header.currentText() == "2: Kl. · Min · Post · Hvem"
    choose(panel.header, -1)
    assert [choice.currentData() for choice in panel.columns.choices] == [None] * 4
    choose(panel.columns.choices[2], Field.TITLE)
    assert ("New", "2", "Post", "09:00 · 15 min") in lines(panel)


def test_the_likeliest_sheet_is_shown_and_another_can_be_chosen(open_file: Open) -> None:
    panel = open_file(a_workbook([["Forside"]], Dag=SHEET, Dag2=[["Min", "Post"], [5, "Sang"]]))
    assert panel.sheet.currentText() == "Dag"
    panel.sheet.setCurrentIndex(2)
    assert ("New", "2", "Sang", "09:45 · 5 min") in lines(panel)


def test_a_single_sheet_leaves_no_choice(open_file: Open) -> None:
    panel = open_file(a_workbook(SHEET))
    assert panel.header.isVisible()
    assert not any(choice.isVisible() for choice in (panel.sheet, panel.encoding, panel.delimiter))


def test_of_a_text_file_characters_and_separator_can_be_chosen(open_file: Open, qtbot: QtBot) -> None:
    panel = open_file(CSV, "day.csv")
    assert (panel.encoding.currentData(), panel.delimiter.currentData()) == ("cp1252", ";")
    assert panel.encoding.isVisible()
    assert lines(panel)[0] == ("Changed", "2", "Åpning", "Length: 30 min → 40 min")
    choose(panel.delimiter, ",")
    qtbot.waitUntil(lambda: len(panel.columns.choices) == 1)
    choose(panel.delimiter, ";")
    qtbot.waitUntil(lambda: len(panel.columns.choices) == 2)
    choose(panel.encoding, "utf-8")
    qtbot.waitUntil(lambda: "New" in [line[0] for line in lines(panel)])
    assert "�pning" in [line[2] for line in lines(panel)]


def test_what_was_left_out_is_said(open_file: Open) -> None:
    panel = open_file(a_workbook([["Min", "Post", *range(300)], [40, "Åpning"]]))
    assert panel.remarks.isVisible()
    assert panel.remarks.text() == "Only the first 200 columns were read."


def test_very_many_lines_are_shown_at_once(open_file: Open) -> None:
    panel = open_file(a_workbook([["Min", "Post"], *([5, f"Post {n}"] for n in range(WRAPPED_LINES))]))
    assert len(panel.model.rows) == WRAPPED_LINES + 2
    assert not panel.lines.wordWrap()


def test_an_empty_sheet_asks_for_titles(place: ProgrammePlace, open_file: Open) -> None:
    panel = open_file(a_workbook([]))
    assert not panel.apply.isEnabled()


# ── in and out of it ──


def test_the_menu_leads_from_a_file_to_its_preview(
    place: ProgrammePlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    file = tmp_path / "day.csv"
    file.write_bytes(CSV)
    asked: list[Path] = []

    def choose_file(_parent: object, _title: str, folder: Path, _pattern: str) -> Path | None:
        asked.append(folder)
        return file if len(asked) > 1 else None

    monkeypatch.setattr(messages, "choose_file_to_open", choose_file)
    get, *_exports = place.in_and_out.menu().actions()
    get.trigger()
    assert place.importing is None
    get.trigger()
    panel = place.importing
    assert panel is not None
    qtbot.waitUntil(panel.apply.isEnabled)
    assert asked == [tmp_path, tmp_path]
    assert not place.table.isVisible()
    assert place.focusProxy() is panel
    assert panel.focusProxy() is panel.header


@pytest.mark.parametrize(
    ("names", "taken"), [(["day.csv"], True), (["day.pdf"], False), (["day.csv", "day.csv"], False)]
)
def test_a_spreadsheet_can_be_dropped_on_the_table(
    names: list[str], taken: bool, place: ProgrammePlace, tmp_path: Path
) -> None:
    for name in names:
        (tmp_path / name).write_bytes(CSV)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    where, copy, left = QPoint(20, 20), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(where, copy, data, left, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(place.table.viewport(), entering)
    assert entering.isAccepted() is taken
    dropping = QDropEvent(QPointF(where), copy, data, left, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(place, dropping)
    assert (place.importing is not None) is taken


@pytest.mark.parametrize("leave", ["button", "escape"])
def test_cancel_gives_the_table_back(
    leave: str, open_file: Open, place: ProgrammePlace, day: Document
) -> None:
    before = day.plan
    panel = open_file(a_workbook(SHEET))
    if leave == "button":
        panel.cancel.click()
    else:
        panel.columns.choices[0].setFocus()
        QTest.keyClick(panel.columns.choices[0], Qt.Key.Key_Escape)
    assert place.importing is None
    assert place.table.isVisible()
    assert day.plan == before


def test_what_cannot_be_read_is_told_and_the_table_stays(
    open_file: Open, place: ProgrammePlace, day: Document
) -> None:
    heard: list[tuple[str, Tone]] = []
    day.told.connect(lambda sentence, tone: heard.append((sentence, tone)))
    open_file(b"PK broken")
    assert [("broken" in sentence, tone) for sentence, tone in heard] == [(True, Tone.ERROR)]
    assert place.importing is None
    assert place.table.isVisible()


def test_the_open_day_itself_is_no_spreadsheet(place: ProgrammePlace, day: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(day.told) as told:
        place.open_spreadsheet(day.path)
    assert told.args is not None
    assert "is not a spreadsheet" in told.args[0]


def test_leaving_while_it_is_read_leaves_nothing_behind(
    place: ProgrammePlace, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "day.csv"
    file.write_bytes(CSV)
    place.open_spreadsheet(file)
    panel = place.importing
    assert panel is not None
    panel.cancel.click()
    place.open_spreadsheet(file)
    assert place.importing is not None
    qtbot.waitUntil(place.importing.apply.isEnabled)


def test_all_of_it_can_be_reached_by_keyboard_and_has_a_name(open_file: Open) -> None:
    panel = open_file(CSV, "day.csv")
    controls = (panel.header, panel.encoding, panel.delimiter, *panel.columns.choices, panel.lines)
    for control in (*controls, panel.remove, panel.cancel, panel.apply):
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert control.accessibleName() or control in (panel.remove,)


def test_a_long_name_needs_no_wider_window(open_file: Open) -> None:
    open_file(CSV, "d.csv")  # whatever the test before left to be dressed, is dressed now
    short = open_file(CSV, "d.csv").minimumSizeHint()
    assert open_file(CSV, f"{'d' * 120}.csv").minimumSizeHint() == short


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_spreadsheets_call_them(column: int, letters: str) -> None:
    assert column_letter(column) == letters
