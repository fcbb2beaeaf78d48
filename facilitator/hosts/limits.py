"""How much one phone, one address and all together may ask for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

BODY = 64 * 1024  # bytes
HEADERS = 16 * 1024  # bytes
WHOLE_REQUEST = 10.0  # seconds from its first byte to its last
CONNECTIONS = 600  # in all
CONNECTIONS_EACH = 60  # from one address: a browser opens six, and a phone may have several tabs
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


class Allowances:
    """All limits on requests, by what they are for."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self.address = Allowance(seconds, burst=240, a_second=60)
        self.token = Allowance(seconds, burst=60, a_second=15)
        self.guess = Allowance(seconds, burst=5, a_second=5)  # of codes, by all together
