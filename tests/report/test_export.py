from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from facilitator.errors import FacilitatorError
from facilitator.report import CONTENTS, What, export
from facilitator.sample import sample_snapshot
from tests.builders import a_moment, a_snapshot


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("dag.pdf", b"%PDF-"),
        ("DAG.PDF", b"%PDF-"),
        ("dag.docx", b"PK"),
        ("dag.html", b"<!DOCTYPE html>"),
        ("dag.json", b"{\n"),
        ("dag.xlsx", b"PK"),
        ("dag.csv", b"\xef\xbb\xbfCue;"),
        ("dag.ics", b"BEGIN:VCALENDAR\r\n"),
        ("dag.md", b"# Storm"),
    ],
)
def test_the_ending_chooses_the_format(name: str, start: bytes, tmp_path: Path) -> None:
    export(a_snapshot(), tmp_path / name, a_moment(), "en")
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["dag", "dag.doc", "pdf"])
def test_other_endings_are_told_what_can_be_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match=r"\.pdf.*\.json") as told:
        export(a_snapshot(), tmp_path / name, a_moment())
    assert name in told.value.message
    assert all(ending in told.value.message for ending in CONTENTS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("ending", "what"), [(ending, what) for ending, contents in CONTENTS.items() for what in contents]
)
def test_everything_that_is_offered_can_be_written(ending: str, what: What, tmp_path: Path) -> None:
    file = tmp_path / f"dag{ending}"
    export(sample_snapshot(with_notes=True), file, a_moment("16:00"), "nb", what)
    assert file.stat().st_size > 500


@pytest.mark.parametrize(("name", "what"), [("dag.ics", What.TIMING), ("dag.xlsx", What.BADGES)])
def test_what_a_format_cannot_hold_is_told_with_the_formats_that_can(
    name: str, what: What, tmp_path: Path
) -> None:
    with pytest.raises(FacilitatorError, match=r"\.pdf") as told:
        export(a_snapshot(), tmp_path / name, a_moment(), None, what)
    assert what in told.value.message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".xlsx", ".csv", ".ics", ".md"])
def test_private_notes_go_out_only_where_they_are_asked_for(ending: str, tmp_path: Path) -> None:
    for what in set(CONTENTS[ending]) - {What.RUNNING_SHEET}:
        file = tmp_path / f"{what}{ending}"
        export(sample_snapshot(), file, a_moment(), "nb", what)
        assert "Ett minutt per bord" not in readable(file)
    if What.RUNNING_SHEET in CONTENTS[ending]:
        export(sample_snapshot(), tmp_path / f"running{ending}", a_moment(), "nb", What.RUNNING_SHEET)
        assert "Ett minutt per bord" in readable(tmp_path / f"running{ending}")


SHEETS = {".xlsx": "xl/worksheets/sheet1.xml", ".docx": "word/document.xml"}


def readable(file: Path) -> str:
    """The file's text on one line."""
    if file.suffix == ".pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    elif file.suffix in SHEETS:
        text = ZipFile(file).read(SHEETS[file.suffix]).decode()
    else:
        text = file.read_text("utf-8")
    return " ".join(text.split())


def test_an_export_may_speak_another_language(tmp_path: Path) -> None:
    export(a_snapshot(), tmp_path / "day.pdf", a_moment(), "en")
    reader = PdfReader(tmp_path / "day.pdf")
    assert str(reader.root_object["/Lang"]) == "en"
    assert "Key figures" in reader.pages[1].extract_text()
