"""What +5 minutes for a round take from what comes after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from facilitator.eaten import eaten_by, lost_time
from facilitator.event import MINUTE, Event, Item, ItemKind
from facilitator.record import Added, Started
from facilitator.timetable import LiveDay, live_day
from tests.builders import a_cafe, a_moment, a_record, an_event, an_item

CAFE = a_cafe(rounds=2)  # 09:30–10:18
HARVEST = an_item("harvest", ItemKind.HARVEST, 30, minimum=20 * MINUTE)
CLOSING = an_item("closing", ItemKind.CLOSING, 12)


def a_day_of(*later: Item, **values: Any) -> Event:
    return an_event(items=(CAFE, *later), **values)


def live(event: Event, added: float = 0) -> LiveDay:
    presses: list[Any] = [("09:30", Started("cafe"))]
    if added:
        presses.append(("09:35", Added("cafe", added * MINUTE, 0)))
    return live_day(event, a_record(*presses), a_moment("09:36"))


def eaten(event: Event, minutes: float, already: float = 0) -> list[tuple[str, float, float, bool]]:
    found = eaten_by(live(event, already), live(event, already + minutes))
    return [(one.item.id, one.lost / MINUTE, one.left / MINUTE, one.below_minimum) for one in found]


FIXED = a_day_of(HARVEST, CLOSING, end=time(11))


def test_a_harvest_pays_for_the_pinned_end() -> None:
    assert eaten(FIXED, 5) == [("harvest", 5, 25, False)]


def test_what_it_loses_in_all_is_told() -> None:
    assert eaten(FIXED, 2, already=10) == [("harvest", 12, 18, True)]


def test_time_that_is_free_is_taken_first() -> None:
    roomy = replace(FIXED, end=time(11, 4))
    assert eaten(roomy, 4) == []
    assert eaten(roomy, 5) == [("harvest", 1, 29, False)]


def test_without_a_pin_the_day_just_gets_longer() -> None:
    assert eaten(a_day_of(HARVEST, CLOSING), 5) == []


def test_a_pinned_item_is_paid_for_before_it() -> None:
    pinned = replace(CLOSING, start=time(10, 48))
    assert eaten(a_day_of(HARVEST, pinned), 5) == [("harvest", 5, 25, False)]
    assert eaten(a_day_of(HARVEST, pinned, end=time(11)), 5) == [("harvest", 5, 25, False)]


def test_where_there_is_no_harvest_the_last_item_pays_and_one_without_a_minimum_keeps_its_length() -> None:
    talk = an_item("talk", minutes=30, minimum=10 * MINUTE)
    assert eaten(a_day_of(talk, CLOSING, end=time(11)), 5) == [("closing", 5, 7, True)]


def test_an_item_that_counts_to_its_end_gives_way_by_itself() -> None:
    counting = replace(HARVEST, count_to_end=True)
    assert eaten(a_day_of(counting, CLOSING), 5) == [("harvest", 5, 25, False)]
    assert eaten(a_day_of(counting, CLOSING, end=time(11)), 5) == [("harvest", 5, 25, False)]


@pytest.mark.parametrize("minutes", [-2, 0.2])
def test_less_time_and_seconds_take_nothing(minutes: float) -> None:
    assert eaten(FIXED, minutes, already=5) == []


def test_no_item_loses_more_than_it_has() -> None:
    assert lost_time(live(FIXED, 50)) == {"harvest": 30 * MINUTE}
