"""Two texts of one note side by side: changed in two places, or as it came and as it is now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from facilitator.batch import settled
from facilitator.i18n import _, format_clock
from facilitator.notes import Note, Revision
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.text import ElidedLabel, set_text
from facilitator.words import place_word

LINES = 3  # of each text; a longer one scrolls


class NoteCompare(QFrame):
    """There only for a note that was changed meanwhile, and for one whose first text is wanted."""

    edit_wanted = Signal()  # a third text

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[Note, bool] | None = None
        self.texts: list[QPlainTextEdit] = []
        self.keeps: list[QPushButton] = []
        self.words = ElidedLabel("", "strong")
        self.third = button(_("Write a third"), self.edit_wanted.emit)
        self._sides = QHBoxLayout()
        self._sides.setSpacing(tokens.M)
        self.setProperty("look", "card")
        head = row(self.words, self.third, spacing=tokens.S)
        head.setStretch(0, 1)
        box = column(head, self._sides, spacing=tokens.S)
        box.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.M)
        self.setLayout(box)
        self.hide()

    def show_note(self, note: Note | None, *, first_text: bool) -> None:
        """Shows the texts to choose from, or (``first_text``) the first one beside the present one."""
        compared = note is not None and (bool(note.rivals) or (first_text and _was_changed(note)))
        if note is not None and compared and self._shown != (note, first_text):
            self._draw(note)
        self._shown = (note, first_text) if note is not None and compared else None
        self.setVisible(compared)

    def _draw(self, note: Note) -> None:
        while (old := self._sides.takeAt(0)) is not None:
            if side := old.widget():
                side.hide()  # it is deleted a moment later
                side.deleteLater()
        self.texts, self.keeps = [], []
        to_choose = bool(note.rivals)
        if to_choose:
            set_text(self.words, _("Changed in two places at once. Choose a text, or write a third."))
            for revision in (note.current, *note.rivals):
                self._add(self._title(revision), revision, note)
        else:
            set_text(self.words, _("The text as it came, and as it is now"))
            self._add(_("As it came · {when}").format(when=self._title(note.raw)), note.raw)
            self._add(_("Now · {when}").format(when=self._title(note.current)), note.current)
        self.third.setVisible(to_choose)

    def _add(self, title: str, revision: Revision, to_settle: Note | None = None) -> None:
        text = QPlainTextEdit(revision.draft.text)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(title)
        text.setFixedHeight(tokens.px(tokens.BODY) * (LINES + 1) + tokens.M)
        self.texts.append(text)
        foot = row(ElidedLabel(title, "small"), spacing=tokens.S)
        foot.setStretch(0, 1)
        if to_settle is not None:
            keep = button(_("Keep this one"), partial(self._keep, to_settle, revision))
            keep.setAccessibleName(_("Keep this one: {text}").format(text=revision.draft.text))
            self.keeps.append(keep)
            foot.addWidget(keep)
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.XS)
        box.addLayout(foot)
        box.addWidget(text)
        self._sides.addWidget(side, 1)

    def _keep(self, note: Note, revision: Revision) -> None:
        document = self._document
        draft = settled(note, revision.draft, document.new_id)
        if document.attempt(partial(document.write_notes, draft)):
            document.tell(_("The text is chosen. The history keeps the other one."))

    def _title(self, revision: Revision) -> str:
        time = format_clock(self._document.plan.event.local(revision.at))
        place = place_word(revision.draft.place)
        words = f"{time} · {place}"
        return _("{when}, taken back").format(when=words) if revision.draft.taken_back else words


def _was_changed(note: Note) -> bool:
    return note.raw.draft.text != note.draft.text
