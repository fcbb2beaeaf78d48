"""Countdowns beside the programme, and the timer of a speaker with what the moderator tells."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from facilitator.event import MINUTE
from facilitator.record import (
    Audience,
    Fact,
    MessageShown,
    Paused,
    PhaseStarted,
    Started,
    TimerAdded,
    TimerPaused,
    TimerStarted,
)
from facilitator.ui import tokens
from facilitator.ui.room.elements import Bar, Mark
from facilitator.ui.room.lettering import DIGITS
from facilitator.ui.room.scenes import SceneName
from facilitator.ui.room.sheet import Picture
from facilitator.ui.room.words import thresholds_of
from tests.builders import a_snapshot, an_event, an_item
from tests.ui.room.days import QUESTION, TITLE, At, a_hostile_day, a_plain_day, at
from tests.ui.room.reading import digits_of, draw, ink, marks_of

WITH_STRIP = (SceneName.NOW_NEXT, SceneName.SPEAKER, SceneName.TASK, SceneName.DISCUSSION, SceneName.ROUND)
WELCOME = ("09:30", Started("welcome"))  # 15 minutes


def timer(id: str = "t1", title: str = "Group 3", minutes: float = 5) -> TimerStarted:
    return TimerStarted(id, title, minutes * MINUTE)


def speaking(now: str, *presses: tuple[str, Fact], **values: Any) -> At:
    """A talk of 30 minutes from 10:00."""
    item = an_item("talk", title="Talk", **values)
    day = a_snapshot(an_event(items=(item,), language="en"))
    return at(day, now, ("10:00", Started("talk")), *presses)


# ── beside the programme ─────────────────────────────────────────────────────


@pytest.mark.parametrize("name", WITH_STRIP)
def test_a_countdown_beside_the_programme_is_in_a_strip_at_the_foot(name: SceneName) -> None:
    drawn = draw(name, at(a_plain_day(), "09:35", WELCOME, ("09:33", timer())))
    title = next(line for line in drawn.lines if line.text == "Group 3")
    assert "3:00" in drawn.text.splitlines()
    digits = next(line for line in drawn.lines if line.text == "3:00")
    assert title.baseline == digits.baseline == max(line.baseline for line in drawn.lines)
    assert digits_of(drawn) == ([] if name is SceneName.ROUND else ["10:00"])  # no café is on


@pytest.mark.parametrize(
    ("now", "presses", "mark", "word"),
    [
        ("09:35", [], None, "Group 3"),
        ("09:37:30", [], Mark.DIAMOND, "last minute · Group 3"),
        ("09:39", [], Mark.SQUARE, "overtime · Group 3"),
        ("09:39", [("09:38", TimerAdded("t1", 9 * MINUTE))], None, "Group 3"),
        ("09:35", [("09:34", TimerPaused("t1"))], Mark.BARS, "clock stopped · Group 3"),
    ],
)
def test_its_level_has_a_word_and_a_shape(
    now: str, presses: list[tuple[str, Fact]], mark: Mark | None, word: str
) -> None:
    drawn = draw(SceneName.NOW_NEXT, at(a_plain_day(), now, WELCOME, ("09:33", timer()), *presses))
    assert word in drawn.text.splitlines()
    assert marks_of(drawn) == ([mark] if mark else [])


def test_a_countdown_without_a_title_says_what_it_is() -> None:
    drawn = draw(SceneName.NOW_NEXT, at(a_plain_day(), "09:35", WELCOME, ("09:33", timer(title=""))))
    assert drawn.text.splitlines()[:2] == ["3:00", "left"]


def test_more_countdowns_than_fit_are_shown_by_turns() -> None:
    timers = tuple(timer(f"t{n}", f"Group {n}: {TITLE[:60]}", 60) for n in range(1, 5))
    shown = [
        line.text.split(":")[0]
        for second in (0, 12, 24, 36)
        for line in draw(
            SceneName.NOW_NEXT, at(a_plain_day(), f"09:35:{second:02}", WELCOME, ("09:33", timers))
        ).lines
        if line.text.startswith("Group")
    ]
    assert sorted(shown) == ["Group 1", "Group 2", "Group 3", "Group 4"]


def test_digits_stand_beside_the_clock_where_a_long_question_leaves_no_room() -> None:
    moment = at(a_hostile_day(), "10:17", ("10:15", Started("cafe")), ("10:16", timer(minutes=1.5)))
    drawn = draw(SceneName.ROUND, moment, 1024, 768)
    small = next(line for line in drawn.lines if line.text == "0:30")
    clock = next(line for line in drawn.lines if line.text == "10:17")
    assert small.x + small.width < clock.x
    assert small.baseline == clock.baseline
    assert marks_of(drawn) == [Mark.DIAMOND]
    assert "Group 3" not in drawn.text


# ── the scene that is all countdown ──────────────────────────────────────────


@pytest.mark.parametrize(
    ("presses", "digits"),
    [
        ([WELCOME], ["10:00"]),
        ([WELCOME, ("09:33", timer())], ["10:00", "3:00"]),
        ([WELCOME, ("09:33", (timer(), timer("t2", "Coffee", 9)))], ["10:00"]),
        ([WELCOME, ("09:33", timer(title=TITLE))], ["10:00"]),
    ],
)
def test_one_or_two_are_counted_down_as_large_as_fit(
    presses: list[tuple[str, Fact]], digits: list[str]
) -> None:
    drawn = draw(SceneName.COUNTDOWN, at(a_plain_day(), "09:35", *presses))
    assert digits_of(drawn) == digits
    assert ("3:00" in drawn.text) is (len(presses) > 1)  # the others in the strip
    assert "Velkommen" in drawn.text


def test_free_countdowns_are_counted_down_while_nothing_else_is() -> None:
    day = a_snapshot(an_event(language="en"))
    drawn = draw(SceneName.COUNTDOWN, at(day, "09:35", ("09:33", (timer(), timer("t2", "Coffee", 9)))))
    assert digits_of(drawn) == ["3:00", "7:00"]
    assert {"Group 3", "Coffee"} <= set(drawn.text.splitlines())
    assert draw(SceneName.COUNTDOWN, at(day, "09:35")) == draw(SceneName.NOW_NEXT, at(day, "09:35"))


def test_large_countdowns_fill_the_sheet() -> None:
    moment = speaking("10:05")
    large = {name: digits_px(draw(name, moment)) for name in SceneName if name is not SceneName.BLACK}
    assert large[SceneName.COUNTDOWN] > large[SceneName.NOW_NEXT]
    assert large[SceneName.SPEAKER] > large[SceneName.NOW_NEXT]


def digits_px(drawn: Picture) -> int:
    return max((line.px for line in drawn.lines if line.face is DIGITS), default=0)


# ── the speaker's timer ──────────────────────────────────────────────────────


def test_the_speaker_sees_digits_title_clock_and_the_word_for_the_level() -> None:
    drawn = draw(SceneName.SPEAKER, speaking("10:29:20"))
    assert digits_of(drawn) == ["0:40"]
    assert {"Talk", "10:29", "last minute"} <= set(drawn.text.splitlines())


@pytest.mark.parametrize("text", ["2 minutes left", "One\n\n<b>two</b> & three", TITLE, QUESTION * 5])
def test_a_message_never_hides_the_digits(text: str) -> None:
    before = draw(SceneName.SPEAKER, speaking("10:05"), 1024, 768)
    told = ("10:04", MessageShown(Audience.SPEAKER, text))
    drawn = draw(SceneName.SPEAKER, speaking("10:05", told), 1024, 768)
    assert digits_of(drawn) == digits_of(before) == ["25:00"]
    digits = next(line for line in drawn.lines if line.face is DIGITS)
    message = [line for line in drawn.lines if line not in before.lines and line.face is not DIGITS]
    assert not any(ink(digits).intersects(ink(line)) for line in message)
    assert all(part in " ".join(line.text for line in drawn.lines) for part in text.split())


def test_a_short_message_is_large() -> None:
    told = ("10:04", MessageShown(Audience.SPEAKER, "Microphone"))
    drawn = draw(SceneName.SPEAKER, speaking("10:05", told))
    assert next(line for line in drawn.lines if line.text == "Microphone").px >= 1080 * 0.15


def test_a_message_is_shown_without_a_countdown_too() -> None:
    day = a_snapshot(an_event(language="en"))
    told = ("09:33", MessageShown(Audience.SPEAKER, "Come up, please"))
    assert "Come up, please" in draw(SceneName.SPEAKER, at(day, "09:35", told)).text
    assert draw(SceneName.SPEAKER, at(day, "09:35")).text.splitlines()[1] == day.event.title


@pytest.mark.parametrize(
    ("values", "warned", "urgent"),
    [
        ({}, 1 - 3 / 30, 1 - 1 / 30),
        ({"warning": 6 * MINUTE, "last_minute": 2 * MINUTE}, 0.8, 1 - 2 / 30),
        ({"warning_share": 50, "last_minute_share": 10}, 0.5, 0.9),
        ({"warning": 40 * MINUTE}, 0, 1 - 1 / 30),
        ({"warning": MINUTE / 2, "last_minute": 3 * MINUTE}, 0.9, 0.9),  # the last minute goes before
        ({"last_minute": timedelta()}, 0.9, 1),
    ],
)
def test_the_bar_marks_the_warning_and_the_last_minute(
    values: dict[str, object], warned: float, urgent: float
) -> None:
    moment = speaking("10:05", **values)
    assert thresholds_of(moment[1]) == pytest.approx((warned, urgent))
    drawn = draw(SceneName.SPEAKER, moment)
    look = tokens.ROOM[moment[0].event.room_theme]
    stretches = {
        look.warning: (warned, urgent),
        look.alarm: (urgent, 1.0),
    }
    for colour, (start, end) in stretches.items():
        bars = [one for one in drawn.elements if isinstance(one, Bar)]
        found = [one for one in bars if one.colour == colour and one.height < bars[0].height]
        ends = [(one.x, one.x + one.width) for one in found]
        assert ends == ([pytest.approx((96 + 1728 * start, 96 + 1728 * end))] if end > start else [])


def test_the_marks_are_told_apart_without_colours() -> None:
    drawn = draw(SceneName.SPEAKER, speaking("10:05", warning=6 * MINUTE, last_minute=2 * MINUTE))
    assert marks_of(drawn) == [Mark.TRIANGLE, Mark.DIAMOND]
    thin, thick = [one for one in drawn.elements if isinstance(one, Bar)][-2:]
    assert thick.height > 1.5 * thin.height


@pytest.mark.parametrize(
    ("phase", "thresholds"),
    [
        (0, (17 / 20, 19 / 20)),  # the talk's own warning
        (1, (2 / 3, 2 / 3)),  # the write-up has a last minute only
        (2, (1, 1)),  # the change of tables has nothing
    ],
)
def test_the_marks_of_a_cafe_are_those_of_its_phase(phase: int, thresholds: tuple[float, float]) -> None:
    day = a_plain_day()
    moment = at(day, "10:16:30", ("10:15", Started("cafe")), ("10:16", PhaseStarted("cafe", phase)))
    assert thresholds_of(moment[1]) == pytest.approx(thresholds)


def test_a_stopped_clock_says_so() -> None:
    drawn = draw(SceneName.SPEAKER, speaking("10:10", ("10:05", Paused("talk"))))
    assert digits_of(drawn) == ["25:00"]
    assert "clock stopped" in drawn.text
    assert Mark.BARS in marks_of(drawn)
