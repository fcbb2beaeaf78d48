"""Klar?: what the plan and this computer still need, and the way to mend it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from facilitator.event import BackgroundDocument, Event
from facilitator.ui.document import Document
from facilitator.ui.places.ready import ReadyPlace
from facilitator.ui.ready_groups import Level
from tests.builders import a_day, a_snapshot
from tests.ui.conftest import OpenDocument


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    """A day that lacks a contact and two hosts, with an address to consider."""
    papers = (BackgroundDocument(id="d", title="Kart <1>"),)
    return open_document(a_snapshot(replace(a_day(tables=2), place="Rådhuset", documents=papers)))


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> ReadyPlace:
    place = ReadyPlace(document)
    qtbot.addWidget(place)
    place.show()
    qtbot.waitExposed(place)
    return place


def change(document: Document, event: Event) -> None:
    document.edit(replace(document.plan, event=event), "change")


def ways(place: ReadyPlace) -> list[QPushButton]:
    return [made for made in place.findChildren(QPushButton) if made.isVisible()]


def test_what_is_missing_is_counted(place: ReadyPlace) -> None:
    assert place.missing_count == 2
    assert [one.place for one in place.plan_findings if one.level is Level.MISSING] == ["settings", "cafe"]
    assert place.summary.text()


def test_what_is_mended_is_drawn_and_told(place: ReadyPlace, document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(place.missing_changed) as told:
        change(document, replace(document.plan.event, contact="Kari"))
    assert told.args == [1]
    document.undo()
    assert place.missing_count == 2


def test_a_button_leads_to_the_place_that_mends_it(place: ReadyPlace, qtbot: QtBot) -> None:
    wanted: list[tuple[str, str]] = []
    place.place_wanted.connect(lambda name, subject: wanted.append((name, subject)))
    for way in ways(place):
        way.click()
    assert wanted == [("settings", ""), ("cafe", "t1"), ("documents", "d")]


def test_each_way_says_what_it_mends(place: ReadyPlace) -> None:
    assert "Kart <1>" in ways(place)[-1].accessibleName()


def test_what_does_not_concern_the_check_draws_nothing_anew(place: ReadyPlace, document: Document) -> None:
    before = ways(place)
    change(document, replace(document.plan.event, title="Samling"))
    assert ways(place) == before


def test_this_computer_is_told_of(place: ReadyPlace, document: Document) -> None:
    screen, room, file = place.machine_findings
    assert screen.level is (Level.FINE if len(QGuiApplication.screens()) > 1 else Level.CONSIDER)
    assert room.level is not Level.CONSIDER
    assert str(document.path) in file.sentence


def test_when_the_plan_is_in_order_nothing_is_left_to_press(place: ReadyPlace, document: Document) -> None:
    hosts = tuple(replace(table, host_id=f"p{table.number}") for table in document.plan.event.tables)
    papers = (BackgroundDocument(id="d", title="Kart", address="https://example.org"),)
    change(document, replace(document.plan.event, contact="Kari", tables=hosts, documents=papers))
    assert all(one.level is Level.FINE for one in place.plan_findings)
    assert ways(place) == []
    assert place.missing_count == 0
