"""Messages to the speaker and the room: pressed, typed, kept, and still there after a restart."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from facilitator.models import Store
from facilitator.record import Audience, MessageShown, SceneHeld, Screen
from facilitator.ui.document import Document
from facilitator.ui.main_window import MainWindow
from facilitator.ui.messages_panel import MessagesPanel, message_facts, message_words
from facilitator.ui.room.control import RoomControl
from tests.builders import FakeClock
from tests.ui.typing import type_text

STORED = ("2 minutter igjen", "Bruk mikrofonen", "Rund av nå", "Tiden er ute", "Snakk litt saktere")


@pytest.fixture
def panel(sample: Document, qtbot: QtBot) -> MessagesPanel:
    speaker = RoomControl(sample, Screen.SECOND)
    speaker.set_stage(QSize(1024, 768))
    made = MessagesPanel(sample, speaker)
    qtbot.addWidget(made)
    made.show()
    return made


def addressed(panel: MessagesPanel) -> Audience:
    """Asked anew each time, as a type checker does not."""
    return panel.audience


def test_messages_go_to_a_screen_that_there_is(sample: Document, qtbot: QtBot) -> None:
    speaker = RoomControl(sample, Screen.SECOND)
    panel = MessagesPanel(sample, speaker)
    qtbot.addWidget(panel)
    assert addressed(panel) is Audience.ROOM
    speaker.set_stage(QSize(1024, 768))
    assert addressed(panel) is Audience.SPEAKER
    to_room(panel)
    speaker.set_stage(QSize(1920, 1080))  # another display, no other choice
    assert addressed(panel) is Audience.ROOM
    to_speaker = panel.audiences.buttons["speaker"]
    to_speaker.click()
    speaker.set_stage(None)
    assert addressed(panel) is Audience.ROOM


def to_room(panel: MessagesPanel) -> None:
    QTest.mouseClick(panel.audiences.buttons["room"], Qt.MouseButton.LeftButton)


def shown(document: Document, audience: Audience = Audience.SPEAKER) -> str:
    message = document.record.messages.get(audience)
    return message.text if message else ""


def beside(panel: MessagesPanel, words: str) -> QPushButton:
    """The small button of that accessible name; those of the list before are gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (found,) = [one for one in panel.findChildren(QPushButton) if one.accessibleName() == words]
    return found


# ── shown and taken away ──


def test_a_stored_message_is_shown_by_one_press(panel: MessagesPanel, sample: Document) -> None:
    assert tuple(made.text() for made in panel.stored) == STORED
    panel.stored[1].click()
    assert shown(sample) == "Bruk mikrofonen"
    assert [made.isChecked() for made in panel.stored] == [False, True, False, False, False]
    assert "Bruk mikrofonen" in panel.now.text()
    sample.undo()
    assert not shown(sample)
    assert not any(made.isChecked() for made in panel.stored)


def test_a_typed_message_is_shown_on_enter_and_may_blink(panel: MessagesPanel, sample: Document) -> None:
    panel.flash.setChecked(True)
    type_text(panel.text, "  Høyre mikrofon & scene ")
    QTest.keyClick(panel.text, Qt.Key.Key_Return)
    assert sample.record.messages[Audience.SPEAKER] == MessageShown(
        Audience.SPEAKER, "Høyre mikrofon & scene", flash=True
    )


def test_nothing_typed_shows_nothing(panel: MessagesPanel, sample: Document) -> None:
    type_text(panel.text, "  ")
    panel.show_button.click()
    panel.keep.click()
    assert not sample.record.entries
    assert sample.plan.event.messages == STORED


def test_a_message_is_taken_away(panel: MessagesPanel, sample: Document) -> None:
    assert not panel.away.isEnabled()
    panel.stored[0].click()
    panel.away.click()
    assert not shown(sample)
    assert not panel.away.isEnabled()


def test_a_message_to_the_room_holds_its_scene_as_long_as_it_stands(
    panel: MessagesPanel, sample: Document
) -> None:
    to_room(panel)
    panel.stored[0].click()
    panel.stored[1].click()
    assert shown(sample, Audience.ROOM) == "Bruk mikrofonen"
    assert not shown(sample)
    assert sample.record.held[Screen.ROOM] == "message"
    panel.away.click()
    assert Screen.ROOM not in sample.record.held


def test_taking_a_message_from_the_room_leaves_another_scene_alone(
    panel: MessagesPanel, sample: Document
) -> None:
    to_room(panel)
    panel.stored[0].click()
    sample.press(SceneHeld(Screen.ROOM, "black"))
    panel.away.click()
    assert sample.record.held[Screen.ROOM] == "black"


@pytest.mark.parametrize(
    ("audience", "text", "scenes"),
    [
        (Audience.SPEAKER, "Hei", []),
        (Audience.SPEAKER, "", []),
        (Audience.ROOM, "Hei", ["message"]),
        (Audience.ROOM, "", []),  # the scene is not held: there is nothing to let go of
    ],
)
def test_the_facts_of_one_press(sample: Document, audience: Audience, text: str, scenes: list[str]) -> None:
    facts = message_facts(sample, audience, text, flash=True)
    assert facts[0] == MessageShown(audience, text, flash=bool(text))
    assert [fact.scene for fact in facts if isinstance(fact, SceneHeld)] == scenes


def test_messages_are_there_after_a_restart(
    panel: MessagesPanel, sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    panel.stored[0].click()
    to_room(panel)
    panel.stored[1].click()
    sample.close()
    with closing(Store.open(sample.path, clock.now())) as store:
        assert {message.text for message in store.snapshot.record.messages.values()} == {
            "2 minutter igjen",
            "Bruk mikrofonen",
        }
        assert store.snapshot.record.held == {Screen.ROOM: "message"}


# ── the list ──


def test_what_is_typed_can_be_kept_once(panel: MessagesPanel, sample: Document) -> None:
    for _time in range(2):
        panel.text.clear()
        type_text(panel.text, "Ta et spørsmål")
        panel.keep.click()
    assert sample.plan.event.messages == (*STORED, "Ta et spørsmål")
    assert panel.stored[-1].text() == "Ta et spørsmål"
    sample.undo()
    assert len(panel.stored) == len(STORED)


def test_the_list_is_put_in_order_and_cleared(panel: MessagesPanel, sample: Document) -> None:
    beside(panel, "Flytt «Rund av nå» opp").click()
    assert sample.plan.event.messages[:3] == ("2 minutter igjen", "Rund av nå", "Bruk mikrofonen")
    for text in STORED:
        beside(panel, f"Ta «{text}» ut av listen").click()
    assert sample.plan.event.messages == ()
    assert panel.stored == []


# ── in the window ──


def test_what_is_shown_is_always_in_sight(sample: Document, qtbot: QtBot) -> None:
    window = MainWindow(sample, RoomControl(sample))
    qtbot.addWidget(window)
    assert window.status.message.text() == " Melding"
    window.speaker.set_stage(QSize(1024, 768))
    window.messages_panel.show_message("Bruk mikrofonen")
    assert window.status.message.accessibleName() == "■ Til innlederen: Bruk mikrofonen"
    assert window.status.message.text().startswith(" ■")
    sample.undo()
    assert window.status.message.text() == " Melding"


def test_of_two_messages_that_to_the_speaker_is_said(sample: Document) -> None:
    sample.press(MessageShown(Audience.ROOM, "Lunsj\ni andre etasje"))
    assert message_words(sample) == "■ Til rommet: Lunsj i andre etasje"
    sample.press(MessageShown(Audience.SPEAKER, "Rund av"))
    assert message_words(sample) == "■ Til innlederen: Rund av"


def test_the_panel_opens_above_its_button_and_takes_the_focus(sample: Document, qtbot: QtBot) -> None:
    window = MainWindow(sample, RoomControl(sample))
    qtbot.addWidget(window)
    window.show()
    window.show_messages()
    popup = window.messages_popup
    button = window.status.message
    assert popup.geometry().bottom() <= button.mapToGlobal(button.rect().topLeft()).y()
    assert popup.height() >= window.messages_panel.minimumSizeHint().height()
    popup.hide()
