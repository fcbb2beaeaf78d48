"""Bent requests by the thousand: each is answered, none by a mistake, and nothing unfit is stored.

FACILITATOR_FUZZ sets how many; 2,000 without it. A request is made from its number, those of its five
hundred played before it: to play some again, set FACILITATOR_FIRST_FUZZ to a multiple of 500.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from facilitator.hosts import app, requests
from facilitator.models import sqlite, verify
from tests.hosts.fuzz import Fuzzed

FIRST = int(os.environ.get("FACILITATOR_FIRST_FUZZ", "0"))
REQUESTS = int(os.environ.get("FACILITATOR_FUZZ", "2000"))
TOGETHER = 500  # requests on one file


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program ends here, the machine never does: what the system has taken over is not lost."""
    monkeypatch.setitem(sqlite._PRAGMAS, "synchronous", "OFF")
    monkeypatch.setattr(os, "fsync", lambda _file: None)


def wrong(path: Path, numbers: Iterable[int]) -> tuple[list[str], Counter[int]]:
    """What went wrong in the requests, and how often each status was answered."""
    fuzzed = Fuzzed(path)

    async def play() -> list[str]:
        return [f"{number}: {said}" for number in numbers if (said := await fuzzed.play(number))]

    found = asyncio.run(play())
    fuzzed.store.close()
    return [*found, *verify(path)], Counter(fuzzed.statuses)


def fall(*_given: Any) -> None:
    raise KeyError


@pytest.mark.parametrize(
    ("where", "name", "bug"),
    [
        pytest.param(requests, "_unfit_text", lambda *_given, **_said: "", id="any text is let in"),
        pytest.param(requests, "_unknown", lambda *_given: "", id="any place is let in"),
        pytest.param(app, "fact_of", fall, id="a mistake"),
    ],
)
def test_the_harness_catches_a_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, bug: Any
) -> None:
    monkeypatch.setattr(where, name, bug)
    found, _statuses = wrong(tmp_path / "day.facilitator", range(1200))
    assert found


def test_bent_requests_are_answered_and_leave_nothing_unfit(tmp_path: Path) -> None:
    statuses: Counter[int] = Counter()
    for start in range(FIRST, FIRST + REQUESTS, TOGETHER):
        numbers = range(start, min(start + TOGETHER, FIRST + REQUESTS))
        found, answered = wrong(tmp_path / f"{start}.facilitator", numbers)
        assert found == []
        statuses += answered
    assert {200, 400, 401, 403, 405, 421} <= statuses.keys()
