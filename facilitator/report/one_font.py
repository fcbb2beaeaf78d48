"""Text of one font, as most of it is: set without reportlab's paragraphs, which take three times the time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.platypus import Flowable
from reportlab.platypus.paragraph import split as words_of  # type: ignore[attr-defined]  # the types leave it out

from facilitator.report import style
from facilitator.report.fonts import runs
from facilitator.report.tagging import Element, TaggedCanvas
from facilitator.report.text import NO_BREAK, clean

_ROUNDING: Final = 1e-6  # points by which a line may be too long


@dataclass(slots=True)
class _Line:
    """A line as it is drawn: the text, and in the small type of sources what follows it.

    ``width`` in points; ``parted``: whether white space follows, which ends it.
    """

    text: str
    width: float
    parted: bool = True
    source: str = ""


class OneFont(Flowable):
    """A paragraph of an element, its label of another; broken and split as reportlab would.

    Drawn once more, as headings of tables are, it is an artefact.
    """

    def __init__(
        self,
        text: str,
        styled: ParagraphStyle,
        element: Element | None,
        label: str = "",
        label_element: Element | None = None,
        *,
        source: str = "",
    ) -> None:
        super().__init__()
        self.style = styled
        self.goes_on = False  # whether more text of the element follows
        self._text, self._label, self._source = text, label, source
        self._element, self._label_element = element, label_element
        self._room = -1.0  # what it was broken into lines for
        self._lines: list[_Line] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        room = width - self.style.leftIndent - self.style.rightIndent
        if room != self._room:
            self._room, self._lines = room, self._broken(room)
        self.width, self.height = width, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """No line of a paragraph stands alone on a page; all of it goes to the next one instead."""
        if not self._lines:  # a table asks with another width than it draws with: that changes no lines
            self.wrap(width, height)
        fit, count = int(height / self.style.leading), len(self._lines)
        if count <= fit > 1:
            return [self]
        fit = min(fit, count - 2)
        return [self._part(0, fit), self._part(fit, count)] if fit > 1 else []

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """At once, where the flowables of reportlab make coordinates of their own."""
        styled = self.style
        element, self._element = self._element, None
        base = y + self.height - styled.fontSize
        if self._label:
            told = canvas.shown(f"{self._label} ", styled.bulletFontName, styled.bulletFontSize)
            code = _placed(x + styled.bulletIndent, base, styled.bulletColor, told)
            canvas.tell(element and (self._label_element or element), code)
        canvas.tell(element, _placed(x + styled.leftIndent, base, styled.textColor, self._drawn(canvas)))

    def _drawn(self, canvas: TaggedCanvas) -> str:
        """The operators of all lines. The last one ends, too: readers that don't know tags need it."""
        styled, last, at = self.style, self._lines[-1], 0.0
        code = [f"{styled.leading:g} TL"]
        for line in self._lines:
            left = self._room - line.width if styled.alignment == TA_RIGHT else 0.0
            if left != at:
                code.append(f"{left - at:.3f} 0 Td")
                at = left
            if line.text:
                parted = line.source or (line.parted and (line is not last or self.goes_on))
                text = f"{line.text} " if parted else line.text
                code.append(canvas.shown(text, styled.fontName, styled.fontSize))
            if line.source:
                code.append(_colour(style.MUTED))
                code.append(canvas.shown(line.source, styled.fontName, style.SOURCE_SIZE))
            code.append("T*")
        return " ".join(code)

    def _broken(self, room: float) -> list[_Line]:
        lines = _broken(words_of(self._text), self.style.fontName, self.style.fontSize, room)
        if self._source:
            font, size = self.style.fontName, style.SOURCE_SIZE
            parts = _broken([self._source], font, size, room)
            gap = getFont(font).stringWidth(" ", self.style.fontSize)
            if lines and lines[-1].width + gap + parts[0].width <= room + _ROUNDING:
                lines[-1].source = parts.pop(0).text
            lines += (_Line("", part.width, part.parted, part.text) for part in parts)
        return lines

    def _part(self, start: int, end: int) -> OneFont:
        lines, first = self._lines[start:end], start == 0
        text = "".join(f"{line.text} " if line.parted else line.text for line in lines)
        source = "".join(line.source for line in lines)
        label = self._label if first else ""
        part = OneFont(text, self.style, self._element, label, self._label_element, source=source)
        part.goes_on = self.goes_on or first
        part._room, part._lines = self._room, lines
        part.wrap(self.width, 0)
        return part


def of_one_font(
    text: str,
    styled: ParagraphStyle,
    element: Element | None,
    label: str,
    label_element: Element | None,
    source: str,
) -> OneFont | None:
    """The paragraph; None where it needs other fonts or lines of its own, or the label a wider column."""
    told, said, named = _in_one_font(text), _in_one_font(source), _in_one_font(label)
    if not told or not words_of(told) or said is None or named is None:
        return None
    if styled.alignment not in (TA_LEFT, TA_RIGHT):
        return None
    if named:
        column = styled.leftIndent - styled.bulletIndent
        taken = getFont(styled.bulletFontName).stringWidth(named, styled.bulletFontSize)
        if taken + 0.6 * styled.bulletFontSize > column:
            return None
    return OneFont(told, styled, element, named, label_element, source=said.replace(" ", NO_BREAK))


@lru_cache(maxsize=1024)  # labels and sources come again and again
def _in_one_font(text: str) -> str | None:
    """The text as it is drawn; None where it needs other fonts, or lines of its own."""
    pieces = list(runs(clean(text)))
    told = "".join(piece for _font, piece in pieces)
    return None if "\n" in told or any(font for font, _piece in pieces) else told.rstrip(" ")


def _broken(words: list[str], font_name: str, size: float, room: float) -> list[_Line]:
    """As many words to a line as there is room for; a word that has none on a line of its own is cut."""
    font, lines = getFont(font_name), []
    gap = font.stringWidth(" ", size)
    line: list[str] = []
    taken = -gap
    room += _ROUNDING
    for whole in words:
        word, width = whole, font.stringWidth(whole, size)
        if taken + gap + width <= room:
            line.append(word)
            taken += gap + width
            continue
        if line:
            lines.append(_Line(" ".join(line), taken))
        while width > room and len(word) > 1:
            start = _cut(word, font, size, room)
            lines.append(_Line(start, font.stringWidth(start, size), parted=False))
            word = word[len(start) :]
            width = font.stringWidth(word, size)
        line, taken = [word], width
    if line:
        lines.append(_Line(" ".join(line), taken))
    return lines


def _cut(word: str, font: Any, size: float, room: float) -> str:
    """As much of the word as there is room for, at least a character."""
    taken = 0.0
    for at, char in enumerate(word):
        taken += font.stringWidth(char, size)
        if taken > room:
            return word[: max(at, 1)]
    return word


def _placed(x: float, y: float, colour: Any, shown: str) -> str:
    """A text of its own at that place; some readers tell lines apart by their coordinates only."""
    return f"q 1 0 0 1 {x:.3f} {y:.3f} cm {_colour(colour)} BT {shown} ET Q"


def _colour(colour: Any) -> str:
    return f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg"
