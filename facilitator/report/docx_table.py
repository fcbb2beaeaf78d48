"""Tables of a Word file: headings that every page repeats, rows that stay whole, columns as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from facilitator.report.docx_elements import paragraph, run, w
from facilitator.report.docx_look import TABLE, WIDTH
from facilitator.report.elements import Markup, joined
from facilitator.report.outline import Cell, Table

_LEAST, _MOST = 6, 45  # characters that a column is reckoned to hold, whatever stands in it
_MOST_FIGURES: Final = 13
_DIGIT: Final = 116  # twips
_GAP: Final = 160  # twips between columns
_ROOMY: Final = "800"  # twips, the least height of a row to write in


def table(made: Table, foreign: Callable[[str], str]) -> Markup:
    """The table and the end that keeps it apart from what follows; nothing where it has no row.

    ``foreign`` gives Word's name of a cell's language, or "" for the document's own.
    """
    if not made.rows and not made.headed:
        return Markup("")
    widths, aligned = _widths(made), [_aligned(made, index) for index in range(len(made.columns))]
    look = w("tblLook", val="0620" if made.headed else "0600")  # with a first row of its own, or none
    return joined(
        [
            w(
                "tbl",
                w("tblPr", w("tblStyle", val=TABLE), w("tblW", w="5000", type="pct"), look),
                w("tblGrid", *(w("gridCol", w=width) for width in widths)),
                *([_head(made, widths, aligned)] if made.headed else []),
                *(_row(row, widths, aligned, foreign, roomy=made.roomy) for row in made.rows),
            ),
            paragraph("TableEnd"),
        ]
    )


def _head(made: Table, widths: list[str], aligned: list[list[Markup]]) -> Markup:
    titles = (
        [paragraph("TableHeading", run(column.title), properties=properties)]
        for column, properties in zip(made.columns, aligned, strict=True)
    )
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *map(_cell, titles, widths))


def _row(
    row: tuple[Cell, ...],
    widths: list[str],
    aligned: list[list[Markup]],
    foreign: Callable[[str], str],
    *,
    roomy: bool,
) -> Markup:
    height = [w("trHeight", val=_ROOMY, hRule="atLeast")] if roomy else []
    cells = (
        list(_told(cell, properties, foreign(cell.language)))
        for cell, properties in zip(row, aligned, strict=True)
    )
    return w("tr", w("trPr", w("cantSplit"), *height), *map(_cell, cells, widths))


def _told(cell: Cell, properties: list[Markup], language: str) -> Iterator[Markup]:
    """The cell's paragraphs: at least one, or Word could not read the file."""
    if cell.text or not cell.details:
        yield paragraph("TableText", run(cell.text, language=language), properties=properties)
    for detail in cell.details:
        yield paragraph("TableDetail", run(detail, language=language), properties=properties)


def _cell(told: Iterable[Markup], width: str) -> Markup:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *told)


def _aligned(made: Table, index: int) -> list[Markup]:
    """Counts stand to the right, so that they can be compared; times begin at the left."""
    counts = made.columns[index].figures and all(row[index].text.isdecimal() for row in made.rows)
    return [w("jc", val="right")] if counts else []


def _widths(made: Table) -> list[str]:
    """Times and counts take what they need, the texts share the rest; Word fits them anew when it opens."""
    longest = [_longest(made, index) for index in range(len(made.columns))]
    if made.even:
        return [str(WIDTH // len(longest))] * len(longest)
    fixed = {
        index: _DIGIT * max(_LEAST, column.room, min(longest[index], _MOST_FIGURES)) + _GAP
        for index, column in enumerate(made.columns)
        if column.figures or column.room
    }
    shares = {i: max(_LEAST, min(length, _MOST)) for i, length in enumerate(longest) if i not in fixed}
    rest = WIDTH - sum(fixed.values())
    return [
        str(fixed[i] if i in fixed else rest * shares[i] // sum(shares.values())) for i in range(len(longest))
    ]


def _longest(made: Table, index: int) -> int:
    """How many characters the longest line of a column has."""
    texts = (line for row in made.rows for line in (row[index].text, *row[index].details))
    return max(map(len, (made.columns[index].title, *texts)))
