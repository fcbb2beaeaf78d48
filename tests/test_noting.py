from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.event import MINUTE, ItemKind, put
from facilitator.noting import (
    ended_at,
    gathered_spell,
    harvested,
    is_late,
    noted_items,
    running_spell,
    spells_until_now,
)
from facilitator.record import (
    Added,
    Fact,
    Finished,
    Paused,
    PhasesGoOn,
    PhaseStarted,
    Record,
    Resumed,
    Started,
)
from facilitator.timetable import live_day
from tests.builders import (
    a_day,
    a_draft,
    a_moment,
    a_record,
    an_instant,
    an_item,
    some_notes,
)

DAY = a_day()
HARVEST = an_item("harvest", ItemKind.HARVEST)
WITH_HARVEST = replace(DAY, items=(*DAY.items, HARVEST))


def test_tables_write_at_cafes_discussions_tasks_and_where_they_have_written() -> None:
    discussion, task = an_item("talk2", ItemKind.DISCUSSION), an_item("task", ItemKind.TASK)
    event = replace(DAY, items=put(put(DAY.items, discussion), task))
    assert [item.id for item in noted_items(event, some_notes(a_draft()))] == ["cafe", "talk2", "task"]
    elsewhere = some_notes(a_draft(item_id="welcome", round_id=None))
    assert [item.id for item in noted_items(event, elsewhere)] == ["welcome", "cafe", "talk2", "task"]


def test_the_running_round_follows_the_day() -> None:
    record = a_record(("13:00", Started("cafe")))
    assert running_spell(live_day(DAY, record, a_moment("13:26"))) == ("cafe", "r2")
    assert running_spell(live_day(DAY, Record(), a_moment("13:26"))) is None
    talk = a_record(("13:00", Started("talk")))
    assert running_spell(live_day(DAY, talk, a_moment("13:05"))) is None


def test_a_harvest_gathers_what_was_said_at_the_item_before_it() -> None:
    record = a_record(("14:00", Started("harvest")))
    assert gathered_spell(WITH_HARVEST, live_day(WITH_HARVEST, record, a_moment("14:01"))) == ("cafe", None)
    assert gathered_spell(DAY, live_day(DAY, a_record(("13:00", Started("cafe"))), a_moment("13:01"))) is None
    assert harvested(replace(DAY, items=(HARVEST, *DAY.items)), HARVEST) is None


def test_what_comes_late_belongs_to_a_round_that_began() -> None:
    record = a_record(("13:00", Started("cafe")))
    live = live_day(DAY, record, a_moment("13:26"))
    assert spells_until_now(DAY, record, live) == (("cafe", "r1"), ("cafe", "r2"))
    over = a_record(("13:00", Started("cafe")), ("14:30", Started("harvest")))
    live = live_day(WITH_HARVEST, over, a_moment("14:31"))
    assert spells_until_now(WITH_HARVEST, over, live) == (("cafe", "r1"), ("cafe", "r2"), ("cafe", "r3"))
    assert spells_until_now(DAY, Record(), live_day(DAY, Record(), a_moment("13:26"))) == ()


# The rounds of ``a_day`` talk for 20 and write up for 3 minutes, and change for 2.
@pytest.mark.parametrize(
    ("presses", "round_id", "ended"),
    [
        ([], "r1", None),
        ([("13:00", Started("cafe"))], "r2", "13:48"),
        ([("13:00", Started("cafe")), ("13:05", PhasesGoOn("cafe", by_itself=False))], "r1", None),
        ([("13:00", Started("cafe"))], "r1", "13:23"),
        ([("13:00", Started("cafe")), ("13:10", Added("cafe", 5 * MINUTE, phase=0))], "r1", "13:28"),
        ([("13:00", Started("cafe")), ("13:10", PhaseStarted("cafe", 2))], "r1", "13:10"),
        ([("13:00", Started("cafe")), ("13:10", PhaseStarted("cafe", 3))], "r1", "13:10"),
        ([("13:00", Started("cafe")), ("13:10", Finished())], "r1", "13:10"),
        ([("13:00", Started("cafe")), ("13:05", Paused("cafe")), ("13:09", Resumed("cafe"))], "r1", "13:27"),
        ([("13:00", Started("cafe")), ("13:05", Paused("cafe"))], "r1", None),
        ([("13:00", Started("cafe")), ("13:24", Paused("cafe"))], "r1", "13:23"),
    ],
)
def test_a_round_is_over_when_its_write_up_is(
    presses: list[tuple[str, Fact]], round_id: str, ended: str | None
) -> None:
    found = ended_at(DAY, a_record(*presses), ("cafe", round_id))
    assert found == (None if ended is None else an_instant(ended))


def test_an_item_without_rounds_is_over_when_the_next_begins() -> None:
    record = a_record(("10:00", Started("talk")), ("10:40", Started("cafe")))
    assert ended_at(DAY, record, ("talk", None)) == an_instant("10:40")
    assert ended_at(DAY, record, ("gone", None)) is None


def test_who_writes_after_the_end_is_late() -> None:
    (note,) = some_notes(a_draft()).standing  # stored at 11:01
    assert is_late(note, an_instant("11:00"))
    assert not is_late(note, an_instant("11:01"))
    assert not is_late(note, None)
