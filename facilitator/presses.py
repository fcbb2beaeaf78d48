"""What the one big button does, and the keys beside it: the next step, and the facts that a press stores.

The rules have numbers; they are explained in docs/timetable.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from facilitator.cafe import Phase
from facilitator.event import ZERO, Item
from facilitator.record import (
    Added,
    EndedBeside,
    Fact,
    Finished,
    PhaseStarted,
    PhaseTakenUp,
    Resumed,
    Started,
    StartedBeside,
    WentBack,
)
from facilitator.timetable import LiveDay, LiveItem, State

HAND: Final = timedelta(seconds=3)  # from when a hand is on its way until it presses


class NextKind(StrEnum):
    """What the one big button does."""

    START = "start"  # the day, with its first item
    PHASE = "phase"  # of the café that is running
    NEXT = "next"  # item
    FINISH = "finish"  # the day
    END = "end"  # the item, which runs beside another


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The next step, the item or phase it leads to, and the facts that its press stores."""

    kind: NextKind
    facts: tuple[Fact, ...]
    item: Item | None = None
    phase: Phase | None = None


def next_step(live: LiveDay) -> NextStep | None:
    """What comes next; None when the day is over or has nothing to start with.

    For a day that is seen from an item beside: what comes next in that, and at last its end.
    """
    if live.finished:
        return None
    if live.cafe and not live.cafe.last:
        index = live.cafe.index + 1
        facts = _phase_press(live, PhaseStarted(live.cafe.item.id, index))
        phase = live.cafe.phases[index]
        return NextStep(kind=NextKind.PHASE, facts=facts, item=live.cafe.item, phase=phase)
    if live.running and live.running.item.beside:
        item = live.running.item
        return NextStep(kind=NextKind.END, facts=(EndedBeside(item.id),), item=item)
    if live.next:
        kind = NextKind.NEXT if live.begun else NextKind.START
        item = live.next.item
        return NextStep(kind=kind, facts=start_press(live, item.id), item=item)
    return NextStep(kind=NextKind.FINISH, facts=(Finished(),)) if live.begun else None


def began_just_now(live: LiveDay) -> bool:
    """Whether the café's phase came by itself so short ago that a hand may still mean the one before."""
    cafe = live.cafe
    if cafe is None or len(cafe.visits) < 2:
        return False
    before, here = cafe.visits[-2:]
    return before.left == before.end and here.press == before.press and cafe.length - cafe.remaining < HAND


def start_press(live: LiveDay, item_id: str) -> tuple[Fact, ...]:
    """The facts that start an item: beside the running one if it is planned so, else in its place.

    In the latter case what is due beside it starts with it, and what ran beside and is over ends (rule 28).
    """
    one = live.find(item_id)
    if one and one.item.beside:
        return (StartedBeside(item_id),)
    over = (EndedBeside(one.item.id) for one in live.beside if one.remaining <= ZERO)
    due = (StartedBeside(one.item.id) for one in live.items if _due_with(one, item_id, live))
    return (Started(item_id), *over, *due)


def _due_with(one: LiveItem, main_id: str, live: LiveDay) -> bool:
    """Whether an item that has not begun starts with the one it is beside, rather than later by itself."""
    if one.planned.main_id != main_id or not one.item.runs_beside:
        return False
    if one.state not in (State.LATER, State.PASSED):
        return False
    waits = one.item.pinned or one.delay > ZERO
    return not waits or one.planned.start + live.shift + one.delay <= live.now


def back_press(live: LiveDay) -> tuple[Fact, ...]:
    """The facts that "back" stores: let the phase before, else the item before, go on; maybe none."""
    if live.cafe and live.cafe.index > 0:
        return _phase_press(live, PhaseTakenUp(live.cafe.item.id, live.cafe.index - 1))
    return (WentBack(live.previous_id),) if live.previous_id is not None else ()


def _phase_press(live: LiveDay, begun: PhaseStarted | PhaseTakenUp) -> tuple[Fact, ...]:
    """Leads to a phase; a paused café goes on with it."""
    return (begun,) if live.paused_for is None else (Resumed(begun.item_id), begun)


def added(live: LiveDay, by: timedelta) -> Added | None:
    """The fact that what is counted down gets longer by ``by``: a café's phase, for all tables, or the item.

    Negative: shorter, but ending now at the earliest. None when nothing is running or nothing would change.
    """
    by = max(by, -max(ZERO, live.countdown))
    if live.running is None or by == ZERO:
        return None
    return Added(live.running.item.id, by, live.cafe.index if live.cafe else None)
