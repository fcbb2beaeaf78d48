"""From the start of the process to a window that can be used. ``python -m benchmarks.start [-v]``.

With ``-v`` it also says which packages the imports spend their time in.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.measure import PROJECT, Row, a_folder, in_turn, reported, show, start
from facilitator.models import Store
from facilitator.sample import sample_snapshot

TIMES = 7
IMPORTS_SHOWN = 15


def measure() -> Iterator[Row]:
    """Median milliseconds of ``facilitator FILE`` on the sample day, beside a bare Qt window."""
    with a_folder() as folder:
        file = folder / "day.facilitator"
        Store.create(file, sample_snapshot()).close()
        starts = [partial(_start, kind, file) for kind in ("ours", "bare")]
        in_turn(1, *starts)  # not counted: it fills the caches of the disk and of the fonts
        ours, bare = (1000 * median(seconds) for seconds in in_turn(TIMES, *starts))
    yield Row(what="start: process start to a usable window", unit="ms", ours=ours, bare=bare)


def show_imports() -> None:
    """Prints the milliseconds that importing the window spends in each package, the longest first."""
    command = [sys.executable, "-X", "importtime", "-c", "import facilitator.ui.app"]
    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stderr
    packages: Counter[str] = Counter()
    for line in told.splitlines():
        own, _whole, module = line.removeprefix("import time:").split("|")
        if own.strip().isdecimal():
            packages[".".join(module.strip().split(".")[:2])] += int(own)
    print(f"\nimports: {sum(packages.values()) / 1000:.0f} ms (measuring them costs time, too)")
    for package, microseconds in packages.most_common(IMPORTS_SHOWN):
        print(f"  {package:<40}{microseconds / 1000:>8.1f}")


def _start(kind: str, file: Path) -> float:
    """Seconds until the window was painted."""
    began = time.monotonic()  # one clock for all processes
    return reported(start(file.parent, "benchmarks.windows", "start", kind, str(file)))["at"] - began


if __name__ == "__main__":
    show(measure())
    if "-v" in sys.argv:
        show_imports()
