"""What a table's page is told while its café runs beside another item."""

from __future__ import annotations

from facilitator.hosts.answers import table_state
from facilitator.record import Paused, Started, StartedBeside
from facilitator.timetable import live_day
from tests.builders import a_cafe, a_moment, a_record, a_snapshot, a_table, an_event, an_item

DAY = an_event(
    items=(an_item("talk", minutes=60), a_cafe("cafe", 2, beside=True), an_item("lunch")),
    tables=(a_table(1),),
)
BOTH = (("10:00", Started("talk")), ("10:00", StartedBeside("cafe")))


def test_a_table_sees_its_own_round_and_not_the_talk() -> None:
    record = a_record(*BOTH)
    live = live_day(DAY, record, a_moment("10:21"))
    where = table_state(a_snapshot(DAY, record=record), live, DAY.tables[0])["where"]
    assert (where["item_id"], where["round_id"], where["phase"]) == ("cafe", "r1", "write_up")
    assert (where["running"], where["left"], where["paused"]) == (True, 120.0, False)


def test_a_pause_of_the_talk_is_none_of_the_tables() -> None:
    record = a_record(*BOTH, ("10:05", Paused("talk")))
    live = live_day(DAY, record, a_moment("10:21"))
    where = table_state(a_snapshot(DAY, record=record), live, DAY.tables[0])["where"]
    assert (where["left"], where["paused"]) == (120.0, False)
