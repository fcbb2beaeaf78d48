"""Text in a box of a fixed size: as large as it may be, smaller where it is long, and never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from facilitator.report.fonts import runs
from facilitator.report.text import line_ends, one_line

LEADING: Final = 1.22  # from line to line, in sizes
_ASCENT: Final = 0.97  # of a line above its baseline, in sizes
_STEP: Final = 0.95


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of a size in a font, each of its pieces as (font, text)."""

    font: str
    size: float
    lines: tuple[tuple[tuple[str, str], ...], ...]
    ends: tuple[bool, ...]  # whether a space follows each line

    @property
    def height(self) -> float:
        return len(self.lines) * LEADING * self.size


def words_of(text: str) -> list[str]:
    """The typed text as words on one line; lines are broken between them."""
    return one_line(text).split(" ")


def fitted(
    words: Sequence[str], font: str, width: float, height: float, largest: float, least: float = 6
) -> Fitted:
    """The words in the box, in points, not larger than ``largest``.

    No word is broken as long as it can stand on a line at the ``least`` size; what is too long even then is
    broken anywhere, and made as small as it must be.
    """
    size = largest
    while size >= least:
        lines = _lines(words, font, width / size, _room(height, size))
        if lines is not None:
            return _set(words, lines, font, size)
        size *= _STEP
    while True:
        pieces = [piece for word in words for piece in _broken(word, font, width / size)]
        lines = _lines(pieces, font, width / size, _room(height, size))
        if lines is not None:
            return _set(words, lines, font, size)
        size *= _STEP


def draw(
    canvas: Any,
    text: Fitted,
    x: float,
    top: float,
    colour: Color,
    *,
    centred: bool = False,
    right: bool = False,
    tag: str = "P",
) -> float:
    """Draw the lines from ``top`` down, at ``x``, around it or up to it; the answer is where they end.

    ``tag`` says what they are in the structure.
    """
    canvas.setFillColor(colour)
    with canvas.block(tag) if any(text.lines) else nullcontext():
        for number, (line, followed) in enumerate(zip(text.lines, text.ends, strict=True)):
            width = sum(stringWidth(piece, font, text.size) for font, piece in line)
            written = canvas.beginText(
                x - (width / 2 if centred else width if right else 0),
                top - (_ASCENT + number * LEADING) * text.size,
            )
            for font, piece in line:
                written.setFont(font, text.size)
                written.textOut(piece)
            if followed:
                written.textOut(" ")  # else readers join the words
            canvas.drawText(written)
    return top - text.height


def width_of(text: str, font: str) -> float:
    """How wide the text is at size 1."""
    return float(sum(stringWidth(piece, other or font, 1) for other, piece in runs(text)))


def _room(height: float, size: float) -> int:
    """How many lines the height has room for."""
    return int(height / (LEADING * size) + 1e-6)


def _lines(words: Sequence[str], font: str, width: float, most: int) -> list[str] | None:
    """The words on at most so many lines of that width at size 1; None where they do not fit."""
    space = width_of(" ", font)
    lines: list[str] = []
    left = -1.0
    for word in words:
        wide = width_of(word, font)
        if wide > width:
            return None
        if lines and space + wide <= left:
            lines[-1] += f" {word}"
            left -= space + wide
        elif len(lines) == most:
            return None
        else:
            lines.append(word)
            left = width - wide
    return lines


def _broken(word: str, font: str, width: float) -> Iterator[str]:
    """The word in pieces that each stand on a line."""
    piece, wide = "", 0.0
    for char in word:
        more = width_of(char, font)
        if piece and wide + more > width:
            yield piece
            piece, wide = "", 0.0
        piece, wide = piece + char, wide + more
    if piece:
        yield piece


def _set(words: Sequence[str], lines: list[str], font: str, size: float) -> Fitted:
    pieces = tuple(tuple((other or font, piece) for other, piece in runs(line)) for line in lines)
    return Fitted(font, size, pieces, line_ends(" ".join(words), lines))
