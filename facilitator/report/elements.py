"""XML and HTML as text: elements hold elements and typed text, and what was typed never becomes markup.

The types keep the two apart: a text becomes ``Markup`` by ``text`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from facilitator.report.text import legible

Markup = NewType("Markup", str)


def text(typed: str) -> Markup:
    """The text as typed, for the inside of an element; what no file may hold is shown by its number."""
    return Markup(escape(legible(typed)))


def element(name: str, attributes: Mapping[str, str], inside: Iterable[Markup]) -> Markup:
    """An element with its end; the attributes' values are texts, cleaned and escaped as texts are."""
    return Markup(f"{_start(name, attributes)}>{''.join(inside)}</{name}>")


def empty(name: str, attributes: Mapping[str, str]) -> Markup:
    """An element that holds nothing."""
    return Markup(f"{_start(name, attributes)}/>")


def joined(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))


def _start(name: str, attributes: Mapping[str, str]) -> str:
    return "".join(
        (f"<{name}", *(f" {key}={quoteattr(legible(value))}" for key, value in attributes.items()))
    )
