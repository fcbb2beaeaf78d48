"""An outline as a PDF for reading and print: A4, bookmarks, page x of y."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Final

import pikepdf
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from facilitator import progress
from facilitator.i18n import _
from facilitator.report import style
from facilitator.report.files import replacing
from facilitator.report.fonts import REGULAR, register_fonts
from facilitator.report.outline import Outline
from facilitator.report.pages import pages_for
from facilitator.report.story import story
from facilitator.report.tagged_file import make_archival, tag
from facilitator.report.tagging import Element, Structure, TaggedCanvas
from facilitator.report.text import one_line

_LONGEST: Final = 1000  # characters of a title
_ONE_AT_A_TIME: Final = Lock()  # reportlab's fonts keep a place in their file while they are written


def export_pdf(outline: Outline, path: Path) -> int:
    """Write the outline, as ``write_pdf`` does.

    Raise FacilitatorError where it cannot be written; what stood at ``path`` is then kept.
    """
    with replacing(path) as file:
        return write_pdf(outline, file)


def write_pdf(outline: Outline, file: BinaryIO, *, on_page: Callable[[int], object] = progress.tell) -> int:
    """Set the outline. Call it while its language is spoken; the same outline gives the same bytes.

    Return how many texts had to be set plainly. ``on_page`` hears the number of each page that is set; what
    it raises stops the work.
    """
    register_fonts()
    outline, draft = titled(outline), BytesIO()
    with _ONE_AT_A_TIME:
        flowables, root = story(outline)
        structure = Structure(root)
        _frame_of(outline, draft).build(flowables, canvasmaker=pages_for(outline, structure, on_page))
    _finish(draft, outline, structure, file)
    return len(structure.plain)


def write_drawing(
    outline: Outline,
    file: BinaryIO,
    size: tuple[float, float],
    draw: Callable[[TaggedCanvas, Element], object],
) -> None:
    """Set one page of that size (pt) that ``draw`` fills; the outline says what the file is."""
    register_fonts()
    draft, structure = BytesIO(), Structure(Element("Document"))
    with _ONE_AT_A_TIME:
        canvas = TaggedCanvas(
            draft,
            structure=structure,
            pagesize=size,
            initialFontName=REGULAR,
            lang=outline.language,
            invariant=1,
            pageCompression=0,
        )
        canvas.setTitle(_described(outline.title))
        canvas.setAuthor(_described(outline.author))
        canvas.setSubject(f"{outline.genre}, {outline.when}")
        canvas.setCreator("Facilitator")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        draw(canvas, structure.root)
        canvas.showPage()
        canvas.save()
    _finish(draft, outline, structure, file)


def titled(outline: Outline) -> Outline:
    """The outline with a title in any case, as standards and readers want it."""
    return outline if one_line(outline.title) else replace(outline, title=_("Untitled"))


def _described(text: str) -> str:
    """The text for the file's description, where PDF/A allows 32,767 bytes."""
    return one_line(text)[:_LONGEST]


def _frame_of(outline: Outline, file: BinaryIO) -> BaseDocTemplate:
    frame = Frame(
        style.LEFT,
        style.BOTTOM,
        style.WIDTH,
        style.HEIGHT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return BaseDocTemplate(
        file,
        pagesize=(style.PAGE_WIDTH, style.PAGE_HEIGHT),
        pageTemplates=[PageTemplate("page", [frame])],
        title=_described(outline.title),
        author=_described(outline.author),
        subject=f"{outline.genre}, {outline.when}",
        creator="Facilitator",
        lang=outline.language,
        displayDocTitle=True,
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=0,  # the last step compresses, and faster
    )


def _finish(draft: BytesIO, outline: Outline, structure: Structure, file: BinaryIO) -> None:
    """Give the file its dates, its structure, and its description for archives (XMP)."""
    made = outline.made_at.astimezone(UTC)
    with pikepdf.open(draft) as pdf:
        del pdf.docinfo["/Trapped"]  # it has no place in XMP
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = f"D:{made:%Y%m%d%H%M%S}Z"
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata.load_from_docinfo(pdf.docinfo)
            metadata["dc:language"] = [outline.language]
        tag(pdf, structure)
        make_archival(pdf)
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
