"""A widget that shows a scene and paints only what changed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.document import Document
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.scenes import SceneName, picture
from facilitator.ui.room.sheet import Picture

EDGE = 2  # px around what changed: letters lean out of their boxes


class SceneView(QWidget):
    """The scene that is chosen, as large as the widget; or, small, as it is on the room screen."""

    def __init__(
        self, control: RoomControl, document: Document, *, small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._document = document
        self._small = small
        self.picture = Picture(0, 0, "black")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(small)
        self.setSizePolicy(policy)
        control.changed.connect(self.refresh)
        document.ticked.connect(self.refresh)

    @property
    def scene(self) -> SceneName:
        return self._control.scene(self._document.live)

    def refresh(self) -> None:
        """Draws the scene as it is now, if anybody can see it."""
        if not self.isVisible():
            return
        size = self._control.stage if self._small else self.size()
        before = self.picture
        document = self._document
        self.picture = picture(
            self.scene, document.snapshot, document.live, size.width(), size.height(), self._control.link
        )
        changed = QRegion()
        for box in self.picture.changed(before):
            changed |= QRegion(self._scaled(box))
        self.update(changed)

    def hasHeightForWidth(self) -> bool:
        return self._small

    def heightForWidth(self, width: int) -> int:
        stage = self._control.stage
        return round(width * stage.height() / stage.width())

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320)) if self._small else QSize(1280, 720)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scale = self._scale
        painter.scale(scale, scale)
        clip = event.rect()
        self.picture.paint(
            painter,
            QRectF(clip.x() / scale, clip.y() / scale, clip.width() / scale, clip.height() / scale),
        )

    @property
    def _scale(self) -> float:
        return self.width() / self.picture.width if self.picture.width else 1.0

    def _scaled(self, box: QRectF) -> QRect:
        scale = self._scale
        scaled = QRectF(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale)
        return scaled.adjusted(-EDGE, -EDGE, EDGE, EDGE).toAlignedRect()
