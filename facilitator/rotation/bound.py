"""A number of encounters that no legal plan with equal tables can do without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

from facilitator.rotation.instance import Instance
from facilitator.rotation.sizes import Range, equal_ranges, most_equal_sizes


def lower_bound(instance: Instance) -> int:
    """The bound of the encounter cost E of plans that break no rule and whose sizes are most equal.

    Pigeonhole: the travellers of one table must spread over the other tables in another round (over
    all, if somebody has to return to a table anyway), and where more of them come than there are
    tables, some meet again. Each pair of rounds, planned or past, adds its own such pairs to E;
    so do, in each round, the members of an organisation with more people than there are tables.
    Pairs that meet unavoidably cost nothing and are taken off.
    """
    if not instance.open_tables or any(_ranges(instance, n) is None for n in instance.rounds_to_plan):
        return 0
    strict = not any(
        instance.unavoidable_revisits(person)
        for person in instance.attendance
        if person not in instance.hosts
    )
    others = len(instance.open_tables) - strict
    planned = sum(
        max(0, _between(instance, one, other, others))
        for one, other in combinations(instance.rounds_to_plan, 2)
    )
    past = sum(
        max(0, _since(instance, seating, number, strict=strict))
        for seating in instance.past
        for number in instance.rounds_to_plan
    )
    colleagues = sum(_among_colleagues(instance, number) for number in instance.rounds_to_plan)
    return planned + past + colleagues


def _ranges(instance: Instance, number: int) -> tuple[Range, ...] | None:
    bounds = [(table.seats_min, table.seats_max) for table in instance.open_tables]
    return equal_ranges(len(instance.present[number]), bounds)


def _between(instance: Instance, one: int, other: int, others: int) -> int:
    """Pairs of travellers who meet in both of two planned rounds."""
    travellers = {person for person in instance.present[one] if person not in instance.hosts}
    both = travellers & set(instance.present[other])
    least = max(
        _spread_of_round(instance, one, len(both), others, everyone=both == travellers),
        _spread_of_round(
            instance,
            other,
            len(both),
            others,
            everyone=both == {p for p in instance.present[other] if p not in instance.hosts},
        ),
    )
    return least - sum(pair <= both for pair in instance.unavoidable_pairs)


def _spread_of_round(instance: Instance, number: int, people: int, others: int, *, everyone: bool) -> int:
    hosts = Counter(instance.hosts[p] for p in instance.present[number] if p in instance.hosts)
    bounds = [
        (max(0, least - hosts[table.id]) if everyone else 0, max(0, most - hosts[table.id]))
        for table, (least, most) in zip(instance.open_tables, _ranges(instance, number) or (), strict=True)
    ]
    sizes = most_equal_sizes(people, bounds)
    return sum(_pairs_left(size, others) for size in sizes or ())


def _since(instance: Instance, seating: Mapping[str, tuple[str, ...]], number: int, *, strict: bool) -> int:
    """Pairs of travellers of a past round who meet again in a planned one."""
    open_tables = {table.id for table in instance.open_tables}
    travellers = {person for person in instance.present[number] if person not in instance.hosts}
    groups = {table: travellers & set(group) for table, group in seating.items()}
    forced = sum(any(pair <= group for group in groups.values()) for pair in instance.unavoidable_pairs)
    least = sum(
        _pairs_left(len(group), len(open_tables) - (strict and table in open_tables))
        for table, group in groups.items()
    )
    return least - forced


def _among_colleagues(instance: Instance, number: int) -> int:
    members: dict[str, list[str]] = {}
    for person in instance.present[number]:
        if person in instance.organisation_of:
            members.setdefault(instance.organisation_of[person], []).append(person)
    tables = [table.id for table in instance.open_tables]
    return sum(
        max(0, _colleagues_meeting(instance, group, tables)) for group in members.values() if len(group) > 1
    )


def _colleagues_meeting(instance: Instance, group: list[str], tables: list[str]) -> int:
    hosts = Counter(instance.hosts[person] for person in group if person in instance.hosts)
    load = [hosts[table] for table in tables]
    for _traveller in range(len(group) - sum(load)):
        load[load.index(min(load))] += 1
    together = frozenset(group)
    return _pairs(load) - sum(pair <= together for pair in instance.unavoidable_pairs)


def _pairs_left(people: int, bins: int) -> int:
    """The fewest pairs that share a bin when people go to so many bins."""
    if bins <= 0:
        return people * (people - 1) // 2
    each, more = divmod(people, bins)
    return bins * _pairs([each]) + more * each  # one more person in a bin makes as many pairs as sit there


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
