"""Notes out to another copy of the event, and in from one: two buttons, a sentence on what came."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from facilitator.errors import FacilitatorError
from facilitator.exchange.notes_files import new_drafts, read_notes_file, write_notes_file
from facilitator.i18n import _, ngettext
from facilitator.notes import Draft, Notes
from facilitator.ui import messages, tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.exporting import save_written
from facilitator.ui.job import Job
from facilitator.ui.widgets.controls import button, row


class NotesExchange(QWidget):
    """For a day that is written on two laptops, of which each has a copy of the event."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.job: Job | None = None
        self.export_button = button(
            _("Export notes …"),
            self.export_notes,
            look="quiet",
            tooltip=_("All notes with all their versions, for another copy of this event"),
        )
        self.import_button = button(
            _("Import notes …"),
            self.import_notes,
            look="quiet",
            tooltip=_("Notes from another copy of this event; nothing that is here is replaced"),
        )
        self.setLayout(row(self.export_button, self.import_button, spacing=tokens.S))

    def export_notes(self) -> None:
        """Asks where, and writes all notes there."""
        document, snapshot = self._document, self._document.snapshot
        name = _("{event} - notes.json").format(event=document.path.stem)

        def write(target: Path) -> None:
            write_notes_file(target, snapshot.event, snapshot.notes)

        self.job = save_written(
            self, document, _("Export notes"), document.path.with_name(name), _pattern(), write
        )

    def import_notes(self) -> None:
        """Asks which file, and stores what of it is new, all or nothing."""
        document = self._document
        chosen = messages.choose_file_to_open(self, _("Import notes"), document.path.parent, _pattern())
        if chosen is None:
            return
        at = document.now().utc

        def bring_in() -> tuple[Draft, ...]:
            snapshot = document.snapshot
            drafts = new_drafts(snapshot.notes, read_notes_file(chosen, snapshot.event))
            if drafts:
                document.store.write_notes(drafts, at)
            return drafts

        self.import_button.setEnabled(False)
        self.job = Job(bring_in)
        self.job.done.connect(self._on_job_done)
        self.job.failed.connect(self._on_job_failed)
        self.job.start()

    def _on_job_done(self, drafts: Sequence[Draft]) -> None:
        self.import_button.setEnabled(True)
        self._document.hear()
        self._document.tell(came_words(self._document.snapshot.notes, drafts))

    def _on_job_failed(self, error: FacilitatorError) -> None:
        self.import_button.setEnabled(True)
        self._document.tell(error.message, Tone.ERROR)


def came_words(notes: Notes, drafts: Sequence[Draft]) -> str:
    """What came in, and what of it was changed here too; ``notes`` are those after it."""
    ids = {draft.note_id for draft in drafts}
    if not ids:
        return _("All notes in the file are here already. Nothing is changed.")
    came = ngettext(
        "{count} note came in, new or changed.", "{count} notes came in, new or changed.", len(ids)
    ).format(count=len(ids))
    both = sum(notes.by_id[id].changed_meanwhile for id in ids)
    if not both:
        return came
    kept = ngettext(
        "{count} was changed here too: both texts are kept, see “changed meanwhile”.",
        "{count} were changed here too: both texts of each are kept, see “changed meanwhile”.",
        both,
    )
    return f"{came} {kept.format(count=both)}"


def _pattern() -> str:
    return _("Notes") + " (*.json)"
