"""The elements of a web page."""

from __future__ import annotations

from itertools import groupby

from facilitator.qr import QUIET_ZONE, qr_matrix
from facilitator.report import elements
from facilitator.report.elements import Markup, empty
from facilitator.report.languages import language_tag


def h(name: str, /, *inside: Markup, **attributes: str) -> Markup:
    """An element; ``class_`` and ``aria_label`` stand for attributes that Python cannot name."""
    return elements.element(name, _named(attributes), inside)


def void(name: str, /, **attributes: str) -> Markup:
    """An element that holds nothing and has no end."""
    return empty(name, _named(attributes))


def told(typed: str) -> Markup:
    """The text as typed, its line ends included: all text of the page goes through here."""
    return Markup(elements.text(typed).replace("\n", "<br/>"))


def lang(code: str, document: str) -> dict[str, str]:
    """The attribute for what is in another language than the document."""
    tag = language_tag(code)
    return {"lang": tag} if tag not in ("", document) else {}


def qr_code(address: str, told: str, number: int) -> Markup:
    """The QR code, which stays black on white; ``told``: what it is, in words; ``number``: of the page's."""
    matrix = qr_matrix(address)
    side = str(len(matrix) + 2 * QUIET_ZONE)
    name = f"qr-{number}"
    return h(
        "svg",
        h("title", elements.text(told), id=name),
        void("rect", width=side, height=side, fill="#fff"),
        void("path", d="".join(map(_row_path, range(QUIET_ZONE, len(matrix) + QUIET_ZONE), matrix))),
        role="img",
        aria_labelledby=name,
        viewBox=f"0 0 {side} {side}",
    )


def _row_path(y: int, row: tuple[bool, ...]) -> str:
    """A rectangle for each stretch of dark modules."""
    path, x = "", QUIET_ZONE
    for dark, modules in groupby(row):
        length = len(list(modules))
        path += f"M{x} {y}h{length}v1h-{length}z" if dark else ""
        x += length
    return path


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
