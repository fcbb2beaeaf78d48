"""What a column of a list of people can hold, and the words above it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from facilitator.exchange.headings import Headings
from facilitator.i18n import _


class PersonField(StrEnum):
    """All that is taken from a list: no e-mail, telephone, party or allergies, for nobody needs them."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    ORGANISATION = "organisation"
    REGION = "region"
    ROLE = "role"


PersonColumns = Mapping[int, PersonField]  # by column, from 0; no field twice

NAMES: Final = frozenset((PersonField.NAME, PersonField.GIVEN, PersonField.FAMILY))

_WORDS: Final[Mapping[PersonField, str]] = {
    PersonField.NAME: "name|full name|participant|participants|person|who"
    "|navn|fullt navn|deltaker|deltakere|deltager|deltagere|deltakernavn|hvem"
    "|namn|fullt namn|deltakar|deltakarar|kven",
    PersonField.GIVEN: "given name|given names|first name|forename|fornavn|førenamn|fornamn",
    PersonField.FAMILY: "family name|last name|surname|etternavn|slektsnavn|etternamn|slektsnamn",
    PersonField.ORGANISATION: "organisation|organization|municipality|workplace|employer|company|institution"
    "|organisasjon|kommune|kommune eller organisasjon|arbeidssted|arbeidsplass|arbeidsgiver|virksomhet"
    "|bedrift|firma|etat|institusjon|tilhørighet|representerer"
    "|arbeidsstad|arbeidsgivar|verksemd|tilhøyrsle|representerer",
    PersonField.REGION: "region|regional council|regionråd|ipr|delregion",
    PersonField.ROLE: "role|position|title|job title|function|occupation"
    "|rolle|stilling|tittel|stillingstittel|funksjon|verv|yrke",
}
HEADINGS: Final = Headings(_WORDS, alone=NAMES, only=PersonField.NAME)


def person_field_word(field: PersonField) -> str:
    """What the field is called in the language spoken."""
    words = {
        PersonField.NAME: _("Name"),
        PersonField.GIVEN: _("Given name"),
        PersonField.FAMILY: _("Family name"),
        PersonField.ORGANISATION: _("Organisation"),
        PersonField.REGION: _("Region"),
        PersonField.ROLE: _("Role"),
    }
    return words[field]
