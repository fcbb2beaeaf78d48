"""A place that something can be got into from a spreadsheet: by a dialog, or dropped on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from facilitator.i18n import _
from facilitator.ui import messages
from facilitator.ui.document import Document
from facilitator.ui.places.import_panel import ImportPanel
from facilitator.ui.places.import_subject import Subject

SPREADSHEETS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")


class SpreadsheetPlace(QWidget):
    """Shows its own content, or in place of it a file on its way in."""

    def __init__(
        self, document: Document, subject: Callable[[], Subject], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._subject = subject
        self._pages = QStackedLayout(self)
        self._focus: QWidget = self
        self.importing: ImportPanel | None = None
        self.setAcceptDrops(True)

    def show_content(self, content: QWidget, focus: QWidget) -> None:
        """What the place shows while nothing is imported, and what of it has the focus first."""
        self._pages.addWidget(content)
        self._focus = focus
        self.setFocusProxy(focus)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes one spreadsheet from the file manager."""
        if _spreadsheet(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _spreadsheet(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_spreadsheet(path)

    def choose_spreadsheet(self) -> None:
        """Asks which spreadsheet it is to be, and shows what would change."""
        chosen = messages.choose_file_to_open(
            self,
            self._subject().question,
            self._document.path.parent,
            _("Spreadsheets") + f" (*{' *'.join(SPREADSHEETS)})",
        )
        if chosen is not None:
            self.open_spreadsheet(chosen)

    def open_spreadsheet(self, path: Path) -> None:
        """Shows what would change, in place of the content; nothing is changed yet."""
        self.close_spreadsheet()
        self.importing = ImportPanel(self._document, self._subject(), path, self.close_spreadsheet)
        self._pages.addWidget(self.importing)
        self._pages.setCurrentWidget(self.importing)
        self.setFocusProxy(self.importing)
        self.importing.setFocus()

    def close_spreadsheet(self) -> None:
        """Shows the content again."""
        if self.importing is None:
            return
        self._pages.removeWidget(self.importing)
        self.importing.deleteLater()
        self.importing = None
        self.setFocusProxy(self._focus)
        self._focus.setFocus()


def _spreadsheet(data: QMimeData) -> Path | None:
    """The one file that is dragged, if it is called as spreadsheets are."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.lower() in SPREADSHEETS else None
