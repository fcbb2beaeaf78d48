"""What a cell says: times, lengths, yes and no, kinds. What cannot be read is a ValueError without a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import time, timedelta
from functools import lru_cache
from typing import Final, TypeVar

from facilitator.event import ItemKind, Role
from facilitator.i18n import LANGUAGES, speaking
from facilitator.typed import read_length, read_time
from facilitator.words import item_kind_word, language_word, role_word

_DAY: Final = timedelta(days=1)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\s*|\d{1,2}\.\d{1,2}\.\d{2,4}\s+")
_EXACT = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?Z?")
_SHARE_OF_DAY = re.compile(r"0[.,](\d|\d{3,})")  # with two decimals it is a time: 0.30
_SPAN = re.compile(r"(.*\d.*?)\s*[-–—]\s*(.*\d.*)")
_PARTS_OF_MINUTES = re.compile(r"[1-9]\d{0,3}[.,](\d|\d{3,})")  # with two it may be hours: 1.30

_YES = frozenset(["x", "ja", "yes", "y", "j", "true", "sann", "sant", "1", "✓", "✔", "på", "on"])
_NO = frozenset(("", "nei", "no", "n", "false", "usann", "usant", "0", "-", "–", "av", "off"))

_LANGUAGE_CODES = ("nb", "nn", "se", "en", "sv", "da", "de", "fr")

# What a title begins with, for the kinds that are known by their words.
_TOLD_BY_TITLE: Final = (
    (ItemKind.BREAK, r"(kaffe|lunsj|\w*pause|coffee|lunch|\w*break)\b"),
    (ItemKind.REGISTRATION, r"(registrering|registration|oppmøte|innsjekk)\b"),
    (ItemKind.WELCOME, r"(velkommen|velkomen|welcome|åpning|opning|opening)\b"),
    (ItemKind.CAFE, r"(kaf[eé]dialog|caf[eé]dialog|world caf[eé]|café dialogue)"),
    (ItemKind.CLOSING, r"(avslutning|avslutting|avrunding|takk for|closing)\b"),
)

# The words of positions that tell whether it is a political one; the first that fits counts.
_TOLD_BY_POSITION: Final = (
    (Role.POLITICAL, r"statssekretær\w*|pol|byråd(et|en|sleder|sleiar|smedlem)?|mayors?|elected"),
    (
        Role.POLITICAL,
        r"fylkesråd(et|en|sleder|sleiar)?|statsråd|gruppel(eder|eiar)|council+ors?|politicians?",
    ),
    (
        Role.ADMINISTRATIVE,
        r"adm|administra\w+|\w*(sekretær|rådgiv[ea]r|rådgjev[ea]r|direktør|sjef|konsulent|planlegg[ea]r"
        r"|planleggjar|saksbehandl[ea]r|sakshandsamar|koordinator|rådmann|ingeniør|arkitekt)(en|ar)?",
    ),
    (
        Role.ADMINISTRATIVE,
        r"(avdelings|enhets|einings|seksjons|prosjekt|fag|team|virksomhets|verksemds|kontor)l(eder|eiar)"
        r"|advis[eo]r|director|manager|officer|planner|executive|clerk|civil",
    ),
    (
        Role.POLITICAL,
        r"\w*ordfør[ea]r(en)?|folkev\w+|\w*politi(k[ea]r|sk|kk)\w*"
        r"|\w*(kommunestyre|bystyre|heradsstyre|herredsstyre|fylkesting|formannskap|utval|sameting|storting)\w*",
    ),
)

Text = TypeVar("Text", bound=str)


def read_start(text: str) -> tuple[time | None, time | None]:
    """When it starts and, of “09:00–09:30”, when it ends; None for what is not said."""
    text = _DATE.sub("", text.strip(), count=1)
    span = _SPAN.fullmatch(text)
    return (_time(span[1]), _time(span[2])) if span else (_time(text), None)


def read_end(text: str) -> time | None:
    """When it ends; None for nothing typed."""
    start, end = read_start(text)
    return end or start


def read_duration(text: str) -> timedelta:
    """The length, as people type it or as spreadsheets hold it: 00:25:00, or a share of a day."""
    text = text.strip()
    if exact := _EXACT.fullmatch(text):
        return timedelta(hours=int(exact[1]), minutes=int(exact[2]), seconds=int(exact[3]))
    if re.fullmatch(r"0[.,]\d{3,}", text):
        return _share_of_day(text)
    if _PARTS_OF_MINUTES.fullmatch(text):
        return timedelta(seconds=round(float(text.replace(",", ".")) * 60))
    return read_length(text)


def read_flag(text: str) -> bool:
    """Whether it is ticked, in one of the many ways."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(text)


def read_kind(text: str) -> ItemKind:
    """The kind of that word, in any of our languages."""
    return _named(text, ItemKind, item_kind_word)


def read_language(text: str) -> str:
    """The code of a language, from the code or its name in any of our languages; "" stays."""
    return _named(text, _LANGUAGE_CODES, language_word) if text.strip() else ""


@lru_cache(maxsize=1024)
def read_role(text: str) -> Role:
    """The role of that word, or what the first telling word of a position is: “leder av kommunestyret”."""
    try:
        return _named(text, Role, role_word)
    except ValueError:
        for word in re.findall(r"\w+", text.casefold()):
            for role, words in _TOLD_BY_POSITION:
                if re.fullmatch(words, word):
                    return role
        raise


def kind_of_title(title: str) -> ItemKind:
    """The kind that the title tells; a talk where it tells none."""
    told = (kind for kind, words in _TOLD_BY_TITLE if re.match(words, title.casefold()))
    return next(told, ItemKind.TALK)


def _named(text: str, values: Iterable[Text], word: Callable[[Text], str]) -> Text:
    """The value that is called so, by itself or in one of our languages."""
    said = text.strip().casefold()
    for code in LANGUAGES:
        with speaking(code):
            for value in values:
                if said in (value, word(value).casefold()):
                    return value
    raise ValueError(text)


def _time(text: str) -> time | None:
    text = text.strip()
    if exact := _EXACT.fullmatch(text):
        return time(int(exact[1]), int(exact[2]), int(exact[3]))
    if _SHARE_OF_DAY.fullmatch(text):
        seconds = _share_of_day(text) // timedelta(seconds=1)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    return read_time(text)


def _share_of_day(text: str) -> timedelta:
    """To the nearest second, below 24 hours."""
    seconds = round(float(text.replace(",", ".")) * _DAY.total_seconds())
    return timedelta(seconds=min(seconds, 86_399))
