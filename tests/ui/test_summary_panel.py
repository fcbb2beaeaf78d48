"""Beside the summary: its parts in order and ticked, its status; each change is stored, and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.summary_plan import Edition, Part, chapters, parts_in
from facilitator.ui.document import Document
from facilitator.ui.places.summary_panel import SummaryPanel
from facilitator.ui.places.summary_parts import PartsList, part_title
from tests.builders import a_day, a_snapshot
from tests.ui.conftest import OpenDocument

ALL = list(Part)


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    return open_document(a_snapshot(a_day()))


@pytest.fixture
def panel(document: Document, qtbot: QtBot) -> SummaryPanel:
    i18n.use("en")
    made = SummaryPanel(document)
    qtbot.addWidget(made)
    made.resize(made.width(), 560)
    made.show()
    return made


@pytest.fixture
def parts(panel: SummaryPanel) -> PartsList:
    return panel.parts


def order(document: Document) -> list[Part]:
    return [chapter.part for chapter in chapters(document.plan.event.chapters)]


def listed(parts: PartsList) -> list[str]:
    return [str(parts.model().index(row, 0).data()) for row in range(parts.model().rowCount())]


def drop(model: QAbstractItemModel, row: int, before: int) -> None:
    """What the view does when a row is dropped."""
    model.moveRow(QModelIndex(), row, QModelIndex(), before)


def test_all_parts_are_offered_in_their_order(parts: PartsList) -> None:
    assert listed(parts) == [part_title(part) for part in Part]


def test_a_part_is_moved_by_key_and_back_by_undo(parts: PartsList, document: Document) -> None:
    parts.setFocus()
    parts.setCurrentIndex(parts.parts.index(1))
    QTest.keyClick(parts, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(parts, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(document)[:4] == [ALL[0], ALL[2], ALL[3], ALL[1]]
    assert parts.currentIndex().row() == 3
    QTest.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(document)[:4] == [ALL[0], ALL[2], ALL[1], ALL[3]]
    for _press in range(3):
        document.undo()
    assert order(document) == ALL
    assert listed(parts) == [part_title(part) for part in Part]


@pytest.mark.parametrize(("row", "before", "to"), [(0, 3, 2), (3, 0, 0), (2, len(Part), len(Part) - 1)])
def test_a_part_is_moved_by_dragging(
    parts: PartsList, document: Document, row: int, before: int, to: int
) -> None:
    drop(parts.model(), row, before)
    assert order(document)[to] is ALL[row]
    assert parts.parts.chapters == chapters(document.plan.event.chapters)


def test_the_ends_of_the_list_are_ends(panel: SummaryPanel, document: Document) -> None:
    panel.parts.setCurrentIndex(panel.parts.parts.index(0))
    assert (panel.up.isEnabled(), panel.down.isEnabled()) == (False, True)
    panel.parts.move_chosen(-1)
    assert order(document) == ALL
    panel.down.click()
    assert order(document)[1] is ALL[0]
    assert panel.up.isEnabled()


def test_a_part_is_left_out_and_taken_in_by_the_space_bar(parts: PartsList, document: Document) -> None:
    parts.setFocus()
    parts.setCurrentIndex(parts.parts.index(2))
    for left in (True, False):
        QTest.keyClick(parts, Qt.Key.Key_Space)
        assert (ALL[2] not in parts_in(document.plan.event.chapters)) is left
        state = parts.parts.index(2).data(Qt.ItemDataRole.CheckStateRole)
        assert (state == Qt.CheckState.Unchecked) is left
    document.undo()
    assert ALL[2] not in parts_in(document.plan.event.chapters)


def test_the_status_is_stored_and_undone(panel: SummaryPanel, document: Document) -> None:
    panel.status.setCurrentIndex(1)
    panel.status.activated.emit(1)
    assert document.plan.event.final
    document.undo()
    assert not document.plan.event.final
    assert panel.status.currentText() == "Draft"


def test_the_open_edition_asks_to_be_read(panel: SummaryPanel, qtbot: QtBot) -> None:
    assert panel.edition is Edition.FULL
    assert not panel.read.isVisible()
    with qtbot.waitSignal(panel.chosen):
        panel.editions[Edition.OPEN].click()
    panel.show_replaced(2)
    assert (panel.edition, panel.read.isVisible()) == (Edition.OPEN, True)
    assert panel.replaced.text() == "2 full names in the texts are replaced"


def test_once_the_people_are_deleted_their_names_are_said_to_stay(
    panel: SummaryPanel, document: Document
) -> None:
    panel.editions[Edition.OPEN].click()
    assert "single names" in panel.read.text()
    document.delete_people()
    assert "deleted" in panel.read.text()


def test_every_control_has_a_name_and_takes_the_focus_by_key(panel: SummaryPanel) -> None:
    controls: list[QWidget] = [*panel.editions.values(), panel.language, panel.status, panel.parts]
    for control in (*controls, panel.up, panel.down):
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_model_keeps_qts_rules(parts: PartsList, document: Document) -> None:
    QAbstractItemModelTester(parts.parts, QAbstractItemModelTester.FailureReportingMode.Fatal)
    drop(parts.model(), 0, 2)
