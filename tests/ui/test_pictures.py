"""Pictures from files: whatever a file says of itself, it is read within bounds or refused."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from facilitator.errors import FacilitatorError
from facilitator.ui import pictures
from facilitator.ui.pictures import read_picture


def a_picture(width: int = 40, height: int = 20, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(buffer, kind)
    return buffer.getvalue()


def a_huge_claim() -> bytes:
    """A small file whose head says that it is 60,000 × 60,000 px."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))


def size_of(data: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "PNG"
        return image.size


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "logo"
    file.write_bytes(a_picture(kind=kind))
    assert size_of(read_picture(file)) == (40, 20)


def test_a_large_picture_is_made_smaller_in_proportion(tmp_path: Path) -> None:
    file = tmp_path / "logo.jpg"
    file.write_bytes(a_picture(4000, 1000, "JPEG"))
    assert size_of(read_picture(file)) == (1000, 250)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not a picture", id="text"),
        pytest.param(a_picture()[:50], id="cut off"),
        pytest.param(a_huge_claim(), id="a huge claim"),
        pytest.param(a_picture(kind="GIF"), id="another format"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", id="svg"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(data)
    with pytest.raises(FacilitatorError, match=r"logo\.png"):
        read_picture(file)


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "gone.png"):
        with pytest.raises(FacilitatorError, match=file.name):
            read_picture(file)


def test_a_large_file_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(a_picture())
    monkeypatch.setattr(pictures, "LARGEST_FILE", 10)
    with pytest.raises(FacilitatorError, match="20 MB"):
        read_picture(file)
