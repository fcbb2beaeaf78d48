"""The result of the day on one page: the most important first, all of it in the parts that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.event import Theme, find
from facilitator.harvest import title_of
from facilitator.i18n import _, ngettext
from facilitator.notes import Note
from facilitator.report.lines import tongue
from facilitator.report.outline import Block, Cell, Column, Remark, Section, Table
from facilitator.report.points import said, theme_mark, theme_of
from facilitator.report.polling import answers, best_first, questions_asked
from facilitator.report.together import ranked, together_table
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Part

_LINES = 20  # that a page has room for; a theme's heading takes as much as two rows
_MOST_ANSWERS = 3  # of a question to the room


def result_section(snapshot: Snapshot) -> Section:
    """Merged points by theme; where there are none the key points; else a plain sentence."""
    told = _merged(snapshot) or _key_points(snapshot)
    blocks = told or tuple(map(Remark, _sentences(snapshot)))
    return Section(_("The result"), blocks, apart=bool(told), part=Part.RESULT)


def _merged(snapshot: Snapshot) -> tuple[Block, ...]:
    together = ranked(snapshot)
    if not together:
        return ()
    count = len(together)
    told = ngettext(
        "What the tables said, put together in {count} point.",
        "What the tables said, put together in {count} points.",
        count,
    ).format(count=count)
    order = (
        _("Those with the most dots stand first, then those that the most tables said.")
        if any(one.dots for one in together)
        else _("Those that the most tables said stand first.")
    )
    blocks: list[Block] = [Remark(f"{told} {order}" if count > 1 else told)]
    groups = [
        (theme, [one for one in together if one.point.theme_id == (theme.id if theme else None)])
        for theme in (*snapshot.event.themes, None)
    ]
    groups = [group for group in groups if group[1]]
    most = _most(len(groups))
    for theme, points in groups:
        rows: list[Block] = [together_table(snapshot.event, points[:most], {})]
        if len(points) > most:
            left = len(points) - most
            rows.append(
                Remark(
                    ngettext(
                        "{count} more stands with what the tables said.",
                        "{count} more stand with what the tables said.",
                        left,
                    ).format(count=left)
                )
            )
        blocks += _under(snapshot, theme, rows)
    return tuple(blocks)


def _most(groups: int) -> int:
    """How many points of each theme fit on the page."""
    return max(1, _LINES // groups - 2)


def _under(snapshot: Snapshot, theme: Theme | None, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks under the theme's heading; on a day without themes they need none."""
    if theme:
        mark = theme_mark(snapshot.event, theme)
        yield Section(theme.title, tuple(blocks), theme=mark, language=tongue(snapshot.event))
    elif snapshot.event.themes:
        yield Section(_("Without a theme"), tuple(blocks))
    else:
        yield from blocks


def _key_points(snapshot: Snapshot) -> tuple[Block, ...]:
    """All of them where one page has room for them; else the first of each table."""
    event, keys = snapshot.event, snapshot.notes.keys
    if not keys:
        return ()
    by_theme: dict[str | None, list[Note]] = {}
    for note in keys:
        theme = theme_of(event, note)
        by_theme.setdefault(theme.id if theme else None, []).append(note)
    told = ngettext(
        "The tables chose {count} key point. It was not put together with others.",
        "The tables chose {count} key points. They were not put together.",
        len(keys),
    ).format(count=len(keys))
    blocks: list[Block] = []
    shown = 0
    for theme_id in (*(theme.id for theme in event.themes), None):
        if theme_id in by_theme:
            notes = _fitting(by_theme[theme_id], _most(len(by_theme)))
            shown += len(notes)
            blocks += _under(snapshot, find(event.themes, theme_id), [_key_table(snapshot, notes)])
    if shown < len(keys):
        told += " " + _("Not all stand here: the list of key points by table has them all.")
    return (Remark(told), *blocks)


def _fitting(notes: Sequence[Note], most: int) -> Sequence[Note]:
    """All of them, or the first of each table."""
    if len(notes) <= most:
        return notes
    return list({note.draft.table_id: note for note in reversed(notes)}.values())[::-1][:most]


def _key_table(snapshot: Snapshot, notes: Sequence[Note]) -> Table:
    numbers = {table.id: table.number for table in snapshot.event.tables}
    typed = tongue(snapshot.event)
    rows = tuple(
        (Cell(str(number)), Cell(title_of(note.draft.text), language=typed))
        for number, note in sorted(
            ((numbers.get(note.draft.table_id, 0), note) for note in notes), key=lambda one: one[0]
        )
    )
    return Table((Column(_("Table"), figures=True), Column(_("Key point"))), rows)


def _sentences(snapshot: Snapshot) -> Iterator[str]:
    """What there is instead: how much was written, and what the room answered."""
    count = len(said(snapshot))
    if count:
        yield ngettext(
            "The tables wrote {count} point. It was neither chosen as a key point nor put together.",
            "The tables wrote {count} points. None was chosen as a key point or put together.",
            count,
        ).format(count=count)
    polls = questions_asked(snapshot).values()
    for poll in polls:
        best = [one for one in best_first(answers(snapshot, poll)) if one.points][:_MOST_ANSWERS]
        if best:
            told = " · ".join(f"{one.choice.text} ({one.points})" for one in best)
            yield _("“{question}” The most chosen answers: {answers}").format(
                question=poll.question, answers=told
            )
    if not count and not polls:
        yield _("The tables have written nothing, and nothing was asked of the room.")
