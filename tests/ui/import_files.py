"""Files handed to a place that takes spreadsheets, and what its panel then shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from facilitator.ui.places.import_panel import ImportPanel
from facilitator.ui.places.spreadsheet_place import SpreadsheetPlace

Open = Callable[..., ImportPanel]


def opener(place: SpreadsheetPlace, folder: Path, qtbot: QtBot, usual_name: str) -> Open:
    """Opens a file of these bytes in the place, and waits until it is read."""

    def open_bytes(data: bytes, name: str = usual_name) -> ImportPanel:
        file = folder / name
        file.write_bytes(data)
        place.open_spreadsheet(file)
        panel = place.importing
        assert panel is not None
        qtbot.waitUntil(lambda: place.importing is None or panel.columns.rowCount() > 0)
        return panel

    return open_bytes


def lines(panel: ImportPanel) -> list[tuple[str, str, str, str]]:
    return [(line.what, line.row, line.title, line.details) for line in panel.model.rows]
