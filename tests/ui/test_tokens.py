"""The style sheet on real widgets: nothing that it dresses cuts off its own text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from facilitator.ui.document import Document
from facilitator.ui.main_window import MainWindow
from facilitator.ui.places.people import PeoplePlace
from facilitator.ui.room.control import RoomControl


def room_for_text(box: QCheckBox, *, focused: bool) -> int:
    """How wide a checkbox of the size it wants draws its text, in px."""
    option = QStyleOptionButton()
    box.initStyleOption(option)
    option.rect.setSize(box.sizeHint())
    if focused:
        option.state |= QStyle.StateFlag.State_HasFocus
    return box.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, box).width()


@pytest.mark.parametrize("focused", [False, True])
def test_every_checkbox_has_room_for_its_text(sample: Document, qtbot: QtBot, *, focused: bool) -> None:
    window = MainWindow(sample, RoomControl(sample))
    qtbot.addWidget(window)
    people = window.places["people"]
    assert isinstance(people, PeoplePlace)
    people.open_deletion()
    boxes = [box for box in window.findChildren(QCheckBox) if box.text()]
    assert "Jeg forstår at dette ikke kan angres" in [box.text() for box in boxes]
    for box in boxes:
        box.ensurePolished()
        assert room_for_text(box, focused=focused) >= box.fontMetrics().horizontalAdvance(box.text())
