from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from facilitator.batch import marked, parted, points_in, put_together, retagged, taken_back
from facilitator.notes import Draft, NoteKind, Notes
from tests.builders import a_draft, some_notes

NOTES = some_notes(
    a_draft("Buss", note_id="bus", theme_id="a"),
    a_draft("Bane", note_id="rail", kind=NoteKind.PROPOSAL, key=True),
    a_draft("Buss", note_id="again", table_id="t2"),
)
ALL = NOTES.standing


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def after(*drafts: Draft) -> Notes:
    """The notes once the drafts are stored."""
    first = [note.draft for note in NOTES.by_id.values()]
    return some_notes(*first, *drafts)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Én\n\n  To  \r\nTre", ("Én", "To", "Tre")),
        ("- Én\n• To\n* Tre\n– Fire", ("Én", "To", "Tre", "Fire")),
        ("1. Én\n2) To\n(3) Tre", ("Én", "To", "Tre")),
        ("2030 er målet\n-5 grader\n1.5 grader", ("2030 er målet", "-5 grader", "1.5 grader")),
        ("", ()),
        ("\n \n", ()),
    ],
)
def test_a_pasted_text_is_one_point_a_line(text: str, points: tuple[str, ...]) -> None:
    assert points_in(text) == points


def test_only_what_is_new_becomes_a_revision() -> None:
    drafts = retagged(ALL, ids(), kind=NoteKind.PROPOSAL)
    assert [(draft.note_id, draft.parent_id) for draft in drafts] == [
        (note.id, note.draft.id) for note in ALL if note.id != "rail"
    ]
    assert {draft.kind for draft in drafts} == {NoteKind.PROPOSAL}
    assert [d.theme_id for d in retagged(ALL[:1], ids(), theme_id="")] == [None]
    assert retagged(ALL, ids()) == ()
    assert [d.note_id for d in marked(ALL, ids(), key=True)] == ["bus", "again"]


def test_notes_are_taken_back_and_put_back_together() -> None:
    back = after(*taken_back(ALL, ids()))
    assert back.standing == ()
    again = taken_back(tuple(back.by_id.values()), ids(), back=False)
    assert len(again) == 3


def test_the_first_says_what_all_say_and_the_others_are_part_of_it() -> None:
    notes = after(*put_together(ALL, ids()))
    (whole,) = notes.standing
    assert (whole.id, whole.draft.text, whole.draft.key) == ("bus", "Buss\nBane", True)
    assert [note.draft.merged_into for note in notes.by_id.values()] == [None, "bus", "bus"]
    apart = parted(tuple(notes.by_id.values())[1:], ids())
    assert [draft.merged_into for draft in apart] == [None, None]
    assert put_together(ALL[:1], ids()) == ()
