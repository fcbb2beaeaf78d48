from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from facilitator.errors import FacilitatorError
from facilitator.models import Holder, InUseError, Store, lock, verify
from tests.builders import a_draft, a_moment, an_instant

HOLD = """
import sys
from pathlib import Path
from facilitator.models import Store
from tests.builders import a_draft, a_moment, an_instant
store = Store.open(Path(sys.argv[1]), a_moment())
for number in range(10**9):
    store.write_notes([a_draft("sikret", id=f"{number}", note_id=f"{number}")], an_instant())
    print(number, flush=True)
"""


@contextmanager
def another_program(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the file open, and tells the number of each note when it is stored."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "0\n"
        yield process
        process.kill()


def lock_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def test_a_file_open_in_another_program_names_its_holder(store: Store, path: Path) -> None:
    store.close()
    with another_program(path) as other:
        with pytest.raises(InUseError) as refused:
            Store.open(path, a_moment())
        assert refused.value.holder.pid == other.pid
        assert refused.value.holder.same_machine
        assert path.name in refused.value.message


def test_a_second_start_in_the_same_program_is_refused_too(store: Store, path: Path) -> None:
    for _ in range(2):
        with pytest.raises(InUseError) as refused:
            Store.open(path, a_moment())
        assert refused.value.holder.pid == os.getpid()
    store.write_notes([a_draft()], an_instant())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 as on Unix")
def test_what_a_killed_program_has_stored_opens_at_once(store: Store, path: Path) -> None:
    store.close()
    with another_program(path) as other:
        assert other.stdout
        told = [other.stdout.readline() for _ in range(20)]
        other.send_signal(signal.SIGKILL)
        told += other.stdout.readlines()
    assert json.loads(lock_file(path).read_bytes()[1:])["pid"] == other.pid
    assert verify(path) == ()
    with closing(Store.open(path, a_moment())) as opened:
        assert len(opened.snapshot.notes.standing) > len(told)
        assert json.loads(lock_file(path).read_bytes()[1:])["pid"] == os.getpid()
    assert [*path.parent.iterdir()] == [path]


def test_a_holder_on_another_machine_is_told_by_name(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = platform.node()
    monkeypatch.setattr(platform, "node", lambda: "annen-pc")
    with pytest.raises(InUseError, match=host) as refused:
        Store.open(path, a_moment())
    assert not refused.value.holder.same_machine


@pytest.mark.parametrize(
    "content", [b"", b"\0not json", b"\0{}", b"\0[1]", b'\0{"host":1,"user":2,"pid":"x"}']
)
def test_a_lock_file_that_tells_nothing_still_holds(store: Store, path: Path, content: bytes) -> None:
    lock_file(path).write_bytes(content)
    with pytest.raises(InUseError) as refused:
        Store.open(path, a_moment())
    assert refused.value.holder == Holder()


def test_a_lock_is_released_when_opening_fails(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "beat", lambda *_: (_ for _ in ()).throw(FacilitatorError("full")))
        with pytest.raises(FacilitatorError):
            Store.open(path, a_moment())
    assert [*path.parent.iterdir()] == [path]
    Store.open(path, a_moment()).close()


def test_a_closed_file_is_left_to_others(store: Store, path: Path) -> None:
    store.close()
    before = path.read_bytes()
    with pytest.raises(RuntimeError, match="closed"):
        store.write_notes([a_draft()], an_instant())
    assert path.read_bytes() == before
    with closing(Store.open(path, a_moment())):
        store.close()
        assert lock_file(path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="locks as on Unix")
def test_where_the_system_has_no_locks_nothing_is_opened(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    before = path.read_bytes()

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", no_locks)
    with pytest.raises(FacilitatorError, match="save a copy"):
        Store.open(path, a_moment())
    assert path.read_bytes() == before


def test_a_user_without_a_name_can_hold_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: (_ for _ in ()).throw(OSError()))
    held = lock.Lock(path)
    assert json.loads(lock_file(path).read_bytes()[1:])["user"] == ""
    held.release()
    assert not lock_file(path).exists()
