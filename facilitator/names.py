"""Full names found in texts, in whatever case, spacing and Unicode form somebody typed them.

A full name has at least two words, or two characters of a script without case. A given name alone can't be
told from an ordinary word (Dag, Bo), nor initials from an abbreviation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]

_Word: TypeAlias = tuple[str, int, int]  # its letters, and where it begins and ends

_CHUNK = re.compile(r"\S+")
_APOSTROPHES = "'\u2019\u02bc"
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")


class FullNames:
    """Names to be looked for: in their order, family name first, and without what stands in between."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = {way for name in names for way in _ways(name)}
        self._families = {family for name in names for family in _families(name)}
        self._begun = {way[:end] for way in self._names for end in range(1, len(way) + 1)}

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where names begin and end in the text; of names within a name, the longest."""
        return tuple(self._spans(text)) if self._names else ()

    def replaced(self, text: str, instead: str) -> str:
        """The text with ``instead`` in place of each name."""
        kept, at = [], 0
        for start, end in self.spans(text):
            kept += [text[at:start], instead]
            at = end
        return "".join((*kept, text[at:])) if kept else text

    def families(self, text: str) -> tuple[str, ...]:
        """The words with a capital that are somebody's family name, as they are written in the text."""
        known = self._families
        return tuple(
            text[start:end]
            for letters, start, end in _words(text)
            if text[start].isupper() and (letters in known or letters.removesuffix("s") in known)
        )

    def _spans(self, text: str) -> Iterator[Span]:
        words = list(_words(text))
        first = 0
        while first < len(words):
            last = self._last_word(words, first)
            if last is not None:
                yield words[first][1], words[last][2]
            first = first + 1 if last is None else last + 1

    def _last_word(self, words: list[_Word], first: int) -> int | None:
        """The last word of the longest name that begins there."""
        joined, found = "", None
        for at in range(first, len(words)):
            word = words[at][0]
            initial = len(word) == 1 and word.isascii()
            if initial and joined in self._begun and joined + word not in self._begun:
                continue  # the list does not have it
            joined += word
            genitive = len(word) > 1 and word.endswith("s") and joined[:-1] in self._names
            if genitive or joined in self._names:
                found = at
            if joined not in self._begun:
                break
        return found


def _ways(name: str) -> Iterator[str]:
    """The ways in which a name is written, each joined."""
    for words in _orders(name):
        for order in (words, (words[0], words[-1]), words[-2:]):
            yield from ("".join(order), "".join((order[-1], *order[:-1])))


def _families(name: str) -> Iterator[str]:
    return (words[-1] for words in _orders(name) if len(words[-1]) > 1)


def _orders(name: str) -> Iterator[list[str]]:
    """The name's words, two at least, the family name last; with and without what stands in brackets."""
    for written in {name, _ASIDE.sub(" ", name)}:
        family, comma, given = written.partition(",")
        words = [word for word, _start, _end in _words(f"{given} {family}" if comma else written)]
        if len(words) > 1:
            yield words


def _words(text: str) -> Iterator[_Word]:
    for chunk in _CHUNK.finditer(text):
        at = chunk.start()
        for word, start, end in _words_of(chunk.group()):
            yield word.replace("aa", "a"), at + start, at + end  # å is written aa, too


@lru_cache(maxsize=50_000)
def _words_of(chunk: str) -> tuple[_Word, ...]:
    """The words of a text without spaces; a letter of a script without case is a word of its own."""
    words: list[_Word] = []
    goes_on = False
    for at, char in enumerate(chunk):
        letters = _letters(char)
        if letters is None:
            goes_on = False
        elif not letters:
            if char not in _APOSTROPHES and words and words[-1][2] == at:
                words[-1] = (*words[-1][:2], at + 1)
        else:
            alone = unicodedata.category(char) == "Lo"
            if goes_on and not alone:
                words[-1] = (words[-1][0] + letters, words[-1][1], at + 1)
            else:
                words.append((letters, at, at + 1))
            goes_on = not alone
    return tuple(words)


@lru_cache(maxsize=10_000)
def _letters(char: str) -> str | None:
    """What the character is to a reader: its plain letters, "" within a word, None between words."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    letters = "".join(one for one in plain if one.isalnum())
    if letters:
        return letters
    return "" if unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf") or char in _APOSTROPHES else None
