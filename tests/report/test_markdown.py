"""Markdown: the outline's parts, and typed text that stays text."""

from __future__ import annotations

import re

import pytest

from facilitator.i18n import _
from facilitator.report.links import link_target
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
    ThemeMark,
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
            Section("Under", label="Runde 1", theme=ThemeMark("A", 0)),
            facts=Facts((("Sted", "Oslo"),)),
            purposes=("Lytte",),
        )
    )
    assert told.split("\n\n") == [
        "# Stormøte",
        "*Innspill, ikke vedtatt*",
        "Oppsummering · tirsdag 5. mars 2024",
        "- **Sted:** Oslo",
        f"## {_('Purposes')}",
        "1. Lytte",
        "## Alt",
        "Avsnitt",
        "Merknad",
        "1. én\n2. to",
        "- 3 bord",
        "- Forslag: Flere busser (bord 1)",
        "| Når | Hva |\n| --- | --- |\n| 09:30 | Start<br>Kari |",
        "---",
        "- Kart<br>norsk<br>Regionen<br>\n  <https://example.org>",
        "### A Runde 1: Under",
        "*Innspill, ikke vedtatt*\n",
    ]


def test_a_heading_always_says_something() -> None:
    assert f"### {_('Untitled')}\n" in as_markdown(an_outline(Section(" ")))


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a_b*c", "https://example.org/a_b*c"),
        ("https://example.org/å <b>|x", "https://example.org/%C3%A5%20%3Cb%3E%7Cx"),
        ("mailto:post@example.org", "mailto:post@example.org"),
    ],
)
def test_the_address_of_a_document_can_be_copied_from_its_line(address: str, link: str) -> None:
    assert f"\n- Kart<br>\n  <{link}>\n" in as_markdown(an_outline(Document("Kart", address=address)))
    assert f"\n- <{link}>\n" in as_markdown(an_outline(Document("", address=address)))


@pytest.mark.parametrize("payload", [*PAYLOADS, "===", "---", "javascript:alert(1)", "https://", "x\n<b>"])
def test_an_address_that_leads_nowhere_is_text_on_the_line_of_its_document(payload: str) -> None:
    told = as_markdown(an_outline(Document("Kart", address=payload)))
    (item,) = (line for line in told.splitlines() if line.startswith("- "))
    if link_target(payload):
        assert told.count(f"\n  <{link_target(payload)}>\n") == 1
    else:
        assert item == f"- Kart<br>{plain(payload)}"
