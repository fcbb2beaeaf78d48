"""The machine's clocks: the wall clock, and one that counts from the machine's start, sleep included.

``time.monotonic()`` stands still while Linux and macOS sleep; each system has another clock that does not.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from functools import cache

from facilitator.clock import Moment

_SAME_START = timedelta(seconds=10)


class SystemClock:
    """The clock of this machine. Raises OSError where the system doesn't have it."""

    def now(self) -> Moment:
        return Moment(utc=datetime.now(UTC), boot=_since_start(), boot_id=_boot_id())


def name_of_start(start: datetime) -> str:
    """A name for the start of a machine that tells only its time, and that not always to the second.

    Computed twice, it may rarely differ: then the time between is counted by the wall clock.
    """
    return f"start-{round(start.timestamp() / _SAME_START.total_seconds())}"


if sys.platform == "win32":
    import ctypes

    def _since_start() -> timedelta:
        ticks = ctypes.c_ulonglong()  # of 100 nanoseconds
        ctypes.WinDLL("kernelbase").QueryInterruptTimePrecise(ctypes.byref(ticks))
        return timedelta(microseconds=ticks.value // 10)

    @cache
    def _boot_id() -> str:
        return name_of_start(datetime.now(UTC) - _since_start())

elif sys.platform == "darwin":
    import ctypes
    import os
    import time

    class _Timeval(ctypes.Structure):
        _fields_ = (("seconds", ctypes.c_int64), ("microseconds", ctypes.c_int32))

    def _since_start() -> timedelta:
        return timedelta(microseconds=time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000)

    @cache
    def _boot_id() -> str:
        start = _Timeval()
        size = ctypes.c_size_t(ctypes.sizeof(start))
        system = ctypes.CDLL(None, use_errno=True)
        if system.sysctlbyname(b"kern.boottime", ctypes.byref(start), ctypes.byref(size), None, 0):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return name_of_start(datetime.fromtimestamp(start.seconds, UTC))

else:
    import time
    from pathlib import Path

    def _since_start() -> timedelta:
        return timedelta(microseconds=time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000)

    @cache
    def _boot_id() -> str:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
