from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.event import MINUTE
from facilitator.notes import LAPTOP, Draft, Note, NoteKind, Notes, Revision, broken, chain_hash, stored
from tests.builders import a_draft, an_instant, some_notes


def an_edit(of: Draft, text: str, **values: object) -> Draft:
    return a_draft(text, note_id=of.note_id, parent_id=of.id, **values)


FIRST = a_draft("Flere busser")
SECOND = an_edit(FIRST, "Flere busser i rush")
OTHER = a_draft("Trygge skoleveier", table_id="t2")


# ── revisions ──


def test_a_note_keeps_every_revision_and_says_what_the_last_one_does() -> None:
    note = some_notes(FIRST, OTHER, SECOND).by_id[FIRST.note_id]
    assert [revision.draft.text for revision in note.revisions] == ["Flere busser", "Flere busser i rush"]
    assert (note.id, note.draft, note.current.seq) == (FIRST.note_id, SECOND, 3)


def test_notes_stand_in_the_order_they_were_first_written() -> None:
    notes = some_notes(FIRST, OTHER, SECOND)
    assert [note.draft.text for note in notes.standing] == ["Flere busser i rush", "Trygge skoleveier"]


def test_a_note_taken_back_is_kept_but_stands_no_more() -> None:
    back = an_edit(FIRST, FIRST.text, taken_back=True)
    notes = some_notes(FIRST, OTHER, back)
    assert [note.id for note in notes.standing] == [OTHER.note_id]
    assert len(notes.by_id[FIRST.note_id].revisions) == 2
    again = an_edit(back, FIRST.text)
    assert len(some_notes(FIRST, OTHER, back, again).standing) == 2


@pytest.mark.parametrize(
    ("drafts", "changed"),
    [
        pytest.param([FIRST], False, id="new"),
        pytest.param([FIRST, SECOND], False, id="edited"),
        pytest.param([FIRST, SECOND, an_edit(FIRST, "fra telefonen")], True, id="two edits of one parent"),
        pytest.param(
            [FIRST, a_draft("ny", note_id=FIRST.note_id)], True, id="written without knowing the first"
        ),
    ],
)
def test_changed_meanwhile(drafts: list[Draft], changed: bool) -> None:
    assert some_notes(*drafts).by_id[FIRST.note_id].changed_meanwhile is changed


def test_what_came_all_at_once_was_made_without_a_look_at_what_came_before() -> None:
    """Two versions written one after the other elsewhere, say on a phone out of reach."""
    there = an_edit(FIRST, "fra telefonen")
    again = an_edit(there, "fra telefonen, igjen")
    notes = some_notes(FIRST, SECOND)
    for seq, draft in ((3, there), (4, again)):
        known = notes.by_id[FIRST.note_id]
        notes = notes.with_revisions([stored(draft, known=known, seq=seq, at=an_instant("12:00"))])
    note = notes.by_id[FIRST.note_id]
    assert note.draft == again
    assert note.changed_meanwhile


def test_versions_made_from_each_other_are_no_endless_way() -> None:
    one = a_draft("a", id="a", parent_id="b", note_id="n")
    other = a_draft("b", id="b", parent_id="a", note_id="n")
    at = an_instant("12:00")
    first = stored(one, known=None, seq=1, at=at)
    second = stored(other, known=Note((first,)), seq=2, at=at)
    assert not Note((first, second)).changed_meanwhile


def a_note(*written: tuple[str, str, int]) -> Note:
    """A note of revisions, each with its text, the place and the second it was stored at."""
    revisions: list[Revision] = []
    for seq, (text, place, second) in enumerate(written, 1):
        parent = revisions[-1].draft.id if revisions else None
        draft = a_draft(text, note_id="n", parent_id=parent, place=place)
        known = Note(tuple(revisions)) if revisions else None
        at = an_instant() + timedelta(seconds=second)
        revisions.append(stored(draft, known=known, seq=seq, at=at))
    return Note(tuple(revisions))


@pytest.mark.parametrize(
    ("written", "raw", "untouched"),
    [
        ([("Bu", LAPTOP, 0), ("Buss", LAPTOP, 1)], "Buss", True),
        ([("Bu", LAPTOP, 0), ("Buss", LAPTOP, 1), ("Nattbuss", LAPTOP, 300)], "Buss", False),
        ([("Bus", "phone", 0), ("Buss", "phone", 900)], "Buss", True),
        ([("Buss", "phone", 0), ("Nattbuss", LAPTOP, 5)], "Buss", False),
        ([("Buss", LAPTOP, 0), ("Buss!", "phone", 5)], "Buss", False),
    ],
)
def test_the_raw_text_is_what_came_before_anybody_worked_on_it(
    written: list[tuple[str, str, int]], raw: str, untouched: bool
) -> None:
    note = a_note(*written)
    assert (note.raw.draft.text, note.untouched) == (raw, untouched)


def test_the_rivals_are_what_the_last_writer_could_not_have_seen() -> None:
    edits = [an_edit(FIRST, "her"), an_edit(FIRST, "der")]
    note = some_notes(FIRST, *edits).by_id[FIRST.note_id]
    assert [revision.draft.text for revision in note.rivals] == ["her"]
    settled = some_notes(FIRST, *edits, an_edit(edits[1], "begge")).by_id[FIRST.note_id]
    assert settled.draft.text == "begge"


def test_of_two_edits_of_one_parent_both_are_kept() -> None:
    edits = [an_edit(FIRST, "her"), an_edit(FIRST, "der")]
    note = some_notes(FIRST, *edits).by_id[FIRST.note_id]
    assert [revision.draft.text for revision in note.revisions] == ["Flere busser", "her", "der"]


def test_taking_in_a_revision_leaves_the_notes_before_as_they_were() -> None:
    before = some_notes(FIRST)
    before.with_revisions([stored(OTHER, known=None, seq=2, at=an_instant())])
    assert list(before.by_id) == [FIRST.note_id]


# ── where they belong ──


def test_notes_of_a_table_in_a_round() -> None:
    elsewhere = a_draft("Annen runde", round_id="r2")
    without_round = a_draft("Uten runde", round_id=None)
    notes = some_notes(FIRST, OTHER, elsewhere, without_round)
    assert [note.draft for note in notes.at("cafe", "r1", "t1")] == [FIRST]
    assert [note.draft for note in notes.at("cafe", None, "t1")] == [without_round]
    assert notes.at("cafe", "r3", "t1") == ()


def test_counts_are_of_the_notes_that_stand() -> None:
    back = an_edit(OTHER, OTHER.text, table_id="t2", taken_back=True)
    assert some_notes(FIRST, a_draft("Mer"), OTHER, back).counts == {("cafe", "r1", "t1"): 2}


def test_a_note_that_was_moved_belongs_where_it_is_now() -> None:
    notes = some_notes(FIRST, an_edit(FIRST, FIRST.text, table_id="t2"))
    assert notes.counts == {("cafe", "r1", "t2"): 1}


def everything_of(notes: Notes) -> tuple[object, ...]:
    places, tables = ("cafe", "talk"), ("t1", "t2")
    return (
        notes.standing,
        notes.keys,
        notes.counts,
        [notes.at(item, "r1", table) for item in places for table in tables],
        [notes.key_points(item, table) for item in places for table in tables],
        [notes.of_table(table) for table in tables],
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("n1", "n2", "n3", "n4")),
            st.sampled_from(("cafe", "talk")),
            st.sampled_from(("t1", "t2")),
            st.booleans(),
            st.booleans(),
        ),
        max_size=8,
    ),
    st.integers(min_value=1, max_value=3),
)
def test_what_is_known_of_the_notes_before_is_carried_on_rightly(
    written: list[tuple[str, str, str, bool, bool]], at_once: int
) -> None:
    drafts = [
        a_draft("x", note_id=id, item_id=item, table_id=table, key=key, taken_back=back)
        for id, item, table, key, back in written
    ]
    notes, seq = Notes(), 0
    for start in range(0, len(drafts), at_once):
        everything_of(notes)
        revisions = []
        for draft in drafts[start : start + at_once]:
            seq += 1
            revisions.append(stored(draft, known=None, seq=seq, at=an_instant()))
        notes = notes.with_revisions(revisions)
    assert everything_of(notes) == everything_of(Notes(notes.by_id))


# ── the chain ──


def tampered(which: int, change: Callable[[Revision], Revision]) -> Note:
    """A note with one of its two revisions changed behind the program's back."""
    revisions = list(some_notes(FIRST, SECOND).by_id[FIRST.note_id].revisions)
    revisions[which] = change(revisions[which])
    return Note(tuple(revisions))


def test_an_untouched_chain_is_whole() -> None:
    assert broken(some_notes(FIRST, OTHER, SECOND).by_id.values()) == ()


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    "changed",
    [
        {"id": "x"},
        {"text": "Færre busser"},
        {"text": "Flere busser "},
        {"kind": NoteKind.TREND},
        {"table_id": "t9"},
        {"round_id": None},
        {"round_id": "r2"},
        {"theme_id": None},
        {"item_id": "x"},
        {"parent_id": "x"},
        {"taken_back": True},
        {"place": "telefon"},
    ],
    ids=str,
)
def test_whatever_is_changed_breaks_the_chain(changed: dict[str, Any], which: int) -> None:
    note = tampered(which, lambda revision: replace(revision, draft=replace(revision.draft, **changed)))
    assert broken([note]) == (FIRST.note_id,)


@pytest.mark.parametrize("which", [0, 1])
def test_a_changed_time_breaks_the_chain(which: int) -> None:
    note = tampered(which, lambda revision: replace(revision, at=revision.at + MINUTE))
    assert broken([note]) == (FIRST.note_id,)


def test_a_changed_order_breaks_the_chain() -> None:
    note = some_notes(FIRST, SECOND).by_id[FIRST.note_id]
    assert broken([Note(note.revisions[::-1])]) == (FIRST.note_id,)


def test_a_missing_revision_breaks_the_chain() -> None:
    note = some_notes(FIRST, SECOND).by_id[FIRST.note_id]
    assert broken([Note(note.revisions[1:])]) == (FIRST.note_id,)


def test_the_hash_is_the_same_wherever_the_instant_was_read() -> None:
    """A file made in one version is checked by every later one: this value never changes."""
    draft = Draft(id="r", note_id="n", parent_id=None, item_id="i", table_id="t", text="Æ «ø» å\n\U0001f68c")
    oslo = an_instant("11:00").astimezone(timezone(timedelta(hours=1)))
    assert (
        chain_hash("", draft, oslo)
        == chain_hash("", draft, an_instant("11:00"))
        == ("30f71427d2fb0a3f84b8576cd6f6b5a7e53e44ae4134ee58e7cbe61427459498")
    )


def test_a_mark_taken_away_outside_the_program_breaks_the_chain() -> None:
    revision = stored(a_draft("Buss", sensitive=True), known=None, seq=1, at=an_instant())
    assert broken([Note((revision,))]) == ()
    unmarked = replace(revision, draft=replace(revision.draft, sensitive=False))
    assert broken([Note((unmarked,))]) == (revision.draft.note_id,)


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_stored(text: str) -> None:
    revision: Revision = stored(a_draft(text), known=None, seq=1, at=an_instant() + MINUTE)
    assert broken([Note((revision,))]) == ()
