"""Pictures: logo and photos, made safe, and QR codes for the formats that cannot draw them."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image, ImageOps

from facilitator.qr import QUIET_ZONE, qr_matrix

_MOST_PIXELS: Final = 30_000_000  # more takes too much memory
_SHARP: Final = (1400, 400)  # what print shows of a logo
_LONGEST_SIDE: Final = 1400  # pixels of a photo: handwriting can be read, and sixty can still be sent
_QUALITY: Final = 82  # of 100
_MODULE: Final = 10  # pixels: sharp in print at 40 mm


class Logo(NamedTuple):
    """The picture as large as print can show it, on white, and the shape that it came in."""

    picture: Image.Image
    wide: int
    tall: int


def logo_of(png: bytes) -> Logo | None:
    """The organiser's logo; None for none, and for what is no picture."""
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            ground = Image.new("RGBA", picture.size, "white")
            ground.alpha_composite(picture.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    wide, tall = ground.size
    ground.thumbnail(_SHARP)
    return Logo(ground.convert("RGB"), wide, tall)


class Jpeg(NamedTuple):
    """A picture in RGB as a JPEG that says nothing but the picture; its sides in pixels."""

    data: bytes
    wide: int
    tall: int


@lru_cache(maxsize=128)  # each preview asks for all of them
def photo_of(jpeg: bytes) -> Jpeg | None:
    """The photo the right way up and in RGB, whatever colours it came in; None for what is no picture."""
    try:
        with Image.open(BytesIO(jpeg), formats=("JPEG",)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    written = BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(written, "JPEG", quality=_QUALITY)
    return Jpeg(written.getvalue(), *upright.size)


def qr_picture(address: str) -> Image.Image:
    """The QR code with its quiet zone in black and white. Raise ValueError unless ``fits_qr(address)``."""
    matrix = qr_matrix(address)
    side = len(matrix) + 2 * QUIET_ZONE
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(matrix, QUIET_ZONE):
        for x, dark in enumerate(row, QUIET_ZONE):
            if dark:
                picture.putpixel((x, y), 0)
    return picture.resize((_MODULE * side, _MODULE * side))


def as_png(picture: Image.Image) -> bytes:
    """The picture as a file, which says nothing but the picture."""
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
