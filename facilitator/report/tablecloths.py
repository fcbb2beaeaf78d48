"""The appendix with pictures of what the tables wrote and drew."""

from __future__ import annotations

from facilitator.event import Event, Item, find
from facilitator.i18n import _
from facilitator.photos import Photo, standing
from facilitator.report import outline
from facilitator.report.lines import tongue
from facilitator.report.pictures import photo_of
from facilitator.report.sources import round_number, table_and_round
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Part


def tablecloth_sections(snapshot: Snapshot) -> tuple[outline.Section, ...]:
    """The pictures by item, round and table; those of an item that is no more come last, untitled."""
    event = snapshot.event
    photos = sorted(standing(snapshot.photos), key=lambda photo: _order(event, photo))
    if not photos:
        return ()
    items = {photo.item_id: find(event.items, photo.item_id) for photo in photos}
    blocks: list[outline.Block] = []
    for item_id, item in items.items():
        told = tuple(_told(event, item, photo) for photo in photos if photo.item_id == item_id)
        several = item is not None and len(items) > 1
        blocks += [outline.Section(item.title, told, language=tongue(event))] if item and several else told
    return (outline.Section(_("Pictures of tablecloths"), tuple(blocks), part=Part.PHOTOS),)


def _order(event: Event, photo: Photo) -> tuple[bool, int, int, int]:
    item, table = find(event.items, photo.item_id), find(event.tables, photo.table_id)
    place = event.items.index(item) if item else 0
    return item is None, place, round_number(item, photo.round_id), table.number if table else 0


def _told(event: Event, item: Item | None, photo: Photo) -> outline.Leaf:
    place = table_and_round(event, item, photo.table_id, photo.round_id)
    place = place[:1].upper() + place[1:]
    picture = photo_of(photo.image)
    if picture is None:
        return outline.Remark(_("{place}: the picture can't be shown.").format(place=place))
    return outline.Photo(place, *picture, photo.words.strip(), tongue(event) if photo.words.strip() else "")
