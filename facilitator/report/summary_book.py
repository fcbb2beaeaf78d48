"""The summary as a book of sheets: what it is, points, merged points, votes, programme.

The full edition has the people, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.clock import Moment
from facilitator.event import Item, find
from facilitator.i18n import _, language
from facilitator.polls import Poll
from facilitator.report.content import front_page
from facilitator.report.pages import status_line
from facilitator.report.people_sheet import people_sheet
from facilitator.report.points_sheet import belongs, points_sheet
from facilitator.report.polling import answers, opened
from facilitator.report.sheet import Book, Heading, Sheet, Value, timetable_sheet
from facilitator.report.sources import where_said
from facilitator.report.together import Together, ranked
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition


def summary_book(snapshot: Snapshot, now: Moment, edition: Edition) -> Book:
    """What came of the day, in the language spoken; only the full edition names anybody."""
    full = edition is Edition.FULL
    sheets = (
        _about_sheet(snapshot, now, edition),
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


def _about_sheet(snapshot: Snapshot, now: Moment, edition: Edition) -> Sheet:
    """What stands on the summary's front page, so that a workbook on its own says what it is."""
    front = front_page(snapshot, now, edition)
    rows = (
        (_("Title"), front.title),
        (_("Summary"), _("Full edition") if edition is Edition.FULL else _("Open edition")),
        (_("Status"), status_line(front)),
        (_("Date"), front.when),
        *front.facts.pairs,
    )
    return Sheet(_("About"), (Heading(_("What"), 18), Heading(_("Details"), 80)), rows)


def _merged_sheet(snapshot: Snapshot, edition: Edition) -> Sheet:
    """Numbered and in order as the summary has them, with all that says them in its own words."""
    headings = (
        Heading(_("No."), 8),
        Heading(_("Merged point"), 60),
        Heading(_("Theme"), 24),
        Heading(_("Number of tables"), 12),
        Heading(_("Tables"), 18),
        Heading(_("Number of points"), 12),
        Heading(_("Dots"), 8),
        Heading(_("Said at"), 36),
        Heading(_("Points from the tables"), 70),
    )
    together = ranked(snapshot)
    places = {note.draft.item_id for one in together for note in one.said}
    only = find(snapshot.event.items, places.pop()) if len(places) == 1 else None  # it needs no name
    rows = tuple(_merged_row(snapshot, one, only, edition) for one in together)
    return Sheet(_("Merged points"), headings, rows)


def _merged_row(snapshot: Snapshot, one: Together, item: Item | None, edition: Edition) -> tuple[Value, ...]:
    theme = find(snapshot.event.themes, one.point.theme_id)
    told = [note for note in one.said if belongs(note, edition)]
    return (
        one.reference,
        one.point.title,
        theme.title if theme else "",
        len(one.tables),
        ", ".join(map(str, one.tables)),
        len(told),
        one.dots,
        where_said(snapshot.event, item, told),
        "\n".join(" ".join(note.draft.text.split()) for note in told),
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
