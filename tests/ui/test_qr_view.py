"""A QR code on the screen: any reader reads it, in light and in dark."""

from __future__ import annotations

from typing import Literal

import pytest
import zxingcpp
from PIL import ImageQt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.qr import LONGEST, QUIET_ZONE, qr_matrix
from facilitator.ui import tokens
from facilitator.ui.widgets.qr import QrView, paint_qr

ADDRESS = "https://www.osloregionen.no/dokumenter/strategier/?å=1&b=2"


def read(image: QImage) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(ImageQt.fromqimage(image))]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(160, 160), (320, 333), (501, 240)])
def test_the_code_is_read_back(
    qtbot: QtBot, qapp: QApplication, theme: Literal["light", "dark"], size: tuple[int, int]
) -> None:
    tokens.choose(qapp, theme)
    tokens.dress(qapp)
    view = QrView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_code(ADDRESS, "Strategi")
    assert read(view.grab().toImage()) == [ADDRESS]
    assert "Strategi" in view.accessibleName()


@pytest.mark.parametrize("text", ["", "a" * (LONGEST + 1)])
def test_a_text_without_a_code_shows_none(qtbot: QtBot, text: str) -> None:
    view = QrView()
    qtbot.addWidget(view)
    view.show_code(ADDRESS, "Strategi")
    view.show_code(text, "Strategi")
    assert read(view.grab().toImage()) == []
    assert view.accessibleName() == ""


def test_each_module_is_painted_exactly_within_its_quiet_zone() -> None:
    matrix, module = qr_matrix("Å"), 3
    side = (len(matrix) + 2 * QUIET_ZONE) * module
    image = QImage(side + 2, side + 2, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    paint_qr(painter, matrix, 1, 1, module)
    painter.end()
    for y in range(side):
        for x in range(side):
            row, at = y // module - QUIET_ZONE, x // module - QUIET_ZONE
            inside = 0 <= row < len(matrix) and 0 <= at < len(matrix)
            wanted = "black" if inside and matrix[row][at] else "white"
            assert image.pixelColor(x + 1, y + 1) == QColor(wanted)
    assert image.pixelColor(0, 0) == QColor("red")
    assert image.pixelColor(side + 1, side + 1) == QColor("red")
