"""An outline as Markdown: headings, lists and tables, with all that people typed as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, assert_never

from facilitator.i18n import _
from facilitator.report import outline
from facilitator.report.files import replacing
from facilitator.report.headings import line_of
from facilitator.report.links import link_target
from facilitator.report.pages import status_line
from facilitator.report.text import legible

_SIGNS: Final = re.compile(
    r"[\\`*_\[\]<>&|~$#@^{}!]|(?<=[A-Za-z]):(?=//)"
)  # markup, and links made of addresses
_WEB: Final = re.compile(r"(?i)\b(www)\.")
_BEGINNING: Final = re.compile(r"^([-+])|^(\d+)([.)])")  # of a list


def export_markdown(document: outline.Outline, path: Path) -> None:
    """Write the outline.

    Raise FacilitatorError where it cannot be written; what stood at ``path`` is then kept.
    """
    with replacing(path) as file:
        file.write(as_markdown(document).encode("utf-8"))


def as_markdown(document: outline.Outline) -> str:
    """The whole document; its parts stand apart by an empty line."""
    status = f"*{plain(status_line(document))}*"
    head = [f"# {plain(document.title)}", status, f"{plain(document.genre)} · {plain(document.when)}"]
    listed = (outline.Listing(document.purposes),)
    purposes = [outline.Section(_("Purposes"), listed)] if document.purposes else []
    blocks = [document.facts, *purposes, *document.blocks, *document.sections]
    return "\n\n".join([*head, *_blocks(blocks, 2), status]) + "\n"


def plain(text: str) -> str:
    """The text on one line of Markdown, where no sign of it means anything; its line ends are breaks."""
    return "<br>".join(_escaped(line.strip()) for line in legible(text).strip().split("\n"))


def _escaped(line: str) -> str:
    line = _WEB.sub(r"\1\\.", _SIGNS.sub(r"\\\g<0>", line))
    return _BEGINNING.sub(_kept, line)


def _kept(beginning: re.Match[str]) -> str:
    """A sign or a number that begins no list."""
    sign, number, dot = beginning.groups()
    return f"\\{sign}" if sign else f"{number}\\{dot}"


def _blocks(blocks: Iterable[outline.Block], level: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, outline.Section):
            yield f"{'#' * min(level, 6)} {plain(line_of(block))}"
            yield from _blocks(block.blocks, level + 1)
        else:
            yield from filter(None, [_leaf(block)])


def _leaf(block: outline.Leaf) -> str:  # noqa: C901 - a case for each kind
    match block:
        case outline.Paragraph(text) | outline.Remark(text):
            return plain(text)
        case outline.Facts(pairs):
            return _list(f"**{plain(label)}:** {plain(value)}" for label, value in pairs)
        case outline.Listing(texts):
            return "\n".join(f"{number}. {plain(text)}" for number, text in enumerate(texts, 1))
        case outline.Figures(figures):
            return _list(f"{plain(one.value)} {plain(one.label)}" for one in figures)
        case outline.Points(points):
            return _list(f"{plain(p.kind.capitalize())}: {plain(p.text)} ({plain(p.source)})" for p in points)
        case outline.Table():
            return _table(block)
        case outline.Chart():
            return _table(block.table)
        case outline.Break():
            return "---"
        case outline.Document():
            return _document(block)
        case outline.Photo(place):
            elsewhere = _("(the picture is in other formats of this document)")
            return plain(f"{place}: {block.words} {elsewhere}" if block.words else f"{place} {elsewhere}")
    assert_never(block)


def _document(document: outline.Document) -> str:
    """An item of a list; an address that leads somewhere has a line of its own, to be copied as it stands."""
    target = link_target(document.address)
    address = "" if target else document.address
    said = filter(None, (document.title, document.language, document.description, address))
    lines = ["<br>".join(map(plain, said)), f"<{target}>" if target else ""]
    return "- " + "<br>\n  ".join(filter(None, lines))


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(table: outline.Table) -> str:
    heads = [plain(column.title) for column in table.columns]
    rows = [
        ["<br>".join(map(plain, filter(None, (cell.text, *cell.details)))) for cell in row]
        for row in table.rows
    ]
    return "\n".join(map(_table_row, [heads, ["---"] * len(heads), *rows]))


def _table_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
