"""Sheets and posters as PDFs: one page where there is room, no split rows, everything told."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination
from reportlab.lib.units import mm

from facilitator.clock import Moment
from facilitator.event import Event, ItemKind, Speaker
from facilitator.i18n import speaking
from facilitator.report.flowables import logo_image
from facilitator.report.outline import Cell, Column, Facts, Form, Section, Table
from facilitator.report.pdf import write_pdf
from facilitator.report.programme import programme
from facilitator.report.running_sheet import running_sheet
from facilitator.report.tagging import Element
from facilitator.report.text import clean, legible
from facilitator.report.timing import timing_report
from facilitator.sample import sample_snapshot
from tests.builders import a_moment, a_snapshot, an_event, an_item
from tests.report.hostile import PAYLOADS
from tests.report.reading import an_outline, body_of, squeezed, text_of, written

NOW: Moment = a_moment("08:50")
DOCUMENTS = (running_sheet, programme, timing_report)


def a_long_day(items: int = 60) -> Event:
    """A day of long titles and notes in three groups."""
    return an_event(
        title="Et møte med en lang tittel " * 5,
        items=tuple(
            an_item(
                f"i{number}",
                ItemKind.TALK,
                10,
                title=f"Post{number}s " + "lange tittel " * (number % 9),
                group=f"Bolk {number // 20}",
                private_notes="Et langt notat. " * (number % 40),
                speakers=tuple(Speaker(name=f"Taler {number}") for _ in range(number % 4)),
            )
            for number in range(items)
        ),
    )


def a_sheet(rows: int, form: Form = Form.SHEET, text: str = "Rad", **values: Any) -> PdfReader:
    table = Table(
        (Column("Tid", figures=True), Column("Hva")),
        tuple((Cell("09:30"), Cell(f"{text} {number}.")) for number in range(rows)),
    )
    return written(an_outline(form=form, sections=(), blocks=(table,), **values))


def sizes(page: PageObject) -> set[float]:
    """The sizes of the page's type, running heads included."""
    found: set[float] = set()

    def hear(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        if text.strip():
            found.add(round(size, 1))

    page.extract_text(visitor_text=hear)
    return found


def test_a_sheet_has_no_cover_and_says_its_status_on_every_page() -> None:
    pages = a_sheet(60, facts=Facts((("Sted", "Oslo"),))).pages
    assert "Oppsummering · tirsdag 5. mars 2024" in body_of(pages[0])
    assert all("Innspill, ikke vedtatt" in page.extract_text() for page in pages)
    assert f"Side 1 av {len(pages)}" in pages[0].extract_text()
    assert "Rad 0." in body_of(pages[0])


def test_every_page_repeats_the_headings_of_the_columns() -> None:
    pages = a_sheet(80).pages
    assert len(pages) > 1
    assert all("Tid" in body_of(page) for page in pages)


@pytest.mark.parametrize(("rows", "pages"), [(4, 1), (14, 1), (22, 1), (80, 4)])
def test_a_poster_is_one_page_as_long_as_it_can_be_read(rows: int, pages: int) -> None:
    assert len(a_sheet(rows, Form.POSTER).pages) == pages


def test_the_fewer_the_items_the_larger_the_type() -> None:
    few, many, more = (max(sizes(a_sheet(rows, Form.POSTER).pages[0])) for rows in (4, 14, 22))
    assert few > many > more


def test_what_is_read_in_a_dim_room_is_never_small() -> None:
    event = an_event(items=(an_item(speakers=(Speaker(name="Ada"),), private_notes="Notat"),))
    reader = written(running_sheet(a_snapshot(event), NOW))
    assert min(sizes(reader.pages[0]) - {8.0, 8.5}) >= 9  # 8 and 8.5: the foot, and the labels of the facts


def test_the_sample_day_hangs_on_the_door_as_one_page() -> None:
    assert len(written(programme(sample_snapshot(), NOW)).pages) == 1


def test_groups_are_bookmarks_below_the_sheet() -> None:
    with speaking("en"):
        root, below = written(running_sheet(sample_snapshot(), NOW)).outline
    assert isinstance(root, Destination)
    assert isinstance(below, list)
    assert root.title == "Running sheet"
    assert [one.title for one in below if isinstance(one, Destination)] == [
        "Formiddag",
        "Dialog",
        "Oppsummering",
    ]


def test_a_long_day_is_told_in_full_and_no_row_is_split() -> None:
    event = a_long_day()
    pages = [squeezed(body_of(page)) for page in written(running_sheet(a_snapshot(event), NOW)).pages]
    for item in event.items:
        assert [squeezed(item.title) in page for page in pages].count(True) >= 1, item.title
        notes = squeezed(item.private_notes)
        assert not notes or any(notes in page for page in pages), item.id


def test_no_heading_is_left_at_the_foot_of_a_page() -> None:
    for before in range(8, 30):
        rows = tuple((Cell("09:30"), Cell(f"Rad {number}.")) for number in range(before))
        columns = (Column("Tid", figures=True), Column("Hva"))
        tall = Table(columns, ((Cell("10:00"), Cell("Høy rad", ("linje",) * 12)),))
        blocks = (Table(columns, rows), Section("Bolken", (tall,)))
        pages = written(an_outline(form=Form.SHEET, sections=(), blocks=blocks)).pages
        told = [body_of(page) for page in pages]
        assert [("Bolken" in page, "Høy rad" in page) for page in told].count((True, True)) == 1, before


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_costs_a_print_out(document: Any, payload: str) -> None:
    item = an_item(
        "a", title=payload, private_notes=payload, group=payload, speakers=(Speaker(name=payload),)
    )
    event = an_event(
        title=payload, place=payload, organiser=payload, items=(item, an_item("b", title="Neste"))
    )
    text = squeezed(text_of(written(document(a_snapshot(event), NOW))))
    assert squeezed(clean(legible(payload))) in text
    assert "Neste" in text or document is timing_report


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_same_day_gives_the_same_bytes(document: Any) -> None:
    files = BytesIO(), BytesIO()
    for file in files:
        write_pdf(document(sample_snapshot(with_notes=True), a_moment("16:00")), file)
    assert files[0].getvalue() == files[1].getvalue()


# ── the logo ──


def a_png(mode: str = "RGBA", size: tuple[int, int] = (400, 100)) -> bytes:
    file = BytesIO()
    Image.new(mode, size).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "P", "L", "LA", "1", "I;16"])
def test_a_logo_of_any_kind_is_on_the_door(mode: str) -> None:
    (picture,) = a_sheet(3, Form.POSTER, logo=a_png(mode)).pages[0].images
    assert picture.image is not None
    assert picture.image.mode == "RGB"


@pytest.mark.parametrize("size", [(4000, 10), (10, 4000), (1, 1)])
def test_a_logo_keeps_its_shape_and_its_place(size: tuple[int, int]) -> None:
    made = logo_image(a_png(size=size), Element("Figure"))
    assert made is not None
    width, height = made.size
    assert width / height == pytest.approx(size[0] / size[1])
    assert width <= 70 * mm
    assert height <= 13 * mm


def test_a_logo_takes_no_room_from_the_programme() -> None:
    plain, with_logo = (a_sheet(22, Form.POSTER, logo=logo) for logo in (b"", a_png()))
    assert len(with_logo.pages) == len(plain.pages) == 1
    assert sizes(with_logo.pages[0]) == sizes(plain.pages[0])


def test_a_huge_logo_is_printed_as_sharp_as_it_is_seen_and_no_sharper() -> None:
    (picture,) = a_sheet(3, Form.POSTER, logo=a_png("L", (5000, 1000))).pages[0].images
    assert picture.image is not None
    assert picture.image.size == (1400, 280)
    assert logo_image(a_png("1", (6000, 5001)), Element("Figure")) is None


@pytest.mark.parametrize(
    "logo",
    [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", a_png()[:60], b"<svg/>"],
    ids=["none", "empty", "gif", "cut", "svg"],
)
def test_what_is_no_picture_costs_nothing(logo: bytes) -> None:
    assert "Rad 0." in text_of(a_sheet(3, Form.POSTER, logo=logo))
