"""The now bar's menu: what comes is changed in a moment, and each change is one undo step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.record import Finished, Started
from facilitator.ui.corrections_menu import CorrectionsMenu
from facilitator.ui.document import Document
from facilitator.ui.now_bar import NowBar
from tests.builders import FakeClock, an_instant


@pytest.fixture
def bar(sample: Document, clock: FakeClock, qtbot: QtBot) -> NowBar:
    """The sample day at its welcome."""
    i18n.use("en")
    bar = NowBar(sample)
    qtbot.addWidget(bar)
    clock.set("09:30")
    sample.press(Started(sample.plan.event.items[1].id))
    return bar


@pytest.fixture
def menu(bar: NowBar) -> CorrectionsMenu:
    return bar.menu


def ids(document: Document) -> list[str]:
    return [item.id for item in document.plan.event.items]


def test_the_next_one_is_skipped_by_its_name(menu: CorrectionsMenu, sample: Document) -> None:
    assert menu.skip.text() == "Skip “Introduksjon til dagen og innledende op…”"
    menu.skip.trigger()
    assert sample.plan.event.items[2].skipped
    assert menu.skip.text().startswith("Skip “Norge mot 2050")
    sample.undo()
    assert not sample.plan.event.items[2].skipped


def test_the_next_two_are_swapped(menu: CorrectionsMenu, sample: Document) -> None:
    before = ids(sample)
    menu.swap.trigger()
    assert ids(sample) == [*before[:2], before[3], before[2], *before[4:]]
    sample.undo()
    assert ids(sample) == before


def test_a_delay_is_announced_and_taken_back(menu: CorrectionsMenu, sample: Document) -> None:
    assert not menu.no_delay.isEnabled()
    menu.delays[10].trigger()
    assert sample.live.next is not None
    assert sample.live.next.expected_start == an_instant("09:50")
    assert [minutes for minutes, action in menu.delays.items() if action.isChecked()] == [10]
    menu.no_delay.trigger()
    assert sample.live.next.expected_start == an_instant("09:40")
    sample.undo()
    assert sample.live.next.expected_start == an_instant("09:50")


def test_the_same_delay_again_is_no_step(menu: CorrectionsMenu, sample: Document) -> None:
    menu.delays[10].trigger()
    steps = sample.undo_stack.count()
    menu.delays[10].trigger()
    assert sample.undo_stack.count() == steps
    assert menu.delays[10].isChecked()


def test_it_jumps_to_any_item_that_is_not_on(menu: CorrectionsMenu, sample: Document) -> None:
    menu.jump.aboutToShow.emit()
    words = [action.text() for action in menu.jump.actions()]
    assert words[:2] == [
        "09:00  Registrering og mingling. Kaffe/te serv…",
        "09:40  Introduksjon til dagen og innledende op…",
    ]
    menu.jump.actions()[-1].trigger()
    assert sample.live.running is not None
    assert sample.live.running.item.id == ids(sample)[-1]


def test_an_ampersand_is_no_shortcut(menu: CorrectionsMenu, sample: Document) -> None:
    event = sample.plan.event
    items = (*event.items[:2], replace(event.items[2], title="Q & A"), *event.items[3:])
    sample.edit(replace(sample.plan, event=replace(event, items=items)), "change")
    assert menu.skip.text() == "Skip “Q && A”"


def test_before_the_day_and_after_it_only_what_can_be_done_is_on(
    menu: CorrectionsMenu, sample: Document
) -> None:
    sample.undo()
    assert menu.swap.isEnabled()
    assert not menu.started.isEnabled()
    assert not any(one.isEnabled() for one in (menu.back, menu.catch_up, menu.finish))
    sample.redo()
    sample.press(Finished())
    off = (menu.skip, menu.swap, menu.insert, menu.catch_up, menu.finish)
    assert not any(one.isEnabled() for one in off)
    assert not menu.delay.isEnabled()
    assert menu.skip.text() == "Skip the next one"


# ── an item that is put in ──


def test_an_item_is_put_in_and_started_in_one_step(bar: NowBar, sample: Document) -> None:
    before = ids(sample)
    bar.menu.insert.trigger()
    form = bar.insert_form
    assert (form.title.text(), form.length.text()) == ("New item", "15")
    form.title.setText(" Kort pause ")
    form.length.setText("10m")
    form.buttons[0].click()
    assert sample.live.running is not None
    assert sample.live.running.item.title == "Kort pause"
    assert sample.plan.event.items[2].title == "Kort pause"
    assert bar.remaining.text() == "10:00"
    sample.undo()
    assert ids(sample) == before
    assert sample.live.running.item.id == before[1]


def test_an_item_is_put_in_to_come_next(bar: NowBar, sample: Document) -> None:
    bar.menu.insert.trigger()
    bar.insert_form.buttons[1].click()
    assert sample.live.running is not None
    assert sample.live.running.item.id == ids(sample)[1]
    assert sample.live.next is not None
    assert sample.live.next.item.title == "New item"


@pytest.mark.parametrize(("typed", "words"), [("x", "“x” is not a length"), ("0", "at least one minute")])
def test_a_length_that_makes_no_sense_stays_with_the_reason(
    bar: NowBar, sample: Document, typed: str, words: str
) -> None:
    before = sample.plan
    bar.menu.insert.trigger()
    bar.insert_form.length.setText(typed)
    bar.insert_form.buttons[0].click()
    assert words in bar.insert_form.error.text()
    assert not bar.insert_form.error.isHidden()
    assert sample.plan == before
    bar.menu.insert.trigger()
    assert bar.insert_form.error.isHidden()


def test_what_cannot_be_stored_leaves_the_form_open(bar: NowBar, sample: Document, qtbot: QtBot) -> None:
    bar.menu.insert.trigger()
    bar.insert_form.title.setText("")
    with qtbot.waitSignal(sample.told) as told, qtbot.assertNotEmitted(bar.insert_form.done):
        bar.insert_form.buttons[0].click()
    assert "The title is empty" in str(told.args)


def test_every_field_has_a_name(bar: NowBar) -> None:
    for form in (bar.insert_form, bar.countdown_form):
        named: tuple[QWidget, ...] = (form, form.title, form.length, *form.buttons)
        assert all(widget.accessibleName().strip() for widget in named)
