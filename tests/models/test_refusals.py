"""What is refused, and that it stays as it is: bytes, times, and nothing left beside it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from facilitator.errors import FacilitatorError
from facilitator.models import Store, verify
from facilitator.models.rows import SCHEMA_VERSION
from tests.builders import a_draft, a_moment, a_rich_event, a_snapshot, some_notes

NOTES = tuple(a_draft(f"Innspill nummer {number} om buss og bane på Ås") for number in range(30))


def make(path: Path) -> bytes:
    """A sound event file at the path; its bytes."""
    Store.create(path, a_snapshot(a_rich_event(), notes=some_notes(*NOTES))).close()
    return path.read_bytes()


def fingerprint(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of the folder with its bytes and the time it was changed."""
    files = (file for file in folder.iterdir() if file.is_file())
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in files}


def newer(path: Path) -> None:
    make(path)
    change(path, f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    change(path, f"UPDATE meta SET schema_version={SCHEMA_VERSION + 1}, oldest_reader={SCHEMA_VERSION + 1}")


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


def foreign(path: Path) -> None:
    change(path, "CREATE TABLE bookmarks (url TEXT)")


def foreign_in_wal_mode(path: Path) -> None:
    change(path, "PRAGMA journal_mode=WAL")
    foreign(path)


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("day", "x" * 5000)


def overwritten(path: Path) -> None:
    data = bytearray(make(path))
    data[4096 : 3 * 4096] = bytes(2 * 4096)
    path.write_bytes(data)


def unreadable_row(*sql: str) -> Callable[[Path], None]:
    def make_it(path: Path) -> None:
        make(path)
        for one in sql:
            change(path, one)

    return make_it


NO_KIND = "UPDATE item SET kind='nap'"


def unreadable_and_cut_off(path: Path) -> None:
    unreadable_row(NO_KIND)(path)
    cut_off(path)


def cut_off(path: Path) -> None:
    """Leaves the file in the middle of a write, with the journal that takes it back."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")  # what is changed goes to the file before it is committed
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE note_revision SET text = text || hex(randomblob(1000))")
        for file in path.parent.iterdir():
            shutil.copy(file, folder)
        connection.execute("ROLLBACK")
        connection.close()
        for file in Path(folder).iterdir():
            shutil.copy(file, path.parent)


@pytest.mark.parametrize(
    ("make_it", "told"),
    [
        (lambda path: None, "is not there"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_text("Kjøreplan " * 1000), "no event file"),
        (zipped, "no event file"),
        (foreign, "no event file"),
        (foreign_in_wal_mode, "no event file"),
        (lambda path: path.write_bytes(make(path)[:5000]), "is damaged"),
        (lambda path: path.write_bytes(make(path)[:-4096]), "is damaged"),
        (overwritten, "is damaged"),
        (unreadable_row("DELETE FROM meta"), "is damaged"),
        (unreadable_row("DELETE FROM event"), "is damaged"),
        (unreadable_row("DROP TABLE note_revision"), "is damaged"),
        (unreadable_row("UPDATE event SET zone='Europe/Osmo'"), "is damaged"),
        (unreadable_row("UPDATE event SET date='2024-02-30'"), "is damaged"),
        (unreadable_row(NO_KIND), "is damaged"),
        (unreadable_row(NO_KIND, "PRAGMA journal_mode=WAL"), "is damaged"),
        (unreadable_and_cut_off, "is damaged"),
        (unreadable_row("UPDATE item SET length=9e99"), "is damaged"),
        (newer, "newer"),
    ],
    ids=lambda value: getattr(value, "__name__", None) if callable(value) else None,
)
def test_a_refused_file_stays_as_it_is(path: Path, make_it: Callable[[Path], None], told: str) -> None:
    make_it(path)
    before = fingerprint(path.parent)
    with pytest.raises(FacilitatorError, match=told):
        Store.open(path, a_moment())
    assert verify(path) != ()
    assert fingerprint(path.parent) == before


def test_a_write_that_was_cut_off_is_taken_back_also_through_a_link(path: Path, tmp_path: Path) -> None:
    make(path)
    cut_off(path)
    link = tmp_path / "link.facilitator"
    link.symlink_to(path)
    before = fingerprint(path.parent)
    assert len(before) == 2
    assert verify(path) == verify(link) == ()
    assert fingerprint(path.parent) == before
    with closing(Store.open(link, a_moment())) as store:
        assert store.snapshot.notes == some_notes(*NOTES)


def test_a_file_that_another_program_holds_is_not_said_to_be_damaged(path: Path) -> None:
    make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FacilitatorError, match="Another program holds the file"):
            Store.open(path, a_moment())


def test_what_exists_is_not_created_again(path: Path) -> None:
    make(path)
    before = fingerprint(path.parent)
    with pytest.raises(FacilitatorError, match=path.name):
        Store.create(path, a_snapshot())
    assert fingerprint(path.parent) == before


def test_a_file_that_cannot_be_made_leaves_nothing(path: Path) -> None:
    with pytest.raises(FacilitatorError, match=path.stem):
        Store.create(path.parent / "no folder" / path.name, a_snapshot())
    with pytest.raises(FacilitatorError, match="0000"):
        Store.create(path, a_snapshot(a_rich_event(), notes=some_notes(a_draft("\0"))))
    assert list(path.parent.iterdir()) == []


AS_NOBODY = """
import os, sys
from pathlib import Path
from tempfile import TemporaryDirectory
from facilitator.errors import FacilitatorError
from facilitator.models import Store, verify
from facilitator.i18n import _
from tests.builders import a_moment
_("Cancel")  # reads the words while that is allowed: a checkout of root's may be closed to others
if hasattr(os, "setuid") and os.getuid() == 0:
    os.setuid(65534)
path = Path(sys.argv[1])
assert verify(path) == ()
try:
    Store.open(path, a_moment())
except FacilitatorError as error:
    print(error.message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as on Unix")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
def test_a_read_only_file_or_folder_is_told(file_mode: int, folder_mode: int) -> None:
    with TemporaryDirectory() as folder:  # one that others may enter
        path = Path(folder, "day.facilitator")
        make(path)
        path.chmod(file_mode)
        path.parent.chmod(folder_mode)
        before = fingerprint(path.parent)
        command = [sys.executable, "-c", AS_NOBODY, str(path)]
        told = subprocess.run(command, check=False, capture_output=True, text=True)
        assert told.stderr == ""
        assert "day.facilitator" in told.stdout
        assert fingerprint(path.parent) == before
        path.parent.chmod(0o755)


@pytest.mark.parametrize("sql", ["UPDATE note_revision SET text='x' WHERE seq<3"])
def test_changed_notes_are_opened_and_told(path: Path, sql: str) -> None:
    make(path)
    change(path, sql)
    with closing(Store.open(path, a_moment())) as store:
        assert [warning.split()[0] for warning in store.warnings] == ["2"]
    assert verify(path) == store.warnings


def test_a_sound_file_has_no_warnings(path: Path) -> None:
    make(path)
    with closing(Store.open(path, a_moment())) as store:
        assert store.warnings == ()


def test_each_flipped_bit_in_the_text_of_a_note_is_found(path: Path) -> None:
    sound = make(path)
    chosen = random.Random(5)
    for draft in NOTES:
        at = sound.index(draft.text.encode()) + chosen.randrange(len(draft.text.encode()))
        damaged = bytearray(sound)
        damaged[at] ^= 1 << chosen.randrange(8)
        path.write_bytes(damaged)
        assert len(verify(path)) == 1
        with closing(Store.open(path, a_moment())) as store:
            assert [warning.split()[0] for warning in store.warnings] == ["1"]


@pytest.mark.parametrize("seed", range(6))
def test_a_mutated_file_is_opened_or_refused_but_never_a_crash(path: Path, seed: int) -> None:
    sound = make(path)
    notes = some_notes(*NOTES)
    chosen = random.Random(seed)
    for _ in range(20):
        mutated = bytearray(sound)
        for _ in range(chosen.choice([1, 3, 30])):
            mutated[chosen.randrange(chosen.choice([100, len(sound)]))] = chosen.randrange(256)
        path.write_bytes(mutated)
        before = fingerprint(path.parent)
        reasons = verify(path)
        assert fingerprint(path.parent) == before
        try:
            with closing(Store.open(path, a_moment())) as store:
                assert store.warnings or store.snapshot.notes == notes
        except FacilitatorError:
            assert reasons
            assert fingerprint(path.parent) == before
        assert [*path.parent.iterdir()] == [path]


def test_os_errors_speak_of_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FacilitatorError, match=path.stem):
        Store.open(path, a_moment())
