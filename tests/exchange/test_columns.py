"""What a column holds, by the words above it."""

from __future__ import annotations

import pytest

from facilitator import i18n
from facilitator.exchange.columns import HEADINGS, Field, field_word
from facilitator.exchange.headings import with_column
from facilitator.exchange.sheets import sheet_of

F = Field


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Nr|Kl.|Varighet (min)|Programpost|Ansvarlig", (F.CUE, F.START, F.LENGTH, F.TITLE, F.SPEAKERS)),
        ("Tid|Kva|Kven|Merknad:", (F.START, F.TITLE, F.SPEAKERS, F.NOTES)),
        ("Planlagt|Forventet|Faktisk|Min|Post|Hvem", (F.START, None, None, F.LENGTH, F.TITLE, F.SPEAKERS)),
        ("From|To|What|Who", (F.START, F.END, F.TITLE, F.SPEAKERS)),
        ("Cue|Title|Time Start|Time End|Duration", (F.CUE, F.TITLE, F.START, F.END, F.LENGTH)),
        ("Link Start|Count To End|Skip|Timer Type", (F.LINKED, F.COUNT_TO_END, F.SKIPPED, F.KIND)),
        ("Warning Time|Danger Time|Colour|Flag|End Action", (F.WARNING, F.LAST_MINUTE, None, None, None)),
        ("Title of the talk|Note|Video Notes", (F.TITLE, F.NOTES, None)),
        ("Notes for AV|Notes", (None, F.NOTES)),
        ("Tid / klokkeslett|Tid", (None, F.START)),
        ("TITTEL|tittel", (F.TITLE, None)),
        ("No idea|To be told|A|", (None, None, None, None)),
    ],
)
def test_the_words_above_tell_the_columns(header: str, fields: tuple[Field | None, ...]) -> None:
    found = HEADINGS.guess(header.split("|"))
    assert tuple(found.get(at) for at in range(len(fields))) == fields


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("field", Field)
def test_what_we_call_a_field_tells_it(field: Field, language: i18n.Language) -> None:
    with i18n.speaking(language):
        assert HEADINGS.guess([field_word(field)]) == {0: field}


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["Stormøte"], [], ["Tid", "Tittel"], ["9", "Start"]], 2),
        ([["Tid", "Tittel"], ["Tid", "Tittel", "Hvem"]], 1),
        ([["Tid", "Tittel"], ["Tid", "Tittel"]], 0),
        ([["9:30", "Kaffe"], ["10", "Lunsj"]], -1),
        ([["Tittel"]], -1),
        ([], -1),
    ],
)
def test_the_header_is_found_wherever_it_is(rows: list[list[str]], header: int) -> None:
    sheet = sheet_of("x", rows)
    assert HEADINGS.find_header(sheet) == header
    assert bool(HEADINGS.columns_below(sheet, header)) == (header >= 0)


def test_of_several_sheets_the_one_with_the_programme() -> None:
    sheets = [sheet_of("Forside", [["Hei"]]), sheet_of("Dag", [["Tid", "Tittel"]]), sheet_of("Tom", [])]
    assert HEADINGS.likeliest_sheet(sheets) == 1


def test_a_field_chosen_for_one_column_leaves_the_other() -> None:
    columns = {0: F.START, 1: F.TITLE}
    assert with_column(columns, 2, F.TITLE) == {0: F.START, 2: F.TITLE}
    assert with_column(columns, 0, None) == {1: F.TITLE}
