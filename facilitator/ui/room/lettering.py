"""Type for the back row: the largest size at which a text fits; never cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from facilitator.ui import tokens
from facilitator.ui.tokens import Ink


class Face(Enum):
    """What text is set in: a weight, and figures of one width where they count."""

    REGULAR = (QFont.Weight.Normal, False)
    MEDIUM = (QFont.Weight.Medium, False)
    SEMIBOLD = (QFont.Weight.DemiBold, False)
    BOLD = (QFont.Weight.Bold, False)
    FIGURES = (QFont.Weight.DemiBold, True)
    DIGITS = (QFont.Weight.Bold, True)  # of what the room counts down: a quarter of the height, or more


REGULAR, MEDIUM, SEMIBOLD, BOLD, FIGURES, DIGITS = Face

LEADING = 1.22  # from baseline to baseline, in type sizes
_STEPS = 7  # of the search for the largest size: finer than 1 % of the range


@dataclass(frozen=True, slots=True)
class Words:
    """A text to be set between two sizes (px); a headline gets lines of equal length."""

    text: str
    largest: int
    smallest: int
    face: Face = REGULAR
    ink: Ink = Ink.TEXT
    headline: bool = False

    def size(self, share: float) -> int:
        """The size at a share of the way from the smallest to the largest; below the smallest for < 0."""
        if share >= 0:
            return round(self.smallest + share * max(0, self.largest - self.smallest))
        return max(1, round(self.smallest * (1 + share)))


@dataclass(frozen=True, slots=True)
class Block:
    """A text broken into lines at one size; widths and heights in px."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    px: int
    face: Face
    ink: Ink = Ink.TEXT

    @property
    def pitch(self) -> float:
        return self.px * LEADING

    @property
    def height(self) -> float:
        return len(self.lines) * self.pitch

    @property
    def width(self) -> float:
        return max(self.widths, default=0)

    @property
    def baseline(self) -> float:
        """How far its first baseline is below its top."""
        m = metrics(self.px, self.face)
        return (self.pitch - m.height()) / 2 + m.ascent()


@lru_cache(maxsize=512)
def font_of(px: int, face: Face) -> QFont:
    weight, tabular = face.value
    return tokens.font(px, weight, tabular=tabular)


@lru_cache(maxsize=512)
def metrics(px: int, face: Face) -> QFontMetricsF:
    return QFontMetricsF(font_of(px, face))


@lru_cache(maxsize=8192)
def advance(text: str, px: int, face: Face) -> float:
    """How wide one line of the text is, in px."""
    return metrics(px, face).horizontalAdvance(text)


def line_of(text: str, px: int, face: Face = REGULAR, ink: Ink = Ink.TEXT) -> Block:
    """The text on one line of that size, however long."""
    return Block((text,), (advance(text, px, face),), px, face, ink)


def fit(words: Words, width: float, height: float) -> Block:
    """The text at the largest size that fits the box."""
    return stack((words,), width, height)[0]


@lru_cache(maxsize=512)
def stack(texts: tuple[Words, ...], width: float, height: float, gap: float = 0) -> tuple[Block, ...]:
    """The texts one beneath the other, all as large as fits: they grow and shrink together.

    Words are broken, and the smallest size is undercut, only where a text would be cut otherwise.
    """
    height -= gap * (len(texts) - 1)
    if _fits(texts, 1, width, height):
        share = 1.0
    elif _fits(texts, 0, width, height):
        share = _largest_share(texts, 0, 1, width, height)
    else:
        share = _largest_share(texts, -1, 0, width, height)
    return tuple(_set(words, words.size(share), width) for words in texts)


def _largest_share(texts: tuple[Words, ...], low: float, high: float, width: float, height: float) -> float:
    for _step in range(_STEPS):
        middle = (low + high) / 2
        if _fits(texts, middle, width, height):
            low = middle
        else:
            high = middle
    return low


def _fits(texts: tuple[Words, ...], share: float, width: float, height: float) -> bool:
    blocks = [broken(words.text, words.size(share), words.face, width) for words in texts]
    if sum(block.height for block in blocks) > height:
        return False
    return share <= 0 or all(unbroken(words.text, words.size(share), words.face, width) for words in texts)


def unbroken(text: str, px: int, face: Face, width: float) -> bool:
    """Whether no word of the text is wider than ``width``, and so broken."""
    return all(advance(word, px, face) <= width for word in text.split())


def _set(words: Words, px: int, width: float) -> Block:
    block = broken(words.text, px, words.face, width)
    if words.headline:
        block = _balanced(words.text, block, width)
    return replace(block, ink=words.ink)


def _balanced(text: str, block: Block, width: float) -> Block:
    """The same number of lines in the narrowest measure that gives no more of them."""
    if len(block.lines) == 1:
        return block
    longest = max(advance(word, block.px, block.face) for word in text.split())
    narrow, wide = max(width / len(block.lines), longest), width
    while wide - narrow > block.px / 4:
        middle = (narrow + wide) / 2
        tried = broken(text, block.px, block.face, middle)
        if len(tried.lines) > len(block.lines):
            narrow = middle
        else:
            wide, block = middle, tried
    return block


@lru_cache(maxsize=4096)
def broken(text: str, px: int, face: Face, width: float) -> Block:
    """The text in lines at that size; only a word that is wider than ``width`` is broken."""
    lines = tuple(_lines(text, px, face, width))
    return Block(lines, tuple(advance(line, px, face) for line in lines), px, face)


def _lines(text: str, px: int, face: Face, width: float) -> Iterator[str]:
    for paragraph in text.splitlines() or [""]:
        layout = QTextLayout(paragraph.strip(), font_of(px, face))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            yield _part(paragraph.strip(), line.textStart(), line.textLength())
        layout.endLayout()


def _part(text: str, start: int, length: int) -> str:
    """A piece of the text as Qt counts: in UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").strip()
