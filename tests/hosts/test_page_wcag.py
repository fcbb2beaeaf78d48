"""The page for everybody: WCAG 2.2 AA, narrow, dark, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # has no stubs
from playwright.sync_api import Browser, Page

from facilitator.access import ROOM
from facilitator.event import MINUTE
from facilitator.hosts.keys import revoked
from facilitator.record import HelpAsked, Nudged, PollOpened, Started
from tests.hosts.browser import Browsers, phone_context
from tests.hosts.on_page import at_table, change_item, texts, wait_for_state, write
from tests.hosts.phone import Served

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def check(page: Page, where: str) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    said = [f"{where}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in found.response["violations"]]
    return [*said, f"{where}: scrolls sideways"] if wide else said


def table_states(page: Page, served: Served) -> list[str]:
    page.goto(served.server.url)
    page.wait_for_selector("#enter:not([hidden])")
    page.wait_for_function("() => document.querySelector('#enter button').textContent !== ''")
    found = check(page, "way in")
    at_table(page, served)
    write(page, "Flere busser " + "x" * 80)
    wait_for_state(page, "saved")
    page.context.route("**/api/notes", lambda route: route.abort())
    write(page, "Venter")
    wait_for_state(page, "waiting")
    page.locator(".acts button").first.click()
    page.click("#belongs summary")
    now = served.clock.now()
    served.store.append([Nudged("t1", "Husk innspill"), HelpAsked("t1", True, by_table=True)], now)
    served.phone().say(role="note_taker")
    served.server.tell()
    page.wait_for_selector("#help[aria-pressed=true]")
    page.wait_for_selector("#nudge:not([hidden])")
    found += check(page, "table")
    page.context.unroute("**/api/notes")
    served.clock.advance(90 * MINUTE)
    served.store.append([Started("harvest")], served.clock.now())
    served.server.tell()
    page.wait_for_selector("#write.harvest")
    return found + check(page, "harvest")


def stuck_states(page: Page, served: Served) -> list[str]:
    at_table(page, served)
    page.fill("#text", "x" * 10_001)
    found = check(page, "too long")
    page.evaluate("() => document.querySelector('#text').value = 'a\\ud800b'")
    page.dispatch_event("#text", "input")
    page.click("#save")
    wait_for_state(page, "refused")
    page.wait_for_selector("#unsent:not([hidden])")
    found += check(page, "refused")
    served.store.give_keys([revoked(served.store.snapshot.access["t1"])])
    served.server.tell()
    page.wait_for_selector("#enter:not([hidden])")
    return found + check(page, "revoked")


def room_states(page: Page, served: Served) -> list[str]:
    change_item(served, "harvest", choose=3, most_each=2)
    change_item(served, "task", ranked=True, free_text=True)
    page.goto(f"{served.server.url}#{served.token(ROOM)}")
    page.wait_for_selector("#asked:not([hidden])")
    found = check(page, "nothing asked")
    for poll, choices in (("harvest", ("p1", "p2")), ("task", ("Buss", "Bane"))):
        served.store.append([PollOpened(poll, choices)], served.clock.now())
        served.server.tell()
        page.wait_for_selector(f"[data-act$=' {choices[0]}']")
        page.locator("#choices button").last.click()
        found += check(page, poll)
    page.click("#send")
    page.wait_for_function("() => document.querySelector('#ballot-state').textContent !== ''")
    return found + check(page, "answered")


@pytest.mark.parametrize("states", [table_states, stuck_states, room_states])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("locale", "width"), [("nb-NO", 390), ("en-GB", 320), ("nn-NO", 195)], ids=["nb", "en-narrow", "nn-200%"]
)
def test_no_violation_of_wcag_in_any_state(
    on_lan: Served,
    browsers: Browsers,
    scheme: str,
    locale: str,
    width: int,
    states: Callable[[Page, Served], list[str]],
) -> None:
    """A window of 195 px is a phone of 390 px at 200 %."""

    def work(browser: Browser) -> list[str]:
        options = {"color_scheme": scheme, "locale": locale, "viewport": {"width": width, "height": 700}}
        with phone_context(browser, **options) as context:
            return states(context.new_page(), on_lan)

    assert browsers.run(work) == []


def test_the_page_works_by_keyboard_alone(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> None:
        options = {"viewport": {"width": 1024, "height": 768}, "has_touch": False}
        with phone_context(browser, **options) as context:
            page = context.new_page()
            at_table(page, on_lan)
            page.keyboard.press("Tab")
            for _step in range(30):
                if page.evaluate("() => document.activeElement.name") == "kind":
                    break
                page.keyboard.press("Tab")
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("Tab")
            assert page.evaluate("() => document.activeElement.id") == "text"
            page.keyboard.type("Med tastatur")
            page.keyboard.press("Enter")
            wait_for_state(page, "saved")
            assert page.evaluate("() => document.activeElement.id") == "text"

    browsers.run(work)
    assert texts(on_lan) == ["Med tastatur"]
