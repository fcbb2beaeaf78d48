"""What comes from the room beside notes: ballots, photos, and the keys of the tables' phones."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import Connection, delete, insert, select

from facilitator.access import Access, TableKey
from facilitator.models.plan import table_of
from facilitator.models.rows import BallotRow, PhotoRow, TableKeyRow
from facilitator.photos import Photo, Photos
from facilitator.polls import Ballot, Ballots, Mark

_BALLOT, _PHOTO, _KEY = table_of(BallotRow), table_of(PhotoRow), table_of(TableKeyRow)


def write_ballot(connection: Connection, poll_id: str, key: str, ballot: Ballot | None) -> None:
    """Puts the ballot in place of the one of that key; None takes it away."""
    here = (_BALLOT.c.poll_id == poll_id, _BALLOT.c.key == key)
    connection.execute(delete(_BALLOT).where(*here))
    if ballot is not None:
        marks = json.dumps([[mark.choice, mark.weight] for mark in ballot.marks], ensure_ascii=False)
        values = {"poll_id": poll_id, "key": key, "marks": marks, "text": ballot.text}
        connection.execute(insert(_BALLOT), values)


def read_ballots(connection: Connection) -> Ballots:
    ballots: dict[str, dict[str, Ballot]] = {}
    for row in connection.execute(select(_BALLOT).order_by(_BALLOT.c.poll_id, _BALLOT.c.key)):
        marks = tuple(Mark(choice, weight) for choice, weight in json.loads(row.marks))
        ballots.setdefault(row.poll_id, {})[row.key] = Ballot(marks=marks, text=row.text)
    return ballots


def write_photo(connection: Connection, photo: Photo, position: int) -> None:
    """Stores the photo, or what is said of it anew."""
    connection.execute(delete(_PHOTO).where(_PHOTO.c.id == photo.id))
    values = {field.name: getattr(photo, field.name) for field in fields(Photo)}
    connection.execute(insert(_PHOTO), values | {"position": position})


def read_photos(connection: Connection) -> Photos:
    rows = connection.execute(select(_PHOTO).order_by(_PHOTO.c.position))
    names = [field.name for field in fields(Photo)]
    photos = (Photo(**{name: getattr(row, name) for name in names}) for row in rows)
    return {photo.id: photo for photo in photos}


def write_keys(connection: Connection, keys: Iterable[TableKey]) -> None:
    """Puts each key in place of its table's."""
    for key in keys:
        connection.execute(delete(_KEY).where(_KEY.c.table_id == key.table_id))
        values = {"table_id": key.table_id, "generation": key.generation, "hash": key.hash}
        connection.execute(insert(_KEY), values)


def read_keys(connection: Connection) -> Access:
    return {
        row.table_id: TableKey(table_id=row.table_id, generation=row.generation, hash=row.hash)
        for row in connection.execute(select(_KEY).order_by(_KEY.c.table_id))
    }
