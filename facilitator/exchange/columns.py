"""Which column of a sheet holds what: guessed from the words above it, in our languages and in Ontime's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from facilitator.exchange.sheets import Sheet
from facilitator.i18n import _


class Field(StrEnum):
    """What a column can hold; those that an item has are called as its attribute."""

    CUE = "cue"
    TITLE = "title"
    START = "start"
    END = "ends"  # not the locked end of an item: with the start it says how long it is
    LENGTH = "length"
    KIND = "kind"
    SPEAKERS = "speakers"
    GROUP = "group"
    PROMPT = "prompt"
    LANGUAGE = "language"
    NOTES = "private_notes"
    SKIPPED = "skipped"
    PINNED = "pinned"
    LINKED = "linked"  # Ontime's opposite of pinned
    COUNT_TO_END = "count_to_end"
    MINIMUM = "minimum"
    WARNING = "warning"
    LAST_MINUTE = "last_minute"


Columns = Mapping[int, Field]  # by column, from 0; no field twice

SEARCHED: Final = 100  # rows in which the header is looked for

_WORDS: Final[Mapping[Field, str]] = {
    Field.CUE: "cue|no|number|#|nr|nummer|kode",
    Field.TITLE: "title|item|what|programme item|activity|topic|session|event|programme|program"
    "|tittel|post|programpost|innslag|innhold|innhald|aktivitet|tema|emne|hva|kva|sesjon",
    Field.START: "start|starts|pinned start|start time|time start|time|begin|begins|from|planned"
    "|fast start|starttid|tid|tidspunkt|klokkeslett|kl|klokka|begynner|startar|byrjar|fra|frå|planlagt"
    "|planlagt start|planned start",
    Field.END: "end|ends|end time|time end|until|to|planned end"
    "|slutt|sluttid|slutter|sluttar|til|planlagt slutt",
    Field.LENGTH: "length|minutes|min|duration|lengde|minutter|minutt|varighet|lengd|varigheit",
    Field.KIND: "kind|type|slag|timer type",
    Field.SPEAKERS: "who|speaker|speakers|by|presenter|hvem|kven|innleder|innledere|innleiar|innleiarar"
    "|foredragsholder|foredragshaldar|taler|talar|ansvarlig|ansvarleg|ved|v",
    Field.GROUP: "group|section|part|block|gruppe|bolk|del",
    Field.PROMPT: "question|task|prompt|spørsmål|oppgave|oppgåve",
    Field.LANGUAGE: "language|språk",
    Field.NOTES: "note|notes|private notes|comment|comments|remarks"
    "|notat|notater|notatar|private notater|merknad|merknader|merknadar|kommentar|kommentarer",
    Field.SKIPPED: "skip|skipped|hopp over|hoppet over|hoppa over|utgår",
    Field.PINNED: "pinned|pin|festet|festa|låst|fast|står fast",
    Field.LINKED: "link start|linked|follows the item before|følger posten før|følgjer posten før",
    Field.COUNT_TO_END: "count to end|counts down to its end|teller ned til slutten|tel ned til slutten",
    Field.MINIMUM: "least|least length|minimum|minst|minste lengde|minste lengd",
    Field.WARNING: "warning|warning time|time warning|varsel",
    Field.LAST_MINUTE: "last minute|danger time|time danger|siste minutt",
}
_FIELD_OF: Final = {word: field for field, words in _WORDS.items() for word in words.split("|")}
_TELLING: Final = 4  # letters: a longer first word tells the field also where others follow it


def field_word(field: Field) -> str:
    """What the field is called in the language spoken."""
    words = {
        Field.CUE: _("Cue"),
        Field.TITLE: _("Title"),
        Field.START: _("Start"),
        Field.END: _("End"),
        Field.LENGTH: _("Length"),
        Field.KIND: _("Kind"),
        Field.SPEAKERS: _("Who"),
        Field.GROUP: _("Group"),
        Field.PROMPT: _("Question"),
        Field.LANGUAGE: _("Language"),
        Field.NOTES: _("Private notes"),
        Field.SKIPPED: _("Skipped"),
        Field.PINNED: _("Pinned"),
        Field.LINKED: _("Follows the item before"),
        Field.COUNT_TO_END: _("Counts down to its end"),
        Field.MINIMUM: _("Least length"),
        Field.WARNING: _("Warning"),
        Field.LAST_MINUTE: _("Last minute"),
    }
    return words[field]


def find_header(sheet: Sheet) -> int:
    """The row (from 0) whose words tell most columns, the first of several; −1 where none is a header.

    It need not be the first row: Ontime's template has instructions above it.
    """
    told = [len(guess_columns(row)) for row in sheet.rows[:SEARCHED]]
    most = max(told, default=0)
    return told.index(most) if most >= 2 else -1


def likeliest_sheet(sheets: Sequence[Sheet]) -> int:
    """The sheet whose header tells most columns, the first of several."""
    told = [len(columns_below(sheet, find_header(sheet))) for sheet in sheets]
    return told.index(max(told))


def columns_below(sheet: Sheet, header: int) -> dict[int, Field]:
    """The columns as the header (a row from 0) tells them; −1, no header, tells none."""
    return guess_columns(sheet.rows[header]) if 0 <= header < len(sheet.rows) else {}


def guess_columns(header: Sequence[str]) -> dict[int, Field]:
    """The columns that the header's words tell; of several for one field, the one that says it best."""
    found: dict[Field, int] = {}
    for told in (_field_of, _field_of_first_word):
        taken = set(found.values())
        for column, text in enumerate(header):
            field = told(_plain(text))
            if field is not None and column not in taken:
                found.setdefault(field, column)
    return {column: field for field, column in sorted(found.items(), key=lambda one: one[1])}


def with_column(columns: Columns, column: int, field: Field | None) -> dict[int, Field]:
    """The columns with this one holding ``field`` (None: nothing), and no other one holding it."""
    kept = {at: other for at, other in columns.items() if at != column and other is not field}
    return kept if field is None else {**kept, column: field}


def _field_of(words: str) -> Field | None:
    return _FIELD_OF.get(words)


def _field_of_first_word(words: str) -> Field | None:
    """“Title of the talk”, “Tid / time”; short words as “to” and “no” say too little for that."""
    first = words.split(" ", maxsplit=1)[0]
    return _FIELD_OF.get(first) if len(first) >= _TELLING or " / " in words else None


def _plain(text: str) -> str:
    """The header's words in lower case, without what stands in brackets, and without signs at the ends."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub(r"\(.*?\)|\[.*?\]", " ", text)
    text = re.sub(r"\s*/\s*", " / ", text)
    return " ".join(text.split()).strip(" .:*_-")
