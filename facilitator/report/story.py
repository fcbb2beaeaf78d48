"""The outline as reportlab's flowables, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final, assert_never

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, PageBreakIfNotEmpty, Paragraph, Spacer

from facilitator.i18n import _
from facilitator.qr import LONGEST, fits_qr
from facilitator.report import outline, style
from facilitator.report.card_pages import card_pages
from facilitator.report.charts import with_bars
from facilitator.report.flowables import Banner, ContentsLine, Landmark, QrCode, logo_image
from facilitator.report.grids import Grid, figures_grid, table_grid
from facilitator.report.name_pages import name_pages
from facilitator.report.pages import status_line
from facilitator.report.paragraphs import link, paragraphs
from facilitator.report.text import markup, one_line

_TITLE_SIZES: Final = ((60, 30), (120, 24), (240, 18), (600, 13))  # a title of that many characters at most
_WEB: Final = ("https://", "http://")
_LINKED: Final = (*_WEB, "mailto:")
_START: Final = 22 * mm  # of what follows a heading, this much stands on the same page
_LONGEST_LINE: Final = 160  # characters of a title in contents and bookmarks


def story(document: outline.Outline) -> list[Flowable]:
    """All flowables of the document, from its head or cover to its end."""
    match document.form:
        case outline.Form.BOOK:
            body = _body(document, 0, style.BOOK)
            return [*_cover(document), PageBreak(), *_contents(body), *body]
        case outline.Form.SHEET:
            return _sheet(document, style.SHEET)
        case outline.Form.POSTER:
            return _poster(document)
        case outline.Form.CARDS:
            return card_pages(document.cards)
        case outline.Form.NAMES:
            return name_pages(document.names)
    assert_never(document.form)


def _body(document: outline.Outline, level: int, letters: style.Lettering) -> list[Flowable]:
    blocks: list[outline.Block] = [*document.blocks, *document.sections]
    return _blocks(blocks, level, letters, count(1))


def _poster(document: outline.Outline) -> list[Flowable]:
    """In the largest type that one page has room for; what is too long for one goes on in a middling one."""
    if not _fits(_sheet(document, style.POSTERS[-1])):
        return _sheet(document, style.POSTERS[-3])
    return next(made for letters in style.POSTERS if _fits(made := _sheet(document, letters)))


def _fits(flowables: list[Flowable]) -> bool:
    """Whether one page has room for all of them."""
    return sum(map(_depth, flowables)) <= style.HEIGHT


def _sheet(document: outline.Outline, letters: style.Lettering) -> list[Flowable]:
    return [*_head(document, letters), *_body(document, 1, letters)]


def _head(document: outline.Outline, letters: style.Lettering) -> Iterator[Flowable]:
    """Logo, title, what it is and when; on a poster the facts need no labels."""
    logo = logo_image(document.logo)
    if logo is not None:
        yield logo
    yield Landmark(document.genre, 0, 0, "top")
    yield from paragraphs(document.title, letters.title)
    if document.form is outline.Form.POSTER:
        for line in (document.when, *(value for _label, value in document.facts.pairs)):
            yield from paragraphs(line, letters.when)
        yield Spacer(0, 3 * mm)
        return
    yield from paragraphs(f"{document.genre} · {document.when}", letters.when)
    yield Spacer(0, 2 * mm)
    yield from _leaf(document.facts, letters)


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
    yield from _leaf(document.facts, style.BOOK)
    if document.purposes:
        yield Spacer(0, 8 * mm)
        yield from paragraphs(_("Purposes"), style.SUBHEADING)
        yield from _leaf(outline.Listing(document.purposes), style.BOOK)


def _contents(body: list[Flowable]) -> Iterator[Flowable]:
    yield Landmark(_("Contents"), 0, style.BOOK.before[0])
    yield from paragraphs(_("Contents"), style.HEADING)
    for landmark in body:
        if isinstance(landmark, Landmark) and landmark.level < len(style.CONTENTS):
            yield ContentsLine(landmark, style.CONTENTS[landmark.level])


def _blocks(
    blocks: Iterable[outline.Block], level: int, letters: style.Lettering, headings: Iterator[int]
) -> list[Flowable]:
    made: list[Flowable] = []
    for block in blocks:
        if isinstance(block, outline.Section):
            made += _section(block, level, letters, headings)
        else:
            made += _leaf(block, letters)
    return made


def _section(
    section: outline.Section, level: int, letters: style.Lettering, headings: Iterator[int]
) -> list[Flowable]:
    key = f"place-{next(headings)}"
    before = letters.before[min(level, 2)]
    landmark = Landmark(_shortened(section.title), level, before, key, theme=section.theme)
    heading = paragraphs(section.title, _heading_style(section, level, letters), section.label)
    inner = _blocks(section.blocks, level + 1, letters, headings)
    begin = PageBreakIfNotEmpty() if section.apart else CondPageBreak(_room(landmark, heading, inner))
    return [begin, landmark, *heading, *inner]


def _shortened(title: str) -> str:
    """The title for contents and bookmarks; the heading itself says all of it."""
    line = one_line(title) or _("Untitled")
    return line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE].rstrip() + "…"


def _heading_style(section: outline.Section, level: int, letters: style.Lettering) -> ParagraphStyle:
    if level == 0:
        return style.HEADING
    if section.theme:
        return style.THEME
    return style.QUESTION if section.label else letters.heading


def _room(landmark: Landmark, heading: list[Flowable], inner: list[Flowable]) -> float:
    """How much of the page must be left for the heading, so that it never stands at a page's foot."""
    below = _START
    if inner and isinstance(inner[0], CondPageBreak):
        below = inner[0].height
    elif inner and isinstance(inner[0], Grid):
        below = max(_START, inner[0].start)
    above = landmark.getSpaceBefore() + _height([landmark])
    room = min(above + _height(heading) + below, 0.6 * style.HEIGHT)
    return max(room, style.HEIGHT / 2) if landmark.level == 0 else room


def _height(flowables: list[Flowable]) -> float:
    return sum(one.wrap(style.WIDTH, style.HEIGHT)[1] + one.getSpaceAfter() for one in flowables)


def _space(height: float) -> Flowable:
    """Room that falls away at the top of a page."""
    made = Spacer(0, 0)
    made.spaceBefore = height
    return made


def _depth(flowable: Flowable) -> float:
    """How much of a page it takes at most, its spaces included."""
    return flowable.getSpaceBefore() + _height([flowable])


def _leaf(block: outline.Leaf, letters: style.Lettering) -> list[Flowable]:
    match block:
        case outline.Paragraph(text) | outline.Remark(text):
            return paragraphs(text, style.REMARK if isinstance(block, outline.Remark) else style.BODY)
        case outline.Facts(pairs):
            return [part for label, value in pairs for part in paragraphs(value, style.FACT, label)]
        case outline.Listing(texts):
            numbered = enumerate(texts, 1)
            return [part for number, text in numbered for part in paragraphs(text, style.FACT, f"{number}.")]
        case outline.Points(points):
            return [part for point in points for part in _point(point)]
        case outline.Figures(figures):
            return [figures_grid(figures), Spacer(0, 4 * mm)]
        case outline.Table():
            return [table_grid(block, letters), Spacer(0, letters.after)]
        case outline.Chart():
            return with_bars(block, _leaf(block.table, letters))
        case outline.Break():
            return [_space(letters.before[1])]
        case outline.Document():
            return _document(block)
    assert_never(block)


def _point(point: outline.Point) -> list[Flowable]:
    return paragraphs(point.text, style.POINT, point.kind.capitalize(), source=point.source)


def _document(document: outline.Document) -> list[Flowable]:
    """Title, description, QR code and the address beneath it, on one page where they fit on one."""
    parts = paragraphs(document.title, style.DOCUMENT, document.language.capitalize())
    if document.description:
        parts += paragraphs(document.description, style.BODY)
    if _leads(document.address, _WEB) and fits_qr(document.address):
        parts.append(QrCode(document.address, style.LABEL))
    elif len(document.address) > LONGEST:
        parts += paragraphs(_("The address is too long for a QR code."), style.REMARK)
    if _leads(document.address, _LINKED):
        parts.append(link(document.address, style.ADDRESS))
    else:
        parts += paragraphs(document.address, style.ADDRESS)
    return [CondPageBreak(min(_height(parts), 0.6 * style.HEIGHT)), *parts]


def _leads(address: str, schemes: tuple[str, ...]) -> bool:
    return address.startswith(schemes) and address.isprintable()
