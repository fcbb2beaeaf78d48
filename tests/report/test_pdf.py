from __future__ import annotations

import random
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination
from reportlab.lib.colors import Color

from facilitator.event import BackgroundDocument
from facilitator.notes import NoteKind
from facilitator.record import Finished, Started
from facilitator.report import export, style
from facilitator.report.content import summary
from facilitator.report.outline import (
    Cell,
    Column,
    Document,
    Outline,
    Paragraph,
    Section,
    Table,
    ThemeMark,
)
from facilitator.report.pdf import write_pdf
from facilitator.snapshot import Snapshot
from tests.builders import a_day, a_draft, a_moment, a_record, a_snapshot, an_event, some_notes
from tests.report.reading import an_outline, body_of, some_points, squeezed, text_of, written

SAID = (
    "Flere busser på kvelden",
    "<b>Fet</b> skrift &amp; «sitat»",
    "Jernbanen\nmå utvides",
    "=1+1; {rart} %s \\n",
    "Småkommunene trenger fagfolk 🚌",
    "Oktyabr Октябрь, 中文 og sámegiella ŋŧđ",
)
WRITTEN = "abcxyzæøåÆØÅéŋŧŠ 0123456789<>&;'\"/\\()[]{}#%=+-*\n😀🚌中文漢字かな한Ωж→✓€"


def a_held_day(notes: int = 60) -> Snapshot:
    """A day that is over, with that many notes of every kind at every table and round."""
    chance = random.Random(7)
    drafts = [
        a_draft(
            f"Nr. {number}: {chance.choice(SAID)}",
            table_id=f"t{chance.randint(1, 3)}",
            round_id=f"r{chance.randint(1, 3)}",
            theme_id=None,
            kind=chance.choice(list(NoteKind)),
        )
        for number in range(notes)
    ]
    record = a_record(("09:31", Started("welcome")), ("09:50", Started("cafe")), ("15:30", Finished()))
    documents = (BackgroundDocument(id="1", title="Kart", address="https://example.org/kart?a=1&b=2"),)
    return a_snapshot(a_day(documents=documents), record=record, notes=some_notes(*drafts))


def read(snapshot: Snapshot) -> PdfReader:
    return written(summary(snapshot, a_moment("15:40")))


def test_every_note_of_a_day_comes_out_as_typed() -> None:
    snapshot = a_held_day()
    text = squeezed(text_of(read(snapshot)))
    assert [note.id for note in snapshot.notes.standing if squeezed(note.draft.text) not in text] == []
    assert len(re.findall(r"Nr\.\d+:", text)) == 60


def test_words_are_not_joined_at_line_ends() -> None:
    words = [f"ord{number}" for number in range(2000)]
    text = text_of(written(an_outline(some_points([" ".join(words)]))))
    assert re.findall(r"ord\d+", text) == words


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(WRITTEN, min_size=1, max_size=300), min_size=1, max_size=6))
def test_what_the_fonts_can_write_comes_out_as_typed(texts: list[str]) -> None:
    text = squeezed(text_of(written(an_outline(some_points(texts)))))
    expected = "".join(f"Forslag{squeezed(text)}bord1" for text in texts)
    assert expected in text


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_no_note_costs_the_document(text: str) -> None:
    reader = written(an_outline(some_points([text, "Neste innspill"]), title=text))
    assert "Neste innspill" in text_of(reader)


@pytest.mark.parametrize(
    "long",
    [
        pytest.param("Ord og flere ord. " * 1111, id="20,000 characters"),
        pytest.param("x" * 1000, id="a word of 1,000"),
        pytest.param("linje\n" * 200, id="200 lines"),
        pytest.param("a😀" * 300, id="600 changes of font"),
        pytest.param("<b>" * 700, id="700 tags"),
    ],
)
def test_long_texts_come_out_whatever_they_stand_in(long: str) -> None:
    table = Table((Column("Hva"), Column("Hvem")), ((Cell("Kort"), Cell(long)), (Cell("Neste"), Cell("rad"))))
    document = Document(long, "", "", "")
    outline = an_outline(some_points([long]), Paragraph(long), table, document, title=long)
    text = squeezed(text_of(written(outline))).replace("HvaHvem", "")
    assert text.count(squeezed(long)) == 5
    assert "Nesterad" in text


def test_a_note_may_have_2000_lines() -> None:
    lines = [f"linje {number}" for number in range(2000)]
    text = text_of(written(an_outline(some_points(["\n".join(lines), "Neste"]))))
    assert re.findall(r"linje \d+", text) == lines
    assert "Neste" in text


def test_the_source_stands_at_the_end_of_the_text_and_costs_no_line_where_it_fits() -> None:
    text = text_of(written(an_outline(some_points(["Et kort innspill", "Neste"]))))
    assert "Et kort innspill bord 1\n" in text
    assert len(written(an_outline(some_points(["Et kort innspill"] * 180))).pages) < 8


def test_an_empty_day_is_a_document() -> None:
    reader = read(a_snapshot(an_event()))
    assert "Stormøte" in body_of(reader.pages[0])
    assert len(reader.pages) == 2


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    snapshot = a_held_day()
    for name in ("a.pdf", "b.pdf"):
        export(snapshot, tmp_path / name, a_moment("15:40"))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_file_says_what_it_is() -> None:
    reader = written(an_outline(title="Stormøte <2024>\n🚌"))
    assert reader.metadata
    assert reader.metadata.title == "Stormøte <2024> 🚌"
    assert reader.metadata.author == "Osloregionen"
    assert reader.metadata.subject == "Oppsummering, tirsdag 5. mars 2024"
    assert reader.metadata.creation_date == an_outline().made_at
    assert str(reader.root_object["/Lang"]) == "nb"
    assert reader.xmp_metadata
    assert reader.xmp_metadata.dc_title == {"x-default": "Stormøte <2024> 🚌"}


def test_all_fonts_are_ours_and_embedded() -> None:
    reader = read(a_held_day())
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert {str(font["/BaseFont"]).split("+")[1].split("-")[0] for font in fonts} == {
        "Inter",
        "NotoEmoji",
        "DroidSansFallback",
    }
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_each_page_says_its_number_of_how_many() -> None:
    reader = read(a_held_day())
    pages = len(reader.pages)
    assert pages > 4
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert (f"Page {number} of {pages}" in text or f"Side {number} av {pages}" in text) == (number > 1)
        assert number == 1 or "Stormøte" in text


def bookmarks(reader: PdfReader) -> list[tuple[str, int]]:
    """Title and page number (from 1) of every bookmark, in reading order."""

    def flat(entries: list[Any]) -> list[Destination]:
        return [one for entry in entries for one in (flat(entry) if isinstance(entry, list) else [entry])]

    return [
        (str(one.title), (reader.get_destination_page_number(one) or 0) + 1) for one in flat(reader.outline)
    ]


def a_long_outline() -> Outline:
    themes = [
        Section(f"Tema {letter}", (some_points(["Et innspill"] * 6),), theme=ThemeMark(letter, index))
        for index, letter in enumerate("ABCDEFGHIJ")
    ]
    sections = tuple(Section(f"Del {number}", tuple(themes)) for number in range(1, 6))
    return replace(an_outline(), sections=sections)


def test_bookmarks_lead_to_their_headings() -> None:
    reader = written(a_long_outline())
    found = bookmarks(reader)
    assert len(found) == 5 * 11
    for title, page in found:
        line = rf"^ ?(?:[A-J]  )?{title} ?$"  # a theme's letter stands before it
        assert re.search(line, body_of(reader.pages[page - 1]), re.MULTILINE)


def test_the_contents_name_the_right_pages_and_lead_there() -> None:
    reader = written(a_long_outline())
    contents = re.findall(r"^ ?(?:[A-J]  )?(Del \d|Tema [A-J]) ?$", body_of(reader.pages[1]), re.MULTILINE)
    numbers = re.findall(r"^ ?\d+$", body_of(reader.pages[1]), re.MULTILINE)
    on_page = bookmarks(reader)[: len(contents)]
    assert len(contents) > 30
    assert list(zip(contents, map(int, numbers), strict=True)) == on_page
    links = [annotation.get_object() for annotation in reader.pages[1]["/Annots"]]  # type: ignore[attr-defined]
    assert len(links) == len(contents)
    pages = [page.indirect_reference for page in reader.pages]
    leads = [pages.index(link["/Dest"][0].indirect_reference) + 1 for link in links]
    assert leads == [page for _title, page in on_page]


@pytest.mark.parametrize("before", range(20, 44))
def test_no_heading_stands_at_a_pages_foot(before: int) -> None:
    points = some_points(["Først"] * before)
    theme = Section("Temaet", (Section("Spørsmålet?", (some_points(["Svaret"]),), label="Runde 1"),))
    reader = written(an_outline(points, replace(theme, theme=ThemeMark("A", 0))))
    (page,) = (body_of(page) for page in reader.pages if "Spørsmålet?" in body_of(page))
    assert page.index("Temaet") < page.index("Spørsmålet?") < page.index("Svaret")


@pytest.mark.parametrize("before", range(15, 30))
def test_rows_are_not_split_and_their_headings_repeat(before: int) -> None:
    rows = tuple(
        (Cell(f"09:{number:02}"), Cell(f"Post {number}", ("En taler", f"Slutt {number}")))
        for number in range(40)
    )
    table = Table((Column("Planlagt", figures=True), Column("Programpost")), rows)
    reader = written(an_outline(some_points(["Først"] * before), table))
    pages = [page for page in map(body_of, reader.pages) if "Post" in page]
    assert len(pages) > 1
    for page in pages:
        assert "Planlagt" in page
        assert re.findall(r"Post (\d+)", page) == re.findall(r"Slutt (\d+)", page)


ADDRESSES = (
    "https://www.osloregionen.no/",
    "https://www.osloregionen.no/kalender/stormote-nye-strategiske-foringer-for-osloregionen-5-mars/",
    "https://example.org/høring?a=1&b=<2>",
    "https://example.org/" + "langt/" * 60,
    "https://example.org/" + "x" * 580,
)


def test_every_qr_code_can_be_read_from_the_page() -> None:
    file = BytesIO()
    write_pdf(an_outline(*(Document("Underlag", address=address) for address in ADDRESSES)), file)
    pages = [page.render(scale=150 / 72).to_pil() for page in pypdfium2.PdfDocument(file)]
    found = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
    assert sorted(found) == sorted(ADDRESSES)


def test_addresses_stand_below_their_code_and_lead_there() -> None:
    reader = written(an_outline(*(Document("Underlag", address=address) for address in ADDRESSES)))
    text = squeezed(text_of(reader))
    assert [address for address in ADDRESSES if address not in text] == []
    annotations = [one.get_object() for page in reader.pages for one in page.get("/Annots", ())]
    targets = {str(one["/A"]["/URI"]) for one in annotations if "/A" in one}
    assert targets >= {ADDRESSES[0], "https://example.org/h%C3%B8ring?a=1&b=%3C2%3E"}


def test_an_address_too_long_for_a_code_is_a_link_and_says_so() -> None:
    address = "https://example.org/" + "x" * 600
    reader = written(an_outline(Document("Underlag", address=address)))
    assert address in squeezed(text_of(reader))
    assert "QR" in text_of(reader)


@pytest.mark.parametrize("address", ["C:\\hefte.pdf", "javascript:alert(1)", "https://example.org/\x07", ""])
def test_what_is_no_address_is_only_text(address: str) -> None:
    reader = written(an_outline(Document("Underlag", address=address)))
    annotations = [one.get_object() for page in reader.pages for one in page.get("/Annots", ())]
    assert [one for one in annotations if "/A" in one] == []
    assert address.replace("\x07", "[U+0007]") in text_of(reader)


def contrast(one: Color, other: Color) -> float:
    def light(colour: Color) -> float:
        parts = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.rgb())
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("index", range(8))
def test_theme_letters_can_be_read_on_their_colour(index: int) -> None:
    colour = style.theme_colour(index)
    assert contrast(colour, style.ink_on(colour)) >= 4.5


def test_whoever_waits_hears_of_each_page_and_can_stop() -> None:
    heard: list[int] = []
    write_pdf(an_outline(), BytesIO(), on_page=heard.append)
    assert heard == [1, 2]
    with pytest.raises(IndexError):
        write_pdf(an_outline(), BytesIO(), on_page=[0, 0].__getitem__)
