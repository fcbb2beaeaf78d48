"""The actual times of an item that has run: put right by facts, within what happened; and its log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from facilitator.clock import Moment
from facilitator.record import (
    EndedBeside,
    EndMoved,
    Entry,
    Fact,
    Finished,
    Record,
    Run,
    Started,
    StartedBeside,
    StartMoved,
    WentBack,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """What happened to an item.

    ``in_force`` is False for what was taken back. ``started`` and ``ended`` are what a correction made of
    its start or its end (UTC); ``closes`` says that the item ended with it, because another began or the
    day ended.
    """

    entry: Entry
    in_force: bool = True
    started: datetime | None = None
    ended: datetime | None = None
    closes: bool = False


def last_run(record: Record, item_id: str) -> Run | None:
    """The latest run of the item; None for one that was never started."""
    return record.last_run(item_id)


def end_moved(record: Record, item_id: str, by: timedelta) -> Fact | None:
    """The fact that moves the actual end later (negative: earlier); None where it can't be moved.

    Where the next item began at that end, it is that start that is moved.
    """
    run = last_run(record, item_id)
    if run is None or run.ended_at is None:
        return None
    if run in (*record.runs[-1:], *record.beside.get(item_id, ())[-1:]):
        return EndMoved(item_id, by)
    after = record.runs[record.runs.index(run) + 1]
    follows = after.start == run.end and last_run(record, after.item_id) is after
    return StartMoved(after.item_id, -by) if follows else None


def with_fact(record: Record, fact: Fact, moment: Moment) -> Record:
    """The record as it would be after the fact, to see what comes of it."""
    last = record.entries[-1] if record.entries else None
    seq, press = (last.seq + 1, last.press + 1) if last else (1, 1)
    entry = Entry(seq=seq, press=press, moment=moment, fact=fact)
    return replace(record, entries=(*record.entries, entry), timeline=record.timeline.heard(moment))


def item_log(record: Record, item_id: str) -> tuple[LogLine, ...]:
    """What happened to the item, oldest first, with what was taken back since."""
    effective = {entry.seq for entry in record.effective}
    lines = []
    running, beside = "", False
    for at, entry in enumerate(record.entries):
        in_force = entry.seq in effective
        fact = entry.fact
        if isinstance(fact, StartMoved | EndMoved):
            line = _correction(record, at, item_id)
            if line is not None:
                lines.append(replace(line, in_force=in_force))
        elif getattr(fact, "item_id", None) == item_id:
            lines.append(LogLine(entry=entry, in_force=in_force))
        elif in_force and _closes(fact, on=running == item_id, beside=beside):
            lines.append(LogLine(entry=entry, closes=True))
        if in_force and isinstance(fact, Started | Finished | WentBack):
            running = getattr(fact, "item_id", "")
        if in_force and fact in (StartedBeside(item_id), EndedBeside(item_id), Finished()):
            beside = isinstance(fact, StartedBeside)
    return tuple(lines)


def _closes(fact: Fact, *, on: bool, beside: bool) -> bool:
    """Whether the fact ends an item that it does not name: the running one, or one beside it."""
    return (on and isinstance(fact, Started)) or ((on or beside) and isinstance(fact, Finished))


def _correction(record: Record, at: int, item_id: str) -> LogLine | None:
    """What the moved start or end of index ``at`` made of the item's own; None where that is nothing."""
    before = last_run(replace(record, entries=record.entries[:at]), item_id)
    after = last_run(replace(record, entries=record.entries[: at + 1]), item_id)
    if before is None or after is None or before == after:
        return None
    return LogLine(
        entry=record.entries[at],
        started=after.started_at if after.started_at != before.started_at else None,
        ended=after.ended_at if after.ended_at != before.ended_at else None,
    )
