from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.clock import Clock
from facilitator.system_clock import SystemClock, name_of_start

CLOCK: Clock = SystemClock()


def test_the_wall_clock_is_utc() -> None:
    before, now, after = datetime.now(UTC), CLOCK.now(), datetime.now(UTC)
    assert before <= now.utc <= after
    assert now.utc.utcoffset() == timedelta()


def test_one_start_of_the_machine_has_one_name() -> None:
    assert CLOCK.now().boot_id == SystemClock().now().boot_id != ""


def test_the_clock_since_the_start_never_goes_back() -> None:
    readings = [CLOCK.now().boot for _ in range(1000)]
    assert readings == sorted(readings)
    assert readings[0] > timedelta()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux' own clocks")
def test_linux_counts_sleep_and_knows_its_boot(monkeypatch: pytest.MonkeyPatch) -> None:
    slept = {time.CLOCK_BOOTTIME: 7_200_000_000_999, time.CLOCK_MONOTONIC: 3_600_000_000_000}
    monkeypatch.setattr(time, "clock_gettime_ns", slept.__getitem__)
    now = CLOCK.now()
    assert now.boot == timedelta(hours=2)
    assert now.boot_id == Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def test_a_start_that_is_computed_twice_has_one_name() -> None:
    start = datetime(2024, 3, 5, 7, 0, 0, tzinfo=UTC)
    names = {name_of_start(start + timedelta(seconds=off)) for off in (-4.9, -1, 0, 0.2, 4.9)}
    assert names == {name_of_start(start)}
    assert name_of_start(start + timedelta(seconds=11)) not in names
