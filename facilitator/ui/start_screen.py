"""What the program shows when it is opened without a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.templates import Template
from facilitator.ui import tokens
from facilitator.ui.message_bar import MessageBar
from facilitator.ui.widgets.controls import button, column, row, scrolling, surface
from facilitator.ui.widgets.text import ElidedLabel, label, plain_tooltip

SIZE = QSize(900, 600)  # at 100 %
TEMPLATE_ICONS = {Template.CAFE_DAY: "coffee", Template.HALF_DAY: "list", Template.EMPTY: "plus"}


def template_words(name: Template) -> str:
    """What a template is called where it is chosen."""
    words = {
        Template.CAFE_DAY: _("A café day"),
        Template.HALF_DAY: _("A half day"),
        Template.EMPTY: _("An empty day"),
    }
    return words[name]


def template_description(name: Template) -> str:
    """What a template brings."""
    words = {
        Template.CAFE_DAY: _("09:00–15:00, with a café of three rounds"),
        Template.HALF_DAY: _("08:30–12:00, with a discussion at the tables"),
        Template.EMPTY: _("No programme yet"),
    }
    return words[name]


class StartScreen(QWidget):
    """A new day from a template, open, the sample day, and the files opened last."""

    new_wanted = Signal(Template)
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
        self.new = {name: self._new_button(name) for name in Template}
        self.open = button(_("Open …"), self.open_wanted.emit, icon_name="folder-open")
        self.sample = button(_("Look at the sample day"), self.sample_wanted.emit, icon_name="eye")
        self.recent = [self._recent_button(file) for file in recent if file.exists()]
        self._lay_out()
        wanted = QSize(tokens.px(SIZE.width()), tokens.px(SIZE.height()))
        self.resize(wanted.boundedTo(self.screen().availableSize()))

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
            column(
                label(_("New day"), "subtitle"),
                *(self._new_choice(name) for name in Template),
                tokens.S,
                label(_("Open a day"), "subtitle"),
                self.open,
                self.sample,
                None,
                spacing=tokens.M,
            ),
            tokens.XL,
        )
        nothing = label(_("Days that you open are listed here."), "muted", wrap=True)
        files: list[QPushButton] | list[QLabel] = self.recent or [nothing]
        last = surface(
            "card", column(label(_("Opened last"), "subtitle"), *files, None, spacing=tokens.S), tokens.XL
        )
        cards = row(begin, last, spacing=tokens.L)
        cards.setStretch(0, 1)
        cards.setStretch(1, 1)
        inner = column(label("Facilitator", "display"), words, tokens.M, cards, spacing=tokens.S)
        inner.setContentsMargins(tokens.XXL, tokens.XXL, tokens.XXL, tokens.XXL)
        inner.setStretch(3, 1)
        content = QWidget()
        content.setLayout(inner)
        area = scrolling(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = column(self.message_bar, area, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _new_button(self, name: Template) -> QPushButton:
        look = "primary" if name is Template.CAFE_DAY else ""
        words = template_words(name)
        made = button(_("{words} …").format(words=words), look=look, icon_name=TEMPLATE_ICONS[name])
        made.clicked.connect(lambda _checked=False: self.new_wanted.emit(name))
        return made

    def _new_choice(self, name: Template) -> QVBoxLayout:
        """The button that begins a day from the template, and beneath it what the template brings."""
        return column(self.new[name], ElidedLabel(template_description(name), "small"), spacing=tokens.XS)

    def _recent_button(self, file: Path) -> QPushButton:
        made = button(file.stem, lambda: self.file_wanted.emit(file), look="place", icon_name="file-text")
        made.setToolTip(plain_tooltip(str(file)))
        return made
