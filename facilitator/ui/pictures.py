"""Pictures from files, taken in within bounds: whatever the file says of itself, it costs little to look."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from facilitator.errors import FacilitatorError
from facilitator.i18n import _

PICTURES = "*.png *.jpg *.jpeg *.webp"
LARGEST_FILE = 20 * 2**20  # bytes
LARGEST_SIDE = 12_000  # px: more than any logo or photo has
LONGEST_SIDE = 1_000  # px, of what is kept
_FORMATS = (b"png", b"jpeg", b"webp")  # no others: of some, reading can follow links or run long


def read_picture(file: Path) -> bytes:
    """The picture as a PNG of at most 1,000 px on its longer side.

    Raises FacilitatorError, for the user, where it cannot be read or is too large.
    """
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise FacilitatorError(
                _("“{name}” is larger than 20 MB. The logo is as before. Choose a smaller picture.").format(
                    name=file.name
                )
            )
        data = file.read_bytes()
    except OSError as error:
        raise _unread(file) from error
    image = _decoded(data)
    if image is None:
        raise _unread(file)
    return _as_png(image)


def _decoded(data: bytes) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) not in _FORMATS or not size.isValid():
        return None
    if max(size.width(), size.height()) > LARGEST_SIDE:
        return None
    image = reader.read()
    return None if image.isNull() else image


def _as_png(image: QImage) -> bytes:
    if max(image.width(), image.height()) > LONGEST_SIDE:
        image = image.scaled(
            LONGEST_SIDE,
            LONGEST_SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image.convertToFormat(QImage.Format.Format_ARGB32))
    return bytes(buffer.data().data())


def _unread(file: Path) -> FacilitatorError:
    return FacilitatorError(
        _(
            "“{name}” could not be read as a picture. The logo is as before. Choose a PNG, JPEG or WebP file."
        ).format(name=file.name)
    )
