"""What the room sees of a poll: the question with its code while it is open, then the result in bars."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.event import ItemKind, Step
from facilitator.polls import Ballot, Mark
from facilitator.record import CheckedIn, Fact, PollClosed, PollOpened, PollShown, Presence, Started
from facilitator.ui.room.elements import Bar, Code
from facilitator.ui.room.scenes import SceneName, choose_scene, picture
from facilitator.ui.room.sheet import Picture
from tests.builders import a_day, a_snapshot, an_item
from tests.ui.room.days import at
from tests.ui.room.reading import outside, overlapping, small_lines

LINK = "http://192.168.178.20:8070/#" + "A" * 22
OPTIONS = ("Buss", "Bane", "Et langt svar som ikke får plass på én linje, og må brytes over flere", "Båt")
TASK = an_item("task", ItemKind.TASK, prompt="Hva haster mest?", options=OPTIONS)
DAY = a_snapshot(replace(a_day(), items=(TASK, *a_day().items), language="en"))
OPENED: tuple[str, Fact] = ("09:31", PollOpened("task", OPTIONS))
BALLOTS = {
    "task": {str(n): Ballot(marks=(Mark(OPTIONS[choice], 1),)) for n, choice in enumerate((0, 0, 1, 1, 2))}
}


def drawn(
    name: SceneName, *presses: tuple[str, Fact], size: tuple[int, int] = (1920, 1080), link: str = LINK
) -> Picture:
    snapshot, live = at(DAY, "09:40", ("09:30", Started("task")), *presses)
    return picture(name, replace(snapshot, ballots=BALLOTS), live, *size, link)


@pytest.mark.parametrize(
    ("presses", "scene"),
    [
        ([], SceneName.TASK),
        ([OPENED], SceneName.POLL),
        ([OPENED, ("09:35", PollClosed("task"))], SceneName.TASK),
        ([OPENED, ("09:35", PollClosed("task")), ("09:36", PollShown("task", shown=True))], SceneName.RESULT),
    ],
)
def test_the_scene_follows_what_is_pressed(presses: list[tuple[str, Fact]], scene: SceneName) -> None:
    snapshot, live = at(DAY, "09:40", ("09:30", Started("task")), *presses)
    assert choose_scene(live, snapshot.record) is scene


def test_phones_are_led_to_the_poll_while_it_is_open() -> None:
    shown = drawn(SceneName.POLL, OPENED)
    assert [one.address for one in shown.elements if isinstance(one, Code)] == [LINK]
    assert "5 answers" in shown.text
    assert [one for one in drawn(SceneName.POLL, OPENED, link="").elements if isinstance(one, Code)] == []


def test_the_result_is_there_once_it_is_shown_and_ties_are_told() -> None:
    assert "Buss" not in drawn(SceneName.RESULT, OPENED).text
    shown = drawn(SceneName.RESULT, OPENED, ("09:36", PollShown("task", shown=True)))
    lines = shown.text.splitlines()
    assert lines.count("2 (tie)") == 2
    bars = [one for one in shown.elements if isinstance(one, Bar)]
    assert [round(bar.width / bars[0].width, 2) for bar in bars] == [1, 1, 0.5]
    again = drawn(SceneName.RESULT, OPENED, ("09:36", PollShown("task", shown=True)), ("09:37", OPENED[1]))
    assert "Buss" not in again.text


def test_of_how_many_who_are_here_is_told() -> None:
    came = tuple(CheckedIn(f"p{number}", Presence.PRESENT) for number in range(1, 7))
    shown = drawn(SceneName.POLL, ("09:30", came[0]), *(("09:30", one) for one in came[1:]), OPENED)
    assert "5 of 6 answered" in shown.text


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768), (3840, 2160)])
@pytest.mark.parametrize("link", ["", LINK])
def test_a_poll_and_its_result_can_be_read(size: tuple[int, int], link: str) -> None:
    shown = ("09:36", PollShown("task", shown=True))
    for one in (
        drawn(SceneName.POLL, OPENED, size=size, link=link),
        drawn(SceneName.RESULT, OPENED, shown, size=size, link=link),
    ):
        assert small_lines(one) == []
        assert outside(one) == []
        assert overlapping(one) == []


SHOWN: tuple[str, Fact] = ("09:36", PollShown("task", shown=True))
STEPS = (Step(id="s", title="A draft", owner="The board", when="26 April"),)


def closing(seconds: int, *presses: tuple[str, Fact], steps: tuple[Step, ...] = STEPS) -> Picture:
    """The closing scene so long after a page turned, with an item for it at the end of the day."""
    event = replace(DAY.event, items=(*DAY.event.items, an_item("end", ItemKind.CLOSING)), steps=steps)
    day = a_snapshot(event)
    when = f"15:10:{seconds:02}"
    snapshot, live = at(day, when, ("09:30", Started("task")), *presses, ("15:00", Started("end")))
    return picture(SceneName.CLOSING, replace(snapshot, ballots=BALLOTS), live, 1920, 1080)


def test_the_closing_shows_the_opening_answers_in_turn_with_the_next_steps() -> None:
    texts = [closing(seconds, OPENED, SHOWN).text for seconds in (0, 12, 24, 36, 48)]
    assert any("Buss" in text and "5 answers" in text for text in texts)
    assert any("A draft" in text for text in texts)
    assert all(("A draft" in text) is not ("5 answers" in text) for text in texts)
    for seconds in (0, 12, 24, 36, 48):
        one = closing(seconds, OPENED, SHOWN)
        assert (outside(one), overlapping(one), small_lines(one)) == ([], [], [])


@pytest.mark.parametrize(
    ("presses", "seen"),
    [
        pytest.param([OPENED, SHOWN, ("09:38", PollShown("task", shown=False))], True, id="taken off since"),
        pytest.param([OPENED, ("09:35", PollClosed("task"))], False, id="never shown"),
        pytest.param([OPENED, SHOWN, ("09:38", PollOpened("task", OPTIONS))], False, id="opened again"),
    ],
)
def test_the_closing_shows_only_answers_that_the_room_has_seen(
    presses: list[tuple[str, Fact]], seen: bool
) -> None:
    assert ("Hva haster mest?" in closing(0, *presses, steps=()).text) is seen
