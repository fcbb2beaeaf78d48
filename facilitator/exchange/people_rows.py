"""The people that a sheet's rows say, and what in it could not be understood. Nothing here raises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from facilitator.event import Person
from facilitator.exchange.cells import read_role
from facilitator.exchange.people_columns import PersonColumns, PersonField, person_field_word
from facilitator.exchange.rows import Problem, no_value, quoted
from facilitator.exchange.sheets import Sheet
from facilitator.i18n import _
from facilitator.typed import read_person

_FAMILY_FIRST = re.compile(r"([^\W\d_][\w’'. -]*), ?([^\W\d_][\w’'. -]*)")
LONGEST: Final = 200  # letters of a name or an organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """A person as the row says it, without an id; ``given`` names the attributes that the row says."""

    row: int
    person: Person
    given: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRead:
    """All rows that are people; ``unknown_roles`` are texts that tell no role, each once."""

    entries: tuple[PersonEntry, ...]
    problems: tuple[Problem, ...]
    unknown_roles: tuple[str, ...] = ()


def read_people(sheet: Sheet, header: int, columns: PersonColumns) -> PeopleRead:
    """The people of the rows below the header (a row from 0; −1: none).

    Empty rows are passed over. A row without a name, or with a text too long for one, is a problem and left
    out. An empty cell says nothing.
    """
    entries: list[PersonEntry] = []
    problems: list[Problem] = []
    unknown: dict[str, None] = {}
    for row, texts, lacking in _filled(sheet, header, columns):
        if lacking is not None:
            problems.append(Problem(row=row, sentence=no_value(person_field_word(lacking))))
        wrong = _wrong(texts)
        if wrong:
            problems.append(Problem(row=row, sentence=wrong))
            continue
        values: dict[str, Any] = {
            which.value: texts[which]
            for which in (PersonField.NAME, PersonField.ORGANISATION, PersonField.REGION)
            if texts.get(which)
        }
        if said := texts.get(PersonField.ROLE):
            try:
                values["role"] = read_role(said)
            except ValueError:
                unknown.setdefault(quoted(said))
        entries.append(PersonEntry(row=row, person=Person(id="", **values), given=frozenset(values)))
    return PeopleRead(entries=tuple(entries), problems=tuple(problems), unknown_roles=tuple(unknown))


def unread_headings(sheet: Sheet, header: int, columns: PersonColumns) -> tuple[str, ...]:
    """The headings of the columns that are not taken along."""
    if not 0 <= header < len(sheet.rows):
        return ()
    return tuple(quoted(text) for at, text in enumerate(sheet.rows[header]) if text and at not in columns)


Texts = Mapping[PersonField, str]


def _filled(
    sheet: Sheet, header: int, columns: PersonColumns
) -> Iterator[tuple[int, Texts, PersonField | None]]:
    """The rows (from 1) that say something, with their texts, and a column whose formula has no value."""
    for at in range(header + 1, len(sheet.rows)):
        texts = {which: _one_line(sheet.cell(at, column)) for column, which in columns.items()}
        lacking = next(
            (which for column, which in columns.items() if (at, column) in sheet.uncalculated), None
        )
        if any(texts.values()) or lacking is not None:
            yield at + 1, _named(texts), lacking


def _named(texts: dict[PersonField, str]) -> Texts:
    """The texts with one name, given name first.

    Parts count where no whole name is told. “Berg, Kari” is Kari Berg; but where no column holds the
    organisation, the organisation stands behind the comma.
    """
    given, family = texts.get(PersonField.GIVEN, ""), texts.get(PersonField.FAMILY, "")
    name = texts.get(PersonField.NAME, "")
    if not name:
        name = f"{given} {family}".strip()
    elif family and not given and family.casefold() not in name.casefold():
        name = f"{name} {family}"
    elif PersonField.ORGANISATION not in texts:
        name, organisation = read_person(name)
        return {**texts, PersonField.NAME: name, PersonField.ORGANISATION: organisation}
    elif family_first := _FAMILY_FIRST.fullmatch(name):
        name = f"{family_first[2]} {family_first[1]}"
    return {**texts, PersonField.NAME: name}


def _wrong(texts: Texts) -> str:
    """Why the row is no person, and what to do about it; "" for one that is."""
    name = texts.get(PersonField.NAME, "")
    if not name:
        return _("The row has no name and is not imported. Type who it is.")
    if not any(letter.isalpha() for letter in name):
        return _("“{text}” is not a name, and the row is not imported. Type who it is.").format(
            text=quoted(name)
        )
    too_long = next((text for text in texts.values() if len(text) > LONGEST), "")
    if too_long:
        return _("“{text}” is too long, and the row is not imported. Shorten it.").format(
            text=quoted(too_long)
        )
    return ""


def _one_line(text: str) -> str:
    """The cell on one line; a lone dash says nothing."""
    line = " ".join(text.split())
    return "" if line in ("-", "–", "—") else line
