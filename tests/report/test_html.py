"""The web page, read back: its parts in order, safe, and typed text as typed."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from reportlab.lib.colors import HexColor

from facilitator.errors import FacilitatorError
from facilitator.i18n import _
from facilitator.report.html import as_html, export_html
from facilitator.report.html_look import stylesheet
from facilitator.report.outline import (
    Block,
    Cell,
    Chart,
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
from tests.report.everything import A_LOGO, ADDRESS, EVERYTHING, MAP
from tests.report.hostile import PAYLOADS
from tests.report.reading import an_outline, some_points
from tests.report.test_pdf import contrast
from tests.report.web import parsed, text_of, texts


def test_every_part_of_an_outline_stands_in_order() -> None:
    page = parsed(an_outline(*EVERYTHING, facts=Facts((("Sted", "Oslo"),)), purposes=("Lytte",)))
    body = page[1]
    assert [element.tag for element in body] == ["a", "header", "nav", "main", "footer"]
    tags = {"h1", "h2", "h3", "h4", "p", "dt", "dd", "li", "th", "td", "hr", "title"}
    assert [(one.tag, text_of(one)) for one in body.iter() if one.tag in tags] == [
        ("p", "Oppsummering"),
        ("h1", "Stormøte"),
        ("p", "tirsdag 5. mars 2024"),
        ("p", "Innspill, ikke vedtatt"),
        ("dt", "Sted"),
        ("dd", "Oslo"),
        ("h2", "Formål"),
        ("li", "Lytte"),
        ("h2", "Innhold"),
        ("li", "Alt"),
        ("li", "A Runde 1: Under"),
        ("h2", "Alt"),
        ("p", "Avsnitt"),
        ("p", "Merknad"),
        ("li", "én"),
        ("li", "to"),
        ("li", "3 bord"),
        ("li", "Forslag: Flere busser (bord 1)"),
        ("th", "Når"),
        ("th", "Hva"),
        ("td", "09:30"),
        ("th", "StartKariOla"),
        ("p", "Kari"),
        ("p", "Ola"),
        ("td", "10:00"),
        ("th", "Pause"),
        ("hr", ""),
        ("th", "Stemmer"),
        ("th", "Prikker"),
        ("th", "Buss"),
        ("td", "4"),
        ("p", "Kart (norsk)"),
        ("p", "Regionen"),
        ("title", _("QR code with a link to {address}").format(address=ADDRESS)),
        ("p", ADDRESS),
        ("h3", "A Runde 1: Under"),
        ("h4", "Innerst"),
        ("p", "Innspill, ikke vedtatt"),
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_is_read_back_as_typed(payload: str) -> None:
    typed = legible(payload)
    blocks: tuple[Block, ...] = (
        Paragraph(payload),
        Listing((payload,)),
        Figures((Figure(payload, payload),)),
        some_points([payload]),
        Table((Column(payload),), ((Cell(payload, (payload,)),),)),
        Document(payload, payload, payload, payload),
        Section(payload),
    )
    facts = Facts(((payload, payload),))
    page = parsed(an_outline(*blocks, title=payload, when=payload, author=payload, facts=facts))
    assert texts(page, "h1", "h2", "h3") == [typed, "Innhold", "Alt", typed]
    assert texts(page, "dt", "dd") == [typed, typed]
    assert texts(page, "li")[1:] == [
        " ".join(typed.split()),
        typed,
        f"{typed} {typed}",
        f"Forslag: {typed} (bord 1)",
    ]
    assert texts(page, "th") == [typed, typed + typed]
    assert texts(page, "p")[1:] == [
        *(typed, "Innspill, ikke vedtatt", typed, typed, f"{typed} ({typed})", typed, typed),
        "Innspill, ikke vedtatt",
    ]
    author = page.find("head/meta[@name='author']")
    assert author is not None
    assert author.get("content") == typed


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_an_element_or_asks_for_anything(payload: str) -> None:
    plain, hostile = (
        parsed(an_outline(Paragraph(text), some_points([text]), Document(text, text, text, text), title=text))
        for text in ("x", payload)
    )
    breaks = {"br"}
    assert [one.tag for one in hostile.iter() if one.tag not in breaks] == [one.tag for one in plain.iter()]


def test_the_page_may_have_its_look_and_nothing_else() -> None:
    page = parsed(an_outline(*EVERYTHING))
    policy = page.find("head/meta[@http-equiv='Content-Security-Policy']")
    style = page.find("head/style")
    assert policy is not None
    assert style is not None
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    allowed = f"style-src 'sha256-{digest}'"
    assert policy.get("content") == (
        f"default-src 'none'; {allowed}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not {one.tag for one in page.iter()} & {
        "script",
        "link",
        "iframe",
        "object",
        "form",
        "base",
    }
    assert [one for one in page.iter() if "style" in one.attrib] == []
    shown = [one.attrib for one in page.iter() if "src" in one.attrib]
    assert [one["alt"] for one in shown] == ["Vekt og balanse"]
    assert all(one["src"].startswith("data:image/jpeg;base64,") for one in shown)
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()


def test_the_bars_of_a_chart_are_as_long_as_its_figures_and_are_not_told() -> None:
    chart = Chart("Innspill", ("Trend", "Forslag"), (("Buss", (1, 3)), ("Bane", (2, 0))))
    page = parsed(an_outline(chart))
    assert all(one.get("aria-hidden") == "true" for one in page.iter("svg"))
    lengths = [
        [(one.get("class"), one.get("x"), one.get("width")) for one in bar]
        for bar in page.iter("svg")
        if bar.get("class") == "bar"
    ]
    assert lengths == [
        [("series-1", "0.00", "25.00"), ("series-2", "25.00", "75.00")],
        [("series-1", "0.00", "50.00")],
    ]
    heads = [
        [one.get("class") for one in head.iter("rect")]
        for head in page.iter("th")
        if head.get("scope") == "col"
    ]
    assert heads == [[], ["series-1"], ["series-2"], []]
    assert texts(page, "tr") == ["InnspillTrendForslagI alt", "Buss134", "Bane202"]


def test_a_chart_of_one_series_or_of_nothing_needs_no_swatch() -> None:
    page = parsed(an_outline(Chart("Møtt", ("Møtt",), (("Oslo", (0,)),)), Chart("Tom", ("a",), ())))
    assert list(page.iter("rect")) == []


def test_the_organisers_logo_is_in_the_page_itself() -> None:
    (image,) = parsed(an_outline(logo=A_LOGO)).iter("img")
    assert image.get("alt") == _("Logo of the organiser")
    assert image.get("src", "").startswith("data:image/png;base64,")
    assert list(parsed(an_outline(logo=b"kein Bild")).iter("img")) == []


def test_a_link_leads_to_its_address_and_anything_else_is_text() -> None:
    ill = ("javascript:alert(1)", "file:///etc/passwd", "https://", "https://x\ny", "se arkivet")
    page = parsed(an_outline(MAP, *(Document(address, "", "", address) for address in ill)))
    targets = [one.get("href", "") for one in page.iter("a")]
    assert [target for target in targets if not target.startswith("#")] == [ADDRESS]


def test_contents_and_skip_link_lead_to_their_places() -> None:
    page = parsed(an_outline(Section("Under", (Section("Innerst"),)), Section("")))
    places = ids(page)
    leading = [one.get("href", "")[1:] for one in page.iter("a")]
    assert set(leading) <= set(places)
    assert [text_of(places[place]) for place in leading[1:]] == ["Alt", "Under", "Uten tittel"]
    assert places[leading[0]].tag == "main"


def test_each_name_of_a_place_is_its_own_and_stands_for_something() -> None:
    page = parsed(an_outline(*EVERYTHING, MAP, MAP))
    assert sum("id" in one.attrib for one in page.iter()) == len(ids(page))
    named = [one.get("aria-labelledby", "") for one in page.iter() if "aria-labelledby" in one.attrib]
    assert len(named) == 6  # the contents, two tables, three codes
    assert set(named) <= set(ids(page))


def ids(page: Element) -> dict[str, Element]:
    return {one.get("id", ""): one for one in page.iter() if "id" in one.attrib}


def test_the_headings_of_a_table_say_what_they_head() -> None:
    columns = Column("Når", figures=True), Column("Hva"), Column("Prikker", figures=True)
    page = parsed(an_outline(Table(columns, ((Cell("09:30"), Cell("Start"), Cell("4")),))))
    assert [
        (one.tag, one.get("scope"), one.get("class")) for one in page.iter() if one.tag in ("th", "td")
    ] == [
        ("th", "col", "time"),
        ("th", "col", "words"),
        ("th", "col", "count"),
        ("td", None, "time"),
        ("th", "row", "words"),
        ("td", None, "count"),
    ]


def test_a_table_without_headings_has_no_row_for_them() -> None:
    page = parsed(
        an_outline(Table((Column("", figures=True), Column("")), ((Cell("09:30"), Cell("Start")),)))
    )
    assert list(page.iter("thead")) == []
    assert texts(page, "tr") == ["09:30Start"]


@pytest.mark.parametrize(("columns", "scrolls"), [(2, False), (3, True)])
def test_a_wide_table_scrolls_by_itself_and_by_key(columns: int, scrolls: bool) -> None:
    table = Table(tuple(Column(str(n)) for n in range(columns)), (tuple(Cell("x") for _n in range(columns)),))
    page = parsed(an_outline(table))
    assert [one.get("tabindex") for one in page.iter("div")] == (["0"] if scrolls else [])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_language_of_the_page_and_of_its_parts_is_marked(language: str) -> None:
    other = "se"
    table = Table((Column("Hva"),), ((Cell("Boahtin", ("Sámi",), other),), (Cell("Start", (), language),)))
    blocks = table, Document("Kárta", "samisk", "Guovlu", code=other), Section("Boahtin", language=other)
    page = parsed(an_outline(*blocks, language=language))
    marked = [(one.get("lang"), text_of(one)) for one in page.iter() if "lang" in one.attrib]
    assert marked[0][0] == language
    assert marked[1:] == [("se", "BoahtinSámi"), ("se", "Kárta"), ("se", "Guovlu"), ("se", "Boahtin")]


def test_the_same_outline_gives_the_same_page() -> None:
    assert as_html(an_outline(*EVERYTHING)) == as_html(an_outline(*EVERYTHING))


@pytest.mark.parametrize("look", [0, 1], ids=["light", "dark"])
def test_every_colour_of_text_can_be_read_on_the_ground(look: int) -> None:
    colours = dict(re.findall(r"--(\w+): (#\w+);", re.findall(r":root {(.*)}", stylesheet())[look]))
    ground = HexColor(colours["ground"])
    for name in ("ink", "muted", "accent"):
        assert contrast(HexColor(colours[name]), ground) >= 4.5, name


def test_every_theme_s_letter_can_be_read_on_its_colour() -> None:
    themes = re.findall(r"\.theme-\d { background: (#\w+); color: (#\w+);", stylesheet())
    assert len(themes) == 8
    assert all(contrast(HexColor(ground), HexColor(ink)) >= 4.5 for ground, ink in themes)


def test_sections_below_the_sixth_level_stay_headings() -> None:
    deep = Section("7")
    for level in range(6, 1, -1):
        deep = Section(str(level), (deep,))
    headings = parsed(an_outline(deep)).iter("section")
    assert [one[0].tag for one in headings] == ["h2", "h3", "h4", "h5", "h6", "h6", "h6"]


@pytest.mark.parametrize("form", [Form.BOOK, Form.SHEET, Form.POSTER])
def test_an_outline_of_nothing_is_a_page(form: Form) -> None:
    page = parsed(an_outline(sections=(), form=form, title=" "))
    assert texts(page, "h1") == ["Uten tittel"]
    assert list(page.iter("nav")) == []


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError):
        export_html(an_outline(), tmp_path / "nowhere" / "ut.html")
