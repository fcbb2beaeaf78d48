"""What happened on the day: facts, appended and never edited.

Taking back a press is a further fact (``Undone``), and putting it back is another one. All that is shown
of the running day is computed from these facts and the clock, never counted down (rule 24).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from facilitator.clock import Moment, Timeline
from facilitator.event import ZERO


class Presence(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Started:
    """The item became the running one; the one before ended."""

    item_id: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The day ended, and with it the running item."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """The item is running again with its own actual start; what was started since was a mistake."""

    item_id: str


@dataclass(frozen=True, slots=True)
class StartMoved:
    """The item started ``by`` earlier than recorded (negative: later)."""

    item_id: str
    by: timedelta


@dataclass(frozen=True, slots=True)
class Added:
    """The item, or one phase of its café for all tables, got longer (negative: shorter)."""

    item_id: str
    by: timedelta
    phase: int | None = None


@dataclass(frozen=True, slots=True)
class Paused:
    item_id: str


@dataclass(frozen=True, slots=True)
class Resumed:
    item_id: str


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    """Somebody pressed the café on (or back) to the phase of that index."""

    item_id: str
    phase: int


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A person's presence was noted, whichever it is."""

    person_id: str
    presence: Presence


@dataclass(frozen=True, slots=True)
class Signalled:
    """The signal of that mark was given; it is never given again (rule 27)."""

    mark: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A press was taken back; of an ``Undone``: put back."""

    press: int


Fact = (
    Started
    | Finished
    | WentBack
    | StartMoved
    | Added
    | Paused
    | Resumed
    | PhaseStarted
    | CheckedIn
    | Signalled
    | Undone
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log. Facts of one press share its number and are undone together."""

    seq: int
    press: int
    moment: Moment
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasePress:
    phase: int
    elapsed: timedelta  # of the item, pauses left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """An item that was started. Positions are on the record's timeline; instants as the clock then said."""

    item_id: str
    press: int
    start: timedelta
    started_at: datetime
    end: timedelta | None = None
    ended_at: datetime | None = None
    paused: timedelta = ZERO  # pauses that are over
    paused_since: timedelta | None = None
    added: timedelta = ZERO  # to the item as a whole
    phase_added: Mapping[int, timedelta] = field(default_factory=dict)
    phase_presses: tuple[PhasePress, ...] = ()
    boot_id: str = ""

    def elapsed(self, position: timedelta) -> timedelta:
        """How long the item has been running at a position of the timeline, pauses left out."""
        until = position if self.paused_since is None else min(position, self.paused_since)
        return until - self.start - self.paused


@dataclass(frozen=True, kw_only=True)
class Record:
    """The log of the day and the machine's boots it was written in."""

    entries: tuple[Entry, ...] = ()
    timeline: Timeline = field(default_factory=Timeline)

    @cached_property
    def effective(self) -> tuple[Entry, ...]:
        """The entries in force: what was undone, and the undoing itself, left out."""
        undone: set[int] = set()
        kept: list[Entry] = []
        for entry in reversed(self.entries):
            if entry.press in undone:
                continue
            if isinstance(entry.fact, Undone):
                undone.add(entry.fact.press)
            else:
                kept.append(entry)
        return tuple(reversed(kept))

    @cached_property
    def presses(self) -> tuple[int, ...]:
        """The numbers of the presses in force that can be undone, oldest first."""
        numbers = (e.press for e in self.effective if not isinstance(e.fact, Signalled))
        return tuple(dict.fromkeys(numbers))

    @cached_property
    def presence(self) -> Mapping[str, Presence]:
        """Person id → presence; who is not in it is still expected."""
        facts = (entry.fact for entry in self.effective)
        return {fact.person_id: fact.presence for fact in facts if isinstance(fact, CheckedIn)}

    @cached_property
    def marks(self) -> frozenset[str]:
        """The marks of all signals given, whatever was undone since."""
        facts = (entry.fact for entry in self.entries)
        return frozenset(fact.mark for fact in facts if isinstance(fact, Signalled))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The items that were started, in the order of their starts."""
        log = _Runs(self.timeline)
        for entry in self.effective:
            log.take(entry)
        return tuple(run.frozen() for run in log.runs)

    @property
    def current(self) -> Run | None:
        """The running item's run."""
        return self.runs[-1] if self.runs and self.runs[-1].end is None else None

    @property
    def finished(self) -> bool:
        """Whether the day has been ended."""
        return bool(self.runs) and self.runs[-1].end is not None

    def present(self, person_id: str) -> Presence:
        return self.presence.get(person_id, Presence.EXPECTED)


@dataclass(slots=True)
class _OpenRun:
    """A run while the log is being read."""

    item_id: str
    press: int
    boot_id: str
    start: timedelta
    started_at: datetime
    end: timedelta | None = None
    ended_at: datetime | None = None
    paused: timedelta = ZERO
    paused_since: timedelta | None = None
    added: timedelta = ZERO
    phase_added: dict[int, timedelta] = field(default_factory=dict)
    phase_presses: list[tuple[int, timedelta, timedelta]] = field(default_factory=list)

    def resume(self, position: timedelta) -> None:
        if self.paused_since is not None:
            self.paused += position - self.paused_since
            self.paused_since = None

    def frozen(self) -> Run:
        return Run(
            item_id=self.item_id,
            press=self.press,
            boot_id=self.boot_id,
            start=self.start,
            started_at=self.started_at,
            end=self.end,
            ended_at=self.ended_at,
            paused=self.paused,
            paused_since=self.paused_since,
            added=self.added,
            phase_added=dict(self.phase_added),
            phase_presses=tuple(
                PhasePress(phase=phase, elapsed=position - self.start - paused)
                for phase, position, paused in self.phase_presses
            ),
        )


@dataclass(slots=True)
class _Runs:
    """Reads the log entry by entry into runs."""

    timeline: Timeline
    runs: list[_OpenRun] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        position = self.timeline.position(entry.moment)
        match entry.fact:
            case Started(item_id):
                self._close(position, entry.moment)
                moment = entry.moment
                self.runs.append(_OpenRun(item_id, entry.press, moment.boot_id, position, moment.utc))
            case Finished():
                self._close(position, entry.moment)
            case WentBack(item_id):
                self._reopen(item_id)
            case StartMoved(item_id, by):
                self._move_start(item_id, by)
            case Added() | Paused() | Resumed() | PhaseStarted():
                self._touch(entry.fact, position)

    def _touch(self, fact: Added | Paused | Resumed | PhaseStarted, position: timedelta) -> None:
        run = self.runs[-1] if self.runs else None
        if run is None or run.end is not None or run.item_id != fact.item_id:
            return  # a press that came too late for its item
        match fact:
            case Added(_, by, None):
                run.added += by
            case Added(_, by, int(phase)):
                run.phase_added[phase] = run.phase_added.get(phase, ZERO) + by
            case Paused():
                run.paused_since = position if run.paused_since is None else run.paused_since
            case Resumed():
                run.resume(position)
            case PhaseStarted(_, phase):
                until = position if run.paused_since is None else run.paused_since
                run.phase_presses.append((phase, until, run.paused))

    def _close(self, position: timedelta, moment: Moment) -> None:
        if self.runs and self.runs[-1].end is None:
            run = self.runs[-1]
            run.resume(position)
            run.end, run.ended_at = position, moment.utc

    def _reopen(self, item_id: str) -> None:
        for index in range(len(self.runs) - 1, -1, -1):
            if self.runs[index].item_id == item_id:
                del self.runs[index + 1 :]
                self.runs[index].end = self.runs[index].ended_at = None
                return

    def _move_start(self, item_id: str, by: timedelta) -> None:
        for index in range(len(self.runs) - 1, -1, -1):
            run = self.runs[index]
            if run.item_id != item_id:
                continue
            before = self.runs[index - 1] if index else None
            if before and before.end is not None and before.ended_at is not None:
                before.end, before.ended_at = before.end - by, before.ended_at - by
            run.start, run.started_at = run.start - by, run.started_at - by
            return
