"""What the programme's keys, menu and cells store: each change of one or more items is one undo step.

All raise FacilitatorError, and then nothing was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import cast

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from facilitator.actual import end_moved, last_run, with_fact
from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE, Event, Item, ItemKind
from facilitator.i18n import _, ngettext
from facilitator.item_table import items_from_json, items_from_text, items_to_json, items_to_text
from facilitator.planning import (
    NEW_LENGTH,
    Items,
    after_last,
    changed,
    copies,
    has_typed_length,
    inserted,
    moved_by_one,
    moved_together,
    of_length,
    without_all,
)
from facilitator.record import Fact, Record, Run, StartMoved
from facilitator.timetable import LiveItem, State
from facilitator.ui.document import Document
from facilitator.ui.sentences import local_time
from facilitator.ui.typed_fields import length_typed, time_typed

ITEMS_MIME = "application/x-facilitator-items+json"
Ids = Collection[str]


def edit_items(document: Document, items: Items, text: str) -> None:
    """Stores a changed programme as one undo step. Raises RefusedError."""
    plan = document.plan
    document.edit(replace(plan, event=replace(plan.event, items=items)), text)


def chosen_items(document: Document, ids: Ids) -> Items:
    """The items of these ids, in programme order."""
    return tuple(item for item in document.plan.event.items if item.id in ids)


# ── order and number ──


def add_item(document: Document, after: Ids) -> str:
    """A new item after the last of those, or last; in the group of what it stands after. Its id."""
    items = document.plan.event.items
    at = after_last(items, after)
    group = items[at - 1].group if at else ""
    item = Item(id=document.new_id(), kind=ItemKind.TALK, title=_("New item"), length=NEW_LENGTH, group=group)
    edit_items(document, inserted(items, (item,), at), _("add an item"))
    return item.id


def remove_items(document: Document, ids: Ids) -> None:
    """Takes the items out. Refused where one of them has run: it is part of what happened."""
    for live in document.live.items:
        if live.item.id in ids and not removable(live):
            words = _("“{title}” has run and is part of the day. Skip it, or go back first.")
            raise FacilitatorError(words.format(title=live.item.title))
    _edit(document, ids, without_all, ngettext("remove the item", "remove {count} items", len(ids)))


def removable(live: LiveItem) -> bool:
    """Whether the item can be taken out: one that has run is part of what happened."""
    return live.state not in (State.RUNNING, State.DONE)


def move_items(document: Document, ids: Ids, by: int) -> None:
    """Moves the items one place up (−1) or down (+1)."""
    _edit(document, ids, lambda items, ids: moved_by_one(items, ids, by), _move_text(ids))


def move_items_to(document: Document, ids: Ids, to: int) -> None:
    """Moves the items so that they stand before what is at index ``to`` now."""
    _edit(document, ids, lambda items, ids: moved_together(items, ids, to), _move_text(ids))


def _move_text(ids: Ids) -> str:
    return ngettext("move the item", "move {count} items", len(ids))


def _edit(document: Document, ids: Ids, change: Callable[[Items, Ids], Items], text: str) -> None:
    edit_items(document, change(document.plan.event.items, ids), text.format(count=len(ids)))


# ── what they are ──


def skip_items(document: Document, ids: Ids) -> None:
    """Leaves the items out of the day; where all of them are, takes them in again."""
    skipped = not all(item.skipped for item in chosen_items(document, ids))
    text = ngettext("skip the item", "skip {count} items", len(ids))
    _change(document, ids, lambda item: replace(item, skipped=skipped), text)


def pin_items(document: Document, ids: Ids) -> None:
    """Pins the items to their planned starts; where all of them are, links them to what is before."""
    unpin = all(item.pinned for item in chosen_items(document, ids))
    event = document.plan.event
    starts = {live.item.id: event.local(live.planned.start).time() for live in document.live.items}
    text = ngettext("pin the item", "pin {count} items", len(ids))
    _change(document, ids, lambda item: replace(item, start=None if unpin else starts[item.id]), text)


def group_items(document: Document, ids: Ids, name: str) -> None:
    """Puts the items into the group of that name; "" into none."""
    text = ngettext("group the item", "group {count} items", len(ids))
    _change(document, ids, lambda item: replace(item, group=name.strip()), text)


def lengthen_items(document: Document, ids: Ids, text: str) -> None:
    """Gives the items the typed length; among several, a café and a marker keep theirs."""
    chosen = chosen_items(document, ids)
    own = {item.id for item in chosen if has_typed_length(item)}
    if not own and chosen:
        put_length(chosen[0], text)  # says why not
    name = ngettext("change the length of the item", "change the length of {count} items", len(own))
    _change(document, own, lambda item: put_length(item, text), name)
    left = len(chosen) - len(own)
    if left:
        words = ngettext(
            "{count} item keeps its length: a café's follows from its rounds, and a marker has none.",
            "{count} items keep their length: a café's follows from its rounds, and a marker has none.",
            left,
        )
        document.tell(words.format(count=left))


def put_length(item: Item, text: str) -> Item:
    """The item with the typed length; a lower least length follows."""
    if item.marker:
        words = _("“{title}” is a marker and takes no time. Choose another kind to give it some.")
        raise FacilitatorError(words.format(title=item.title))
    if not has_typed_length(item):
        words = _("The length of “{title}” follows from its rounds. Change them in the café.")
        raise FacilitatorError(words.format(title=item.title))
    return of_length(item, length_typed(text, item.length))


def put_start(item: Item, text: str) -> Item:
    """Pins the item to the typed time; nothing typed links it to the one before."""
    return replace(item, start=time_typed(text))


def _change(document: Document, ids: Ids, change: Callable[[Item], Item], text: str) -> None:
    items = changed(document.plan.event.items, ids, change)
    edit_items(document, items, text.format(count=len(ids)))


# ── copies ──


def duplicate_items(document: Document, ids: Ids) -> tuple[str, ...]:
    """Puts copies after the last of the items; the copies' ids."""
    text = ngettext("duplicate the item", "duplicate {count} items", len(ids))
    return _put_copies(document, chosen_items(document, ids), ids, text)


def copy_items(document: Document, ids: Ids) -> None:
    """Puts the items on the clipboard: whole for this program, as a table for any other."""
    _to_clipboard(chosen_items(document, ids))


def cut_items(document: Document, ids: Ids) -> None:
    """Takes the items out and puts them on the clipboard."""
    cut = chosen_items(document, ids)
    remove_items(document, ids)
    _to_clipboard(cut)


def _to_clipboard(items: Items) -> None:
    data = QMimeData()
    data.setData(ITEMS_MIME, items_to_json(items).encode())
    data.setText(items_to_text(items))
    QGuiApplication.clipboard().setMimeData(data)


def paste_items(document: Document, after: Ids) -> tuple[str, ...]:
    """Puts what is on the clipboard after the last of the items; the new items' ids."""
    block = _on_clipboard(document)
    if not block:
        raise FacilitatorError(_("There is nothing to paste. Copy items here, or rows in a spreadsheet."))
    text = ngettext("paste the item", "paste {count} items", len(block))
    return _put_copies(document, block, after, text)


def _on_clipboard(document: Document) -> Items:
    data = QGuiApplication.clipboard().mimeData()
    if data.hasFormat(ITEMS_MIME):
        try:
            return items_from_json(bytes(data.data(ITEMS_MIME).data()).decode())
        except ValueError:
            pass  # another version's; it comes with a text as well
    return items_from_text(data.text(), document.new_id)


def _put_copies(document: Document, block: Items, after: Ids, text: str) -> tuple[str, ...]:
    items = document.plan.event.items
    made = copies(block, items, document.new_id)
    put = inserted(items, made, after_last(items, after))
    edit_items(document, put, text.format(count=len(made)))
    return tuple(item.id for item in made)


# ── actual times ──


def correct_start(document: Document, item_id: str, text: str) -> None:
    """Moves the actual start of an item that has run to the typed time."""
    live = _that_ran(document, item_id)
    by = _moved(document.plan.event, live.actual_start, text)
    if by:
        _correct(document, live.item, StartMoved(item_id, -by), by, lambda run: run.started_at)


def correct_end(document: Document, item_id: str, text: str) -> None:
    """Moves the actual end of an item that is over to the typed time."""
    live = _that_ran(document, item_id)
    by = _moved(document.plan.event, live.actual_end, text)
    fact = end_moved(document.record, item_id, by)
    if fact is None:
        words = _("The end of “{title}” can't be moved: something else came in between.")
        raise FacilitatorError(words.format(title=live.item.title))
    if by:
        _correct(document, live.item, fact, by, lambda run: run.ended_at)


def _that_ran(document: Document, item_id: str) -> LiveItem:
    live = document.live.find(item_id)
    if live is None or live.actual_start is None:
        raise FacilitatorError(_("Only an item that has run has actual times."))
    return live


def _moved(event: Event, shown: datetime | None, text: str) -> timedelta:
    """How much later than shown the typed time is; of all days, the closest one is meant."""
    at: time | None = time_typed(text)
    if at is None or shown is None:
        raise FacilitatorError(_("An item that has run has actual times. Type one like 9:30."))
    local = event.local(shown)
    days = (datetime.combine(local.date() + timedelta(days=by), at, event.tzinfo) for by in (-1, 0, 1))
    return min((day - shown for day in days), key=abs)


def _correct(
    document: Document, item: Item, fact: Fact, by: timedelta, read: Callable[[Run], datetime | None]
) -> None:
    """Presses the fact, and says where less came of it than was wanted."""
    expected = with_fact(document.record, fact, document.now())
    before, after = (_time(record, item.id, read) for record in (document.record, expected))
    event = document.plan.event
    short = abs(after - before - by) >= MINUTE / 2
    if short and after == before:
        words = _("“{title}” can't be put at {wanted}: what comes before and after does not allow it.")
        raise FacilitatorError(words.format(title=item.title, wanted=local_time(event, before + by)))
    document.press(fact)
    if short:
        words = _("“{title}” is put at {time}, as close to {wanted} as what else happened allows.")
        document.tell(
            words.format(
                title=item.title, time=local_time(event, after), wanted=local_time(event, before + by)
            )
        )


def _time(record: Record, item_id: str, read: Callable[[Run], datetime | None]) -> datetime:
    """A time of the run that there is."""
    return cast(datetime, read(cast(Run, last_run(record, item_id))))
