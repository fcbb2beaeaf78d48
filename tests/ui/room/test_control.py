"""The moderator's choice, the small picture, and what is painted when."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.event import MINUTE
from facilitator.models import Store
from facilitator.record import SceneHeld, Screen, Started
from facilitator.ui.document import Document
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.panel import RoomBoard, RoomPanel
from facilitator.ui.room.scenes import SceneName, picture
from facilitator.ui.room.view import SceneView
from facilitator.ui.room.window import RehearsalWindow, RoomScreens
from tests.builders import FakeClock
from tests.ui.conftest import OpenDocument
from tests.ui.room.days import a_plain_day


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    return open_document(a_plain_day())


@pytest.fixture
def control(document: Document) -> RoomControl:
    return RoomControl(document)


@pytest.fixture
def panel(control: RoomControl, document: Document, qtbot: QtBot) -> RoomPanel:
    made = RoomPanel(control, document)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_follows_the_programme(control: RoomControl, document: Document, clock: FakeClock) -> None:
    assert control.scene(document.live) is SceneName.WELCOME
    clock.set("10:15")
    document.press(Started("cafe"))
    assert control.scene(document.live) is SceneName.ROUND


def test_a_held_scene_stays(control: RoomControl, document: Document, clock: FakeClock, qtbot: QtBot) -> None:
    with qtbot.waitSignal(control.changed):
        control.hold(SceneName.BLACK)
    document.press(Started("welcome"))
    for _minute in range(20):
        clock.advance(MINUTE)
        document.tick()
        assert control.scene(document.live) is SceneName.BLACK
    control.follow()
    assert control.scene(document.live) is SceneName.NOW_NEXT


def test_a_choice_is_undone_like_any_press(control: RoomControl, document: Document) -> None:
    control.hold(SceneName.DOCUMENTS)
    control.turn_black()
    assert control.scene(document.live) is SceneName.BLACK
    document.undo()
    assert control.scene(document.live) is SceneName.DOCUMENTS
    control.turn_black()
    control.turn_black()
    assert control.held is None  # what was black follows the programme again


def test_a_choice_holds_after_a_restart(control: RoomControl, document: Document, clock: FakeClock) -> None:
    control.hold(SceneName.BLACK)
    RoomControl(document, Screen.SECOND).hold(SceneName.COUNTDOWN)
    document.close()
    again = Document(Store.open(document.path, clock.now()), clock, lambda: "id")
    assert RoomControl(again).held is SceneName.BLACK
    assert RoomControl(again, Screen.SECOND).held is SceneName.COUNTDOWN
    again.close()


def test_a_scene_of_another_version_counts_as_none(control: RoomControl, document: Document) -> None:
    document.press(SceneHeld(Screen.ROOM, "hologram"))
    assert control.held is None
    assert control.scene(document.live) is SceneName.WELCOME


def test_the_speakers_screen_shows_the_timer_while_something_is_on(
    document: Document, clock: FakeClock
) -> None:
    speaker = RoomControl(document, Screen.SECOND)
    assert speaker.scene(document.live) is SceneName.WELCOME
    document.press(Started("talk"))
    assert speaker.scene(document.live) is SceneName.SPEAKER
    speaker.hold(SceneName.NOW_NEXT)
    assert speaker.scene(document.live) is SceneName.NOW_NEXT
    assert RoomControl(document).held is None


def test_the_same_choice_is_no_news(control: RoomControl, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(control.changed):
        control.follow()


@pytest.mark.parametrize("scene", SceneName)
def test_words_tell_the_choice(control: RoomControl, scene: SceneName) -> None:
    nothing = control.words()
    control.set_stage(control.stage)
    follows = control.words()
    control.hold(scene)
    assert len({nothing, follows, control.words()}) == 3
    assert control.connected


def test_buttons_choose(panel: RoomPanel, control: RoomControl) -> None:
    assert panel.follow.isChecked()
    for scene, choice in panel.holds.items():
        QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
        assert control.held is scene
        assert [b for b in (panel.follow, *panel.holds.values()) if b.isChecked()] == [choice]
    QTest.mouseClick(panel.follow, Qt.MouseButton.LeftButton)
    assert control.held is None


def test_the_choice_is_made_by_keys(panel: RoomPanel, control: RoomControl, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.follow.hasFocus)
    QTest.keyClick(panel.follow, Qt.Key.Key_Tab)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    assert control.held is None  # on the way nothing is shown to the room
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    assert control.held is SceneName.NOW_NEXT
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    assert panel.holds[SceneName.NOW_NEXT].isChecked()


def test_the_panel_shows_a_choice_made_elsewhere(panel: RoomPanel, control: RoomControl) -> None:
    control.hold(SceneName.CHANGE)
    assert panel.holds[SceneName.CHANGE].isChecked()
    assert panel.view.scene is SceneName.CHANGE
    assert panel.shown.text() in panel.view.accessibleName()


def test_the_small_picture_is_that_of_the_room(
    panel: RoomPanel, control: RoomControl, document: Document
) -> None:
    stage = control.stage
    assert panel.view.picture == picture(
        SceneName.WELCOME, document.snapshot, document.live, stage.width(), stage.height()
    )
    assert panel.view.width() / panel.view.height() == pytest.approx(16 / 9, rel=0.02)


def test_a_tick_is_painted_where_it_changed(
    document: Document, control: RoomControl, clock: FakeClock, qtbot: QtBot
) -> None:
    clock.set("10:15:00")
    document.press(Started("cafe"))
    painted: list[QRectF] = []

    class Watched(SceneView):
        def paintEvent(self, event):  # type: ignore[no-untyped-def]
            painted.extend(QRectF(rect) for rect in event.region())
            super().paintEvent(event)

    view = Watched(control, document)
    qtbot.addWidget(view)
    view.resize(1280, 720)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: bool(painted))
    QApplication.processEvents()  # what was asked to be painted while it was being shown
    painted.clear()
    document.tick()  # nothing has changed
    clock.advance(MINUTE / 60)
    document.tick()
    qtbot.waitUntil(lambda: bool(painted))
    area = sum(rect.width() * rect.height() for rect in painted)
    assert area < 0.6 * 1280 * 720


def test_nothing_is_drawn_for_a_view_that_nobody_sees(document: Document, control: RoomControl) -> None:
    view = SceneView(control, document)
    document.tick()
    assert view.picture.elements == ()
    view.deleteLater()


def test_the_rehearsal_window_fills_the_display_and_comes_back(
    document: Document, control: RoomControl, qtbot: QtBot
) -> None:
    main = QWidget()
    qtbot.addWidget(main)
    screens = RoomScreens(control, RoomControl(document, Screen.SECOND), document, main)
    control.window_wanted.emit()
    window = screens.rehearsal
    assert isinstance(window, RehearsalWindow)
    qtbot.addWidget(window)
    qtbot.waitExposed(window)
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    QTest.mouseDClick(window.view, Qt.MouseButton.LeftButton)
    assert window.isFullScreen()
    screens.stop()
    assert not window.isVisible()


def test_without_a_second_display_the_room_screen_is_hidden(
    document: Document, control: RoomControl, qtbot: QtBot
) -> None:
    main = QWidget()
    qtbot.addWidget(main)
    main.show()
    screens = RoomScreens(control, RoomControl(document, Screen.SECOND), document, main)
    screens.start()
    assert not screens.window.isVisible()
    assert not control.connected
    screens.stop()


def test_phones_read_the_codes(sample: Document, tmp_path: Path) -> None:
    drawn = picture(SceneName.WELCOME, sample.snapshot, sample.live, 1280, 720)
    image = QImage(drawn.width, drawn.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawn.paint(painter, QRectF(image.rect()))
    painter.end()
    image.save(str(tmp_path / "welcome.png"))
    with Image.open(tmp_path / "welcome.png") as seen:
        read = {code.text for code in zxingcpp.read_barcodes(seen)}
    assert read == {document.address for document in sample.plan.event.documents}


def test_the_speakers_screen_is_opened_and_closed_from_its_panel(
    document: Document, control: RoomControl, qtbot: QtBot
) -> None:
    main = QWidget()
    qtbot.addWidget(main)
    main.show()
    speaker = RoomControl(document, Screen.SECOND)
    screens = RoomScreens(control, speaker, document, main)
    board = RoomBoard(control, speaker, document)
    qtbot.addWidget(board)
    board.tabs.buttons["speaker"].click()
    assert board.stack.currentWidget() is board.speaker
    closed = board.speaker.open.text()
    board.speaker.open.click()
    assert screens.second_rehearsal is not None
    assert screens.second_rehearsal.isVisible()
    assert board.speaker.open.text() != closed
    screens.second_rehearsal.close()  # by hand
    assert screens.second_rehearsal is None
    assert board.speaker.open.text() == closed
    board.speaker.open.click()
    board.speaker.open.click()
    assert screens.second is None
    screens.stop()


def test_a_change_of_scene_neither_hides_nor_shows_the_window(
    document: Document, control: RoomControl, qtbot: QtBot
) -> None:
    window = RehearsalWindow(control, document)
    qtbot.addWidget(window)
    window.show()
    seen: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            seen.append(event.type())
            return False

    watch = Watch()
    window.installEventFilter(watch)
    for scene in SceneName:
        control.hold(scene)
        QApplication.processEvents()
        assert window.view.scene is scene
    assert not {QEvent.Type.Hide, QEvent.Type.Show, QEvent.Type.WinIdChange} & set(seen)
