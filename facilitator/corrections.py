"""Corrections of the running day: the plan, and the facts, that each of them makes of what there is.

Nothing is stored here; the plan and the facts of one correction belong together in one undo step.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from facilitator.cafe import allotted_lengths, phases
from facilitator.event import MINUTE, ZERO, Event, Item, Plan, put, with_rounds
from facilitator.record import Allotment, Allotted, Delayed, Fact, Record
from facilitator.timetable import LiveDay, LiveItem, State

Correction = tuple[Plan, tuple[Fact, ...]]


def next_skipped(plan: Plan, live: LiveDay) -> Plan:
    """The plan without the next item; it stays to be seen, as all that are skipped."""
    if live.next is None:
        return plan
    return _with_items(plan, put(plan.event.items, replace(live.next.item, skipped=True)))


def inserted(plan: Plan, live: LiveDay, item: Item) -> Plan:
    """The plan with a new item after the running one; where nothing is running, before the next.

    What is planned beside the running one stays with it.
    """
    items = plan.event.items
    if live.running:
        return _with_items(plan, put(items, item, _block(items, live.running.item.id).stop))
    at = _index(items, live.next.item.id) if live.next else len(items)
    return _with_items(plan, put(items, item, at))


def next_two(live: LiveDay) -> tuple[Item, Item] | None:
    """The next two items that take time; None when there are not that many to come."""
    later = _later(live)
    return (later[0].item, later[1].item) if len(later) > 1 else None


def next_two_swapped(plan: Plan, live: LiveDay) -> Plan:
    """The plan with the next two items in each other's place.

    What is a time of day, a pin or a locked end, stays with the place; what is beside an item goes with it.
    """
    pair = next_two(live)
    if pair is None:
        return plan
    first, second = pair
    items = plan.event.items
    one, other = _block(items, first.id), _block(items, second.id)
    swapped = (
        *items[: one.start],
        *(_placed(second, first), *items[other.start + 1 : other.stop]),
        *items[one.stop : other.start],
        *(_placed(first, second), *items[one.start + 1 : one.stop]),
        *items[other.stop :],
    )
    return _with_items(plan, swapped)


def made_the_plan(plan: Plan, live: LiveDay, record: Record) -> Correction:
    """The forecast written into the plan of the items still to come (rule 21), up to whole minutes.

    The first of them, and each that does not follow right on another, is pinned to its expected start.
    What was given or announced before counts no more, since it is in the plan. A start after midnight
    cannot be pinned: that item is linked.
    """
    event = plan.event
    items = {item.id: item for item in event.items}
    facts: list[Fact] = []
    ends: datetime | None = None
    for one in live.items:
        start, end = one.expected_start, one.expected_end
        if one.state is not State.LATER or start is None or end is None:
            continue
        given = record.allotted.get(one.item.id, {})
        starts = _up_to_minute(start - live.shift)
        length = max(MINUTE, _up_to_minute(end - live.shift) - starts)
        item = one.item if one.item.marker else _with_length(one.item, given, length)
        pinned = one.item.pinned or (one.item.takes_time and start != ends)
        local = _time_of_day(event, starts) if pinned else None
        ended = None if item.end is None else _time_of_day(event, starts + length)
        items[item.id] = replace(item, start=local, end=ended)
        facts += _taken_back(one, given)
        ends = end if one.item.takes_time else ends
    return _with_items(plan, tuple(items.values())), tuple(facts)


# ── inside ──


def _with_items(plan: Plan, items: tuple[Item, ...]) -> Plan:
    return replace(plan, event=replace(plan.event, items=items))


def _index(items: tuple[Item, ...], id: str) -> int:
    return next((at for at, item in enumerate(items) if item.id == id), len(items) - 1)


def _block(items: tuple[Item, ...], id: str) -> slice:
    """Where an item stands, with all that is planned beside it right after it."""
    start = _index(items, id)
    stop = start + 1
    while stop < len(items) and items[stop].beside:
        stop += 1
    return slice(start, stop)


def _later(live: LiveDay) -> list[LiveItem]:
    return [one for one in live.items if one.state is State.LATER and one.item.takes_time]


def _placed(item: Item, place: Item) -> Item:
    """The item with the times of day of the one whose place it takes."""
    return replace(item, start=place.start, end=place.end, count_to_end=place.count_to_end)


def _up_to_minute(instant: datetime) -> datetime:
    return instant + (datetime.min.replace(tzinfo=instant.tzinfo) - instant) % MINUTE


def _time_of_day(event: Event, instant: datetime) -> time | None:
    """The wall-clock time of the event's date; None on another."""
    local = event.local(instant)
    return local.time() if local.date() == event.date else None


def _with_length(item: Item, given: Allotment, length: timedelta) -> Item:
    """The item with that length; a café's rounds with the lengths that their phases have now.

    What is left over or short of the whole length goes to the last talk.
    """
    if not item.rounds:
        minimum = None if item.minimum is None else min(item.minimum, length)
        return replace(item, length=length, minimum=minimum)
    lengths = allotted_lengths(item, given)
    rounds = list(item.rounds)
    for phase, by in zip(phases(item), lengths, strict=True):
        now: dict[str, Any] = {phase.kind.value: by}  # a round names its phases as the kinds are named
        rounds[phase.round_index] = replace(rounds[phase.round_index], **now)
    last = rounds[-1]
    rounds[-1] = replace(last, talk=max(MINUTE, last.talk + length - sum(lengths, ZERO)))
    return with_rounds(item, tuple(rounds))


def _taken_back(one: LiveItem, given: Allotment) -> list[Fact]:
    """The facts that undo what the item was given, and its delay."""
    facts: list[Fact] = [Allotted(one.item.id, -by, phase) for phase, by in given.items() if by]
    return [*facts, Delayed(one.item.id, ZERO)] if one.delay else facts
