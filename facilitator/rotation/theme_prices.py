"""What a table's theme costs whoever comes there."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from facilitator.rotation.instance import Instance
from facilitator.rotation.themes import wish_weights

Numbers: TypeAlias = npt.NDArray[np.float32]

THEME, WISH = 1_000, 25
"""The price of coming to a theme a second time, and of missing the last wish of somebody's list."""


class ThemePrices:
    """What a table's theme costs a person, given the other tables of the route."""

    def __init__(self, instance: Instance, tables: list[str]) -> None:
        themes = sorted(set(instance.theme_of.values()))
        column = {theme: n for n, theme in enumerate(themes)}
        people = [person.id for person in instance.participants]
        self._is_about = np.array(
            [[instance.theme_of.get(table) == theme for theme in themes] for table in tables],
            dtype=np.float32,
        ).reshape(len(tables), len(themes))
        self._past = np.zeros((len(people), len(themes)), np.float32)
        self._wish = np.zeros((len(people), len(themes)), np.float32)
        for i, person in enumerate(people):
            for seating in instance.past:
                for table, group in seating.items():
                    if person in group and table in instance.theme_of:
                        self._past[i, column[instance.theme_of[table]]] += 1
            for theme, worth in wish_weights(instance, person).items():
                if theme in column:
                    self._wish[i, column[theme]] = WISH * worth
        self._again = np.float32(THEME if instance.each_theme_once else 0)

    def of(self, person: int, elsewhere: Numbers) -> Numbers:
        """(rounds, tables) from (rounds, tables): how often the person is at each table in other rounds."""
        before = elsewhere @ self._is_about + self._past[person]
        price = self._again * before - self._wish[person] * (before == 0)
        of_tables: Numbers = price @ self._is_about.T
        return of_tables
