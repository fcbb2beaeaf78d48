"""Notes that go to another copy of the event: each comes once, both of two edits are kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator import i18n
from facilitator.errors import FacilitatorError
from facilitator.exchange import notes_files
from facilitator.exchange.notes_files import new_drafts, read_notes_file, write_notes_file
from facilitator.models import Store
from facilitator.notes import MOST_CHARACTERS, Draft, Notes
from tests.builders import a_day, a_draft, a_snapshot, an_event, an_instant, some_notes

EVENT = a_day()
FIRST = a_draft("Flere busser 😀", key=True)
OTHER = a_draft("Trygge\nskoleveier", table_id="t2", theme_id=None)
HERE = a_draft("Bane", note_id=FIRST.note_id, parent_id=FIRST.id)
THERE = a_draft("Tog", note_id=FIRST.note_id, parent_id=FIRST.id)
THERE_AGAIN = a_draft("Tog hver time", note_id=FIRST.note_id, parent_id=THERE.id)
NOTES = some_notes(FIRST, OTHER, THERE, THERE_AGAIN)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    write_notes_file(path, EVENT, NOTES)
    return path


def the_new(file: Path, notes: Notes) -> list[Draft]:
    return list(new_drafts(notes, read_notes_file(file, EVENT)))


def test_all_versions_come_in_the_order_they_were_stored(file: Path) -> None:
    assert the_new(file, Notes()) == [FIRST, OTHER, THERE, THERE_AGAIN]


def test_what_is_here_already_never_comes_twice(file: Path) -> None:
    assert the_new(file, some_notes(FIRST, HERE)) == [OTHER, THERE, THERE_AGAIN]
    assert the_new(file, NOTES) == []


def test_two_edits_of_the_same_are_both_kept_and_said(file: Path, tmp_path: Path) -> None:
    with_here = a_snapshot(EVENT, notes=some_notes(FIRST, HERE))
    store = Store.create(tmp_path / "copy.facilitator", with_here)
    for at in ("12:00", "12:01"):  # the second time changes nothing
        store.write_notes(the_new(file, store.snapshot.notes), an_instant(at))
    note = store.snapshot.notes.by_id[FIRST.note_id]
    store.close()
    assert [revision.draft for revision in note.revisions] == [FIRST, HERE, THERE, THERE_AGAIN]
    assert note.changed_meanwhile


def test_two_copies_hold_the_same_after_both_ways(tmp_path: Path, file: Path) -> None:
    with_here = a_snapshot(EVENT, notes=some_notes(FIRST, HERE))
    store = Store.create(tmp_path / "copy.facilitator", with_here)
    notes = store.write_notes(the_new(file, store.snapshot.notes), an_instant("12:00")).notes
    store.close()
    back = tmp_path / "back.json"
    write_notes_file(back, EVENT, notes)
    assert the_new(back, NOTES) == [HERE]


def changed(file: Path, change: Callable[[Any], object]) -> Path:
    content = json.loads(file.read_text("utf-8"))
    change(content)
    file.write_text(json.dumps(content), "utf-8")
    return file


def refusal(file: Path) -> str:
    i18n.use("en")
    with pytest.raises(FacilitatorError) as refused:
        read_notes_file(file, EVENT)
    return refused.value.message


def test_another_events_notes_are_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    write_notes_file(path, an_event(id="other", title="Landsmøte"), NOTES)
    assert "another event, “Landsmøte”" in refusal(path)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda it: it["revisions"][0]["draft"].update(text="Færre busser"), id="another text"),
        pytest.param(lambda it: it["revisions"][0].update(at="2024-03-05T09:00:00+00:00"), id="another time"),
        pytest.param(lambda it: it["revisions"].pop(0), id="one is missing"),
        pytest.param(lambda it: it["revisions"].append(it["revisions"][0]), id="one is there twice"),
        pytest.param(lambda it: it["revisions"].reverse(), id="another order"),
    ],
)
def test_a_changed_file_is_refused(file: Path, change: Callable[[Any], object]) -> None:
    assert "is damaged" in refusal(changed(file, change))


@pytest.mark.parametrize("field", ["id", "note_id", "item_id", "place", "text"])
@pytest.mark.parametrize("letters", [MOST_CHARACTERS + 1, 0])
def test_a_field_of_a_size_that_is_never_written_is_refused(tmp_path: Path, field: str, letters: int) -> None:
    if field == "text" and not letters:
        return
    draft = a_draft(**{field: "x" * letters})
    path = tmp_path / "notes.json"
    write_notes_file(path, EVENT, some_notes(draft))
    assert "is damaged" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"format": "facilitator notes 1"}',
        b'{"format": "facilitator notes 2", "event_id": "event", "event_title": "", "revisions": []}',
        b'{"format": "facilitator notes 1", "event_id": 1, "event_title": "", "revisions": []}',
        b'{"format": "facilitator notes 1", "event_id": "event", "event_title": "", "revisions": [1]}',
        b'{"format": "facilitator notes 1", "event_id": "event", "event_title": "", "revisions": 1e999}',
    ],
)
def test_any_other_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(content)
    assert "is no export of notes" in refusal(path)


def test_no_more_is_read_than_a_day_can_have(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes_files, "MOST_REVISIONS", 3)
    assert "is damaged" in refusal(file)
    monkeypatch.setattr(notes_files, "MOST_BYTES", file.stat().st_size - 1)
    assert "is too large" in refusal(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "could not be read" in refusal(tmp_path / "notes.json")


def test_another_text_under_a_known_id_is_refused(file: Path) -> None:
    with pytest.raises(FacilitatorError):
        the_new(file, some_notes(a_draft("Et annet", id=FIRST.id, note_id=FIRST.note_id)))


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError):
        write_notes_file(tmp_path / "no folder" / "notes.json", EVENT, NOTES)
