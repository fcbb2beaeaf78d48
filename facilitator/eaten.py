"""What more time for one item takes from a later one, read from the forecast before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from facilitator.catch_up import targets
from facilitator.event import MINUTE, ZERO, Item, ItemKind
from facilitator.timetable import LiveDay, LiveItem, State

NOTICED = MINUTE / 2  # less is not worth a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Eaten:
    """A later item that gets shorter: how much in all, and what is left of it."""

    item: Item
    lost: timedelta
    left: timedelta

    @property
    def below_minimum(self) -> bool:
        """Whether less is left than its least length; an item without one keeps its whole length."""
        return self.item.minimum is None or self.left < self.item.minimum


def eaten_by(before: LiveDay, after: LiveDay) -> tuple[Eaten, ...]:
    """The later items that lose more time after a press than before it, in programme order."""
    known, lost = lost_time(before), lost_time(after)
    return tuple(
        Eaten(item=one.item, lost=lost[one.item.id], left=_whole(one) - lost[one.item.id])
        for one in after.items
        if lost.get(one.item.id, ZERO) - known.get(one.item.id, ZERO) >= NOTICED
    )


def lost_time(live: LiveDay) -> Mapping[str, timedelta]:
    """Item id → how much shorter a later item gets if all that is pinned is kept.

    An item that counts to its end gives way by itself. Lateness at a pin, or at the pinned end, is
    taken from the harvest that comes before it since the last pin, else from the last item there.
    """
    later = [one for one in live.items if one.state is State.LATER and one.item.takes_time]
    lost = {one.item.id: _whole(one) - one.length for one in later if one.length < _whole(one)}
    paid = ZERO
    for late, items in _stretches(live, later):
        harvests = [one for one in items if one.item.kind is ItemKind.HARVEST]
        able = harvests or [one for one in items if not one.item.count_to_end]
        if late > paid and able:
            lost[able[-1].item.id] = min(late - paid, able[-1].length)
            paid = late
    return lost


def _stretches(live: LiveDay, later: list[LiveItem]) -> Iterator[tuple[timedelta, list[LiveItem]]]:
    """The lateness at each pin and at the pinned end, with the items since the pin before."""
    begin = 0
    for target in targets(live):
        if not target.item_id and live.pinned_end is None:
            return
        end = next((at for at, one in enumerate(later) if one.item.id == target.item_id), len(later))
        yield target.late, later[begin:end]
        begin = end


def _whole(one: LiveItem) -> timedelta:
    """The length that it was to have."""
    return max(one.length, one.planned.length) if one.item.count_to_end else one.length
