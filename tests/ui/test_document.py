"""The open event: everything is stored before it shows, and every change can be taken back."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from facilitator import i18n
from facilitator.clock import Moment
from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE, ZERO, Plan, find, put
from facilitator.models import Store
from facilitator.notes import Draft
from facilitator.record import Added, CheckedIn, HelpAsked, Paused, Presence, Signalled, Started
from facilitator.ui.document import Document, RefusedError
from tests.builders import FakeClock, a_draft


def renamed(plan: Plan, title: str) -> Plan:
    item = replace(plan.event.items[0], title=title)
    return replace(plan, event=replace(plan.event, items=put(plan.event.items, item)))


def reopened(document: Document, at: Moment) -> Store:
    document.close()
    return Store.open(document.path, at)


def test_an_edit_is_in_the_file(sample: Document, clock: FakeClock) -> None:
    sample.edit(renamed(sample.plan, "Kaffe"), "rename")
    store = reopened(sample, clock.now())
    assert store.snapshot.event.items[0].title == "Kaffe"
    store.close()


def test_an_edit_is_undone_and_redone_in_the_file(sample: Document) -> None:
    before = sample.plan
    sample.edit(renamed(before, "Kaffe"), "rename")
    sample.undo()
    assert sample.plan == before
    sample.redo()
    assert sample.plan.event.items[0].title == "Kaffe"
    assert sample.undo_stack.undoText() == "rename"


def test_a_refused_edit_changes_nothing(sample: Document) -> None:
    before = sample.plan
    with pytest.raises(RefusedError, match=r"Tittelen er tom|title is empty"):
        sample.edit(renamed(before, " "), "rename")
    assert sample.plan == before
    assert not sample.undo_stack.canUndo()


def test_an_old_problem_does_not_refuse_another_edit(sample: Document) -> None:
    sample._store.save_plan(renamed(sample.plan, ""))
    place = replace(sample.plan, event=replace(sample.plan.event, place="Hamar"))
    sample.edit(place, "move the day")
    assert sample.plan.event.place == "Hamar"


def test_undo_takes_back_presses_and_edits_in_their_order(sample: Document, clock: FakeClock) -> None:
    first = sample.plan.event.items[0].id
    sample.press(Started(first))
    sample.edit(renamed(sample.plan, "Kaffe"), "rename")
    clock.advance(MINUTE)
    sample.press(Added(first, 5 * MINUTE))
    assert sample.live.remaining == 34 * MINUTE
    sample.undo()
    assert sample.live.remaining == 29 * MINUTE
    sample.undo()
    assert sample.plan.event.items[0].title != "Kaffe"
    sample.undo()
    assert sample.live.running is None
    for _ in range(3):
        sample.redo()
    assert sample.live.remaining == 34 * MINUTE
    sample.undo()
    sample.redo()
    sample.undo()
    assert sample.live.remaining == 29 * MINUTE


def test_presses_can_be_undone_after_a_restart(sample: Document, clock: FakeClock) -> None:
    first, second = sample.plan.event.items[:2]
    sample.press(Started(first.id))
    sample.press(Started(second.id))
    again = Document(reopened(sample, clock.now()), clock, lambda: "id")
    again.undo()
    assert again.live.running is not None
    assert again.live.running.item.id == first.id
    again.close()


def test_a_note_is_in_the_file_when_it_has_been_written(sample: Document, clock: FakeClock) -> None:
    draft = Draft(
        id="1" * 32, note_id="2" * 32, parent_id=None, item_id="item-cafe", table_id="table-01", text="Tog"
    )
    sample.write_notes(draft)
    store = reopened(sample, clock.now())
    assert [note.draft.text for note in store.snapshot.notes.standing] == ["Tog"]
    store.close()


def test_what_another_thread_stored_is_told_in_the_window_s_thread(
    sample: Document, qtbot: QtBot, clock: FakeClock
) -> None:
    told = []
    sample.notes_changed.connect(lambda _notes: told.append(threading.current_thread()))
    draft = Draft(
        id="1" * 32, note_id="2" * 32, parent_id=None, item_id="item-cafe", table_id="table-01", text="Tog"
    )

    def write() -> None:
        sample.store.write_notes([draft], clock.now().utc)
        sample.hear()

    writer = threading.Thread(target=write)
    with qtbot.waitSignal(sample.notes_changed):
        writer.start()
    writer.join()
    assert told == [threading.main_thread()]


def test_what_a_table_said_on_its_phone_is_not_taken_back_at_the_laptop(
    sample: Document, clock: FakeClock
) -> None:
    sample.press(Started(sample.plan.event.items[0].id))
    sample.store.append([HelpAsked("table-01", wanted=True, by_table=True)], clock.now())
    sample.undo()
    facts = [entry.fact for entry in sample.record.effective]
    assert facts == [HelpAsked("table-01", wanted=True, by_table=True)]
    again = Document(reopened(sample, clock.now()), clock, lambda: "id")
    assert not again.undo_stack.canUndo()
    again.close()


def test_a_check_in_can_be_undone(sample: Document) -> None:
    person = sample.plan.event.people[0]
    sample.press(CheckedIn(person.id, Presence.PRESENT))
    assert sample.record.present(person.id) is Presence.PRESENT
    assert person.name in sample.undo_stack.undoText()
    sample.undo()
    assert sample.record.present(person.id) is Presence.EXPECTED


def test_what_is_running_goes_on_over_a_restart_of_the_machine(sample: Document, clock: FakeClock) -> None:
    sample.press(Started(sample.plan.event.items[0].id))
    clock.advance(5 * MINUTE)
    sample.tick()
    clock.restart(timedelta(seconds=90))
    again = Document(reopened(sample, clock.now()), clock, lambda: "id")
    assert abs(again.live.remaining - (25 * MINUTE - timedelta(seconds=90))) <= timedelta(seconds=2)
    assert again.live.estimated
    again.close()


def test_a_clock_that_was_set_just_before_a_restart_changes_nothing(
    sample: Document, clock: FakeClock
) -> None:
    sample.press(Started(sample.plan.event.items[0].id))
    clock.advance(5 * MINUTE)
    clock.jump(40 * MINUTE)
    sample.tick()
    clock.restart(MINUTE)
    again = Document(reopened(sample, clock.now()), clock, lambda: "id")
    assert again.live.remaining == 24 * MINUTE
    again.close()


def test_a_pause_holds_over_a_restart(sample: Document, clock: FakeClock) -> None:
    item = sample.plan.event.items[0].id
    sample.press(Started(item))
    clock.advance(10 * MINUTE)
    sample.press(Paused(item))
    clock.advance(7 * MINUTE)
    again = Document(reopened(sample, clock.now()), clock, lambda: "id")
    assert again.live.remaining == 20 * MINUTE
    assert again.live.paused_for == 7 * MINUTE
    again.close()


def test_each_signal_is_given_once_also_over_a_restart(
    sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    sample.press(Started(sample.plan.event.items[0].id))
    clock.advance(30 * MINUTE)
    with qtbot.waitSignal(sample.signalled, raising=False, timeout=0) as given:
        sample.tick()
    assert given.signal_triggered
    again = Document(reopened(sample, clock.now()), clock, lambda: "id")
    with qtbot.assertNotEmitted(again.signalled):
        again.tick()
    again.close()


def test_a_jump_of_the_wall_clock_is_told_once_and_disturbs_nothing(
    sample: Document, clock: FakeClock, qtbot: QtBot
) -> None:
    sample.press(Started(sample.plan.event.items[0].id))
    clock.jump(timedelta(hours=1))
    with qtbot.waitSignal(sample.told, raising=False, timeout=0) as told:
        sample.tick()
    assert told.signal_triggered
    assert sample.live.remaining == 30 * MINUTE
    with qtbot.assertNotEmitted(sample.told):
        sample.tick()


def test_views_hear_what_changed_and_nothing_else(sample: Document, qtbot: QtBot) -> None:
    with (
        qtbot.waitSignal(sample.event_changed),
        qtbot.assertNotEmitted(sample.record_changed),
        qtbot.assertNotEmitted(sample.notes_changed),
    ):
        sample.edit(renamed(sample.plan, "Kaffe"), "rename")
    assert find(sample.plan.event.items, sample.plan.event.items[0].id) is not None


def test_time_goes_on_where_nothing_can_be_stored(
    sample: Document, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_at: Moment) -> None:
        raise FacilitatorError("The disk is full.")

    sample.press(Started(sample.plan.event.items[0].id))
    monkeypatch.setattr(sample._store, "beat", full)
    clock.advance(5 * MINUTE)
    with pytest.raises(FacilitatorError):
        sample.tick()
    assert sample.live.remaining == 25 * MINUTE


def test_a_press_that_was_stored_can_be_undone_also_if_the_heartbeat_was_not(
    sample: Document, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_at: Moment) -> None:
        raise FacilitatorError("The disk is full.")

    monkeypatch.setattr(sample._store, "beat", full)
    clock.advance(MINUTE)
    sample.press(Started(sample.plan.event.items[0].id))
    assert sample.live.running is not None
    sample.undo()
    assert sample.live.running is None


def test_undo_takes_back_the_press_and_not_the_signal_that_came_with_it(
    sample: Document, clock: FakeClock
) -> None:
    first = sample.plan.event.items[0].id
    sample.press(Started(first))
    clock.advance(sample.live.remaining - MINUTE)
    sample.press(Added(first, -MINUTE))  # the item is over at once: its signals follow the press
    assert isinstance(sample.record.entries[-1].fact, Signalled)
    sample.undo()
    assert sample.live.remaining == MINUTE
    sample.redo()
    assert sample.live.remaining == ZERO


# ── undo of what was written into notes ──


def a_typed_note(document: Document, text: str) -> Draft:
    """Written in two goes, as the field stores it."""
    first = a_draft(text[:3])
    second = a_draft(text, note_id=first.note_id, parent_id=first.id)
    document.write_notes(first)
    document.write_notes(second)
    return second


def test_a_note_written_last_is_taken_back_and_then_the_step_before(sample: Document) -> None:
    i18n.use("en")
    title = sample.plan.event.title
    sample.edit(replace(sample.plan, event=replace(sample.plan.event, title="Nytt")), "change the title")
    note = a_typed_note(sample, "Feil punkt")
    assert sample.last_done == "write “Feil punkt”"
    sample.undo_last()
    assert sample.snapshot.notes.by_id[note.note_id].draft.taken_back
    assert sample.plan.event.title == "Nytt"
    assert sample.last_done == "change the title"
    sample.undo_last()
    assert sample.plan.event.title == title
    assert sample.last_done == ""


def test_a_changed_note_says_again_what_it_said(sample: Document) -> None:
    note = a_typed_note(sample, "Buss")
    sample.write_notes(a_draft("Tog"))
    sample.write_notes(a_draft("Buss og tog", note_id=note.note_id, parent_id=note.id))
    sample.undo_last()
    assert sample.snapshot.notes.by_id[note.note_id].draft.text == "Buss"


def test_a_note_that_was_changed_elsewhere_since_is_left_alone(sample: Document, clock: FakeClock) -> None:
    note = a_typed_note(sample, "Buss")
    later = a_draft("Buss, sa bordet", note_id=note.note_id, parent_id=note.id, place="bord 1")
    sample.store.write_notes([later], clock.now().utc)
    sample.undo_last()
    assert sample.snapshot.notes.by_id[note.note_id].draft.text == "Buss, sa bordet"


def test_a_step_after_a_note_is_taken_back_first(sample: Document) -> None:
    note = a_typed_note(sample, "Buss")
    title = sample.plan.event.title
    sample.edit(replace(sample.plan, event=replace(sample.plan.event, title="Nytt")), "change the title")
    sample.undo_last()
    assert sample.plan.event.title == title
    assert not sample.snapshot.notes.by_id[note.note_id].draft.taken_back
