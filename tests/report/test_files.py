from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.errors import FacilitatorError
from facilitator.report import files
from facilitator.report.files import replacing


def test_the_file_stands_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "dag.pdf"
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_work_that_stops_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "dag.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(b"half" * (1 // 0))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing/dag.pdf", "x" * 300 + ".pdf"])
def test_a_file_that_cannot_be_written_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError) as told, replacing(tmp_path / name) as file:
        file.write(b"new")
    assert (tmp_path / name).name in told.value.message
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "dag.pdf"
    path.mkdir()
    with pytest.raises(FacilitatorError), replacing(path) as file:
        file.write(b"new")
    assert path.is_dir()
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets so many attempts to take a file's place fail, as where it is open in another program."""
    replace = Path.replace

    def refuse(times: int) -> None:
        left = iter(range(times))

        def attempt(part: Path, target: Path) -> Path:
            if next(left, None) is not None:
                raise PermissionError(target)
            return replace(part, target)

        monkeypatch.setattr(files, "_PAUSE", 0)
        monkeypatch.setattr(Path, "replace", attempt)

    return refuse


def test_a_file_held_for_a_moment_is_tried_again(tmp_path: Path, refusing: Callable[[int], None]) -> None:
    path = tmp_path / "dag.pdf"
    path.write_bytes(b"old")
    refusing(2)
    with replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"


def test_a_file_open_elsewhere_is_kept(tmp_path: Path, refusing: Callable[[int], None]) -> None:
    path = tmp_path / "dag.pdf"
    path.write_bytes(b"old")
    refusing(100)
    with pytest.raises(FacilitatorError, match=r"dag\.pdf"), replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
