"""Time as a value: moments, and how far two of them lie apart. Nothing else asks for the time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

JUMP = timedelta(seconds=2)  # rule 26: wall and boot clock part by more than this = the wall clock jumped


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of the clocks.

    ``utc`` is the wall clock (aware, UTC); ``boot`` the time since the machine was started, sleep
    counted; ``boot_id`` tells one start of the machine from the next.
    """

    utc: datetime
    boot: timedelta
    boot_id: str


class Clock(Protocol):
    """The one source of time; tests hand in their own."""

    def now(self) -> Moment: ...


@dataclass(frozen=True, slots=True)
class Boot:
    """The first and the last moment known of one start of the machine (the last one is the heartbeat)."""

    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True)
class Timeline:
    """Puts moments of several boots on one line that no jump of the wall clock disturbs (rule 25).

    Within a boot the boot clock counts. Between two boots the wall clock counts, from the last
    heartbeat of one to the first moment of the next: an estimate.
    """

    boots: tuple[Boot, ...] = ()

    def heard(self, moment: Moment) -> Timeline:
        """The timeline after another heartbeat."""
        if self.boots and self.boots[-1].last.boot_id == moment.boot_id:
            return Timeline((*self.boots[:-1], replace(self.boots[-1], last=moment)))
        return Timeline((*self.boots, Boot(moment, moment)))

    def position(self, moment: Moment) -> timedelta:
        """How far the moment lies after the first one known; a boot not heard of yet comes last."""
        start = timedelta()
        last: Moment | None = None
        for boot in self.boots:
            start += self._between(last, boot.first)
            if boot.first.boot_id == moment.boot_id:
                return start + moment.boot - boot.first.boot
            start += boot.last.boot - boot.first.boot
            last = boot.last
        return start + self._between(last, moment)

    @staticmethod
    def _between(last: Moment | None, first: Moment) -> timedelta:
        return max(first.utc - last.utc, timedelta()) if last else timedelta()


def jumped(before: Moment, now: Moment) -> timedelta:
    """How far the wall clock jumped between two moments of one boot; zero below two seconds."""
    if before.boot_id != now.boot_id:
        return timedelta()
    drift = (now.utc - before.utc) - (now.boot - before.boot)
    return drift if abs(drift) > JUMP else timedelta()
