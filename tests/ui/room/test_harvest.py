"""What the room sees of the harvest and at the closing: merged points by theme, and what happens next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.event import BackgroundDocument, Event, ItemKind, MergedPoint, Step
from facilitator.record import Started
from facilitator.snapshot import Snapshot
from facilitator.ui.room.elements import Code
from facilitator.ui.room.scenes import SceneName, choose_scene, picture
from facilitator.ui.room.sheet import Picture
from tests.builders import a_draft, a_snapshot, an_item, some_notes
from tests.ui.room.days import TITLE, WORD, a_hostile_day, a_plain_day, at
from tests.ui.room.reading import digits_of, outside, overlapping, small_digits, small_lines

SIZES = [(1920, 1080), (1280, 720), (1024, 768), (1600, 1200), (3840, 2160)]
NOTES = some_notes(
    a_draft(note_id="bus"), a_draft(note_id="again", table_id="t2"), a_draft(note_id="more", table_id="t2")
)
POINTS = (
    MergedPoint(id="m1", title="More busses", theme_id="a", sources=("bus", "again", "more")),
    MergedPoint(id="m2", title="One ticket", sources=("again",)),
    MergedPoint(id="m3", title="Trains on time", theme_id="a"),
)
STEPS = (Step(id="s1", title="A draft", owner="The board", when="26 April"), Step(id="s2", title="Hearing"))
EVALUATION = BackgroundDocument(id="e", title="Evaluering av dagen", address="https://example.org/svar")


def a_harvest(event: Event, **changed: object) -> Snapshot:
    items = (*event.items, an_item("harvest", ItemKind.HARVEST, title="Harvest"))
    return a_snapshot(replace(event, items=items, **changed), notes=NOTES)  # type: ignore[arg-type]


def drawn(
    snapshot: Snapshot, started: str, now: str = "14:05", size: tuple[int, int] = (1920, 1080)
) -> Picture:
    """The scene that follows the programme while that item is on."""
    snapshot_then, live = at(snapshot, now, ("14:00", Started(started)))
    return picture(choose_scene(live, snapshot_then.record), snapshot_then, live, *size)


PLAIN = a_plain_day().event
HOSTILE = a_hostile_day().event
LONG_POINTS = tuple(
    MergedPoint(id=f"m{n}", title=WORD if n % 5 == 3 else TITLE[: 40 + 3 * n], theme_id=f"th{n % 9}")
    for n in range(36)
)
LONG_STEPS = tuple(
    Step(id=f"s{n}", title=TITLE, owner=WORD if n == 2 else TITLE[:70], when="29. august 2024")
    for n in range(7)
)


@pytest.mark.parametrize(
    ("started", "scene"), [("harvest", SceneName.HARVEST), ("closing", SceneName.CLOSING)]
)
def test_the_scenes_follow_the_programme(started: str, scene: SceneName) -> None:
    snapshot, live = at(a_harvest(PLAIN), "14:05", ("14:00", Started(started)))
    assert choose_scene(live, snapshot.record) is scene


def test_merged_points_are_shown_by_theme_with_their_tables() -> None:
    text = drawn(a_harvest(PLAIN, points=POINTS), "harvest").text
    lines = text.splitlines()
    assert [lines.index(point) for point in ("More busses", "Trains on time", "One ticket")] == sorted(
        lines.index(point) for point in ("More busses", "Trains on time", "One ticket")
    )
    assert lines[lines.index("More busses") - 1] == "2 tables"
    assert lines[lines.index("One ticket") - 1] == "1 table"
    assert "Other points" in lines


def test_without_points_or_steps_the_room_sees_what_is_on() -> None:
    for started, title in (("harvest", "Harvest"), ("closing", "Avslutning")):
        assert title in drawn(a_harvest(PLAIN), started).text


def test_the_closing_says_who_does_what_and_when() -> None:
    lines = drawn(a_harvest(PLAIN, steps=STEPS), "closing").text.splitlines()
    assert lines[lines.index("A draft") + 1] == "The board · 26 April"
    assert "Hearing" in lines
    assert any("thank you" in line for line in lines)


def test_the_closing_leads_to_the_evaluation_and_to_no_other_document() -> None:
    other = BackgroundDocument(id="d", title="Handlingsprogram", address="https://example.org/program")
    shown = drawn(a_harvest(PLAIN, steps=STEPS, documents=(other, EVALUATION)), "closing")
    assert [one.address for one in shown.elements if isinstance(one, Code)] == [EVALUATION.address]
    none = drawn(a_harvest(PLAIN, steps=STEPS, documents=(other,)), "closing")
    assert [one for one in none.elements if isinstance(one, Code)] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("now", ["14:05", "14:05:12", "14:05:24", "14:05:36", "15:50"])
def test_both_scenes_can_be_read_however_much_there_is(size: tuple[int, int], now: str) -> None:
    document = replace(EVALUATION, title=f"Evaluering: {TITLE[:80]}")
    plain = a_harvest(PLAIN, points=POINTS, steps=STEPS, documents=(EVALUATION,))
    hostile = a_harvest(HOSTILE, points=LONG_POINTS, steps=LONG_STEPS, documents=(document,))
    for snapshot in (plain, hostile):
        for started in ("harvest", "closing"):
            one = drawn(snapshot, started, now, size)
            assert small_lines(one) == []
            assert outside(one) == []
            assert overlapping(one) == []
            assert small_digits(one) == []
            assert digits_of(one)
