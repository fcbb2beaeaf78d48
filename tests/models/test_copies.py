from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from facilitator.errors import FacilitatorError
from facilitator.models import InUseError, Store, backup, copies, verify
from tests.builders import a_draft, a_moment, an_instant


def test_a_copy_of_an_open_file_holds_the_same(store: Store, path: Path, tmp_path: Path) -> None:
    store.write_notes([a_draft("Æ")], an_instant())
    copy = tmp_path / "kopi æ %#?.facilitator"
    backup(path, copy)
    assert verify(copy) == ()
    with closing(Store.open(copy, a_moment("17:00"))) as opened:
        assert opened.snapshot.plan == store.snapshot.plan
        assert opened.snapshot.notes == store.snapshot.notes
    assert {file.name for file in tmp_path.iterdir()} == {copy.name, "event"}


def test_an_older_copy_is_replaced(store: Store, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    backup(path, copy)
    store.write_notes([a_draft()], an_instant())
    backup(path, copy)
    with closing(Store.open(copy, a_moment())) as opened:
        assert opened.snapshot.notes == store.snapshot.notes


def test_copying_never_stops_a_writer(store: Store, path: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    failed: list[FacilitatorError] = []

    def copy() -> None:
        while not stop.is_set():
            try:
                backup(path, tmp_path / "copy")
            except FacilitatorError as error:
                failed.append(error)

    thread = threading.Thread(target=copy)
    thread.start()
    for number in range(60):
        store.write_notes([a_draft(f"{number}")], an_instant())
    stop.set()
    thread.join()
    assert failed == []
    assert len(store.snapshot.notes.standing) == 60
    assert verify(tmp_path / "copy") == ()


def test_a_failed_copy_leaves_the_older_one(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    backup(path, copy)
    before = copy.read_bytes()
    answers = iter(["one", "another"])
    monkeypatch.setattr(copies, "_digest", lambda _: next(answers))
    with pytest.raises(FacilitatorError, match="copy"):
        backup(path, copy)
    assert copy.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"copy", "event"}


def test_a_copy_that_differs_in_one_row_is_found(store: Store, path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "copy")
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(tmp_path / "copy")) as other:
        assert copies._digest(one) == copies._digest(other)
        other.execute("UPDATE item SET title='x' WHERE id='talk'")
        assert copies._digest(one) != copies._digest(other)


def test_a_file_is_not_copied_onto_itself(store: Store, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FacilitatorError):
        backup(path, path.parent / ".." / path.parent.name / path.name)
    assert path.read_bytes() == before


def test_an_open_file_is_not_replaced(store: Store, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    backup(path, copy)
    before = path.read_bytes()
    with pytest.raises(InUseError):
        backup(copy, path)
    assert path.read_bytes() == before
    store.close()
    backup(copy, path)
    with closing(Store.open(path, a_moment())) as opened:
        assert opened.snapshot.plan == store.snapshot.plan


def test_a_copy_is_not_opened_with_the_journal_of_another_file(
    store: Store, path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.with_name("copy-journal").write_bytes(b"of an older file")
    backup(path, copy)
    assert {file.name for file in tmp_path.iterdir()} == {"copy", "copy-journal.old", "event"}


def test_a_damaged_file_is_no_backup(store: Store, path: Path, tmp_path: Path) -> None:
    store.close()
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(FacilitatorError):
        backup(path, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_folder_that_is_not_there_is_told(store: Store, path: Path, tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match="copy"):
        backup(path, tmp_path / "none" / "copy")
