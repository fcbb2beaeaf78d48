"""What the café shows of tables and phases, as functions of the snapshot and the live day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator import i18n
from facilitator.event import MINUTE, CafeKind, Item, Plan, put, with_rounds
from facilitator.notes import Notes
from facilitator.record import (
    Added,
    CheckedIn,
    Counted,
    Fact,
    Finished,
    HelpAsked,
    PhaseStarted,
    Presence,
    Record,
    Started,
)
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, live_day
from facilitator.ui.places.cafe_cards import (
    CardState,
    Segment,
    SegmentState,
    TableCard,
    card_words,
    figures,
    segments,
    shown_round,
    table_cards,
)
from tests.builders import a_day, a_draft, a_moment, a_plan, a_record, a_table, some_notes

TABLES = (
    a_table(2, theme_id="b", host_id="p2"),
    a_table(1, theme_id="a", host_id="p1"),
    a_table(3, removed=True),
)
DAY = replace(a_day(people=12), tables=TABLES)
CAFE = DAY.cafes[0]
RUNNING = a_record(("13:00", Started("cafe")))


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def live(record: Record, at: str) -> LiveDay:
    return live_day(DAY, record, a_moment(at))


def cards(at: str, *, record: Record = RUNNING, notes: Notes | None = None) -> tuple[TableCard, ...]:
    snapshot = Snapshot(plan=a_plan(DAY), record=record, notes=notes or Notes())
    return table_cards(snapshot, CAFE, live(record, at))


def strip(at: str, record: Record = RUNNING) -> tuple[Segment, ...]:
    return segments(DAY, CAFE, live(record, at), record)


def test_open_tables_come_by_number() -> None:
    shown = cards("12:00", record=Record())
    assert [(card.table.number, card.letter, card.host) for card in shown] == [
        (1, "A", "Kari 1 Øvre"),
        (2, "B", "Kari 2 Øvre"),
    ]
    assert [(card.people, card.state) for card in shown] == [(6, CardState.PLANNED)] * 2


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("13:02", CardState.TALKING),
        ("13:06", CardState.SILENT),
        ("13:21", CardState.SILENT),
        ("13:24", CardState.CHANGING),
        ("13:26", CardState.TALKING),
    ],
)
def test_a_table_that_writes_nothing_is_noticed_in_time(at: str, state: CardState) -> None:
    assert cards(at)[0].state is state


def test_notes_of_the_running_round_count() -> None:
    notes = some_notes(a_draft(), a_draft(), a_draft(round_id="r2"))
    assert [(card.notes, card.state) for card in cards("13:10", notes=notes)] == [
        (2, CardState.WRITING),
        (0, CardState.SILENT),
    ]
    assert [card.notes for card in cards("13:30", notes=notes)] == [1, 0]


def test_a_host_who_did_not_come_is_missing() -> None:
    record = a_record(("12:50", CheckedIn("p1", Presence.ABSENT)), ("13:00", Started("cafe")))
    card, other = cards("13:10", record=record, notes=some_notes(a_draft()))
    assert card.state is CardState.NO_HOST
    assert sum(one.people or 0 for one in (card, other)) == 11
    assert "Kari 1 Øvre (absent)" in card_words(card)
    assert figures((card, other)).without_host == (1,)
    assert figures((card, other)).without_notes == (2,)


def test_a_table_that_asks_for_help_says_so_until_it_has_got_it() -> None:
    asked = ("13:08", HelpAsked("t2", wanted=True, by_table=True))
    record = a_record(("13:00", Started("cafe")), asked)
    first, second = cards("13:10", record=record, notes=some_notes(a_draft(table_id="t2")))
    assert (first.state, second.state) == (CardState.SILENT, CardState.HELP)
    assert "▲ needs help" in card_words(second)
    assert figures((first, second)).wanting_help == (2,)
    helped = a_record(("13:00", Started("cafe")), asked, ("13:09", HelpAsked("t2", wanted=False)))
    assert figures(cards("13:10", record=helped)).wanting_help == ()


def test_before_and_after_the_cafe_no_card_asks_for_help() -> None:
    asked = ("12:50", HelpAsked("t2", wanted=True))
    over = (asked, ("13:00", Started("cafe")), ("14:20", Started("break")))
    for at, record in (("12:55", a_record(asked)), ("14:30", a_record(*over))):
        assert figures(cards(at, record=record)).wanting_help == ()


def test_after_the_cafe_all_its_notes_count() -> None:
    record = a_record(("13:00", Started("cafe")), ("14:20", Started("break")))
    notes = some_notes(a_draft(), a_draft(round_id="r2"))
    assert [(card.notes, card.state) for card in cards("14:30", record=record, notes=notes)] == [
        (2, CardState.OVER),
        (0, CardState.OVER),
    ]


def test_while_tables_change_the_people_of_the_next_round_are_shown() -> None:
    talking, changing = (shown_round(CAFE, live(RUNNING, at)) for at in ("13:10", "13:24"))
    assert (talking and talking.id, changing and changing.id) == ("r1", "r2")


def test_the_strip_of_a_planned_cafe() -> None:
    shown = strip("12:00", Record())
    assert [(one.title, one.detail) for one in shown[:4]] == [
        ("Round 1", "20 min"),
        ("finish writing", "3 min"),
        ("change tables", "2 min"),
        ("Round 2", "20 min"),
    ]
    assert len(shown) == 8
    assert not any(one.can_go for one in shown)


def test_the_strip_marks_where_we_are() -> None:
    shown = strip("13:30")
    assert [one.state for one in shown[2:5]] == [SegmentState.DONE, SegmentState.NOW, SegmentState.LATER]
    assert [one.detail for one in shown[2:5]] == ["✓ 2 min", "20 min · until 13:45", "3 min"]
    assert shown[3].title == "▸ Round 2 · table talk"
    assert shown[4].words == "Round 2, finish writing, 3 min, from 13:45"
    assert all(one.can_go for one in shown)


def test_a_longer_phase_moves_its_end() -> None:
    record = a_record(("13:00", Started("cafe")), ("13:10", Added("cafe", 5 * MINUTE, 0)))
    assert strip("13:11", record)[0].detail == "25 min · until 13:25"


def test_a_phase_that_waits_for_a_press_says_that_its_time_is_up() -> None:
    waiting = replace(CAFE, by_itself=False)
    day = replace(DAY, items=put(DAY.items, waiting))
    now = live_day(day, RUNNING, a_moment("13:25"))
    assert segments(day, waiting, now, RUNNING)[0].detail == "20 min · time is up"


def test_a_cafe_without_rounds_has_no_strip() -> None:
    bare = with_rounds(CAFE, ())
    assert segments(DAY, bare, live(Record(), "12:00"), Record()) == ()
    assert shown_round(bare, live(Record(), "12:00")) is None


def test_a_phase_jumped_over_has_no_time() -> None:
    record = a_record(("13:00", Started("cafe")), ("13:05", PhaseStarted("cafe", 3)))
    assert strip("13:06", record)[1].words == "Round 1, finish writing, not held"


def test_phases_are_as_long_as_they_became() -> None:
    presses: list[tuple[str, Fact]] = [
        ("13:00", Started("cafe")),
        ("13:12", PhaseStarted("cafe", 1)),
        ("13:12", Added("cafe", 4 * MINUTE, 3)),
    ]
    running = strip("13:13", a_record(*presses))
    assert [one.detail for one in (running[0], running[3])] == ["✓ 12 min", "24 min"]
    over = strip("13:40", a_record(*presses, ("13:30", Finished())))
    assert [one.detail for one in over[:5]] == ["✓ 12 min", "✓ 3 min", "✓ 2 min", "✓ 13 min", "not held"]


def of_kind(item: Item, record: Record, at: str, plan: Plan | None = None) -> tuple[TableCard, ...]:
    plan = plan or a_plan(DAY)
    plan = replace(plan, event=replace(DAY, items=put(DAY.items, item)))
    day = live_day(plan.event, record, a_moment(at))
    return table_cards(Snapshot(plan=plan, record=record, notes=Notes()), item, day)


def test_hosts_wander_from_card_to_card_with_their_themes() -> None:
    item = replace(CAFE, cafe_kind=CafeKind.WANDERING)
    first, second = (of_kind(item, RUNNING, at) for at in ("13:10", "13:26"))
    assert [(card.letter, card.host) for card in first] == [("A", "Kari 1 Øvre"), ("B", "Kari 2 Øvre")]
    assert [(card.letter, card.host) for card in second] == [("B", "Kari 2 Øvre"), ("A", "Kari 1 Øvre")]


def test_new_hosts_are_missed_only_once_people_are_seated() -> None:
    item = replace(CAFE, new_hosts=True)
    unseated = of_kind(item, Record(), "12:00", Plan(event=DAY))
    assert [(card.host, card.state) for card in unseated] == [("", CardState.PLANNED)] * 2
    assert figures(unseated).without_host == ()
    seats = a_plan(DAY).seats
    person = seats["r1"]["t1"][0]
    seated = of_kind(item, Record(), "12:00", Plan(event=DAY, seats=seats, hosts={"r1": {"t1": person}}))
    assert [card.state for card in seated] == [CardState.PLANNED, CardState.NO_HOST]
    assert figures(seated).without_host == (2,)


def test_tables_are_counted_where_each_chooses() -> None:
    item = replace(CAFE, cafe_kind=CafeKind.FREE)
    presses = a_record(
        ("13:00", Started("cafe")), ("13:01", Counted("r1", "t1", 3)), ("13:02", Counted("r1", "t1", 5))
    )
    shown = of_kind(item, presses, "13:10")
    assert [card.people for card in shown] == [5, None]
    assert "5 of 6 people" in card_words(shown[0])
    assert "– of 6 people" in card_words(shown[1])
    assert [card.people for card in of_kind(item, presses, "13:26")] == [None, None]
