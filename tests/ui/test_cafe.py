"""Café: what it draws of the day, what its presses and cells store, and the table plan made beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from itertools import combinations
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE, CafeKind, Event, ItemKind, Pair, Plan, Seats, consistent, find, put
from facilitator.people import add_person
from facilitator.record import CheckedIn, Counted, Paused, PhasesGoOn, PhaseStarted, Presence, Screen, Started
from facilitator.rotation import Instance, Progress, improve, plan_rotation
from facilitator.seating import instance_of, meetings_of, seated, with_seats
from facilitator.ui import messages
from facilitator.ui.document import Document, Tone
from facilitator.ui.places import cafe_planning
from facilitator.ui.places.cafe import CafePlace
from facilitator.ui.places.cafe_matrix import MeetingsPanel, by_organisation
from facilitator.ui.room.scenes import SceneName, picture
from facilitator.ui.widgets.rows import CHOICES, RowsModel, RowsView
from tests.builders import (
    FakeClock,
    a_cafe,
    a_day,
    a_person,
    a_plan,
    a_snapshot,
    a_table,
    an_event,
    some_seats,
)
from tests.ui.conftest import OpenDocument
from tests.ui.typing import type_text

TABLES = tuple(
    a_table(n, seats_min=3, seats_target=4, seats_max=5, theme_id="a", host_id=f"p{n}") for n in (1, 2, 3, 4)
)
DAY = replace(a_day(people=16, tables=4, rounds=2), tables=TABLES)


@pytest.fixture
def document(open_document: OpenDocument) -> Document:
    return open_document(replace(a_snapshot(DAY), plan=Plan(event=DAY)))


@pytest.fixture
def told(document: Document) -> list[tuple[str, Tone]]:
    sentences: list[tuple[str, Tone]] = []
    document.told.connect(lambda sentence, tone, *_button: sentences.append((sentence, tone)))
    return sentences


@pytest.fixture
def place(document: Document, qtbot: QtBot) -> CafePlace:
    return shown_place(document, qtbot)


def shown_place(document: Document, qtbot: QtBot) -> CafePlace:
    i18n.use("en")
    made = CafePlace(document)
    qtbot.addWidget(made)
    made.resize(1198, 600)
    made.show()
    return made


def start(document: Document, clock: FakeClock, at: str = "13:00") -> None:
    clock.set("13:00")
    document.press(Started("cafe"))
    clock.set(at)
    document.tick()


def seat_all(document: Document) -> None:
    document.edit(replace(document.plan, seats=some_seats(document.plan.event)), "seat all")


def plan_all(document: Document) -> None:
    """Seats everybody by the rules."""
    cafe = document.plan.event.cafes[0]
    rounds = plan_rotation(instance_of(document.plan, cafe, document.record), steps=10)
    document.edit(with_seats(document.plan, cafe, rounds), "plan all")


def index(view: RowsView, id: str, title: str) -> QModelIndex:
    model: RowsModel[object] = view.rows  # type: ignore[type-var]
    at = next(i for i, column in enumerate(model.columns) if column.title == title)
    return model.index(view.rows.row_of(id), at)


def put_in(view: RowsView, id: str, title: str, text: str) -> bool:
    return view.rows.setData(index(view, id, title), text)


# ── the room ──


def test_the_room_has_a_card_for_each_table(place: CafePlace) -> None:
    assert [card.table.number for card in place.room.model.cards] == [1, 2, 3, 4]
    assert [made.segment.title for made in place.room.strip.buttons if made.segment] == [
        "Round 1",
        "finish writing",
        "change tables",
        "Round 2",
        "finish writing",
    ]


def test_twenty_tables_fit_without_scrolling(sample: Document, qtbot: QtBot) -> None:
    place = shown_place(sample, qtbot)
    cards = place.room.cards
    qtbot.waitUntil(lambda: cards.visualRect(cards.cards.index(19)).isValid())
    assert cards.viewport().rect().contains(cards.visualRect(cards.cards.index(19)))
    assert not cards.verticalScrollBar().isVisible()


def test_the_models_keep_qts_rules(place: CafePlace, document: Document, clock: FakeClock) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = (place.room.model, place.rounds.rounds, place.tables.model, place.plan.model)
    testers = [QAbstractItemModelTester(model, fatal, place) for model in models]
    seat_all(document)
    start(document, clock)
    document.edit(replace(document.plan, event=replace(DAY, tables=TABLES[:2])), "fewer")
    assert [tester.model() for tester in testers] == list(models)


def test_a_click_on_a_phase_goes_there(place: CafePlace, document: Document, clock: FakeClock) -> None:
    place.room.strip.buttons[2].click()
    assert document.live.cafe is None
    start(document, clock, "13:05")
    place.room.strip.buttons[3].click()
    assert document.live.cafe
    assert document.live.cafe.index == 3
    document.undo()
    assert document.live.cafe.index == 0


def test_a_phase_chosen_in_a_pause_ends_the_pause(
    place: CafePlace, document: Document, clock: FakeClock
) -> None:
    start(document, clock, "13:05")
    document.press(Paused("cafe"))
    place.room.strip.buttons[1].click()
    assert document.live.paused_for is None
    assert document.live.cafe
    assert document.live.cafe.index == 1


def test_the_big_action_is_the_next_step(place: CafePlace, document: Document, clock: FakeClock) -> None:
    seat_all(document)
    clock.set("12:50")
    document.press(Started("talk"))
    assert place.room.panel.action.text() == "Start the café"
    place.room.panel.action.click()
    assert document.live.cafe
    place.room.panel.action.click()
    assert document.live.cafe.index == 1


def test_a_table_shows_its_people_and_their_routes(place: CafePlace, document: Document) -> None:
    seat_all(document)
    place.room.cards.choose("t2")
    details = place.room.panel.details
    assert details.heading.text() == "Table 2"
    host = details.model.lines[0]
    assert (host.title, host.detail) == ("Kari 2 Øvre", "2 → 3 · host · Ås kommune")
    document.press(CheckedIn("p6", Presence.ABSENT))
    assert {line.title: line.mark for line in details.model.lines}["Kari 6 Øvre"] == "absent"
    details.close_button.click()
    assert place.room.panel.stack.currentIndex() == 0


def test_cards_follow_the_keyboard(place: CafePlace, document: Document, qtbot: QtBot) -> None:
    seat_all(document)
    place.room.cards.setFocus()
    QTest.keyClick(place.room.cards, Qt.Key.Key_Right)
    assert place.room.cards.table_id
    QTest.keyClick(place.room.cards, Qt.Key.Key_Escape)
    assert place.room.cards.table_id == ""


def test_the_chosen_table_stays_chosen_when_others_come_or_go(place: CafePlace, document: Document) -> None:
    place.room.cards.choose("t3")
    place.tables.view.choose("t3", 1)
    document.edit(replace(document.plan, event=replace(DAY, tables=TABLES[1:])), "fewer")
    assert (place.room.cards.table_id, place.tables.view.chosen) == ("t3", "t3")
    assert place.tables.view.currentIndex().column() == 1
    document.edit(replace(document.plan, event=replace(DAY, tables=TABLES[:2])), "fewer still")
    assert (place.room.cards.table_id, place.tables.view.chosen) == ("", "")


def test_a_running_cafe_comes_to_the_front(place: CafePlace, document: Document, clock: FakeClock) -> None:
    place.show_page("tables")
    start(document, clock)
    assert place.tabs.current == "room"
    assert place.stack.currentWidget() is place.room


def test_a_day_without_a_cafe_gets_one(open_document: OpenDocument, qtbot: QtBot) -> None:
    closing = a_day().items[-1]
    document = open_document(a_snapshot(an_event(items=(closing,))))
    place = shown_place(document, qtbot)
    assert place.empty.isVisible()
    place.add_cafe.click()
    assert [item.kind for item in document.plan.event.items] == [ItemKind.CAFE, ItemKind.CLOSING]
    assert place.room.isVisible()
    assert place.room.no_tables.isVisible()
    place.room.no_tables.click()
    assert place.tabs.current == "tables"


def test_a_cafe_without_rounds_leads_to_them(open_document: OpenDocument, qtbot: QtBot) -> None:
    bare = replace(DAY.cafes[0], rounds=())
    place = CafePlace(open_document(a_snapshot(replace(DAY, items=put(DAY.items, bare)))))
    qtbot.addWidget(place)
    place.show()
    assert place.room.no_rounds.isVisible()
    place.room.no_rounds.click()
    assert place.tabs.current == "rounds"


def test_several_cafes_are_chosen_from(open_document: OpenDocument, qtbot: QtBot) -> None:
    second = replace(
        a_cafe("cafe2", 1), title="Kveldskafé", rounds=(replace(DAY.cafes[0].rounds[0], id="k1"),)
    )
    document = open_document(
        replace(a_snapshot(DAY), plan=Plan(event=replace(DAY, items=put(DAY.items, second))))
    )
    place = shown_place(document, qtbot)
    assert place.chooser.isVisible()
    place.chooser.setCurrentIndex(1)
    place.chooser.activated.emit(1)
    assert place.item
    assert place.item.id == "cafe2"
    assert len(place.rounds.rounds.rows) == 1


# ── rounds and themes ──


def test_a_length_typed_in_a_cell_is_stored_and_moves_the_day(place: CafePlace, document: Document) -> None:
    assert put_in(place.rounds.rounds_view, "r1", "Talk, min", "15")
    assert document.plan.event.cafes[0].rounds[0].talk == 15 * MINUTE
    assert document.plan.event.cafes[0].length == 43 * MINUTE
    assert place.rounds.length.text() == "2 rounds, 43 min, 10:15–10:58"
    assert document.undo_stack.undoText() == "change a round"


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("Talk, min", "mye", "Type whole minutes"),
        ("Talk, min", "0", "at least one minute"),
        ("Talk, min", "25 h", "can last 24 hours at most"),
        ("Warning before", "30", "cannot come before it begins"),
    ],
)
def test_a_length_that_cannot_be_is_told(
    place: CafePlace, document: Document, told: list[tuple[str, Tone]], title: str, text: str, reason: str
) -> None:
    before = document.plan
    assert not put_in(place.rounds.rounds_view, "r1", title, text)
    [(sentence, tone)] = told
    assert f"“{text}” was not stored" in sentence
    assert reason in sentence
    assert tone is Tone.ERROR
    assert document.plan == before


def test_the_last_round_changes_no_tables(place: CafePlace, told: list[tuple[str, Tone]]) -> None:
    assert index(place.rounds.rounds_view, "r2", "Change, min").data() == "–"
    assert not put_in(place.rounds.rounds_view, "r2", "Change, min", "2")
    assert "After the last round" in told[0][0]


def test_a_round_that_has_begun_is_history(
    place: CafePlace, document: Document, clock: FakeClock, told: list[tuple[str, Tone]]
) -> None:
    start(document, clock, "13:05")
    assert not put_in(place.rounds.rounds_view, "r1", "Talk, min", "10")
    assert "has begun" in told[-1][0]
    assert put_in(place.rounds.rounds_view, "r2", "Talk, min", "10")
    assert put_in(place.rounds.rounds_view, "r1", "Question of the round", "Hva nå?")


def test_rounds_are_added_and_removed(place: CafePlace, document: Document) -> None:
    place.rounds.add_round.click()
    assert len(document.plan.event.cafes[0].rounds) == 3
    place.rounds.rounds_view.choose("r2")
    place.rounds.remove_round.click()
    assert [round_.id for round_ in document.plan.event.cafes[0].rounds] == ["r1", "new-1"]


def test_the_question_and_how_phases_begin_are_stored(place: CafePlace, document: Document) -> None:
    place.show_page("rounds")
    place.rounds.question.setText("Hva må til?")
    place.rounds.question.editingFinished.emit()
    place.rounds.rules.by_itself.click()
    cafe = document.plan.event.cafes[0]
    assert (cafe.prompt, cafe.by_itself) == ("Hva må til?", False)
    document.undo()
    assert place.rounds.rules.by_itself.isChecked()


def test_how_phases_begin_can_be_said_while_the_cafe_runs(
    place: CafePlace, document: Document, clock: FakeClock
) -> None:
    place.show_page("rounds")
    box = place.rounds.rules.by_itself
    start(document, clock, "13:10")
    box.click()
    assert document.plan.event.cafes[0].by_itself
    assert document.record.entries[-1].fact == PhasesGoOn("cafe", by_itself=False)
    clock.set("13:30")
    document.tick()
    assert document.live.cafe
    assert (document.live.cafe.index, box.isChecked()) == (0, False)
    document.undo()
    assert box.isChecked()
    assert document.live.cafe.index == 3


def test_the_rules_of_a_cafe_are_chosen(place: CafePlace, document: Document) -> None:
    place.show_page("rounds")
    rules = place.rounds.rules
    choose(rules.hosts, "new")
    choose(rules.next_round, "")
    rules.themes_once.click()
    rules.turn.setValue(2)
    choose(rules.kind, "carousel")
    cafe = document.plan.event.cafes[0]
    assert (cafe.cafe_kind, cafe.new_hosts, cafe.moved_by_itself) == (CafeKind.CAROUSEL, True, False)
    assert (cafe.each_theme_once, cafe.turn) == (True, 2 * MINUTE)
    assert rules.explanation.text() == (
        "Groups stay together and go to the next table in each round; hosts stay."
    )
    for _step in range(5):
        document.undo()
    assert document.plan.event == DAY
    assert (rules.kind.currentIndex(), rules.hosts.currentIndex(), rules.turn.value()) == (0, 0, 0)


@pytest.mark.parametrize(("kind", "hosts"), [("mix", True), ("wandering", False), ("free", False)])
def test_hosts_are_chosen_where_the_kind_leaves_a_choice(place: CafePlace, kind: str, *, hosts: bool) -> None:
    place.show_page("rounds")
    choose(place.rounds.rules.kind, kind)
    assert place.rounds.rules.hosts.isEnabled() is hosts
    assert place.rounds.rules.themes_once.isEnabled() is (kind == "mix")


def test_who_moves_is_settled_once_the_cafe_runs(
    place: CafePlace, document: Document, clock: FakeClock
) -> None:
    place.show_page("rounds")
    start(document, clock, "13:10")
    rules = place.rounds.rules
    settled = (rules.kind, rules.hosts, rules.next_round)
    assert not any(widget.isEnabled() for widget in settled)
    assert rules.turn.isEnabled()
    document.press(Started("break"))
    assert not rules.by_itself.isEnabled()


def test_a_round_may_begin_in_silence(place: CafePlace, document: Document) -> None:
    assert put_in(place.rounds.rounds_view, "r1", "Silence, min", "1")
    cafe = document.plan.event.cafes[0]
    assert (cafe.rounds[0].silence, cafe.length) == (MINUTE, 49 * MINUTE)


def choose(box: QComboBox, value: str) -> None:
    """Chooses as a user does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_themes_are_written_line_by_line(place: CafePlace, document: Document, qtbot: QtBot) -> None:
    place.show_page("rounds")
    place.rounds.add_theme.click()
    editor = place.rounds.themes_view.findChild(QLineEdit)
    assert editor
    editor.clear()
    type_text(editor, "Skole på Ås")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(document.plan.event.themes) == 4)
    assert document.plan.event.themes[2].title == "Skole på Ås"


def test_a_theme_needs_a_title(place: CafePlace, document: Document, told: list[tuple[str, Tone]]) -> None:
    assert not put_in(place.rounds.themes_view, "a", "Theme", "")
    assert "A theme needs a title" in told[0][0]
    assert document.plan.event.themes[0].title == "Areal"


# ── tables ──


def test_tables_are_edited_in_their_cells(place: CafePlace, document: Document) -> None:
    view = place.tables.view
    assert put_in(view, "t1", "Number", "12")
    assert put_in(view, "t1", "Theme", "b")
    assert put_in(view, "t1", "Host", "p9")
    assert put_in(view, "t1", "Note-taker", "p10")
    table = document.plan.event.tables[0]
    assert (table.number, table.theme_id, table.host_id, table.note_taker_id) == (12, "b", "p9", "p10")
    assert put_in(view, "t1", "Theme", "")
    assert document.plan.event.tables[0].theme_id is None


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("Number", "2", "two tables with number 2"),
        ("Number", "x", "whole number"),
        ("Number", "0", "whole number"),
        ("Seats, least", "6", "least ≤ wanted ≤ most"),
        ("most", "2", "least ≤ wanted ≤ most"),
        ("Host", "p2", "hosts another table too"),
    ],
)
def test_a_table_that_cannot_be_is_told(
    place: CafePlace, document: Document, told: list[tuple[str, Tone]], title: str, text: str, reason: str
) -> None:
    before = document.plan
    assert not put_in(place.tables.view, "t1", title, text)
    assert reason in told[0][0]
    assert document.plan == before


def test_many_tables_are_added_at_once(place: CafePlace, document: Document) -> None:
    place.tables.count.setValue(6)
    place.tables.add.click()
    assert [table.number for table in document.plan.event.tables] == list(range(1, 11))
    assert place.tables.view.chosen == "new-1"


def test_the_first_tables_are_added_by_typing_how_many(open_document: OpenDocument, qtbot: QtBot) -> None:
    document = open_document(a_snapshot(replace(DAY, tables=())))
    place = shown_place(document, qtbot)
    place.room.no_tables.click()
    QTest.keyClicks(place.tables.count, "6")
    QTest.keyClick(place.tables.count, Qt.Key.Key_Return)
    assert len(document.plan.event.open_tables) == 6


def test_a_removed_table_is_shown_when_asked_for(place: CafePlace, document: Document, qtbot: QtBot) -> None:
    place.show_page("tables")
    place.tables.view.choose("t2")
    QTest.keyClick(place.tables.view, Qt.Key.Key_Delete)
    assert document.plan.event.tables[1].removed
    assert len(place.tables.model.rows) == 3
    place.tables.show_removed.click()
    place.tables.view.choose("t2")
    assert place.tables.remove.text() == "Put back"
    place.tables.remove.click()
    assert not document.plan.event.tables[1].removed


def test_a_cell_is_edited_by_its_drop_down_list(place: CafePlace, document: Document, qtbot: QtBot) -> None:
    place.show_page("tables")
    view = place.tables.view
    cell = index(view, "t1", "Theme")
    view.setCurrentIndex(cell)
    QTest.keyClick(view, Qt.Key.Key_F2)
    combo = view.findChild(QComboBox)
    assert combo
    assert combo.currentText() == "Areal"
    combo.setCurrentIndex(combo.findText("Buss"))
    combo.activated.emit(combo.currentIndex())
    assert document.plan.event.tables[0].theme_id == "b"


def test_a_host_is_found_by_typing_over_what_stands_there(
    place: CafePlace, document: Document, qtbot: QtBot
) -> None:
    place.show_page("tables")
    view = place.tables.view
    view.setCurrentIndex(index(view, "t1", "Host"))
    QTest.keyClick(view, Qt.Key.Key_F2)
    combo = view.findChild(QComboBox)
    assert combo
    line, completer = combo.lineEdit(), combo.completer()
    assert line is not None
    assert completer is not None
    qtbot.waitUntil(lambda: line.selectedText() == combo.currentText() != "")
    popup = completer.popup()
    assert popup is not None
    assert popup.isVisible()
    popup.hide()


# ── the table plan ──


def test_a_table_plan_is_made_beside_the_window(place: CafePlace, document: Document, qtbot: QtBot) -> None:
    assert place.room.panel.action.text() == "Make a table plan"
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.room.panel.action.click()
        assert place.plan.cancel.isVisible()
    assert not place.plan.cancel.isVisible()
    assert set(document.plan.seats) == {"r1", "r2"}
    everybody = {person.id for person in document.plan.event.people}
    assert {p for people in document.plan.seats["r2"].values() for p in people} == everybody
    document.undo()
    assert document.plan.seats == {}


def test_a_cancelled_plan_is_not_stored(place: CafePlace, document: Document, qtbot: QtBot) -> None:
    place.show_page("plan")
    place.plan.make.click()
    place.plan.cancel.click()
    place.plan.make.click()
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        pass
    assert document.undo_stack.count() == 1


def test_a_plan_for_another_list_of_people_is_not_stored(
    place: CafePlace, document: Document, qtbot: QtBot
) -> None:
    place.plan.make_plan()
    document.press(CheckedIn("p9", Presence.ABSENT))
    qtbot.waitUntil(lambda: "Something changed" in place.plan.problem.text(), timeout=30_000)
    assert document.plan.seats == {}


def test_more_people_than_seats_is_said_before_anything_is_planned(
    open_document: OpenDocument, qtbot: QtBot
) -> None:
    day = replace(DAY, tables=TABLES[:2])
    place = shown_place(open_document(replace(a_snapshot(day), plan=Plan(event=day))), qtbot)
    place.plan.make_plan()
    assert "There are 16 people, but only 10 seats." in place.plan.problem.text()
    assert place.plan.make.isEnabled()


@pytest.mark.parametrize("kind", [CafeKind.CAROUSEL, CafeKind.WANDERING])
def test_groups_are_seated_as_the_kind_has_them(document: Document, qtbot: QtBot, kind: CafeKind) -> None:
    with_cafe(document, cafe_kind=kind)
    place = shown_place(document, qtbot)
    place.show_page("plan")
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.plan.make.click()
    hosts = {table.host_id for table in document.plan.event.tables}
    groups = [
        {frozenset(set(people) - hosts) for people in document.plan.seats[round_id].values()}
        for round_id in ("r1", "r2")
    ]
    assert groups[0] == groups[1]


def test_each_round_gets_hosts_from_those_who_sit_there(document: Document, qtbot: QtBot) -> None:
    with_cafe(document, new_hosts=True)
    place = shown_place(document, qtbot)
    place.show_page("plan")
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.plan.make.click()
    hosts = document.plan.hosts
    assert set(hosts) == {"r1", "r2"}
    for round_id, by_table in hosts.items():
        assert len(by_table) == 4
        assert all(host in document.plan.seats[round_id][table] for table, host in by_table.items())
    assert not {*hosts["r1"].values()} & {*hosts["r2"].values()}


def test_the_best_plan_so_far_is_shown_and_can_be_kept(
    document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = shown_place(document, qtbot)
    place.show_page("plan")
    monkeypatch.setattr(cafe_planning, "STEPS", 10**9)
    monkeypatch.setattr(cafe_planning, "improve", endless(improve))
    place.plan.make.click()
    qtbot.waitUntil(lambda: place.plan.summary.text().startswith("Best so far: "), timeout=30_000)
    assert place.plan.keep.isEnabled()
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.plan.keep.click()
    assert set(document.plan.seats) == {"r1", "r2"}
    assert "twice" in place.plan.summary.text()


def endless(plan: Callable[..., Iterator[Progress]]) -> Callable[..., Iterator[Progress]]:
    """A planner that never comes to an end."""

    def search(instance: Instance, *, fewest_changes: bool) -> Iterator[Progress]:
        found = next(plan(instance, fewest_changes=fewest_changes))
        while True:
            yield found

    return search


def test_one_press_gives_latecomers_a_seat(
    place: CafePlace, document: Document, clock: FakeClock, qtbot: QtBot, told: list[tuple[str, Tone]]
) -> None:
    plan_all(document)
    place.show_page("plan")
    assert not place.plan.trouble.isVisible()
    start(document, clock, "13:05")
    place.show_page("plan")
    before = document.plan
    document.edit(add_person(before, a_person("late", name="Sen Sensen")), "add")
    assert place.plan.trouble.words.text() == "▲ 1 lacks a seat (Sen Sensen)"
    with qtbot.waitSignal(document.record_changed, timeout=30_000):
        place.plan.trouble.repair.click()
    assert not place.plan.trouble.isVisible()
    assert told[-1][0].startswith("1 person got a new route.")
    assert any("late" in people for people in document.plan.seats["r1"].values())
    assert place.plan.changed.words.text() == "1 person has a new route"
    place.plan.changed.only.click()
    assert [route.id for route in place.plan.model.rows] == ["late"]
    document.undo()
    assert document.plan.seats == before.seats
    assert document.record.rerouted == {}
    assert place.plan.trouble.isVisible()
    assert len(place.plan.model.rows) == 17


def test_who_has_a_new_route_is_shown_in_the_room_and_gets_a_slip(
    place: CafePlace,
    document: Document,
    clock: FakeClock,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan_all(document)
    start(document, clock, "13:05")
    place.show_page("plan")
    document.edit(add_person(document.plan, a_person("late", name="Sen Sensen")), "add")
    with qtbot.waitSignal(document.record_changed, timeout=30_000):
        place.plan.trouble.repair.click()
    place.plan.changed.show_room.click()
    assert document.record.held == {Screen.ROOM: "new_routes"}
    shown = picture(SceneName.NEW_ROUTES, document.snapshot, document.live, 1920, 1080).text
    assert "Sen Sensen" in shown
    assert "Kari 9 Øvre" not in shown
    file = tmp_path / "slips.pdf"
    monkeypatch.setattr(messages, "choose_file_to_save", lambda *_args: file)
    with qtbot.waitSignal(document.told, timeout=30_000):
        place.plan.changed.slips.click()
    assert "Sen Sensen" in PdfReader(file).pages[0].extract_text()


def test_who_went_is_told_and_taken_from_their_seats(
    place: CafePlace, document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    seat_all(document)
    place.show_page("plan")
    start(document, clock, "13:05")
    place.show_page("plan")
    document.press(CheckedIn("p9", Presence.LEFT))
    assert place.plan.trouble.words.text() == "▲ 1 who is not here has a seat"
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.plan.trouble.repair.click()
    assert all("p9" not in people for people in document.plan.seats["r1"].values())
    assert not place.plan.trouble.isVisible()


def test_a_stand_in_from_the_table_leads_it_by_one_click(
    place: CafePlace, document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    plan_all(document)
    start(document, clock, "13:05")
    place.show_page("plan")
    document.press(CheckedIn("p1", Presence.LEFT))
    menu = place.plan.trouble.stand_in.menu()
    assert place.plan.trouble.stand_in.accessibleName() == "Host of table 1"
    sitting = set(document.plan.seats["r1"]["t1"]) - {"p1"}
    assert len(menu.actions()) == len(sitting)
    before = document.plan
    with qtbot.waitSignal(document.record_changed, timeout=30_000):
        menu.actions()[0].trigger()
    host = document.plan.event.tables[0].host_id
    assert host in sitting
    assert host in document.plan.seats["r2"]["t1"]
    assert not place.plan.trouble.isVisible()
    after = document.plan
    document.undo()  # the host and the routes are one step
    assert document.plan == before
    document.redo()
    assert document.plan == after


def test_a_host_of_the_round_who_leaves_is_replaced_from_the_table_by_one_click(
    place: CafePlace, document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    with_cafe(document, new_hosts=True)
    place.show_page("plan")
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.plan.make.click()
    start(document, clock, "13:05")
    seats, gone = document.plan.seats, document.plan.hosts["r1"]["t2"]
    document.press(CheckedIn(gone, Presence.LEFT))
    assert place.trouble.isVisible()  # the room is shown
    place.show_page("plan")
    assert place.plan.trouble.stand_in.accessibleName() == "Host of table 2"
    place.plan.trouble.stand_in.menu().actions()[0].trigger()
    host = document.plan.hosts["r1"]["t2"]
    assert host in set(seats["r1"]["t2"]) - {gone}
    assert not place.plan.trouble.stand_in.isVisible()
    assert document.plan.seats == seats  # nobody else moves
    document.undo()
    assert document.plan.hosts["r1"]["t2"] == gone


def test_a_round_that_begins_by_itself_is_seen_also_where_nothing_can_be_stored(
    place: CafePlace, document: Document, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_facts: object) -> None:
        raise FacilitatorError("The disk is full.")

    plan_all(document)
    start(document, clock, "13:05")
    place.show_page("plan")
    left = document.plan.seats["r1"]["t1"][1]
    document.edit(replace(document.plan, seats=without_seat(document.plan, "r1", left)), "take the seat")
    assert place.plan.trouble.words.text().startswith("▲ 1 lacks a seat")
    assert place.plan.make.isEnabled()
    monkeypatch.setattr(document.store, "append", full)
    clock.set("13:26")  # the second round has begun: who lacked a seat in the first has one again
    with pytest.raises(FacilitatorError):
        document.tick()
    assert not place.plan.trouble.isVisible()
    assert not place.plan.make.isEnabled()
    place.show_page("room")
    assert not place.trouble.isVisible()


def without_seat(plan: Plan, round_id: str, person_id: str) -> Seats:
    return seated(plan.seats, round_id, person_id, None)


def test_a_plan_that_no_longer_fits_is_told_on_every_page(
    place: CafePlace, document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    plan_all(document)
    start(document, clock, "13:05")
    document.press(CheckedIn("p9", Presence.LEFT))
    assert not place.trouble.isVisible()  # an empty chair can wait
    document.edit(add_person(document.plan, a_person("late")), "add")
    assert place.trouble.isVisible()
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.repair.click()
    place.show_page("room")
    assert not place.trouble.isVisible()


def test_two_tables_are_merged_while_the_round_runs(
    place: CafePlace, document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    plan_all(document)
    start(document, clock, "13:05")
    place.show_page("tables")
    place.tables.view.choose("t4")
    both = {*document.plan.seats["r1"]["t1"], *document.plan.seats["r1"]["t4"]}
    place.tables.merge.menu().actions()[0].trigger()
    assert set(document.plan.seats["r1"]["t1"]) == both
    assert document.plan.event.tables[3].removed
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.repair.click()
    assert "t4" not in document.plan.seats["r2"]


def test_who_has_not_come_is_marked_by_one_press(
    place: CafePlace, document: Document, clock: FakeClock
) -> None:
    seat_all(document)
    document.press(*(CheckedIn(f"p{n}", Presence.PRESENT) for n in range(1, 15)))
    place.show_page("plan")
    assert not place.plan.trouble.isVisible()
    start(document, clock, "13:05")
    place.show_page("plan")
    assert place.plan.trouble.late.text() == "Mark 2 not here as absent"
    place.plan.trouble.late.click()
    assert document.record.present("p16") is Presence.ABSENT
    document.undo()
    assert document.record.present("p16") is Presence.EXPECTED


def test_a_person_and_whom_they_meet(place: CafePlace, document: Document) -> None:
    seat_all(document)
    place.show_page("plan")
    place.plan.view.setFocus()
    place.plan.view.choose("p9")
    assert place.plan.person.isVisible()
    assert place.plan.person.heading.text() == "Kari 9 Øvre"
    assert place.plan.person.route.text().startswith("Round 1: table ")
    together = {
        id
        for round_id in ("r1", "r2")
        for people in document.plan.seats[round_id].values()
        if "p9" in people
        for id in people
    }
    assert place.plan.person.count.text() == f"Meets {len(together) - 1} people"


def test_what_a_persons_seats_heed_is_stored(place: CafePlace, document: Document) -> None:
    plan_all(document)
    place.show_page("plan")
    place.plan.view.setFocus()
    place.plan.view.choose("p9")
    place.plan.person.tabs.buttons["wishes"].click()
    form = place.plan.person.wishes
    arrives = form.times.widgets["arrives"]
    type_text(arrives, "1310")
    QTest.keyClick(arrives, Qt.Key.Key_Return)
    person = find(document.plan.event.people, "p9")
    assert person
    assert person.arrives == time(13, 10)
    type_text(arrives, "snart")
    QTest.keyClick(arrives, Qt.Key.Key_Return)
    assert form.times.errors["arrives"].text() == "Type a time of day, such as 13:30."
    form.wishes[0].setCurrentIndex(form.wishes[0].findData("b"))
    form.wishes[0].activated.emit(0)
    person = find(document.plan.event.people, "p9")
    assert person
    assert person.wishes == ("b",)
    for together, words in ((True, "With Kari 5 Øvre"), (False, "Never with Kari 5 Øvre")):
        box = form.adders[together]
        box.setCurrentIndex(box.findData("p5"))
        box.activated.emit(0)
        assert [(pair.one_id, pair.other_id, pair.together) for pair in document.plan.event.pairs] == [
            ("p9", "p5", together)
        ]
        assert form.pairs.item(0).text() == words
    form.pairs.setCurrentRow(0)
    form.remove.click()
    assert document.plan.event.pairs == ()


def test_the_picture_tells_who_meets_whom(place: CafePlace, document: Document) -> None:
    seat_all(document)
    place.show_page("plan")
    place.plan.picture.click()
    panel = place.plan.findChild(MeetingsPanel)
    assert panel
    people = by_organisation(document.plan, document.plan.event.cafes[0])
    side = min(panel.matrix.width(), panel.matrix.height()) / len(people)
    words = [
        panel.matrix.words_at(QPoint(round((one + 0.5) * side), round(0.5 * side)))
        for one in range(len(people))
    ]
    assert words[0] == ""
    assert all(people[0].name in word and people[at].name in word for at, word in enumerate(words) if at)
    met = meetings_of(document.plan, document.plan.event.cafes[0])
    assert sum("do not meet" in word for word in words) == sum(
        frozenset((people[0].id, other.id)) not in met for other in people[1:]
    )


def plan_again(place: CafePlace, document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.record_changed, timeout=30_000):
        place.plan.make.click()


def test_the_plan_before_is_compared_and_kept_by_one_press(
    place: CafePlace, document: Document, qtbot: QtBot
) -> None:
    seat_all(document)
    place.show_page("plan")
    before = document.plan
    assert not place.plan.compare.isVisible()
    plan_again(place, document, qtbot)
    now = document.plan
    place.plan.compare.click()
    panel = place.plan.comparison
    assert panel.isVisible()
    assert panel.moved.text().endswith("have another route in the present plan than in the one before.")
    assert "Meet twice: 24 before, 0 now." in panel.accessibleDescription()
    panel.keep_before.click()
    assert document.plan.seats == before.seats
    assert document.undo_stack.undoText() == "keep the table plan before"
    assert not panel.isVisible()
    document.undo()
    assert document.plan.seats == now.seats
    place.plan.compare.click()
    panel.keep_now.click()
    assert document.plan.seats == now.seats
    document.undo()
    assert not place.plan.compare.isVisible()


def test_a_round_that_has_begun_keeps_its_seats_when_the_plan_before_is_kept(
    place: CafePlace, document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    seat_all(document)
    place.show_page("plan")
    before = document.plan
    plan_again(place, document, qtbot)
    now = document.plan
    start(document, clock, "13:05")
    place.plan.keep_before()
    assert document.plan.seats == {**before.seats, "r1": now.seats["r1"]}


def test_the_first_plan_has_none_before_it(place: CafePlace, document: Document, qtbot: QtBot) -> None:
    place.show_page("plan")
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.plan.make.click()
    assert not place.plan.compare.isVisible()


FEW = replace(DAY, people=DAY.people[:3])
NOTE_TAKERS = tuple(
    replace(table, seats_min=1, seats_target=1, seats_max=1, note_taker_id=f"p{4 + table.number}")
    for table in TABLES
)

APART = tuple(
    Pair(id=f"{one}-{other}", one_id=f"p{one}", other_id=f"p{other}", together=False)
    for one, other in combinations(range(5, 10), 2)
)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        pytest.param(FEW, "There are 3 people, but the tables need at least 12.", id="three people"),
        pytest.param(replace(DAY, tables=()), "There is no table for 16 people.", id="no tables"),
        pytest.param(replace(DAY, people=()), "Nobody is on the list of people.", id="nobody"),
        pytest.param(
            replace(DAY, tables=NOTE_TAKERS),
            "Table 1 has 2 hosts and note-takers, but only 1 seat. Give",
            id="more hosts than seats",
        ),
        pytest.param(
            replace(DAY, pairs=APART),
            "Kari 5 Øvre, Kari 6 Øvre, Kari 7 Øvre, Kari 8 Øvre, Kari 9 Øvre must all sit apart, "
            "but there are only 4 tables for the 5 of them.",
            id="more apart than tables",
        ),
    ],
)
def test_what_cannot_be_planned_is_said_and_nothing_changed(
    open_document: OpenDocument, qtbot: QtBot, day: Event, sentence: str
) -> None:
    plan = consistent(Plan(event=day))
    document = open_document(replace(a_snapshot(day), plan=plan))
    place = shown_place(document, qtbot)
    place.plan.make_plan()
    assert sentence in place.plan.problem.text()
    assert document.plan == plan


@pytest.mark.parametrize(
    ("people", "tables", "rounds", "warning"),
    [
        pytest.param(4, 4, 2, "All are hosts, so nobody goes from table to table.", id="all hosts"),
        pytest.param(16, 2, 3, "There are 3 rounds and only 2 tables", id="more rounds than tables"),
    ],
)
def test_what_cannot_be_avoided_is_said_beside_the_plan(
    open_document: OpenDocument, qtbot: QtBot, people: int, tables: int, rounds: int, warning: str
) -> None:
    at = tuple(replace(table, seats_min=1, seats_target=9, seats_max=9) for table in TABLES[:tables])
    day = replace(a_day(people=people, tables=0, rounds=rounds), tables=at)
    document = open_document(replace(a_snapshot(day), plan=Plan(event=day)))
    place = shown_place(document, qtbot)
    with qtbot.waitSignal(document.event_changed, timeout=60_000):
        place.plan.make_plan()
    assert warning in place.plan.problem.text()


def test_begun_rounds_stay_when_the_rest_is_planned_anew(
    place: CafePlace, document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    seat_all(document)
    first = document.plan.seats["r1"]
    start(document, clock, "13:05")
    assert place.plan.make.text() == "Plan the rounds to come"
    with qtbot.waitSignal(document.event_changed, timeout=30_000):
        place.plan.make.click()
    assert document.plan.seats["r1"] == first
    assert document.plan.seats["r2"]["t1"][0] == "p1"


def test_routes_are_searched_and_sorted(place: CafePlace, document: Document) -> None:
    seat_all(document)
    assert len(place.plan.model.rows) == 16
    place.plan.search.setText("kari 12")
    assert [route.name for route in place.plan.model.rows] == ["Kari 12 Øvre"]
    assert index(place.plan.view, "p12", "Round 1").data() == "4"


def test_a_seat_moved_by_hand_is_stored_and_what_it_breaks_is_said(
    place: CafePlace, document: Document, told: list[tuple[str, Tone]]
) -> None:
    seat_all(document)
    view = place.plan.view
    assert index(view, "p5", "Round 2").data(CHOICES)[1] == ("t1", "1")
    assert put_in(view, "p5", "Round 1", "t2")
    assert "p5" in document.plan.seats["r1"]["t2"]
    [(sentence, tone)] = told
    assert tone is Tone.WARNING
    assert "Table 2 now has 5 people in round 1, more than wanted." in sentence
    assert "comes to the same table twice" in sentence


def test_a_table_takes_no_more_than_its_seats(
    place: CafePlace, document: Document, told: list[tuple[str, Tone]]
) -> None:
    seat_all(document)
    assert put_in(place.plan.view, "p5", "Round 1", "t2")
    before = document.plan
    assert not put_in(place.plan.view, "p7", "Round 1", "t2")
    assert "“2” was not stored. Table 2 has 5 seats, and all are taken in round 1." in told[-1][0]
    assert document.plan == before


def test_a_seat_of_a_begun_round_is_history(
    place: CafePlace, document: Document, clock: FakeClock, told: list[tuple[str, Tone]]
) -> None:
    seat_all(document)
    start(document, clock, "13:05")
    assert not put_in(place.plan.view, "p5", "Round 1", "t2")
    assert "Round 1 has begun" in told[-1][0]
    assert put_in(place.plan.view, "p5", "Round 2", "")
    assert "p5" not in {p for people in document.plan.seats["r2"].values() for p in people}


def test_a_moved_host_is_said(place: CafePlace, document: Document, told: list[tuple[str, Tone]]) -> None:
    document.edit(a_plan(DAY), "seat")
    seats = {
        r: {t: tuple(p for p in ps if p != "p1") for t, ps in s.items()}
        for r, s in document.plan.seats.items()
    }
    for seating in seats.values():
        seating["t1"] = ("p1", *seating["t1"])
    document.edit(replace(document.plan, seats=seats), "hosts stay")
    assert put_in(place.plan.view, "p1", "Round 1", "t4")
    assert "Kari 1 Øvre leads another table in round 1." in told[-1][0]
    assert find(document.plan.event.people, "p1")


# ── kinds ──


def with_cafe(document: Document, **values: object) -> None:
    item = replace(document.plan.event.cafes[0], **values)  # type: ignore[arg-type]
    event = document.plan.event
    document.edit(replace(document.plan, event=replace(event, items=put(event.items, item))), "another kind")


def test_a_change_that_waits_asks_whether_all_have_moved(
    place: CafePlace, document: Document, clock: FakeClock
) -> None:
    with_cafe(document, moved_by_itself=False)
    seat_all(document)
    start(document, clock, "13:10")
    assert place.room.panel.action.text() == "Finish writing"
    clock.set("13:40")
    document.tick()
    assert document.live.cafe
    assert document.live.cafe.index == 2
    assert place.room.panel.action.text() == "Everyone has moved"
    place.room.panel.action.click()
    assert document.record.entries[-1].fact == PhaseStarted("cafe", 3)
    assert document.live.cafe.index == 3


def test_people_are_counted_by_keyboard(
    place: CafePlace, document: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    with_cafe(document, cafe_kind=CafeKind.FREE)
    start(document, clock, "13:05")
    room, spin = place.room, place.room.panel.details.people
    room.cards.setFocus()
    room.cards.choose("t2")
    QTest.keyClick(room.cards, Qt.Key.Key_Return)
    qtbot.waitUntil(spin.hasFocus)
    QTest.keyClicks(spin, "5")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert room.cards.hasFocus()
    assert document.record.entries[-1].fact == Counted("r1", "t2", 5)
    assert [card.people for card in room.model.cards] == [None, 5, None, None]
    room.cards.choose("t1")
    assert spin.value() == 0
    document.undo()
    room.cards.choose("t2")
    assert spin.value() == 0


def test_nobody_is_counted_before_the_cafe(place: CafePlace, document: Document) -> None:
    with_cafe(document, cafe_kind=CafeKind.FREE)
    place.room.cards.choose("t1")
    assert place.room.panel.details.counting.isVisible()
    assert not place.room.panel.details.people.isEnabled()
    assert place.room.panel.action.text() == ""
    with_cafe(document, cafe_kind=CafeKind.MIX)
    assert not place.room.panel.details.counting.isVisible()


def test_the_chosen_table_has_the_host_and_theme_of_the_round(
    place: CafePlace, document: Document, clock: FakeClock
) -> None:
    with_cafe(document, cafe_kind=CafeKind.WANDERING)
    themes = tuple(replace(t, theme_id="ab"[t.number % 2]) for t in TABLES)
    seats = {"r1": {"t1": ("p1", "p9"), "t4": ("p4",)}, "r2": {"t1": ("p4", "p9"), "t2": ("p1",)}}
    event = replace(document.plan.event, tables=themes)
    document.edit(replace(document.plan, event=event, seats=seats), "seats")
    start(document, clock, "13:30")
    place.room.cards.choose("t1")
    details = place.room.panel.details
    assert details.theme.text() == "Areal"
    assert [(line.title, "host" in line.detail) for line in details.model.lines] == [
        ("Kari 4 Øvre", True),
        ("Kari 9 Øvre", False),
    ]
