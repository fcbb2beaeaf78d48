"""Times, lengths, speakers and people as people type them.

What cannot be read is a ValueError without a text of its own.
"""

from __future__ import annotations

import re
from datetime import time, timedelta

from facilitator.event import MINUTE, Speaker

_HALF_DAY = re.compile(r"\s*([ap])\.?m\.?$")
_TIME = re.compile(r"(\d{1,2})(?:[:.,\sht]?(\d{2}))?(?:[:.]00)?")
_MINUTES = re.compile(r"(\d{1,3})\s*(?:m|min|minutter|minutt|minutes?)?\.?")
_HOURS = re.compile(
    r"(\d{1,2})\s*(?:t|h|timer?|time|hours?|:)\s*(?:og|and)?\s*"
    r"(?:([0-5]?\d)(?::00|\s*(?:m|min|minutter|minutt|minutes?))?)?\.?"
)
_PART_OF_HOURS = re.compile(r"(\d{1,2})[.,](\d{1,2})\s*(?:t|h|timer?|hours?)\.?")
_SHARE = re.compile(r"(\d{1,2})\s*(?:%|prosent|per\s?cent)")


def read_time(text: str) -> time | None:
    """The time of day of "9", "930", "9.30", "9:30", "9h30", "kl. 9:30" or "9:30 pm"; None for nothing typed.

    Seconds are taken only as a spreadsheet writes them: 09:30:00.
    """
    cleaned = re.sub(r"^kl\.?\s*", "", text.strip().lower())
    if not cleaned:
        return None
    half = _HALF_DAY.search(cleaned)
    match = _TIME.fullmatch(_HALF_DAY.sub("", cleaned))
    if not match:
        raise ValueError(text)
    hour, minute = int(match[1]), int(match[2] or 0)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    return time(hour, minute)


def read_length(text: str, before: timedelta | None = None) -> timedelta:
    """The length of "25", "25m", "25 min", "1t15", "1:15", "1,5t" or "1 t 15 min"; a bare number is minutes.

    Where a length is known ``before``, "+5" and "-5" are read from it.
    """
    cleaned = text.strip().lower()
    if before is not None and cleaned[:1] in ("+", "-", "−"):
        by = read_length(cleaned[1:])
        return before + by if cleaned[0] == "+" else before - by
    if match := _MINUTES.fullmatch(cleaned):
        return int(match[1]) * MINUTE
    if match := _HOURS.fullmatch(cleaned):
        return int(match[1]) * 60 * MINUTE + int(match[2] or 0) * MINUTE
    if match := _PART_OF_HOURS.fullmatch(cleaned):
        return round(float(f"{match[1]}.{match[2]}") * 60) * MINUTE
    raise ValueError(text)


def read_before_end(text: str) -> timedelta | int:
    """How long before the end: a length, or of "20 %" the per cent, 1 to 99."""
    match = _SHARE.fullmatch(text.strip().lower())
    if not match:
        return read_length(text)
    if not int(match[1]):
        raise ValueError(text)
    return int(match[1])


def speaker_line(speaker: Speaker) -> str:
    """Name, title and organisation as far as known."""
    return ", ".join(part for part in (speaker.name, speaker.title, speaker.organisation) if part)


def read_person(text: str) -> tuple[str, str]:
    """Name and organisation of “Kari Berg, Ås”; "" for an organisation that is not said."""
    name, _comma, organisation = " ".join(text.split()).partition(",")
    return (name.strip(), organisation.strip()) if name.strip() else (organisation.strip(), "")


def read_speakers(text: str, known: tuple[Speaker, ...] = ()) -> tuple[Speaker, ...]:
    """One speaker a line: name, title, organisation; what follows a third comma stays with the last.

    A line that says a known speaker is that one: it does not tell a title from an organisation.
    """
    lines = {speaker_line(speaker): speaker for speaker in known}
    speakers = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line in lines:
            speakers.append(lines[line])
            continue
        name, title, organisation = ([part.strip() for part in line.split(",", 2)] + ["", ""])[:3]
        speakers.append(Speaker(name=name, title=title, organisation=organisation))
    return tuple(speakers)
