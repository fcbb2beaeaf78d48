"""What the room said together: merged points, where each was said and its votes, and answers counted."""

from __future__ import annotations

from facilitator.event import MergedPoint, find
from facilitator.harvest import said_at, sources, title_of
from facilitator.i18n import _, ngettext
from facilitator.polls import Poll, Result, as_opened, polls_of, result_of, state_of
from facilitator.report.outline import Block, Cell, Column, Listing, Remark, Section, Table
from facilitator.report.points import source
from facilitator.snapshot import Snapshot


def together_sections(snapshot: Snapshot) -> tuple[Section, ...]:
    """Merged points by theme, key points by table, then each poll that was opened; nothing where is none."""
    return (*_merged(snapshot), *_keys(snapshot), *_polls(snapshot))


def _merged(snapshot: Snapshot) -> tuple[Section, ...]:
    event = snapshot.event
    if not event.points:
        return ()
    votes = _votes(snapshot)
    parts = []
    for theme_id in (*(theme.id for theme in event.themes), None):
        points = [point for point in event.points if point.theme_id == theme_id]
        if points:
            theme = find(event.themes, theme_id)
            parts.append(
                Section(theme.title if theme else _("Other points"), (_table(snapshot, points, votes),))
            )
    return (Section(_("What the tables said together"), tuple(parts)),)


def _table(snapshot: Snapshot, points: list[MergedPoint], votes: dict[str, int]) -> Table:
    columns = [Column(_("Point")), Column(_("Tables"), figures=True)]
    if votes:
        columns.append(Column(_("Dots"), figures=True))
    rows = []
    for point in points:
        tables = said_at(point, snapshot.event, snapshot.notes)
        row = [_point_cell(snapshot, point, tables), Cell(str(len(tables)))]
        rows.append((*row, Cell(str(votes.get(point.id, 0)))) if votes else tuple(row))
    return Table(tuple(columns), tuple(rows))


def _point_cell(snapshot: Snapshot, point: MergedPoint, tables: tuple[int, ...]) -> Cell:
    """The point; beneath, at which tables it was said, and the notes that it was made of."""
    event, found = snapshot.event, sources(point, snapshot.notes)
    notes = ngettext("{count} point from the tables", "{count} points from the tables", len(found))
    where = ngettext("table {numbers}", "tables {numbers}", len(tables))
    said = f"{notes.format(count=len(found))}, {where.format(numbers=', '.join(map(str, tables)))}"
    made_of = (
        f"{source(event, find(event.items, note.draft.item_id), note)}: {title_of(note.draft.text)}"
        for note in found
    )
    return Cell(point.title, (said, *made_of) if tables else tuple(made_of))


def _keys(snapshot: Snapshot) -> tuple[Section, ...]:
    """What each table held to be its key points, by item where tables chose at several."""
    event = snapshot.event
    tables = sorted(event.tables, key=lambda table: table.number)
    sections = []
    for item in event.items:
        rows = tuple(
            (Cell(str(table.number)), Cell(" ".join(note.draft.text.split())))
            for table in tables
            for note in snapshot.notes.key_points(item.id, table.id)
        )
        if rows:
            listed = Table((Column(_("Table"), figures=True), Column(_("Key point"))), rows)
            sections.append(Section(item.title, (listed,)))
    if not sections:
        return ()
    blocks = sections[0].blocks if len(sections) == 1 else tuple(sections)
    return (Section(_("Key points by table"), blocks),)


def _votes(snapshot: Snapshot) -> dict[str, int]:
    """Merged point → dots, of the votes that were opened."""
    points = {point.id for point in snapshot.event.points}
    votes: dict[str, int] = {}
    for poll in _opened(snapshot):
        for count in result_of(snapshot.record, snapshot.ballots, poll).counts:
            if count.choice.id in points:
                votes[count.choice.id] = votes.get(count.choice.id, 0) + count.points
    return votes


def _polls(snapshot: Snapshot) -> tuple[Section, ...]:
    event = snapshot.event
    items = {item.id: item for item in event.items}
    return tuple(
        Section(items[poll.id].title, _poll_blocks(poll, result_of(snapshot.record, snapshot.ballots, poll)))
        for poll in _opened(snapshot)
    )


def _opened(snapshot: Snapshot) -> tuple[Poll, ...]:
    """The polls that were opened, with the choices they had then."""
    states = {poll: state_of(snapshot.record, poll.id) for poll in polls_of(snapshot.event)}
    return tuple(as_opened(poll, state) for poll, state in states.items() if state.choices is not None)


def _poll_blocks(poll: Poll, result: Result) -> tuple[Block, ...]:
    voters = ngettext("{count} answered.", "{count} answered.", result.voters).format(count=result.voters)
    blocks: list[Block] = [Remark(f"{poll.question} {voters}")]
    if result.counts:
        counts = sorted(result.counts, key=lambda count: count.place)
        rows = tuple((Cell(count.choice.text), Cell(str(count.points))) for count in counts)
        title = _("Points") if poll.ranked else _("Chosen by")
        blocks.append(Table((Column(_("Answer")), Column(title, figures=True)), rows))
    if result.texts:
        blocks += [Remark(_("In their own words:")), Listing(result.texts)]
    return tuple(blocks)
