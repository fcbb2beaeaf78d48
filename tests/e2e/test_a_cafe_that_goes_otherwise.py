"""The sample day's café when it goes otherwise: no-shows, a late bus, a missing host, a table closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.event import Item, Seats, find
from facilitator.models import Store, verify
from facilitator.record import CheckedIn, Presence, Started
from facilitator.rotation import breaks
from facilitator.sample import sample_snapshot
from facilitator.seating import instance_of, rotation_of, routes
from facilitator.ui.app import Program
from facilitator.ui.document import Document
from facilitator.ui.main_window import MainWindow
from facilitator.ui.places.cafe import CafePlace
from tests.builders import FakeClock, a_moment

CAFE = "item-cafe"
PATIENCE = 60_000  # ms that the planner is waited for


class Day:
    """The program with its window, and the café's place in front."""

    def __init__(self, program: Program, clock: FakeClock, qtbot: QtBot) -> None:
        self.document = cast(Document, program.document)
        self.clock = clock
        self.qtbot = qtbot
        window = cast(MainWindow, program.window)
        window.show_place("cafe")
        self.place = cast(CafePlace, window.places["cafe"])
        self.place.show_page("plan")

    @property
    def item(self) -> Item:
        item = find(self.document.plan.event.items, CAFE)
        assert item is not None
        return item

    @property
    def seats(self) -> Seats:
        return self.document.plan.seats

    def at(self, local: str) -> None:
        self.clock.set(local)
        self.document.tick()
        self.place.show_page("plan")

    def mark(self, presence: Presence, *ids: str) -> None:
        self.document.press(*(CheckedIn(id, presence) for id in ids))

    def repair(self, begun: int) -> int:
        """One press that puts all right; how many got a new route."""
        frozen = {round_.id: self.seats[round_.id] for round_ in self.item.rounds[: begun - 1]}
        assert self.place.plan.troubles
        with self.qtbot.waitSignal(self.document.event_changed, timeout=PATIENCE):
            self.place.plan.trouble.repair.click()
        return self.put_right(begun, frozen)

    def put_right(self, begun: int, frozen: Seats) -> int:
        plan, record = self.document.plan, self.document.record
        assert not self.place.plan.troubles
        assert {id: plan.seats[id] for id in frozen} == frozen
        instance = instance_of(plan, self.item, record, begun=begun)
        assert breaks(instance, rotation_of(plan, self.item, begun=begun)) == ()
        return len(record.rerouted.get(CAFE, ()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "stormøte.facilitator"
    Store.create(file, sample_snapshot()).close()
    return file


@pytest.fixture
def day(qapp: QApplication, file: Path, qtbot: QtBot) -> Iterator[Day]:
    clock = FakeClock("13:00")
    program = Program(qapp, clock, "nb")
    program.open(file)
    yield Day(program, clock, qtbot)
    program.close_document()


def test_the_table_plan_follows_the_day(day: Day, file: Path) -> None:
    document = day.document
    people = [person.id for person in document.plan.event.seated]
    leading = {table.host_id for table in document.plan.event.open_tables}
    guests = [id for id in people if id not in leading]
    no_shows, bus = guests[:3], guests[3:15]

    # Three never come, twelve sit on a bus; the moderator counts on none of them.
    day.mark(Presence.PRESENT, *(id for id in people if id not in (*no_shows, *bus)))
    day.at("13:20")
    document.press(Started(CAFE))
    day.at("13:21")
    day.place.plan.trouble.late.click()
    assert document.record.present(bus[0]) is Presence.ABSENT
    day.repair(begun=1)
    assert all(routes(document.plan, day.item)[id] == (None, None, None) for id in (*no_shows, *bus))

    # In the second round the bus is there: each of the twelve gets a seat, in this round too.
    day.at("13:50")
    day.mark(Presence.PRESENT, *bus)
    changed = day.repair(begun=2)
    assert all(None not in routes(document.plan, day.item)[id][1:] for id in bus)
    assert 12 <= changed <= 24

    # A host leaves: somebody from the table stands in, by one click.
    table = document.plan.event.open_tables[4]
    assert table.host_id
    frozen = {day.item.rounds[0].id: day.seats[day.item.rounds[0].id]}
    day.mark(Presence.LEFT, table.host_id)
    actions = day.place.plan.trouble.stand_in.menu().actions()
    with day.qtbot.waitSignal(document.record_changed, timeout=PATIENCE):
        actions[0].trigger()
    day.put_right(2, frozen)
    stand_in = document.plan.event.open_tables[4].host_id
    assert stand_in
    assert routes(document.plan, day.item)[stand_in][1:] == (table.id, table.id)

    # The last table is needed for the food.
    closed = document.plan.event.open_tables[-1]
    day.place.tables.view.choose(closed.id)
    day.place.tables.remove.click()
    day.repair(begun=2)
    assert all(closed.id not in day.seats[round_.id] for round_ in day.item.rounds[1:])

    # All of it is in the file, and one step back is one repair back.
    after = document.plan
    document.undo()
    assert document.plan != after
    document.redo()
    assert document.plan == after
    document.close()
    with closing(Store.open(file, a_moment("14:00"))) as again:
        assert again.snapshot.plan == after
    assert verify(file) == ()
