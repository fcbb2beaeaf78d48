"""Random schedules of phones and a bad network: nothing is lost, doubled or overwritten, and forks keep both.

FACILITATOR_SCHEDULES sets how many; 1,000 without it. A schedule is played from its number, after those of
its fifty: to play some again, set FACILITATOR_FIRST_SCHEDULE to a multiple of 50.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from facilitator.models import Store, sqlite, verify
from tests.faults.stores import ForgetfulStore, LateStore, OverwritingStore
from tests.hosts.laptops import InProcess, OnSocket
from tests.hosts.schedules import Schedule

FIRST = int(os.environ.get("FACILITATOR_FIRST_SCHEDULE", "0"))
SCHEDULES = int(os.environ.get("FACILITATOR_SCHEDULES", "1000"))
TOGETHER = 50  # schedules on one file
SHARES = 4  # so that several cores can take them


def wrong(laptop: InProcess, numbers: Iterable[int]) -> list[str]:
    """What went wrong in the schedules, and in the file when it is opened again after them."""
    schedules = [Schedule(number, laptop) for number in numbers]

    async def play() -> list[str]:
        found = [(schedule.mark, await schedule.play()) for schedule in schedules]
        return [f"{mark}: {said}" for mark, said in found if said]

    found = asyncio.run(play())
    laptop.restart(crashed=False)
    found += [f"{one.mark} opened again: {said}" for one in schedules for said in one.missed(laptop.snapshot)]
    laptop.close()
    return [*found, *verify(laptop.path), *map(repr, laptop.mistakes)]


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program ends here, the machine never does: what the system has taken over is not lost."""
    monkeypatch.setitem(sqlite._PRAGMAS, "synchronous", "OFF")
    monkeypatch.setattr(os, "fsync", lambda _file: None)


@pytest.mark.parametrize(
    ("bug", "said"),
    [
        pytest.param(LateStore, "lost", id="acknowledged before it is stored"),
        pytest.param(ForgetfulStore, "doubled", id="no idempotency key"),
        pytest.param(OverwritingStore, "lost", id="one of two edits is dropped"),
    ],
)
def test_the_harness_catches_a_bug(tmp_path: Path, bug: type[Store], said: str) -> None:
    found = wrong(InProcess(tmp_path / "day.facilitator", bug), range(40))
    assert sum(said in line for line in found) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_random_schedules(tmp_path: Path, share: int) -> None:
    last = FIRST + SCHEDULES
    for start in range(FIRST + share * TOGETHER, last, SHARES * TOGETHER):
        laptop = InProcess(tmp_path / f"{start}.facilitator")
        assert wrong(laptop, range(start, min(start + TOGETHER, last))) == []


@pytest.mark.slow
def test_random_schedules_on_a_real_socket(tmp_path: Path) -> None:
    assert wrong(OnSocket(tmp_path / "day.facilitator"), range(FIRST, FIRST + SCHEDULES // 100)) == []
