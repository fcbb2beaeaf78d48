"""What the planner is asked beside the window, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.event import Item, Plan
from facilitator.kinds import plan_for_kind
from facilitator.record import Record
from facilitator.replanning import mended
from facilitator.rotation import InfeasibleError, Instance, Problem, improve
from facilitator.rotation import Plan as Rotation
from facilitator.seating import instance_of

STEPS = 10_000
"""After so many steps the plan of a day with some hundred people hardly gets better: about five seconds."""

REPAIR_STEPS = 1_000
"""A repair moves so few that it is as good as it gets in a second, while the room waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A café to be seated after its ``begun`` rounds; ``plan`` has the running one put right already."""

    item: Item
    plan: Plan
    instance: Instance
    begun: int
    fewest_changes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The best seats so far of the rounds to come, or the problems that forbid any."""

    question: Question
    rounds: Rotation = ()
    problems: tuple[Problem, ...] = ()


def question_of(
    plan: Plan, item: Item, record: Record, *, begun: int, fewest_changes: bool = False
) -> Question:
    """What to ask of the planner; the last of the ``begun`` rounds is running."""
    put_right = mended(plan, item, record, begun=begun)
    return Question(
        item=item,
        plan=put_right,
        instance=instance_of(put_right, item, record, begun=begun, keep=True),
        begun=begun,
        fewest_changes=fewest_changes,
    )


def answers(question: Question) -> Iterator[Answer]:
    """Ever better answers; takes seconds for some hundred people. The same question has the same answers."""
    if not question.instance.rounds_to_plan:
        yield Answer(question=question)
        return
    try:
        grouped = plan_for_kind(question.item, question.instance)
        if grouped is not None:
            yield Answer(question=question, rounds=grouped)
            return
        for found in improve(question.instance, fewest_changes=question.fewest_changes):
            yield Answer(question=question, rounds=found.plan)
            if found.steps >= (REPAIR_STEPS if question.fewest_changes else STEPS):
                return
    except InfeasibleError as error:
        yield Answer(question=question, problems=error.problems)
