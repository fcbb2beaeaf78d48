"""An item's log, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from facilitator import i18n
from facilitator.event import MINUTE
from facilitator.record import (
    Added,
    Allotted,
    Delayed,
    Fact,
    Paused,
    PhaseStarted,
    PhaseTakenUp,
    Resumed,
    Started,
    StartMoved,
    WentBack,
)
from facilitator.ui.places.item_log import log_words
from tests.builders import a_record, an_event


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (Started("a"), "started"),
        (Added("a", 2 * MINUTE), "+2 min"),
        (Added("a", -MINUTE, 1), "−1 min"),
        (Allotted("a", -3 * MINUTE), "−3 min given beforehand"),
        (Delayed("a", 10 * MINUTE), "announced 10 min late"),
        (Paused("a"), "pause"),
        (Resumed("a"), "went on after the pause"),
        (WentBack("a"), "taken up again"),
        (PhaseStarted("a", 2), "phase 3"),
        (PhaseTakenUp("a", 2), "back to phase 3"),
    ],
)
def test_each_press_has_its_word(fact: Fact, words: str) -> None:
    assert log_words(an_event(), a_record(("10:42:07", fact)), "a") == f"10:42:07 {words}"


def test_one_correction_is_of_the_end_before_and_of_the_start_after() -> None:
    record = a_record(
        ("09:00", Started("a")),
        ("09:10", Started("b")),
        ("09:10", Started("c")),
        ("09:20", StartMoved("c", timedelta(minutes=-5))),
    )
    assert log_words(an_event(), record, "b").splitlines()[-1] == "09:20:00 corrected: ended 09:15"
    assert log_words(an_event(), record, "c").splitlines()[-1] == "09:20:00 corrected: started 09:15"
