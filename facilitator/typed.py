"""Times and lengths as people type them. What cannot be read is a ValueError without a text of its own."""

from __future__ import annotations

import re
from datetime import time, timedelta


def read_time(text: str) -> time | None:
    """The time of day of "9", "930", "9.30", "9:30" or "kl. 9:30"; None for nothing typed."""
    cleaned = re.sub(r"^kl\.?\s*", "", text.strip().lower())
    if not cleaned:
        return None
    match = re.fullmatch(r"(\d{1,2})(?:[:.,\s]?(\d{2}))?", cleaned)
    if not match:
        raise ValueError(text)
    return time(int(match[1]), int(match[2] or 0))


def read_length(text: str) -> timedelta:
    """The length of "25", "25m", "25 min", "1t15", "1h", "1:15" or "1 t 15 min"; a bare number is minutes."""
    cleaned = text.strip().lower()
    match = re.fullmatch(r"(\d{1,3})\s*(?:m|min|minutter|minutt|minutes)?\.?", cleaned)
    if match:
        return timedelta(minutes=int(match[1]))
    match = re.fullmatch(r"(\d{1,2})\s*(?:t|h|:|timer|time|hours?)\s*(?:(\d{1,2})\s*(?:m|min)?)?\.?", cleaned)
    if not match:
        raise ValueError(text)
    return timedelta(hours=int(match[1]), minutes=int(match[2] or 0))
