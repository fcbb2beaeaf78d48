"""Typed text as flowables that belong to an element of the structure: whatever it is, it is set, in time."""

from __future__ import annotations

from math import isclose
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph

from facilitator.i18n import _
from facilitator.report import style
from facilitator.report.links import link_target
from facilitator.report.one_font import OneFont, of_one_font
from facilitator.report.tagging import Element, TaggedCanvas
from facilitator.report.text import NO_BREAK, line_ends, lines_of, markup, one_line, plain

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
            below.goes_on = self.goes_on
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
        return _Lines(self.canv, x, y, self._line_ends())

    def _line_ends(self) -> tuple[bool, ...]:
        lines = self.blPara.lines
        if self.ends is None or len(self.ends) != len(lines):
            ends = line_ends(self._source, [_text(line) for line in lines])
            self.ends = (*ends[:-1], self.goes_on)
        return self.ends


class _Lines(PDFTextObject):
    """A text object that writes the spaces between its lines."""

    def __init__(self, canvas: TaggedCanvas, x: float, y: float, ends: tuple[bool, ...]) -> None:
        super().__init__(canvas, x, y)
        self._ends = iter(ends)

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 - reportlab's names
        if TStar and next(self._ends, False):
            text += " "
        super()._textOut(text, TStar)  # type: ignore[misc]  # the types leave it out


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
            element,
            label if index == 0 else "",
            label_element,
            source if index == last else "",
        )
        told.goes_on = index < last
        made.append(told)
    return list(made)


def link(address: str, styled: ParagraphStyle, parent: Element) -> Flowable:
    """The address as it is written, leading to its ``link_target``."""
    target = quoteattr(link_target(address))
    told = Told(f"<a href={target} color={quoteattr(_hex(style.FJORD))}>{markup(address)}</a>", styled)
    told.element = parent.add("P").add("Link", alt=_("Link to {address}").format(address=one_line(address)))
    return told


def _paragraph(
    text: str,
    styled: ParagraphStyle,
    element: Element | None,
    label: str,
    label_element: Element | None,
    source: str,
) -> OneFont | Told:
    label = one_line(label)
    swift = of_one_font(text, styled, element, label, label_element, source)
    if swift:
        return swift
    try:
        told = markup(text) + (_small(_unbroken(source)) if source else "")
        made = Told(told, styled, bulletText=label or None)
    except _FAILURES:
        made = _plain(text, source, styled, label)
    made.typed = text, source
    made.element, made.label = element, label_element
    return made


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
