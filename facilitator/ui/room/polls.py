"""The scenes of a poll: what is asked, with the code that leads phones there; then its result in bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from facilitator.i18n import _, ngettext
from facilitator.polls import Count, Poll, Result, open_poll, result_of, shown_polls
from facilitator.qr import fits_qr
from facilitator.record import WAS_THERE
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay
from facilitator.ui.room.asked import DIGITS_SHARE, PROMPT, PROMPT_ALONE, draw_asked, task
from facilitator.ui.room.elements import Code
from facilitator.ui.room.lettering import BOLD, FIGURES, LEADING, MEDIUM, SEMIBOLD, Block, Words, fit, line_of
from facilitator.ui.room.lists import Point
from facilitator.ui.room.paging import EPOCH, page_at
from facilitator.ui.room.parts import draw_countdown_at_foot, head
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.room.words import countdown
from facilitator.ui.tokens import Ink

CODE_SHARE = 0.3  # of the measure, at most, for the code
TEXT_SHARE = 0.46  # of the measure, for what a bar is about
MOST_ROWS = 8  # on one page
LARGEST = 1.7  # of the body text
GAP = 0.03  # of the height, between columns


def poll_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """What is asked, its choices with letters, how to answer, and the code for phones while it is open."""
    poll = open_poll(snapshot.event, snapshot.record)
    if poll is None:
        task(sheet, snapshot, live)
        return
    top = head(sheet, rule_words(poll), snapshot.event, live) + sheet.part(0.04)
    bottom = sheet.bottom
    count = countdown(live) if live.running and live.running.item.id == poll.id else None
    if count:
        bottom = draw_countdown_at_foot(sheet, count, sheet.height * DIGITS_SHARE) - sheet.part(0.05)
    inner = sheet
    if fits_qr(sheet.link):
        words = line_of(_answered(snapshot, poll), sheet.body, MEDIUM, Ink.MUTED)
        side = min(bottom - top - words.height, sheet.measure * CODE_SHARE)
        sheet.add(Code(sheet.link, round(sheet.right - side), round(top), side))
        sheet.write(words, sheet.right, top + side, end=True)
        inner = sheet.within(sheet.left, sheet.right - max(side, words.width) - sheet.part(GAP))
    points = tuple(Point(chr(ord("A") + at % 26), one.text) for at, one in enumerate(poll.choices))
    size = PROMPT if points else PROMPT_ALONE
    prompt = Words(poll.question, sheet.part(size), sheet.body, SEMIBOLD, headline=True)
    draw_asked(inner, prompt, points, top, bottom, live.now - EPOCH)


def result_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """What came of the polls that may be seen, one after the other, the most points first."""
    polls = shown_polls(snapshot.event, snapshot.record)
    if not polls:
        top = head(sheet, _("Result"), snapshot.event, live)
        words = Words(_("The result is shown here in a moment."), sheet.part(0.07), sheet.body)
        sheet.write(fit(words, sheet.measure, sheet.bottom - top), sheet.left, top + sheet.part(0.04))
        return
    pages = result_pages(sheet, snapshot, live, polls, sheet.bottom)
    pages[page_at(live.now - EPOCH, len(pages))]()


def result_pages(
    sheet: Sheet, snapshot: Snapshot, live: LiveDay, polls: Sequence[Poll], bottom: float
) -> list[Callable[[], None]]:
    """What draws each page of the polls' results, above that y."""
    return [
        partial(_draw_result, sheet, snapshot, live, poll, page, bottom)
        for poll in polls
        for page in _pages(sheet, snapshot, poll, bottom)
    ]


def _draw_result(
    sheet: Sheet,
    snapshot: Snapshot,
    live: LiveDay,
    poll: Poll,
    page: tuple[Sequence[Count], Sequence[Block]],
    bottom: float,
) -> None:
    result = result_of(snapshot.record, snapshot.ballots, poll)
    top = _draw_result_head(sheet, snapshot, live, poll, result)
    _draw_rows(sheet, *page, (top, bottom), max(1, *(one.points for one in result.counts)))


def rule_words(poll: Poll) -> str:
    """How one may answer, in few words."""
    if not poll.choices:
        return _("Answer in your own words")
    if poll.ranked:
        return _("Put them in order")
    if poll.most_each > 1:
        return _("{count} dots for each").format(count=poll.budget)
    if poll.budget == 1:
        return _("Choose one")
    return _("Choose up to {count}").format(count=poll.budget)


def turnout_words(snapshot: Snapshot, voters: int) -> str:
    """How many answered, of how many are here if anybody was checked in."""
    present = sum(snapshot.record.present(person.id) in WAS_THERE for person in snapshot.event.people)
    if present >= voters > 0:
        return _("{voters} of {present} answered").format(voters=voters, present=present)
    return ngettext("{count} answer", "{count} answers", voters).format(count=voters)


def _answered(snapshot: Snapshot, poll: Poll) -> str:
    return turnout_words(snapshot, result_of(snapshot.record, snapshot.ballots, poll).voters)


def _pages(
    sheet: Sheet, snapshot: Snapshot, poll: Poll, bottom: float
) -> list[tuple[Sequence[Count], Sequence[Block]]]:
    """The choices by their points on as few pages as can be read."""
    result = result_of(snapshot.record, snapshot.ballots, poll)
    counts = sorted(result.counts, key=lambda count: count.place)
    top = sheet.part(0.36)
    for rows in range(min(MOST_ROWS, max(1, len(counts))), 0, -1):
        height = (bottom - top) / rows
        px = min((_text(sheet, count, height).px for count in counts), default=sheet.body)
        if rows == 1 or px >= sheet.body:
            break
    blocks = [_text(sheet, count, height, px) for count in counts]
    return [(counts[at : at + rows], blocks[at : at + rows]) for at in range(0, max(1, len(counts)), rows)]


def _text(sheet: Sheet, count: Count, height: float, px: int | None = None) -> Block:
    """What a bar is about, in that type size, or as large as fits."""
    words = Words(count.choice.text, px or round(sheet.body * LARGEST), sheet.body, MEDIUM)
    return fit(words, sheet.measure * TEXT_SHARE, height * 0.86)


def _draw_result_head(sheet: Sheet, snapshot: Snapshot, live: LiveDay, poll: Poll, result: Result) -> float:
    """The question, and how many answered; the y where the bars begin."""
    top = head(sheet, turnout_words(snapshot, result.voters), snapshot.event, live) + sheet.part(0.03)
    prompt = Words(poll.question, sheet.part(0.07), sheet.body, BOLD, headline=True)
    sheet.write(fit(prompt, sheet.measure, sheet.part(0.36) - top - sheet.part(0.02)), sheet.left, top)
    return sheet.part(0.36)


def _draw_rows(
    sheet: Sheet, counts: Sequence[Count], blocks: Sequence[Block], between: tuple[float, float], most: int
) -> None:
    """A line for each choice: its words, a bar against the most points of all, and its points."""
    if not counts:
        return
    top, bottom = between
    row = min((bottom - top) / len(counts), sheet.part(0.14))
    px = round(sheet.body * 1.5)
    numbers = [line_of(_number_words(count, counts), px, FIGURES) for count in counts]
    left = sheet.left + sheet.measure * TEXT_SHARE + sheet.part(GAP)
    room = sheet.right - left - max(number.width for number in numbers) - sheet.part(GAP)
    thick = min(row * 0.4, sheet.body * 1.1)
    for at, (count, block, number) in enumerate(zip(counts, blocks, numbers, strict=True)):
        middle = top + (at + 0.5) * row
        sheet.write(block, sheet.left, middle - block.height / 2)
        if count.points:
            sheet.stretch(left, middle - thick / 2, max(thick, room * count.points / most), thick, Ink.ACCENT)
        sheet.write(number, sheet.right, middle - px * LEADING / 2, end=True)


def _number_words(count: Count, counts: Sequence[Count]) -> str:
    """The points, with a word where several share their place."""
    if count.points and sum(other.place == count.place for other in counts) > 1:
        return _("{points} (tie)").format(points=count.points)
    return str(count.points)
