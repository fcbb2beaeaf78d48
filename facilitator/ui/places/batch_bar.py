"""What can be done with the chosen notes; to be seen only while several are chosen, by keys also for one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from facilitator.batch import as_before, marked, parted, put_together, retagged, taken_back
from facilitator.event import theme_letter
from facilitator.i18n import _, ngettext
from facilitator.notes import Draft, Note, NoteKind
from facilitator.ui import tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.keys import bind, bind_each, hint
from facilitator.ui.places.note_list import NoteList
from facilitator.ui.places.notes_found import kind_title, too_many_keys
from facilitator.ui.widgets.controls import button, row
from facilitator.ui.widgets.text import ElidedLabel, set_text


class BatchBar(QFrame):
    """Retags, puts together, takes back; each press is stored as one, is said, and can be undone."""

    def __init__(self, document: Document, notes: NoteList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._list = notes
        self.setProperty("look", "bar")
        self.count = ElidedLabel("", "strong")
        self.kind = button(_("Kind"))
        self.theme = button(_("Theme"))
        self.key = button(_("Key points"), self.turn_key)
        self.sensitive = button(_("Sensitive"), self.turn_sensitive)
        self.together = button(_("Put together"), self.put_together)
        self.back = button(_("Take back"), self.turn_back)
        self._lay_out()
        notes.selected.connect(self.draw)
        notes.notes.modelReset.connect(self.draw)
        self.key.setToolTip(hint("note-key"))
        self.sensitive.setToolTip(hint("note-sensitive"))
        self.together.setToolTip(hint("together"))
        self._bind_keys()
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

    def turn_sensitive(self) -> None:
        """Keeps the chosen notes out of the open edition; where all are, takes them into it again."""
        sensitive = not all(note.draft.sensitive for note in self.chosen)
        self._write(marked(self.chosen, self._document.new_id, sensitive=sensitive))

    def put_together(self) -> None:
        """Lets the note chosen first say what all say; where all are parts of another, takes them apart."""
        chosen = self.chosen
        if len(chosen) < 2:
            return
        if all(note.draft.merged_into for note in chosen):
            self.take_apart()
            return
        drafts = put_together(chosen, self._document.new_id)
        words = ngettext("{count} note put together.", "{count} notes put together.", len(drafts))
        self._write(drafts, words.format(count=len(drafts)))

    def take_apart(self) -> None:
        """Lets what was put together stand for itself again: the chosen notes, and those put into them."""
        self._write(parted(self.chosen, self._document.snapshot.notes, self._document.new_id))

    def turn_back(self) -> None:
        """Takes the chosen notes back; where all were, puts them back."""
        back = not all(note.draft.taken_back for note in self.chosen)
        drafts = taken_back(self.chosen, self._document.new_id, back=back)
        words = ngettext(
            "{count} note is taken back. “Also taken back” shows it; nothing is deleted.",
            "{count} notes are taken back. “Also taken back” shows them; nothing is deleted.",
            len(drafts),
        )
        self._write(drafts, words.format(count=len(drafts)) if back else "")

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
        actions = (self.kind, self.theme, self.key, self.sensitive, self.together, self.back)
        box = row(self.count, *actions, spacing=tokens.S)
        box.setStretch(0, 1)
        box.setContentsMargins(tokens.M, tokens.XS, tokens.XS, tokens.XS)
        self.setLayout(box)

    def _bind_keys(self) -> None:
        """Lets the list's keys do it too, also for one chosen note."""
        kinds = [partial(self.give_kind, kind) for kind in NoteKind]
        bound = bind_each(self._list, "note-kind", kinds)
        bound.append(bind(self._list, "note-key", self.turn_key))
        bound.append(bind(self._list, "note-sensitive", self.turn_sensitive))
        for keys in bound:
            keys.setContext(Qt.ShortcutContext.WidgetShortcut)  # the editor has some of them as well
        bind(self, "together", self.put_together)

    def _fill_themes(self, menu: QMenu) -> None:
        menu.clear()
        event = self._document.plan.event
        for theme in event.themes:
            title = f"{theme_letter(event, theme.id)} {theme.title}"
            menu.addAction(title, partial(self.give_theme, theme.id))
        menu.addAction(_("No theme"), partial(self.give_theme, ""))

    def _write(self, drafts: Sequence[Draft], words: str = "") -> None:
        """Stores the revisions; where they are several, says how many, and offers to undo that."""
        document = self._document
        ids = dict.fromkeys(draft.note_id for draft in drafts)
        before = [document.snapshot.notes.by_id[id] for id in ids]
        if not drafts or not document.attempt(partial(document.write_notes, *drafts)):
            return
        limit = too_many_keys(document.plan.event, document.snapshot.notes, ids)
        tone = Tone.WARNING if limit else Tone.INFO
        if len(ids) > 1:
            changed = ngettext("{count} note changed.", "{count} notes changed.", len(ids))
            sentence = f"{words or changed.format(count=len(ids))} {limit}".strip()
            document.tell(sentence, tone, _("Undo"), partial(say_as_before, document, before, drafts))
        elif words or limit:
            document.tell(f"{words} {limit}".strip(), tone)


def say_as_before(document: Document, before: Sequence[Note], done: Sequence[Draft]) -> None:
    """Stores revisions that undo what was done to notes at once."""
    drafts = as_before(before, done, document.snapshot.notes, document.new_id)
    document.attempt(partial(document.write_notes, *drafts))
