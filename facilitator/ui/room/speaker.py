"""The speaker's timer: huge digits, how urgent it is, and what the moderator tells the speaker."""

from __future__ import annotations

from facilitator.record import Audience
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay
from facilitator.ui.room.elements import Mark
from facilitator.ui.room.lettering import BOLD, Words, fit
from facilitator.ui.room.message import calm
from facilitator.ui.room.parts import (
    WORD_ROW,
    draw_progress,
    draw_wide_countdown,
    fits_head,
    head,
    text_over_digits,
)
from facilitator.ui.room.sheet import DIGITS_PART, Sheet
from facilitator.ui.room.words import Countdown, countdown, counted_title, thresholds_of
from facilitator.ui.tokens import Ink

MESSAGE = 0.17  # of the height: the largest type of a message beside digits


def speaker(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The digits with their word over the bar, and the message to the speaker, which never hides them."""
    message = _message(sheet, snapshot)
    count = countdown(live)
    if count is None and not message.text:
        calm(sheet, snapshot, live)
        return
    title = counted_title(snapshot.event, live)
    heading = title if fits_head(sheet, title, snapshot.event, live) else ""
    top = head(sheet, heading, snapshot.event, live) + sheet.part(0.02)
    if count is None:
        text_over_digits(sheet, [(message,)], None, top, sheet.bottom)
        return
    gap = sheet.part(0.04)
    bottom = draw_marked_bar(sheet, live, count) - gap if live.running else sheet.bottom
    if message.text:
        least = sheet.height / DIGITS_PART + sheet.part(WORD_ROW) + gap
        block = fit(message, sheet.measure, bottom - top - least)
        sheet.write(block, sheet.left, bottom - block.height)
        bottom -= block.height + gap
    draw_wide_countdown(sheet, count, top, bottom)


def _message(sheet: Sheet, snapshot: Snapshot) -> Words:
    """What the speaker is told; its empty lines give way to the digits."""
    shown = snapshot.record.messages.get(Audience.SPEAKER)
    lines = shown.text.splitlines() if shown else []
    text = "\n".join(line for line in lines if line.strip())
    return Words(text, sheet.part(MESSAGE), sheet.body, BOLD, headline=True)


def draw_marked_bar(sheet: Sheet, live: LiveDay, count: Countdown) -> float:
    """The bar of what has gone, and below it where the warning and the last minute are; the y above it.

    The stretches differ in thickness, and begin above the shapes that stand beside the digits then.
    """
    side, thin, thick = sheet.part(0.03), sheet.part(0.006), sheet.part(0.012)
    bar, gap = sheet.part(0.04), sheet.part(0.009)
    y = sheet.bottom - side - thick - gap - bar
    draw_progress(sheet, live, count, y, bar)
    warned, urgent = (sheet.left + share * sheet.measure for share in thresholds_of(live))
    below = y + bar + gap
    for mark, start, end, height, ink in (
        (Mark.TRIANGLE, warned, urgent, thin, Ink.WARNING),
        (Mark.DIAMOND, urgent, float(sheet.right), thick, Ink.ALARM),
    ):
        if end - start < 1:
            continue
        sheet.stretch(start, below, end - start, height, ink)
        if end - start >= side:
            sheet.shape(mark, start, below + thick, side, ink)
    return y
