"""Cafés in which groups stay together: they walk from table to table, or stay where they are.

Measure their plans with `replace(instance, groups=True)`: then meeting again within a group, and
sitting at one table for longer, is no fault.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitator.rotation.instance import Instance, Plan, TableSeats
from facilitator.rotation.planner import plan_rotation

STEPS = 2_000


def carousel(instance: Instance, *, seed: int = 0) -> Plan:
    """Groups formed once that walk together, each round to the next table; hosts stay.

    There are as many groups as open tables, as equal and as mixed as can be: by who met before, by
    organisation, role and region. Who walked in the round before stays with that group. More rounds
    than tables bring them back to where they began.

    Raises InfeasibleError where people cannot be grouped (apart and together contradict).
    """
    everyone = len(instance.participants)
    tables = [table.id for table in instance.open_tables]
    homes = _homes(instance, tables)
    groups = _one_seating(
        replace(
            instance,
            participants=tuple(
                replace(person, host_of=None if person.id in instance.hosts else homes.get(person.id))
                for person in instance.participants
            ),
            tables=tuple(TableSeats(table.id, 0, everyone) for table in instance.tables),
            absent=instance.absent | instance.hosts.keys(),
        ),
        seed,
    )
    hosts = [[host for host, at in instance.hosts.items() if at == table] for table in tables]
    return _for_those_there(
        instance,
        [
            {
                table: [*hosts[t], *groups[tables[(t - number + 1) % len(tables)]]]
                for t, table in enumerate(tables)
            }
            for number in instance.rounds_to_plan
        ],
    )


def _homes(instance: Instance, tables: Sequence[str]) -> Mapping[str, str]:
    """Person to the table that the group of the round before began at."""
    held = len(instance.past)
    before = instance.past[-1] if instance.past else {}
    return {
        person: tables[(tables.index(table) - held + 1) % len(tables)]
        for table, group in before.items()
        if table in tables
        for person in group
    }


def stay(instance: Instance, *, seed: int = 0) -> Plan:
    """Groups that sit at one table in all rounds, as equal and as mixed as can be.

    Raises InfeasibleError where there is no legal seating.
    """
    seating = _one_seating(instance, seed)
    return _for_those_there(instance, [seating] * len(instance.rounds_to_plan))


def _one_seating(instance: Instance, seed: int) -> Mapping[str, tuple[str, ...]]:
    """One round for all who come in any of those to plan."""
    coming = instance.attendance
    once = replace(
        instance,
        participants=tuple(replace(person, present=None) for person in instance.participants),
        absent=instance.absent | {person.id for person in instance.participants if person.id not in coming},
        rounds=len(instance.past) + 1,
        keep=(),
        wishes={},
        each_theme_once=False,
        groups=True,
    )
    (seating,) = plan_rotation(once, seed=seed, steps=STEPS)
    return seating


def _for_those_there(instance: Instance, seatings: Sequence[Mapping[str, Sequence[str]]]) -> Plan:
    return tuple(
        {
            table: tuple(person for person in group if person in set(instance.present[number]))
            for table, group in seating.items()
        }
        for number, seating in zip(instance.rounds_to_plan, seatings, strict=True)
    )
