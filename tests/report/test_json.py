from __future__ import annotations

import json
from pathlib import Path

from facilitator.day_json import to_text
from facilitator.report.json import export_json
from tests.builders import a_draft, a_snapshot, some_notes


def test_the_whole_day_is_written(tmp_path: Path) -> None:
    day = a_snapshot(notes=some_notes(a_draft("Flere båter")))
    export_json(day, tmp_path / "dag.json")
    assert (tmp_path / "dag.json").read_bytes() == to_text(day).encode()


def test_people_can_read_it_too(tmp_path: Path) -> None:
    export_json(a_snapshot(notes=some_notes(a_draft("Flere båter"))), tmp_path / "dag.json")
    text = (tmp_path / "dag.json").read_text("utf-8")
    assert '  "text": "Flere båter"' in text
    assert text.endswith("}\n")


def test_half_a_character_does_not_stop_it(tmp_path: Path) -> None:
    export_json(a_snapshot(notes=some_notes(a_draft("halv \ud800"))), tmp_path / "dag.json")
    data = json.loads((tmp_path / "dag.json").read_text("utf-8"))
    (note,) = data["notes"]["by_id"].values()
    assert note["revisions"][0]["draft"]["text"] == "halv \ud800"
