"""Deleting the people for good: what goes and what stays, a tick, and the receipt afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QPlainTextEdit, QStackedWidget, QWidget

from facilitator.i18n import _, ngettext
from facilitator.models import Cleared
from facilitator.privacy import deleted_counts, named_elsewhere
from facilitator.record import PeopleDeleted
from facilitator.report.person import write_text
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.exporting import save_written
from facilitator.ui.places.deletion_words import (
    Deletion,
    by_hand,
    elsewhere_words,
    receipt,
    what_goes,
    what_stays,
)
from facilitator.ui.widgets.controls import button, column, page, row, scrolling, surface, wrapped
from facilitator.ui.widgets.text import label, set_text


class PeopleDeletion(QWidget):
    """In place of the list of people; Esc leads back, and deletes nothing."""

    def __init__(
        self, document: Document, on_close: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._on_close = on_close
        self.back = button(_("Back"), on_close)
        self.elsewhere = label("", "strong", wrap=True)
        self.warning = label("", "warning", wrap=True)
        self.understood = QCheckBox(_("I understand that this cannot be undone"))
        self.delete = button("", self.delete_now, icon_name="trash", look="primary")
        self.receipt = QPlainTextEdit()
        self.save = button(_("Save the receipt …"), self.save_receipt, icon_name="save", look="primary")
        self.copy = button(_("Copy"), self.copy_receipt, icon_name="clipboard")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._draw()

    def delete_now(self) -> None:
        """Deletes the people, once that is ticked, and shows the receipt; what fails is told."""
        if not self.understood.isChecked():
            return
        document = self._document
        people, named = len(document.plan.event.people), named_elsewhere(document.snapshot)
        cleared: list[Cleared] = []
        if not document.attempt(lambda: cleared.append(document.delete_people())):
            self._draw()
            return
        done = Deletion(
            event=document.plan.event,
            path=document.path,
            at=document.now().utc,
            people=people,
            counts=deleted_counts(document.record) or PeopleDeleted(0, 0, 0),
            notes=len(document.snapshot.notes.standing),
            elsewhere=len(named),
            cleared=cleared[0],
        )
        self._show_receipt(receipt(done))

    def save_receipt(self) -> None:
        """Asks where the receipt goes, and writes it there as text."""
        path = self._document.path
        name = _("receipt")
        suggested = path.with_name(f"{path.stem} - {name}.txt")
        write = partial(write_text, self.receipt.toPlainText())
        title, pattern = _("Save the receipt"), _("Text (*.txt)")
        save_written(self, self._document, title, suggested, pattern, write)

    def copy_receipt(self) -> None:
        QGuiApplication.clipboard().setText(self.receipt.toPlainText())
        self._document.tell(_("The receipt is copied."))

    # ── inside ──

    def _lay_out(self) -> None:
        head, _title = page(_("Delete the people"), self.back)
        self._pages.addWidget(self._question())
        self._pages.addWidget(self._answer())
        box = column(head, self._pages, spacing=tokens.M)
        box.setContentsMargins(20, tokens.L, 20, tokens.L)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setAccessibleName(_("Delete the people"))
        self.understood.setAccessibleDescription(". ".join(what_goes()))
        self.setFocusProxy(self.understood)

    def _question(self) -> QWidget:
        lists = row(
            _card(_("This goes"), what_goes()), _card(_("This stays"), what_stays()), spacing=tokens.M
        )
        for at in range(2):
            lists.setStretch(at, 1)
        yourself = _card(_("This you do yourself"), (by_hand(),))
        content = QWidget()
        content.setLayout(column(lists, yourself, self.elsewhere, self.warning, None, spacing=tokens.M))
        ends = row(self.understood, None, self.delete)
        return _page(scrolling(content), ends)

    def _answer(self) -> QWidget:
        self.receipt.setReadOnly(True)
        self.receipt.setTabChangesFocus(True)
        self.receipt.setAccessibleName(_("Receipt"))
        nobody = label(_("The receipt names nobody."), "muted")
        keep = label(_("It is not kept in the file: save or copy it."), "muted")
        told = row()
        told.addLayout(column(nobody, keep, spacing=0))
        told.addStretch(1)
        return _page(self.receipt, wrapped(told, row(self.copy, self.save)))

    def _connect(self) -> None:
        self.understood.toggled.connect(self.delete.setEnabled)
        for news in (
            self._document.event_changed,
            self._document.record_changed,
            self._document.notes_changed,
        ):
            news.connect(self._on_document_changed)
        escape = QShortcut("Esc", self, self._on_close)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _on_document_changed(self, _changed: object) -> None:
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        document = self._document
        people = len(document.plan.event.people)
        named = named_elsewhere(document.snapshot)
        names = ", ".join(person.name for person in named)
        set_text(self.elsewhere, f"{elsewhere_words(len(named))}\n{names}" if named else "")
        self.elsewhere.setVisible(bool(named))
        words = (
            ngettext("Delete {count} person", "Delete {count} people", people).format(count=people)
            if people
            else _("Delete what is left of them")
        )
        set_text(self.delete, f" {words}")
        self.delete.setAccessibleName(words)
        self.delete.setEnabled(self.understood.isChecked())
        set_text(self.warning, _warning(people, running=document.record.current is not None))
        self.warning.setVisible(bool(self.warning.text()))

    def _show_receipt(self, text: str) -> None:
        self.receipt.setPlainText(text)
        self._pages.setCurrentIndex(1)
        self.setFocusProxy(self.save)
        self.save.setFocus()


def _warning(people: int, *, running: bool) -> str:
    """What to think of first; "" for nothing."""
    if not people:
        return _("The list is empty. Copies and traces of people deleted before may be left; they go too.")
    if running:
        return _("The day is running: nobody can be checked in or seated afterwards.")
    return ""


def _card(title: str, texts: Iterable[str]) -> QFrame:
    lines = (label(text, wrap=True) for text in texts)
    return surface("card", column(label(title, "subtitle"), *lines, None, spacing=tokens.S))


def _page(content: QWidget, ends: QBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(column(content, ends, spacing=tokens.M))
    return made
