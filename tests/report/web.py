"""Reads a web page back: it is well-formed, so any reader of XML will do."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

from facilitator.report.html import as_html
from facilitator.report.outline import Outline

DOCTYPE = "<!DOCTYPE html>\n"


def parsed(outline: Outline) -> Element:
    page = as_html(outline)
    assert page.startswith(DOCTYPE)
    return fromstring(page.removeprefix(DOCTYPE))


def text_of(element: Element) -> str:
    """The text as a browser shows it, breaks as line ends."""
    inside = "".join(text_of(child) + (child.tail or "") for child in element)
    return "\n" if element.tag == "br" else (element.text or "") + inside


def texts(page: Element, *tags: str) -> list[str]:
    """The text of each of these elements, in reading order."""
    return [text_of(element) for element in page.iter() if element.tag in tags]
