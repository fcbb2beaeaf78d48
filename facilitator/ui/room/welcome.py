"""The scenes before the day and after it: what this is, when it starts, and the documents to read."""

from __future__ import annotations

from facilitator.event import Event, ItemKind
from facilitator.i18n import _
from facilitator.qr import fits_qr
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, State
from facilitator.ui.room.codes import Documents, draw_codes
from facilitator.ui.room.lettering import BOLD, SEMIBOLD, Block, Words, stack
from facilitator.ui.room.message import calm, when_where
from facilitator.ui.room.parts import SMALL_LOGO, head, height_of, write_all
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.sentences import SECOND, local_time
from facilitator.ui.tokens import Ink

LARGE_LOGO = 0.12  # of the height
SHARES_OF_CODES = (0.42, 0.34, 0.26)  # of the height, as far as the text leaves room


def welcome(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The day's title, date, place and start, or thanks, above the QR codes of the documents."""
    event = snapshot.event
    top = head(sheet, "" if live.finished else _("Welcome"), event, live, logo=LARGE_LOGO)
    top += sheet.part(0.035)
    documents = _documents(event)
    shares = [sheet.part(share) for share in SHARES_OF_CODES] if documents else [0]
    texts, gap = _texts(sheet, event, live), sheet.part(0.026)
    for share in shares:
        bottom = sheet.bottom - share - (sheet.part(0.04) if documents else 0)
        blocks = stack(texts, sheet.measure, bottom - top, gap)
        if _readable(sheet, blocks):
            break
    write_all(sheet, blocks, top + (bottom - top - height_of(blocks, gap)) * 0.4, gap)
    if documents:
        draw_codes(sheet, documents, share, live)


def documents_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The QR codes of the documents, as large as fit."""
    documents = _documents(snapshot.event)
    if not documents:
        calm(sheet, snapshot, live)
        return
    top = head(sheet, _("Documents"), snapshot.event, live, logo=SMALL_LOGO)
    draw_codes(sheet, documents, sheet.bottom - top - sheet.part(0.035), live)


def _documents(event: Event) -> Documents:
    """Title and address of those that a phone can read the code of."""
    return tuple((one.title, one.address) for one in event.documents if fits_qr(one.address))


def _readable(sheet: Sheet, blocks: tuple[Block, ...]) -> bool:
    return all(block.px >= sheet.body for block in blocks)


def _texts(sheet: Sheet, event: Event, live: LiveDay) -> tuple[Words, ...]:
    facts = when_where(sheet, event)
    if live.finished:
        thanks = Words(_("Thank you for today!"), sheet.part(0.13), sheet.body, BOLD, headline=True)
        title = Words(event.title, sheet.part(0.06), sheet.body, SEMIBOLD, headline=True)
        return thanks, title, facts
    title = Words(event.title, sheet.part(0.105), sheet.body, BOLD, headline=True)
    start = Words(_start_words(event, live), sheet.part(0.065), sheet.body, SEMIBOLD, Ink.ACCENT)
    return title, facts, start


def _start_words(event: Event, live: LiveDay) -> str:
    """When the programme starts: the first item after people have come in."""
    coming = [one for one in live.items if one.state is State.LATER and one.item.takes_time]
    first = next((one for one in coming if one.item.kind is not ItemKind.REGISTRATION), live.next)
    if first is None or first.expected_start is None or first.expected_start - live.now <= 30 * SECOND:
        return _("We start in a moment")
    return _("Starts at {time}").format(time=local_time(event, first.expected_start))
