from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.event import Item, ItemKind, MergedPoint
from facilitator.polls import (
    Ballot,
    Mark,
    Poll,
    PollState,
    fits,
    hand_counts,
    open_poll,
    poll_of,
    state_of,
    tally,
)
from facilitator.record import Fact, HandCounted, PollClosed, PollOpened, PollShown, Undone
from tests.builders import a_record, an_event, an_item

TASK = an_item("task", ItemKind.TASK, prompt="Hva haster?", options=("Buss", "Bane", "Båt"), choose=2)
HARVEST = an_item("harvest", ItemKind.HARVEST, title="Prioritering", most_each=2)
EVENT = an_event(
    items=(TASK, HARVEST), points=(MergedPoint(id="m1", title="Mer"), MergedPoint(id="m2", title="Mindre"))
)


def poll(item: Item = TASK) -> Poll:
    found = poll_of(EVENT, item)
    assert found is not None
    return found


def marks(*given: tuple[str, int]) -> Ballot:
    return Ballot(marks=tuple(Mark(*one) for one in given))


def test_a_task_asks_its_options_and_a_harvest_the_merged_points() -> None:
    assert [choice.text for choice in poll().choices] == ["Buss", "Bane", "Båt"]
    assert (poll().budget, poll().most_each, poll().question) == (2, 1, "Hva haster?")
    assert [choice.id for choice in poll(HARVEST).choices] == ["m1", "m2"]
    assert (poll(HARVEST).budget, poll(HARVEST).most_each) == (3, 2)
    assert poll_of(EVENT, an_item("talk")) is None
    assert poll_of(replace(EVENT, points=()), HARVEST) is None
    assert poll_of(EVENT, replace(TASK, options=())) is None


@pytest.mark.parametrize(
    ("ballot", "right"),
    [
        (marks(("Buss", 1), ("Bane", 1)), True),
        (Ballot(), True),
        (marks(("Buss", 1), ("Bane", 1), ("Båt", 1)), False),
        (marks(("Buss", 2)), False),
        (marks(("Buss", 0)), False),
        (marks(("Buss", -1), ("Bane", 1)), False),
        (marks(("Buss", 1), ("Buss", 1)), False),
        (marks(("Fly", 1)), False),
        (Ballot(text="Fly"), False),
    ],
)
def test_a_ballot_keeps_to_the_rules(ballot: Ballot, right: bool) -> None:
    assert fits(poll(), ballot) is right


@pytest.mark.parametrize(
    ("places", "right"), [((1, 2), True), ((2, 1), True), ((1, 1), False), ((1, 3), False)]
)
def test_ranks_leave_no_place_out(places: tuple[int, int], right: bool) -> None:
    ranked = poll(replace(TASK, ranked=True, free_text=True))
    ballot = replace(marks(("Buss", places[0]), ("Bane", places[1])), text="Fly")
    assert fits(ranked, ballot) is right


def test_dots_are_counted_with_those_counted_by_hand_and_ties_share_a_place() -> None:
    ballots = (marks(("m1", 2), ("m2", 1)), Ballot())
    result = tally(poll(HARVEST), ballots, [HandCounted("harvest", "t1", (0, 1), 4)])
    assert [(count.choice.id, count.points, count.place) for count in result.counts] == [
        ("m1", 2, 1),
        ("m2", 2, 1),
    ]
    assert result.voters == 6


def test_ranks_give_most_points_to_the_first_place() -> None:
    ranked = poll(replace(TASK, ranked=True, free_text=True))
    ballots = (
        marks(("Bane", 1), ("Buss", 2)),
        replace(marks(("Bane", 1)), text="Tog"),
        replace(marks(("Båt", 1), ("Bane", 2)), text="Fly"),
    )
    result = tally(ranked, ballots)
    assert [(count.points, count.first, count.place) for count in result.counts] == [
        (2, 0, 3),
        (8, 2, 1),
        (3, 1, 2),
    ]
    assert result.texts == ("Fly", "Tog")


def test_a_poll_is_opened_closed_and_shown() -> None:
    presses: list[tuple[str, Fact]] = [
        ("10:00", PollOpened("task", ("Buss", "Bane"))),
        ("10:05", PollClosed("task")),
        ("10:06", PollShown("task", shown=True)),
    ]
    choices = ("Buss", "Bane")
    states = [state_of(a_record(*presses[:count]), "task") for count in range(4)]
    assert states == [
        PollState(),
        PollState(choices=choices, open=True),
        PollState(choices=choices),
        PollState(choices=choices, shown=True),
    ]
    again = state_of(a_record(*presses, ("10:07", PollOpened("task", ("Båt",)))), "task")
    assert again == PollState(choices=("Båt",), open=True)
    assert state_of(a_record(*presses, ("10:07", Undone(3))), "task") == states[2]


def test_the_poll_opened_last_takes_answers_with_the_choices_it_was_opened_with() -> None:
    record = a_record(
        ("10:00", PollOpened("task", ("Bane", "Gone", "Buss"))), ("10:01", PollOpened("harvest", ("m1",)))
    )
    found = open_poll(EVENT, record)
    assert found is not None
    assert (found.id, [choice.id for choice in found.choices]) == ("harvest", ["m1"])
    record = a_record(
        ("10:00", PollOpened("task", ("Bane", "Gone", "Buss"))),
        ("10:01", PollOpened("harvest", ("m1",))),
        ("10:02", PollClosed("harvest")),
    )
    found = open_poll(EVENT, record)
    assert found is not None
    assert [choice.id for choice in found.choices] == ["Bane", "Buss"]
    assert open_poll(EVENT, a_record(("10:00", PollOpened("gone", ())))) is None


def test_the_latest_count_by_hand_at_a_table_is_valid() -> None:
    record = a_record(
        ("10:00", PollOpened("task", ("Buss", "Bane"))),
        ("10:01", HandCounted("task", "t1", (1, 2), 3)),
        ("10:02", HandCounted("task", "t1", (2, 2), 4)),
        ("10:03", HandCounted("task", "t2", (0, 1), 1)),
    )
    assert {id: counted.counts for id, counted in hand_counts(record, "task").items()} == {
        "t1": (2, 2),
        "t2": (0, 1),
    }
    other = a_record(
        ("10:01", HandCounted("task", "t1", (1, 2), 3)), ("10:02", PollOpened("task", ("Buss",)))
    )
    assert hand_counts(other, "task") == {}
