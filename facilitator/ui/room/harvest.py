"""The scenes of the harvest and of the closing: what the tables said together, and what happens next."""

from __future__ import annotations

from facilitator.event import BackgroundDocument, Event, ItemKind, Step, find, theme_letter
from facilitator.harvest import said_at
from facilitator.i18n import _, ngettext
from facilitator.polls import opening_answers
from facilitator.qr import fits_qr
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay
from facilitator.ui.room.asked import DIGITS_SHARE
from facilitator.ui.room.elements import Code
from facilitator.ui.room.lettering import MEDIUM, SEMIBOLD, Words, fit
from facilitator.ui.room.lists import LARGE_SIZES, Point, draw_list
from facilitator.ui.room.paging import EPOCH, page_at
from facilitator.ui.room.parts import draw_countdown_at_foot, head
from facilitator.ui.room.polls import result_pages
from facilitator.ui.room.programme import now_next
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.room.words import countdown

CODE_SHARE = 0.26  # of the measure, for the code of the evaluation
GAP = 0.03  # of the height, below and beside it


def harvest_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The merged points by theme, each with at how many tables it was said; page by page."""
    event, notes = snapshot.event, snapshot.notes
    points: list[Point] = []
    for theme_id in (*(theme.id for theme in event.themes), None):
        theme = find(event.themes, theme_id)
        heading: str | None = f"{theme_letter(event, theme_id)} {theme.title}" if theme else _("Other points")
        for point in event.points:
            if point.theme_id == theme_id:
                tables = len(said_at(point, event, notes))
                said = ngettext("{count} table", "{count} tables", tables).format(count=tables)
                points.append(Point(said, point.title, SEMIBOLD, heading=heading))
                heading = None
    if not points:
        now_next(sheet, snapshot, live)
        return
    top = head(sheet, _("What the tables said"), event, live) + sheet.part(0.035)
    draw_list(sheet, tuple(points), top, _foot(sheet, live, ItemKind.HARVEST), live.now - EPOCH, LARGE_SIZES)


def closing_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """Thanks, and what happens next, with the way to the evaluation; in turn with the opening answers."""
    event, since = snapshot.event, live.now - EPOCH
    answers = opening_answers(event, snapshot.record)
    if not event.steps and not answers:
        now_next(sheet, snapshot, live)
        return
    bottom = _foot(sheet, live, ItemKind.CLOSING)
    pages = result_pages(sheet, snapshot, live, answers, bottom)
    in_turn = len(pages) + bool(event.steps)
    page = page_at(since, in_turn)
    if page < len(pages):
        pages[page]()
        return
    top = head(sheet, _("The way forward, and thank you for today"), event, live) + sheet.part(0.03)
    steps = tuple(Point(f"{number}.", _step_words(step)) for number, step in enumerate(event.steps, 1))
    beside = _draw_evaluation(sheet, event, top, bottom)
    draw_list(beside, steps, top, bottom, since / in_turn, LARGE_SIZES)


def _step_words(step: Step) -> str:
    """What; on a line of their own who and when."""
    return "\n".join(filter(None, (step.title, " · ".join(filter(None, (step.owner, step.when))))))


def _draw_evaluation(sheet: Sheet, event: Event, top: float, bottom: float) -> Sheet:
    """The code of the evaluation, if it is among the documents; what of the sheet is left beside it."""
    found = next((one for one in event.documents if is_evaluation(one) and fits_qr(one.address)), None)
    if found is None:
        return sheet
    width = sheet.measure * CODE_SHARE
    caption = fit(Words(_("Evaluation"), sheet.body, sheet.body, MEDIUM), width, bottom - top)
    side = min(width, bottom - top - caption.height - sheet.part(GAP))
    left = round(sheet.right - width)
    sheet.add(Code(found.address, left, round(top), side))
    sheet.write(caption, left, top + side + sheet.part(GAP))
    return sheet.within(sheet.left, left - sheet.part(GAP))


def is_evaluation(document: BackgroundDocument) -> bool:
    """Whether the document is called an evaluation, in any of the languages of a day."""
    return "evalu" in document.title.casefold()


def _foot(sheet: Sheet, live: LiveDay, kind: ItemKind) -> float:
    """The y above what is left of the item that is on, if it is of that kind."""
    count = countdown(live) if live.running and live.running.item.kind is kind else None
    if count is None:
        return sheet.bottom
    return draw_countdown_at_foot(sheet, count, sheet.height * DIGITS_SHARE) - sheet.part(0.05)
