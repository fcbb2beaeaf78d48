"""XLSX: values as people type them, and hostile files refused with the reason, in bounded room."""

from __future__ import annotations

import io
import random
import tracemalloc
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from facilitator import i18n
from facilitator.errors import FacilitatorError
from facilitator.exchange import xlsx
from facilitator.exchange.files import read_book
from facilitator.exchange.sheets import MAX_COLUMNS, MAX_ROWS, Book, StoppedError
from facilitator.exchange.xlsx import as_text, read_xlsx
from tests.exchange.workbooks import NS, SHEET, a_sheet, a_workbook, inline, saved, with_parts, with_strings

MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.use("en")


def rows_of(data: bytes) -> tuple[tuple[str, ...], ...]:
    return read_xlsx(data, "day.xlsx").sheets[0].rows


def refusal(data: bytes) -> str:
    with pytest.raises(FacilitatorError) as told:
        read_xlsx(data, "day.xlsx")
    return told.value.message


# ── values ──


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("Åpning", "Åpning"),
        (True, "TRUE"),
        (False, "FALSE"),
        (25, "25"),
        (25.0, "25"),
        (0.395833333333333, "0.3958333333"),
        (time(9, 30), "09:30"),
        (time(9, 29, 59, 999_999), "09:30"),
        (time(9, 30, 15), "09:30:15"),
        (timedelta(minutes=25), "0:25"),
        (timedelta(hours=26, seconds=5), "26:00:05"),
        (datetime(1899, 12, 30, 9, 30), "09:30"),  # noqa: DTZ001 - as spreadsheets hold it
        (datetime(2024, 3, 5, 9, 30), "2024-03-05 09:30"),  # noqa: DTZ001
        (datetime(2024, 3, 5), "2024-03-05"),  # noqa: DTZ001
        (date(2024, 3, 5), "2024-03-05"),
    ],
)
def test_a_value_is_written_as_somebody_would_type_it(value: object, text: str) -> None:
    assert as_text(value) == text


def test_real_times_lengths_and_numbers_come_out_of_a_workbook() -> None:
    data = a_workbook([["Kl.", "Min"], [time(9, 30), timedelta(minutes=25)], [0.375, 40]])
    assert rows_of(data) == (("Kl.", "Min"), ("09:30", "0:25"), ("0.375", "40"))


def test_the_sheets_in_order_and_no_hidden_ones() -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_workbook([["a"]], Dag=[["b"]], Skjult=[["c"]])))
    book["Skjult"].sheet_state = "hidden"
    assert [sheet.name for sheet in read_xlsx(saved(book), "x").sheets] == ["Sheet", "Dag"]


def test_a_formula_gives_its_stored_value_and_one_without_is_known() -> None:
    with_value = '<row r="1"><c r="A1"><f>B1+1</f><v>25</v></c><c r="B1"><f>A1</f></c></row>'
    sheet = read_xlsx(a_sheet(with_value), "x").sheets[0]
    assert sheet.rows == (("25",),)
    assert sheet.uncalculated == {(0, 1)}


def test_of_merged_cells_the_first_has_the_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_workbook([["Formiddag", None, "x"], ["y"]])))
    book.worksheets[0].merge_cells("A1:B2")
    assert rows_of(saved(book))[0] == ("Formiddag", "", "x")


def test_rows_that_are_left_out_in_the_file_keep_their_numbers() -> None:
    rows = rows_of(a_sheet(f'<row r="3">{inline("x", "B3")}</row>'))
    assert rows == ((), (), ("", "x"))


def test_control_characters_are_made_visible() -> None:
    data = with_strings(f"<sst {NS}><si><t>a\x7fb_x000D_\nc</t></si></sst>")
    assert rows_of(data) == (("a�b\nc",),)


def test_macros_links_and_names_outside_the_archive_are_not_looked_at(tmp_path: Path) -> None:
    data = with_parts(
        a_workbook([["a"]]),
        {
            "xl/vbaProject.bin": b"\0macro",
            "../../etc/evil.txt": b"out",
            "xl/externalLinks/externalLink1.xml": "<broken",
        },
    )
    file = tmp_path / "day.xlsx"
    file.write_bytes(data)
    assert read_book(file).sheets[0].rows == (("a",),)
    assert [one.name for one in tmp_path.iterdir()] == ["day.xlsx"]


# ── too large ──


def test_openpyxl_reads_with_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML


def zip_bomb() -> bytes:
    return with_parts(a_workbook(), {"xl/media/image1.png": bytes(20 * MEGABYTE)})


def large_in_all() -> bytes:
    noise = random.Random(1).randbytes(MEGABYTE)
    return with_parts(a_workbook(), {f"xl/media/{n}.bin": noise[n:] + bytes(5000) for n in range(52)})


def many_members() -> bytes:
    return with_parts(a_workbook(), {f"xl/media/{n}": b"" for n in range(xlsx.MAX_MEMBERS)})


def many_cells() -> bytes:
    return a_sheet('<row r="1">' + "<c/>" * (xlsx.MAX_MARKUP + 1) + "</row>")


def many_attributes() -> bytes:
    return a_sheet("", head="<x " + " ".join(f'a{n}=""' for n in range(xlsx.MAX_MARKUP)) + "/>")


def many_strings() -> bytes:
    return with_strings(f"<sst {NS}>{'<si/>' * (xlsx.MAX_MARKUP + 1)}</sst>")


def one_string_everywhere() -> bytes:
    """A long text that each of many cells refers to."""
    strings = f"<sst {NS}><si><t>{'æ' * 40_000}</t></si></sst>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1000))
    return with_strings(strings, cells)


@pytest.mark.parametrize(
    "make",
    [
        zip_bomb,
        large_in_all,
        many_members,
        many_cells,
        many_attributes,
        many_strings,
        one_string_everywhere,
    ],
)
def test_what_would_take_too_much_room_is_refused_before_it_does(make: object) -> None:
    assert callable(make)
    data = make()
    tracemalloc.start()
    try:
        assert "too large and was not read" in refusal(data)
        assert tracemalloc.get_traced_memory()[1] < 60 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "day.xlsx"
    with file.open("wb") as sparse:
        sparse.write(b"PK")
        sparse.truncate(3_000 * MEGABYTE)
    with pytest.raises(FacilitatorError, match="too large"):
        read_book(file)


def test_two_million_rows_that_are_only_claimed_are_not_made() -> None:
    data = a_sheet(f'<row r="1">{inline("x", "A1")}</row>', head='<dimension ref="A1:XFD2000000"/>')
    assert rows_of(data) == (("x",),)


def test_two_million_real_rows_are_refused() -> None:
    rows = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(200_000)) * 10
    assert "too large" in refusal(a_sheet(rows))


def test_more_rows_than_a_day_has_are_left_out_and_said() -> None:
    [sheet] = read_xlsx(a_workbook([[n] for n in range(MAX_ROWS + 7)]), "x").sheets
    assert len(sheet.rows) == MAX_ROWS
    assert sheet.remarks == ("Only the first 5000 rows were read.",)


def test_a_row_at_the_end_of_the_world_is_left_out_and_said() -> None:
    body = f'<row r="1">{inline("x", "A1")}</row><row r="1048576">{inline("y", "A1048576")}</row>'
    [sheet] = read_xlsx(a_sheet(body), "x").sheets
    assert sheet.rows == (("x",),)
    assert sheet.remarks


def test_more_columns_than_a_day_has_are_left_out_and_said() -> None:
    [sheet] = read_xlsx(a_workbook([list(range(16_384))]), "x").sheets
    assert sheet.width == MAX_COLUMNS
    assert sheet.remarks == ("Only the first 200 columns were read.",)


def test_reading_stops_when_nobody_waits_any_more() -> None:
    with pytest.raises(StoppedError):
        read_xlsx(a_workbook([["a"]]), "x", lambda: False)


# ── broken or hostile XML ──

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY i "{"x" * 50_000}">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [LAUGHS, QUADRATIC, OUTSIDE], ids=["laughs", "quadratic", "outside"])
def test_entities_are_refused(declared: str) -> None:
    laughs = "&i;" * 500
    row = f'<row r="1">{inline(laughs, "A1")}</row>'
    sheet = f"{declared}<worksheet {NS}><sheetData>{row}</sheetData></worksheet>"
    assert "broken" in refusal(with_parts(a_workbook([["a"]]), {SHEET: sheet}))
    assert "broken" in refusal(with_strings(f"{declared}<sst {NS}><si><t>{laughs}</t></si></sst>"))


@pytest.mark.parametrize(
    "parts",
    [
        {SHEET: "<worksheet"},
        {SHEET: f'<worksheet {NS}><sheetData><row r="x"/></sheetData></worksheet>'},
        {SHEET: f'<worksheet {NS}><sheetData><row><c t="s"><v>99</v></c></row></sheetData></worksheet>'},
        {SHEET: f'<worksheet {NS}><sheetData><row><c r="?"><v>1</v></c></row></sheetData></worksheet>'},
        {SHEET: "<a>" * 100_000},
        {"xl/workbook.xml": "<workbook/>"},
        {"[Content_Types].xml": "<Types/>"},
    ],
)
def test_a_broken_part_is_told(parts: dict[str, str | bytes]) -> None:
    assert "Nothing is changed" in refusal(with_parts(a_workbook([["a"]]), parts))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"PK\x03\x04", "broken"),
        (b"PK" + bytes(100), "broken"),
        (a_workbook([["a"]])[:-300], "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel format, or has a password"),
        (b"%PDF-1.7", "not a spreadsheet"),
        (b"SQLite format 3\0" + bytes(99), "not a spreadsheet"),
        (b"\x7fELF\x02\x01\0\0\0", "not a spreadsheet"),
    ],
)
def test_what_is_no_workbook_is_told_in_a_sentence(data: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "day.xlsx"
    file.write_bytes(data)
    with pytest.raises(FacilitatorError, match=told):
        read_book(file)


def test_broken_strings_are_told() -> None:
    assert "broken" in refusal(with_strings(b"\xff\xfe\x00"))


def test_an_open_document_is_told_how_to_be_saved() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    assert "OpenDocument" in refusal(file.getvalue())


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match="could not be read"):
        read_book(tmp_path / "gone.xlsx")


# ── mutations ──


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with a few bytes changed, cut out or repeated."""
    changed = bytearray(data)
    for _time in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed))
        match chance.randrange(3):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case _:
                changed[at:at] = changed[at : at + chance.randint(1, 40)]
        changed = changed or bytearray(b"x")
    return bytes(changed)


def packed_apart(data: bytes, chance: random.Random) -> bytes:
    """The workbook with one of its parts mutated and packed soundly again: deeper than a checksum."""
    with ZipFile(io.BytesIO(data)) as archive:
        name = chance.choice(archive.namelist())
        return with_parts(data, {name: mutated(archive.read(name), chance)})


@pytest.mark.parametrize("change", [mutated, packed_apart])
def test_no_mutation_gets_past_the_one_kind_of_error(change: object, tmp_path: Path) -> None:
    assert callable(change)
    chance = random.Random(7)
    good = a_workbook([["Kl.", "Min", "Tittel"], [time(9), 30, "Åpning"], [None, 15, "=A1"]], Dag=[["x"]])
    file = tmp_path / "day.xlsx"
    outcomes: set[type] = set()
    for _time in range(300):
        file.write_bytes(change(good, chance))
        try:
            outcomes.add(type(read_book(file)))
        except FacilitatorError as error:
            outcomes.add(type(error))
    assert outcomes == {Book, FacilitatorError}
