"""The people in a sheet, as lists of participants in Norway are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from facilitator import i18n
from facilitator.event import Role
from facilitator.exchange.cells import read_role
from facilitator.exchange.files import read_book
from facilitator.exchange.people_columns import HEADINGS, PersonField, person_field_word
from facilitator.exchange.people_rows import LONGEST, PeopleRead, read_people, unread_headings
from facilitator.exchange.sheets import Sheet, sheet_of
from tests.exchange.workbooks import a_workbook, saved

F = PersonField


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.use("en")


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Navn|Kommune|Rolle|Region", (F.NAME, F.ORGANISATION, F.ROLE, F.REGION)),
        ("Nr|Fornavn|Etternavn|Organisasjon|Stilling", (None, F.GIVEN, F.FAMILY, F.ORGANISATION, F.ROLE)),
        ("Førenamn|Etternamn|Arbeidsstad|Tittel:", (F.GIVEN, F.FAMILY, F.ORGANISATION, F.ROLE)),
        ("Namn|Verksemd|Regionråd|Verv", (F.NAME, F.ORGANISATION, F.REGION, F.ROLE)),
        ("First name|Last name|Municipality|Job title", (F.GIVEN, F.FAMILY, F.ORGANISATION, F.ROLE)),
        ("NAVN PÅ DELTAKER|Kommune / organisasjon|E-post", (F.NAME, F.ORGANISATION, None)),
        ("Navn|E-post|Telefon|Parti|Allergier|Mobil", (F.NAME, None, None, None, None, None)),
        ("Navn", (F.NAME,)),
    ],
)
def test_the_words_above_tell_the_columns(header: str, fields: tuple[PersonField | None, ...]) -> None:
    sheet = sheet_of("x", [["Påmeldte"], header.split("|"), ["a", "b"]])
    found = HEADINGS.columns_below(sheet, HEADINGS.find_header(sheet))
    assert tuple(found.get(at) for at in range(len(fields))) == fields


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("field", PersonField)
def test_what_we_call_a_field_tells_it(field: PersonField, language: i18n.Language) -> None:
    with i18n.speaking(language):
        assert HEADINGS.guess([person_field_word(field)]) == {0: field}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ordfører", Role.POLITICAL),
        ("varaordførar", Role.POLITICAL),
        ("Fylkesordføreren", Role.POLITICAL),
        ("Folkevalgt", Role.POLITICAL),
        ("kommunestyremedlem", Role.POLITICAL),
        ("Leder av hovedutvalg for plan", Role.POLITICAL),
        ("Byråd for finans", Role.POLITICAL),
        ("Politisk rådgiver", Role.POLITICAL),
        ("statssekretær", Role.POLITICAL),
        ("Gruppeleder (Ap)", Role.POLITICAL),
        ("Deputy mayor", Role.POLITICAL),
        ("political", Role.POLITICAL),
        ("Kommunedirektør", Role.ADMINISTRATIVE),
        ("Rådgiver", Role.ADMINISTRATIVE),
        ("Rådgiver for ordføreren", Role.ADMINISTRATIVE),
        ("seniorrådgjevar", Role.ADMINISTRATIVE),
        ("Administrasjon", Role.ADMINISTRATIVE),
        ("utvalgssekretær", Role.ADMINISTRATIVE),
        ("Avdelingsleder", Role.ADMINISTRATIVE),
        ("ADM.", Role.ADMINISTRATIVE),
        ("other", Role.OTHER),
        ("Politimester", None),
        ("Leder", None),
        ("12", None),
    ],
)
def test_a_position_tells_the_role(text: str, role: Role | None) -> None:
    if role is None:
        with pytest.raises(ValueError, match=text):
            read_role(text)
    else:
        assert read_role(text) is role


def read(text: str) -> PeopleRead:
    """What a sheet says that is drawn with | between cells."""
    sheet = sheet_of("x", [line.split("|") for line in text.splitlines()])
    return read_sheet(sheet)


def read_sheet(sheet: Sheet) -> PeopleRead:
    header = HEADINGS.find_header(sheet)
    return read_people(sheet, header, HEADINGS.columns_below(sheet, header))


def people(result: PeopleRead) -> list[tuple[str, str]]:
    return [(entry.person.name, entry.person.organisation) for entry in result.entries]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Navn|Kommune\nKari Berg|Ås\n|\nBo Li|–", [("Kari Berg", "Ås"), ("Bo Li", "")]),
        ("Fornavn|Etternavn|Kommune\nKari|Berg|Ås", [("Kari Berg", "Ås")]),
        ("Navn|Etternavn|Kommune\nKari|Berg|Ås", [("Kari Berg", "Ås")]),
        ("Navn|Kommune\nBerg, Kari Anne|Ås", [("Kari Anne Berg", "Ås")]),
        ("Navn\nBerg, Ås kommune\nBo Li", [("Berg", "Ås kommune"), ("Bo Li", "")]),
        ("Kari Berg\nBo Li", [("Kari Berg", ""), ("Bo Li", "")]),
    ],
)
def test_names_are_read_however_they_are_parted(text: str, found: list[tuple[str, str]]) -> None:
    result = read(text)
    assert people(result) == found
    assert result.problems == ()


def test_only_what_the_row_says_is_given() -> None:
    [entry] = read("Navn|Kommune|Rolle|Region\nKari|||Follo").entries
    assert entry.given == {"name", "region"}
    assert entry.row == 2


def test_a_row_that_is_no_person_is_told_and_left_out() -> None:
    result = read(f"Navn|Kommune\n|Ås\n110|Sum\n{'x' * (LONGEST + 1)}|Ås\nKari|Ås")
    assert people(result) == [("Kari", "Ås")]
    assert [problem.row for problem in result.problems] == [2, 3, 4]
    assert [problem.sentence.split(" ")[-1] for problem in result.problems] == ["is.", "is.", "it."]


def test_a_role_that_nobody_knows_is_passed_over_and_told_once() -> None:
    result = read("Navn|Rolle\nKari|Gjest\nBo|Gjest\nEva|Ordfører")
    assert [entry.person.role for entry in result.entries] == [Role.OTHER, Role.OTHER, Role.POLITICAL]
    assert result.unknown_roles == ("Gjest",)


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Navn", "Kommune"], ["Kari", '=CONCAT("Å";"s")']):
        sheet.append(row)
    file = tmp_path / "list.xlsx"
    file.write_bytes(saved(book))
    result = read_sheet(read_book(file).sheets[0])
    assert people(result) == [("Kari", "")]
    assert "Organisation" in result.problems[0].sentence


def test_columns_that_are_not_wanted_are_named() -> None:
    sheet = sheet_of("x", [["Navn", "E-post", "", "Parti"], ["Kari", "k@x.no", "", "A"]])
    columns = HEADINGS.columns_below(sheet, 0)
    assert unread_headings(sheet, 0, columns) == ("E-post", "Parti")
    assert unread_headings(sheet, -1, columns) == ()


@pytest.mark.parametrize(
    "data",
    [
        "Navn;Kommune\r\nØyvind Næss;Ås\r\n".encode("utf-8-sig"),
        "Navn;Kommune\r\nØyvind Næss;Ås\r\n".encode("cp1252"),
        "Navn\tKommune\r\nØyvind Næss\tÅs\r\n".encode("utf-16"),
        '"Navn","Kommune"\n"Øyvind Næss","Ås"\n'.encode(),
        a_workbook([["Påmeldte"], ["Navn", "Kommune"], ["Øyvind\nNæss", "Ås"]]),
    ],
)
def test_files_are_read_as_excel_writes_them(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes(data)
    assert people(read_sheet(read_book(file).sheets[0])) == [("Øyvind Næss", "Ås")]
