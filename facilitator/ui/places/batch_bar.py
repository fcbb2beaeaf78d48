"""What can be done with several chosen notes at once; there only while several are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QMenu, QWidget

from facilitator.batch import marked, parted, put_together, retagged, taken_back
from facilitator.event import theme_letter
from facilitator.i18n import _, ngettext
from facilitator.notes import Draft, Note, NoteKind
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import bind
from facilitator.ui.places.note_list import NoteList
from facilitator.ui.places.notes_found import kind_title
from facilitator.ui.widgets.controls import button, row
from facilitator.ui.widgets.text import ElidedLabel, set_text


class BatchBar(QFrame):
    """Retags, puts together, takes back; each press is stored as one, and said with its number."""

    def __init__(self, document: Document, notes: NoteList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._list = notes
        self.setProperty("look", "bar")
        self.count = ElidedLabel("", "strong")
        self.kind = button(_("Kind"))
        self.theme = button(_("Theme"))
        self.key = button(_("Key points"), self.turn_key)
        self.together = button(_("Put together"), self.put_together)
        self.back = button(_("Take back"), self.turn_back)
        self._lay_out()
        notes.selected.connect(self.draw)
        notes.notes.modelReset.connect(self.draw)
        bind(self, "together", self.put_together)
        self.draw()

    @property
    def chosen(self) -> list[Note]:
        """The chosen notes as they stand now."""
        by_id = self._document.snapshot.notes.by_id
        return [by_id[id] for id in self._list.note_ids if id in by_id]

    def give_kind(self, kind: NoteKind) -> None:
        """Gives all chosen notes that kind."""
        self._write(retagged(self.chosen, self._document.new_id, kind=kind))

    def give_theme(self, theme_id: str) -> None:
        """Gives all chosen notes that theme; "" takes it away."""
        self._write(retagged(self.chosen, self._document.new_id, theme_id=theme_id))

    def turn_key(self) -> None:
        """Makes the chosen notes key points; where all are, they are none any more."""
        key = not all(note.draft.key for note in self.chosen)
        self._write(marked(self.chosen, self._document.new_id, key=key))

    def put_together(self) -> None:
        """Lets the first chosen note say what all say; those that are part of another stand alone again."""
        chosen = self.chosen
        if len(chosen) < 2:
            return
        if all(note.draft.merged_into for note in chosen):
            self._write(parted(chosen, self._document.new_id))
        else:
            self._write(put_together(chosen, self._document.new_id))

    def turn_back(self) -> None:
        """Takes the chosen notes back; where all were, puts them back."""
        back = not all(note.draft.taken_back for note in self.chosen)
        self._write(taken_back(self.chosen, self._document.new_id, back=back))

    def draw(self) -> None:
        """Shows itself while several notes are chosen."""
        chosen = self.chosen
        self.setVisible(len(chosen) > 1)
        if len(chosen) < 2:
            return
        words = ngettext("{count} chosen", "{count} chosen", len(chosen)).format(count=len(chosen))
        set_text(self.count, words)
        apart = all(note.draft.merged_into for note in chosen)
        back = all(note.draft.taken_back for note in chosen)
        for act, text in (
            (self.together, _("Take apart") if apart else _("Put together")),
            (self.back, _("Put back") if back else _("Take back")),
        ):
            set_text(act, text)
            act.setAccessibleName(text)

    def _lay_out(self) -> None:
        kinds, themes = QMenu(self.kind), QMenu(self.theme)
        for kind in NoteKind:
            kinds.addAction(kind_title(kind), partial(self.give_kind, kind))
        themes.aboutToShow.connect(lambda: self._fill_themes(themes))
        self.kind.setMenu(kinds)
        self.theme.setMenu(themes)
        box = row(self.count, self.kind, self.theme, self.key, self.together, self.back, spacing=tokens.S)
        box.setStretch(0, 1)
        box.setContentsMargins(tokens.M, tokens.XS, tokens.XS, tokens.XS)
        self.setLayout(box)

    def _fill_themes(self, menu: QMenu) -> None:
        menu.clear()
        event = self._document.plan.event
        for theme in event.themes:
            title = f"{theme_letter(event, theme.id)} {theme.title}"
            menu.addAction(title, partial(self.give_theme, theme.id))
        menu.addAction(_("No theme"), partial(self.give_theme, ""))

    def _write(self, drafts: Sequence[Draft]) -> None:
        if not drafts:
            return
        write: Callable[[], object] = partial(self._document.write_notes, *drafts)
        if self._document.attempt(write):
            count = len(drafts)
            words = ngettext("{count} note changed.", "{count} notes changed.", count)
            self._document.tell(words.format(count=count))
