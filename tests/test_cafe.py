"""Rounds and phases. The café of these tests: two rounds of talk 20, write-up 3, change 2; from 09:30."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.cafe import LiveCafe, PhaseKind, goes_by_itself, live_cafe, phases
from facilitator.event import MINUTE, ZERO, Item, Round, with_rounds
from facilitator.record import (
    Added,
    Allotted,
    Fact,
    Paused,
    PhasesGoOn,
    PhaseStarted,
    PhaseTakenUp,
    Record,
    Resumed,
    Run,
    Started,
)
from tests.builders import a_cafe, a_moment, a_record, a_round, an_item

CAFE = a_cafe(rounds=2)  # phases 0–4: talk 0, write-up 20, change 23, talk 25, write-up 45, end 48
BY_HAND = replace(CAFE, by_itself=False)
STARTED = ("09:30", Started("cafe"))

Press = tuple[str, Fact]


def held(item: Item, presses: list[Press], when: str) -> LiveCafe:
    record = a_record(STARTED, *presses)
    assert record.current
    live = live_cafe(item, record.current, elapsed(record, when))
    assert live
    return live


def elapsed(record: Record, when: str) -> timedelta:
    assert record.current
    return record.current.elapsed(record.timeline.position(a_moment(when)))


def to(phase: int) -> PhaseStarted:
    return PhaseStarted("cafe", phase)


def back(phase: int) -> PhaseTakenUp:
    return PhaseTakenUp("cafe", phase)


def more(minutes: float, phase: int | None = None) -> Added:
    return Added("cafe", minutes * MINUTE, phase)


# ── phases ──


def test_the_phases_of_a_round_follow_each_other() -> None:
    kinds = [(phase.round_index, phase.kind.value, phase.length // MINUTE) for phase in phases(CAFE)]
    assert kinds == [
        (0, "talk", 20),
        (0, "write_up", 3),
        (0, "change", 2),
        (1, "talk", 20),
        (1, "write_up", 3),
    ]


def test_phases_of_no_length_are_left_out() -> None:
    item = with_rounds(CAFE, (Round(id="r1", talk=5 * MINUTE), Round(id="r2", talk=ZERO, change=MINUTE)))
    assert [(phase.round_index, phase.kind) for phase in phases(item)] == [(0, PhaseKind.TALK)]


def test_a_silent_moment_comes_before_the_talk() -> None:
    item = with_rounds(CAFE, (Round(id="r1", silence=MINUTE, talk=5 * MINUTE),))
    assert [phase.kind for phase in phases(item)] == [PhaseKind.SILENCE, PhaseKind.TALK]
    assert item.length == 6 * MINUTE


def test_who_waits_until_all_have_moved_presses_for_the_next_round_only() -> None:
    item = replace(CAFE, moved_by_itself=False)
    assert (held(item, [], "09:54").index, held(item, [], "09:54").by_itself) == (2, False)
    assert (held(item, [], "09:53").index, held(item, [], "09:49").by_itself) == (2, True)
    assert held(item, [], "10:10").index == 2
    pressed: list[Press] = [("10:00", to(3))]
    assert (held(item, pressed, "10:20").index, held(item, pressed, "10:20").by_itself) == (4, False)


@pytest.mark.parametrize(
    ("item", "switches", "when", "index"),
    [
        pytest.param(CAFE, [("09:40", False)], "10:15", 0, id="it waits from then on"),
        pytest.param(BY_HAND, [("09:40", True)], "09:51", 1, id="it goes on from then on"),
        pytest.param(BY_HAND, [("09:55", True)], "09:56", 1, id="what is over goes on at once"),
        pytest.param(BY_HAND, [("09:55", True)], "09:58", 2, id="the next takes its whole time"),
        pytest.param(CAFE, [("09:40", False), ("09:45", True)], "09:51", 1, id="and back in time"),
    ],
)
def test_how_phases_begin_may_change_while_they_run(
    item: Item, switches: list[tuple[str, bool]], when: str, index: int
) -> None:
    presses: list[Press] = [(at, PhasesGoOn("cafe", by_itself=on)) for at, on in switches]
    assert held(item, presses, when).index == index


def test_the_length_of_a_cafe_is_the_sum_of_its_phases() -> None:
    assert sum((phase.length for phase in phases(CAFE)), ZERO) == CAFE.length == 48 * MINUTE


def test_an_item_without_rounds_has_no_cafe() -> None:
    run = a_record(STARTED).runs[0]
    assert live_cafe(an_item("cafe"), run, MINUTE) is None


# ── where the café is ──


@pytest.mark.parametrize(
    ("item", "presses", "when", "index", "left", "finish"),
    [
        pytest.param(CAFE, [], "09:30", 0, 20, 48, id="at the start"),
        pytest.param(CAFE, [], "09:49:59", 0, 1 / 60, 48, id="just before the end of a phase"),
        pytest.param(CAFE, [], "09:50", 1, 3, 48, id="a phase ends by itself"),
        pytest.param(CAFE, [], "10:00", 3, 15, 48, id="several phases on"),
        pytest.param(CAFE, [], "10:18", 4, 0, 48, id="the end"),
        pytest.param(CAFE, [], "10:20", 4, -2, 48, id="overtime of the last phase"),
        pytest.param(BY_HAND, [], "09:50", 0, 0, 48, id="by hand: waits"),
        pytest.param(BY_HAND, [], "09:53", 0, -3, 51, id="by hand: waiting holds up the rest"),
        pytest.param(BY_HAND, [("09:53", to(1))], "09:54", 1, 2, 51, id="by hand: pressed on late"),
        pytest.param(BY_HAND, [("10:00", to(3))], "10:25", 3, -5, 58, id="by hand: the last but one waits"),
        pytest.param(BY_HAND, [("09:45", to(1))], "09:46", 1, 2, 43, id="by hand: pressed on early"),
        pytest.param(CAFE, [("09:45", to(1))], "09:46", 1, 2, 43, id="pressed on early"),
        pytest.param(CAFE, [("09:45", to(1))], "09:48", 2, 2, 43, id="and then by itself"),
        pytest.param(CAFE, [("09:40", to(3))], "09:41", 3, 19, 33, id="jumped over phases"),
        pytest.param(CAFE, [("09:51", to(0))], "09:52", 0, 19, 69, id="back a phase: it begins anew"),
        pytest.param(CAFE, [("09:40", to(3)), ("09:45", to(1))], "09:46", 1, 2, 43, id="back after a jump"),
        pytest.param(CAFE, [("09:40", to(99)), ("09:41", to(-1))], "09:42", 0, 8, 48, id="no such phase"),
        pytest.param(CAFE, [("09:40", more(5, 0))], "09:51", 0, 4, 53, id="extended while it runs"),
        pytest.param(CAFE, [("09:40", more(5, 3))], "09:51", 1, 2, 53, id="a later phase extended"),
        pytest.param(CAFE, [("09:40", more(-5, 0))], "09:40", 0, 5, 43, id="shortened"),
        pytest.param(CAFE, [("09:40", more(-10, 0))], "09:40", 1, 3, 38, id="shortened by what is left"),
        pytest.param(CAFE, [("09:31", more(-99, 0))], "09:31", 1, 2, 28, id="never shorter than nothing"),
        pytest.param(BY_HAND, [("09:40", more(-10, 0))], "09:40", 0, 0, 38, id="by hand: shortened, waits"),
        pytest.param(
            CAFE,
            [("09:40", more(-10, 0)), ("09:41", to(0))],
            "09:41",
            0,
            20,
            59,
            id="begun anew in full length",
        ),
        pytest.param(CAFE, [("09:40", Paused("cafe"))], "09:55", 0, 10, 48, id="paused in the middle"),
        pytest.param(
            CAFE, [("09:40", Paused("cafe")), ("09:55", Resumed("cafe"))], "10:00", 0, 5, 48, id="went on"
        ),
        pytest.param(
            CAFE,
            [("09:40", Paused("cafe")), ("09:50", to(1))],
            "09:59",
            1,
            3,
            38,
            id="pressed on while paused",
        ),
        pytest.param(
            CAFE,
            [("09:40", Paused("cafe")), ("09:50", to(1)), ("09:59", Resumed("cafe"))],
            "10:00",
            1,
            2,
            38,
            id="pressed on while paused, went on",
        ),
    ],
)
def test_where_it_is(
    item: Item, presses: list[Press], when: str, index: int, left: float, finish: int
) -> None:
    live = held(item, presses, when)
    assert (live.index, live.remaining, live.finish) == (index, left * MINUTE, finish * MINUTE)


def allot(minutes: float, phase: int) -> Press:
    """Before the café began."""
    return "09:30", Allotted("cafe", minutes * MINUTE, phase)


@pytest.mark.parametrize(
    ("presses", "when", "index", "left", "finish"),
    [
        pytest.param([allot(-5, 0)], "09:30", 0, 15, 43, id="the first"),
        pytest.param([allot(-5, 3)], "09:30", 0, 20, 43, id="a later one"),
        pytest.param([allot(-5, 0), allot(2, 0)], "09:30", 0, 17, 45, id="sum"),
        pytest.param([allot(-99, 1)], "09:50", 2, 2, 45, id="a phase of nothing is passed over"),
        pytest.param([allot(-5, 0), ("09:40", more(3, 0))], "09:40", 0, 8, 46, id="and added"),
        pytest.param([allot(-99, 0), ("09:30", more(3, 0))], "09:31", 0, 2, 31, id="added to nothing"),
        pytest.param([allot(-5, 3), ("09:40", to(3))], "09:40", 3, 15, 28, id="pressed on to"),
        pytest.param(
            [allot(-5, 0), ("09:40", more(3, 0)), ("09:50", to(0))], "09:50", 0, 15, 63, id="begun again"
        ),
        pytest.param([allot(5, 9)], "09:30", 0, 20, 48, id="no such phase"),
    ],
)
def test_phases_that_were_given_more_or_less_beforehand(
    presses: list[Press], when: str, index: int, left: float, finish: int
) -> None:
    live = held(CAFE, presses, when)
    assert (live.index, live.remaining, live.finish) == (index, left * MINUTE, finish * MINUTE)


@pytest.mark.parametrize(
    ("presses", "when", "left"),
    [
        pytest.param([], "09:31", [None], id="the first"),
        pytest.param([], "09:54", [20, 23, None], id="by themselves"),
        pytest.param([("09:35", to(2))], "09:36", [5, None], id="by a press"),
        pytest.param([("09:35", to(4)), ("10:00", to(3))], "10:01", [5, None], id="back past one left early"),
        pytest.param([("09:51", to(0))], "09:52", [None], id="begun again"),
    ],
)
def test_when_each_phase_was_left(presses: list[Press], when: str, left: list[int | None]) -> None:
    visits = held(CAFE, presses, when).visits
    assert [None if visit.left is None else visit.left // MINUTE for visit in visits] == left


@pytest.mark.parametrize(
    ("presses", "when", "starts"),
    [
        pytest.param([], "09:30", [0, 20, 23, 25, 45], id="as planned"),
        pytest.param([("09:35", to(2))], "09:35", [0, None, 5, 7, 27], id="jumped over"),
        pytest.param([("09:51", to(0))], "09:51", [21, 41, 44, 46, 66], id="begun anew"),
        pytest.param([("09:51", to(0)), ("09:53", to(3))], "09:53", [21, None, None, 23, 43], id="and on"),
    ],
)
def test_the_starts_of_all_phases(presses: list[Press], when: str, starts: list[int | None]) -> None:
    found = held(CAFE, presses, when).starts
    assert [start if start is None else start // MINUTE for start in found] == starts


@pytest.mark.parametrize(
    ("presses", "when", "index", "left", "by_itself"),
    [
        pytest.param([("09:42", to(1)), ("09:43", back(0))], "09:44", 0, 6, True, id="the end is as it was"),
        pytest.param(
            [("09:42", to(1)), ("09:43", back(0))], "09:51", 1, 2, True, id="and the next comes then"
        ),
        pytest.param(
            [("09:40", more(5, 0)), ("09:42", to(1)), ("09:43", back(0))],
            "09:44",
            0,
            11,
            True,
            id="with more",
        ),
        pytest.param([("09:51", back(0))], "09:54", 0, -4, False, id="what was over waits for a press"),
        pytest.param([("09:51", back(0)), ("09:52", more(5, 0))], "09:54", 0, 1, False, id="given more"),
        pytest.param(
            [("09:51", back(0)), ("09:53", to(1))], "09:54", 1, 2, True, id="and goes on when pressed"
        ),
        pytest.param(
            [("09:51", back(0)), ("09:53", PhasesGoOn("cafe", by_itself=True))],
            "09:54",
            1,
            2,
            True,
            id="or let go",
        ),
        pytest.param([("09:42", to(3)), ("09:43", back(2))], "09:44", 2, 1, True, id="one that never began"),
        pytest.param(
            [("09:42", to(1)), ("09:43", to(2)), ("09:44", back(1))], "09:44", 1, 1, True, id="a short one"
        ),
        pytest.param(
            [("09:42", to(1)), ("09:43", to(2)), ("09:44", back(1)), ("09:44", back(0))],
            "09:44",
            0,
            6,
            True,
            id="two back",
        ),
    ],
)
def test_going_back_lets_a_phase_go_on_with_its_own_start(
    presses: list[Press], when: str, index: int, left: int, by_itself: bool
) -> None:
    live = held(CAFE, presses, when)
    assert (live.index, live.remaining // MINUTE, live.by_itself) == (index, left, by_itself)


@pytest.mark.parametrize(
    ("when", "warned"), [("09:46:59", False), ("09:47", True), ("09:50", False), ("10:17", False)]
)
def test_only_a_talk_is_warned_of_its_end(when: str, warned: bool) -> None:
    assert held(CAFE, [], when).warning is warned


def test_what_a_phase_belongs_to() -> None:
    live = held(CAFE, [], "09:54")
    assert (live.phase.kind, live.round.id, live.next_round and live.next_round.id) == ("change", "r1", "r2")
    assert (live.length, live.last) == (2 * MINUTE, False)
    end = held(CAFE, [], "10:17")
    assert (end.next_round, end.last) == (None, True)


# ── what holds for every café ──

lengths = st.integers(0, 40).map(lambda minutes: minutes * MINUTE)
rounds = st.builds(a_round, talk=st.integers(1, 40), write_up=lengths, change=lengths)
cafes = st.lists(rounds, min_size=1, max_size=4).map(lambda found: with_rounds(CAFE, tuple(found)))
times = st.timedeltas(ZERO, timedelta(hours=8))


def a_run(added: dict[int, timedelta]) -> Run:
    return replace(a_record(STARTED).runs[0], phase_added=added)


@given(cafes, st.booleans(), st.dictionaries(st.integers(0, 8), lengths), st.lists(times, min_size=2))
def test_without_presses_a_cafe_only_goes_forward(
    item: Item, by_itself: bool, added: dict[int, timedelta], looks: list[timedelta]
) -> None:
    item = replace(item, by_itself=by_itself)
    lives = [live_cafe(item, a_run(added), look) for look in sorted(looks)]
    where = [(live.index, -live.remaining, live.finish) for live in lives if live]
    assert [one[0] for one in where] == sorted(one[0] for one in where)
    assert [one[2] for one in where] == sorted(one[2] for one in where)
    assert all(a <= b for a, b in pairwise(where) if a[0] == b[0])


@given(cafes, times)
def test_by_itself_a_cafe_takes_the_sum_of_its_phases(item: Item, look: timedelta) -> None:
    live = live_cafe(item, a_run({}), look)
    assert live
    assert live.finish == item.length == sum((phase.length for phase in live.phases), ZERO)
    assert None not in live.starts
    ends = [(start or ZERO) + phase.length for start, phase in zip(live.starts, live.phases, strict=True)]
    assert [*live.starts[1:], live.finish] == ends


@given(cafes, st.lists(st.tuples(times, st.integers(-1, 12)), max_size=6), times)
def test_after_any_presses_the_phases_that_began_are_in_order(
    item: Item, presses: list[tuple[timedelta, int]], look: timedelta
) -> None:
    moments = sorted(presses, key=lambda press: press[0])
    record = a_record(
        STARTED, *((replace(a_moment(), boot=a_moment().boot + at), to(phase)) for at, phase in moments)
    )
    assert record.current
    live = live_cafe(item, record.current, max([look, *(at for at, _ in moments)]))
    assert live
    assert [visit.index for visit in live.visits] == sorted({visit.index for visit in live.visits})
    known = [start for start in live.starts if start is not None]
    assert known == sorted(known)
    assert live.finish >= known[-1]


def test_what_was_said_last_goes_before_the_plan() -> None:
    def run(*presses: Press) -> Run | None:
        return a_record(STARTED, *presses).current

    stop, go_on = PhasesGoOn("cafe", by_itself=False), PhasesGoOn("cafe", by_itself=True)
    assert goes_by_itself(CAFE, run())
    assert not goes_by_itself(CAFE, run(("09:40", stop)))
    assert goes_by_itself(BY_HAND, run(("09:40", stop), ("09:45", go_on)))
    assert not goes_by_itself(BY_HAND, None)
