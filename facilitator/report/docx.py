"""The outline as a Word file, to go on writing in: its headings, lists and tables are Word's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Final, assert_never

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart
from reportlab.lib.units import mm

from facilitator.i18n import _
from facilitator.qr import LONGEST
from facilitator.report import outline, style
from facilitator.report.docx_elements import (
    FIELD_END,
    TAB,
    bookmark,
    field_begin,
    link_to,
    link_to_bookmark,
    paragraph,
    picture,
    run,
    w,
)
from facilitator.report.docx_file import blank, fill, packed
from facilitator.report.docx_look import BULLETS, heading_style, theme_style
from facilitator.report.docx_table import table
from facilitator.report.elements import Markup, joined
from facilitator.report.files import replacing
from facilitator.report.headings import CONTENTS_LEVELS, Entry, contents, line_of, title_of
from facilitator.report.languages import word_language
from facilitator.report.links import link_target, scannable
from facilitator.report.pages import status_line
from facilitator.report.pictures import as_png, logo_of, qr_picture
from facilitator.report.text import NO_BREAK

_QR_SIDE: Final = 40 * mm
_LOGO: Final = (70 * mm, 13 * mm)  # at most
_PHOTO: Final = (style.WIDTH, 110 * mm)  # at most


def export_docx(document: outline.Outline, path: Path) -> None:
    """Write the outline.

    Raise FacilitatorError where it cannot be written; what stood at ``path`` is then kept.
    """
    made = as_docx(document)
    with replacing(path) as file:
        file.write(made)


def as_docx(document: outline.Outline) -> bytes:
    """The whole file; the same outline gives the same bytes."""
    file = blank()
    writer = _Writer(document, file.part)
    body = joined(writer.body())
    fill(file, document, body, lists=writer.lists)
    return packed(file)


class _Writer:
    """Writes the body, and counts what is numbered through the whole of it."""

    def __init__(self, document: outline.Outline, part: DocumentPart) -> None:
        self._document, self._part = document, part
        self._headings, self._pictures = count(1), count(1)
        self.lists = 0

    def body(self) -> Iterator[Markup]:
        document = self._document
        book = document.form is outline.Form.BOOK
        yield from self._cover() if book else self._head()
        yield from self._blocks([*document.blocks, *document.sections], 0)

    # ── before the sections ──

    def _head(self) -> Iterator[Markup]:
        document, logo = self._document, logo_of(self._document.logo)
        if logo:
            scale = min(_LOGO[0] / logo.wide, _LOGO[1] / logo.tall)
            words = _("Logo of the organiser")
            yield self._picture(as_png(logo.picture), scale * logo.wide, scale * logo.tall, words)
        yield paragraph("Title", run(document.title))
        yield paragraph("Subtitle", run(f"{document.genre} · {document.when}"))
        yield from self._leaf(document.facts)

    def _cover(self) -> Iterator[Markup]:
        document = self._document
        yield paragraph("Genre", run(document.genre))
        yield paragraph("Title", run(document.title))
        yield paragraph("Subtitle", run(document.when))
        yield paragraph("Status", run(status_line(document)))
        yield from self._leaf(document.facts)
        if document.purposes:
            yield paragraph("FrontHeading", run(_("Purposes")))
            yield from self._leaf(outline.Listing(document.purposes))
        entries = contents(document)
        if entries:
            yield _contents(entries)

    # ── sections ──

    def _blocks(self, blocks: Iterable[outline.Block], level: int) -> Iterator[Markup]:
        for block in blocks:
            if isinstance(block, outline.Section):
                yield self._heading(block, level)
                yield from self._blocks(block.blocks, level + 1)
            else:
                yield from self._leaf(block)

    def _heading(self, section: outline.Section, level: int) -> Markup:
        number = next(self._headings)
        title = run(title_of(section), language=self._foreign(section.language))
        if section.theme:
            badge = run(f"{NO_BREAK}{section.theme.letter}{NO_BREAK}", styled=theme_style(section.theme))
            title = joined([badge, run(" "), title])
        if level < CONTENTS_LEVELS:
            title = bookmark(number, _place(number), title)
        return paragraph(heading_style(level), title, properties=[w("pageBreakBefore")] * section.apart)

    # ── what stands in them ──

    def _leaf(self, block: outline.Leaf) -> Iterable[Markup]:  # noqa: C901 - a case for each kind
        match block:
            case outline.Paragraph(text) | outline.Remark(text):
                styled = "Remark" if isinstance(block, outline.Remark) else "Normal"
                return [paragraph(styled, run(text))]
            case outline.Facts(pairs):
                return (paragraph("Fact", run(k, styled="Label"), TAB, run(v)) for k, v in pairs)
            case outline.Listing(texts):
                return self._listing(texts)
            case outline.Figures(figures):
                return (paragraph("KeyFigure", *_figure(one)) for one in figures)
            case outline.Points(points):
                return (paragraph("ListBullet", *_point(one)) for one in points)
            case outline.Table():
                return [table(block, self._foreign)]
            case outline.Chart():
                return self._leaf(block.table)
            case outline.Break():
                return [paragraph("Break")]
            case outline.Document():
                return self._background(block)
            case outline.Photo():
                return self._photo(block)
        assert_never(block)

    def _listing(self, texts: tuple[str, ...]) -> Iterator[Markup]:
        self.lists += 1
        numbered = w("numPr", w("ilvl", val="0"), w("numId", val=str(BULLETS + self.lists)))
        yield from (paragraph("ListNumber", run(text), properties=[numbered]) for text in texts)

    def _background(self, document: outline.Document) -> Iterator[Markup]:
        """Title, description, QR code and the address beneath it."""
        language = self._foreign(document.code)
        told = run(f" ({document.language})", styled="Source") if document.language else Markup("")
        yield paragraph("DocumentTitle", run(document.title, language=language), told)
        if document.description:
            yield paragraph("DocumentText", run(document.description, language=language))
        if scannable(document.address):
            yield self._qr_code(document.address)
        elif len(document.address) > LONGEST:
            yield paragraph("Remark", run(_("The address is too long for a QR code.")))
        if document.address:
            yield paragraph("Normal", self._address(document.address))

    def _photo(self, photo: outline.Photo) -> Iterator[Markup]:
        scale = min(_PHOTO[0] / photo.wide, _PHOTO[1] / photo.tall)
        yield paragraph("DocumentTitle", run(photo.place))
        if photo.words:
            yield paragraph("DocumentText", run(photo.words, language=self._foreign(photo.language)))
        yield self._picture(photo.image, scale * photo.wide, scale * photo.tall, photo.alt)

    def _qr_code(self, address: str) -> Markup:
        told = _("QR code with a link to {address}").format(address=address)
        return self._picture(as_png(qr_picture(address)), _QR_SIDE, _QR_SIDE, told)

    def _picture(self, image: bytes, wide: float, tall: float, told: str) -> Markup:
        relation, _part = self._part.get_or_add_image(BytesIO(image))
        return paragraph("Picture", picture(next(self._pictures), relation, wide, tall, told))

    def _address(self, address: str) -> Markup:
        target = link_target(address)
        if not target:
            return run(address)
        relation = self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return link_to(relation, run(address, styled="Hyperlink"))

    def _foreign(self, code: str) -> str:
        """The language, where it is another than the document's."""
        language = word_language(code)
        return language if language != word_language(self._document.language) else ""


def _contents(entries: tuple[Entry, ...]) -> Markup:
    """Word's own contents, with its button to bring them up to date: page numbers come with that.

    Until then the titles are read as links. Told to do it by itself, Word would ask at each opening.
    """
    lines = [[link_to_bookmark(_place(entry.number), run(line_of(entry.section)))] for entry in entries]
    lines[0].insert(0, field_begin(rf'TOC \o "1-{CONTENTS_LEVELS}" \h \z \u'))
    lines[-1].append(FIELD_END)
    return w(
        "sdt",
        w("sdtPr", w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))),
        w(
            "sdtContent",
            paragraph("TOCHeading", run(_("Contents")), properties=[w("pageBreakBefore")]),
            *(paragraph(f"Toc{entry.level + 1}", *line) for entry, line in zip(entries, lines, strict=True)),
        ),
    )


def _place(number: int) -> str:
    """The bookmark of a heading, named as Word names those that it makes."""
    return f"_Toc{number:09}"


def _figure(figure: outline.Figure) -> tuple[Markup, Markup]:
    return run(figure.value, styled="Figure"), run(f" {figure.label}")


def _point(point: outline.Point) -> tuple[Markup, ...]:
    kind = run(f"{point.kind.capitalize()}: ", styled="Label")
    return kind, run(point.text), run(f" ({point.source})", styled="Source")
