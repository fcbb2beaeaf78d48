"""Countdowns beside the programme: a strip below a scene; and the scene that is all countdown."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.event import Event
from facilitator.i18n import _
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, LiveTimer
from facilitator.ui.room.lettering import FIGURES, LEADING, MEDIUM, Block, Words, advance, fit, line_of
from facilitator.ui.room.paging import EPOCH, page_at
from facilitator.ui.room.parts import WORD_ROW, clock_of, draw_wide_countdown, head
from facilitator.ui.room.programme import now_next
from facilitator.ui.room.sheet import DIGITS_PART, Sheet
from facilitator.ui.room.words import Countdown, countdown, counted_title, timer_countdown

BESIDE = (3, 2, 1)  # countdowns of a strip side by side, at most
TITLE_GAP = 0.015  # of the height, below a title
MARK = 0.8  # the side of its shape, of the body text
LINES, MOST_LINES = 2, 3  # of their titles, beside others and alone


@dataclass(frozen=True, slots=True)
class Cell:
    """A countdown of the strip as it is set."""

    count: Countdown
    digits: Block
    text: Block
    text_x: float

    @property
    def height(self) -> float:
        return self.digits.height + (len(self.text.lines) - 1) * self.text.pitch


def draw_strip(sheet: Sheet, live: LiveDay, timers: tuple[LiveTimer, ...]) -> None:
    """Draws the countdowns at the foot, by pages where they do not fit, and lifts the sheet's foot above."""
    if not timers:
        return
    gap = sheet.part(0.06)
    for beside in BESIDE:
        columns = min(beside, len(timers))
        width = (sheet.measure - (columns - 1) * gap) / columns
        cells = [_cell(sheet, timer, width, LINES if columns > 1 else MOST_LINES) for timer in timers]
        if all(cell.text.px >= sheet.body for cell in cells):
            break
    pages = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    top = sheet.bottom - max(cell.height for cell in cells)
    for at, cell in enumerate(pages[page_at(live.now - EPOCH, len(pages))]):
        _draw_cell(sheet, cell, sheet.left + at * (width + gap), top)
    sheet.rule(sheet.left, top - sheet.part(0.02), sheet.measure)
    sheet.bottom = top - sheet.part(0.045)


def draw_beside_clock(sheet: Sheet, event: Event, live: LiveDay) -> None:
    """Draws the digits alone, one countdown after the other, where a scene has no room for the strip."""
    timer = live.timers[page_at(live.now - EPOCH, len(live.timers))]
    count = timer_countdown(timer)
    digits = line_of(count.digits, sheet.body, FIGURES, count.ink)
    right = sheet.right - clock_of(sheet, event, live).width - sheet.part(0.04)
    sheet.write(digits, right, sheet.top, end=True)
    sheet.aside = digits.width + _mark_width(sheet, count) + sheet.part(0.04)
    if count.mark is not None:
        side = sheet.body * MARK
        x = right - digits.width - _mark_width(sheet, count)
        sheet.shape(count.mark, x, sheet.top + (digits.pitch - side) / 2, side, count.ink)


def _cell(sheet: Sheet, timer: LiveTimer, width: float, lines: int) -> Cell:
    """The digits, and beside them the title after the word for how urgent it is."""
    count = timer_countdown(timer)
    digits = line_of(count.digits, round(sheet.body * 1.3), FIGURES, count.ink)
    x = _mark_width(sheet, count) + advance(count.widest, digits.px, FIGURES) + sheet.part(0.02)
    words = Words(_label(timer.title, count), sheet.body, sheet.body, MEDIUM, count.word_ink)
    text = fit(words, width - x, lines * sheet.body * LEADING + 1)
    return Cell(count, digits, text, x)


def _label(title: str, count: Countdown) -> str:
    """The title, and the word where there is more to say than that time is left."""
    return " · ".join(part for part in (count.word if count.mark or not title else "", title) if part)


def _mark_width(sheet: Sheet, count: Countdown) -> float:
    return sheet.body * 1.2 if count.mark else 0


def _draw_cell(sheet: Sheet, cell: Cell, x: float, y: float) -> None:
    if cell.count.mark is not None:
        side = sheet.body * MARK
        sheet.shape(cell.count.mark, x, y + (cell.digits.pitch - side) / 2, side, cell.count.word_ink)
    sheet.write(cell.digits, x + _mark_width(sheet, cell.count), y)
    sheet.write_at(cell.text, x + cell.text_x, y + cell.digits.baseline)


def countdown_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """Digits as large as fit: of the programme, else of the first countdown beside it; or of two alike."""
    count = countdown(live)
    counts = [(timer.title, timer_countdown(timer)) for timer in live.timers]
    if count:
        counts.insert(0, (counted_title(snapshot.event, live), count))
    if not counts:
        now_next(sheet, snapshot, live)
        return
    rows = 2 if len(counts) == 2 and all(_on_one_line(sheet, title) for title, _count in counts) else 1
    draw_strip(sheet, live, live.timers[rows - bool(count) :])
    top = head(sheet, _("Countdown"), snapshot.event, live) + sheet.part(0.02)
    gap = sheet.part(0.04)
    height = (sheet.bottom - top - gap * (rows - 1)) / rows
    for title, one in counts[:rows]:
        _draw_row(sheet, title, one, top, top + height)
        top += height + gap


def _on_one_line(sheet: Sheet, title: str) -> bool:
    return advance(title, sheet.body, MEDIUM) <= sheet.measure


def _draw_row(sheet: Sheet, title: str, count: Countdown, top: float, bottom: float) -> None:
    """A title and its digits below."""
    words = Words(title, sheet.part(0.06), sheet.body, MEDIUM, headline=True)
    least = sheet.height / DIGITS_PART + sheet.part(TITLE_GAP + WORD_ROW)
    block = fit(words, sheet.measure, bottom - top - least)
    y = sheet.write(block, sheet.left, top) + sheet.part(TITLE_GAP) if title else top
    draw_wide_countdown(sheet, count, y, bottom)
