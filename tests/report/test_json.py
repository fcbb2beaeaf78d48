from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from facilitator.access import TableKey
from facilitator.codec import from_json
from facilitator.photos import Photo
from facilitator.polls import Ballot, Mark
from facilitator.record import CheckedIn, Presence, Started
from facilitator.report.json import export_json
from facilitator.snapshot import Snapshot
from tests.builders import a_draft, a_record, a_rich_event, a_snapshot, an_instant, some_notes


def test_everything_can_be_read_back(tmp_path: Path) -> None:
    record = a_record(("09:31", Started("keynote")), ("09:40", CheckedIn("p1", Presence.PRESENT)))
    first = a_draft("Flere bussér 🚌\n")
    notes = some_notes(first, a_draft("Ja", note_id=first.note_id, parent_id=first.id), a_draft("Nei"))
    photo = Photo(
        id="p",
        item_id="cafe",
        round_id=None,
        table_id="t1",
        at=an_instant(),
        image=b"\xff\0JPEG",
        words="Kart",
    )
    snapshot = replace(
        a_snapshot(a_rich_event(), record=record, notes=notes),
        ballots={"task": {"k": Ballot(marks=(Mark("Ja", 1),), text="Ø")}},
        photos={"p": photo},
    )
    key = TableKey(table_id="t1", generation=1, hash="a" * 64)
    export_json(replace(snapshot, access={"t1": key}), tmp_path / "dag.json")
    assert key.hash not in (tmp_path / "dag.json").read_text("utf-8")
    data = json.loads((tmp_path / "dag.json").read_text("utf-8"))
    assert (data.pop("format"), data.pop("version")) == ("facilitator-event", 1)
    assert from_json(data, Snapshot) == snapshot


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
