"""QR codes as plain matrices; whoever shows one draws it with its own means."""

from __future__ import annotations

from functools import lru_cache

QUIET_ZONE = 4  # light modules on each side, part of the code: without them phones find nothing
LONGEST = 600  # characters; above, the modules get too small to be read from a table's distance
_LONGEST_AT_M = 150


def fits_qr(text: str) -> bool:
    """Whether a code of the text can be read by a phone in a room."""
    return 0 < len(text) <= LONGEST


@lru_cache(maxsize=64)
def qr_matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's modules, row by row, True = dark, quiet zone not included.

    Error correction M up to 150 characters, L above. Raise ValueError unless ``fits_qr(text)``.
    """
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
    from qrcode.main import QRCode

    if not fits_qr(text):
        raise ValueError(f"a QR code takes 1 to {LONGEST} characters, not {len(text)}")
    level = ERROR_CORRECT_M if len(text) <= _LONGEST_AT_M else ERROR_CORRECT_L
    code = QRCode(error_correction=level, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
