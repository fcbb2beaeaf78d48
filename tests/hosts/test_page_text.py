"""Text that people typed is text on the page."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from facilitator.hosts import app, pages
from facilitator.hosts.pages import Page as PageFile
from tests.hosts.browser import Browsers, faults_of, lan_address, phone_context
from tests.hosts.on_page import at_table
from tests.hosts.payloads import TEXTS
from tests.hosts.phone import Served, a_note


def shown(browser: Browser, served: Served, faults: list[str], asked: set[str]) -> list[str]:
    """What the page shows of the table's points, when it has them all."""
    with phone_context(browser) as context:
        page = context.new_page()
        context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        faults += at_table(page, served)
        page.wait_for_function("count => document.querySelectorAll('.note').length === count", arg=len(TEXTS))
        faults += faults_of(page)
        for _turn in range(3):
            page.mouse.click(200, 400)
        found = page.evaluate("() => [...document.querySelectorAll('.note .text')].map((p) => p.textContent)")
        assert page.locator("main script, main img, main iframe, main svg, main style").count() == 0
        return cast(list[str], found)


def test_three_hundred_hostile_texts_are_shown_as_they_are(on_lan: Served, browsers: Browsers) -> None:
    assert len(TEXTS) >= 300
    for start in range(0, len(TEXTS), 50):
        on_lan.phone().write(*(a_note(text) for text in TEXTS[start : start + 50]))
    faults: list[str] = []
    asked: set[str] = set()
    found = browsers.run(lambda browser: shown(browser, on_lan, faults, asked))
    assert list(reversed(found)) == list(TEXTS)
    assert faults == []
    assert asked == {f"{on_lan.server.address}:{on_lan.server.port}"}


def test_the_harness_sees_text_that_is_taken_for_markup(
    on_lan: Served, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = pages.read_pages

    def careless() -> dict[str, PageFile]:
        files = read()
        dom = files["/dom.js"]
        markup = dom.content.replace(b"made.textContent = value", b"made.innerHTML = value")
        assert markup != dom.content
        return {**files, "/dom.js": PageFile(markup, dom.kind)}

    monkeypatch.setattr(app, "read_pages", careless)
    on_lan.server.stop()
    on_lan.server.start(lan_address(), 0)
    for start in range(0, len(TEXTS), 50):
        on_lan.phone().write(*(a_note(text) for text in TEXTS[start : start + 50]))
    with pytest.raises(AssertionError):
        browsers.run(lambda browser: shown(browser, on_lan, [], set()))
