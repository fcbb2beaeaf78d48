"""Rounds and phases of a café, from what was pressed and the time that has gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from facilitator.event import ZERO, Item, Round
from facilitator.record import Run


class PhaseKind(StrEnum):
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
class LiveCafe:
    """Where a café is. Times are the item's elapsed time, pauses left out."""

    item: Item
    phases: tuple[Phase, ...]
    index: int  # of the present phase
    starts: tuple[timedelta | None, ...]  # actual or expected, per phase; None: jumped over
    length: timedelta  # of the present phase, with what was added
    remaining: timedelta  # of the present phase; below zero in overtime
    finish: timedelta  # when the last phase is expected to end

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
            (PhaseKind.TALK, round_.talk),
            (PhaseKind.WRITE_UP, round_.write_up),
            (PhaseKind.CHANGE, round_.change),
        )
        if length > ZERO
    )


def live_cafe(item: Item, run: Run, elapsed: timedelta) -> LiveCafe | None:
    """The café at that elapsed time of its item; None for an item without rounds."""
    plan = phases(item)
    if not plan:
        return None
    lengths = [max(ZERO, p.length + run.phase_added.get(i, ZERO)) for i, p in enumerate(plan)]
    starts: list[timedelta | None] = [None] * len(plan)
    index, start = 0, ZERO
    starts[0] = start
    presses = [press for press in run.phase_presses if 0 <= press.phase < len(plan)]
    while True:
        pressed_at = presses[0].elapsed if presses else elapsed
        ends = start + lengths[index]
        if item.by_itself and index + 1 < len(plan) and ends <= min(pressed_at, elapsed):
            index, start = index + 1, ends
        elif presses:
            press = presses.pop(0)
            index, start = press.phase, press.elapsed
        else:
            break
        starts[index] = start
    return _from_here(item, plan, lengths, starts, index, elapsed)


def _from_here(
    item: Item,
    plan: tuple[Phase, ...],
    lengths: list[timedelta],
    starts: list[timedelta | None],
    index: int,
    elapsed: timedelta,
) -> LiveCafe:
    """Adds the expected starts of the phases still to come."""
    end = (starts[index] or ZERO) + lengths[index]
    remaining = end - elapsed
    if index + 1 < len(plan):
        end = max(end, elapsed)  # a phase that waits for a press holds up the rest
    for later in range(index + 1, len(plan)):
        starts[later] = end
        end += lengths[later]
    return LiveCafe(
        item=item,
        phases=plan,
        index=index,
        starts=tuple(starts),
        length=lengths[index],
        remaining=remaining,
        finish=end,
    )
