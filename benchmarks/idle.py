"""What a running day costs while nobody touches it. ``python -m benchmarks.idle``.

``BENCHMARKS_IDLE`` says how many seconds to watch (20).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from benchmarks.measure import Row, a_folder, reported, show, start
from facilitator.models import Store
from facilitator.sample import sample_snapshot

SECONDS = float(os.environ.get("BENCHMARKS_IDLE", "20"))
KINDS = ("ours", "bare")


def measure() -> Iterator[Row]:
    """Processor seconds per minute and memory, beside a bare Qt window with a clock; both at once."""
    with a_folder() as folder:
        file = folder / "day.facilitator"
        Store.create(file, sample_snapshot()).close()
        windows = [
            start(folder, "benchmarks.windows", "idle", kind, str(file), str(SECONDS)) for kind in KINDS
        ]
        ours, bare = (reported(window) for window in windows)
    per_minute = 60 / SECONDS
    yield Row(
        what="idle: processor seconds in a minute, the café running",
        unit="s",
        ours=ours["cpu"] * per_minute,
        bare=bare["cpu"] * per_minute,
    )
    yield Row(what="idle: memory", unit="MB", ours=ours["resident"], bare=bare["resident"])


if __name__ == "__main__":
    show(measure())
