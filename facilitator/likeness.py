"""Who may be on the list twice, why that is thought, and how two entries become one person."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, pairwise

from facilitator.event import Person, Plan, Table, consistent, find, put
from facilitator.people import organisation_key, remove_people
from facilitator.record import CheckedIn, Presence, Record

CROWD = 60  # of more whose names share so much, only neighbours are compared
_SHORTEST = 5  # letters of a name in which one letter may be a slip

_SPELLED_OUT = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ð": "d", "đ": "d"})


class Reason(StrEnum):
    """Why two entries may be one person."""

    SAME_NAME = "same name"
    SPELLING = "spelling"  # æ or ae, ø or oe, å or aa, an accent, a hyphen
    SWAPPED = "swapped"  # given and family name
    INITIALS = "initials"  # of a given name, or one left out
    ONE_LETTER = "one letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two people who may be one; ``left`` is the earlier one on the list."""

    left: Person
    right: Person
    reason: Reason

    @property
    def ids(self) -> frozenset[str]:
        return frozenset((self.left.id, self.right.id))


@lru_cache(maxsize=4)
def near_duplicates(people: tuple[Person, ...]) -> tuple[Likeness, ...]:
    """The pairs of one organisation, or one of them of none, whose names are alike; in the list's order.

    Two of one name from different organisations are two people.
    """
    alike: defaultdict[str, list[int]] = defaultdict(list)
    homes = [organisation_key(person.organisation) for person in people]
    for at, person in enumerate(people):
        for key in set(_keys(_words(person.name))):
            alike[key].append(at)
    pairs = {pair for places in alike.values() if len(places) > 1 for pair in _pairs(places)}
    found = []
    for left, right in sorted(pairs):
        if homes[left] and homes[right] and homes[left] != homes[right]:
            continue
        reason = why_alike(people[left].name, people[right].name)
        if reason is not None:
            found.append(Likeness(left=people[left], right=people[right], reason=reason))
    return tuple(found)


def why_alike(one: str, other: str) -> Reason | None:
    """Why the two names may be one person's; None where they are not alike."""
    if one.casefold().split() == other.casefold().split():
        return Reason.SAME_NAME
    words, others = _words(one), _words(other)
    if words == others:
        return Reason.SPELLING
    if sorted(words) == sorted(others):
        return Reason.SWAPPED
    if _shortened(words, others):
        return Reason.INITIALS
    return Reason.ONE_LETTER if _one_letter_differs(" ".join(words), " ".join(others)) else None


# ── two become one ──


def merge_people(plan: Plan, keep: str, other: str) -> Plan:
    """The plan with ``other`` taken into ``keep``, who gets what the other has and ``keep`` lacks.

    Nobody leads two tables: where both do, the other's is without its host or note-taker then. Who is
    seated twice in a round keeps one seat: at the table that is led, else ``keep``'s own.
    """
    event = plan.event
    kept, gone = find(event.people, keep), find(event.people, other)
    if kept is None or gone is None or keep == other:
        return plan
    takes_over = not _leads(event.open_tables, keep) and _leads(event.open_tables, other)
    tables = event.tables
    if takes_over:
        tables = tuple(_handed_over(table, other, keep) for table in tables)
    seats = {
        round_id: _one_seat(by_table, keep, other, others_counts=takes_over)
        for round_id, by_table in plan.seats.items()
    }
    event = replace(event, people=put(event.people, completed(kept, gone)), tables=tables)
    return consistent(remove_people(Plan(event=event, seats=seats), {other}))


def merged_presence(record: Record, keep: str, other: str) -> tuple[CheckedIn, ...]:
    """What is to be noted of ``keep`` when ``other`` becomes the same: who came, came."""
    said, others = record.present(keep), record.present(other)
    if others is Presence.EXPECTED or said in (others, Presence.PRESENT):
        return ()
    return (CheckedIn(keep, others),)


def completed(person: Person, other: Person) -> Person:
    """The person; whatever nobody has filled in is the other's."""
    empty = {
        field.name: getattr(other, field.name)
        for field in fields(Person)
        if field.default is not MISSING and getattr(person, field.name) == field.default
    }
    return replace(person, **{**empty, "example": person.example and other.example})


def _leads(tables: Iterable[Table], id: str) -> bool:
    return any(id in (table.host_id, table.note_taker_id) for table in tables)


def _handed_over(table: Table, before: str, after: str) -> Table:
    return replace(
        table,
        host_id=after if table.host_id == before else table.host_id,
        note_taker_id=after if table.note_taker_id == before else table.note_taker_id,
    )


def _one_seat(
    seats: Mapping[str, tuple[str, ...]], keep: str, other: str, *, others_counts: bool
) -> Mapping[str, tuple[str, ...]]:
    """The round's seats with one for the two of them; the other's where it counts, or is the only one."""
    seated = {id for sitting in seats.values() for id in sitting}
    goes, stays = (
        (keep, other) if other in seated and (others_counts or keep not in seated) else (other, keep)
    )
    return {
        table: tuple(keep if id == stays else id for id in sitting if id != goes)
        for table, sitting in seats.items()
    }


# ── names ──


@lru_cache(maxsize=8192)
def _words(name: str) -> tuple[str, ...]:
    """The name's words, spelled as on a keyboard without æ, ø, å and accents."""
    text = unicodedata.normalize("NFC", name).casefold().translate(_SPELLED_OUT)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\s,.\-‐‑–]+", plain))


def _keys(words: tuple[str, ...]) -> Iterator[str]:
    """Keys of which two alike names share at least one."""
    yield " ".join(sorted(words))
    if len(words) > 1:
        yield f"{words[0][0]}. {words[-1]}"
    text = " ".join(words)
    for at in range(len(text)):
        yield f"~{text[:at]}{text[at + 1 :]}"
    yield f"~{text}"


def _pairs(places: list[int]) -> Iterator[tuple[int, int]]:
    return combinations(places, 2) if len(places) <= CROWD else pairwise(places)


def _shortened(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether the given names differ only by initials, or by those that one of them leaves out."""
    if min(len(words), len(others)) < 2 or words[-1] != others[-1]:
        return False
    return all(a == b or _initial(a, b) for a, b in zip(words[:-1], others[:-1], strict=False))


def _initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0] and one[0].isalpha()


def _one_letter_differs(one: str, other: str) -> bool:
    """Whether a letter, no digit and no space, was put in, left out or mistaken."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) - len(short) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    same_length = len(short) == len(long)
    changed = long[at] + (short[at] if same_length else "")
    return changed.isalpha() and short[at + same_length :] == long[at + 1 :]
