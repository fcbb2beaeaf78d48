"""Pictures as PNG files, for the formats that cannot draw."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image

from facilitator.qr import QUIET_ZONE, qr_matrix

_PIXELS: Final = 10  # to a module: sharp in print at 40 mm


def qr_png(address: str) -> bytes:
    """The QR code with its quiet zone in black and white. Raise ValueError unless ``fits_qr(address)``."""
    matrix = qr_matrix(address)
    side = len(matrix) + 2 * QUIET_ZONE
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(matrix, QUIET_ZONE):
        for x, dark in enumerate(row, QUIET_ZONE):
            if dark:
                picture.putpixel((x, y), 0)
    written = BytesIO()
    picture.resize((_PIXELS * side, _PIXELS * side)).save(written, "PNG")
    return written.getvalue()
