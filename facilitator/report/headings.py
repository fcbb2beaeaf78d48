"""The headings of an outline in reading order, for formats that lead to them from their contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from facilitator.i18n import _
from facilitator.report.outline import Block, Outline, Section
from facilitator.report.text import legible

CONTENTS_LEVELS: Final = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; ``number``: of its heading, counted from 1 through the document."""

    number: int
    level: int  # from 0
    section: Section


def contents(document: Outline) -> tuple[Entry, ...]:
    """The headings of the upper levels."""
    everything = enumerate(_sections([*document.blocks, *document.sections], 0), 1)
    return tuple(
        Entry(number, level, section) for number, (level, section) in everything if level < CONTENTS_LEVELS
    )


def title_of(section: Section) -> str:
    """«Runde 2: Hva skal til?»; a heading always says something."""
    title = section.title if section.title.strip() else _("Untitled")
    return ": ".join(filter(None, (section.label, title)))


def line_of(section: Section) -> str:
    """The title as a line of the contents, the theme's letter before it."""
    letter = section.theme.letter if section.theme else ""
    return " ".join(f"{letter} {legible(title_of(section))}".split())


def _sections(blocks: Iterable[Block], level: int) -> Iterator[tuple[int, Section]]:
    for block in blocks:
        if isinstance(block, Section):
            yield level, block
            yield from _sections(block.blocks, level + 1)
