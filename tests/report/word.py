"""Reads a Word file back: what python-docx makes of it, and its text in reading order."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from facilitator.report.docx import as_docx
from facilitator.report.outline import Outline

_LINKED: Final = ("https://", "http://", "mailto:")
_WRITTEN: Final = {qn("w:br"): "\n", qn("w:tab"): "\t"}


def opened(outline: Outline) -> Document:
    return docx.Document(BytesIO(as_docx(outline)))


def file_texts(path: Path) -> list[str]:
    """The paragraphs of a file."""
    return [text_of(one) for one in paragraphs_of(docx.Document(str(path)))]


def file_acts(path: Path) -> list[str]:
    """What a file does beside being read: fields other than its own, whatever is fetched, run or embedded."""
    with ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        told = "".join(archive.read(name).decode() for name in parts)
        others = [name for name in archive.namelist() if name not in parts and "media/image" not in name]
    links = re.findall(r'Type="[^"]*/(\w+)" Target="([^"]*)" TargetMode="External"', told)
    fields = re.findall(r'w:instr="([^"]*)"|<w:instrText[^>]*>([^<]*)<', told)
    own = {" PAGE ", " NUMPAGES ", ' TOC \\o "1-2" \\h \\z \\u '}
    return [
        *others,
        *(f"{kind} {to}" for kind, to in links if kind != "hyperlink" or not to.startswith(_LINKED)),
        *(field for pair in fields for field in pair if field and field not in own),
    ]


def paragraphs_of(file: Document, styled: str = "") -> list[BaseOxmlElement]:
    """All paragraphs in reading order, those of tables and of the contents included; or those of a style."""
    found = file.element.body.iter(qn("w:p"))
    return [one for one in found if not styled or style_of(one) == styled]


def style_of(paragraph: BaseOxmlElement) -> str:
    return str(paragraph.xpath("string(w:pPr/w:pStyle/@w:val)"))


def text_of(element: BaseOxmlElement) -> str:
    """The text as Word shows it; a tab that sets a label apart is read as one."""
    return "".join(_told(one) for one in element.iter() if qn("w:r") == one.getparent().tag)


def _told(element: BaseOxmlElement) -> str:
    return (element.text or "") if element.tag == qn("w:t") else _WRITTEN.get(element.tag, "")


def told(outline: Outline, styled: str = "") -> list[str]:
    """The document's paragraphs as text, without those that only keep things apart."""
    return [text for one in paragraphs_of(opened(outline), styled) if (text := text_of(one))]
