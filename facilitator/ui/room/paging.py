"""Pages that turn by themselves, by the day's time: every screen shows the same one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

PAGE = timedelta(seconds=12)
EPOCH = datetime.fromtimestamp(0, UTC)


def page_at(since: timedelta, pages: int) -> int:
    """The index of the page that is shown so long after the first one came."""
    return since // PAGE % pages
