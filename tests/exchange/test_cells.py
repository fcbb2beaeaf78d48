"""What a cell says: times, lengths, yes and no, kinds, languages."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from facilitator.event import ItemKind
from facilitator.exchange.cells import (
    kind_of_title,
    read_duration,
    read_end,
    read_flag,
    read_kind,
    read_language,
    read_start,
)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9.30", time(9, 30), None),
        ("kl. 930", time(9, 30), None),
        ("09:30:00", time(9, 30), None),
        ("09:30:15", time(9, 30, 15), None),
        ("0.3958333333", time(9, 30), None),
        ("0,5", time(12), None),
        ("0.30", time(0, 30), None),
        ("2024-03-05 09:30", time(9, 30), None),
        ("2024-03-05T09:30:00.000Z", time(9, 30), None),
        ("5.3.2024 09:30", time(9, 30), None),
        ("09:00–09:30", time(9), time(9, 30)),
        ("9 - 10.15", time(9), time(10, 15)),
        ("2024-03-05 09:00 - 09:30", time(9), time(9, 30)),
        ("0.999999999", time(23, 59, 59), None),
    ],
)
def test_a_start_as_it_is_written(text: str, start: time, end: time | None) -> None:
    assert read_start(text) == (start, end)


def test_an_end_alone_or_of_a_span() -> None:
    assert read_end("9:30") == time(9, 30)
    assert read_end("9:00-9:30") == time(9, 30)


@pytest.mark.parametrize("text", ["ti over ti", "25:00", "9:75", "#REF!", "1.5e9", "-", "-9:30", "9.5"])
def test_what_is_no_time_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        read_start(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25", 25),
        ("25 min", 25),
        ("1:15", 75),
        ("0:25", 25),
        ("00:10:00", 10),
        ("00:00:30", 0.5),
        ("1t15", 75),
        ("22.5", 22.5),
        ("22,5", 22.5),
        ("0.0173611111", 25),
    ],
)
def test_a_length_as_it_is_written(text: str, minutes: float) -> None:
    assert read_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["lenge", "-5", "1.30", "0.5", "1e9", "#VALUE!"])
def test_what_is_no_length_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        read_duration(text)


@pytest.mark.parametrize(
    ("text", "ticked"), [("x", True), ("Ja", True), ("TRUE", True), ("1", True), ("", False), ("Nei", False)]
)
def test_a_tick_in_its_many_ways(text: str, ticked: bool) -> None:
    assert read_flag(text) is ticked


def test_what_is_neither_yes_nor_no_is_an_error() -> None:
    with pytest.raises(ValueError):
        read_flag("kanskje")


@pytest.mark.parametrize("word", ["pause", "Pause", "break"])
def test_a_kind_in_any_of_our_languages(word: str) -> None:
    assert read_kind(word) is ItemKind.BREAK


@pytest.mark.parametrize(
    ("text", "code"), [("", ""), ("en", "en"), ("Engelsk", "en"), ("English", "en"), ("nordsamisk", "se")]
)
def test_a_language_by_its_code_or_its_name(text: str, code: str) -> None:
    assert read_language(text) == code


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Lunsj i kantina", ItemKind.BREAK),
        ("Kaffepause", ItemKind.BREAK),
        ("Registrering og mingling", ItemKind.REGISTRATION),
        ("Velkommen!", ItemKind.WELCOME),
        ("Cafédialog: hva nå?", ItemKind.CAFE),
        ("Avslutning", ItemKind.CLOSING),
        ("Pausen som forsvant", ItemKind.TALK),
    ],
)
def test_a_title_may_tell_the_kind(title: str, kind: ItemKind) -> None:
    assert kind_of_title(title) is kind
