from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import pytest

from facilitator import i18n
from facilitator.cafe import PhaseKind
from facilitator.event import Duty, ItemKind, Role
from facilitator.notes import NoteKind
from facilitator.record import Presence
from facilitator.words import (
    duty_word,
    item_kind_word,
    note_kind_word,
    phase_word,
    place_word,
    presence_word,
    role_word,
)


def test_a_phone_is_told_by_its_first_signs() -> None:
    i18n.use("nb")
    assert [place_word(place) for place in ("laptop", "phone 7e18", "bord 1")] == [
        "denne maskinen",
        "telefon 7e18",
        "bord 1",
    ]


@pytest.mark.parametrize(
    ("kinds", "word"),
    [
        (ItemKind, item_kind_word),
        (NoteKind, note_kind_word),
        (PhaseKind, phase_word),
        (Role, role_word),
        (Duty, duty_word),
        (Presence, presence_word),
    ],
)
def test_every_kind_has_a_word_of_its_own(kinds: type[StrEnum], word: Callable[[StrEnum], str]) -> None:
    words = [word(kind) for kind in kinds]
    assert all(words)
    assert len(set(words)) == len(words)
