from __future__ import annotations

from datetime import timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.clock import Moment, Timeline, jumped
from facilitator.event import MINUTE, ZERO
from tests.builders import FakeClock, a_moment

SECOND = timedelta(seconds=1)
HOUR = 60 * MINUTE


def a_timeline(*moments: Moment) -> Timeline:
    timeline = Timeline()
    for moment in moments:
        timeline = timeline.heard(moment)
    return timeline


def on(boot_id: str, local: str, ahead: timedelta = ZERO) -> Moment:
    return a_moment(local, boot_id=boot_id, ahead=ahead)


@pytest.mark.parametrize(
    ("moments", "of", "minutes"),
    [
        pytest.param([on("a", "09:00")], on("a", "09:00"), 0, id="the first moment"),
        pytest.param([on("a", "09:00")], on("a", "09:40"), 40, id="the same boot"),
        pytest.param([on("a", "09:00")], on("a", "08:50"), -10, id="before the first one known"),
        pytest.param([on("a", "09:00")], on("a", "09:40", HOUR), 40, id="the wall clock jumped"),
        pytest.param([on("a", "09:00")], on("b", "09:40"), 40, id="a boot not heard of yet"),
        pytest.param(
            [on("a", "09:00"), on("a", "09:30"), on("b", "09:33")], on("b", "09:40"), 40, id="after a restart"
        ),
        pytest.param(
            [on("a", "09:00"), on("a", "09:30"), on("b", "09:33", HOUR)],
            on("b", "09:40", HOUR),
            100,
            id="the clock was set while the machine was off: nobody can know",
        ),
        pytest.param(
            [on("a", "09:00"), on("a", "09:30", HOUR), on("b", "09:33", HOUR)],
            on("b", "09:40"),
            40,
            id="the clock was set before and after",
        ),
        pytest.param(
            [on("a", "09:00"), on("a", "09:30"), on("b", "09:33", -HOUR)],
            on("b", "09:40"),
            37,
            id="the clock went back while the machine was off: no time runs backwards",
        ),
        pytest.param(
            [on("a", "09:00"), on("a", "09:30"), on("b", "09:33")], on("a", "09:20"), 20, id="an earlier boot"
        ),
        pytest.param(
            [on("a", "09:00"), on("b", "09:10"), on("a", "09:20")],
            on("a", "09:30"),
            30,
            id="two machines in turn",
        ),
        pytest.param([], on("a", "09:00"), 0, id="nothing heard yet"),
    ],
)
def test_position(moments: list[Moment], of: Moment, minutes: int) -> None:
    assert a_timeline(*moments).position(of) == minutes * MINUTE


def test_heartbeats_of_one_boot_keep_only_the_first_and_the_last() -> None:
    timeline = a_timeline(*(on("a", f"09:{minute:02}") for minute in range(30)), on("b", "10:00"))
    assert [(boot.first, boot.last) for boot in timeline.boots] == [
        (on("a", "09:00"), on("a", "09:29")),
        (on("b", "10:00"), on("b", "10:00")),
    ]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 100_000)), max_size=30))
def test_the_timeline_measures_true_time(happenings: list[tuple[int, int]]) -> None:
    """While it jumps the wall clock is wrong, but it does not change when the machine is off."""
    clock = FakeClock()
    moments, passed = [clock.now()], [ZERO]
    for action, number in happenings:
        by = number * SECOND
        match action:
            case 0 | 1:
                clock.advance(by)
                passed.append(by)
            case 2:
                clock.restart(off_for=by)
                passed.append(by)
            case _:
                clock.jump(by - 50_000 * SECOND)
                passed.append(ZERO)
        moments.append(clock.now())
    timeline = a_timeline(*moments)
    assert [timeline.position(moment) for moment in moments] == list(accumulate(passed))


@pytest.mark.parametrize(
    ("before", "now", "by"),
    [
        pytest.param(on("a", "09:00"), on("a", "11:00"), ZERO, id="no jump"),
        pytest.param(on("a", "09:00"), on("a", "09:01", 2 * SECOND), ZERO, id="two seconds are none"),
        pytest.param(on("a", "09:00"), on("a", "09:01", 3 * SECOND), 3 * SECOND, id="forth"),
        pytest.param(on("a", "09:00"), on("a", "09:01", -HOUR), -HOUR, id="back"),
        pytest.param(on("a", "09:00", HOUR), on("a", "09:01", HOUR), ZERO, id="wrong all the time"),
        pytest.param(on("a", "09:00"), on("b", "09:01", HOUR), ZERO, id="another boot"),
    ],
)
def test_rule_26_jumped(before: Moment, now: Moment, by: timedelta) -> None:
    assert jumped(before, now) == by
