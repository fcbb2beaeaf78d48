"""Lines that several documents say in the same way: names, times, lengths, and when an item is held."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from facilitator.clock import Moment
from facilitator.event import ZERO, Event, Item, Speaker, find
from facilitator.i18n import _, format_date, format_time, language
from facilitator.record import Record
from facilitator.timetable import LiveItem, Reading, planned, reading_for
from facilitator.words import language_word, minutes_of, minutes_word

NOTHING: Final = "–"
HALF_A_MINUTE: Final = timedelta(seconds=30)
_CODE: Final = re.compile(r"[a-z]{2,3}")  # of a language, by ISO 639


def named(speaker: Speaker) -> str:
    """Name, title and organisation as far as known."""
    return ", ".join(part for part in (speaker.name, speaker.title, speaker.organisation) if part)


def to_the_minute(event: Event, instant: datetime) -> datetime:
    """The event's wall clock at the nearest minute, as every screen shows it."""
    return event.local(instant + HALF_A_MINUTE).replace(second=0, microsecond=0)


def clock(event: Event, instant: datetime) -> str:
    """«13:42» on the event's wall clock."""
    return format_time(to_the_minute(event, instant))


def span(event: Event, start: datetime, end: datetime) -> str:
    """«13:42–14:00» on the event's wall clock."""
    return f"{clock(event, start)}–{clock(event, end)}"


def hours(event: Event) -> str:
    """«09:30–15:30», «dører 09:00» after it; empty for an empty plan."""
    plan = [one for one in planned(event) if one.item.takes_time]
    if not plan:
        return ""
    end = event.instant(event.end) if event.end else plan[-1].end
    day = span(event, plan[0].start, end)
    if event.doors is None:
        return day
    return _("{hours}, doors {doors}").format(hours=day, doors=format_time(event.doors))


def as_of(event: Event, now: Moment) -> str:
    """«5. mars 2024 kl. 13:42»."""
    made = event.local(now.utc)
    return _("{date} at {time}").format(date=format_date(made.date()), time=format_time(made))


def foreign_language(event: Event, item: Item) -> str:
    """The item's language where it is another than the event's; else nothing."""
    return language_word(item.language) if item.language and item.language != event.language else ""


def tongue(event: Event, code: str = "") -> str:
    """The ISO 639 code of what was typed in that language ("": the event's).

    Empty where it is the language of the outline, and for a language that has no code.
    """
    typed = (code or event.language).strip().lower()
    return typed if _CODE.fullmatch(typed) and typed != language() else ""


def beside_words(event: Event, live: LiveItem) -> str:
    """What the item runs at the same time as; empty for an item with a stretch of the day for itself."""
    main = find(event.items, live.planned.main_id) if live.item.runs_beside else None
    return _("at the same time as “{title}”").format(title=main.title) if main else ""


def signed_minutes(length: timedelta) -> str:
    """«+4 min», «−2 min» or «0 min»."""
    sign = "" if not minutes_of(length) else "−" if length < ZERO else "+"
    return sign + minutes_word(abs(length))


def on_its_day(event: Event, record: Record) -> bool:
    """Whether the day has begun on its own date: then what is expected counts, else what was planned."""
    return bool(record.runs) and reading_for(event, record) is not Reading.START


def best_known(live: LiveItem, *, begun: bool) -> tuple[datetime, datetime]:
    """When an item is held as far as is known: before the day as planned, then as it went or is expected."""
    if not begun:
        return live.planned.start, live.planned.end
    start = live.actual_start or live.expected_start or live.planned.start
    end = live.actual_end or live.expected_end or live.planned.end
    return start, max(start, end)
