"""Getting something from a spreadsheet: what the columns hold, and what would change, before it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from threading import Event as Flag

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QHeaderView, QWidget

from facilitator.errors import FacilitatorError
from facilitator.exchange.delimited import DELIMITERS, ENCODINGS
from facilitator.exchange.files import read_book
from facilitator.exchange.headings import SEARCHED, with_column
from facilitator.exchange.sheets import Book, Sheet
from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.job import Job
from facilitator.ui.places.import_columns import ColumnsTable
from facilitator.ui.places.import_subject import Columns, Line, Preview, Reading, Subject
from facilitator.ui.widgets.controls import button, column, field, row
from facilitator.ui.widgets.rows import Column, RowsModel, RowsView
from facilitator.ui.widgets.text import ElidedLabel, label, set_text

LEAST_LINES = 4  # shown at once, however small the window
WRAPPED_LINES = 300
CHOICE_WIDTH = 16  # letters
LONGEST = 48  # letters of a heading row
SAMPLE = 6  # cells of a heading row
SHOWN = 40  # characters of a file's name while it is read


class ImportPanel(QWidget):
    """One file on its way in. Nothing is changed until Import is pressed, and then as one undo step."""

    def __init__(
        self,
        document: Document,
        subject: Subject,
        path: Path,
        on_close: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._subject = subject
        self._path = path
        self._on_close = on_close
        self._book = Book(sheets=())
        self._columns: Columns = {}
        self._preview: Preview | None = None
        self._stop = Flag()
        self._job: Job | None = None
        self.cancel = button(_("Cancel"), self.close_panel)
        self.apply = button(_("Import"), self.import_now, look="primary")
        self.sheet = QComboBox()
        self.header = _drop_down(())
        self.encoding = _drop_down(ENCODINGS.items())
        self.delimiter = _drop_down((sign, _delimiter_word(sign)) for sign in DELIMITERS)
        self._holders: dict[QWidget, QWidget] = {}  # a choice → it with its caption
        self.columns = ColumnsTable(subject.fields)
        self.remarks = label("", "warning", wrap=True)
        self.unread = label("", "muted", wrap=True)
        self.counts = label("", "strong", wrap=True)
        self.promise = label(_("Nothing is changed until you press Import."), "muted", wrap=True)
        self.remove = QCheckBox(subject.remove_absent)
        self.model: RowsModel[Line] = RowsModel(document, _line_columns(subject.one), self)
        self.lines = RowsView(self.model, _("What will change"))
        self._lay_out()
        self._connect()
        self.read()

    def read(self) -> None:
        """Begins to read the file, as it is chosen to be read, beside the window."""
        self._stop_reading()
        stop = self._stop = Flag()
        path, encoding, delimiter = self._path, self.encoding.currentData(), self.delimiter.currentData()

        def work() -> Book:
            return read_book(path, encoding=encoding, delimiter=delimiter, go_on=lambda: not stop.is_set())

        self._preview = None
        self.apply.setEnabled(False)
        name = path.name if len(path.name) <= SHOWN else f"{path.name[:SHOWN]}…"  # one word needs its width
        set_text(self.counts, _("Reading “{name}” …").format(name=name))
        self._job = Job(work)
        self._job.done.connect(self._on_read)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def import_now(self) -> None:
        """Takes the sheet in, as one undo step."""
        preview, subject, document = self._preview, self._subject, self._document
        if preview is None:
            return
        if document.attempt(lambda: document.edit(preview.plan, subject.step)):
            document.tell(subject.applied.format(name=self._path.name, counts=preview.taken))
            self.close_panel()

    def close_panel(self) -> None:
        """Stops what is still being read, and gives the place its room back."""
        self._stop_reading()
        self._on_close()

    # ── inside ──

    def _lay_out(self) -> None:
        title = ElidedLabel(self._subject.title.format(name=self._path.name), "title")
        title.setMinimumHeight(tokens.CONTROL_HEIGHT)
        head = row(title, self.cancel, self.apply)
        head.setStretch(0, 1)
        for made in (self.sheet, self.header):
            made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            made.setMinimumContentsLength(CHOICE_WIDTH)
        self.setFocusProxy(self.header)
        self.lines.setMinimumHeight(round(LEAST_LINES * tokens.ROW_HEIGHT * tokens.LOOK.scale))
        height = self.lines.verticalHeader()
        height.setMinimumSectionSize(height.defaultSectionSize())
        below = row(spacing=tokens.L)
        below.addLayout(column(self.counts, self.promise, spacing=0), 1)
        below.addWidget(self.remove)
        box = column(head, self._choices(), self.remarks, self.unread, self.columns, below, spacing=tokens.M)
        box.setContentsMargins(20, tokens.L, 20, tokens.L)
        box.addWidget(self.lines, 1)
        self.setLayout(box)

    def _choices(self) -> QHBoxLayout:
        """How the file is read; what its kind leaves no choice in is hidden."""
        choices = row(spacing=tokens.M)
        for caption, widget in (
            (_("Sheet"), self.sheet),
            (_("Row with the headings"), self.header),
            (_("Characters"), self.encoding),
            (_("Cells parted by"), self.delimiter),
        ):
            holder = self._holders[widget] = QWidget()
            holder.setLayout(field(caption, widget))
            choices.addWidget(holder)
        choices.addStretch(1)
        return choices

    def _connect(self) -> None:
        self.sheet.currentIndexChanged.connect(self._on_sheet_chosen)
        self.header.currentIndexChanged.connect(self._on_header_chosen)
        self.columns.chosen.connect(self._on_column_chosen)
        self.encoding.currentIndexChanged.connect(self.read)
        self.delimiter.currentIndexChanged.connect(self.read)
        self.remove.toggled.connect(lambda _checked: self._draw_preview())
        for news in (self._document.event_changed, self._document.record_changed):
            news.connect(self._on_document_changed)
        escape = QShortcut("Esc", self, self.close_panel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _stop_reading(self) -> None:
        self._stop.set()
        if self._job is not None:
            self._job.cancel()

    @property
    def _sheet(self) -> Sheet:
        return self._book.sheets[self.sheet.currentIndex()]

    # ── what happens ──

    def _on_read(self, book: Book) -> None:
        self._book = book
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            self.sheet.addItems([sheet.name for sheet in book.sheets])
            self.sheet.setCurrentIndex(self._subject.headings.likeliest_sheet(book.sheets))
        for choice, value in ((self.encoding, book.encoding), (self.delimiter, book.delimiter)):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(choice.findData(value))
            self._holders[choice].setVisible(bool(value))
        self._holders[self.sheet].setVisible(len(book.sheets) > 1)
        self._on_sheet_chosen()

    def _on_failed(self, error: FacilitatorError) -> None:
        """Tells it; what was read before, in another way, is shown on."""
        self._document.tell(error.message, Tone.ERROR)
        if self._book.sheets:
            self._on_read(self._book)
        else:
            self.close_panel()

    def _on_sheet_chosen(self, _index: int = 0) -> None:
        sheet = self._sheet
        with QSignalBlocker(self.header):
            self.header.clear()
            for at, words in enumerate(_header_choices(sheet), -1):
                self.header.addItem(words, at)
            self.header.setCurrentIndex(self.header.findData(self._subject.headings.find_header(sheet)))
        self._on_header_chosen()

    def _on_header_chosen(self, _row: int = 0) -> None:
        header = self.header.currentData()
        self._columns = self._subject.headings.columns_below(self._sheet, header)
        self.columns.show_sheet(self._sheet, header, self._columns)
        self._draw_preview()

    def _on_column_chosen(self, at: int, which: StrEnum | None) -> None:
        self._columns = with_column(self._columns, at, which)
        self.columns.show_columns(self._columns)
        self._draw_preview()

    def _on_document_changed(self, _changed: object) -> None:
        if self._book.sheets:
            self._draw_preview()

    # ── drawing ──

    def _draw_preview(self) -> None:
        """Shows what the import would do with the plan as it is now."""
        reading = Reading(
            sheet=self._sheet,
            header=self.header.currentData(),
            columns=self._columns,
            remove_absent=self.remove.isChecked(),
        )
        self._preview = preview = self._subject.preview(self._document, reading)
        changing = preview is not None and preview.plan != self._document.plan
        self._draw_lines(preview.lines if preview else ())
        self._draw_remarks(preview.remark if preview else "")
        self.apply.setEnabled(changing)
        if preview is None:
            set_text(self.counts, self._subject.required)
        elif changing:
            set_text(self.counts, preview.counts)
        else:
            set_text(self.counts, _("Nothing would change: {counts}").format(counts=preview.counts))

    def _draw_remarks(self, remark: str) -> None:
        """What of the sheet was not read at all, and what its subject has no use for."""
        for shown, words in ((self.remarks, " ".join(self._sheet.remarks)), (self.unread, remark)):
            set_text(shown, words)
            shown.setVisible(bool(words))

    def _draw_lines(self, lines: tuple[Line, ...]) -> None:
        """Long texts in full; of very many lines the heights would take too long to find."""
        few = len(lines) <= WRAPPED_LINES
        mode = QHeaderView.ResizeMode.ResizeToContents if few else QHeaderView.ResizeMode.Fixed
        self.lines.setWordWrap(few)
        self.lines.verticalHeader().setSectionResizeMode(mode)
        self.model.show(lines)


def _header_choices(sheet: Sheet) -> Iterator[str]:
    """“none”, then the rows among which the headings are, with their first words."""
    yield _("none")
    for number, cells in enumerate(sheet.rows[:SEARCHED], 1):
        yield f"{number}: {_short(' · '.join(filter(None, cells[:SAMPLE])))}"


def _short(text: str) -> str:
    """The text on one line, its end left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _line_columns(one: str) -> tuple[Column[Line], ...]:
    return (
        Column(_("What happens"), lambda line: line.what, width=150, muted=_is_quiet),
        Column(_("Row"), lambda line: line.row, width=56, right=True, muted=_is_quiet),
        Column(one, lambda line: line.title, width=280, muted=_is_quiet),
        Column(_("Details"), lambda line: line.details, muted=_is_quiet),
    )


def _is_quiet(line: Line) -> bool:
    return line.quiet


def _drop_down(choices: Iterable[tuple[str, str]]) -> QComboBox:
    """A list with nothing chosen yet: that is found out."""
    made = QComboBox()
    for value, words in choices:
        made.addItem(words, value)
    made.setCurrentIndex(-1)
    return made


def _delimiter_word(sign: str) -> str:
    return {";": _("semicolon"), "\t": _("tab"), ",": _("comma")}[sign]
