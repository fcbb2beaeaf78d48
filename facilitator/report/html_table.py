"""Tables of a web page: each cell is read with its headings, and a wide one scrolls by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat
from typing import Final

from facilitator.report.elements import Markup
from facilitator.report.html_elements import bar, h, lang, swatch, told
from facilitator.report.outline import Cell, Chart, Table

_PHONE: Final = 4  # columns of figures that a phone is wide
_WORDS: Final = 2  # a column of words takes as much room as that many
_NOTHING: Final = Markup("")
_WORD: Final = "words"


def table(made: Table | Chart, heading: str, document: str) -> Markup:
    """The table, named by the element with the id ``heading``; ``document``: the document's language."""
    if isinstance(made, Chart):
        return _drawn(made.table, heading, document, _swatches(made), _bars(made))
    return _drawn(made, heading, document, repeat(_NOTHING), repeat(_NOTHING))


def _drawn(
    made: Table, heading: str, document: str, swatches: Iterator[Markup], bars: Iterator[Markup]
) -> Markup:
    """``swatches`` stand in the headings, ``bars`` in the rows."""
    kinds = [_kind(made, index) for index in range(len(made.columns))]
    rows = (h("tr", *_row(row, kinds, document, drawn)) for row, drawn in zip(made.rows, bars, strict=False))
    parts = [*([_head(made, kinds, swatches)] if made.headed else []), h("tbody", *rows)]
    drawn = h("table", *parts, aria_labelledby=heading)
    if sum(1 if column.figures else _WORDS for column in made.columns) <= _PHONE:
        return drawn
    return h("div", drawn, class_="wide", role="group", tabindex="0", aria_labelledby=heading)


def _head(made: Table, kinds: list[str], swatches: Iterator[Markup]) -> Markup:
    titles = (
        h("th", drawn, told(column.title), scope="col", class_=kind)
        for column, kind, drawn in zip(made.columns, kinds, swatches, strict=False)
    )
    return h("thead", h("tr", *titles))


def _row(row: tuple[Cell, ...], kinds: list[str], document: str, drawn: Markup) -> Iterator[Markup]:
    """The cells; the first of words says what the row is about, and heads it."""
    named = kinds.index(_WORD) if _WORD in kinds else 0
    for index, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
        look = {"class_": kind} | lang(cell.language, document)
        details = (h("p", told(detail), class_="detail") for detail in cell.details)
        inside = [told(cell.text), *details, drawn if index == named else _NOTHING]
        if index == named and cell.text:
            yield h("th", *inside, scope="row", **look)
        else:
            yield h("td", *inside, **look)


def _kind(made: Table, index: int) -> str:
    """Counts stand to the right, so that they can be compared; times begin at the left."""
    if not made.columns[index].figures:
        return _WORD
    return "count" if all(row[index].text.isdecimal() for row in made.rows) else "time"


# ── charts: their bars say nothing that the figures do not, so nobody is told of them ──


def _swatches(made: Chart) -> Iterator[Markup]:
    """What each of several series looks like, over its figures."""
    several = range(len(made.series) if len(made.series) > 1 else 0)
    return chain([_NOTHING], map(swatch, several), repeat(_NOTHING))


def _bars(made: Chart) -> Iterator[Markup]:
    whole = max((sum(values) for _label, values in made.rows), default=0)
    return (bar(values, whole) for _label, values in made.rows)
