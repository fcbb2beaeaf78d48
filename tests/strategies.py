"""Days of all kinds for properties."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from facilitator.event import MINUTE, ZERO, Event, Item, ItemKind, Round, with_rounds
from tests.builders import DAY, an_event, an_item

STARTS = time(8)
LONGEST = 40

lengths = st.integers(1, LONGEST).map(lambda minutes: minutes * MINUTE)
times_of_day = st.times(min_value=time(7), max_value=time(19)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@st.composite
def days_without_overlaps(draw: st.DrawFn) -> Event:
    """A day from 08:00 of linked and pinned items, each pin at or after the end of what comes before."""
    items: list[Item] = []
    end = datetime.combine(DAY, STARTS)
    for index in range(draw(st.integers(1, 8))):
        length = draw(lengths)
        gap = draw(st.none() | st.integers(0, 30).map(lambda minutes: minutes * MINUTE))
        start = end + (gap or ZERO)
        skipped = draw(st.sampled_from((False, False, False, True)))
        items.append(
            an_item(
                f"i{index}",
                length=length,
                start=None if gap is None else start.time(),
                count_to_end=draw(st.booleans()),
                skipped=skipped,
            )
        )
        if not skipped:
            end = start + length
    return an_event(start=STARTS, items=tuple(items))


@st.composite
def days(draw: st.DrawFn) -> Event:
    """A day of anything that a plan may hold: overlaps, locked ends, cafés, markers, skipped, any zone."""
    return an_event(
        date=draw(st.sampled_from((DAY, *CHANGES_OF_CLOCK)) | st.dates(date(1900, 1, 1), date(2999, 12, 31))),
        zone=draw(st.sampled_from(ZONES)),
        start=draw(times_of_day),
        end=draw(st.none() | st.just(time(23, 59))),
        items=tuple(draw(_items(f"i{index}")) for index in range(draw(st.integers(0, 6)))),
    )


ZONES = (
    "Europe/Oslo",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "UTC",
)
CHANGES_OF_CLOCK = (date(2024, 3, 31), date(2024, 10, 27), date(2024, 3, 10), date(2024, 4, 7))


def _items(id: str) -> st.SearchStrategy[Item]:
    return st.builds(_item, st.just(id), _values(), st.lists(_rounds(), max_size=3))


def _values() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "length": st.timedeltas(timedelta(microseconds=1), timedelta(hours=24)),
            "count_to_end": st.booleans(),
            "skipped": st.booleans(),
            "beside": st.sampled_from((*[False] * 5, True)),
            "by_itself": st.booleans(),
            "kind": st.sampled_from((ItemKind.TALK, ItemKind.TALK, ItemKind.MARKER)),
        },
        optional={"start": times_of_day, "end": st.just(time(23, 30))},
    )


def _rounds() -> st.SearchStrategy[Round]:
    any_length = st.timedeltas(ZERO, timedelta(hours=1))
    return st.builds(
        Round,
        id=st.uuids().map(str),
        talk=st.timedeltas(MINUTE, timedelta(hours=1)),
        write_up=any_length,
        change=any_length,
        warning=any_length,
    )


def _item(id: str, values: dict[str, Any], rounds: list[Round]) -> Item:
    return with_rounds(an_item(id, **values), tuple(rounds))
