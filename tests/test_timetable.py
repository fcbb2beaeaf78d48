"""The rules of docs/timetable.md, a table of cases each. Times are Oslo wall-clock times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from facilitator.event import MINUTE, ZERO, Event, Item, ItemKind, without
from facilitator.presses import NextKind, next_step
from facilitator.record import (
    Added,
    Allotted,
    Delayed,
    EndMoved,
    Fact,
    Finished,
    Paused,
    PhaseStarted,
    Resumed,
    Started,
    StartMoved,
    TimerAdded,
    TimerEnded,
    TimerPaused,
    TimerResumed,
    TimerStarted,
    WentBack,
)
from facilitator.timetable import (
    Level,
    LiveDay,
    PlannedItem,
    Reading,
    State,
    live_day,
    on_by_plan,
    planned,
    reading_for,
    slack,
    thresholds,
)
from tests.builders import a_cafe, a_moment, a_record, an_event, an_instant, an_item
from tests.held_day import HeldDay

HOUR = 60 * MINUTE
SECOND = timedelta(seconds=1)


def a_plan_of(*items: Item, **values: object) -> Event:
    return an_event(items=items, **values)


def clock(event: Event, instant: datetime | None) -> str:
    return f"{event.local(instant):%H:%M}" if instant else "–"


def spans(event: Event) -> str:
    """Each item's planned start and end."""
    return " ".join(f"{clock(event, one.start)}–{clock(event, one.end)}" for one in planned(event))


def gaps(event: Event) -> list[int]:
    return [one.gap // MINUTE for one in planned(event)]


def forecast(event: Event, live: LiveDay) -> str:
    """The expected start of each item still to come."""
    later = (one for one in live.items if one.state is State.LATER)
    return " ".join(f"{one.item.id} {clock(event, one.expected_start)}" for one in later)


A, B, C = an_item("a", minutes=30), an_item("b", minutes=30), an_item("c", minutes=30)


def at(item: Item, start: str) -> Item:
    """The item pinned to a time."""
    return replace(item, start=time.fromisoformat(start))


def to_end(item: Item) -> Item:
    return replace(item, count_to_end=True)


def skip(item: Item) -> Item:
    return replace(item, skipped=True)


# ── the plan: rules 1–8 ──


@pytest.mark.parametrize(
    ("event", "told"),
    [
        pytest.param(a_plan_of(), "", id="no items"),
        pytest.param(a_plan_of(A), "09:30–10:00", id="the first starts when the event does"),
        pytest.param(a_plan_of(A, B), "09:30–10:00 10:00–10:30", id="linked to the one before"),
        pytest.param(a_plan_of(at(A, "09:45"), B), "09:45–10:15 10:15–10:45", id="first one pinned"),
        pytest.param(a_plan_of(at(A, "09:00"), B), "09:00–09:30 09:30–10:00", id="before the event's start"),
        pytest.param(
            a_plan_of(A, at(B, "10:20"), C), "09:30–10:00 10:20–10:50 10:50–11:20", id="after a gap"
        ),
        pytest.param(a_plan_of(A, skip(B), C), "09:30–10:00 10:00–10:30 10:00–10:30", id="skipped between"),
        pytest.param(a_plan_of(skip(A), B), "09:30–10:00 09:30–10:00", id="skipped first"),
        pytest.param(
            a_plan_of(A, skip(at(B, "14:00")), C),
            "09:30–10:00 14:00–14:30 10:00–10:30",
            id="skipped and pinned",
        ),
        pytest.param(a_plan_of(skip(A), skip(B)), "09:30–10:00 09:30–10:00", id="only skipped ones"),
    ],
)
def test_rule_1_linked_or_pinned(event: Event, told: str) -> None:
    assert spans(event) == told


@pytest.mark.parametrize(
    ("before", "told"),
    [
        pytest.param(30, "10:00–11:00", id="as first planned"),
        pytest.param(40, "10:10–11:00", id="later start"),
        pytest.param(20, "09:50–11:00", id="earlier start"),
        pytest.param(120, "11:30–11:30", id="nothing left of it"),
    ],
)
def test_rule_2_a_locked_end_stays_and_the_length_gives_way(before: int, told: str) -> None:
    event = a_plan_of(an_item("a", minutes=before), replace(B, end=time(11)))
    assert spans(event).split()[1] == told


def test_rule_2_without_a_locked_end_the_length_stays() -> None:
    assert [one.length for one in planned(a_plan_of(an_item("a", minutes=7), B))] == [7 * MINUTE, B.length]


@pytest.mark.parametrize(
    ("event", "told"),
    [
        pytest.param(a_plan_of(at(A, "10:00")), [0], id="none before the first"),
        pytest.param(a_plan_of(A, at(B, "10:10")), [0, 10], id="gap"),
        pytest.param(a_plan_of(A, at(B, "10:00")), [0, 0], id="close"),
        pytest.param(a_plan_of(A, at(B, "09:50")), [0, -10], id="overlap"),
        pytest.param(a_plan_of(A, at(B, "09:35"), at(C, "09:55")), [0, -25, -10], id="of the latest end"),
        pytest.param(
            a_plan_of(an_item("a", minutes=90), at(B, "10:00"), at(C, "10:45")),
            [0, -60, -15],
            id="the latest end is not the last",
        ),
        pytest.param(
            a_plan_of(A, skip(at(B, "09:40")), at(C, "10:10")), [0, 0, 10], id="skipped ones count not"
        ),
        pytest.param(a_plan_of(skip(A), at(B, "10:00"), C), [0, 0, 0], id="a skipped one before the first"),
        pytest.param(a_plan_of(at(A, "08:00"), at(B, "09:00")), [0, 30], id="before the event's start"),
    ],
)
def test_rule_3_gaps_and_overlaps(event: Event, told: list[int]) -> None:
    assert gaps(event) == told


@pytest.mark.parametrize(("end", "told"), [(time(11), 30), (time(10, 30), 0), (time(10), -30), (None, None)])
def test_rule_6_slack(end: time | None, told: int | None) -> None:
    event = a_plan_of(A, an_item("x", minutes=10), an_item("y", minutes=20), skip(C), end=end)
    assert slack(event) == (None if told is None else told * MINUTE)


def test_rule_6_a_day_without_items_has_no_slack() -> None:
    assert slack(a_plan_of(skip(A), end=time(11))) is None


@pytest.mark.parametrize(
    ("event", "when", "on"),
    [
        (a_plan_of(A, B), "09:29:59", None),
        (a_plan_of(A, B), "09:30", "a"),
        (a_plan_of(A, B), "09:59:59.999999", "a"),
        (a_plan_of(A, B), "10:00", "b"),
        (a_plan_of(A, B), "10:30", None),
        (a_plan_of(A, at(B, "10:20")), "10:10", None),
        (a_plan_of(A, at(B, "09:50")), "09:50", "b"),
        (a_plan_of(skip(A), B), "09:30", "b"),
    ],
)
def test_rule_7_items_are_half_open_in_time(event: Event, when: str, on: str | None) -> None:
    found = on_by_plan(planned(event), an_instant(when))
    assert (found and found.item.id) == on


# ── running: rules 4 and 9–12 ──


@pytest.mark.parametrize(
    ("item", "presses", "when", "minutes"),
    [
        pytest.param(A, [], "09:40", 20, id="as it goes"),
        pytest.param(A, [], "10:05", -5, id="overtime"),
        pytest.param(A, [("09:40", Added("a", 5 * MINUTE))], "09:40", 25, id="added"),
        pytest.param(A, [("09:40", Added("a", -5 * MINUTE))], "09:40", 15, id="taken away"),
        pytest.param(A, [("09:31", Added("a", -90 * MINUTE))], "09:40", -10, id="never before its start"),
        pytest.param(A, [("09:40", Paused("a"))], "09:50", 20, id="paused"),
        pytest.param(A, [("09:40", Paused("a")), ("09:45", Paused("a"))], "09:50", 20, id="paused twice"),
        pytest.param(A, [("09:40", Paused("a")), ("09:50", Resumed("a"))], "09:55", 15, id="went on"),
        pytest.param(A, [("09:40", Resumed("a"))], "09:50", 10, id="went on without a pause"),
        pytest.param(
            A, [("09:40", Paused("a")), ("09:45", Added("a", MINUTE))], "09:50", 21, id="added in a pause"
        ),
        pytest.param(A, [("09:40", StartMoved("a", 5 * MINUTE))], "09:40", 15, id="began earlier"),
        pytest.param(A, [("09:40", StartMoved("a", -5 * MINUTE))], "09:40", 25, id="began later"),
        pytest.param(A, [("09:40", StartMoved("a", -HOUR))], "09:40", 30, id="began now at the latest"),
        pytest.param(A, [("09:40", Added("b", 5 * MINUTE))], "09:40", 20, id="pressed on another"),
        pytest.param(to_end(A), [], "09:40", 20, id="to its end"),
        pytest.param(to_end(A), [("09:40", Added("a", 5 * MINUTE))], "09:40", 25, id="to its end, added"),
        pytest.param(to_end(A), [("09:40", Paused("a"))], "09:50", 20, id="to its end, paused"),
        pytest.param(
            to_end(A),
            [("09:40", Paused("a")), ("09:50", Resumed("a"))],
            "09:55",
            15,
            id="a pause counts as added",
        ),
    ],
)
def test_rule_9_remaining(item: Item, presses: list[tuple[str, Fact]], when: str, minutes: int) -> None:
    record = a_record(("09:30", Started("a")), *presses)
    assert live_day(a_plan_of(item, B), record, a_moment(when)).remaining == minutes * MINUTE


@pytest.mark.parametrize(
    ("started", "minutes"),
    [("09:30", 30), ("09:50", 10), ("09:20", 40), ("10:00", 0)],
)
def test_rule_4_starting_late_makes_an_item_that_counts_to_its_end_shorter(
    started: str, minutes: int
) -> None:
    live = live_day(a_plan_of(to_end(A)), a_record((started, Started("a"))), a_moment(started))
    assert live.remaining == minutes * MINUTE
    assert live.expected_end == an_instant("10:00")


def test_rule_9_an_item_started_after_its_end_ends_at_once() -> None:
    day = HeldDay(a_plan_of(to_end(A)), "10:20")
    day.press(Started("a"))
    assert day.live().remaining == ZERO
    assert day.live("10:22").overtime == 2 * MINUTE
    assert day.live("10:22").offset == 22 * MINUTE


@pytest.mark.parametrize(
    ("item", "presses", "when", "minutes"),
    [
        pytest.param(A, [("09:30", Started("a"))], "09:40", 0, id="on time"),
        pytest.param(A, [("09:37", Started("a"))], "09:40", 7, id="started late"),
        pytest.param(A, [("09:25", Started("a"))], "09:40", -5, id="started early"),
        pytest.param(A, [("09:30", Started("a"))], "10:06", 6, id="overtime"),
        pytest.param(A, [("09:37", Started("a"))], "10:10", 10, id="started late, overtime"),
        pytest.param(A, [("09:30", Started("a")), ("09:40", Added("a", 5 * MINUTE))], "09:41", 5, id="added"),
        pytest.param(A, [("09:30", Started("a")), ("09:40", Paused("a"))], "09:44", 4, id="paused"),
        pytest.param(
            A,
            [("09:30", Started("a")), ("09:40", Paused("a")), ("09:44", Resumed("a"))],
            "09:55",
            4,
            id="a finished pause",
        ),
        pytest.param(
            A,
            [("09:32", Started("a")), ("09:40", Paused("a")), ("09:43", Added("a", MINUTE))],
            "09:44",
            7,
            id="the sum of all",
        ),
        pytest.param(
            to_end(A), [("09:40", Started("a"))], "09:50", 0, id="to its end: late start counts not"
        ),
        pytest.param(to_end(A), [("09:40", Started("a"))], "10:03", 3, id="to its end: overtime"),
        pytest.param(
            to_end(A),
            [("09:40", Started("a")), ("09:45", Added("a", 4 * MINUTE))],
            "09:50",
            4,
            id="added to its end",
        ),
    ],
)
def test_rule_10_offset(item: Item, presses: list[tuple[str, Fact]], when: str, minutes: int) -> None:
    live = live_day(a_plan_of(item, B), a_record(*presses), a_moment(when))
    assert live.offset == minutes * MINUTE


def test_rule_11_overtime_moves_the_forecast_second_by_second() -> None:
    event = a_plan_of(A, B)
    record = a_record(("09:30", Started("a")))
    lives = [live_day(event, record, a_moment(f"10:04:{second:02}")) for second in range(60)]
    assert [live.overtime for live in lives] == [4 * MINUTE + n * SECOND for n in range(60)]
    assert [live.next and live.next.expected_start for live in lives] == [live.now for live in lives]


@pytest.mark.parametrize(
    ("reading", "offset", "told"),
    [(Reading.PLAN, 25, "b 10:25 c 11:00"), (Reading.START, 5, "b 10:25 c 11:20")],
)
def test_rule_12_two_readings(reading: Reading, offset: int, told: str) -> None:
    """The day began 20 minutes late, and then the first item was given 5 minutes more."""
    event = a_plan_of(A, B, at(C, "11:00"))
    record = a_record(("09:50", Started("a")), ("10:00", Added("a", 5 * MINUTE)))
    live = live_day(event, record, a_moment("10:01"), reading)
    assert (live.offset, live.late_start) == (offset * MINUTE, 20 * MINUTE)
    assert forecast(event, live) == told


def test_rule_12_an_early_start_of_the_day_pulls_no_pin() -> None:
    event = a_plan_of(A, at(B, "10:00"), end=time(12))
    live = live_day(event, a_record(("09:20", Started("a"))), a_moment("09:21"), Reading.START)
    assert forecast(event, live) == "b 10:00"
    assert (live.offset, live.pinned_end) == (-10 * MINUTE, an_instant("12:00"))


def test_rule_12_since_we_began_the_next_item_is_due_by_its_moved_start() -> None:
    day = HeldDay(a_plan_of(A, at(B, "10:00")), "09:50")
    day.press(Started("a"))
    day.press(Added("a", -10 * MINUTE))
    looks = ((when, reading) for when in ("10:13", "10:21", "10:22") for reading in Reading)
    pressed = [day.live(when, reading).nobody_pressed for when, reading in looks]
    assert pressed == [True, False, True, False, True, True]


def test_rule_12_since_we_began_between_two_items() -> None:
    """What ran was taken out, and the day had begun 10 minutes late."""
    event = a_plan_of(A, C)
    record = a_record(("09:40", Started("a")), ("10:10", Started("b")))
    live = live_day(event, record, a_moment("10:25"), Reading.START)
    assert (live.offset, live.shift) == (15 * MINUTE, 10 * MINUTE)


def test_rule_12_since_we_began_the_pinned_end_moves_too() -> None:
    event = a_plan_of(A, end=time(12))
    live = live_day(event, a_record(("09:50", Started("a"))), a_moment("09:50"), Reading.START)
    assert live.pinned_end == an_instant("12:20")


def test_a_rehearsal_on_another_date_is_read_from_its_start() -> None:
    event = a_plan_of(to_end(A), at(B, "10:00"), date=date(2024, 3, 12))
    record = a_record(("18:00", Started("a")))
    live = live_day(event, record, a_moment("18:05"), Reading.PLAN)
    assert reading_for(event, record) is live.reading is Reading.START
    assert (live.offset, live.remaining, forecast(event, live)) == (ZERO, 25 * MINUTE, "b 18:30")


# ── the forecast: rules 13–18 ──


@pytest.mark.parametrize(
    ("items", "started", "when", "told"),
    [
        pytest.param((A, B, C), "09:35", "09:40", "b 10:05 c 10:35", id="14: a chain moves as one"),
        pytest.param((A, B, C), "09:25", "09:30", "b 09:55 c 10:25", id="14: earlier too"),
        pytest.param((A, B, at(C, "10:40")), "09:35", "09:40", "b 10:05 c 10:40", id="15: a gap absorbs"),
        pytest.param((A, B, at(C, "10:40")), "09:45", "09:50", "b 10:15 c 10:45", id="15: but no more"),
        pytest.param((A, B, at(C, "10:30")), "09:20", "09:25", "b 09:50 c 10:30", id="15: no pin goes early"),
        pytest.param(
            (A, at(B, "10:05"), at(C, "10:40")), "09:42", "09:45", "b 10:12 c 10:42", id="15: gaps add up"
        ),
        pytest.param(
            (A, at(B, "09:50"), C), "09:30", "09:40", "b 10:00 c 10:30", id="15: an overlap pushes on"
        ),
        pytest.param((A, to_end(B), C), "09:40", "09:45", "b 10:10 c 10:30", id="15: to its end: absorbs"),
        pytest.param((A, to_end(B), C), "10:10", "10:15", "b 10:40 c 10:40", id="15: up to its length"),
        pytest.param((A, to_end(B), C), "09:20", "09:25", "b 09:50 c 10:30", id="15: to its end: when early"),
        pytest.param((A, skip(B), C), "09:35", "09:40", "c 10:05", id="18: skipped"),
        pytest.param((A, B, skip(C)), "09:35", "09:40", "b 10:05", id="18: skipped last"),
        pytest.param((A,), "09:35", "09:40", "", id="nothing later"),
    ],
)
def test_rules_14_and_15_later_items(items: tuple[Item, ...], started: str, when: str, told: str) -> None:
    event = a_plan_of(*items)
    assert forecast(event, live_day(event, a_record((started, Started("a"))), a_moment(when))) == told


def test_rule_15_lateness_that_a_gap_took_does_not_come_back_with_an_overlap() -> None:
    """The rule's sum nets a gap against a later overlap; time runs through them one after the other.

    The day is 8 min late. The gap of 10 takes all of it, so b starts on time; c overlaps b by 5 and
    starts when b ends, 5 late. The sum (8 − 10 + 5 = 3) would have c start while b still runs.
    """
    event = a_plan_of(A, at(B, "10:10"), at(C, "10:35"))
    live = live_day(event, a_record(("09:38", Started("a"))), a_moment("09:40"))
    assert gaps(event) == [0, 10, -5]
    assert forecast(event, live) == "b 10:10 c 10:40"


@pytest.mark.parametrize(
    ("item", "end"),
    [
        pytest.param(B, "10:40", id="start + length"),
        pytest.param(to_end(B), "10:30", id="to its end"),
        pytest.param(to_end(an_item("b", minutes=5)), "10:10", id="to its end, which has passed"),
        pytest.param(
            replace(B, end=time(10, 45)), "10:55", id="a locked end decides the planned length only"
        ),
    ],
)
def test_rules_16_and_17_expected_end(item: Item, end: str) -> None:
    event = a_plan_of(A, item, skip(C))
    live = live_day(event, a_record(("09:40", Started("a"))), a_moment("09:40"))
    assert live.expected_end == an_instant(end)


@pytest.mark.parametrize(
    ("fact", "left", "told"),
    [
        pytest.param(Added("cafe", 5 * MINUTE, 0), 43, "b 10:23", id="a phase extended"),
        pytest.param(PhaseStarted("cafe", 1), 28, "b 10:08", id="a phase pressed on early"),
        pytest.param(PhaseStarted("cafe", 0), 48, "b 10:28", id="a phase begun again"),
        pytest.param(Added("cafe", 5 * MINUTE), 43, "b 10:23", id="the whole café extended"),
    ],
)
def test_a_cafe_is_as_long_as_its_phases_are_held(fact: Fact, left: int, told: str) -> None:
    event = a_plan_of(a_cafe(rounds=2), B)
    live = live_day(event, a_record(("09:30", Started("cafe")), ("09:40", fact)), a_moment("09:40"))
    assert (live.remaining, forecast(event, live)) == (left * MINUTE, told)


def test_rule_18_an_item_that_ran_late_is_not_counted_twice() -> None:
    event = a_plan_of(A, B, C)
    record = a_record(("09:30", Started("a")), ("10:10", Started("b")))
    live = live_day(event, record, a_moment("10:15"))
    assert (live.offset, forecast(event, live)) == (10 * MINUTE, "c 10:40")


# ── before, between and after ──


@pytest.mark.parametrize(
    ("items", "when", "told", "offset"),
    [
        pytest.param((A, B), "08:00", "a 09:30 b 10:00", 0, id="early"),
        pytest.param((A, B), "09:30", "a 09:30 b 10:00", 0, id="at the start"),
        pytest.param((A, B), "09:41", "a 09:41 b 10:11", 11, id="nobody began"),
        pytest.param((A, at(B, "10:05")), "09:41", "a 09:41 b 10:11", 11, id="nobody began: a gap absorbs"),
        pytest.param((to_end(A), B), "09:41", "a 09:41 b 10:00", 11, id="nobody began: to its end"),
        pytest.param((skip(A), B), "09:41", "b 09:41", 11, id="the first is skipped"),
        pytest.param((at(A, "10:00"),), "09:41", "a 10:00", 0, id="pinned later than the event's start"),
        pytest.param((), "09:41", "", 0, id="no items"),
        pytest.param((skip(A),), "09:41", "", 0, id="only skipped items"),
    ],
)
def test_before_the_day_has_begun(items: tuple[Item, ...], when: str, told: str, offset: int) -> None:
    event = a_plan_of(*items)
    live = live_day(event, a_record(), a_moment(when))
    assert (forecast(event, live), live.offset) == (told, offset * MINUTE)
    assert (live.running, live.begun, live.finished, live.remaining) == (None, False, False, ZERO)


@pytest.mark.parametrize("day", [date(2024, 3, 4), date(2024, 3, 6)])
def test_on_another_date_a_day_not_begun_is_not_late(day: date) -> None:
    event = a_plan_of(A, B)
    live = live_day(event, a_record(), a_moment("12:00", day=day))
    assert (forecast(event, live), live.offset) == ("a 09:30 b 10:00", ZERO)


def test_when_the_day_is_over() -> None:
    event = a_plan_of(A, B, skip(C))
    live = live_day(event, a_record(("09:35", Started("a")), ("10:10", Finished())), a_moment("15:00"))
    assert [one.state for one in live.items] == [State.DONE, State.PASSED, State.SKIPPED]
    assert (live.finished, live.running, live.next, live.estimated) == (True, None, None, False)
    assert (live.expected_end, live.offset) == (an_instant("10:10"), 10 * MINUTE)
    assert (live.items[0].actual_start, live.items[0].actual_end) == (
        an_instant("09:35"),
        an_instant("10:10"),
    )


def test_an_ended_day_whose_last_item_was_taken_out_has_no_offset() -> None:
    record = a_record(("09:40", Started("a")), ("10:00", Started("b")), ("10:10", Finished()))
    live = live_day(a_plan_of(A, C), record, a_moment("10:11"), Reading.START)
    assert (live.finished, live.offset, live.previous_id) == (True, ZERO, "a")


@pytest.mark.parametrize(
    ("event", "states"),
    [
        pytest.param(a_plan_of(A, skip(B), C), [State.DONE, State.SKIPPED, State.LATER], id="skipped"),
        pytest.param(a_plan_of(A, C), [State.DONE, State.LATER], id="taken out"),
    ],
)
def test_a_running_item_that_no_longer_takes_part(event: Event, states: list[State]) -> None:
    """The day then stands between two items: the next one is due now."""
    record = a_record(("09:30", Started("a")), ("10:00", Started("b")))
    live = live_day(event, record, a_moment("10:12"))
    assert [one.state for one in live.items] == states
    assert (live.running, live.begun, live.previous_id) == (None, True, "a")
    assert (forecast(event, live), live.offset) == ("c 10:12", 12 * MINUTE)


def test_when_all_that_ran_was_taken_out_the_rest_is_still_to_come() -> None:
    event = a_plan_of(C)
    live = live_day(event, a_record(("09:30", Started("a"))), a_moment("09:45"))
    assert (forecast(event, live), live.late_start, live.previous_id) == ("c 09:45", ZERO, None)


def test_an_item_that_was_held_and_then_skipped_keeps_its_actual_times() -> None:
    record = a_record(("09:30", Started("a")), ("10:00", Started("b")))
    live = live_day(a_plan_of(skip(A), B), record, a_moment("10:05"))
    assert (live.items[0].state, live.items[0].actual_end) == (State.DONE, an_instant("10:00"))


@pytest.mark.parametrize(
    ("to", "states", "told"),
    [
        pytest.param("c", "done passed running", "", id="later"),
        pytest.param("b", "done running later", "c 10:10", id="next"),
        pytest.param("a", "running later later", "b 10:10 c 10:40", id="the same again"),
    ],
)
def test_a_jump(to: str, states: str, told: str) -> None:
    event = a_plan_of(A, B, C)
    live = live_day(event, a_record(("09:30", Started("a")), ("09:40", Started(to))), a_moment("09:45"))
    assert (" ".join(one.state for one in live.items), forecast(event, live)) == (states, told)


def test_a_jump_to_an_earlier_item_leaves_what_was_held_behind() -> None:
    event = a_plan_of(A, B, C)
    record = a_record(("09:30", Started("a")), ("09:40", Started("c")), ("10:10", Started("b")))
    live = live_day(event, record, a_moment("10:15"))
    assert [one.state for one in live.items] == [State.DONE, State.RUNNING, State.DONE]
    assert (live.next, live.expected_end) == (None, an_instant("10:40"))


# ── given beforehand: rule 20 ──


def given(item: str, minutes: float, phase: int | None = None) -> tuple[str, Fact]:
    """Allotted before the item began."""
    return "09:25", Allotted(item, minutes * MINUTE, phase)


CAFE = a_cafe(rounds=2)  # phases 20, 3, 2, 20, 3: 48 minutes


@pytest.mark.parametrize(
    ("items", "presses", "told"),
    [
        pytest.param((A, B, C), [given("b", 5)], "b 10:00 30+5 c 10:35 30+0", id="more"),
        pytest.param((A, B, C), [given("b", -5)], "b 10:00 30-5 c 10:25 30+0", id="less"),
        pytest.param((A, B, C), [given("b", -5), given("b", -5)], "b 10:00 30-10 c 10:20 30+0", id="sum"),
        pytest.param((A, B, C), [given("b", -99)], "b 10:00 30-30 c 10:00 30+0", id="nothing left of it"),
        pytest.param((A, B, C), [given("b", 5, 0)], "b 10:00 30+0 c 10:30 30+0", id="no such phase"),
        pytest.param((A, B, at(C, "10:40")), [given("b", 5)], "b 10:00 30+5 c 10:40 30+0", id="before a gap"),
        pytest.param((A, to_end(B), C), [given("b", 5)], "b 10:00 30+5 c 10:35 30+0", id="to its end: later"),
        pytest.param((A, to_end(B), C), [given("b", -5)], "b 10:00 30-5 c 10:25 30+0", id="and earlier"),
        pytest.param((A, skip(B), C), [given("b", 5)], "c 10:00 30+0", id="skipped"),
        pytest.param((A, CAFE, C), [given("cafe", -5, 0)], "cafe 10:00 48-5 c 10:43 30+0", id="a phase"),
        pytest.param(
            (A, CAFE, C),
            [given("cafe", -5, 0), given("cafe", -9, 1), given("cafe", 2)],
            "cafe 10:00 48-6 c 10:42 30+0",
            id="phases and the whole, no phase below nothing",
        ),
        pytest.param(
            (A, replace(CAFE, end=time(10, 40)), C),
            [given("cafe", -5, 0)],
            "cafe 10:00 40-5 c 10:35 30+0",
            id="a café with a locked end",
        ),
    ],
)
def test_rule_20_time_given_beforehand_in_the_forecast(
    items: tuple[Item, ...], presses: list[tuple[str, Fact]], told: str
) -> None:
    event = a_plan_of(*items)
    live = live_day(event, a_record(*presses, ("09:30", Started("a"))), a_moment("09:40"))
    later = [one for one in live.items if one.state is State.LATER]
    found = (
        f"{one.item.id} {clock(event, one.expected_start)} {one.planned.length // MINUTE}"
        f"{(one.length - one.planned.length) // MINUTE:+}"
        for one in later
    )
    assert " ".join(found) == told
    assert all(one.expected_start and one.expected_start + one.length == one.expected_end for one in later)


@pytest.mark.parametrize(
    ("item", "presses", "minutes"),
    [
        pytest.param(A, [given("a", -5)], 15, id="less"),
        pytest.param(A, [given("a", -5), ("09:35", Added("a", 2 * MINUTE))], 17, id="and then more"),
        pytest.param(
            A, [given("a", -99), ("09:35", Added("a", 12 * MINUTE))], 2, id="nothing, and then more"
        ),
        pytest.param(A, [given("b", -5)], 20, id="another item"),
        pytest.param(to_end(A), [given("a", -5)], 15, id="to its end"),
        pytest.param(
            to_end(A), [given("a", 5), ("09:35", Added("a", -2 * MINUTE))], 23, id="to its end, both"
        ),
        pytest.param(replace(CAFE, id="a"), [given("a", -5, 3), given("a", -1)], 32, id="a café"),
        pytest.param(
            replace(CAFE, id="a"),
            [given("a", -5, 3), ("09:35", PhaseStarted("a", 3))],
            13,
            id="a café: a phase that begins anew keeps what it was given",
        ),
    ],
)
def test_rule_20_time_given_beforehand_counts_when_the_item_runs(
    item: Item, presses: list[tuple[str, Fact]], minutes: int
) -> None:
    beforehand = [press for press in presses if press[0] < "09:30"]
    record = a_record(*beforehand, ("09:30", Started("a")), *presses[len(beforehand) :])
    live = live_day(a_plan_of(item, B), record, a_moment("09:40"))
    assert live.remaining == minutes * MINUTE
    assert live.running
    assert live.running.length == live.elapsed + live.remaining


def test_rule_20_what_was_given_is_behind_or_ahead_of_a_plan_that_stays() -> None:
    event = a_plan_of(A, B)
    record = a_record(given("a", -5), ("09:30", Started("a")))
    live = live_day(event, record, a_moment("09:40"))
    assert (live.offset, live.items[0].planned.length) == (-5 * MINUTE, 30 * MINUTE)


@pytest.mark.parametrize(
    ("item", "presses", "minutes"),
    [
        pytest.param(A, [given("a", -5), ("09:35", Added("a", MINUTE))], 26, id="given and added"),
        pytest.param(A, [("09:35", Added("a", -40 * MINUTE))], 0, id="never below nothing"),
        pytest.param(
            replace(CAFE, id="a"), [given("a", -5, 0), ("09:35", Added("a", MINUTE, 0))], 44, id="a café"
        ),
    ],
)
def test_a_finished_item_had_its_length_whenever_it_ended(
    item: Item, presses: list[tuple[str, Fact]], minutes: int
) -> None:
    beforehand = [press for press in presses if press[0] < "09:30"]
    record = a_record(
        *beforehand, ("09:30", Started("a")), *presses[len(beforehand) :], ("10:40", Finished())
    )
    assert live_day(a_plan_of(item), record, a_moment("10:50")).items[0].length == minutes * MINUTE


# ── announced delays ──


def delayed(item: str, minutes: float) -> tuple[str, Fact]:
    return "09:29", Delayed(item, minutes * MINUTE)


@pytest.mark.parametrize(
    ("items", "delays", "started", "told"),
    [
        pytest.param((A, B, C), [delayed("b", 10)], "09:30", "b 10:10 c 10:40", id="moves what is linked"),
        pytest.param((A, B, C), [delayed("b", 10)], "09:35", "b 10:10 c 10:40", id="half come true: once"),
        pytest.param((A, B, C), [delayed("b", 10)], "09:45", "b 10:15 c 10:45", id="come true: once"),
        pytest.param((A, B, at(C, "10:35")), [delayed("b", 10)], "09:30", "b 10:10 c 10:40", id="and a gap"),
        pytest.param((A, to_end(B), C), [delayed("b", 10)], "09:30", "b 10:10 c 10:30", id="to its end"),
        pytest.param((A, at(B, "10:05"), C), [delayed("b", 10)], "09:30", "b 10:15 c 10:45", id="pinned"),
        pytest.param((A, B, C), [delayed("b", 5), delayed("c", 5)], "09:30", "b 10:05 c 10:35", id="no sum"),
        pytest.param((A, B, C), [delayed("b", 10), delayed("b", 4)], "09:30", "b 10:04 c 10:34", id="latest"),
        pytest.param((A, B, C), [delayed("b", 10), delayed("b", 0)], "09:25", "b 09:55 c 10:25", id="none"),
        pytest.param((A, B, C), [delayed("b", 0)], "09:25", "b 09:55 c 10:25", id="none from the start"),
        pytest.param((A, skip(B), C), [delayed("b", 10)], "09:30", "c 10:00", id="of a skipped item"),
        pytest.param((A, B, C), [delayed("a", 10)], "09:30", "b 10:00 c 10:30", id="of what has begun"),
    ],
)
def test_a_delay_is_a_start_that_the_item_cannot_go_before(
    items: tuple[Item, ...], delays: list[tuple[str, Fact]], started: str, told: str
) -> None:
    event = a_plan_of(*items)
    presses = sorted([*delays, (started, Started("a"))], key=lambda press: press[0])
    live = live_day(event, a_record(*presses), a_moment("09:40"))
    assert forecast(event, live) == told


def test_a_delay_before_the_day_has_begun() -> None:
    event = a_plan_of(A, B)
    live = live_day(event, a_record(delayed("a", 10)), a_moment("09:31"))
    assert (forecast(event, live), live.offset) == ("a 09:40 b 10:10", 10 * MINUTE)
    assert [one.delay for one in live.items] == [10 * MINUTE, ZERO]


def test_a_delay_counts_from_the_plan_as_it_is_read() -> None:
    event = a_plan_of(A, B)
    record = a_record(delayed("b", 10), ("09:50", Started("a")))
    told = [forecast(event, live_day(event, record, a_moment("09:55"), reading)) for reading in Reading]
    assert told == ["b 10:20", "b 10:30"]


def test_rule_22_nobody_is_late_who_is_known_to_be_delayed() -> None:
    event = a_plan_of(A, B)
    record = a_record(delayed("b", 10), ("09:30", Started("a")))
    told = [live_day(event, record, a_moment(when)).nobody_pressed for when in ("10:05", "10:11", "10:12")]
    assert told == [False, False, True]


# ── markers ──

MARK = an_item("m", ItemKind.MARKER, minutes=0)


@pytest.mark.parametrize(
    ("items", "told"),
    [
        pytest.param((A, MARK, B), "09:30–10:00 10:00–10:00 10:00–10:30", id="linked"),
        pytest.param((MARK, A), "09:30–09:30 09:30–10:00", id="first"),
        pytest.param((A, at(MARK, "17:00")), "09:30–10:00 17:00–17:00", id="last, and long after"),
        pytest.param((at(MARK, "09:00"), A), "09:00–09:00 09:30–10:00", id="first and pinned"),
        pytest.param((A, at(MARK, "09:45"), B), "09:30–10:00 09:45–09:45 10:00–10:30", id="amid an item"),
        pytest.param(
            (A, at(MARK, "10:20"), B), "09:30–10:00 10:20–10:20 10:00–10:30", id="pinned after the next start"
        ),
        pytest.param(
            (A, replace(MARK, end=time(11), length=5 * MINUTE), B),
            "09:30–10:00 10:00–10:00 10:00–10:30",
            id="whatever length or end it has kept from another kind",
        ),
    ],
)
def test_a_marker_takes_no_time_and_moves_nothing(items: tuple[Item, ...], told: str) -> None:
    event = a_plan_of(*items, end=time(12))
    plain = a_plan_of(*(item for item in items if not item.marker), end=time(12))
    assert spans(event) == told
    assert set(gaps(event)) == {0}
    assert slack(event) == slack(plain)
    assert on_by_plan(planned(event), an_instant("10:00")) == on_by_plan(planned(plain), an_instant("10:00"))


@pytest.mark.parametrize(
    ("items", "presses", "when", "told"),
    [
        pytest.param((A, MARK, B), [], "09:40", "later 10:00", id="linked"),
        pytest.param((A, MARK, B), [("09:35", Added("a", 5 * MINUTE))], "09:40", "later 10:05", id="late"),
        pytest.param((A, MARK, B), [], "10:04", "later 10:04", id="moves along"),
        pytest.param((A, MARK, B), [("10:02", Started("b"))], "10:03", "passed –", id="passed by the day"),
        pytest.param((A, MARK, B), [("10:02", Finished())], "10:03", "passed –", id="at the end"),
        pytest.param((A, at(MARK, "09:50"), B), [], "09:40", "later 09:50", id="pinned amid an item"),
        pytest.param((A, at(MARK, "09:50"), B), [], "09:50", "later 09:50", id="its time has come"),
        pytest.param((A, at(MARK, "09:50"), B), [], "09:50:01", "passed –", id="its time has gone by"),
        pytest.param(
            (A, at(MARK, "09:50"), B),
            [("09:35", Delayed("m", 5 * MINUTE))],
            "09:52",
            "later 09:55",
            id="delayed",
        ),
        pytest.param((A, to_end(MARK), B), [], "09:40", "later 10:00", id="count to end means nothing to it"),
        pytest.param(
            (A, MARK, B), [("09:35", Allotted("m", 5 * MINUTE))], "09:40", "later 10:00", id="nothing to give"
        ),
        pytest.param((A, B, at(MARK, "17:00")), [], "09:40", "later 17:00", id="after the last item"),
        pytest.param((A, skip(MARK), B), [], "09:40", "skipped –", id="skipped"),
    ],
)
def test_a_marker_in_the_forecast(
    items: tuple[Item, ...], presses: list[tuple[str, Fact]], when: str, told: str
) -> None:
    event = a_plan_of(*items)
    record = a_record(("09:30", Started("a")), *presses)
    live = live_day(event, record, a_moment(when))
    marker = live.find("m")
    assert marker
    assert f"{marker.state} {clock(event, marker.expected_start)}" == told
    assert marker.expected_start == marker.expected_end
    plain = live_day(without_markers(event), record, a_moment(when))
    assert [one for one in live.items if one is not marker] == [*plain.items]
    assert replace(live, items=plain.items) == plain


def without_markers(event: Event) -> Event:
    return replace(event, items=tuple(item for item in event.items if not item.marker))


@pytest.mark.parametrize(("when", "told"), [("09:30", "later"), ("09:41", "passed")])
def test_a_pinned_marker_before_the_day_has_begun(when: str, told: str) -> None:
    live = live_day(a_plan_of(at(MARK, "09:00"), A), a_record(), a_moment(when))
    assert [one.state for one in live.items] == [told, "later"]


def test_a_marker_is_never_next_and_never_on() -> None:
    event = a_plan_of(MARK, A, at(replace(MARK, id="n"), "09:40"), B, replace(MARK, id="o"))
    day = HeldDay(event)
    held = []
    while (step := next_step(day.live())) and step.item:
        day.press(*step.facts)
        held.append(step.item.id)
        day.wait(30 * MINUTE)
    assert held == ["a", "b"]
    assert step
    assert step.kind is NextKind.FINISH
    day.press(*step.facts)
    assert day.live().expected_end == an_instant("10:30")


def test_an_item_that_was_made_a_marker_while_it_ran_is_not_on() -> None:
    event = a_plan_of(A, replace(B, kind=ItemKind.MARKER), C)
    record = a_record(("09:30", Started("a")), ("10:00", Started("b")))
    live = live_day(event, record, a_moment("10:05"))
    assert (live.running, forecast(event, live), live.previous_id) == (None, "b 10:05 c 10:05", "a")


# ── correcting: rules 19 and 22 ──


def test_rule_19_the_start_moved() -> None:
    """It moves the end of the item before too, and the lateness."""
    day = HeldDay(a_plan_of(A, B))
    day.press(Started("a"))
    day.press(Started("b"), at="10:04")
    press = day.press(StartMoved("b", 3 * MINUTE), at="10:10")
    live = day.live()
    assert live.running
    assert live.items[0].actual_end == live.running.actual_start == an_instant("10:01")
    assert (live.offset, live.elapsed) == (MINUTE, 9 * MINUTE)
    day.undo(press)
    assert day.live().items[0].actual_end == an_instant("10:04")


def test_rule_19_back_lets_the_item_before_go_on_with_its_own_start() -> None:
    day = HeldDay(a_plan_of(A, B, C))
    day.press(Started("a"))
    day.press(Started("b"), at="09:45")
    day.press(WentBack("a"), at="09:47")
    live = day.live()
    assert live.running
    assert (live.running.item.id, live.elapsed, live.remaining) == ("a", 17 * MINUTE, 13 * MINUTE)
    assert [one.state for one in live.items] == [State.RUNNING, State.LATER, State.LATER]


def test_rule_19_back_after_the_end_lets_the_last_item_go_on() -> None:
    day = HeldDay(a_plan_of(A))
    day.press(Started("a"))
    day.press(Finished(), at="09:50")
    assert day.live().previous_id == "a"
    day.press(WentBack("a"), at="09:51")
    assert (day.live().finished, day.live().remaining) == (False, 9 * MINUTE)


def test_rule_19_the_end_of_the_day_moved() -> None:
    day = HeldDay(a_plan_of(A))
    day.press(Started("a"))
    day.press(Finished(), at="10:20")
    day.press(EndMoved("a", -15 * MINUTE))
    assert (day.live().expected_end, day.live().offset) == (an_instant("10:05"), 5 * MINUTE)


@pytest.mark.parametrize(
    ("presses", "when", "told"),
    [
        pytest.param([], "09:31:59", False, id="not begun, 2 min are not over"),
        pytest.param([], "09:32", True, id="not begun"),
        pytest.param([("09:30", Started("a"))], "10:01:59", False, id="little overtime"),
        pytest.param([("09:30", Started("a"))], "10:02", True, id="overtime"),
        pytest.param([("09:40", Started("a"))], "10:05", False, id="late, but not in overtime"),
        pytest.param([("09:30", Started("a")), ("09:50", Paused("a"))], "10:30", False, id="paused"),
        pytest.param(
            [("09:30", Started("a")), ("10:00", Started("b"))], "12:30", False, id="nothing is next"
        ),
        pytest.param([("09:30", Started("a")), ("10:00", Finished())], "12:30", False, id="the day is over"),
    ],
)
def test_rule_22_nobody_pressed_start(presses: list[tuple[str, Fact]], when: str, told: bool) -> None:
    assert live_day(a_plan_of(A, B), a_record(*presses), a_moment(when)).nobody_pressed is told


def test_rule_22_not_before_the_next_pin() -> None:
    event = a_plan_of(A, at(B, "10:20"))
    record = a_record(("09:30", Started("a")))
    told = [live_day(event, record, a_moment(when)).nobody_pressed for when in ("10:10", "10:21", "10:22")]
    assert told == [False, False, True]


# ── the clock: rules 23–26 ──


def test_rule_25_after_a_restart_the_time_left_is_right_and_said_to_be_an_estimate() -> None:
    day = HeldDay(a_plan_of(A, B))
    day.press(Started("a"))
    day.wait(10 * MINUTE)
    assert not day.live().estimated
    day.restart(off_for=3 * MINUTE)
    assert (day.live().remaining, day.live().estimated) == (17 * MINUTE, True)
    day.wait(MINUTE)
    assert day.live().remaining == 16 * MINUTE
    day.press(Started("b"))
    assert not day.live().estimated


@pytest.mark.parametrize("jump", [-HOUR, -3 * SECOND, 3 * SECOND, HOUR])
def test_rule_26_a_running_item_does_not_jump_with_the_wall_clock(jump: timedelta) -> None:
    event = a_plan_of(A, at(B, "10:30"))
    day = HeldDay(event)
    day.press(Started("a"))
    day.wait(10 * MINUTE)
    day.clock.jump(jump)
    live = day.live()
    assert (live.elapsed, live.remaining, live.offset) == (10 * MINUTE, 20 * MINUTE, jump)
    assert live.late_start == jump
    assert live.next
    assert live.next.expected_start == max(an_instant("10:30"), live.now + 20 * MINUTE)
    day.clock.jump(-jump)
    assert (day.live().remaining, day.live().offset) == (20 * MINUTE, ZERO)


def test_rule_26_an_item_that_counts_to_its_end_follows_the_new_wall_clock() -> None:
    day = HeldDay(a_plan_of(to_end(A)))
    day.press(Started("a"))
    day.wait(10 * MINUTE)
    day.clock.jump(5 * MINUTE)
    assert day.live().remaining == 15 * MINUTE


def test_rule_26_since_we_began_no_jump_counts() -> None:
    day = HeldDay(a_plan_of(A, B), "09:10")
    day.wait(30 * MINUTE)
    day.press(Started("a"))
    day.clock.jump(HOUR)
    day.wait(10 * MINUTE)
    assert day.live(reading=Reading.START).offset == ZERO
    day.wait(20 * MINUTE)
    day.press(Finished())
    assert day.live(reading=Reading.START).offset == ZERO


# ── levels ──


@pytest.mark.parametrize(
    ("when", "level"),
    [
        ("09:56:59", Level.NORMAL),
        ("09:57", Level.WARNING),
        ("09:59", Level.LAST_MINUTE),
        ("10:00", Level.LAST_MINUTE),
        ("10:00:01", Level.OVERTIME),
    ],
)
def test_levels_of_an_item(when: str, level: Level) -> None:
    assert live_day(a_plan_of(A), a_record(("09:30", Started("a"))), a_moment(when)).level is level


@pytest.mark.parametrize(
    ("when", "level"),
    [
        pytest.param("09:46:59", Level.NORMAL, id="talk"),
        pytest.param("09:47", Level.WARNING, id="talk, warned"),
        pytest.param("09:49", Level.LAST_MINUTE, id="talk, last minute"),
        pytest.param("09:50:01", Level.NORMAL, id="writing up takes only 3 minutes and needs no warning"),
        pytest.param("09:52", Level.LAST_MINUTE, id="writing up, last minute"),
        pytest.param("09:54", Level.NORMAL, id="changing tables"),
    ],
)
def test_levels_of_a_cafe(when: str, level: Level) -> None:
    live = live_day(a_plan_of(a_cafe()), a_record(("09:30", Started("cafe"))), a_moment(when))
    assert live.level is level


def shares(of_warning: int | None, of_last_minute: int | None, **values: timedelta) -> Item:
    item = replace(A, warning_share=of_warning, last_minute_share=of_last_minute)
    return replace(item, warning=values.get("warning"), last_minute=values.get("last_minute"))


@pytest.mark.parametrize(
    ("item", "minutes", "before_end"),
    [
        pytest.param(A, 30, (3, 1), id="the usual"),
        pytest.param(replace(A, warning=5 * MINUTE), 30, (5, 1), id="minutes"),
        pytest.param(replace(A, last_minute=MINUTE / 2), 30, (3, 0.5), id="half a minute"),
        pytest.param(replace(A, warning=ZERO, last_minute=ZERO), 30, (0, 0), id="none wanted"),
        pytest.param(shares(20, 5), 30, (6, 1.5), id="shares"),
        pytest.param(shares(20, 5), 10, (2, 0.5), id="of a shorter item"),
        pytest.param(shares(0, 0), 30, (0, 0), id="no share"),
        pytest.param(
            shares(20, None, warning=5 * MINUTE, last_minute=2 * MINUTE), 30, (6, 2), id="share first"
        ),
        pytest.param(shares(20, 5), 0, (0, 0), id="of nothing"),
    ],
)
def test_thresholds(item: Item, minutes: int, before_end: tuple[float, float]) -> None:
    warning, last_minute = before_end
    assert thresholds(item, minutes * MINUTE) == (warning * MINUTE, last_minute * MINUTE)


@pytest.mark.parametrize(
    ("presses", "when", "level"),
    [
        pytest.param([], "09:53:59", Level.NORMAL, id="before"),
        pytest.param([], "09:54", Level.WARNING, id="a fifth"),
        pytest.param([], "09:58:30", Level.LAST_MINUTE, id="a twentieth"),
        pytest.param([given("a", -10)], "09:45:59", Level.NORMAL, id="of what it was given: before"),
        pytest.param([given("a", -10)], "09:46", Level.WARNING, id="of what it was given"),
        pytest.param([("09:31", Added("a", 20 * MINUTE))], "10:10", Level.WARNING, id="of what was added"),
        pytest.param(
            [("09:31", Paused("a")), ("09:41", Resumed("a"))], "10:04", Level.WARNING, id="pauses left out"
        ),
    ],
)
def test_levels_by_share_are_those_of_the_whole_length(
    presses: list[tuple[str, Fact]], when: str, level: Level
) -> None:
    item = shares(20, 5)
    beforehand = [press for press in presses if press[0] < "09:30"]
    record = a_record(*beforehand, ("09:30", Started("a")), *presses[len(beforehand) :])
    assert live_day(a_plan_of(item), record, a_moment(when)).level is level


# ── countdowns beside the programme ──

BEGUN = ("09:30", TimerStarted("t", "Gruppearbeid", 10 * MINUTE))


@pytest.mark.parametrize(
    ("presses", "when", "left", "level"),
    [
        pytest.param([], "09:30", 10, Level.NORMAL, id="begun"),
        pytest.param([], "09:38:59", 61 / 60, Level.NORMAL, id="before the last minute"),
        pytest.param([], "09:39", 1, Level.LAST_MINUTE, id="the last minute"),
        pytest.param([], "09:40", 0, Level.LAST_MINUTE, id="the end"),
        pytest.param([], "09:42", -2, Level.OVERTIME, id="overtime"),
        pytest.param([("09:35", TimerAdded("t", 5 * MINUTE))], "09:42", 3, Level.NORMAL, id="more"),
        pytest.param([("09:35", TimerAdded("t", -2 * MINUTE))], "09:37", 1, Level.LAST_MINUTE, id="less"),
        pytest.param(
            [("09:35", TimerAdded("t", -60 * MINUTE))], "09:37", -7, Level.OVERTIME, id="not below 0"
        ),
        pytest.param([("09:32", TimerPaused("t"))], "09:50", 8, Level.NORMAL, id="paused"),
        pytest.param(
            [("09:32", TimerPaused("t")), ("09:35", TimerPaused("t")), ("09:40", TimerResumed("t"))],
            "09:42",
            6,
            Level.NORMAL,
            id="went on",
        ),
        pytest.param([("09:32", TimerResumed("t"))], "09:35", 5, Level.NORMAL, id="went on without a pause"),
        pytest.param(
            [("09:32", TimerStarted("t", "Igjen", MINUTE))], "09:32", 1, Level.NORMAL, id="anew: short"
        ),
        pytest.param(
            [("09:32", Started("a")), ("09:33", Paused("a"))], "09:35", 5, Level.NORMAL, id="beside"
        ),
        pytest.param([("09:32", TimerPaused("x"))], "09:35", 5, Level.NORMAL, id="another"),
    ],
)
def test_countdowns(presses: list[tuple[str, Fact]], when: str, left: float, level: Level) -> None:
    live = live_day(a_plan_of(A), a_record(BEGUN, *presses), a_moment(when))
    (timer,) = live.timers
    assert (timer.remaining, timer.level) == (left * MINUTE, level)


def test_a_countdown_ends_and_comes_back_as_it_would_be() -> None:
    day = HeldDay(a_plan_of(A))
    begun = day.press(TimerStarted("t", "Innlegg", 10 * MINUTE))
    day.press(TimerStarted("u", "", 5 * MINUTE), at="09:32")
    ended = day.press(TimerEnded("t"), at="09:33")
    day.press(TimerAdded("t", MINUTE), at="09:34")
    assert [timer.id for timer in day.live().timers] == ["u"]
    day.undo(ended)
    day.restart(off_for=MINUTE)
    timers = day.live().timers
    assert [(timer.title, timer.press, timer.remaining) for timer in timers] == [
        ("Innlegg", begun, 6 * MINUTE),
        ("", begun + 1, 2 * MINUTE),
    ]
    day.clock.jump(HOUR)
    assert day.live().timers == timers
    day.undo(begun)
    assert [timer.id for timer in day.live().timers] == ["u"]


# ── summer time and other zones ──


@pytest.mark.parametrize(
    ("day", "start", "told"),
    [
        pytest.param(
            date(2024, 3, 31), time(1), "01:00–01:30 01:30–03:00 03:00–03:30", id="into summer time"
        ),
        pytest.param(date(2024, 3, 31), time(2, 30), "03:30–04:00 04:00–04:30 04:30–05:00", id="at no time"),
        pytest.param(date(2024, 10, 27), time(2), "02:00–02:30 02:30–02:00 02:00–02:30", id="out of it"),
    ],
)
def test_lengths_are_real_time_when_the_clocks_change(day: date, start: time, told: str) -> None:
    assert spans(a_plan_of(A, B, C, date=day, start=start)) == told


@pytest.mark.parametrize(
    ("day", "gap"), [(date(2024, 3, 31), 90), (date(2024, 10, 27), 210), (date(2024, 3, 5), 150)]
)
def test_a_gap_across_the_change_of_clocks(day: date, gap: int) -> None:
    assert gaps(a_plan_of(A, at(B, "04:00"), date=day, start=time(1))) == [0, gap]


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("Europe/Oslo", "08:30"),
        ("Asia/Kathmandu", "03:45"),
        ("America/New_York", "14:30"),
        ("UTC", "09:30"),
    ],
)
def test_times_are_those_of_the_events_zone(zone: str, utc: str) -> None:
    first: PlannedItem = planned(a_plan_of(A, zone=zone))[0]
    assert f"{first.start:%H:%M}" == utc


def test_an_event_that_went_on_past_midnight_goes_on() -> None:
    event = a_plan_of(an_item("a", minutes=600), B, start=time(20))
    assert spans(event) == "20:00–06:00 06:00–06:30"
    live = live_day(event, a_record(("20:00", Started("a"))), a_moment("05:00", day=date(2024, 3, 6)))
    assert (live.remaining, live.reading) == (HOUR, Reading.PLAN)


def test_removing_an_item_leaves_the_actual_times_of_the_others() -> None:
    record = a_record(("09:35", Started("a")), ("10:05", Started("b")))
    event = a_plan_of(A, B, C)
    fewer = replace(event, items=without(event.items, "c"))
    whole, part = (live_day(one, record, a_moment("10:10")) for one in (event, fewer))
    assert whole.items[:2] == part.items
