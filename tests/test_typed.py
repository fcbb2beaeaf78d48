"""Times and lengths as people type them."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from facilitator.typed import read_length, read_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", time(9)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("9.30", time(9, 30)),
        (" 9:30 ", time(9, 30)),
        ("kl. 9.30", time(9, 30)),
        ("23:59", time(23, 59)),
        ("", None),
    ],
)
def test_times_as_people_type_them(text: str, expected: time | None) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize("text", ["25:00", "9:60", "half nine", "9:3", "12345", "-9"])
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("25", 25), ("25m", 25), ("25 min", 25), ("1t15", 75), ("1 t 15 min", 75), ("1:15", 75), ("2h", 120)],
)
def test_lengths_as_people_type_them(text: str, minutes: int) -> None:
    assert read_length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "long", "-5", "1:2:3", "25 euro", "1,5"])
def test_what_is_no_length_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        read_length(text)
