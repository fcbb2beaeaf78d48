"""The parts of an Excel file that say what the others are: written by hand, since they are always the same.

ECMA-376; the order of the elements is prescribed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from facilitator.report.sheet import Book, Heading
from facilitator.report.text import legible

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# The places of the cells' styles in STYLES.
HEADING, TEXT, QUOTED, NUMBER, TIME, LENGTH, INSTANT = range(1, 8)

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LINE: Final = 15  # points, of one line of a cell

_ON_TOP: Final = 'vertical="top" wrapText="1"'
_TO_THE_RIGHT: Final = ' horizontal="right" indent="1"'

STYLES: Final = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="hh:mm"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + "".join(
        f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="0" xfId="0"{more}'
        f' applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment {_ON_TOP}{aligned}/></xf>'
        for number, font, more, aligned in (
            (0, 1, "", ""),
            (0, 0, "", ""),
            (0, 0, ' quotePrefix="1"', ""),  # stays text when somebody edits the cell
            (1, 0, "", _TO_THE_RIGHT),
            (164, 0, "", _TO_THE_RIGHT),
            (165, 0, "", _TO_THE_RIGHT),
            (166, 0, "", _TO_THE_RIGHT),
        )
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def parts(book: Book, titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and content of all parts but the sheets and their tables; ``titles`` of the sheets."""
    numbers = range(1, len(titles) + 1)
    yield "[Content_Types].xml", _content_types(numbers)
    yield (
        "_rels/.rels",
        _relations(
            (f"{RELATIONS}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATIONS}/extended-properties", "docProps/app.xml"),
        ),
    )
    yield "docProps/core.xml", _core(book)
    yield (
        "docProps/app.xml",
        (
            f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>Facilitator</Application></Properties>"
        ),
    )
    yield "xl/workbook.xml", _workbook(titles)
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations(
            *((f"{RELATIONS}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
            (f"{RELATIONS}/styles", "styles.xml"),
        ),
    )
    yield "xl/styles.xml", STYLES
    for number in numbers:
        table = (f"{RELATIONS}/table", f"../tables/table{number}.xml")
        yield f"xl/worksheets/_rels/sheet{number}.xml.rels", _relations(table)


def table(number: int, headings: Sequence[Heading], rows: int) -> str:
    """The table that a sheet's rows are, with filters in its head; Excel wants one row at least."""
    ref = f"A1:{column_name(len(headings))}{max(rows, 1) + 1}"
    columns = "".join(
        f'<tableColumn id="{id}" name={quoteattr(heading.title)}/>' for id, heading in enumerate(headings, 1)
    )
    return (
        f'{HEAD}<table xmlns="{MAIN}" id="{number}" name="Table{number}" displayName="Table{number}"'
        f' ref="{ref}">'
        f'<autoFilter ref="{ref}"/><tableColumns count="{len(headings)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showRowStripes="1"/></table>'
    )


def sheet_head(headings: Sequence[Heading], *, shown: bool) -> str:
    """What stands before a sheet's rows; ``shown``: it is the one in front."""
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{heading.width}" customWidth="1"/>'
        for number, heading in enumerate(headings, 1)
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView tabSelected="{int(shown)}" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{LINE}"/><cols>{widths}</cols><sheetData>'
    )


SHEET_END: Final = (
    '</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
    '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
)


def column_name(number: int) -> str:
    """«A» for 1, «AA» for 27."""
    name = ""
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _content_types(numbers: range) -> str:
    overrides = [
        ("/xl/workbook.xml", f"{_TYPES}.sheet.main+xml"),
        ("/xl/styles.xml", f"{_TYPES}.styles+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        *((f"/xl/worksheets/sheet{number}.xml", f"{_TYPES}.worksheet+xml") for number in numbers),
        *((f"/xl/tables/table{number}.xml", f"{_TYPES}.table+xml") for number in numbers),
    ]
    told = "".join(f'<Override PartName="{part}" ContentType="{type}"/>' for part, type in overrides)
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{type}" Target="{target}"/>'
        for number, (type, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _core(book: Book) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(legible(book.title))}</dc:title><dc:creator>Facilitator</dc:creator>"
        f"<dc:language>{book.language}</dc:language>"
        f"{_date('created', book.made_at)}{_date('modified', book.made_at)}</cp:coreProperties>"
    )


def _date(name: str, at: datetime) -> str:
    return f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{at:%Y-%m-%dT%H:%M:%SZ}</dcterms:{name}>'


def _workbook(titles: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(titles, 1)
    )
    heads = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">'
        f"{escape(_quoted(title))}!$1:$1</definedName>"
        for index, title in enumerate(titles)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{heads}</definedNames></workbook>"
    )


def _quoted(title: str) -> str:
    doubled = title.replace("'", "''")
    return f"'{doubled}'"
