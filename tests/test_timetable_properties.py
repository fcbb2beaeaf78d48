"""What holds for the timetable of every day, however it is planned and held."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facilitator.checks import refusals
from facilitator.event import MINUTE, ZERO, Event, Item, ItemKind, Plan, Round, with_rounds
from facilitator.presses import added, back_press, next_step, start_press
from facilitator.record import (
    Added,
    Allotted,
    CheckedIn,
    Delayed,
    EndedBeside,
    EndMoved,
    Fact,
    Finished,
    Paused,
    PhaseStarted,
    PhaseTakenUp,
    Presence,
    Resumed,
    Started,
    StartedBeside,
    StartMoved,
    TimerAdded,
    TimerEnded,
    TimerPaused,
    TimerStarted,
    WentBack,
)
from facilitator.timetable import LiveDay, LiveItem, PlannedItem, Reading, State, live_day, planned
from tests.builders import a_moment, an_item
from tests.held_day import HeldDay
from tests.strategies import days, days_without_overlaps, lengths, times_of_day

readings = st.sampled_from(Reading)
amounts = st.timedeltas(timedelta(minutes=-90), timedelta(minutes=90))
seconds = st.integers(0, 5400).map(lambda number: timedelta(seconds=number))
FACTS = (
    *(
        "next",
        "back",
        "add",
        "start",
        "pause",
        "resume",
        "move",
        "phase",
        "phase back",
        "finish",
        "undo",
        "check in",
    ),
    *("end", "give", "delay", "timer", "timer more", "timer pause", "timer end", "beside", "beside end"),
)
presses = st.tuples(st.sampled_from(FACTS), st.integers(0, 8), amounts, seconds)


def later(live: LiveDay) -> list[LiveItem]:
    return [one for one in live.items if one.state is State.LATER]


def when(one: LiveItem) -> tuple[timedelta, timedelta]:
    """How much later than planned a later item is expected to start, and to end."""
    assert one.expected_start is not None
    assert one.expected_end is not None
    return one.expected_start - one.planned.start, one.expected_end - one.planned.end


@st.composite
def held(draw: st.DrawFn, events: st.SearchStrategy[Event]) -> HeldDay:
    """A day on which one item of the plan was started, at about its time, and some time has gone."""
    event = draw(events)
    taking_part = [one for one in planned(event) if one.item.takes_time]
    assume(taking_part)
    one = draw(st.sampled_from(taking_part))
    day = HeldDay(event)
    local = event.local(one.start + draw(st.timedeltas(timedelta(minutes=-40), timedelta(minutes=60))))
    day.press(Started(one.item.id), at=f"{local:%H:%M:%S}")
    for by in draw(st.lists(st.integers(-10, 10), max_size=2)):
        day.press(Added(one.item.id, by * MINUTE))
    day.wait(draw(seconds))
    return day


# ── the plan ──


@given(days_without_overlaps())
def test_without_an_early_pin_nothing_overlaps(event: Event) -> None:
    taking_part = [one for one in planned(event) if one.item.takes_time]
    assert all(before.end <= after.start for before, after in pairwise(taking_part))
    assert all(one.gap >= ZERO for one in taking_part)


@given(days())
def test_linked_items_follow_each_other_without_a_gap_or_an_overlap(event: Event) -> None:
    taking_part = [one for one in planned(event) if one.item.takes_time]
    for before, after in pairwise(taking_part):
        assert after.item.pinned or (after.start == before.end and after.gap == ZERO)


# ── the forecast ──


@given(held(days_without_overlaps()), readings)
def test_linked_chains_never_overlap(day: HeldDay, reading: Reading) -> None:
    live = day.live(reading=reading)
    coming = [one for one in live.items if one.state in (State.RUNNING, State.LATER)]
    for before, after in pairwise(coming):
        if not after.item.pinned:
            assert after.expected_start == before.expected_end


@given(held(days_without_overlaps()), st.integers(0, 8), readings, st.booleans())
def test_a_skipped_item_or_a_marker_anywhere_changes_nothing(
    day: HeldDay, at: int, reading: Reading, marker: bool
) -> None:
    before = day.live(reading=reading)
    items = day.event.items
    kind = ItemKind.MARKER if marker else ItemKind.TALK
    more = an_item("more", kind, minutes=25, skipped=not marker, start=items[0].start)
    day.event = replace(day.event, items=(*items[:at], more, *items[at:]))
    after = day.live(reading=reading)
    assert tuple(one for one in after.items if one.item.id != "more") == before.items
    assert replace(after, items=before.items) == before


BESIDE_PRESSES = ("start", "add", "pause", "resume", "phase", "end", "move", "nothing", "nothing")


def beside_facts(press: str, number: int, by: timedelta) -> tuple[Fact, ...]:
    """The facts of a press on the item "more", which runs beside another, if it runs."""
    facts: dict[str, tuple[Fact, ...]] = {
        "start": (StartedBeside("more"),),
        "add": (Added("more", by, number % 3 or None),),
        "pause": (Paused("more"),),
        "resume": (Resumed("more"),),
        "phase": (PhaseStarted("more", number),),
        "end": (EndedBeside("more"),),
        "move": (StartMoved("more", by),),
    }
    return facts.get(press, ())


def other_than_more(live: LiveDay) -> LiveDay:
    """The day without what runs beside; which press did what does not count."""
    items = tuple(one for one in live.items if one.item.id != "more")
    timers = tuple(replace(timer, press=0) for timer in live.timers)
    return replace(live, items=items, beside=(), cafe=None, timers=timers)


@st.composite
def beside_items(draw: st.DrawFn) -> Item:
    minutes = draw(st.integers(1, 200))
    rounds = tuple(
        Round(id=f"r{at}", talk=draw(lengths), change=MINUTE) for at in range(draw(st.integers(0, 3)))
    )
    start = draw(st.none() | times_of_day)
    more = an_item("more", ItemKind.CAFE, minutes=minutes, beside=True, start=start)
    return with_rounds(replace(more, count_to_end=draw(st.booleans())), rounds)


@given(
    days(),
    beside_items(),
    st.integers(0, 6),
    st.lists(st.tuples(presses, st.sampled_from(BESIDE_PRESSES)), max_size=10),
    readings,
)
def test_what_is_beside_changes_nothing_for_the_others(
    event: Event,
    more: Item,
    at: int,
    happenings: list[tuple[tuple[str, int, timedelta, timedelta], str]],
    reading: Reading,
) -> None:
    """Wherever it stands and whatever is pressed on it: rule 28."""
    alone = tuple(item for item in event.items if not item.beside)
    day = HeldDay(replace(event, items=alone))
    other = HeldDay(replace(event, items=(*alone[:at], more, *alone[at:])))
    assert other_than_more(other.live(reading=reading)) == other_than_more(day.live(reading=reading))
    for (press, number, by, wait), beside in happenings:
        facts = fact_of(day, press, number, by)
        day.press(*facts)
        own = beside_facts(beside, number, by)
        if press == "next":
            step = next_step(other.live())
            facts = step.facts if step else ()
        other.press(*own, *facts)
        day.wait(wait)
        other.wait(wait)
        assert other_than_more(other.live(reading=reading)) == other_than_more(day.live(reading=reading))
        assert [run.item_id for run in other.record.runs] == [run.item_id for run in day.record.runs]


@given(held(days_without_overlaps()), readings)
def test_gaps_absorb_lateness_and_nothing_adds_to_it(day: HeldDay, reading: Reading) -> None:
    live = day.live(reading=reading)
    late = live.offset
    for one in later(live):
        starts, ends = (by - live.shift for by in when(one))
        gap = one.planned.gap if one.item.pinned else ZERO
        assert starts == (max(ZERO, late - gap) if one.item.pinned else late)
        assert ends <= max(starts, ZERO)
        late = ends


@given(held(days()), readings)
def test_no_pin_goes_early(day: HeldDay, reading: Reading) -> None:
    live = day.live(reading=reading)
    for one in later(live):
        assert not one.item.pinned or when(one)[0] >= live.shift


@given(held(days_without_overlaps()))
def test_the_forecast_is_that_of_rules_13_to_15(day: HeldDay) -> None:
    live = day.live()
    assert live.running
    running = live.items.index(live.running)
    for one in later(live):
        between = [
            item.planned for item in live.items[running + 1 : live.items.index(one)] if not item.item.skipped
        ]
        assert when(one)[0] == late_by_rules(between, one.planned, live.offset)


def late_by_rules(between: list[PlannedItem], one: PlannedItem, offset: timedelta) -> timedelta:
    """Rules 14 and 15, word by word."""
    linked = all(not each.item.pinned for each in (*between, one))
    if linked and not any(each.item.count_to_end for each in between):
        return offset
    gaps = sum((each.gap for each in (*between, one)), ZERO)
    gaps += sum((each.length for each in between if each.item.count_to_end), ZERO)
    return ZERO if gaps > offset else offset - gaps


@given(held(days_without_overlaps()), st.lists(st.tuples(seconds, st.integers(0, 3), amounts), max_size=8))
def test_the_offset_is_the_sum_of_rule_10(
    day: HeldDay, presses: list[tuple[timedelta, int, timedelta]]
) -> None:
    """(actual start − planned start) + overtime + running pause + added, finished pauses added too."""
    run = day.record.current
    assert run
    more = sum((e.fact.by for e in day.record.entries if isinstance(e.fact, Added)), ZERO)
    finished_pauses, paused_at = ZERO, None
    for wait, action, by in presses:
        day.wait(wait)
        if action == 0 and paused_at is None:
            day.press(Paused(run.item_id))
            paused_at = day.clock.now().utc
        elif action == 1 and paused_at is not None:
            day.press(Resumed(run.item_id))
            finished_pauses, paused_at = finished_pauses + day.clock.now().utc - paused_at, None
        elif action == 2 and (fact := added(day.live(), by)):
            day.press(fact)
            more += fact.by
    live = day.live()
    assert live.running
    plan = live.running.planned
    pause = ZERO if paused_at is None else live.now - paused_at
    assume(plan.length + more >= ZERO)
    late = run.started_at - plan.start
    if plan.item.count_to_end:
        assume(run.started_at <= plan.end + more)
        late = ZERO
    assert live.offset == late + live.overtime + pause + finished_pauses + more
    assert live.running.expected_end == plan.end + live.offset


# ── the running item ──


@pytest.mark.parametrize("beside", [False, True])
@given(st.lists(st.tuples(st.integers(0, 6), seconds), max_size=25))
def test_the_remaining_time_is_right_to_the_second(
    beside: bool, happenings: list[tuple[int, timedelta]]
) -> None:
    """Whatever is pressed, and however the clock jumps or the machine stops; also beside another item."""
    items = (an_item("main", minutes=7), an_item("a", minutes=30, beside=beside))
    day = HeldDay(Event(id="e", title="E", date=a_moment().utc.date(), items=items))
    day.press(*((Started("main"), StartedBeside("a")) if beside else (Started("a"),)))
    left, paused = 30 * MINUTE, False
    for action, by in happenings:
        match action:
            case 0:
                day.wait(by)
                left -= ZERO if paused else by
            case 1:
                day.restart(off_for=by)
                left -= ZERO if paused else by
            case 2:
                day.clock.jump(by - timedelta(minutes=45))
            case 3:
                day.press(Paused("a"))
                paused = True
            case 4:
                day.press(Resumed("a"))
                paused = False
            case 5:
                day.press(Added("a", by))
                left += by
            case _:
                live = day.live().seen_from("a")
                fact = added(live, -by)
                left -= min(by, max(left, ZERO))
                assert (fact.by if fact else ZERO) == -min(by, max(live.remaining, ZERO))
                if fact:
                    day.press(fact)
        live = day.live().seen_from("a")
        assert live.remaining == left
        assert (live.paused_for is not None) is paused


# ── any plan, any presses ──


def fact_of(day: HeldDay, press: str, number: int, by: timedelta) -> tuple[Fact, ...]:
    """The facts of a press; ``number`` chooses the item or the phase, maybe one that is not running."""
    live = day.live()
    items = day.event.items
    item_id = items[number % len(items)].id if items else "none"
    step, longer = next_step(live), added(live, by)
    facts: dict[str, tuple[Fact, ...]] = {
        "next": step.facts if step else (),
        "back": back_press(live),
        "add": (longer,) if longer else (Added(item_id, by, number % 3 or None),),
        "start": start_press(live, item_id),
        "pause": (Paused(live.running.item.id if live.running else item_id),),
        "resume": (Resumed(live.running.item.id if live.running else item_id),),
        "move": (StartMoved(item_id, by),),
        "phase": (PhaseStarted(item_id, number - 1),),
        "phase back": (PhaseTakenUp(item_id, number - 1),),
        "finish": (Finished(),),
        "undo": (WentBack(item_id),),
        "check in": (CheckedIn("p1", Presence.PRESENT),),
        "end": (EndMoved(item_id, by),),
        "give": (Allotted(item_id, by, number % 3 or None),),
        "delay": (Delayed(item_id, by),),
        "timer": (TimerStarted(item_id, "", abs(by)),),
        "timer more": (TimerAdded(item_id, by),),
        "timer pause": (TimerPaused(item_id),),
        "timer end": (TimerEnded(item_id),),
        "beside": (StartedBeside(item_id),),
        "beside end": (EndedBeside(item_id),),
    }
    return facts[press]


@given(days(), st.lists(presses, max_size=12), readings)
def test_a_plan_that_is_not_refused_can_be_held_in_any_way(
    event: Event, presses: list[tuple[str, int, timedelta, timedelta]], reading: Reading
) -> None:
    assume(not refusals(Plan(event=event)))
    day = HeldDay(event)
    for press, number, by, wait in presses:
        day.press(*fact_of(day, press, number, by))
        day.wait(wait)
        if number == 7:
            day.restart()
        if number == 8:
            day.undo(len(day.record.entries) // 2)
        is_sane(day, day.live(reading=reading))


def is_sane(day: HeldDay, live: LiveDay) -> None:
    """What must hold whenever the day is looked at."""
    assert len(live.items) == len(day.event.items)
    assert live.elapsed >= ZERO
    assert not (live.finished and live.running)
    on = [one for one in live.items if one.state is State.RUNNING]
    assert [one for one in on if not one.item.beside] == ([live.running] if live.running else [])
    assert [one for one in on if one.item.beside] == [one.live for one in live.beside]
    assert not (live.finished and live.beside)
    for beside in live.beside:
        assert beside.live.expected_end == live.now + max(ZERO, beside.remaining)
    if live.running:
        assert live.running.expected_end == live.now + max(ZERO, live.remaining)
    if live.cafe:
        assert live.cafe.remaining <= live.cafe.length
        begun = [visit.start for visit in live.cafe.visits]
        assert begun == sorted(begun)
    for line in (day.record.runs, *day.record.beside.values()):
        for before, after in pairwise(line):
            assert before.end is not None
            assert before.start <= before.end <= after.start
    # A day that nobody has begun is not held up any more once its planned end has passed.
    ahead = any(one.item.takes_time and live.now < one.planned.end for one in live.items)
    for one in later(live):
        assert one.expected_start is not None
        assert live.now <= one.expected_start or not (live.begun or (live.offset and ahead))


@given(days(), st.lists(presses, max_size=6))
def test_undoing_all_presses_leaves_the_day_as_planned(
    event: Event, presses: list[tuple[str, int, timedelta, timedelta]]
) -> None:
    day = HeldDay(event)
    for press, number, by, _ in presses:
        day.press(*fact_of(day, press, number, by))
    for undone in reversed(day.record.presses):
        day.undo(undone)
    now = day.clock.now()
    assert live_day(event, day.record, now) == live_day(event, HeldDay(event).record, now)
