"""How far long work has come is heard by who listens in that thread, and nobody else."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from facilitator import progress
from facilitator.report.files import replacing


def test_who_listens_hears_the_pages_in_their_order() -> None:
    heard: list[int] = []
    with progress.heard_by(heard.append):
        progress.tell(1)
        progress.tell(2)
    progress.tell(3)
    assert heard == [1, 2]


def test_another_thread_is_not_heard() -> None:
    heard: list[int] = []
    with progress.heard_by(heard.append):
        other = threading.Thread(target=progress.tell, args=(1,))
        other.start()
        other.join()
    assert heard == []


def test_what_is_stopped_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_bytes(b"old")

    def stop(_page: int) -> None:
        raise progress.Stopped

    with pytest.raises(progress.Stopped), progress.heard_by(stop), replacing(file) as new:
        new.write(b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"out.txt": b"old"}
