"""Printing a PDF as it is, through the system's `lp` (CUPS, on Linux and macOS)."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from facilitator.errors import FacilitatorError
from facilitator.i18n import _

_PATIENCE: Final = 60  # seconds for a printer's queue, elsewhere perhaps, to take the file


class Sides(StrEnum):
    """As IPP calls them."""

    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"  # turned as a book is
    SHORT_EDGE = "two-sided-short-edge"  # turned as a pad is


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a file is to be printed. None and "": as the printer is set up.

    ``pages``: ranges of pages from 1, both ends included; none: all of them. ``media`` is the paper («A4»).
    ``fitted``: pages are made smaller or larger to fit the paper; otherwise they have their own size.
    ``further``: the printer's own options, as CUPS writes them («number-up=2»).
    """

    printer: str
    copies: int = 1
    pages: tuple[tuple[int, int], ...] = ()
    sides: Sides | None = None
    grey: bool = False
    media: str = ""
    fitted: bool = False
    further: tuple[str, ...] = ()


def has_lp() -> bool:
    return os.name == "posix" and shutil.which("lp") is not None


def lp_arguments(wish: Wish, file: Path, title: str) -> list[str]:
    """The words of the command; ``title`` is shown in the printer's queue."""
    options = [
        "collate=true",
        f"print-scaling={'fit' if wish.fitted else 'none'}",
        f"print-color-mode={'monochrome' if wish.grey else 'color'}",
    ]
    if wish.sides:
        options.append(f"sides={wish.sides}")
    if wish.media:
        options.append(f"media={wish.media}")
    options += wish.further
    ranges = ",".join(str(a) if a == b else f"{a}-{b}" for a, b in wish.pages)
    return [
        "lp",
        "-d",
        wish.printer,
        "-n",
        str(max(1, wish.copies)),
        *(["-P", ranges] if ranges else []),
        "-t",
        " ".join(title.split()) or file.stem,
        *(word for option in options for word in ("-o", option)),
        "--",
        str(file.absolute()),
    ]


def send(wish: Wish, file: Path, title: str) -> None:
    """Give the file to the printer's queue. Raise FacilitatorError, with why, where it is not taken."""
    try:
        answer = subprocess.run(
            lp_arguments(wish, file, title),
            env={**os.environ, "LC_ALL": "C"},  # it answers in English, for `_reason` to read
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            text=True,
            errors="replace",
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refused(wish, _("it did not answer")) from error
    except OSError as error:
        raise _refused(wish, error.strerror or str(error)) from error
    if answer.returncode:
        raise _refused(wish, _reason(answer.stderr))


def _refused(wish: Wish, reason: str) -> FacilitatorError:
    return FacilitatorError(
        _(
            "“{printer}” did not take the pages: {reason}. Nothing was printed. "
            "Try again, choose another printer, or save the PDF and print it elsewhere."
        ).format(printer=wish.printer, reason=reason)
    )


def _reason(told: str) -> str:
    """What `lp` said, in the user's words where it is known; else its own last line."""
    known = {
        "does not exist": _("there is no such printer any more"),
        "not accepting jobs": _("it takes no jobs at the moment"),
        "rejecting jobs": _("it takes no jobs at the moment"),
        "connection refused": _("the computer's print service is not running"),
        "scheduler is not running": _("the computer's print service is not running"),
        "bad file descriptor": _("the computer's print service is not running"),
        "unable to connect": _("the computer's print service is not running"),
        "unsupported document": _("it cannot print PDF files"),
        "not authorized": _("you may not print there"),
        "forbidden": _("you may not print there"),
        "quota": _("you have printed as much as you may"),
        "no such file": _("the file is gone"),
    }
    lowered = told.casefold()
    for piece, words in known.items():
        if piece in lowered:
            return words
    if not told.strip():
        return _("it did not say why")
    return told.strip().splitlines()[-1].removeprefix("lp: ").removeprefix("Error - ").rstrip(".")
