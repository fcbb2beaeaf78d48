"""What people typed, on its way into a paragraph: the one function that every text goes through."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from xml.sax.saxutils import escape

from facilitator.report.fonts import drawable, runs, visible

_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029")
_SPACES = re.compile(" {2,}|^ +", re.MULTILINE)
NO_BREAK = "\xa0"  # drawn, and read back, as a space; a paragraph keeps it where it would drop spaces
_TAB = 4 * NO_BREAK
_NEVER_BROKEN = 12  # a word of fewer Latin letters stands on a line of any column
_LATIN = "\u024f"


def markup(text: str) -> str:
    """The text for a reportlab paragraph: as typed, with its line ends and spaces, and never as markup."""
    return "".join(_run(font, piece) for font, piece in runs(clean(text))).replace("\n", "<br/>")


def plain(text: str) -> str:
    """The cleaned text with only what Inter can write, for where the font cannot change."""
    return "".join("".join(map(visible, piece)) if font else piece for font, piece in runs(clean(text)))


def lines_of(text: str) -> list[str]:
    """The text's lines, whatever ends them; at least one."""
    return _LINE_ENDS.sub("\n", text).split("\n")


def line_ends(source: str, lines: Sequence[str]) -> tuple[bool, ...]:
    """Whether white space follows each of the lines that the source was broken into.

    None does where a word was too long for its line.
    """
    longest = max(map(len, source.split()), default=0)
    if longest < _NEVER_BROKEN and max(source, default="") <= _LATIN:
        return (*(True for _line in lines[1:]), False)
    ends, at = [], 0
    for line in lines:
        for _char in "".join(line.split()):
            while source[at : at + 1].isspace():
                at += 1
            at += 1
        ends.append(source[at : at + 1].isspace())
    return tuple(ends)


def one_line(text: str) -> str:
    """The cleaned text on one line, for bookmarks, running heads and the file's own title."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """The text with what cannot be seen made visible, or left out where it only joins or marks others.

    Line ends become a newline, control characters and lone surrogates their number; joiners, direction marks,
    variation selectors and skin tones go.
    """
    text = unicodedata.normalize("NFC", "\n".join(lines_of(text)))
    if not text.isprintable() or not text.isascii():
        text = "".join(map(_seen, text))
    return _SPACES.sub(_kept, text)


def legible(text: str) -> str:
    """The text as typed, for files of data: line ends as newlines, what no file may hold by its number."""
    if text.isprintable():
        return text
    return "".join(map(_written, "\n".join(lines_of(text))))


def undrawn(text: str) -> Counter[str]:
    """The characters that print shows by their number, and how often."""
    return _counted(unicodedata.normalize("NFC", "\n".join(lines_of(text))), _is_undrawn)


def unwritten(text: str) -> Counter[str]:
    """The characters that files of data show by their number, and how often."""
    return _counted("\n".join(lines_of(text)), lambda char: _written(char) != char)


def _counted(text: str, meant: Callable[[str], bool]) -> Counter[str]:
    return Counter({char: text.count(char) for char in set(text) if meant(char)})


@cache
def _is_undrawn(char: str) -> bool:
    seen = _seen(char)
    return seen == visible(char) or (seen == char and not drawable(char))


@cache
def _written(char: str) -> str:
    unwritable = unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"
    return visible(char) if unwritable or char in "\ufffe\uffff" else char


def _run(font: str, piece: str) -> str:
    return f'<font name="{font}">{escape(piece)}</font>' if font else escape(piece)


@cache
def _seen(char: str) -> str:
    if char == "\n":
        return char
    if char == "\t":
        return _TAB
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":  # variation selectors
        return ""
    if "\U0001f3fb" <= char <= "\U0001f3ff":  # skin tones
        return ""
    match unicodedata.category(char):
        case "Cf":
            return ""
        case "Cc" | "Cs":
            return visible(char)
    return char


def _kept(spaces: re.Match[str]) -> str:
    """As many spaces, no two of which a paragraph would take for one."""
    count = len(spaces[0])
    if spaces.start() == 0 or spaces.string[spaces.start() - 1] == "\n":
        return NO_BREAK * count
    return " " * (count % 2) + (NO_BREAK + " ") * (count // 2)
