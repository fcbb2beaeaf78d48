"""Every format's file, read back by a reader of that format: what it says, and what is more than text."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import openpyxl
import pikepdf
from icalendar import Calendar
from markdown_it import MarkdownIt

from facilitator.report.fonts import runs
from facilitator.report.text import clean, legible
from tests.report.structure import Tagged
from tests.report.word import file_acts, file_texts

_BREAKS: Final = ("br", "hr")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_ADDRESS: Final = re.compile(r"(?m)^  <(?:https?://|mailto:)[^<>\s]+>$")  # below a background document
_IN_MARKDOWN: Final = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "strong", "em", "ul", "ol", "li", "br", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@dataclass(frozen=True, slots=True)
class Sink:
    """``said``: the texts of a file; ``told``: a typed text as it is to stand there; ``alive``: what is more
    than text, and must not be.
    """

    said: Callable[[Path], list[str]]
    told: Callable[[str], str]
    alive: Callable[[Path], list[str]]


def lost(file: Path, texts: Iterable[str]) -> list[str]:
    """Those of the typed texts that the file does not hold as they were typed."""
    sink = SINKS[file.suffix]
    said = "\0".join(sink.said(file))
    return [text for text in texts if sink.told(text) not in said]


def _spaced(text: str) -> str:
    return " ".join(text.split())


# ── PDF ──


def _pdf_said(file: Path) -> list[str]:
    return [Tagged(file).said()]


def _pdf_told(text: str) -> str:
    return _spaced("".join(piece for _font, piece in runs(clean(text))))


def _pdf_alive(file: Path) -> list[str]:
    """Actions other than following a link that people see, and whatever runs or is embedded."""
    with pikepdf.open(file) as pdf:
        objects = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        names = ("/JS", "/JavaScript", "/EmbeddedFiles", "/OpenAction", "/AA", "/Launch", "/F#")
        kinds = {str(one.get("/S")) for one in objects if one.get("/Type") == "/Action" or "/URI" in one}
        return [f"{name}" for name in names for one in objects if name in one] + [
            kind for kind in kinds if kind not in ("/URI", "/GoTo")
        ]


# ── CSV and Excel ──


def _csv_said(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [field for row in csv.reader(opened, delimiter=";") for field in row]


def _csv_alive(file: Path) -> list[str]:
    return [field for field in _csv_said(file) if field.startswith(_FORMULA)]


def _xlsx_cells(file: Path) -> Iterator[Any]:
    for page in openpyxl.load_workbook(file).worksheets:
        yield from (cell for row in page.iter_rows() for cell in row)


def _xlsx_said(file: Path) -> list[str]:
    return [str(cell.value).replace("_x005F_", "_") for cell in _xlsx_cells(file) if cell.value is not None]


def _xlsx_alive(file: Path) -> list[str]:
    return [str(cell.value) for cell in _xlsx_cells(file) if cell.data_type == "f" or cell.hyperlink]


# ── Markdown and HTML ──


class _Page(HTMLParser):
    """The texts and the elements of a page; a break ends a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.text.append("\n" if tag in _BREAKS else "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _page(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    return page


def _markdown_page(markdown: str) -> _Page:
    """As CommonMark with tables and struck text makes a page of it."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return _page(reader.render(markdown))


def _markdown_said(file: Path) -> list[str]:
    return [_spaced("".join(_markdown_page(file.read_text("utf-8")).text))]


def _markdown_told(text: str) -> str:
    return _spaced(legible(text))


def _markdown_alive(file: Path) -> list[str]:
    """Links are where addresses of documents are, and nowhere else."""
    elements = _markdown_page(_ADDRESS.sub("  address", file.read_text("utf-8"))).elements
    return [
        f"{tag} {given}" for tag, given in elements if tag not in _IN_MARKDOWN or given.keys() - {"start"}
    ]


_IN_A_PAGE: Final = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "footer"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "b",
        "small",
        "bdi",
        "span",
        "div",
        "ul",
        "ol",
        "li",
        "br",
        "hr",
    ),
    *("dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "a", "svg", "rect", "path"),
}
_IN_AN_ELEMENT: Final = {
    *("id", "class", "lang", "role", "scope", "href", "tabindex", "aria-labelledby"),
    *("charset", "name", "content", "http-equiv", "viewbox", "width", "height", "x", "d"),
    *("aria-hidden", "preserveaspectratio"),
}


def _html_said(file: Path) -> list[str]:
    return ["".join(_page(file.read_text("utf-8")).text)]


def _html_alive(file: Path) -> list[str]:
    elements = _page(file.read_text("utf-8")).elements
    return [
        f"{tag} {given}"
        for tag, given in elements
        if tag not in _IN_A_PAGE
        or given.keys() - _IN_AN_ELEMENT
        or not (given.get("href") or "#").startswith(("#", "https://", "http://", "mailto:"))
    ]


# ── JSON and calendars ──


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for one in value for text in _strings(one))
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _strings(one))


def _json_said(file: Path) -> list[str]:
    return list(_strings(json.loads(file.read_bytes())))


def _json_told(text: str) -> str:
    """Two halves of a character that meet are that character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _ics_entries(file: Path) -> list[Any]:
    return list(Calendar.from_ical(file.read_bytes()).walk())


def _ics_said(file: Path) -> list[str]:
    names = ("SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT", "X-WR-CALNAME")
    return [str(entry[name]) for entry in _ics_entries(file) for name in names if name in entry]


def _ics_alive(file: Path) -> list[str]:
    known = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
    return [entry.name for entry in _ics_entries(file) if entry.name not in known or "URL" in entry]


def _nothing(_file: Path) -> list[str]:
    return []


SINKS: Final[dict[str, Sink]] = {
    ".pdf": Sink(_pdf_said, _pdf_told, _pdf_alive),
    ".docx": Sink(file_texts, legible, file_acts),
    ".html": Sink(_html_said, legible, _html_alive),
    ".csv": Sink(_csv_said, legible, _csv_alive),
    ".xlsx": Sink(_xlsx_said, legible, _xlsx_alive),
    ".md": Sink(_markdown_said, _markdown_told, _markdown_alive),
    ".json": Sink(_json_said, _json_told, _nothing),
    ".ics": Sink(_ics_said, legible, _ics_alive),
}
