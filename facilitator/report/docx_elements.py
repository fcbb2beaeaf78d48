"""The elements of a Word file: paragraphs, runs of text, fields, links, tables and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from facilitator.report import elements
from facilitator.report.elements import Markup, empty, joined
from facilitator.report.text import legible

NAMESPACES: Final = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_BREAKS: Final = re.compile("([\n\t])")
_EMU: Final = 12_700  # to a point


def w(name: str, /, *inside: Markup, **attributes: str) -> Markup:
    """An element of WordprocessingML; names and attributes without their prefix."""
    named = {f"w:{key}": value for key, value in attributes.items()}
    return elements.element(f"w:{name}", named, inside) if inside else empty(f"w:{name}", named)


def run(typed: str, *, styled: str = "", language: str = "") -> Markup:
    """The text as typed, its line ends and tabs included: all text of the file goes through here."""
    properties = [
        *([w("rStyle", val=styled)] if styled else []),
        *([w("lang", val=language)] if language else []),
    ]
    pieces = map(_piece, filter(None, _BREAKS.split(legible(typed))))
    return w("r", *([w("rPr", *properties)] if properties else []), *pieces)


def _piece(text: str) -> Markup:
    if text == "\n":
        return w("br")
    if text == "\t":
        return w("tab")
    return elements.element("w:t", {"xml:space": "preserve"}, [elements.text(text)])


def paragraph(styled: str, *inside: Markup, properties: Iterable[Markup] = ()) -> Markup:
    """``styled``: the id of its style."""
    return w("p", w("pPr", w("pStyle", val=styled), *properties), *inside)


def field(instruction: str, placeholder: str) -> Markup:
    """What Word reckons; until then, the placeholder is read."""
    return w("fldSimple", run(placeholder), instr=f" {instruction} ")


def field_begin(instruction: str) -> Markup:
    """The beginning of a field whose result goes over several paragraphs, until ``FIELD_END``."""
    told = elements.element("w:instrText", {"xml:space": "preserve"}, [elements.text(f" {instruction} ")])
    return joined([_mark("begin"), w("r", told), _mark("separate")])


def _mark(kind: str) -> Markup:
    return w("r", w("fldChar", fldCharType=kind))


FIELD_END: Final = _mark("end")
TAB: Final = w("r", w("tab"))


def bookmark(number: int, name: str, *inside: Markup) -> Markup:
    start = w("bookmarkStart", id=str(number), name=name)
    return joined([start, *inside, w("bookmarkEnd", id=str(number))])


def link_to_bookmark(name: str, *inside: Markup) -> Markup:
    return w("hyperlink", *inside, anchor=name, history="1")


def link_to(relation: str, *inside: Markup) -> Markup:
    """A link to the address of that relation."""
    return elements.element("w:hyperlink", {"r:id": relation, "w:history": "1"}, inside)


def picture(number: int, relation: str, wide: float, tall: float, told: str) -> Markup:
    """The picture of that relation, its sides in points; ``told``: what it shows, in words."""
    size = {"cx": str(round(_EMU * wide)), "cy": str(round(_EMU * tall))}
    named = {"id": str(number), "name": f"Picture {number}", "descr": told}
    graphic = _el("a:graphic", _el("a:graphicData", _pic(relation, size, named), uri=NAMESPACES["xmlns:pic"]))
    inline = _el(
        "wp:inline", _el("wp:extent", **size), _el("wp:docPr", **named), graphic, distT="0", distB="0"
    )
    return w("r", w("drawing", inline))


def _pic(relation: str, size: dict[str, str], named: dict[str, str]) -> Markup:
    blip = empty("a:blip", {"r:embed": relation})
    shape = _el("a:xfrm", _el("a:off", x="0", y="0"), _el("a:ext", **size))
    return _el(
        "pic:pic",
        _el("pic:nvPicPr", _el("pic:cNvPr", **named), _el("pic:cNvPicPr")),
        _el("pic:blipFill", blip, _el("a:stretch", _el("a:fillRect"))),
        _el("pic:spPr", shape, _el("a:prstGeom", _el("a:avLst"), prst="rect")),
    )


def _el(name: str, /, *inside: Markup, **attributes: str) -> Markup:
    return elements.element(name, attributes, inside) if inside else empty(name, attributes)
