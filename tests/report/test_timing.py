"""What was promised, what was to be expected when an item began, and what it took."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.event import MINUTE, ZERO, Event, ItemKind, Speaker
from facilitator.i18n import speaking
from facilitator.record import (
    Added,
    Allotted,
    EndedBeside,
    Finished,
    Paused,
    PhaseStarted,
    Record,
    Resumed,
    Started,
    StartedBeside,
)
from facilitator.report.outline import Block, Facts, Outline, Section, Table
from facilitator.report.timing import TimedItem, Timing, timing, timing_report
from facilitator.timetable import live_day
from tests.builders import a_cafe, a_day, a_moment, a_record, a_snapshot, an_event, an_instant, an_item


def timing_of(event: Event, record: Record, at: str = "16:00") -> Timing:
    return timing(a_snapshot(event, record=record), a_moment(at))


def report_of(event: Event, record: Record, at: str = "16:00") -> Outline:
    with speaking("en"):
        return timing_report(a_snapshot(event, record=record), a_moment(at))


def fact(outline: Outline, label: str) -> str:
    assert isinstance(outline.facts, Facts)
    return dict(outline.facts.pairs).get(label, "")


def rows(block: Block) -> list[tuple[str, ...]]:
    assert isinstance(block, Table)
    return [tuple("\n".join((cell.text, *cell.details)) for cell in row) for row in block.rows]


def section(outline: Outline, title: str) -> Section:
    return next(one for one in outline.sections if one.title == title)


TWO = an_event(
    items=(
        an_item("a", minutes=20, title="A", speakers=(Speaker(name="Kari"), Speaker(name="Bo"))),
        an_item("b", minutes=10, title="B", speakers=(Speaker(name="Kari"),)),
    )
)


def test_over_is_counted_from_the_end_that_was_expected_when_the_item_began() -> None:
    record = a_record(("09:35", Started("a")), ("09:58", Started("b")), ("10:05", Finished()))
    first, second = timing_of(TWO, record).items
    assert (first.start, first.expected_end, first.end) == tuple(map(an_instant, ("09:35", "09:55", "09:58")))
    assert (first.took, first.over) == (23 * MINUTE, 3 * MINUTE)
    assert (second.took, second.over) == (7 * MINUTE, -3 * MINUTE)


@pytest.mark.parametrize(
    ("facts", "over"),
    [
        pytest.param((), 4 * MINUTE, id="nothing given"),
        pytest.param((Allotted("b", 5 * MINUTE),), -MINUTE, id="given before it began"),
        pytest.param((Allotted("b", -5 * MINUTE),), 9 * MINUTE, id="taken by catching up"),
    ],
)
def test_time_given_before_an_item_begins_is_no_overtime(
    facts: tuple[Allotted, ...], over: timedelta
) -> None:
    record = a_record(("09:30", (Started("a"), *facts)), ("09:50", Started("b")), ("10:04", Finished()))
    assert timing_of(TWO, record).items[1].over == over
    assert timing_of(TWO, record).items[1].allotted == sum((fact.by for fact in facts), ZERO)


def test_an_item_that_counts_to_its_end_is_measured_by_that_end() -> None:
    event = an_event(items=(an_item("a", minutes=30, count_to_end=True), an_item("b")))
    record = a_record(("09:40", Started("a")), ("10:02", Started("b")))
    assert timing_of(event, record).items[0].over == 2 * MINUTE


@pytest.mark.parametrize("item_id", ["welcome", "talk", "cafe", "break"])
def test_what_was_expected_is_the_forecast_of_every_other_screen(item_id: str) -> None:
    event = a_day()
    record = a_record(
        ("09:33", (Started("welcome"), Allotted("talk", -3 * MINUTE), Allotted("cafe", 2 * MINUTE, 0))),
        ("09:52", Started("talk")),
        ("10:30", Started("cafe")),
        ("11:50", Started("break")),
    )
    timed = next(one for one in timing_of(event, record).items if one.item.id == item_id)
    began = f"{event.local(timed.start):%H:%M}"
    at_start = Record(
        entries=tuple(one for one in record.entries if one.moment.utc <= timed.start),
        timeline=record.timeline,
    )
    live = live_day(event, at_start, a_moment(began)).running
    assert live is not None
    assert timed.expected_end == live.expected_end


def test_pauses_and_added_time_are_told_and_count_as_time_taken() -> None:
    record = a_record(
        ("09:30", Started("a")),
        ("09:35", Paused("a")),
        ("09:38", Resumed("a")),
        ("09:40", Added("a", 2 * MINUTE)),
        ("09:55", Finished()),
    )
    told = timing_of(TWO, record)
    assert (told.paused, told.added) == (3 * MINUTE, 2 * MINUTE)
    assert told.items[0].over == 5 * MINUTE
    outline = report_of(TWO, record)
    assert (fact(outline, "Pauses"), fact(outline, "Added time")) == ("3 min", "+2 min")
    assert rows(section(outline, "Item by item").blocks[0])[0] == (
        "A\nKari, Bo\npaused 3 min · +2 min while it ran",
        "09:30–09:50\n20 min",
        "09:30–09:50\n20 min",
        "09:30–09:55\n25 min",
        "+5 min",
    )


def test_speakers_are_summed_over_all_that_they_held() -> None:
    record = a_record(("09:30", Started("a")), ("09:53", Started("b")), ("10:02", Finished()))
    outline = report_of(TWO, record)
    assert rows(section(outline, "Speaker by speaker").blocks[0]) == [
        ("Kari", "30 min", "30 min", "32 min", "+2 min"),
        ("Bo", "20 min", "20 min", "23 min", "+3 min"),
    ]


def test_a_speaker_is_measured_by_the_time_they_had_when_they_began() -> None:
    taken = (Started("a"), Allotted("b", -4 * MINUTE))
    record = a_record(("09:30", taken), ("09:50", Started("b")), ("09:57", Finished()))
    kari, _bo = timing_of(TWO, record).speakers
    assert (kari.planned, kari.expected, kari.took, kari.over) == (
        30 * MINUTE,
        26 * MINUTE,
        27 * MINUTE,
        MINUTE,
    )


def test_the_tables_hosts_who_report_at_a_harvest_are_no_speakers() -> None:
    hosts = (Speaker(name="Bordvertene"),)
    event = an_event(items=(*TWO.items, an_item("c", kind=ItemKind.HARVEST, speakers=hosts)))
    record = a_record(("09:30", Started("b")), ("09:40", Started("c")), ("10:10", Finished()))
    assert [speaker.name for speaker in timing_of(event, record).speakers] == ["Kari"]


@pytest.mark.parametrize(
    ("began", "ended", "shown"),
    [
        ("09:30:20", "09:50:40", ("09:30–09:50\n20 min", "09:30–09:51\n21 min", "+1 min")),
        ("09:30:20", "09:50:29", ("09:30–09:50\n20 min", "09:30–09:50\n20 min", "0 min")),
        ("09:30:40", "09:50:29", ("09:31–09:51\n20 min", "09:31–09:50\n19 min", "−1 min")),
    ],
)
def test_a_difference_is_that_of_the_times_that_are_shown(
    began: str, ended: str, shown: tuple[str, ...]
) -> None:
    record = a_record((began, Started("a")), (ended, Started("b")))
    outline = report_of(TWO, record)
    assert rows(section(outline, "Item by item").blocks[0])[0][2:] == shown
    assert rows(section(outline, "Speaker by speaker").blocks[0])[0][3] == shown[1].splitlines()[1]


@given(
    st.lists(st.integers(1, 7200).map(lambda seconds: timedelta(seconds=seconds)), min_size=2, max_size=2),
    st.lists(st.timedeltas(ZERO, timedelta(hours=3)), min_size=4, max_size=4),
    st.timedeltas(-5 * MINUTE, 5 * MINUTE),
)
def test_planned_and_difference_make_what_is_shown_as_actual(
    lengths: list[timedelta], waits: list[timedelta], shifted: timedelta
) -> None:
    kari = (Speaker(name="Kari"),)
    items = tuple(an_item(f"i{n}", length=length, speakers=kari) for n, length in enumerate(lengths))
    event = an_event(items=(*items, a_cafe("cafe", 1, title="Kafé"), an_item("end")))
    first, second, third, last = (
        f"{event.local(an_instant('09:00') + sum(waits[: n + 1], ZERO)):%H:%M:%S.%f}" for n in range(4)
    )
    record = a_record(
        (first, (Started("i0"), Allotted("i1", shifted))),
        (second, Started("i1")),
        (third, Started("cafe")),
        (last, Finished()),
    )
    outline = report_of(event, record, "23:00")
    for _what, planned, expected, actual, over in rows(section(outline, "Item by item").blocks[0]):
        assert all(span_of(shown) == length_of(shown) for shown in (planned, expected, actual))
        assert length_of(expected) + length_of(over) == length_of(actual)
    (kari_told,) = rows(section(outline, "Speaker by speaker").blocks[0])
    _name, _planned, expected, actual, over = kari_told
    assert length_of(expected) + length_of(over) == length_of(actual)
    for _phase, planned, actual, over in rows(section(outline, "Kafé").blocks[0]):
        assert length_of(planned) + length_of(over) == length_of(actual)


def length_of(shown: str) -> timedelta:
    """«−1 h 5 min» or «+0:30» as a length, whatever stands on the lines before."""
    shown = shown.splitlines()[-1]
    sign = -1 if shown.startswith("−") else 1
    if ":" in shown:
        minutes, seconds = shown.strip("+−").split(":")
        return sign * timedelta(minutes=int(minutes), seconds=int(seconds))
    numbers = dict(zip(shown.split()[1::2], shown.strip("+−").split()[::2], strict=True))
    return sign * timedelta(hours=int(numbers.get("h", 0)), minutes=int(numbers.get("min", 0)))


def span_of(shown: str) -> timedelta:
    """How long «09:30–09:50» on the first line is."""
    start, end = shown.splitlines()[0].split("–")
    return an_instant(end) - an_instant(start)


def test_a_cafe_is_told_phase_by_phase_as_it_went() -> None:
    event = an_event(items=(a_cafe("cafe", 2, title="Kafé"), an_item("end")))
    record = a_record(
        ("09:30", Started("cafe")),
        ("09:48", PhaseStarted("cafe", 1)),
        ("09:50:30", PhaseStarted("cafe", 2)),
        ("09:53", PhaseStarted("cafe", 3)),
        ("10:15", Started("end")),
    )
    assert rows(section(report_of(event, record), "Kafé").blocks[0]) == [
        ("Round 1: table talk", "20:00", "18:00", "−2:00"),
        ("Round 1: finish writing", "3:00", "2:30", "−0:30"),
        ("Round 1: change tables", "2:00", "2:30", "+0:30"),
        ("Round 2: table talk", "20:00", "20:00", "0:00"),
        ("Round 2: finish writing", "3:00", "2:00", "−1:00"),
    ]


def test_what_was_not_held_is_named_with_the_reason() -> None:
    event = an_event(
        items=(
            an_item("a"),
            an_item("b", title="Hoppet"),
            an_item("c", title="Ut", skipped=True),
            an_item("d"),
        )
    )
    record = a_record(("09:30", Started("a")), ("10:00", Started("d")), ("10:30", Finished()))
    outline = report_of(event, record)
    assert rows(section(outline, "Not held").blocks[0]) == [
        ("Ut", "skipped", "30 min"),
        ("Hoppet", "never begun", "30 min"),
    ]
    assert "2 items were not held." in fact(outline, "In short")


@pytest.mark.parametrize(
    ("presses", "at", "told"),
    [
        ((), "09:00", "The day has not begun."),
        ((("09:30", Started("a")),), "09:40", "The day began on time. It is on time."),
        ((("09:35", Started("a")),), "09:40", "The day began 5 min late. It is 5 min behind."),
        ((("09:27", Started("a")),), "09:30", "The day began 3 min early. It is 3 min ahead."),
        (
            (("09:30", Started("a")), ("09:50", Started("b")), ("10:02", Finished())),
            "16:00",
            "The day began on time. It ended 2 min late.",
        ),
        (
            (("09:30", Started("a")), ("09:50", Started("b")), ("09:56", Finished())),
            "16:00",
            "The day began on time. It ended 4 min early.",
        ),
        (
            (("09:30", Started("a")), ("09:50", Started("b")), ("10:00", Finished())),
            "16:00",
            "The day began on time. It ended on time.",
        ),
    ],
)
def test_the_day_in_short(presses: tuple[tuple[str, Started | Finished], ...], at: str, told: str) -> None:
    assert fact(report_of(TWO, a_record(*presses), at), "In short") == told


def test_the_running_item_is_told_as_running_and_is_no_speakers_time_yet() -> None:
    record = a_record(("09:30", Started("a")))
    told = timing_of(TWO, record, "09:40")
    assert [one.running for one in told.items] == [True]
    assert told.items[0].took == 10 * MINUTE
    assert told.speakers == ()
    row = rows(section(report_of(TWO, record, "09:40"), "Item by item").blocks[0])[0]
    assert row[3:] == ("since 09:30\n10 min", "running")


def test_an_item_that_was_begun_twice_counts_twice() -> None:
    record = a_record(("09:30", Started("a")), ("09:40", Started("b")), ("09:45", Started("a")))
    assert [one.item.id for one in timing_of(TWO, record).items] == ["a", "b", "a"]


def test_an_item_that_is_gone_from_the_plan_is_left_out() -> None:
    record = a_record(("09:30", Started("gone")), ("09:40", Started("b")))
    timed: tuple[TimedItem, ...] = timing_of(TWO, record).items
    assert [one.item.id for one in timed] == ["b"]


def test_a_rehearsal_says_when_it_was_held() -> None:
    record = a_record((a_moment("12:00", day=date(2024, 3, 4)), Started("a")))
    assert fact(report_of(TWO, record, "09:00"), "Held on") == "4 March 2024"
    assert fact(report_of(TWO, a_record(("09:30", Started("a")))), "Held on") == ""


def test_what_ran_beside_another_item_is_told_in_its_turn() -> None:
    event = an_event(items=(an_item("a", minutes=60), a_cafe("cafe", 2, beside=True), an_item("b")))
    record = a_record(
        ("09:30", Started("a")),
        ("09:40", StartedBeside("cafe")),
        ("10:30", Started("b")),
        ("10:35", EndedBeside("cafe")),
    )
    told = [(one.item.id, one.took // MINUTE, one.running) for one in timing_of(event, record, "10:40").items]
    assert told == [("a", 60, False), ("cafe", 55, False), ("b", 10, True)]
