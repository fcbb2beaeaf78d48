from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.access import Device
from facilitator.board import TableState, board
from facilitator.record import Approved, Fact, HelpAsked, Nudged
from tests.builders import a_day, a_draft, a_record, a_snapshot, an_instant, some_notes

SPELL = ("cafe", "r1")
NOTES = some_notes(a_draft(), a_draft(), a_draft(table_id="t2", round_id="r2"))


def a_device(table_id: str = "t1", *, connected: bool = True, writing: bool = False) -> Device:
    return Device(
        id=f"{table_id}{connected}",
        table_id=table_id,
        connected=connected,
        writing=writing,
        seen=an_instant(),
    )


@pytest.mark.parametrize(
    ("devices", "facts", "state"),
    [
        ([], [], TableState.NOTES),
        ([a_device()], [], TableState.NOTES),
        ([a_device(writing=True)], [], TableState.WRITING),
        ([a_device(connected=False)], [], TableState.OFFLINE),
        ([a_device(connected=False), a_device()], [], TableState.NOTES),
        ([a_device(connected=False)], [HelpAsked("t1", wanted=True)], TableState.HELP),
        ([], [HelpAsked("t1", wanted=True), HelpAsked("t1", wanted=False)], TableState.NOTES),
        ([], [HelpAsked("t2", wanted=True)], TableState.NOTES),
    ],
)
def test_the_state_that_a_moderator_has_to_know(
    devices: list[Device], facts: list[Fact], state: TableState
) -> None:
    record = a_record(*((f"13:{at:02}", fact) for at, fact in enumerate(facts)))
    (first, *_rest) = board(a_snapshot(record=record, notes=NOTES), SPELL, devices)
    assert (first.state, first.notes) == (state, 2)


def test_a_table_that_has_not_written_in_this_round_is_told() -> None:
    tables = board(a_snapshot(notes=NOTES), SPELL)
    assert [(one.table.number, one.state, one.notes) for one in tables[:2]] == [
        (1, TableState.NOTES, 2),
        (2, TableState.NOTHING, 0),
    ]


def test_since_when_a_phone_is_away_what_it_was_told_and_what_it_approved() -> None:
    record = a_record(
        ("13:01", Nudged("t1", "Husk innspill")),
        ("13:20", Approved("cafe", "r1", "t1", by_table=True)),
        ("13:21", Approved("cafe", "r2", "t2")),
    )
    away = a_device(connected=False)
    first, second = board(a_snapshot(record=record, notes=NOTES), SPELL, [away])[:2]
    assert (first.since, first.phones, first.nudged) == (away.seen, 0, "Husk innspill")
    assert first.approved == an_instant("13:20")
    assert (second.approved, second.since, second.nudged) == (None, None, "")


def test_a_removed_table_is_not_on_the_board() -> None:
    day = a_day()
    gone = replace(day, tables=(replace(day.tables[0], removed=True), *day.tables[1:]))
    assert [one.table.id for one in board(a_snapshot(gone), SPELL)] == [table.id for table in day.tables[1:]]
