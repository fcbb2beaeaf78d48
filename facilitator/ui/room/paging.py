"""Rows dealt to pages, which turn by themselves by the day's time: every screen shows the same one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

PAGE = timedelta(seconds=12)
EPOCH = datetime.fromtimestamp(0, UTC)


def page_at(since: timedelta, pages: int) -> int:
    """The index of the page that is shown so long after the first one came."""
    return since // PAGE % pages


class HasHeight(Protocol):
    @property
    def height(self) -> float: ...


Row = TypeVar("Row", bound=HasHeight)


def dealt(rows: Sequence[Row], columns: int, height: float) -> Iterator[tuple[tuple[Row, ...], ...]]:
    """The rows dealt down the columns of that height (px), page after page."""
    filled: list[tuple[Row, ...]] = []
    column: list[Row] = []
    left = height
    for row in rows:
        if column and row.height > left:
            filled.append(tuple(column))
            column, left = [], height
        column.append(row)
        left -= row.height
    filled.append(tuple(column))
    for at in range(0, len(filled), columns):
        yield tuple(filled[at : at + columns])
