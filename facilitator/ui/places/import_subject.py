"""What can be got from a spreadsheet, as the import panel sees it: words, columns, and what would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from facilitator.event import Plan
from facilitator.exchange.headings import Headings
from facilitator.exchange.merge import ChangeKind
from facilitator.exchange.rows import Problem
from facilitator.exchange.sheets import Sheet
from facilitator.i18n import _, ngettext
from facilitator.ui.document import Document

NOTHING = "–"

Columns = Mapping[int, Any]  # column (from 0) → the subject's field


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a sheet is read: below which row (from 0; −1: all), and what its columns hold."""

    sheet: Sheet
    header: int
    columns: Columns
    remove_absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the preview; ``row`` is the sheet's, "" for what is not in it."""

    id: str
    what: str
    row: str
    title: str
    details: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the sheet would make of the plan."""

    plan: Plan
    lines: tuple[Line, ...]
    counts: str  # of all lines, and of what is unchanged
    taken: str  # of what the plan has then
    remark: str = ""  # what of the sheet is not taken along


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something that is imported; its texts are in the language of when it was made."""

    question: str  # when a file is chosen
    title: str  # with a place for the file's {name}
    one: str  # what a line of it is called
    remove_absent: str
    required: str  # said as long as the columns do not make a ``preview``
    step: str  # for undo, in the imperative
    applied: str  # said when it is done, with places for {name} and {counts}
    headings: Headings[Any]
    fields: tuple[tuple[StrEnum, str], ...]  # with what they are called
    preview: Callable[[Document, Reading], Preview | None]


def problem_lines(problems: tuple[Problem, ...]) -> tuple[Line, ...]:
    """A line a problem, in the order of the sheet."""
    return tuple(
        Line(
            id=f"problem-{number}",
            what=_("⚠ Problem"),
            row=str(problem.row),
            title="",
            details=problem.sentence,
        )
        for number, problem in enumerate(sorted(problems, key=lambda problem: problem.row))
    )


def kind_word(kind: ChangeKind) -> str:
    words = {
        ChangeKind.NEW: _("New"),
        ChangeKind.CHANGED: _("Changed"),
        ChangeKind.MOVED: _("Moved"),
        ChangeKind.UNCHANGED: _("Unchanged"),
        ChangeKind.ABSENT: _("Not in the sheet"),
        ChangeKind.REMOVED: _("Removed"),
    }
    return words[kind]


def count_sentence(kinds: Iterable[ChangeKind], *, twins: int = 0, problems: int = 0) -> str:
    """“3 new · 1 changed · 12 unchanged · 1 problem”; what is zero is left out.

    ``twins`` of the new ones may be on the list already.
    """
    counts = Counter(kinds)
    new = counts[ChangeKind.NEW] - twins
    words = (
        (new, ngettext("{count} new", "{count} new", new)),
        (twins, ngettext("{count} possible duplicate", "{count} possible duplicates", twins)),
        (
            counts[ChangeKind.CHANGED],
            ngettext("{count} changed", "{count} changed", counts[ChangeKind.CHANGED]),
        ),
        (counts[ChangeKind.MOVED], ngettext("{count} moved", "{count} moved", counts[ChangeKind.MOVED])),
        (
            counts[ChangeKind.REMOVED],
            ngettext("{count} removed", "{count} removed", counts[ChangeKind.REMOVED]),
        ),
        (
            counts[ChangeKind.UNCHANGED],
            ngettext("{count} unchanged", "{count} unchanged", counts[ChangeKind.UNCHANGED]),
        ),
        (counts[ChangeKind.ABSENT], _("{count} not in the sheet")),
        (problems, ngettext("{count} problem", "{count} problems", problems)),
    )
    return " · ".join(text.format(count=count) for count, text in words if count)


def column_letter(column: int) -> str:
    """A, B … Z, AA: the column (from 0) as spreadsheet programs call it."""
    letters = ""
    column += 1
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters
