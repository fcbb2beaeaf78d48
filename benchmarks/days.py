"""Days that are larger than any real one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from facilitator.clock import Moment, Timeline
from facilitator.event import MINUTE, ZERO, Event, Item, ItemKind
from facilitator.notes import Draft, Note, Notes, Revision, stored
from facilitator.record import Entry, Record, Started
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot

_BOOTED = datetime(2024, 3, 5, 6, tzinfo=UTC)
_LENGTH = MINUTE / 10


def a_running_day(items: int) -> tuple[Event, Record, Moment]:
    """A day of so many short items, one half of it done and one item in overtime.

    Every tenth item is pinned, every seventh counts to its end, every ninth is skipped.
    """
    event = Event(id="day", title="Day", date=date(2024, 3, 5), items=tuple(map(_item, range(items))))
    begun = event.instant(event.start)
    starts = [begun + number * _LENGTH for number in range(items // 2)]
    entries = tuple(
        Entry(seq=press, press=press, moment=_moment(at), fact=Started(event.items[press - 1].id))
        for press, at in enumerate(starts, start=1)
        if not event.items[press - 1].skipped
    )
    now = _moment(entries[-1].moment.utc + 2 * _LENGTH)
    return event, Record(entries=entries, timeline=Timeline().heard(entries[0].moment).heard(now)), now


def a_written_day(notes: int) -> Snapshot:
    """The finished sample day with so many notes: what its tables wrote, over and over, each numbered."""
    day = sample_snapshot(with_notes=True)
    written = [note.current for note in day.notes.standing]
    revisions = _revisions(written, notes)
    return replace(day, notes=Notes({one.draft.note_id: Note((one,)) for one in revisions}))


def an_id(*parts: object) -> str:
    """128 bit in hexadecimal, the same for the same parts."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _item(number: int) -> Item:
    counts_to_end = number % 7 == 3
    planned = (datetime.combine(date(2024, 3, 5), time(9)) + number * _LENGTH).time()
    return Item(
        id=f"item-{number}",
        kind=ItemKind.TALK,
        title=f"Item {number}",
        length=_LENGTH,
        start=planned if number % 10 == 0 else None,
        end=(datetime.combine(date(2024, 3, 5), planned) + _LENGTH).time() if counts_to_end else None,
        count_to_end=counts_to_end,
        skipped=number % 9 == 5,
    )


def _moment(at: datetime) -> Moment:
    return Moment(utc=at, boot=max(ZERO, at - _BOOTED), boot_id="boot")


def _revisions(written: list[Revision], count: int) -> Iterator[Revision]:
    for seq in range(1, count + 1):
        like = written[seq % len(written)]
        draft = Draft(
            id=an_id("revision", seq),
            note_id=an_id("note", seq),
            parent_id=None,
            item_id=like.draft.item_id,
            round_id=like.draft.round_id,
            table_id=like.draft.table_id,
            theme_id=like.draft.theme_id,
            kind=like.draft.kind,
            text=f"{like.draft.text} ({seq})",
        )
        yield stored(draft, known=None, seq=seq, at=like.at + timedelta(milliseconds=seq))
