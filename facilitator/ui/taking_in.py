"""A day saved as JSON becomes a file of its own, beside it, while the window goes on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Final

from facilitator.apart import apart
from facilitator.exchange.day_files import read_day
from facilitator.models import Store
from facilitator.ui.job import Job

JSON: Final = ".json"
MANY: Final = 2_000_000  # bytes; to read more keeps Python to itself too long


@dataclass(frozen=True, slots=True)
class Taken:
    """The new file, and sentences about what was found in it."""

    file: Path
    warnings: tuple[str, ...]


def taking_in(export: Path, suffix: str) -> Job:
    """The making of a file with that suffix, to be started; its answer is ``Taken``."""
    work = partial(_take_in, export, suffix)
    large = export.is_file() and export.stat().st_size > MANY
    return Job(apart(work) if large else work)


def _take_in(export: Path, suffix: str) -> Taken:
    """Raises FacilitatorError for what is no day, and where no file can be made."""
    day = read_day(export)
    store = Store.create(_free_name(export.with_suffix(suffix)), day)
    store.close()
    return Taken(store.path, store.warnings)


def _free_name(file: Path) -> Path:
    """The name itself, or with a number from 2 where there is such a file already."""
    others = (file.with_stem(f"{file.stem} ({number})") for number in count(2))
    return next(name for name in chain([file], others) if not name.exists())
