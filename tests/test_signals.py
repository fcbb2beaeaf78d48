"""Rule 27: each signal once. The café here: rounds of talk 20, write-up 3, change 2; from 09:30."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.event import MINUTE, ZERO, Item
from facilitator.presses import added
from facilitator.record import (
    Added,
    Fact,
    Paused,
    PhaseStarted,
    PhaseTakenUp,
    Started,
    TimerAdded,
    TimerEnded,
    TimerPaused,
    TimerStarted,
    WentBack,
)
from facilitator.signals import Signal, SignalKind, due_signals, heard, said
from tests.builders import a_cafe, a_moment, a_round, an_event, an_item
from tests.held_day import HeldDay

SECOND = timedelta(seconds=1)
SPEECH = an_item("talk", minutes=30)  # warns 3 minutes before its end, then in its last minute
TALK = replace(SPEECH, warning=ZERO, last_minute=ZERO)
CAFE = a_cafe(rounds=2)
BY_HAND = replace(CAFE, by_itself=False)


def started(item: Item) -> HeldDay:
    day = HeldDay(an_event(items=(item, an_item("next"))))
    day.press(Started(item.id))
    return day


def told(signals: tuple[Signal, ...]) -> list[tuple[str, int]]:
    """The kinds, and how many seconds late."""
    return [(signal.kind.value, signal.late // SECOND) for signal in signals]


@pytest.mark.parametrize(
    ("item", "when", "due"),
    [
        pytest.param(TALK, "09:59:59", [], id="before the end"),
        pytest.param(TALK, "10:00", [("item_end", 0)], id="at the end"),
        pytest.param(TALK, "10:00:11", [("item_end", 11)], id="late"),
        pytest.param(replace(TALK, count_to_end=True), "10:00:01", [("item_end", 1)], id="counts to its end"),
        pytest.param(SPEECH, "09:56:59", [], id="before its warning"),
        pytest.param(SPEECH, "09:57:02", [("warning", 2)], id="its warning"),
        pytest.param(SPEECH, "09:59", [("warning", 120), ("last_minute", 0)], id="its last minute"),
        pytest.param(SPEECH, "10:00", [("warning", 180), ("last_minute", 60), ("item_end", 0)], id="its end"),
        pytest.param(
            replace(SPEECH, count_to_end=True),
            "09:59:30",
            [("warning", 150), ("last_minute", 30)],
            id="warns before its locked end",
        ),
        pytest.param(CAFE, "09:46:59", [], id="before the warning"),
        pytest.param(CAFE, "09:47", [("warning", 0)], id="warning"),
        pytest.param(CAFE, "09:50", [("warning", 180), ("phase_end", 0)], id="a phase ends by itself"),
        pytest.param(BY_HAND, "09:50:02", [("warning", 182), ("phase_end", 2)], id="a phase waits"),
        pytest.param(
            CAFE,
            "10:18",
            [
                ("warning", 1860),
                ("phase_end", 1680),
                ("phase_end", 1500),
                ("phase_end", 1380),
                ("warning", 360),
                ("phase_end", 180),
                ("item_end", 0),
            ],
            id="all of them; the last phase ends with the item",
        ),
    ],
)
def test_what_is_due(item: Item, when: str, due: list[tuple[str, int]]) -> None:
    day = started(item)
    assert told(due_signals(day.record, day.live(when))) == due


def given_through(day: HeldDay, minutes: range) -> list[tuple[int, str]]:
    """Minutes after 09:00 → the kinds given then, looking once a minute."""
    looks = ((minute, day.give_signals(f"{9 + minute // 60:02}:{minute % 60:02}")) for minute in minutes)
    return [(minute, signal.kind.value) for minute, given_ in looks for signal in given_]


@pytest.mark.parametrize(
    ("wishes", "given_"),
    [
        pytest.param({}, [(57, "warning"), (59, "last_minute")], id="as usual"),
        pytest.param(
            {"warning": 10 * MINUTE, "last_minute": 2 * MINUTE},
            [(50, "warning"), (58, "last_minute")],
            id="its own minutes",
        ),
        pytest.param(
            {"warning_share": 20, "last_minute_share": 10, "warning": MINUTE},
            [(54, "warning"), (57, "last_minute")],
            id="shares of its length",
        ),
        pytest.param({"last_minute": ZERO}, [(57, "warning")], id="no last minute"),
        pytest.param({"warning": ZERO}, [(59, "last_minute")], id="no warning"),
        pytest.param({"warning": MINUTE}, [(59, "last_minute")], id="a warning with the last minute"),
        pytest.param({"length": 3 * MINUTE}, [(32, "last_minute")], id="as short as the warning"),
        pytest.param({"length": MINUTE}, [], id="as short as the last minute"),
    ],
)
def test_when_an_item_warns_of_its_end(wishes: dict[str, Any], given_: list[tuple[int, str]]) -> None:
    day = started(replace(SPEECH, **wishes))
    told_ = given_through(day, range(30, 61))
    assert [one for one in told_ if one[1] != "item_end"] == given_


def test_more_time_after_a_warning_rings_no_second_one() -> None:
    day = started(SPEECH)
    assert told(day.give_signals("09:58")) == [("warning", 60)]
    day.press(Added("talk", 10 * MINUTE))
    day.restart(off_for=MINUTE)
    day.wait(9 * MINUTE)
    assert day.give_signals() == ()
    day.wait(MINUTE)
    assert told(day.give_signals()) == [("last_minute", 0)]


def test_more_time_before_a_warning_puts_it_off() -> None:
    day = started(SPEECH)
    day.press(Added("talk", 10 * MINUTE), at="09:56")
    assert given_through(day, range(57, 68)) == [(67, "warning")]


def test_less_time_than_is_left_sounds_the_end_alone_and_once() -> None:
    day = started(SPEECH)
    fact = added(day.live("09:56"), -5 * MINUTE)
    assert fact
    day.press(fact)
    given_ = day.give_signals()
    assert told(given_) == [("warning", 180), ("last_minute", 60), ("item_end", 0)]
    assert heard(given_) == given_[-1]
    day.press(Added("talk", -MINUTE), at="09:57")
    assert day.give_signals() == ()
    assert day.give_signals("10:10") == ()


def test_a_warning_that_a_press_passed_over_is_said_but_not_sounded() -> None:
    day = started(SPEECH)
    day.press(Added("talk", -5 * MINUTE), at="09:53")
    given_ = day.give_signals()
    assert told(given_) == [("warning", 60)]
    assert heard(given_) is None
    assert said(given_) == given_


@pytest.mark.parametrize(
    ("lates", "sounded"),
    [
        pytest.param([], None, id="nothing given"),
        pytest.param([0], 0, id="on time"),
        pytest.param([10], 10, id="just in time"),
        pytest.param([11], None, id="stale"),
        pytest.param([70, 8, 2], 2, id="the newest alone"),
    ],
)
def test_which_signal_is_heard(lates: list[int], sounded: int | None) -> None:
    signals = tuple(Signal(mark=str(late), kind=SignalKind.WARNING, late=late * SECOND) for late in lates)
    found = heard(signals)
    assert (found and found.late) == (None if sounded is None else sounded * SECOND)


# ── countdowns beside the programme ──


def counting(minutes: int = 5) -> HeldDay:
    day = HeldDay(an_event(items=(TALK,)))
    day.press(TimerStarted("timer", "Innlegg", minutes * MINUTE))
    return day


def test_a_countdown_ends_once_whether_or_not_an_item_runs() -> None:
    day = counting()
    assert day.give_signals("09:34:59") == ()
    assert told(day.give_signals("09:35:02")) == [("countdown_end", 2)]
    day.restart()
    assert day.give_signals() == ()


def test_a_countdown_and_the_item_are_both_said_and_one_is_heard() -> None:
    day = counting(30)
    day.press(Started("talk"), at="09:30:01")
    given_ = day.give_signals("10:00:02")
    assert told(given_) == [("countdown_end", 2), ("item_end", 1)]
    assert [signal.subject_id for signal in said(given_)] == ["timer", "talk"]
    assert heard(given_) == given_[-1]


def test_a_pause_of_a_countdown_puts_its_end_off() -> None:
    day = counting()
    day.press(TimerPaused("timer"), at="09:34")
    assert day.give_signals("09:50") == ()


def test_a_countdown_that_is_taken_away_is_silent() -> None:
    day = counting()
    day.press(TimerEnded("timer"), at="09:36")
    assert day.give_signals() == ()


def test_a_countdown_lengthened_before_its_end_ends_once() -> None:
    day = counting()
    day.press(TimerAdded("timer", MINUTE), at="09:34")
    day.press(TimerAdded("timer", MINUTE), at="09:34:30")
    assert given_through(day, range(35, 50)) == [(37, "countdown_end")]


@pytest.mark.parametrize(
    ("by", "given_"),
    [
        pytest.param(MINUTE, [], id="too little to bring it back"),
        pytest.param(5 * MINUTE, [(40, "countdown_end")], id="it counts down again"),
    ],
)
def test_a_countdown_lengthened_after_its_end_rings_at_its_new_end(
    by: timedelta, given_: list[tuple[int, str]]
) -> None:
    day = counting()
    assert given_through(day, range(35, 38)) == [(35, "countdown_end")]
    day.press(TimerAdded("timer", by))
    assert given_through(day, range(38, 60)) == given_


def test_taking_back_what_lengthened_a_countdown_rings_nothing() -> None:
    day = counting()
    assert day.give_signals("09:35")
    longer = day.press(TimerAdded("timer", 5 * MINUTE), at="09:36")
    undone = day.undo(longer)
    assert day.give_signals() == ()
    day.undo(undone)
    assert given_through(day, range(37, 45)) == [(40, "countdown_end")]


# ── whatever happens ──


def test_nothing_is_due_when_nothing_runs() -> None:
    day = HeldDay(an_event(items=(TALK,)), "12:00")
    assert due_signals(day.record, day.live()) == ()
    day.press(Started("talk"))
    day.event = replace(day.event, items=(replace(TALK, skipped=True),))
    assert due_signals(day.record, day.live("14:00")) == ()


@pytest.mark.parametrize(
    ("warning", "due"),
    [
        pytest.param(2, "09:48", id="the round's own"),
        pytest.param(0, None, id="none wanted"),
        pytest.param(20, None, id="as long as the talk"),
    ],
)
def test_the_warning_is_the_rounds_own(warning: int, due: str | None) -> None:
    rounds = (replace(a_round(), warning=warning * MINUTE),)
    day = started(replace(CAFE, rounds=rounds))
    given_ = [
        minute
        for minute in range(30, 51)
        if any(s.kind is SignalKind.WARNING for s in day.give_signals(f"09:{minute}"))
    ]
    assert given_ == ([] if due is None else [int(due[-2:])])


def test_a_signal_is_due_until_it_is_given_and_never_again() -> None:
    day = started(TALK)
    assert due_signals(day.record, day.live("10:00:01")) == due_signals(day.record, day.live("10:00:01"))
    assert told(day.give_signals()) == [("item_end", 1)]
    assert day.give_signals("10:00:02") == ()


@pytest.mark.parametrize("presses", [[Added("talk", 5 * MINUTE)], [Added("talk", -MINUTE)], [Paused("talk")]])
def test_a_signal_given_is_not_given_again_whatever_is_pressed(presses: list[Fact]) -> None:
    day = started(TALK)
    assert day.give_signals("10:00")
    day.press(*presses)
    day.restart()
    assert day.give_signals("10:30") == ()


def test_not_after_undoing_and_putting_back_the_start() -> None:
    day = started(TALK)
    assert day.give_signals("10:00")
    undone = day.undo(1)
    assert day.give_signals("10:01") == ()
    day.undo(undone)
    assert day.give_signals("10:02") == ()


def test_not_after_going_on_and_back() -> None:
    day = started(TALK)
    assert day.give_signals("10:00")
    day.press(Started("next"), at="10:01")
    day.press(WentBack("talk"), at="10:02")
    assert day.give_signals() == ()


def test_not_when_the_wall_clock_jumps_forth_and_back() -> None:
    day = started(replace(TALK, count_to_end=True))
    day.clock.jump(40 * MINUTE)
    assert told(day.give_signals()) == [("item_end", 0)]
    day.clock.jump(-40 * MINUTE)
    assert day.give_signals() == ()
    assert day.give_signals("10:00") == ()


def test_a_running_cafe_does_not_follow_the_wall_clock() -> None:
    day = started(CAFE)
    day.clock.jump(40 * MINUTE)
    assert day.give_signals() == ()


def test_once_after_a_sleep_and_after_a_restart() -> None:
    day = started(CAFE)
    day.wait(21 * MINUTE)
    assert told(day.give_signals()) == [("warning", 240), ("phase_end", 60)]
    day.restart(off_for=3 * MINUTE)
    assert told(day.give_signals()) == [("phase_end", 60)]
    assert day.give_signals() == ()


def test_taking_away_what_is_left_ends_the_phase_now() -> None:
    day = started(CAFE)
    assert day.give_signals("09:48")
    fact = added(day.live(), -5 * MINUTE)
    assert fact
    day.press(fact)
    assert told(day.give_signals()) == [("phase_end", 0)]


def test_a_phase_that_a_press_ended_early_gives_no_signal() -> None:
    day = started(CAFE)
    day.press(PhaseStarted("cafe", 1), at="09:40")
    assert day.give_signals("09:42:59") == ()
    assert told(day.give_signals("09:43")) == [("phase_end", 0)]


def test_a_phase_that_a_press_ended_early_gives_none_when_the_cafe_goes_back_past_it_either() -> None:
    day = started(CAFE)
    day.press(PhaseStarted("cafe", 4), at="09:31")
    assert told(day.give_signals("09:34")) == [("item_end", 0)]
    day.press(PhaseStarted("cafe", 3), at="10:30")
    assert day.give_signals() == ()


def test_a_phase_that_is_begun_again_gives_its_signals_again() -> None:
    day = started(CAFE)
    assert told(day.give_signals("09:50")) == [("warning", 180), ("phase_end", 0)]
    day.press(PhaseStarted("cafe", 0), at="09:51")
    assert day.give_signals() == ()
    assert told(day.give_signals("10:08")) == [("warning", 0)]
    assert told(day.give_signals("10:11")) == [("phase_end", 0)]


def test_a_phase_that_is_gone_back_to_gives_the_signals_to_come_and_no_other_again() -> None:
    day = started(CAFE)
    assert told(day.give_signals("09:48")) == [("warning", 60)]
    day.press(PhaseStarted("cafe", 1), at="09:48")
    day.press(PhaseTakenUp("cafe", 0), at="09:49")
    assert day.give_signals("09:49:59") == ()
    assert told(day.give_signals("09:50")) == [("phase_end", 0)]


def test_a_phase_that_was_over_when_gone_back_to_tells_of_its_new_end() -> None:
    day = started(CAFE)
    assert told(day.give_signals("09:50")) == [("warning", 180), ("phase_end", 0)]
    day.press(PhaseTakenUp("cafe", 0), at="09:50:05")
    assert day.give_signals("09:50:20") == ()
    day.press(Added("cafe", 2 * MINUTE, 0), at="09:51")
    assert told(day.give_signals("09:52")) == [("phase_end", 0)]


def test_an_item_started_again_gives_its_signals_again() -> None:
    day = started(TALK)
    assert day.give_signals("10:00")
    day.press(Started("next"), at="10:01")
    day.press(Started("talk"), at="10:10")
    assert told(day.give_signals("10:40")) == [("item_end", 0)]


def test_a_pause_puts_a_signal_off() -> None:
    day = started(TALK)
    day.press(Paused("talk"), at="09:59")
    assert day.give_signals("10:30") == ()


steps = st.tuples(st.sampled_from(("wait", "jump", "restart", "add", "phase", "timer")), st.integers(0, 1500))


@given(st.sampled_from((CAFE, BY_HAND, SPEECH)), st.lists(steps, max_size=25))
def test_whatever_happens_each_mark_is_given_once(item: Item, happenings: list[tuple[str, int]]) -> None:
    day = started(item)
    day.press(TimerStarted("timer", "Innlegg", 5 * MINUTE))
    marks: list[str] = []
    for step, number in happenings:
        by = number * SECOND
        match step:
            case "wait":
                day.wait(by)
            case "jump":
                day.clock.jump(by - 750 * SECOND)
            case "restart":
                day.restart(off_for=by)
            case "add":
                fact = added(day.live(), by - 750 * SECOND)
                day.press(*((fact,) if fact else ()))
            case "timer":
                day.press(TimerAdded("timer", by - 750 * SECOND))
            case _:
                day.press(PhaseStarted("cafe", number % 5))
        given_ = day.give_signals()
        assert all(signal.late >= ZERO for signal in given_)
        assert [s.late for s in given_] == sorted((s.late for s in given_), reverse=True)
        marks += [signal.mark for signal in given_]
    assert len(marks) == len(set(marks))


@given(st.lists(st.integers(1, 400), min_size=1, max_size=40))
def test_a_cafe_left_alone_gives_all_its_signals(waits: list[int]) -> None:
    day = started(CAFE)
    kinds: list[SignalKind] = []
    for wait in waits:
        day.wait(wait * SECOND)
        kinds += [signal.kind for signal in day.give_signals()]
    day.wait(a_moment("10:18").utc - a_moment("09:30").utc)
    kinds += [signal.kind for signal in day.give_signals()]
    warning, phase, item = SignalKind.WARNING, SignalKind.PHASE_END, SignalKind.ITEM_END
    assert kinds == [warning, phase, phase, phase, warning, phase, item]
