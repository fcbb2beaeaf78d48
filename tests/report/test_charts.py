"""Charts in print: bars as long as their values, patterns told apart, and all of it as text."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from facilitator.i18n import speaking
from facilitator.report import style
from facilitator.report.charts import Bar, Swatch
from facilitator.report.grids import Grid
from facilitator.report.markdown import as_markdown
from facilitator.report.outline import Chart
from facilitator.report.story import story
from tests.report.reading import an_outline, body_of, text_of, written

KINDS = Chart("Tema", ("Trend", "Forslag"), (("Areal", (3, 1)), ("Buss", (0, 2))))
REGIONS = Chart("Region", ("Deltakere",), (("Follo", (4,)), ("Viken", (1,))))


def bars(chart: Chart) -> list[Bar]:
    """The bars of the chart in print, from its first row to its last."""
    grids = [one for one in story(an_outline(chart))[0] if isinstance(one, Grid)]
    return [part for row in grids[0].cells for part in row[0] if isinstance(part, Bar)]


def drawn(flowable: Flowable) -> str:
    """What it draws, in the language of PDF."""
    canvas = Canvas(BytesIO(), pageCompression=0)
    flowable.wrapOn(canvas, 400, 100)
    flowable.drawOn(canvas, 0, 0)
    return "\n".join(canvas._code)  # type: ignore[attr-defined]  # the types leave it out


@pytest.mark.parametrize("chart", [KINDS, REGIONS])
def test_each_row_has_its_bar_in_one_scale(chart: Chart) -> None:
    assert [bar.values for bar in bars(chart)] == [values for _label, values in chart.rows]
    assert [bar.whole for bar in bars(chart)] == [4, 4]


def test_a_bar_is_as_long_as_its_value() -> None:
    edges = re.findall(r"n (\S+) 0 (\S+) \S+ re S", drawn(Bar((1, 2, 0), 4)))
    assert [(round(float(left)), round(float(wide))) for left, wide in edges] == [
        (0, round(style.WIDTH / 4)),
        (round(style.WIDTH / 4), round(style.WIDTH / 2)),
    ]
    assert " re" not in drawn(Bar((0,), 0))


def test_series_are_told_apart_without_colour() -> None:
    assert len({drawn(Swatch(series)) for series in range(5)}) == 5


def test_all_that_a_chart_says_is_text() -> None:
    with speaking("nb"):
        text = body_of(written(an_outline(KINDS, REGIONS)).pages[-1])
        markdown = as_markdown(an_outline(KINDS, REGIONS))
    *words, _page_in_the_contents = text.rpartition("Alt\n")[2].split()
    assert words == [
        *("Tema", "Trend", "Forslag", "I", "alt", "Areal", "3", "1", "4", "Buss", "0", "2", "2"),
        *("Region", "Deltakere", "Follo", "4", "Viken", "1"),
    ]
    assert "| Tema | Trend | Forslag | I alt |\n| --- | --- | --- | --- |\n| Areal | 3 | 1 | 4 |" in markdown
    assert "| Follo | 4 |" in markdown


def test_a_chart_of_a_thousand_rows_goes_on_over_pages() -> None:
    rows = tuple((f"Region {number} med et langt navn " * 3, (number,)) for number in range(300))
    reader = written(an_outline(Chart("Region", ("Deltakere",), rows)))
    text = text_of(reader)
    assert len(reader.pages) > 5
    assert "Region 0 med" in text
    assert "Region 299 med" in text


def test_an_empty_chart_costs_nothing() -> None:
    assert "Deltakere" in text_of(written(an_outline(Chart("Region", ("Deltakere",), ()))))
