from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.rotation import Instance, Participant, Quality, TableSeats, improve, quality

PEOPLE = tuple(Participant(f"p{i}") for i in range(24))
TABLES = tuple(TableSeats(f"t{i}", 2, 6) for i in range(6))
THEMES = {f"t{i}": "ABC"[i // 2] for i in range(6)}
DAY = Instance(PEOPLE, TABLES, 3, theme_of=THEMES, each_theme_once=True)


def planned(day: Instance, steps: int = 1_500) -> Quality:
    found = next(found for found in improve(day) if found.done or found.steps >= steps)
    measured = quality(day, found.plan)
    assert found.key == measured.key
    assert measured.hard_breaks == 0
    return measured


def test_everybody_meets_each_theme_once() -> None:
    assert planned(DAY).themes_met_again == 0
    assert planned(replace(DAY, each_theme_once=False)).themes_met_again > 0


def test_with_more_rounds_than_themes_they_are_met_as_evenly_as_can_be() -> None:
    measured = planned(replace(DAY, rounds=4))
    assert measured.themes_met_again == 24


def test_wishes_are_met_as_far_as_there_are_seats() -> None:
    day = replace(DAY, rounds=1, each_theme_once=False, wishes={f"p{i}": ("A", "B") for i in range(24)})
    measured = planned(day)
    assert (measured.wishes, measured.wishes_met) == (48, 16)
    spread = replace(day, wishes={f"p{i}": ("ABC"[i % 3],) for i in range(24)})
    assert planned(spread).wishes_met == 24


def test_themes_of_unknown_tables_and_wishes_of_strangers_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown table"):
        replace(DAY, theme_of={"terrace": "A"})
    with pytest.raises(ValueError, match="unknown participant"):
        replace(DAY, wishes={"nobody": ("A",)})
