"""Hosts of the classic café: at each table in each round one of those who sit there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from random import Random

from facilitator.rotation.instance import Instance, Plan

Slot = tuple[int, str]
"""The index of a planned round, and a table."""


def hosts_for(
    plan: Plan, instance: Instance, *, willing: Collection[str] | None = None, seed: int = 0
) -> tuple[Mapping[str, str], ...]:
    """For each round of the plan: table id to the id of the person there who hosts it.

    A table whose own host (`Participant.host_of`) is there keeps that one. The others are hosted by
    those who are `willing` (None: everybody), nobody twice as far as it can be, and then nobody more
    often than need be. A table where nobody is willing is left out. The same seed, the same hosts.
    """
    rng = Random(seed)  # noqa: S311 -- to be repeatable is the point
    chosen: dict[Slot, str] = {}
    candidates: dict[Slot, list[str]] = {}
    for round_, seating in enumerate(plan):
        for table, group in seating.items():
            own = [person for person in group if instance.hosts.get(person) == table]
            able = [p for p in group if p not in instance.hosts and (willing is None or p in willing)]
            if own:
                chosen[round_, table] = own[0]
            elif able:
                candidates[round_, table] = rng.sample(able, len(able))
    chosen |= _shared_out(candidates)
    return tuple(
        {table: chosen[round_, table] for table in seating if (round_, table) in chosen}
        for round_, seating in enumerate(plan)
    )


def _shared_out(candidates: Mapping[Slot, list[str]]) -> dict[Slot, str]:
    """One candidate for each slot, the busiest of them as idle as can be (augmenting paths)."""
    chosen: dict[Slot, str] = {}
    most = 0
    while len(chosen) < len(candidates):
        most += 1
        for slot in candidates:
            if slot not in chosen:
                _give(slot, candidates, chosen, most, set())
    return chosen


def _give(
    slot: Slot, candidates: Mapping[Slot, list[str]], chosen: dict[Slot, str], most: int, asked: set[str]
) -> bool:
    """Find the slot a host with fewer than `most` slots, where others may hand theirs on."""
    duties = Counter(chosen.values())
    for person in sorted(candidates[slot], key=lambda person: duties[person]):
        if person in asked:
            continue
        asked.add(person)
        free = duties[person] < most
        if free or any(
            _give(other, candidates, chosen, most, asked)
            for other, host in list(chosen.items())
            if host == person
        ):
            chosen[slot] = person
            return True
    return False
