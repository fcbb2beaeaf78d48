"""The hosts' page in a real browser, on an address that is no secure context."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser

from facilitator.record import Nudged
from tests.builders import a_draft
from tests.hosts.browser import Browsers, lan_address, phone_context
from tests.hosts.on_page import at_table, wait_for_state, write
from tests.hosts.phone import Served, a_note


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


def test_the_note_taker_s_pen_is_taken_over(on_lan: Served, browsers: Browsers) -> None:
    def work(browser: Browser) -> tuple[str, bool]:
        with phone_context(browser) as first, phone_context(browser) as second:
            one, two = first.new_page(), second.new_page()
            at_table(one, on_lan)
            at_table(two, on_lan)
            one.check("input[value=note_taker]", force=True)
            two.wait_for_selector("#others:not([hidden])")
            said = two.inner_text("#others-text")
            two.get_by_role("button", name="Nå skriver jeg").click()
            one.wait_for_selector("#others:not([hidden])")
            assert two.is_hidden("#others")
            return said, one.is_checked("input[value=host]")

    said, host_again = browsers.run(work)
    assert said == "Referenten skriver, på en annen telefon."
    assert host_again


def test_a_phone_says_its_role_again_after_a_restart(on_lan: Served, browsers: Browsers) -> None:
    port = on_lan.server.port

    def work(browser: Browser) -> None:
        with phone_context(browser) as first, phone_context(browser) as second:
            one, two = first.new_page(), second.new_page()
            at_table(one, on_lan)
            one.check("input[value=note_taker]", force=True)
            at_table(two, on_lan)
            two.wait_for_selector("#others:not([hidden])")
            on_lan.server.stop()
            on_lan.server.start(lan_address(), port)
            two.reload()
            two.wait_for_selector("#others:not([hidden])")

    browsers.run(work)


def test_a_fourth_key_point_says_that_it_is_one_too_many(on_lan: Served, browsers: Browsers) -> None:
    on_lan.phone().write(*(a_note(text, key=True) for text in ("Én", "To", "Tre")), a_note("Fire"))

    def work(browser: Browser) -> tuple[str, str]:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            page.wait_for_function("() => document.querySelectorAll('.note').length === 4")
            three = page.inner_text("#key-count")
            page.get_by_role("button", name="Hovedpunkt: Fire").click()
            page.wait_for_selector("#key-count.alarm")
            return three, page.inner_text("#key-count")

    assert browsers.run(work) == ("Hovedpunkter: 3 av 3", "Hovedpunkter: 4. Velg høyst 3.")


def test_a_press_on_the_point_in_the_field_is_no_change_by_another(
    on_lan: Served, browsers: Browsers
) -> None:
    on_lan.phone().write(a_note("Busser"))

    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            page = context.new_page()
            at_table(page, on_lan)
            page.get_by_role("button", name="Endre: Busser").click()
            page.get_by_role("button", name="Hovedpunkt: Busser").click()
            page.wait_for_selector(".note.saved [aria-pressed=true]")
            write(page, "Flere busser")
            page.get_by_role("button", name="Endre: Flere busser").wait_for()
            wait_for_state(page, "saved")

    browsers.run(work)
    (note,) = on_lan.store.snapshot.notes.standing
    assert (note.draft.text, note.draft.key, note.changed_meanwhile) == ("Flere busser", True, False)
