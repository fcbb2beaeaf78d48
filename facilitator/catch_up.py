"""Catching up (rule 20 in docs/timetable.md): lateness shared over the later items that may shrink.

All of it is computed and nothing is done: the result says item by item what would be taken away and why
not, and carries the facts that do it. The plan stays what was promised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate

from facilitator.cafe import PhaseKind, allotted_lengths, phases
from facilitator.event import MINUTE, ZERO
from facilitator.record import Allotment, Allotted, Record
from facilitator.timetable import LiveDay, LiveItem, State

SECOND = timedelta(seconds=1)
IGNORED = 15 * SECOND  # a smaller lateness is none
LEAST_TALK = MINUTE  # of a round of a café, however much there is to catch up


class Kept(StrEnum):
    """Why an item keeps its length."""

    NO_MINIMUM = "no_minimum"  # it may not shrink
    AT_MINIMUM = "at_minimum"
    COUNTS_TO_END = "counts_to_end"  # it gets shorter by itself
    BEFORE_GAP = "before_gap"  # time free before a later pin takes up the lateness there


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is to be on time again: the end of the day ("" as ``item_id``), or a later pinned item."""

    item_id: str = ""
    at: datetime
    expected: datetime

    @property
    def late(self) -> timedelta:
        return self.expected - self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A later item before the target, with what is ``taken`` from it, and how much ``sooner`` it starts."""

    live: LiveItem
    taken: timedelta = ZERO
    sooner: timedelta = ZERO
    kept: Kept | None = None

    @property
    def start(self) -> datetime | None:
        return self.live.expected_start - self.sooner if self.live.expected_start else None

    @property
    def length(self) -> timedelta:
        return self.live.length - self.taken


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchUp:
    """What would be changed, in programme order, and the facts that change it, of one press."""

    target: Target
    changes: tuple[Change, ...] = ()
    facts: tuple[Allotted, ...] = ()

    @property
    def won(self) -> timedelta:
        return sum((change.taken for change in self.changes), ZERO)

    @property
    def rest(self) -> timedelta:
        """What cannot be caught up."""
        left = self.target.late - self.won
        return left if left >= IGNORED else ZERO


def targets(live: LiveDay) -> tuple[Target, ...]:
    """What there is to get back to: the pins after the next item, and last the end of the day.

    Without a pinned end, that is the planned one. A pin whose item is announced as delayed is expected
    so much later. Empty when nothing is to come.
    """
    later = _later(live)
    pins = tuple(
        Target(item_id=one.item.id, at=_floor(one, live.shift), expected=one.expected_start)
        for one in later[1:]
        if one.item.pinned and one.expected_start
    )
    if not later or later[-1].expected_end is None:
        return pins
    end = live.pinned_end or later[-1].planned.end + live.shift
    return (*pins, Target(at=end, expected=later[-1].expected_end))


def wanted(live: LiveDay) -> Target | None:
    """What is worth catching up for: the pinned end, else the first pin that is a minute late or more."""
    if not live.begun:
        return None
    late = [one for one in targets(live) if one.late >= MINUTE and (one.item_id or live.pinned_end)]
    return next((one for one in late if not one.item_id), late[0] if late else None)


def catch_up(live: LiveDay, record: Record, target: Target) -> CatchUp:
    """Shares the lateness at the target over the later items before it, in whole seconds.

    Each that may shrink gives in proportion to what it has above its minimum, in whole minutes as far
    as possible, and only as far as needed. What time free before a pin takes up is not taken twice.
    """
    before = _before(live, target)
    rooms = [_room(one, record.allotted) for one in before]
    late = target.late if target.late >= IGNORED else ZERO
    caps = _tightened(_seconds(_caps(before, live.shift, late)))
    changes: list[Change] = []
    sooner = ZERO
    for one, room, cap, share in zip(before, rooms, caps, dealt(_seconds(rooms), caps), strict=True):
        free = cap * SECOND - sooner
        kept = _kept(one, room, late, free) if not share else None
        changes.append(Change(live=one, taken=share * SECOND, sooner=sooner, kept=kept))
        sooner += share * SECOND
    facts = (fact for change in changes if change.taken for fact in _facts(change, record.allotted))
    return CatchUp(target=target, changes=tuple(changes), facts=tuple(facts))


def dealt(rooms: Sequence[int], caps: Sequence[int]) -> list[int]:
    """Shares in whole seconds, in proportion to the rooms, that together come as near the last cap as can be.

    None is larger than its room, and the first so many together never larger than the cap of the last
    of them. Whole minutes are dealt as long as there are any; the seconds go as far back as possible.
    """
    caps = _tightened(caps)
    ideal = _in_proportion(rooms, caps)
    shares: list[int] = []
    used = 0
    for room, until in zip(rooms, ideal, strict=True):
        shares.append(min(room, until // 60 * 60 - used))
        used += shares[-1]
    rest = ideal[-1] - used if ideal else 0
    free = rest
    sums = list(accumulate(shares))
    for at in reversed(range(len(shares))):
        free = min(free, caps[at] - sums[at])
        more = min(rest, rooms[at] - shares[at], free)
        shares[at] += more
        rest, free = rest - more, free - more
    return shares


def _in_proportion(rooms: Sequence[int], caps: Sequence[int]) -> list[int]:
    """How much the first so many give together; where a cap is tight, those after it give more."""
    sums: list[int] = []
    while len(sums) < len(rooms):
        begun, used = len(sums), sums[-1] if sums else 0
        in_all = list(accumulate(rooms[begun:]))
        ratios = [
            min(Fraction(1), Fraction(cap - used, room)) if room else Fraction(1)
            for cap, room in zip(caps[begun:], in_all, strict=True)
        ]
        least = min(ratios)
        tight = len(ratios) - 1 - ratios[::-1].index(least)
        sums += [used + int(room * least) for room in in_all[: tight + 1]]
    return sums


def _tightened(caps: Sequence[int]) -> list[int]:
    """The caps as far as the later ones leave anything of them."""
    return list(accumulate(reversed(caps), min))[::-1]


def _seconds(lengths: Sequence[timedelta]) -> list[int]:
    return [length // SECOND for length in lengths]


def _later(live: LiveDay) -> list[LiveItem]:
    return [one for one in live.items if one.state is State.LATER and one.item.takes_time]


def _before(live: LiveDay, target: Target) -> list[LiveItem]:
    later = _later(live)
    ends = next((at for at, one in enumerate(later) if one.item.id == target.item_id), len(later))
    return later[:ends]


def _floor(one: LiveItem, shift: timedelta) -> datetime:
    """The earliest that an item with a pin or an announced delay can start."""
    return one.planned.start + shift + max(ZERO, one.delay)


def _room(one: LiveItem, allotted: Mapping[str, Allotment]) -> timedelta:
    """How much shorter the item may get; a café in its talks only."""
    if one.item.minimum is None or one.item.count_to_end:
        return ZERO
    room = max(ZERO, one.length - one.item.minimum)
    if one.item.rounds:
        room = min(room, sum(_talk_rooms(one, allotted).values(), ZERO))
    return room


def _talk_rooms(one: LiveItem, allotted: Mapping[str, Allotment]) -> dict[int, timedelta]:
    """Phase index → how much shorter that talk of the café may get."""
    lengths = allotted_lengths(one.item, allotted.get(one.item.id, {}))
    return {
        at: max(ZERO, lengths[at] - LEAST_TALK)
        for at, phase in enumerate(phases(one.item))
        if phase.kind is PhaseKind.TALK
    }


def _caps(before: list[LiveItem], shift: timedelta, late: timedelta) -> list[timedelta]:
    """How much each item and those before it may give together: more would only be waited for."""
    caps = [late] * len(before)
    for at, one in enumerate(before):
        if one.expected_start is None:
            continue
        if at and (one.item.pinned or one.delay):
            caps[at - 1] = min(caps[at - 1], one.expected_start - _floor(one, shift))
        if one.item.count_to_end:
            waits = one.expected_end != one.expected_start
            over = ZERO if waits else one.expected_start - one.planned.end - shift
            caps[at] = min(caps[at], over)
    return [max(ZERO, cap) for cap in caps]


def _kept(one: LiveItem, room: timedelta, late: timedelta, free: timedelta) -> Kept | None:
    """Why nothing is taken from an item; None where its share is just too small."""
    if one.item.count_to_end:
        return Kept.COUNTS_TO_END
    if one.item.minimum is None or one.item.minimum >= one.planned.length:
        return Kept.NO_MINIMUM
    if room < SECOND:
        return Kept.AT_MINIMUM
    return Kept.BEFORE_GAP if free < SECOND <= late else None


def _facts(change: Change, allotted: Mapping[str, Allotment]) -> list[Allotted]:
    """A café's share is dealt to the talks of its rounds."""
    item = change.live.item
    if not item.rounds:
        return [Allotted(item.id, -change.taken)]
    rooms = _talk_rooms(change.live, allotted)
    shares = dealt(_seconds(tuple(rooms.values())), [change.taken // SECOND] * len(rooms))
    return [Allotted(item.id, -by * SECOND, phase) for phase, by in zip(rooms, shares, strict=True) if by]
