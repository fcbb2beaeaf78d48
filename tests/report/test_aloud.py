"""What is read aloud of a PDF is what was typed, all of it and in order; nothing of it is an artefact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator.clock import Moment
from facilitator.report import outline
from facilitator.report.content import summary
from facilitator.report.outline import Outline
from facilitator.report.pdf import export_pdf
from facilitator.report.running_sheet import running_sheet
from facilitator.report.text import clean
from facilitator.report.timing import timing_report
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from tests.builders import a_moment
from tests.report.aloud import aloud, heard
from tests.report.documents import a_day_of_all_scripts, an_empty_day
from tests.report.structure import Tagged

DAYS: dict[str, Callable[[], Snapshot]] = {
    "sample": lambda: sample_snapshot(with_notes=True),
    "all scripts": a_day_of_all_scripts,
    "empty": an_empty_day,
}


def written(folder: Path, document: Outline) -> Tagged:
    export_pdf(document, folder / "a.pdf")
    return Tagged(folder / "a.pdf")


@pytest.mark.parametrize("made", [summary, running_sheet, timing_report], ids=lambda made: made.__name__)
@pytest.mark.parametrize("day", DAYS)
def test_all_is_read_as_it_was_typed_and_in_order(
    day: str, made: Callable[[Snapshot, Moment], Outline], tmp_path: Path
) -> None:
    document = made(DAYS[day](), a_moment("16:00"))
    file = written(tmp_path, document)
    assert heard(file) == aloud(document)
    assert file.faults() == []


def test_what_is_not_read_is_only_heads_feet_and_headings_that_repeat(tmp_path: Path) -> None:
    document = summary(sample_snapshot(with_notes=True), a_moment("16:00"))
    file = written(tmp_path, document)
    known = " ".join(map(clean, (*_running(document), *_headings(document.sections)))).casefold()
    pages = len(file.pdf.pages)
    known += "".join(f" side {number} av {pages}" for number in range(1, pages + 1))
    pieces = [piece.strip().rstrip("…").casefold() for page in file.drawn for piece in page.artefacts]
    assert [piece for piece in pieces if piece not in known] == []


def _running(document: Outline) -> tuple[str, ...]:
    return (document.title, document.status, f"{document.status} · {document.example}")


def _headings(sections: tuple[outline.Section, ...]) -> Iterator[str]:
    """The titles that running heads and rows of headings show again."""
    for section in sections:
        yield section.title
        yield section.theme.letter if section.theme else ""
        for block in section.blocks:
            if isinstance(block, outline.Section):
                yield from _headings((block,))
            elif isinstance(block, outline.Table | outline.Chart):
                table = block.table if isinstance(block, outline.Chart) else block
                yield from (column.title for column in table.columns)


def test_a_word_lost_or_glued_and_a_text_out_of_order_are_found(tmp_path: Path) -> None:
    document = summary(sample_snapshot(with_notes=True), a_moment("16:00"))
    typed, file = aloud(document), written(tmp_path, document)
    page = next(page for page in file.drawn if len(page.sequences) > 20)
    text = page.sequences[7]
    for wrong in ("", text.replace(" ", "", 1), text + "x", page.sequences[9]):
        page.sequences[7] = wrong
        assert heard(file) != typed
    page.sequences[7] = text
    assert heard(file) == typed
