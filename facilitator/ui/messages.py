"""Questions to the user: the one seam, which tests replace."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from facilitator.i18n import _


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


def choose_printer(parent: QWidget | None, printer: QPrinter, pages: int, then: Callable[[], object]) -> None:
    """Asks how to print, and does ``then`` once that is chosen; the clock goes on meanwhile."""
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)  # that is what Save is for
    dialog.setMinMax(1, pages)
    grey = QCheckBox(_("Print in grey only"))

    def accept() -> None:
        if grey.isChecked():
            printer.setColorMode(QPrinter.ColorMode.GrayScale)
        then()

    if sys.platform == "linux":  # elsewhere the system's own dialogue asks; here Qt's hides it in a list
        dialog.setOptionTabs([_tab(dialog, _("Colour"), grey)])
        _unfold(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(accept)
    QDialog.open(dialog)  # its own wants an old-fashioned slot


def _tab(parent: QWidget, title: str, content: QWidget) -> QWidget:
    made = QWidget(parent)
    made.setWindowTitle(title)
    box = QVBoxLayout(made)
    box.addWidget(content)
    box.addStretch(1)
    return made


def _unfold(dialog: QPrintDialog) -> None:
    """Shows pages, copies and sides at once: Qt folds them away under a button."""
    for box in dialog.findChildren(QDialogButtonBox):
        for one in box.buttons():
            if box.buttonRole(one) is QDialogButtonBox.ButtonRole.ResetRole:
                one.click()
