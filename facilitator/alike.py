"""Which texts say nearly the same: a suggestion, for people to judge. The only module with rapidfuzz."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

ALIKE = 82
"""Of 100: below it, two short Norwegian sentences mostly say different things."""

MOST_TEXTS = 2_000
"""More are not compared: it would take longer than a hand's movement."""

_SHORTEST = 8  # letters; shorter ones are alike by chance


def groups(texts: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of ids whose texts are alike, each id in one group at most; ``texts`` are (id, text)."""
    known = [(id, folded) for id, text in texts if len(folded := utils.default_process(text)) >= _SHORTEST]
    known = known[:MOST_TEXTS]
    if len(known) < 2:
        return ()
    compared = [text for _id, text in known]
    scores = process.cdist(compared, compared, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    found: list[tuple[str, ...]] = []
    taken: set[int] = set()
    for at, row in enumerate(scores):
        if at in taken:
            continue
        alike = [other for other in range(at + 1, len(known)) if row[other] and other not in taken]
        if alike:
            taken.update((at, *alike))
            found.append(tuple(known[one][0] for one in (at, *alike)))
    return tuple(found)
