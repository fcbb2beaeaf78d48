"""Signals to the room: each is given once, also after a restart or a jump of the clock (rule 27)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from facilitator.cafe import LiveCafe, PhaseKind
from facilitator.event import ZERO
from facilitator.record import Record, Run
from facilitator.timetable import LiveDay

STALE = timedelta(seconds=10)  # an older signal is said, not sounded


class SignalKind(StrEnum):
    WARNING = "warning"  # the talk, or the item, is about to end
    LAST_MINUTE = "last_minute"
    PHASE_END = "phase_end"
    ITEM_END = "item_end"
    COUNTDOWN_END = "countdown_end"  # of one beside the programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal that is due. Its ``mark`` is stored when it is given; ``late``: how long it has been due.

    ``subject_id`` is the item or the countdown that it is about.
    """

    mark: str
    kind: SignalKind
    late: timedelta
    subject_id: str = ""


def due_signals(record: Record, live: LiveDay) -> tuple[Signal, ...]:
    """The signals of what is running and of the countdowns that are due and not given yet, the newest last.

    A signal that a press passed over (five minutes less than were left) is as late as the time it stands for.
    """
    signals = [*_of_timers(record, live)]
    if record.current is not None and live.running is not None:
        signals += _of_run(record.current, live)
    for one in live.beside:  # its press may have begun others too: the item is part of its marks
        own = _of_run(record.beside[one.item.id][-1], live.seen_from(one.item.id))
        signals += [replace(signal, mark=f"{one.item.id}:{signal.mark}") for signal in own]
    due = [one for one in signals if one.late >= ZERO and one.mark not in record.marks]
    return tuple(sorted(due, key=lambda signal: signal.late, reverse=True))


def heard(given: tuple[Signal, ...]) -> Signal | None:
    """Which of the signals given at once is sounded: the newest, unless that is stale too."""
    return given[-1] if given and given[-1].late <= STALE else None


def said(given: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Which of the signals given at once are said: the newest of each item and countdown."""
    return tuple({signal.subject_id: signal for signal in given}.values())


def _of_run(run: Run, live: LiveDay) -> Iterator[Signal]:
    yield from _of_phases(live.cafe, live.elapsed) if live.cafe else _before_end(run, live)
    yield _of_item(run, SignalKind.ITEM_END, late=-live.remaining)


def _of_item(run: Run, kind: SignalKind, *, late: timedelta) -> Signal:
    return Signal(mark=f"{run.press}:{kind}", kind=kind, late=late, subject_id=run.item_id)


def _before_end(run: Run, live: LiveDay) -> Iterator[Signal]:
    """The warning and the last minute of an item without rounds.

    An item that is no longer than that has none, and a warning that comes no earlier than the last
    minute says nothing of its own.
    """
    length = live.elapsed + live.remaining
    if live.last_minute < live.warning < length:
        yield _of_item(run, SignalKind.WARNING, late=live.warning - live.remaining)
    if ZERO < live.last_minute < length:
        yield _of_item(run, SignalKind.LAST_MINUTE, late=live.last_minute - live.remaining)


def _of_timers(record: Record, live: LiveDay) -> Iterator[Signal]:
    """The ends of the countdowns beside the programme.

    One that is lengthened before its end keeps its mark. One that is lengthened when it was over has
    another end, with a mark of its own.
    """
    ended_by = {timer.timer_id: timer.end_press for timer in record.timers}
    for timer in live.timers:
        yield Signal(
            mark=f"timer:{ended_by[timer.id]}:end",
            kind=SignalKind.COUNTDOWN_END,
            late=-timer.remaining,
            subject_id=timer.id,
        )


def _of_phases(cafe: LiveCafe, elapsed: timedelta) -> Iterator[Signal]:
    """The signals that came due in the phases that began; the end of the last phase is the item's.

    A phase that a press ended before a signal was due never gives it. One that a press begins again
    gives its signals again, for the press is part of their marks; one that is taken up, only those to come.
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
            if at <= until and (visit.taken_up is None or at > visit.taken_up):
                mark = f"{visit.press}:{visit.index}:{kind}"
                yield Signal(mark=mark, kind=kind, late=elapsed - at, subject_id=cafe.item.id)
