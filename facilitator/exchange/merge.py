"""What a sheet changes in the programme: each item's change in words to come, and the plan as it would be."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from enum import StrEnum
from typing import Any, Final

from facilitator.event import BESIDE_KINDS, MINUTE, ZERO, Event, Item, ItemKind, Plan
from facilitator.exchange.columns import Field
from facilitator.exchange.rows import Entry, Problem
from facilitator.i18n import _, format_time
from facilitator.timetable import planned
from facilitator.typed import speaker_line

NEW_LENGTH: Final = 15 * MINUTE  # of a new item whose length no row tells

# What can be said to differ, in the order in which it is said.
COMPARED: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.TITLE: ("title",),
    Field.START: ("start",),
    Field.LENGTH: ("length",),
    Field.KIND: ("kind",),
    Field.CUE: ("cue",),
    Field.GROUP: ("group",),
    Field.SPEAKERS: ("speakers",),
    Field.PROMPT: ("prompt",),
    Field.LANGUAGE: ("language",),
    Field.NOTES: ("private_notes",),
    Field.SKIPPED: ("skipped",),
    Field.BESIDE: ("beside",),
    Field.COUNT_TO_END: ("count_to_end",),
    Field.MINIMUM: ("minimum",),
    Field.WARNING: ("warning", "warning_share"),
    Field.LAST_MINUTE: ("last_minute", "last_minute_share"),
}


class ChangeKind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    UNCHANGED = "unchanged"
    ABSENT = "absent"  # not in the sheet, and stays
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one item.

    ``row`` is the sheet's (from 1), None for an item that is not in it. ``before`` is None for a new item,
    ``after`` for one that is removed. ``moved`` may come on top of other changes.
    """

    kind: ChangeKind
    row: int | None
    before: Item | None
    after: Item | None
    fields: tuple[Field, ...] = ()
    moved: bool = False

    @property
    def title(self) -> str:
        item = self.after or self.before
        return item.title if item else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The plan with the sheet's items in it, one change per item, and what could not be taken over."""

    plan: Plan
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...] = ()


def merge(
    plan: Plan,
    entries: Sequence[Entry],
    new_id: Callable[[], str],
    *,
    ran: Collection[str] = (),
    remove_absent: bool = False,
) -> Merged:
    """The plan as the entries would have it.

    An entry is the item with its cue and title, else with its cue, else with its title. Of that item only
    what the sheet says changes; a new one gets ``new_id()``. Items in the sheet take its order; the others
    stay behind what they stood behind, or go with ``remove_absent``, save those that ``ran`` (ids).
    Merging the same entries again changes nothing.
    """
    before = plan.event.items
    problems: list[Problem] = []
    partners = _partners(before, entries)
    known = {item.id: item for item in before}
    lengths = {one.item.id: one.length for one in planned(plan.event)}
    items: list[Item] = []
    for entry in entries:
        old = known.get(partners.get(entry.row, ""))
        if old is None:
            items.append(_new(entry, new_id(), problems))
        else:
            items.append(_updated(old, entry, lengths[old.id], problems))
    rows = {item.id: entry.row for item, entry in zip(items, entries, strict=True)}
    removed = {item.id for item in before if remove_absent and item.id not in rows and item.id not in ran}
    event = replace(plan.event, items=_in_order(before, items, removed))
    event = _pinned(event, known, {rows[item.id]: item.id for item in items}, entries)
    _tell_passed_over(event, rows, entries, problems)
    after = tuple(_unlocked(item, rows, known, problems) for item in event.items)
    event = plan.event if after == before else replace(event, items=after)
    return Merged(
        plan=plan if event is plan.event else replace(plan, event=event),
        changes=_changes(before, event.items, rows),
        problems=tuple(problems),
    )


# ── who is who ──


def _partners(items: Sequence[Item], entries: Sequence[Entry]) -> dict[int, str]:
    """Row → id of the item that it is; of several that are called the same, each in its turn."""
    found: dict[int, str] = {}
    for key in (_cue_and_title, _cue, _title):
        free: defaultdict[Hashable, list[str]] = defaultdict(list)
        taken = set(found.values())
        for item in reversed(items):
            if item.id not in taken:
                free[key(item)].append(item.id)
        for entry in entries:
            name = key(entry.item) if key is _title or "cue" in entry.given else None
            if entry.row not in found and name is not None and free[name]:
                found[entry.row] = free[name].pop()
    return found


def _cue_and_title(item: Item) -> Hashable:
    return item.cue.casefold(), item.title.casefold()


def _cue(item: Item) -> Hashable:
    return item.cue.casefold() or None


def _title(item: Item) -> Hashable:
    return item.title.casefold()


# ── one item ──


def _new(entry: Entry, id: str, problems: list[Problem]) -> Item:
    item = entry.item
    if item.length <= ZERO and not item.marker:
        problems.append(
            Problem(
                row=entry.row,
                sentence=_("Nothing says how long “{title}” is. It gets 15 minutes.").format(
                    title=item.title
                ),
            )
        )
        item = replace(item, length=NEW_LENGTH)
    return _sound(replace(item, id=id))


def _updated(item: Item, entry: Entry, length: timedelta, problems: list[Problem]) -> Item:
    """The item with what the sheet says of it; the time of its start is seen to later.

    ``length`` is the planned one: where a locked end makes it, the sheet says nothing new by it.
    """
    given: dict[str, Any] = {name: getattr(entry.item, name) for name in entry.given - {"start"}}
    if given.get("length") == length:
        given["length"] = item.length
    if "speakers" in given:
        given["speakers"] = _same_speakers(item, entry.item)
    if item.rounds:
        _keep_rounds(item, given, entry.row, problems)
    if given.get("kind", item.kind) is ItemKind.MARKER:
        given["length"] = ZERO
    elif item.marker and "length" not in given:
        given["length"] = NEW_LENGTH
    return _sound(replace(item, **given))


def _same_speakers(item: Item, said: Item) -> tuple[Any, ...]:
    """A line does not tell a title from an organisation: a speaker who is known by it stays who it is."""
    known = {speaker_line(speaker): speaker for speaker in item.speakers}
    return tuple(known.get(speaker_line(speaker), speaker) for speaker in said.speakers)


def _keep_rounds(item: Item, given: dict[str, Any], row: int, problems: list[Problem]) -> None:
    """Length and kind of an item with rounds follow from these."""
    length, kind = given.pop("length", item.length), given.pop("kind", item.kind)
    if length != item.length:
        words = _("The length of “{title}” follows from its rounds. Change them in the café.")
        problems.append(Problem(row=row, sentence=words.format(title=item.title)))
    if kind is not item.kind:
        words = _("“{title}” has rounds, so its kind stays.")
        problems.append(Problem(row=row, sentence=words.format(title=item.title)))


def _sound(item: Item) -> Item:
    """The least length is at most the length, and only where tables talk is an item beside another."""
    item = replace(item, beside=item.beside and item.kind in BESIDE_KINDS)
    if item.minimum is None or item.minimum <= item.length:
        return item
    return replace(item, minimum=item.length)


# ── the order and the starts ──


def _in_order(before: Sequence[Item], items: Sequence[Item], removed: Collection[str]) -> tuple[Item, ...]:
    """The sheet's items in its order, each other one behind what it stood behind.

    It stands behind all items of its title, too: so that these are taken before it the next time.
    """
    said = {item.id: at for at, item in enumerate(items)}
    last = {_title(item): at for at, item in enumerate(items)}
    behind: defaultdict[int, list[Item]] = defaultdict(list)
    here = -1
    for item in before:
        if item.id in said:
            here = said[item.id]
        elif item.id not in removed:
            behind[max(here, last.get(_title(item), -1))].append(item)
    ordered = list(behind[-1])
    for at, item in enumerate(items):
        ordered += [item, *behind[at]]
    return tuple(ordered)


def _pinned(
    event: Event, known: Mapping[str, Item], id_of: Mapping[int, str], entries: Sequence[Entry]
) -> Event:
    """The event in which each item starts when the sheet says: pinned where it doesn't follow by itself.

    What is pinned already stays so, and what the sheet says to be pinned or to follow.
    """
    said = {id_of[entry.row]: entry for entry in entries}
    wanted = {id: entry.item.start for id, entry in said.items() if entry.item.start is not None}
    free = {id for id in wanted if said[id].pinned is None and (id not in known or known[id].start is None)}
    following = {id for id, entry in said.items() if entry.pinned is False}

    def with_starts(linked: Collection[str]) -> Event:
        starts: dict[str, time | None] = {**wanted, **dict.fromkeys((*following, *linked))}
        return replace(
            event, items=tuple(replace(item, start=starts.get(item.id, item.start)) for item in event.items)
        )

    linked = free & _following(with_starts(()))
    elsewhere = {
        one.item.id
        for one in planned(with_starts(linked))
        if one.item.id in linked and event.local(one.start).time() != wanted[one.item.id]
    }
    return with_starts(linked - elsewhere)


def _tell_passed_over(
    event: Event, rows: Mapping[str, int], entries: Sequence[Entry], problems: list[Problem]
) -> None:
    """Says of the first item that is to follow what is before it, but whose row has another start.

    Only of the first: where that is put right, those behind it move along.
    """
    said = {entry.row: entry for entry in entries}
    for one in planned(event):
        entry = said.get(rows.get(one.item.id, -1))
        start = event.local(one.start).time()
        if entry is None or entry.pinned is not False or entry.item.start in (None, start):
            continue
        if one.item.takes_time:
            words = _(
                "“{title}” follows what is before it and starts at {time}, not when its row says. Write yes "
                "under Pinned to let it start then."
            )
            told = words.format(title=one.item.title, time=format_time(start))
            problems.append(Problem(row=entry.row, sentence=told))
            return


def _following(event: Event) -> frozenset[str]:
    """The ids of the items that start where what is before them ends, or with it, pinned or not."""
    due = event.instant(event.start)
    found = set()
    starts = {one.item.id: one.start for one in planned(event)}
    for one in planned(event):
        if one.start == starts.get(one.main_id, due):
            found.add(one.item.id)
        if one.item.takes_time:
            due = one.end
    return frozenset(found)


def _unlocked(
    item: Item, rows: Mapping[str, int], known: Mapping[str, Item], problems: list[Problem]
) -> Item:
    """The item; where it would start after its locked end, with the start that it had."""
    old = known.get(item.id)
    if old is None or item.end is None or item.start is None or item.start < item.end:
        return item
    words = _("“{title}” would start after its pinned end. It keeps its start; change its end first.")
    problems.append(Problem(row=rows[item.id], sentence=words.format(title=item.title)))
    return replace(item, start=old.start)


# ── what changed ──


def _changes(before: Sequence[Item], after: Sequence[Item], rows: Mapping[str, int]) -> tuple[Change, ...]:
    """One change per item, in the order of the plan to be; what is removed comes last."""
    known = {item.id: item for item in before}
    order = {item.id: at for at, item in enumerate(before)}
    steady = _longest_rise([order[item.id] for item in after if item.id in order])
    found = [
        _change(known.get(item.id), item, rows.get(item.id), moved=order.get(item.id, -1) not in steady)
        for item in after
    ]
    staying = {item.id for item in after}
    found += [
        Change(kind=ChangeKind.REMOVED, row=None, before=item, after=None)
        for item in before
        if item.id not in staying
    ]
    return tuple(found)


def _change(before: Item | None, after: Item, row: int | None, *, moved: bool) -> Change:
    if before is None:
        return Change(kind=ChangeKind.NEW, row=row, before=None, after=after)
    fields = tuple(
        which
        for which, names in COMPARED.items()
        if any(getattr(before, name) != getattr(after, name) for name in names)
    )
    if fields:
        kind = ChangeKind.CHANGED
    elif moved and row is not None:
        kind = ChangeKind.MOVED
    else:
        kind = ChangeKind.UNCHANGED if row is not None else ChangeKind.ABSENT
    return Change(kind=kind, row=row, before=before, after=after, fields=fields, moved=moved)


def _longest_rise(places: Sequence[int]) -> frozenset[int]:
    """The most of the places (all different) that rise in their order: these items did not move."""
    ends: list[int] = []  # the least place that a rise of that length ends in
    lengths: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at)
    rise: list[int] = []
    for place, length in zip(reversed(places), reversed(lengths), strict=True):
        if length == len(ends) - 1 - len(rise) and (not rise or place < rise[-1]):
            rise.append(place)
    return frozenset(rise)
