"""The outline as reportlab's flowables, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Final, assert_never
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    PageBreak,
    Paragraph,
    Preformatted,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid

from facilitator.i18n import _
from facilitator.qr import LONGEST, fits_qr
from facilitator.report import outline, style
from facilitator.report.flowables import Banner, ContentsLine, Landmark, QrCode
from facilitator.report.fonts import MEDIUM, REGULAR
from facilitator.report.pages import status_line
from facilitator.report.text import clean, markup, one_line

_TITLE_SIZES: Final = ((60, 30), (120, 24), (240, 18), (600, 13))  # a title of that many characters at most
_WEB: Final = ("https://", "http://")
_LINKED: Final = (*_WEB, "mailto:")
_URI_CHARACTERS: Final = "".join(map(chr, range(ord("!"), ord("~") + 1)))  # the rest is percent-encoded
_START: Final = 22 * mm  # of what follows a heading, this much stands on the same page
_GAP: Final = 4 * mm
_LONGEST_LINE: Final = 160  # characters of a title in contents and bookmarks
_FONT: Final = ("FONTNAME", (0, 0), (-1, -1), REGULAR)
_NO_PADDING: Final = (
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
)


def story(document: outline.Outline) -> list[Flowable]:
    """All flowables of the document, from the cover to the last document."""
    headings = count(1)
    body = [flowable for section in document.sections for flowable in _section(section, 0, headings)]
    return [*_cover(document), PageBreak(), *_contents(body), *body]


def paragraph(text: str, styled: ParagraphStyle, label: str = "", *, source: str = "") -> Flowable:
    """Typed text as a paragraph, its label in the label column and its source on the last line.

    Text that still cannot be set as a paragraph is set as it stands, letter by letter: one note never
    costs the document.
    """
    told = markup(text)
    if source:
        told += f'<br/><font size="{style.SOURCE_SIZE}" color="{_hex(style.MUTED)}">{markup(source)}</font>'
    try:
        return Paragraph(told, styled, bulletText=one_line(label) or None)
    except ValueError:
        plain = "\n".join(part for part in (clean(text), source) if part)
        return Preformatted(plain, styled, bulletText=label or None, maxLineLength=70, splitChars="")


def _cover(document: outline.Outline) -> Iterator[Flowable]:
    size = next((size for most, size in _TITLE_SIZES if len(document.title) <= most), 11)
    title = style.TITLE.clone("title", fontSize=size, leading=1.24 * size, spaceAfter=5 * mm)
    lines = [
        Paragraph(markup(document.genre), style.GENRE.clone("genre", spaceAfter=3 * mm)),
        Paragraph(markup(document.title), title),
        Paragraph(markup(document.when), style.WHEN.clone("when", spaceAfter=6 * mm)),
        Paragraph(markup(status_line(document)), style.GENRE),
    ]
    yield Banner(lines, height=92 * mm)
    yield Spacer(0, 12 * mm)
    for block in document.cover:
        if isinstance(block, outline.Section):
            yield Spacer(0, 8 * mm)
            yield paragraph(block.title, style.SUBHEADING)
            for inner in block.blocks:
                yield from _block(inner)
        else:
            yield from _block(block)


def _contents(body: list[Flowable]) -> Iterator[Flowable]:
    yield Landmark(_("Contents"), 0)
    yield paragraph(_("Contents"), style.HEADING)
    for landmark in body:
        if isinstance(landmark, Landmark) and landmark.level < len(style.CONTENTS):
            yield ContentsLine(landmark, style.CONTENTS[landmark.level])


def _section(section: outline.Section, level: int, headings: Iterator[int]) -> list[Flowable]:
    key = f"place-{next(headings)}"
    landmark = Landmark(_shortened(section.title), level, key, theme=section.theme)
    heading = paragraph(section.title, _heading_style(section, level), section.label)
    inner: list[Flowable] = []
    for block in section.blocks:
        inner += _section(block, level + 1, headings) if isinstance(block, outline.Section) else _block(block)
    return [CondPageBreak(_room(level, heading, inner)), landmark, heading, *inner]


def _shortened(title: str) -> str:
    """The title for contents and bookmarks; the heading itself says all of it."""
    line = one_line(title) or _("Untitled")
    return line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE].rstrip() + "…"


def _heading_style(section: outline.Section, level: int) -> ParagraphStyle:
    if level == 0:
        return style.HEADING
    if section.theme:
        return style.THEME
    return style.QUESTION if section.label else style.SUBHEADING


def _room(level: int, heading: Flowable, inner: list[Flowable]) -> float:
    """How much of the page must be left for the heading, so that it never stands at a page's foot."""
    _width, height = heading.wrap(style.WIDTH, style.HEIGHT)
    below = inner[0].height if inner and isinstance(inner[0], CondPageBreak) else _START
    room = min(height + 10 * mm + below, 0.6 * style.HEIGHT)
    return max(room, style.HEIGHT / 2) if level == 0 else room


def _block(block: outline.Block) -> list[Flowable]:
    match block:
        case outline.Paragraph(text):
            return [paragraph(text, style.LEAD)]
        case outline.Remark(text):
            return [paragraph(text, style.REMARK)]
        case outline.Facts(pairs):
            return [paragraph(value, style.FACT, label) for label, value in pairs]
        case outline.Listing(texts):
            return [paragraph(text, style.FACT, f"{number}.") for number, text in enumerate(texts, 1)]
        case outline.Points(points):
            return [paragraph(p.text, style.POINT, p.kind.capitalize(), source=p.source) for p in points]
        case outline.Figures(figures):
            return [_figures(figures), Spacer(0, 4 * mm)]
        case outline.Table():
            return [_table(block), Spacer(0, 4 * mm)]
        case outline.Document():
            return _document(block)
        case outline.Section():
            return _section(block, 1, count(1))
    assert_never(block)


def _figures(figures: tuple[outline.Figure, ...]) -> Flowable:
    cells = [
        [paragraph(one.value, style.FIGURE_VALUE), paragraph(one.label, style.FIGURE_LABEL)]
        for one in figures
    ]
    look = [*_NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("RIGHTPADDING", (0, 0), (-1, -1), _GAP)]
    return Grid([cells], colWidths=[style.WIDTH / len(cells)] * len(cells), style=TableStyle([*look, _FONT]))


def _table(table: outline.Table) -> Flowable:
    counts = [_is_count(table, index) for index in range(len(table.columns))]
    head = [
        paragraph(column.title, style.COLUMN_COUNT if count_ else style.COLUMN)
        for column, count_ in zip(table.columns, counts, strict=True)
    ]
    rows = [
        [
            _cell(cell, column, count_=count_)
            for cell, column, count_ in zip(row, table.columns, counts, strict=True)
        ]
        for row in table.rows
    ]
    look: list[Any] = [
        _FONT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-2, -1), _GAP),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, style.INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, style.LINE),
    ]
    widths = _widths(table)
    return Grid(
        [head, *rows], colWidths=widths, repeatRows=1, splitInRow=1, style=TableStyle(look), hAlign="LEFT"
    )


def _is_count(table: outline.Table, index: int) -> bool:
    """Whether the column holds numbers only, which stand to the right; times begin at the left."""
    return table.columns[index].figures and all(row[index].text.isdecimal() for row in table.rows)


def _cell(cell: outline.Cell, column: outline.Column, *, count_: bool) -> list[Flowable]:
    if column.figures:
        return [paragraph(cell.text, style.CELL_COUNT if count_ else style.CELL_FIGURES)]
    main = style.CELL_STRONG if cell.details else style.CELL
    return [paragraph(cell.text, main), *(paragraph(detail, style.CELL_DETAIL) for detail in cell.details)]


def _widths(table: outline.Table) -> list[float]:
    """Counts and times take what they need; the texts share the rest by their length."""
    fixed: dict[int, float] = {}
    shares: dict[int, int] = {}
    for index, column in enumerate(table.columns):
        texts = [column.title, *(row[index].text for row in table.rows)]
        if not column.figures:
            shares[index] = min(max(10, *map(len, texts)), 45)
        elif _is_count(table, index):
            fixed[index] = _GAP + max(stringWidth(text, MEDIUM, 8.5) for text in texts)
        else:
            fixed[index] = style.LABEL
    rest = (style.WIDTH - sum(fixed.values())) / max(1, sum(shares.values()))
    return [fixed[i] if i in fixed else shares[i] * rest for i in range(len(table.columns))]


def _document(document: outline.Document) -> list[Flowable]:
    parts = [paragraph(document.title, style.QUESTION.clone("document", spaceAfter=2))]
    if document.language:
        parts.append(paragraph(document.language.capitalize(), style.REMARK))
    if document.description:
        parts.append(paragraph(document.description, style.BODY))
    if document.address.startswith(_WEB) and fits_qr(document.address):
        parts += [Spacer(0, 1 * mm), QrCode(document.address, style.LABEL)]
    elif len(document.address) > LONGEST:
        parts.append(paragraph(_("The address is too long for a QR code."), style.REMARK))
    if document.address:
        parts.append(_address(document.address))
    return [CondPageBreak(style.HEIGHT / 3), *parts, Spacer(0, 8 * mm)]


def _address(address: str) -> Flowable:
    """The address as it is written, and as a link where it is one."""
    if not address.startswith(_LINKED):
        return paragraph(address, style.BODY)
    target = quoteattr(quote(address, safe=_URI_CHARACTERS))
    told = f"<a href={target} color={quoteattr(_hex(style.FJORD))}>{markup(address)}</a>"
    return Paragraph(told, style.BODY)


def _hex(colour: Color) -> str:
    return f"#{colour.hexval()[2:]}"
