"""Markdown: the outline's parts, and typed text that stays text."""

from __future__ import annotations

import re

import pytest

from facilitator.report.markdown import as_markdown, plain
from facilitator.report.outline import (
    Break,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Listing,
    Paragraph,
    Remark,
    Section,
    Table,
)
from facilitator.report.text import legible
from tests.report.hostile import PAYLOADS
from tests.report.reading import an_outline, some_points


def shown(markdown: str) -> str:
    """What a reader shows for escaped text: a backslash before a sign falls away."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("<br>", "\n")


def live_signs(markdown: str) -> list[str]:
    """The signs that still mean something: not behind a backslash, our own breaks left out."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown.replace("<br>", ""))
    return re.findall(r"[\\`*_\[\]<>&|~$#@^{}!]|://|www\.|^[-+]|^\d+[.)]", bare)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_is_shown_as_typed_on_one_line(payload: str) -> None:
    told = plain(payload)
    assert live_signs(told) == []
    assert "\n" not in told
    assert shown(told) == "\n".join(line.strip() for line in legible(payload).strip().split("\n"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_breaks_out_of_its_table(payload: str) -> None:
    table = Table((Column("A"), Column("B")), ((Cell(payload, (payload,)), Cell("b")),))
    rows = [line for line in as_markdown(an_outline(table)).splitlines() if line.startswith("|")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [3, 3, 3]


def test_every_part_of_an_outline_has_its_markdown() -> None:
    told = as_markdown(
        an_outline(
            Paragraph("Avsnitt"),
            Remark("Merknad"),
            Listing(("én", "to")),
            Figures((Figure("3", "bord"),)),
            some_points(["Flere busser"]),
            Table((Column("Når"), Column("Hva")), ((Cell("09:30"), Cell("Start", ("Kari",))),)),
            Break(),
            Document("Kart", "norsk", "Regionen", "https://example.org"),
            Section("Under", label="Runde 1"),
            facts=Facts((("Sted", "Oslo"),)),
            purposes=("Lytte",),
        )
    )
    assert told.split("\n\n") == [
        "# Stormøte",
        "Oppsummering · tirsdag 5. mars 2024",
        "- **Sted:** Oslo",
        "1. Lytte",
        "## Alt",
        "Avsnitt",
        "Merknad",
        "1. én\n2. to",
        "- 3 bord",
        "- forslag: Flere busser (bord 1)",
        "| Når | Hva |\n| --- | --- |\n| 09:30 | Start<br>Kari |",
        "---",
        "Kart<br>norsk<br>Regionen<br>https\\://example.org",
        "### Runde 1: Under",
        "*Innspill, ikke vedtatt*\n",
    ]
