"""Typed text as flowables that belong to an element of the structure: whatever it is, it is set, in time."""

from __future__ import annotations

from functools import lru_cache
from math import isclose
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paragraph import cleanBlockQuotedText

from facilitator.i18n import _
from facilitator.report import style
from facilitator.report.fonts import runs
from facilitator.report.links import link_target
from facilitator.report.tagging import Element, TaggedCanvas
from facilitator.report.text import NO_BREAK, clean, line_ends, lines_of, markup, one_line, plain

_LINES: Final = 60  # reportlab's time for a paragraph grows with the square of its lines
# What reportlab raises where a text meets a mistake of its own, or of ours.
_FAILURES: Final = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)


class Told(Paragraph):
    """A paragraph that belongs to an element, its label to another; drawn once more, it is an artefact.

    Spaces at the ends of lines, which reportlab drops, are written: else readers join the words. A text that
    cannot be set with its fonts and sizes is set ``plain``, and counted: one note never costs the document.
    """

    canv: TaggedCanvas
    blPara: Any  # noqa: N815 - the lines that reportlab broke it into
    element: Element | None = None
    label: Element | None = None
    typed: tuple[str, str] | None = None  # text and source, for when it cannot be set with its form
    is_plain = False  # it could not
    goes_on = False  # whether more text of the element follows
    ends: tuple[bool, ...] | None = None  # whether a space follows each line, where it was split before
    after: Any = None  # a source that has room at the end of the last line, with the form it is set in

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self._source = _source(self.frags)  # before reportlab breaks long words in it
        self._wrapped = -1.0  # the width that it was broken into lines for

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if isclose(self._wrapped, width) and hasattr(self, "blPara"):
            return self.width, self.height
        self._wrapped = width
        try:
            return super().wrap(width, height)
        except _FAILURES:
            if self.typed is None or self.is_plain:
                raise
        bare = _plain(*self.typed, self.style, self.bulletText)
        self.frags, self._source, self.is_plain = bare.frags, _source(bare.frags), True
        return super().wrap(width, height)

    def split(self, width: float, height: float) -> list[Flowable]:
        ends = self._line_ends() if hasattr(self, "blPara") else None
        parts: list[Any] = super().split(width, height)
        if len(parts) == 2:
            above, below = parts
            ends = ends or self._line_ends()
            count = len(above.blPara.lines)
            above.element = below.element = self.element
            above.label, above.ends, below.ends = self.label, ends[:count], ends[count:]
            below.goes_on, below.after = self.goes_on, self.after
            above.is_plain = below.is_plain = self.is_plain
        return parts

    def draw(self) -> None:
        element, self.element = self.element, None
        if element and self.is_plain:
            self.canv.tell_plainly(element)
        with self.canv.telling(element, self.label if element and self.bulletText else None):
            super().draw()

    def beginText(self, x: float, y: float) -> PDFTextObject:  # noqa: N802
        """The paragraph's text; a label has a text of its own."""
        return _Lines(self.canv, x, y, self._line_ends(), self.after)

    def ends_with(self, after: Any) -> bool:
        """Whether the last line has room for that source, too; it is then set there.

        Reportlab takes twice the time for a paragraph of two forms.
        """
        self.wrap(style.WIDTH, style.HEIGHT)
        if self.blPara.kind != 0:
            return False
        left, _words = self.blPara.lines[-1]
        needed = stringWidth(" ", self.style.fontName, self.style.fontSize)
        if left < needed + stringWidth(after.text, after.fontName, after.fontSize):
            return False
        self.after = after
        return True

    def _line_ends(self) -> tuple[bool, ...]:
        lines = self.blPara.lines
        if self.ends is None or len(self.ends) != len(lines):
            ends = line_ends(self._source, [_text(line) for line in lines])
            self.ends = (*ends[:-1], self.goes_on)
        return self.ends


class _Lines(PDFTextObject):
    """A text object that writes the spaces between its lines, and a source after the last one."""

    def __init__(self, canvas: TaggedCanvas, x: float, y: float, ends: tuple[bool, ...], after: Any) -> None:
        super().__init__(canvas, x, y)
        self._ends, self._left, self._after = iter(ends), len(ends), after

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 - reportlab's names
        self._left -= bool(TStar)
        closing = self._after is not None and TStar and not self._left
        if closing or (TStar and next(self._ends, False)):
            text += " "
        super()._textOut(text, TStar and not closing)  # type: ignore[misc]  # the types leave it out
        if closing:
            self.setFont(self._after.fontName, self._after.fontSize)
            self.setFillColor(self._after.textColor)
            super()._textOut(self._after.text, 1)  # type: ignore[misc]  # see above


def _source(frags: list[Any]) -> str:
    return "".join("\n" if hasattr(frag, "lineBreak") else getattr(frag, "text", "") for frag in frags)


def _text(line: Any) -> str:
    """The text of a line as reportlab keeps it: of one font, or of several."""
    if isinstance(line, tuple):
        return " ".join(line[1])
    return "".join(getattr(word, "text", "") for word in line.words)


def paragraphs(
    text: str,
    styled: ParagraphStyle,
    element: Element | None,
    label: str = "",
    label_element: Element | None = None,
    *,
    source: str = "",
) -> list[Flowable]:
    """The text, its label in the label column of the first line, its source in small at its end.

    One paragraph, or several without a gap where the text has very many lines. All of it belongs to the
    ``element``, the label to one of its own.
    """
    lines = lines_of(text)
    parts = ["\n".join(lines[start : start + _LINES]) for start in range(0, len(lines), _LINES)]
    last = len(parts) - 1
    made = []
    for index, part in enumerate(parts):
        told = _paragraph(
            part,
            styled if index == last else styled.clone("continued", spaceAfter=0),
            label if index == 0 else "",
            source if index == last else "",
        )
        told.element, told.label = element, label_element
        told.goes_on = index < last
        made.append(told)
    return list(made)


def link(address: str, styled: ParagraphStyle, parent: Element) -> Flowable:
    """The address as it is written, leading to its ``link_target``."""
    target = quoteattr(link_target(address))
    told = Told(f"<a href={target} color={quoteattr(_hex(style.FJORD))}>{markup(address)}</a>", styled)
    told.element = parent.add("P").add("Link", alt=_("Link to {address}").format(address=one_line(address)))
    return told


def _paragraph(text: str, styled: ParagraphStyle, label: str, source: str) -> Told:
    label = one_line(label)
    try:
        made = _of_one_font(text, source, styled, label) or Told(
            markup(text) + (_small(_unbroken(source)) if source else ""), styled, bulletText=label or None
        )
    except _FAILURES:
        return _plain(text, source, styled, label)
    made.typed = text, source
    return made


def _of_one_font(text: str, source: str, styled: ParagraphStyle, label: str) -> Told | None:
    """The paragraph of a text that needs neither other fonts nor lines of its own, as most do: not parsed,
    which takes a fifth of the time of a long document.
    """
    told, said = _in_one_font(text), _in_one_font(source)
    if not told or said is None:
        return None
    large, small = _forms(styled)
    line = cleanBlockQuotedText(told)
    made = Told("", styled, bulletText=label or None, frags=[large.clone(text=line)])
    after = small.clone(text=said.replace(" ", NO_BREAK))
    if not said or made.ends_with(after):
        return made
    frags = [large.clone(text=f"{line} "), after]
    return Told("", styled, bulletText=label or None, frags=frags)


def _in_one_font(text: str) -> str | None:
    """The text as it is drawn; None where it needs other fonts, or lines of its own."""
    pieces = list(runs(clean(text)))
    told = "".join(piece for _font, piece in pieces)
    return None if "\n" in told or any(font for font, _piece in pieces) else told.rstrip(" ")


@lru_cache(maxsize=64)
def _forms(styled: ParagraphStyle) -> tuple[Any, Any]:
    """What reportlab makes of a text in that style, and of its source."""
    large, small = Paragraph(f"x{_small('x')}", styled).frags
    return large, small


def _small(told: str) -> str:
    return f' <font size="{style.SOURCE_SIZE}" color="{_hex(style.MUTED)}">{told}</font>'


def _plain(text: str, source: str, styled: ParagraphStyle, label: str | None) -> Told:
    """The text in one font and size, what that lacks by its number."""
    lines = escape("\n".join(filter(None, (plain(text), plain(source)))))
    made = Told(lines.replace("\n", "<br/>"), styled, bulletText=label or None)
    made.is_plain = True
    return made


def _unbroken(text: str) -> str:
    """The markup of a text that stays on one line."""
    return markup(text).replace(" ", NO_BREAK)


def _hex(colour: Color) -> str:
    return f"#{colour.hexval()[2:]}"
