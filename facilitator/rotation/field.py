"""A start without a repeated meeting, from a finite field, for as many tables as a field has elements.

Number the tables by the elements of a field and sit the traveller (x, y), x not 0, in round r at table
y + a_r x, the a_r being different elements. Two of one x never meet. Two of different x meet where
y + a x = y' + a x', which holds for one a only. Nobody comes to a table twice, and the host of table
t is the traveller (0, t), so that nobody meets a host twice either. (The lines of an affine plane.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

from facilitator.rotation.instance import Instance, Plan

LARGEST = 128
"""More tables than this need no construction: who has so many to choose from hardly meets again."""


def field_plan(instance: Instance, rng: Random) -> Plan | None:
    """The plan, or None where the construction does not fit: see the conditions at its beginning.

    Those of one organisation walk in step as far as they can. Nothing else is looked at, so that the
    plan may break a rule or have unequal tables all the same.
    """
    tables = [table.id for table in instance.open_tables]
    numbers = instance.rounds_to_plan
    travellers = [person for person in instance.attendance if person not in instance.hosts]
    hosts = [person for person in instance.attendance if person in instance.hosts]
    q = len(tables)
    columns = -(-len(travellers) // q) if q else 0
    if (
        instance.past
        or not 2 <= q <= LARGEST
        or columns > q - 1
        or len(numbers) > q
        or len({instance.hosts[host] for host in hosts}) != len(hosts)
    ):
        return None
    product_of = _multiplication(q)
    if product_of is None:
        return None
    plus, times = product_of
    rng.shuffle(travellers)
    order = {organisation: n for n, organisation in enumerate(map(instance.organisation_of.get, travellers))}
    # Who misses a round is in the last x, so that tables stay equal without them.
    travellers.sort(
        key=lambda person: (
            instance.attendance[person] < len(numbers),
            order[instance.organisation_of.get(person)],
        )
    )
    slopes = rng.sample(range(q), len(numbers))
    points = list(product(range(1, columns + 1), range(q)))
    plan: list[dict[str, tuple[str, ...]]] = []
    for number, slope in zip(numbers, slopes, strict=True):
        groups: dict[str, list[str]] = {table: [] for table in tables}
        present = set(instance.present[number])
        for host in hosts:
            groups[instance.hosts[host]] += {host} & present
        for person, (x, y) in zip(travellers, points, strict=False):
            groups[tables[plus[y][times[slope][x]]]] += {person} & present
        plan.append({table: tuple(group) for table, group in groups.items()})
    return tuple(plan)


Table = list[list[int]]


def _multiplication(q: int) -> tuple[Table, Table] | None:
    """The sums and products of the field with q elements; None if there is none (q no prime power).

    An element is a polynomial over the integers modulo p, written as a number to the base p.
    """
    p = next(d for d in range(2, q + 1) if q % d == 0)
    degree = 0
    while p**degree < q:
        degree += 1
    if p**degree != q:
        return None
    digits = [tuple(n // p**k % p for k in range(degree)) for n in range(q)]
    number = {element: n for n, element in enumerate(digits)}
    plus = [
        [number[tuple((a + b) % p for a, b in zip(one, other, strict=True))] for other in digits]
        for one in digits
    ]
    for modulus in product(range(p), repeat=degree):
        by_x = [number[_times_x(element, modulus, p)] for element in digits]
        times: Table = []
        for row in _products(digits, by_x, plus):
            if times and len(set(row)) < q:
                break  # no field: what is not zero must lead everywhere
            times.append(row)
        else:
            return plus, times
    return None


def _times_x(element: tuple[int, ...], modulus: tuple[int, ...], p: int) -> tuple[int, ...]:
    """The polynomial times x, where x to the degree equals the modulus."""
    carry = element[-1]
    return tuple((low + carry * m) % p for low, m in zip((0, *element[:-1]), modulus, strict=True))


def _products(digits: list[tuple[int, ...]], by_x: list[int], plus: Table) -> Iterator[list[int]]:
    for one in digits:
        row = []
        for n in range(len(digits)):
            total, power = 0, n
            for digit in one:
                for _ in range(digit):
                    total = plus[total][power]
                power = by_x[power]
            row.append(total)
        yield row
