"""Rounds and phases of a café, from what was pressed and the time that has gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from facilitator.event import ZERO, Item, Round
from facilitator.record import Allotment, PhasePress, PhaseSwitch, Run


class PhaseKind(StrEnum):
    SILENCE = "silence"
    TALK = "talk"
    WRITE_UP = "write_up"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One stretch of a round; ``round_index`` counts from 0."""

    round_index: int
    kind: PhaseKind
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A phase that began, ``start`` of the item's elapsed time after it."""

    index: int
    start: timedelta
    length: timedelta  # with what was added
    press: int  # the latest one before it: the start of the item, or a press on the café
    left: timedelta | None = None  # when the next one began; None: it is the present one
    taken_up: timedelta | None = None  # when a press went back to it, and it went on

    @property
    def end(self) -> timedelta:
        """When the phase ends unless somebody presses before."""
        return self.start + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCafe:
    """Where a café is. Times are the item's elapsed time, pauses left out."""

    item: Item
    phases: tuple[Phase, ...]
    visits: tuple[Visit, ...]  # of the phases that began, the present one last
    starts: tuple[timedelta | None, ...]  # actual or expected, per phase; None: jumped over
    lengths: tuple[timedelta | None, ...]  # what each took, or is to take by now; None: jumped over
    remaining: timedelta  # of the present phase; below zero in overtime
    finish: timedelta  # when the last phase is expected to end
    by_itself: bool  # so will the next phase begin; else it waits for a press

    @property
    def index(self) -> int:
        """The present phase's."""
        return self.visits[-1].index

    @property
    def length(self) -> timedelta:
        """The present phase's, with what was added."""
        return self.visits[-1].length

    @property
    def phase(self) -> Phase:
        return self.phases[self.index]

    @property
    def round(self) -> Round:
        return self.item.rounds[self.phase.round_index]

    @property
    def last(self) -> bool:
        return self.index == len(self.phases) - 1

    @property
    def warning(self) -> bool:
        """Whether the talk is about to end."""
        return self.phase.kind is PhaseKind.TALK and self.remaining <= self.round.warning

    @property
    def next_round(self) -> Round | None:
        """The round that a change of tables leads to."""
        index = self.phase.round_index + 1
        return self.item.rounds[index] if index < len(self.item.rounds) else None


def phases(item: Item) -> tuple[Phase, ...]:
    """All phases of the item's rounds in order; those of no length are left out."""
    return tuple(
        Phase(round_index=index, kind=kind, length=length)
        for index, round_ in enumerate(item.rounds)
        for kind, length in (
            (PhaseKind.SILENCE, round_.silence),
            (PhaseKind.TALK, round_.talk),
            (PhaseKind.WRITE_UP, round_.write_up),
            (PhaseKind.CHANGE, round_.change),
        )
        if length > ZERO
    )


def allotted_lengths(item: Item, allotted: Allotment) -> tuple[timedelta, ...]:
    """The lengths of the item's phases with what each was given before it began, never below zero."""
    return tuple(max(ZERO, p.length + allotted.get(i, ZERO)) for i, p in enumerate(phases(item)))


def goes_by_itself(item: Item, run: Run | None) -> bool:
    """Whether the café's next phase comes by itself: as planned, or as said since it began."""
    return run.phase_switches[-1].by_itself if run and run.phase_switches else item.by_itself


def live_cafe(item: Item, run: Run, elapsed: timedelta) -> LiveCafe | None:
    """The café at that elapsed time of its item; None for an item without rounds."""
    plan = phases(item)
    if not plan:
        return None
    given = allotted_lengths(item, run.allotted)
    lengths = [max(ZERO, length + run.phase_added.get(i, ZERO)) for i, length in enumerate(given)]
    walk = _Walk(item, plan, lengths, run)
    happened: list[PhasePress | PhaseSwitch] = [*run.phase_presses, *run.phase_switches]
    for one in sorted(happened, key=lambda one: one.elapsed):
        walk.go_on(until=one.elapsed)
        if isinstance(one, PhasePress):
            walk.jump(one)
        else:
            walk.switch(one)
    walk.go_on(until=elapsed)
    return walk.from_here(elapsed)


class _Walk:
    """A way through the phases of a café.

    ``since`` is from when its phases begin by themselves; None: they wait for a press. So does the next one
    while ``held``: the present one was over when somebody went back to it.
    """

    def __init__(self, item: Item, plan: tuple[Phase, ...], lengths: list[timedelta], run: Run) -> None:
        self.item = item
        self.plan = plan
        self.lengths = lengths
        self.added = run.phase_added
        self.visits = [Visit(index=0, start=ZERO, length=lengths[0], press=run.press)]
        self.since = ZERO if item.by_itself else None
        self.held = False

    def jump(self, press: PhasePress) -> None:
        """Goes to the phase that somebody pressed for; the visits of those after it never were.

        One that is taken up goes on as if nobody had left it; one that had not begun begins.
        """
        at = press.phase
        if not 0 <= at < len(self.plan):
            return
        self.visits[-1] = replace(self.visits[-1], left=press.elapsed)
        before = next((visit for visit in self.visits if visit.index == at), None)
        self.visits = [visit for visit in self.visits if visit.index < at]
        if press.kept is None or before is None:
            self._begin(at, press.elapsed, press.press)
            return
        self.visits.append(replace(before, left=None, press=press.press, taken_up=press.elapsed))
        self.held = before.end - self.added.get(at, ZERO) + press.kept <= press.elapsed

    def switch(self, one: PhaseSwitch) -> None:
        """From here on phases begin by themselves, or wait for a press."""
        self.since = one.elapsed if one.by_itself else None
        self.held = False

    def go_on(self, *, until: timedelta) -> None:
        """Goes through the phases that began by themselves."""
        while self.since is not None and self._next_follows():
            here = self.visits[-1]
            begins = max(here.end, self.since)
            if begins > until:
                return
            self.visits[-1] = replace(here, left=begins)
            self._begin(here.index + 1, begins, here.press)

    def from_here(self, elapsed: timedelta) -> LiveCafe:
        """The café with the expected starts of the phases still to come."""
        starts: dict[int, timedelta] = {visit.index: visit.start for visit in self.visits}
        lengths = {v.index: v.length if v.left is None else v.left - v.start for v in self.visits}
        here = self.visits[-1]
        finish = here.end
        if here.index + 1 < len(self.plan):
            finish = max(finish, elapsed)  # a phase that waits for a press holds up the rest
        for later in range(here.index + 1, len(self.plan)):
            starts[later], lengths[later] = finish, self.lengths[later]
            finish += self.lengths[later]
        return LiveCafe(
            item=self.item,
            phases=self.plan,
            visits=tuple(self.visits),
            starts=tuple(starts.get(index) for index in range(len(self.plan))),
            lengths=tuple(lengths.get(index) for index in range(len(self.plan))),
            remaining=here.end - elapsed,
            finish=finish,
            by_itself=self.since is not None and self._next_follows(),
        )

    def _begin(self, index: int, start: timedelta, press: int) -> None:
        self.visits.append(Visit(index=index, start=start, length=self.lengths[index], press=press))
        self.held = False

    def _next_follows(self) -> bool:
        """Whether there is a next phase, and none that waits until everybody has moved."""
        here = self.visits[-1].index
        changing = self.plan[here].kind is PhaseKind.CHANGE
        return here + 1 < len(self.plan) and not self.held and (self.item.moved_by_itself or not changing)
