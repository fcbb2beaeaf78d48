"""Times and lengths typed into a field, or the sentence that says how to type them."""

from __future__ import annotations

from datetime import time, timedelta

from facilitator.errors import FacilitatorError
from facilitator.i18n import _
from facilitator.typed import read_before_end, read_length, read_time


def time_typed(text: str) -> time | None:
    """The time of day; None for nothing typed. Raises FacilitatorError for what is no time."""
    try:
        return read_time(text)
    except ValueError:
        words = _("“{text}” is not a time of day. Type it like 9:30 or 930.")
        raise FacilitatorError(words.format(text=text.strip())) from None


def length_typed(text: str, before: timedelta | None = None) -> timedelta:
    """The length; a bare number is minutes, and one with a sign is read from the length ``before``.

    Raises FacilitatorError for what is no length.
    """
    try:
        return read_length(text, before)
    except ValueError:
        words = _("“{text}” is not a length. Type minutes, like 25, or hours and minutes, like 1:15.")
        raise FacilitatorError(words.format(text=text.strip())) from None


def before_end_typed(text: str) -> timedelta | int | None:
    """How long before the end, or the per cent of the length; None for nothing typed.

    Raises FacilitatorError for what is neither.
    """
    if not text.strip():
        return None
    try:
        return read_before_end(text)
    except ValueError:
        words = _("“{text}” is neither minutes nor a share of the length. Type it like 3 or 20 %.")
        raise FacilitatorError(words.format(text=text.strip())) from None
