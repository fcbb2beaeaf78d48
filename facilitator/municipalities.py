"""Which region an organisation belongs to, from the list of municipalities that ships with the program."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from facilitator.event import Person
from facilitator.people import organisation_key
from facilitator.resources import resource

_OF_COUNTY = re.compile(r"(.+?)\s+fylkes(?:kommune|ting)")
_COUNTY_BEHIND = re.compile(r"(.+?)\s*(?:\(|\bi\b)\s*([^()]+)\)?")
_NAMES = re.compile(r"\s*/\s*|\s+[-–—]\s+")  # between the two names of a municipality


@lru_cache(maxsize=1024)
def region_of(organisation: str) -> str | None:
    """The region of a municipality, a county council or a regional council; None for any other.

    What follows a comma does not count. Of two municipalities that share a name, the county tells which:
    “Våler (Østfold)”, “Våler i Østfold”.
    """
    regions = _regions()
    return next((regions[key] for key in _keys(organisation) if regions.get(key)), None)


def with_region(person: Person) -> Person:
    """The person; an empty region is that of the organisation, where it is known."""
    if person.region:
        return person
    return replace(person, region=region_of(person.organisation) or "")


def moved(person: Person, organisation: str) -> Person:
    """The person from another organisation; a region that followed from the one before follows this one."""
    followed = person.region in ("", region_of(person.organisation))
    return with_region(replace(person, organisation=organisation, region="" if followed else person.region))


def _keys(organisation: str) -> Iterator[str]:
    """What the organisation may be found by, the whole before its parts."""
    said = organisation.partition(",")[0].strip()
    yield organisation_key(said)
    if of_county := _OF_COUNTY.fullmatch(said.casefold()):
        yield _county_key(of_county[1])
    if county := _COUNTY_BEHIND.fullmatch(said):
        yield f"{organisation_key(county[1])} ({organisation_key(county[2])})"
    for name in _NAMES.split(said):
        yield organisation_key(name)


@cache
def _regions() -> Mapping[str, str]:
    """Key → region; "" where two of one name are in different ones."""
    found: dict[str, str] = {}
    with resource("municipalities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, region = organisation_key(row["name"]), row["region"]
            found[name] = region if found.get(name, region) == region else ""
            found[f"{name} ({organisation_key(row['county'])})"] = region
            found[_county_key(row["county"])] = row["county"]
            if region:
                found.setdefault(organisation_key(region), region)
    return found


def _county_key(name: str) -> str:
    return f"{organisation_key(name)} fylkeskommune"
