"""What the buttons of the now bar store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.event import MINUTE, ZERO
from facilitator.presses import NextKind, added, back_press, next_step
from facilitator.record import (
    Added,
    Fact,
    Finished,
    Paused,
    PhaseStarted,
    PhaseTakenUp,
    Resumed,
    Started,
    WentBack,
)
from tests.builders import a_cafe, an_event, an_item
from tests.held_day import HeldDay

A, B, SKIPPED = an_item("a"), an_item("b"), an_item("s", skipped=True)
CAFE = a_cafe(rounds=2)

Press = tuple[str, Fact]


def a_held_day(*presses: Press) -> HeldDay:
    day = HeldDay(an_event(items=(SKIPPED, A, CAFE, B)))
    for at, fact in presses:
        day.press(fact, at=at)
    return day


@pytest.mark.parametrize(
    ("presses", "kind", "facts"),
    [
        pytest.param([], NextKind.START, [Started("a")], id="not begun"),
        pytest.param([("09:30", Started("a"))], NextKind.NEXT, [Started("cafe")], id="the next item"),
        pytest.param(
            [("09:30", Started("cafe"))], NextKind.PHASE, [PhaseStarted("cafe", 1)], id="the next phase"
        ),
        pytest.param(
            [("09:30", Started("cafe")), ("09:40", Paused("cafe"))],
            NextKind.PHASE,
            [Resumed("cafe"), PhaseStarted("cafe", 1)],
            id="the next phase ends the pause",
        ),
        pytest.param(
            [("09:30", Started("cafe")), ("09:40", PhaseStarted("cafe", 4))],
            NextKind.NEXT,
            [Started("b")],
            id="after the last phase",
        ),
        pytest.param([("09:30", Started("b"))], NextKind.FINISH, [Finished()], id="after the last item"),
        pytest.param(
            [("09:30", Started("gone"))], NextKind.NEXT, [Started("a")], id="what ran was taken out"
        ),
    ],
)
def test_the_next_step(presses: list[Press], kind: NextKind, facts: list[Fact]) -> None:
    step = next_step(a_held_day(*presses).live())
    assert step
    assert (step.kind, list(step.facts)) == (kind, facts)


def test_the_next_step_says_what_it_leads_to() -> None:
    item, phase = (next_step(a_held_day(("09:30", Started(id))).live()) for id in ("a", "cafe"))
    assert item
    assert phase
    assert phase.phase
    assert (item.item, item.phase) == (CAFE, None)
    assert (phase.item, phase.phase.kind) == (CAFE, "write_up")


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(HeldDay(an_event()), id="no items"),
        pytest.param(HeldDay(an_event(items=(SKIPPED,))), id="only skipped ones"),
        pytest.param(a_held_day(("09:30", Started("b")), ("10:00", Finished())), id="the day is over"),
    ],
)
def test_no_next_step(day: HeldDay) -> None:
    assert next_step(day.live()) is None


def test_the_next_step_leads_through_the_whole_day() -> None:
    day = a_held_day()
    kinds = []
    while step := next_step(day.live()):
        kinds.append(step.kind.value)
        day.press(*step.facts)
        day.wait(MINUTE)
    assert " ".join(kinds) == "start next phase phase phase phase next finish"


@pytest.mark.parametrize(
    ("presses", "facts"),
    [
        pytest.param([], (), id="not begun"),
        pytest.param([("09:30", Started("a"))], (), id="the first item"),
        pytest.param([("09:30", Started("a")), ("10:00", Started("b"))], (WentBack("a"),), id="an item"),
        pytest.param(
            [("09:30", Started("a")), ("10:00", Started("cafe"))], (WentBack("a"),), id="first phase"
        ),
        pytest.param(
            [("09:30", Started("cafe")), ("09:40", PhaseStarted("cafe", 2))], (PhaseTakenUp("cafe", 1),)
        ),
        pytest.param(
            [("09:30", Started("cafe")), ("09:40", PhaseStarted("cafe", 1)), ("09:41", Paused("cafe"))],
            (Resumed("cafe"), PhaseTakenUp("cafe", 0)),
            id="a phase ends the pause",
        ),
        pytest.param([("09:30", Started("a")), ("10:00", Finished())], (WentBack("a"),), id="after the end"),
        pytest.param(
            [("09:30", Started("a")), ("10:00", Started("gone"))], (WentBack("a"),), id="what runs is gone"
        ),
        pytest.param([("09:30", Started("gone")), ("10:00", Started("b"))], (), id="what ran before is gone"),
    ],
)
def test_back(presses: list[Press], facts: tuple[Fact, ...]) -> None:
    assert back_press(a_held_day(*presses).live()) == facts


@pytest.mark.parametrize(
    ("presses", "when", "by", "taken"),
    [
        pytest.param([("09:30", Started("a"))], "09:40", 5, 5, id="more"),
        pytest.param([("09:30", Started("a"))], "09:40", -5, -5, id="less"),
        pytest.param([("09:30", Started("a"))], "09:58", -5, -2, id="never more than is left"),
        pytest.param([("09:30", Started("a"))], "10:05", -5, None, id="nothing is left"),
        pytest.param([("09:30", Started("a"))], "10:05", 5, 5, id="more in overtime"),
        pytest.param([("09:30", Started("a")), ("09:58", Paused("a"))], "10:20", -5, -2, id="paused"),
        pytest.param([("09:30", Started("a"))], "09:40", 0, None, id="nothing"),
        pytest.param([], "09:40", 5, None, id="nothing runs"),
        pytest.param(
            [("09:30", Started("a")), ("09:35", Finished())], "09:40", 5, None, id="the day is over"
        ),
    ],
)
def test_added_to_an_item(presses: list[Press], when: str, by: int, taken: int | None) -> None:
    fact = added(a_held_day(*presses).live(when), by * MINUTE)
    assert fact == (None if taken is None else Added("a", taken * MINUTE))


@pytest.mark.parametrize(
    ("when", "by", "taken", "phase"),
    [
        pytest.param("09:40", 5, 5, 0, id="the present phase"),
        pytest.param("09:48", -5, -2, 0, id="no more than is left of it"),
        pytest.param("09:51", 2, 2, 1, id="the next one"),
    ],
)
def test_added_to_a_cafe(when: str, by: int, taken: int, phase: int) -> None:
    live = a_held_day(("09:30", Started("cafe"))).live(when)
    assert added(live, by * MINUTE) == Added("cafe", taken * MINUTE, phase)


def test_in_a_phase_that_waits_nothing_can_be_taken_away() -> None:
    day = a_held_day(("09:30", Started("cafe")))
    day.event = replace(day.event, items=(replace(CAFE, by_itself=False),))
    assert added(day.live("09:55"), -MINUTE) is None


@given(st.integers(0, 4000), st.timedeltas(timedelta(hours=-2), timedelta(hours=2)), st.booleans())
def test_what_is_taken_away_ends_now_at_the_earliest(seconds: int, by: timedelta, by_itself: bool) -> None:
    day = a_held_day(("09:30", Started("cafe")))
    day.event = replace(day.event, items=(replace(CAFE, by_itself=by_itself), B))
    day.wait(timedelta(seconds=seconds))
    before = day.live()
    fact = added(before, by)
    if fact:
        day.press(fact)
    after = day.live()
    assert before.cafe
    assert after.cafe
    assert after.cafe.visits[-1].start <= after.elapsed
    assert after.cafe.index - before.cafe.index in (0, 1)
    if fact and by > ZERO:
        assert after.cafe.remaining == before.cafe.remaining + by
