from __future__ import annotations

import pytest

from facilitator.access import ROOM, TableKey, hash_of, table_of

ACCESS = {
    "t1": TableKey(table_id="t1", generation=2, hash=hash_of("first")),
    "t2": TableKey(table_id="t2", generation=1, hash=""),
    ROOM: TableKey(table_id=ROOM, generation=1, hash=hash_of("room")),
}


@pytest.mark.parametrize(
    ("token", "table"),
    [
        ("first", "t1"),
        ("room", ROOM),
        ("First", None),
        ("", None),
        (hash_of("first"), None),
        ("\udcff", None),
    ],
)
def test_a_token_opens_its_own_table_only(token: str, table: str | None) -> None:
    assert table_of(ACCESS, token) == table
