"""Two cafés in one day, of different kinds: each screen takes the one that is on, or was chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import CafeKind, Plan, Seats, with_rounds
from facilitator.notes import Draft
from facilitator.record import Started
from facilitator.report.outline import Section
from facilitator.report.talks import talk_sections
from facilitator.ui.document import Document
from facilitator.ui.places.cafe import CafePlace
from facilitator.ui.places.cafe_cards import cafes_of, table_cards
from facilitator.ui.places.notes import NotesPlace
from facilitator.ui.places.notes_found import Spot
from facilitator.ui.room.change import entries_of, round_to_find
from facilitator.ui.room.scenes import SceneName, picture
from tests.builders import FakeClock, a_cafe, a_day, a_draft, a_round, a_snapshot, some_seats
from tests.ui.conftest import OpenDocument

SECOND = with_rounds(
    a_cafe("second", rounds=2, title="Second café", cafe_kind=CafeKind.WANDERING),
    (a_round("s1"), a_round("s2")),
)
DAY = a_day(people=8, tables=2, rounds=2, language="en")
EVENT = replace(
    DAY,
    items=(*DAY.items, SECOND),
    tables=tuple(replace(table, host_id=f"p{table.number}") for table in DAY.tables),
)
SECOND_SEATS: Seats = {"s1": {"t1": ("p1", "p3")}, "s2": {"t2": ("p1",), "t1": ("p3",)}}


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    i18n.use("en")
    seats = {**some_seats(EVENT), **SECOND_SEATS}
    return open_document(replace(a_snapshot(EVENT), plan=Plan(event=EVENT, seats=seats)))


def start(document: Document, clock: FakeClock, item_id: str, at: str, until: str) -> None:
    clock.set(at)
    document.press(Started(item_id))
    clock.set(until)
    document.tick()


def test_the_running_cafe_comes_to_the_front_and_the_other_can_be_chosen(
    document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    place = CafePlace(document)
    qtbot.addWidget(place)
    assert place.item
    assert place.item.id == "cafe"
    start(document, clock, "cafe", "10:15", "10:20")
    start(document, clock, "second", "13:00", "13:10")
    assert place.item.id == "second"
    place.chooser.setCurrentIndex(0)
    place.chooser.activated.emit(0)
    assert place.item.id == "cafe"
    assert place.rounds.rules.kind.currentData() == "mix"
    assert not place.rounds.rules.by_itself.isEnabled()  # the running one is the other


def test_the_change_scene_shows_the_cafe_that_is_on_or_comes(document: Document, clock: FakeClock) -> None:
    def found() -> tuple[str, int]:
        item, index = round_to_find(document.live)
        return (item.id if item else "", index)

    assert found() == ("cafe", 0)
    start(document, clock, "cafe", "10:15", "10:39")
    assert found() == ("cafe", 1)
    start(document, clock, "break", "11:05", "11:10")
    assert found() == ("second", 0)
    start(document, clock, "second", "13:00", "13:24")
    assert found() == ("second", 1)
    assert [entry.table for entry in entries_of(document.plan, SECOND, 1)] == [2]
    text = picture(SceneName.CHANGE, document.snapshot, document.live, 1920, 1080).text
    assert "Hosts go on to their next table." in text


def test_notes_go_to_the_running_cafe_with_its_theme_of_the_round(
    document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    place = NotesPlace(document)
    qtbot.addWidget(place)
    start(document, clock, "cafe", "10:15", "10:20")
    assert place.spot == Spot("cafe", "r1", "t1")
    start(document, clock, "second", "13:00", "13:10")
    assert (place.spot, place.editor.theme.currentText()) == (Spot("second", "s1", "t1"), "Buss")
    clock.set("13:26")
    document.tick()
    assert (place.spot, place.editor.theme.currentText()) == (Spot("second", "s2", "t1"), "Areal")


def of(item_id: str, round_id: str, text: str) -> Draft:
    return a_draft(text, item_id=item_id, round_id=round_id, theme_id=None)


def test_cards_and_reports_tell_the_cafes_apart(document: Document, clock: FakeClock) -> None:
    start(document, clock, "cafe", "10:15", "10:20")
    document.write_notes(of("cafe", "r1", "First"))
    start(document, clock, "second", "13:00", "13:26")
    document.write_notes(of("second", "s2", "Second"))
    document.write_notes(of("second", "s2", "Third"))
    cafes = cafes_of(document.plan.event)
    counts = [[card.notes for card in table_cards(document.snapshot, item, document.live)] for item in cafes]
    assert counts == [[1, 0], [2, 0]]
    sections = talk_sections(document.snapshot)
    assert [section.title for section in sections] == ["Kafédialog", "Second café"]
    assert [_told(section) for section in sections] == [["Buss"], ["Areal"]]


def _told(section: Section) -> list[str]:
    """The themes under which something was said."""
    themes = [block for block in section.blocks if isinstance(block, Section)]
    return [theme.title for theme in themes if "No points" not in str(theme.blocks)]
