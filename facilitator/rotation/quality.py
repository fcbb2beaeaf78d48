"""How good a rotation is, in numbers a moderator understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from facilitator.rotation.bound import lower_bound
from facilitator.rotation.instance import Instance, Pair, Plan, meetings
from facilitator.rotation.rules import Break, breaks, table_revisits
from facilitator.rotation.sizes import size_imbalance
from facilitator.rotation.themes import theme_revisits, wish_cost, wishes_met

Key: TypeAlias = tuple[int, ...]
"""What plans are compared by, smaller is better: broken rules, size imbalance, where themes are asked
for their revisits and the wishes missed, then encounter cost, role and region imbalance."""


@dataclass(frozen=True)
class Quality:
    """The measures of a plan.

    repeats: meetings of people who have met before; a pair's second meeting counts 1, its third 2.
    repeat_pairs: pairs who meet in the plan and meet at least twice in all.
    same_organisation: meetings of two people of one organisation.
    lower_bound: an encounter cost that no legal plan with equal tables can go below.
    size_spread: the largest difference between two tables of one round, in people.
    size_imbalance: how many people sit at too large a table, counted by how much; 0 is most equal.
    role_imbalance, region_imbalance: over rounds, tables and values, how many people with the value
    are more or fewer at the table than its share of those there, rounded down or up.
    tables_of_one_organisation: tables in a round at which more than half of the people, and at least
    two, are of one organisation.
    mean_new_faces: people whom a traveller meets for the first time in the plan, on average.
    table_revisits: times a traveller returns to a table, unavoidable ones included.
    themes_met_again: times a traveller returns to a theme; a third visit counts 2, as meetings do.
    wishes, wishes_met: themes wished for by people who are there, and those they come to.
    breaks: the hard rules broken; a legal plan has none.
    key: what plans are compared by.

    Pairs that cannot help meeting (together, hosts of one table) are left out of the first three.
    """

    repeats: int
    repeat_pairs: int
    same_organisation: int
    lower_bound: int
    size_spread: int
    size_imbalance: int
    role_imbalance: int
    region_imbalance: int
    tables_of_one_organisation: int
    mean_new_faces: float
    table_revisits: int
    themes_met_again: int
    wishes: int
    wishes_met: int
    breaks: tuple[Break, ...]
    key: Key

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
    before, planned = meetings(instance.past), meetings(plan)
    counted = _counted(instance, plan, planned)
    places = _places(plan)
    travellers = instance.attendance.keys() - instance.hosts.keys()
    found = breaks(instance, plan)
    repeats, colleagues = _encounters(instance, before, counted)
    role, region = (_imbalance(instance, plan, kind) for kind in ("role", "region"))
    return Quality(
        repeats=repeats,
        repeat_pairs=sum(before[pair] + times > 1 for pair, times in counted.items()),
        same_organisation=colleagues,
        lower_bound=lower_bound(instance),
        size_spread=max((_spread(instance, seating) for seating in plan), default=0),
        size_imbalance=_size_imbalance(instance, plan),
        role_imbalance=role,
        region_imbalance=region,
        tables_of_one_organisation=sum(
            _is_of_one_organisation(instance, group) for seating in plan for group in seating.values()
        ),
        mean_new_faces=_mean_new_faces(instance, planned.keys() - before.keys()),
        table_revisits=sum(table_revisits(instance, places).values()),
        themes_met_again=theme_revisits(instance, plan),
        wishes=sum(len(set(wished)) for person, wished in instance.wishes.items() if person in travellers),
        wishes_met=wishes_met(instance, plan),
        breaks=found,
        key=_key(instance, plan, found, repeats + colleagues, role, region),
    )


def key_of(instance: Instance, plan: Plan) -> Key:
    """The key alone, for those who compare plans."""
    encounters = sum(_encounters(instance, meetings(instance.past), _counted(instance, plan, meetings(plan))))
    role, region = (_imbalance(instance, plan, kind) for kind in ("role", "region"))
    return _key(instance, plan, breaks(instance, plan), encounters, role, region)


def _key(
    instance: Instance, plan: Plan, found: Iterable[Break], encounters: int, role: int, region: int
) -> Key:
    themes = (theme_revisits(instance, plan),) if instance.each_theme_once else ()
    wishes = (wish_cost(instance, plan),) if instance.wishes else ()
    hard = sum(broken.count for broken in found)
    return (hard, _size_imbalance(instance, plan), *themes, *wishes, encounters, role, region)


def _counted(instance: Instance, plan: Plan, planned: Mapping[Pair, int]) -> dict[Pair, int]:
    """The meetings that cost something: not those of pairs who cannot help it.

    Where groups are to stay together, those count as one meeting that share all rounds they have.
    """
    counted = {pair: times for pair, times in planned.items() if pair not in instance.unavoidable_pairs}
    if instance.groups:
        there = [{person for group in seating.values() for person in group} for seating in plan]
        for pair, times in counted.items():
            if times == sum(pair <= people for people in there):
                counted[pair] = 1
    return counted


def _encounters(
    instance: Instance, before: Mapping[Pair, int], counted: Mapping[Pair, int]
) -> tuple[int, int]:
    """Repeats, and meetings of colleagues."""
    repeats = sum(
        _coincidences(before.get(pair, 0) + times) - _coincidences(before.get(pair, 0))
        for pair, times in counted.items()
    )
    return repeats, sum(times for pair, times in counted.items() if _same_organisation(instance, pair))


def _coincidences(meetings_of_a_pair: int) -> int:
    return meetings_of_a_pair * (meetings_of_a_pair - 1) // 2


def _same_organisation(instance: Instance, pair: Pair) -> bool:
    one, other = (instance.organisation_of.get(person) for person in pair)
    return one is not None and one == other


def _places(plan: Plan) -> list[dict[str, str]]:
    return [{person: table for table, group in seating.items() for person in group} for seating in plan]


def _spread(instance: Instance, seating: Mapping[str, Sequence[str]]) -> int:
    sizes = [len(seating.get(table.id, ())) for table in instance.open_tables]
    return max(sizes, default=0) - min(sizes, default=0)


def _size_imbalance(instance: Instance, plan: Plan) -> int:
    return sum(
        size_imbalance(instance, number, {table: len(group) for table, group in seating.items()})
        for number, seating in zip(instance.rounds_to_plan, plan, strict=False)
    )


def _imbalance(instance: Instance, plan: Plan, kind: str) -> int:
    """How far the people with each role, or region, are from their share at the tables."""
    value_of = {person.id: getattr(person, kind) for person in instance.participants}
    total = 0
    for number, seating in zip(instance.rounds_to_plan, plan, strict=False):
        present = instance.present[number]
        shares = Counter(value_of[person] for person in present if value_of[person])
        if len(shares) < 2:
            continue
        for group in seating.values():
            have = Counter(value_of.get(person) for person in group)
            for value, share in shares.items():
                least, rest = divmod(len(group) * share, len(present))
                total += max(0, least - have[value], have[value] - least - (rest > 0))
    return total


def _is_of_one_organisation(instance: Instance, group: Sequence[str]) -> bool:
    members = Counter(instance.organisation_of[p] for p in group if p in instance.organisation_of)
    most = max(members.values(), default=0)
    return most > 1 and 2 * most > len(group)


def _mean_new_faces(instance: Instance, first_meetings: Iterable[Pair]) -> float:
    new_faces = Counter(person for pair in first_meetings for person in pair)
    travellers = [person for person in instance.attendance if person not in instance.hosts]
    return sum(new_faces[person] for person in travellers) / max(1, len(travellers))
