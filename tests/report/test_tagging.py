"""What is read aloud of a PDF: all that was typed, in order, and nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reportlab.platypus import Paragraph as Paragraph_

from facilitator.report import paragraphs
from facilitator.report.one_font import OneFont
from facilitator.report.outline import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Listing,
    Paragraph,
    Section,
    Table,
    ThemeMark,
)
from facilitator.report.paragraphs import Told
from facilitator.report.pdf import write_pdf
from tests.report.reading import an_outline, some_points
from tests.report.structure import Tagged


def tagged(folder: Path, *blocks: Block) -> Tagged:
    with (folder / "a.pdf").open("wb") as file:
        write_pdf(an_outline(*blocks), file)
    return Tagged(folder / "a.pdf")


def texts(file: Tagged, *tags: str) -> list[str]:
    return [file.text(element) for element in file.elements(*tags)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Et innspill med mange ord. " * 300, id="words over pages"),
        pytest.param("x" * 9000, id="a word over pages"),
        pytest.param("kort " + "langt" * 60 + " kort 😀 " + "lengre" * 50, id="words that are broken"),
        pytest.param("\n".join(f"linje {number}" for number in range(150)), id="lines"),
        pytest.param("EMC BDC /P <</MCID 0>> BT (x) Tj ET", id="what marks content in a PDF"),
    ],
)
def test_a_text_is_read_as_it_was_typed(text: str, tmp_path: Path) -> None:
    file = tagged(tmp_path, some_points([text, "Neste"]), Paragraph(text))
    typed = " ".join(text.split())
    assert texts(file, "LBody") == [f"{typed} bord 1", "Neste bord 1"]
    assert typed in texts(file, "P")
    assert file.faults() == []


def test_each_thing_is_what_it_is(tmp_path: Path) -> None:
    inner = Section("Når?", (Listing(("Først", "Så")),), label="Runde 2")
    theme = Section("Transport", (inner,), theme=ThemeMark("A", 0))
    file = tagged(tmp_path, Facts((("Sted", "Oslo"),)), theme)
    assert texts(file, "H1", "H2", "H3", "H4") == [
        "Stormøte",
        "Innhold",
        "Alt",
        "A Transport",
        "Runde 2 Når?",
    ]
    assert texts(file, "Lbl") == ["Sted", "1.", "2."]
    assert texts(file, "LBody") == ["Oslo", "Først", "Så"]
    assert texts(file, "TOCI") == ["Alt 2", "A Transport 2"]


def test_a_table_says_what_its_columns_are_once(tmp_path: Path) -> None:
    rows = tuple((Cell(f"Post {number}", ("En taler",)), Cell("")) for number in range(60))
    file = tagged(tmp_path, Table((Column("Programpost"), Column("Slutt")), rows))
    assert texts(file, "TH") == ["Programpost", "Slutt"]
    assert texts(file, "TD")[::2] == [f"Post {number}\nEn taler" for number in range(60)]
    assert len(file.pdf.pages) > 3
    assert all("Programpost" in page for page in file.artefacts()[3:])
    assert file.faults() == []


def test_rows_without_headings_are_headed_by_their_first_cell(tmp_path: Path) -> None:
    file = tagged(tmp_path, Table((Column(""), Column("")), ((Cell("Tid"), Cell("09:00")),)))
    (heading,) = file.elements("TH")
    assert str(heading.attribute("/Scope")) == "/Row"


def test_a_code_is_a_figure_and_its_address_a_link(tmp_path: Path) -> None:
    file = tagged(tmp_path, Document("Report", "engelsk", "About it", "https://example.org/a", code="en"))
    assert texts(file, "Link")[-1:] == ["https://example.org/a"]
    (figure,) = file.elements("Figure")
    assert "https://example.org/a" in str(figure.given.Alt)
    spoken = [str(one.given.Lang) for one in file.elements() if "/Lang" in one.given]
    assert spoken == ["en", "en"]


def refuse_markup(text: str) -> str:
    return text.replace("<feil>", "</b>")


def refuse_to_break(self: Told, width: float) -> Any:
    """Fails for a text that has its form, as a mistake in reportlab would."""
    if self.typed and not self.is_plain and "<feil>" in self.typed[0]:
        raise IndexError
    return Paragraph_.breakLines(self, width)


@pytest.mark.parametrize("refused", ["markup", "breakLines"])
def test_a_text_that_cannot_be_set_with_its_form_is_set_plainly_and_counted(
    refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if refused == "markup":
        monkeypatch.setattr(paragraphs, "markup", refuse_markup)
    else:
        monkeypatch.setattr(Told, "breakLines", refuse_to_break, raising=False)
    wrong = "Denne er <feil> 😀 " + "og lang " * 900
    with (tmp_path / "a.pdf").open("wb") as opened:
        assert write_pdf(an_outline(some_points([wrong, "Denne er rett"]), Paragraph(wrong)), opened) == 2
    file = Tagged(tmp_path / "a.pdf")
    plain = wrong.replace("😀", "[U+1F600]").strip()
    assert texts(file, "Lbl") == ["Forslag", "Forslag"]
    assert texts(file, "LBody") == [f"{plain} bord 1", "Denne er rett bord 1"]
    assert plain in texts(file, "P")
    assert file.faults() == []


def test_the_tree_is_seen_to_be_wrong_where_a_text_is_an_artefact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The harness sees what it is there for."""
    monkeypatch.setattr(OneFont, "_element", property(lambda _: None, lambda *_: None), raising=False)
    file = tagged(tmp_path, some_points(["Borte"]))
    assert "Borte" not in file.said()
