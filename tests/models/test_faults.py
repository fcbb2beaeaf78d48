"""Disks that are full, fail or go away: it is said, nothing stored is lost, and trying again works."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.errors import FacilitatorError
from facilitator.models import Store, verify
from facilitator.record import Started
from facilitator.snapshot import Snapshot
from tests.builders import a_draft, a_moment, a_snapshot, an_instant
from tests.models.broken_disk import FULL, BrokenDisk, broken_disk

FOR_EVER = 10**9
DRAFT = a_draft("Flere busser " * 500)  # more than a page


def write(store: Store) -> Snapshot:
    return store.write_note(DRAFT, an_instant())


def press(store: Store) -> Snapshot:
    return store.append([Started("welcome")], a_moment("09:31"))


def save(store: Store) -> Snapshot:
    event = replace(store.snapshot.event, title="Ny", people=store.snapshot.event.people[:-1])
    return store.save_plan(replace(store.snapshot.plan, event=event))


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


@pytest.mark.parametrize("change", [write, press, save])
@pytest.mark.parametrize("after", [False, True], ids=["undone", "done"])
@pytest.mark.parametrize("times", [1, FOR_EVER], ids=["once", "for ever"])
def test_whichever_write_fails_a_retry_stores_it_once(
    disk: BrokenDisk, path: Path, change: Callable[[Store], Snapshot], after: bool, times: int
) -> None:
    """Every write, truncation and fsync of the change in turn, until the change needs fewer of them."""
    Store.create(path, a_snapshot()).close()
    untouched = path.read_bytes()
    with closing(Store.open(path, a_moment())) as store:
        expected = change(store)
    refused = found_on_disk = 0
    for at in range(1, 100):
        path.write_bytes(untouched)
        with closing(Store.open(path, a_moment())) as store:
            before = store.snapshot
            disk.break_at(at, times=times, after=after)
            try:
                change(store)
            except FacilitatorError:
                assert store.snapshot is before
                refused += 1
            failed = disk.done >= at
            disk.heal()
            if not failed:
                break
            found_on_disk += after and times == 1 and _holds(path, expected)
            assert _content(change(store)) == _content(expected)
        assert verify(path) == ()
        with closing(Store.open(path, a_moment())) as store:
            assert _content(store.snapshot) == _content(expected)
    assert 3 < at < 99
    assert refused >= at - 2  # only what follows the commit may fail unnoticed
    if after and times == 1:
        assert found_on_disk  # the hard case was met: said not to be stored, and stored


def _holds(path: Path, expected: Snapshot) -> bool:
    """Whether a copy of the open file, its journal left behind, holds the change."""
    copy = Path(shutil.copy(path, path.with_name("copy")))
    if verify(copy):
        return False
    with closing(Store.open(copy, a_moment())) as store:
        return _content(store.snapshot) == _content(expected)


def _content(snapshot: Snapshot) -> object:
    return snapshot.plan, snapshot.record.entries, snapshot.notes


@pytest.mark.parametrize(
    ("code", "told"), [(FULL, "disk|Disk"), (0, "disk|Disk")], ids=["full", "input/output"]
)
def test_the_trouble_is_told(failing: Store, disk: BrokenDisk, code: int, told: str) -> None:
    disk.break_at(1, times=FOR_EVER, code=code)
    with pytest.raises(FacilitatorError, match=told):
        write(failing)


def test_a_full_disk_stores_again_when_there_is_room(store: Store, path: Path) -> None:
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    before = store.snapshot
    with pytest.raises(FacilitatorError, match=r"full"):
        write(store)
    assert store.snapshot is before
    assert verify(path) == ()
    with store._engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 100}")
    assert len(write(store).notes.standing) == 1
    store.close()
    with closing(Store.open(path, a_moment())) as opened:
        assert [note.draft for note in opened.snapshot.notes.standing] == [DRAFT]


def test_a_file_moved_away_is_told_and_works_when_it_is_back(store: Store, path: Path) -> None:
    away = path.with_name("away")
    path.rename(away)
    with pytest.raises(FacilitatorError, match=r"moved|flyttet"):
        write(store)
    away.rename(path)
    write(store)
    store.close()
    assert verify(path) == ()


def test_a_press_said_not_to_be_stored_is_not_pressed_twice(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialect = store._engine.dialect
    commit = dialect.do_commit

    def commit_and_fail(connection: object) -> None:
        commit(connection)  # type: ignore[arg-type]
        connection.execute("SELECT * FROM nowhere")  # type: ignore[attr-defined]

    with monkeypatch.context() as patch:
        patch.setattr(dialect, "do_commit", commit_and_fail)
        with pytest.raises(FacilitatorError):
            press(store)
    assert store.snapshot.record.entries == ()
    assert len(press(store).record.entries) == 1
    assert len(press(store).record.entries) == 2
