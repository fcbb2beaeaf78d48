from __future__ import annotations

import pytest

from facilitator.summary_plan import Chapter, Part, chapters, parts_in, placed, turned

FIRST, SECOND, *_others, LAST = Part


@pytest.mark.parametrize(("to", "at"), [(-1, 0), (0, 0), (3, 3), (len(Part) - 1, -1), (99, -1)])
def test_a_part_is_put_in_its_place_among_all(to: int, at: int) -> None:
    after = placed((), SECOND, to)
    assert after[at].part is SECOND
    assert sorted(chapter.part for chapter in after) == sorted(Part)


def test_a_part_that_is_left_out_keeps_its_place() -> None:
    after = turned(placed((), LAST, 0), LAST)
    assert after[0] == Chapter(part=LAST, left_out=True)
    assert LAST not in parts_in(after)
    assert parts_in(turned(after, LAST))[0] is LAST


def test_parts_that_nobody_placed_follow_in_their_order() -> None:
    assert [chapter.part for chapter in chapters((Chapter(part=LAST),))] == [LAST, *list(Part)[:-1]]
