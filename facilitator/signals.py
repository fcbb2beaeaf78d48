"""Signals to the room: each is given once, also after a restart or a jump of the clock (rule 27)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from facilitator.cafe import LiveCafe, PhaseKind
from facilitator.event import ZERO
from facilitator.record import Record
from facilitator.timetable import LiveDay


class SignalKind(StrEnum):
    WARNING = "warning"  # the talk is about to end
    PHASE_END = "phase_end"
    ITEM_END = "item_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal that is due. Its ``mark`` is stored when it is given; ``late``: how long it has been due."""

    mark: str
    kind: SignalKind
    late: timedelta


def due_signals(record: Record, live: LiveDay) -> tuple[Signal, ...]:
    """The signals of the running item that are due and not given yet, the newest last."""
    run = record.current
    if run is None or live.running is None:
        return ()
    item_end = Signal(mark=f"{run.press}:item_end", kind=SignalKind.ITEM_END, late=-live.remaining)
    phases = _of_phases(live.cafe, live.elapsed) if live.cafe else ()
    due = [one for one in (*phases, item_end) if one.late >= ZERO and one.mark not in record.marks]
    return tuple(sorted(due, key=lambda signal: signal.late, reverse=True))


def _of_phases(cafe: LiveCafe, elapsed: timedelta) -> Iterator[Signal]:
    """The signals that came due in the phases that began; the end of the last phase is the item's.

    A phase that a press ended before a signal was due never gives it. One that a press begins again
    gives its signals again, for the press is part of their marks.
    """
    for visit in cafe.visits:
        until = elapsed if visit.left is None else visit.left
        phase = cafe.phases[visit.index]
        warning = cafe.item.rounds[phase.round_index].warning
        due = {}
        if phase.kind is PhaseKind.TALK and ZERO < warning < visit.length:
            due[SignalKind.WARNING] = visit.end - warning
        if visit.index + 1 < len(cafe.phases):
            due[SignalKind.PHASE_END] = visit.end
        for kind, at in due.items():
            if at <= until:
                yield Signal(mark=f"{visit.press}:{visit.index}:{kind}", kind=kind, late=elapsed - at)
