"""People who must all sit apart from each other, found in the graph of those who must.

The largest such group is hard to find in general (it is the maximum clique of the graph), so the search is
exact but bounded: branch and bound, with the number of colours that a greedy colouring needs as the bound.
The graphs of real days, some dozens of pairs, take no more than a few steps; where the steps run out, the
largest group found until then is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

STEPS = 10_000

Graph = Mapping[str, Set[str]]
"""Person → whom they must sit apart from."""


def largest_clique(pairs: Iterable[frozenset[str]], *, above: int, steps: int = STEPS) -> tuple[str, ...]:
    """The largest group of more than ``above`` people of whom each two are a pair, in alphabetical order.

    Empty where there is none, or none was found within the ``steps``.
    """
    graph = _core(_graph(pairs), above)
    return tuple(sorted(_Search(graph, above, steps).best))


def _graph(pairs: Iterable[frozenset[str]]) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for one, other in map(sorted, pairs):
        graph.setdefault(one, set()).add(other)
        graph.setdefault(other, set()).add(one)
    return graph


def _core(graph: dict[str, set[str]], least: int) -> Graph:
    """The graph without those who have fewer than ``least`` neighbours left, and so are in no group."""
    few = [person for person, others in graph.items() if len(others) < least]
    while few:
        person = few.pop()
        for other in graph.pop(person, ()):
            graph[other].discard(person)
            if len(graph[other]) == least - 1:
                few.append(other)
    return graph


class _Search:
    """``best`` is the largest group of more than ``above`` people, as far as the steps reach."""

    def __init__(self, graph: Graph, above: int, steps: int) -> None:
        self._graph = graph
        self._most = above
        self._steps = steps
        self.best: tuple[str, ...] = ()
        self._grow((), sorted(graph))

    def _grow(self, group: tuple[str, ...], candidates: list[str]) -> None:
        """Tries the candidates, each of whom is a pair with all of the group; the most promising first."""
        for person, colours in reversed(self._coloured(candidates)):
            if len(group) + colours <= self._most or not self._steps:
                return  # those who are left need no more colours
            self._steps -= 1
            larger = (*group, person)
            if len(larger) > self._most:
                self.best, self._most = larger, len(larger)
            self._grow(larger, [one for one in candidates if one in self._graph[person]])
            candidates = [one for one in candidates if one != person]

    def _coloured(self, candidates: list[str]) -> list[tuple[str, int]]:
        """Each with how many colours those up to it need: no group among them is larger than that."""
        classes: list[list[str]] = []
        for person in sorted(candidates, key=lambda one: (-len(self._graph[one]), one)):
            fitting = (one for one in classes if self._graph[person].isdisjoint(one))
            free = next(fitting, None)
            if free is None:
                classes.append([person])
            else:
                free.append(person)
        return [(person, number) for number, one in enumerate(classes, start=1) for person in one]
