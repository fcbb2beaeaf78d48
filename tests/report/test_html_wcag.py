"""The web page in a real browser: WCAG 2.2 AA, narrow, dark, printed; and nothing typed comes alive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageColor
from playwright.sync_api import Browser

from facilitator.notes import Notes
from facilitator.report import What, export
from facilitator.report.html import export_html
from facilitator.report.html_look import stylesheet
from facilitator.report.outline import Cell, Column, Document, Facts, Outline, Paragraph, Section, Table
from facilitator.report.text import legible
from facilitator.sample import sample_snapshot
from tests.builders import a_moment
from tests.hosts.browser import Browsers, faults_of, phone_context
from tests.hosts.test_page_wcag import check
from tests.report.everything import ADDRESS, EVERYTHING, MAP
from tests.report.hostile import PAYLOADS
from tests.report.reading import an_outline, some_points

LOOKS = ["light", "dark"]
A_LONG_WORD = "x" * 1000


@pytest.fixture(scope="module")
def browsers() -> Iterator[Browsers]:
    browsers = Browsers()
    yield browsers
    browsers.close()


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    """The address of each page that is looked at, by its name."""
    day = sample_snapshot(with_notes=True)
    some = Notes(dict(list(day.notes.by_id.items())[:20]))
    for what in (What.SUMMARY, What.RUNNING_SHEET, What.PROGRAMME, What.TIMING):
        export(replace(day, notes=some), tmp_path / f"{what}.html", a_moment("16:00"), "nb", what)
    export_html(an_outline(*EVERYTHING), tmp_path / "everything.html")
    export_html(an_outline(sections=(), title=""), tmp_path / "nothing.html")
    export_html(wide(), tmp_path / "wide.html")
    return {file.stem: file.as_uri() for file in sorted(tmp_path.glob("*.html"))}


def wide() -> Outline:
    """A word without an end wherever one may stand."""
    word = A_LONG_WORD
    blocks = Paragraph(word), some_points([word]), Document(word, "", word, word), Section(word, label=word)
    return an_outline(*blocks, title=word, when=word, author=word, facts=Facts(((word, word),)))


@pytest.mark.parametrize(("look", "size"), [("light", (1366, 768)), ("dark", (320, 640))], ids=str)
def test_no_violation_of_wcag_and_nothing_to_scroll_sideways(
    pages: dict[str, str], browsers: Browsers, look: str, size: tuple[int, int]
) -> None:
    def work(browser: Browser) -> list[str]:
        viewport = {"width": size[0], "height": size[1]}
        with phone_context(browser, color_scheme=look, viewport=viewport, bypass_csp=True) as context:
            page = context.new_page()
            found = []
            for name, address in pages.items():
                page.goto(address)
                found += check(page, name)
            return found

    assert browsers.run(work) == []


def test_what_was_typed_is_shown_and_comes_not_alive(browsers: Browsers, tmp_path: Path) -> None:
    export_html(an_outline(some_points(PAYLOADS)), tmp_path / "hostile.html")

    def work(browser: Browser) -> tuple[list[str], list[str], list[str]]:
        with phone_context(browser) as context:
            page = context.new_page()
            faults, asked = faults_of(page), list[str]()
            page.on("request", lambda request: asked.append(request.url))
            page.goto((tmp_path / "hostile.html").as_uri())
            return page.locator("bdi").all_inner_texts(), faults, asked

    shown, faults, asked = browsers.run(work)
    assert shown == [legible(payload) for payload in PAYLOADS]
    assert faults == []
    assert asked == [(tmp_path / "hostile.html").as_uri()]


@pytest.mark.parametrize("look", LOOKS)
def test_a_phone_reads_the_code_on_the_screen(browsers: Browsers, tmp_path: Path, look: str) -> None:
    export_html(an_outline(MAP), tmp_path / "code.html")

    def work(browser: Browser) -> bytes:
        with phone_context(browser, color_scheme=look) as context:
            page = context.new_page()
            page.goto((tmp_path / "code.html").as_uri())
            return page.locator("svg").screenshot()

    with Image.open(BytesIO(browsers.run(work))) as picture:
        assert zxingcpp.read_barcodes(picture.convert("L"))[0].text == ADDRESS


def test_the_first_key_leads_past_the_contents(browsers: Browsers, tmp_path: Path) -> None:
    export_html(an_outline(*EVERYTHING), tmp_path / "keys.html")

    def work(browser: Browser) -> list[str]:
        with phone_context(browser, has_touch=False) as context:
            page = context.new_page()
            page.goto((tmp_path / "keys.html").as_uri())
            page.keyboard.press("Tab")
            seen = [page.evaluate("() => getComputedStyle(document.activeElement).left")]
            page.keyboard.press("Enter")
            return [*seen, page.evaluate("() => document.activeElement.tagName")]

    assert browsers.run(work) == ["16px", "MAIN"]


def a_timetable(columns: int) -> Outline:
    """A table of times, and of words beside them."""
    heads = *(Column("Forventet slutt", figures=True) for _n in range(columns)), Column("Hva")
    row = *(Cell("09:30–10:15", ("45 min",)) for _n in range(columns)), Cell("Kafédialog " * 20)
    return an_outline(Table(heads, (row,)))


def test_times_stand_on_one_line_where_there_is_room(browsers: Browsers, tmp_path: Path) -> None:
    export_html(a_timetable(3), tmp_path / "times.html")

    def work(browser: Browser) -> float:
        with phone_context(browser, viewport={"width": 1366, "height": 768}) as context:
            page = context.new_page()
            page.goto((tmp_path / "times.html").as_uri())
            height = """cell => {
                const range = document.createRange();
                range.selectNode(cell.firstChild);
                return range.getBoundingClientRect().height / parseFloat(getComputedStyle(cell).lineHeight);
            }"""
            return float(page.locator("td.time").first.evaluate(height))

    assert browsers.run(work) < 1.5


@pytest.mark.parametrize("look", LOOKS)
def test_the_edge_of_a_wide_table_says_where_there_is_more(
    browsers: Browsers, tmp_path: Path, look: str
) -> None:
    export_html(a_timetable(5), tmp_path / "wide.html")

    def work(browser: Browser) -> list[bytes]:
        viewport = {"width": 400, "height": 800}
        with phone_context(browser, color_scheme=look, viewport=viewport) as context:
            page = context.new_page()
            page.goto((tmp_path / "wide.html").as_uri())
            table = page.locator(".wide")
            seen = []
            for scrolled in (0, 60, 9999):
                table.evaluate("(table, by) => { table.scrollLeft = by; }", scrolled)
                seen.append(table.screenshot())
            return seen

    def shaded(picture: bytes) -> list[bool]:
        """Whether the left and the right edge are, where no text stands."""
        with Image.open(BytesIO(picture)) as opened:
            seen = opened.convert("RGB")
        return [seen.getpixel((x, seen.height - 4)) != ground for x in (1, seen.width - 2)]

    grounds = re.findall(r"--ground: (#\w+);", stylesheet())
    ground = ImageColor.getrgb(grounds[LOOKS.index(look)])
    assert [*map(shaded, browsers.run(work))] == [[False, True], [True, True], [True, False]]


def test_print_is_dark_on_white_whatever_the_screen_is(browsers: Browsers, tmp_path: Path) -> None:
    export_html(an_outline(*EVERYTHING), tmp_path / "print.html")

    def work(browser: Browser) -> tuple[str, bool]:
        with phone_context(browser, color_scheme="dark") as context:
            page = context.new_page()
            page.goto((tmp_path / "print.html").as_uri())
            page.emulate_media(media="print")
            ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
            return ground, page.locator("nav").is_visible()

    assert browsers.run(work) == ("rgb(255, 255, 255)", False)
