"""What is to be read aloud of a document in print, in order: all that its outline says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from facilitator.i18n import _
from facilitator.report import outline
from facilitator.report.fonts import runs
from facilitator.report.pages import status_line
from facilitator.report.pdf import titled
from facilitator.report.text import clean
from tests.report.structure import Element, Tagged


def aloud(document: outline.Outline) -> str:
    """All of a book or a sheet on one line, without the list of its contents."""
    return " ".join(" ".join(map(_drawn, _document(titled(document)))).split())


def heard(file: Tagged) -> str:
    """All that a reader says of the file on one line, figures and the list of contents left out."""
    assert file.root
    return " ".join(" ".join(_heard(file, file.root)).split())


def _heard(file: Tagged, element: Element) -> Iterator[str]:
    below = element.within()
    if element.tag in ("TOC", "Figure"):
        return
    if not below or any(one.tag in ("Span", "Link") for one in below):
        yield file.text(element)
        return
    for one in below:
        yield from _heard(file, one)


def _drawn(text: str) -> str:
    return "".join(piece for _font, piece in runs(clean(text)))


def _document(document: outline.Outline) -> Iterator[str]:
    if document.form is outline.Form.BOOK:
        yield from (document.genre, document.title, document.when, status_line(document))
        yield from _leaf(document.facts)
        if document.purposes:
            yield _("Purposes")
            yield from _leaf(outline.Listing(document.purposes))
        yield _("Contents")
    else:
        yield from (document.title, f"{document.genre} · {document.when}")
        yield from _leaf(document.facts)
    yield from _blocks([*document.blocks, *document.sections])


def _blocks(blocks: Iterable[outline.Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, outline.Section):
            yield from (block.theme.letter if block.theme else "", block.label, block.title or _("Untitled"))
            yield from _blocks(block.blocks)
        else:
            yield from _leaf(block)


def _leaf(block: outline.Leaf) -> Iterator[str]:
    match block:
        case outline.Paragraph(text) | outline.Remark(text):
            yield text
        case outline.Facts(pairs):
            yield from (part for pair in pairs for part in pair)
        case outline.Listing(texts):
            yield from (part for number, text in enumerate(texts, 1) for part in (f"{number}.", text))
        case outline.Figures(figures):
            yield from (part for one in figures for part in (one.value, one.label))
        case outline.Points(points):
            yield from (part for p in points for part in (p.kind.capitalize(), p.text, p.source))
        case outline.Table() | outline.Chart():
            yield from _table(block.table if isinstance(block, outline.Chart) else block)
        case outline.Document():
            yield from (block.language.capitalize(), block.title, block.description, block.address)
        case outline.Photo():
            yield from (block.place, block.words)
        case outline.Break():
            return
        case _:
            assert_never(block)


def _table(table: outline.Table) -> Iterator[str]:
    yield from (column.title for column in table.columns)
    for row in table.rows:
        yield from (text for cell in row for text in (cell.text, *cell.details))
