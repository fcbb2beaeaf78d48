"""The forecast: what each tick of the clock, and each press, computes. ``python -m benchmarks.forecast``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from statistics import median

from benchmarks.days import a_running_day
from benchmarks.measure import Row, in_turn, show, timed
from facilitator.clock import Moment
from facilitator.event import Event
from facilitator.record import Record
from facilitator.timetable import live_day

SIZES = (300, 3000)
LIKE_THE_SAMPLE = 14
TIMES = 30


def measure() -> Iterator[Row]:
    """Median milliseconds, beside a day of 14 items as the sample day has."""
    for items in SIZES:
        ticks = in_turn(TIMES, *(_tick(size) for size in (items, LIKE_THE_SAMPLE)))
        ours, small = (1000 * median(seconds) for seconds in ticks)
        yield Row(what=f"forecast: a tick with {items:,} items (bare: 14)", unit="ms", ours=ours, bare=small)
    (after,) = in_turn(TIMES, timed(partial(_after_a_press, *a_running_day(SIZES[0]))))
    yield Row(what=f"forecast: after a press, {SIZES[0]} items", unit="ms", ours=1000 * median(after))


def _tick(items: int) -> Callable[[], float]:
    return timed(partial(live_day, *a_running_day(items)))


def _after_a_press(event: Event, record: Record, now: Moment) -> None:
    """As a tick, but of a new record: what has happened is read from its first entry on."""
    live_day(event, replace(record), now)


if __name__ == "__main__":
    show(measure())
