"""The outline as one web page: nothing runs in it, nothing is fetched, and a screen reader finds its way."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Final, assert_never

from facilitator.i18n import _
from facilitator.qr import LONGEST
from facilitator.report import outline
from facilitator.report.elements import Markup, text
from facilitator.report.files import replacing
from facilitator.report.headings import contents, line_of, title_of
from facilitator.report.html_elements import h, lang, qr_code, told, void
from facilitator.report.html_look import policy, stylesheet, theme_class
from facilitator.report.html_table import table
from facilitator.report.links import link_target, scannable
from facilitator.report.pages import status_line
from facilitator.report.pictures import as_png, logo_of

_HEADINGS: Final = 6  # levels; the first is the document's title
_GENRE: Final = "genre"  # where no heading is above, this line says what it is


def export_html(document: outline.Outline, path: Path) -> None:
    """Write the outline.

    Raise FacilitatorError where it cannot be written; what stood at ``path`` is then kept.
    """
    made = as_html(document).encode("utf-8")
    with replacing(path) as file:
        file.write(made)


def as_html(document: outline.Outline) -> str:
    """The whole page; the same outline gives the same text."""
    head = h("head", *_head(document))
    body = h("body", *_Writer(document).body())
    return f"<!DOCTYPE html>\n{h('html', head, body, lang=document.language)}\n"


def _head(document: outline.Outline) -> Iterator[Markup]:
    yield void("meta", charset="utf-8")
    yield void("meta", http_equiv="Content-Security-Policy", content=policy())
    yield void("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield void("meta", name="color-scheme", content="light dark")
    yield void("meta", name="author", content=document.author)
    yield void("meta", name="dcterms.created", content=document.made_at.isoformat())
    yield h("title", text(f"{document.title} – {document.genre}"))
    yield h("style", Markup(stylesheet()))


class _Writer:
    """Writes the body, and counts what has a number through the whole of it."""

    def __init__(self, document: outline.Outline) -> None:
        self._document = document
        self._headings, self._codes = count(1), count(1)

    def body(self) -> Iterator[Markup]:
        document = self._document
        yield h("a", told(_("Skip to the text")), class_="skip", href="#text")
        yield h("header", *self._header())
        if document.form is outline.Form.BOOK:
            yield from self._contents()
        blocks = self._blocks([*document.blocks, *document.sections], 0, _GENRE)
        yield h("main", *blocks, id="text", tabindex="-1")
        yield h("footer", h("p", told(status_line(document))))

    # ── around the text ──

    def _header(self) -> Iterator[Markup]:
        document, logo = self._document, logo_of(self._document.logo)
        if logo:
            yield void("img", src=_data(as_png(logo.picture), "png"), alt=_("Logo of the organiser"))
        yield h("p", told(document.genre), id=_GENRE)
        yield h("h1", told(document.title if document.title.strip() else _("Untitled")))
        yield h("p", told(document.when), class_="when")
        yield h("p", told(status_line(document)), class_="status")
        if document.facts.pairs:
            yield from self._leaf(document.facts, _GENRE)
        if document.purposes:
            yield h("h2", told(_("Purposes")))
            yield from self._leaf(outline.Listing(document.purposes), _GENRE)

    def _contents(self) -> Iterator[Markup]:
        entries = [
            h(
                "li",
                h("a", told(line_of(entry.section)), href=f"#{_place(entry.number)}"),
                class_=f"level-{entry.level + 1}",
            )
            for entry in contents(self._document)
        ]
        if entries:
            title = h("h2", told(_("Contents")), id="contents")
            yield h("nav", title, h("ul", *entries), aria_labelledby="contents")

    # ── the text ──

    def _blocks(self, blocks: Iterable[outline.Block], level: int, under: str) -> Iterator[Markup]:
        """``under``: the id of the heading above."""
        for block in blocks:
            if isinstance(block, outline.Section):
                yield self._section(block, level)
            else:
                yield from self._leaf(block, under)

    def _section(self, section: outline.Section, level: int) -> Markup:
        place, name = _place(next(self._headings)), f"h{min(level + 2, _HEADINGS)}"
        language = lang(section.language, self._document.language)
        heading = h(name, *_badge(section.theme), told(title_of(section)), id=place, **language)
        inside = self._blocks(section.blocks, level + 1, place)
        return h("section", heading, *inside, **({"class_": "apart"} if section.apart else {}))

    def _leaf(self, block: outline.Leaf, under: str) -> Iterable[Markup]:
        match block:
            case outline.Paragraph(text) | outline.Remark(text):
                remark = {"class_": "remark"} if isinstance(block, outline.Remark) else {}
                return [h("p", told(text), **remark)]
            case outline.Facts(pairs):
                return [h("dl", *(h("div", h("dt", told(k)), h("dd", told(v))) for k, v in pairs))]
            case outline.Listing(texts):
                return [h("ol", *(h("li", told(text)) for text in texts))]
            case outline.Figures(figures):
                return [h("ul", *map(_figure, figures), class_="figures")]
            case outline.Points(points):
                return [h("ul", *map(_point, points), class_="points")]
            case outline.Table() | outline.Chart():
                return [table(block, under, self._document.language)]
            case outline.Break():
                return [void("hr")]
            case outline.Document():
                return [h("div", *self._background(block), class_="document")]
            case outline.Photo(place, words=words):
                image = void("img", src=_data(block.image, "jpeg"), alt=block.alt)
                language = lang(block.language, self._document.language)
                beneath = [void("br"), h("span", told(words), **language)] if words else []
                return [h("figure", image, h("figcaption", h("b", told(place)), *beneath))]
        assert_never(block)

    def _background(self, document: outline.Document) -> Iterator[Markup]:
        """Title, description, QR code and the address beneath it."""
        language = lang(document.code, self._document.language)
        word = [told(" "), h("small", told(f"({document.language})"))] if document.language else []
        yield h("p", h("b", told(document.title), **language), *word)
        if document.description:
            yield h("p", told(document.description), **language)
        if scannable(document.address):
            words = _("QR code with a link to {address}").format(address=document.address)
            yield qr_code(document.address, words, next(self._codes))
        elif len(document.address) > LONGEST:
            yield h("p", told(_("The address is too long for a QR code.")), class_="remark")
        if document.address:
            target = link_target(document.address)
            address = told(document.address)
            yield h("p", h("a", address, href=target) if target else address)


def _data(picture: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{b64encode(picture).decode('ascii')}"


def _place(number: int) -> str:
    return f"section-{number}"


def _badge(theme: outline.ThemeMark | None) -> Iterator[Markup]:
    if theme:
        yield h("span", told(theme.letter), class_=f"badge {theme_class(theme)}")
        yield told(" ")


def _figure(figure: outline.Figure) -> Markup:
    return h("li", h("b", told(figure.value)), told(f" {figure.label}"))


def _point(point: outline.Point) -> Markup:
    """Text from right to left turns nothing around but itself."""
    kind = h("b", told(f"{point.kind.capitalize()}:"))
    return h("li", kind, told(" "), h("bdi", told(point.text)), h("small", told(f" ({point.source})")))
