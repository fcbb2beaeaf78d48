"""Actual times put right, and what an item's log says."""

from __future__ import annotations

import pytest

from facilitator.actual import LogLine, end_moved, item_log, last_run, with_fact
from facilitator.event import MINUTE
from facilitator.record import (
    Added,
    EndedBeside,
    EndMoved,
    Fact,
    Finished,
    Paused,
    Record,
    Started,
    StartedBeside,
    StartMoved,
    Undone,
    WentBack,
)
from tests.builders import a_moment, a_record, an_instant

DAY = (("09:00", Started("a")), ("09:30", Started("b")), ("10:00", Finished()))


def times(record: Record, item_id: str) -> tuple[str, str]:
    run = last_run(record, item_id)
    assert run is not None
    assert run.ended_at is not None
    first = an_instant("00:00")
    return tuple(str(at - first)[:-3] for at in (run.started_at, run.ended_at))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("item_id", "by", "expected"),
    [
        ("a", 10, ("8:50", "9:30")),
        ("b", -5, ("9:35", "10:00")),
        ("b", 10, ("9:20", "10:00")),
        ("b", 60, ("9:00", "10:00")),  # not before what comes before it
        ("b", -60, ("10:00", "10:00")),  # not past its end
    ],
)
def test_what_a_fact_would_do_is_seen_beforehand(item_id: str, by: int, expected: tuple[str, str]) -> None:
    fact = StartMoved(item_id, by * MINUTE)
    assert times(with_fact(a_record(*DAY), fact, a_moment("11:00")), item_id) == expected


def test_the_first_fact_of_a_day_is_seen_beforehand() -> None:
    after = with_fact(Record(), Started("a"), a_moment("09:00"))
    assert [run.item_id for run in after.runs] == ["a"]


@pytest.mark.parametrize(
    ("item_id", "by", "fact", "expected"),
    [
        ("a", -5, StartMoved("b", 5 * MINUTE), ("9:00", "9:25")),
        ("a", 10, StartMoved("b", -10 * MINUTE), ("9:00", "9:40")),
        ("b", 5, EndMoved("b", 5 * MINUTE), ("9:30", "10:05")),
        ("b", 120, EndMoved("b", 120 * MINUTE), ("9:30", "11:00")),  # not past the present
    ],
)
def test_an_end_is_the_next_start_or_the_end_of_the_day(
    item_id: str, by: int, fact: Fact, expected: tuple[str, str]
) -> None:
    record = a_record(*DAY)
    assert end_moved(record, item_id, by * MINUTE) == fact
    assert times(with_fact(record, fact, a_moment("11:00")), item_id) == expected


def test_what_never_ran_or_still_runs_has_no_end() -> None:
    record = a_record(("09:00", Started("a")))
    assert end_moved(record, "x", MINUTE) is None
    assert end_moved(record, "a", MINUTE) is None


def test_an_end_that_the_next_start_does_not_touch_stays() -> None:
    record = a_record(("09:00", Started("a")), ("09:30", Finished()), ("09:40", Started("b")))
    assert end_moved(record, "a", 5 * MINUTE) is None


def said(lines: tuple[LogLine, ...]) -> list[tuple[str, bool, bool]]:
    return [(type(line.entry.fact).__name__, line.in_force, line.closes) for line in lines]


def test_the_log_is_what_happened_to_the_item() -> None:
    record = a_record(
        ("09:00", Started("a")),
        ("09:05", Added("a", 2 * MINUTE)),
        ("09:06", Undone(2)),
        ("09:10", Paused("a")),
        ("09:30", Started("b")),
        ("09:31", Added("b", MINUTE)),
        ("09:32", WentBack("a")),
        ("09:40", Finished()),
    )
    assert said(item_log(record, "a")) == [
        ("Started", True, False),
        ("Added", False, False),
        ("Paused", True, False),
        ("Started", True, True),
        ("WentBack", True, False),
        ("Finished", True, True),
    ]
    assert said(item_log(record, "b")) == [("Started", True, False), ("Added", True, False)]
    assert item_log(record, "c") == ()


def test_a_correction_says_what_it_made_of_the_times() -> None:
    record = a_record(
        *DAY, ("10:05", StartMoved("b", 3 * MINUTE)), ("10:06", EndMoved("b", -MINUTE)), ("10:07", Undone(5))
    )
    before, after = item_log(record, "a")[-1], item_log(record, "b")[-2:]
    assert (before.started, before.ended) == (None, an_instant("09:27"))
    assert [(line.started, line.ended, line.in_force) for line in after] == [
        (an_instant("09:27"), None, True),
        (None, an_instant("09:59"), False),
    ]


def test_a_correction_that_changed_nothing_is_left_out() -> None:
    record = a_record(("09:00", Started("a")), ("09:00", Started("b")), ("09:10", StartMoved("b", MINUTE)))
    assert said(item_log(record, "b")) == [("Started", True, False)]


BESIDE = (
    ("09:00", Started("a")),
    ("09:10", StartedBeside("b")),
    ("09:30", Started("c")),
    ("09:40", EndedBeside("b")),
    ("10:00", Finished()),
)


def test_an_item_that_ran_beside_has_times_and_a_log_of_its_own() -> None:
    record = a_record(*BESIDE)
    assert times(record, "b") == ("9:10", "9:40")
    assert end_moved(record, "b", MINUTE) == EndMoved("b", MINUTE)
    assert end_moved(record, "a", MINUTE) == StartMoved("c", -MINUTE)
    moved = a_record(*BESIDE, ("10:01", StartMoved("b", 5 * MINUTE)), ("10:02", EndMoved("b", 5 * MINUTE)))
    assert times(moved, "b") == ("9:05", "9:45")
    assert (times(moved, "a"), times(moved, "c")) == (("9:00", "9:30"), ("9:30", "10:00"))
    assert [line.closes for line in item_log(moved, "b")] == [False, False, False, False]


def test_the_end_of_the_day_closes_what_runs_beside() -> None:
    record = a_record(*BESIDE[:3], ("10:00", Finished()))
    assert times(record, "b") == ("9:10", "10:00")
    assert [line.closes for line in item_log(record, "b")] == [False, True]
