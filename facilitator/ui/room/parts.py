"""Parts that several scenes have: the head, the digits with their word, text above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from facilitator.event import Event
from facilitator.i18n import format_time
from facilitator.timetable import LiveDay
from facilitator.ui.room.lettering import (
    DIGITS,
    LEADING,
    MEDIUM,
    Block,
    Words,
    fit,
    line_of,
    metrics,
    stack,
)
from facilitator.ui.room.sheet import DIGITS_PART, Sheet
from facilitator.ui.room.words import Countdown, gone
from facilitator.ui.tokens import Ink

SHARES_OF_TEXT = (0.42, 0.5, 0.58)  # the rest is for the digits
HEAD = 0.1  # of the height: two lines
SMALL_LOGO = 0.09  # of the height
LOGO_WIDTH = 0.3  # of the measure, at most
WORD_ROW = 0.065  # of the height, for a word above its digits
LARGE = 1.15  # of the body text: above that a text need not take room from the digits


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits at a size: what they measure, and how far their ink stands in from the left (px)."""

    px: int
    cap: float
    width: float
    inset: float


@lru_cache(maxsize=64)
def digits_within(widest: str, width: float, height: float) -> Digits:
    """The largest digits whose ink fits the box from foot to top."""
    em = metrics(1000, DIGITS)
    ink = em.tightBoundingRect(widest)
    px = ceil(min(width / ink.width(), height / em.capHeight()) * 1000)
    scale = px / 1000
    return Digits(px, em.capHeight() * scale, ink.width() * scale, ink.left() * scale)


def head(sheet: Sheet, words: str, event: Event, live: LiveDay, *, logo: float = 0) -> float:
    """What this is on the left, the clock on the right; the y beneath.

    With the organiser's logo, at most so high (a share of the sheet), before the words.
    """
    clock = clock_of(sheet, event, live)
    sheet.write(clock, sheet.right, sheet.top, end=True)
    x, high = float(sheet.left), sheet.part(logo)
    right = sheet.logo(event.logo, x, sheet.top, sheet.measure * LOGO_WIDTH, high) if high else x
    if right == x:
        title = fit(_head_words(sheet, words), _head_room(sheet, clock), sheet.part(HEAD))
        return sheet.write(title, x, sheet.top)
    x = right + sheet.part(0.03)
    title = fit(_head_words(sheet, words), _head_room(sheet, clock) - (x - sheet.left), high)
    sheet.write(title, x, sheet.top + max(0.0, high - title.height) / 2)
    return sheet.top + high


def fits_head(sheet: Sheet, words: str, event: Event, live: LiveDay) -> bool:
    """Whether the head holds the words at the size of body text."""
    room = _head_room(sheet, clock_of(sheet, event, live))
    return fit(_head_words(sheet, words), room, sheet.part(HEAD)).px >= sheet.body


def clock_of(sheet: Sheet, event: Event, live: LiveDay) -> Block:
    """The wall clock of the head."""
    return line_of(format_time(event.local(live.now)), sheet.body, MEDIUM, Ink.MUTED)


def _head_words(sheet: Sheet, words: str) -> Words:
    return Words(words, sheet.body, sheet.body, MEDIUM, Ink.MUTED, headline=True)


def _head_room(sheet: Sheet, clock: Block) -> float:
    return sheet.measure - clock.width - sheet.aside - sheet.part(0.05)


def text_over_digits(
    sheet: Sheet,
    choices: Sequence[tuple[Words, ...]],
    count: Countdown | None,
    top: float,
    bottom: float,
) -> None:
    """Texts and below them the digits, as large as both fit between two heights.

    Of several choices of texts the first that fits is taken. The digits never get below their least
    height; the texts give way.
    """
    gap, below = sheet.part(0.02), sheet.part(0.055)
    if count is None:
        blocks = richest(choices, sheet.measure, bottom - top, gap)
        spare = bottom - top - height_of(blocks, gap)
        write_all(sheet, blocks, top + spare * 0.4, gap)
        return
    room = bottom - top - _word_row(sheet) - below
    most = room - sheet.height / DIGITS_PART
    for share in SHARES_OF_TEXT:
        blocks = stack(choices[0], sheet.measure, min(most, room * share), gap)
        if all(block.px >= sheet.body * LARGE for block in blocks):
            break
    if any(block.px < sheet.body for block in blocks):
        blocks = richest(choices, sheet.measure, most, gap)
    room -= height_of(blocks, gap)
    digits = digits_within(count.widest, _digits_width(sheet), room)
    spare = room - digits.cap
    y = write_all(sheet, blocks, top + spare * 0.4, gap)
    draw_countdown(sheet, count, digits, y + below + spare * 0.3)


def richest(
    choices: Sequence[tuple[Words, ...]], width: float, height: float, gap: float
) -> tuple[Block, ...]:
    """The first of the choices that fits without undercutting its smallest sizes, else the last."""
    for texts in choices:
        blocks = stack(texts, width, height, gap)
        if all(block.px >= words.smallest for block, words in zip(blocks, texts, strict=True)):
            return blocks
    return stack(choices[-1], width, height, gap)


def draw_countdown(sheet: Sheet, count: Countdown, digits: Digits, top: float) -> None:
    """The digits from the left; their word and shape beside them, or above them on a narrow sheet."""
    foot = top + _word_row(sheet) + digits.cap
    if sheet.wide:
        _word_beside(sheet, count, sheet.left + digits.width + sheet.part(0.05), foot)
    else:
        _word_above(sheet, count, top)
    shown = line_of(count.digits, digits.px, DIGITS, count.ink)
    sheet.write_at(shown, sheet.left - digits.inset, foot)


def draw_countdown_at_foot(sheet: Sheet, count: Countdown, height: float) -> float:
    """The digits of that height at the foot of the sheet; the y above them and their word."""
    digits = digits_within(count.widest, _digits_width(sheet), height)
    top = sheet.bottom - digits.cap - _word_row(sheet)
    draw_countdown(sheet, count, digits, top)
    return top


def draw_wide_countdown(sheet: Sheet, count: Countdown, top: float, bottom: float) -> None:
    """The digits across the whole sheet, as large as fits between two heights, below their word."""
    row = sheet.part(WORD_ROW)
    digits = digits_within(count.widest, sheet.measure, bottom - top - row)
    top += (bottom - top - row - digits.cap) / 2
    _word_above(sheet, count, top)
    shown = line_of(count.digits, digits.px, DIGITS, count.ink)
    sheet.write_at(shown, sheet.left - digits.inset, top + row + digits.cap)


def _word_beside(sheet: Sheet, count: Countdown, x: float, foot: float) -> None:
    words = Words(count.word, sheet.part(0.06), sheet.body, MEDIUM, count.word_ink, headline=True)
    word = fit(words, _word_width(sheet), sheet.part(0.2))
    baseline = foot - (len(word.lines) - 1) * word.pitch
    sheet.write_at(word, x, baseline)
    if count.mark is not None:
        side = sheet.part(0.1)
        y = baseline - metrics(word.px, MEDIUM).capHeight() - sheet.part(0.03) - side
        sheet.shape(count.mark, x, y, side, count.word_ink)


def _word_above(sheet: Sheet, count: Countdown, top: float) -> None:
    word = line_of(count.word, sheet.part(0.045), MEDIUM, count.word_ink)
    cap = metrics(word.px, MEDIUM).capHeight()
    x: float = sheet.left
    if count.mark is not None:
        side = cap * 1.25
        sheet.shape(count.mark, x, top + (cap - side) / 2, side, count.word_ink)
        x += side + sheet.part(0.02)
    sheet.write_at(word, x, top + cap)


def draw_progress(sheet: Sheet, live: LiveDay, count: Countdown, y: float, height: float) -> None:
    """How much of what is counted down has gone."""
    sheet.bar(y, height, gone(live), count.ink if count.mark else Ink.ACCENT)


def next_line(sheet: Sheet, label: str, title: str, bottom: float) -> float:
    """What comes next, label and title side by side, standing on ``bottom``; the y above it."""
    size = sheet.part(0.044) if sheet.wide else sheet.body
    name = line_of(label, size, MEDIUM, Ink.MUTED)
    gap = sheet.part(0.03)
    words = Words(title, size, sheet.body, MEDIUM)
    block = fit(words, sheet.measure - name.width - gap, sheet.part(0.26))
    top = bottom - max(name.height, block.height)
    sheet.write(name, sheet.left, top)
    # Both first lines stand on one baseline, whatever size the title was set in.
    sheet.write(block, sheet.left + name.width + gap, top + (name.px - block.px) * LEADING * 0.8)
    return top


def write_all(sheet: Sheet, blocks: Sequence[Block], y: float, gap: float) -> float:
    """Writes the blocks one beneath the other from ``y``; the y beneath the last."""
    for block in blocks:
        y = sheet.write(block, sheet.left, y) + gap
    return y - gap if blocks else y


def height_of(blocks: Sequence[Block], gap: float) -> float:
    """What the blocks take with gaps between them."""
    return sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1)


def _word_row(sheet: Sheet) -> float:
    return 0 if sheet.wide else sheet.part(WORD_ROW)


def _word_width(sheet: Sheet) -> float:
    return sheet.measure * 0.22


def _digits_width(sheet: Sheet) -> float:
    beside = _word_width(sheet) + sheet.part(0.05) if sheet.wide else 0
    return sheet.measure - beside
