"""The summary as a book of sheets: points, merged points, votes, programme, people in the full edition."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.clock import Moment
from facilitator.event import MergedPoint, find
from facilitator.harvest import said_at, sources
from facilitator.i18n import _, language
from facilitator.notes import Note
from facilitator.polls import Poll
from facilitator.report.people_sheet import people_sheet
from facilitator.report.points_sheet import belongs, points_sheet
from facilitator.report.polling import answers, opened, votes
from facilitator.report.sheet import Book, Heading, Sheet, Value, timetable_sheet
from facilitator.report.sources import source
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition


def summary_book(snapshot: Snapshot, now: Moment, edition: Edition) -> Book:
    """What came of the day, in the language spoken; only the full edition names anybody."""
    full = edition is Edition.FULL
    sheets = (
        points_sheet(snapshot, edition),
        _merged_sheet(snapshot, edition),
        _votes_sheet(snapshot),
        timetable_sheet(snapshot, now, private=False, with_speakers=full),
    )
    people = (people_sheet(snapshot),) if full else ()
    return Book(snapshot.event.title, language(), now.utc, (*sheets, *people))


def book_of(sheet: Sheet, snapshot: Snapshot, now: Moment) -> Book:
    """A book of that one sheet."""
    return Book(snapshot.event.title, language(), now.utc, (sheet,))


def _merged_sheet(snapshot: Snapshot, edition: Edition) -> Sheet:
    headings = (
        Heading(_("Merged point"), 60),
        Heading(_("Theme"), 24),
        Heading(_("Number of tables"), 12),
        Heading(_("Tables"), 18),
        Heading(_("Number of points"), 12),
        Heading(_("Dots"), 8),
        Heading(_("Said at"), 24),
        Heading(_("Points (id)"), 36),
    )
    dots = votes(snapshot)
    rows = tuple(
        _merged_row(
            snapshot,
            point,
            [note for note in sources(point, snapshot.notes) if belongs(note, edition)],
            dots.get(point.id),
        )
        for point in snapshot.event.points
    )
    return Sheet(_("Merged points"), headings, rows)


def _merged_row(
    snapshot: Snapshot, point: MergedPoint, made_of: Sequence[Note], dots: int | None
) -> tuple[Value, ...]:
    theme = find(snapshot.event.themes, point.theme_id)
    tables = said_at(point, snapshot.event, snapshot.notes)
    first = find(snapshot.event.items, made_of[0].draft.item_id) if made_of else None
    return (
        point.title,
        theme.title if theme else "",
        len(tables),
        ", ".join(map(str, tables)),
        len(made_of),
        dots,
        "\n".join(source(snapshot.event, first, note) for note in made_of),  # other items by their title
        "\n".join(note.id for note in made_of),
    )


def _votes_sheet(snapshot: Snapshot) -> Sheet:
    """A row for each choice, and for each answer in words; nothing of who gave it."""
    headings = (
        Heading(_("Programme item"), 30),
        Heading(_("Question"), 40),
        Heading(_("Answer"), 60),
        Heading(_("Chosen by, or dots"), 14),
        Heading(_("Points of the ranking"), 14),
        Heading(_("Ranked first by"), 14),
        Heading(_("Rank"), 8),
        Heading(_("Took part"), 12),
        Heading(_("In words of their own"), 60),
    )
    rows = [row for poll in opened(snapshot) for row in _vote_rows(snapshot, poll)]
    return Sheet(_("Votes"), headings, tuple(rows))


def _vote_rows(snapshot: Snapshot, poll: Poll) -> Sequence[tuple[Value, ...]]:
    item = find(snapshot.event.items, poll.id)
    result = answers(snapshot, poll)
    head = (item.title if item else "", poll.question)
    counted = [
        (
            *head,
            count.choice.text,
            None if poll.ranked else count.points,
            count.points if poll.ranked else None,
            count.first if poll.ranked else None,
            count.place,
            result.voters,
            None,
        )
        for count in result.counts
    ]
    said = [(*head, None, None, None, None, None, result.voters, text) for text in result.texts]
    return [*counted, *said] or [(*head, None, None, None, None, None, result.voters, None)]
