from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.event import Event, MergedPoint, find
from facilitator.harvest import (
    alone,
    dissolved,
    merged,
    parted,
    placed,
    resolved,
    retitled,
    said_at,
    shifted,
    sources,
    suggestible,
    title_of,
    unmerged,
    with_theme,
)
from facilitator.notes import Notes
from tests.builders import a_day, a_draft, some_notes

BUS = a_draft("Flere busser\nog på kvelden", note_id="bus", key=True, theme_id="a")
TRAIN = a_draft("Flere tog", note_id="train", table_id="t2", key=True, theme_id="b")
BOAT = a_draft("Flere båter", note_id="boat", table_id="t2", round_id="r2", key=True)
WISH = a_draft("Et ønske", note_id="wish")
NOTES = some_notes(BUS, TRAIN, BOAT, WISH)
POINT = MergedPoint(id="m1", title="Kollektivt", theme_id="a", sources=("bus",))
DAY = replace(a_day(), points=(POINT,))


def points(event: Event) -> list[tuple[str, tuple[str, ...]]]:
    return [(point.id, point.sources) for point in event.points]


def edited(notes: Notes, **changed: object) -> Notes:
    draft = replace(BOAT, id="later", parent_id=BOAT.id, **changed)  # type: ignore[arg-type]
    return some_notes(BUS, TRAIN, BOAT, WISH, draft)


def test_key_points_in_no_merged_point_wait() -> None:
    assert [note.id for note in unmerged(DAY, NOTES)] == ["train", "boat"]
    assert [note.id for note in unmerged(DAY, NOTES, all_notes=True)] == ["train", "boat", "wish"]


def test_notes_put_together_are_called_as_the_first() -> None:
    event = merged(DAY, NOTES, ["train", "boat"], "m2")
    assert points(event) == [("m1", ("bus",)), ("m2", ("train", "boat"))]
    assert (event.points[1].title, event.points[1].theme_id) == ("Flere tog", "b")
    assert unmerged(event, NOTES) == ()


def test_a_point_takes_in_notes_and_other_points() -> None:
    event = merged(DAY, NOTES, ["train", "boat"], "m2")
    event = merged(event, NOTES, ["m2", "wish", "m1"], "unused")
    assert points(event) == [("m2", ("train", "boat", "bus", "wish"))]
    assert merged(event, NOTES, ["m2", "wish"], "unused") == event
    assert merged(event, NOTES, ["gone"], "unused") == event


def test_a_note_leaves_the_point_it_was_in() -> None:
    event = merged(DAY, NOTES, ["train", "boat"], "m2")
    assert points(merged(event, NOTES, ["m1", "boat"], "unused")) == [
        ("m1", ("bus", "boat")),
        ("m2", ("train",)),
    ]
    assert points(merged(event, NOTES, ["boat", "bus"], "m3")) == [
        ("m2", ("train",)),
        ("m3", ("boat", "bus")),
    ]
    untold = replace(event, points=(*event.points, MergedPoint(id="m4", title="Uten kilder")))
    assert points(alone(untold, ["train", "boat"], NOTES)) == [("m1", ("bus",)), ("m4", ())]


def test_a_point_was_said_at_the_tables_of_its_sources() -> None:
    event = merged(DAY, NOTES, ["m1", "train", "boat"], "unused")
    assert said_at(event.points[0], event, NOTES) == (1, 2)


def test_a_source_that_was_put_together_or_taken_back_is_followed() -> None:
    event = merged(DAY, NOTES, ["m1", "boat"], "unused")
    into = edited(NOTES, merged_into="train")
    assert [note.id for note in sources(event.points[0], into)] == ["bus", "train"]
    assert said_at(event.points[0], event, into) == (1, 2)
    back = edited(NOTES, taken_back=True)
    assert said_at(event.points[0], event, back) == (1,)
    ring = some_notes(
        BUS, replace(BUS, id="x", parent_id=BUS.id, merged_into="train"), TRAIN,
        replace(TRAIN, id="y", parent_id=TRAIN.id, merged_into="bus"),
    )  # fmt: skip
    assert resolved(ring, "bus") is not None


def test_a_table_whose_note_became_part_of_a_source_said_it_too() -> None:
    part = a_draft("Tog også her", note_id="part", table_id="t3", merged_into="train")
    of_part = a_draft("Og her", note_id="of-part", table_id="t1", merged_into="part")
    back = a_draft("Ikke her", note_id="back", table_id="t1", merged_into="train", taken_back=True)
    event = merged(DAY, NOTES, ["train"], "m2")
    assert said_at(event.points[1], event, some_notes(TRAIN, part)) == (2, 3)
    assert said_at(event.points[1], event, some_notes(TRAIN, part, of_part)) == (1, 2, 3)
    assert said_at(event.points[1], event, some_notes(TRAIN, back)) == (2,)


def test_a_source_is_taken_out_and_an_empty_point_is_gone() -> None:
    event = merged(DAY, NOTES, ["m1", "train"], "unused")
    event = parted(event, "m1", {"bus"}, NOTES)
    assert points(event) == [("m1", ("train",))]
    assert parted(event, "m1", {"train"}, NOTES).points == ()
    assert parted(event, "gone", {"train"}, NOTES) == event
    assert [note.id for note in unmerged(dissolved(DAY, {"m1"}), NOTES)] == ["bus", "train", "boat"]


def test_a_point_is_never_without_a_title() -> None:
    assert retitled(DAY, "m1", "  Buss \n og bane ").points[0].title == "Buss og bane"
    assert retitled(DAY, "m1", "  ") == DAY
    assert retitled(DAY, "gone", "Nytt") == DAY


def test_another_theme_is_given_to_points_and_to_notes_alone() -> None:
    event = with_theme(DAY, NOTES, ["m1", "train", "boat"], "b", "new")
    assert [(point.id, point.theme_id) for point in event.points] == [
        ("m1", "b"),
        ("new-1", "b"),
        ("new-2", "b"),
    ]
    assert with_theme(event, NOTES, ["m1"], None, "unused").points[0].theme_id is None


@pytest.mark.parametrize(
    ("id", "by", "order"),
    [
        ("p1", 1, "p3 p2 p1"),
        ("p1", -1, "p1 p2 p3"),
        ("p3", -1, "p3 p1 p2"),
        ("p3", 1, "p1 p2 p3"),
        ("p2", 1, "p1 p2 p3"),
    ],
)
def test_a_point_moves_among_those_of_its_theme(id: str, by: int, order: str) -> None:
    three = tuple(
        MergedPoint(id=name, title=name, theme_id=theme)
        for name, theme in (("p1", "a"), ("p2", "b"), ("p3", "a"))
    )
    event = shifted(replace(DAY, points=three), id, by)
    assert " ".join(point.id for point in event.points if point.theme_id == "a") == " ".join(
        name for name in order.split() if name != "p2"
    )
    assert find(event.points, "p2") is not None


def test_a_point_is_placed_before_another_or_last() -> None:
    three = tuple(MergedPoint(id=name, title=name) for name in ("p1", "p2", "p3"))
    event = replace(DAY, points=three)
    assert [point.id for point in placed(event, "p3", before="p1").points] == ["p3", "p1", "p2"]
    assert [point.id for point in placed(event, "p1", before=None).points] == ["p2", "p3", "p1"]
    assert placed(event, "p1", before="p1") == event
    assert placed(event, "gone", before="p1") == event


def test_a_title_is_a_note_s_first_line_cut_at_a_word() -> None:
    assert title_of("\n  Flere  busser \nOg mer") == "Flere busser"
    long = title_of("ord " * 100)
    assert len(long) <= 141
    assert long.endswith("ord …")
    assert title_of("") == ""


def test_points_and_key_points_may_say_the_same() -> None:
    assert [id for id, _text in suggestible(DAY, NOTES)] == ["m1", "train", "boat"]
