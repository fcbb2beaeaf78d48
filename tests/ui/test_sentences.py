"""What presses are called where they can be undone."""

from __future__ import annotations

import pytest

from facilitator import i18n
from facilitator.record import Fact, PhaseStarted, PhaseTakenUp
from facilitator.ui.sentences import press_sentence
from tests.builders import a_day


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (PhaseStarted("cafe", 2), "on to “change tables” in round 1"),
        (PhaseTakenUp("cafe", 3), "back to “table talk” in round 2"),
        (PhaseStarted("cafe", 99), "change to phase 100"),
        (PhaseStarted("gone", 1), "change to phase 2"),
    ],
)
def test_a_phase_is_called_as_the_button_called_it(fact: Fact, words: str) -> None:
    i18n.use("en")
    assert press_sentence(a_day(), fact) == words
