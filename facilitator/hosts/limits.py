"""How much one phone, one address and all together may ask for."""

from __future__ import annotations

import sys
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

BODY = 64 * 1024  # bytes
HEADERS = 16 * 1024  # bytes
WHOLE_REQUEST = 10.0  # seconds from its first byte to its last; an answer must be taken as quickly
UNREAD = 4 * BODY  # bytes of a request that is being refused: beyond them nobody listens any more
CONNECTIONS = 3000  # in all: a thousand people with a stream each, some of them just loading the page
CONNECTIONS_EACH = 60  # from one address: a browser opens six, and a phone may have several tabs
_FILES = 512  # that the rest of the program may have open
_REMEMBERED = 4096  # who asked last; more are forgotten, the oldest first


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Allowance:
    """So many requests at once, and so many a second later on, for each who asks."""

    def __init__(self, seconds: Callable[[], float], *, burst: int, a_second: float) -> None:
        """``seconds``: a clock that never goes back."""
        self._seconds = seconds
        self._burst = burst
        self._rate = a_second
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, who: str) -> float:
        """Takes one request; 0 if it may go on, else the seconds until the next may."""
        now = self._seconds()
        bucket = self._buckets.pop(who, None) or _Bucket(self._burst, now)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        self._buckets[who] = bucket
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0
        return (1 - bucket.tokens) / self._rate

    def give_back(self, who: str) -> None:
        """What was just taken does not count."""
        self._buckets[who].tokens += 1


class Allowances:
    """All limits on requests, by what they are for."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self.address = Allowance(seconds, burst=240, a_second=60)
        self.token = Allowance(seconds, burst=60, a_second=15)
        self.press = Allowance(seconds, burst=20, a_second=1)  # what is put on record, by one table
        self.guess = Allowance(seconds, burst=2, a_second=3)  # of codes, by all together: five in any second


class Crowd:
    """The connections that are open, by their addresses. Not thread-safe: the server's thread only."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._of_address: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Counts one more; whether there is room for it. It must ``leave`` either way."""
        self._of_address[address] += 1
        return self._of_address[address] <= CONNECTIONS_EACH and self._of_address.total() <= self._most

    def leave(self, address: str) -> None:
        self._of_address[address] -= 1
        if not self._of_address[address]:
            del self._of_address[address]


def room_for_connections() -> int:
    """How many connections the system lets this program have, beside its files; up to CONNECTIONS."""
    if sys.platform == "win32":
        return CONNECTIONS
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + _FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:  # as few as 256 on a Mac
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return CONNECTIONS if soft == resource.RLIM_INFINITY else max(1, min(CONNECTIONS, soft - _FILES))
