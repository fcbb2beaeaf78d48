"""Work in a process of its own: its answer, its pages, its mistakes and its end come back."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from facilitator import i18n, progress
from facilitator.apart import apart
from facilitator.errors import FacilitatorError


def say_where_and_in_which_language() -> tuple[int, str]:
    return os.getpid(), i18n.language()


def tell_three_pages() -> None:
    for page in (1, 2, 3):
        progress.tell(page)


def refuse() -> None:
    raise FacilitatorError("nothing was stored")


def blunder() -> None:
    raise ZeroDivisionError("of all things")


def die() -> None:
    os._exit(1)


def count_for_ever(file: Path) -> None:
    """Ends only where it is stopped, and says so in the file."""
    page = 0
    try:
        while True:
            page += 1
            progress.tell(page)
    finally:
        file.write_text("stopped")


def test_the_answer_comes_from_another_process_that_speaks_the_same_language() -> None:
    i18n.use("en")
    process, language = apart(say_where_and_in_which_language)()
    assert process != os.getpid()
    assert language == "en"


def test_pages_are_heard_here() -> None:
    heard: list[int] = []
    with progress.heard_by(heard.append):
        apart(tell_three_pages)()
    assert [page for page in heard if page] == [1, 2, 3]


def test_a_refusal_is_told_as_one() -> None:
    with pytest.raises(FacilitatorError, match="nothing was stored"):
        apart(refuse)()


def test_a_mistake_of_ours_says_where_it_was_made() -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        apart(blunder)()
    assert "in blunder" in raised.value.__notes__[0]


def test_a_process_that_dies_is_said_in_a_sentence() -> None:
    i18n.use("en")
    with pytest.raises(FacilitatorError, match="ended by the system"):
        apart(die)()


def test_who_stops_it_here_stops_it_there(tmp_path: Path) -> None:
    def stop(page: int) -> None:
        if page == 3:
            raise progress.Stopped

    with pytest.raises(progress.Stopped), progress.heard_by(stop):
        apart(partial(count_for_ever, tmp_path / "ended"))()
    assert (tmp_path / "ended").read_text() == "stopped"
