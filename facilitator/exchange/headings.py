"""Which column of a sheet holds what: guessed from the words above it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final, Generic, TypeVar

from facilitator.exchange.sheets import Sheet

SEARCHED: Final = 100  # rows in which the header is looked for
_TELLING: Final = 4  # letters: a longer first word tells the field also where others follow it

Which = TypeVar("Which", bound=StrEnum)


@dataclass(frozen=True)
class Headings(Generic[Which]):
    """The words that stand above columns, by what these hold; of one field parted by |.

    Two told columns make a header, or one that is told to be among ``alone``. ``only`` is what the one
    column of a sheet without a header holds.
    """

    words: Mapping[Which, str]
    alone: frozenset[Which] = frozenset()
    only: Which | None = None

    @cached_property
    def _field_of(self) -> Mapping[str, Which]:
        return {word: field for field, words in self.words.items() for word in words.split("|")}

    def find_header(self, sheet: Sheet) -> int:
        """The row (from 0) whose words tell most columns, the first of several; −1 where none is a header.

        It need not be the first row: Ontime's template has instructions above it.
        """
        told = [self._told(row) for row in sheet.rows[:SEARCHED]]
        most = max(told, default=0)
        return told.index(most) if most else -1

    def likeliest_sheet(self, sheets: Sequence[Sheet]) -> int:
        """The sheet whose header tells most columns, the first of several."""
        told = [len(self.columns_below(sheet, self.find_header(sheet))) for sheet in sheets]
        return told.index(max(told))

    def columns_below(self, sheet: Sheet, header: int) -> dict[int, Which]:
        """The columns as the header (a row from 0) tells them; −1, no header, tells none."""
        if 0 <= header < len(sheet.rows):
            return self.guess(sheet.rows[header])
        filled = {at for row in sheet.rows for at, text in enumerate(row) if text}
        return {filled.pop(): self.only} if self.only is not None and len(filled) == 1 else {}

    def guess(self, header: Sequence[str]) -> dict[int, Which]:
        """The columns that the header's words tell; of several for one field, the one that says it best."""
        found: dict[Which, int] = {}
        ways: tuple[Callable[[str], Which | None], ...] = (self._field_of.get, self._field_of_first_word)
        for told in ways:
            taken = set(found.values())
            for column, text in enumerate(header):
                field = told(_plain(text))
                if field is not None and column not in taken:
                    found.setdefault(field, column)
        return {column: field for field, column in sorted(found.items(), key=lambda one: one[1])}

    def _told(self, row: Sequence[str]) -> int:
        """How many columns the row tells, 0 for one that is no header."""
        fields = self.guess(row).values()
        return len(fields) if len(fields) >= 2 or self.alone.intersection(fields) else 0

    def _field_of_first_word(self, words: str) -> Which | None:
        """“Title of the talk”, “Tid / time”; short words as “to” and “no” say too little for that."""
        first = words.split(" ", maxsplit=1)[0]
        return self._field_of.get(first) if len(first) >= _TELLING or " / " in words else None


def with_column(columns: Mapping[int, Which], column: int, field: Which | None) -> dict[int, Which]:
    """The columns with this one holding ``field`` (None: nothing), and no other one holding it."""
    kept = {at: other for at, other in columns.items() if at != column and other is not field}
    return kept if field is None else {**kept, column: field}


def _plain(text: str) -> str:
    """The header's words in lower case, without what stands in brackets, and without signs at the ends."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub(r"\(.*?\)|\[.*?\]", " ", text)
    text = re.sub(r"\s*/\s*", " / ", text)
    return " ".join(text.split()).strip(" .:*_-")
