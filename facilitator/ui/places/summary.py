"""Oppsummering: the real PDF as it will be, to save or open elsewhere; and the way forward that ends it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtPdf import QPdfDocument, QPdfLink, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from facilitator import report
from facilitator.errors import FacilitatorError
from facilitator.i18n import _, ngettext, speaking
from facilitator.report.written import Written
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition
from facilitator.ui import exporting, tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.job import Job
from facilitator.ui.keys import bind, hint
from facilitator.ui.phones import Phones
from facilitator.ui.places.papers import papers_button
from facilitator.ui.places.summary_panel import SummaryPanel
from facilitator.ui.printing import print_file
from facilitator.ui.widgets.controls import button, column, page, row, search_field
from facilitator.ui.widgets.text import label

SEARCH = 200  # px at 100 %: the width of the field
SETTLE = 1500  # ms without a change before the preview is made again


class SummaryPlace(QWidget):
    """Shows the PDF itself, made anew in the background when something has changed."""

    def __init__(
        self, document: Document, phones: Phones | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._number = 0
        self._shown: tuple[Snapshot, str, Edition] | None = None
        self._file = Path()  # the preview asked for last
        self._unshown: tuple[tuple[str, int], ...] = ()  # what was said that the PDF cannot show
        self.pdf = QPdfDocument(self)
        self.view = QPdfView()
        self.found = QPdfSearchModel(self)
        self.search = search_field(_("Search the PDF"))
        self.search.setToolTip(_("Enter leads to the next place"))
        self.panel = SummaryPanel(document)
        self.language = self.panel.language
        self.papers = papers_button(
            self, document, self.language.currentData, phones.invitations if phones else dict
        )
        self.save = button(_("Save …"), self.save_as, icon_name="save", look="primary")
        self.open = button(_("Open in PDF viewer"), self.open_elsewhere, icon_name="external-link")
        self.print = button(_("Print …"), self.print_shown, icon_name="printer")
        self.print.setToolTip(hint("print"))
        bind(self, "print", self.print.click)
        self.state = label("", "muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self._preview: Job | None = None
        self._awaits: Callable[[], None] | None = None  # what is to be done with the preview when it is made
        self._lay_out()
        self._connect()

    @cached_property
    def _folder(self) -> TemporaryDirectory[str]:
        """Made for the first preview, so that a crash before it leaves nothing behind."""
        made = TemporaryDirectory(prefix="facilitator-")
        self.destroyed.connect(made.cleanup)
        return made

    def refresh(self) -> None:
        """Makes the preview of what is stored now, unless it is shown already."""
        chosen, edition = self.language.currentData(), self.panel.edition
        wanted = (self._document.snapshot, chosen, edition)
        if not self.isVisible() or self._shown == wanted:
            return
        if self._shown and self._shown[-1] is not edition:
            self.pdf.close()  # nobody takes one edition for the other
        self._shown = wanted
        self._number += 1
        self._file = Path(self._folder.name, str(self._number), self._suggested.name)
        self._file.parent.mkdir()
        self.panel.show_replaced(None)
        self.state.setText(_("Making the preview …"))
        if self._preview is not None:
            self._preview.cancel()  # what was asked for last is shown, whichever is made first
        self._preview = exporting.export_job(
            self._document, self._file, chosen, report.What.SUMMARY, edition=edition
        )
        self._preview.done.connect(self._on_made)
        self._preview.failed.connect(self._on_failed)
        self._preview.start()

    def save_as(self) -> None:
        """Asks where, and exports the chosen edition in the background: by the ending."""
        edition = self.panel.edition
        opened = edition is Edition.OPEN
        job = exporting.save_as(
            self,
            self._document,
            _("Save the open edition of the summary")
            if opened
            else _("Save the full edition of the summary"),
            self._suggested,
            _patterns(edition),
            language=self.language.currentData(),
            what=report.What.SUMMARY,
            edition=edition,
        )
        if job is not None:
            self.state.setText(_("Saving …"))
            job.done.connect(self._draw_pages)
            job.failed.connect(self._draw_pages)

    def find_next(self) -> None:
        """Shows the next place of what is searched for; after the last one, the first."""
        count = self.found.rowCount(QModelIndex())
        if count:
            at = (self.view.currentSearchResultIndex() + 1) % count
            self.view.setCurrentSearchResultIndex(at)
            self._show_place(self.found.resultAtIndex(at))

    def _show_place(self, place: QPdfLink) -> None:
        """Brings the place to the upper part of the view, which itself leads to its page only."""
        self.view.pageNavigator().jump(place.page(), place.location(), 0)
        margins, bar = self.view.documentMargins(), self.view.verticalScrollBar()
        room = self.view.viewport().width() - margins.left() - margins.right()
        down = place.location().y() * room / self.pdf.pagePointSize(place.page()).width()
        bar.setValue(bar.value() + round(down) - self.view.viewport().height() // 3)

    def open_elsewhere(self) -> None:
        """Opens the PDF of what is stored now in the system's viewer."""
        self._when_current(lambda: exporting.open_file(self._document, self._file))

    def print_shown(self) -> None:
        """Asks how, and prints the PDF of what is stored now."""
        title = self._document.plan.event.title
        self._when_current(lambda: print_file(self, self._document, self._file, title))

    def _when_current(self, act: Callable[[], None]) -> None:
        """Does it with the preview, or when that is made of what is stored now."""
        self._timer.stop()
        self.refresh()
        if self._preview is not None and self._preview.running:
            self._awaits = act
        else:
            act()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._awaits = None

    # ── inside ──

    def _lay_out(self) -> None:
        self.search.setMaximumWidth(tokens.px(SEARCH))
        head, _title = page(
            _("Summary"), self.search, self.state, self.papers, self.open, self.print, self.save
        )
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.pdf)
        self.found.setDocument(self.pdf)
        self.view.setSearchModel(self.found)
        self.view.setAccessibleName(_("Preview of the summary"))
        body = row(self.view, self.panel, spacing=tokens.M)
        body.setStretch(0, 1)
        box = column(head, body, spacing=tokens.M)
        box.setStretch(1, 1)
        box.setContentsMargins(20, tokens.L, 20, tokens.L)
        self.setLayout(box)

    def _connect(self) -> None:
        document = self._document
        for news in (document.event_changed, document.record_changed, document.notes_changed):
            news.connect(self._on_news)
        self.panel.chosen.connect(self.refresh)
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self.find_next)

    @property
    def _suggested(self) -> Path:
        """Beside the event: its name, and in the summary's language which edition it is."""
        with speaking(self.language.currentData()):
            opened = self.panel.edition is Edition.OPEN
            name = _("summary, open edition") if opened else _("summary, full edition")
        return self._document.path.with_name(f"{self._document.path.stem} – {name}.pdf")

    def _on_news(self, _news: object) -> None:
        if self.isVisible():
            self._timer.start(SETTLE)

    def _on_search_changed(self, typed: str) -> None:
        self.view.setCurrentSearchResultIndex(-1)
        self.found.setSearchString(typed.strip())

    def _on_made(self, made: exporting.Saved) -> None:
        at = self.view.verticalScrollBar().value()
        self.pdf.load(str(made.file))
        self.view.verticalScrollBar().setValue(at)
        self._draw_pages()
        self.panel.show_replaced(made.written.names)
        self._warn(made.written)
        act, self._awaits = self._awaits, None
        if act is not None:
            act()

    def _warn(self, written: Written) -> None:
        """Says before anything is saved what the PDF cannot show, once for the same characters."""
        news, self._unshown = written.unshown != self._unshown, written.unshown
        if news and not written.shown:
            self._document.tell(" ".join(written.not_shown), Tone.WARNING)

    def _draw_pages(self, _news: object = None) -> None:
        pages = self.pdf.pageCount()
        words = ngettext("{pages} page", "{pages} pages", pages).format(pages=pages) if pages else ""
        self.state.setText(words)
        self.state.setAccessibleName(words)

    def _on_failed(self, error: FacilitatorError) -> None:
        self._awaits = None
        self._draw_pages()
        self._document.tell(error.message, Tone.ERROR)


def _patterns(edition: Edition) -> str:
    """What that edition can be saved as, the PDF first."""
    names = {
        ".pdf": "PDF",
        ".docx": "Word",
        ".html": "HTML",
        ".md": "Markdown",
        ".xlsx": "Excel",
        ".csv": "CSV",
        ".json": "JSON",
    }
    offered = [
        (ending, name)
        for ending, name in names.items()
        if report.What.SUMMARY in report.CONTENTS.get(ending, ())
        and (edition is Edition.FULL or ending in report.OPEN_ENDINGS)
    ]
    return ";;".join(f"{name} (*{ending})" for ending, name in offered)
