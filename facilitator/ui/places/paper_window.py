"""A print-out as it will be: looked at, then printed, saved, or opened elsewhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QWidget

from facilitator.access import Invitations
from facilitator.errors import FacilitatorError
from facilitator.i18n import Language, _, ngettext
from facilitator.report import What
from facilitator.report.label_sheets import SHEETS
from facilitator.ui import exporting, tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.job import Job
from facilitator.ui.keys import bind
from facilitator.ui.places.programme_exports import Export, save_export
from facilitator.ui.printing import print_file
from facilitator.ui.widgets.controls import button, column, page
from facilitator.ui.widgets.text import label

SIZE = (900, 700)  # px at 100 %


class PaperWindow(QWidget):
    """Beside the program's window; the paper says how the day stood when this was opened."""

    def __init__(
        self,
        parent: QWidget,
        document: Document,
        paper: Export,
        language: Language | None = None,
        invitations: Invitations | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._document, self._paper = document, paper
        self._language, self._invitations = language, invitations
        self._title = paper.text.removesuffix(" …")
        self._job: Job | None = None
        self._folder = TemporaryDirectory(prefix="facilitator-")
        self.destroyed.connect(self._folder.cleanup)
        self._number = 0
        self.pdf, self.view = QPdfDocument(self), QPdfView()
        self.sheets = self._sheet_choice()
        self.state = label("", "muted")
        self.open = button(_("Open in PDF viewer"), self._open, icon_name="external-link")
        self.save = button(_("Save …"), self._save, icon_name="save")
        self.print = button(_("Print …"), self._print, icon_name="printer", look="primary")
        self._lay_out()
        bind(self, "print", self.print.click)
        QShortcut("Esc", self, self.close)
        self._make()

    def _lay_out(self) -> None:
        self.setWindowTitle(self._title)
        self.resize(tokens.px(SIZE[0]), tokens.px(SIZE[1]))
        head, _title = page(self._title, self.state, self.sheets, self.open, self.save, self.print)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.pdf)
        self.view.setAccessibleName(_("Preview of the print-out"))
        box = column(head, self.view, spacing=tokens.M)
        box.setStretch(1, 1)
        box.setContentsMargins(20, tokens.L, 20, tokens.L)
        self.setLayout(box)

    def _sheet_choice(self) -> QComboBox:
        """What badges are printed on; hidden for all else."""
        made = QComboBox()
        made.addItem(_("Cards to cut, 6 to a page"), "")
        for sheet in SHEETS:
            text = _("Avery {code}: {count} labels of {width} × {height} mm")
            size = {"width": f"{sheet.width:n}", "height": f"{sheet.height:n}"}
            made.addItem(text.format(code=sheet.code, count=sheet.columns * sheet.rows, **size), sheet.code)
        made.setAccessibleName(_("Sheet of labels"))
        made.setVisible(self._paper.what is What.BADGES)
        made.currentIndexChanged.connect(self._make)
        return made

    @property
    def _file(self) -> Path:
        return Path(self._folder.name, f"{self._paper.name}-{self._number}.pdf")

    def _make(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._number += 1
        self.state.setText(_("Making the preview …"))
        self._let_use(made=False)
        self._job = exporting.export_job(
            self._document,
            self._file,
            self._language,
            self._paper.what,
            self._invitations,
            labels=self.sheets.currentData(),
        )
        self._job.done.connect(self._on_made)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self._job is not None:
            self._job.cancel()
        self.pdf.close()

    def _on_made(self, saved: exporting.Saved) -> None:
        self.pdf.load(str(saved.file))
        pages = self.pdf.pageCount()
        self.state.setText(ngettext("{pages} page", "{pages} pages", pages).format(pages=pages))
        self._let_use(made=True)

    def _on_failed(self, error: FacilitatorError) -> None:
        self._document.tell(error.message, Tone.ERROR)
        self.close()

    def _let_use(self, *, made: bool) -> None:
        for one in (self.open, self.print):
            one.setEnabled(made)

    def _open(self) -> None:
        exporting.open_file(self._document, self._file)

    def _save(self) -> None:
        labels = self.sheets.currentData()
        save_export(self, self._document, self._paper, self._language, self._invitations, labels=labels)

    def _print(self) -> None:
        print_file(self, self._document, self._file, self._title)


def show_paper(
    parent: QWidget,
    document: Document,
    paper: Export,
    language: Language | None = None,
    invitations: Invitations | None = None,
) -> PaperWindow:
    """Opens the window for the paper, in that language (None: the program's)."""
    made = PaperWindow(parent, document, paper, language, invitations)
    made.show()
    return made
