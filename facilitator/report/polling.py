"""What was asked of all in the room: answers and dots, counted."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.event import ItemKind, find
from facilitator.i18n import _, ngettext
from facilitator.polls import Count, Poll, Result, as_opened, polls_of, result_of, state_of
from facilitator.report.outline import Block, Chart, Listing, Remark
from facilitator.snapshot import Snapshot


def opened(snapshot: Snapshot) -> tuple[Poll, ...]:
    """The polls that were opened, with the choices they had then."""
    states = {poll: state_of(snapshot.record, poll.id) for poll in polls_of(snapshot.event)}
    return tuple(as_opened(poll, state) for poll, state in states.items() if state.choices is not None)


def questions_asked(snapshot: Snapshot) -> Mapping[str, Poll]:
    """Item id → the poll of a task, where it was opened; dots on merged points are none."""
    tasks = {item.id for item in snapshot.event.items if item.kind is ItemKind.TASK}
    return {poll.id: poll for poll in opened(snapshot) if poll.id in tasks}


def dot_votes(snapshot: Snapshot) -> tuple[Poll, ...]:
    """The votes on merged points that were opened."""
    asked = questions_asked(snapshot)
    return tuple(poll for poll in opened(snapshot) if poll.id not in asked)


def votes(snapshot: Snapshot) -> dict[str, int]:
    """Merged point (id) → its dots in all votes; one that was never voted on is not in it."""
    found: dict[str, int] = {}
    for poll in dot_votes(snapshot):
        for count in answers(snapshot, poll).counts:
            found[count.choice.id] = found.get(count.choice.id, 0) + count.points
    return {id: dots for id, dots in found.items() if find(snapshot.event.points, id)}


def answers(snapshot: Snapshot, poll: Poll) -> Result:
    return result_of(snapshot.record, snapshot.ballots, poll)


def best_first(result: Result) -> list[Count]:
    return sorted(result.counts, key=lambda count: count.place)


def poll_blocks(poll: Poll, result: Result) -> tuple[Block, ...]:
    """How many answered and how, what they chose, and what they said in words of their own."""
    if not result.voters and not any(count.points for count in result.counts):
        return (Remark(_("Nobody answered.")),)
    blocks: list[Block] = [Remark(told) for told in [_how(poll, result)] if told]
    if result.counts:
        series = _("Points") if poll.ranked else _("Chosen by")
        rows = tuple((count.choice.text, (count.points,)) for count in best_first(result))
        blocks.append(Chart(_("Answer"), (series,), rows))
    if result.texts:
        blocks += [Remark(_("In their own words:")), Listing(result.texts)]
    return tuple(blocks)


def _how(poll: Poll, result: Result) -> str:
    """How many answered, as far as they were counted, and what they could choose."""
    voters = ngettext("{count} answered.", "{count} answered.", result.voters).format(count=result.voters)
    return " ".join(filter(None, (voters if result.voters else "", _rule(poll))))


def _rule(poll: Poll) -> str:
    if poll.ranked:
        return _(
            "Each put the answers in order: the last place gives one point, each place before it one more."
        )
    if not poll.choices:
        return ""
    return ngettext(
        "Each could choose {count} answer.", "Each could choose up to {count} answers.", poll.budget
    ).format(count=poll.budget)
