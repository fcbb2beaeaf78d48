"""The open event: snapshot, store and undo in one place; its signals are the only news in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from facilitator.access import TableKey
from facilitator.batch import as_before
from facilitator.checks import Problem, refusals
from facilitator.clock import Clock, Moment, jumped
from facilitator.errors import FacilitatorError
from facilitator.event import Plan
from facilitator.i18n import _, format_date
from facilitator.models import Cleared, Store, clear_traces
from facilitator.notes import Draft, Note
from facilitator.photos import Photo
from facilitator.privacy import counts, without_people
from facilitator.record import Entry, Fact, Record, Signalled, Undone
from facilitator.signals import due_signals
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, Reading, live_day
from facilitator.ui.job import Job
from facilitator.ui.sentences import press_sentence, problem_sentence

HEARTBEAT = timedelta(seconds=10)
SHOWN = 40  # characters of a note in the name of what can be taken back
SECOND = timedelta(seconds=1)


class Tone(StrEnum):
    """How a message is said."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class RefusedError(FacilitatorError):
    """A change that the plan does not take; nothing was stored."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(problem_sentence(problem) for problem in problems))
        self.problems = problems


class Step(QUndoCommand):
    """One step of the undo stack: the plan before and after, the press, or both, as they were stored.

    The document does the storing.
    """

    def __init__(
        self,
        text: str,
        *,
        before: Plan | None = None,
        after: Plan | None = None,
        press: int | None = None,
        seating: str = "",
        joins: str = "",
    ) -> None:
        super().__init__(text)
        self.seating = seating  # the café that it seats anew
        self.joins = joins  # with the step before, where that joins the same
        self.before = before
        self.after = after
        self.press = press  # what to take back: the press, or the taking back of it

    def id(self) -> int:
        """Qt asks only those of one number, that is not −1, whether they are one step."""
        return 1 if self.joins else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Makes one step of both, which keeps this one's name."""
        if not isinstance(other, Step) or other.joins != self.joins or self.press is not None:
            return False
        self.before = other.before if self.before is None else self.before
        self.after = self.after if other.after is None else other.after
        self.press, self.seating = other.press, other.seating
        return True


@dataclass(frozen=True, slots=True)
class _Noted:
    """What was written into notes here, without a step in between: which, what they said before, and now."""

    ids: frozenset[str]
    before: tuple[Note, ...]  # those that there were
    done: tuple[Draft, ...]


class Document(QObject):
    """An open event file.

    Every change is stored before it is shown: a method that returns has stored, one that raises
    FacilitatorError has changed nothing.
    """

    event_changed = Signal(object)  # Plan
    record_changed = Signal(object)  # Record
    notes_changed = Signal(object)  # Notes
    ticked = Signal(object)  # LiveDay; every second, and after each change
    saved = Signal(object)  # datetime: the event's wall clock
    told = Signal(
        str, object, str, object
    )  # a sentence for the message bar, Tone, its button, what that does
    working = Signal(object, object)  # a Job that may take long, and what is said of it at a page
    room_changed = Signal(object)  # Snapshot: of its ballots, photos or keys
    signalled = Signal(object)  # tuple of facilitator.signals.Signal: those given at once, each only once
    _heard = Signal()  # from the thread of the hosts' page

    def __init__(
        self, store: Store, clock: Clock, new_id: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._clock = clock
        self.new_id = new_id
        self.undo_stack = QUndoStack(self)
        self._noted: _Noted | None = None  # as long as it is what was done last
        self._reading = Reading.PLAN
        self._trouble: FacilitatorError | None = None
        self._told = store.snapshot  # of what the signals have told
        self._last = self._beat = clock.now()
        self._live = self._look(self._last)
        for number in self.record.presses:
            self._push_press(number)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    @property
    def path(self) -> Path:
        return self._store.path

    @property
    def store(self) -> Store:
        """For what stores in another thread, as the hosts' page does, and then has the document ``hear``."""
        return self._store

    @property
    def snapshot(self) -> Snapshot:
        return self._store.snapshot

    @property
    def plan(self) -> Plan:
        return self.snapshot.plan

    @property
    def record(self) -> Record:
        return self.snapshot.record

    @property
    def live(self) -> LiveDay:
        """The day as last shown."""
        return self._live

    def now(self) -> Moment:
        return self._clock.now()

    # ── changes ──

    def edit(self, plan: Plan, text: str, *, joins: str = "") -> None:
        """Stores a changed plan as one undo step named ``text``, in the imperative.

        With what comes next and ``joins`` the same, it is one step. Raises RefusedError for a plan that has a
        problem it did not have before.
        """
        self.change(plan, (), text, joins=joins)

    def press(self, *facts: Fact) -> None:
        """Stores what happened just now, as one press that Ctrl+Z takes back."""
        self.change(self.plan, facts)

    def change(
        self, plan: Plan, facts: tuple[Fact, ...], text: str = "", *, seating: str = "", joins: str = ""
    ) -> None:
        """Stores a changed plan and what happened just now together, as one undo step.

        Without ``text`` the step is called as its first fact; ``seating`` is the id of the café that it
        seats anew. ``joins`` and RefusedError as for ``edit``.
        """
        before, begun = self.plan, self._live.begun
        if plan != before:
            known = refusals(before)
            problems = tuple(problem for problem in refusals(plan) if problem not in known)
            if problems:
                raise RefusedError(problems)
        elif not facts:
            return
        press = self._save(plan, facts)
        self._noted = None
        changed = plan != before
        self.undo_stack.push(
            Step(
                text or press_sentence(self.plan.event, facts[0]),
                before=before if changed else None,
                after=self.plan if changed else None,
                press=press,
                seating=seating,
                joins=joins,
            )
        )
        if self._live.begun and not begun:
            self._tell_rehearsal()

    def before_seating(self, item_id: str) -> Plan | None:
        """The plan before the café was last seated anew, as far back as undo goes in this session."""
        for index in reversed(range(self.undo_stack.index())):
            step = self._step(index)
            if step.seating == item_id:
                return step.before
        return None

    def write_notes(self, *drafts: Draft) -> None:
        """Stores revisions of notes, all or none; when this returns they are on the disk."""
        known, ids = self.snapshot.notes.by_id, frozenset(draft.note_id for draft in drafts)
        begun = self._noted.before if self._noted and self._noted.ids == ids else None  # typed on
        before = tuple(known[id] for id in ids if id in known) if begun is None else begun
        self._store.write_notes(drafts, self._clock.now().utc)
        self._noted = _Noted(ids, before, drafts)
        self._tell_saved()
        self._tell_changes()

    def write_photo(self, photo: Photo) -> None:
        """Stores a picture, or what is said of it anew."""
        self._store.write_photo(photo)
        self._tell_saved()
        self._tell_changes()

    def give_keys(self, *keys: TableKey) -> None:
        """Stores keys of tables in place of those they had."""
        self._store.give_keys(keys)
        self._tell_saved()
        self._tell_changes()

    def hear(self) -> None:
        """Tells, soon and in the window's thread, what another thread has stored; may be called from any."""
        self._heard.emit()

    def delete_people(self) -> Cleared:
        """Deletes the people for good: from the file, its bytes, and its copies on this computer.

        The numbers of them stay. Nothing done before can be taken back any more. Where it fails halfway,
        the people are off the file already, and the rest is done by doing it again.
        """
        if self.plan.event.people:
            self._save(without_people(self.plan), (counts(self.snapshot),))
            self.undo_stack.clear()
            # In place of a message that may name somebody.
            self.tell(_("The people are deleted. Notes and numbers are kept."))
        self._store.rewrite()
        return clear_traces(self.path, self.plan.event.id, self._clock.now().utc)

    @property
    def last_done(self) -> str:
        """What ``undo_last`` takes back, in a few words; empty for nothing."""
        if self._noted is None:
            return self.undo_stack.undoText()
        only = self._noted.done[0].text if len(self._noted.done) == 1 else ""
        told = " ".join(only.split())
        if not told:
            return _("change notes")
        return _("write “{text}”").format(text=told if len(told) <= SHOWN else told[:SHOWN].rstrip() + "…")

    def undo_last(self) -> None:
        """Takes back what was done last: what was written into notes here, else the last step.

        A note that was changed since, on a phone say, is left as it is.
        """
        noted, self._noted = self._noted, None
        if noted is None:
            self.undo()
            return
        drafts = as_before(noted.before, noted.done, self.snapshot.notes, self.new_id)
        if drafts:
            self.write_notes(*drafts)
        self._noted = None

    def undo(self) -> None:
        """Takes back the last step; stored before it shows."""
        self._noted = None
        if not self.undo_stack.canUndo():
            return
        step = self._step(self.undo_stack.index() - 1)
        self._take_back(step, step.before)
        self.undo_stack.undo()

    def redo(self) -> None:
        """Puts back what was last taken back."""
        self._noted = None
        if not self.undo_stack.canRedo():
            return
        step = self._step(self.undo_stack.index())
        self._take_back(step, step.after)
        self.undo_stack.redo()

    def read_as(self, reading: Reading) -> None:
        """Chooses how ahead and behind are read (rule 12)."""
        self._reading = reading
        self.tick()

    def attempt(self, change: Callable[[], object]) -> bool:
        """Runs a change for a view and says whether it was made; why not goes to the message bar."""
        try:
            change()
        except FacilitatorError as error:
            self.tell(error.message, Tone.ERROR)
            return False
        return True

    def tell(
        self,
        sentence: str,
        tone: Tone = Tone.INFO,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Says something in the quiet bar; ``act`` runs when its button called ``action`` is pressed."""
        self.told.emit(sentence, tone, action, act)

    def show_work(self, job: Job, words: Callable[[int], str]) -> None:
        """Shows what is being done, and lets it be cancelled; ``words`` says it at a page, 0: none yet."""
        self.working.emit(job, words)

    # ── time ──

    def run(self) -> None:
        """Begins to tick, once a second."""
        self.tick()
        self._schedule()

    def tick(self) -> None:
        """Looks at the clock: shows the day as it is now, and gives the signals that are due."""
        now = self._clock.now()
        jump = self._notice_jump(now)
        self._live = self._look(now)
        self.ticked.emit(self._live)  # first of all: time goes on also where nothing can be stored
        self._give_signals(now)
        # After a jump at once: over a restart, the wall clock counts from the last heartbeat.
        if jump or now.boot - self._beat.boot >= HEARTBEAT or now.boot_id != self._beat.boot_id:
            self._beat = now
            self._store.beat(now)
            self._tell_changes()

    def close(self) -> None:
        """Lets go of the file. Everything is stored already."""
        self._timer.stop()
        self.undo_stack.blockSignals(True)  # its end is no news
        self._store.close()

    def _on_timer_timeout(self) -> None:
        try:
            self.attempt(self.tick)
        finally:
            self._schedule()

    def _schedule(self) -> None:
        """Wakes up when the next second of what is counted down begins, else with the wall clock."""
        live = self._live
        past = -live.countdown if live.running else timedelta(microseconds=live.now.microsecond)
        wait = SECOND - past % SECOND
        self._timer.start(round(wait / timedelta(milliseconds=1)) + 1)

    def _look(self, now: Moment) -> LiveDay:
        return live_day(self.plan.event, self.record, now, self._reading)

    def _notice_jump(self, now: Moment) -> timedelta:
        by = jumped(self._last, now)
        self._last = now
        if by:
            self.tell(
                _(
                    "The computer's clock was set {seconds} seconds. The programme follows the new time; "
                    "what is running counts on undisturbed."
                ).format(seconds=f"{by.total_seconds():+.0f}".replace("-", "−"))
            )
        return by

    def _give_signals(self, now: Moment) -> None:
        """Stores each mark before its signal is given, so that it is never given twice (rule 27)."""
        due = due_signals(self.record, self._live)
        if not due:
            return
        self._store.append([Signalled(signal.mark) for signal in due], now)
        self._tell_changes()
        self.signalled.emit(due)

    # ── storing ──

    def _take_back(self, step: Step, plan: Plan | None) -> None:
        """Stores the step's plan, and that its press, or the taking back of it, is taken back."""
        facts = () if step.press is None else (Undone(step.press),)
        step.press = self._save(self.plan if plan is None else plan, facts)

    def _save(self, plan: Plan, facts: tuple[Fact, ...]) -> int | None:
        """Stores both; the number of the press, None without facts."""
        planned = plan is not self.plan
        if not facts:
            self._store.save_plan(plan)
            press = None
        else:
            after = self._store.append(facts, self._clock.now(), plan if planned else None)
            press = after.record.entries[-1].press  # a phone may have stored something since
        self._tell_saved()
        self._tell_changes()
        self.attempt(self.tick)  # all is stored, whatever the tick cannot store
        return press

    def _on_heard(self) -> None:
        if self._store.snapshot is not self._told:
            self._tell_saved()
            if self._tell_changes():
                self.attempt(self.tick)

    def _tell_changes(self) -> bool:
        """Tells what is not as it was last told; whether something happened on the day."""
        before, now = self._told, self._store.snapshot
        self._told = now
        self._tell_trouble()
        if now.plan is not before.plan:
            self.event_changed.emit(now.plan)
        if now.notes is not before.notes:
            self.notes_changed.emit(now.notes)
        if any(getattr(now, part) is not getattr(before, part) for part in ("ballots", "photos", "access")):
            self.room_changed.emit(now)
        happened = now.record.entries is not before.record.entries
        if happened:
            self.record_changed.emit(now.record)
        return happened

    def _tell_trouble(self) -> None:
        """Tells once that notes are not in the file yet, and once that they are."""
        before, self._trouble = self._trouble, self._store.trouble
        if self._trouble is not None and before is None:
            self.tell(self._trouble.message, Tone.ERROR)
        elif self._trouble is None and before is not None:
            self.tell(_("All notes are in the file again."))

    def _tell_saved(self) -> None:
        self.saved.emit(self.plan.event.local(self._clock.now().utc))

    def _tell_rehearsal(self) -> None:
        """Who begins the day on another date is told why the expected times are not the planned ones."""
        event = self.plan.event
        if event.local(self._live.now).date() != event.date:
            self.tell(
                _(
                    "The day is dated {date}, so this is a rehearsal: it is read from the start just made."
                ).format(date=format_date(event.date))
            )

    def _push_press(self, number: int) -> None:
        entries: list[Entry] = [entry for entry in self.record.entries if entry.press == number]
        text = press_sentence(self.plan.event, entries[0].fact)
        self.undo_stack.push(Step(text, press=number))

    def _step(self, index: int) -> Step:
        return cast(Step, self.undo_stack.command(index))
