"""The texts for people lead where they say, and name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
DOCS = CHECKOUT / "docs"
TEXTS = [CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]


def links(text: Path) -> set[Path]:
    found = re.findall(r"\]\(([^)#]+)", text.read_text("utf-8"))
    return {(text.parent / link).resolve() for link in found if "://" not in link}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_link_leads_to_a_file(text: Path) -> None:
    assert [link for link in links(text) if not link.exists()] == []


def test_every_text_and_picture_is_linked_to() -> None:
    linked = set().union(*map(links, TEXTS))
    assert {*DOCS.glob("*.md"), *DOCS.glob("pictures/*.png")} - linked == set()


def test_every_room_of_the_house_is_in_the_architecture() -> None:
    package = CHECKOUT / "facilitator"
    rooms = {file.name for file in package.glob("*.py")} - {"__init__.py"}
    rooms |= {f"{file.parent.name}/" for file in package.glob("*/__init__.py")}
    named = set(re.findall(r"`([\w/.]+)`", (DOCS / "architecture.md").read_text("utf-8")))
    assert rooms - named == set()
