"""An outline as typst's source, for the benchmark of the summary: the same content set by another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import assert_never

from facilitator.report import outline

_HEAD = """
#set document(title: {title}, author: {author})
#set page(paper: "a4", margin: (x: 24mm, y: 26mm), header: text(8pt, {title}),
  footer: context [#text(8pt, {status}) #h(1fr) #text(8pt, counter(page).display("1 / 1", both: true))])
#set text(font: ("Inter", "Noto Emoji", "DejaVu Sans", "Droid Sans Fallback"), size: 10pt, lang: {language})
#set par(leading: 0.5em)
#set table(stroke: 0.5pt + luma(200))
#text(30pt, {title})

#text({when})

#pagebreak()
#outline(depth: 2)
#pagebreak()
"""


def source(document: outline.Outline) -> str:
    """All that the outline says: cover, contents, headings, lists and tables; charts and QR codes as text."""
    head = _HEAD.format(
        title=_quoted(document.title),
        author=_quoted(document.author),
        status=_quoted(document.status),
        language=_quoted(document.language),
        when=_quoted(document.when),
    )
    blocks = [document.facts, outline.Listing(document.purposes), *document.blocks, *document.sections]
    return "\n\n".join([head, *_blocks(blocks, 1)])


def _blocks(blocks: Iterable[outline.Block], level: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, outline.Section):
            title = ": ".join(filter(None, (block.label, block.title)))
            yield f"#heading(level: {level}, {_quoted(title)})"
            yield from _blocks(block.blocks, level + 1)
        else:
            yield _leaf(block)


def _leaf(block: outline.Leaf) -> str:  # noqa: C901 - a case for each kind
    match block:
        case outline.Paragraph(text) | outline.Remark(text):
            return f"#{_quoted(text)}"
        case outline.Facts(pairs):
            return "\n".join(f"/ #{_quoted(label)}: #{_quoted(value)}" for label, value in pairs)
        case outline.Listing(texts):
            return "\n".join(f"+ #{_quoted(text)}" for text in texts)
        case outline.Figures(figures):
            return _table([[f"{one.value} {one.label}" for one in figures]], len(figures))
        case outline.Points(points):
            return "\n".join(map(_point, points))
        case outline.Table():
            return _rows(block)
        case outline.Chart():
            return _rows(block.table)
        case outline.Break():
            return "#v(1em)"
        case outline.Document(title, language, description, address):
            return "\n\n".join(f"#{_quoted(part)}" for part in (title, language, description, address))
        case outline.Photo():
            return f"#{_quoted(block.place)}"  # the days that are measured hold none
    assert_never(block)


def _point(point: outline.Point) -> str:
    where = f"text(8pt, luma(90), {_quoted(point.source)})"
    return f"/ #{_quoted(point.kind)}: #{_quoted(point.text)} #{where}"


def _rows(table: outline.Table) -> str:
    head = ", ".join(f"[#{_quoted(column.title)}]" for column in table.columns)
    rows = [["\n".join((cell.text, *cell.details)) for cell in row] for row in table.rows]
    return _table(rows, len(table.columns), f"table.header({head}), " if table.headed else "")


def _table(rows: Iterable[Iterable[str]], columns: int, head: str = "") -> str:
    cells = ", ".join(f"[#{_quoted(cell)}]" for row in rows for cell in row)
    return f"#table(columns: {columns}, {head}{cells})"


def _quoted(text: str) -> str:
    """A string of typst: as JSON's, but for the characters that JSON gives by number."""
    return json.dumps(text, ensure_ascii=False)
