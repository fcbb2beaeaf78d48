"""The languages of a document's parts, as files name them."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile("[a-z]{2,3}(-[a-z0-9]{2,8})*")
# Word checks the spelling of a language in a country only.
_COUNTRIES: Final = {
    "nb": "nb-NO",
    "nn": "nn-NO",
    "no": "nb-NO",
    "se": "se-NO",
    "en": "en-GB",
    "sv": "sv-SE",
    "da": "da-DK",
    "fi": "fi-FI",
    "de": "de-DE",
    "fr": "fr-FR",
}


def language_tag(code: str) -> str:
    """The code as a language tag (BCP 47) in lower case; "" for what was typed and is none."""
    code = code.strip().lower()
    return code if _TAG.fullmatch(code) else ""


def word_language(code: str) -> str:
    """The tag that Word knows the language by; "" as ``language_tag``."""
    tag = language_tag(code)
    return _COUNTRIES.get(tag, tag)
