"""Where rundown programs are known to go wrong, each a case that ours has to get right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.event import MINUTE, ZERO, Event, ItemKind
from facilitator.models import Store
from facilitator.presses import added
from facilitator.record import Allotted, Delayed, Fact, Started, TimerAdded, TimerStarted
from facilitator.report.content import summary
from facilitator.signals import SignalKind
from facilitator.timetable import Reading, State
from facilitator.ui.document import Document
from facilitator.ui.now_bar import NowBar
from facilitator.ui.places.programme_model import ProgrammeModel
from facilitator.ui.room.scenes import choose_scene, picture
from tests.builders import FakeClock, a_cafe, a_snapshot, an_event, an_instant, an_item
from tests.held_day import HeldDay

SECOND = timedelta(seconds=1)
SKIPPED = an_item("skipped", minutes=20, skipped=True)
TALK, TASK, LUNCH = (an_item(id, minutes=30) for id in ("talk", "task", "lunch"))
MARKER = an_item("marker", ItemKind.MARKER, minutes=0)
COFFEE = an_item("coffee", ItemKind.BREAK, 15, count_to_end=True)


def starts(day: HeldDay) -> dict[str, datetime | None]:
    """The expected starts of what is to come and takes time."""
    later = (one for one in day.live().items if one.state is State.LATER and not one.item.marker)
    return {one.item.id: one.expected_start for one in later}


@pytest.mark.parametrize("pin", [None, time(8)])
def test_a_skipped_item_before_the_running_one_does_not_move_the_end_of_the_day(pin: time | None) -> None:
    skipped = replace(SKIPPED, start=pin)
    with_it = HeldDay(an_event(items=(TALK, skipped, TASK, LUNCH)))
    without = HeldDay(an_event(items=(TALK, TASK, LUNCH)))
    for day in (with_it, without):
        day.press(Started("talk"))
        day.press(Started("task"), at="10:05")
    for when in ("10:06", "10:35", "10:50"):
        assert with_it.live(when).expected_end == without.live(when).expected_end
        assert with_it.live().offset == without.live().offset


def test_skipping_what_has_been_held_does_not_move_the_end_of_the_day() -> None:
    day = HeldDay(an_event(items=(TALK, replace(TASK, start=time(10)), LUNCH)))
    day.press(Started("talk"))
    day.press(Started("task"), at="10:05")
    before = day.live("10:10").expected_end
    day.event = replace(day.event, items=(replace(TALK, skipped=True), *day.event.items[1:]))
    assert day.live().expected_end == before == an_instant("11:05")


@pytest.mark.parametrize(
    ("overrun", "expected"),
    [
        pytest.param(0, "10:10", id="not yet"),
        pytest.param(4, "10:10", id="in part"),
        pytest.param(10, "10:10", id="just"),
        pytest.param(15, "10:15", id="and more"),
    ],
)
def test_a_planned_delay_that_has_come_true_is_counted_once(overrun: int, expected: str) -> None:
    day = HeldDay(an_event(items=(TALK, TASK, LUNCH)))
    day.press(Delayed("task", 10 * MINUTE))
    day.press(Started("talk"))
    day.wait((30 + overrun) * MINUTE)
    assert starts(day) == {"task": an_instant(expected), "lunch": an_instant(expected) + 30 * MINUTE}
    day.press(Started("task"), at=expected)
    assert starts(day) == {"lunch": an_instant(expected) + 30 * MINUTE}
    assert day.live().offset == an_instant(expected) - an_instant("10:00")


@pytest.mark.parametrize("delayed", ["task", "marker"])
def test_a_delay_before_a_marker(delayed: str) -> None:
    """That of the item behind it moves what follows, and that of the marker the marker alone."""
    day = HeldDay(an_event(items=(TALK, MARKER, TASK, LUNCH)))
    day.press(Delayed(delayed, 10 * MINUTE))
    day.press(Started("talk"))
    moved = 10 * MINUTE if delayed == "task" else ZERO
    assert starts(day) == {"task": an_instant("10:00") + moved, "lunch": an_instant("10:30") + moved}
    marker = day.live().find("marker")
    assert marker
    assert marker.expected_start == an_instant("10:10" if delayed == "marker" else "10:00")


def test_a_delayed_item_takes_the_markers_behind_it_along() -> None:
    day = HeldDay(an_event(items=(TALK, TASK, MARKER, LUNCH)))
    day.press(Delayed("task", 10 * MINUTE))
    day.press(Started("talk"))
    marker = day.live().find("marker")
    assert marker
    assert marker.expected_start == starts(day)["lunch"] == an_instant("10:40")


def test_the_room_is_not_told_to_wait_for_a_marker(qapp: object) -> None:
    event = an_event(items=(replace(MARKER, start=time(9, 10)), TALK), language="en")
    day = HeldDay(event, "09:00")
    assert (
        "Starts at 09:30" in picture(choose_scene(day.live()), a_snapshot(event), day.live(), 1920, 1080).text
    )


@pytest.mark.parametrize("more", [0, 1, 100])
@pytest.mark.parametrize("item", [TALK, replace(TALK, count_to_end=True)])
def test_taking_away_all_that_is_left_or_more_tells_the_end_once(item: object, more: int) -> None:
    day = HeldDay(an_event(items=(item, TASK)))
    day.press(Started("talk"))
    day.wait(10 * MINUTE)
    given = [*day.give_signals()]
    fact = added(day.live(), -(20 + more) * MINUTE)
    assert fact
    day.press(fact)
    assert day.live().remaining == ZERO
    assert added(day.live(), -MINUTE) is None
    for wait in (0, 1, 60, 1200):
        day.wait(wait * SECOND)
        given += day.give_signals()
    assert [signal.kind for signal in given].count(SignalKind.ITEM_END) == 1
    assert day.live().overtime == day.live().offset + 20 * MINUTE


def test_taking_more_than_is_left_from_the_last_phase_tells_the_end_of_the_cafe_once() -> None:
    cafe = a_cafe(rounds=1)
    day = HeldDay(an_event(items=(cafe, TASK)))
    day.press(Started(cafe.id))
    kinds = []
    for when in ("09:51", "09:52", "09:53", "09:59"):
        day.clock.set(when)
        fact = added(day.live(), -30 * MINUTE)
        day.press(*((fact,) if fact else ()))
        kinds += [signal.kind for signal in day.give_signals()]
    assert kinds.count(SignalKind.ITEM_END) == 1


def test_giving_an_item_less_than_nothing_beforehand_tells_its_end_once() -> None:
    day = HeldDay(an_event(items=(TALK, TASK)))
    day.press(Allotted("talk", -45 * MINUTE))
    day.press(Started("talk"))
    kinds = [signal.kind for _ in range(5) for signal in day.give_signals()]
    assert kinds == [SignalKind.ITEM_END]


def test_taking_more_than_is_left_from_a_countdown_is_overtime_from_its_start() -> None:
    day = HeldDay(an_event(items=(TALK,)))
    day.press(TimerStarted("t", "", 5 * MINUTE))
    day.press(TimerAdded("t", -10 * MINUTE), at="09:32")
    assert day.live().timers[0].remaining == -2 * MINUTE


@pytest.mark.parametrize("reading", Reading)
def test_the_wall_clock_set_back_before_the_start_of_what_runs(reading: Reading) -> None:
    """Nothing runs backwards: what is on counts on, and what is to come follows the clock as it is now."""
    day = HeldDay(an_event(items=(TALK, TASK, replace(LUNCH, start=time(10, 40)))))
    day.press(Started("talk"))
    day.press(TimerStarted("t", "", 15 * MINUTE))
    day.wait(10 * MINUTE)
    day.clock.jump(-60 * MINUTE)
    live = day.live(reading=reading)
    assert (live.elapsed, live.remaining) == (10 * MINUTE, 20 * MINUTE)
    assert live.timers[0].remaining == 5 * MINUTE
    assert live.running
    assert (live.running.actual_start, live.running.expected_end) == (
        an_instant("08:30"),
        an_instant("09:00"),
    )
    expected = [one.expected_start for one in live.items if one.state is State.LATER]
    assert expected == [an_instant("09:00"), an_instant("10:40")]
    day.press(Started("task"))
    assert day.live().elapsed == ZERO
    day.wait(10 * MINUTE)
    assert day.live().remaining == 20 * MINUTE
    assert day.record.runs[0].end == 10 * MINUTE


def test_the_wall_clock_set_back_before_the_start_and_a_restart() -> None:
    day = HeldDay(an_event(items=(TALK, TASK)))
    day.press(Started("talk"))
    day.wait(10 * MINUTE)
    day.clock.jump(-60 * MINUTE)
    day.restart(off_for=2 * MINUTE)
    assert (day.live().elapsed, day.live().remaining) == (12 * MINUTE, 18 * MINUTE)


# ── the same forecast everywhere ──


@contextmanager
def opened(event: Event, file: Path, clock: FakeClock) -> Iterator[Document]:
    Store.create(file, a_snapshot(event)).close()
    document = Document(Store.open(file, clock.now()), clock, lambda: "id")
    yield document
    document.close()


@pytest.mark.parametrize(
    ("presses", "when", "coffee", "task"),
    [
        pytest.param([("09:30", Started("talk"))], "09:40", "10:00", "10:15", id="on time"),
        pytest.param([("09:38", Started("talk"))], "09:40", "10:08", "10:15", id="late: it absorbs"),
        pytest.param([("09:50", Started("talk"))], "09:55", "10:20", "10:20", id="later than its end"),
        pytest.param([("09:20", Started("talk"))], "09:25", "09:50", "10:15", id="early: it fills up"),
        pytest.param(
            [("09:30", Started("talk")), ("10:06", Started("coffee"))], "10:08", None, "10:15", id="it is on"
        ),
        pytest.param(
            [("09:30", Started("talk")), ("10:06", Started("coffee"))], "10:17", None, "10:17", id="overtime"
        ),
    ],
)
def test_after_an_item_that_counts_to_its_end_the_forecast_is_the_same_everywhere(
    presses: list[tuple[str, Fact]], when: str, coffee: str | None, task: str, tmp_path: Path, qtbot: QtBot
) -> None:
    i18n.use("en")
    clock = FakeClock("09:00")
    event = an_event(items=(TALK, COFFEE, TASK), language="en")
    with opened(event, tmp_path / "day.facilitator", clock) as document:
        bar, model = NowBar(document), ProgrammeModel(document)
        qtbot.addWidget(bar)
        for at, fact in presses:
            clock.set(at)
            document.press(fact)
        clock.set(when)
        document.tick()
        live = document.live
        room = picture(choose_scene(live), document.snapshot, live, 1920, 1080).text
        printed = repr(summary(document.snapshot, clock.now()))
        column = model.column("expected")
        shown = [model.index(row, column).data() for row in (1, 2)]
        end = f"{event.local(an_instant(task) + 30 * MINUTE):%H:%M}"

    assert shown == [coffee or "–", task]
    assert f"Next {coffee or task}" in bar.coming.text()
    assert f"End {end}" in bar.end.text()
    assert f"Next {coffee or task}" in room
    assert f"expected {task}" in printed
    assert coffee is None or f"expected {coffee}" in printed
