"""What a column of a timetable can hold, and the words above it: in our languages and in Ontime's."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from facilitator.exchange.headings import Headings
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
    BESIDE = "beside"
    COUNT_TO_END = "count_to_end"
    MINIMUM = "minimum"
    WARNING = "warning"
    LAST_MINUTE = "last_minute"


Columns = Mapping[int, Field]  # by column, from 0; no field twice

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
    "|notat|notater|notatar|private notater|private notat|merknad|merknader|merknadar|kommentar|kommentarer",
    Field.SKIPPED: "skip|skipped|hopp over|hoppet over|hoppa over|utgår",
    Field.PINNED: "pinned|pin|festet|festa|låst|fast|står fast",
    Field.LINKED: "link start|linked|follows the item before|følger posten før|følgjer posten før",
    Field.BESIDE: "at the same time|at the same time as the item before|beside|parallel"
    "|samtidig|samtidig med posten før|ved siden av|parallelt|samstundes",
    Field.COUNT_TO_END: "count to end|counts down to its end|teller ned til slutten|tel ned til slutten",
    Field.MINIMUM: "least|least length|minimum|minst|minste lengde|minste lengd",
    Field.WARNING: "warning|warning time|time warning|varsel",
    Field.LAST_MINUTE: "last minute|danger time|time danger|siste minutt",
}
HEADINGS: Final = Headings(_WORDS)


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
        Field.BESIDE: _("At the same time"),
        Field.COUNT_TO_END: _("Counts down to its end"),
        Field.MINIMUM: _("Least length"),
        Field.WARNING: _("Warning"),
        Field.LAST_MINUTE: _("Last minute"),
    }
    return words[field]
