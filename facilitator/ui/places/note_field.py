"""The field a point is typed in: it says what it has no room for, and asks what several pasted lines are."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from facilitator.batch import points_in
from facilitator.i18n import _, ngettext
from facilitator.notes import MOST_CHARACTERS
from facilitator.ui import tokens
from facilitator.ui.widgets.controls import button, row
from facilitator.ui.widgets.text import ElidedLabel, set_text


class NoteField(QPlainTextEdit):
    """A text field that does not take several pasted lines for one point without asking."""

    lines_pasted = Signal(str)  # the text as it was pasted; the field is as before
    image_pasted = Signal(QImage)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if source.hasImage() and not text.strip():
            self.image_pasted.emit(QImage(source.imageData()))
            return
        if len(points_in(text)) > 1:
            self.lines_pasted.emit(text)
        elif text:
            self.insertPlainText(text)


class PasteBar(QFrame):
    """Asks, without getting in the way, what pasted lines are."""

    many_wanted = Signal(object)  # tuple[str, ...]: a point each
    one_wanted = Signal(str)  # the text as one point

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setProperty("look", "bar")
        self.words = ElidedLabel()
        self.many = button("", self._take_many, look="primary")
        self.one = button(_("As one point"), self._take_one)
        self.leave = button(_("Leave it"), self.hide, look="quiet")
        box = row(self.words, self.many, self.one, self.leave, spacing=tokens.S)
        box.setStretch(0, 1)
        box.setContentsMargins(tokens.M, tokens.XS, tokens.XS, tokens.XS)
        self.setLayout(box)
        self.hide()

    def ask(self, text: str) -> None:
        """Asks what to do with that text."""
        self._text = text
        count = len(points_in(text))
        words = ngettext("{count} line was pasted.", "{count} lines were pasted.", count)
        set_text(self.words, words.format(count=count))
        many = ngettext("As {count} point", "As {count} points", count).format(count=count)
        set_text(self.many, many)
        self.many.setAccessibleName(many)
        self.show()
        self.many.setFocus()

    def _take_many(self) -> None:
        self.hide()
        self.many_wanted.emit(points_in(self._text))

    def _take_one(self) -> None:
        self.hide()
        self.one_wanted.emit(self._text)


def length_words(text: str) -> str:
    """What is to be said of a text that is too long, or nearly; "" for any other."""
    count = len(text)
    if count > MOST_CHARACTERS:
        words = _("Too long by {count} characters. Divide it into several points.")
        return words.format(count=count - MOST_CHARACTERS)
    if count > MOST_CHARACTERS * 9 // 10:
        return _("{count} of {most} characters").format(count=count, most=MOST_CHARACTERS)
    return ""
