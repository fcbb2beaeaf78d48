"""What `lp` is asked for, word by word; and what is said where it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator import i18n
from facilitator.errors import FacilitatorError
from facilitator.lp import Sides, Wish, lp_arguments, send

FILE = Path("/tmp/-o day & $HOME.pdf")


def options(wish: Wish) -> list[str]:
    words = lp_arguments(wish, FILE, "Day")
    return [words[at + 1] for at, word in enumerate(words) if word == "-o"]


def test_the_usual_print_names_printer_copies_title_and_the_file_last() -> None:
    words = lp_arguments(Wish(printer="hall"), FILE, "Day")
    assert words[:7] == ["lp", "-d", "hall", "-n", "1", "-t", "Day"]
    assert words[-2:] == ["--", str(FILE)]


@pytest.mark.parametrize(
    ("pages", "asked"),
    [
        ((), None),
        (((2, 2),), "2"),
        (((1, 3), (5, 5), (8, 12)), "1-3,5,8-12"),
    ],
)
def test_pages_are_asked_for_as_ranges(pages: tuple[tuple[int, int], ...], asked: str | None) -> None:
    words = lp_arguments(Wish(printer="hall", pages=pages), FILE, "Day")
    assert (words[words.index("-P") + 1] if "-P" in words else None) == asked


@pytest.mark.parametrize(
    ("wish", "option"),
    [
        (Wish(printer="hall", sides=Sides.LONG_EDGE), "sides=two-sided-long-edge"),
        (Wish(printer="hall", sides=Sides.SHORT_EDGE), "sides=two-sided-short-edge"),
        (Wish(printer="hall", sides=Sides.ONE), "sides=one-sided"),
        (Wish(printer="hall", grey=True), "print-color-mode=monochrome"),
        (Wish(printer="hall"), "print-color-mode=color"),
        (Wish(printer="hall", media="A3"), "media=A3"),
        (Wish(printer="hall"), "print-scaling=none"),
        (Wish(printer="hall", fitted=True), "print-scaling=fit"),
        (Wish(printer="hall", copies=30), "collate=true"),
        (Wish(printer="hall", further=("number-up=2", "InputSlot=Tray2")), "InputSlot=Tray2"),
    ],
)
def test_a_wish_is_an_option(wish: Wish, option: str) -> None:
    assert option in options(wish)


def test_what_is_left_to_the_printer_is_not_asked_for() -> None:
    assert not [one for one in options(Wish(printer="hall")) if one.startswith(("sides", "media"))]


def test_copies_are_at_least_one() -> None:
    words = lp_arguments(Wish(printer="hall", copies=0), FILE, "Day")
    assert words[words.index("-n") + 1] == "1"


@pytest.mark.parametrize(("title", "told"), [("Two\n lines ", "Two lines"), (" ", "-o day & $HOME")])
def test_the_title_is_one_line_and_never_empty(title: str, told: str) -> None:
    words = lp_arguments(Wish(printer="hall"), FILE, title)
    assert words[words.index("-t") + 1] == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("lp: Error - The printer or class does not exist.", "there is no such printer any more"),
        ("lp: Error - scheduler not responding.\nlp: Connection refused", "print service is not running"),
        ("lp: Destination hall is not accepting jobs.", "takes no jobs"),
        ("lp: Error - too much toner.", "too much toner"),
        ("", "did not say why"),
    ],
)
def test_a_refusal_is_told_in_the_users_words(
    said: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.use("en")
    program = tmp_path / "lp"
    program.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{said}\nEND\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(FacilitatorError, match=told) as raised:
        send(Wish(printer="hall"), FILE, "Day")
    assert raised.value.message.startswith("“hall” did not take the pages: ")
