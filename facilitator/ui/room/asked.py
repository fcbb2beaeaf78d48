"""The scenes of a task and of a discussion: what is asked, with letters to answer by, and the countdown."""

from __future__ import annotations

from datetime import timedelta

from facilitator.event import Item, ItemKind, theme_letter
from facilitator.i18n import _
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, State
from facilitator.ui.room.lettering import SEMIBOLD, Block, Words, fit
from facilitator.ui.room.lists import Point, draw_list, size_within
from facilitator.ui.room.paging import EPOCH, page_at
from facilitator.ui.room.parts import draw_countdown_at_foot, fits_head, head, text_over_digits
from facilitator.ui.room.programme import now_next
from facilitator.ui.room.sheet import DIGITS_PART, Sheet
from facilitator.ui.room.words import countdown

DIGITS_SHARE = 1.04 / DIGITS_PART  # of the height, below a list
PROMPT, PROMPT_ALONE = 0.095, 0.12  # of the height: the largest type of a question
PROMPT_SHARES = (0.6, 0.5, 0.4, 0.3, 0.2)  # of the room above the digits, at most, above a list
GAP = 0.02  # of the height, between the two
LARGER = 1.3  # times a list's type, a question is as easy to read


def task(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """A task with its options."""
    item = _item_of(live, ItemKind.TASK)
    if item is None:
        now_next(sheet, snapshot, live)
        return
    options = (Point(chr(ord("A") + at % 26), text) for at, text in enumerate(item.options))
    _asked(sheet, snapshot, live, item, _("Task"), tuple(options))


def discussion(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """A discussion's question with those of the themes."""
    event, item = snapshot.event, _item_of(live, ItemKind.DISCUSSION)
    if item is None:
        now_next(sheet, snapshot, live)
        return
    asking = (theme for theme in event.themes if theme.question)
    questions = (Point(theme_letter(event, theme.id), theme.question) for theme in asking)
    _asked(sheet, snapshot, live, item, _("Discussion"), tuple(questions))


def _item_of(live: LiveDay, kind: ItemKind) -> Item | None:
    """The item of that kind that is on, else the next that is to come."""
    if live.running and live.running.item.kind is kind:
        return live.running.item
    return next((one.item for one in live.items if one.state is State.LATER and one.item.kind is kind), None)


def _asked(
    sheet: Sheet, snapshot: Snapshot, live: LiveDay, item: Item, word: str, points: tuple[Point, ...]
) -> None:
    """What the item asks, with the points below, and the countdown if it is on."""
    heading = item.title if item.prompt and fits_head(sheet, item.title, snapshot.event, live) else word
    top = head(sheet, heading, snapshot.event, live) + sheet.part(0.04)
    on = live.running is not None and live.running.item is item
    count = countdown(live) if on else None
    size = PROMPT if points else PROMPT_ALONE
    prompt = Words(item.prompt or item.title, sheet.part(size), sheet.body, SEMIBOLD, headline=True)
    if not points:
        text_over_digits(sheet, [(prompt,)], count, top, sheet.bottom)
        return
    bottom = sheet.bottom
    if count:
        bottom = draw_countdown_at_foot(sheet, count, sheet.height * DIGITS_SHARE) - sheet.part(0.05)
    draw_asked(sheet, prompt, points, top, bottom, live.now - EPOCH)


def draw_asked(
    sheet: Sheet, prompt: Words, points: tuple[Point, ...], top: float, bottom: float, since: timedelta
) -> None:
    """The question with the points below it; one after the other where they do not fit together."""
    best, block = max(
        (_sizes(sheet, prompt, points, bottom - top, share) for share in PROMPT_SHARES),
        key=lambda one: one[0],
    )
    if best:
        below = sheet.write(block, sheet.left, top) + sheet.part(GAP)
        draw_list(sheet, points, below, bottom, since)
    elif page_at(since, 2) == 0:
        sheet.write(fit(prompt, sheet.measure, bottom - top), sheet.left, top)
    else:
        draw_list(sheet, points, top, bottom, since / 2)


def _sizes(
    sheet: Sheet, prompt: Words, points: tuple[Point, ...], height: float, share: float
) -> tuple[float, Block]:
    """The question in a share of the height, and how well that and a list below it can be read."""
    block = fit(prompt, sheet.measure, height * share)
    size = size_within(sheet, points, height - block.height - sheet.part(GAP))
    return min(block.px, size * LARGER) if block.px >= sheet.body else 0, block
