"""People who must all sit apart, against trying every group."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.rotation import Pair
from facilitator.rotation.cliques import largest_clique

PEOPLE = tuple("abcdefgh")


def all_pairs(people: str | tuple[str, ...]) -> set[Pair]:
    return {frozenset(pair) for pair in combinations(people, 2)}


def size_by_trying(pairs: set[Pair]) -> int:
    return max(
        size
        for size in range(len(PEOPLE) + 1)
        for group in combinations(PEOPLE, size)
        if all_pairs(group) <= pairs
    )


@given(st.sets(st.sampled_from(sorted(all_pairs(PEOPLE), key=sorted))), st.integers(1, 5))
def test_the_largest_group_is_found(pairs: set[Pair], above: int) -> None:
    size = size_by_trying(pairs)
    found = largest_clique(pairs, above=above)
    assert len(found) == (size if size > above else 0)
    assert all_pairs(found) <= pairs


@pytest.mark.parametrize(("above", "found"), [(3, ("a", "b", "c", "d")), (4, ())])
def test_no_more_than_there_are_tables_is_no_group(above: int, found: tuple[str, ...]) -> None:
    assert largest_clique(all_pairs("abcd") | all_pairs("dxy"), above=above) == found


def test_the_search_has_an_end() -> None:
    """Three hundred people, half of all pairs: what the steps reach is given, and is a group."""
    rng = Random(1)
    names = tuple(f"p{number}" for number in range(300))
    pairs = {pair for pair in all_pairs(names) if rng.random() < 0.5}
    found = largest_clique(pairs, above=5, steps=200)
    assert len(found) > 5
    assert all_pairs(found) <= pairs
