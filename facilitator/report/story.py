"""The outline as reportlab's flowables, and as the tree of what they are, both in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final, assert_never

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, PageBreakIfNotEmpty, Spacer

from facilitator.i18n import _
from facilitator.qr import LONGEST
from facilitator.report import outline, style
from facilitator.report.card_pages import card_pages
from facilitator.report.charts import with_bars
from facilitator.report.flowables import Banner, ContentsLine, Landmark, Picture, QrCode, logo_image
from facilitator.report.grids import Grid, figures_grid, table_grid
from facilitator.report.links import link_target, scannable
from facilitator.report.name_pages import name_pages
from facilitator.report.pages import status_line
from facilitator.report.paragraphs import Told, link, paragraphs
from facilitator.report.tagging import Element
from facilitator.report.text import markup, one_line

_TITLE_SIZES: Final = ((60, 30), (120, 24), (240, 18), (600, 13))  # a title of that many characters at most
_START: Final = 22 * mm  # of what follows a heading, this much stands on the same page
_LONGEST_LINE: Final = 160  # characters of a title in contents and bookmarks


def story(document: outline.Outline) -> tuple[list[Flowable], Element]:
    """All flowables of the document, from its head or cover to its end, and the root of its structure."""
    root = Element("Document")
    match document.form:
        case outline.Form.BOOK:
            return _book(document, root), root
        case outline.Form.SHEET:
            return _sheet(document, style.SHEET)
        case outline.Form.POSTER:
            return _poster(document)
        case outline.Form.CARDS:
            return card_pages(document.cards, root), root
        case outline.Form.NAMES:
            return name_pages(document.names, root), root
    assert_never(document.form)


def _book(document: outline.Outline, root: Element) -> list[Flowable]:
    cover = [*_cover(document, root.add("Sect"))]
    contents = root.add("Sect")
    body = _body(document, 0, style.BOOK, root)
    return [*cover, PageBreak(), *_contents(body, contents), *body]


def _body(document: outline.Outline, level: int, letters: style.Lettering, root: Element) -> list[Flowable]:
    blocks: list[outline.Block] = [*document.blocks, *document.sections]
    return _Writer(letters, level).blocks(blocks, level, root)


def _poster(document: outline.Outline) -> tuple[list[Flowable], Element]:
    """In the largest type that one page has room for; what is too long for one goes on in a middling one."""
    if not _fits(_sheet(document, style.POSTERS[-1])[0]):
        return _sheet(document, style.POSTERS[-3])
    sheets = (_sheet(document, letters) for letters in style.POSTERS)
    return next(sheet for sheet in sheets if _fits(sheet[0]))


def _fits(flowables: list[Flowable]) -> bool:
    """Whether one page has room for all of them."""
    return sum(map(_depth, flowables)) <= style.HEIGHT


def _sheet(document: outline.Outline, letters: style.Lettering) -> tuple[list[Flowable], Element]:
    root = Element("Document")
    return [*_head(document, letters, root), *_body(document, 1, letters, root)], root


def _head(document: outline.Outline, letters: style.Lettering, root: Element) -> Iterator[Flowable]:
    """Logo, title, what it is and when; on a poster the facts need no labels."""
    heading = root.add("H1")
    logo = logo_image(document.logo, root.add("Figure", alt=_("Logo of the organiser")))
    if logo is not None:
        yield logo
    yield Landmark(document.genre, 0, 0, "top")
    yield from paragraphs(document.title, letters.title, heading)
    if document.form is outline.Form.POSTER:
        for line in (document.when, *(value for _label, value in document.facts.pairs)):
            yield from paragraphs(line, letters.when, root.add("P"))
        yield Spacer(0, 3 * mm)
        return
    yield from paragraphs(f"{document.genre} · {document.when}", letters.when, root.add("P"))
    yield Spacer(0, 2 * mm)
    yield from _Writer(letters).leaf(document.facts, root)


def _cover(document: outline.Outline, cover: Element) -> Iterator[Flowable]:
    size = next((size for most, size in _TITLE_SIZES if len(document.title) <= most), 11)
    title = style.TITLE.clone("title", fontSize=size, leading=1.24 * size, spaceAfter=5 * mm)
    lines = [
        _line(document.genre, style.GENRE.clone("genre", spaceAfter=3 * mm), cover.add("P")),
        _line(document.title, title, cover.add("H1")),
        _line(document.when, style.WHEN.clone("when", spaceAfter=6 * mm), cover.add("P")),
        _line(status_line(document), style.GENRE, cover.add("P")),
    ]
    yield Banner(lines, height=92 * mm)
    yield Spacer(0, 12 * mm)
    writer = _Writer(style.BOOK)
    yield from writer.leaf(document.facts, cover)
    if document.purposes:
        yield Spacer(0, 8 * mm)
        yield from paragraphs(_("Purposes"), style.SUBHEADING, cover.add("H2"))
        yield from writer.leaf(outline.Listing(document.purposes), cover)


def _line(text: str, styled: ParagraphStyle, element: Element) -> Told:
    made = Told(markup(text), styled)
    made.element = element
    return made


def _contents(body: list[Flowable], contents: Element) -> Iterator[Flowable]:
    yield Landmark(_("Contents"), 0, style.BOOK.before[0])
    yield from paragraphs(_("Contents"), style.HEADING, contents.add("H2"))
    listed = contents.add("TOC")
    for landmark in body:
        if isinstance(landmark, Landmark) and landmark.level < len(style.CONTENTS):
            yield ContentsLine(landmark, style.CONTENTS[landmark.level], listed.add("TOCI"))


class _Writer:
    """Sets blocks in that type, each into the element of what it stands in; ``top``: the outermost level."""

    def __init__(self, letters: style.Lettering, top: int = 0) -> None:
        self._letters, self._top = letters, top
        self._headings = count(1)

    def blocks(self, blocks: Iterable[outline.Block], level: int, parent: Element) -> list[Flowable]:
        made: list[Flowable] = []
        for block in blocks:
            if isinstance(block, outline.Section):
                made += self._section(block, level, parent.add("Sect"))
            else:
                made += self.leaf(block, parent)
        return made

    def leaf(self, block: outline.Leaf, parent: Element) -> list[Flowable]:  # noqa: C901 - a case for each kind
        match block:
            case outline.Paragraph(text) | outline.Remark(text):
                styled = style.REMARK if isinstance(block, outline.Remark) else style.BODY
                return paragraphs(text, styled, parent.add("P"))
            case outline.Facts(pairs):
                return _list(((label, value, "") for label, value in pairs), style.FACT, parent)
            case outline.Listing(texts):
                numbered = ((f"{number}.", text, "") for number, text in enumerate(texts, 1))
                return _list(numbered, style.FACT, parent)
            case outline.Points(points):
                said = ((point.kind.capitalize(), point.text, point.source) for point in points)
                return _list(said, style.POINT, parent)
            case outline.Figures(figures):
                return [figures_grid(figures, parent), Spacer(0, 4 * mm)]
            case outline.Table():
                return [table_grid(block, self._letters, parent), Spacer(0, self._letters.after)]
            case outline.Chart():
                return with_bars(block, self.leaf(block.table, parent))
            case outline.Break():
                return [_space(self._letters.before[1])]
            case outline.Document():
                return _document(block, parent.add("Sect"))
            case outline.Photo():
                return _photo(block, parent)
        assert_never(block)

    def _section(self, section: outline.Section, level: int, parent: Element) -> list[Flowable]:
        key = f"place-{next(self._headings)}"
        before = self._letters.before[min(level, 2)]
        element = parent.add(f"H{min(level - self._top + 2, 6)}", language=section.language)
        mark = element.add("Span") if section.theme else None
        landmark = Landmark(_shortened(section.title), level, before, key, theme=section.theme, element=mark)
        label = element.add("Span") if section.label else None
        styled = _heading_style(section, level, self._letters)
        title = section.title if one_line(section.title) else _("Untitled")
        heading = paragraphs(title, styled, element, section.label, label)
        inner = self.blocks(section.blocks, level + 1, parent)
        begin = PageBreakIfNotEmpty() if section.apart else CondPageBreak(_room(landmark, heading, inner))
        return [begin, landmark, *heading, *inner]


def _list(entries: Iterable[tuple[str, str, str]], styled: ParagraphStyle, parent: Element) -> list[Flowable]:
    """Entries of (label, text, source) as a list."""
    listed = parent.add("L")
    made: list[Flowable] = []
    for label, text, source in entries:
        entry = listed.add("LI")
        named = entry.add("Lbl")
        made += paragraphs(text, styled, entry.add("LBody"), label, named, source=source)
    return made


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


def _photo(photo: outline.Photo, parent: Element) -> list[Flowable]:
    """The place, what was said of the picture, and the picture, on one page."""
    parts = paragraphs(photo.place, style.DOCUMENT, parent.add("P"))
    if photo.words:
        parts += paragraphs(photo.words, style.BODY, parent.add("P", language=photo.language))
    parts.append(Picture(photo, parent.add("Figure", alt=photo.alt)))
    return [CondPageBreak(min(_height(parts), 0.9 * style.HEIGHT)), *parts, Spacer(0, 6 * mm)]


def _document(document: outline.Document, parent: Element) -> list[Flowable]:
    """Title, description, QR code and the address beneath it, on one page where they fit on one."""
    said = parent.add("P", language=document.code)
    label = said.add("Span") if document.language else None
    parts = paragraphs(document.title, style.DOCUMENT, said, document.language.capitalize(), label)
    if document.description:
        parts += paragraphs(document.description, style.BODY, parent.add("P", language=document.code))
    if scannable(document.address):
        leads = _("QR code with a link to {address}").format(address=document.address)
        parts.append(QrCode(document.address, style.LABEL, parent.add("Figure", alt=leads)))
    elif len(document.address) > LONGEST:
        parts += paragraphs(_("The address is too long for a QR code."), style.REMARK, parent.add("P"))
    if link_target(document.address):
        parts.append(link(document.address, style.ADDRESS, parent))
    else:
        parts += paragraphs(document.address, style.ADDRESS, parent.add("P"))
    return [CondPageBreak(min(_height(parts), 0.6 * style.HEIGHT)), *parts]
