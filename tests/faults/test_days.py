"""Random days: what is left is right within a second, and each signal is given once, whatever happens.

FACILITATOR_DAYS sets how many; 10,000 without it. A day is played from its number: to play one again, set
FACILITATOR_FIRST_DAY to its number and FACILITATOR_DAYS to 1.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.faults.days import Day, Forgetful, Monotonic, WallInPlaceOfBoot

FIRST = int(os.environ.get("FACILITATOR_FIRST_DAY", "0"))
DAYS = int(os.environ.get("FACILITATOR_DAYS", "10000"))
SHARES = 4  # so that several cores can take them


@pytest.mark.parametrize(
    ("bug", "said"),
    [
        pytest.param({"machine": Monotonic}, "shown", id="a clock that does not count sleep"),
        pytest.param({"machine": WallInPlaceOfBoot}, "shown", id="the wall clock in place of the other"),
        pytest.param({"program": Forgetful}, "given twice", id="marks that are not stored"),
    ],
)
def test_the_harness_catches_a_bug(bug: dict[str, Any], said: str) -> None:
    wrong = (Day(number, **bug).play() for number in range(100))
    assert sum(said in found for found in wrong if found) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_random_days(share: int) -> None:
    for number in range(FIRST + share, FIRST + DAYS, SHARES):
        wrong = Day(number).play()
        assert wrong is None, f"day {number}: {wrong}"
