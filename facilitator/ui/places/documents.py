"""Underlag: the background documents, each with its address and QR code."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QWidget

from facilitator.event import BackgroundDocument, find, moved, put, without
from facilitator.i18n import _
from facilitator.qr import fits_qr
from facilitator.ui import tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.widgets.controls import button, column, on_keys, page, row, surface
from facilitator.ui.widgets.forms import Field, Form
from facilitator.ui.widgets.qr import QrView
from facilitator.ui.widgets.text import label, set_text
from facilitator.ui.widgets.two_lines import Index, TwoLineList, TwoLineModel, TwoLines
from facilitator.words import language_word

LIST_WIDTH = 320
LANGUAGE_CODES = ("nb", "nn", "se", "en", "sv", "da", "de", "fr")


class DocumentsModel(TwoLineModel):
    """The list of documents, ordered by dragging."""

    dragged = Signal(int, int)  # row, the row it was dropped before

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def moveRows(self, _from: Index, at: int, _count: int, _to: Index, before: int) -> bool:
        """Called by the view when a row was dropped; the document's news draws the new order."""
        self.dragged.emit(at, before)
        return True


class DocumentsPlace(QWidget):
    """The list left; right the chosen document's form beside its QR code."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._chosen = ""
        self.model = DocumentsModel(self)
        self.list = TwoLineList(self.model, _("Background documents"))
        self.form = Form(_fields(), self._store)
        self.qr = QrView()
        self.no_qr = label("", "muted", wrap=True)
        self.up = button(_("Up"), lambda: self.move_chosen(-1), icon_name="arrow-up", tooltip="Alt+↑")
        self.down = button(_("Down"), lambda: self.move_chosen(1), icon_name="arrow-down", tooltip="Alt+↓")
        self.remove = button(_("Remove"), self.remove_chosen, icon_name="trash")
        self.new = button(_("New document"), self.add_new, icon_name="plus", look="primary")
        self.open = button(_("Open in the browser"), self.open_chosen, icon_name="external-link")
        self.empty = label(
            _("There are no background documents yet. Press New document to add the first one."),
            "muted",
            wrap=True,
        )
        self._lay_out()
        self._connect()
        self._draw()

    def choose(self, id: str) -> None:
        """Shows that document in the form."""
        rows = [document.id for document in self._document.plan.event.documents]
        if id in rows:
            self.list.setCurrentIndex(self.model.index(rows.index(id)))

    def add_new(self) -> None:
        """A new document last on the list, its title ready to be typed."""
        self.form.commit()
        new = BackgroundDocument(id=self._document.new_id(), title=_("New document"))
        if self._edit((*self._document.plan.event.documents, new), _("add a document")):
            self.choose(new.id)
            title = self.form.widgets["title"]
            title.setFocus()
            if isinstance(title, QLineEdit):
                title.selectAll()

    def remove_chosen(self) -> None:
        """Takes the chosen document off the list; Ctrl+Z brings it back."""
        documents = self._document.plan.event.documents
        at = self.list.currentIndex().row()
        if self._edit(without(documents, self._chosen), _("remove a document")) and len(documents) > 1:
            self.choose(self._document.plan.event.documents[min(at, len(documents) - 2)].id)

    def move_chosen(self, by: int) -> None:
        """Moves the chosen document up (−1) or down (+1)."""
        to = self.list.currentIndex().row() + by
        documents = self._document.plan.event.documents
        if 0 <= to < len(documents):
            self.list.setFocus()  # at either end a button dies, and would hand the focus on to Remove
            self._edit(moved(documents, self._chosen, to), _("move a document"))

    def open_chosen(self) -> None:
        """Opens the address in the browser, a file in its own program."""
        chosen = find(self._document.plan.event.documents, self._chosen)
        if chosen and not QDesktopServices.openUrl(QUrl.fromUserInput(chosen.address)):
            self._document.tell(
                _("“{address}” could not be opened. Check the address.").format(address=chosen.address),
                Tone.WARNING,
            )

    # ── inside ──

    def _lay_out(self) -> None:
        head, _title = page(_("Documents"), self.up, self.down, self.remove, self.new)
        self.list.setFixedWidth(round(LIST_WIDTH * tokens.LOOK.scale))
        self.list.setDragDropMode(QListView.DragDropMode.InternalMove)
        form = column(self.form, None)
        code = column(self.qr, self.no_qr, row(None, self.open, None), spacing=tokens.M)
        code.setStretch(0, 1)
        code.setStretch(1, 1)
        sides = row(spacing=tokens.XL)
        sides.addLayout(form, 1)
        sides.addLayout(code, 1)
        self.editor = surface("card", sides)
        self.no_qr.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body = row(self.list, self.editor, spacing=tokens.M)
        body.setStretch(1, 1)
        self.empty.setContentsMargins(0, tokens.XL, 0, 0)
        box = column(head, self.empty, body, spacing=tokens.M)
        box.setContentsMargins(20, tokens.L, 20, tokens.L)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self._document.event_changed.connect(self._draw)
        self.list.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.model.dragged.connect(self._on_row_dragged)
        for keys, act in (
            ("Alt+Up", lambda: self.move_chosen(-1)),
            ("Alt+Down", lambda: self.move_chosen(1)),
            ("Del", self.remove_chosen),
            ("Return", self.add_new),
            ("F2", self.form.widgets["title"].setFocus),
        ):
            on_keys(self.list, keys, act)

    def _store(self, changed: BackgroundDocument) -> None:
        event = self._document.plan.event
        event = replace(event, documents=put(event.documents, changed))
        self._document.edit(replace(self._document.plan, event=event), _("change a document"))

    def _edit(self, documents: tuple[BackgroundDocument, ...], text: str) -> bool:
        plan = self._document.plan
        plan = replace(plan, event=replace(plan.event, documents=documents))
        return self._document.attempt(lambda: self._document.edit(plan, text))

    # ── news ──

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        documents = self._document.plan.event.documents
        chosen = documents[current.row()].id if current.isValid() else ""
        if chosen != self._chosen:
            self._tell_what_was_not_stored()
        self._chosen = chosen
        self._draw_chosen()

    def _on_row_dragged(self, at: int, before: int) -> None:
        documents = self._document.plan.event.documents
        to = before - 1 if before > at else before
        self._edit(moved(documents, documents[at].id, to), _("move a document"))

    def _tell_what_was_not_stored(self) -> None:
        """Another document takes the form: what could not be stored is said, so that it is not lost."""
        for name in ("title", "address"):
            reason, widget = self.form.errors[name].text(), self.form.widgets[name]
            if reason and isinstance(widget, QLineEdit):
                self._document.tell(
                    _("“{text}” was not stored. {reason}").format(text=widget.text(), reason=reason),
                    Tone.ERROR,
                )

    # ── drawing ──

    def _draw(self) -> None:
        documents = self._document.plan.event.documents
        chosen = self._chosen
        self.model.show(tuple(_line(document) for document in documents))
        self._chosen = chosen if find(documents, chosen) else documents[0].id if documents else ""
        self.choose(self._chosen)
        self._draw_chosen()

    def _draw_chosen(self) -> None:
        documents = self._document.plan.event.documents
        chosen = find(documents, self._chosen)
        self.empty.setVisible(not documents)
        self.list.setVisible(bool(documents))
        self.editor.setVisible(chosen is not None)
        at = self.list.currentIndex().row()
        self.up.setEnabled(chosen is not None and at > 0)
        self.down.setEnabled(chosen is not None and at < len(documents) - 1)
        self.remove.setEnabled(chosen is not None)
        if chosen is None:
            return
        self._offer_language(chosen.language)
        self.form.show_value(chosen)
        self._draw_code(chosen)

    def _offer_language(self, code: str) -> None:
        """A language from elsewhere is kept: it becomes one of the choices."""
        languages = self.form.widgets["language"]
        if isinstance(languages, QComboBox) and languages.findData(code) < 0:
            languages.addItem(language_word(code), code)

    def _draw_code(self, chosen: BackgroundDocument) -> None:
        why_not = no_code_sentence(chosen.address)
        self.qr.show_code("" if why_not else chosen.address, chosen.title)
        set_text(self.no_qr, why_not)
        self.no_qr.setVisible(bool(why_not))
        self.qr.setVisible(not why_not)
        self.open.setVisible(bool(chosen.address))


def no_code_sentence(address: str) -> str:
    """Why an address has no QR code; "" if it has one."""
    if not address:
        return _("The QR code is shown here when the document has an address.")
    if "://" not in address and not address.startswith("www."):
        return _("This is a file on your computer. A phone cannot open it, so it gets no QR code.")
    if not fits_qr(address):
        return _("The address is too long for a QR code that a phone can read.")
    return ""


def _line(document: BackgroundDocument) -> TwoLines:
    detail = document.address or _("no address yet")
    return TwoLines(document.title, detail, document.language, tokens.colours().muted)


def _fields() -> tuple[Field[BackgroundDocument], ...]:
    languages = (("", _("Not stated")), *((code, language_word(code)) for code in LANGUAGE_CODES))
    return (
        Field("title", _("Title"), lambda it: it.title, lambda it, text: replace(it, title=text.strip())),
        Field(
            "address",
            _("Address on the web, or a file"),
            lambda it: it.address,
            lambda it, text: replace(it, address=text.strip()),
            hint="https://",
        ),
        Field(
            "language",
            _("Language"),
            lambda it: it.language,
            lambda it, text: replace(it, language=text),
            choices=languages,
        ),
        Field(
            "description",
            _("What it is, in one line"),
            lambda it: it.description,
            lambda it, text: replace(it, description=text.strip()),
            lines=2,
        ),
    )
