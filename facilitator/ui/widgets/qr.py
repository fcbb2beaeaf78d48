"""QR codes on the screen: whole device pixels a module, dark on white whatever the look."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.i18n import _
from facilitator.qr import QUIET_ZONE, fits_qr, qr_matrix

Matrix = tuple[tuple[bool, ...], ...]


def paint_qr(painter: QPainter, matrix: Matrix, left: int, top: int, module: int) -> None:
    """Paints the code with its quiet zone; ``module`` is the side of a module in the painter's units."""
    side = (len(matrix) + 2 * QUIET_ZONE) * module
    painter.fillRect(left, top, side, side, Qt.GlobalColor.white)
    for y, row in enumerate(matrix, QUIET_ZONE):
        for x, dark in enumerate(row, QUIET_ZONE):
            if dark:
                at = (left + x * module, top + y * module)
                painter.fillRect(*at, module, module, Qt.GlobalColor.black)


class QrView(QWidget):
    """Shows the code of a text as large as fits; a text that has none is an empty area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: Matrix = ()
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_code(self, text: str, title: str) -> None:
        """Shows the code of ``text``; ``title`` says to a screen reader what it leads to."""
        self._matrix = qr_matrix(text) if fits_qr(text) else ()
        self.setAccessibleName(_("QR code for {title}").format(title=title) if self._matrix else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._matrix:
            return
        ratio = self.devicePixelRatioF()
        width, height = int(self.width() * ratio), int(self.height() * ratio)
        modules = len(self._matrix) + 2 * QUIET_ZONE
        module = max(1, min(width, height) // modules)
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        side = module * modules
        paint_qr(painter, self._matrix, (width - side) // 2, (height - side) // 2, module)
