"""Everybody finds their table: who is listed, in which order, on which page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from facilitator.event import CafeKind, Plan, put
from facilitator.record import Counted, Fact, Paused, PhaseStarted, Started
from facilitator.snapshot import Snapshot
from facilitator.ui.room.change import entries_of, round_to_find
from facilitator.ui.room.names import Entry, Page, initial, pages_of
from facilitator.ui.room.paging import EPOCH, PAGE, page_at
from facilitator.ui.room.scenes import SceneName, picture
from tests.builders import a_day, a_person, a_plan, a_snapshot, a_table
from tests.ui.room.days import a_plain_day, at

BOX = (1728.0, 560.0, 1080, 54.0)  # width, height, the sheet's height, gap


def entries(plan: Plan, index: int) -> tuple[Entry, ...]:
    return entries_of(plan, plan.event.cafes[0], index)


def test_a_thousand_people_are_each_on_one_page() -> None:
    everybody = entries(a_plan(a_day(people=1000, tables=125)), 1)
    assert len(everybody) == 1000
    pages = pages_of(everybody, *BOX)
    assert [row.entry for page in pages for row in page.rows] == list(everybody)


def test_the_screen_shows_each_of_a_thousand_once_a_turn() -> None:
    day = a_snapshot(a_day(people=1000, tables=125, language="en"))
    names = [entry.shown for entry in entries(day.plan, 0)]
    lines = [shown_at(day, turn) for turn in range(pages_in(shown_at(day, 0)))]
    shown = Counter(line for page in lines for line in page if line in set(names))
    assert shown == Counter(names)


def shown_at(day: Snapshot, turn: int) -> list[str]:
    """What the held scene says, so many pages after one that is the first at 00:00 UTC."""
    live = at(day, "09:00")[1]
    live = replace(live, now=EPOCH + turn * PAGE)
    return picture(SceneName.CHANGE, day, live, 1920, 1080).text.splitlines()


def pages_in(lines: list[str]) -> int:
    """The last number of “A–B · 1 of 55”."""
    return int(next(line for line in lines if " · " in line).split()[-1])


def test_names_go_from_a_to_aa_down_the_columns() -> None:
    people = tuple(
        a_person(f"p{n}", name=name)
        for n, name in enumerate(["Kari Ås", "Ola Aas", "Åse Berg", "Per Ødegård", "Liv Ærø", "Nils Zahl"])
    )
    plan = a_plan(a_day(tables=1, people=0))
    plan = a_plan(replace(plan.event, people=people))
    assert [entry.name.split()[-1] for entry in entries(plan, 0)] == [
        "Berg",
        "Zahl",
        "Ærø",
        "Ødegård",
        *sorted(["Ås", "Aas"], reverse=True),
    ]
    assert initial(Entry("Ola Aas", "", 1)) == "Å"


def test_two_of_one_name_are_told_apart() -> None:
    twins = (
        a_person("p1", name="Liv Hansen", organisation="Våler (Østfold)"),
        a_person("p2", name="Liv Hansen", organisation="Våler (Innlandet)"),
    )
    day = a_plan(a_day(people=0, tables=2, language="en"))
    day = a_plan(replace(day.event, people=twins))
    text = picture(SceneName.CHANGE, *at(Snapshot(plan=day), "09:00"), 1920, 1080).text
    assert text.count("Hansen, Liv") == 2
    assert "Våler (Østfold)" in text
    assert "Våler (Innlandet)" in text


def test_hosts_who_stay_are_left_out_from_the_second_round_on() -> None:
    plan = a_plan(a_day(people=12, tables=3))
    first = plan.seats["r1"]["t1"][0]
    tables = (a_table(1, host_id=first), *plan.event.tables[1:])
    seats = {round_: dict(at_tables) for round_, at_tables in plan.seats.items()}
    for round_ in ("r1", "r2"):
        for table, people in seats[round_].items():
            seats[round_][table] = tuple(p for p in people if p != first)
        seats[round_]["t1"] = (first, *seats[round_]["t1"])
    plan = Plan(event=replace(plan.event, tables=tables), seats=seats)
    assert (len(entries(plan, 0)), len(entries(plan, 1))) == (12, 11)
    name = next(person.name for person in plan.event.people if person.id == first)
    assert name not in {entry.name for entry in entries(plan, 1)}


@pytest.mark.parametrize(
    ("now", "index"),
    [
        ("10:00", 0),  # before the café
        ("10:20", 0),  # talk
        ("10:36", 1),  # write-up
        ("10:39", 1),  # change
        ("10:41", 1),  # the next talk
    ],
)
def test_the_round_to_find(now: str, index: int) -> None:
    presses = [] if now == "10:00" else [("10:15", Started("cafe"))]
    assert round_to_find(at(a_plain_day(), now, *presses)[1])[1] == index


def test_the_page_turns_every_twelve_seconds_of_the_day() -> None:
    day = a_snapshot(a_day(people=300, tables=40, language="en"))

    def counter(now: str, *more: tuple[str, Fact]) -> str:
        moment = at(day, now, ("10:15", Started("cafe")), *more)
        lines = picture(SceneName.CHANGE, *moment, 1920, 1080).text.splitlines()
        return next(line.split(" · ")[1] for line in lines if " · " in line).split()[0]

    assert [counter(now) for now in ("10:38:00", "10:38:11", "10:38:12", "10:38:24")] == ["1", "1", "2", "3"]
    paused = ("10:38:05", Paused("cafe"))
    assert counter("10:38:13", paused) == "2"  # names are to be found in a pause too


def test_the_foot_says_when_the_next_round_starts() -> None:
    day = a_plain_day()
    text = picture(SceneName.CHANGE, *at(day, "10:38:30", ("10:15", Started("cafe"))), 1920, 1080).text
    assert "Round 2 starts at 10:40" in text
    cafe = replace(day.event.cafes[0], by_itself=False)
    items = tuple(cafe if item.id == cafe.id else item for item in day.event.items)
    by_hand = replace(day, plan=replace(day.plan, event=replace(day.event, items=items)))
    pressed: list[tuple[str, Fact]] = [("10:15", Started("cafe")), ("10:30", PhaseStarted("cafe", 2))]
    late = picture(SceneName.CHANGE, *at(by_hand, "10:33", *pressed), 1920, 1080).text
    assert "overtime · Round 2 starts when everyone is seated" in late


def test_without_a_table_plan_people_find_a_table() -> None:
    day = a_plain_day()
    free = replace(day, plan=replace(day.plan, seats={}))
    text = picture(SceneName.CHANGE, *at(free, "10:38:30", ("10:15", Started("cafe"))), 1920, 1080).text
    assert "Find a table with a free seat." in text


def test_few_names_are_set_large() -> None:
    few, many = (entries(a_plan(a_day(people=people)), 0) for people in (12, 200))
    assert pages_of(few, *BOX)[0].rows[0].name.px > pages_of(many, *BOX)[0].rows[0].name.px


def test_letters_of_a_page() -> None:
    rows = pages_of((Entry("Kari Ås", "", 1), Entry("Ola Berg", "", 2)), *BOX)[0].rows
    assert Page((rows,), 100).letters == "Å–B"
    assert Page((rows[:1],), 100).letters == "Å"


@pytest.mark.parametrize(("seconds", "pages", "at_page"), [(0, 3, 0), (12, 3, 1), (36, 3, 0), (50, 1, 0)])
def test_pages_come_round(seconds: int, pages: int, at_page: int) -> None:
    assert page_at(timedelta(seconds=seconds), pages) == at_page


def of_kind(kind: CafeKind, **values: object) -> Snapshot:
    """A plain day whose café is of that kind, with p1 and on as hosts."""
    day = a_plain_day()
    event = day.plan.event
    cafe = replace(event.cafes[0], cafe_kind=kind, **values)  # type: ignore[arg-type]
    tables = tuple(replace(table, host_id=f"p{table.number}") for table in event.tables)
    event = replace(event, items=put(event.items, cafe), tables=tables)
    return replace(day, plan=replace(day.plan, event=event))


def changing(day: Snapshot, *presses: tuple[str, Fact]) -> str:
    return picture(
        SceneName.CHANGE, *at(day, "10:38:30", ("10:15", Started("cafe")), *presses), 1920, 1080
    ).text


def test_only_hosts_look_for_a_table_where_they_wander() -> None:
    day = of_kind(CafeKind.WANDERING)
    seats = {"r1": {"t1": ("p1", "p9"), "t2": ("p2", "p8")}, "r2": {"t1": ("p2", "p9"), "t2": ("p1", "p8")}}
    plan = replace(day.plan, seats=seats)
    assert [(entry.name, entry.table) for entry in entries(plan, 1)] == [
        ("Kari 1 Øvre", 2),
        ("Kari 2 Øvre", 1),
    ]
    assert "Hosts go on to their next table." in changing(replace(day, plan=plan))


def test_tables_with_their_people_are_shown_where_each_chooses() -> None:
    day = of_kind(CafeKind.FREE)
    text = changing(day, ("10:38", Counted("r2", "t2", 4)))
    assert "Choose another table." in text
    assert ("Areal" in text, "4 of 7 seats taken" in text) == (True, True)
    assert ("Buss" in text, "7 seats" in text.splitlines()) == (True, True)


def test_new_hosts_go_to_their_table_like_everybody() -> None:
    assert "Hosts stay seated." in changing(of_kind(CafeKind.MIX))
    assert "Hosts stay seated." not in changing(of_kind(CafeKind.MIX, new_hosts=True))
