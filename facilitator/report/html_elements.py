"""The elements of a web page."""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import Final

from facilitator.qr import QUIET_ZONE, qr_matrix
from facilitator.report import elements
from facilitator.report.elements import Markup, empty
from facilitator.report.languages import language_tag

_SERIES: Final = 5  # with a look of their own


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
        void("rect", width=side, height=side),
        void("path", d="".join(map(_row_path, range(QUIET_ZONE, len(matrix) + QUIET_ZONE), matrix))),
        class_="qr",
        role="img",
        aria_labelledby=name,
        viewBox=f"0 0 {side} {side}",
    )


def bar(values: tuple[int, ...], whole: int) -> Markup:
    """The values side by side, each in the look of its series; ``whole`` takes all the room there is."""
    ends = list(accumulate(values, initial=0))
    parts = (
        void("rect", x=_share(start, whole), width=_share(value, whole), height="1", class_=_series(number))
        for number, (start, value) in enumerate(zip(ends, values, strict=False))
        if value
    )
    size = {"viewBox": "0 0 100 1", "preserveAspectRatio": "none"}
    return h("svg", *parts, class_="bar", aria_hidden="true", **size)


def swatch(number: int) -> Markup:
    """The look of a series, by its number from 0."""
    part = void("rect", width="100%", height="100%", class_=_series(number))
    return h("svg", part, class_="swatch", aria_hidden="true")


def _series(number: int) -> str:
    return f"series-{number % _SERIES + 1}"


def _share(value: int, whole: int) -> str:
    return f"{100 * value / whole:.2f}"


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
