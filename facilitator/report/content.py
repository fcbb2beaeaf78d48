"""The summary of the day: from a snapshot to an outline that any format can set."""

from __future__ import annotations

from dataclasses import replace

from facilitator.clock import Moment
from facilitator.event import Event
from facilitator.i18n import _, format_date, language
from facilitator.report.attendance import took_part
from facilitator.report.editions import in_order
from facilitator.report.figures import figures_section
from facilitator.report.held import programme_sections
from facilitator.report.lines import NOTHING, as_of, hours, named, tongue
from facilitator.report.method import method_sections
from facilitator.report.outline import Cell, Column, Document, Facts, Outline, Section, Table
from facilitator.report.raw_notes import raw_sections
from facilitator.report.result import result_section
from facilitator.report.tablecloths import tablecloth_sections
from facilitator.report.talks import talk_sections
from facilitator.report.together import key_point_sections
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition, Part, parts_in
from facilitator.timetable import live_day
from facilitator.words import language_word


def summary(snapshot: Snapshot, now: Moment, edition: Edition = Edition.FULL) -> Outline:
    """The summary as it stands at ``now``, in the language spoken: the event's parts of it, in their order.

    It leaves out what is private to the moderators, and notes that were taken back. What an open edition is
    to do without, its snapshot does not hold.
    """
    chapters = snapshot.event.chapters
    made = _sections(snapshot, now, parts_in(chapters))
    return replace(front_page(snapshot, now, edition), sections=in_order(made, chapters))


def front_page(snapshot: Snapshot, now: Moment, edition: Edition) -> Outline:
    """The summary without its parts: what it is, of which day, and as of when."""
    event = snapshot.event
    return Outline(
        title=event.title,
        genre=_("Summary, full edition") if edition is Edition.FULL else _("Summary, open edition"),
        status=_status(event),
        when=format_date(event.date, weekday=True),
        author=event.organiser,
        language=language(),
        made_at=event.local(now.utc),
        example=_("example") if event.example else "",
        facts=_facts(snapshot, now),
        purposes=event.purposes,
    )


def _sections(snapshot: Snapshot, now: Moment, parts: tuple[Part, ...]) -> tuple[Section, ...]:
    """All that can be told, each section with its part; several of one part stand in their order."""
    day = live_day(snapshot.event, snapshot.record, now)
    return (
        result_section(snapshot),
        figures_section(snapshot, day),
        *programme_sections(snapshot.event, day),
        *talk_sections(snapshot),
        *key_point_sections(snapshot),
        *_steps(snapshot.event),
        *_documents(snapshot.event),
        *method_sections(snapshot),
        *tablecloth_sections(snapshot),
        *raw_sections(snapshot, parts),
    )


def _status(event: Event) -> str:
    """«kladd · innspill, ikke vedtatt»: final or not, nobody has adopted what the tables said."""
    return _("final · input, not adopted") if event.final else _("draft · input, not adopted")


def _facts(snapshot: Snapshot, now: Moment) -> Facts:
    event = snapshot.event
    pairs = (
        (_("Time"), hours(event)),
        (_("Place"), event.place),
        (_("Organiser"), event.organiser),
        (_("Moderators"), "\n".join(map(named, event.moderators))),
        (_("People"), took_part(snapshot)),
        (_("Case number"), event.case_number),
        (_("Contact"), event.contact),
        (_("As of"), as_of(event, now)),
    )
    return Facts(tuple((label, value) for label, value in pairs if value))


def _steps(event: Event) -> tuple[Section, ...]:
    if not event.steps:
        return ()
    columns = (Column(_("What")), Column(_("Who")), Column(_("When")))
    typed = tongue(event)
    rows = tuple(
        (
            Cell(step.title, language=typed),
            Cell(step.owner or NOTHING, language=typed if step.owner else ""),
            Cell(step.when or NOTHING, language=typed if step.when else ""),
        )
        for step in event.steps
    )
    return (Section(_("The way forward"), (Table(columns, rows),), part=Part.STEPS),)


def _documents(event: Event) -> tuple[Section, ...]:
    documents = tuple(
        Document(
            one.title,
            language_word(one.language),
            one.description,
            one.address,
            tongue(event, one.language),
        )
        for one in event.documents
    )
    return (Section(_("Background documents"), documents, part=Part.DOCUMENTS),) if documents else ()
