"""What a sheet changes in the programme, and that the same sheet again changes nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from facilitator import i18n
from facilitator.checks import refusals
from facilitator.event import BESIDE_KINDS, MINUTE, Event, Item, ItemKind, Plan, Speaker
from facilitator.exchange.columns import HEADINGS, Field, field_word
from facilitator.exchange.merge import ChangeKind, Merged, merge
from facilitator.exchange.rows import Entry, Problem, read_rows
from facilitator.exchange.sheets import Sheet, sheet_of
from facilitator.exchange.xlsx import read_xlsx
from facilitator.timetable import planned
from facilitator.typed import speaker_line
from facilitator.words import item_kind_word
from tests.builders import a_cafe, a_day, a_plan, an_event, an_item


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.use("en")


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def entries_of(sheet: Sheet) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    header = HEADINGS.find_header(sheet)
    return read_rows(sheet, header, HEADINGS.columns_below(sheet, header))


def merged(event: Event, text: str, *, ran: Sequence[str] = (), remove_absent: bool = False) -> Merged:
    """The event with a sheet that is drawn with | between cells."""
    sheet = sheet_of("x", [line.split("|") for line in text.splitlines()])
    entries, problems = entries_of(sheet)
    assert problems == ()
    return merge(Plan(event=event), entries, ids(), ran=ran, remove_absent=remove_absent)


def items_of(result: Merged) -> tuple[Item, ...]:
    return result.plan.event.items


def kinds(result: Merged) -> list[tuple[str, str]]:
    return [(change.title, change.kind.value) for change in result.changes]


DAY = an_event(
    start=time(9),
    items=(
        an_item("a", title="Åpning", minutes=30, private_notes="Mikrofon", skipped=True),
        an_item("b", title="Pause", minutes=15, kind=ItemKind.BREAK, minimum=10 * MINUTE),
        an_item("c", title="Foredrag", minutes=45, cue="3"),
        an_item("d", title="Pause", minutes=20, kind=ItemKind.BREAK),
    ),
)


def test_only_what_the_sheet_says_changes() -> None:
    result = merged(DAY, "Min|Post\n40|åpning")
    assert items_of(result) == (replace(DAY.items[0], title="åpning", length=40 * MINUTE), *DAY.items[1:])
    [change] = [one for one in result.changes if one.kind is ChangeKind.CHANGED]
    assert change.fields == (Field.TITLE, Field.LENGTH)
    assert (change.before, change.after, change.row) == (DAY.items[0], items_of(result)[0], 2)


def test_an_item_is_known_by_its_cue_before_its_title() -> None:
    result = merged(DAY, "Nr|Min|Post\n3|45|Vin\n|5|Foredrag")
    assert [(item.id, item.title) for item in items_of(result)] == [
        ("a", "Åpning"),
        ("b", "Pause"),
        ("c", "Vin"),
        ("d", "Pause"),
        ("new-1", "Foredrag"),
    ]


def test_items_that_are_called_the_same_are_taken_in_their_turn() -> None:
    result = merged(DAY, "Min|Post\n10|Pause\n25|Pause\n5|Pause")
    lengths = {item.id: item.length / MINUTE for item in items_of(result)}
    assert (lengths["b"], lengths["d"], lengths["new-1"]) == (10, 25, 5)


def test_a_new_item_comes_where_the_sheet_has_it() -> None:
    result = merged(DAY, "Min|Post|Hvem\n|Åpning\n20|Dikt|Kari, poet\n|Pause")
    new = items_of(result)[1]
    assert (new.id, new.title, new.kind, new.length) == ("new-1", "Dikt", ItemKind.TALK, 20 * MINUTE)
    assert new.speakers == (Speaker(name="Kari", title="poet"),)
    assert kinds(result)[1] == ("Dikt", "new")


def test_what_nothing_tells_the_length_of_gets_a_length_and_is_told() -> None:
    result = merged(DAY, "Nr|Post\n9|Dikt")
    assert items_of(result)[-1].length == 15 * MINUTE
    assert [(problem.row, "15 minutes" in problem.sentence) for problem in result.problems] == [(2, True)]


def test_items_that_are_not_in_the_sheet_stay_where_they_are() -> None:
    result = merged(DAY, "Nr|Post\n3|Foredrag\n|Åpning")
    assert [item.id for item in items_of(result)] == ["c", "d", "a", "b"]
    assert [change.kind for change in result.changes if change.row is None] == [ChangeKind.ABSENT] * 2


def test_an_item_that_is_left_over_stands_behind_those_of_its_title() -> None:
    result = merged(DAY, "Nr|Post\n7|Pause\n|Åpning")
    assert [item.id for item in items_of(result)] == ["b", "c", "d", "a"]
    assert merged(result.plan.event, "Nr|Post\n7|Pause\n|Åpning").plan == result.plan


def test_they_go_when_that_is_wished_save_what_has_run() -> None:
    result = merged(DAY, "Nr|Post\n3|Foredrag", ran=["a"], remove_absent=True)
    assert [item.id for item in items_of(result)] == ["a", "c"]
    assert kinds(result) == [
        ("Åpning", "absent"),
        ("Foredrag", "unchanged"),
        ("Pause", "removed"),
        ("Pause", "removed"),
    ]


def test_the_fewest_items_are_said_to_have_moved() -> None:
    result = merged(
        an_event(items=tuple(an_item(id, title=id) for id in "abcde")), "Nr|Post\n|e\n|a\n|b\n|d\n|c"
    )
    moved = [change.title for change in result.changes if change.kind is ChangeKind.MOVED]
    assert len(moved) == 2
    assert "e" in moved


# ── starts ──


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Kl.|Min|Post\n9|30|A\n9.30|15|B\n10|5|C", [None, None, time(10)]),
        ("Kl.|Min|Post\n8.30|30|A\n9|15|B", [time(8, 30), None]),
        ("Kl.|Min|Post\n9|30|A\n9.20|15|B", [None, time(9, 20)]),
        ("Kl.|Min|Post|Pinned\n9|30|A|x\n9.30|15|B|\n10|15|C|", [time(9), None, None]),
        ("Time Start|Min|Post|Link Start\n9|30|A|true\n9.30|15|B|false", [None, time(9, 30)]),
        ("Min|Post\n30|A\n15|B", [None, None]),
    ],
    ids=["gap", "early first", "overlap", "said", "ontime", "no times"],
)
def test_only_what_does_not_follow_by_itself_is_pinned(text: str, starts: list[time | None]) -> None:
    result = merged(an_event(start=time(9)), text)
    assert [item.start for item in items_of(result)] == starts


def test_what_is_pinned_stays_pinned() -> None:
    day = an_event(start=time(9), items=(an_item("a", title="A"), an_item("b", title="B", start=time(10))))
    assert [item.start for item in items_of(merged(day, "Kl.|Min|Post\n9|30|A\n9.30|15|B"))] == [
        None,
        time(9, 30),
    ]
    assert [item.start for item in items_of(merged(day, "Min|Post\n30|A\n15|B"))] == [None, time(10)]


def test_an_item_starts_when_the_sheet_says_though_others_stand_before_it() -> None:
    result = merged(DAY, "Kl.|Min|Post\n9|30|Åpning\n9.30|20|Foredrag")
    start = next(one for one in planned(result.plan.event) if one.item.id == "c").start
    assert result.plan.event.local(start).time() == time(9, 30)


def test_a_start_that_an_item_is_not_to_keep_is_told_once() -> None:
    day = an_event(start=time(9), items=(an_item("a", title="A"), an_item("b", title="B", minutes=15)))
    assert merged(day, "Kl.|Min|Post|Fast\n9|30|A|\n9.30|15|B|").problems == ()
    result = merged(day, "Kl.|Min|Post|Fast\n9|30|A|\n9.50|15|B|\n10.20|15|C|")
    assert [item.start for item in items_of(result)] == [None, None, None]
    [problem] = result.problems
    assert problem.row == 3
    assert "09:30" in problem.sentence
    result = merged(day, "Kl.|Min|Post|Fast\n9|30|A|\n9.50|15|B|ja")
    assert (result.problems, items_of(result)[1].start) == ((), time(9, 50))


def test_a_locked_end_keeps_the_start_before_it() -> None:
    day = an_event(items=(an_item("a", title="A", start=time(10), end=time(11)),))
    result = merged(day, "Kl.|Post\n12|A")
    assert result.plan == Plan(event=day)
    assert "pinned end" in result.problems[0].sentence


# ── what an item keeps ──


def test_rounds_keep_their_length_and_kind() -> None:
    cafe = a_cafe()
    result = merged(an_event(items=(cafe,)), f"Min|Type|Post\n5|talk|{cafe.title}")
    assert items_of(result) == (cafe,)
    assert len(result.problems) == 2


def test_the_length_that_a_locked_end_makes_is_nothing_new() -> None:
    day = an_event(start=time(9), items=(an_item("a", title="A", minutes=30, end=time(9, 40)),))
    assert merged(day, "Kl.|Min|Post\n9|40|A").plan == Plan(event=day)
    assert items_of(merged(day, "Kl.|Min|Post\n9|35|A"))[0].length == 35 * MINUTE


def test_a_shorter_item_shrinks_its_least_length() -> None:
    assert items_of(merged(DAY, "Min|Post\n5|Pause"))[1].minimum == 5 * MINUTE


def test_a_known_speaker_is_not_taken_apart() -> None:
    ada = Speaker(name="Ada", organisation="UiO")
    day = an_event(items=(an_item("a", title="A", speakers=(ada,)),))
    assert items_of(merged(day, "Post|Hvem\nA|Ada, UiO"))[0].speakers == (ada,)


def test_a_warning_in_minutes_takes_the_place_of_one_in_per_cent() -> None:
    day = an_event(items=(an_item("a", title="A", warning_share=20),))
    [item] = items_of(merged(day, "Post|Varsel\nA|5"))
    assert (item.warning, item.warning_share) == (5 * MINUTE, None)


def test_a_marker_takes_no_time_and_one_that_is_no_marker_does() -> None:
    day = an_event(items=(an_item("a", title="A"), an_item("m", ItemKind.MARKER, 0, title="M")))
    first, second = items_of(merged(day, "Type|Post\nmarker|A\ntalk|M"))
    assert (first.length, second.length) == (timedelta(), 15 * MINUTE)


def test_the_seats_and_all_else_of_the_plan_stay() -> None:
    plan = a_plan(a_day())
    sheet = sheet_of("x", [["Min", "Post"], ["20", "Velkommen"]])
    result = merge(plan, entries_of(sheet)[0], ids())
    assert result.plan.seats is plan.seats
    assert replace(result.plan.event, items=plan.event.items) == plan.event


# ── properties ──

titles = st.sampled_from(["Pause", "pause", "Åpning", "Foredrag", "Velkommen", "=1+1"])
times = st.integers(8 * 60, 16 * 60).map(lambda minute: time(minute // 60, minute % 60))
minutes = st.integers(1, 90).map(lambda number: number * MINUTE)


@st.composite
def programmes(draw: st.DrawFn) -> Event:
    """A programme of any items that a plan may hold, many of them called the same."""
    items = []
    for number in range(draw(st.integers(0, 7))):
        kind = draw(st.sampled_from(ItemKind))
        items.append(
            an_item(
                f"i{number}",
                kind,
                title=draw(titles),
                length=timedelta() if kind is ItemKind.MARKER else draw(minutes),
                start=(start := draw(st.none() | times)),
                end=draw(st.none() | st.just(time(20))) if start is None else None,
                cue=draw(st.sampled_from(["", "1", "2"])),
                group=draw(st.sampled_from(["", "Morgen"])),
                skipped=draw(st.booleans()),
                beside=draw(st.booleans()) and kind in BESIDE_KINDS,
                count_to_end=draw(st.booleans()),
                private_notes=draw(st.sampled_from(["", "Mikrofon", "a\nb"])),
                speakers=draw(st.sampled_from([(), (Speaker(name="Ada", organisation="UiO"),)])),
                warning=draw(st.none() | minutes),
                language=draw(st.sampled_from(["", "en"])),
            )
        )
    return an_event(start=draw(times), items=tuple(items))


COLUMNS = (
    Field.CUE,
    Field.START,
    Field.PINNED,
    Field.LENGTH,
    Field.TITLE,
    Field.KIND,
    Field.GROUP,
    Field.SKIPPED,
    Field.BESIDE,
    Field.COUNT_TO_END,
    Field.NOTES,
    Field.SPEAKERS,
    Field.WARNING,
    Field.LANGUAGE,
)


def as_sheet(event: Event, columns: Sequence[Field]) -> Sheet:
    """The programme written to a workbook, and read again."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([field_word(which) for which in columns])
    for one in planned(event):
        item = one.item
        cells = {
            Field.START: event.local(one.start).time(),
            Field.PINNED: "x" if item.pinned else "",
            Field.LENGTH: one.length,
            Field.KIND: item_kind_word(item.kind),
            Field.SKIPPED: item.skipped,
            Field.COUNT_TO_END: item.count_to_end,
            Field.SPEAKERS: "\n".join(map(speaker_line, item.speakers)),
            Field.WARNING: item.warning,
        }
        sheet.append([cells[which] if which in cells else getattr(item, which.value) for which in columns])
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return read_xlsx(file.getvalue(), "day.xlsx").sheets[0]


@given(programmes(), st.sets(st.sampled_from(COLUMNS)))
def test_a_programme_that_comes_back_changes_nothing(event: Event, left_out: set[Field]) -> None:
    columns = [which for which in COLUMNS if which not in left_out - {Field.TITLE, Field.LENGTH}]
    entries, problems = entries_of(as_sheet(event, columns))
    result = merge(Plan(event=event), entries, ids(), remove_absent=True)
    assert [one for one in problems if "zero" not in one.sentence] == []
    assert result.plan == Plan(event=event)
    assert {change.kind for change in result.changes} <= {ChangeKind.UNCHANGED}


@given(programmes(), programmes(), st.booleans(), st.sets(st.sampled_from(["i0", "i1", "i2"])))
def test_the_same_sheet_again_changes_nothing(
    event: Event, other: Event, remove_absent: bool, ran: set[str]
) -> None:
    entries, _problems = entries_of(as_sheet(other, COLUMNS))
    first = merge(Plan(event=event), entries, ids(), ran=ran, remove_absent=remove_absent)
    numbers = count(100)
    again = merge(first.plan, entries, lambda: f"again-{next(numbers)}", ran=ran, remove_absent=remove_absent)
    assert again.plan == first.plan
    assert {change.kind for change in again.changes} <= {ChangeKind.UNCHANGED, ChangeKind.ABSENT}
    assert not refusals(first.plan)
    kept = {item.id for item in items_of(first)}
    assert {item.id for item in event.items if item.id in ran} <= kept
    assert len(kept) == len(items_of(first))
