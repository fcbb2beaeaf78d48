"""What is said of an export: what it could not show, and what it keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator import i18n
from facilitator.report import What, export
from facilitator.report.checked import Checked, checked
from facilitator.report.text import undrawn, unwritten
from facilitator.report.written import Written, unshown_in
from tests.builders import a_draft, a_moment, a_snapshot, some_notes
from tests.report.reading import an_outline, some_points

STRANGE = "a\u1275\u1275 b\x07 😀 👍🏽 e\u0301 ﷺ \ue000 \r\nx\ty"


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def test_what_no_font_has_is_counted_and_what_is_only_taken_apart_is_not() -> None:
    made = an_outline(some_points([STRANGE, "b\x07"]), title="c\x07")
    assert unshown_in(made, undrawn) == (("\x07", 3), ("\u1275", 2), ("\ue000", 1))
    assert unshown_in(made, unwritten) == (("\x07", 3),)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (Written(), ()),
        (Written(checked=Checked(passed=("PDF/A-2a", "PDF/UA-1"))), ("Checked: PDF/A-2a, PDF/UA-1.",)),
        (
            Written(unshown=(("\u1275", 2), ("\x07", 1))),
            ("3 characters could not be shown; their numbers stand there, as [U+1275].",),
        ),
        (
            Written(plainly=1),
            ("1 text could not be set as it is written, and stands there plainly.",),
        ),
    ],
)
def test_there_is_a_sentence_for_each(written: Written, told: tuple[str, ...]) -> None:
    assert written.sentences == told
    assert written.shown == (not written.unshown and not written.plainly)


def test_a_standard_that_is_not_kept_is_named_with_its_rule() -> None:
    written = Written(checked=Checked(failed=(("PDF/A-2a", "RULE-1"),)))
    assert "PDF/A-2a (RULE-1)" in written.sentences[0]
    assert written.shown
    assert not written.whole


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n"])
def test_a_file_that_cannot_be_checked_is_said(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    for file in (tmp_path / "a.pdf", tmp_path / "nowhere.pdf"):
        found = checked(file)
        assert not found.sound
        assert found.sentence.startswith("The file could not be checked (")


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".md"])
def test_an_export_says_what_it_could_not_show(ending: str, tmp_path: Path) -> None:
    notes = some_notes(a_draft("Ring \x07 meg"), a_draft("Ja"))
    written = export(a_snapshot(notes=notes), tmp_path / f"a{ending}", a_moment("16:00"), "nb", What.SUMMARY)
    assert dict(written.unshown).keys() == {"\x07"}
