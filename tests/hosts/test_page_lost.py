"""Nothing that was written on the page is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from facilitator.hosts.keys import revoked
from facilitator.notes import MOST_CHARACTERS
from tests.hosts.browser import Browsers, lan_address, phone_context
from tests.hosts.on_page import at_table, texts, wait_for_state, write
from tests.hosts.phone import Served, a_note


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


def test_a_refused_point_is_changed_or_put_away(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            for text in ("a\\ud800b", "c\\ud800d"):
                page.evaluate(f"() => document.querySelector('#text').value = '{text}'")
                page.dispatch_event("#text", "input")
                page.click("#save")
            wait_for_state(page, "refused", 2)
            page.locator(".note").nth(1).get_by_role("button", name="Endre").click()
            write(page, "ab")
            wait_for_state(page, "saved")
            page.locator(".note.refused").get_by_role("button", name="Trekk tilbake").click()
            page.wait_for_selector("#unsent[hidden]", state="attached")
            page.locator(".note.refused").get_by_role("button", name="Sett tilbake").click()
            page.wait_for_selector("#unsent:not([hidden])")

    browsers.run(work)
    assert texts(on_lan) == ["ab"]


def test_two_tabs_send_nothing_twice(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            one, two = context.new_page(), context.new_page()
            at_table(one, on_lan)
            at_table(two, on_lan)
            context.route("**/api/notes", lambda route: route.abort())
            write(one, "Fra den ene")
            write(two, "Fra den andre")
            wait_for_state(two, "waiting", 2)
            context.unroute("**/api/notes")
            for page in (one, two):
                wait_for_state(page, "saved", 2)

    browsers.run(work)
    assert sorted(texts(on_lan)) == ["Fra den andre", "Fra den ene"]
    assert [len(note.revisions) for note in on_lan.store.snapshot.notes.standing] == [1, 1]


@pytest.mark.parametrize("status", [409, 413, 429, 500, 503])
def test_what_the_laptop_can_not_take_now_is_sent_again(
    on_lan: Served, browsers: Browsers, status: int
) -> None:
    def work(browser: Browser) -> None:
        answers: list[int] = []

        def answer(route: Any) -> None:
            answers.append(status)
            if len(answers) < 3:
                route.fulfill(status=status, json={"error": "busy"})
            else:
                route.continue_()

        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            context.route("**/api/notes", answer)
            write(page, "Til slutt")
            wait_for_state(page, "waiting")
            wait_for_state(page, "saved")

    browsers.run(work)
    assert texts(on_lan) == ["Til slutt"]


def test_a_phone_that_is_asked_to_wait_does_not_ask_at_each_news(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> int:
        asked: list[int] = []

        def busy(route: Any) -> None:
            asked.append(1)
            route.fulfill(status=429, headers={"Retry-After": "600"}, json={"error": "busy"})

        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            context.route("**/api/notes", busy)
            with page.expect_response("**/api/notes"):
                write(page, "Venter")
            for text in ("Én", "To", "Tre"):
                on_lan.phone().write(a_note(text))
                page.get_by_text(text, exact=True).wait_for()
            return len(asked)

    assert browsers.run(work) == 1


def test_the_text_of_another_table_is_kept_until_it_was_copied(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> str:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            context.route("**/api/notes", lambda route: route.abort())
            write(page, "Fra bord 1")
            wait_for_state(page, "waiting")
            context.unroute("**/api/notes")
            page.goto("about:blank")
            at_table(page, on_lan, "t2")
            page.wait_for_selector("#unsent:not([hidden])")
            kept = page.input_value("#unsent-text")
            assert page.is_hidden("#forget")
            page.click("#copy")
            page.click("#forget")
            page.wait_for_selector("#unsent[hidden]", state="attached")
            return kept

    assert browsers.run(work) == "Fra Bord 1, Runde 1\nFra bord 1"
    assert texts(on_lan) == []


def test_a_browser_without_streams_asks_instead(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            context.route("**/api/news*", lambda route: None)  # it never answers
            page = context.new_page()
            at_table(page, on_lan)
            on_lan.phone().write(a_note("Hørt uten strøm"))
            page.get_by_text("Hørt uten strøm").wait_for()

    browsers.run(work)
