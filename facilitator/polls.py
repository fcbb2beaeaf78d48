"""Answers counted: a task's options chosen or ranked, dots put on merged points; by phone or by hand.

A ballot says nothing of who gave it. While a poll is open a ballot can be changed; nobody sees a result
before the moderator shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from facilitator.event import Event, Item, ItemKind
from facilitator.record import HandCounted, PollClosed, PollOpened, PollShown, Record

USUAL_CHOICES = 1  # of a task's options
USUAL_DOTS = 3  # on merged points


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to choose. A task's option is known by its own words, a merged point by its id."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What is asked, and how it may be answered."""

    id: str  # the item's
    question: str
    choices: tuple[Choice, ...]
    budget: int  # how many options each may choose, or dots each has; of no meaning where they are ranked
    most_each: int  # dots that one may put on the same choice
    ranked: bool
    free_text: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Dots put on a choice; where choices are ranked, its place (1 is first)."""

    choice: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    marks: tuple[Mark, ...] = ()
    text: str = ""


Ballots = Mapping[str, Mapping[str, Ballot]]
"""Poll id → a key that only the device can make → its ballot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollState:
    """What was pressed on a poll. ``choices`` are those it was opened with, None before that."""

    choices: tuple[str, ...] | None = None
    open: bool = False
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """``points``: dots, or with ranks one for the last place, two for the one before it, and so on."""

    choice: Choice
    points: int
    first: int  # how many ranked it first; 0 where nothing is ranked
    place: int  # 1 for the most points; equal points share a place


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    counts: tuple[Count, ...]  # in the order of the choices
    voters: int
    texts: tuple[str, ...]  # what was answered in words, in the order of the alphabet: not of arrival


def poll_of(event: Event, item: Item) -> Poll | None:
    """The item's poll: a task's options and words, or the dots on merged points at a harvest."""
    if item.kind is ItemKind.TASK and (item.options or item.free_text):
        options = tuple(Choice(id=text, text=text) for text in dict.fromkeys(item.options))
        return _poll(item, options, item.choose or USUAL_CHOICES, 1)
    if item.kind is ItemKind.HARVEST and event.points:
        points = tuple(Choice(id=point.id, text=point.title) for point in event.points)
        return _poll(item, points, item.choose or USUAL_DOTS, item.most_each)
    return None


def state_of(record: Record, poll_id: str) -> PollState:
    """Where the poll stands after all that was pressed."""
    choices, opened, shown = None, False, False
    for fact in (entry.fact for entry in record.effective):
        match fact:
            case PollOpened(id, offered) if id == poll_id:
                choices, opened, shown = offered, True, False
            case PollClosed(id) if id == poll_id:
                opened = False
            case PollShown(id, is_shown) if id == poll_id:
                shown = is_shown
    return PollState(choices=choices, open=opened, shown=shown)


def open_poll(event: Event, record: Record) -> Poll | None:
    """The poll that takes answers now, the one opened last, with the choices it was opened with."""
    opened: list[str] = []
    for fact in (entry.fact for entry in record.effective):
        if isinstance(fact, PollOpened | PollClosed):
            opened = [id for id in opened if id != fact.poll_id]
        if isinstance(fact, PollOpened):
            opened.append(fact.poll_id)
    items = {item.id: item for item in event.items}
    for id in reversed(opened):
        poll = poll_of(event, items[id]) if id in items else None
        if poll is not None:
            return as_opened(poll, state_of(record, id))
    return None


def as_opened(poll: Poll, state: PollState) -> Poll:
    """The poll with the choices that it was opened with, as far as there still are such."""
    if state.choices is None:
        return poll
    known = {choice.id: choice for choice in poll.choices}
    choices = tuple(known[id] for id in state.choices if id in known)
    return replace(poll, choices=choices)


def shown_polls(event: Event, record: Record) -> tuple[Poll, ...]:
    """The polls whose result the room may see, in the order they were shown in, each as it was opened."""
    shown: dict[str, bool] = {}
    for fact in (entry.fact for entry in record.effective):
        if isinstance(fact, PollShown):
            shown.pop(fact.poll_id, None)
            shown[fact.poll_id] = fact.shown
        elif isinstance(fact, PollOpened):
            shown[fact.poll_id] = False
    items = {item.id: item for item in event.items}
    polls = (poll_of(event, items[id]) for id, is_shown in shown.items() if is_shown and id in items)
    return tuple(as_opened(poll, state_of(record, poll.id)) for poll in polls if poll is not None)


def opening_answers(event: Event, record: Record) -> tuple[Poll, ...]:
    """The tasks' polls with choices whose result the room has seen, in the order of the programme.

    It may see them again, also where the result was taken off the screen since.
    """
    seen: set[str] = set()
    for fact in (entry.fact for entry in record.effective):
        if isinstance(fact, PollOpened):
            seen.discard(fact.poll_id)
        elif isinstance(fact, PollShown) and fact.shown:
            seen.add(fact.poll_id)
    tasks = {item.id for item in event.items if item.kind is ItemKind.TASK}
    polls = (poll for poll in polls_of(event) if poll.id in seen & tasks)
    return tuple(as_opened(poll, state_of(record, poll.id)) for poll in polls if poll.choices)


def result_of(record: Record, ballots: Ballots, poll: Poll) -> Result:
    """What came of the poll so far, on phones and by hand."""
    return tally(poll, ballots.get(poll.id, {}).values(), hand_counts(record, poll.id).values())


def polls_of(event: Event) -> tuple[Poll, ...]:
    """All polls of the day, in the order of the programme."""
    polls = (poll_of(event, item) for item in event.items if not item.skipped)
    return tuple(poll for poll in polls if poll is not None)


def fits(poll: Poll, ballot: Ballot) -> bool:
    """Whether the ballot keeps to the rules of the poll. An empty one does: it takes the answer back."""
    chosen = [mark.choice for mark in ballot.marks]
    weights = [mark.weight for mark in ballot.marks]
    known = {choice.id for choice in poll.choices}
    if len(set(chosen)) < len(chosen) or not set(chosen) <= known or (ballot.text and not poll.free_text):
        return False
    if poll.ranked:
        return sorted(weights) == list(range(1, len(weights) + 1))
    return all(1 <= weight <= poll.most_each for weight in weights) and sum(weights) <= poll.budget


def tally(poll: Poll, ballots: Iterable[Ballot], by_hand: Iterable[HandCounted] = ()) -> Result:
    """All answers together. The numbers of each count by hand are in the order of the choices."""
    points = {choice.id: 0 for choice in poll.choices}
    first = dict(points)
    voters, texts = 0, []
    for ballot in ballots:
        voters += 1
        texts += [ballot.text] if ballot.text.strip() else []
        for mark in ballot.marks:
            if mark.choice in points:
                points[mark.choice] += len(points) + 1 - mark.weight if poll.ranked else mark.weight
                first[mark.choice] += poll.ranked and mark.weight == 1
    for counted in by_hand:
        voters += counted.voters
        for choice, count in zip(poll.choices, counted.counts, strict=False):
            points[choice.id] += count
    counts = tuple(
        Count(
            choice=choice,
            points=points[choice.id],
            first=first[choice.id],
            place=1 + sum(other > points[choice.id] for other in points.values()),
        )
        for choice in poll.choices
    )
    return Result(counts=counts, voters=voters, texts=tuple(sorted(texts)))


def hand_counts(record: Record, poll_id: str) -> Mapping[str, HandCounted]:
    """Table id ("" for the whole room) → what was last counted there, since the poll was opened."""
    counted: dict[str, HandCounted] = {}
    for fact in (entry.fact for entry in record.effective):
        if isinstance(fact, HandCounted) and fact.poll_id == poll_id:
            counted[fact.table_id] = fact
        elif isinstance(fact, PollOpened) and fact.poll_id == poll_id:
            counted = {id: kept for id, kept in counted.items() if len(kept.counts) == len(fact.choices)}
    return counted


def _poll(item: Item, choices: tuple[Choice, ...], budget: int, most_each: int) -> Poll:
    return Poll(
        id=item.id,
        question=item.prompt or item.title,
        choices=choices,
        budget=budget,
        most_each=most_each,
        ranked=item.ranked and item.kind is ItemKind.TASK,
        free_text=item.free_text and item.kind is ItemKind.TASK,
    )
