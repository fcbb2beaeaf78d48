"""The day's programme, tasks and discussions with their letters; messages and documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from facilitator.event import MINUTE, ItemKind, Theme
from facilitator.record import Audience, Delayed, MessageShown, Started
from facilitator.snapshot import Snapshot
from facilitator.ui import tokens
from facilitator.ui.room.elements import Code, Mark, Shape
from facilitator.ui.room.lists import Layout, Point, layout_of
from facilitator.ui.room.scenes import SceneName
from facilitator.ui.room.sheet import Picture
from tests.builders import a_day, a_snapshot, an_event, an_item
from tests.ui.room.days import OPTION, QUESTION, SECRET, WORD, a_hostile_day, a_plain_day, at
from tests.ui.room.reading import digits_of, draw, marks_of, squeezed

TALK = ("09:47", Started("talk"))
STARTED = ("10:00", Started("task"))
LATE = ("11:50", Started("task"))
BOX = (1728.0, 560.0, 44, 65.0)  # width, height, body text, gap: px


def a_group_day() -> Snapshot:
    items = (
        an_item("welcome", ItemKind.WELCOME, 15, title="Welcome", group="Morning"),
        an_item("photo", ItemKind.MARKER, 0, title="Photograph", group="Morning"),
        an_item("talk", title="Talk", group="Morning", private_notes=SECRET),
        an_item("gone", title="Left out", skipped=True),
        an_item("lunch", ItemKind.BREAK, 45, title="Lunch"),
        an_item("cafe", title="Café", group="Afternoon"),
    )
    return a_snapshot(an_event(items=items, language="en"))


def a_task_day(kind: ItemKind = ItemKind.TASK, **values: Any) -> Snapshot:
    items = (an_item("talk", title="Talk"), an_item("task", kind, title="Choose", **values))
    themes = tuple(Theme(id=f"t{n}", title="x", question=f"Question {n}?" * (n != 1)) for n in range(4))
    return a_snapshot(an_event(items=items, themes=themes, language="en"))


# ── the programme of the day ─────────────────────────────────────────────────


def test_the_programme_has_times_titles_and_groups_in_order() -> None:
    text = draw(SceneName.PROGRAMME, at(a_group_day(), "09:00")).text
    assert text.splitlines()[1:] == [
        "Programme",
        *("Morning", "09:30", "Welcome", "09:45", "Photograph", "09:45", "Talk"),
        *("10:15", "Lunch", "Afternoon", "11:00", "Café"),
    ]


def test_what_is_on_has_a_pointer_and_what_has_been_stands_back() -> None:
    drawn = draw(SceneName.PROGRAMME, at(a_group_day(), "09:50", ("09:30", Started("welcome")), TALK))
    look = tokens.ROOM[a_group_day().event.room_theme]
    colours = {line.text: line.colour for line in drawn.lines}
    assert colours["Welcome"] == look.muted
    assert colours["Talk"] == look.accent
    assert colours["Lunch"] == look.text
    (pointer,) = [one for one in drawn.elements if isinstance(one, Shape)]
    talk = next(line for line in drawn.lines if line.text == "Talk")
    assert pointer.mark is Mark.POINTER
    assert talk.box.top() < pointer.y < talk.baseline


def test_the_programme_shows_when_things_are_expected_now() -> None:
    lines = draw(SceneName.PROGRAMME, at(a_group_day(), "09:00", ("08:50", Delayed("welcome", 5 * MINUTE))))
    assert lines.text.splitlines()[3:5] == ["09:35", "Welcome"]


def test_forty_items_are_each_shown_once_a_turn() -> None:
    items = tuple(an_item(f"i{n}", minutes=5, title=f"Title {n} {QUESTION[:60]}") for n in range(40))
    day = a_snapshot(an_event(items=items, language="en"))
    drawn = draw(SceneName.PROGRAMME, at(day, "09:00"))
    pages = int(drawn.text.split()[-1])
    assert 2 <= pages <= 5
    turns = [
        draw(SceneName.PROGRAMME, at(day, f"09:{t // 60:02}:{t % 60:02}")) for t in range(0, 12 * pages, 12)
    ]
    found = [line.text for turn in turns for line in turn.lines if line.text.startswith("Title")]
    assert sorted(line.split()[1] for line in found) == sorted(str(n) for n in range(40))


def test_a_day_without_items_shows_its_title() -> None:
    day = a_snapshot(an_event(title="Forum", items=(), language="en"))
    assert "Forum" in draw(SceneName.PROGRAMME, at(day, "09:00")).text


# ── lists ────────────────────────────────────────────────────────────────────


def texts_of(layout: Layout) -> list[str]:
    columns = chain.from_iterable(page.columns for page in layout.pages)
    return ["".join(row.text.lines) for column in columns for row in column]


@pytest.mark.parametrize("count", [1, 5, 12, 40, 100])
def test_every_point_is_on_a_page_and_within_it(count: int) -> None:
    points = tuple(Point("A", f"{OPTION} {n}" if n % 9 else WORD) for n in range(count))
    layout = layout_of(points, *BOX)
    assert [squeezed(text) for text in texts_of(layout)] == [squeezed(point.text) for point in points]
    for page in layout.pages:
        for column in page.columns:
            assert sum(row.height for row in column) <= BOX[1]
            assert all(row.text_x + row.text.width <= page.column_width + 0.01 for row in column)


def test_few_points_are_large_and_many_small() -> None:
    few, many = (layout_of(tuple(Point("A", "Short") for _n in range(count)), *BOX) for count in (3, 60))
    assert few.px > 1.5 * 44
    assert few.px > 1.4 * many.px
    assert len(few.pages) == len(few.pages[0].columns) == 1


def test_lines_that_need_not_wrap_go_before_larger_type() -> None:
    points = tuple(Point("A", "Denser towns around the stations") for _n in range(5))
    assert not layout_of(points, *BOX).wraps


def test_a_heading_is_never_alone_at_the_foot() -> None:
    points = tuple(Point("09:00", f"Item {n}", heading=f"Group {n}") for n in range(60))
    layout = layout_of(points, *BOX)
    assert len(layout.pages) > 1
    rows = [row for page in layout.pages for column in page.columns for row in column]
    assert all(row.heading and row.heading.lines == (f"Group {n}",) for n, row in enumerate(rows))


# ── tasks and discussions ────────────────────────────────────────────────────


def test_a_task_shows_its_prompt_and_its_options_by_letters() -> None:
    day = a_task_day(prompt="Which first?", options=("Buses", "Trains", "Bicycles"))
    drawn = draw(SceneName.TASK, at(day, "10:05", ("10:00", Started("task"))))
    lines = drawn.text.splitlines()
    assert lines[0:2] == ["10:05", "Choose"]
    assert {"Which first?", "A", "Buses", "B", "Trains", "C", "Bicycles"} <= set(lines)
    assert digits_of(drawn) == ["25:00"]
    assert marks_of(drawn) == []


def test_a_task_warns_like_all_that_is_counted_down() -> None:
    day = a_task_day(prompt="Which first?", options=("Buses",), warning=10 * MINUTE)
    drawn = draw(SceneName.TASK, at(day, "10:21", ("10:00", Started("task"))))
    assert marks_of(drawn) == [Mark.TRIANGLE]
    assert "soon over" in drawn.text


def test_a_discussion_shows_its_question_and_those_of_the_themes() -> None:
    day = a_task_day(ItemKind.DISCUSSION, prompt="What now?")
    lines = draw(SceneName.DISCUSSION, at(day, "10:05", ("10:00", Started("task")))).text.splitlines()
    assert {"What now?", "A", "Question 0?", "C", "Question 2?", "D", "Question 3?"} <= set(lines)
    assert "B" not in lines  # a theme without a question


def test_a_prompt_alone_is_as_large_as_the_digits_let_it_be() -> None:
    alone, many = (
        draw(SceneName.TASK, at(a_task_day(prompt="Which?", options=options), "10:05", STARTED))
        for options in ((), ("Buses", "Trains"))
    )
    sizes = [next(line.px for line in drawn.lines if line.text == "Which?") for drawn in (alone, many)]
    assert sizes[0] > sizes[1]


@pytest.mark.parametrize(("name", "kind"), [(SceneName.TASK, "task"), (SceneName.DISCUSSION, "discussion")])
def test_a_held_scene_shows_the_next_of_its_kind_without_digits(name: SceneName, kind: str) -> None:
    day = a_task_day(ItemKind(kind), prompt="Which first?")
    drawn = draw(name, at(day, "09:35", ("09:30", Started("talk"))))
    assert "Which first?" in drawn.text
    assert digits_of(drawn) == []
    passed = at(day, "10:35", ("10:00", Started("task")), ("10:30", Started("talk")))
    assert draw(name, passed) == draw(SceneName.NOW_NEXT, passed)


def test_a_long_prompt_and_its_many_options_are_shown_by_turns_and_whole() -> None:
    day = a_hostile_day()
    task = next(item for item in day.event.items if item.id == "task")
    shown = "".join(
        squeezed(draw(SceneName.TASK, at(day, f"12:{turn // 5:02}:{turn % 5 * 12:02}", LATE), 1024, 768).text)
        for turn in range(10)
    )
    assert squeezed(task.prompt) in shown
    assert all(squeezed(option) in shown for option in task.options)


# ── messages and documents ───────────────────────────────────────────────────


def test_a_message_to_the_room_is_large_and_as_it_was_typed() -> None:
    told = ("09:04", MessageShown(Audience.ROOM, "<b>Lunch</b>\nis & served"))
    drawn = draw(SceneName.MESSAGE, at(a_plain_day(), "09:05", told))
    assert drawn.text.splitlines() == ["09:05", "<b>Lunch</b>", "is & served"]
    assert min(line.px for line in drawn.lines[1:]) > 1080 * 0.15


@pytest.mark.parametrize("text", ["", "To the speaker"])
def test_without_a_message_the_room_sees_what_day_it_is(text: str) -> None:
    audience = Audience.SPEAKER if text else Audience.ROOM
    told = ("09:04", MessageShown(audience, text))
    lines = draw(SceneName.MESSAGE, at(a_plain_day(), "09:05", told)).text.splitlines()
    assert lines == ["09:05", "Stormøte", "Tuesday, 5 March 2024"]


def test_documents_are_larger_than_on_the_welcome_and_none_is_calm() -> None:
    day = a_hostile_day()
    few = replace(day, plan=replace(day.plan, event=replace(day.event, documents=day.event.documents[:2])))
    large, small = (codes(draw(name, at(few, "09:05"))) for name in (SceneName.DOCUMENTS, SceneName.WELCOME))
    assert [code.address for code in large] == [one.address for one in few.event.documents]
    assert min(code.side for code in large) > max(code.side for code in small)
    none = draw(SceneName.DOCUMENTS, at(a_snapshot(a_day(language="en")), "09:05"))
    assert codes(none) == []
    assert "Stormøte" in none.text


def codes(drawn: Picture) -> list[Code]:
    return [one for one in drawn.elements if isinstance(one, Code)]
