"""Pictures of what a table wrote or drew on its tablecloth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture of a table in a round (None: of an item without rounds)."""

    id: str
    item_id: str
    round_id: str | None
    table_id: str
    at: datetime  # UTC, when it was stored
    image: bytes  # a JPEG, scaled down, that tells nothing of where or with what it was taken
    words: str = ""  # what is on it, for those who can't see it
    taken_back: bool = False


Photos = Mapping[str, Photo]
"""Photo id → photo, in the order they were stored."""


def photos_at(photos: Photos, item_id: str, round_id: str | None, table_id: str) -> tuple[Photo, ...]:
    """The pictures of one table in one round that were not taken back, oldest first."""
    place = (item_id, round_id, table_id)
    return tuple(
        photo for photo in standing(photos) if (photo.item_id, photo.round_id, photo.table_id) == place
    )


def standing(photos: Photos) -> Iterable[Photo]:
    return (photo for photo in photos.values() if not photo.taken_back)
