"""What the program shows when it is opened without a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.message_bar import MessageBar
from facilitator.ui.widgets.controls import button, column, row, surface
from facilitator.ui.widgets.text import label, plain_tooltip


class StartScreen(QWidget):
    """New day, open, the sample day, and the files opened last."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    file_wanted = Signal(Path)
    closed = Signal()

    def __init__(self, recent: tuple[Path, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Facilitator")
        self.message_bar = MessageBar()
        self.new = button(_("New day …"), self.new_wanted.emit, look="primary", icon_name="plus")
        self.open = button(_("Open …"), self.open_wanted.emit, icon_name="folder-open")
        self.sample = button(_("Look at the sample day"), self.sample_wanted.emit, icon_name="eye")
        self.recent = [self._recent_button(file) for file in recent if file.exists()]
        self._lay_out()
        self.resize(900, 560)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()

    def _lay_out(self) -> None:
        words = label(
            _("Timetable, café, notes and summary of the day, on this computer and without internet."),
            "muted",
            wrap=True,
        )
        begin = surface(
            "card",
            column(label(_("Begin"), "subtitle"), self.new, self.open, self.sample, None, spacing=tokens.M),
            tokens.XL,
        )
        nothing = label(_("Days that you open are listed here."), "muted", wrap=True)
        files: list[QPushButton] | list[QLabel] = self.recent or [nothing]
        last = surface(
            "card", column(label(_("Opened last"), "subtitle"), *files, None, spacing=tokens.S), tokens.XL
        )
        cards = row(begin, last, spacing=tokens.L)
        cards.setStretch(0, 1)
        cards.setStretch(1, 2)
        inner = column(label("Facilitator", "display"), words, tokens.M, cards, spacing=tokens.S)
        inner.setContentsMargins(tokens.XXL, tokens.XXL, tokens.XXL, tokens.XXL)
        inner.setStretch(3, 1)
        whole = column(self.message_bar, inner, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _recent_button(self, file: Path) -> QPushButton:
        made = button(file.stem, lambda: self.file_wanted.emit(file), look="place", icon_name="file-text")
        made.setToolTip(plain_tooltip(str(file)))
        return made
