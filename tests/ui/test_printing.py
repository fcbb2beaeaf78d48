"""Printing: the exported PDF itself, as was chosen; on a real CUPS, and as pictures where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from facilitator import i18n, progress, report
from facilitator.lp import Sides, Wish
from facilitator.sample import sample_snapshot
from facilitator.ui import messages
from facilitator.ui.document import Document, Tone
from facilitator.ui.printing import chosen_pages, page_sizes, print_file, print_pictures, printer_for, wish_of
from tests.builders import FakeClock
from tests.ui.cups import INSTALLED, QUEUE, Cups, ask_at, running_cups

PATIENCE = 60_000  # ms: the longest that printing may take on a busy machine
Widget = TypeVar("Widget", bound=QWidget)
A4 = QSizeF(595.276, 841.89)


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The running sheet of the sample day: some pages of A4."""
    file = tmp_path_factory.mktemp("made") / "day.pdf"
    report.export(sample_snapshot(), file, FakeClock("08:50").now(), "nb", report.What.RUNNING_SHEET)
    return file


def to_file(file: Path) -> QPrinter:
    printer = printer_for([A4], "Day")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


# ── what is chosen ──


def test_pages_copies_and_grey_are_as_chosen(tmp_path: Path) -> None:
    printer = to_file(tmp_path / "paper.pdf")
    printer.setPageRanges(QPageRanges.fromString("1-3,5"))
    printer.setCopyCount(4)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    wish = wish_of(printer, [A4] * 6)
    assert (wish.pages, wish.copies, wish.grey) == (((1, 3), (5, 5)), 4, True)


@pytest.mark.parametrize(
    ("size", "paper", "fitted"),
    [
        (A4, QPageSize.PageSizeId.A4, False),
        (A4.transposed(), QPageSize.PageSizeId.A4, False),
        (A4, QPageSize.PageSizeId.A3, False),
        (QSizeF(1190.55, 841.89), QPageSize.PageSizeId.A4, True),
    ],
)
def test_only_what_is_larger_than_the_paper_is_made_to_fit(
    size: QSizeF, paper: QPageSize.PageSizeId, fitted: bool, tmp_path: Path
) -> None:
    printer = to_file(tmp_path / "paper.pdf")
    printer.setPageSize(QPageSize(paper))
    assert wish_of(printer, [A4, size]).fitted is fitted


@pytest.mark.parametrize(
    ("size", "paper"),
    [(A4, QPageSize.PageSizeId.A4), (QSizeF(1190.55, 841.89), QPageSize.PageSizeId.A3)],
)
def test_the_paper_suggested_is_as_large_as_the_page(size: QSizeF, paper: QPageSize.PageSizeId) -> None:
    assert printer_for([size], "Day").pageLayout().pageSize().id() is paper


@pytest.mark.parametrize(
    ("ranges", "pages"),
    [((), [0, 1, 2, 3]), (((2, 3),), [1, 2]), (((4, 9), (1, 1)), [3, 0]), (((7, 9),), [])],
)
def test_only_pages_that_there_are_are_printed(ranges: tuple[tuple[int, int], ...], pages: list[int]) -> None:
    assert chosen_pages(Wish(printer="hall", pages=ranges), 4) == pages


# ── as pictures ──


def test_as_pictures_the_chosen_pages_come_out_on_paper_of_their_size(pdf: Path, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "paper.pdf")
    heard: list[int] = []
    with progress.heard_by(heard.append):
        print_pictures(printer, Wish(printer="hall", pages=((2, 2), (1, 1))), pdf)
    printed = PdfReader(tmp_path / "paper.pdf")
    assert [page for page in heard if page] == [1, 2]
    assert [round(float(page.mediabox.height)) for page in printed.pages] == [842, 842]


def test_as_pictures_the_page_is_where_it_was_and_its_ground_is_white(
    pdf: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # it ships no types

    print_pictures(to_file(tmp_path / "paper.pdf"), Wish(printer="hall", pages=((1, 1),)), pdf)
    before, after = (
        PdfDocument(file)[0].render(scale=1).to_pil().convert("L") for file in (pdf, tmp_path / "paper.pdf")
    )
    assert after.getpixel((2, 2)) == 255
    ink = [picture.point(lambda grey: 255 if grey < 160 else 0).getbbox() for picture in (before, after)]
    assert ink[0] is not None
    assert ink[1] is not None
    assert all(abs(one - other) <= 4 for one, other in zip(*ink, strict=True))


def test_cancelling_stops_after_the_page(pdf: Path, tmp_path: Path) -> None:
    heard: list[int] = []

    def stop(page: int) -> None:
        heard.append(page)
        if page == 1:
            raise progress.Stopped

    with pytest.raises(progress.Stopped), progress.heard_by(stop):
        print_pictures(to_file(tmp_path / "paper.pdf"), Wish(printer="hall"), pdf)
    assert heard == [0, 1]


# ── on a real CUPS ──


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    with running_cups() as running:
        yield running


@pytest.fixture
def at_the_printer(cups: Cups, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    monkeypatch.setenv("CUPS_SERVER", cups.server)  # for lp
    ask_at(cups.server)
    yield cups
    ask_at(None)


needs_cups = pytest.mark.skipif(not INSTALLED, reason="CUPS is not installed here")


def texts(file: bytes | Path) -> list[str]:
    reader = PdfReader(BytesIO(file) if isinstance(file, bytes) else file)
    return ["".join(page.extract_text().split()) for page in reader.pages]


@needs_cups
def test_the_pages_that_come_out_are_the_pdf_s_own(
    pdf: Path, sample: Document, at_the_printer: Cups, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(_parent: QWidget, printer: QPrinter, pages: int, then: Callable[[], object]) -> None:
        assert printer.printerName() == QUEUE
        assert pages == len(texts(pdf))
        printer.setPageRanges(QPageRanges.fromString("2"))
        printer.setCopyCount(3)
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        then()

    monkeypatch.setattr(messages, "choose_printer", choose)
    with qtbot.waitSignal(sample.told, timeout=PATIENCE) as told:
        print_file(QWidget(), sample, pdf, "Kjøreplan")
    assert told.args[0] == f"Sent to “{QUEUE}” in 3 copies."
    assert texts(at_the_printer.printed()) == [texts(pdf)[1]]
    [printed] = PdfReader(BytesIO(at_the_printer.printed())).pages
    assert round(float(printed.mediabox.height)) == 842
    assert "total 3 - localhost Kjøreplan A4 two-sided-long-edge" in at_the_printer.logged()


@needs_cups
@pytest.mark.parametrize(
    ("mode", "sides"),
    [
        (QPrinter.DuplexMode.DuplexNone, Sides.ONE),
        (QPrinter.DuplexMode.DuplexLongSide, Sides.LONG_EDGE),
        (QPrinter.DuplexMode.DuplexShortSide, Sides.SHORT_EDGE),
        (QPrinter.DuplexMode.DuplexAuto, None),
    ],
)
def test_sides_are_as_chosen(mode: QPrinter.DuplexMode, sides: Sides | None, at_the_printer: Cups) -> None:
    printer = printer_for([A4], "Day")
    printer.setDuplex(mode)
    assert wish_of(printer, [A4]).sides is sides


@needs_cups
def found(dialog: QPrintDialog, kind: type[Widget], name: str) -> Widget:
    (widget,) = dialog.findChildren(kind, name)
    return widget


def test_what_is_chosen_in_the_dialogue_is_asked_for(
    pdf: Path, at_the_printer: Cups, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent, printer, sizes = QWidget(), printer_for(page_sizes(pdf), "Day"), page_sizes(pdf)
    qtbot.addWidget(parent)
    wishes: list[Wish] = []
    messages.choose_printer(parent, printer, len(sizes), lambda: wishes.append(wish_of(printer, sizes)))
    (dialog,) = parent.findChildren(QPrintDialog)
    found(dialog, QRadioButton, "pagesRadioButton").setChecked(True)
    found(dialog, QLineEdit, "pagesLineEdit").setText("1,3-4")
    found(dialog, QSpinBox, "copies").setValue(2)
    found(dialog, QRadioButton, "duplexShort").setChecked(True)
    [grey] = [one for one in dialog.findChildren(QCheckBox) if one.text() == "Print in grey only"]
    grey.setChecked(True)
    dialog.accept()
    assert wishes == [
        Wish(
            printer=QUEUE,
            pages=((1, 1), (3, 4)),
            copies=2,
            sides=Sides.SHORT_EDGE,
            grey=True,
            media="A4",
        )
    ]


@needs_cups
def test_a_printer_that_is_gone_is_said(
    pdf: Path, sample: Document, at_the_printer: Cups, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_printer", lambda _parent, _printer, _pages, then: then())
    monkeypatch.setattr("facilitator.ui.printing.wish_of", lambda *_chosen: Wish(printer="elsewhere"))
    with qtbot.waitSignal(sample.told, timeout=PATIENCE) as told:
        print_file(QWidget(), sample, pdf, "Day")
    assert told.args[1] is Tone.ERROR
    assert told.args[0].startswith("“elsewhere” did not take the pages: there is no such printer any more.")


def test_without_any_printer_a_sentence_says_what_to_do(
    pdf: Path, sample: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with qtbot.waitSignal(sample.told) as told:
        print_file(QWidget(), sample, pdf, "Day")
    assert told.args[1] is Tone.WARNING
    assert "No printer is set up" in told.args[0]
