"""What the summary is made of: its parts and their order, and for whom an edition of it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Edition(StrEnum):
    """For whom a summary is written. What is open is never mixed with what is not."""

    FULL = "full"  # for the archive and those who took part
    OPEN = "open"  # to be published: no names, no private notes, nothing marked sensitive


class Part(StrEnum):
    """A part of the summary, in the order in which a drafter reads them."""

    RESULT = "result"
    FIGURES = "figures"
    PROGRAMME = "programme"
    OPENING = "opening"
    DISCUSSIONS = "discussions"
    CAFES = "cafes"
    KEY_POINTS = "key-points"
    STEPS = "steps"
    DOCUMENTS = "documents"
    METHOD = "method"
    PHOTOS = "photos"
    RAW = "raw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A part in the place that was chosen for it; ``left_out``: it keeps the place, and is not written."""

    part: Part
    left_out: bool = False


def chapters(chosen: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """All parts in the order to be written: the chosen ones, then those that nobody has placed."""
    placed = {chapter.part for chapter in chosen}
    return (*chosen, *(Chapter(part=part) for part in Part if part not in placed))


def parts_in(chosen: tuple[Chapter, ...]) -> tuple[Part, ...]:
    """The parts that are written, in order."""
    return tuple(chapter.part for chapter in chapters(chosen) if not chapter.left_out)


def placed(chosen: tuple[Chapter, ...], part: Part, to: int) -> tuple[Chapter, ...]:
    """All parts, with that one in the place ``to``, counted from 0 among all; beyond the ends: at the end."""
    every = chapters(chosen)
    others = [chapter for chapter in every if chapter.part is not part]
    (moved,) = (chapter for chapter in every if chapter.part is part)
    others.insert(max(0, to), moved)
    return tuple(others)


def turned(chosen: tuple[Chapter, ...], part: Part) -> tuple[Chapter, ...]:
    """All parts, with that one left out, or taken in again."""
    return tuple(
        replace(chapter, left_out=not chapter.left_out) if chapter.part is part else chapter
        for chapter in chapters(chosen)
    )
