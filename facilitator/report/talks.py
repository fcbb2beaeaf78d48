"""What the tables said, item by item: theme → question → merged points, then all points with their source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from facilitator.event import Event, Item, ItemKind, Theme, question_for
from facilitator.i18n import _, ngettext
from facilitator.notes import Note
from facilitator.report.lines import tongue
from facilitator.report.outline import Block, Paragraph, Remark, Section
from facilitator.report.points import part_of, points_of, said, theme_mark, theme_of
from facilitator.report.polling import answers, poll_blocks, questions_asked
from facilitator.report.sources import source, where_said
from facilitator.report.together import Together, home_of, ranked, references, together_table
from facilitator.snapshot import Snapshot


def talk_sections(snapshot: Snapshot) -> tuple[Section, ...]:
    """One section per task, discussion and café, and for any other item that notes were written at.

    Each says which part of the summary it belongs to.
    """
    event = snapshot.event
    polls, together = questions_asked(snapshot), ranked(snapshot)
    by_item: dict[str | None, list[Note]] = {item.id: [] for item in event.items}
    for note in said(snapshot):
        known = note.draft.item_id if note.draft.item_id in by_item else None
        by_item.setdefault(known, []).append(note)
    merged: dict[str | None, list[Together]] = {}
    for one in together:
        merged.setdefault(home_of(event, one), []).append(one)
    called = references(together)
    sections = []
    for item in event.items:
        talk = _Talk(snapshot, item, by_item[item.id], merged.get(item.id, []), called)
        poll = polls.get(item.id)
        if poll or talk.notes or talk.merged or (_is_talk(item) and not item.skipped):
            answered = poll_blocks(poll, answers(snapshot, poll)) if poll else ()
            told = (*_prompt(talk), *answered, *_told(talk, silent=bool(poll)))
            sections.append(Section(item.title, told, part=part_of(item), language=talk.language))
    lost = _lost(snapshot, by_item.get(None, []), merged.get(None, []), called)
    return (*sections, *lost)


_WORDS: Final = 20  # points whose words stand beneath the merged one


@dataclass(frozen=True, slots=True)
class _Talk:
    """An item with what was written there, and what was put together of it."""

    snapshot: Snapshot
    item: Item
    notes: Sequence[Note]
    merged: Sequence[Together]
    called: Mapping[str, str]  # note id → the merged points it is part of

    @property
    def event(self) -> Event:
        return self.snapshot.event

    @property
    def language(self) -> str:
        return tongue(self.event, self.item.language)


@dataclass(slots=True)
class _Question:
    """A question as it was asked: the rounds it was asked in, and what was answered."""

    text: str
    rounds: list[int] = field(default_factory=list)  # numbers from 1
    notes: list[Note] = field(default_factory=list)
    merged: list[Together] = field(default_factory=list)


def _is_talk(item: Item) -> bool:
    return bool(item.rounds) or item.kind in (ItemKind.DISCUSSION, ItemKind.CAFE)


def _prompt(talk: _Talk) -> tuple[Block, ...]:
    """The question as the item asks it, where no theme says the same."""
    asked = _questions_of(talk.event, talk.item)
    shown = asked == {talk.item.prompt} or talk.item.prompt not in asked
    return (Paragraph(talk.item.prompt),) if talk.item.prompt and shown else ()


def _told(talk: _Talk, *, silent: bool) -> tuple[Block, ...]:
    """All that was said at the item, theme by theme; ``silent``: it need not be said that nothing was."""
    event = talk.event
    if not talk.notes and not talk.merged:
        return () if silent else (Remark(_("No points were written.")),)
    by_theme: dict[str | None, list[Note]] = {}
    for note in talk.notes:
        theme = theme_of(event, note)
        by_theme.setdefault(theme.id if theme else None, []).append(note)
    merged = {one.point.theme_id for one in talk.merged}
    blocks: list[Block] = [Remark(_extent(talk))]
    for theme in event.themes:
        tables = any(table.theme_id == theme.id for table in event.open_tables)
        if theme.id in by_theme or theme.id in merged or tables:
            told = _theme_blocks(talk, theme, by_theme.get(theme.id, ()))
            mark = theme_mark(event, theme)
            blocks.append(Section(theme.title, told, theme=mark, language=tongue(event)))
    if None in by_theme or None in merged:
        told = _theme_blocks(talk, None, by_theme.get(None, ()))
        blocks += [Section(_("Without a theme"), told)] if event.themes else told
    return tuple(blocks)


def _lost(
    snapshot: Snapshot, notes: Sequence[Note], merged: Sequence[Together], called: Mapping[str, str]
) -> tuple[Section, ...]:
    """Notes whose item was taken out of the programme: what was said is never left out."""
    blocks = _merged_block(snapshot.event, None, merged)
    if notes:
        blocks.append(Remark(_("These points were written at items that are no longer in the programme.")))
        blocks.append(points_of(snapshot, None, notes, called))
    return (Section(_("Other points"), tuple(blocks), part=part_of(None)),) if blocks else ()


def _questions_of(event: Event, item: Item) -> set[str]:
    rounds, themes = item.rounds or (None,), event.themes or (None,)
    return {question_for(item, round_, theme) for round_ in rounds for theme in themes}


def _theme_blocks(talk: _Talk, theme: Theme | None, notes: Sequence[Note]) -> tuple[Block, ...]:
    questions, several = _questions(talk, theme, notes)
    blocks = _merged_block(talk.event, talk.item, several)
    if not notes and not any(question.merged for question in questions):
        return (*blocks, Remark(_("No points were written.")))
    asked_of_all = _questions_of(talk.event, talk.item) == {talk.item.prompt}
    for question in questions:
        told = _answers(talk, question)
        label = _label(talk.item, question)
        if asked_of_all or not (label or question.text):
            blocks += told
        else:
            named = question.text or label
            lead = label if question.text else ""
            blocks.append(Section(named, told, label=lead, language=talk.language if lead else ""))
    return tuple(blocks)


def _questions(
    talk: _Talk, theme: Theme | None, notes: Sequence[Note]
) -> tuple[tuple[_Question, ...], list[Together]]:
    """The questions asked, in the order of the rounds; and the merged points that answer several of them.

    A question asked in several rounds stands once.
    """
    item, questions = talk.item, dict[str, _Question]()
    asked_in: dict[str | None, _Question] = {}
    for number, round_ in enumerate(item.rounds, 1):
        text = question_for(item, round_, theme)
        question = asked_in[round_.id] = questions.setdefault(text, _Question(text))
        question.rounds.append(number)

    def asked(round_id: str | None) -> _Question:
        if round_id in asked_in:
            return asked_in[round_id]
        text = question_for(item, None, theme)  # without rounds, or of a round that was taken out since
        return questions.setdefault(text, _Question(text))

    for note in notes:
        asked(note.draft.round_id).notes.append(note)
    several: list[Together] = []
    for one in talk.merged:
        if one.point.theme_id == (theme.id if theme else None):
            here = {asked(n.draft.round_id).text for n in one.sources if n.draft.item_id == item.id}
            (questions[here.pop()].merged if len(here) == 1 else several).append(one)
    return tuple(questions.values()), several


def _label(item: Item, question: _Question) -> str:
    if len(item.rounds) < 2 or len(question.rounds) == len(item.rounds) or not question.rounds:
        return _("Question") if question.text else ""
    numbers = ", ".join(map(str, question.rounds))
    return ngettext("Round {numbers}", "Rounds {numbers}", len(question.rounds)).format(numbers=numbers)


def _merged_block(event: Event, item: Item | None, merged: Sequence[Together]) -> list[Block]:
    if not merged:
        return []
    return [together_table(event, merged, {one.point.id: _made_of(event, item, one) for one in merged})]


def _made_of(event: Event, item: Item | None, one: Together) -> tuple[str, ...]:
    """Where the point was said, and in which words; the rest of very many stands among all points."""
    where = where_said(event, item, one.said)
    told = [(" ".join(note.draft.text.split()), source(event, item, note)) for note in one.sources[:_WORDS]]
    words = [f"– {text} ({said_at})" for text, said_at in told]
    more = len(one.sources) - len(words)
    if more > 0:
        rest = ngettext(
            "– {count} more, which says {reference} behind it.",
            "– {count} more, which say {reference} behind them.",
            more,
        )
        words.append(rest.format(count=more, reference=one.reference))
    return tuple(filter(None, (where, *words)))


def _answers(talk: _Talk, question: _Question) -> tuple[Block, ...]:
    """What was put together, then all points."""
    merged = _merged_block(talk.event, talk.item, question.merged)
    if question.notes:
        return (*merged, points_of(talk.snapshot, talk.item, question.notes, talk.called))
    return tuple(merged) or (Remark(_("No points were written.")),)


def _extent(talk: _Talk) -> str:
    """«120 innspill fra 18 bord.»"""
    tables = len({note.draft.table_id for note in talk.notes})
    points = ngettext("{count} point", "{count} points", len(talk.notes)).format(count=len(talk.notes))
    told = ngettext("{points} from {count} table.", "{points} from {count} tables.", tables).format(
        points=points, count=tables
    )
    if not talk.merged:
        return told
    numbered = _(
        "Merged points are numbered, as {reference}; the number stands behind each point that is in one."
    )
    return f"{told} {numbered.format(reference=talk.merged[0].reference)}"
