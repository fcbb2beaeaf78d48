"""Exports: from a snapshot to a file for people or programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from facilitator.access import Invitations
from facilitator.clock import Moment
from facilitator.errors import FacilitatorError
from facilitator.i18n import Language, _, speaking
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition

if TYPE_CHECKING:
    from facilitator.report.outline import Outline
    from facilitator.report.sheet import Sheet
    from facilitator.report.written import Written


class What(StrEnum):
    """What of the day is written."""

    SUMMARY = "summary"  # in a calendar: the whole day as one event
    RUNNING_SHEET = "running-sheet"  # all that moderators need, their private notes included
    PROGRAMME = "programme"  # what everybody may know; in a calendar: an event for each item
    TIMING = "timing"  # afterwards: planned, expected and actual times
    BADGES = "badges"
    DOCUMENT_POSTERS = "document-posters"  # a page for each background document, with a large QR code
    TABLE_CARDS = "table-cards"
    SEATING = "seating"  # who sits at each table in each round
    FIND_TABLE = "find-table"  # everybody A–Å with their tables
    SIGN_IN = "sign-in"
    NOTE_FORMS = "note-forms"  # to write on by hand, a page for each table and round
    HOST_BRIEFS = "host-briefs"
    FLOOR_PLAN = "floor-plan"  # the room seen from above, for the wall


# What is printed for the day itself, in the order in which it is offered.
PAPERS: Final = (
    What.BADGES,
    What.TABLE_CARDS,
    What.SEATING,
    What.FIND_TABLE,
    What.FLOOR_PLAN,
    What.DOCUMENT_POSTERS,
    What.SIGN_IN,
    What.HOST_BRIEFS,
    What.NOTE_FORMS,
)


# What each ending can hold; the first is meant where nothing is asked for.
CONTENTS: Final[Mapping[str, tuple[What, ...]]] = {
    ".pdf": (What.SUMMARY, What.RUNNING_SHEET, What.PROGRAMME, What.TIMING, *PAPERS),
    ".docx": (What.SUMMARY, What.PROGRAMME, What.RUNNING_SHEET, What.TIMING),
    ".html": (What.SUMMARY, What.PROGRAMME, What.RUNNING_SHEET, What.TIMING),
    ".json": (What.SUMMARY,),
    ".xlsx": (What.PROGRAMME, What.RUNNING_SHEET, What.TIMING, What.SUMMARY),
    ".csv": (What.PROGRAMME, What.RUNNING_SHEET, What.TIMING, What.SUMMARY),  # the summary's points
    ".ics": (What.PROGRAMME, What.SUMMARY),
    ".md": (What.PROGRAMME, What.SUMMARY, What.RUNNING_SHEET, What.TIMING),
}


_HOLDING_ALL: Final = (".json", ".ics")  # the whole day as data, and an entry of somebody's calendar

OPEN_ENDINGS: Final = tuple(
    ending for ending, contents in CONTENTS.items() if What.SUMMARY in contents and ending not in _HOLDING_ALL
)
"""The formats of the summary's open edition."""


def export(
    snapshot: Snapshot,
    path: Path,
    now: Moment,
    language: Language | None = None,
    what: What | None = None,
    invitations: Invitations | None = None,
    edition: Edition = Edition.FULL,
    labels: str = "",
) -> Written:
    """Write the day as it stands at ``now`` in the format that the ending of ``path`` names.

    ``what`` of it, or what that format is most used for: see ``CONTENTS``; JSON holds everything. In that
    language (None: the program's). ``invitations`` to the hosts' page stand on table cards, badges on that
    sheet of ``labels`` (a code of ``label_sheets``; "": on cards to cut). Only the summary has an open
    ``edition``, in ``OPEN_ENDINGS``. Return what could not be shown, for a PDF which standards it keeps, and
    of an open edition how many names were replaced. Raise FacilitatorError for other endings, contents and
    editions, and where the file cannot be written; what stood at ``path`` is then kept.
    """
    ending = path.suffix.lower()
    if ending not in CONTENTS:
        raise FacilitatorError(
            _("“{name}” has no ending that can be written. Nothing was written. Use {endings}.").format(
                name=path.name,
                endings=_(" or ").join(CONTENTS if edition is Edition.FULL else OPEN_ENDINGS),
            )
        )
    if what is None:
        what = CONTENTS[ending][0] if edition is Edition.FULL else What.SUMMARY
    if what not in CONTENTS[ending]:
        raise FacilitatorError(
            _(
                "{what} cannot be written with the ending {ending}. Nothing was written. Use {endings}."
            ).format(
                what=f"“{what}”",
                ending=ending,
                endings=_(" or ").join(end for end, contents in CONTENTS.items() if what in contents),
            )
        )
    if edition is Edition.OPEN:
        _refuse_names(ending, what)
    with speaking(language):
        if edition is Edition.OPEN:
            return _write_open(snapshot, path, now)
        if what is What.TABLE_CARDS:
            return _write_table_cards(snapshot, path, now, invitations)
        if what is What.BADGES:
            return _write_badges(snapshot, path, now, labels)
        return _WRITERS[ending](snapshot, path, now, what, edition)


def _write_badges(snapshot: Snapshot, path: Path, now: Moment, labels: str) -> Written:
    from facilitator.report.paper.badges import badges

    return _set(badges(snapshot, now, labels), path)


def _refuse_names(ending: str, what: What) -> None:
    """Raise FacilitatorError for what has no open edition."""
    if what is not What.SUMMARY:
        raise FacilitatorError(
            _(
                "{what} is for the day itself, where people are named. Nothing was written."
                " Only the summary has an open edition."
            ).format(what=f"“{what}”")
        )
    if ending not in OPEN_ENDINGS:
        raise FacilitatorError(
            _(
                "A file with the ending {ending} has no open edition. Nothing was written. Use {endings}."
            ).format(ending=ending, endings=_(" or ").join(OPEN_ENDINGS))
        )


def _write_open(snapshot: Snapshot, path: Path, now: Moment) -> Written:
    from facilitator.report.editions import opened

    public = opened(snapshot)
    write = _WRITERS[path.suffix.lower()]
    written = write(public.snapshot, path, now, What.SUMMARY, Edition.OPEN)
    return replace(
        written,
        names=public.names,
        unknown=public.unknown,
        hidden=public.hidden,
        families=public.families,
    )


def _write_pdf(snapshot: Snapshot, path: Path, now: Moment, what: What, edition: Edition) -> Written:
    from facilitator.report.checked import checked
    from facilitator.report.floor import export_floor_plan
    from facilitator.report.written import Written

    if what is What.FLOOR_PLAN:
        export_floor_plan(snapshot, path, now)
        return Written(checked=checked(path))
    return _set(_outline(snapshot, now, what, edition), path)


def _write_table_cards(
    snapshot: Snapshot, path: Path, now: Moment, invitations: Invitations | None
) -> Written:
    from facilitator.report.paper.table_cards import table_cards

    return _set(table_cards(snapshot, now, invitations), path)


def _set(outline: Outline, path: Path) -> Written:
    from facilitator.report.checked import checked
    from facilitator.report.pdf import export_pdf
    from facilitator.report.text import undrawn
    from facilitator.report.written import Written, unshown_in

    plainly = export_pdf(outline, path)
    return Written(unshown=unshown_in(outline, undrawn), plainly=plainly, checked=checked(path))


def _write_word_file(snapshot: Snapshot, path: Path, now: Moment, what: What, edition: Edition) -> Written:
    from facilitator.report.docx import export_docx

    return _write_text(export_docx, _outline(snapshot, now, what, edition), path)


def _write_web_page(snapshot: Snapshot, path: Path, now: Moment, what: What, edition: Edition) -> Written:
    from facilitator.report.html import export_html

    return _write_text(export_html, _outline(snapshot, now, what, edition), path)


def _write_markdown(snapshot: Snapshot, path: Path, now: Moment, what: What, edition: Edition) -> Written:
    from facilitator.report.markdown import export_markdown

    return _write_text(export_markdown, _outline(snapshot, now, what, edition), path)


def _write_text(write: Callable[[Outline, Path], None], outline: Outline, path: Path) -> Written:
    from facilitator.report.text import unwritten
    from facilitator.report.written import Written, unshown_in

    write(outline, path)
    return Written(unshown=unshown_in(outline, unwritten))


def _outline(snapshot: Snapshot, now: Moment, what: What, edition: Edition) -> Outline:
    from facilitator.report.content import summary
    from facilitator.report.paper.badges import badges
    from facilitator.report.paper.document_posters import document_posters
    from facilitator.report.paper.find_table import find_your_table
    from facilitator.report.paper.host_briefs import host_briefs
    from facilitator.report.paper.note_forms import note_forms
    from facilitator.report.paper.seating_list import seating_list
    from facilitator.report.paper.sign_in import sign_in_list
    from facilitator.report.programme import programme
    from facilitator.report.running_sheet import running_sheet
    from facilitator.report.timing import timing_report

    made: dict[What, Callable[[Snapshot, Moment], Outline]] = {
        What.SUMMARY: partial(summary, edition=edition),
        What.RUNNING_SHEET: running_sheet,
        What.PROGRAMME: programme,
        What.TIMING: timing_report,
        What.BADGES: badges,
        What.SEATING: seating_list,
        What.FIND_TABLE: find_your_table,
        What.SIGN_IN: sign_in_list,
        What.NOTE_FORMS: note_forms,
        What.DOCUMENT_POSTERS: document_posters,
        What.HOST_BRIEFS: host_briefs,
    }
    return made[what](snapshot, now)


def _write_json(snapshot: Snapshot, path: Path, _now: Moment, _what: What, _edition: Edition) -> Written:
    from facilitator.report.json import export_json
    from facilitator.report.written import Written

    export_json(snapshot, path)
    return Written()


def _write_book(snapshot: Snapshot, path: Path, now: Moment, what: What, edition: Edition) -> Written:
    from facilitator.report.summary_book import book_of, summary_book
    from facilitator.report.text import unwritten
    from facilitator.report.written import Written, unshown_in
    from facilitator.report.xlsx import export_xlsx

    if what is What.SUMMARY:
        book = summary_book(snapshot, now, edition)
    else:
        book = book_of(_sheet(snapshot, now, what, edition), snapshot, now)
    export_xlsx(book, path)
    return Written(unshown=unshown_in(book.sheets, unwritten))


def _write_csv(snapshot: Snapshot, path: Path, now: Moment, what: What, edition: Edition) -> Written:
    from facilitator.report.csv import export_csv
    from facilitator.report.text import unwritten
    from facilitator.report.written import Written, unshown_in

    sheet = _sheet(snapshot, now, what, edition)
    export_csv(sheet, path)
    return Written(unshown=unshown_in(sheet, unwritten))


def _sheet(snapshot: Snapshot, now: Moment, what: What, edition: Edition) -> Sheet:
    from facilitator.report.points_sheet import points_sheet
    from facilitator.report.sheet import timetable_sheet, timing_sheet

    if what is What.SUMMARY:
        return points_sheet(snapshot, edition)
    if what is What.TIMING:
        return timing_sheet(snapshot, now)
    return timetable_sheet(snapshot, now, private=what is What.RUNNING_SHEET)


def _write_calendar(snapshot: Snapshot, path: Path, now: Moment, what: What, _edition: Edition) -> Written:
    from facilitator.report.ics import export_ics
    from facilitator.report.written import Written

    export_ics(snapshot, path, now, whole=what is What.SUMMARY)
    return Written()


_WRITERS: Final[Mapping[str, Callable[[Snapshot, Path, Moment, What, Edition], Written]]] = {
    ".pdf": _write_pdf,
    ".docx": _write_word_file,
    ".html": _write_web_page,
    ".json": _write_json,
    ".xlsx": _write_book,
    ".csv": _write_csv,
    ".ics": _write_calendar,
    ".md": _write_markdown,
}
