"""One point at a time: kind, text and theme, stored while it is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QPushButton, QWidget

from facilitator.errors import FacilitatorError
from facilitator.event import find
from facilitator.i18n import _, format_clock, ngettext
from facilitator.kinds import theme_in
from facilitator.notes import MOST_CHARACTERS, Draft, Note, NoteKind, Notes
from facilitator.ui import tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.keys import bind, bind_each, hint, native, sequences
from facilitator.ui.places.batch_bar import say_as_before
from facilitator.ui.places.note_field import NoteField, PasteBar, length_words
from facilitator.ui.places.notes_found import Spot, kind_title, too_many_keys
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.text import label, set_property, set_text

STORE_AFTER = 800  # ms from the first key that is not stored: at most a second of typing is at risk
RETRY_AFTER = 2_000  # ms


class NoteEditor(QFrame):
    """Writes a new note of a spot, or further versions of an old one.

    A text that could not be stored stays in the field, is said to be unsaved, and is tried again.
    """

    finished = Signal()  # the point is stored, and the field empty for the next one
    left = Signal()  # Esc: away from writing

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._spot: Spot | None = None
        self._stored: Draft | None = None  # the version that is on the disk
        self._unsure: Draft | None = None  # a version whose storing failed
        self._saved_at: datetime | None = None  # of what is, or was last, in the field
        self._old = False  # an old note is being changed
        self.setProperty("look", "card")
        self._group = QButtonGroup(self)
        self.kinds = {kind: self._kind_button(kind) for kind in NoteKind}
        self.key = button(_("★ Key point"), look="kind", tooltip=hint("note-key"), name=_("Key point"))
        self.sensitive = button(
            _("⊘ Sensitive"),
            look="kind",
            tooltip=_sensitive_hint(),
            name=_("Sensitive: not in the open edition"),
        )
        self.text = NoteField()
        self.paste = PasteBar()
        self.theme = QComboBox()
        self.state = label("", "muted")
        self.error = label("", "error", wrap=True)
        self.cancel = button(_("New note"), self.start_new, look="quiet")
        self.finish_button = button(_("Save, next point"), self.finish, look="primary")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._lay_out()
        self._connect()
        self._draw_state()

    # ── what is written ──

    @property
    def note_id(self) -> str:
        """The note in the field, "" before its first version is stored."""
        return self._stored.note_id if self._stored else ""

    @property
    def empty(self) -> bool:
        """Whether nothing is being written."""
        return not self._old and not self.text.toPlainText().strip()

    def show_spot(self, spot: Spot | None) -> None:
        """The next note goes there; the theme is the table's in that round."""
        self._spot = spot
        self.setEnabled(spot is not None)
        if self._stored is None:
            self._preset_theme()

    def edit(self, note: Note) -> None:
        """Puts an old note in the field; what is changed becomes its next version."""
        if not self.finish():
            return
        draft = note.draft
        self._spot = Spot(draft.item_id, draft.round_id, draft.table_id)
        self._stored, self._saved_at, self._old = draft, None, True
        with QSignalBlocker(self.text):
            self.text.setPlainText(draft.text)
        self.kinds[draft.kind].setChecked(True)
        self.key.setChecked(draft.key)
        self.sensitive.setChecked(draft.sensitive)
        with QSignalBlocker(self.theme):
            self.theme.setCurrentIndex(max(0, self.theme.findData(draft.theme_id or "")))
        self._draw_state()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()

    def start_new(self) -> None:
        """Finishes what is in the field, and leaves it empty."""
        self.finish()
        self.text.setFocus()

    def finish(self) -> bool:
        """Stores the point and empties the field; False when it could not be stored and stays."""
        if len(self.text.toPlainText()) > MOST_CHARACTERS or not self.store():
            return False
        if self._stored is not None:
            self._clear()
            self.finished.emit()
        return True

    def write_many(self, points: tuple[str, ...]) -> None:
        """Stores each as a note of its own here, all or none, of the kind and theme that are chosen."""
        spot = self._spot
        if spot is None or not self.finish():
            return
        drafts = [
            Draft(
                id=self._document.new_id(),
                note_id=self._document.new_id(),
                parent_id=None,
                item_id=spot.item_id,
                round_id=spot.round_id,
                table_id=spot.table_id,
                text=point,
                kind=self.kind,
                theme_id=self.theme.currentData() or None,
            )
            for point in points
        ]
        if self._document.attempt(lambda: self._document.write_notes(*drafts)):
            count = len(drafts)
            words = ngettext("{count} point written.", "{count} points written.", count).format(count=count)
            back = partial(say_as_before, self._document, (), drafts)
            self._document.tell(words, action=_("Take back"), act=back)
        self.text.setFocus()

    def store(self) -> bool:
        """Stores what is typed as the note's next version, if it is new; False when that failed."""
        draft = self._next_draft()
        if draft is None:
            return True
        try:
            unsure = self._unsure
            if unsure and unsure != draft:
                self._write(unsure)
                draft = replace(draft, parent_id=unsure.id)
            self._write(draft)
        except FacilitatorError as error:
            self._fail(draft, error.message)
            return False
        return True

    def _clear(self) -> None:
        self._timer.stop()
        self._stored, self._old = None, False
        with QSignalBlocker(self.text):
            self.text.clear()
        self.key.setChecked(False)
        self.sensitive.setChecked(False)
        self._preset_theme()
        self._draw_state()

    def _write(self, draft: Draft) -> None:
        self._document.write_notes(draft)
        self._stored, self._unsure = draft, None
        self._saved_at = self._document.plan.event.local(self._document.now().utc)
        self._draw_state()

    def _fail(self, draft: Draft, reason: str) -> None:
        self._unsure = self._unsure or draft
        self._draw_state()
        set_text(self.error, reason)
        self.error.show()
        set_property(self.text, "invalid", "true")
        self._timer.start(RETRY_AFTER)

    def _next_draft(self) -> Draft | None:
        """The version to store; None where there is nothing new, or nothing at all."""
        spot, stored, text = self._spot, self._stored, self.text.toPlainText()
        if spot is None or not text.strip() or len(text) > MOST_CHARACTERS:
            return None
        content = {
            "text": text,
            "kind": self.kind,
            "theme_id": self.theme.currentData() or None,
            "key": self.key.isChecked(),
            "sensitive": self.sensitive.isChecked(),
        }
        for known in (stored, self._unsure):
            if known and all(getattr(known, name) == value for name, value in content.items()):
                return known if known is self._unsure else None
        known_note = stored or self._unsure
        return Draft(
            id=self._document.new_id(),
            note_id=known_note.note_id if known_note else self._document.new_id(),
            parent_id=stored.id if stored else None,
            item_id=spot.item_id,
            round_id=spot.round_id,
            table_id=spot.table_id,
            text=text,
            kind=self.kind,
            theme_id=self.theme.currentData() or None,
            key=self.key.isChecked(),
            sensitive=self.sensitive.isChecked(),
            merged_into=known_note.merged_into if known_note else None,
        )

    @property
    def kind(self) -> NoteKind:
        return next((kind for kind, chip in self.kinds.items() if chip.isChecked()), NoteKind.OTHER)

    # ── making ──

    def _kind_button(self, kind: NoteKind) -> QPushButton:
        keys = native(sequences("note-kind")[list(NoteKind).index(kind)])
        made = button(kind_title(kind), look="kind", tooltip=keys, name=kind_title(kind))
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _lay_out(self) -> None:
        for chip in self.kinds.values():
            self._group.addButton(chip)
        self.kinds[NoteKind.OTHER].setChecked(True)
        self.text.setAccessibleName(_("Text of the note"))
        self.text.setPlaceholderText(_("Type one point. Enter: next point, Shift+Enter: new line"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(tokens.px(tokens.BODY) * 5 + tokens.M)
        self.theme.setAccessibleName(_("Theme"))
        self.theme.setMinimumWidth(tokens.px(160))
        self.error.hide()
        for mark in (self.key, self.sensitive):
            mark.setCheckable(True)
            mark.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chips = row(*self.kinds.values(), None, self.sensitive, spacing=tokens.XS)
        foot = row(self.theme, self.key, self.state, None, self.cancel, self.finish_button, spacing=tokens.M)
        box = column(chips, self.text, self.paste, self.error, foot, spacing=tokens.S)
        box.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        self.setLayout(box)

    def _connect(self) -> None:
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.lines_pasted.connect(self.paste.ask)
        self.paste.many_wanted.connect(self.write_many)
        self.paste.one_wanted.connect(self._on_one_wanted)
        self.theme.activated.connect(lambda _index: self.store())
        self._group.buttonClicked.connect(lambda _chip: self.store())
        self._timer.timeout.connect(self.store)
        self._document.event_changed.connect(self._draw_themes)
        self._document.notes_changed.connect(self._on_notes_changed)
        self.key.clicked.connect(self._on_key_clicked)
        self.sensitive.clicked.connect(lambda _checked: self.store())
        bound = bind_each(self, "note-kind", [chip.click for chip in self.kinds.values()])
        bound += [bind(self, "note-key", self.key.click), bind(self, "note-sensitive", self.sensitive.click)]
        for keys in bound:
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._draw_themes()

    # ── drawing ──

    def _draw_themes(self, _news: object = None) -> None:
        chosen = self.theme.currentData()
        with QSignalBlocker(self.theme):
            self.theme.clear()
            self.theme.addItem(_("No theme"), "")
            for theme in self._document.plan.event.themes:
                self.theme.addItem(theme.title, theme.id)
            self.theme.setCurrentIndex(max(0, self.theme.findData(chosen)))
        if self.empty:
            self._preset_theme()

    def _preset_theme(self) -> None:
        event, spot = self._document.plan.event, self._spot
        table = find(event.tables, spot.table_id) if spot else None
        item = find(event.items, spot.item_id) if spot else None
        theme = theme_in(event, item, spot.round_id, table) if spot and item and table else None
        with QSignalBlocker(self.theme):
            self.theme.setCurrentIndex(max(0, self.theme.findData(theme.id if theme else "")))

    def _draw_length(self) -> None:
        """Says while it is typed that a text is too long; what was stored of it stays stored."""
        words = length_words(self.text.toPlainText())
        if words or not self._unsure:
            set_text(self.error, words)
            self.error.setVisible(bool(words))

    def _on_key_clicked(self) -> None:
        """Stores the mark, and says when the table has more key points than it is asked for."""
        document = self._document
        if self.store() and self.note_id:
            limit = too_many_keys(document.plan.event, document.snapshot.notes, [self.note_id])
            if limit:
                document.tell(limit, Tone.WARNING)

    def _on_one_wanted(self, text: str) -> None:
        self.text.insertPlainText(text)
        self.text.setFocus()

    def _draw_state(self) -> None:
        """Says whether what is in the field is on the disk."""
        self.cancel.setVisible(self._old)
        self.error.hide()
        set_property(self.text, "invalid", "")
        if self._unsure:
            set_text(self.state, _("▲ Not saved yet"))
            set_property(self.state, "role", "alarm")
        elif self._saved_at:
            set_text(self.state, _("✓ Saved {time}").format(time=format_clock(self._saved_at)))
            set_property(self.state, "role", "good")
        else:
            set_text(self.state, _("You are changing an old note") if self._old else "")
            set_property(self.state, "role", "muted")

    # ── what was typed ──

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter finishes the point; leaving the field stores it at once."""
        if watched is self.text and event.type() is QEvent.Type.FocusOut:
            self.store()
        if watched is self.text and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.finish()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.store()
        super().hideEvent(event)

    def _on_notes_changed(self, notes: Notes) -> None:
        """Lets go of a note that was taken back: another version would put it back."""
        note = notes.by_id.get(self.note_id)
        if note and note.draft.taken_back and self._stored != note.draft:
            self._clear()

    def _on_text_changed(self) -> None:
        """Begins the second in which what was typed is stored; more typing does not put it off."""
        self._draw_length()
        if self._next_draft() is None:
            return
        if not self._unsure:
            set_text(self.state, _("… saving"))
            set_property(self.state, "role", "muted")
        if not self._timer.isActive():
            self._timer.start(STORE_AFTER)


def _sensitive_hint() -> str:
    return _("Not in the open edition of the summary ({keys})").format(keys=hint("note-sensitive"))
