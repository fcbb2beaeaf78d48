from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from facilitator.qr import LONGEST, QUIET_ZONE, fits_qr, qr_matrix


def picture(matrix: tuple[tuple[bool, ...], ...], scale: int = 4) -> Image.Image:
    side = len(matrix) + 2 * QUIET_ZONE
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.osloregionen.no/",
        "https://example.org/høring/å?a=1&b=<2>",
        "https://example.org/" + "x" * 130,
        "https://example.org/" + "x" * 131,
        "https://example.org/" + "x" * (LONGEST - 20),
    ],
)
def test_a_code_says_what_it_was_made_from(text: str) -> None:
    (found,) = zxingcpp.read_barcodes(picture(qr_matrix(text)))
    assert found.text == text


def test_short_addresses_get_the_sturdier_code() -> None:
    levels = [zxingcpp.read_barcodes(picture(qr_matrix("x" * length)))[0].ec_level for length in (150, 151)]
    assert levels == ["M", "L"]


@pytest.mark.parametrize("text", ["", "x" * (LONGEST + 1)])
def test_what_does_not_fit_is_refused(text: str) -> None:
    assert not fits_qr(text)
    with pytest.raises(ValueError, match="600"):
        qr_matrix(text)
