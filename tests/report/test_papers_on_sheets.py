"""Labels stand where the sheet has them, and a poster leads a phone to its document."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from pypdf import PdfReader
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
from reportlab.lib.units import mm

from facilitator import i18n, report
from facilitator.errors import FacilitatorError
from facilitator.event import BackgroundDocument, Plan
from facilitator.report.card_pages import _grid_of
from facilitator.report.label_sheets import SHEETS, LabelSheet
from facilitator.report.outline import Badge, Form, Route, Stop
from facilitator.report.paper.badges import badges
from facilitator.report.paper.document_posters import document_posters
from facilitator.report.pdf import write_pdf
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from tests.builders import FakeClock, a_day
from tests.report.reading import an_outline

NOW = FakeClock("08:50").now()
DAY = sample_snapshot()
WAY = (Route("", tuple(Stop(f"Runde {n}", f"bord {n}") for n in range(1, 4))),)


@pytest.mark.parametrize(
    ("code", "left", "top"),
    [("L7160", 7.2, 15.15), ("L7161", 7.2, 8.7), ("L7163", 4.65, 15.15), ("L7173", 4.65, 6)],
)
def test_the_first_label_begins_at_the_margins_of_the_sheet(code: str, left: float, top: float) -> None:
    box = _grid_of(Badge(name="Kari", sheet=code)).box(0)
    assert box.x / mm == pytest.approx(left, abs=0.1)
    assert 297 - box.top / mm == pytest.approx(top, abs=0.1)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
def test_labels_do_not_overlap_nor_leave_the_sheet(sheet: LabelSheet) -> None:
    grid = _grid_of(Badge(name="Kari", sheet=sheet.code))
    boxes = [grid.box(index) for index in range(sheet.columns * sheet.rows)]
    assert all(box.x >= 0 and box.right / mm <= 210 and box.y >= 0 and box.top / mm <= 297 for box in boxes)
    assert all(
        one.right <= other.x + 0.01 or one.y >= other.top - 0.01
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one.x <= other.x
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
def test_everybody_has_a_label_with_the_whole_name(sheet: LabelSheet) -> None:
    file = BytesIO()
    write_pdf(badges(DAY, NOW, sheet.code), file)
    pages = PdfReader(file).pages
    told = "".join("".join(page.extract_text().split()) for page in pages)
    assert len(pages) == -(-len(DAY.event.people) // (sheet.columns * sheet.rows))
    assert all("".join(person.name.split()) in told for person in DAY.event.people)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
@pytest.mark.parametrize("mark", ["Vert, bord 6", "Referent for bordet, bord 112"])
def test_a_hosts_mark_is_clear_of_the_name_below(sheet: LabelSheet, mark: str) -> None:
    card = Badge(name="Åsmund Ågård", mark=mark, host=True, sheet=sheet.code, home="Å", routes=WAY)
    file = BytesIO()
    write_pdf(an_outline(form=Form.CARDS, cards=(card,)), file)
    picture = PdfDocument(file)[0].render(scale=10).to_pil().convert("L")
    box = _grid_of(card).box(0)
    edge = min(5 * mm, box.height / 10)
    left, top = box.x + edge, picture.height / 10 - box.top + edge
    strip = picture.crop([round(10 * length) for length in (left, top, left + 12, top + box.height / 2)])
    inked = [strip.crop((0, y, strip.width, y + 1)).getextrema()[0] < 160 for y in range(strip.height)]
    mark_end = inked.index(False)
    gap = inked[mark_end:].index(True)
    assert gap > 10 * mm  # ten pixels to a point: a millimetre


def test_each_poster_leads_to_its_document_from_across_a_room(tmp_path: Path) -> None:
    file = tmp_path / "posters.pdf"
    report.export(DAY, file, NOW, "nb", report.What.DOCUMENT_POSTERS)
    pdf = PdfDocument(file)
    found = [zxingcpp.read_barcodes(page.render(scale=1).to_pil()) for page in pdf]
    assert [[code.text for code in codes] for codes in found] == [
        [one.address] for one in DAY.event.documents
    ]
    widest = [codes[0].position.top_right.x - codes[0].position.top_left.x for codes in found]
    assert all(width > 300 for width in widest)  # points: more than 10 cm
    places = [codes[0].position for codes in found]
    middles = [(place.top_left.x + place.top_right.x) / 2 for place in places]
    assert middles == pytest.approx([105 * mm] * len(found), abs=4)
    for page, document in zip(PdfReader(file).pages, DAY.event.documents, strict=True):
        assert "".join(document.address.split()) in "".join(page.extract_text().split())


def test_an_address_too_long_for_a_code_stands_on_its_page_in_words_alone() -> None:
    i18n.use("en")
    address = "https://eks.no/" + "lang-sti/" * 70
    event = a_day(documents=(BackgroundDocument(id="d", title="Om areal", address=address),))
    file = BytesIO()
    write_pdf(document_posters(Snapshot(plan=Plan(event=event)), NOW), file)
    (page,) = PdfReader(file).pages
    told = "".join(page.extract_text().split())
    assert told.startswith("TheaddressistoolongforaQRcodeOmareal")
    assert told.endswith(address)
    assert zxingcpp.read_barcodes(PdfDocument(file)[0].render(scale=1).to_pil()) == []


def test_without_any_address_a_sentence_says_what_to_do() -> None:
    i18n.use("en")
    with pytest.raises(FacilitatorError, match="Add the address in Documents first"):
        document_posters(Snapshot(plan=Plan(event=a_day())), NOW)
