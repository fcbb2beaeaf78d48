"""Pictures from files, taken in within bounds: whatever the file says of itself, it costs little to look."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from facilitator.errors import FacilitatorError
from facilitator.i18n import _

PICTURES = "*.png *.jpg *.jpeg *.webp"
LARGEST_FILE = 20 * 2**20  # bytes
LARGEST_SIDE = 12_000  # px: more than any logo or photo has
LONGEST_SIDE = 1_000  # px, of what is kept
LONGEST_SIDE_OF_PHOTO = 2_000  # px: handwriting on a tablecloth can be read
PHOTO_QUALITY = 82  # of 100
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")  # what phones call it inside
_FORMATS = (b"png", b"jpeg", b"webp")  # no others: of some, reading can follow links or run long


def read_picture(file: Path) -> bytes:
    """The picture as a PNG of at most 1,000 px on its longer side.

    Raises FacilitatorError, for the user, where it cannot be read or is too large.
    """
    return _as_png(_read(file, _("The logo is as before.")))


def read_photo(file: Path) -> bytes:
    """The photo the right way up, as a JPEG of at most 2,000 px on its longer side.

    Nothing else of the file is kept: not where or when it was taken, nor with what. Raises as
    ``read_picture`` does.
    """
    return photo_of(_read(file, _("Nothing was added.")))


def photo_of(image: QImage) -> bytes:
    """A picture that is decoded already, as ``read_photo`` gives it."""
    image = _within(image, LONGEST_SIDE_OF_PHOTO)
    fresh = QImage(image.size(), QImage.Format.Format_RGB32)  # one that was read carries texts along
    fresh.fill(Qt.GlobalColor.white)
    painter = QPainter(fresh)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(PHOTO_QUALITY)
    writer.write(fresh)
    return bytes(buffer.data().data())


def _read(file: Path, safe: str) -> QImage:
    """The picture; ``safe`` says what is as before where it can't be read."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            text = _("“{name}” is larger than 20 MB. {safe} Choose a smaller picture.")
            raise FacilitatorError(text.format(name=file.name, safe=safe))
        data = file.read_bytes()
    except OSError as error:
        raise _unread(file, safe) from error
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise FacilitatorError(
            _(
                "“{name}” is a HEIC picture, which this program can't read. {safe} Send it from the phone as "
                "JPEG, or let the phone take “most compatible” pictures."
            ).format(name=file.name, safe=safe)
        )
    image = _decoded(data)
    if image is None:
        raise _unread(file, safe)
    return image


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
    image = _within(image, LONGEST_SIDE)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image.convertToFormat(QImage.Format.Format_ARGB32))
    return bytes(buffer.data().data())


def _within(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, keep, smooth)


def _unread(file: Path, safe: str) -> FacilitatorError:
    text = _("“{name}” could not be read as a picture. {safe} Choose a PNG, JPEG or WebP file.")
    return FacilitatorError(text.format(name=file.name, safe=safe))
