"""Changes of several items at once."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import count

import pytest

from facilitator.event import MINUTE, ZERO, Item, ItemKind
from facilitator.planning import (
    NEW_LENGTH,
    after_last,
    changed,
    copies,
    has_typed_length,
    inserted,
    moved_by_one,
    moved_together,
    of_kind,
    of_length,
    sections,
    without_all,
)
from facilitator.timetable import planned
from tests.builders import a_cafe, an_event, an_instant, an_item


def items_of(letters: str, **groups: str) -> tuple[Item, ...]:
    """One item a letter; ``groups`` says which letters have which group."""
    group = {letter: name for name, letters in groups.items() for letter in letters}
    return tuple(an_item(letter, group=group.get(letter, "")) for letter in letters)


def letters_of(items: tuple[Item, ...]) -> str:
    return "".join(item.id for item in items)


def numbered() -> str:
    return f"new-{next(_numbers)}"


_numbers = count(1)


@pytest.mark.parametrize(
    ("ids", "to", "expected"),
    [
        ("a", 3, "bcade"),
        ("e", 0, "eabcd"),
        ("bd", 0, "bdace"),
        ("bd", 5, "acebd"),
        ("bd", 3, "acbde"),
        ("bc", 2, "abcde"),
        ("", 2, "abcde"),
        ("x", 2, "abcde"),
        ("abcde", 3, "abcde"),
    ],
)
def test_items_move_together_in_their_order(ids: str, to: int, expected: str) -> None:
    assert letters_of(moved_together(items_of("abcde"), ids, to)) == expected


@pytest.mark.parametrize(
    ("ids", "by", "expected"),
    [
        ("b", -1, "bacde"),
        ("b", 1, "acbde"),
        ("a", -1, "abcde"),
        ("e", 1, "abcde"),
        ("bd", -1, "bdace"),
        ("bd", 1, "acebd"),
        ("", 1, "abcde"),
    ],
)
def test_items_move_one_place(ids: str, by: int, expected: str) -> None:
    assert letters_of(moved_by_one(items_of("abcde"), ids, by)) == expected


def test_some_are_taken_out_and_some_put_in() -> None:
    items = items_of("abc")
    assert letters_of(without_all(items, "ac")) == "b"
    assert letters_of(inserted(items, items_of("xy"), 1)) == "axybc"
    assert (after_last(items, "ab"), after_last(items, "")) == (2, 3)


def test_only_the_chosen_are_changed() -> None:
    items = changed(items_of("abc"), "ac", lambda item: of_length(item, 5 * MINUTE))
    assert [item.length for item in items] == [5 * MINUTE, 30 * MINUTE, 5 * MINUTE]


@pytest.mark.parametrize(
    ("to", "group"),
    [(1, "Morning"), (2, ""), (3, ""), (0, "")],
)
def test_what_comes_between_two_of_a_group_belongs_to_it(to: int, group: str) -> None:
    items = moved_together(items_of("abcx", Morning="ab"), "x", to)
    assert next(item for item in items if item.id == "x").group == group


def test_what_leaves_its_group_keeps_it_until_it_comes_into_another() -> None:
    items = items_of("abcd", Morning="ab", Evening="cd")
    assert moved_together(items, "a", 4)[3].group == "Morning"
    assert moved_together(items, "a", 3)[2].group == "Evening"


def test_a_copy_has_ids_of_its_own_and_leaves_what_there_is_only_once() -> None:
    original = an_item("a", start=time(9), end=time(10), cue="3b", private_notes="Mikrofon")
    cafe = a_cafe()
    copied, copied_cafe = copies((original, cafe), (original, cafe), numbered)
    assert copied.id.startswith("new-")
    assert (copied.start, copied.end, copied.cue) == (None, None, "")
    assert (copied.title, copied.private_notes) == (original.title, "Mikrofon")
    assert not {round_.id for round_ in copied_cafe.rounds} & {round_.id for round_ in cafe.rounds}
    assert copied_cafe.length == cafe.length


def test_what_was_cut_comes_back_as_it_was() -> None:
    original = an_item("a", start=time(9), end=time(10), cue="3b")
    (pasted,) = copies((original,), items_of("b"), numbered)
    assert (pasted.start, pasted.end, pasted.cue) == (time(9), time(10), "3b")


def test_sections_are_what_follows_each_other_in_a_group() -> None:
    first, second, *rest = items_of("abcd", Morning="abd")
    skipped = an_item("x", group="Morning", skipped=True)
    plan = planned(an_event(items=(first, skipped, second, *rest)))
    found = sections(plan)
    assert [(one.name, one.first, one.count) for one in found] == [
        ("Morning", 0, 3),
        ("", 3, 1),
        ("Morning", 4, 1),
    ]
    assert (found[0].start, found[0].end) == (an_instant("09:30"), an_instant("10:30"))
    assert found[0].length == timedelta(hours=1)


def test_a_section_spans_its_gaps_and_counts_only_its_items() -> None:
    late = an_item("b", start=time(11), group="Morning")
    (found,) = sections(planned(an_event(items=(an_item("a", group="Morning"), late))))
    assert (found.end - found.start, found.length) == (2 * timedelta(hours=1), timedelta(hours=1))


def test_a_section_of_skipped_items_has_no_length() -> None:
    (found,) = sections(planned(an_event(items=(an_item("a", skipped=True),))))
    assert found.length == ZERO


def test_a_marker_takes_no_time_and_what_was_one_gets_some() -> None:
    item = an_item(minimum=10 * MINUTE, end=time(11), count_to_end=True)
    marker = of_kind(item, ItemKind.MARKER)
    assert (marker.length, marker.minimum, marker.end, marker.count_to_end) == (ZERO, None, None, False)
    assert of_kind(marker, ItemKind.TALK).length == NEW_LENGTH
    assert of_kind(item, ItemKind.BREAK).length == item.length


def test_a_least_length_gives_way_to_a_shorter_length() -> None:
    item = an_item(minimum=20 * MINUTE)
    assert of_length(item, 15 * MINUTE).minimum == 15 * MINUTE
    assert of_length(item, 25 * MINUTE).minimum == 20 * MINUTE


def test_a_length_is_typed_where_it_is_the_items_own() -> None:
    assert has_typed_length(an_item())
    assert not has_typed_length(a_cafe())
    assert not has_typed_length(an_item(kind=ItemKind.MARKER, minutes=0))
