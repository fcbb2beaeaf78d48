"""What the benchmarks share: rows of a table, works done in turn, and processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import nan
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Literal, TypeVar

FOLDER = os.environ.get("BENCHMARKS_FOLDER")  # where files are written; None: the system's temporary folder
PROJECT = Path(__file__).parents[1]

Figure = TypeVar("Figure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: our figure, and that of the bare thing it is compared with."""

    what: str
    unit: str
    ours: float
    bare: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.bare if self.bare else None


def show(rows: Iterable[Row]) -> None:
    """Prints each row as soon as it is measured."""
    print(f"{'':<62}{'ours':>8}{'bare':>8}{'':>7}{'ratio':>7}")
    for row in rows:
        figures = f"{_figure(row.ours):>8}{_figure(row.bare):>8} {row.unit:<6}{_figure(row.ratio):>7}"
        print(f"{row.what:<62}{figures}", flush=True)


def in_turn(times: int, *works: Callable[[], Figure]) -> list[tuple[Figure, ...]]:
    """What each work says it took, ``times`` times; they take turns, so that all meet the same machine."""
    return list(zip(*([work() for work in works] for _time in range(times)), strict=True))


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """The work, which now says how many seconds it took."""

    def seconds() -> float:
        began = perf_counter()
        work()
        return perf_counter() - began

    return seconds


def percentile(values: Iterable[float], percent: int) -> float:
    """The value that ``percent`` of the values do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


@contextmanager
def a_folder() -> Iterator[Path]:
    """An empty folder that is gone afterwards."""
    with TemporaryDirectory(prefix="facilitator-benchmark-", dir=FOLDER) as folder:
        yield Path(folder)


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """Starts ``python -m`` with the arguments, at home in that folder and without a display."""
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=PROJECT,
        env=_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _environment(home: Path) -> dict[str, str]:
    """Settings of nobody; and compiled modules are kept, as Python does unless told otherwise."""
    own = {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(home / "compiled")}
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        own[name] = str(home)
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | own


def report(**figures: float) -> None:
    """Says to the process that started this one what was measured."""
    print(json.dumps(figures), flush=True)


def reported(process: subprocess.Popen[str]) -> dict[str, float]:
    """What the process reported first, once it has ended. Raises CalledProcessError if it failed."""
    out, errors = process.communicate()  # without a display Qt says much on stderr
    if process.returncode:
        print(errors, file=sys.stderr)
        raise subprocess.CalledProcessError(process.returncode, process.args)
    figures: dict[str, float] = json.loads(out.splitlines()[0])
    return figures


def memory(which: Literal["VmRSS", "VmHWM"]) -> float:
    """The memory of this process in MB, now (RSS) or at its highest (HWM); not a number except on Linux.

    Not ``getrusage``: that remembers the parent's highest, too.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return nan
    lines = (line.split() for line in status.read_text("ascii").splitlines())
    return next(int(line[1]) / 1024 for line in lines if line[0] == f"{which}:")


def _figure(value: float | None) -> str:
    """Three digits that count, or more before the point."""
    if value is None:
        return ""
    decimals = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:.{decimals}f}"
