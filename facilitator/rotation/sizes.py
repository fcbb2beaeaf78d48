"""How many people each table may hold when the tables are as equal as their seats allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from facilitator.rotation.instance import Instance

Range = tuple[int, int]
"""The least and the most people at a table."""


def most_equal_sizes(people: int, bounds: Iterable[Range]) -> tuple[int, ...] | None:
    """Table sizes as equal as their (least, most) bounds allow, or None if the people do not fit.

    The sum of squared sizes is the least possible.
    """
    bounds = tuple(bounds)
    sizes = [least for least, _most in bounds]
    left = people - sum(sizes)
    roomy = [(size, i) for i, size in enumerate(sizes) if size < bounds[i][1]]
    heapify(roomy)
    while left > 0 and roomy:
        size, i = heappop(roomy)
        sizes[i] = size + 1
        left -= 1
        if sizes[i] < bounds[i][1]:
            heappush(roomy, (sizes[i], i))
    return None if left else tuple(sizes)


def equal_ranges(people: int, bounds: Iterable[Range]) -> tuple[Range, ...] | None:
    """For each table the sizes it can have in a most equal seating; None if the people do not fit.

    A range is one or two sizes wide: which tables get the larger size is free.
    """
    bounds = tuple(bounds)
    sizes = most_equal_sizes(people, bounds)
    if sizes is None:
        return None
    filled = [size for size, (least, _most) in zip(sizes, bounds, strict=True) if size > least]
    level = max(filled, default=None)
    pairs = list(zip(sizes, bounds, strict=True))
    raised = level is not None and any(size == level - 1 and size < most for size, (_l, most) in pairs)
    return tuple(
        (
            size - (raised and size == level and size > least),
            size + (level is not None and size == level - 1 and size < most),
        )
        for size, (least, most) in pairs
    )


def table_bounds(instance: Instance, number: int) -> tuple[Range, ...]:
    """The seats of each open table in a round; those who host there are sure to take theirs."""
    hosts: dict[str, int] = {}
    for person in instance.present[number]:
        if person in instance.hosts:
            hosts[instance.hosts[person]] = hosts.get(instance.hosts[person], 0) + 1
    return tuple(
        (max(table.seats_min, hosts.get(table.id, 0)), table.seats_max) for table in instance.open_tables
    )


def size_imbalance(instance: Instance, number: int, sizes: Mapping[str, int]) -> int:
    """Half of what the squared sizes of a round's tables sum up to over the least possible."""
    bounds = ((table.seats_min, table.seats_max) for table in instance.open_tables)
    equal = most_equal_sizes(len(instance.present[number]), bounds)
    if equal is None:
        return 0
    surplus = sum(size * size for size in sizes.values()) - sum(size * size for size in equal)
    return max(0, surplus // 2)
