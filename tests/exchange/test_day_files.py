"""A day out of its JSON export: whole and unchanged, or refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.day_json import from_data, to_text
from facilitator.errors import FacilitatorError
from facilitator.event import consistent
from facilitator.exchange.day_files import read_day
from facilitator.exchange.loose_ends import Disorder, LooseEnd, Nothing, Twice, loose_ends
from facilitator.i18n import speaking
from facilitator.models import Store, read, verify
from facilitator.notes import Note, Notes
from facilitator.photos import Photo
from facilitator.report.json import export_json
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Chapter, Part
from facilitator.timetable import live_day
from tests.builders import a_draft, a_moment, a_plan, a_rich_event, a_snapshot, an_instant, some_notes
from tests.strategies import snapshots
from tests.test_day_json import a_whole_day

Data = dict[str, Any]


def data_of(day: Snapshot | None = None) -> Data:
    made: Data = json.loads(to_text(day or a_whole_day()))
    return made


def refused(path: Path, content: object, most: int = 10_000_000) -> str:
    """Why the file is not taken, in English."""
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(text)
    with speaking("en"), pytest.raises(FacilitatorError) as told:
        read_day(path, most)
    return told.value.message


def exported_again(day: Snapshot, folder: Path) -> tuple[bytes, bytes]:
    """The day's export, and that of the file that was made of it."""
    first, file, second = folder / "1.json", folder / "2.facilitator", folder / "3.json"
    export_json(day, first)
    Store.create(file, read_day(first)).close()
    assert verify(file) == ()
    later, _warnings = read(file, a_moment("17:00", boot_id="another"))
    export_json(later, second)
    return first.read_bytes(), second.read_bytes()


# ── there and back ──


@pytest.mark.parametrize("day", [a_whole_day(), sample_snapshot(with_notes=True)], ids=["all", "sample"])
def test_a_file_made_of_an_export_is_exported_as_the_same_bytes(day: Snapshot, tmp_path: Path) -> None:
    before, after = exported_again(day, tmp_path)
    assert before == after


@settings(max_examples=25, deadline=None)
@given(snapshots())
def test_so_is_any_day(day: Snapshot) -> None:
    with TemporaryDirectory() as folder:
        before, after = exported_again(day, Path(folder))
        assert before == after


def test_a_note_that_was_changed_in_the_export_is_told_when_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "dag.json").write_text(to_text(a_whole_day()).replace("Nei", "Jo"), "utf-8")
    with closing(Store.create(tmp_path / "dag.facilitator", read_day(tmp_path / "dag.json"))) as store:
        assert len(store.warnings) == 1


# ── what is refused ──


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"\xff\xfe\xfa", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"SQLite format 3\0", "no JSON"),
        (None, "no day saved as JSON"),
        ([], "no day saved as JSON"),
        ({}, "no day saved as JSON"),
        ({"format": "facilitator-person", "version": 1}, "no day saved as JSON"),
        ({"format": "facilitator-event", "version": 2}, "another version"),
        ({"format": "facilitator-event"}, "another version"),
        ({"format": "facilitator-event", "version": 1}, "$.plan"),
    ],
    ids=repr,
)
def test_what_is_no_day_is_refused(content: object, named: str, tmp_path: Path) -> None:
    sentence = refused(tmp_path / "dag.json", content)
    assert named in sentence
    assert "“dag.json”" in sentence
    assert "No day was made of it" in sentence


def test_a_file_that_is_not_there_and_one_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match=r"dag\.json"):
        read_day(tmp_path / "dag.json")
    with pytest.raises(FacilitatorError):
        read_day(tmp_path)
    assert "larger than 1 MB" in refused(tmp_path / "dag.json", b"[" + b" " * 1_000_000, most=1_000_000)


def set_at(data: Data, path: str, value: object) -> None:
    *way, last = (int(step) if step.isdecimal() else step for step in path.split("/"))
    inner: Any = data
    for step in way:
        inner = inner[step]
    inner[last] = value


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("plan/event/dreams", 1, "“dreams” at $.plan.event"),
        ("access", {}, "“access” at $"),
        ("record/entries/0/fact/more", 1, "“more” at $.record.entries[0].fact"),
        ("record/entries/0/fact/kind", "Dreamed", "$.record.entries[0].fact"),
        ("plan/event/items/0/length", "long", "$.plan.event.items[0].length"),
        ("plan/event/items/0/length", 1e300, "$.plan.event.items[0].length"),
        ("plan/event/items/0/length", 8e13, "$.plan.event"),
        ("plan/event/zone", "Europe/Nowhere", "$.plan.event"),
        ("plan/event/zone", "Europe", "$.plan.event"),
        ("plan/event/zone", "../../etc/passwd", "$.plan.event"),
        ("plan/event/date", "5. mars", "$.plan.event.date"),
        ("plan/event/tables/0/number", 2**63, "$.plan.event.tables[0].number"),
        ("plan/event/logo", "\x01", "$.plan.event.logo"),
        ("plan/event/title", "nu\0ll", "(U+0000) at $.plan.event.title"),
        ("plan/event/title", "\ud800", "(U+D800) at $.plan.event.title"),
        ("ballots/task/k\0", {}, "(U+0000) at $.ballots.task"),
        ("plan/event/tables/0/host_id", "nobody", "“nobody” at $.plan.event.tables[].host_id"),
        ("plan/event/people/1/id", "p1", "“p1” twice at $.plan.event.people"),
        ("plan/seats/r1/t1/0", "nobody", "“nobody” at $.plan.seats['r1']"),
        ("notes/by_id/new", {"revisions": []}, "$.notes.by_id['new']"),
    ],
)
def test_what_does_not_fit_is_named(path: str, value: object, named: str, tmp_path: Path) -> None:
    data = data_of()
    set_at(data, path, value)
    assert named in refused(tmp_path / "dag.json", data)


def test_a_long_key_is_told_short(tmp_path: Path) -> None:
    assert len(refused(tmp_path / "dag.json", data_of() | {"x" * 10_000: 1})) < 500


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_is_put_anywhere_is_refused_in_words_or_makes_a_sound_file(draw: st.DataObject) -> None:
    data = data_of()
    inner: Any = data
    while True:
        step = draw.draw(st.sampled_from(list(inner) if isinstance(inner, dict) else range(len(inner))))
        deeper = isinstance(inner[step], dict | list) and inner[step]
        if not deeper or draw.draw(st.integers(0, 9)) == 0:
            break
        inner = inner[step]
    inner[step] = draw.draw(json_values)
    with TemporaryDirectory() as folder:
        export, file = Path(folder, "dag.json"), Path(folder, "dag.facilitator")
        export.write_text(json.dumps(data))
        try:
            day = read_day(export)
        except FacilitatorError:
            return
        Store.create(file, day).close()
        with closing(Store.open(file, a_moment())) as store:
            live_day(store.snapshot.event, store.snapshot.record, a_moment())


# ── what does not hold together ──


def ends(day: Snapshot) -> list[LooseEnd]:
    return list(loose_ends(day))


def test_a_day_of_this_program_holds_together() -> None:
    assert ends(a_whole_day()) == []
    assert ends(sample_snapshot(with_notes=True)) == []


@given(snapshots())
def test_what_holds_together_is_stored_whole(day: Snapshot) -> None:
    assert ends(day) == []
    assert consistent(day.plan) == day.plan


def with_event(**values: object) -> Snapshot:
    plan = a_plan(a_rich_event())
    return Snapshot(plan=replace(plan, event=replace(plan.event, **values)))  # type: ignore[arg-type]


def with_seats(**rounds: dict[str, tuple[str, ...]]) -> Snapshot:
    return Snapshot(plan=replace(a_plan(), seats=rounds))


def the(name: str, **values: object) -> Callable[[], Snapshot]:
    """The rich event with other values in the first thing of one of its lists."""

    def made() -> Snapshot:
        first, *rest = getattr(a_rich_event(), name)
        return with_event(**{name: (replace(first, **values), *rest)})

    return made


def with_notes(*notes: Note) -> Snapshot:
    return a_snapshot(notes=Notes({note.id: note for note in notes}))


def swapped_notes() -> Snapshot:
    return with_notes(*reversed(some_notes(a_draft("1"), a_draft("2")).standing))


def a_note_under_another_id() -> Snapshot:
    (note,) = some_notes(a_draft()).standing
    return a_snapshot(notes=Notes({"other": note}))


def a_revision_twice() -> Snapshot:
    (note,) = some_notes(a_draft(id="r")).standing
    return with_notes(Note(note.revisions * 2))


def a_photo_under_another_id() -> Snapshot:
    photo = Photo(id="p", item_id="i", round_id=None, table_id="t", at=an_instant(), image=b"")
    return replace(a_snapshot(), photos={"q": photo})


@pytest.mark.parametrize(
    ("made", "end"),
    [
        (the("tables", theme_id="x"), Nothing("$.plan.event.tables[].theme_id", "x")),
        (the("tables", note_taker_id="x"), Nothing("$.plan.event.tables[].note_taker_id", "x")),
        (the("people", wishes=("x",)), Nothing("$.plan.event.people[].wishes", "x")),
        (the("pairs", other_id="x"), Nothing("$.plan.event.pairs", "x")),
        (the("points", theme_id="x"), Nothing("$.plan.event.points[].theme_id", "x")),
        (the("documents", id="d2"), Twice("$.plan.event.documents", "d2")),
        (lambda: with_event(items=a_rich_event().items * 2), Twice("$.plan.event.items", "keynote")),
        (
            lambda: with_event(chapters=(Chapter(part=Part.RAW),) * 2),
            Twice("$.plan.event.chapters", "raw"),
        ),
        (lambda: with_seats(r9={"t1": ("p1",)}), Nothing("$.plan.seats", "r9")),
        (lambda: with_seats(r1={"t9": ("p1",)}), Nothing("$.plan.seats['r1']", "t9")),
        (lambda: with_seats(r1={"t1": ("p1",), "t2": ("p1",)}), Twice("$.plan.seats['r1']", "p1")),
        (lambda: with_seats(r1={"t1": ()}), Disorder("$.plan.seats['r1']")),
        (
            lambda: Snapshot(plan=replace(a_plan(), hosts={"r1": {"t1": "nobody"}})),
            Nothing("$.plan.hosts['r1']", "nobody"),
        ),
        (a_note_under_another_id, Nothing("$.notes.by_id", "other")),
        (a_revision_twice, Twice("$.notes.by_id", "r")),
        (a_photo_under_another_id, Nothing("$.photos", "q")),
    ],
)
def test_what_hangs_loose_is_found(made: Callable[[], Snapshot], end: LooseEnd) -> None:
    assert end in ends(made())


def test_notes_and_facts_out_of_their_order_are_found() -> None:
    assert any(isinstance(end, Disorder) for end in ends(swapped_notes()))
    day = sample_snapshot(with_notes=True)
    turned = replace(day, record=replace(day.record, entries=day.record.entries[::-1]))
    assert ends(turned) == [Disorder("$.record.entries")]
    assert from_data(data_of(day)) == day
