"""Disks that are full, fail or go away: it is said, nothing stored is lost, and trying again works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.errors import FacilitatorError
from facilitator.models import Store, verify
from facilitator.models.files import looked_into
from facilitator.record import Started
from facilitator.settings import data_folder
from facilitator.snapshot import Snapshot
from tests.builders import a_draft, a_moment, a_snapshot, an_instant
from tests.models.broken_disk import FULL, BrokenDisk, broken_disk

FOR_EVER = 10**9
LONG = "Flere busser " * 500  # more than a page


def write(store: Store, number: int) -> Snapshot:
    return store.write_notes([a_draft(LONG, id=f"{number}", note_id=f"{number}")], an_instant())


def press(store: Store, number: int) -> Snapshot:
    return store.append([Started(f"{number}")], a_moment("09:31"))


def save(store: Store, number: int) -> Snapshot:
    event = replace(store.snapshot.event, purposes=(LONG,) * number)
    return store.save_plan(replace(store.snapshot.plan, event=event))


@pytest.fixture(autouse=True)
def no_spool() -> None:
    """Nor can a note be written down beside the file: see test_spool.py for where it can."""
    data_folder().parent.mkdir(parents=True)
    data_folder().write_text("a file where the folder should be")


@pytest.fixture
def disk() -> Iterator[BrokenDisk]:
    try:
        with broken_disk() as disk:
            yield disk
    except AttributeError:
        pytest.skip("this SQLite hides its methods")


@pytest.fixture
def failing(disk: BrokenDisk, path: Path) -> Iterator[Store]:
    store = Store.create(path, a_snapshot())
    yield store
    disk.heal()
    store.close()


@pytest.mark.parametrize(("change", "table"), [(write, "note_revision"), (press, "fact"), (save, "purpose")])
@pytest.mark.parametrize("after", [False, True], ids=["undone", "done"])
@pytest.mark.parametrize("times", [1, FOR_EVER], ids=["once", "for ever"])
def test_whichever_write_fails_a_retry_stores_it_once(
    disk: BrokenDisk,
    failing: Store,
    path: Path,
    change: Callable[[Store, int], Snapshot],
    table: str,
    after: bool,
    times: int,
) -> None:
    """Each change adds a row; its first write, truncation or fsync fails, then its second, and so on."""
    refused = found_on_disk = 0
    for at in range(1, 100):
        before = failing.snapshot
        disk.break_at(at, times=times, after=after)
        try:
            change(failing, at)
        except FacilitatorError:
            assert failing.snapshot is before
            refused += 1
        reached = disk.done >= at
        disk.heal()
        if not reached:
            break
        found_on_disk += rows(path, table) == at
        assert rows(path, table) in (at - 1, at)
        if failing.snapshot is before:
            change(failing, at)
        assert rows(path, table) == at
    stored = failing.snapshot
    assert rows(path, table) == at > 4
    assert refused >= at - 2  # only what follows the commit may fail unnoticed
    assert found_on_disk or not after  # the hard case was met: said not to be stored, and stored
    failing.close()
    assert verify(path) == ()
    with closing(Store.open(path, a_moment())) as store:
        assert store.snapshot.plan == stored.plan
        assert store.snapshot.notes == stored.notes
        assert store.snapshot.record.entries == stored.record.entries


def rows(path: Path, table: str) -> int:
    """How many rows another start of the program would find in the table."""
    with looked_into(path) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


@pytest.mark.parametrize(
    ("code", "told"), [(FULL, "disk is full"), (0, "disk reports an error")], ids=["full", "input/output"]
)
def test_the_trouble_is_told(failing: Store, disk: BrokenDisk, code: int, told: str) -> None:
    disk.break_at(1, times=FOR_EVER, code=code)
    with pytest.raises(FacilitatorError, match=told):
        write(failing, 1)


def test_a_full_disk_stores_again_when_there_is_room(store: Store, path: Path) -> None:
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    before = store.snapshot
    with pytest.raises(FacilitatorError, match="disk is full"):
        write(store, 1)
    assert store.snapshot is before
    assert verify(path) == ()
    with store._engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 100}")
    assert len(write(store, 1).notes.standing) == 1
    store.close()
    with closing(Store.open(path, a_moment())) as opened:
        assert [note.draft.text for note in opened.snapshot.notes.standing] == [LONG]


def test_a_file_moved_away_is_told_and_works_when_it_is_back(store: Store, path: Path) -> None:
    away = path.with_name("away")
    path.rename(away)
    with pytest.raises(FacilitatorError, match="moved, renamed or deleted"):
        write(store, 1)
    away.rename(path)
    write(store, 1)
    store.close()
    assert verify(path) == ()


@contextmanager
def failing_after_commit(store: Store) -> Iterator[None]:
    """What is committed meanwhile is on the disk, and said not to be."""
    dialect = store._engine.dialect
    commit = dialect.do_commit

    def commit_and_fail(connection: object) -> None:
        commit(connection)  # type: ignore[arg-type]
        connection.execute("SELECT * FROM nowhere")  # type: ignore[attr-defined]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialect, "do_commit", commit_and_fail)
        yield


def test_a_press_said_not_to_be_stored_is_not_pressed_twice(store: Store) -> None:
    with failing_after_commit(store), pytest.raises(FacilitatorError):
        press(store, 1)
    assert store.snapshot.record.entries == ()
    assert len(press(store, 1).record.entries) == 1
    assert len(press(store, 1).record.entries) == 2


@pytest.mark.parametrize("change", [press, save])
def test_what_was_said_not_to_be_stored_does_not_turn_up_later(
    store: Store, path: Path, change: Callable[[Store, int], Snapshot]
) -> None:
    before = press(store, 1)
    with failing_after_commit(store), pytest.raises(FacilitatorError):
        change(store, 2)
    after = store.beat(a_moment("09:40"))
    assert (after.plan, after.record.entries) == (before.plan, before.record.entries)
    changed = change(store, 2)
    store.close()
    with closing(Store.open(path, a_moment("09:41"))) as opened:
        assert opened.snapshot.plan == changed.plan
        assert opened.snapshot.record.entries == changed.record.entries
        assert changed.record.entries[: len(before.record.entries)] == before.record.entries


def test_a_note_said_not_to_be_stored_stays_and_a_retry_adds_none(store: Store) -> None:
    with failing_after_commit(store), pytest.raises(FacilitatorError):
        write(store, 1)
    assert len(store.beat(a_moment("09:40")).notes.standing) == 1
    assert len(write(store, 1).notes.by_id["1"].revisions) == 1
