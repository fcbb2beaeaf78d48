"""Changes of several programme items at once, as functions of the items: moved, copied, named, grouped.

Ids that are not in the programme are passed over. What has happened on the day is not looked at here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from facilitator.event import BESIDE_KINDS, MINUTE, ZERO, Item, ItemKind
from facilitator.timetable import PlannedItem

NEW_LENGTH = 15 * MINUTE

Items = tuple[Item, ...]
NewId = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Items that follow each other and have one group ("" for those that have none).

    ``first`` is the index of its first item, ``count`` how many there are. Times are planned instants (UTC);
    skipped items have no part in them, so a section of nothing else has no length.
    """

    name: str
    first: int
    count: int
    start: datetime
    end: datetime
    length: timedelta  # of its items in all, without the gaps


def sections(plan: Iterable[PlannedItem]) -> tuple[Section, ...]:
    """The planned items in sections, in programme order."""
    found = []
    for name, numbered in groupby(enumerate(plan), key=lambda pair: pair[1].item.group):
        within = list(numbered)
        part = [one for _at, one in within if one.item.takes_time]
        whole = part or [one for _at, one in within]
        found.append(
            Section(
                name=name,
                first=within[0][0],
                count=len(within),
                start=min(one.start for one in whole),
                end=max(one.end for one in whole),
                length=sum((one.length for one in part), ZERO),
            )
        )
    return tuple(found)


def changed(items: Items, ids: Collection[str], change: Callable[[Item], Item]) -> Items:
    """The items, those of these ids changed."""
    return tuple(change(item) if item.id in ids else item for item in items)


def without_all(items: Items, ids: Collection[str]) -> Items:
    """The items without those of these ids."""
    return tuple(item for item in items if item.id not in ids)


def moved_together(items: Items, ids: Collection[str], to: int) -> Items:
    """The items of these ids as one block, before what is at index ``to`` now (the count: last).

    What is beside one of them goes along.
    """
    ids = _with_beside(items, ids)
    block = tuple(item for item in items if item.id in ids)
    return _with_block(without_all(items[:to], ids), block, without_all(items[to:], ids))


def moved_by_one(items: Items, ids: Collection[str], by: int) -> Items:
    """The items of these ids as one block, one place up (−1) or down (+1), as far as there is one.

    An item and what is beside it are one place.
    """
    ids = _with_beside(items, ids)
    chosen = [at for at, item in enumerate(items) if item.id in ids]
    if not chosen:
        return items
    to = chosen[0] - 1 if by < 0 else chosen[-1] + 2
    whole = not items[chosen[0]].beside
    while whole and 0 < to < len(items) and items[to].beside:
        to += by
    return moved_together(items, ids, to) if 0 <= to <= len(items) else items


def inserted(items: Items, block: Items, at: int) -> Items:
    """The items with others put in before index ``at``."""
    return _with_block(items[:at], block, items[at:])


def after_last(items: Items, ids: Collection[str]) -> int:
    """The index after the last item of these ids; the count where there is none."""
    return max((at + 1 for at, item in enumerate(items) if item.id in ids), default=len(items))


def copies(block: Iterable[Item], items: Items, new_id: NewId) -> Items:
    """The block's items as new ones for the programme ``items``, with new ids, of their rounds as well.

    What there can be only once stays with the item that has it: a cue, a pinned start, a locked end.
    """
    cues = {item.cue for item in items}
    starts = {item.start for item in items}
    ends = {item.end for item in items}
    return tuple(
        replace(
            item,
            id=new_id(),
            rounds=tuple(replace(round_, id=new_id()) for round_ in item.rounds),
            cue="" if item.cue in cues else item.cue,
            start=None if item.start in starts else item.start,
            end=None if item.end in ends else item.end,
        )
        for item in block
    )


def of_kind(item: Item, kind: ItemKind) -> Item:
    """The item as one of that kind: a marker takes no time, and what was one gets some."""
    if kind is ItemKind.MARKER:
        return replace(
            item, kind=kind, length=ZERO, minimum=None, end=None, count_to_end=False, rounds=(), beside=False
        )
    beside = item.beside and kind in BESIDE_KINDS
    return replace(item, kind=kind, beside=beside, length=NEW_LENGTH if item.marker else item.length)


def of_length(item: Item, length: timedelta) -> Item:
    """The item with that length; a least length above it follows."""
    return replace(item, length=length, minimum=None if item.minimum is None else min(item.minimum, length))


def has_typed_length(item: Item) -> bool:
    """Whether the length is the item's own: a café's follows from its rounds, a marker has none."""
    return not item.rounds and not item.marker


def _with_beside(items: Items, ids: Collection[str]) -> set[str]:
    """The ids, and those of the items beside one of them."""
    found: set[str] = set()
    along = False
    for item in items:
        if not item.marker:
            along = item.id in ids or (item.beside and along)
        if item.id in ids or (item.beside and along):
            found.add(item.id)
    return found


def _with_block(before: Items, block: Items, after: Items) -> Items:
    """What comes to stand between two items of one group belongs to it."""
    if before and after and before[-1].group == after[0].group != "":
        block = tuple(replace(item, group=before[-1].group) for item in block)
    return (*before, *block, *after)
