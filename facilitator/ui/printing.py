"""Printing an exported PDF: asked how, then the file itself to the printer, or its pages as pictures."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPageRanges, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintEngine, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from facilitator import lp, progress
from facilitator.errors import FacilitatorError
from facilitator.i18n import _, ngettext
from facilitator.lp import Sides, Wish
from facilitator.ui import messages
from facilitator.ui.document import Document, Tone
from facilitator.ui.job import Job

POINTS: Final = 72  # to an inch
DPI: Final = 300  # of pages printed as pictures
BAND: Final = 300  # px: rendering keeps Python to itself, so that a page is rendered in strips
SLACK: Final = 3.0  # pt: paper is as large as a page although it is rounded otherwise

_CUPS_OPTIONS: Final = QPrintEngine.PrintEnginePropertyKey(
    0xFE00
)  # the name that Qt has for it is not public
_USUAL: Final = {"number-up": "1", "job-priority": "50", "job-sheets": "none,none"}
_SIDES: Final = {
    QPrinter.DuplexMode.DuplexNone: Sides.ONE,
    QPrinter.DuplexMode.DuplexLongSide: Sides.LONG_EDGE,
    QPrinter.DuplexMode.DuplexShortSide: Sides.SHORT_EDGE,
}


def print_file(parent: QWidget, document: Document, file: Path, title: str) -> None:
    """Asks for the printer and how, and prints the PDF; the message bar says how it went."""
    if not QPrinterInfo.availablePrinterNames():
        document.tell(
            _(
                "No printer is set up on this computer. "
                "Add one in the system’s settings, or save the PDF and print it elsewhere."
            ),
            Tone.WARNING,
        )
        return
    sizes = page_sizes(file)
    if not sizes:
        document.tell(_("The PDF could not be read again. Nothing was printed. Try again."), Tone.ERROR)
        return
    printer = printer_for(sizes, title)
    messages.choose_printer(parent, printer, len(sizes), partial(_print, document, printer, file, title))


def page_sizes(file: Path) -> list[QSizeF]:
    """The sizes of all pages, in points; none where the file cannot be read."""
    pdf = QPdfDocument()
    pdf.load(str(file))
    return [pdf.pagePointSize(page) for page in range(pdf.pageCount())]


def printer_for(sizes: list[QSizeF], title: str) -> QPrinter:
    """The usual printer, with paper as large as the first page, where there is such paper."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    paper = QPageSize(sizes[0], QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyOrientationMatch)
    if paper.id() is not QPageSize.PageSizeId.Custom:
        printer.setPageSize(paper)
    return printer


def wish_of(printer: QPrinter, sizes: list[QSizeF]) -> Wish:
    """What was chosen for that printer, for a document with pages of those sizes."""
    further = _cups_options(printer)
    typed = QPageRanges.fromString(further.pop("page-ranges", ""))
    chosen = (typed if not typed.isEmpty() else printer.pageRanges()).toRangeList()
    paper = printer.pageLayout().pageSize()
    return Wish(
        printer=printer.printerName(),
        copies=printer.copyCount(),
        pages=tuple((one.from_, one.to) for one in chosen),
        sides=_SIDES.get(printer.duplex()),
        grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
        media=paper.key() if paper.id() is not QPageSize.PageSizeId.Custom else "",
        fitted=not all(_fits(size, paper.size(QPageSize.Unit.Point)) for size in sizes),
        further=tuple(f"{name}={value}" for name, value in further.items()),
    )


def _cups_options(printer: QPrinter) -> dict[str, str]:
    """What Qt's dialogue keeps for CUPS alone: «page-ranges», say; without what is so anyway."""
    told = printer.printEngine().property(_CUPS_OPTIONS) or []
    options = dict(zip(told[::2], told[1::2], strict=False))
    if options.get("number-up") == "1":
        options.pop("number-up-layout", None)
    return {name: value for name, value in options.items() if value not in ("", _USUAL.get(name, ""))}


def chosen_pages(wish: Wish, count: int) -> list[int]:
    """The pages to print, from 0, in the order asked for; those that there are not are left out."""
    ranges = wish.pages or ((1, count),)
    return [
        page - 1 for page in chain.from_iterable(range(a, b + 1) for a, b in ranges) if 1 <= page <= count
    ]


def _fits(size: QSizeF, paper: QSizeF) -> bool:
    """Whether the page has room on the paper, which can be turned."""
    return any(
        size.width() <= other.width() + SLACK and size.height() <= other.height() + SLACK
        for other in (paper, paper.transposed())
    )


def _print(document: Document, printer: QPrinter, file: Path, title: str) -> None:
    wish = wish_of(printer, page_sizes(file))
    if lp.has_lp():
        job = Job(partial(lp.send, wish, file, title))
    else:
        job = Job(partial(print_pictures, printer, wish, file))
    job.done.connect(lambda _none: document.tell(_sent(wish)))
    job.failed.connect(lambda error: document.tell(error.message, Tone.ERROR))

    def words(page: int) -> str:
        if page:
            return _("Printing “{title}”: page {page} …").format(title=title, page=page)
        return _("Printing “{title}” …").format(title=title)

    document.show_work(job, words)
    job.start()


def _sent(wish: Wish) -> str:
    told = ngettext("Sent to “{printer}”.", "Sent to “{printer}” in {copies} copies.", wish.copies)
    return told.format(printer=wish.printer, copies=wish.copies)


# ── where there is no lp ──


def print_pictures(printer: QPrinter, wish: Wish, file: Path) -> None:
    """Print the pages as pictures of 300 dpi. Raise FacilitatorError where the printer takes none."""
    pdf = QPdfDocument()
    pdf.load(str(file))
    pages = chosen_pages(wish, pdf.pageCount())
    printer.setFullPage(True)
    printer.setPageRanges(QPageRanges())  # the pages are chosen here
    painter = QPainter()
    if not pages or not painter.begin(printer):
        raise FacilitatorError(
            _(
                "“{printer}” did not take the pages. Nothing was printed. "
                "Try again, choose another printer, or save the PDF and print it elsewhere."
            ).format(printer=wish.printer)
        )
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for number, page in enumerate(_repeated(printer, wish, pages), 1):
            progress.tell()
            if number > 1:
                printer.newPage()
            _draw(painter, printer, pdf, page, fitted=wish.fitted)
            progress.tell(number)
    except progress.Stopped:
        printer.abort()
        raise
    finally:
        painter.end()


def _repeated(printer: QPrinter, wish: Wish, pages: list[int]) -> list[int]:
    """The pages once where the printer makes the copies itself."""
    return pages if printer.supportsMultipleCopies() else pages * wish.copies


def _draw(painter: QPainter, printer: QPrinter, pdf: QPdfDocument, page: int, *, fitted: bool) -> None:
    """A page on white, in its own size or as large as the paper, in its middle."""
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    points = pdf.pagePointSize(page)
    size = points * (printer.resolution() / POINTS)
    if fitted:
        size = points.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    pixels = QSize(round(points.width() * DPI / POINTS), round(points.height() * DPI / POINTS))
    corner = QPointF((paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2)
    scale = size.height() / pixels.height()
    painter.fillRect(paper, Qt.GlobalColor.white)
    for top in range(0, pixels.height(), BAND):
        strip = QRect(0, top, pixels.width(), min(BAND, pixels.height() - top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(pixels)
        options.setScaledClipRect(strip)
        picture = pdf.render(page, strip.size(), options)
        where = QRectF(corner.x(), corner.y() + top * scale, size.width(), strip.height() * scale)
        painter.drawImage(where, picture)
