"""Which scene the programme asks for, and that the back row can read it at every size."""

from __future__ import annotations

import pytest

from facilitator.event import ItemKind, RoomTheme
from facilitator.record import Finished, Started
from facilitator.sample import sample_snapshot
from facilitator.timetable import Level
from facilitator.ui import tokens
from facilitator.ui.room.elements import Code, Mark
from facilitator.ui.room.lettering import DIGITS
from facilitator.ui.room.scenes import SceneName, choose_scene, picture
from tests.builders import a_cafe, a_snapshot, an_event, an_item
from tests.ui.room.days import (
    QUESTION,
    SECRET,
    TITLE,
    a_hostile_day,
    a_plain_day,
    at,
    hostile_moments,
    moments,
    names_of,
    themed,
)
from tests.ui.room.reading import (
    digits_of,
    draw,
    marks_of,
    outside,
    overlapping,
    small_digits,
    small_lines,
    squeezed,
)

SIZES = [  # each theme on a wide and on a narrow sheet; test_scenes_themes tells that no more is needed
    (1280, 720, RoomTheme.DARK),
    (1920, 1080, RoomTheme.LIGHT),
    (3840, 2160, RoomTheme.CONTRAST),
    (1024, 768, RoomTheme.CONTRAST),
    (1600, 1200, RoomTheme.LIGHT),
]
DRAWN = [name for name in SceneName if name is not SceneName.BLACK]


@pytest.mark.parametrize(
    ("now", "started", "scene"),
    [
        ("08:00", None, SceneName.WELCOME),
        ("09:10", "registration", SceneName.WELCOME),
        ("09:40", "welcome", SceneName.NOW_NEXT),
        ("09:40", "break", SceneName.NOW_NEXT),
        ("09:40", "task", SceneName.TASK),
        ("09:40", "discussion", SceneName.DISCUSSION),
        ("09:31", "cafe", SceneName.ROUND),
        ("09:51", "cafe", SceneName.ROUND),  # the write-up
        ("09:54", "cafe", SceneName.CHANGE),
        ("09:56", "cafe", SceneName.ROUND),  # the second round
        ("13:00", "cafe", SceneName.ROUND),  # overtime of the last phase
    ],
)
def test_the_scene_follows_the_programme(now: str, started: str | None, scene: SceneName) -> None:
    items = (
        an_item("registration", ItemKind.REGISTRATION),
        an_item("welcome", ItemKind.WELCOME),
        a_cafe("cafe"),
        an_item("break", ItemKind.BREAK),
        an_item("task", ItemKind.TASK),
        an_item("discussion", ItemKind.DISCUSSION),
    )
    presses = [("09:30", Started(started))] if started else []
    _snapshot, live = at(a_snapshot(an_event(items=items)), now, *presses)
    assert choose_scene(live) is scene


def test_a_day_that_is_over_thanks() -> None:
    snapshot, live = at(a_plain_day(), "12:00", ("11:30", Started("closing")), ("11:50", Finished()))
    assert choose_scene(live) is SceneName.WELCOME
    assert "Thank you for today!" in draw(SceneName.WELCOME, (snapshot, live)).text


@pytest.mark.parametrize(("width", "height", "theme"), SIZES)
@pytest.mark.parametrize("hostile", [False, True])
def test_every_scene_can_be_read(width: int, height: int, theme: RoomTheme, hostile: bool) -> None:
    snapshot = themed(a_hostile_day() if hostile else a_plain_day(), theme)
    counted = 0
    for moment in hostile_moments(snapshot) if hostile else moments(snapshot):
        for name in DRAWN:
            drawn = picture(name, *moment, width, height)
            assert small_lines(drawn) == []
            assert outside(drawn) == []
            assert overlapping(drawn) == []
            assert small_digits(drawn) == []
            counted += len(digits_of(drawn))
    assert counted > 50


def test_the_digits_are_there_whenever_anything_is_counted_down() -> None:
    for moment in hostile_moments(a_hostile_day()):
        live = moment[1]
        assert bool(digits_of(draw(choose_scene(live), moment))) is (live.running is not None)
        for name in (SceneName.COUNTDOWN, SceneName.SPEAKER):
            assert bool(digits_of(draw(name, moment))) is not live.finished  # before the day, to its start


def test_a_long_question_and_title_are_whole() -> None:
    day = a_hostile_day()
    for width, height, _theme in SIZES:
        asked = picture(SceneName.ROUND, *at(day, "10:17", ("10:15", Started("cafe"))), width, height)
        assert squeezed(QUESTION) in squeezed(asked.text)
        on = picture(SceneName.NOW_NEXT, *at(day, "09:50", ("09:45", Started("talk"))), width, height)
        assert squeezed(TITLE) in squeezed(on.text)


def test_names_are_shown_for_finding_a_table_only_and_notes_never() -> None:
    day = a_hostile_day()
    names = {squeezed(name) for name in names_of(day.event)}
    shown = 0
    for moment in hostile_moments(day):
        for name in DRAWN:
            text = squeezed(draw(name, moment).text)
            assert squeezed(SECRET) not in text
            found = sum(one in text for one in names)
            # The last of these is one of the others.
            finding = (SceneName.CHANGE, SceneName.BY_TABLE, SceneName.BESIDE)
            assert name in finding or not found
            shown += found
    assert shown


@pytest.mark.parametrize(
    ("now", "level", "mark", "word"),
    [
        ("09:35", Level.NORMAL, None, "left"),
        ("09:43", Level.WARNING, Mark.TRIANGLE, "soon over"),
        ("09:44:20", Level.LAST_MINUTE, Mark.DIAMOND, "last minute"),
        ("09:46", Level.OVERTIME, Mark.SQUARE, "overtime"),
    ],
)
def test_urgency_has_a_word_a_shape_and_a_colour(
    now: str, level: Level, mark: Mark | None, word: str
) -> None:
    moment = at(a_plain_day(), now, ("09:30", Started("welcome")))
    drawn = draw(SceneName.NOW_NEXT, moment)
    assert moment[1].level is level
    assert word in drawn.text
    assert marks_of(drawn) == ([mark] if mark else [])
    digits = next(line for line in drawn.lines if line.face is DIGITS)
    assert (digits.colour != tokens.ROOM[RoomTheme.DARK].text) is bool(mark)


def test_the_room_is_spoken_to_in_the_items_language() -> None:
    items = (an_item("talk", language="en"), an_item("pause", title="Pause"))
    day = a_snapshot(an_event(items=items, language="nb"))
    text = draw(SceneName.NOW_NEXT, at(day, "09:40", ("09:30", Started("talk")))).text
    assert {"Now", "Next 10:00", "left"} <= set(text.splitlines())


def test_welcome_says_when_it_starts_and_where_the_documents_are() -> None:
    drawn = draw(SceneName.WELCOME, (sample_snapshot(), at(sample_snapshot(), "08:40")[1]))
    assert "09:30" in drawn.text
    codes = [code.address for code in drawn.elements if isinstance(code, Code)]
    assert codes == [document.address for document in sample_snapshot().event.documents]


def test_the_write_up_says_so() -> None:
    moment = at(a_plain_day(), "10:36", ("10:15", Started("cafe")))
    assert "Write up" in draw(SceneName.ROUND, moment).text.splitlines()


def test_a_round_without_a_question_asks_those_of_the_themes() -> None:
    moment = at(a_plain_day(), "10:17", ("10:15", Started("cafe")))
    assert draw(SceneName.ROUND, moment).text.splitlines()[2:4] == [
        "A · Hvor bygger vi?",
        "B · Hvem kommer fram?",
    ]


def test_long_lengths_are_counted_in_minutes() -> None:
    day = a_snapshot(an_event(items=(an_item("long", minutes=180),), language="en"))
    text = draw(SceneName.NOW_NEXT, at(day, "09:31", ("09:30", Started("long")))).text
    assert {"179", "min left"} <= set(text.splitlines())


def test_a_held_round_without_a_cafe_shows_the_programme() -> None:
    day = a_snapshot(an_event(items=(an_item("talk", title="Talk"),), language="en"))
    moment = at(day, "09:40", ("09:30", Started("talk")))
    assert draw(SceneName.ROUND, moment) == draw(SceneName.NOW_NEXT, moment)


def test_black_is_black() -> None:
    assert draw(SceneName.BLACK, at(a_plain_day(), "09:40")).elements == ()


def test_a_tick_changes_little() -> None:
    day = a_plain_day()
    started = ("10:15", Started("cafe"))
    first, then = (draw(SceneName.ROUND, at(day, now, started)) for now in ("10:17:00", "10:17:01"))
    assert {line.text for line in first.lines} ^ {line.text for line in then.lines} == {"18:00", "17:59"}
    assert len(then.changed(first)) <= 4
    assert then.changed(then) == ()
