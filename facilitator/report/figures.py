"""The key figures of the day, and the charts: points by theme and kind, dots, people by region."""

from __future__ import annotations

from collections import Counter

from facilitator.event import theme_letter
from facilitator.i18n import _, format_time, ngettext
from facilitator.notes import NoteKind
from facilitator.report.attendance import attendance_figures, by_region, missing_sentence
from facilitator.report.outline import Block, Chart, Figure, Figures, Remark, Section
from facilitator.report.points import said, theme_of
from facilitator.report.polling import answers, dot_votes
from facilitator.report.together import ranked
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Part
from facilitator.timetable import LiveDay
from facilitator.words import note_kind_word


def figures_section(snapshot: Snapshot, day: LiveDay) -> Section:
    blocks: list[Block] = [Figures((*_points(snapshot), *attendance_figures(snapshot)))]
    missing = missing_sentence(snapshot)
    if missing:
        blocks.append(Remark(missing))
    if day.running:
        time = format_time(snapshot.event.local(day.now))
        blocks.append(Remark(_("The day is not over: this is how it stood at {time}.").format(time=time)))
    charts = (*_by_theme(snapshot), *_dots(snapshot), *by_region(snapshot))
    return Section(_("Key figures"), (*blocks, *charts), apart=bool(charts), part=Part.FIGURES)


def _points(snapshot: Snapshot) -> tuple[Figure, ...]:
    """How much was written, and at how many of the tables."""
    notes = said(snapshot)
    wrote = {note.draft.table_id for note in notes}
    tables = sum(1 for table in snapshot.event.tables if not table.removed or table.id in wrote)
    points = Figure(str(len(notes)), ngettext("point", "points", len(notes)))
    if not tables:
        return (points,)
    of_tables = ngettext("of {count} table has written", "of {count} tables have written", tables)
    return points, Figure(str(len(wrote)), of_tables.format(count=tables))


def _by_theme(snapshot: Snapshot) -> tuple[Section, ...]:
    """By theme and kind; on a day without themes by kind alone. Kinds that nobody used are left out."""
    event, notes = snapshot.event, said(snapshot)
    if not notes:
        return ()
    kinds = [kind for kind in NoteKind if any(note.draft.kind is kind for note in notes)]
    if not event.themes:
        of_kind = Counter(note.draft.kind for note in notes)
        bars = tuple((note_kind_word(kind).capitalize(), (of_kind[kind],)) for kind in kinds)
        return (Section(_("Points by kind"), (Chart(_("Kind"), (_("Notes"),), bars),)),)
    counts: Counter[tuple[str | None, NoteKind]] = Counter()
    for note in notes:
        theme = theme_of(event, note)
        counts[theme.id if theme else None, note.draft.kind] += 1
    themes: list[tuple[str | None, str]] = [
        (theme.id, f"{theme_letter(event, theme.id)}  {theme.title}") for theme in event.themes
    ]
    if any(theme_id is None for theme_id, _kind in counts):
        themes.append((None, _("Without a theme")))
    rows = tuple((title, tuple(counts[theme_id, kind] for kind in kinds)) for theme_id, title in themes)
    series = tuple(note_kind_word(kind).capitalize() for kind in kinds)
    return (Section(_("Points by theme and kind"), (Chart(_("Theme"), series, rows),)),)


def _dots(snapshot: Snapshot) -> tuple[Section, ...]:
    """The merged points of all themes by their dots."""
    voted = [one for one in ranked(snapshot) if one.dots is not None]
    if not any(one.dots for one in voted):
        return ()
    voters = sum(answers(snapshot, poll).voters for poll in dot_votes(snapshot))
    told = ngettext("{count} person voted.", "{count} people voted.", voters).format(count=voters)
    said_how = (Remark(told),) if voters else ()  # by hand, dots may be counted without the people
    voted.sort(key=lambda one: -(one.dots or 0))
    rows = tuple((f"{one.reference}  {one.point.title}", (one.dots or 0,)) for one in voted)
    chart = Chart(_("Merged point"), (_("Dots"),), rows)
    return (Section(_("Dots by merged point"), (*said_how, chart)),)
