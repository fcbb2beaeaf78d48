"""Sheets of labels for badges: sizes as sold under these numbers, the grid in the middle of the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """An A4 sheet whose labels stand in its middle, columns ``gap`` apart; lengths in millimetres."""

    code: str
    columns: int
    rows: int
    width: float
    height: float
    gap: float


# code, across, down, width, height, and what is between two columns: their pitch less the width
SHEETS: Final = (
    LabelSheet("L7160", 3, 7, 63.5, 38.1, 2.54),  # pitch 66.04 mm; margins 7.2 and 15.15 mm
    LabelSheet("L7161", 3, 6, 63.5, 46.6, 2.54),  # pitch 66.04 mm; margins 7.2 and 8.7 mm
    LabelSheet("L7163", 2, 7, 99.1, 38.1, 2.54),  # pitch 101.64 mm; margins 4.6 and 15.15 mm
    LabelSheet("L7173", 2, 5, 99.1, 57.0, 2.54),  # pitch 101.64 mm; margins 4.6 and 6 mm
)


def sheet_of(code: str) -> LabelSheet:
    """Raise KeyError for a code that is not among ``SHEETS``."""
    return {sheet.code: sheet for sheet in SHEETS}[code]
