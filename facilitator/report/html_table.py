"""Tables of a web page: each cell is read with its headings, and a wide one scrolls by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from facilitator.report.elements import Markup
from facilitator.report.html_elements import h, lang, told
from facilitator.report.outline import Cell, Table

_PHONE: Final = 4  # columns of figures that a phone is wide
_WORDS: Final = 2  # a column of words takes as much room as that many


def table(made: Table, heading: str, document: str) -> Markup:
    """The table, named by the element with the id ``heading``; ``document``: the document's language."""
    named = next((i for i, column in enumerate(made.columns) if not column.figures), 0)
    rows = (h("tr", *_row(made, row, named, document)) for row in made.rows)
    drawn = h("table", *_head(made), h("tbody", *rows), aria_labelledby=heading)
    if sum(1 if column.figures else _WORDS for column in made.columns) <= _PHONE:
        return drawn
    return h("div", drawn, class_="wide", role="group", tabindex="0", aria_labelledby=heading)


def _head(made: Table) -> Iterator[Markup]:
    if made.headed:
        columns = enumerate(made.columns)
        titles = (h("th", told(column.title), scope="col", class_=_kind(made, i)) for i, column in columns)
        yield h("thead", h("tr", *titles))


def _row(made: Table, row: tuple[Cell, ...], named: int, document: str) -> Iterator[Markup]:
    """The cells; the one that says what the row is about is its heading."""
    for index, cell in enumerate(row):
        look = {"class_": _kind(made, index)} | lang(cell.language, document)
        details = (h("p", told(detail), class_="detail") for detail in cell.details)
        inside = [*([told(cell.text)] if cell.text else []), *details]
        if index == named and cell.text:
            yield h("th", *inside, scope="row", **look)
        else:
            yield h("td", *inside, **look)


def _kind(made: Table, index: int) -> str:
    """Counts stand to the right, so that they can be compared; times begin at the left."""
    if not made.columns[index].figures:
        return "words"
    return "count" if all(row[index].text.isdecimal() for row in made.rows) else "time"
