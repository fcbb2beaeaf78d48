from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from facilitator.batch import (
    as_before,
    marked,
    parted,
    points_in,
    put_together,
    retagged,
    settled,
    taken_back,
)
from facilitator.notes import LAPTOP, Draft, NoteKind, Notes
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
    assert [d.sensitive for d in marked(ALL, ids(), sensitive=True)] == [True] * 3
    assert marked(ALL, ids()) == ()


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
    apart = parted(tuple(notes.by_id.values())[1:], notes, ids())
    assert [draft.merged_into for draft in apart] == [None, None]
    assert put_together(ALL[:1], ids()) == ()


def test_what_is_made_of_a_sensitive_note_is_sensitive_too() -> None:
    secret = after(*marked(ALL[1:2], ids(), sensitive=True)).standing
    whole, *_parts = put_together(secret, ids())
    assert whole.sensitive


def test_what_was_put_together_and_changed_since_keeps_its_text_when_it_is_taken_apart() -> None:
    together = put_together(ALL, ids())
    edit = a_draft("Skinner", note_id="bus", parent_id=together[0].id)
    notes = after(*together, edit)
    apart = parted([notes.by_id["bus"]], notes, ids())
    assert [(draft.note_id, draft.merged_into) for draft in apart] == [("rail", None), ("again", None)]


def test_what_does_not_stand_is_not_put_into_another() -> None:
    notes = after(*taken_back(ALL[1:], ids()))
    assert put_together(tuple(notes.by_id.values()), ids()) == ()


def test_undoing_leaves_alone_what_was_changed_since_and_takes_new_notes_back() -> None:
    done = retagged(ALL, ids(), kind=NoteKind.TREND)
    new = a_draft("Limt inn", note_id="new")
    later = a_draft("Skinner", note_id="rail", parent_id=done[1].id)
    again = as_before(ALL, (*done, new), after(*done, new, later), ids())
    assert [(draft.note_id, draft.kind, draft.taken_back) for draft in again] == [
        ("bus", NoteKind.OTHER, False),
        ("again", NoteKind.OTHER, False),
        ("new", NoteKind.OTHER, True),
    ]


def test_a_text_is_chosen_on_top_of_the_present_one() -> None:
    chosen = settled(ALL[0], a_draft("Her", note_id="bus", place="phone"), ids())
    assert (chosen.text, chosen.parent_id, chosen.place) == ("Her", ALL[0].draft.id, LAPTOP)
