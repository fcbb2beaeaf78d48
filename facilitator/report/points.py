"""What the tables said, item by item: theme → question → points, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from facilitator.event import Event, Item, ItemKind, Round, Theme, find, question_for, theme_letter
from facilitator.i18n import _, ngettext
from facilitator.kinds import theme_in
from facilitator.notes import Note, NoteKind
from facilitator.report.outline import Block, Paragraph, Point, Points, Remark, Section, ThemeMark
from facilitator.snapshot import Snapshot
from facilitator.words import note_kind_word

_KINDS = tuple(NoteKind)


def talk_sections(snapshot: Snapshot) -> tuple[Section, ...]:
    """One section per discussion and café, and for any other item that notes were written at."""
    event = snapshot.event
    by_item: dict[str, list[Note]] = {}
    for note in said(snapshot):
        by_item.setdefault(note.draft.item_id, []).append(note)
    sections = [
        _item_section(event, item, by_item.pop(item.id, []))
        for item in event.items
        if item.id in by_item or (_is_talk(item) and not item.skipped)
    ]
    if by_item:
        lost = [note for notes in by_item.values() for note in notes]
        sections.append(_lost_section(event, lost))
    return tuple(sections)


def said(snapshot: Snapshot) -> tuple[Note, ...]:
    """The notes that stand and say something."""
    return tuple(note for note in snapshot.notes.standing if note.draft.text.strip())


def theme_of(event: Event, note: Note) -> Theme | None:
    """The theme that the note was given, else its table's in the round."""
    draft = note.draft
    given = find(event.themes, draft.theme_id)
    table, item = find(event.tables, draft.table_id), find(event.items, draft.item_id)
    if given or table is None:
        return given
    return theme_in(event, item, draft.round_id, table) if item else find(event.themes, table.theme_id)


def theme_mark(event: Event, theme: Theme) -> ThemeMark:
    return ThemeMark(theme_letter(event, theme.id), event.themes.index(theme))


@dataclass(slots=True)
class _Question:
    """A question as it was asked: the rounds it was asked in, and what was answered."""

    text: str
    rounds: list[int] = field(default_factory=list)  # numbers from 1
    notes: list[Note] = field(default_factory=list)


def _is_talk(item: Item) -> bool:
    return bool(item.rounds) or item.kind in (ItemKind.DISCUSSION, ItemKind.CAFE)


def _item_section(event: Event, item: Item, notes: Sequence[Note]) -> Section:
    if not notes:
        prompt = [Paragraph(item.prompt)] if item.prompt else []
        return Section(item.title, (*prompt, Remark(_("No points were written."))))
    by_theme: dict[str | None, list[Note]] = {}
    for note in notes:
        theme = theme_of(event, note)
        by_theme.setdefault(theme.id if theme else None, []).append(note)
    blocks: list[Block] = [Remark(_extent(notes))]
    if item.prompt and not _asks_prompt(event, item):
        blocks.insert(0, Paragraph(item.prompt))
    for theme in event.themes:
        if theme.id in by_theme or any(table.theme_id == theme.id for table in event.open_tables):
            told = _theme_blocks(event, item, theme, by_theme.get(theme.id, ()))
            blocks.append(Section(theme.title, told, theme=theme_mark(event, theme)))
    if None in by_theme:
        told = _theme_blocks(event, item, None, by_theme[None])
        blocks += [Section(_("Without a theme"), told)] if event.themes else told
    return Section(item.title, tuple(blocks))


def _lost_section(event: Event, notes: Sequence[Note]) -> Section:
    """Notes whose item was taken out of the programme: what was said is never left out."""
    points = Points(tuple(_point(event, None, note) for note in _in_order(event, notes)))
    remark = Remark(_("These points were written at items that are no longer in the programme."))
    return Section(_("Other points"), (remark, points))


def _asks_prompt(event: Event, item: Item) -> bool:
    rounds: Iterable[Round | None] = item.rounds or (None,)
    themes: Iterable[Theme | None] = event.themes or (None,)
    return any(question_for(item, round_, theme) == item.prompt for round_ in rounds for theme in themes)


def _theme_blocks(event: Event, item: Item, theme: Theme | None, notes: Sequence[Note]) -> tuple[Block, ...]:
    if not notes:
        return (Remark(_("No points were written.")),)
    blocks: list[Block] = []
    for question in _questions(item, theme, notes):
        points = Points(tuple(_point(event, item, note) for note in _in_order(event, question.notes)))
        told = points if points.points else Remark(_("No points were written."))
        label = _label(item, question)
        if label or question.text:
            blocks.append(Section(question.text or label, (told,), label=label if question.text else ""))
        else:
            blocks.append(told)
    return tuple(blocks)


def _questions(item: Item, theme: Theme | None, notes: Sequence[Note]) -> tuple[_Question, ...]:
    """The questions asked, in the order of the rounds; one asked in several rounds stands once."""
    questions: dict[str, _Question] = {}
    asked_in: dict[str | None, _Question] = {}
    for number, round_ in enumerate(item.rounds, 1):
        text = question_for(item, round_, theme)
        question = asked_in[round_.id] = questions.setdefault(text, _Question(text))
        question.rounds.append(number)
    for note in notes:
        known = asked_in.get(note.draft.round_id)
        if known is None:  # an item without rounds, or a round that was taken out since
            text = question_for(item, None, theme)
            known = questions.setdefault(text, _Question(text))
        known.notes.append(note)
    return tuple(questions.values())


def _label(item: Item, question: _Question) -> str:
    if len(item.rounds) < 2 or len(question.rounds) == len(item.rounds) or not question.rounds:
        return _("Question") if question.text else ""
    numbers = ", ".join(map(str, question.rounds))
    return ngettext("Round {numbers}", "Rounds {numbers}", len(question.rounds)).format(numbers=numbers)


def _in_order(event: Event, notes: Iterable[Note]) -> list[Note]:
    """By kind, then by table, then as they were written."""
    numbers = {table.id: table.number for table in event.tables}

    def place(note: Note) -> tuple[int, int]:
        return _KINDS.index(note.draft.kind), numbers.get(note.draft.table_id, 0)

    return sorted(notes, key=place)


def _point(event: Event, item: Item | None, note: Note) -> Point:
    return Point(note.draft.text, note_kind_word(note.draft.kind), source(event, item, note))


def source(event: Event, item: Item | None, note: Note) -> str:
    """The table, and the round if there are rounds, in which the note was written."""
    table = find(event.tables, note.draft.table_id)
    if table is None:
        return _("a table that is no longer there")
    rounds = [round_.id for round_ in item.rounds] if item else []
    if note.draft.round_id in rounds:
        number = rounds.index(note.draft.round_id) + 1
        return _("table {table}, round {round}").format(table=table.number, round=number)
    return _("table {table}").format(table=table.number)


def _extent(notes: Sequence[Note]) -> str:
    """«120 innspill fra 18 bord.»"""
    tables = len({note.draft.table_id for note in notes})
    points = ngettext("{count} point", "{count} points", len(notes)).format(count=len(notes))
    return ngettext("{points} from {count} table.", "{points} from {count} tables.", tables).format(
        points=points, count=tables
    )
