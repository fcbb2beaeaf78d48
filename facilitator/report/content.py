"""The summary of the day: from a snapshot to an outline that any format can set."""

from __future__ import annotations

from collections import Counter

from facilitator.clock import Moment
from facilitator.event import Event, theme_letter
from facilitator.i18n import _, format_date, format_time, language, ngettext
from facilitator.notes import NoteKind
from facilitator.people import organisations
from facilitator.privacy import counts, deleted_counts
from facilitator.record import WAS_THERE, PeopleDeleted, Presence
from facilitator.report.editions import in_order
from facilitator.report.lines import NOTHING, as_of, beside_words, clock, hours, named, span
from facilitator.report.outline import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Outline,
    Remark,
    Section,
    Table,
)
from facilitator.report.points import said, talk_sections, theme_of
from facilitator.report.together import together_sections
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Edition
from facilitator.timetable import LiveDay, LiveItem, State, live_day
from facilitator.words import language_word, note_kind_word


def summary(snapshot: Snapshot, now: Moment, edition: Edition = Edition.FULL) -> Outline:
    """The summary as it stands at ``now``, in the language spoken, with the parts that were chosen.

    It leaves out what is private to the moderators, and notes that were taken back. What an open edition is
    to do without, its snapshot does not hold (see ``editions``).
    """
    event = snapshot.event
    day = live_day(event, snapshot.record, now)
    sections = (
        _key_figures(snapshot, day),
        *together_sections(snapshot),
        *_programme(event, day),
        *talk_sections(snapshot),
        *_steps(event),
        *_documents(event),
    )
    return Outline(
        title=event.title,
        genre=_("Summary") if edition is Edition.FULL else _("Summary, open edition"),
        status=_("input, not adopted"),
        when=format_date(event.date, weekday=True),
        author=event.organiser,
        language=language(),
        made_at=event.local(now.utc),
        example=_("example") if event.example else "",
        facts=_facts(event, now),
        purposes=event.purposes,
        sections=in_order(sections, event.chapters),
    )


def _facts(event: Event, now: Moment) -> Facts:
    pairs = (
        (_("Time"), hours(event)),
        (_("Place"), event.place),
        (_("Organiser"), event.organiser),
        (_("Moderators"), "\n".join(map(named, event.moderators))),
        (_("Case number"), event.case_number),
        (_("Contact"), event.contact),
        (_("As of"), as_of(event, now)),
    )
    return Facts(tuple((label, value) for label, value in pairs if value))


def _key_figures(snapshot: Snapshot, day: LiveDay) -> Section:
    blocks: list[Block] = [Figures((*_points(snapshot), *_attendance(snapshot)))]
    if day.running:
        time = format_time(snapshot.event.local(day.now))
        blocks.append(Remark(_("The day is not over: this is how it stood at {time}.").format(time=time)))
    blocks += _per_theme(snapshot)
    return Section(_("Key figures"), tuple(blocks))


def _points(snapshot: Snapshot) -> tuple[Figure, ...]:
    notes = said(snapshot)
    wrote = {note.draft.table_id for note in notes}
    tables = sum(1 for table in snapshot.event.tables if not table.removed or table.id in wrote)
    return (
        Figure(str(len(notes)), ngettext("point", "points", len(notes))),
        Figure(
            str(len(wrote)),
            ngettext("of {count} table has written", "of {count} tables have written", tables).format(
                count=tables
            ),
        ),
    )


def _attendance(snapshot: Snapshot) -> tuple[Figure, ...]:
    """Who is present; who is expected, as long as nobody has been checked in.

    Of people who were deleted the numbers are left; they count with who has come on the list since.
    """
    event, record = snapshot.event, snapshot.record
    deleted = deleted_counts(record)
    if deleted is not None:
        return _attendance_after(deleted, counts(snapshot))
    present = [person for person in event.people if record.present(person.id) in WAS_THERE]
    if present:
        people, groups = len(present), len(organisations(tuple(present)))
        told = ngettext("person present", "people present", people)
        label = ngettext(
            "municipality or organisation present", "municipalities and organisations present", groups
        )
    else:
        awaited = [person for person in event.people if record.present(person.id) is not Presence.ABSENT]
        people, groups = len(awaited), len(organisations(tuple(awaited)))
        told = ngettext("person expected", "people expected", people)
        label = ngettext(
            "municipality or organisation expected", "municipalities and organisations expected", groups
        )
    return Figure(str(people), told), Figure(str(groups), label)


def _attendance_after(deleted: PeopleDeleted, now: PeopleDeleted) -> tuple[Figure, ...]:
    groups = max(deleted.organisations, now.organisations)
    present = deleted.present + now.present
    if present:
        told = ngettext("person present", "people present", present)
        label = ngettext(
            "municipality or organisation present", "municipalities and organisations present", groups
        )
        return Figure(str(present), told), Figure(str(groups), label)
    people = deleted.people + now.people
    told = ngettext("person on the list", "people on the list", people)
    label = ngettext(
        "municipality or organisation on the list", "municipalities and organisations on the list", groups
    )
    return Figure(str(people), told), Figure(str(groups), label)


def _per_theme(snapshot: Snapshot) -> list[Block]:
    event, notes = snapshot.event, said(snapshot)
    if not event.themes or not notes:
        return []
    counts: Counter[tuple[str | None, NoteKind]] = Counter()
    for note in notes:
        theme = theme_of(event, note)
        counts[theme.id if theme else None, note.draft.kind] += 1
    themes: list[tuple[str | None, str]] = [
        (theme.id, f"{theme_letter(event, theme.id)}  {theme.title}") for theme in event.themes
    ]
    if any(theme_id is None for theme_id, _kind in counts):
        themes.append((None, _("Without a theme")))
    rows = [
        (title, *(counts[theme_id, kind] for kind in NoteKind), sum(counts[theme_id, k] for k in NoteKind))
        for theme_id, title in themes
    ]
    columns = (
        Column(_("Theme")),
        *(Column(note_kind_word(kind).capitalize(), figures=True) for kind in NoteKind),
        Column(_("In all"), figures=True),
    )
    cells = tuple(tuple(Cell(str(value)) for value in row) for row in rows)
    return [Section(_("Points by theme"), (Table(columns, cells),))]


def _programme(event: Event, day: LiveDay) -> tuple[Section, ...]:
    if not day.items:
        return ()
    begun = any(live.actual_start for live in day.items)
    columns = [Column(_("Planned"), figures=True), Column(_("Programme item"))]
    if begun:
        columns.insert(1, Column(_("Actual"), figures=True))
    rows = tuple(_programme_row(event, live, begun=begun) for live in day.items)
    return (Section(_("Programme"), (*_other_date(event, day), Table(tuple(columns), rows))),)


def _programme_row(event: Event, live: LiveItem, *, begun: bool) -> tuple[Cell, ...]:
    skipped = live.state is State.SKIPPED
    planned_span = NOTHING if skipped else span(event, live.planned.start, live.planned.end)
    actual = (Cell(NOTHING if skipped else _actual(event, live)),) if begun else ()
    return (Cell(planned_span), *actual, _item_cell(event, live))


def _other_date(event: Event, day: LiveDay) -> tuple[Block, ...]:
    """A rehearsal is told from the day itself."""
    starts = [live.actual_start for live in day.items if live.actual_start]
    if not starts or event.local(starts[0]).date() == event.date:
        return ()
    date = format_date(event.local(starts[0]).date())
    return (Remark(_("The actual times are from {date}.").format(date=date)),)


def _actual(event: Event, live: LiveItem) -> str:
    if live.actual_start and live.actual_end:
        return span(event, live.actual_start, live.actual_end)
    if live.actual_start:
        return _("since {time}").format(time=clock(event, live.actual_start))
    if live.expected_start:
        return _("expected {time}").format(time=clock(event, live.expected_start))
    return _("not held")


def _item_cell(event: Event, live: LiveItem) -> Cell:
    item = live.item
    tags = list(filter(None, [beside_words(event, live)]))
    if item.language and item.language != event.language:
        tags.append(language_word(item.language))
    if live.state is State.SKIPPED:
        tags.append(_("skipped"))
    if item.example and not event.example:
        tags.append(_("example"))
    details = [*map(named, item.speakers), *([" · ".join(tags)] if tags else [])]
    return Cell(item.title, tuple(details))


def _steps(event: Event) -> tuple[Section, ...]:
    if not event.steps:
        return ()
    columns = (Column(_("What")), Column(_("Who")), Column(_("When")))
    rows = tuple(
        (Cell(step.title), Cell(step.owner or NOTHING), Cell(step.when or NOTHING)) for step in event.steps
    )
    return (Section(_("The way forward"), (Table(columns, rows),)),)


def _documents(event: Event) -> tuple[Section, ...]:
    if not event.documents:
        return ()
    documents = tuple(
        Document(one.title, language_word(one.language), one.description, one.address)
        for one in event.documents
    )
    return (Section(_("Background documents"), documents),)
