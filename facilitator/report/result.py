"""The result of the day on one page: the most important first, all of it in the parts that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import Final, TypeAlias, TypeVar

from facilitator.event import Theme
from facilitator.harvest import title_of
from facilitator.i18n import _, ngettext
from facilitator.notes import Note
from facilitator.report.lines import tongue
from facilitator.report.outline import Block, Cell, Column, Remark, Section, Table
from facilitator.report.points import said, theme_mark, theme_of
from facilitator.report.polling import answers, best_first, questions_asked
from facilitator.report.together import Together, ranked, together_table
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Part

Thing = TypeVar("Thing", Together, Note)
Group: TypeAlias = tuple[Theme | None, Sequence[Thing]]

# The height of a printed page below title and first sentence, and of what stands on it, in points.
_PAGE: Final = 620.0
_HEAD: Final = 96.0  # a theme with the headings of its table
_MORE: Final = 20.0  # the sentence that there are more
_LINE: Final = 13.5
_PADDING: Final = 11.0  # of a row
_CHARACTERS: Final = 72  # of a line

_MOST_ANSWERS: Final = 3  # of a question to the room


def result_section(snapshot: Snapshot) -> Section:
    """Merged points by theme; where there are none the key points; else a plain sentence."""
    told = _merged(snapshot) or _key_points(snapshot)
    blocks = told or tuple(map(Remark, _sentences(snapshot)))
    return Section(_("The result"), blocks, apart=bool(told), part=Part.RESULT)


def _merged(snapshot: Snapshot) -> tuple[Block, ...]:
    together = ranked(snapshot)
    if not together:
        return ()
    told = ngettext(
        "What the tables said, put together in {count} point.",
        "What the tables said, put together in {count} points.",
        len(together),
    ).format(count=len(together))
    if len(together) > 1:
        order = (
            _("Those with the most dots stand first, then those that the most tables said.")
            if any(one.dots for one in together)
            else _("Those that the most tables said stand first.")
        )
        told = f"{told} {order}"

    def table(points: Sequence[Together], below: Sequence[str]) -> Table:
        details = {one.point.id: (line,) if line else () for one, line in zip(points, below, strict=True)}
        return together_table(snapshot.event, points, details)

    def theme_id(one: Together) -> str | None:
        return one.point.theme_id

    groups = _by_theme(snapshot, together, theme_id)
    return (Remark(told), *_on_a_page(snapshot, groups, lambda one: one.point.title, table))


def _key_points(snapshot: Snapshot) -> tuple[Block, ...]:
    """All of them where one page has room for them; else the first of each table."""
    keys = snapshot.notes.keys
    if not keys:
        return ()
    told = ngettext(
        "The tables chose {count} key point. It was not put together with others.",
        "The tables chose {count} key points. They were not put together.",
        len(keys),
    ).format(count=len(keys))

    def theme_id(note: Note) -> str | None:
        theme = theme_of(snapshot.event, note)
        return theme.id if theme else None

    numbers = {table.id: table.number for table in snapshot.event.tables}
    keys = tuple(sorted(keys, key=lambda note: numbers.get(note.draft.table_id, 0)))
    groups = _by_theme(snapshot, keys, theme_id)
    if not _fits(groups, _key_text, len(keys), head=_HEAD):
        groups = [(theme, _first_of_each_table(notes)) for theme, notes in groups]

    def table(notes: Sequence[Note], below: Sequence[str]) -> Table:
        typed = tongue(snapshot.event)
        rows = tuple(
            (
                Cell(str(numbers.get(note.draft.table_id, 0))),
                Cell(_key_text(note), (detail,) if detail else (), typed),
            )
            for note, detail in zip(notes, below, strict=True)
        )
        return Table((Column(_("Table"), figures=True), Column(_("Key point"))), rows)

    return (Remark(told), *_on_a_page(snapshot, groups, _key_text, table, of=len(keys)))


def _key_text(note: Note) -> str:
    return title_of(note.draft.text)


def _first_of_each_table(notes: Sequence[Note]) -> Sequence[Note]:
    firsts: dict[str, Note] = {}
    for note in notes:
        firsts.setdefault(note.draft.table_id, note)
    return tuple(firsts.values())


# ── what one page has room for ──


def _by_theme(
    snapshot: Snapshot, things: Sequence[Thing], theme_id: Callable[[Thing], str | None]
) -> list[Group[Thing]]:
    """In the order of the themes, what has none last; no group is empty."""
    found: list[Group[Thing]] = []
    for theme in (*snapshot.event.themes, None):
        group = [one for one in things if theme_id(one) == (theme.id if theme else None)]
        if group:
            found.append((theme, group))
    return found


def _on_a_page(
    snapshot: Snapshot,
    groups: Sequence[Group[Thing]],
    text: Callable[[Thing], str],
    table: Callable[[Sequence[Thing], Sequence[str]], Table],
    of: int = 0,
) -> Iterator[Block]:
    """As many of each group as one page has room for, and how many more there are of all (``of``).

    Each theme has a table under its heading. Where that leaves no room for two of each, all stand in one
    table, and each says its theme.
    """
    total = of or sum(len(group) for _theme, group in groups)
    apart = _fits(groups, text, 2, head=_HEAD)
    room = {"head": _HEAD} if apart else {"below": _LINE}
    longest = max(len(group) for _theme, group in groups)
    most = next((most for most in range(longest, 1, -1) if _fits(groups, text, most, **room)), 1)
    shown = [(theme, group[:most]) for theme, group in groups]
    if apart:
        for theme, group in shown:
            yield from _under(snapshot, theme, table(group, [""] * len(group)))
    else:
        each = [(one, theme.title if theme else "") for theme, group in shown for one in group]
        yield table([one for one, _theme in each], [theme for _one, theme in each])
    left = total - sum(len(group) for _theme, group in shown)
    if left:
        yield Remark(
            ngettext(
                "{count} more stands with what the tables said.",
                "{count} more stand with what the tables said.",
                left,
            ).format(count=left)
        )


def _fits(
    groups: Sequence[Group[Thing]],
    text: Callable[[Thing], str],
    most: int,
    *,
    head: float = 0,
    below: float = 0,
) -> bool:
    """Whether a page has room for that many of each group, by the length of their texts.

    ``head``: what each group takes besides its rows; ``below``: what stands beneath each text.
    """
    rows = [ceil(len(text(one)) / _CHARACTERS) for _theme, group in groups for one in group[:most]]
    more = any(len(group) > most for _theme, group in groups)
    tall = sum(lines * _LINE + below + _PADDING for lines in rows)
    return len(groups) * head + tall + more * _MORE <= _PAGE


def _under(snapshot: Snapshot, theme: Theme | None, table: Table) -> Iterator[Block]:
    """The table under the theme's heading; on a day without themes it needs none."""
    if theme:
        mark = theme_mark(snapshot.event, theme)
        yield Section(theme.title, (table,), theme=mark, language=tongue(snapshot.event))
    elif snapshot.event.themes:
        yield Section(_("Without a theme"), (table,))
    else:
        yield table


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
