"""The reference checker: every PDF of a day keeps PDF/A-2a and PDF/UA-1.

A usual day is checked on every run; ``FACILITATOR_VERAPDF=all`` checks the rest, which takes minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pikepdf
import pytest

from benchmarks.days import a_written_day
from facilitator.errors import FacilitatorError
from facilitator.report import CONTENTS, PAPERS, What, export
from facilitator.report.checked import checked
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition
from tests.builders import a_moment
from tests.report.documents import a_day_of_all_scripts, a_day_too_long, an_empty_day
from tests.report.verapdf import ACCESSIBLE, ARCHIVE, WANTED, broken

DAYS: Final[dict[str, Callable[[], Snapshot]]] = {
    "empty": an_empty_day,
    "all scripts": a_day_of_all_scripts,
    "too long": a_day_too_long,
}


def test_a_usual_day_keeps_both_standards_and_a_broken_copy_does_not(tmp_path: Path) -> None:
    """The copies show that the checker sees what it is there for, in the same start of Java."""
    file, untagged, swapped = (tmp_path / f"{name}.pdf" for name in ("day", "untagged", "swapped"))
    export(sample_snapshot(with_notes=True), file, a_moment("16:00"), "nb")
    with pikepdf.open(file) as pdf:
        back = pdf.Root.StructTreeRoot.ParentTree.Nums
        links = [index for index in range(1, len(back), 2) if isinstance(back[index], pikepdf.Dictionary)]
        back[links[0]] = back[1][0]  # a link leads back to a text of the cover
        pdf.save(swapped)
        del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
        pdf.save(untagged)
    found = broken([file, untagged, swapped])
    assert found[file] == []
    assert {one.profile for one in found[untagged]} == {ARCHIVE, ACCESSIBLE}
    assert {one.profile for one in found[swapped]} == {ACCESSIBLE}


def test_the_programs_own_check_sees_the_same(tmp_path: Path) -> None:
    file = tmp_path / "day.pdf"
    written = export(sample_snapshot(with_notes=True), file, a_moment("16:00"), "nb")
    assert written.checked
    assert written.checked.passed == ("PDF/A-2a", "PDF/UA-1")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.OutputIntents
        pdf.save()
    assert [profile for profile, _rule in checked(file).failed] == ["PDF/A-2a", "PDF/UA-1"]


@pytest.mark.skipif(WANTED != "all", reason="FACILITATOR_VERAPDF=all checks all PDFs of hard days too")
@pytest.mark.parametrize("kind", DAYS)
def test_all_pdfs_of_hard_days_keep_both(kind: str, tmp_path: Path) -> None:
    day, files = DAYS[kind](), []
    for what in CONTENTS[".pdf"]:
        try:
            export(day, tmp_path / f"{what}.pdf", a_moment("16:00"), "nb", what)
        except FacilitatorError:  # nothing to print, as it says
            assert what in PAPERS
        else:
            files.append(tmp_path / f"{what}.pdf")
    assert len(files) > 3
    assert {file.stem: faults for file, faults in broken(files).items() if faults} == {}


@pytest.mark.skipif(WANTED != "all", reason="FACILITATOR_VERAPDF=all checks the largest days too")
def test_every_paper_edition_and_language_and_5000_notes_keep_both(tmp_path: Path) -> None:
    day, now = sample_snapshot(with_notes=True), a_moment("16:00")
    for what in CONTENTS[".pdf"]:
        export(day, tmp_path / f"{what}.pdf", now, "nb", what)
    export(day, tmp_path / "nynorsk.pdf", now, "nn", What.SUMMARY)
    export(day, tmp_path / "english.pdf", now, "en", What.SUMMARY)
    export(day, tmp_path / "open.pdf", now, "nb", What.SUMMARY, edition=Edition.OPEN)
    export(a_written_day(5000), tmp_path / "5000.pdf", now, "nb", What.SUMMARY)
    found = broken(tmp_path.glob("*.pdf"))
    assert len(found) == len(CONTENTS[".pdf"]) + 4
    assert {file.stem: faults for file, faults in found.items() if faults} == {}
