from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from datetime import UTC, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from facilitator.access import ROOM, TableKey, hash_of
from facilitator.clock import Boot
from facilitator.errors import FacilitatorError
from facilitator.event import Event, Item, MergedPoint, Person, Plan, moved, put, without
from facilitator.models import Store, verify
from facilitator.models.plan import PARTS
from facilitator.models.rows import EventRow
from facilitator.photos import Photo
from facilitator.polls import Ballot, Mark
from facilitator.record import (
    Added,
    Approved,
    CheckedIn,
    Counted,
    Fact,
    HandCounted,
    HelpAsked,
    Nudged,
    PeopleDeleted,
    PhasesGoOn,
    PollClosed,
    PollOpened,
    PollShown,
    Presence,
    Signalled,
    Started,
    TurnStarted,
    Undone,
)
from facilitator.snapshot import Snapshot
from tests.builders import (
    a_cafe,
    a_day,
    a_draft,
    a_moment,
    a_person,
    a_plan,
    a_record,
    a_rich_event,
    a_snapshot,
    an_event,
    an_instant,
    an_item,
    some_notes,
)

FACTS: tuple[Fact, ...] = (
    Started("talk"),
    Added("cafe", timedelta(minutes=-2, microseconds=3), phase=1),
    CheckedIn("p1", Presence.ABSENT),
    CheckedIn("p2", Presence.LEFT),
    PhasesGoOn("cafe", by_itself=False),
    TurnStarted("cafe", "t1"),
    Counted("r1", "t1", 7),
    HelpAsked("t1", wanted=True, by_table=True),
    Approved("cafe", "r1", "t1"),
    Nudged("t1", "Husk innspill"),
    PollOpened("task", ("Ja", "Nei")),
    HandCounted("task", "t1", (4, 2), 6),
    PollClosed("task"),
    PollShown("task", shown=True),
    PeopleDeleted(110, 104, 52),
    Signalled("talk:warning"),
    Undone(1),
)


def rich_snapshot() -> Snapshot:
    draft = a_draft("Æ\r\n\ttegn \x01 🚌")
    return a_snapshot(
        a_rich_event(),
        record=a_record(
            ("09:31", FACTS), ("10:00", Started("cafe")), (a_moment("12:00", boot_id="b"), Undone(2))
        ),
        notes=some_notes(
            draft,
            a_draft("nytt", note_id=draft.note_id, parent_id=draft.id, place="phone-1"),
            a_draft("bort", taken_back=True, round_id=None, theme_id=None),
        ),
    )


def reopened(path: Path) -> Snapshot:
    """What a new start of the program reads, but for the moment at which it did."""
    with closing(Store.open(path, a_moment("16:00", boot_id="reopened"))) as store:
        record = store.snapshot.record
        boots = record.timeline.boots[:-1]
        return replace(store.snapshot, record=replace(record, timeline=replace(record.timeline, boots=boots)))


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """The writing statements of the store's transactions, one for each row."""
    seen: list[str] = []

    def see(*call: object) -> None:
        _connection, _cursor, statement, parameters, _context, executemany = call
        if str(statement).startswith(("INSERT", "UPDATE", "DELETE")):
            rows = len(list(parameters)) if executemany else 1  # type: ignore[call-overload]
            seen.extend([" ".join(str(statement).replace('"', "").split()[:3])] * rows)

    event.listen(store._engine, "before_cursor_execute", see)
    yield seen
    event.remove(store._engine, "before_cursor_execute", see)


def test_everything_comes_back_as_it_was(path: Path) -> None:
    snapshot = rich_snapshot()
    with closing(Store.create(path, snapshot)) as store:
        assert store.snapshot == snapshot
    assert reopened(path) == snapshot
    assert verify(path) == ()


def test_nothing_lies_beside_a_closed_file(path: Path, store: Store) -> None:
    store.close()
    assert list(path.parent.iterdir()) == [path]


WRITABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@settings(max_examples=20, deadline=None)
@given(st.lists(WRITABLE, min_size=4, max_size=30))
def test_text_comes_back_byte_for_byte(texts: list[str]) -> None:
    person = a_person("p", name=texts[0])
    item = an_item("task", title=texts[1], options=tuple(texts))
    day = an_event(title=texts[2], people=(person,), items=(item,))
    with TemporaryDirectory() as folder:
        path = Path(folder, "day.facilitator")
        with closing(Store.create(path, a_snapshot(day, notes=some_notes(*map(a_draft, texts))))) as store:
            store.write_notes([a_draft(texts[3])], an_instant())
            stored = store.snapshot
        assert stored.event == day
        assert reopened(path) == stored
        assert [note.draft.text for note in stored.notes.standing] == [*texts, texts[3]]


@pytest.mark.parametrize("char", ["\0", "\ud800"])
def test_characters_that_no_file_can_hold_are_refused_by_name(store: Store, char: str) -> None:
    before = store.snapshot
    with pytest.raises(FacilitatorError, match=f"{ord(char):04X}"):
        store.write_notes([a_draft(f"før{char}etter")], an_instant())
    with pytest.raises(FacilitatorError, match=f"{ord(char):04X}"):
        store.save_plan(replace(before.plan, event=replace(before.event, title=char)))
    assert store.snapshot is before
    store.write_notes([a_draft("etter")], an_instant())
    assert len(store.snapshot.notes.standing) == 1


@settings(max_examples=10, deadline=None)
@given(st.lists(st.timedeltas(min_value=timedelta(days=-999), max_value=timedelta(days=9999))))
def test_lengths_are_exact_to_the_microsecond(lengths: list[timedelta]) -> None:
    items = tuple(an_item(f"i{number}", length=length) for number, length in enumerate(lengths))
    with TemporaryDirectory() as folder:
        path = Path(folder, "day.facilitator")
        Store.create(path, a_snapshot(an_event(items=items))).close()
        assert reopened(path).event.items == items


def test_instants_of_other_zones_are_kept_in_utc(store: Store, path: Path) -> None:
    draft = a_draft()
    at = an_instant("12:00:00.000123").astimezone(a_day().tzinfo)
    store.write_notes([draft], at)
    store.close()
    (note,) = reopened(path).notes.standing
    assert note.current.at == at
    assert note.current.at.tzinfo == UTC


# ── the plan ──


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (lambda day: day, []),
        (lambda day: replace(day, title="Ny"), ["UPDATE event SET"]),
        (lambda day: replace(day, purposes=("Lytte",)), ["INSERT INTO purpose"]),
        (
            lambda day: replace(day, items=put(day.items, replace(day.items[1], title="Ny"))),
            ["UPDATE item SET"],
        ),
        (lambda day: replace(day, items=moved(day.items, "talk", 0)), ["UPDATE item SET"] * 2),
        (lambda day: replace(day, items=without(day.items, "closing")), ["DELETE FROM item"]),
        (
            lambda day: replace(day, items=put(day.items, an_item("new", options=("Ja", "Nei")))),
            ["INSERT INTO option", "INSERT INTO option", "INSERT INTO item"],
        ),
        (lambda day: replace(day, people=put(day.people, a_person("p99"))), ["INSERT INTO person"]),
        (lambda day: replace(day, people=tuple(replace(p) for p in day.people)), []),
    ],
    ids=["nothing", "title", "purpose", "item", "move", "delete", "insert", "person", "equal"],
)
def test_only_rows_that_differ_are_written(
    store: Store, path: Path, change: Callable[[Event], Event], written: list[str]
) -> None:
    plan = store.snapshot.plan
    with statements(store) as seen:
        saved = store.save_plan(replace(plan, event=change(plan.event)))
    assert seen == written
    store.close()
    assert reopened(path).plan == saved.plan


def test_a_seat_is_a_row(store: Store) -> None:
    plan = store.snapshot.plan
    r1 = plan.seats["r1"]
    last, first = r1["t1"][-1], r1["t2"]
    r1 = {**r1, "t1": r1["t1"][:-1], "t2": (*first, last)}
    with statements(store) as seen:
        store.save_plan(replace(plan, seats={**plan.seats, "r1": r1}))
    assert seen == ["UPDATE seat SET"]
    assert store.snapshot.seats["r1"] == r1


def test_what_refers_to_something_deleted_lets_go_of_it(store: Store, path: Path) -> None:
    day = replace(
        store.snapshot.event, tables=(replace(store.snapshot.event.tables[0], host_id="p1", theme_id="a"),)
    )
    store.save_plan(a_plan(day))
    cafe = replace(a_cafe(), rounds=a_cafe().rounds[:2])
    fewer = replace(day, people=without(day.people, "p1"), themes=(), items=put(day.items, cafe))
    saved = store.save_plan(replace(store.snapshot.plan, event=fewer))
    assert (saved.event.tables[0].host_id, saved.event.tables[0].theme_id) == (None, None)
    assert set(saved.seats) == {"r1", "r2"}
    assert "p1" not in saved.seats["r1"]["t1"]
    store.close()
    assert reopened(path).plan == saved.plan


def test_places_where_nobody_sits_are_left_out(store: Store) -> None:
    saved = store.save_plan(replace(store.snapshot.plan, seats={"r1": {"t1": ("p1",), "t2": ()}, "r2": {}}))
    assert saved.seats == {"r1": {"t1": ("p1",)}}


def test_an_undone_change_is_the_plan_of_before(store: Store, path: Path) -> None:
    before = store.snapshot.plan
    store.save_plan(Plan(event=replace(before.event, people=(), items=(), tables=())))
    assert store.save_plan(before).plan == before
    store.close()
    assert reopened(path).plan == before


def test_two_things_with_one_id_are_a_mistake_of_ours(store: Store) -> None:
    before = store.snapshot
    twice: tuple[Person, ...] = (a_person("x"), a_person("x"))
    with pytest.raises(ValueError, match="person"):
        store.save_plan(replace(before.plan, event=replace(before.event, people=twice)))
    assert store.snapshot is before


# ── the record ──


def test_a_press_is_one_number_and_can_be_undone(store: Store, path: Path) -> None:
    store.append([Started("welcome")], a_moment("09:30"))
    store.append([Started("talk"), Signalled("talk")], a_moment("09:45"))
    store.append([Undone(2)], a_moment("09:46"))
    store.close()
    record = reopened(path).record
    assert [(entry.seq, entry.press) for entry in record.entries] == [(1, 1), (2, 2), (3, 2), (4, 3)]
    assert [run.item_id for run in record.runs] == ["welcome"]
    assert record.entries[1].moment == a_moment("09:45")


def test_a_heartbeat_moves_the_last_moment_of_its_boot_on(store: Store, path: Path) -> None:
    store.beat(a_moment("09:00"))
    store.append([Started("welcome")], a_moment("09:30"))
    store.beat(a_moment("09:31"))
    store.beat(a_moment("09:40", boot_id="boot-2"))
    expected = (
        Boot(a_moment("09:00"), a_moment("09:31")),
        Boot(a_moment("09:40", boot_id="boot-2"), a_moment("09:40", boot_id="boot-2")),
    )
    assert store.snapshot.record.timeline.boots == expected
    store.close()
    assert reopened(path).record.timeline.boots == expected


def test_opening_is_a_heartbeat(store: Store, path: Path) -> None:
    store.close()
    with closing(Store.open(path, a_moment("13:00"))) as opened:
        assert opened.snapshot.record.timeline.boots == (Boot(a_moment("13:00"), a_moment("13:00")),)


def test_the_plan_and_the_notes_stay_the_same_objects_when_a_press_comes(store: Store) -> None:
    before = store.write_notes([a_draft()], an_instant())
    after = store.append([Started("welcome")], a_moment())
    assert after.plan is before.plan
    assert after.notes is before.notes
    assert before.record.entries == ()


# ── notes ──


def test_a_note_sent_again_gives_the_same_answer(store: Store, path: Path) -> None:
    draft = a_draft("Buss")
    first = store.write_notes([draft], an_instant("11:00"))
    again = store.write_notes([draft], an_instant("11:05"))
    assert again is first
    store.close()
    assert reopened(path).notes == first.notes


def test_an_id_used_for_another_text_is_a_mistake(store: Store) -> None:
    draft = a_draft("Buss")
    before = store.write_notes([draft], an_instant())
    with pytest.raises(ValueError, match=draft.id):
        store.write_notes([replace(draft, text="Bane")], an_instant())
    assert store.snapshot is before


def test_two_edits_of_one_parent_are_both_kept(store: Store, path: Path) -> None:
    first = a_draft("Buss")
    edits = [a_draft(text, note_id=first.note_id, parent_id=first.id) for text in ("Bane", "Båt")]
    for draft in (first, *edits):
        store.write_notes([draft], an_instant())
    store.close()
    (note,) = reopened(path).notes.standing
    assert [revision.draft.text for revision in note.revisions] == ["Buss", "Bane", "Båt"]
    assert note.changed_meanwhile


def test_an_edit_may_come_before_what_it_was_made_from(store: Store) -> None:
    store.write_notes([a_draft("sist", note_id="n", parent_id="not-yet")], an_instant())
    store.write_notes([a_draft("først", id="not-yet", note_id="n")], an_instant())
    assert [r.draft.text for r in store.snapshot.notes.by_id["n"].revisions] == ["sist", "først"]


def test_a_new_note_leaves_the_others_alone(store: Store) -> None:
    store.write_notes([a_draft("en", note_id="n")], an_instant())
    known = store.snapshot.notes.by_id["n"]
    with statements(store) as seen:
        store.write_notes([a_draft("to")], an_instant())
    assert seen == ["INSERT INTO note_revision"]
    assert store.snapshot.notes.by_id["n"] is known


def test_notes_merged_are_stored_together_or_not_at_all(store: Store, path: Path) -> None:
    one, two = a_draft("Buss", note_id="n1"), a_draft("Bane", note_id="n2")
    store.write_notes([one, two], an_instant())
    both = replace(one, id="both", parent_id=one.id, text="Buss og bane", key=True)
    gone = replace(two, id="gone", parent_id=two.id, merged_into="n1")
    with pytest.raises(ValueError, match="two drafts"):
        store.write_notes([both, replace(gone, id=one.id)], an_instant())
    assert len(store.snapshot.notes.standing) == 2
    store.write_notes([both, gone], an_instant())
    store.close()
    notes = reopened(path).notes
    assert [note.draft.text for note in notes.standing] == ["Buss og bane"]
    assert notes.by_id["n2"].draft.merged_into == "n1"
    assert verify(path) == ()


# ── what else comes from the room ──


def test_a_ballot_takes_the_place_of_the_one_before(store: Store, path: Path) -> None:
    store.cast("task", "k1", Ballot(marks=(Mark("Ja", 1),)))
    store.cast("task", "k2", Ballot(text="Vet ikke"))
    store.cast("task", "k3", Ballot(text="Angret"))
    store.cast("task", "k1", Ballot(marks=(Mark("Nei", 1), Mark("Ja", 2)), text="Ø"))
    store.cast("task", "k3", None)
    store.close()
    kept = {"k1": Ballot(marks=(Mark("Nei", 1), Mark("Ja", 2)), text="Ø"), "k2": Ballot(text="Vet ikke")}
    assert store.snapshot.ballots == reopened(path).ballots == {"task": kept}
    assert b"Angret" not in path.read_bytes()


def test_what_is_said_of_a_photo_is_stored_anew(store: Store, path: Path) -> None:
    first, second = (
        Photo(id=id, item_id="cafe", round_id="r1", table_id="t1", at=an_instant(), image=b"\xff\0JPEG")
        for id in ("b", "a")
    )
    store.write_photo(first)
    store.write_photo(second)
    store.write_photo(replace(first, words="Kart over busser", taken_back=True))
    store.close()
    photos = reopened(path).photos
    assert list(photos.values()) == [replace(first, words="Kart over busser", taken_back=True), second]


def test_a_key_takes_the_place_of_the_table_s_old_one(store: Store, path: Path) -> None:
    old, new = (TableKey(table_id="t1", generation=n, hash=hash_of(f"token {n}")) for n in (1, 2))
    room = TableKey(table_id=ROOM, generation=1, hash=hash_of("room"))
    store.give_keys([old, room])
    store.give_keys([new])
    store.close()
    assert reopened(path).access == {"t1": new, ROOM: room}
    assert b"token" not in path.read_bytes()


def test_notes_outlive_what_was_planned(store: Store, path: Path) -> None:
    store.write_notes([a_draft()], an_instant())
    store.save_plan(Plan(event=an_event()))
    store.close()
    assert len(reopened(path).notes.standing) == 1


def test_several_threads_write_at_once(store: Store, path: Path) -> None:
    threads_, each = 8, 25
    start = threading.Barrier(threads_ + 1)

    def write(table: int) -> None:
        start.wait()
        for number in range(each):
            store.write_notes([a_draft(f"{table}/{number}", table_id=f"t{table}")], an_instant())

    threads = [threading.Thread(target=write, args=(table,)) for table in range(threads_)]
    for thread in threads:
        thread.start()
    start.wait()
    for _ in range(each):
        store.beat(a_moment())
    for thread in threads:
        thread.join()
    store.close()
    notes = reopened(path).notes
    assert {note.draft.text for note in notes.standing} == {
        f"{table}/{number}" for table in range(threads_) for number in range(each)
    }
    assert sorted(note.current.seq for note in notes.standing) == list(range(1, threads_ * each + 1))
    assert verify(path) == ()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "truncate"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_the_file_is_written_as_promised(store: Store, pragma: str, value: object) -> None:
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_each_field_of_the_plan_has_a_column_or_a_table() -> None:
    owners = {"": Event, "items": Item, "people": Person, "points": MergedPoint}
    lists = {(owners[part.of], part.name) for part in PARTS}
    part_owner = {part.made_of: part.owner for part in PARTS}
    kinds = {part.made_of: part.table for part in PARTS if part.made_of is not str}
    for kind, table in (kinds | {Event: EventRow.metadata.tables["event"]}).items():
        named = {field.name for field in fields(kind)}
        columns = {column.name for column in table.columns} - {"position", part_owner.get(kind, "")}
        assert columns == named - {name for owner, name in lists if owner is kind}, kind


def test_text_that_was_deleted_is_no_longer_in_the_file(store: Store, path: Path) -> None:
    people = (a_person("x", name="Ola Nordmannsen"), *store.snapshot.event.people)
    store.save_plan(a_plan(replace(store.snapshot.event, people=people)))
    assert b"Nordmannsen" in path.read_bytes()
    store.save_plan(a_plan(replace(store.snapshot.event, people=people[1:])))
    store.close()
    assert b"Nordmannsen" not in path.read_bytes()
