"""Times, lengths and speakers as people type them."""

from __future__ import annotations

from contextlib import suppress
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.event import MINUTE, Speaker
from facilitator.typed import read_before_end, read_length, read_speakers, read_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", time(9)),
        ("09", time(9)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("1330", time(13, 30)),
        ("9.30", time(9, 30)),
        ("9,30", time(9, 30)),
        ("9 30", time(9, 30)),
        (" 9:30 ", time(9, 30)),
        ("9h30", time(9, 30)),
        ("9t30", time(9, 30)),
        ("kl 9", time(9)),
        ("kl. 9.30", time(9, 30)),
        ("KL 930", time(9, 30)),
        ("09:30:00", time(9, 30)),
        ("9:30 AM", time(9, 30)),
        ("12:05 am", time(0, 5)),
        ("1 p.m.", time(13)),
        ("0", time(0)),
        ("23:59", time(23, 59)),
        ("", None),
        ("  ", None),
    ],
)
def test_times_as_people_type_them(text: str, expected: time | None) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    "text",
    ["25:00", "25:70", "24:00", "9:60", "960", "half nine", "9:3", "12345", "-9", "9:30:15", "13 pm", "0 am"],
)
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25", 25),
        ("90", 90),
        ("25m", 25),
        ("25 min", 25),
        ("25 min.", 25),
        ("1 minutt", 1),
        ("90 minutter", 90),
        ("1t", 60),
        ("1 time", 60),
        ("2 timer", 120),
        ("2h", 120),
        ("1t15", 75),
        ("1h15m", 75),
        ("1 t 15 min", 75),
        ("1 time og 15 minutter", 75),
        ("1 hour and 5 minutes", 65),
        ("1:15", 75),
        ("0:25", 25),
        ("0:25:00", 25),
        ("1,5t", 90),
        ("1.5 h", 90),
        ("0,25 timer", 15),
    ],
)
def test_lengths_as_people_type_them(text: str, minutes: int) -> None:
    assert read_length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "long", "+5", "-5", "1:2:3", "1:75", "1t60", "25 euro", "1,5", "1000"])
def test_what_is_no_length_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        read_length(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("+5", 35), ("-5", 25), ("−5 min", 25), ("+1:15", 105), ("+ 5", 35), ("-40", -10), ("5", 5)],
)
def test_a_sign_reads_a_length_from_the_one_before(text: str, minutes: int) -> None:
    assert read_length(text, 30 * MINUTE) == minutes * MINUTE


@pytest.mark.parametrize("text", ["+", "-", "+-5", "+long"])
def test_a_sign_alone_is_no_length(text: str) -> None:
    with pytest.raises(ValueError):
        read_length(text, 30 * MINUTE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3 * MINUTE),
        ("3 min", 3 * MINUTE),
        ("20 %", 20),
        ("20%", 20),
        ("5 prosent", 5),
        ("0", 0 * MINUTE),
    ],
)
def test_before_the_end_is_a_length_or_a_share(text: str, expected: timedelta | int) -> None:
    assert read_before_end(text) == expected


@pytest.mark.parametrize("text", ["", "0 %", "100 %", "-3", "soon"])
def test_what_is_neither_a_length_nor_a_share_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        read_before_end(text)


def test_a_speaker_without_a_title_keeps_the_organisation_when_another_is_added() -> None:
    known = (Speaker(name="Dag Aanensen", organisation="Drammensregionen"),)
    first, second = read_speakers("Dag Aanensen, Drammensregionen\nKari Nordmann, leder", known)
    assert first == known[0]
    assert second == Speaker(name="Kari Nordmann", title="leder")


@given(st.text(alphabet=st.sampled_from("0123459:.,+-−%klthmin ap٣²"), max_size=10))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    for read in (read_time, read_length, read_before_end, lambda text: read_length(text, 30 * MINUTE)):
        with suppress(ValueError):
            read(typed)
