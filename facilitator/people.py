"""The people of the day: finding one by a few letters, telling them apart, counting who came."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from facilitator.event import Event, Person, Plan, consistent, find, name_parts, sort_key
from facilitator.record import WAS_THERE, CheckedIn, Presence, Record

_LETTERS_WITHOUT_MARK = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t"})
_MUNICIPALITY = re.compile(r"\s(kommunen?|komm?|municipality|tjielte|suohkan|gielda)\.?$")


def matches(
    people: Iterable[Person], typed: str, *, here: Container[str] = (), most: int | None = None
) -> tuple[Person, ...]:
    """The people that the typed letters may mean, the likeliest first.

    Every typed part begins a word of the name or the organisation; case and accents count for nothing, and
    «o» may stand for ø, «a» for å. ``here`` holds the ids of those who came already: they come after
    others that fit as well. Nothing typed means nobody; ``most`` limits the answer.
    """
    found = [(rank, person) for person in people if (rank := _rank(person, typed)) is not None]
    found.sort(key=lambda one: (one[0], one[1].id in here, *name_key(one[1])))
    return tuple(person for _rank, person in found[:most])


def fits(person: Person, typed: str) -> bool:
    """Whether every typed part begins a word of the name, the organisation or the region."""
    words = (*_words(person.name), *_words(person.organisation), *_words(person.region))
    return all(_begins(part.strict, words) for part in _words(typed))


@lru_cache(maxsize=8192)
def name_key(person: Person) -> tuple[str, str, str]:
    """A key that sorts people by family name, then given name, then organisation, as Norwegians do."""
    given, family = name_parts(person.name)
    return sort_key(family), sort_key(given), sort_key(person.organisation)


def in_order(people: Iterable[Person]) -> tuple[Person, ...]:
    """The people by family name, then given name, then organisation."""
    return tuple(sorted(people, key=name_key))


def organisation_key(text: str) -> str:
    """What the spellings of one organisation share: “Nordre-Follo komm.” is “nordre follo”."""
    words = " ".join(re.split(r"[\s\-‐‑–]+", sort_key(text).strip()))
    return _MUNICIPALITY.sub("", words)


@lru_cache(maxsize=4)
def shown_names(people: tuple[Person, ...]) -> Mapping[str, str]:
    """Person id → name, no two alike: “Kari Berg (Ås)” where several have the name.

    Where that is shared too, the region tells them apart, else a number in the order of the list.
    """
    shown = {person.id: " ".join(person.name.split()) for person in people}
    for behind in (_with_organisation, _with_region):
        told = Counter(map(sort_key, shown.values()))
        shown |= {person.id: behind(person) for person in people if told[sort_key(shown[person.id])] > 1}
    taken: set[str] = set()
    for id, name in shown.items():
        number, alone = 1, name
        while sort_key(alone) in taken:
            number += 1
            alone = f"{name} {number}"
        taken.add(sort_key(alone))
        shown[id] = alone
    return shown


def _with_organisation(person: Person) -> str:
    return _named(person, person.organisation)


def _with_region(person: Person) -> str:
    return _named(person, person.organisation, person.region)


def _named(person: Person, *homes: str) -> str:
    """The name as it is said, with what tells it apart in brackets."""
    name, home = " ".join(person.name.split()), ", ".join(filter(None, homes))
    return f"{name} ({home})" if home else name


def add_person(plan: Plan, person: Person) -> Plan:
    """The plan with another person, last on the list, who gets a number."""
    return replace(plan, event=replace(plan.event, people=numbered((*plan.event.people, person))))


def numbered(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The people, each with a number of their own; those without get the next ones after the highest."""
    next_ones = numbers_after(people)
    return tuple(p if p.number else replace(p, number=next(next_ones)) for p in people)


def numbers_after(people: Iterable[Person]) -> Iterator[int]:
    """The numbers that nobody on the list has, from the one after the highest."""
    return count(max((person.number for person in people), default=0) + 1)


def remove_people(plan: Plan, ids: Collection[str]) -> Plan:
    """The plan without these people: off the list, off their seats, and no table led by them."""
    staying = tuple(person for person in plan.event.people if person.id not in ids)
    return consistent(replace(plan, event=replace(plan.event, people=staying)))


def hosted_tables(event: Event) -> Mapping[str, int]:
    """Person id → number of the open table whose host that is."""
    return {table.host_id: table.number for table in event.open_tables if table.host_id}


def noted_tables(event: Event) -> Mapping[str, int]:
    """Person id → number of the open table whose note-taker that is."""
    return {table.note_taker_id: table.number for table in event.open_tables if table.note_taker_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How many came, how many will not, how many are still awaited, and from how many organisations."""

    present: int
    absent: int
    expected: int
    organisations: int


def attendance(people: tuple[Person, ...], presence: Mapping[str, Presence]) -> Attendance:
    """Counts the people on the list; ``presence`` is the record's. Who has left was there."""
    marks = [presence.get(person.id, Presence.EXPECTED) for person in people]
    return Attendance(
        present=sum(mark in WAS_THERE for mark in marks),
        absent=marks.count(Presence.ABSENT),
        expected=marks.count(Presence.EXPECTED),
        organisations=len(organisations(people)) - len(nobody_from(people, presence)),
    )


class Arrival(NamedTuple):
    """Somebody who is here, and since when."""

    person: Person
    at: datetime  # UTC


def last_arrivals(people: Iterable[Person], record: Record, most: int) -> tuple[Arrival, ...]:
    """The people who came last and are still noted as present, the latest first."""
    known = {person.id: person for person in people}
    found: dict[str, Arrival | None] = {}
    for entry in reversed(record.effective):
        match entry.fact:
            case CheckedIn(id, presence) if id in known and id not in found:
                here = presence is Presence.PRESENT
                found[id] = Arrival(known[id], entry.moment.utc) if here else None
                if len(found) - list(found.values()).count(None) == most:
                    break
    return tuple(arrival for arrival in found.values() if arrival is not None)


def share_region(plan: Plan, person_id: str) -> Plan:
    """The plan in which everybody of the person's organisation has the person's region."""
    person = find(plan.event.people, person_id)
    if person is None or not person.organisation:
        return plan
    home = organisation_key(person.organisation)
    people = tuple(
        replace(one, region=person.region) if organisation_key(one.organisation) == home else one
        for one in plan.event.people
    )
    return plan if people == plan.event.people else replace(plan, event=replace(plan.event, people=people))


def organisations(people: tuple[Person, ...]) -> tuple[str, ...]:
    """The names of the municipalities and other organisations that the people come from, A–Å.

    Two of one name in different regions are two, told apart by the region in brackets.
    """
    return tuple(sorted({name for name in _homes(people).values() if name}, key=sort_key))


def nobody_from(people: tuple[Person, ...], presence: Mapping[str, Presence]) -> tuple[str, ...]:
    """The organisations on the list that nobody has come from, A–Å."""
    homes = _homes(people)
    here = {homes[person.id] for person in people if presence.get(person.id) in WAS_THERE}
    return tuple(name for name in organisations(people) if name not in here)


@lru_cache(maxsize=4)
def _homes(people: tuple[Person, ...]) -> Mapping[str, str]:
    """Person id → name of the organisation, "" for none. How it was first spelled counts.

    Of two that are told apart by their regions, a person without a region is from neither: it is no third.
    """
    names: dict[str, str] = {}
    regions: dict[str, dict[str, str]] = {}
    for person in people:
        key = organisation_key(person.organisation)
        names.setdefault(key, person.organisation.strip())
        regions.setdefault(key, {}).setdefault(sort_key(person.region), person.region)

    def home(person: Person) -> str:
        key = organisation_key(person.organisation)
        several = sum(bool(region) for region in regions[key]) > 1
        region = regions[key][sort_key(person.region)]
        if not several:
            return names[key]
        return f"{names[key]} ({region})" if region else ""

    return {person.id: home(person) for person in people}


class _Word(NamedTuple):
    """A word folded as names sort, and folded as it may be typed on a foreign keyboard."""

    strict: str
    bare: str


def _rank(person: Person, typed: str) -> tuple[int, ...] | None:
    """How well the typed parts fit, smaller is better; None if they do not.

    Counts the parts that fit loosely only, that are not in the name, that are unfinished words; last
    whether the first part begins no more than a middle name.
    """
    name, home = _words(person.name), _words(person.organisation)
    parts = tuple(word.strict for word in _words(typed))
    if not parts or not all(_begins(part, name + home) for part in parts):
        return None
    return (
        sum(not any(word.strict.startswith(part) for word in name + home) for part in parts),
        sum(not _begins(part, name) for part in parts),
        sum(all(part != word.strict for word in name + home) for part in parts),
        int(not _begins(parts[0], (*name[:1], *name[-1:]))),
    )


def _begins(part: str, words: Iterable[_Word]) -> bool:
    return any(word.strict.startswith(part) or word.bare.startswith(part) for word in words)


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[_Word, ...]:
    return tuple(_Word(sort_key(word), _bare(word)) for word in re.findall(r"[^\s,.;:/()-]+", text))


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_WITHOUT_MARK))
    return "".join(char for char in plain if not unicodedata.combining(char))
