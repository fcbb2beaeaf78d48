"""Text of one font is broken, split and placed as reportlab's own paragraphs of it."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from facilitator.report import style
from facilitator.report.fonts import REGULAR, register_fonts
from facilitator.report.one_font import of_one_font
from facilitator.report.tagging import Element, Structure, TaggedCanvas
from facilitator.report.text import markup

WORDS = st.text(alphabet="abæøåABÆØÅ0123–.,()\\«»\xa0ŽŁΩЖ", min_size=1, max_size=14)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join).filter(lambda text: text.strip() != "")
STYLES = (style.POINT, style.BODY, style.QUESTION, style.BOOK.count)
PAGE = (style.WIDTH, style.HEIGHT)


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    register_fonts()


def swift(text: str, styled: ParagraphStyle = style.POINT, label: str = "", source: str = "") -> Flowable:
    made = of_one_font(text, styled, Element("P"), label, None, source)
    assert made is not None
    return made


def drawn(flowables: list[Flowable], width: float = style.WIDTH) -> list[tuple[str, float, float]]:
    """What is drawn and where, in points, character by character; each flowable below the one before."""
    file = BytesIO()
    canvas = TaggedCanvas(
        file, structure=Structure(Element("Document")), pagesize=PAGE, initialFontName=REGULAR
    )
    y = style.HEIGHT
    for flowable in flowables:
        y -= flowable.wrap(width, style.HEIGHT)[1]
        flowable.drawOn(canvas, 0, y)
    canvas.showPage()
    canvas.save()
    text = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage()
    chars = [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
    return [(char, round(box[0], 1), round(box[1], 1)) for char, box in chars if char.strip()]


@given(TEXTS, st.sampled_from(STYLES), st.integers(60, 450))
def test_it_is_set_as_a_paragraph_of_reportlab(text: str, styled: ParagraphStyle, width: int) -> None:
    made, paragraph = swift(text, styled), Paragraph(markup(text), styled)
    room = width + styled.leftIndent
    longest = max(map(len, text.split(" ")))
    if longest * styled.fontSize > width:  # a cut word may begin on a line of its own
        assert [char for char, _x, _y in drawn([made], room)] == [char for char in text if char.strip()]
        return
    assert made.wrap(room, 1e5) == paragraph.wrap(room, 1e5)
    ours, theirs = drawn([made], room), drawn([paragraph], room)
    assert [char for char, _x, _y in ours] == [char for char, _x, _y in theirs]
    for (_, x, y), (_, their_x, their_y) in zip(ours, theirs, strict=True):
        assert (x, y) == pytest.approx((their_x, their_y), abs=0.2)


@given(TEXTS, st.integers(1, 300))
def test_its_parts_are_as_many_lines_as_reportlabs(text: str, height: int) -> None:
    made, paragraph = swift(text), Paragraph(markup(text), style.POINT)
    width = 200 + style.LABEL
    ours = [part.wrap(width, 1e5) for part in made.split(width, height)]
    paragraph.wrap(width, 1e5)
    if paragraph._splitLongWordCount:  # type: ignore[attr-defined]  # see above
        return
    assert ours == [part.wrap(width, 1e5) for part in paragraph.split(width, height)]


def test_its_parts_say_all_of_it_once() -> None:
    text = " ".join(f"ord{number}" for number in range(80))
    made = swift(text, label="Idé", source="bord 1")
    made.wrap(style.WIDTH, style.HEIGHT)
    whole = drawn([swift(text, label="Idé", source="bord 1")])
    parts = made.split(style.WIDTH, 3.5 * style.POINT.leading)
    assert len(parts) == 2
    assert drawn(parts) == whole


def test_a_table_that_splits_it_with_another_width_keeps_its_lines() -> None:
    made = swift(" ".join(80 * ["ord"]))
    lines = made.wrap(200, 1e5)[1]
    above, below = made.split(style.WIDTH, 3 * style.POINT.leading)
    assert above.wrap(200, 1e5)[1] + below.wrap(200, 1e5)[1] == lines


def test_a_word_too_long_for_its_line_is_cut() -> None:
    made = swift("Se " + 400 * "a")
    assert [char for char, _x, _y in drawn([made])] == [*"Se", *(400 * "a")]
    assert max(x for _char, x, _y in drawn([swift("Se " + 400 * "a")])) < style.WIDTH


def test_a_source_without_room_goes_to_a_line_of_its_own() -> None:
    text = "w" * 40
    one, two = swift(text, source="bord 1"), swift(text, source="bord 1, " + 30 * "runde")
    assert one.wrap(style.WIDTH, 1e5)[1] == style.POINT.leading
    assert two.wrap(style.WIDTH, 1e5)[1] > style.POINT.leading
    assert "".join(char for char, _x, _y in drawn([two])) == f"{text}bord1,{30 * 'runde'}"


def test_more_characters_than_a_subset_of_the_font_holds_are_drawn() -> None:
    codes = (*range(0x21, 0x7F), *range(0xC0, 0x149), *range(0x14A, 0x180), *range(0x410, 0x44F))
    text = "".join(map(chr, codes))
    assert len(text) > 256
    assert "".join(char for char, _x, _y in drawn([swift(text)])) == text


@pytest.mark.parametrize("text", ["to\nlinjer", "smil 🙂", "中文"])
def test_what_needs_more_than_a_font_is_left_to_reportlab(text: str) -> None:
    assert of_one_font(text, style.POINT, None, "", None, "") is None
    assert of_one_font("tekst", style.POINT, None, "", None, text) is None


@pytest.mark.parametrize("text", ["", "\u2003", "\u2003 \u2003"])
def test_so_is_what_has_no_words(text: str) -> None:
    assert of_one_font(text, style.POINT, None, "", None, "") is None


def test_a_label_wider_than_its_column_is_left_to_reportlab() -> None:
    assert of_one_font("tekst", style.POINT, None, 10 * "Merkelapp", None, "") is None


def test_drawn_again_it_is_an_artefact() -> None:
    structure, file = Structure(Element("Document")), BytesIO()
    canvas = TaggedCanvas(file, structure=structure, pagesize=PAGE, initialFontName=REGULAR)
    element = structure.root.add("P")
    made = of_one_font("Tid", style.POINT, element, "", None, "")
    assert made is not None
    for _page in range(2):
        made.wrap(style.WIDTH, style.HEIGHT)
        made.drawOn(canvas, 0, 0)
        canvas.showPage()
    canvas.save()
    assert len(element.kids) == 1
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 2
