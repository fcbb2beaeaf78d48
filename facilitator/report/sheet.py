"""Rows and columns for spreadsheets; the timetable under headings that an import understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, TypeAlias

from facilitator.clock import Moment
from facilitator.event import ZERO, Event
from facilitator.i18n import Language, _
from facilitator.report.lines import named
from facilitator.report.timing import rounded, timing
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveItem, live_day
from facilitator.words import item_kind_word, language_word

# Text as typed, a number, a time of day or an instant on the event's wall clock, a length (below zero:
# under), or nothing.
Value: TypeAlias = str | int | time | datetime | timedelta | None

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would not take for text

HALF_A_SECOND = timedelta(milliseconds=500)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, and how many characters of its values are seen at once."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every row has a value for each heading."""

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Sheets that belong together. ``made_at`` is in UTC; ``language`` that of the headings."""

    title: str
    language: Language
    made_at: datetime
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    heading: Heading
    value: Callable[[LiveItem], Value]


def timetable_sheet(snapshot: Snapshot, now: Moment, *, private: bool, with_speakers: bool = True) -> Sheet:
    """All items as planned, and as they went or are expected at ``now``, in the language spoken.

    ``private``: the edition for moderators, with their notes. ``with_speakers``: also who speaks.
    """
    event = snapshot.event
    columns = (
        *_planned_columns(event, with_speakers=with_speakers),
        *_live_columns(event),
        *(
            [_Column(Heading(_("Private notes"), 50), lambda live: live.item.private_notes)]
            if private
            else []
        ),
    )
    day = live_day(event, snapshot.record, now)
    rows = tuple(tuple(column.value(live) for column in columns) for live in day.items)
    return Sheet(_("Programme"), tuple(column.heading for column in columns), rows)


def _planned_columns(event: Event, *, with_speakers: bool) -> Iterator[_Column]:
    """What an import takes in again: the plan."""
    yield _Column(Heading(_("Cue"), 8), lambda live: live.item.cue)
    yield _Column(Heading(_("Planned start"), 14), lambda live: _clock(event, live.planned.start))
    yield _Column(Heading(_("Planned end"), 14), lambda live: _clock(event, live.planned.end))
    yield _Column(Heading(_("Length"), 9), lambda live: live.planned.length)
    yield _Column(Heading(_("Title"), 48), lambda live: live.item.title)
    if with_speakers:
        yield _Column(Heading(_("Who"), 36), lambda live: "\n".join(map(named, live.item.speakers)))
    yield _Column(Heading(_("Kind"), 16), lambda live: item_kind_word(live.item.kind))
    yield _Column(Heading(_("Group"), 16), lambda live: live.item.group)
    yield _Column(Heading(_("Pinned"), 10), lambda live: yes(chosen=live.item.pinned))
    yield _Column(Heading(_("At the same time"), 12), lambda live: yes(chosen=live.item.beside))
    yield _Column(Heading(_("Counts down to its end"), 24), lambda live: yes(chosen=live.item.count_to_end))
    yield _Column(Heading(_("Skipped"), 12), lambda live: yes(chosen=live.item.skipped))
    yield _Column(Heading(_("Least length"), 14), lambda live: live.item.minimum)
    yield _Column(Heading(_("Language"), 14), lambda live: language_word(live.item.language))
    yield _Column(Heading(_("Question"), 40), lambda live: live.item.prompt)


def _live_columns(event: Event) -> Iterator[_Column]:
    yield _Column(Heading(_("Expected start"), 14), lambda live: _clock(event, live.expected_start))
    yield _Column(Heading(_("Expected end"), 14), lambda live: _clock(event, live.expected_end))
    yield _Column(Heading(_("Actual start"), 14), lambda live: _clock(event, live.actual_start))
    yield _Column(Heading(_("Actual end"), 14), lambda live: _clock(event, live.actual_end))


def timing_sheet(snapshot: Snapshot, now: Moment) -> Sheet:
    """The timing report's items: planned, expected at their start, actual; ``over`` below zero: under."""
    event = snapshot.event
    headings = (
        Heading(_("Title"), 48),
        Heading(_("Who"), 36),
        Heading(_("Planned start"), 14),
        Heading(_("Planned end"), 14),
        Heading(_("Actual start"), 14),
        Heading(_("Expected end at its start"), 24),
        Heading(_("Actual end"), 14),
        Heading(_("Planned length"), 16),
        Heading(_("Actual length"), 16),
        Heading(_("Over"), 10),
        Heading(_("Under"), 10),
        Heading(_("Pauses"), 10),
    )
    rows = tuple(
        (
            one.item.title,
            "\n".join(map(named, one.item.speakers)),
            _clock(event, one.planned.start),
            _clock(event, one.planned.end),
            _clock(event, one.start),
            _clock(event, one.expected_end),
            None if one.running else _clock(event, one.end),
            one.planned.length,
            one.took,
            max(ZERO, one.over),
            max(ZERO, -one.over),
            one.paused,
        )
        for one in rounded(timing(snapshot, now), _to_the_second).items
    )
    return Sheet(_("Timing report"), headings, rows)


def _clock(event: Event, instant: datetime | None) -> time | None:
    """The wall-clock time to the nearest second."""
    if instant is None:
        return None
    return wall_clock(event, instant).time()


def wall_clock(event: Event, instant: datetime) -> datetime:
    """Date and time of the event at the instant, to the nearest second and in no zone, as in spreadsheets."""
    return event.local(_to_the_second(instant)).replace(tzinfo=None)


def _to_the_second(instant: datetime) -> datetime:
    return (instant + HALF_A_SECOND).replace(microsecond=0)


def yes(*, chosen: bool) -> str:
    return _("yes") if chosen else ""
