"""The program's languages: texts by gettext, dates and times by Babel.

The window speaks one language, the default. An export may speak another at the same time, in
another thread: `speaking` changes the language of the current context only.
"""

from __future__ import annotations

import datetime as dt
import gettext
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Literal, get_args

import babel.dates

from facilitator.resources import resource

Language = Literal["nb", "nn", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)

_BY_CODE: dict[str, Language] = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en"}
_BABEL_LOCALES: dict[Language, str] = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}

_default: Language = "nb"
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def use(language: Language) -> None:
    """Make `language` the program's default, in every thread that speaks no other."""
    global _default  # noqa: PLW0603 - the one place where the program's language is kept
    _default = language


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    """Speak `language` inside the block, in this thread only; None means the default."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> Language:
    """Return the language spoken here and now."""
    return _spoken.get() or _default


def system_language() -> Language:
    """Return the language the system asks for; bokmål where it asks for none of ours."""
    for name in _system_locales():
        code = name.replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in _BY_CODE:
            return _BY_CODE[code]
    return "nb"


def _(message: str) -> str:
    """Translate `message`; fill its {places} afterwards with `str.format`."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate the form that fits `count`; fill its {places} afterwards with `str.format`."""
    return _catalogue(language()).ngettext(singular, plural, count)


def format_date(date: dt.date, *, weekday: bool = False) -> str:
    """Return «5. mars 2024», or «tirsdag 5. mars 2024»."""
    style = "full" if weekday else "long"
    return babel.dates.format_date(date, style, locale=_BABEL_LOCALES[language()])


def format_time(time: dt.time | dt.datetime) -> str:
    """Return «13:42»: the time as it stands, in its own time zone, in every language."""
    return f"{time:%H:%M}"


def format_clock(time: dt.time | dt.datetime) -> str:
    """Return «13:42:07»: the time as it stands, in its own time zone, in every language."""
    return f"{time:%H:%M:%S}"


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    catalogue = gettext.translation("facilitator", resource("locale"), languages=[language], fallback=True)
    if language == "nn":
        catalogue.add_fallback(_catalogue("nb"))
    return catalogue


def _system_locales() -> Iterable[str]:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        yield from os.environ.get(variable, "").split(":")
    if sys.platform == "win32":
        import ctypes
        import locale

        yield locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
