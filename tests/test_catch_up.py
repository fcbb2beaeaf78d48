"""Catching up: what is taken from whom, and that it brings the day just as far back as it can."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facilitator.catch_up import IGNORED, Change, Kept, Target, catch_up, dealt, targets, wanted
from facilitator.event import MINUTE, ZERO, Item, ItemKind, with_rounds
from facilitator.record import Added, Allotted, Delayed, Finished, Started
from facilitator.timetable import Reading, State
from tests.builders import a_cafe, a_round, an_event, an_instant, an_item
from tests.held_day import HeldDay

SECOND = timedelta(seconds=1)


def item(id: str, minutes: float, least: float | None = None, pin: str = "", **values: Any) -> Item:
    start = time.fromisoformat(pin) if pin else None
    minimum = None if least is None else least * MINUTE
    return an_item(id, minutes=minutes, minimum=minimum, start=start, **values)


def late_day(*items: Item, by: float = 6, end: str = "11:30", **values: Any) -> HeldDay:
    """A day from 09:30 whose first item lasts ``by`` minutes longer than planned."""
    day = HeldDay(an_event(items=items, end=time.fromisoformat(end), **values))
    day.press(Started(items[0].id), at="09:30")
    day.press(Added(items[0].id, by * MINUTE))
    return day


def end_of(day: HeldDay) -> Target:
    return targets(day.live())[-1]


def taken(day: HeldDay, target: Target | None = None) -> dict[str, float]:
    """Minutes taken, of those that anything is taken from."""
    made = catch_up(day.live(), day.record, target or end_of(day))
    return {one.live.item.id: one.taken / MINUTE for one in made.changes if one.taken}


# ── how it is shared ──


@pytest.mark.parametrize(
    ("rooms", "caps", "shares"),
    [
        pytest.param((600, 300), (360, 360), [240, 120], id="in proportion"),
        pytest.param((600, 600, 600), (240, 240, 240), [60, 60, 120], id="whole minutes"),
        pytest.param((600, 600), (150, 150), [60, 90], id="the seconds on the last"),
        pytest.param((600, 30), (155, 155), [125, 30], id="the seconds where there is room"),
        pytest.param((90, 90), (600, 600), [90, 90], id="no more than there is"),
        pytest.param((600, 600), (60, 600), [60, 540], id="a gap takes its part"),
        pytest.param((600, 600), (0, 600), [0, 600], id="a gap takes all"),
        pytest.param((600, 600), (600, 0), [0, 0], id="a gap after both"),
        pytest.param((0, 0), (60, 60), [0, 0], id="nothing may shrink"),
        pytest.param((), (), [], id="nothing there"),
    ],
)
def test_shares(rooms: tuple[int, ...], caps: tuple[int, ...], shares: list[int]) -> None:
    assert dealt(rooms, caps) == shares


@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 4000)), max_size=7))
def test_shares_come_as_near_as_can_be_and_break_nothing(pairs: list[tuple[int, int]]) -> None:
    rooms, caps = [room for room, _ in pairs], [cap for _, cap in pairs]
    shares = dealt(rooms, caps)
    assert all(0 <= share <= room for share, room in zip(shares, rooms, strict=True))
    assert all(used <= cap for used, cap in zip(accumulate(shares), caps, strict=True))
    most = 0
    for room, cap in zip(rooms, caps, strict=True):
        most = min(most + room, cap)
    assert sum(shares) == most


@given(st.lists(st.integers(0, 60).map(lambda n: n * 60), min_size=1, max_size=7), st.integers(0, 9000))
def test_shares_are_in_proportion_within_a_minute(rooms: list[int], late: int) -> None:
    whole = sum(rooms)
    assume(whole)
    for share, room in zip(dealt(rooms, [late] * len(rooms)), rooms, strict=True):
        assert abs(share - room * min(1, late / whole)) < 61


# ── what is taken ──


def test_lateness_is_shared_in_proportion_to_what_is_above_the_minimum() -> None:
    day = late_day(item("a", 30), item("b", 30, 20), item("c", 30, 25), item("d", 30))
    assert taken(day) == {"b": 4, "c": 2}


def test_what_is_shown_is_what_the_forecast_becomes() -> None:
    day = late_day(item("a", 30), item("b", 30, 20), item("c", 30, 25), item("d", 30))
    made = catch_up(day.live(), day.record, end_of(day))
    day.press(*made.facts)
    after = day.live()
    assert [(one.live.item.id, one.start, one.length) for one in made.changes] == [
        (one.item.id, one.expected_start, one.length) for one in after.items[1:]
    ]
    assert after.expected_end == an_instant("11:30")


def test_what_cannot_be_caught_up_is_said_in_minutes() -> None:
    day = late_day(item("a", 30), item("b", 30, 28), item("c", 60))
    made = catch_up(day.live(), day.record, end_of(day))
    assert (made.won, made.rest) == (2 * MINUTE, 4 * MINUTE)


@pytest.mark.parametrize(("seconds", "won"), [(14, 0), (15, 15)])
def test_deviations_under_15_seconds_are_ignored(seconds: int, won: int) -> None:
    day = late_day(item("a", 30), item("b", 90, 20), by=seconds / 60)
    made = catch_up(day.live(), day.record, end_of(day))
    assert (made.won, made.rest) == (won * SECOND, ZERO)


def test_a_gap_before_a_pin_is_not_caught_up_twice() -> None:
    """4 of the 6 minutes are gone at the pin, so only 2 may be taken before it."""
    items = (item("a", 30), item("b", 30, 20), item("c", 30, 20, pin="10:34"), item("d", 26))
    day = late_day(*items, end="11:30")
    assert taken(day) == {"b": 1, "c": 1}
    day.press(*catch_up(day.live(), day.record, end_of(day)).facts)
    assert day.live().expected_end == an_instant("11:30")


def test_nothing_is_taken_before_a_gap_that_takes_all() -> None:
    items = (item("a", 30), item("b", 30, 20), item("c", 50, 20, pin="10:40"))
    day = late_day(*items, end="11:25")
    made = catch_up(day.live(), day.record, end_of(day))
    assert [(one.taken, one.kept) for one in made.changes] == [
        (ZERO, Kept.BEFORE_GAP),
        (5 * MINUTE, None),
    ]


@pytest.mark.parametrize(
    ("kept", "one"),
    [
        (Kept.NO_MINIMUM, item("b", 30)),
        (Kept.NO_MINIMUM, item("b", 30, 30)),
        (Kept.COUNTS_TO_END, item("b", 30, 10, end=time(10, 30), count_to_end=True)),
    ],
)
def test_why_an_item_keeps_its_length(kept: Kept, one: Item) -> None:
    day = late_day(item("a", 30), one, item("c", 90, 10), by=40)
    assert catch_up(day.live(), day.record, end_of(day)).changes[0].kept is kept


def test_an_item_that_was_shortened_to_its_minimum_gives_no_more() -> None:
    day = late_day(item("a", 30), item("b", 30, 20), item("c", 60, 30))
    day.press(Allotted("b", -10 * MINUTE))
    day.press(Added("a", 20 * MINUTE))
    made = catch_up(day.live(), day.record, end_of(day))
    assert (made.changes[0].kept, made.changes[1].taken) == (Kept.AT_MINIMUM, 16 * MINUTE)


def test_only_later_items_give_and_neither_skipped_ones_nor_markers() -> None:
    gone = [item("a", 30, 5), item("b", 30, 5), item("skipped", 30, 5, skipped=True)]
    day = late_day(*gone, an_item("m", ItemKind.MARKER, 0), item("c", 60, 5), end="11:30")
    day.press(Started("b"), at="10:06")
    assert taken(day) == {"c": 6}


def test_a_cafe_gives_of_its_talks_only() -> None:
    cafe = replace(a_cafe("cafe", 3), minimum=60 * MINUTE)
    day = late_day(item("a", 30), cafe, end="11:13")
    made = catch_up(day.live(), day.record, end_of(day))
    assert made.facts == tuple(Allotted("cafe", -2 * MINUTE, phase) for phase in (0, 3, 6))


def test_a_cafe_gives_in_proportion_to_the_talks_and_leaves_each_a_minute() -> None:
    long, short = a_round("r1", talk=40), a_round("r2", talk=4)
    cafe = replace(with_rounds(a_cafe("cafe"), (long, short)), minimum=ZERO)
    day = late_day(item("a", 30), cafe, by=60, end="10:52")
    made = catch_up(day.live(), day.record, end_of(day))
    assert made.facts == (Allotted("cafe", -39 * MINUTE, 0), Allotted("cafe", -3 * MINUTE, 3))
    assert made.rest == 18 * MINUTE


# ── what to get back to ──


def test_targets_are_the_later_pins_and_the_end() -> None:
    items = (item("a", 30), item("b", 30), item("lunch", 30, pin="10:30"), item("c", 30))
    day = late_day(*items, end="11:30")
    assert [(one.item_id, one.at, one.late) for one in targets(day.live())] == [
        ("lunch", an_instant("10:30"), 6 * MINUTE),
        ("", an_instant("11:30"), 6 * MINUTE),
    ]


def test_back_to_the_plan_at_a_pin_takes_from_what_comes_before_it() -> None:
    items = (item("a", 30), item("b", 30, 20), item("lunch", 30, 10, pin="10:30"), item("c", 30, 10))
    day = late_day(*items, end="11:30")
    assert taken(day, targets(day.live())[0]) == {"b": 6}


def test_without_a_pinned_end_the_planned_one_counts() -> None:
    day = late_day(item("a", 30), item("b", 30, 20))
    day.event = replace(day.event, end=None)
    assert end_of(day).at == an_instant("10:30")


def test_since_we_began_the_pins_are_moved_with_the_start() -> None:
    day = HeldDay(an_event(items=(item("a", 30), item("b", 30, pin="10:00")), end=time(10, 30)))
    day.press(Started("a"), at="09:40")
    assert [one.late for one in targets(day.live(reading=Reading.START))] == [ZERO]


def test_an_announced_delay_is_not_caught_up() -> None:
    items = (item("a", 30), item("b", 30, 20), item("lunch", 30, pin="10:30"))
    day = late_day(*items, end="11:30")
    day.press(Delayed("lunch", 10 * MINUTE))
    assert targets(day.live())[0].late == ZERO


def test_nothing_is_to_come() -> None:
    day = late_day(item("a", 30))
    assert targets(day.live()) == ()


def test_what_is_worth_catching_up() -> None:
    items = (item("a", 30), item("b", 30, 20), item("lunch", 30, pin="10:30"), item("c", 30, pin="11:10"))
    day = late_day(*items, by=6, end="11:40")
    assert wanted(day.live()) == targets(day.live())[0]
    day.press(Added("a", 10 * MINUTE))
    assert wanted(day.live()) == targets(day.live())[-1]
    day.press(Finished())
    assert wanted(day.live()) is None


def test_a_day_that_nobody_began_or_that_is_in_time_has_nothing_to_catch_up() -> None:
    late = HeldDay(an_event(items=(item("a", 30), item("b", 30)), end=time(10)))
    assert wanted(late.live("09:50")) is None
    assert wanted(late_day(item("a", 30), item("b", 30), by=0.9, end="10:30").live()) is None


# ── whatever the day ──


@st.composite
def late_days(draw: st.DrawFn) -> HeldDay:
    """A day of any items from 09:30, whose first one is late, with time given and delays announced."""
    items = [item("i0", 30)]
    end = 600
    for at in range(1, draw(st.integers(2, 7))):
        minutes = draw(st.integers(1, 40))
        free = draw(st.none() | st.integers(0, 5))
        kind = draw(st.sampled_from(("linked", "linked", "cafe", "counts", "skipped")))
        items.append(
            _drawn(f"i{at}", kind, minutes, draw(st.just(minutes // 2) | st.none() | st.integers(0, minutes)))
        )
        if free is not None:
            items[-1] = replace(items[-1], start=_local(end + free))
        if kind != "skipped":
            end += (free or 0) + items[-1].length // MINUTE
    day = late_day(*items, by=draw(st.integers(120, 3000)) / 60, end=f"{_local(end):%H:%M}")
    ids = st.sampled_from([one.id for one in items[1:]])
    for id_, by in draw(st.lists(st.tuples(ids, st.integers(-5, 15)), max_size=2)):
        day.press(Delayed(id_, by * MINUTE))
    return day


def _local(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _drawn(id: str, kind: str, minutes: int, least: int | None) -> Item:
    if kind == "cafe":
        cafe = with_rounds(a_cafe(id), (a_round(talk=minutes), a_round(talk=9)))
        return replace(cafe, minimum=None if least is None else least * MINUTE)
    return item(id, minutes, least, count_to_end=kind == "counts", skipped=kind == "skipped")


@given(late_days(), st.integers(0, 9))
def test_applied_it_brings_the_day_as_far_back_as_it_said(day: HeldDay, choice: int) -> None:
    possible = targets(day.live())
    assume(possible)
    target = possible[choice % len(possible)]
    made = catch_up(day.live(), day.record, target)
    assume(made.facts)
    day.press(*made.facts)
    after = {one.item_id: one for one in targets(day.live())}[target.item_id]
    assert abs(after.late - (target.late - made.won)) < SECOND
    assert after.late > -SECOND  # never more than needed
    assert after.late < IGNORED or made.rest == after.late
    for change in made.changes:
        one = day.live().find(change.live.item.id)
        assert one is not None
        assert one.length == change.length
        assert one.expected_start == change.start
        assert not change.taken or one.length >= (one.item.minimum or ZERO)


@given(late_days())
def test_what_is_left_could_not_be_caught_up(day: HeldDay) -> None:
    """Where something is left, no item that may shrink can make the end come sooner."""
    assume(targets(day.live()))
    made = catch_up(day.live(), day.record, end_of(day))
    assume(made.rest)
    day.press(*made.facts)
    before = end_of(day).late
    for change in made.changes:
        if _could_give(change):
            trial = HeldDay(day.event)
            trial.clock, trial.record = day.clock, day.record
            trial.press(Allotted(change.live.item.id, -MINUTE))
            assert end_of(trial).late == before


def _could_give(change: Change) -> bool:
    one = change.live.item
    if one.minimum is None or one.rounds or one.count_to_end:
        return False
    return change.live.state is State.LATER and change.length - MINUTE >= one.minimum
