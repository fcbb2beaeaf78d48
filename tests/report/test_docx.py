"""The Word file, opened again: its parts in order, real styles, and typed text as typed."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
import zxingcpp
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from openxml_audit import (  # type: ignore[import-untyped]  # has no marker
    FileFormat,
    OpenXmlValidator,
)
from PIL import Image
from reportlab.lib.colors import HexColor

from facilitator.errors import FacilitatorError
from facilitator.i18n import _
from facilitator.report.docx import as_docx, export_docx
from facilitator.report.outline import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Form,
    Listing,
    Paragraph,
    Section,
    Table,
)
from facilitator.report.text import legible
from tests.report.everything import A_LOGO, A_TABLE, ADDRESS, EVERYTHING, MAP
from tests.report.hostile import PAYLOADS
from tests.report.reading import an_outline, some_points
from tests.report.test_pdf import contrast
from tests.report.word import opened, paragraphs_of, style_of, text_of, told


def test_every_part_of_an_outline_stands_in_order_in_a_style_of_its_own() -> None:
    file = opened(an_outline(*EVERYTHING, facts=Facts((("Sted", "Oslo"),)), purposes=("Lytte",)))
    read = [(style_of(one), text_of(one)) for one in paragraphs_of(file)]
    assert [pair for pair in read if pair[1]] == [
        ("Genre", "Oppsummering"),
        ("Title", "Stormøte"),
        ("Subtitle", "tirsdag 5. mars 2024"),
        ("Status", "Innspill, ikke vedtatt"),
        ("Fact", "Sted\tOslo"),
        ("FrontHeading", "Formål"),
        ("ListNumber", "Lytte"),
        ("TOCHeading", "Innhold"),
        ("Toc1", "Alt"),
        ("Toc2", "A Runde 1: Under"),
        ("Heading1", "Alt"),
        ("Normal", "Avsnitt"),
        ("Remark", "Merknad"),
        ("ListNumber", "én"),
        ("ListNumber", "to"),
        ("KeyFigure", "3 bord"),
        ("ListBullet", "Forslag: Flere busser (bord 1)"),
        ("TableHeading", "Når"),
        ("TableHeading", "Hva"),
        ("TableText", "09:30"),
        ("TableText", "Start"),
        ("TableDetail", "Kari"),
        ("TableDetail", "Ola"),
        ("TableText", "10:00"),
        ("TableText", "Pause"),
        ("TableHeading", "Stemmer"),
        ("TableHeading", "Prikker"),
        ("TableText", "Buss"),
        ("TableText", "4"),
        ("DocumentTitle", "Kart (norsk)"),
        ("DocumentText", "Regionen"),
        ("Normal", ADDRESS),
        ("DocumentTitle", "Bord 1, runde 2"),
        ("DocumentText", "Vekt og balanse"),
        ("Heading2", "\xa0A\xa0 Runde 1: Under"),
        ("Heading3", "Innerst"),
    ]


def test_each_style_that_is_used_is_in_the_file() -> None:
    file = opened(an_outline(*EVERYTHING, facts=Facts((("Sted", "Oslo"),))))
    used = set(file.element.xpath("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    assert used <= {style.style_id for style in file.styles}
    assert [one.style.name for one in file.paragraphs if one.text == "Alt" and one.style][-1] == "Heading 1"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_is_read_back_as_typed(payload: str) -> None:
    typed = legible(payload)
    outline = an_outline(
        Paragraph(payload),
        Listing((payload,)),
        Figures((Figure(payload, payload),)),
        some_points([payload]),
        Table((Column(payload),), ((Cell(payload, (payload,)),),)),
        Document(payload, "", payload, payload),
        Section(payload),
        title=payload,
        when=payload,
        facts=Facts(((payload, payload),)),
        purposes=(payload,),
    )
    assert told(outline) == [
        *("Oppsummering", typed, typed, "Innspill, ikke vedtatt", f"{typed}\t{typed}", "Formål", typed),
        *("Innhold", "Alt", " ".join(typed.split()), "Alt"),
        *(typed, typed, f"{typed} {typed}", f"Forslag: {typed} (bord 1)", typed, typed, typed),
        *(typed, typed, typed, typed),
    ]


def test_a_link_leads_to_its_address_and_anything_else_is_text() -> None:
    ill = ("javascript:alert(1)", "file:///etc/passwd", "https://", "http://[x", "https://x\ny", "se arkivet")
    file = opened(an_outline(MAP, *(Document(address, "", "", address) for address in ill)))
    links = [one for one in paragraphs_of(file) if one.xpath("w:hyperlink[@r:id]")]
    assert [text_of(one) for one in links] == [ADDRESS]
    relation = file.part.rels[str(links[0].xpath("string(w:hyperlink/@r:id)"))]
    assert (relation.target_ref, relation.is_external) == (ADDRESS, True)
    assert [one.target_ref for one in file.part.rels.values() if one.is_external] == [ADDRESS]


def test_a_qr_code_says_where_it_leads_and_can_be_read() -> None:
    file = opened(an_outline(MAP, MAP, Document("Lang", address="https://e.org/" + "x" * 600)))
    pictures = file.element.xpath("//wp:docPr")
    assert [one.get("descr") for one in pictures] == [
        _("QR code with a link to {address}").format(address=ADDRESS)
    ] * 2
    assert len({one.get("id") for one in pictures}) == 2
    part = file.part.related_parts[str(file.element.xpath("string(//a:blip/@r:embed)"))]
    with Image.open(BytesIO(part.blob)) as picture:
        assert picture.mode == "1"
        assert zxingcpp.read_barcodes(picture.convert("L"))[0].text == ADDRESS
    assert "Adressen er for lang til en QR-kode." in [text_of(one) for one in paragraphs_of(file, "Remark")]


def test_only_a_row_of_headings_is_repeated_on_each_page() -> None:
    plain = Table((Column(""), Column("")), ((Cell("a"), Cell("b")),))
    headed, bare = opened(an_outline(A_TABLE, plain)).tables
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in headed.rows] == [True, False, False]
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in bare.rows] == [False]
    assert (first_row(headed._tbl), first_row(bare._tbl)) == (True, False)
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in headed.rows)


def first_row(table: BaseOxmlElement) -> bool:
    """Whether the table's style treats its first row as headings."""
    return bool(int(str(table.xpath("string(w:tblPr/w:tblLook/@w:val)")), 16) & 0x20)


PAGE = ("pgSz/@w:w", "pgMar/@w:left", "pgMar/@w:right")


def test_the_columns_fill_the_width_of_the_text() -> None:
    table = opened(an_outline(A_TABLE)).tables[0]
    widths = [int(one) for one in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
    page = opened(an_outline()).element.body.sectPr
    room, *margins = (int(str(page.xpath(f"string(w:{name})"))) for name in PAGE)
    room -= sum(margins)
    assert room - 3 < sum(widths) <= room
    assert widths[0] < widths[1]


def test_an_empty_table_is_left_out_and_two_tables_stay_two() -> None:
    file = opened(an_outline(Table((Column(""),), ()), A_TABLE, A_TABLE))
    assert len(file.tables) == 2
    tags = [one.tag for one in file.element.body]
    assert (qn("w:tbl"), qn("w:tbl")) not in pairwise(tags)


@pytest.mark.parametrize(("language", "word"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_language_of_the_document_and_of_its_parts_is_marked(language: str, word: str) -> None:
    other = "se"
    table = Table((Column("Hva"),), ((Cell("Boahtin", ("Sámi",), other),), (Cell("Start", (), language),)))
    blocks = table, Document("Kárta", "samisk", "Guovlu", code=other), Section("Boahtin", language=other)
    file = opened(an_outline(*blocks, language=language))
    assert file.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == [word]
    assert file.settings.element.xpath("w:themeFontLang/@w:val") == [word]
    assert file.core_properties.language == word
    marked = file.element.xpath("//w:r[w:rPr/w:lang]")
    assert [text_of_run(one) for one in marked] == ["Boahtin", "Sámi", "Kárta", "Guovlu", "Boahtin"]
    assert {str(one.xpath("string(w:rPr/w:lang/@w:val)")) for one in marked} == {"se-NO"}


def text_of_run(run: BaseOxmlElement) -> str:
    return "".join(one.text or "" for one in run.iter(qn("w:t")))


def test_a_language_that_is_a_word_marks_nothing() -> None:
    assert not opened(an_outline(Section("Talk", language='norsk"'))).element.xpath("//w:rPr/w:lang")


def test_the_contents_are_a_field_of_words_and_lead_to_the_headings() -> None:
    file = opened(an_outline(Section("Under", (Section("Innerst"),)), Section("")))
    body = file.element.body
    assert [str(one.text).split()[0] for one in body.iter(qn("w:instrText"))] == ["TOC"]
    assert body.xpath("//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]
    places = body.xpath("//w:sdt//w:hyperlink/@w:anchor")
    headings = [body.xpath(f"//w:p[w:bookmarkStart[@w:name='{place}']]")[0] for place in places]
    assert [text_of(one) for one in headings] == ["Alt", "Under", "Uten tittel"]
    entries = [text_of(one) for styled in ("Toc1", "Toc2") for one in paragraphs_of(file, styled)]
    assert entries == ["Alt", "Under", "Uten tittel"]


def test_each_list_counts_from_one() -> None:
    file = opened(an_outline(Listing(("a", "b")), Listing(("c",))))
    lists = [
        str(one.xpath("string(w:pPr/w:numPr/w:numId/@w:val)")) for one in paragraphs_of(file, "ListNumber")
    ]
    assert lists[0] == lists[1] != lists[2]
    numbering = file.part.numbering_part.element
    for number in set(lists):
        start = f"string(w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val)"
        assert numbering.xpath(start) == "1"


def test_each_page_says_its_number_and_the_status() -> None:
    section = opened(an_outline()).sections[0]
    footer = section.footer.paragraphs[0]._p
    assert footer.xpath("w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]
    assert text_of(footer) == "Innspill, ikke vedtatt\tSide 1 av 1"
    assert section.header.paragraphs[0].text == "Stormøte"
    assert section.different_first_page_header_footer
    assert not opened(an_outline(form=Form.SHEET)).sections[0].different_first_page_header_footer


def test_the_properties_say_what_it_is() -> None:
    long = "Stormøte " * 60
    properties = opened(an_outline(title=long, author="Osloregionen\0")).core_properties
    assert properties.title == ("Stormøte " * 60)[:254] + "…"
    assert properties.author == "Osloregionen[U+0000]"
    assert properties.created == properties.modified == datetime(2024, 3, 5, 14, 40, tzinfo=UTC)
    assert properties.subject == "Oppsummering · tirsdag 5. mars 2024"
    assert properties.comments == ""


def test_the_same_outline_gives_the_same_bytes_and_no_time_of_ours() -> None:
    outline = an_outline(*EVERYTHING)
    made = as_docx(outline)
    assert made == as_docx(outline)
    with ZipFile(BytesIO(made)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_part_of_the_template_is_left_that_no_file_needs() -> None:
    with ZipFile(BytesIO(as_docx(an_outline()))) as archive:
        names = {name for name in archive.namelist() if not name.endswith(".rels")}
    parts = ("document", "styles", "settings", "numbering", "header1", "footer1", "fontTable", "theme/theme1")
    assert names == {"[Content_Types].xml", "docProps/core.xml", *(f"word/{part}.xml" for part in parts)}


@pytest.mark.parametrize("form", [Form.BOOK, Form.SHEET, Form.POSTER])
def test_word_opens_it(form: Form, tmp_path: Path) -> None:
    texts = *PAYLOADS, ""
    blocks: tuple[Block, ...] = tuple(Section(text, (Paragraph(text), some_points([text]))) for text in texts)
    export_docx(an_outline(*EVERYTHING, *blocks, form=form, logo=A_LOGO), tmp_path / "ut.docx")
    found = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(tmp_path / "ut.docx")
    assert [(error.description, error.path) for error in found.errors] == []


def test_the_organisers_logo_stands_first_in_its_shape(tmp_path: Path) -> None:
    file = opened(an_outline(form=Form.SHEET, logo=A_LOGO))
    assert style_of(paragraphs_of(file)[0]) == "Picture"
    assert file.element.xpath("//wp:docPr/@descr") == [_("Logo of the organiser")]
    wide, tall = (int(str(file.element.xpath(f"string(//wp:extent/@{side})"))) for side in ("cx", "cy"))
    assert wide == pytest.approx(3 * tall, rel=0.01)
    assert told(an_outline(form=Form.SHEET, logo=b"kein Bild"))[0] == "Stormøte"


def test_every_style_can_be_read_on_its_ground() -> None:
    for style in opened(an_outline()).styles.element.xpath("w:style[w:rPr/w:color]"):
        ink, ground = (
            str(style.xpath(f"string(w:rPr/w:{name})")) for name in ("color/@w:val", "shd/@w:fill")
        )
        assert contrast(HexColor(f"#{ink}"), HexColor(f"#{ground or 'FFFFFF'}")) >= 4.5, style.get(
            qn("w:styleId")
        )


def test_a_section_may_begin_a_page() -> None:
    file = opened(an_outline(Section("Ny", apart=True), Section("Samme")))
    begins = [text_of(one) for one in paragraphs_of(file, "Heading2") if one.xpath("w:pPr/w:pageBreakBefore")]
    assert begins == ["Ny"]


@pytest.mark.parametrize("form", [Form.BOOK, Form.SHEET, Form.POSTER])
def test_an_outline_of_nothing_is_a_file(form: Form) -> None:
    assert told(an_outline(sections=(), form=form), "Title") == ["Stormøte"]


def test_a_poster_is_larger() -> None:
    sheet, poster = (opened(an_outline(form=form)).styles["Title"] for form in (Form.SHEET, Form.POSTER))
    sizes = [style.element.xpath("string(w:rPr/w:sz/@w:val)") for style in (sheet, poster)]
    assert int(sizes[0]) < int(sizes[1])


def test_a_row_to_write_in_is_tall() -> None:
    roomy = Table((Column("Navn"),), ((Cell("Kari"),),), roomy=True, even=True)
    rows = opened(an_outline(roomy)).tables[0].rows
    assert [bool(row.height) for row in rows] == [False, True]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError):
        export_docx(an_outline(), tmp_path / "nowhere" / "ut.docx")
