"""The tables' reports below the now bar: shown, pressed, and on the room screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import MINUTE, ItemKind, Theme
from facilitator.record import Started, TurnStarted
from facilitator.ui.document import Document
from facilitator.ui.room.scenes import SceneName, choose_scene, picture
from facilitator.ui.turn_strip import TurnStrip
from tests.builders import FakeClock, a_cafe, a_snapshot, a_table, an_event, an_item
from tests.ui.conftest import OpenDocument

EVENT = an_event(
    language="en",
    items=(
        a_cafe(rounds=1, turn=MINUTE),
        an_item("harvest", ItemKind.HARVEST, 20, title="Harvest"),
        an_item("closing", ItemKind.CLOSING),
    ),
    themes=(Theme(id="a", title="Land use"),),
    tables=(a_table(1, theme_id="a"), a_table(2), a_table(3)),
)


@pytest.fixture
def document(open_document: OpenDocument, clock: FakeClock) -> Document:
    i18n.use("en")
    clock.set("10:00")
    return open_document(a_snapshot(EVENT))


@pytest.fixture
def strip(document: Document, qtbot: QtBot) -> TurnStrip:
    made = TurnStrip(document)
    qtbot.addWidget(made)
    made.resize(1366, 60)
    return made


def texts(strip: TurnStrip) -> list[str]:
    return [chip.text() for chip in strip.chips]


def test_it_shows_only_while_tables_are_called(strip: TurnStrip, document: Document) -> None:
    assert strip.isHidden()
    document.press(Started("harvest"))
    assert not strip.isHidden()
    assert (strip.words.text(), texts(strip)) == ("No table has the word", ["1", "2", "3"])
    document.press(Started("closing"))
    assert strip.isHidden()


def test_table_after_table_has_the_word(strip: TurnStrip, document: Document, clock: FakeClock) -> None:
    document.press(Started("harvest"))
    assert strip.next.text() == "Next: table 1"
    strip.next.click()
    clock.advance(MINUTE / 4)
    document.tick()
    assert (strip.words.text(), strip.digits.text()) == ("Table 1 · Land use", "00:45")
    strip.next.click()
    assert texts(strip) == ["✓1", "▸2", "3"]
    assert strip.chips[1].accessibleName() == "Table 2: has the word"
    strip.back.click()
    assert texts(strip) == ["▸1", "✓2", "3"]
    strip.next.click()
    strip.next.click()
    assert (strip.words.text(), strip.next.text()) == ("No table has the word", "All have reported")
    assert not strip.next.isEnabled()


def test_a_table_is_skipped_and_called_later(strip: TurnStrip, document: Document) -> None:
    document.press(Started("harvest"))
    strip.skip.click()
    assert texts(strip) == ["1", "▸2", "3"]
    strip.chips[0].click()
    assert document.record.entries[-1].fact == TurnStarted("harvest", "t1")
    assert texts(strip) == ["▸1", "✓2", "3"]
    document.undo()
    assert texts(strip) == ["1", "▸2", "3"]


def test_one_key_gives_the_next_table_the_word(strip: TurnStrip, document: Document, qtbot: QtBot) -> None:
    document.press(Started("harvest"))
    strip.show()
    strip.activateWindow()
    qtbot.waitUntil(strip.isActiveWindow)
    for key, modifier, shown in (
        (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier, ["▸1", "2", "3"]),
        (Qt.Key.Key_F6, Qt.KeyboardModifier.ControlModifier, ["✓1", "2", "▸3"]),
        (Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier, ["✓1", "▸2", "✓3"]),
    ):
        QTest.keyClick(strip, key, modifier)
        assert texts(strip) == shown


def test_the_room_sees_whose_turn_it_is(document: Document, clock: FakeClock) -> None:
    document.press(Started("harvest"))
    document.press(TurnStarted("harvest", "t1"))
    clock.advance(MINUTE / 4)
    document.tick()
    scene = choose_scene(document.live, document.record)
    assert scene is SceneName.NOW_NEXT
    text = picture(scene, document.snapshot, document.live, 1920, 1080).text
    assert "Harvest" in text
    assert "Table 1" in text
    assert "Land use" in text
    assert "0:45" in text
    document.press(TurnStarted("harvest", ""))
    assert "Table 1" not in picture(scene, document.snapshot, document.live, 1920, 1080).text
