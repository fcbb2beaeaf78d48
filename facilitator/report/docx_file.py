"""The Word file around its text: python-docx's own, without what nobody needs, filled and packed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from facilitator.i18n import _
from facilitator.report import elements
from facilitator.report.docx_elements import NAMESPACES, TAB, field, paragraph, run
from facilitator.report.docx_look import styles
from facilitator.report.docx_setup import numbering, page_setup, settings
from facilitator.report.elements import Markup
from facilitator.report.languages import word_language
from facilitator.report.outline import Form, Outline
from facilitator.report.pages import status_line
from facilitator.report.text import legible

_KEPT: Final = frozenset(
    (
        RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.THEME,
        RELATIONSHIP_TYPE.FONT_TABLE,
    )
)
_POSTER: Final = 1.2  # times the type of the others
_LONGEST: Final = 255  # characters of a property
_LINE: Final = 90  # characters that stand above a page
_PLACES: Final = re.compile(r"\{(page|pages)\}")
_FIELDS: Final = {"page": "PAGE", "pages": "NUMPAGES"}
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first time that an archive can name


def blank() -> Document:
    """A file with nothing of its template but what every file has."""
    file = docx.Document()
    for relations in (file.part.package.rels, file.part.rels):
        for name in [name for name, relation in relations.items() if relation.reltype not in _KEPT]:
            del relations[name]
    return file


def fill(file: Document, document: Outline, body: Markup, *, lists: int) -> None:
    """Put body, styles, lists, head, foot and properties into the file."""
    language = word_language(document.language)
    scale = _POSTER if document.form is Form.POSTER else 1
    _put(file.element.body, Markup(body + _page_setup(file, document)))
    _put(file.styles.element, styles(language, scale))
    _put(file.settings.element, settings(language))
    _put(file.part.numbering_part.element, numbering(lists))
    _tell(file, document)


def packed(file: Document) -> bytes:
    """The file's bytes, which say nothing of when they were packed."""
    saved, settled = BytesIO(), BytesIO()
    file.save(saved)
    with ZipFile(saved) as archive, ZipFile(settled, "w", ZIP_DEFLATED) as made:
        for name in archive.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            made.writestr(entry, archive.read(name))
    return settled.getvalue()


def _put(element: BaseOxmlElement, inside: Markup) -> None:
    """The element holds this and nothing else."""
    parsed = parse_xml(elements.element("w:any", NAMESPACES, [inside]))
    element[:] = list(parsed)


def _page_setup(file: Document, document: Outline) -> Markup:
    """On each page title and status; a cover says both itself."""
    covered = document.form is Form.BOOK
    header, header_relation = file.part.add_header_part()  # type: ignore[no-untyped-call]  # its types are left out
    footer, footer_relation = file.part.add_footer_part()  # type: ignore[no-untyped-call]  # its types are left out
    title = _short(document.title, _LINE) if covered else ""
    _put(header.element, paragraph("Header", run(title)))
    _put(footer.element, paragraph("Footer", run(status_line(document)), TAB, *_page_number()))
    references = [
        elements.empty(f"w:{kind}Reference", {"w:type": "default", "r:id": relation})
        for kind, relation in (("header", header_relation), ("footer", footer_relation))
    ]
    return page_setup(*references, covered=covered)


def _page_number() -> Iterator[Markup]:
    """«Side 3 av 12», as Word counts."""
    for part in _PLACES.split(_("Page {page} of {pages}")):
        yield field(_FIELDS[part], "1") if part in _FIELDS else run(part)


def _tell(file: Document, document: Outline) -> None:
    """What the file says of itself."""
    told, made = file.core_properties, document.made_at.astimezone(UTC)
    told.title, told.subject = _short(document.title), _short(f"{document.genre} · {document.when}")
    told.author = told.last_modified_by = _short(document.author)
    told.content_status, told.language = _short(status_line(document)), word_language(document.language)
    told.comments = told.keywords = told.category = ""
    told.created = told.modified = made
    told.revision = 1


def _short(text: str, most: int = _LONGEST) -> str:
    """The text on one line, with so many characters at most."""
    line = " ".join(legible(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"
