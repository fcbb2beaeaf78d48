"""The page for answers in the room."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from facilitator.access import ROOM
from facilitator.polls import Ballot, Mark
from facilitator.record import PollClosed, PollOpened
from tests.hosts.browser import Browsers, faults_of, phone_context
from tests.hosts.on_page import change_item
from tests.hosts.phone import Served


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


def answered(served: Served, browsers: Browsers, poll: str, answer: Callable[[Page], None]) -> Ballot:
    """What one visitor's answer is stored as."""

    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            page = context.new_page()
            faults = faults_of(page)
            page.goto(f"{served.server.url}#{served.token(ROOM)}")
            page.wait_for_selector("#choices li")
            answer(page)
            page.click("#send")
            page.get_by_text("Svaret er lagret").wait_for()
            assert faults == []

    browsers.run(work)
    (ballot,) = served.store.snapshot.ballots[poll].values()
    return ballot


def test_dots_are_put_point_by_point_as_far_as_they_go(on_lan: Served, browsers: Browsers) -> None:
    change_item(on_lan, "harvest", choose=3, most_each=2)
    on_lan.store.append([PollOpened("harvest", ("p1", "p2"))], on_lan.clock.now())

    def answer(page: Page) -> None:
        for _dot in range(2):
            page.get_by_role("button", name="Én prikk til: Buss").click()
        assert page.get_by_role("button", name="Én prikk til: Buss").is_disabled()
        page.get_by_role("button", name="Én prikk til: Bane").click()
        assert page.inner_text("#budget") == "0 av 3 igjen"
        page.get_by_role("button", name="Én prikk færre: Buss").click()
        assert page.inner_text("#budget") == "1 av 3 igjen"

    ballot = answered(on_lan, browsers, "harvest", answer)
    assert set(ballot.marks) == {Mark("p1", 1), Mark("p2", 1)}


def test_options_are_put_in_order_by_buttons(on_lan: Served, browsers: Browsers) -> None:
    change_item(on_lan, "task", ranked=True)
    on_lan.store.append([PollOpened("task", ("Buss", "Bane"))], on_lan.clock.now())

    def answer(page: Page) -> None:
        for choice in ("Buss", "Bane"):
            page.get_by_role("button", name=f"Legg til i rekkefølgen: {choice}").click()
        page.get_by_role("button", name="Opp: Bane").click()

    ballot = answered(on_lan, browsers, "task", answer)
    assert set(ballot.marks) == {Mark("Bane", 1), Mark("Buss", 2)}


def test_an_answer_in_words_is_a_text_like_all_others(on_lan: Served, browsers: Browsers) -> None:
    change_item(on_lan, "task", free_text=True, choose=2)
    on_lan.store.append([PollOpened("task", ("Buss", "Bane"))], on_lan.clock.now())
    said = "<b>Ferje</b>\n& båt"

    def answer(page: Page) -> None:
        page.get_by_label("Buss").check()
        page.get_by_label("Bane").check()
        page.get_by_label("Med egne ord").fill(said)

    ballot = answered(on_lan, browsers, "task", answer)
    assert (len(ballot.marks), ballot.text) == (2, said)


def test_choices_that_are_gone_do_not_hold_up_an_answer(on_lan: Served, browsers: Browsers) -> None:
    change_item(on_lan, "task", choose=2)
    on_lan.store.append([PollOpened("task", ("Buss", "Bane"))], on_lan.clock.now())

    def answer(page: Page) -> None:
        page.get_by_label("Buss").check()
        on_lan.store.append([PollClosed("task"), PollOpened("task", ("Bane",))], on_lan.clock.now())
        on_lan.server.tell()
        page.wait_for_function("() => document.querySelectorAll('#choices li').length === 1")
        page.get_by_label("Bane").check()

    assert answered(on_lan, browsers, "task", answer).marks == (Mark("Bane", 1),)


def test_an_answer_can_be_taken_back(on_lan: Served, browsers: Browsers) -> None:
    change_item(on_lan, "task", choose=2)
    on_lan.store.append([PollOpened("task", ("Buss", "Bane"))], on_lan.clock.now())

    def work(browser: Browser) -> None:
        with phone_context(browser) as context:
            page = context.new_page()
            page.goto(f"{on_lan.server.url}#{on_lan.token(ROOM)}")
            page.get_by_label("Buss").check()
            page.click("#send")
            page.get_by_text("Svaret er lagret").wait_for()
            page.get_by_label("Buss").uncheck()
            page.click("#send")
            page.get_by_text("Det er ikke lagret noe svar fra deg").wait_for()

    browsers.run(work)
    assert not on_lan.store.snapshot.ballots.get("task")
