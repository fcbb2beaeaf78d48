from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator.errors import FacilitatorError
from facilitator.report import export
from tests.builders import a_moment, a_snapshot


@pytest.mark.parametrize(
    ("name", "start"), [("dag.pdf", b"%PDF-"), ("DAG.PDF", b"%PDF-"), ("dag.json", b"{\n")]
)
def test_the_ending_chooses_the_format(name: str, start: bytes, tmp_path: Path) -> None:
    export(a_snapshot(), tmp_path / name, a_moment())
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["dag", "dag.docx", "pdf"])
def test_other_endings_are_told_what_can_be_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match=r"\.pdf.*\.json") as told:
        export(a_snapshot(), tmp_path / name, a_moment())
    assert name in told.value.message
    assert list(tmp_path.iterdir()) == []


def test_an_export_may_speak_another_language(tmp_path: Path) -> None:
    export(a_snapshot(), tmp_path / "day.pdf", a_moment(), "en")
    reader = PdfReader(tmp_path / "day.pdf")
    assert str(reader.root_object["/Lang"]) == "en"
    assert "Key figures" in reader.pages[1].extract_text()
