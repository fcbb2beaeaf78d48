"""Typed text as flowables: whatever it is, it is set, and set in time."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Preformatted

from facilitator.report import style
from facilitator.report.text import NO_BREAK, lines_of, markup, one_line, plain

_LINES: Final = 60  # reportlab's time for a paragraph grows with the square of its lines
_LINE_LENGTH: Final = 55  # characters that fit beside the labels, however wide they are
_URI_CHARACTERS: Final = "".join(map(chr, range(ord("!"), ord("~") + 1)))  # the rest is percent-encoded


def paragraphs(text: str, styled: ParagraphStyle, label: str = "", *, source: str = "") -> list[Flowable]:
    """The text, its label in the label column of the first line, its source in small at its end.

    One paragraph, or several without a gap where the text has very many lines.
    """
    lines = lines_of(text)
    parts = ["\n".join(lines[start : start + _LINES]) for start in range(0, len(lines), _LINES)]
    last = len(parts) - 1
    return [
        _paragraph(
            part,
            styled if index == last else styled.clone("continued", spaceAfter=0),
            label if index == 0 else "",
            source if index == last else "",
        )
        for index, part in enumerate(parts)
    ]


def link(address: str, styled: ParagraphStyle) -> Flowable:
    """The address as it is written, leading to it."""
    target = quoteattr(quote(address, safe=_URI_CHARACTERS))
    return Paragraph(f"<a href={target} color={quoteattr(_hex(style.FJORD))}>{markup(address)}</a>", styled)


def _paragraph(text: str, styled: ParagraphStyle, label: str, source: str) -> Flowable:
    """A text that cannot be set as a paragraph is set as it stands: one note never costs the document."""
    told = markup(text)
    if source:
        told += f' <font size="{style.SOURCE_SIZE}" color="{_hex(style.MUTED)}">{_unbroken(source)}</font>'
    label = one_line(label)
    try:
        return Paragraph(told, styled, bulletText=label or None)
    except ValueError:
        lines = "\n".join(filter(None, (plain(text), plain(source))))
        return Preformatted(lines, styled, bulletText=label or None, maxLineLength=_LINE_LENGTH)


def _unbroken(text: str) -> str:
    """The markup of a text that stays on one line."""
    return markup(text).replace(" ", NO_BREAK)


def _hex(colour: Color) -> str:
    return f"#{colour.hexval()[2:]}"
