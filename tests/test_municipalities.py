"""The region that an organisation's name tells, however it is spelled."""

from __future__ import annotations

import pytest

from facilitator.municipalities import moved, region_of, with_region
from facilitator.sample import sample_plan
from tests.builders import a_person


@pytest.mark.parametrize(
    ("organisation", "region"),
    [
        ("Lillestrøm", "Samarbeidsrådet for Nedre Romerike"),
        ("Lillestrøm kommune", "Samarbeidsrådet for Nedre Romerike"),
        ("  NORDRE  FOLLO komm. ", "Folloregionen IPR"),
        ("aas kommune", "Folloregionen IPR"),
        ("Nord Odal kom", "Kongsvingerregionen IPR"),
        ("Nord-Odal", "Kongsvingerregionen IPR"),
        ("Oslo kommune, Plan- og bygningsetaten", "Oslo"),
        ("Oslo – Oslove", "Oslo"),
        ("Oslon tjïelte/Oslo kommune", "Oslo"),
        ("Hámar suohkan", "Hamarregionen IPR"),
        ("Våler", None),
        ("Våler (Østfold)", "Mosseregionen IPR"),
        ("Våler kommune i Østfold", "Mosseregionen IPR"),
        ("Våler (Innlandet)", None),
        ("Akershus fylkeskommune", "Akershus"),
        ("Mosseregionen IPR", "Mosseregionen IPR"),
        ("Statens vegvesen", None),
        ("Ås i Østfold", None),
        ("kommune", None),
        ("", None),
    ],
)
def test_the_region_of_an_organisation(organisation: str, region: str | None) -> None:
    assert region_of(organisation) == region


def test_the_list_agrees_with_the_sample_day() -> None:
    people = sample_plan().event.people
    known = [person for person in people if region_of(person.organisation) is not None]
    assert len(known) > 100
    assert [person for person in known if region_of(person.organisation) != person.region] == []


def test_only_an_empty_region_is_filled() -> None:
    assert with_region(a_person(organisation="Ås")).region == "Folloregionen IPR"
    assert with_region(a_person(organisation="Ås", region="Follo")).region == "Follo"
    assert with_region(a_person(organisation="NRK")).region == ""


@pytest.mark.parametrize(
    ("region", "to", "after"),
    [
        ("Folloregionen IPR", "Moss", "Mosseregionen IPR"),
        ("Folloregionen IPR", "NRK", ""),
        ("", "Moss", "Mosseregionen IPR"),
        ("Typed", "Moss", "Typed"),
    ],
)
def test_a_region_follows_the_organisation_unless_it_was_typed(region: str, to: str, after: str) -> None:
    person = moved(a_person(organisation="Ås", region=region), to)
    assert (person.organisation, person.region) == (to, after)
