"""What is said of the deletion of the people: before it, what goes and what stays; after it, the receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from facilitator.event import Event
from facilitator.i18n import _, format_clock, format_date, ngettext
from facilitator.models import Cleared
from facilitator.record import PeopleDeleted
from facilitator.report.text import legible


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """A deletion as it was done."""

    event: Event
    path: Path
    at: datetime  # UTC
    people: int  # deleted this time
    counts: PeopleDeleted  # of all deletions so far
    notes: int
    elsewhere: int  # of the people are named in what stays
    cleared: Cleared


def what_goes() -> tuple[str, ...]:
    return (
        _("The list: names, organisations, regions, roles, badge numbers, times and wishes"),
        _("Who sits where, hosts, note-takers, and who is kept together or apart"),
        _("All steps that could be undone until now, and every trace in the file"),
        _("The copies of this day that the program made on this computer, and its log of mistakes"),
    )


def what_stays() -> tuple[str, ...]:
    return (
        _("How many were on the list, how many came, and from how many organisations"),
        _("All notes, just as the tables wrote them"),
        _("The programme, with the speakers and moderators named in it, and the way forward"),
        _("When somebody was checked in, without saying who"),
    )


def by_hand() -> str:
    """What the program can't reach."""
    return _(
        "The program can't reach what you made yourself: exports, print-outs, spreadsheets, copies on sticks,"
        " in e-mail or in the backup of the computer, and other days with the same people. Delete those too."
    )


def elsewhere_words(count: int) -> str:
    """That so many of the people are named in what is not deleted; not for 0."""
    return ngettext(
        "{count} person is also named in what stays, such as the programme, a note or a message.",
        "{count} people are also named in what stays, such as the programme, notes or messages.",
        count,
    ).format(count=count)


def numbers(counts: PeopleDeleted) -> str:
    """“110 on the list · 104 present · 52 municipalities and organisations”."""
    homes = ngettext(
        "{count} municipality or organisation",
        "{count} municipalities and organisations",
        counts.organisations,
    )
    parts = (
        _("{count} on the list").format(count=counts.people),
        _("{count} present").format(count=counts.present),
        homes.format(count=counts.organisations),
    )
    return " · ".join(parts)


def receipt(done: Deletion) -> str:
    """The receipt, as lines of text that can be kept; it names nobody."""
    local = done.event.local(done.at)
    head = _("Receipt: people deleted")
    when = _("{date} at {time} ({zone})").format(
        date=format_date(local.date()), time=format_clock(local), zone=done.event.zone
    )
    lines = [
        head,
        "=" * len(head),
        _("Event: {title}, {date}").format(
            title=legible(done.event.title).replace("\n", " "), date=format_date(done.event.date)
        ),
        _("File: {file}").format(file=legible(str(done.path))),
        _("Deleted: {when}").format(when=when),
        "",
        _("What was deleted"),
        *_listed((_people(done.people), *what_goes()[:3], *_traces(done.cleared))),
        "",
        _("What was kept"),
        *_listed(
            (
                _("The numbers: {numbers}").format(numbers=numbers(done.counts)),
                _notes(done.notes),
                *what_stays()[2:],
            )
        ),
    ]
    elsewhere = (elsewhere_words(done.elsewhere),) if done.elsewhere else ()
    if done.cleared.fresh is not None:
        lines += _listed((_("A copy of the file as it is now: {file}").format(file=done.cleared.fresh),))
    lines += [
        "",
        _("What is left to do by hand"),
        *_listed((*elsewhere, *_kept(done.cleared.kept), by_hand())),
    ]
    return "\n".join(lines) + "\n"


def _people(count: int) -> str:
    return ngettext("{count} person", "{count} people", count).format(count=count)


def _notes(notes: int) -> str:
    words = ngettext(
        "{count} note, just as the table wrote it", "{count} notes, just as the tables wrote them", notes
    )
    return words.format(count=notes)


def _traces(cleared: Cleared) -> tuple[str, ...]:
    copies = ngettext(
        "{count} copy, or part of one, on this computer",
        "{count} copies, or parts of them, on this computer",
        cleared.copies,
    ).format(count=cleared.copies)
    log = _("The log of mistakes") if cleared.log else _("There was no log of mistakes")
    return copies, log


def _kept(files: Iterable[Path]) -> tuple[str, ...]:
    words = _("This file could not be deleted, and may name people: {file}")
    return tuple(words.format(file=legible(str(file))) for file in files)


def _listed(texts: Iterable[str]) -> list[str]:
    return [f"- {text}" for text in texts]
