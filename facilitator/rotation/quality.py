"""How good a rotation is, in numbers a moderator understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitator.rotation.instance import Instance, Pair, Plan, meetings
from facilitator.rotation.rules import Break, breaks, table_revisits


@dataclass(frozen=True)
class Quality:
    """The measures of a plan.

    repeats: meetings of people who have met before; a pair's second meeting counts 1, its third 2.
    same_organisation: meetings of two people of one organisation.
    size_spread: the largest difference between two tables of one round, in people.
    mean_new_faces: people whom a traveller meets for the first time in the plan, on average.
    table_revisits: times a traveller returns to a table, unavoidable ones included.
    breaks: the hard rules broken; a legal plan has none.

    Pairs that cannot help meeting (together, hosts of one table) are left out of the first two.
    """

    repeats: int
    same_organisation: int
    size_spread: int
    mean_new_faces: float
    table_revisits: int
    breaks: tuple[Break, ...]

    @property
    def encounter_cost(self) -> int:
        """What a planner makes as small as it can."""
        return self.repeats + self.same_organisation

    @property
    def hard_breaks(self) -> int:
        """How many times the plan breaks a hard rule; 0 for a legal plan."""
        return sum(broken.count for broken in self.breaks)


def quality(instance: Instance, plan: Plan) -> Quality:
    """Measure any plan, legal or not, such as one edited by hand."""
    before = meetings(instance.past)
    planned = meetings(plan)
    counted = {pair: times for pair, times in planned.items() if pair not in instance.unavoidable_pairs}
    places = [{person: table for table, group in seating.items() for person in group} for seating in plan]
    return Quality(
        repeats=sum(
            _coincidences(before[pair] + times) - _coincidences(before[pair])
            for pair, times in counted.items()
        ),
        same_organisation=sum(times for pair, times in counted.items() if _same_organisation(instance, pair)),
        size_spread=max((_spread(instance, seating) for seating in plan), default=0),
        mean_new_faces=_mean_new_faces(instance, planned.keys() - before.keys()),
        table_revisits=sum(table_revisits(instance, places).values()),
        breaks=breaks(instance, plan),
    )


def _coincidences(meetings_of_a_pair: int) -> int:
    return meetings_of_a_pair * (meetings_of_a_pair - 1) // 2


def _same_organisation(instance: Instance, pair: Pair) -> bool:
    one, other = (instance.organisation_of.get(person) for person in pair)
    return one is not None and one == other


def _spread(instance: Instance, seating: Mapping[str, tuple[str, ...]]) -> int:
    sizes = [len(seating.get(table.id, ())) for table in instance.open_tables]
    return max(sizes, default=0) - min(sizes, default=0)


def _mean_new_faces(instance: Instance, first_meetings: Iterable[Pair]) -> float:
    new_faces = Counter(person for pair in first_meetings for person in pair)
    travellers = [person for person in instance.attendance if person not in instance.hosts]
    return sum(new_faces[person] for person in travellers) / max(1, len(travellers))
