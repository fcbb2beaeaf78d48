"""Questions to the user: the one seam, which tests replace."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


def inform(parent: QWidget | None, title: str, text: str, details: str = "") -> None:
    """Tells what cannot wait, before there is a window to say it in."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    box.setDetailedText(details)
    box.exec()


def choose_file_to_open(parent: QWidget | None, title: str, folder: Path, pattern: str) -> Path | None:
    chosen, _filter = QFileDialog.getOpenFileName(parent, title, str(folder), pattern)
    return Path(chosen) if chosen else None


def choose_file_to_save(parent: QWidget | None, title: str, suggested: Path, pattern: str) -> Path | None:
    """Where to save; a file that exists is confirmed by the dialogue itself."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(suggested), pattern)
    return Path(chosen) if chosen else None
