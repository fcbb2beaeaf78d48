"""The hosts' page in a real browser, on an address that is no secure context."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # has no stubs
from playwright.sync_api import Browser, Page

from facilitator.access import ROOM
from facilitator.event import MINUTE
from facilitator.hosts import app, pages
from facilitator.hosts.keys import revoked
from facilitator.hosts.pages import Page as PageFile
from facilitator.notes import MOST_CHARACTERS
from facilitator.record import Nudged, PollClosed, PollOpened, Started
from tests.builders import a_draft
from tests.hosts.browser import Browsers, faults_of, phone_context
from tests.hosts.payloads import TEXTS
from tests.hosts.phone import Served, a_note

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browsers() -> Iterator[Browsers]:
    browsers = Browsers()
    yield browsers
    browsers.close()


def lan_address() -> str:
    """An address of this machine that phones could ask; loopback where it has no other."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asked, suppress(OSError):
        asked.connect(("192.0.2.1", 9))  # nothing is sent
        return str(asked.getsockname()[0])
    return "127.0.0.1"


@pytest.fixture
def on_lan(served: Served) -> Served:
    served.server.stop()
    served.server.start(lan_address(), 0)
    return served


def at_table(page: Page, served: Served, table_id: str = "t1") -> list[str]:
    """Opens the table's page as its QR code does; what goes wrong there from now on."""
    faults = faults_of(page)
    page.goto(f"{served.server.url}#{served.token(table_id)}")
    page.wait_for_selector("#table:not([hidden])")
    return faults


def write(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.click("#save")


def wait_for_state(page: Page, state: str, count: int = 1) -> None:
    page.wait_for_function(
        "([state, count]) => document.querySelectorAll(`.note.${state}`).length === count", arg=[state, count]
    )


def texts(served: Served) -> list[str]:
    return [note.draft.text for note in served.store.snapshot.notes.standing]


# ── writing ──


def test_the_address_is_as_insecure_as_at_a_venue(on_lan: Served, browsers: Browsers) -> None:
    if on_lan.server.address == "127.0.0.1":
        pytest.skip("this machine has no address but loopback")

    def secure(browser: Browser) -> Any:
        with phone_context(browser) as context:
            page = context.new_page()
            page.goto(on_lan.server.url)
            return page.evaluate("isSecureContext || 'randomUUID' in crypto")

    assert browsers.run(secure) is False


def test_a_point_is_written_changed_and_taken_back(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            page = context.new_page()
            faults = at_table(page, on_lan)
            assert "#" not in page.url
            page.check("input[value=proposal]", force=True)
            write(page, "Flere busser")
            wait_for_state(page, "saved")
            page.get_by_role("button", name="Endre: Flere busser").click()
            assert page.input_value("#text") == "Flere busser"
            write(page, "Flere busser på kvelden")
            page.wait_for_function(
                "() => document.querySelector('.note .text').textContent.endsWith('kvelden')"
            )
            wait_for_state(page, "saved")
            page.get_by_role("button", name="Hovedpunkt: Flere busser på kvelden").click()
            page.wait_for_selector(".note.saved [aria-pressed=true]")
            page.get_by_role("button", name="Trekk tilbake").click()
            page.get_by_role("button", name="Sett tilbake").wait_for()
            wait_for_state(page, "saved")
            assert faults == []

    browsers.run(work)
    (note,) = on_lan.store.snapshot.notes.by_id.values()
    drafts = [revision.draft for revision in note.revisions]
    assert [draft.text for draft in drafts] == ["Flere busser", *["Flere busser på kvelden"] * 3]
    assert [draft.key for draft in drafts] == [False, False, True, True]
    assert [draft.taken_back for draft in drafts] == [False, False, False, True]
    assert drafts[0].kind == "proposal"
    assert not note.changed_meanwhile


def test_the_laptop_s_news_come_by_themselves(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            draft = a_draft("Fra laptopen", id=uuid4().hex, note_id=uuid4().hex)
            on_lan.store.write_notes([draft], on_lan.clock.now().utc)
            on_lan.store.append([Nudged("t1", "Husk innspill")], on_lan.clock.now())
            on_lan.server.tell()
            page.wait_for_function(
                "() => document.querySelector('.note .text')?.textContent === 'Fra laptopen'"
            )
            page.get_by_role("button", name="Lest", exact=True).click()
            page.wait_for_selector("#nudge[hidden]", state="attached")
            page.get_by_role("button", name="Vi trenger hjelp").click()
            page.get_by_role("button", name="Hjelp er på vei").wait_for()
            page.get_by_role("button", name="Lest opp og godkjent").click()
            page.wait_for_function("() => document.querySelector('#approved').textContent.includes('13:00')")

    browsers.run(work)


def test_two_phones_at_one_table_both_keep_their_change(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> str:
        with phone_context(browser) as first, phone_context(browser) as second:
            one, two = first.new_page(), second.new_page()
            at_table(one, on_lan)
            at_table(two, on_lan)
            write(one, "Flere busser")
            for page in (one, two):
                wait_for_state(page, "saved")
            for page in (one, two):
                page.get_by_role("button", name="Endre: Flere busser").click()
            write(one, "Flere båter")
            two.wait_for_function("() => document.querySelector('.note .text').textContent === 'Flere båter'")
            write(two, "Flere tog")
            one.wait_for_function("() => document.querySelector('.note .text').textContent === 'Flere tog'")
            return one.inner_text(".note .state")

    assert "endret av to samtidig" in browsers.run(work)
    (note,) = on_lan.store.snapshot.notes.standing
    assert {r.draft.text for r in note.revisions} == {"Flere busser", "Flere båter", "Flere tog"}
    assert note.changed_meanwhile


# ── nothing is lost ──


def test_what_is_written_without_a_network_is_sent_when_it_is_back(
    on_lan: Served, browsers: Browsers
) -> None:
    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            context.set_offline(True)
            for text in ("Én", "To", "Tre"):
                write(page, text)
            wait_for_state(page, "waiting", 3)
            assert texts(on_lan) == []
            context.set_offline(False)
            wait_for_state(page, "saved", 3)

    browsers.run(work)
    assert texts(on_lan) == ["Én", "To", "Tre"]


def test_a_reload_loses_neither_what_waits_nor_what_is_being_typed(
    on_lan: Served, browsers: Browsers
) -> None:
    def work(browser: Browser) -> str:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            context.route("**/api/notes", lambda route: route.abort())
            write(page, "Ikke sendt")
            wait_for_state(page, "waiting")
            page.fill("#text", "Under arbeid")
            page.reload()
            wait_for_state(page, "waiting")
            context.unroute("**/api/notes")
            wait_for_state(page, "saved")
            return page.input_value("#text")

    assert browsers.run(work) == "Under arbeid"
    assert texts(on_lan) == ["Ikke sendt"]


def test_a_lost_answer_stores_nothing_twice(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> None:
        lost: list[int] = []

        def lose(route: Any) -> None:
            if len(lost) < 2:
                lost.append(1)
                route.fetch()  # the laptop has it, the phone never hears
                route.abort()
            else:
                route.continue_()

        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            context.route("**/api/notes", lose)
            write(page, "Bare én gang")
            wait_for_state(page, "saved")

    browsers.run(work)
    assert texts(on_lan) == ["Bare én gang"]
    (note,) = on_lan.store.snapshot.notes.standing
    assert len(note.revisions) == 1


def test_a_restarted_program_gets_what_was_written_meanwhile(on_lan: Served, browsers: Browsers) -> None:
    port = on_lan.server.port

    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            on_lan.server.stop()
            write(page, "Mens den var borte")
            wait_for_state(page, "waiting")
            on_lan.server.start(lan_address(), port)
            wait_for_state(page, "saved")

    browsers.run(work)
    assert texts(on_lan) == ["Mens den var borte"]


def test_a_phone_that_stores_nothing_says_so_and_still_sends(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> str:
        with phone_context(browser) as context:
            context.add_init_script(
                "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
            )
            page = context.new_page()
            at_table(page, on_lan)
            context.route("**/api/notes", lambda route: route.abort())
            write(page, "Fullt")
            wait_for_state(page, "waiting")
            said = page.inner_text("#unsent")
            assert page.input_value("#unsent-text").endswith("Fullt")
            context.unroute("**/api/notes")
            wait_for_state(page, "saved")
            return said

    assert "lagrer ingenting" in browsers.run(work)
    assert texts(on_lan) == ["Fullt"]


def test_a_revoked_key_keeps_the_text_and_a_new_code_sends_it(on_lan: Served, browsers: Browsers) -> None:
    store = on_lan.store

    def work(browser: Browser) -> str:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            context.route("**/api/notes", lambda route: route.abort())
            write(page, "Etter trekket")
            wait_for_state(page, "waiting")
            store.give_keys([revoked(store.snapshot.access["t1"])])
            on_lan.server.tell()
            page.wait_for_selector("#enter:not([hidden])")
            said = page.inner_text("#notice")
            assert page.input_value("#unsent-text").endswith("Etter trekket")
            context.unroute("**/api/notes")
            store.give_keys([on_lan.keys.next(store.snapshot.access, "t1")])
            page.fill("#code", on_lan.keys.code(store.snapshot.access["t1"]).lower())
            page.press("#code", "Enter")
            wait_for_state(page, "saved")
            return said

    assert "gjelder ikke lenger" in browsers.run(work)
    assert texts(on_lan) == ["Etter trekket"]


def test_a_refused_point_stays_with_its_reason_and_holds_up_no_other(
    on_lan: Served, browsers: Browsers
) -> None:
    def work(browser: Browser) -> str:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            page.evaluate("() => document.querySelector('#text').value = 'a\\ud800b'")
            page.dispatch_event("#text", "input")
            page.click("#save")
            wait_for_state(page, "refused")
            write(page, "Neste")
            wait_for_state(page, "saved")
            return page.inner_text(".note.refused .state")

    assert "tegn som ikke kan lagres" in browsers.run(work)
    assert texts(on_lan) == ["Neste"]


def test_an_over_long_text_is_said_while_typing(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> tuple[str, int]:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            page.fill("#text", "🚌" * (MOST_CHARACTERS + 3))
            page.click("#save")
            return page.inner_text("#length"), page.locator(".note").count()

    said, notes = browsers.run(work)
    assert said.startswith("3 tegn for langt")
    assert notes == 0


def test_late_points_go_to_the_round_that_is_chosen(on_lan: Served, browsers: Browsers) -> None:
    on_lan.clock.set("13:30")
    on_lan.server.tell()

    def work(browser: Browser) -> str:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            page.click("#belongs summary")
            page.select_option("#place", label="Runde 1")
            write(page, "Glemt")
            wait_for_state(page, "saved")
            return page.inner_text(".note .state")

    assert "etter runden" in browsers.run(work)
    (note,) = on_lan.store.snapshot.notes.standing
    assert note.draft.round_id == "r1"


# ── text is text ──


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


# ── the room ──


def test_somebody_in_the_room_answers_and_changes_the_answer(on_lan: Served, browsers: Browsers) -> None:
    on_lan.store.append([PollOpened("task", ("Buss", "Bane"))], on_lan.clock.now())

    def work(browser: Browser) -> str:
        with phone_context(browser) as context:
            page = context.new_page()
            faults = faults_of(page)
            page.goto(f"{on_lan.server.url}#{on_lan.token(ROOM)}")
            page.get_by_label("Buss").check()
            page.click("#send")
            page.get_by_text("Svaret er lagret").wait_for()
            page.reload()
            page.get_by_label("Bane").check()
            page.get_by_role("button", name="Send det endrede svaret").click()
            page.get_by_text("Svaret er lagret").wait_for()
            on_lan.store.append([PollClosed("task")], on_lan.clock.now())
            on_lan.server.tell()
            page.wait_for_selector("#asked:not([hidden])")
            assert faults == []
            return page.inner_text("#asked")

    assert browsers.run(work) == "Svarene er stengt."
    (ballot,) = on_lan.store.snapshot.ballots["task"].values()
    assert [(mark.choice, mark.weight) for mark in ballot.marks] == [("Bane", 1)]


# ── for everybody ──


def check(page: Page, where: str) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    said = [f"{where}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in found.response["violations"]]
    return [*said, f"{where}: scrolls sideways"] if wide else said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("locale", "width"), [("nb-NO", 390), ("en-GB", 320), ("nn-NO", 195)], ids=["nb", "en-narrow", "nn-200%"]
)
def test_no_violation_of_wcag_in_any_state(
    on_lan: Served, browsers: Browsers, scheme: str, locale: str, width: int
) -> None:
    """A window of 195 px is a phone of 390 px at 200 %."""
    served = on_lan

    def work(browser: Browser) -> list[str]:
        options = {"color_scheme": scheme, "locale": locale, "viewport": {"width": width, "height": 700}}
        with phone_context(browser, **options) as context:
            page = context.new_page()
            page.goto(served.server.url)
            page.wait_for_selector("#enter:not([hidden])")
            page.wait_for_function("() => document.querySelector('#enter button').textContent !== ''")
            found = check(page, "way in")
            at_table(page, served)
            write(page, "Flere busser " + "x" * 80)
            wait_for_state(page, "saved")
            served.store.append([Nudged("t1", "Husk innspill")], served.clock.now())
            served.server.tell()
            page.wait_for_selector("#nudge:not([hidden])")
            context.route("**/api/notes", lambda route: route.abort())
            write(page, "Venter")
            wait_for_state(page, "waiting")
            page.locator(".acts button").first.click()
            found += check(page, "table")
            context.unroute("**/api/notes")
            served.clock.advance(90 * MINUTE)
            served.store.append([Started("harvest")], served.clock.now())
            served.server.tell()
            page.wait_for_selector("#write.harvest")
            found += check(page, "harvest")
            served.store.append([PollOpened("task", ("Buss", "Bane"))], served.clock.now())
            page.goto("about:blank")
            page.goto(f"{served.server.url}#{served.token(ROOM)}")
            page.wait_for_selector("#choices li")
            return found + check(page, "room")

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
